"""Temuan menurut unit pemiliknya, untuk dibaca dan dikirim per bidang."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kinerja_cli.model.kiriman import Kiriman
from kinerja_cli.model.temuan import Temuan
from kinerja_cli.ruang.papan import KeadaanUnit
from kinerja_cli.ruang.penerimaan import BerkasDinilai

BELUM_DIISI = "NIL001"


def build_sebutan(
    papan: Iterable[KeadaanUnit], berkas: Iterable[BerkasDinilai | Kiriman]
) -> Callable[[Temuan], str]:
    """Penyebut pemilik temuan: nama dan kode unitnya; selain itu nama berkasnya."""
    nama = {u.kode_unit: f"{u.nama} ({u.kode_unit})" for u in papan}
    pemilik = {b.berkas: nama.get(_read_unit(b), b.berkas) for b in berkas}

    def sebut(temuan: Temuan) -> str:
        return nama.get(temuan.kunci) or pemilik.get(temuan.berkas, temuan.berkas)

    return sebut


def _read_unit(berkas: BerkasDinilai | Kiriman) -> str:
    if isinstance(berkas, Kiriman):
        return berkas.unit
    return berkas.identitas.unit if berkas.identitas else ""


def list_temuan_kiriman(
    kiriman: Iterable[Kiriman], papan: Iterable[KeadaanUnit] = ()
) -> list[Temuan]:
    """Temuan pembacaan kiriman putaran terakhir tiap unit.

    Sel kosong satu berkas dapat diisi berkas lain, maka sel kosong unit yang sudah lengkap
    tidak disebut lagi.
    """
    daftar = list(kiriman)
    terakhir: dict[str, int] = {}
    for k in daftar:
        terakhir[k.unit] = max(k.putaran, terakhir.get(k.unit, 0))
    lengkap = {u.kode_unit for u in papan if u.status == "lengkap"}
    return [
        t
        for k in daftar
        if k.putaran == terakhir[k.unit]
        for t in k.temuan
        if t.kode != BELUM_DIISI or k.unit not in lengkap
    ]
