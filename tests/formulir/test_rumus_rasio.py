"""Rumus hidup rasio dengan angka triwulan lalu, dan formulir tahun yang dibuka lagi."""

from __future__ import annotations

from collections.abc import Mapping
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
from kinerja_cli.model.fakta import KOLOM_NILAI, FaktaIsian, KumpulanFakta
from kinerja_cli.model.istilah import Agregasi, PeranElemen, Sifat, StatusAngka
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisTarget
from tests.buatan import UNIT, build_definisi, build_fakta, build_fakta_lengkap
from tests.lembar.test_formulir import letak
from tests.lembar.test_libreoffice import WAKTU, recalculate

pytestmark = pytest.mark.libreoffice

Isian = Mapping[tuple[str, str], Decimal]

LALU = (("30", "45"), ("30", ""), ("", "45"), ("", ""))
CARA = (Agregasi.JUMLAH, Agregasi.RATA_RATA, Agregasi.POSISI_AKHIR)
RAGAM = {f"R-{n:03}": r for n, r in enumerate(product(CARA, Sifat, Sifat, LALU))}


def build_ragam() -> tuple[Definisi, KumpulanFakta]:
    """Satu indikator rasio per ragam; penyebutnya selalu dilaporkan."""
    asal = build_definisi()
    (dasar,) = (i for i in asal.indikator if i.kode_indikator == "IKU-01")
    elemen = {e.peran: e for e in asal.elemen}
    definisi = asal.model_copy(
        update={
            "indikator": tuple(
                dasar.model_copy(update={"kode_indikator": k, "sifat_target": target})
                for k, (_, target, _, _) in RAGAM.items()
            ),
            "elemen": tuple(
                elemen[peran].model_copy(
                    update={
                        "kode_elemen": f"{k}-{peran.value}",
                        "kode_indikator": k,
                        "agregasi": agregasi,
                        "cara_isi": cara,
                    }
                )
                for k, (agregasi, _, cara, _) in RAGAM.items()
                for peran in PeranElemen
            ),
            "riwayat": (),
            "target": tuple(
                BarisTarget(
                    kode_indikator=k, versi="murni", tahun="80", tw1="20", tw2="40", tw3="60"
                )
                for k in RAGAM
            ),
            "pengampu": tuple(
                asal.pengampu[0].model_copy(update={"kode_indikator": k}) for k in RAGAM
            ),
        }
    )
    lalu = [
        (p, f"{k}-{peran}", KOLOM_NILAI, Nilai.dari_angka(Decimal(angka)))
        for k, (*_, pembilang) in RAGAM.items()
        for peran, isi in (("pembilang", pembilang), ("penyebut", ("90", "95")))
        for p, angka in zip((Periode.TW1, Periode.TW2), isi, strict=True)
        if angka
    ]
    return definisi, build_fakta(*lalu)


def fill_formulir(
    definisi: Definisi, periode: Periode, fakta: KumpulanFakta, isian: Isian, folder
) -> openpyxl.Workbook:
    """Formulir yang diisi menurut (kunci baris, kolom) lalu dihitung ulang LibreOffice."""
    formulir = build_formulir(definisi, UNIT, periode, fakta, Terbitan(1))
    assert formulir is not None
    wadah, jadi = BytesIO(), BytesIO()
    write_formulir(formulir, wadah, WAKTU)
    buku = openpyxl.load_workbook(wadah)
    for (kunci, kolom), angka in isian.items():
        sel = buku["Kinerja"][letak(buku, "Kinerja", kunci, kolom)]
        assert not sel.protection.locked
        sel.value = float(angka)
    buku.save(jadi)
    hasil = recalculate(folder, [("a.xlsx", jadi.getvalue())])["a.xlsx"]
    return openpyxl.load_workbook(BytesIO(hasil), data_only=True)


def list_beda(
    buku: openpyxl.Workbook, definisi: Definisi, periode: Periode, fakta: KumpulanFakta
) -> tuple[list[tuple[object, ...]], int]:
    """Baris yang capaian atau kategorinya bukan hasil mesin, dan banyak yang terhitung."""
    beda: list[tuple[object, ...]] = []
    terhitung = 0
    for indikator in definisi.indikator:
        kunci = indikator.kode_indikator
        hitung = calculate_periode(definisi, indikator, fakta, periode)
        assert hitung is not None
        capaian, kategori = (
            buku["Kinerja"][letak(buku, "Kinerja", kunci, k)].value for k in ("capaian", "kategori")
        )
        mesin = hitung.hasil.capaian
        if mesin is None:
            cocok = not isinstance(capaian, int | float) and not kategori
            cocok = cocok and not str(capaian or "").startswith("#")
        else:
            terhitung += 1
            cocok = isinstance(capaian, int | float) and kategori == hitung.hasil.kategori
            cocok = cocok and abs(Decimal(str(capaian)) - mesin) < Decimal("1e-9")
        if not cocok:
            beda.append((kunci, RAGAM.get(kunci), capaian, mesin))
    return beda, terhitung


def test_rasio_sama_dengan_mesin_untuk_setiap_cara_menjumlah(tmp_path):
    definisi, lalu = build_ragam()
    angka = {"pembilang": Decimal(70), "penyebut": Decimal(99)}
    isian = {(k, peran): nilai for k in RAGAM for peran, nilai in angka.items()}
    fakta = KumpulanFakta.dari(
        (
            *lalu,
            *(
                FaktaIsian(Periode.TW3, f"{k}-{p}", KOLOM_NILAI, UNIT, Nilai.dari_angka(v))
                for (k, p), v in isian.items()
            ),
        )
    )
    buku = fill_formulir(definisi, Periode.TW3, lalu, isian, tmp_path)
    beda, terhitung = list_beda(buku, definisi, Periode.TW3, fakta)

    assert beda == []
    assert 0 < terhitung < len(RAGAM)


def test_formulir_tahun_dari_angka_sementara_sama_dengan_mesin(tmp_path):
    """Angka tahunan menggantikan angka triwulan; rumusnya tidak menambahkan triwulan lalu."""
    definisi = build_definisi()
    sementara = Nilai.dari_teks(StatusAngka.SEMENTARA.value)
    lalu = KumpulanFakta.dari(
        (
            *build_fakta_lengkap(),
            *(
                FaktaIsian(Periode.TW4, i.kode_indikator, "status_angka", UNIT, sementara)
                for i in definisi.indikator
            ),
        )
    )
    subjek = {
        ("IKU-01", "pembilang"): ("EL-01A", KOLOM_NILAI, Decimal(64000)),
        ("IKU-01", "penyebut"): ("EL-01B", KOLOM_NILAI, Decimal(82500)),
        ("IKU-02", "realisasi"): ("IKU-02", "realisasi", Decimal("10.75")),
        ("SUB-01", "realisasi"): ("SUB-01", "realisasi", Decimal(97)),
    }
    isian = {k: angka for k, (*_, angka) in subjek.items()}
    fakta = KumpulanFakta.dari(
        (
            *lalu,
            *(
                FaktaIsian(Periode.TAHUN, s, k, UNIT, Nilai.dari_angka(angka))
                for s, k, angka in subjek.values()
            ),
        )
    )
    buku = fill_formulir(definisi, Periode.TAHUN, lalu, isian, tmp_path)

    assert list_beda(buku, definisi, Periode.TAHUN, fakta) == ([], 3)
