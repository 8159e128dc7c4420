"""Rekonsiliasi dengan bendahara per sub kegiatan, kegiatan, program, dan dinas."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kinerja_cli.aturan.bentuk_rekonsiliasi import BarisRekonsiliasi, KeadaanCocok, Rekonsiliasi
from kinerja_cli.aturan.keuangan import summarise
from kinerja_cli.aturan.konteks import KonteksVerifikasi
from kinerja_cli.aturan.rekonsiliasi import TANPA_SEBAB, build_rekonsiliasi, describe_rekonsiliasi
from kinerja_cli.model.fakta import FaktaIsian, KumpulanFakta
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.penilaian import JenisPenilaian, Penilaian
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisPagu
from tests.aturan.contoh import build_daftar, build_spj
from tests.buatan import UNIT, UNIT_LAIN, build_definisi

TW2 = Periode.TW2
A, B = "1.04.03.2.01.0001", "1.04.03.2.01.0002"
C = "2.15.02.2.06.0001"
DI_LUAR = "2.15.02.2.06.0009"
PEMILIK = {A: UNIT, B: UNIT, C: UNIT_LAIN}
COCOK, BEDA, DIJELASKAN = KeadaanCocok.COCOK, KeadaanCocok.BEDA, KeadaanCocok.DIJELASKAN


def susun(
    bidang: dict[str, str],
    bendahara: dict[str, str],
    *,
    penjelasan: dict[str, str] | None = None,
    penilaian: tuple[Penilaian, ...] = (),
    unit: tuple[str, ...] = (),
    **daftar,
) -> Rekonsiliasi:
    pagu = tuple(
        BarisPagu(versi="murni", kode=k, kode_unit=u, sumber_dana="DAU", pagu=Decimal("9e7"))
        for k, u in PEMILIK.items()
    )
    definisi = build_definisi(penyedia_lain=True, pagu=pagu)
    fakta = [_fakta(k, "realisasi", Nilai.dari_angka(Decimal(n))) for k, n in bidang.items()]
    fakta += [_fakta(k, "penjelasan", Nilai.dari_teks(t)) for k, t in (penjelasan or {}).items()]
    baris = tuple(build_spj(n, "9e7", k) for k, n in bendahara.items())
    keuangan = summarise([(build_daftar(TW2, **daftar), baris)])
    konteks = KonteksVerifikasi(definisi, TW2, "", KumpulanFakta.dari(fakta), keuangan)
    return build_rekonsiliasi(konteks, penilaian, unit)


def _fakta(kode: str, kolom: str, nilai: Nilai) -> FaktaIsian:
    unit = PEMILIK[kode]
    return FaktaIsian(TW2, f"{kode}:{unit}:DAU", kolom, unit, nilai)


def _dinas(
    bidang: str | None, bendahara: str, selisih: str | None, keadaan: KeadaanCocok, sebab: str
) -> BarisRekonsiliasi:
    uang = [Decimal(n) if n is not None else None for n in (bidang, bendahara, selisih)]
    return BarisRekonsiliasi("dinas", "", "", "", None, None, *uang, keadaan, sebab)


def ambil(hasil: Rekonsiliasi, kode: str):
    (baris,) = [b for b in hasil.baris if b.kode == kode]
    return baris


SAMA = {A: "1234", B: "2345", C: "3456"}


def test_urutan_jenjang_dan_jumlahnya():
    hasil = susun(SAMA, SAMA)
    assert [(b.jenjang, b.kode, b.bidang, b.bendahara) for b in hasil.baris] == [
        ("program", "1.04.03", 3579, 3579),
        ("kegiatan", "1.04.03.2.01", 3579, 3579),
        ("sub kegiatan", A, 1234, 1234),
        ("sub kegiatan", B, 2345, 2345),
        ("program", "2.15.02", 3456, 3456),
        ("kegiatan", "2.15.02.2.06", 3456, 3456),
        ("sub kegiatan", C, 3456, 3456),
        ("dinas", "", 7035, 7035),
    ]
    assert {b.keadaan for b in hasil.baris} == {COCOK}
    assert {b.selisih for b in hasil.baris} == {Decimal(0)}
    dinas = hasil.baris[-1]
    assert (dinas.pagu, dinas.anggaran, dinas.unit) == (
        Decimal("27e7"),
        Decimal("27e7"),
        f"{UNIT_LAIN}, {UNIT}",
    )
    assert hasil.pembanding == "laporan bendahara basis SPJ s.d. 30 Juni 2025, murni"


def test_selisih_naik_ke_setiap_jenjang_dan_menyebut_asalnya():
    hasil = susun({**SAMA, A: "1324"}, SAMA)
    for kode in ("1.04.03", "1.04.03.2.01", ""):
        baris = ambil(hasil, kode)
        assert (baris.selisih, baris.keadaan) == (90, BEDA)
        assert baris.sebab == f"berasal dari {A} Rp90"
    assert ambil(hasil, "2.15.02").keadaan is COCOK
    sub = ambil(hasil, A)
    assert (sub.selisih, sub.keadaan) == (90, BEDA)
    assert sub.sebab.startswith("dua digit bersebelahan terbalik")


def test_pasangan_tertukar_tidak_disembunyikan_jumlah_yang_sama():
    hasil = susun({**SAMA, A: "2345", B: "1234"}, SAMA)
    kegiatan = ambil(hasil, "1.04.03.2.01")
    assert (kegiatan.selisih, kegiatan.keadaan) == (0, BEDA)
    assert "saling meniadakan" in kegiatan.sebab
    assert f"tertukar dengan {B}" in ambil(hasil, A).sebab


def test_hanya_di_satu_pihak():
    hasil = susun(SAMA, {A: "1234", B: "2345", DI_LUAR: "77"})
    bidang, bendahara = ambil(hasil, C), ambil(hasil, DI_LUAR)
    assert (bidang.keadaan, bidang.selisih) == (KeadaanCocok.HANYA_BIDANG, 3456)
    assert (bendahara.keadaan, bendahara.selisih) == (KeadaanCocok.HANYA_BENDAHARA, -77)
    assert bidang.sebab == TANPA_SEBAB
    assert (bendahara.pagu, bendahara.unit) == (None, "")
    assert ambil(hasil, "").selisih == 3379


def test_yang_belum_melapor_ditunggu_dan_jumlahnya_tidak_dibandingkan():
    hasil = susun({A: "1234", B: "2345"}, SAMA)
    sub, dinas = ambil(hasil, C), ambil(hasil, "")
    assert (sub.keadaan, sub.bidang, sub.selisih) == (KeadaanCocok.BELUM, None, None)
    assert sub.sebab == "menunggu realisasi Bidang Perhubungan"
    assert (dinas.keadaan, dinas.bidang, dinas.selisih) == (KeadaanCocok.BELUM, None, None)
    assert dinas.sebab == f"belum lengkap: {C}"
    assert ambil(hasil, "1.04.03").keadaan is COCOK


@pytest.mark.parametrize(
    ("teks", "keadaan"),
    [("GU Juni belum di-SPJ-kan", DIJELASKAN), ("-", BEDA), ("sudah sesuai target", DIJELASKAN)],
)
def test_penjelasan_bidang_dicetak(teks, keadaan):
    hasil = susun({**SAMA, A: "1999"}, SAMA, penjelasan={A: teks})
    assert ambil(hasil, A).keadaan is keadaan
    assert ambil(hasil, "").keadaan is keadaan
    assert ambil(hasil, A).penjelasan == (f"{UNIT} DAU: {teks}" if keadaan is DIJELASKAN else "")


def test_tanda_pemeriksa_dicetak_dan_pengecualian_menjelaskan():
    tanya = Penilaian(
        urut=1, periode=TW2, unit=UNIT, jenis=JenisPenilaian.TANYA, kunci=f"{A}:{UNIT}:DAU",
        kolom="realisasi", isi="Mengapa berbeda?", oleh="KADIS", waktu="2025-07-20T08:00:00",
        jawaban="GU belum disahkan",
    )  # fmt: skip
    beda = {**SAMA, A: "1999"}
    assert ambil(susun(beda, SAMA, penilaian=(tanya,)), A).keadaan is BEDA
    kecuali = replace(tanya, jenis=JenisPenilaian.KECUALI, kode="KEU311", isi="pembulatan bank")
    sub = ambil(susun(beda, SAMA, penilaian=(tanya, kecuali)), A)
    assert sub.keadaan is DIJELASKAN
    for potongan in ("Mengapa berbeda?", "GU belum disahkan", "KEU311", "KADIS", "pembulatan bank"):
        assert potongan in sub.penjelasan
    lain = replace(kecuali, kode="KEU302")
    assert ambil(susun(beda, SAMA, penilaian=(lain,)), A).keadaan is BEDA


def test_tanpa_laporan_sebanding_hanya_alasannya():
    hasil = susun(SAMA, SAMA, versi="perubahan")
    assert hasil.baris == ()
    assert hasil.pembanding == (
        "belum dibandingkan: laporan bendahara memakai pagu perubahan, yang berlaku murni"
    )


def test_satu_unit_hanya_memuat_sub_kegiatannya_sendiri():
    hasil = susun({A: "5", B: "7", C: "9"}, {A: "5", B: "7", C: "8"}, unit=(UNIT_LAIN,))
    kode = {b.kode for b in hasil.baris if b.jenjang == "sub kegiatan"}
    assert kode == {C}
    jumlah = hasil.baris[-1]
    assert (jumlah.jenjang, jumlah.bidang, jumlah.bendahara) == ("unit", Decimal(9), Decimal(8))
    assert jumlah.uraian.startswith("Jumlah ")


@pytest.mark.parametrize(
    ("isi", "harap"),
    [
        (
            Rekonsiliasi("belum dibandingkan: alasan"),
            "Realisasi anggaran belum dibandingkan: alasan.",
        ),
        (
            Rekonsiliasi("SPJ", (_dinas("9", "7", "2", KeadaanCocok.BEDA, "asal"),)),
            "Realisasi anggaran dicocokkan dengan SPJ: menurut bidang Rp9, menurut "
            "bendahara Rp7, selisih Rp2, berbeda (asal).",
        ),
        (
            Rekonsiliasi("SPJ", (_dinas(None, "7", None, KeadaanCocok.BELUM, "x"),)),
            "Realisasi anggaran dicocokkan dengan SPJ, menurut bendahara Rp7; jumlahnya "
            "belum dapat dibandingkan, x.",
        ),
    ],
)
def test_kalimat_untuk_berita_acara(isi: Rekonsiliasi, harap: str):
    assert describe_rekonsiliasi(isi) == harap
