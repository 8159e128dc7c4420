"""Verifikasi satu unit, keputusan, dan lembar verifikasinya."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kinerja_cli.aturan.keuangan import RingkasanKeuangan, summarise
from kinerja_cli.aturan.lembar_verifikasi import build_lembar
from kinerja_cli.aturan.verifikasi import DAFTAR_ATURAN, check_unit, decide, shorten_alasan
from kinerja_cli.model.fakta import KumpulanFakta
from kinerja_cli.model.istilah import Frekuensi
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import Periode
from tests.aturan.contoh import DAU, PAD, build_daftar, build_konteks, build_spj, ubah_fakta
from tests.buatan import SUB, UNIT_LAIN, build_definisi

TW4 = Periode.TW4


def susun(konteks):
    temuan = check_unit(konteks)
    return build_lembar(konteks, temuan, decide(temuan))


@pytest.mark.parametrize("periode", list(Periode))
def test_tahun_yang_tenang_dan_benar_tidak_memberi_satu_temuan_pun(periode):
    konteks = build_konteks(periode)
    assert check_unit(konteks) == []
    assert decide(check_unit(konteks)).jawaban == "Ya"


def test_unit_tanpa_indikator_dan_anggaran_tidak_bertemuan():
    definisi = build_definisi(penyedia_lain=True)
    milik_sendiri = tuple(e.model_copy(update={"unit_penyedia": "BID-KP"}) for e in definisi.elemen)
    definisi = definisi.model_copy(update={"elemen": milik_sendiri})
    konteks = build_konteks(definisi=definisi, unit=UNIT_LAIN, keuangan=RingkasanKeuangan())
    assert check_unit(konteks) == []


def test_aturan_tidak_mengubah_masukannya():
    konteks = build_konteks()
    sebelum = dict(konteks.fakta.isi)
    assert check_unit(konteks) == check_unit(konteks)
    assert konteks.fakta.isi == sebelum


def test_identitas_temuan_tidak_kembar():
    konteks = build_konteks(fakta=KumpulanFakta(), keuangan=RingkasanKeuangan())
    temuan = check_unit(konteks)
    assert len(temuan) == 7
    assert len({t.identitas for t in temuan}) == len(temuan)


def test_setiap_aturan_terdaftar_sekali():
    assert len(set(DAFTAR_ATURAN)) == len(DAFTAR_ATURAN)


def test_satu_galat_berarti_tidak_dengan_alasannya():
    konteks = ubah_fakta(build_konteks(), TW4, "IKU-02", "realisasi", None)
    keputusan = decide(check_unit(konteks))
    assert keputusan.jawaban == "Tidak"
    assert len(keputusan.alasan) == 1
    assert "IKU-02" in keputusan.alasan[0]


def test_peringatan_tidak_menahan_tetapi_disebut():
    konteks = ubah_fakta(build_konteks(), TW4, "IKU-02", "bukti", None)
    keputusan = decide(check_unit(konteks))
    assert keputusan.jawaban == "Ya"
    assert "1 peringatan" in keputusan.alasan[0]


def test_lembar_berisi_semua_indikator_dan_anggaran():
    lembar = susun(build_konteks())
    assert [(b.nomor, b.kode, b.kesesuaian) for b in lembar.indikator] == [
        (1, "IKU-01", "Ya"),
        (2, "IKU-02", "Ya"),
        (3, "SUB-01", "Ya"),
    ]
    satu = lembar.indikator[1]
    assert (satu.target, satu.dilaporkan, satu.hasil) == ("10,5", Decimal("10.4"), Decimal("10.4"))
    assert (satu.capaian, satu.bukti, satu.catatan) == (Decimal("100.95"), "rekap.pdf", "")
    assert lembar.catatan == ()
    assert lembar.pembanding.startswith("laporan bendahara basis SPJ s.d. 31 Desember 2025")


def test_anggaran_dua_sumber_dana_dibandingkan_pada_jumlahnya():
    lembar = susun(build_konteks(keuangan=summarise([(build_daftar(), (build_spj("1700e6"),))])))
    rinci = [
        (b.nomor, b.sumber_dana, b.realisasi_bendahara, b.selisih, b.kesesuaian)
        for b in lembar.anggaran
    ]
    assert rinci == [
        (1, "DAU", None, None, "Tidak"),
        (2, "PAD", None, None, "Ya"),
        (None, "", Decimal("1700e6"), Decimal("9e6"), "Tidak"),
    ]
    assert lembar.anggaran[2].pagu == Decimal("1750e6")
    assert "selisih Rp9.000.000" in lembar.anggaran[0].catatan


def test_anggaran_satu_sumber_dana_dibandingkan_di_barisnya():
    definisi = build_definisi()
    definisi = definisi.model_copy(update={"pagu": definisi.pagu[:1]})
    baris = build_spj("1468e6", anggaran="1500e6")
    lembar = susun(
        build_konteks(definisi=definisi, keuangan=summarise([(build_daftar(), (baris,))]))
    )
    assert [(b.sumber_dana, b.realisasi_bendahara, b.selisih) for b in lembar.anggaran] == [
        ("DAU", Decimal("1468e6"), 0)
    ]


def test_nilai_hasil_verifikasi_di_samping_nilai_dilaporkan():
    konteks = build_konteks()
    isi = dict(konteks.fakta.isi)
    alamat = (TW4, "EL-01A", "nilai")
    isi[alamat] = replace(isi[alamat], hasil_verifikasi=Nilai.dari_angka(Decimal(65840)))
    lembar = susun(replace(konteks, fakta=KumpulanFakta(isi)))
    assert lembar.indikator[0].hasil == 80
    assert round(lembar.indikator[0].dilaporkan, 2) == Decimal("79.10")
    assert lembar.indikator[1].hasil == lembar.indikator[1].dilaporkan


def test_baris_bertemuan_menyebut_masalahnya_tanpa_mengulang_nama():
    konteks = ubah_fakta(build_konteks(), TW4, "IKU-02", "realisasi", None)
    baris = susun(konteks).indikator[1]
    assert (baris.kesesuaian, baris.dilaporkan, baris.capaian) == ("Tidak", None, None)
    assert baris.catatan.startswith("realisasi Triwulan IV belum diisi")


def test_belum_waktunya_tampil_tanpa_penilaian():
    definisi = build_definisi()
    indikator = tuple(
        i.model_copy(update={"frekuensi": Frekuensi.TAHUNAN}) if i.kode_indikator == "IKU-02" else i
        for i in definisi.indikator
    )
    konteks = build_konteks(definisi=definisi.model_copy(update={"indikator": indikator}))
    baris = susun(ubah_fakta(konteks, TW4, "IKU-02", "realisasi", None)).indikator[1]
    assert (baris.kesesuaian, baris.catatan, baris.bukti) == ("", "belum waktunya", "")


def test_temuan_tanpa_baris_menjadi_catatan_lembar():
    lembar = susun(build_konteks(keuangan=RingkasanKeuangan()))
    assert len(lembar.catatan) == 1
    assert "belum ada laporan bendahara" in lembar.catatan[0]
    assert lembar.pembanding.startswith("belum dibandingkan")


def test_elemen_untuk_unit_lain_tampil_sebagai_baris_sendiri():
    konteks = build_konteks(definisi=build_definisi(penyedia_lain=True), unit=UNIT_LAIN)
    lembar = susun(konteks)
    assert [(b.kode, b.hasil) for b in lembar.indikator] == [("EL-01B", 82300)]
    assert lembar.anggaran == ()
    assert {DAU, PAD} == {f"{SUB}:BID-KP:DAU", f"{SUB}:BID-KP:PAD"}


@pytest.mark.parametrize(
    ("banyak", "harap"),
    [
        (1, "a0"),
        (6, "a0; a1; a2; a3; a4; a5"),
        (7, "a0; a1; a2; a3; a4; dan 2 lainnya, di sana"),
        (200, "a0; a1; a2; a3; a4; dan 195 lainnya, di sana"),
    ],
)
def test_alasan_panjang_diringkas(banyak: int, harap: str):
    assert shorten_alasan([f"a{n}" for n in range(banyak)], ", di sana") == harap
