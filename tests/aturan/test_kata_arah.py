from __future__ import annotations

import pytest

from kinerja_cli.aturan.kata_arah import PenilaiKata
from kinerja_cli.dokumen.lkjip import list_figur
from tests.dokumen.bahan import build_masukan

KINI, LALU = "\ue0002025:tahun:IKU-01:realisasi\ue001", "\ue0002024:tahun:IKU-01:realisasi\ue001"
TURUN, DULU = "\ue0002025:tahun:IKU-02:realisasi\ue001", "\ue0002024:tahun:IKU-02:realisasi\ue001"
CAPAIAN = "\ue0002025:tahun:IKU-02:capaian\ue001"


@pytest.fixture(scope="module")
def penilai():
    """IKU-01 (makin tinggi makin baik) naik; IKU-02 (makin rendah) turun dan melampaui target."""
    masukan = build_masukan()
    return PenilaiKata(masukan.data, list_figur(masukan))


@pytest.mark.parametrize(
    ("kalimat", "kata"),
    [
        (f"Angka itu turun dari {LALU} menjadi {KINI}.", "turun"),
        (f"Dibandingkan {LALU} pada 2024, {KINI} menurun.", "menurun"),
        (f"Angka itu mengalami penurunan dari {LALU} menjadi {KINI}.", "mengalami penurunan"),
        (f"Luas kumuh meningkat dari {DULU} menjadi {TURUN}.", "meningkat"),
        (f"Kondisinya tidak berubah dari {LALU} menjadi {KINI}.", "tidak berubah"),
        (f"Dari {DULU} menjadi {TURUN}; keadaannya memburuk.", "memburuk"),
        (f"Dengan capaian {CAPAIAN} persen target belum tercapai.", "belum tercapai"),
        (f"Realisasi {KINI} melebihi target.", "melebihi target"),
        (f"Membaik pada rumah (turun dari {LALU} menjadi {KINI}) dan kumuh ({TURUN}).", "turun"),
        (f"Realisasi {TURUN} sama dengan target.", "sama dengan target"),
        (f"Angka itu anjlok dari {LALU} menjadi {KINI}.", "anjlok"),
        (f"Luas kumuh melonjak dari {DULU} menjadi {TURUN}.", "melonjak"),
        (f"Realisasi {TURUN} gagal memenuhi target.", "gagal memenuhi"),
    ],
)
def test_kata_yang_bertentangan(penilai, kalimat, kata):
    assert [p.kata for p in penilai.check(kalimat)] == [kata]


@pytest.mark.parametrize(
    "kalimat",
    [
        f"Angka itu naik dari {LALU} menjadi {KINI}.",
        f"Luas kumuh turun dari {DULU} menjadi {TURUN}; keadaannya membaik.",
        f"Realisasi {TURUN} melampaui target.",
        f"Realisasi {KINI} hampir memenuhi target.",
        f"Realisasi {KINI} nyaris mencapai target.",
        f"Realisasi {KINI} gagal memenuhi target.",
        f"Realisasi {TURUN} masih di bawah target.",
        f"Realisasi {KINI} masih di bawah target.",
        f"Realisasi {TURUN} lebih rendah daripada target.",
        f"Realisasi {KINI} belum mencapai target akhir Renstra.",
        f"Angka itu tidak turun dari {LALU} menjadi {KINI}.",
        f"Angka {KINI} diharapkan tidak turun dari {LALU}.",
        f"Agar tidak menurun dari {LALU}, angka {KINI} perlu dijaga.",
        f"Persentase rumah layak huni {KINI}, dari {LALU}.",
        f"Pada triwulan III sempat turun, lalu menjadi {KINI} dari {LALU}.",
        f"Biaya naik sedangkan mutu turun dari {LALU} menjadi {KINI}.",
        "Angka itu turun.",
        f"Angka itu turun menjadi {KINI}.",
        f"Angka turun dari {LALU} menjadi {TURUN}.",
        f"Turun dari 80 pada tahun 2019 menjadi {KINI}.",
    ],
)
def test_yang_benar_atau_meragukan_tidak_disebut(penilai, kalimat):
    assert list(penilai.check(kalimat)) == []


def test_nama_indikator_yang_memuat_kata_arah_bukan_pernyataan(penilai):
    masukan = build_masukan()
    indikator = masukan.data.indikator[0].model_copy(update={"indikator": "Rumah yang turun kelas"})
    data = masukan.data.model_copy(update={"indikator": (indikator, *masukan.data.indikator[1:])})
    penilai = PenilaiKata(data, list_figur(masukan))
    assert list(penilai.check(f"Rumah yang turun kelas dari {LALU} menjadi {KINI}.")) == []


def test_kalimat_dikutip_dengan_angkanya(penilai):
    (p,) = penilai.check(f"Angka itu turun dari {LALU} menjadi {KINI}.")
    assert "\ue000" not in p.kalimat
    assert p.kunci == "2025:tahun:IKU-01:realisasi"
