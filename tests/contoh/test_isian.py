import pytest
from alat.isian import KOLOM_NARASI, PenyusunIsian, read_isian, read_kiriman
from alat.kirim import parse_ketikan
from alat.tabel import read_csv

from kinerja_cli.model.isian import LEMBAR_FORMULIR
from kinerja_cli.model.kolom import Peran, iterate_kolom
from kinerja_cli.model.periode import TRIWULAN, Periode

KIRIMAN = [k for k in read_kiriman() if k.isian]


@pytest.fixture(scope="module")
def penyusun():
    return PenyusunIsian()


@pytest.mark.parametrize("kiriman", KIRIMAN, ids=lambda k: f"{k.periode.value}-{k.isian}")
def test_isian_tersimpan_sama_dengan_yang_disusun(penyusun, kiriman):
    assert read_isian(kiriman.periode, kiriman.isian) == penyusun.build(kiriman)


@pytest.mark.parametrize("kiriman", KIRIMAN, ids=lambda k: f"{k.periode.value}-{k.isian}")
def test_isian_hanya_menyebut_kolom_isian(kiriman):
    for baris in read_isian(kiriman.periode, kiriman.isian):
        kolom = {k.bidang: k.kolom.peran for k in iterate_kolom(LEMBAR_FORMULIR[baris.lembar])}
        assert kolom[baris.kolom] is Peran.ISIAN


def test_dua_paruh_kawasan_permukiman_utuh_dan_tidak_bertindih(penyusun):
    paruh = [k for k in KIRIMAN if k.periode is Periode.TW4 and k.unit == "BID-KAWKIM"]
    isi = [
        {(b.lembar, b.kunci, b.kolom) for b in penyusun.build(k) if b.lembar != "Catatan"}
        for k in paruh
    ]

    assert len(paruh) == 2
    assert not isi[0] & isi[1]
    assert min(len(i) for i in isi) > 10


def test_setiap_triwulan_kecuali_tw4_dikirim_semua_unit():
    wajib = {b["kode_unit"] for b in read_csv("unit") if b["wajib_lapor"] == "ya"} - {"UPTD-RUSUN"}
    for periode in TRIWULAN[:3]:
        assert {k.unit for k in KIRIMAN if k.periode is periode} == wajib
    assert {k.unit for k in KIRIMAN if k.periode is Periode.TW4} == wajib - {"BID-KESEL"}


def test_narasi_sasaran_dan_program_tidak_ada_yang_kembar():
    for periode in ("tw4", "tahun"):
        for kolom in KOLOM_NARASI[:3]:
            kalimat = [b[kolom] for b in read_csv("narasi") if b["periode"] == periode]
            assert len(set(kalimat)) == len(kalimat), (periode, kolom)
            assert all(k.endswith(".") and len(k.split()) >= 4 for k in kalimat), (periode, kolom)


@pytest.mark.parametrize(
    ("diketik", "hasil"),
    [
        ("1.250", ("angka", "1250")),
        ("'1.250", ("teks", "1.250")),
        ("0,571", ("angka", "0.571")),
        ("12345", ("angka", "12345")),
        ("14/01/2026", ("tanggal", "2026-01-14")),
        ("2026-03-31", ("tanggal", "2026-03-31")),
        ("n/a", ("teks", "n/a")),
        ("95 %", ("teks", "95 %")),
        ("WTP", ("teks", "WTP")),
    ],
)
def test_ketikan_dibaca_seperti_lembar_kerja_berbahasa_indonesia(diketik, hasil):
    assert parse_ketikan(diketik) == hasil
