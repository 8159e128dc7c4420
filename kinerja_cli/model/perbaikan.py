"""RTL perbaikan data: temuan yang dikembalikan, tindakan bidang, dan keadaannya kini.

Dasar: SOP 5459/SOP/VIII/2023 langkah 4b.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from kinerja_cli.model.temuan import Temuan

WAJIB_RTL = {
    "pic": "penanggung jawab",
    "batas_waktu": "batas waktu",
    "tindakan": "tindakan",
    "status": "status",
}
"""Yang diisi bidang untuk setiap temuan yang dikembalikan, dan sebutannya."""


@dataclass(frozen=True, slots=True)
class ButirRtl:
    """Satu baris RTL formulir kembali; ``putaran`` putaran formulirnya."""

    putaran: int
    kunci: str
    """Kunci baris formulir yang bertemuan, atau kode unit."""
    temuan: tuple[Temuan, ...]
    terbuka: bool
    """Benar selama salah satu temuannya masih ada; tutup sendiri bila semuanya hilang."""
    diperiksa: bool
    """Benar bila formulir kembalinya sudah diterima, jadi keadaannya sudah dinilai."""
    pic: str = ""
    batas_waktu: str = ""
    """Tanggal ISO; kosong bila belum diisi."""
    tindakan: str = ""
    status: str = ""
    kendala: str = ""
    bukti: str = ""
    ditutup: date | None = None
    """Tanggal keputusan pertama yang tidak lagi memuat temuannya."""

    @property
    def keadaan(self) -> str:
        """Sebagaimana dicetak."""
        if not self.terbuka:
            return "selesai"
        return "masih terbuka" if self.diperiksa else "belum kembali"

    @property
    def kurang(self) -> tuple[str, ...]:
        """Sebutan yang wajib diisi bidang dan masih kosong."""
        return tuple(nama for k, nama in WAJIB_RTL.items() if not getattr(self, k))

    def to_json(self) -> dict[str, Any]:
        """Entri ``rtl`` pada JSON keputusan."""
        return {
            "putaran": self.putaran,
            "kunci": self.kunci,
            "keadaan": self.keadaan,
            "ditutup": self.ditutup.isoformat() if self.ditutup else None,
            "tindakan": self.tindakan,
            "pic": self.pic,
            "batas_waktu": self.batas_waktu or None,
            "status": self.status or None,
            "temuan": [t.kode for t in self.temuan],
        }
