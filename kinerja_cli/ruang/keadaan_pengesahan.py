"""Keadaan pengesahan untuk papan status: kapan, nomor berapa, dan sudah ditandatangani belum."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kinerja_cli.model.cetak import format_tanggal
from kinerja_cli.model.periode import Periode
from kinerja_cli.register.pengesahan import read_tanda_tangan, read_terakhir
from kinerja_cli.ruang.ruang import Ruang


@dataclass(frozen=True, slots=True)
class KeadaanPengesahan:
    """Pengesahan terakhir dan banyaknya PDF bertanda tangan yang sudah kembali."""

    nomor: int
    dokumen: str
    waktu: str
    oleh: str
    sidik: str
    tanda_tangan: int

    @property
    def kalimat(self) -> str:
        """Satu baris untuk layar."""
        tanggal = format_tanggal(datetime.fromisoformat(self.waktu).date())
        ttd = f"{self.tanda_tangan} PDF bertanda tangan" if self.tanda_tangan else "belum kembali"
        return f"{self.dokumen}, {tanggal} oleh {self.oleh}; tanda tangan: {ttd}"

    @property
    def berikutnya(self) -> str:
        """Perintah sesudah pengesahan."""
        return "kinerja periksa-sah" if self.tanda_tangan else "kinerja sahkan --tandatangan BERKAS"

    def to_json(self) -> dict[str, Any]:
        """Isi ``pengesahan`` pada JSON ``status``."""
        return {
            "nomor": self.nomor,
            "dokumen": self.dokumen,
            "waktu": self.waktu,
            "oleh": self.oleh,
            "sidik": self.sidik,
            "tanda_tangan": self.tanda_tangan,
        }


def read_keadaan_pengesahan(ruang: Ruang, periode: Periode | None) -> KeadaanPengesahan | None:
    """Pengesahan terakhir laporan periode itu."""
    with ruang.register() as register:
        sah = read_terakhir(register)
        pokok = sah.manifest.pokok if sah else None
        if sah is None or pokok is None or pokok.periode is not periode:
            return None
        banyak = len(read_tanda_tangan(register, sah.nomor))
    return KeadaanPengesahan(
        sah.nomor, pokok.nama_dokumen, pokok.waktu, pokok.oleh.nama, pokok.sidik, banyak
    )
