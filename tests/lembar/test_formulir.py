from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from kinerja_cli.formulir.bentuk import Formulir, Terbitan
from kinerja_cli.formulir.cetakan import build_cetakan, dump_cetakan, load_cetakan
from kinerja_cli.formulir.mentah import KirimanMentah, Penolakan
from kinerja_cli.formulir.periksa import check_kiriman
from kinerja_cli.formulir.susun import build_formulir
from kinerja_cli.lembar.baca_formulir import read_kiriman
from kinerja_cli.lembar.tulis_formulir import write_formulir
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.fakta import KumpulanFakta
from kinerja_cli.model.kiriman import SelKiriman
from kinerja_cli.model.nilai import KOSONG, Nilai
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.temuan import Temuan
from tests.buatan import SUB, UNIT, UNIT_LAIN, build_definisi, build_fakta_lengkap

WAKTU = datetime(2025, 4, 1, 8, 0)
DAU = f"{SUB}:{UNIT}:DAU"


def susun(
    periode: Periode = Periode.TW2,
    fakta: KumpulanFakta | None = None,
    unit: str = UNIT,
    *,
    penyedia_lain: bool = False,
) -> Formulir:
    definisi = build_definisi(penyedia_lain=penyedia_lain)
    hasil = build_formulir(definisi, unit, periode, fakta or KumpulanFakta(), Terbitan(1))
    assert hasil is not None
    return hasil


def render(formulir: Formulir) -> bytes:
    wadah = BytesIO()
    write_formulir(formulir, wadah, WAKTU)
    return wadah.getvalue()


def ubah(isi: bytes, fungsi: Callable[[Workbook], None]) -> bytes:
    wb = openpyxl.load_workbook(BytesIO(isi))
    fungsi(wb)
    wadah = BytesIO()
    wb.save(wadah)
    return wadah.getvalue()


def letak(wb: Workbook, lembar: str, kunci: str, kolom: str) -> str:
    ws = wb[lembar]
    for baris in ws.iter_rows():
        if str(baris[0].value or "").startswith("#kolom:"):
            kolom_ke = next(c.column_letter for c in baris if c.value == kolom)
        if baris[0].value == kunci:
            return f"{kolom_ke}{baris[0].row}"
    raise AssertionError(kunci)


def isi_sel(**isi: object) -> Callable[[Workbook], None]:
    """Kunci ``Lembar__kunci__kolom``; tanda titik dua ditulis ``.`` bila perlu."""

    def fungsi(wb: Workbook) -> None:
        for alamat, nilai in isi.items():
            lembar, kunci, kolom = alamat.split("__")
            wb[lembar][letak(wb, lembar, kunci, kolom)] = nilai

    return fungsi


def baca(isi: bytes, nama: str = "x.xlsx") -> KirimanMentah:
    hasil = read_kiriman(isi, nama)
    assert isinstance(hasil, KirimanMentah), hasil
    return hasil


def periksa(
    formulir: Formulir, fungsi: Callable[[Workbook], None]
) -> tuple[dict[tuple[str, str], SelKiriman], list[Temuan]]:
    mentah = baca(ubah(render(formulir), fungsi))
    sel, temuan = check_kiriman(build_cetakan(build_definisi(), formulir), mentah, "x.xlsx")
    return {(s.subjek, s.kolom): s for s in sel}, temuan


def selain(temuan: list[Temuan], *kode: str) -> list[str]:
    return [t.kode for t in temuan if t.kode not in kode]


def test_byte_sama_untuk_masukan_sama():
    assert render(susun()) == render(susun())


def test_formulir_kosong_terbaca_dan_setiap_sel_angka_ditagih():
    sel, temuan = periksa(susun(), lambda _: None)
    assert sel == {}
    assert {(t.kode, t.kunci, t.kolom) for t in temuan} == {
        ("NIL001", "IKU-01", "pembilang"),
        ("NIL001", "IKU-01", "penyebut"),
        ("NIL001", "IKU-02", "realisasi"),
        ("NIL001", "SUB-01", "realisasi"),
        ("NIL001", DAU, "realisasi"),
        ("NIL001", f"{SUB}:{UNIT}:PAD", "realisasi"),
    }


def test_isian_mendapat_alamat_fakta():
    sel, _ = periksa(
        susun(),
        isi_sel(
            **{
                "Kinerja__IKU-01__pembilang": 62500,
                "Kinerja__IKU-02__realisasi": "12,4",
                "Kinerja__IKU-02__pendorong": "Gotong royong",
                "Kinerja__IKU-02__batas_waktu": "31 Desember 2025",
                f"Anggaran__{DAU}__realisasi": "Rp 610.000.000",
                "Catatan__pengisi__isi": "Nama Contoh",
            }
        ),
    )
    assert sel["EL-01A", "nilai"].nilai == Nilai.dari_angka(62500)
    assert sel["IKU-02", "realisasi"].nilai == Nilai.dari_angka("12.4")
    assert sel["IKU-02", "pendorong"].nilai == Nilai.dari_teks("Gotong royong")
    assert sel["IKU-02", "batas_waktu"].nilai == Nilai.dari_teks("2025-12-31")
    assert sel[DAU, "realisasi"].nilai == Nilai.dari_angka(610000000)
    assert sel[UNIT, "pengisi"].nilai == Nilai.dari_teks("Nama Contoh")


@pytest.mark.parametrize(
    ("tulisan", "alasan", "kode", "nilai"),
    [
        (0, None, [], Nilai.dari_angka(0)),
        ("n/a", None, ["NIL002"], Nilai.tak_terbaca("n/a")),
        ("-", "menunggu BPS", [], Nilai.belum_ada("menunggu BPS")),
        (None, "menunggu BPS", [], Nilai.belum_ada("menunggu BPS")),
        ("12,4 Ha", None, ["NIL005"], Nilai.dari_angka("12.4")),
        ("12 atau 13", None, ["NIL003"], Nilai.tak_terbaca("12 atau 13")),
        (datetime(2025, 4, 3), None, ["NIL012"], None),
        (12.4, "menunggu", ["NIL006"], Nilai.dari_angka("12.4")),
        (-1, None, [], Nilai.dari_angka(-1)),
    ],
)
def test_realisasi_tiga_keadaan(
    tulisan: object, alasan: str | None, kode: list[str], nilai: Nilai | None
):
    isi = {"Kinerja__IKU-02__realisasi": tulisan, "Kinerja__IKU-02__alasan_belum_ada": alasan}
    sel, temuan = periksa(susun(), isi_sel(**isi))
    assert selain(temuan, "NIL001") == kode
    hasil = sel.get(("IKU-02", "realisasi"))
    assert (hasil.nilai if hasil else None) == nilai


def test_jumlah_negatif_ditolak():
    _, temuan = periksa(susun(), isi_sel(**{"Kinerja__SUB-01__realisasi": -4}))
    assert selain(temuan, "NIL001") == ["NIL007"]


def test_angka_ganda_diputuskan_satuan_atau_ditolak():
    sel, temuan = periksa(susun(), isi_sel(**{"Kinerja__SUB-01__realisasi": "1.250"}))
    assert selain(temuan, "NIL001") == ["NIL005"]
    assert sel["SUB-01", "realisasi"].nilai == Nilai.dari_angka(1250)


def test_kosongkan_menarik_nilai():
    sel, _ = periksa(susun(), isi_sel(**{"Kinerja__SUB-01__realisasi": "Kosongkan"}))
    assert sel["SUB-01", "realisasi"].nilai == KOSONG


def test_target_di_berkas_tidak_dipercaya():
    _, temuan = periksa(susun(), isi_sel(**{"Kinerja__IKU-02__target_periode": "99"}))
    (ubahan,) = [t for t in temuan if t.kode == "TGT002"]
    assert "99" in ubahan.masalah
    assert "12,5" in ubahan.masalah


def ganti_indikator(definisi: Definisi, kode: str, **ubahan: object) -> Definisi:
    daftar = [
        i.model_copy(update=ubahan) if i.kode_indikator == kode else i for i in definisi.indikator
    ]
    return definisi.model_copy(update={"indikator": tuple(daftar)})


def ganti_target(definisi: Definisi, kode: str, **ubahan: object) -> Definisi:
    daftar = [
        t.model_copy(update=ubahan) if t.kode_indikator == kode else t for t in definisi.target
    ]
    return definisi.model_copy(update={"target": tuple(daftar)})


def hapus_indikator(definisi: Definisi, kode: str) -> Definisi:
    daftar = [i for i in definisi.indikator if i.kode_indikator != kode]
    return definisi.model_copy(update={"indikator": tuple(daftar)})


@pytest.mark.parametrize(
    ("ubah_definisi", "isian", "harap"),
    [
        (lambda d: ganti_target(d, "IKU-02", tw2="12"), "IKU-02", ["TGT003"]),
        (lambda d: ganti_target(d, "IKU-02", tw2="12"), "SUB-01", []),
        (lambda d: ganti_indikator(d, "IKU-02", satuan="hektare"), "IKU-02", ["TGT004"]),
        (lambda d: hapus_indikator(d, "SUB-01"), "SUB-01", ["TGT005"]),
    ],
)
def test_formulir_definisi_lama_dinilai_per_baris(
    ubah_definisi: Callable[[Definisi], Definisi], isian: str, harap: list[str]
):
    """Baris yang tidak berubah, atau belum diisi, tetap berlaku."""
    lama = build_definisi()
    baru = ubah_definisi(lama)
    formulir = build_formulir(baru, UNIT, Periode.TW2, KumpulanFakta(), Terbitan(2))
    assert formulir is not None
    terisi = ubah(render(susun()), isi_sel(**{f"Kinerja__{isian}__realisasi": 5}))
    sel, temuan = check_kiriman(
        build_cetakan(lama, susun()), baca(terisi), "x.xlsx", build_cetakan(baru, formulir)
    )
    assert [t.kode for t in temuan if t.kode[:3] == "TGT"] == harap
    assert (isian, "realisasi") in {(s.subjek, s.kolom) for s in sel}


def test_sidik_baris_yang_diubah_ketahuan():
    def palsukan(wb: Workbook) -> None:
        alamat = letak(wb, "Kinerja", "IKU-02", "nomor")
        wb["Kinerja"][f"B{alamat[1:]}"] = "0" * 12

    _, temuan = periksa(susun(), palsukan)
    assert [(t.kode, t.kunci) for t in temuan if t.kode[:3] == "TGT"] == [("TGT001", "IKU-02")]


def test_cetakan_bulat_pulang_dari_register():
    cetakan = build_cetakan(build_definisi(), susun())
    pulang = load_cetakan(dump_cetakan(cetakan))
    assert dump_cetakan(pulang) == dump_cetakan(cetakan)
    mentah = baca(ubah(render(susun()), isi_sel(**{"Kinerja__SUB-01__realisasi": "1.250"})))
    assert check_kiriman(pulang, mentah) == check_kiriman(cetakan, mentah)


def test_urutan_baris_dan_nama_lembar_tidak_berpengaruh():
    def acak(wb: Workbook) -> None:
        isi_sel(**{"Kinerja__SUB-01__realisasi": 41})(wb)
        wb["Kinerja"].title = "Lembar saya"
        ws = wb["Lembar saya"]
        for sel in ws.merged_cells.ranges.copy():
            ws.unmerge_cells(str(sel))
        ws.insert_cols(4)
        ws.insert_rows(1, 3)

    sel, temuan = periksa(susun(), acak)
    assert sel["SUB-01", "realisasi"].nilai == Nilai.dari_angka(41)
    assert selain(temuan, "NIL001") == []


def test_tanpa_baris_teknis_memakai_judul():
    def buang(wb: Workbook) -> None:
        isi_sel(**{"Kinerja__SUB-01__realisasi": 41})(wb)
        for kolom in wb["Kinerja"][5]:
            kolom.value = None

    sel, temuan = periksa(susun(), buang)
    assert sel["SUB-01", "realisasi"].nilai == Nilai.dari_angka(41)
    assert selain(temuan, "NIL001") == []


def test_baris_kembar_hilang_asing_dan_tanpa_kunci_dilaporkan():
    def rusak(wb: Workbook) -> None:
        alamat = letak(wb, "Kinerja", "SUB-01", "realisasi")
        ws = wb["Kinerja"]
        ws[alamat] = 41
        akhir = int(alamat.strip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) + 1
        huruf = alamat.rstrip("0123456789")
        ws.insert_rows(akhir, 3)
        ws[f"A{akhir}"], ws[f"{huruf}{akhir}"] = "SUB-01", 42
        ws[f"A{akhir + 1}"], ws[f"{huruf}{akhir + 1}"] = "SUB-99", 1
        ws[f"{huruf}{akhir + 2}"] = 7
        ws[letak(wb, "Kinerja", "IKU-02", "nomor").replace("C", "A")] = None

    sel, temuan = periksa(susun(), rusak)
    assert ("SUB-01", "realisasi") not in sel
    assert selain(temuan, "NIL001") == ["STR014", "STR016", "STR017", "STR018"]


def test_koreksi_perlu_alasan_dan_beralamat_periode_lama():
    fakta = build_fakta_lengkap(Periode.TW1)
    kunci = "tw1:SUB-01:realisasi"
    sel, temuan = periksa(susun(fakta=fakta), isi_sel(**{f"Koreksi__{kunci}__nilai_baru": 9}))
    assert selain(temuan, "NIL001") == ["NIL011"]
    koreksi = sel["SUB-01", "realisasi"]
    assert (koreksi.periode, koreksi.nilai) == (Periode.TW1, Nilai.dari_angka(9))


def test_data_untuk_indikator_unit_lain():
    formulir = susun(unit=UNIT_LAIN, penyedia_lain=True)
    (kinerja,) = [x for x in formulir.lembar if x.nama == "Kinerja"]
    assert [b.kunci for b in kinerja.baris] == ["EL-01B"]
    menunggu = susun(penyedia_lain=True).lembar[0].baris[0].sel["penyebut"]
    assert not menunggu.terbuka
    assert menunggu.nilai == "menunggu dari Bidang Perhubungan"


@pytest.mark.parametrize(
    ("isi", "nama", "kode"),
    [
        (b"", "a.xlsx", "STR003"),
        (b"PK\x03\x04rusak", "a.xlsx", "STR007"),
        (b"<html><table></table></html>", "a.xls", "STR006"),
        (b"a;b;c\n1;2;3\n", "a.xlsx", "STR006"),
        (b"%PDF-1.7", "a.xlsx", "STR006"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "a",
            "STR005",
        ),
        (b"x", "~$a.xlsx", "STR001"),
        (b"x", "folder/.~lock.a.xlsx#", "STR001"),
        (b"x", "Thumbs.db", "STR002"),
        (render(susun())[:9000], "a.xlsx", "STR007"),
    ],
)
def test_berkas_yang_tidak_dibaca_disebut_sebabnya(isi: bytes, nama: str, kode: str):
    hasil = read_kiriman(isi, nama)
    assert isinstance(hasil, Penolakan)
    assert [t.kode for t in hasil.temuan] == [kode]
    assert hasil.hasil == ("abaikan" if kode in {"STR001", "STR002"} else "tolak")


def test_buku_lain_bukan_formulir():
    wadah = BytesIO()
    openpyxl.Workbook().save(wadah)
    hasil = read_kiriman(wadah.getvalue(), "a.xlsx")
    assert isinstance(hasil, Penolakan)
    assert hasil.temuan[0].kode == "STR010"


def test_akhiran_salah_tetap_dibaca_dengan_catatan():
    assert [t.kode for t in baca(render(susun()), "laporan.xls").temuan] == ["STR012"]


def test_sel_sangat_jauh_ditolak_sebelum_dibaca():
    isi = ubah(render(susun()), lambda wb: wb["Catatan"].__setitem__("XFD1048576", 1))
    hasil = read_kiriman(isi, "a.xlsx")
    assert isinstance(hasil, Penolakan)
    assert hasil.temuan[0].kode == "STR008"


def test_semua_angka_yang_ditulis_terbaca_kembali_sama():
    fakta = build_fakta_lengkap(Periode.TW2)
    formulir = susun(fakta=fakta)
    sel, _ = check_kiriman(build_cetakan(build_definisi(), formulir), baca(render(formulir)))
    angka = {(s.subjek, s.kolom): s.nilai.angka for s in sel if s.nilai.angka is not None}
    assert angka == {
        ("EL-01A", "nilai"): Decimal(62500),
        ("EL-01B", "nilai"): Decimal(82100),
        ("IKU-02", "realisasi"): Decimal("12.4"),
        ("SUB-01", "realisasi"): Decimal(41),
        (DAU, "realisasi"): Decimal(610000000),
        (f"{SUB}:{UNIT}:PAD", "realisasi"): Decimal(60000000),
    }
