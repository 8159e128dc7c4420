from __future__ import annotations

from dataclasses import replace

import pytest

from kinerja_cli.capaian.jejak import build_jejak
from kinerja_cli.model.fakta import FaktaIsian, KumpulanFakta
from kinerja_cli.model.istilah import Frekuensi
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import Periode
from tests.buatan import UNIT, build_definisi, build_fakta_lengkap


def read_jejak(kode: str, fakta: KumpulanFakta | None = None, periode: Periode = Periode.TAHUN):
    definisi = build_definisi()
    isi = build_fakta_lengkap() if fakta is None else fakta
    bagian = build_jejak(definisi, definisi.indikator_menurut_kode[kode], isi, periode)
    return {b.judul: dict(b.baris) for b in bagian}


def test_jejak_rasio_dari_sel_sampai_kategori():
    jejak = read_jejak("IKU-01")
    assert jejak["Isian"]["Triwulan IV, pembilang Jumlah rumah layak huni"].startswith("65.100")
    assert UNIT in jejak["Isian"]["Triwulan IV, penyebut Jumlah rumah seluruhnya"]
    assert jejak["Hitungan"]["kategori"] == "Sangat Tinggi"
    assert jejak["Hitungan"]["rumus naik"].endswith("= 98,88")
    assert "Sumber:" in jejak["Kebijakan"]["Makin tinggi makin baik"]


def test_jejak_menyebut_rumus_turun_dan_targetnya():
    jejak = read_jejak("IKU-02")
    assert "Makin rendah makin baik" in jejak["Kebijakan"]
    assert jejak["Target"]["Tahunan"] == "10,5"


def test_jejak_menyebut_nilai_dilaporkan_di_samping_hasil_verifikasi():
    fakta = KumpulanFakta.dari(
        replace(f, hasil_verifikasi=Nilai.dari_angka("11")) if f.subjek == "IKU-02" else f
        for f in build_fakta_lengkap()
    )
    isi = read_jejak("IKU-02", fakta)["Isian"]["Triwulan IV, realisasi"]
    assert isi.startswith("11 (hasil verifikasi; dilaporkan 10,4)")


def test_jejak_tanpa_data_menyebut_alasan():
    jejak = read_jejak("SUB-01", KumpulanFakta())
    assert jejak["Isian"] == {}
    assert jejak["Hitungan"]["status"] == "belum ada data"
    assert jejak["Hitungan"]["penjelasan"]


def test_jejak_berurutan_dari_indikator_sampai_kebijakan():
    definisi = build_definisi()
    indikator = definisi.indikator_menurut_kode["SUB-01"]

    bagian = build_jejak(definisi, indikator, build_fakta_lengkap(), Periode.TW3)

    assert [b.judul for b in bagian] == ["Indikator", "Target", "Isian", "Hitungan", "Kebijakan"]
    assert bagian[1].to_json() == {
        "judul": "Target",
        "baris": [
            ["dokumen", "DPA murni berlaku 1 Januari 2025"],
            ["Triwulan I", "10"],
            ["Triwulan II", "40"],
            ["Triwulan III", "30"],
            ["Tahunan", "100"],
        ],
    }


def test_jejak_menyebut_identitas_indikator():
    assert read_jejak("IKU-02")["Indikator"] == {
        "nama": "IKU-02 Luas kawasan permukiman kumuh",
        "satuan, jenis, arah": "Ha, angka, turun",
        "agregasi, cara isi": "posisi akhir, s.d. triwulan",
        "pelapor": UNIT,
        "definisi operasional": "Luas kawasan kumuh menurut keputusan kepala daerah.",
    }


def test_jejak_tanpa_pelapor_dan_definisi_operasional():
    baris = build_definisi().indikator_menurut_kode["IKU-02"]
    polos = baris.model_copy(update={"definisi_operasional": ""})
    bagian = build_jejak(
        build_definisi(indikator=(polos,), pengampu=()), polos, KumpulanFakta(), Periode.TW1
    )

    indikator = dict(bagian[0].baris)
    assert indikator["pelapor"] == "-"
    assert "definisi operasional" not in indikator


def test_jejak_triwulan_membandingkan_nilai_triwulannya_sendiri():
    assert read_jejak("SUB-01", periode=Periode.TW3)["Hitungan"] == {
        "sampai dengan periode": "79",
        "dibandingkan dengan target": "30",
        "status": "terhitung",
        "rumus naik": "30 / 30 x 100 = 100,00",
        "kategori": "Sangat Tinggi",
        "penjelasan": "Capaian 100,00 % (Sangat Tinggi), sesuai target: 30 / 30 x 100.",
        "kemajuan terhadap target tahun": "79 / 100 x 100 = 79,00",
    }


def test_jejak_nilai_panjang_dicetak_dua_belas_desimal():
    hitungan = read_jejak("IKU-01", periode=Periode.TW2)["Hitungan"]

    assert hitungan["sampai dengan periode"] == "76,126674786845"
    assert "dibandingkan dengan target" not in hitungan


def test_jejak_tanpa_isian_menyebut_yang_tidak_dilaporkan():
    assert read_jejak("IKU-02", KumpulanFakta(), Periode.TW2)["Hitungan"] == {
        "sampai dengan periode": "kosong",
        "tidak dilaporkan": "Triwulan I, Triwulan II",
        "status": "belum ada data",
        "penjelasan": "Capaian belum dapat dihitung: realisasi belum dilaporkan.",
    }


def test_jejak_alasan_dipakai_bila_tanpa_penjelasan():
    baris = build_definisi().indikator_menurut_kode["IKU-02"]
    tahunan = baris.model_copy(update={"frekuensi": Frekuensi.TAHUNAN})
    bagian = build_jejak(
        build_definisi(indikator=(tahunan,)), tahunan, KumpulanFakta(), Periode.TW1
    )

    assert dict(bagian[3].baris)["penjelasan"] == "belum waktunya"


def test_jejak_target_yang_tidak_terbaca_disertai_alasan():
    definisi = build_definisi()
    target = tuple(
        t.model_copy(update={"tw1": "1:32"}) if t.kode_indikator == "IKU-02" else t
        for t in definisi.target
    )
    definisi = build_definisi(target=target)
    bagian = build_jejak(
        definisi, definisi.indikator_menurut_kode["IKU-02"], KumpulanFakta(), Periode.TW1
    )

    assert dict(bagian[1].baris) == {
        "dokumen": "PK murni berlaku 1 Januari 2025",
        "Triwulan I": "1:32 (memuat lebih dari satu angka)",
        "Tahunan": "10,5",
    }


@pytest.mark.parametrize(
    ("ubahan", "target"),
    [
        ({"versi_pk": ()}, {"PK": "belum ada versi yang berlaku"}),
        (
            {"target": ()},
            {
                "dokumen": "PK murni berlaku 1 Januari 2025",
                "target": "indikator tidak ada pada versi itu",
            },
        ),
    ],
)
def test_jejak_indikator_di_luar_dokumen(ubahan, target):
    definisi = build_definisi(**ubahan)
    bagian = build_jejak(
        definisi, definisi.indikator_menurut_kode["IKU-02"], KumpulanFakta(), Periode.TW1
    )

    assert dict(bagian[1].baris) == target
    assert dict(bagian[3].baris) == {
        "keadaan": "tidak ada dalam dokumen yang berlaku pada periode ini"
    }


def test_jejak_menyebut_sel_dan_tanggal_terimanya():
    isi = FaktaIsian(
        Periode.TW1, "IKU-02", "realisasi", UNIT, Nilai.dari_angka("13.1"), versi=2,
        berkas="kp.xlsx", lembar="Kinerja", sel="H9", waktu="2025-04-10T08:15:00",
    )  # fmt: skip

    assert read_jejak("IKU-02", KumpulanFakta.dari([isi]), Periode.TW1)["Isian"] == {
        "Triwulan I, realisasi": f"13,1 dari {UNIT}, kp.xlsx Kinerja!H9, versi 2, 2025-04-10"
    }


def test_jejak_menyebut_rumus_pilihan_indikator():
    baris = build_definisi().indikator_menurut_kode["IKU-02"]
    pilihan = baris.model_copy(update={"rumus_capaian": "turun_rasio"})
    bagian = build_jejak(
        build_definisi(indikator=(pilihan,)), pilihan, build_fakta_lengkap(), Periode.TW4
    )

    assert dict(bagian[4].baris)["rumus pilihan indikator"] == "turun_rasio"
    assert "rumus turun_rasio" in dict(bagian[3].baris)
