"""Konsep LKjIP bernomor dan koreksinya; setiap perubahan juga satu peristiwa riwayat."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from kinerja_cli.aturan.langkah_laporan import Gerak, Letak, Peran, Putusan, find_letak
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.temuan import Temuan, has_galat
from kinerja_cli.register.basis import Register
from kinerja_cli.register.riwayat import SESUDAH, append_riwayat, read_nomor_sah


@dataclass(frozen=True, slots=True)
class Konsep:
    """Satu konsep yang terbit; ``dasar`` hash semua masukannya, ``sha256`` byte .docx di arsip."""

    nomor: int
    periode: Periode
    dasar: str
    sha256: str
    kompilasi: str
    waktu: str
    oleh: str = ""
    slot: Mapping[str, str] = field(default_factory=dict)
    """Hash teks dasar setiap slot yang tercetak."""
    petikan: Mapping[str, str] = field(default_factory=dict)
    """Sha256 petikan yang dipakai, menurut slotnya."""
    sesudah: int | None = None
    """Nomor pengesahan terakhir sebelum konsep ini terbit; ``None`` bila belum pernah."""

    @property
    def sebutan(self) -> str:
        """``konsep 2``, dengan tandanya bila terbit sesudah pengesahan."""
        tanda = "" if self.sesudah is None else f" sesudah pengesahan nomor {self.sesudah}"
        return f"konsep {self.nomor}{tanda}"


@dataclass(frozen=True, slots=True)
class Koreksi:
    """Satu koreksi: draf siapa atas konsep yang mana, putusannya, dan yang ditulis karenanya."""

    urut: int
    konsep: int
    langkah: Peran
    oleh: str
    putusan: Putusan
    alasan: str
    berkas: str
    sha256: str
    waktu: str
    isi: Mapping[str, Any] = field(default_factory=dict)
    """``temuan``, ``ulasan``, ``slot`` yang diambil, dan ``tulis`` (jalur menurut sha256 arsip)."""
    tertulis: bool = False
    """Benar bila semua berkasnya sudah sampai di ruang kerja."""
    sesudah: int | None = None
    """Nomor pengesahan terakhir sebelum koreksi ini; ``None`` bila belum pernah."""

    @property
    def temuan(self) -> tuple[Temuan, ...]:
        """Temuan saat koreksi diterima."""
        return tuple(Temuan.from_json(t) for t in self.isi.get("temuan", ()))

    @property
    def ulasan(self) -> tuple[dict[str, str], ...]:
        """Komentar dan jejak perubahan di drafnya."""
        return tuple(self.isi.get("ulasan", ()))

    @property
    def mengubah(self) -> bool:
        """Benar bila konsep berikutnya akan lain: ada kata-kata yang diambil atau angka diubah."""
        return bool(self.isi.get("slot")) or has_galat(self.temuan)

    @property
    def tulis(self) -> dict[str, str]:
        """Sha256 isi menurut jalur dari akar ruang kerja; sha kosong berarti berkas dihapus."""
        return dict(self.isi.get("tulis", {}))


@dataclass(frozen=True, slots=True)
class KeadaanLaporan:
    """Konsep terakhir, koreksi atasnya dan sebelumnya, dan letaknya sekarang."""

    konsep: tuple[Konsep, ...] = ()
    koreksi: tuple[Koreksi, ...] = ()
    letak: Letak | None = None
    """``None`` bila belum ada konsep."""
    disahkan: int | None = None
    """Nomor pengesahan terakhir."""

    @property
    def terakhir(self) -> Konsep | None:
        """Konsep terakhir."""
        return self.konsep[-1] if self.konsep else None

    def find_koreksi(self, tanda: str, langkah: Peran) -> Koreksi | None:
        """Koreksi terakhir langkah itu dari draf dengan byte itu."""
        cocok = [k for k in self.koreksi if (k.sha256, k.langkah) == (tanda, langkah)]
        return cocok[-1] if cocok else None

    def find_tersimpan(self, nama: str) -> str:
        """Sha256 isi terakhir yang ditulis koreksi ke jalur itu; kosong bila tidak pernah."""
        return next((t for k in reversed(self.koreksi) if (t := k.tulis.get(nama))), "")

    def is_menutup(self, konsep: Konsep) -> bool:
        """Benar bila koreksi atas konsep itu sekarang menutup langkah: ia belum disahkan."""
        return konsep.sesudah == self.disahkan

    @property
    def ulasan_terbuka(self) -> int:
        """Banyaknya komentar dan jejak perubahan pada koreksi terakhir."""
        return len(self.koreksi[-1].ulasan) if self.koreksi else 0


def read_keadaan(register: Register) -> KeadaanLaporan:
    """Semua konsep dan koreksi, dan letak konsep terakhir menurut koreksinya.

    Satu putaran ialah semua konsep di antara dua pengesahan. Yang menutup langkahnya hanya koreksi
    atas konsep putaran itu, sebelum putaran itu sendiri disahkan.
    """
    disahkan = read_nomor_sah(register)
    sesudah = _read_sesudah(register) if disahkan is not None else {}
    konsep = tuple(
        replace(k, sesudah=sesudah.get(("konsep", k.nomor))) for k in _read_konsep(register)
    )
    koreksi = tuple(
        replace(k, sesudah=sesudah.get(("koreksi", k.urut))) for k in _read_koreksi(register)
    )
    if not konsep:
        return KeadaanLaporan()
    letak = _find_letak(konsep, koreksi)
    ditutup = konsep[-1].sesudah != disahkan
    return KeadaanLaporan(konsep, koreksi, replace(letak, disahkan=ditutup), disahkan)


def _find_letak(konsep: Sequence[Konsep], koreksi: Sequence[Koreksi]) -> Letak:
    """Letak putaran konsep terakhir."""
    putaran = {k.nomor: k for k in konsep if k.sesudah == konsep[-1].sesudah}
    gerak = (
        Gerak(k.langkah, k.putusan, k.waktu)
        for k in koreksi
        if k.konsep in putaran and k.sesudah == konsep[-1].sesudah
    )
    return find_letak(putaran[min(putaran)].waktu, gerak)


def _read_sesudah(register: Register) -> dict[tuple[str, int], int]:
    """Tanda sesudah pengesahan pada peristiwa konsep dan koreksi, dari riwayat yang dihash."""
    return {
        (peristiwa, nomor): sah
        for peristiwa, nomor, sah in register.sambungan.execute(
            "SELECT json_extract(isi, '$.peristiwa'),"
            " COALESCE(json_extract(isi, '$.urut'), json_extract(isi, '$.nomor')),"
            f" json_extract(isi, '$.{SESUDAH}') FROM riwayat WHERE json_valid(isi)"
            " AND json_extract(isi, '$.peristiwa') IN ('konsep', 'koreksi')"
            f" AND json_extract(isi, '$.{SESUDAH}') IS NOT NULL"
        )
    }


def _read_konsep(register: Register) -> list[Konsep]:
    return [
        Konsep(
            nomor=b["nomor"],
            periode=Periode(b["periode"]),
            dasar=b["dasar"],
            sha256=b["sha256"],
            kompilasi=b["kompilasi"],
            waktu=b["waktu"],
            oleh=b["oleh"],
            slot=json.loads(b["slot"]),
            petikan=json.loads(b["petikan"]),
        )
        for b in register.sambungan.execute("SELECT * FROM konsep ORDER BY nomor")
    ]


def _read_koreksi(register: Register) -> list[Koreksi]:
    return [_build_koreksi(b) for b in register.sambungan.execute(
        "SELECT * FROM koreksi ORDER BY urut")]  # fmt: skip


def _build_koreksi(b: sqlite3.Row) -> Koreksi:
    return Koreksi(
        urut=b["urut"],
        konsep=b["konsep"],
        langkah=Peran(b["langkah"]),
        oleh=b["oleh"],
        putusan=Putusan(b["putusan"]),
        alasan=b["alasan"],
        berkas=b["berkas"],
        sha256=b["sha256"],
        waktu=b["waktu"],
        isi=json.loads(b["isi"]),
        tertulis=bool(b["tertulis"]),
    )


def store_konsep(register: Register, konsep: Konsep) -> None:
    """Catat konsep yang terbit. Dipanggil di dalam transaksi."""
    slot, petikan = _dump(konsep.slot), _dump(konsep.petikan)
    register.sambungan.execute(
        "INSERT INTO konsep (nomor, periode, dasar, sha256, kompilasi, slot, petikan, oleh, waktu)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            konsep.nomor,
            konsep.periode.value,
            konsep.dasar,
            konsep.sha256,
            konsep.kompilasi,
            slot,
            petikan,
            konsep.oleh,
            konsep.waktu,
        ),
    )
    append_riwayat(
        register,
        konsep.waktu,
        "konsep",
        nomor=konsep.nomor,
        periode=konsep.periode.value,
        sha256=konsep.sha256,
        kompilasi=konsep.kompilasi,
        isi=hash_isi(slot, petikan),
        oleh=konsep.oleh,
    )


def store_koreksi(register: Register, koreksi: Koreksi) -> None:
    """Catat satu koreksi. Dipanggil di dalam transaksi."""
    isi = _dump(koreksi.isi)
    register.sambungan.execute(
        "INSERT INTO koreksi (urut, konsep, langkah, oleh, putusan, alasan, berkas, sha256, isi,"
        " waktu) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            koreksi.urut,
            koreksi.konsep,
            koreksi.langkah.value,
            koreksi.oleh,
            koreksi.putusan.value,
            koreksi.alasan,
            koreksi.berkas,
            koreksi.sha256,
            isi,
            koreksi.waktu,
        ),
    )
    append_riwayat(
        register,
        koreksi.waktu,
        "koreksi",
        urut=koreksi.urut,
        konsep=koreksi.konsep,
        langkah=koreksi.langkah.value,
        putusan=koreksi.putusan.value,
        alasan=koreksi.alasan,
        berkas=koreksi.berkas,
        sha256=koreksi.sha256,
        isi=hash_isi(isi),
        oleh=koreksi.oleh,
    )


def mark_tertulis(register: Register, urut: int) -> None:
    """Semua berkas koreksi itu sudah ditulis. Dipanggil di dalam transaksi."""
    register.sambungan.execute("UPDATE koreksi SET tertulis = 1 WHERE urut = ?", (urut,))


def hash_isi(*bagian: str) -> str:
    """Hash isi sebagaimana tersimpan; riwayat mencatatnya."""
    return sha256("\n".join(bagian).encode()).hexdigest()


def _dump(isi: Mapping[str, Any]) -> str:
    return json.dumps(isi, ensure_ascii=False, sort_keys=True)
