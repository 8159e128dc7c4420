"""Rumus hidup formulir contoh: sama dengan mesin, sesudah dihitung ulang dan sesudah diisi."""

from datetime import datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from alat.isian import read_kiriman
from alat.letak import read_letak
from alat.tabel import AKAR

from kinerja_cli.capaian.indikator import calculate_periode
from kinerja_cli.formulir.bentuk import Terbitan
from kinerja_cli.formulir.susun import build_formulir
from kinerja_cli.lembar.tulis_formulir import write_formulir
from kinerja_cli.model.fakta import KumpulanFakta
from kinerja_cli.model.periode import Periode
from tests.lembar.test_libreoffice import is_sama, list_rumus, recalculate

WAKTU = datetime(2025, 10, 1, 8, 0)


def iterate_terbitan(definisi, fakta):
    """(nama, isi) formulir saat dibagikan, dan saat diterbitkan lagi sesudah isiannya diterima."""
    for periode, nama, sampai in (
        (Periode.TW4, "baru", Periode.TW4.sebelum()),
        (Periode.TW4, "lagi", Periode.TW4.triwulan()),
    ):
        lalu = KumpulanFakta.dari(f for f in fakta if f.periode in sampai)
        for unit in definisi.unit_pada(periode.akhir(definisi.tahun)):
            formulir = build_formulir(definisi, unit.kode_unit, periode, lalu, Terbitan(1))
            if formulir:
                wadah = BytesIO()
                write_formulir(formulir, wadah, WAKTU)
                yield f"{periode} {nama} {unit.kode_unit}.xlsx", wadah.getvalue()


@pytest.mark.libreoffice
def test_formulir_dengan_angka_triwulan_lalu_sama_sesudah_dihitung_ulang(definisi, fakta, tmp_path):
    """Sel yang belum diisi tidak menampilkan capaian triwulan lalu."""
    berkas = dict(iterate_terbitan(definisi, fakta))
    jadi = recalculate(tmp_path, berkas.items())
    beda = []
    for nama, isi in berkas.items():
        awal, hitung = list_rumus(isi), list_rumus(jadi[nama])
        assert set(awal) == set(hitung)
        beda += [(nama, k, v, hitung[k]) for k, v in awal.items() if not is_sama(v, hitung[k])]

    assert beda == []


@pytest.mark.parametrize(
    "kiriman",
    [k for k in read_kiriman() if k.periode in {Periode.TW2, Periode.TW3}],
    ids=lambda k: f"{k.periode} {k.unit}",
)
def test_capaian_di_kiriman_yang_diisi_lewat_libreoffice_sama_dengan_mesin(
    definisi, fakta, kiriman
):
    """Nilainya dihitung LibreOffice saat mengisi; yang menunggu unit lain tetap kosong."""
    jalur = AKAR / kiriman.tujuan
    letak = read_letak(jalur).lembar["Kinerja"]
    lembar = openpyxl.load_workbook(jalur, data_only=True)["Kinerja"]
    banyak = 0
    for kunci, baris in letak.baris.items():
        indikator = definisi.indikator_menurut_kode.get(kunci)
        if indikator is None or _is_menunggu(definisi, indikator, kiriman.unit):
            continue
        capaian, kategori = (
            lembar.cell(baris + 1, letak.kolom[k] + 1).value for k in ("capaian", "kategori")
        )
        hitung = calculate_periode(definisi, indikator, fakta, kiriman.periode)
        if hitung.hasil.capaian is None:
            assert not isinstance(capaian, int | float), kunci
        else:
            assert abs(Decimal(str(capaian)) - hitung.hasil.capaian) < Decimal("1e-9"), kunci
            banyak += 1
        assert (kategori or "") == (hitung.hasil.kategori or ""), kunci

    assert banyak > 0


def _is_menunggu(definisi, indikator, unit):
    elemen = definisi.elemen_menurut_indikator.get(indikator.kode_indikator, ())
    return any(e.unit_penyedia != unit for e in elemen)
