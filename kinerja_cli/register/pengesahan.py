"""Pengesahan, persiapannya, dan PDF bertanda tangan yang kembali."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from kinerja_cli.model.galat import RegisterError
from kinerja_cli.model.pengesahan import Manifest, Pokok, Tambahan, dump_baku
from kinerja_cli.register.basis import Register
from kinerja_cli.register.riwayat import append_riwayat

T = TypeVar("T", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Pengesahan:
    """Satu laporan yang sudah disahkan; teks manifest sebagaimana ditulis."""

    nomor: int
    teks: str
    tanda: str
    """Sha256 manifest."""
    arsip: str
    """Sha256 zip arsip di ``arsip/``."""

    @property
    def manifest(self) -> Manifest:
        """Manifest yang sudah diurai. Galat ``RegisterError`` bila barisnya rusak."""
        return _parse(Manifest, self.teks, f"pengesahan {self.nomor}")


@dataclass(frozen=True, slots=True)
class TandaTangan:
    """Satu PDF bertanda tangan yang diterima kembali."""

    urut: int
    nomor: int
    teks: str
    tanda: str
    """Sha256 tambahan manifest."""
    sha256: str

    @property
    def tambahan(self) -> Tambahan:
        """Tambahan yang sudah diurai. Galat ``RegisterError`` bila barisnya rusak."""
        return _parse(Tambahan, self.teks, f"tanda_tangan {self.urut}")


@dataclass(frozen=True, slots=True)
class Persiapan:
    """Pengesahan yang sudah dimulai tetapi belum tercatat; ``arsip`` kosong bila belum jadi."""

    pokok: Pokok
    arsip: str


def _parse(jenis: type[T], teks: str, baris: str) -> T:
    try:
        return jenis.model_validate_json(teks)
    except ValidationError as galat:
        raise RegisterError(
            f"baris {baris} di register rusak", "kembalikan kinerja.db dari cadangan"
        ) from galat


def read_pengesahan(register: Register) -> list[Pengesahan]:
    """Semua pengesahan menurut nomor."""
    return [
        Pengesahan(b["nomor"], b["manifest"], b["hash"], b["arsip"])
        for b in register.sambungan.execute("SELECT * FROM pengesahan ORDER BY nomor")
    ]


def read_terakhir(register: Register) -> Pengesahan | None:
    """Pengesahan terakhir."""
    daftar = read_pengesahan(register)
    return daftar[-1] if daftar else None


def store_pengesahan(register: Register, manifest: Manifest, tanda: str, arsip: str) -> None:
    """Catat dan hapus persiapannya. Dipanggil di dalam transaksi."""
    pokok = manifest.pokok
    append_riwayat(
        register,
        pokok.waktu,
        "pengesahan",
        nomor=pokok.nomor,
        tahun=pokok.tahun,
        periode=pokok.periode.value,
        manifest=tanda,
        sidik=manifest.sidik,
        arsip=arsip,
        oleh=pokok.oleh.kunci,
        perubahan=pokok.perubahan,
        meski=pokok.meski,
        dikesampingkan=len(pokok.dikesampingkan),
    )
    # Barisnya sesudah riwayatnya: peristiwa pengesahan sendiri tidak bertanda sesudah pengesahan.
    register.sambungan.execute(
        "INSERT INTO pengesahan (nomor, hash, arsip, manifest) VALUES (?, ?, ?, ?)",
        (pokok.nomor, tanda, arsip, dump_baku(manifest).decode()),
    )
    register.sambungan.execute("DELETE FROM pengesahan_siap")


def read_persiapan(register: Register) -> Persiapan | None:
    """Pengesahan yang sedang disiapkan."""
    baris = register.sambungan.execute("SELECT pokok, arsip FROM pengesahan_siap").fetchone()
    if baris is None:
        return None
    return Persiapan(_parse(Pokok, baris["pokok"], "pengesahan_siap"), baris["arsip"])


def store_persiapan(register: Register, pokok: Pokok, arsip: str = "") -> None:
    """Ganti persiapan. Dipanggil di dalam transaksi."""
    register.sambungan.execute("DELETE FROM pengesahan_siap")
    register.sambungan.execute(
        "INSERT INTO pengesahan_siap (pokok, arsip) VALUES (?, ?)",
        (dump_baku(pokok).decode(), arsip),
    )


def read_tanda_tangan(register: Register, nomor: int | None = None) -> list[TandaTangan]:
    """PDF bertanda tangan menurut urutan diterima; semua nomor bila tidak disebut."""
    return [
        TandaTangan(b["urut"], b["nomor"], b["tambahan"], b["hash"], b["sha256"])
        for b in register.sambungan.execute(
            "SELECT * FROM tanda_tangan WHERE ? IS NULL OR nomor = ? ORDER BY urut", (nomor, nomor)
        )
    ]


def store_tanda_tangan(register: Register, tambahan: Tambahan, tanda: str) -> None:
    """Catat satu PDF bertanda tangan. Dipanggil di dalam transaksi."""
    register.sambungan.execute(
        "INSERT INTO tanda_tangan (nomor, hash, sha256, tambahan) VALUES (?, ?, ?, ?)",
        (tambahan.nomor, tanda, tambahan.berkas.sha256, dump_baku(tambahan).decode()),
    )
    append_riwayat(
        register,
        tambahan.waktu,
        "tanda_tangan",
        nomor=tambahan.nomor,
        urut=tambahan.urut,
        tambahan=tanda,
        sha256=tambahan.berkas.sha256,
        berkas=tambahan.berkas.nama,
        cara=tambahan.cara,
        pemeriksaan=tambahan.pemeriksaan,
        oleh=tambahan.oleh,
        meski=tambahan.meski,
    )
