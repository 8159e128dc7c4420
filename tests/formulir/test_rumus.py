"""Rumus hidup yang memakai angka triwulan lalu: sama dengan mesin untuk setiap cara menjumlah."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from itertools import product

import openpyxl
import pytest

from kinerja_cli.capaian.indikator import calculate_periode
from kinerja_cli.formulir.bentuk import Terbitan
from kinerja_cli.formulir.susun import build_formulir
from kinerja_cli.lembar.tulis_formulir import write_formulir
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.fakta import FaktaIsian, KumpulanFakta
from kinerja_cli.model.istilah import Agregasi, Sifat
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisTarget
from tests.buatan import UNIT, build_definisi, build_fakta, build_indikator
from tests.lembar.test_formulir import letak
from tests.lembar.test_libreoffice import WAKTU, recalculate

pytestmark = pytest.mark.libreoffice

LALU = (("4", "7.5"), ("4", ""), ("", "7.5"), ("", ""), ("-2", "0"))
"""Realisasi triwulan I dan II sebelum formulir triwulan III dibuat."""

AGREGASI = tuple(a for a in Agregasi if a is not Agregasi.RASIO)
RAGAM = dict(enumerate(product(AGREGASI, Sifat, Sifat, LALU)))
ISIAN = (12.5, 0, "lima", "")


def build_kode(nomor: int) -> str:
    return f"X-{nomor:03}"


def build_ragam() -> tuple[Definisi, KumpulanFakta]:
    """Satu indikator angka per ragam, beserta fakta dua triwulan pertamanya."""
    asal = build_definisi()
    dasar = build_indikator()[2]
    kode = [build_kode(n) for n in RAGAM]
    definisi = asal.model_copy(
        update={
            "indikator": tuple(
                dasar.model_copy(
                    update={
                        "kode_indikator": build_kode(n),
                        "agregasi": agregasi,
                        "sifat_target": target,
                        "cara_isi": cara,
                    }
                )
                for n, (agregasi, target, cara, _) in RAGAM.items()
            ),
            "elemen": (),
            "riwayat": (),
            "target": tuple(
                BarisTarget(kode_indikator=k, versi="murni", tahun="40", tw1="7", tw2="9", tw3="30")
                for k in kode
            ),
            "pengampu": tuple(
                asal.pengampu[0].model_copy(update={"kode_indikator": k}) for k in kode
            ),
        }
    )
    fakta = build_fakta(
        *(
            (p, build_kode(n), "realisasi", Nilai.dari_angka(Decimal(angka)))
            for n, (*_, lalu) in RAGAM.items()
            for p, angka in zip((Periode.TW1, Periode.TW2), lalu, strict=True)
            if angka
        )
    )
    return definisi, fakta


@pytest.fixture(scope="module")
def terhitung(tmp_path_factory):
    """Satu buku triwulan III per isian, semua barisnya diisi sama lalu dihitung ulang."""
    definisi, fakta = build_ragam()
    wadah = BytesIO()
    formulir = build_formulir(definisi, UNIT, Periode.TW3, fakta, Terbitan(1))
    assert formulir is not None
    write_formulir(formulir, wadah, WAKTU)
    berkas = {}
    for n, isi in enumerate(ISIAN):
        buku = openpyxl.load_workbook(BytesIO(wadah.getvalue()))
        for nomor in RAGAM:
            if isi != "":
                buku["Kinerja"][letak(buku, "Kinerja", build_kode(nomor), "realisasi")] = isi
        jadi = BytesIO()
        buku.save(jadi)
        berkas[f"{n}.xlsx"] = jadi.getvalue()
    hasil = recalculate(tmp_path_factory.mktemp("lo"), berkas.items())
    return {
        isi: openpyxl.load_workbook(BytesIO(hasil[f"{n}.xlsx"]), data_only=True)
        for n, isi in enumerate(ISIAN)
    }


def read_baris(buku, kunci: str) -> tuple[object, object]:
    lembar = buku["Kinerja"]
    return tuple(lembar[letak(buku, "Kinerja", kunci, k)].value for k in ("capaian", "kategori"))


@pytest.mark.parametrize("isi", [12.5, 0])
def test_capaian_formulir_sama_dengan_mesin_sesudah_isian_diterima(terhitung, isi):
    definisi, lalu = build_ragam()
    beda, terhitung_mesin = [], 0
    for nomor, ragam in RAGAM.items():
        kode = build_kode(nomor)
        kini = FaktaIsian(Periode.TW3, kode, "realisasi", UNIT, Nilai.dari_angka(Decimal(str(isi))))
        fakta = KumpulanFakta.dari((*lalu, kini))
        hitung = calculate_periode(
            definisi, definisi.indikator_menurut_kode[kode], fakta, Periode.TW3
        )
        capaian, kategori = read_baris(terhitung[isi], kode)
        mesin = hitung.hasil.capaian
        if mesin is None:
            cocok = not isinstance(capaian, int | float)
            cocok = cocok and not str(capaian or "").startswith("#") and not kategori
        else:
            terhitung_mesin += 1
            cocok = isinstance(capaian, int | float) and kategori == hitung.hasil.kategori
            cocok = cocok and abs(Decimal(str(capaian)) - mesin) < Decimal("1e-9")
        if not cocok:
            beda.append((*map(str, ragam), capaian, mesin))

    assert beda == []
    assert 0 < terhitung_mesin < len(RAGAM)


@pytest.mark.parametrize("isi", ["lima", ""])
def test_isian_teks_dan_kosong_tidak_menjadi_angka_atau_galat(terhitung, isi):
    for nomor, ragam in RAGAM.items():
        capaian, kategori = read_baris(terhitung[isi], build_kode(nomor))
        assert not isinstance(capaian, int | float), (ragam, capaian)
        assert not str(capaian or "").startswith("#"), (ragam, capaian)
        assert not kategori, (ragam, kategori)
