"""Langkah 3: membekukan definisi dan membuat formulir setiap unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

from kinerja_cli import VERSI
from kinerja_cli.formulir.bentuk import Formulir, Terbitan
from kinerja_cli.formulir.cetakan import Cetakan, build_cetakan
from kinerja_cli.formulir.susun import build_formulir
from kinerja_cli.lembar.tulis_formulir import write_formulir
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.istilah import YaTidak
from kinerja_cli.model.kertas import Kertas
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.temuan import Temuan, build_temuan
from kinerja_cli.register.basis import Register
from kinerja_cli.register.definisi import (
    FormulirTerbit,
    find_nomor_definisi,
    next_nomor_definisi,
    read_formulir,
    store_definisi,
    store_formulir,
)
from kinerja_cli.register.fakta import read_fakta
from kinerja_cli.ruang.langkah import Hasil, Lapor, check_unit, lapor_diam, write_semua
from kinerja_cli.ruang.ruang import Ruang
from kinerja_cli.ruang.sumber import read_sumber
from kinerja_cli.ruang.tulis import Keluaran


@dataclass(frozen=True, slots=True)
class OpsiBuatFormat:
    """Periode, unit (kosong berarti semua), dan apakah berkas lama boleh ditimpa."""

    periode: Periode
    waktu: datetime
    unit: tuple[str, ...] = ()
    timpa: bool = False


@dataclass(frozen=True, slots=True)
class RencanaBuatFormat:
    """Formulir yang akan diterbitkan beserta berkasnya."""

    ruang: Ruang
    waktu: str
    definisi: Definisi | None
    temuan: tuple[Temuan, ...]
    formulir: tuple[tuple[FormulirTerbit, Cetakan], ...] = ()
    keluaran: tuple[Keluaran, ...] = ()
    nihil: tuple[str, ...] = ()
    tetap: tuple[Path, ...] = ()
    """Berkas yang sudah ada dengan isi yang sama."""


def plan(ruang: Ruang, opsi: OpsiBuatFormat, lapor: Lapor = lapor_diam) -> RencanaBuatFormat:
    """Baca ``sumber/`` dan susun semua formulir di memori."""
    sumber = read_sumber(ruang)
    waktu = opsi.waktu.isoformat()
    if sumber.definisi is None:
        return RencanaBuatFormat(ruang, waktu, None, sumber.temuan)
    definisi = sumber.definisi
    check_unit(definisi, opsi.unit)
    temuan = list(sumber.temuan)
    terbit: list[tuple[FormulirTerbit, Cetakan]] = []
    keluaran: list[Keluaran] = []
    nihil: list[str] = []
    tetap: list[Path] = []
    with ruang.register() as register:
        daftar = _daftar_unit(definisi, opsi)
        for nomor, unit in enumerate(daftar):
            lapor(nomor, len(daftar), unit)
            hasil = _plan_unit(ruang, register, definisi, unit, opsi)
            if hasil is None:
                nihil.append(unit)
                continue
            formulir, berkas = hasil
            if _is_sama(berkas):
                tetap.append(berkas.jalur)
            elif berkas.jalur.exists() and not opsi.timpa:
                temuan.append(build_temuan("DOK201", berkas=berkas.jalur.relative_to(ruang.akar)))
                if read_formulir(register, formulir[0].id):
                    # Yang beredar tetap berkas lama, jadi cetakannya tidak boleh berganti.
                    continue
            else:
                keluaran.append(berkas)
            terbit.append(formulir)
        lapor(len(daftar), len(daftar), "")
    return RencanaBuatFormat(
        ruang,
        waktu,
        definisi,
        tuple(temuan),
        tuple(terbit),
        tuple(keluaran),
        tuple(nihil),
        tuple(tetap),
    )


def apply(rencana: RencanaBuatFormat) -> Hasil:
    """Catat definisi dan formulir di register, lalu tulis berkasnya."""
    if rencana.definisi is None:
        return Hasil(rencana.temuan)
    with rencana.ruang.kunci(), rencana.ruang.register(tulis=True) as register:
        with register.transaksi():
            store_definisi(register, rencana.definisi, rencana.waktu)
            for formulir, cetakan in rencana.formulir:
                store_formulir(register, formulir, cetakan)
        berkas = write_semua(rencana.keluaran)
    return Hasil(
        rencana.temuan,
        berkas,
        {
            "formulir": [
                {"unit": f.unit, "periode": f.periode.value, "id": f.id}
                for f, _ in rencana.formulir
            ],
            "nihil": list(rencana.nihil),
            "tidak_berubah": [str(p) for p in rencana.tetap],
        },
    )


def _daftar_unit(definisi: Definisi, opsi: OpsiBuatFormat) -> list[str]:
    pada = opsi.periode.akhir(definisi.tahun)
    return [
        u.kode_unit
        for u in definisi.unit_pada(pada)
        if u.wajib_lapor is YaTidak.YA and (not opsi.unit or u.kode_unit in opsi.unit)
    ]


def _plan_unit(
    ruang: Ruang, register: Register, definisi: Definisi, unit: str, opsi: OpsiBuatFormat
) -> tuple[tuple[FormulirTerbit, Cetakan], Keluaran] | None:
    nomor = find_nomor_definisi(register, definisi) or next_nomor_definisi(register)
    formulir = build_formulir(
        definisi, unit, opsi.periode, read_fakta(register), Terbitan(nomor, versi_program=VERSI)
    )
    if formulir is None:
        return None
    lama = read_formulir(register, formulir.identitas.id)
    waktu = datetime.fromisoformat(lama.waktu) if lama else opsi.waktu
    terbit = FormulirTerbit(formulir.identitas.id, unit, opsi.periode, nomor, 1, waktu.isoformat())
    return (terbit, build_cetakan(definisi, formulir)), Keluaran(
        ruang.format(opsi.periode) / f"Formulir {opsi.periode.value} {unit}.xlsx",
        _render(formulir, waktu, ruang.konfigurasi.cetak.kertas),
    )


def _render(formulir: Formulir, waktu: datetime, kertas: Kertas) -> bytes:
    wadah = BytesIO()
    write_formulir(formulir, wadah, waktu, kertas)
    return wadah.getvalue()


def _is_sama(keluaran: Keluaran) -> bool:
    return keluaran.jalur.is_file() and keluaran.jalur.read_bytes() == keluaran.isi
