"""Gaya sel .xlsx yang format angkanya persen: 0,25 di sana tampil sebagai 25 %."""

from __future__ import annotations

import re
from html import unescape
from xml.etree.ElementTree import fromstring

from kinerja_cli.lembar.tanda_sel import FORMAT_PERSEN_BAWAAN, is_format_persen

POLA_FORMAT = re.compile(rb'formatCode="([^"]*%[^"]*)"')
POLA_BAWAAN = re.compile(rb"numFmtId\s*=\s*[\"'](?:9|10)[\"']")


def find_gaya_persen(gaya: bytes) -> set[str]:
    """Indeks gaya sel yang format angkanya memuat tanda persen (bawaan 9 dan 10, atau buatan).

    ``ParseError`` bila bagian gaya itu rusak.
    """
    buatan = (unescape(f.decode(errors="replace")) for f in POLA_FORMAT.findall(gaya))
    polos = b"'" not in gaya and not any(map(is_format_persen, buatan))
    if (polos or b"%" not in gaya) and not POLA_BAWAAN.search(gaya, max(gaya.find(b"cellXfs"), 0)):
        return set()
    akar = fromstring(gaya)
    persen = {str(n) for n in FORMAT_PERSEN_BAWAAN}
    hasil: set[str] = set()
    for unsur in akar.iter():
        nama = unsur.tag.rpartition("}")[2]
        if nama == "numFmt" and is_format_persen(unsur.get("formatCode", "")):
            persen.add(unsur.get("numFmtId", ""))
        elif nama == "cellXfs":
            hasil = {str(i) for i, xf in enumerate(unsur) if xf.get("numFmtId", "0") in persen}
    return hasil
