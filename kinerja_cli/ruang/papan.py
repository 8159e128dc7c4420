"""Papan keadaan: di mana setiap unit berada dalam satu periode."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.fakta import VersiFakta
from kinerja_cli.model.istilah import YaTidak
from kinerja_cli.model.kiriman import Kiriman
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisUnit
from kinerja_cli.model.temuan import Temuan, build_temuan
from kinerja_cli.register.basis import Register
from kinerja_cli.register.definisi import FormulirTerbit, read_daftar_formulir
from kinerja_cli.register.kembalian import find_nomor_keputusan, read_kembalian
from kinerja_cli.register.keputusan import TIDAK, KeputusanUnit, read_keputusan_berlaku
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
    putaran: int = 1
    """Putaran formulir terakhir; di atas 1 berarti pernah dikembalikan."""
    dikembalikan: date | None = None
    """Tanggal pengembalian terakhir."""
    menunggu_pengembalian: bool = False
    """Diputuskan Tidak, tetapi formulirnya belum dikembalikan."""

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
            "putaran": self.putaran,
            "dikembalikan": self.dikembalikan.isoformat() if self.dikembalikan else None,
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


def build_papan(
    register: Register,
    definisi: Definisi,
    periode: Periode,
    versi: VersiFakta | None = None,
) -> list[KeadaanUnit]:
    """Keadaan setiap unit wajib lapor; ``versi`` dari ``read_versi`` bila sudah dibaca."""
    formulir: dict[str, list[FormulirTerbit]] = {}
    for terbit in read_daftar_formulir(register, periode):
        formulir.setdefault(terbit.unit, []).append(terbit)
    kiriman: dict[str, list[Kiriman]] = {}
    for k in read_kiriman(register, periode, temuan=False):
        kiriman.setdefault(k.unit, []).append(k)
    keputusan = read_keputusan_berlaku(register, periode, versi)
    menunggu = _list_menunggu(register, keputusan, periode)
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
            menunggu_pengembalian=unit.kode_unit in menunggu,
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
    # Formulir kembali hanya memuat sebagian isian; yang wajib menurut formulir pertamanya.
    terbit = next(f for f in reversed(formulir) if f.putaran == 1)
    kembali = max(formulir, key=lambda f: f.putaran)
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
        putaran=kembali.putaran,
        dikembalikan=_read_tanggal(kembali.waktu) if kembali.putaran > 1 else None,
    )


def _list_menunggu(
    register: Register, keputusan: Mapping[str, KeputusanUnit], periode: Periode
) -> set[str]:
    """Unit yang keputusan Tidak-nya belum dikembalikan."""
    tidak = [u for u, k in keputusan.items() if k.keputusan == TIDAK]
    if not tidak:
        return set()
    kembalian = read_kembalian(register, periode)
    return {
        u
        for u in tidak
        if all(
            k.keputusan != find_nomor_keputusan(register, periode, u) for k in kembalian.get(u, ())
        )
    }


def _is_terlambat(kiriman: list[Kiriman], batas: date) -> bool:
    return bool(kiriman) and min(_tanggal(k) for k in kiriman) > batas


def _tanggal(kiriman: Kiriman) -> date:
    return _read_tanggal(kiriman.waktu)


def _read_tanggal(waktu: str) -> date:
    return datetime.fromisoformat(waktu).date()
