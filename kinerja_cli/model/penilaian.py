"""Penilaian pemeriksa: yang ditandai orang di samping temuan aturan."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kinerja_cli.model.periode import Periode


class JenisPenilaian(StrEnum):
    """Sesuai, menolak, tanya jawab, menyepakati nilai lain, atau mengecualikan satu temuan."""

    YA = "ya"
    TANYA = "tanya"
    TIDAK = "tidak"
    SEPAKAT = "sepakat"
    KECUALI = "kecuali"


@dataclass(frozen=True, slots=True)
class Penilaian:
    """Satu tanda pemeriksa atas satu baris formulir.

    ``isi`` pertanyaan, alasan menolak, atau alasan mengecualikan; pada kesepakatan alasannya.
    ``kode`` kode temuan yang dikecualikan, atau yang masih ada saat dinyatakan sesuai (dipisah
    koma). ``dasar`` isian baris itu saat ditandai: tanda ya, tidak, dan sepakat gugur bila
    isiannya berubah.
    """

    urut: int
    periode: Periode
    unit: str
    jenis: JenisPenilaian
    kunci: str
    kolom: str
    isi: str
    oleh: str
    waktu: str
    kode: str = ""
    jawaban: str = ""
    """Jawaban pertanyaan, atau nilai yang disepakati sebagaimana ditulis."""
    bukti: str = ""
    dasar: str = ""

    @property
    def terbuka(self) -> bool:
        """Benar bila pertanyaan belum dijawab."""
        return self.jenis is JenisPenilaian.TANYA and not self.jawaban
