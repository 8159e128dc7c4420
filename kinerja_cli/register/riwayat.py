"""Riwayat: hanya bertambah, dan setiap baris mengikat baris sebelumnya dengan hash."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from hashlib import sha256

from kinerja_cli.model.periode import Periode
from kinerja_cli.register.basis import Register

AWAL = "0" * 64
PANJANG_SIDIK = 16
PEMBAWA = ("kiriman", "penilaian", "hasil_verifikasi")
"""Peristiwa yang membawa data atau tanda; keputusannya sendiri tidak, agar cetak ulangnya sama."""
SESUDAH = "sesudah_pengesahan"
"""Nomor pengesahan terakhir pada peristiwa yang terjadi sesudahnya."""


@dataclass(frozen=True, slots=True)
class Peristiwa:
    """Satu baris riwayat; ``isi`` adalah teks persis yang dihash."""

    nomor: int
    isi: str
    hash: str

    @property
    def jejak(self) -> str:
        """Nomor dan awal hash untuk dicetak dan dicocokkan lagi: ``41-3f2a91bc77d01e55``."""
        return f"{self.nomor}-{self.hash[:PANJANG_SIDIK]}"


def append_riwayat(register: Register, waktu: str, peristiwa: str, **isi: object) -> None:
    """Tambah satu baris; dipanggil di dalam transaksi perubahan yang dicatatnya."""
    terakhir = register.sambungan.execute(
        "SELECT hash FROM riwayat ORDER BY nomor DESC LIMIT 1"
    ).fetchone()
    sebelum = terakhir[0] if terakhir else AWAL
    sah = read_nomor_sah(register)
    # Tanda ini ikut dihash, maka perubahan terlambat tidak dapat disamarkan kemudian.
    tanda = {} if sah is None else {SESUDAH: sah}
    teks = json.dumps(
        {"waktu": waktu, "peristiwa": peristiwa, **tanda, **isi}, ensure_ascii=False, sort_keys=True
    )
    register.sambungan.execute(
        "INSERT INTO riwayat (isi, hash) VALUES (?, ?)", (teks, hash_baris(sebelum, teks))
    )


def read_nomor_sah(register: Register) -> int | None:
    """Nomor pengesahan terakhir; ``None`` bila belum pernah."""
    nomor = register.sambungan.execute("SELECT MAX(nomor) FROM pengesahan").fetchone()[0]
    return None if nomor is None else int(nomor)


def read_kepala(register: Register) -> Peristiwa | None:
    """Baris terakhir; hash-nya mengikat semua baris sebelumnya."""
    baris = register.sambungan.execute(
        "SELECT nomor, isi, hash FROM riwayat ORDER BY nomor DESC LIMIT 1"
    ).fetchone()
    return Peristiwa(*baris) if baris else None


def read_ujung(register: Register) -> tuple[int, str]:
    """Nomor dan hash baris terakhir; (0, ``AWAL``) bila belum ada."""
    kepala = read_kepala(register)
    return (kepala.nomor, kepala.hash) if kepala else (0, AWAL)


def read_jejak(register: Register, periode: Periode, unit: Collection[str]) -> str:
    """Jejak baris terakhir yang membawa data atau tanda unit-unit itu; kosong bila tidak ada."""
    baris = register.sambungan.execute(
        "SELECT nomor, isi, hash FROM riwayat WHERE json_valid(isi)"
        " AND json_extract(isi, '$.periode') = ?"
        f" AND json_extract(isi, '$.peristiwa') IN ({', '.join('?' * len(PEMBAWA))})"
        f" AND json_extract(isi, '$.unit') IN ({', '.join('?' * len(unit))})"
        " ORDER BY nomor DESC LIMIT 1",
        (periode.value, *PEMBAWA, *unit),
    ).fetchone()
    return Peristiwa(*baris).jejak if baris else ""


def has_sidik(register: Register, nomor: int, sidik: str) -> bool:
    """Benar bila baris bernomor itu ada dan hash-nya diawali ``sidik``."""
    baris = register.sambungan.execute(
        "SELECT hash FROM riwayat WHERE nomor = ?", (nomor,)
    ).fetchone()
    return baris is not None and str(baris[0]).startswith(sidik)


def has_peristiwa(register: Register, peristiwa: str, sha256_hex: str) -> bool:
    """Benar bila peristiwa itu sudah tercatat untuk berkas dengan hash itu."""
    return (
        register.sambungan.execute(
            "SELECT 1 FROM riwayat WHERE json_extract(isi, '$.peristiwa') = ?"
            " AND json_extract(isi, '$.sha256') = ?",
            (peristiwa, sha256_hex),
        ).fetchone()
        is not None
    )


def iterate_riwayat(register: Register) -> Iterator[Peristiwa]:
    """Semua peristiwa menurut nomor."""
    for baris in register.sambungan.execute("SELECT nomor, isi, hash FROM riwayat ORDER BY nomor"):
        yield Peristiwa(*baris)


def find_rusak(register: Register) -> int | None:
    """Nomor baris pertama yang tidak lagi cocok dengan rantainya; ``None`` bila utuh."""
    sebelum = AWAL
    for harap, baris in enumerate(iterate_riwayat(register), start=1):
        if baris.nomor != harap or baris.hash != hash_baris(sebelum, baris.isi):
            return baris.nomor
        sebelum = baris.hash
    return None


def hash_baris(sebelum: str, teks: str) -> str:
    """Hash satu baris: hash baris sebelumnya, ganti baris, lalu teksnya."""
    return sha256(f"{sebelum}\n{teks}".encode()).hexdigest()
