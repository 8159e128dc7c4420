"""Papan keadaan: di mana setiap unit berada dalam satu periode."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.istilah import YaTidak
from kinerja_cli.model.kiriman import Kiriman
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisUnit
from kinerja_cli.model.temuan import Temuan, build_temuan
from kinerja_cli.register.basis import Register
from kinerja_cli.register.definisi import FormulirTerbit, read_daftar_formulir
from kinerja_cli.register.keputusan import read_keputusan_berlaku
from kinerja_cli.register.kiriman import read_kiriman, read_lembar_ttd
from kinerja_cli.ruang.waktu import build_jadwal

BELUM_ADA_FORMULIR = "belum ada formulir"


@dataclass(frozen=True, slots=True)
class KeadaanUnit:
    """Satu baris papan. ``status``: lengkap, sebagian, belum, nihil, atau belum ada formulir."""

    kode_unit: str
    nama: str
    status: str
    terisi: int = 0
    wajib: int = 0
    kurang: tuple[str, ...] = ()
    berkas: tuple[str, ...] = ()
    diterima: date | None = None
    batas: date | None = None
    terlambat: bool = False
    keputusan: str = ""
    lembar_ttd: tuple[str, ...] = ()
    """Pindaian bertanda tangan yang sudah diterima."""

    def to_json(self) -> dict[str, Any]:
        """Entri ``kelengkapan`` pada kontrak JSON."""
        return {
            "unit": self.kode_unit,
            "nama": self.nama,
            "status": self.status,
            "terisi": self.terisi,
            "wajib": self.wajib,
            "kurang": list(self.kurang),
            "berkas": list(self.berkas),
            "diterima": self.diterima.isoformat() if self.diterima else None,
            "batas": self.batas.isoformat() if self.batas else None,
            "terlambat": self.terlambat,
            "keputusan": self.keputusan or None,
            "lembar_ttd": list(self.lembar_ttd),
        }


def report_belum(unit: KeadaanUnit, periode: Periode) -> Temuan:
    """Temuan untuk unit yang formulirnya dibagikan tetapi belum mengirim apa pun."""
    return build_temuan(
        "WKT202",
        unit=unit.kode_unit,
        nama=unit.nama,
        kunci=unit.kode_unit,
        periode=periode.value,
        batas=format_batas(unit.batas),
        formulir=f"format/{periode.value}/",
    )


def format_batas(tanggal: date | None) -> str:
    """Tanggal pendek untuk temuan, misalnya ``15/01/2026``."""
    return tanggal.strftime("%d/%m/%Y") if tanggal else "-"


def build_papan(register: Register, definisi: Definisi, periode: Periode) -> list[KeadaanUnit]:
    """Keadaan setiap unit wajib lapor pada periode itu."""
    formulir: dict[str, list[FormulirTerbit]] = {}
    for terbit in read_daftar_formulir(register, periode):
        formulir.setdefault(terbit.unit, []).append(terbit)
    kiriman: dict[str, list[Kiriman]] = {}
    for k in read_kiriman(register, periode, temuan=False):
        kiriman.setdefault(k.unit, []).append(k)
    keputusan = read_keputusan_berlaku(register, periode)
    ttd = read_lembar_ttd(register, periode)
    batas = build_jadwal(definisi, periode)["4a"]
    return [
        replace(
            _build_keadaan(
                unit,
                formulir.get(unit.kode_unit, []),
                kiriman.get(unit.kode_unit, []),
                "nihil" if formulir else BELUM_ADA_FORMULIR,
            ),
            batas=batas,
            lembar_ttd=tuple(ttd.get(unit.kode_unit, ())),
            terlambat=_is_terlambat(kiriman.get(unit.kode_unit, []), batas),
            keputusan=keputusan[unit.kode_unit].keputusan if unit.kode_unit in keputusan else "",
        )
        for unit in definisi.unit_pada(periode.akhir(definisi.tahun))
        if unit.wajib_lapor is YaTidak.YA
    ]


def _build_keadaan(
    unit: BarisUnit,
    formulir: list[FormulirTerbit],
    kiriman: list[Kiriman],
    tanpa_formulir: str,
) -> KeadaanUnit:
    if not formulir:
        return KeadaanUnit(unit.kode_unit, unit.nama, tanpa_formulir)
    terbit = formulir[-1]
    kurang, wajib = terbit.kurang, terbit.wajib
    penuh = "sebagian" if kurang else "lengkap"
    return KeadaanUnit(
        unit.kode_unit,
        unit.nama,
        penuh if kiriman else "belum",
        wajib - len(kurang),
        wajib,
        tuple(subjek for _, subjek, _ in kurang),
        tuple(k.berkas for k in kiriman),
        max((_tanggal(k) for k in kiriman), default=None),
    )


def _is_terlambat(kiriman: list[Kiriman], batas: date) -> bool:
    return bool(kiriman) and min(_tanggal(k) for k in kiriman) > batas


def _tanggal(kiriman: Kiriman) -> date:
    return datetime.fromisoformat(kiriman.waktu).date()
