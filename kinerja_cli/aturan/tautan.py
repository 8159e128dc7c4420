"""Alamat yang ditulis bidang sebagai bukti: apakah susunannya dapat dibuka; tidak pernah dibuka."""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

POLA_TAUTAN = re.compile(r"(?:https?://|\bwww\.)\S*", re.IGNORECASE)
POLA_LABEL = re.compile(r"[^\W_](?:[\w-]{0,61}[^\W_])?")
POLA_KETERANGAN = re.compile(r"[(\[\-–—,:=|/&]|(?:dan|atau)\b", re.IGNORECASE)
"""Awal keterangan yang lazim sesudah sebuah alamat."""
TEPI = ".,:;'\"<>"
PANJANG_AKHIR = 2


def has_tautan(sebutan: str) -> bool:
    """Benar bila sebutan bukti itu memuat alamat, bukan nama berkas."""
    return POLA_TAUTAN.search(sebutan) is not None


def explain_tautan(sebutan: str) -> str:
    """Sebab sebuah alamat di dalamnya tidak dapat dibuka; kosong bila semuanya dapat."""
    daftar = list(POLA_TAUTAN.finditer(sebutan))
    batas = [*(m.start() for m in daftar[1:]), len(sebutan)]
    for cocok, akhir in zip(daftar, batas, strict=True):
        if sebab := _explain_alamat(_trim(cocok[0])):
            return sebab
        # Di tengah kalimat, kata sesudah alamat memang bukan bagiannya.
        sisa = sebutan[cocok.end() : akhir].strip() if daftar[0].start() == 0 else ""
        if sisa and cocok[0][-1] not in TEPI and not POLA_KETERANGAN.match(sisa):
            return f"terputus spasi sebelum {sisa.split()[0]!r}"
    return ""


def _trim(alamat: str) -> str:
    """Tanpa tanda baca penutup kalimat atau kurung yang membungkusnya."""
    alamat = alamat.rstrip(TEPI)
    return alamat if "(" in alamat else alamat.rstrip(")").rstrip(TEPI)


def _explain_alamat(alamat: str) -> str:
    lengkap = alamat if "://" in alamat else f"http://{alamat}"
    try:
        bagian = urlsplit(lengkap)
        situs, _ = bagian.hostname or "", bagian.port
    except ValueError:
        return "susunannya keliru"
    if not situs:
        return "nama situsnya tidak ada"
    return "" if _is_situs(situs) else f"{situs!r} bukan nama situs yang lengkap"


def _is_situs(situs: str) -> bool:
    """Nama bertitik seperti ``arsip.contoh.go.id``, atau nomor IP."""
    try:
        ip_address(situs)
    except ValueError:
        label = situs.rstrip(".").split(".")
        akhir = label[-1]
        utuh = all(POLA_LABEL.fullmatch(x) for x in label)
        return utuh and len(label) > 1 and len(akhir) >= PANJANG_AKHIR and not akhir.isdigit()
    return True
