"""Efisiensi penggunaan sumber daya menurut rumus bernama (tidak ada satu rumus resmi).

Rumus PMK berlaku untuk APBN; dinas yang memakainya menyebutnya adaptasi.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kinerja_cli.model.cetak import format_persen
from kinerja_cli.model.kebijakan import Kebijakan

BATAS_PMK = Decimal(20)
"""Efisiensi PMK dibatasi -20 sampai 20 sebelum menjadi nilai efisiensi 0 sampai 100."""


@dataclass(frozen=True, slots=True)
class HasilEfisiensi:
    """Tingkat efisiensi dalam poin persen, atau alasan tidak dihitung."""

    nilai: Decimal | None
    alasan: str = ""
    penjelasan: str = ""


@dataclass(frozen=True, slots=True)
class KeluaranEfisiensi:
    """Satu keluaran (sub kegiatan): pagu, realisasi anggaran, dan capaian keluarannya (persen)."""

    pagu: Decimal
    realisasi: Decimal
    capaian: Decimal


@dataclass(frozen=True, slots=True)
class BahanEfisiensi:
    """Masukan semua rumus efisiensi untuk satu sasaran."""

    capaian: Decimal | None
    serapan: Decimal | None
    keluaran: Sequence[KeluaranEfisiensi] = ()
    banyak_keluaran: int = 0
    """Keluaran yang seharusnya ada, untuk "n dari m"."""


@dataclass(frozen=True, slots=True)
class RumusEfisiensi:
    """Satu rumus: uraiannya untuk dicetak, sumber, dan hitungannya."""

    uraian: str
    sumber: str
    hitung: Callable[[BahanEfisiensi, Kebijakan], HasilEfisiensi]


def calculate_efisiensi(bahan: BahanEfisiensi, kebijakan: Kebijakan) -> HasilEfisiensi:
    """Efisiensi menurut rumus pilihan kebijakan."""
    return EFISIENSI[kebijakan.efisiensi].hitung(bahan, kebijakan)


def _check_syarat(bahan: BahanEfisiensi, kebijakan: Kebijakan) -> str:
    """Alasan rumus setempat tidak dipakai; kosong bila capaian dan serapan memenuhi syarat."""
    if bahan.capaian is None:
        return "capaian belum terhitung"
    if bahan.serapan is None:
        return "serapan anggaran tidak dapat dihitung"
    syarat = kebijakan.efisiensi_syarat_capaian
    if syarat is not None and bahan.capaian < syarat:
        return f"rata-rata capaian di bawah syarat {format_persen(syarat)} %"
    return ""


def _calculate_selisih(bahan: BahanEfisiensi, kebijakan: Kebijakan) -> HasilEfisiensi:
    alasan = _check_syarat(bahan, kebijakan)
    if alasan or bahan.capaian is None or bahan.serapan is None:
        return HasilEfisiensi(None, alasan)
    return _explain(
        bahan.capaian - bahan.serapan,
        f"{format_persen(bahan.capaian)} - {format_persen(bahan.serapan)}",
    )


def _calculate_seratus(bahan: BahanEfisiensi, kebijakan: Kebijakan) -> HasilEfisiensi:
    alasan = _check_syarat(bahan, kebijakan)
    if alasan or bahan.serapan is None:
        return HasilEfisiensi(None, alasan)
    return _explain(Decimal(100) - bahan.serapan, f"100 - {format_persen(bahan.serapan)}")


def _explain(nilai: Decimal, rumus: str) -> HasilEfisiensi:
    return HasilEfisiensi(nilai, penjelasan=f"{rumus} = {format_persen(nilai)}")


def _calculate_pmk_249(bahan: BahanEfisiensi, _: Kebijakan) -> HasilEfisiensi:
    """Rata-rata 1 - (realisasi per volume) / (pagu per volume) atas keluaran yang terhitung."""
    terpakai = [k for k in bahan.keluaran if k.pagu > 0 and k.capaian > 0]
    if not terpakai:
        return HasilEfisiensi(None, "tidak ada keluaran yang pagu dan capaiannya terhitung")
    jumlah = sum((1 - k.realisasi / k.pagu / (k.capaian / 100) for k in terpakai), Decimal(0))
    return _rate(jumlah / len(terpakai) * 100, len(terpakai), bahan)


def _calculate_pmk_22(bahan: BahanEfisiensi, _: Kebijakan) -> HasilEfisiensi:
    """Selisih pagu tertimbang capaian dengan realisasi, terhadap pagu tertimbang capaian."""
    tertimbang = sum((k.pagu * k.capaian / 100 for k in bahan.keluaran), Decimal(0))
    if tertimbang <= 0:
        return HasilEfisiensi(None, "tidak ada keluaran yang pagu dan capaiannya terhitung")
    realisasi = sum((k.realisasi for k in bahan.keluaran), Decimal(0))
    return _rate((tertimbang - realisasi) / tertimbang * 100, len(bahan.keluaran), bahan)


def calculate_nilai_pmk(efisiensi: Decimal) -> Decimal:
    """NE = 50 + (E / 20 x 50), E dibatasi -20 sampai 20 sehingga NE 0 sampai 100."""
    terbatas = min(max(efisiensi, -BATAS_PMK), BATAS_PMK)
    return 50 + terbatas / BATAS_PMK * 50


def _rate(efisiensi: Decimal, banyak: int, bahan: BahanEfisiensi) -> HasilEfisiensi:
    nilai = calculate_nilai_pmk(efisiensi)
    return HasilEfisiensi(
        efisiensi,
        penjelasan=f"E = {format_persen(efisiensi)} atas {banyak} dari {bahan.banyak_keluaran} "
        f"keluaran; nilai efisiensi = 50 + (E / 20 x 50) = {format_persen(nilai)} (adaptasi)",
    )


EFISIENSI: Mapping[str, RumusEfisiensi] = {
    "selisih_capaian_serapan": RumusEfisiensi(
        "% capaian dikurangi % penyerapan anggaran", "praktik LKjIP daerah", _calculate_selisih
    ),
    "seratus_kurang_serapan": RumusEfisiensi(
        "100 dikurangi % penyerapan anggaran", "aplikasi kinerja daerah", _calculate_seratus
    ),
    "pmk_249_2011": RumusEfisiensi(
        "rata-rata 1 - (realisasi anggaran per volume / pagu per volume) setiap keluaran x 100",
        "PMK 249/2011 menurut LAKIP yang memakainya; adaptasi, berlaku untuk APBN",
        _calculate_pmk_249,
    ),
    "pmk_22_2021": RumusEfisiensi(
        "(jumlah pagu x capaian keluaran - realisasi) / jumlah pagu x capaian keluaran x 100",
        "PMK 22/2021, naskah rumusnya belum diperiksa; adaptasi, berlaku untuk APBN",
        _calculate_pmk_22,
    ),
}
