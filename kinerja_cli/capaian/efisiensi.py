"""Efisiensi penggunaan sumber daya menurut rumus bernama (tidak ada satu rumus resmi)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kinerja_cli.model.cetak import format_persen
from kinerja_cli.model.kebijakan import Kebijakan


@dataclass(frozen=True, slots=True)
class HasilEfisiensi:
    """Tingkat efisiensi dalam poin persen, atau alasan tidak dihitung."""

    nilai: Decimal | None
    alasan: str = ""
    penjelasan: str = ""


def calculate_efisiensi(
    capaian: Decimal | None, serapan: Decimal | None, kebijakan: Kebijakan
) -> HasilEfisiensi:
    """Efisiensi dari % capaian dan % serapan; hanya bila capaian memenuhi syarat kebijakan."""
    if capaian is None:
        return HasilEfisiensi(None, "capaian belum terhitung")
    if serapan is None:
        return HasilEfisiensi(None, "serapan anggaran tidak dapat dihitung")
    syarat = kebijakan.efisiensi_syarat_capaian
    if syarat is not None and capaian < syarat:
        return HasilEfisiensi(
            None,
            f"rata-rata capaian di bawah syarat {format_persen(syarat)} %",
        )
    if kebijakan.efisiensi == "seratus_kurang_serapan":
        nilai = Decimal(100) - serapan
        rumus = f"100 - {format_persen(serapan)}"
    else:
        nilai = capaian - serapan
        rumus = f"{format_persen(capaian)} - {format_persen(serapan)}"
    return HasilEfisiensi(nilai, penjelasan=f"{rumus} = {format_persen(nilai)}")
