from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from alat.tabel import TABEL, build_definisi, load_tabel, read_csv

from kinerja_cli.aturan.rencana import check_rencana
from kinerja_cli.capaian.jenis import JENIS
from kinerja_cli.model.baca_angka import AcuanBaca
from kinerja_cli.model.istilah import (
    Agregasi,
    Arah,
    Dokumen,
    JenisIndikator,
    Jenjang,
    Sifat,
    StatusJabatan,
)
from kinerja_cli.model.kolom import iterate_kolom
from kinerja_cli.model.periode import DAFTAR_PERIODE, Periode
from kinerja_cli.model.sumber import TABEL_SUMBER


@pytest.fixture(scope="module")
def definisi():
    return build_definisi()


@pytest.mark.parametrize("tabel", TABEL_SUMBER, ids=lambda t: t.bidang)
def test_kepala_tabel_sama_dengan_bidang_model(tabel):
    kepala = (TABEL / f"{tabel.bidang}.csv").read_text(encoding="utf-8").splitlines()[0]

    assert kepala.split(";") == [k.bidang for k in iterate_kolom(tabel.model)]


def test_tabel_sumber_tanpa_temuan():
    baris = {t.bidang: list(enumerate(load_tabel(t), start=2)) for t in TABEL_SUMBER}

    assert check_rencana(baris) == []


def test_setiap_jenis_arah_agregasi_dan_sifat_dipakai(definisi):
    indikator = definisi.indikator

    assert {i.jenis for i in indikator} == set(JenisIndikator)
    assert {i.arah for i in indikator} == set(Arah)
    assert {i.agregasi for i in indikator} == set(Agregasi)
    assert {i.sifat_target for i in indikator} == set(Sifat)
    assert {i.cara_isi for i in indikator} == set(Sifat)
    assert {i.skala for i in indikator} >= {"opini_bpk", "akip", "akreditasi"}


def test_ukuran_dinas_contoh(definisi):
    banyak = Counter(i.jenjang for i in definisi.indikator)

    assert len({i.kode for i in definisi.indikator if i.jenjang is Jenjang.SASARAN}) >= 5
    assert banyak[Jenjang.SASARAN] + banyak[Jenjang.PROGRAM] >= 12
    assert len({p.kode for p in definisi.pagu}) >= 30


def test_setiap_target_terbaca_menurut_jenisnya(definisi):
    for target in definisi.target:
        indikator = definisi.indikator_menurut_kode[target.kode_indikator]
        for periode in DAFTAR_PERIODE:
            if teks := target.teks(periode):
                baca = JENIS[indikator.jenis].read_target(teks, AcuanBaca(satuan=indikator.satuan))
                assert baca.target is not None, (target.kode_indikator, periode, teks)


def test_setiap_indikator_punya_target_dan_pelapor(definisi):
    bertarget = {t.kode_indikator for t in definisi.target}

    assert bertarget == set(definisi.pelapor) == set(definisi.indikator_menurut_kode)


def test_target_triwulan_keempat_sama_dengan_target_tahun(definisi):
    """Untuk semua indikator triwulanan, menjumlah atau membaca TW IV harus memberi target tahun."""
    for target in definisi.target:
        indikator = definisi.indikator_menurut_kode[target.kode_indikator]
        if not target.tw4 or indikator.jenis is not JenisIndikator.ANGKA:
            continue
        if indikator.agregasi is Agregasi.JUMLAH and indikator.sifat_target is Sifat.PER_TRIWULAN:
            isi = [target.teks(p) for p in DAFTAR_PERIODE[:4]]
            assert sum(_angka(t) for t in isi if t) == _angka(target.tahun), target
        else:
            assert _angka(target.tw4) == _angka(target.tahun), target


def _angka(teks):
    return Decimal(teks.replace(".", "").replace(",", "."))


def test_keluaran_dpa_memuat_semua_indikator_sub_kegiatan(definisi):
    keluaran = {(k.kode_indikator, k.versi): k.target for k in definisi.keluaran}
    sub = {
        (t.kode_indikator, t.versi): t.tahun
        for t in definisi.target
        if definisi.indikator_menurut_kode[t.kode_indikator].jenjang is Jenjang.SUB_KEGIATAN
    }

    assert keluaran == sub


def test_kode_nomenklatur_bersarang_dan_bernama(definisi):
    nama = definisi.nama_nomenklatur
    for pagu in definisi.pagu:
        assert {pagu.kode, pagu.kode[:12], pagu.kode[:7]} <= set(nama)
        assert pagu.uraian == nama[pagu.kode]


def test_pagu_pergeseran_tidak_mengubah_jumlah(definisi):
    jumlah = Counter()
    for pagu in definisi.pagu:
        jumlah[pagu.versi] += pagu.pagu

    assert jumlah["murni"] == jumlah["pergeseran 1"]
    assert 60_000_000_000 < jumlah["perubahan"] < 90_000_000_000
    assert jumlah["perubahan"] > jumlah["murni"]


def test_sub_kegiatan_dengan_dua_indikator_dan_tiga_sumber_dana(definisi):
    rtlh = "1.04.03.2.03.0002"

    assert sum(i.kode == rtlh for i in definisi.indikator) == 2
    assert {p.sumber_dana for p in definisi.pagu_berlaku(Periode.TW4) if p.kode == rtlh} == {
        "PAD",
        "DAU",
        "DAK",
    }


def test_pk_perubahan_menghapus_satu_dan_menambah_satu_indikator(definisi):
    murni, perubahan = (
        {
            i.kode_indikator
            for i in definisi.indikator
            if i.jenjang is not Jenjang.SUB_KEGIATAN
            and definisi.target_berlaku(i.kode_indikator, periode)
        }
        for periode in (Periode.TW3, Periode.TW4)
    )

    assert murni - perubahan == {"IKU-06"}
    assert perubahan - murni == {"IKU-07"}
    assert definisi.versi_periode(Dokumen.PK, Periode.TW4).renstra == "R2529"


def test_penyebut_rasio_dari_bidang_lain_dan_berupa_stok(definisi):
    lintas = [
        e
        for e in definisi.elemen
        if e.peran == "penyebut" and e.unit_penyedia != definisi.pelapor[e.kode_indikator]
    ]

    assert lintas
    assert all(e.agregasi is Agregasi.POSISI_AKHIR for e in lintas)


def test_satu_program_berporsi_dan_satu_anggaran_bersama(definisi):
    porsi = {}
    for baris in definisi.cascading:
        porsi.setdefault(baris.anak, []).append(baris.porsi)

    assert sum(porsi["1.04.03"]) == 100
    assert porsi["2.15.02"] == [None, None]


@pytest.mark.parametrize(
    ("pada", "nama", "status"),
    [
        (date(2025, 9, 14), "Nama Contoh Satu", StatusJabatan.DEFINITIF),
        (date(2025, 9, 15), "Nama Contoh Dua", StatusJabatan.PLT),
        (date(2026, 1, 31), "Nama Contoh Dua", StatusJabatan.PLT),
        (date(2026, 2, 27), "Nama Contoh Tiga", StatusJabatan.DEFINITIF),
    ],
)
def test_kepala_dinas_menurut_tanggal(definisi, pada, nama, status):
    pejabat = definisi.pejabat_pada(pada, jabatan="Kepala Dinas")

    assert (pejabat.nama, pejabat.status) == (nama, status)


def test_semua_nama_orang_dan_unit_adalah_contoh(definisi):
    assert all(p.nama.startswith("Nama Contoh") for p in definisi.pejabat)
    assert all(set(p.nip) <= set("0123456789 ") for p in definisi.pejabat)
    assert all(p.nip.startswith("00000000 000000 0") for p in definisi.pejabat)
    assert all(u.nama.endswith("(contoh)") for u in definisi.unit)


def test_bidang_berganti_nama_di_tengah_tahun(definisi):
    nama = {
        pada: next(u.nama for u in definisi.unit_pada(pada) if u.kode_unit == "BID-PSU")
        for pada in (date(2025, 6, 30), date(2025, 7, 1))
    }

    assert len(set(nama.values())) == 2


def test_unit_nihil_wajib_lapor_tanpa_tugas(definisi):
    assert "UPTD-RUSUN" not in {p.kode_unit for p in definisi.pengampu}
    assert "UPTD-RUSUN" not in {p.kode_unit for p in definisi.pagu}


def test_riwayat_tiga_tahun_untuk_hampir_semua_indikator(definisi):
    tahun = Counter(r.kode_indikator for r in definisi.riwayat)
    lengkap = [k for k, n in tahun.items() if n == 3]

    assert set(tahun.values()) == {3}
    assert len(lengkap) >= len(definisi.indikator) - 5


def test_sumber_standar_ditandai_contoh(definisi):
    assert all("(contoh)" in s.sumber for s in definisi.standar)


def test_rencana_isian_memuat_setiap_indikator_dan_elemen(definisi):
    kode = {b["kode"] for b in read_csv("rencana_isian")}
    rasio = {i.kode_indikator for i in definisi.indikator if i.jenis is JenisIndikator.RASIO}

    assert kode == set(definisi.indikator_menurut_kode) - rasio | {
        e.kode_elemen for e in definisi.elemen
    }
