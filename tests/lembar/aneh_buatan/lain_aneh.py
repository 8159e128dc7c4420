"""Berkas jenis lain yang diberi nama buku kerja."""

from __future__ import annotations

from collections.abc import Iterator

from tests.lembar.aneh_buatan.alat import Aneh, aneh, rakit

XML_2003 = b"""<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet/></Workbook>"""
DOCX = {
    "[Content_Types].xml": b'<?xml version="1.0"?><Types/>',
    "word/document.xml": b"<w:document/>",
}


def iterate() -> Iterator[Aneh]:
    yield aneh("kosong.xlsx", b"", "STR003")
    for i in (0, 0x50, 0xFF):
        yield aneh(f"satu_byte_{i}.xlsx", bytes([i]), "STR006")
    yield aneh("nol_semua.xlsx", bytes(10_000), "STR006")
    yield aneh("html.xls", b"<html><table><tr><td>1</td></tr></table></html>", "STR006")
    yield aneh("html_bom.xlsx", b"\xef\xbb\xbf  <!DOCTYPE html><html></html>", "STR006")
    yield aneh("mhtml.xls", b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "STR006")
    yield aneh("csv.xlsx", b"kunci;realisasi\nIKU-01;5\n", "STR006")
    yield aneh("csv_utf16.xlsx", "kunci\trealisasi\n".encode("utf-16"), "STR006")
    yield aneh("xml_2003.xls", XML_2003, "STR006")
    yield aneh("rtf.xls", b"{\\rtf1 halo}", "STR006")
    yield aneh("pdf.xlsx", b"%PDF-1.7\n%\xe2\xe3\n", "STR006")
    yield aneh("png.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(100), "STR006")
    yield aneh("jpeg.xlsx", b"\xff\xd8\xff\xe0" + bytes(100), "STR006")
    yield aneh("docx.xlsx", rakit(DOCX), "STR006")
    yield aneh("arsip.xlsx", rakit({"a/formulir.xlsx": b"x", "b.txt": b"y"}), "STR006")
    yield aneh("rar.xlsx", b"Rar!\x1a\x07\x00" + bytes(50), "STR006")
    yield aneh("tujuh_zip.xlsx", b"7z\xbc\xaf\x27\x1c" + bytes(50), "STR006")
    yield aneh("gzip.xlsx", b"\x1f\x8b\x08" + bytes(50), "STR006")
    yield aneh("exe.xlsx", b"MZ" + bytes(200), "STR006")
    yield aneh("pindaian.pdf", b"%PDF-1.4 BID-KP", "IDN209")
    yield aneh("pindaian.jpg", b"\xff\xd8\xff\xe0" + bytes(100), "IDN209")
    yield aneh("pindaian.png", b"\x89PNG\r\n\x1a\n" + bytes(100), "IDN209")
    yield aneh("~$formulir.xlsx", b"\x05Kasubag" + bytes(157), "STR001")
    yield aneh(".~lock.formulir.xlsx#", b",kasubag,pc,", "STR001")
    yield aneh("unggah.xlsx.crdownload", b"PK\x03\x04", "STR001")
    yield aneh("Thumbs.db", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), "STR002")
