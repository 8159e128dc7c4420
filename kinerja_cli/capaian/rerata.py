"""Rata-rata capaian dengan n dari m."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kinerja_cli.model.angka import round_setengah_naik
from kinerja_cli.model.hasil import HasilCapaian
from kinerja_cli.model.kebijakan import Kebijakan


@dataclass(frozen=True, slots=True)
class ButirRerata:
    """Satu capaian dan bobotnya."""

    hasil: HasilCapaian
    bobot: Decimal | None = None


@dataclass(frozen=True, slots=True)
class HasilRerata:
    """Rata-rata dari ``n`` capaian terhitung di antara ``m`` yang seharusnya ada."""

    capaian: Decimal | None
    tercetak: Decimal | None
    kategori: str
    n: int
    m: int


def average(daftar: Sequence[ButirRerata], kebijakan: Kebijakan) -> HasilRerata:
    """Rata-rata menurut kebijakan; yang tidak terhitung tidak pernah dianggap nol.

    Pada rata-rata tertimbang, yang tanpa bobot tidak ikut; bila tak satu pun berbobot, sama berat.
    Batas atas dan bawah berlaku sebelum merata-rata. Kategori diputuskan atas rata-rata
    yang dibulatkan dua desimal. Galat ``ValueError`` tidak pernah muncul untuk daftar kosong.
    """
    tanpa_bobot = kebijakan.rerata != "bobot" or all(b.bobot is None for b in daftar)
    terhitung = [
        (limit(b.hasil.capaian, kebijakan), bobot)
        for b in daftar
        if b.hasil.capaian is not None
        and (bobot := Decimal(1) if tanpa_bobot else b.bobot) is not None
    ]
    nilai = _combine(terhitung, kebijakan) if terhitung else None
    if nilai is None:
        return HasilRerata(None, None, "", 0, len(daftar))
    nilai = kebijakan.cut_capaian(nilai)
    tercetak = round_setengah_naik(nilai)
    kategori = kebijakan.skala.read_kategori(tercetak).nama
    return HasilRerata(nilai, tercetak, kategori, len(terhitung), len(daftar))


def limit(capaian: Decimal, kebijakan: Kebijakan) -> Decimal:
    """Capaian di dalam batas kebijakan."""
    if kebijakan.batas_bawah is not None:
        capaian = max(capaian, kebijakan.batas_bawah)
    if kebijakan.batas_atas is not None:
        capaian = min(capaian, kebijakan.batas_atas)
    return capaian


def _combine(daftar: list[tuple[Decimal, Decimal]], kebijakan: Kebijakan) -> Decimal | None:
    if kebijakan.rerata == "geometrik":
        if any(c <= 0 for c, _ in daftar):
            return None
        return (sum((c.ln() for c, _ in daftar), Decimal(0)) / len(daftar)).exp()
    bobot = sum(b for _, b in daftar)
    return sum((c * b for c, b in daftar), Decimal(0)) / bobot if bobot else None
