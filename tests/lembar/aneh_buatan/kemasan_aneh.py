"""Kemasan .xlsx yang sah tetapi tidak lazim: dialek baku lain, relasi, dan tata tulis XML."""

from __future__ import annotations

from collections.abc import Iterator

from tests.lembar.aneh_buatan.alat import (
    LEMBAR_KINERJA,
    TERIMA,
    Aneh,
    aneh,
    asli,
    bongkar,
    isi_kinerja,
    rakit,
    sub,
    ubah_lembar,
)

BUKU, RELASI = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
BAKU = b"http://schemas.openxmlformats.org/"
KETAT = (
    (BAKU + b"spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
    (
        BAKU + b"officeDocument/2006/relationships",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
)
SEL = "IKU-02", "realisasi"
TEKS = "IKU-02", "penghambat"


def iterate() -> Iterator[Aneh]:
    yield from _dialek()
    yield from _relasi()
    yield from _buku()
    yield from _isi()


def _xml(ubah) -> bytes:
    """Setiap bagian XML melewati ``ubah``."""
    bagian = bongkar(asli())
    return rakit({n: ubah(x) if n.endswith((".xml", ".rels")) else x for n, x in bagian.items()})


def _ketat(isi: bytes) -> bytes:
    for lama, baru in KETAT:
        isi = isi.replace(lama, baru)
    return isi


def _dialek() -> Iterator[Aneh]:
    yield aneh("ooxml_ketat.xlsx", _xml(_ketat), TERIMA)
    yield aneh(
        "bom.xlsx", _xml(lambda x: b"\xef\xbb\xbf" + x.removeprefix(b"\xef\xbb\xbf")), TERIMA
    )
    yield aneh("bertakuk_crlf.xlsx", _xml(lambda x: x.replace(b"><", b">\r\n  <")), TERIMA)
    yield aneh("kutip_deklarasi.xlsx", _xml(sub(b'"1.0"', b"'1.0'")), TERIMA)
    tanpa = ubah_lembar(lambda x: x[x.index(b"<worksheet") :])
    yield aneh("lembar_tanpa_deklarasi.xlsx", tanpa, TERIMA)
    yield aneh("lembar_latin1.xlsx", ubah_lembar(sub(b"UTF-8", b"ISO-8859-1")), "STR035")
    for nama in ("[Content_Types].xml", "_rels/.rels"):
        bagian = {n: x for n, x in bongkar(asli()).items() if n != nama}
        yield aneh(
            f"tanpa_{nama.strip('[_').partition('/')[0]}.xlsx", rakit(bagian), TERIMA, "STR007"
        )


def _relasi() -> Iterator[Aneh]:
    for nama, tujuan in (
        ("absolut", b"/xl/worksheets/"),
        ("titik", b"./worksheets/"),
        ("naik_turun", b"../xl/worksheets/"),
        ("huruf_lain", b"Worksheets/"),
    ):
        ubah = ubah_lembar(
            lambda x, t=tujuan: x.replace(b'Target="worksheets/', b'Target="' + t), RELASI
        )
        yield aneh(f"relasi_{nama}.xlsx", ubah, TERIMA, "STR007")
    bagian = bongkar(asli())
    bagian["xl/Worksheets/Sheet2.XML"] = bagian.pop(LEMBAR_KINERJA)
    yield aneh("nama_bagian_huruf_lain.xlsx", rakit(bagian), TERIMA, "STR007", "STR035")


def _buku() -> Iterator[Aneh]:
    salinan = b'<sheet name="Salinan" sheetId="99" r:id="rId2"/></sheets>'
    yield aneh("dua_lembar_satu_bagian.xlsx", ubah_lembar(sub(b"</sheets>", salinan), BUKU), TERIMA)
    for nama, judul in (("kosong", b""), ("entitas", b"A&amp;B &#x1F600;"), ("arah", b"&#x202E;x")):
        ganti_nama = ubah_lembar(sub(b'name="Anggaran"', b'name="%s"' % judul), BUKU)
        yield aneh(f"nama_lembar_{nama}.xlsx", ganti_nama, TERIMA)
    kembar = ubah_lembar(sub(b'name="Anggaran"', b'name="Kinerja"'), BUKU)
    yield aneh("nama_lembar_kembar.xlsx", kembar, "STR035")
    palsu = b'<!-- <sheet name="Z" sheetId="88" r:id="rId2"/> --><sheets>'
    yield aneh("lembar_di_komentar.xlsx", ubah_lembar(sub(b"<sheets>", palsu), BUKU), TERIMA)
    for n, nilai in enumerate((b'"1"', b'"true"', b"'1'")):
        tulis = b"<workbookPr date1904=" + nilai + b" "
        yield aneh(f"sejak_1904_{n}.xlsx", ubah_lembar(sub(b"<workbookPr ", tulis), BUKU), TERIMA)


def _isi() -> Iterator[Aneh]:
    """Isi sel yang tidak lazim: dibaca apa adanya, atau disebut tidak terbaca."""
    for nama, isi, atribut in (
        ("benar", b"<v>1</v>", b' t="b"'),
        ("tak_hingga_teks", b"<v>1e400</v>", b' t="str"'),
        ("bergaris_bawah", b"<v>1_0</v>", b""),
        ("heksa", b"<v>0x10</v>", b""),
        ("nan", b"<v>NaN</v>", b""),
        ("berspasi", b"<v> 12 </v>", b""),
        ("angka_arab", "<v>١٢</v>".encode(), b""),
    ):
        yield aneh(f"isi_{nama}.xlsx", isi_kinerja(*SEL, isi, atribut), "teks", "STR035")
    for nama, isi, atribut in (
        ("bertanda", b"<v>+12</v>", b""),
        ("titik_di_depan", b"<v>.5</v>", b""),
        ("pangkat", b"<v>1.2E1</v>", b""),
    ):
        yield aneh(f"isi_{nama}.xlsx", isi_kinerja(*SEL, isi, atribut), "angka")
    for n, tanggal in enumerate((b"2025-03-01", b"2025-03-01T10:00:00")):
        isi = isi_kinerja(*SEL, b"<v>%s</v>" % tanggal, b' t="d"')
        yield aneh(f"isi_tanggal_{n}.xlsx", isi, "tanggal", "STR035")
    for nama, isi in (("nol", b"a&#0;b"), ("separuh", b"a&#xD800;b"), ("entitas_html", b"&nbsp;")):
        sel = isi_kinerja(*TEKS, b"<is><t>%s</t></is>" % isi, b' t="inlineStr"')
        yield aneh(f"huruf_{nama}.xlsx", sel, "STR007", "STR035")
