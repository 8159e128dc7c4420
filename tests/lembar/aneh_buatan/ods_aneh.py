"""Penulis .ods kecil dan variannya yang aneh."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from tests.lembar.aneh_buatan.alat import TERIMA, Aneh, aneh, rakit
from tests.lembar.aneh_buatan.isi_asli import GALAT, Galat, Lembar, Persen, salin

MIME = b"application/vnd.oasis.opendocument.spreadsheet"
AWAL = """<?xml version="1.0" encoding="UTF-8"?>{dtd}
<office:document-content office:version="1.2"
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">
<office:body><office:spreadsheet>"""
AKHIR = "</office:spreadsheet></office:body></office:document-content>"
MANIFES = """<?xml version="1.0" encoding="UTF-8"?>{dtd}
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/" manifest:media-type="{mime}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">{sandi}
</manifest:file-entry></manifest:manifest>"""
SANDI = """<manifest:encryption-data manifest:checksum-type="SHA256/1K" manifest:checksum="AA==">
<manifest:algorithm manifest:algorithm-name="http://www.w3.org/2001/04/xmlenc#aes256-cbc"
 manifest:initialisation-vector="AA=="/></manifest:encryption-data>"""
DTD_MANIFES = (
    '<!DOCTYPE manifest:manifest PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "a.dtd">'
)


def tulis(lembar: Lembar, *, ekor: str = "", dtd: str = "") -> bytes:
    """content.xml; ``ekor`` XML baris tambahan di akhir lembar Kinerja."""
    teks = [AWAL.format(dtd=dtd)]
    for nama, baris in lembar.items():
        teks.append(f"<table:table table:name={quoteattr(nama)}>")
        for b in baris:
            sel = "".join(map(_sel, b))
            teks.append(f"<table:table-row>{sel}</table:table-row>")
        teks.append(f"{ekor if nama == 'Kinerja' else ''}</table:table>")
    return ("".join(teks) + AKHIR).encode()


def _sel(nilai: object) -> str:
    if isinstance(nilai, Galat):
        return (
            '<table:table-cell office:value-type="string" office:string-value=""'
            f' calcext:value-type="error"><text:p>{nilai}</text:p></table:table-cell>'
        )
    if nilai is None or nilai == "":
        return "<table:table-cell/>"
    if isinstance(nilai, float):
        jenis = "percentage" if isinstance(nilai, Persen) else "float"
        return f'<table:table-cell office:value-type="{jenis}" office:value="{nilai!r}"/>'
    baris = "".join(f"<text:p>{escape(b)}</text:p>" for b in str(nilai).split("\n"))
    return f'<table:table-cell office:value-type="string">{baris}</table:table-cell>'


def bungkus(isi: bytes, *, sandi: str = "", dtd: str = "", **lain: bytes) -> bytes:
    manifes = MANIFES.format(mime=MIME.decode(), sandi=sandi, dtd=dtd).encode()
    bagian = {"mimetype": MIME, "content.xml": isi, "META-INF/manifest.xml": manifes}
    return rakit({**bagian, **{k.replace("__", "."): v for k, v in lain.items()}})


def iterate() -> Iterator[Aneh]:
    polos = tulis(salin())
    yield aneh("biasa.ods", bungkus(polos), TERIMA)
    yield aneh("ods_bernama.xlsx", bungkus(polos), TERIMA)
    yield aneh("ods_bersandi.ods", bungkus(b"\x17" * 4000, sandi=SANDI), "STR005")
    yield aneh("ods_sandi_isi_polos.ods", bungkus(polos, sandi=SANDI), "STR005")
    yield aneh("manifes_ber_dtd.ods", bungkus(polos, dtd=DTD_MANIFES), TERIMA)
    yield from _ulangan()
    yield aneh("persen.ods", _satu(Persen(0.5)), "persen")
    yield aneh("galat.ods", _satu(Galat(GALAT)), "galat")
    entitas = '<!DOCTYPE a [<!ENTITY x "7"><!ENTITY y "&x;&x;&x;">]>'
    yield aneh("entitas.ods", bungkus(tulis(salin(), dtd=entitas)), "STR035")
    tawa = "".join(f'<!ENTITY x{i} "{f"&x{i - 1};" * 10}">' for i in range(1, 12))
    tawa = f'<!DOCTYPE a [<!ENTITY x0 "ha">{tawa}]>'
    isi = tulis(salin(), dtd=tawa).replace(b"</text:p>", b"&x11;</text:p>", 1)
    yield aneh("milyaran_tawa.ods", bungkus(isi), "STR035")
    luar = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    isi = tulis(salin(), dtd=luar).replace(b"</text:p>", b"&x;</text:p>", 1)
    yield aneh("entitas_luar.ods", bungkus(isi), "STR035")
    yield aneh("terpotong_isinya.ods", bungkus(polos[: len(polos) // 2]), "STR007", "STR035")
    yield aneh("isi_kosong.ods", bungkus(b""), "STR007", "STR035")
    manifes = {"mimetype": MIME, "META-INF/manifest.xml": b"<a/>"}
    yield aneh("tanpa_isi.ods", rakit(manifes), "STR007", "STR035")
    kembar = tulis({**salin(), "Kinerja ": salin()["Kinerja"]}).replace(b'"Kinerja "', b'"Kinerja"')
    yield aneh("lembar_senama.ods", bungkus(kembar), "STR007", "STR035")
    angka = tulis(salin()).replace(b'office:value="61200.0"', b'office:value="abc"')
    yield aneh("angka_buruk.ods", bungkus(angka), "STR007", "STR035", "beda")
    dalam = "<text:span>" * 50_000 + "</text:span>" * 50_000
    isi = polos.replace(b"</text:p>", dalam.encode() + b"</text:p>", 1)
    yield aneh("bersarang_dalam.ods", bungkus(isi), TERIMA, "STR035", "STR009")


def _satu(nilai: object) -> bytes:
    return bungkus(tulis(salin(IKU02__realisasi=nilai)))


def _ulangan() -> Iterator[Aneh]:
    """Baris dan kolom berulang; yang kosong wajar, yang berisi membengkak."""
    kosong = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/>'
        "</table:table-row>"
    )
    yield aneh("sejuta_baris_kosong.ods", bungkus(tulis(salin(), ekor=kosong)), TERIMA)
    lebar = (
        '<table:table-row><table:table-cell table:number-columns-repeated="16384"/>'
        "</table:table-row>"
    )
    yield aneh("kolom_kosong_penuh.ods", bungkus(tulis(salin(), ekor=lebar)), TERIMA)
    for nama, isi in (
        ("float", 'office:value-type="float" office:value="1"'),
        ("persen", 'office:value-type="percentage" office:value="1"'),
        ("galat", 'office:value-type="string" calcext:value-type="error"'),
    ):
        for baris, kolom in ((1_000_000, 1), (1, 1_000_000), (1_000_000, 16_000), (10**30, 10**30)):
            ekor = (
                f'<table:table-row table:number-rows-repeated="{baris}"><table:table-cell'
                f' table:number-columns-repeated="{kolom}" {isi}/></table:table-row>'
            )
            berkas = f"ulang_{nama}_{len(str(baris))}_{len(str(kolom))}.ods"
            yield aneh(berkas, bungkus(tulis(salin(), ekor=ekor)), "STR008", "STR035")
    for buruk in ("-5", "abc", "0", "", "1.5"):
        ekor = (
            f'<table:table-row table:number-rows-repeated="{buruk}"><table:table-cell'
            f' table:number-columns-repeated="{buruk}" office:value-type="percentage"'
            ' office:value="1"/></table:table-row>'
        )
        yield aneh(
            f"ulangan_buruk_{buruk or 'kosong'}.ods",
            bungkus(tulis(salin(), ekor=ekor)),
            "STR007",
            "STR035",
            "beda",
        )
