"""Lembar RTL: rencana siapa yang ditagih, sampai kapan, dan alamat laporannya."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from kinerja_cli.formulir.bentuk import BarisFormulir, Formulir
from kinerja_cli.formulir.cetakan import build_cetakan
from kinerja_cli.formulir.periksa import check_kiriman
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.fakta import KumpulanFakta
from kinerja_cli.model.isian_rtl import StatusTindak
from kinerja_cli.model.kunci import build_kunci_rtl, parse_rtl
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import Periode
from tests.buatan import UNIT, UNIT_LAIN, build_definisi, build_fakta
from tests.formulir.test_susun import baris, susun
from tests.lembar.test_formulir import baca, isi_sel, letak, render, ubah

RENCANA = "rencana_tindak_lanjut"
KUNCI = "rtl:tw1:IKU-02"


def tulis(*isi: tuple[Periode, str, str, str]) -> KumpulanFakta:
    return build_fakta(*((p, s, k, Nilai.dari_teks(t)) for p, s, k, t in isi))


def rencana(*lain: tuple[Periode, str, str, str]) -> KumpulanFakta:
    """Rencana Triwulan I untuk IKU-02, lalu isian lain."""
    return tulis(
        (Periode.TW1, "IKU-02", RENCANA, "Menata drainase"),
        (Periode.TW1, "IKU-02", "pic", "Kepala Seksi Kawasan"),
        (Periode.TW1, "IKU-02", "batas_waktu", "2025-06-20"),
        *lain,
    )


def rtl(fakta: KumpulanFakta, periode: Periode = Periode.TW2) -> dict[str, BarisFormulir]:
    return baris(susun(fakta=fakta, periode=periode), "RTL")


def list_lembar(formulir: Formulir) -> list[str]:
    return [x.nama for x in formulir.lembar]


def test_tanpa_rencana_tidak_ada_lembarnya():
    assert "RTL" not in list_lembar(susun())
    assert "RTL" not in list_lembar(susun(fakta=rencana(), periode=Periode.TW1))


def test_rencana_triwulan_lalu_tampil_terkunci_sebagaimana_ditulis():
    formulir = susun(fakta=rencana())
    (satu,) = baris(formulir, "RTL").values()

    assert list_lembar(formulir)[-2:] == ["RTL", "Catatan"]
    assert satu.kunci == KUNCI
    assert {
        k: satu.sel[k].nilai for k in ("asal", "indikator", "rencana", "pic", "batas_waktu")
    } == {
        "asal": "Rencana Triwulan I",
        "indikator": "Luas kawasan permukiman kumuh",
        "rencana": "Menata drainase",
        "pic": "Kepala Seksi Kawasan",
        "batas_waktu": date(2025, 6, 20),
    }
    assert {k for k, s in satu.sel.items() if s.terbuka} == {
        "status", "tindakan", "kendala", "batas_baru", "bukti",
    }  # fmt: skip


def test_yang_ditagih_rencana_terakhir_setiap_indikator():
    baru = (Periode.TW2, "IKU-02", RENCANA, "Menata jalan")
    lain = (Periode.TW1, "SUB-01", RENCANA, "Mempercepat lelang")
    hasil = rtl(rencana(baru, lain), Periode.TW3)

    assert [(k, b.sel["rencana"].nilai) for k, b in hasil.items()] == [
        ("rtl:tw2:IKU-02", "Menata jalan"),
        ("rtl:tw1:SUB-01", "Mempercepat lelang"),
    ]


@pytest.mark.parametrize("isi", ["-", "nihil", "n/a"])
def test_tanda_tanpa_isi_bukan_rencana(isi: str):
    assert not rtl(tulis((Periode.TW1, "IKU-02", RENCANA, isi)))


def test_hanya_ditagih_kepada_unit_pelapornya():
    definisi: Definisi = build_definisi(penyedia_lain=True)

    assert baris(susun(definisi, UNIT, fakta=rencana()), "RTL")
    assert not baris(susun(definisi, UNIT_LAIN, fakta=rencana()), "RTL")


@pytest.mark.parametrize(
    ("dilaporkan", "periode", "tetap"),
    [
        ("selesai", Periode.TW2, True),
        ("selesai", Periode.TW3, False),
        ("selesai", Periode.TAHUN, False),
        ("berjalan", Periode.TW3, True),
    ],
)
def test_yang_selesai_tidak_ditagih_lagi_pada_periode_berikutnya(
    dilaporkan: str, periode: Periode, tetap: bool
):
    """Formulir yang diterbitkan lagi untuk periode yang sama tetap memuat laporannya."""
    hasil = rtl(rencana((Periode.TW2, KUNCI, "status", dilaporkan)), periode)

    assert (KUNCI in hasil) is tetap
    if tetap and periode is Periode.TW2:
        assert hasil[KUNCI].sel["status"].nilai == dilaporkan


def test_laporan_dan_batas_waktu_terakhir_terbawa():
    (satu,) = rtl(
        rencana(
            (Periode.TW2, KUNCI, "status", "berjalan"),
            (Periode.TW2, KUNCI, "batas_baru", "2025-09-15"),
        ),
        Periode.TW3,
    ).values()

    assert satu.sel["laporan_lalu"].nilai == "Triwulan II: berjalan"
    assert satu.sel["batas_waktu"].nilai == date(2025, 9, 15)
    assert satu.sel["status"].nilai is None


@pytest.mark.parametrize(
    ("isian", "keadaan"),
    [
        ({}, "isi status"),
        ({"status": "selesai"}, "isi tindakan"),
        ({"status": "selesai", "tindakan": "Drainase ditata"}, "isi bukti"),
        ({"status": "selesai", "tindakan": "Drainase ditata", "bukti": "a.pdf"}, "lengkap"),
        ({"status": "belum"}, "isi kendala"),
        ({"status": "belum", "kendala": "Lelang gagal"}, "isi batas waktu baru"),
        ({"status": "berjalan", "tindakan": "Separuh"}, "isi batas waktu baru"),
        (
            {"status": "belum", "kendala": "Lelang gagal", "batas_baru": "2025-09-01"},
            "lengkap",
        ),
    ],
)
def test_keadaan_menyebut_yang_masih_kurang(isian: dict[str, str], keadaan: str):
    (satu,) = rtl(rencana(*((Periode.TW2, KUNCI, k, v) for k, v in isian.items()))).values()

    assert satu.sel["keadaan"].nilai == keadaan


def test_batas_waktu_baru_tidak_diminta_sebelum_batasnya_lewat():
    belum = tulis(
        (Periode.TW1, "IKU-02", RENCANA, "Menata drainase"),
        (Periode.TW1, "IKU-02", "batas_waktu", "2025-12-20"),
        (Periode.TW2, KUNCI, "status", "berjalan"),
        (Periode.TW2, KUNCI, "tindakan", "Separuh"),
    )
    (satu,) = rtl(belum).values()

    assert satu.sel["keadaan"].nilai == "lengkap"
    assert "{batas_baru}" not in satu.sel["keadaan"].rumus


def test_isian_pulang_ke_alamat_periode_pelaporannya():
    formulir = susun(fakta=rencana())
    isi = {
        f"RTL__{KUNCI}__status": "Berjalan",
        f"RTL__{KUNCI}__tindakan": "Drainase separuh ditata",
        f"RTL__{KUNCI}__batas_baru": "30/09/2025",
    }
    mentah = baca(ubah(render(formulir), isi_sel(**isi)))
    sel, temuan = check_kiriman(build_cetakan(build_definisi(), formulir), mentah)

    assert {(s.periode, s.kolom): s.nilai.teks for s in sel if s.subjek == KUNCI} == {
        ("tw2", "status"): StatusTindak.BERJALAN,
        ("tw2", "tindakan"): "Drainase separuh ditata",
        ("tw2", "batas_baru"): "2025-09-30",
    }
    assert {t.kode for t in temuan} <= {"NIL001"}


def test_rencana_yang_diubah_di_berkas_ketahuan():
    formulir = susun(fakta=rencana())
    isi = ubah(render(formulir), isi_sel(**{f"RTL__{KUNCI}__rencana": "Lain"}))
    _, temuan = check_kiriman(build_cetakan(build_definisi(), formulir), baca(isi))

    assert [(t.kunci, t.kolom) for t in temuan if t.kode == "TGT002"] == [(KUNCI, "rencana")]


def test_formulir_yang_terbit_sebelum_ada_rencana_tidak_dipersoalkan_barisnya():
    """Kiriman lama tidak berlembar RTL; isian lainnya tetap terbaca."""
    lama, baru = susun(), susun(fakta=rencana())
    isi = ubah(render(lama), isi_sel(**{"Kinerja__SUB-01__realisasi": 4}))
    sel, temuan = check_kiriman(build_cetakan(build_definisi(), baru), baca(isi))

    assert ("SUB-01", "realisasi") in {(s.subjek, s.kolom) for s in sel}
    assert [t.lembar for t in temuan if t.kode == "STR034"] == ["RTL"]
    assert not [t for t in temuan if t.kode == "STR015"]


def test_kunci_baris_rtl_bolak_balik():
    assert parse_rtl(build_kunci_rtl("tw1", "IKU-02")) == ("tw1", "IKU-02")
    assert parse_rtl(build_kunci_rtl("verifikasi", "NIL001:IKU-02")) == (
        "verifikasi",
        "NIL001:IKU-02",
    )
    assert parse_rtl("tw1:IKU-02:realisasi") is None


def test_status_dipilih_dari_daftar_di_berkas():
    buku = openpyxl.load_workbook(BytesIO(render(susun(fakta=rencana()))))
    alamat = letak(buku, "RTL", KUNCI, "status")
    daftar = [v.formula1 for v in buku["RTL"].data_validations.dataValidation if alamat in v.sqref]

    assert daftar == ['"selesai,berjalan,belum,kosongkan"']
