"""Satu sub kegiatan di kedua pihak: jumlah bidang dan jumlah bendahara."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kinerja_cli.aturan.keuangan import Pembanding
from kinerja_cli.aturan.konteks import KonteksVerifikasi

NOL = Decimal(0)


@dataclass(frozen=True, slots=True)
class CocokKode:
    """Satu sub kegiatan di kedua pihak; ``None`` berarti pihak itu tidak mempunyai angkanya.

    ``bidang`` jumlah semua unit pemilik sub kegiatan, karena laporan bendahara tidak memisahkannya.
    """

    kode: str
    bidang: Decimal | None
    bendahara: Decimal | None
    menunggu: tuple[str, ...] = ()
    """Unit lain yang belum melaporkan."""
    tertahan: str = ""
    """Mengapa laporan bendaharanya belum dapat dipakai."""

    @property
    def selisih(self) -> Decimal | None:
        """Bidang dikurangi bendahara; ``None`` bila belum dapat dibandingkan."""
        if self.tertahan or self.bidang is None or (self.bendahara is None and self.bidang != 0):
            return None
        return self.bidang - (self.bendahara or NOL)

    def is_beda(self, toleransi: Decimal) -> bool:
        """Benar bila kedua pihak diketahui dan berbeda lebih dari toleransi rupiah."""
        if self.tertahan or self.bidang is None:
            return False
        return abs(self.bidang - (self.bendahara or NOL)) > toleransi


def match_kode(konteks: KonteksVerifikasi, pembanding: Pembanding, kode: str) -> CocokKode:
    """Jumlah kedua pihak untuk satu sub kegiatan."""
    baris = konteks.pagu_per_kode.get(kode, ())
    nilai = [(p.kode_unit, konteks.nilai_uang(p)) for p in baris]
    kosong = {unit for unit, n in nilai if n.angka is None}
    bidang = None if kosong or not baris else sum((n.angka or NOL for _, n in nilai), NOL)
    jumlah = pembanding.per_kode.get(kode)
    return CocokKode(
        kode,
        bidang,
        jumlah.realisasi if jumlah else None,
        tuple(sorted(kosong - {konteks.unit})),
        pembanding.tertahan.get(kode, ""),
    )


def match_semua(konteks: KonteksVerifikasi, pembanding: Pembanding) -> dict[str, CocokKode]:
    """Semua sub kegiatan yang ada di salah satu pihak, menurut kodenya."""
    kode = sorted({*konteks.pagu_per_kode, *pembanding.per_kode, *pembanding.tertahan})
    return {k: match_kode(konteks, pembanding, k) for k in kode}
