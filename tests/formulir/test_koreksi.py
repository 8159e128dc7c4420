"""Lembar Koreksi: triwulan yang terlewat dapat disusulkan, dan Kinerja menyebutnya."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from kinerja_cli.capaian.indikator import calculate_periode
from kinerja_cli.formulir.cetakan import build_cetakan
from kinerja_cli.formulir.periksa import check_kiriman
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.fakta import FaktaIsian, KumpulanFakta
from kinerja_cli.model.istilah import Agregasi, Frekuensi, Sifat
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import Periode
from tests.buatan import UNIT, UNIT_LAIN, build_definisi, build_fakta, build_fakta_lengkap
from tests.formulir.test_susun import baris, susun
from tests.lembar.test_formulir import DAU, baca, isi_sel, letak, render, ubah
from tests.lembar.test_libreoffice import is_sama, list_rumus, recalculate

TW1, TW2, TW3 = Periode.TW1, Periode.TW2, Periode.TW3


def jumlahkan(**ubahan: object) -> Definisi:
    """SUB-01 dengan target s.d. triwulan: jumlahnya memerlukan semua triwulan."""
    asal = build_definisi()
    ubah_sub = {"sifat_target": Sifat.SAMPAI_DENGAN, **ubahan}
    daftar = tuple(
        i.model_copy(update=ubah_sub if i.kode_indikator == "SUB-01" else {})
        for i in asal.indikator
    )
    return asal.model_copy(update={"indikator": daftar})


def angka(periode: Periode, isi: str) -> tuple[Periode, str, str, Nilai]:
    return periode, "SUB-01", "realisasi", Nilai.dari_angka(Decimal(isi))


def test_triwulan_yang_belum_dilaporkan_tampil_sebagai_belum_dilaporkan():
    koreksi = baris(susun(), "Koreksi")

    assert {k: b.sel["nilai_lama"].nilai for k, b in koreksi.items()} == dict.fromkeys(
        (
            "tw1:EL-01A:nilai",
            "tw1:EL-01B:nilai",
            "tw1:IKU-02:realisasi",
            "tw1:SUB-01:realisasi",
            f"tw1:{DAU}:realisasi",
            "tw1:1.04.03.2.01.0001:BID-KP:PAD:realisasi",
        ),
        "belum dilaporkan",
    )
    assert all(b.sel["nilai_baru"].terbuka for b in koreksi.values())
    assert "Koreksi" not in [x.nama for x in susun(periode=TW1).lembar]


def test_yang_sudah_dan_belum_dilaporkan_urut_triwulan():
    koreksi = baris(susun(periode=TW3, fakta=build_fakta_lengkap(TW1)), "Koreksi")
    lama = {k: b.sel["nilai_lama"].nilai for k, b in koreksi.items()}

    assert [k.split(":")[0] for k in koreksi] == ["tw1"] * 6 + ["tw2"] * 6
    assert (lama["tw1:SUB-01:realisasi"], lama["tw2:SUB-01:realisasi"]) == ("8", "belum dilaporkan")
    assert {b.kelompok for b in koreksi.values()} == {("Triwulan I",), ("Triwulan II",)}


def test_hanya_angka_milik_unit_sendiri():
    definisi = build_definisi(penyedia_lain=True)
    pelapor, penyedia = (baris(susun(definisi, u), "Koreksi") for u in (UNIT, UNIT_LAIN))

    assert "tw1:EL-01B:nilai" not in pelapor
    assert set(penyedia) == {"tw1:EL-01B:nilai"}


def test_yang_belum_waktunya_tidak_disusulkan():
    semesteran = jumlahkan(frekuensi=Frekuensi.SEMESTERAN)

    assert "tw1:SUB-01:realisasi" not in baris(susun(semesteran), "Koreksi")
    assert "tw2:SUB-01:realisasi" in baris(susun(semesteran, periode=Periode.TW4), "Koreksi")


@pytest.mark.parametrize(
    ("fakta", "harap"),
    [
        ((), "isi realisasi"),
        ((angka(TW2, "41"),), "isi TW I di lembar Koreksi"),
        ((angka(TW1, "8"), angka(TW2, "33")), "lengkap"),
    ],
)
def test_keadaan_menyebut_triwulan_yang_kurang(fakta: tuple, harap: str):
    satu = baris(susun(jumlahkan(), fakta=build_fakta(*fakta)), "Kinerja")["SUB-01"]

    assert satu.sel["keadaan"].nilai == harap


def test_dua_triwulan_yang_kurang_disebut_berurutan():
    formulir = susun(jumlahkan(), periode=TW3, fakta=build_fakta(angka(TW3, "30")))
    rumus = baris(formulir, "Kinerja")["SUB-01"].sel["keadaan"].rumus

    assert rumus.index("isi TW I di") < rumus.index("isi TW II di")
    assert "{Koreksi!tw2:SUB-01:realisasi!nilai_baru}" in rumus


@pytest.mark.parametrize(
    "ubahan",
    [
        {"agregasi": Agregasi.POSISI_AKHIR},
        {"agregasi": Agregasi.RATA_RATA},
        {"cara_isi": Sifat.SAMPAI_DENGAN},
        {"sifat_target": Sifat.PER_TRIWULAN},
    ],
)
def test_yang_tidak_memerlukan_triwulan_lalu_tidak_menagihnya(ubahan: dict[str, object]):
    sel = baris(susun(jumlahkan(**ubahan)), "Kinerja")["SUB-01"].sel

    assert "Koreksi" not in sel["keadaan"].rumus
    assert "Koreksi" not in sel["capaian"].rumus


def test_selisih_dari_s_d_triwulan_lalu_menagih_triwulan_itu_saja():
    cara = {"cara_isi": Sifat.SAMPAI_DENGAN, "sifat_target": Sifat.PER_TRIWULAN}
    rumus = baris(susun(jumlahkan(**cara), periode=TW3), "Kinerja")["SUB-01"].sel["keadaan"].rumus

    assert "isi TW II di" in rumus
    assert "isi TW I di" not in rumus


def test_susulan_pulang_sebagai_fakta_triwulan_itu():
    definisi = jumlahkan()
    formulir = susun(definisi)
    kunci = "Koreksi__tw1:SUB-01:realisasi__"
    isi = {f"{kunci}nilai_baru": 8, f"{kunci}alasan": "baru direkap"}
    sel, temuan = check_kiriman(
        build_cetakan(definisi, formulir), baca(ubah(render(formulir), isi_sel(**isi)))
    )
    pulang = {(s.periode, s.kolom): s.nilai for s in sel if s.subjek == "SUB-01"}

    assert pulang["tw1", "realisasi"] == Nilai.dari_angka(8)
    assert pulang["tw1", "alasan_koreksi"] == Nilai.dari_teks("baru direkap")
    assert {t.kode for t in temuan} == {"NIL001"}


@pytest.mark.libreoffice
def test_capaian_dan_keadaan_hidup_mengikuti_susulan(tmp_path):
    definisi = jumlahkan()
    formulir = susun(definisi)
    kosong = render(formulir)
    kini = {"Kinerja__SUB-01__realisasi": 25}
    lengkap = {**kini, "Koreksi__tw1:SUB-01:realisasi__nilai_baru": 8}
    berkas = {
        "kini.xlsx": ubah(kosong, isi_sel(**kini)),
        "lengkap.xlsx": ubah(kosong, isi_sel(**lengkap)),
    }
    hasil = {n: _read(isi) for n, isi in recalculate(tmp_path, berkas.items()).items()}
    fakta = KumpulanFakta.dari(
        FaktaIsian(p, "SUB-01", "realisasi", UNIT, Nilai.dari_angka(n))
        for p, n in ((TW1, 8), (TW2, 25))
    )
    indikator = definisi.indikator_menurut_kode["SUB-01"]
    mesin = calculate_periode(definisi, indikator, fakta, TW2)

    assert mesin is not None
    assert mesin.hasil.capaian is not None
    assert hasil["kini.xlsx"] == (None, None, "isi TW I di lembar Koreksi")
    assert hasil["lengkap.xlsx"] == (
        float(mesin.hasil.capaian), mesin.hasil.kategori, "isi penjelasan",
    )  # fmt: skip


@pytest.mark.libreoffice
def test_nilai_tersimpan_dengan_triwulan_yang_kurang_sama_sesudah_dihitung_ulang(tmp_path):
    terisi = build_fakta(angka(TW2, "25"), (TW2, "EL-01A", "nilai", Nilai.dari_angka(9)))
    ragam = {
        "jumlah.xlsx": jumlahkan(),
        "selisih.xlsx": jumlahkan(cara_isi=Sifat.SAMPAI_DENGAN, sifat_target=Sifat.PER_TRIWULAN),
        "elemen.xlsx": jumlahkan_elemen(),
    }
    berkas = {n: render(susun(d, fakta=terisi)) for n, d in ragam.items()}
    jadi = recalculate(tmp_path, berkas.items())

    for nama, isi in berkas.items():
        awal, hitung = list_rumus(isi), list_rumus(jadi[nama])
        assert set(awal) == set(hitung)
        assert [(k, v, hitung[k]) for k, v in awal.items() if not is_sama(v, hitung[k])] == []


def jumlahkan_elemen() -> Definisi:
    """IKU-01 yang pembilang dan penyebutnya dijumlahkan per triwulan."""
    asal = build_definisi()
    ubahan = {"agregasi": Agregasi.JUMLAH, "cara_isi": Sifat.PER_TRIWULAN}
    return build_definisi(elemen=tuple(e.model_copy(update=ubahan) for e in asal.elemen))


def test_elemen_rasio_yang_dijumlahkan_menagih_triwulan_yang_kurang():
    sel = baris(susun(jumlahkan_elemen()), "Kinerja")["IKU-01"].sel

    assert "isi TW I di lembar Koreksi" in sel["keadaan"].rumus
    assert "N({Koreksi!tw1:EL-01A:nilai!nilai_baru})" in sel["realisasi"].rumus


def _read(isi: bytes) -> tuple[object, ...]:
    buku = openpyxl.load_workbook(BytesIO(isi), data_only=True)
    kolom = ("capaian", "kategori", "keadaan")
    nilai = (buku["Kinerja"][letak(buku, "Kinerja", "SUB-01", k)].value for k in kolom)
    return tuple(n or None for n in nilai)
