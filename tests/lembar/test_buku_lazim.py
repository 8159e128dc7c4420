"""Buku lazim dibaca langsung dari XML-nya: hasilnya sama dengan pembaca umum, atau ``None``."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from kinerja_cli.formulir.mentah import Penolakan
from kinerja_cli.lembar import buku_masuk
from kinerja_cli.lembar.buku_lazim import read_lazim
from kinerja_cli.lembar.buku_masuk import BukuBaca, find_tanda, open_buku
from kinerja_cli.lembar.pekerja import read_banyak
from kinerja_cli.lembar.penjaga import Ditolak, Terjaga, guard_berkas
from kinerja_cli.lembar.rupa_baris import split_lazim
from kinerja_cli.lembar.tanda_sel import TakPastiError
from tests.lembar import aneh
from tests.lembar.aneh_buatan import alat, kemasan_aneh, lembar_aneh, zip_aneh
from tests.lembar.aneh_buatan.alat import LEMBAR_KINERJA, alamat, asli, bongkar, ganti, isi_sel
from tests.lembar.test_libreoffice import recalculate

Isi = Mapping[str, Sequence[Sequence[object]]]
TEKS = "xl/sharedStrings.xml"
BAGIAN = (*(f"xl/worksheets/sheet{n}.xml" for n in range(1, 8)), TEKS, "xl/styles.xml")
SISIPAN = tuple(
    x.encode()
    for x in (
        *'01 9<>"AZ/-.Esrt\n\r\t',
        *("<v>", "</v>", "<v></v>", "</c>", "</row>", '<c r="A1"/>', "<f>A1</f>", "<row r='5'>"),
        *(' t="str"', ' t="b"', ' t="s"', ' t="e"', ' s="7"', ' t="n"', '<row r="5"/>'),
        *("&amp;", "&#65;", "&x;", "<!-- -->", "<![CDATA[x]]>", "<t>", "</t>", "<si>", "</si>"),
        *("1e5", "-5", "+3", "nan", "é", "_x000D_", 'numFmtId="14"', "yyyy", "</sheetData>"),
    )
)
ACUAN = ("Range is missing", "Expecting alphanumeric", "Cannot detect", "Petunjuk")
"""Pembaca umum juga menolak acuan dimensi dan keadaan lembar yang rusak, dan lembar yang relasinya
ditulis ``./``; itu bukan nilai sel."""


@cache
def simpanan() -> bytes:
    """Formulir asli sebagaimana disimpan Excel: rumus yang hasilnya teks kosong berjenis teks."""
    rumus = re.compile(rb'(<c r="[A-Z]+\d+" s="\d+")>(<f>[^<]*</f><v></v>)')
    return ganti(asli(), {n: rumus.sub(rb'\1 t="str">\2', x) for n, x in bongkar(asli()).items()})


def baca_langsung(isi: bytes) -> Isi | None:
    terjaga = guard_berkas(isi, "a.xlsx")
    if not isinstance(terjaga, Terjaga):
        return None
    try:
        find_tanda(terjaga, isi)
    except TakPastiError:
        return None
    return read_lazim(terjaga.bagian, terjaga.lazim)


def baca_umum(isi: bytes) -> Isi:
    with CalamineWorkbook.from_filelike(BytesIO(isi)) as buku:
        return {
            m.name: buku.get_sheet_by_name(m.name).to_python(skip_empty_area=False)
            for m in buku.sheets_metadata
            if m.typ is SheetTypeEnum.WorkSheet
        }


def rinci(isi: Isi) -> dict[str, list[list[tuple[type, object]]]]:
    """Nilai beserta jenisnya: 1 bukan True, dan 1.0 bukan 1."""
    return {n: [[(type(x), x) for x in baris] for baris in lembar] for n, lembar in isi.items()}


def umum_satu(_: str, jalur: Path) -> Isi | str:
    """Dijalankan pekerja: pembaca umum dapat mematikan prosesnya pada berkas rusak."""
    try:
        return baca_umum(jalur.read_bytes())
    except (CalamineError, ValueError, OSError) as galat:
        return str(galat)


def samakan(folder: Path, daftar: Iterable[bytes]) -> int:
    """Banyak yang dibaca langsung; semuanya persis hasil pembaca umum bila ia juga membacanya."""
    antre, langsung = [], []
    for n, isi in enumerate(daftar):
        hasil = baca_langsung(isi)
        if hasil is not None:
            (folder / f"{n}.xlsx").write_bytes(isi)
            antre.append((str(n), folder / f"{n}.xlsx"))
            langsung.append(hasil)
    semua = read_banyak(antre, umum_satu)
    for hasil, (nama, umum) in zip(langsung, semua, strict=True):
        if isinstance(umum, Penolakan):
            assert umum.temuan[0].kode == "STR009", nama
        elif isinstance(umum, str):
            assert any(x in umum for x in ACUAN), umum
        else:
            assert rinci(hasil) == rinci(umum), nama
    return len(langsung)


def test_formulir_asli_dibaca_langsung(tmp_path):
    assert samakan(tmp_path, [simpanan()])


@pytest.mark.libreoffice
def test_simpanan_libreoffice_dibaca_langsung(tmp_path):
    simpanan = recalculate(tmp_path, [("a.xlsx", asli())])["a.xlsx"]
    assert samakan(tmp_path, [simpanan])


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("modul", [zip_aneh, lembar_aneh, kemasan_aneh])
def test_berkas_aneh_sama_dengan_pembaca_umum(modul, monkeypatch, tmp_path):
    """Koleksi yang sama dibuat dari simpanan Excel, sehingga jalur langsung sungguh dilalui."""
    monkeypatch.setattr(modul, "asli", simpanan)
    monkeypatch.setattr(alat, "asli", simpanan)
    assert samakan(tmp_path, (x.isi for x in modul.iterate()))


def test_byte_rusak_tidak_pernah_terbaca_lain(tmp_path):
    samakan(tmp_path, aneh.iterate_rusak(simpanan(), 120))


def rusakkan(banyak: int, benih: int) -> Iterator[bytes]:
    """Formulir asli dengan satu atau dua sisipan, salinan, atau potongan di XML-nya."""
    acak = random.Random(benih)
    bagian = bongkar(simpanan())
    for _ in range(banyak):
        nama = acak.choice(BAGIAN)
        isi = bagian[nama]
        for _ in range(acak.choice((1, 1, 2))):
            letak = acak.randrange(len(isi))
            akhir = letak + acak.choice((0, 0, 1, 2, 5))
            asal = acak.randrange(len(isi))
            salinan = isi[asal : asal + acak.choice((8, 30, 120))]
            sisip = acak.choice((*SISIPAN, salinan, b""))
            isi = isi[:letak] + sisip + isi[akhir:]
        yield ganti(simpanan(), {nama: isi})


def test_xml_rusak_tidak_pernah_terbaca_lain(tmp_path):
    langsung = samakan(tmp_path, rusakkan(500, 4))
    assert 20 < langsung < 400


SEL = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-(10**9), 10**9),
    st.booleans(),
    st.dates(date(1899, 12, 31), date(9999, 12, 31)),
    st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1)),
    st.none(),
)
FORMAT = st.sampled_from(["", "General", "0.00", "dd/mm/yyyy", "hh:mm", '0" %"', "0%", "[Red]0"])


@settings(max_examples=120, deadline=None)
@given(st.lists(st.lists(st.tuples(SEL, FORMAT), max_size=5), max_size=6), st.booleans())
def test_buku_sembarang_sama_dengan_pembaca_umum(tabel, sejak_1904: bool):
    wadah = BytesIO()
    with xlsxwriter.Workbook(wadah, {"date_1904": sejak_1904, "strings_to_numbers": False}) as buku:
        lembar = buku.add_worksheet()
        for r, baris in enumerate(tabel):
            for c, (isi, format_angka) in enumerate(baris):
                rupa = buku.add_format({"num_format": format_angka} if format_angka else {})
                tulis_sel(lembar, r, c, isi, rupa)
    langsung = baca_langsung(wadah.getvalue())
    assert langsung is None or rinci(langsung) == rinci(baca_umum(wadah.getvalue()))


def tulis_sel(lembar, r: int, c: int, isi: object, rupa: object) -> None:
    if isinstance(isi, bool):
        lembar.write_boolean(r, c, isi, rupa)
    elif isinstance(isi, datetime | date):
        lembar.write_datetime(r, c, isi, rupa)
    elif isinstance(isi, int | float):
        lembar.write_number(r, c, isi, rupa)
    elif isinstance(isi, str) and len(isi) % 3 == 0:
        lembar.write_formula(r, c, "=A1", rupa, isi)
    elif isinstance(isi, str):
        lembar.write_string(r, c, isi, rupa)
    else:
        lembar.write_blank(r, c, None, rupa)


def test_sel_yang_menyebut_baris_lain_bukan_lazim():
    """Letak sel menurut barisnya; yang menyebut baris lain tidak boleh ditaruh diam-diam."""
    tempat = alamat("IKU-02", "realisasi").encode()
    lain = tempat[:-1] + (b"9" if tempat[-1:] != b"9" else b"8")
    asal = bongkar(simpanan())[LEMBAR_KINERJA]
    assert split_lazim(asal) is not None
    assert split_lazim(asal.replace(b'"%s"' % tempat, b'"%s"' % lain)) is None


@pytest.mark.parametrize("gaya", range(1, 100))
def test_baris_lain_tidak_tersamar_oleh_gaya(gaya: int):
    """Nomor gaya yang sama dengan nomor baris tidak menutupi alamat yang keliru."""
    baris = b'<row r="%d"><c r="A%d" s="1"/><c r="B%d" s="%d"><v>1</v></c></row>'
    benar = baris % (gaya, gaya, gaya, gaya)
    salah = baris % (gaya, gaya, 100 - gaya if gaya != 50 else 51, gaya)
    bungkus = b"<worksheet><sheetData>%s</sheetData></worksheet>"
    assert split_lazim(bungkus % benar) is not None
    assert split_lazim(bungkus % salah) is None


@pytest.mark.parametrize(
    "isi",
    [
        b'<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>',
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="B1"><v>1</v></c></row>',
        b'<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>',
        b'<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
        b'<row r="1"><c><v>1</v></c></row>',
        b'<row><c r="A1"><v>1</v></c></row>',
        b'<row r="1"><c r="AAA1"><v>1</v></c></row>',
        b'<row r="10000"><c r="A10000"><v>1</v></c></row>',
        b'<row r="1"><c r="A1" t="e"><v>#REF!</v></c></row>',
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>1</t></is></c></row>',
        b'<row r="1"><c r="A1" t="d"><v>2025-01-01</v></c></row>',
        b'<row r="1"><c r="A1"><f>B1</f></c></row>',
        b'<row r="1"><c r="A1"><f>B1</f><v></v></c></row>',
        b'<row r="1"><c r="A1"><v>1</v><v>2</v></c></row>',
        b'<row r="1"><c r="A1"><v>1,5</v></c></row>',
        b'<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
        b'<row r="1"><!-- --><c r="A1"><v>1</v></c></row>',
        b'<row r="1"><c r="A1"><v><![CDATA[1]]></v></c></row>',
        b'<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>',
        b'<row r="1"><c r="A1"><v>1</v></c></row>sisa',
        b'<row r="1"><c r="A1"><v>1</v></c>',
    ],
)
def test_lembar_yang_tidak_persis_lazim(isi: bytes):
    assert split_lazim(b"<worksheet><sheetData>" + isi + b"</sheetData></worksheet>") is None


def test_kepala_dan_ekor_lembar_harus_xml_yang_sah():
    bungkus = b'<worksheet%s><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>%s'
    assert split_lazim(bungkus % (b"", b"</worksheet>")) is not None
    for kepala, ekor in ((b' a="', b"</worksheet>"), (b"", b""), (b"", b"</worksheet><a/>")):
        assert split_lazim(bungkus % (kepala, ekor)) is None


def test_berkas_lazim_tidak_menyentuh_pembaca_umum(monkeypatch):
    """Bukti bahwa uji di atas sungguh menguji jalur yang dipakai pengumpulan."""
    monkeypatch.delattr(buku_masuk.CalamineWorkbook, "from_filelike", raising=False)
    monkeypatch.setattr(buku_masuk, "CalamineWorkbook", None)
    assert isinstance(open_buku(simpanan(), "a.xlsx"), BukuBaca)


def test_tanggal_berjam_diserahkan_ke_pembaca_umum():
    """Sel tanggal yang membawa jam tetap terbaca, lewat pembaca umum."""
    xml = bongkar(simpanan())[LEMBAR_KINERJA]
    gaya = bongkar(simpanan())["xl/styles.xml"].replace(b"dd/mm/yyyy", b"dd/mm/yyyy hh:mm")
    berubah = isi_sel(xml, alamat("IKU-02", "realisasi"), b"<v>45000.5</v>")
    hasil = open_buku(ganti(simpanan(), {LEMBAR_KINERJA: berubah, "xl/styles.xml": gaya}), "a.xlsx")
    assert not isinstance(hasil, Ditolak)


@pytest.mark.parametrize(("sejak_1904", "harap"), [(False, "2025-07-04"), (True, "2029-07-05")])
def test_tanggal_menurut_penanggalan_bukunya(sejak_1904: bool, harap: str):
    """Buku yang hari nolnya 1904 diserahkan ke pembaca umum, yang menghitungnya dengan benar."""
    bagian = bongkar(simpanan())
    catatan = bagian["xl/worksheets/sheet6.xml"]
    letak = re.search(rb'<c r="(D\d+)" s="(\d+)"/>', catatan)
    gaya = bagian["xl/styles.xml"]
    nomor = [b"dd/mm" in x for x in re.findall(rb"<numFmt [^>]*>", gaya)].index(True) + 164
    xf = re.findall(rb"<xf [^>]*>", gaya[gaya.index(b"<cellXfs") :])
    tanggal = next(n for n, x in enumerate(xf) if b'numFmtId="%d"' % nomor in x)
    assert letak
    sel = b'<c r="%s" s="%d"><v>45842</v></c>' % (letak[1], tanggal)
    buku = bagian["xl/workbook.xml"]
    if sejak_1904:
        buku = buku.replace(b"<workbookPr ", b'<workbookPr date1904="1" ')
    isi = ganti(
        simpanan(),
        {"xl/worksheets/sheet6.xml": catatan.replace(letak[0], sel), "xl/workbook.xml": buku},
    )
    hasil = open_buku(isi, "a.xlsx")
    assert isinstance(hasil, BukuBaca)
    semua = [x for lembar in hasil.lembar for baris in lembar.baris for x in baris]
    assert [x.isoformat() for x in semua if isinstance(x, date)] == [harap]


@pytest.mark.parametrize("bagian", [LEMBAR_KINERJA, TEKS, "xl/styles.xml", "xl/workbook.xml"])
def test_sandi_huruf_yang_tidak_dikenal_ditolak(bagian: str):
    asal = bongkar(simpanan())[bagian]
    assert b'encoding="UTF-8"' in asal
    berubah = asal.replace(b'encoding="UTF-8"', b'encoding="UTF-9"')
    hasil = open_buku(ganti(simpanan(), {bagian: berubah}), "a.xlsx")
    assert isinstance(hasil, Ditolak) or hasil == open_buku(simpanan(), "a.xlsx")


@pytest.mark.parametrize(("tulisan", "langsung"), [("0", True), ("false", True), ("1", False)])
def test_penanggalan_1900_yang_disebut_tetap_dibaca_langsung(tulisan: str, langsung: bool):
    """LibreOffice selalu menulis ``date1904="false"``."""
    buku = bongkar(simpanan())["xl/workbook.xml"]
    sebut = b'<workbookPr date1904="%s" ' % tulisan.encode()
    isi = ganti(simpanan(), {"xl/workbook.xml": buku.replace(b"<workbookPr ", sebut)})
    assert (baca_langsung(isi) is not None) is langsung


@pytest.mark.parametrize(("tulisan", "langsung"), [(b"0", True), (b"1", True), (b"4", False)])
def test_nilai_benar_salah_yang_ganjil_diserahkan_ke_pembaca_umum(tulisan: bytes, langsung: bool):
    wadah = BytesIO()
    with xlsxwriter.Workbook(wadah) as buku:
        lembar = buku.add_worksheet()
        lembar.write(0, 0, "Selesai")
        lembar.write(0, 1, True)
    jalur = "xl/worksheets/sheet1.xml"
    asal = bongkar(wadah.getvalue())[jalur]
    berubah = asal.replace(b't="b"><v>1<', b't="b"><v>%s<' % tulisan)
    assert (baca_langsung(ganti(wadah.getvalue(), {jalur: berubah})) is not None) is langsung


@pytest.mark.parametrize("sisipan", [b"<alignment/>", b'</cellXfs><cellXfs count="1"><xf/>'])
def test_daftar_gaya_yang_bersisipan_diserahkan_ke_pembaca_umum(sisipan: bytes):
    """Urutan gaya bergeser, maka tanggal dapat terbaca sebagai angka."""
    gaya = bongkar(simpanan())["xl/styles.xml"]
    berubah = re.sub(rb"(<cellXfs[^>]*>)", rb"\1" + sisipan, gaya)
    assert berubah != gaya
    assert baca_langsung(ganti(simpanan(), {"xl/styles.xml": berubah})) is None
