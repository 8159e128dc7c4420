"""Membuat ``Fakta``: satu-satunya tempat nilai menjadi teks cetak dokumen."""

from __future__ import annotations

from decimal import Decimal

from kinerja_cli.model.cetak import format_angka, format_persen, format_rupiah
from kinerja_cli.model.data_kinerja import Fakta
from kinerja_cli.model.hasil import HasilCapaian
from kinerja_cli.model.istilah import StatusAngka
from kinerja_cli.model.kunci import build_kunci_fakta
from kinerja_cli.model.nilai import JenisNilai, Nilai
from kinerja_cli.model.periode import Periode

TEKS_BELUM_ADA = "n/a"
"""Cetakan untuk data yang belum ada, sebagaimana lazim di LKjIP; alasannya ada di catatan."""


class PembuatFakta:
    """Membuat fakta untuk satu tahun dan periode; kuncinya unik menurut bagian."""

    def __init__(self, tahun: int, periode: Periode) -> None:
        self.tahun = tahun
        self.periode = periode

    def kunci(self, *bagian: str) -> str:
        """Kunci fakta pada tahun dan periode ini."""
        return build_kunci_fakta(self.tahun, self.periode, *bagian)

    def nilai(
        self,
        nilai: Nilai,
        desimal: int,
        *bagian: str,
        status: StatusAngka = StatusAngka.FINAL,
        catatan: str = "",
        teks: str = "",
    ) -> Fakta:
        """Realisasi atau target; ``teks`` menang atas angka (rentang, predikat berskor)."""
        return Fakta(
            kunci=self.kunci(*bagian),
            nilai=nilai,
            teks=teks or _format_nilai(nilai, desimal),
            status=status,
            catatan=catatan or _explain_nilai(nilai),
        )

    def capaian(self, hasil: HasilCapaian, *bagian: str) -> Fakta:
        """Capaian dua desimal; yang tidak terhitung tercetak n/a dengan alasannya."""
        return self.persen(hasil.capaian, *bagian, alasan=hasil.alasan)

    def persen(self, angka: Decimal | None, *bagian: str, alasan: str = "") -> Fakta:
        """Persentase dua desimal, atau n/a."""
        if angka is None:
            return self.kosong(alasan, *bagian)
        return Fakta(
            kunci=self.kunci(*bagian), nilai=Nilai.dari_angka(angka), teks=format_persen(angka)
        )

    def rupiah(self, angka: Decimal | None, *bagian: str, alasan: str = "") -> Fakta:
        """Rupiah penuh, atau n/a bila belum dilaporkan."""
        if angka is None:
            return self.kosong(alasan, *bagian)
        return Fakta(
            kunci=self.kunci(*bagian), nilai=Nilai.dari_angka(angka), teks=format_rupiah(angka)
        )

    def kosong(self, alasan: str, *bagian: str) -> Fakta:
        """Fakta tanpa angka; alasannya tidak pernah hilang."""
        return Fakta(
            kunci=self.kunci(*bagian),
            nilai=Nilai.belum_ada(alasan),
            teks=TEKS_BELUM_ADA,
            catatan=alasan,
        )


def _format_nilai(nilai: Nilai, desimal: int) -> str:
    if nilai.angka is not None:
        return format_angka(nilai.angka, desimal)
    return (nilai.teks or "") if nilai.ada else TEKS_BELUM_ADA


def _explain_nilai(nilai: Nilai) -> str:
    """Mengapa nilai tercetak n/a; kosong bila ada angka atau predikatnya."""
    if nilai.ada:
        return ""
    if nilai.jenis is JenisNilai.KOSONG:
        return "belum dilaporkan"
    if nilai.jenis is JenisNilai.TAK_TERBACA:
        return f"isian {nilai.teks!r} tidak terbaca"
    return nilai.teks or "belum ada data"
