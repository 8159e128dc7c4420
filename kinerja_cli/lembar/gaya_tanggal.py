"""Gaya sel .xlsx yang angkanya tampil sebagai tanggal, dan yang tidak dapat dipastikan."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from xml.etree.ElementTree import ParseError, fromstring

FORMAT_BUATAN = 164
BAWAAN_ANGKA = frozenset({0, 1, 2, 3, 4, 9, 10, 11, 12, 13, 48, 49})
BAWAAN_TANGGAL = 14
POLA_ANGKA = re.compile(r"(?:General|[#0?.,;%()@ _*-])+")
POLA_TANGGAL = re.compile(r"[dmy]{1,4}(?:[/. -][dmy]{1,4}){2}")


class GayaTanggal(NamedTuple):
    """Indeks gaya; yang tidak disebut pasti angka atau teks biasa."""

    tanggal: frozenset[bytes]
    perlu: frozenset[bytes]
    """Gaya tanggal, dan format jam, berwarna, berteks, dan lain-lain yang meragukan.

    Sel tanpa gaya (``b""``) bergaya nol.
    """


@lru_cache(maxsize=64)
def find_gaya_tanggal(gaya: bytes) -> GayaTanggal | None:
    """Gaya tanggal menurut bagian gaya buku; ``None`` bila bagian itu rusak."""
    if not gaya:
        return GayaTanggal(frozenset(), frozenset())
    buatan: dict[int, str] = {}
    jenis: list[str] = []
    try:
        for unsur in fromstring(gaya).iter():
            nama = unsur.tag.rpartition("}")[2]
            if nama == "numFmt":
                buatan[int(unsur.get("numFmtId", ""))] = unsur.get("formatCode", "")
            elif nama == "cellXfs":
                if jenis or any(xf.tag.rpartition("}")[2] != "xf" for xf in unsur):
                    return None
                jenis = [_recognize(int(xf.get("numFmtId", "0")), buatan) for xf in unsur]
    except (ParseError, ValueError, LookupError):
        return None
    perlu = {b"%d" % n: j for n, j in enumerate(jenis) if j != "angka"}
    if b"0" in perlu:
        perlu[b""] = perlu[b"0"]
    return GayaTanggal(frozenset(n for n, j in perlu.items() if j == "tanggal"), frozenset(perlu))


def _recognize(nomor: int, buatan: dict[int, str]) -> str:
    if nomor not in buatan:
        if nomor == BAWAAN_TANGGAL:
            return "tanggal"
        return "angka" if nomor in BAWAAN_ANGKA else "ragu"
    if nomor < FORMAT_BUATAN:
        return "ragu"
    if POLA_ANGKA.fullmatch(buatan[nomor]):
        return "angka"
    return "tanggal" if POLA_TANGGAL.fullmatch(buatan[nomor]) else "ragu"
