"""Nilai sel .xlsx yang seluruhnya ditulis dengan cara lazim, langsung dari XML-nya.

Hampir semua kiriman ditulis Excel, WPS, atau LibreOffice dengan cara yang sama. Buku seperti itu
dibaca di sini, beberapa kali lebih murah daripada pembaca umum dan dengan hasil yang sama; yang
sedikit saja berbeda (teks berhias, sel sebaris, tanggal berpecahan, ...) diserahkan kepadanya.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from html import unescape

from kinerja_cli.lembar.gaya_tanggal import GayaTanggal, find_gaya_tanggal
from kinerja_cli.lembar.rupa_baris import LembarLazim
from kinerja_cli.lembar.sel_xlsx import BUKU, GAYA, iterate_lembar
from kinerja_cli.lembar.tanda_sel import TakPastiError

Baris = Sequence[object]
TEKS_BERSAMA = "xl/sharedStrings.xml"
AWAL_BUTIR, AKHIR_BUTIR = b"<si><t>", b"</t></si>"
POLA_AWAL = re.compile(rb'\s*(?:<\?xml[^>]*\?>)?\s*<sst(?: [\w:]+="[^"<>]*")*>')
POLA_TEPI = re.compile(rb"<t>(?:\s[^<]*|[^<]*\s)</t>")
POLA_SANDI = re.compile(rb"_x[0-9A-Fa-f]{4}_")
POLA_EKOR = re.compile(rb"\s*</sst>\s*")
POLA_SEJAK_1900 = re.compile(rb' date1904="(?:0|false)"')
POLA_ENTITAS = re.compile(r"&(?!amp;|lt;|gt;|quot;|apos;)")
BENAR_SALAH = {b"0": False, b"1": True}
HARI_NOL = date(1899, 12, 30)
HARI_PERTAMA, HARI_TERAKHIR = 61, 2_958_465
"""Sesudah 29 Februari 1900 yang tidak pernah ada, sampai akhir tahun 9999."""


_nomor: list[bytes] = []
"""Nomor teks bersama sebagaimana tertulis di sel; dipakai semua buku."""


def read_lazim(
    bagian: Mapping[str, bytes], lazim: Mapping[str, LembarLazim]
) -> dict[str, Sequence[Baris]] | None:
    """Baris nilai setiap lembar menurut namanya; ``None`` bila perlu pembaca umum."""
    buku = bagian.get(BUKU, b"")
    gaya = find_gaya_tanggal(bagian.get(GAYA, b""))
    if gaya is None or b"date1904" in POLA_SEJAK_1900.sub(b"", buku):
        return None
    hasil: dict[str, Sequence[Baris]] = {}
    try:
        teks = _read_teks_bersama(bagian.get(TEKS_BERSAMA, b""))
        for nama, jalur in iterate_lembar(bagian):
            hasil[nama] = _read_lembar(lazim[jalur], teks, gaya)
    except (KeyError, ValueError, TakPastiError):
        return None
    # Lembar yang tidak ditemukan, atau dua yang bernama sama, diputuskan pembaca umum.
    return hasil if hasil and len(hasil) == buku.count(b"<sheet ") else None


def _read_teks_bersama(isi: bytes) -> dict[bytes, str]:
    """Teks bersama menurut nomornya; ``ValueError`` bila ada yang berhias atau tidak lazim."""
    rata = isi.replace(b'<t xml:space="preserve">', b"<t>")
    awal, akhir = rata.find(AWAL_BUTIR), rata.rfind(AKHIR_BUTIR)
    if awal < 0 or akhir < awal:
        if isi:
            raise ValueError(TEKS_BERSAMA)
        return {}
    tengah = rata[awal + len(AWAL_BUTIR) : akhir]
    lazim = POLA_AWAL.fullmatch(rata[:awal]) and POLA_EKOR.fullmatch(rata[akhir + 9 :])
    butir = tengah.decode().split("</t></si><si><t>")
    # Empat tanda di setiap batas: tidak ada unsur lain, dan tidak ada teks di luar unsurnya.
    if not lazim or _has_ganjil(isi[awal:], butir) or tengah.count(b"<") != 4 * (len(butir) - 1):
        raise ValueError(TEKS_BERSAMA)
    if b"&" in tengah:
        butir = [_unescape(x) if "&" in x else x for x in butir]
    _nomor.extend(b"%d" % n for n in range(len(_nomor), len(butir)))
    return dict(zip(_nomor, butir, strict=False))


def _has_ganjil(isi: bytes, butir: list[str]) -> bool:
    """Benar bila ada huruf bersandi, ganti baris ganjil, atau spasi tepi yang tidak dijaga."""
    if b"\r" in isi or (b"_x" in isi and POLA_SANDI.search(isi)):
        return True
    return [*map(str.strip, butir)] != butir and bool(POLA_TEPI.search(isi))


@lru_cache(maxsize=4096)
def _read_teks(isi: bytes) -> str:
    """Teks hasil rumus; ``ValueError`` bila tidak polos."""
    if isi != isi.strip() or b"\r" in isi or b"_x" in isi:
        raise ValueError("teks yang tidak polos")
    return _unescape(isi.decode()) if b"&" in isi else isi.decode()


def _unescape(teks: str) -> str:
    """Teks sel; ``ValueError`` bila berentitas selain kelima entitas XML."""
    if POLA_ENTITAS.search(teks):
        raise ValueError(teks)
    return unescape(teks)


def _read_lembar(
    lembar: LembarLazim, teks: Mapping[bytes, str], gaya: GayaTanggal
) -> Sequence[Baris]:
    """Baris nilai satu lembar; ``KeyError`` atau ``ValueError`` bila isinya bukan nilai."""
    lebar = max((rupa.lebar for rupa in lembar.rupa), default=0)
    kosong = ("",) * lebar
    hasil: list[Baris] = []
    ambil, perlu = teks.__getitem__, gaya.perlu
    for xml, nomor, rupa in zip(*lembar, strict=True):
        if not rupa.lebar:
            continue
        if len(hasil) < nomor - 1:
            hasil += [kosong] * (nomor - 1 - len(hasil))
        isi: list[object] = [*map(ambil, rupa.bersama(xml))]
        for letak, letak_gaya, jenis in rupa.lain:
            nilai = xml[letak]
            if jenis != b"n":
                isi.append(_read_teks(nilai) if jenis == b"str" else BENAR_SALAH[nilai])
            elif (rupa_sel := xml[letak_gaya]) in perlu:
                isi.append(_read_tanggal(float(nilai), pasti=rupa_sel in gaya.tanggal))
            else:
                isi.append(float(nilai))
        isi.append("")
        hasil.append(rupa.susun(isi) + kosong[rupa.lebar :])
    return hasil


def _read_tanggal(isi: float, *, pasti: bool) -> date:
    """Tanggal dari nomor harinya; ``ValueError`` bila tidak dapat dipastikan."""
    if not pasti or not HARI_PERTAMA <= isi <= HARI_TERAKHIR or isi != int(isi):
        raise ValueError("tanggal yang meragukan")
    return HARI_NOL + timedelta(days=int(isi))
