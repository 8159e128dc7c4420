"""Angka yang diketik dalam kalimat: mana yang berarti data, mana yang hanya nomor atau tahun."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from kinerja_cli.model.draf import rapikan

POLA = re.compile(r"(?<![\w/.,:\-–])\d+(?:[.,]\d+)*(?![\w/]|-\w)")
TAHUN = re.compile(r"(?:19|20)\d\d")
BULAN = "januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember"
SESUDAH = re.compile(rf"\s*(?:{BULAN})\b", re.IGNORECASE)
SEBELUM = re.compile(
    r"(?:nomor|no\.?|pasal|ayat|huruf|angka|butir|tabel|gambar|grafik|bab|lampiran|halaman|hal\.?"
    r"|tanggal|tahun|triwulan|tw|semester|sasaran|tujuan|misi|poin)\s*\(?$",
    re.IGNORECASE,
)
BUTIR = re.compile(r"\s*\(?\d{1,2}[.)]\s*$")
"""Nomor urut di awal paragraf."""
PANJANG_BERMAKNA = 3


def count_angka(teks: Iterable[str]) -> Counter[str]:
    """Banyaknya setiap angka yang berarti data dalam potongan-potongan teks itu."""
    return Counter(angka for satu in teks for angka in _list_angka(rapikan(satu)))


def _list_angka(teks: str) -> list[str]:
    return [
        m[0]
        for m in POLA.finditer(teks)
        if not (
            TAHUN.fullmatch(m[0])
            or SESUDAH.match(teks, m.end())
            or SEBELUM.search(teks[max(0, m.start() - 20) : m.start()])
            or BUTIR.fullmatch(teks[: m.end() + 1])
        )
    ]


def find_kunci(angka: str, kini: Mapping[str, str], dekat: Iterable[str]) -> str:
    """Kunci angka data yang tercetak sama; yang sesubjek dengan ``dekat`` didahulukan.

    Angka satu-dua digit kebetulan sama di mana-mana, maka hanya dicari pada subjek yang sama.
    """
    subjek = {":".join(k.split(":")[2:-1]) for k in dekat}
    cocok = sorted(k for k, teks in kini.items() if teks.removeprefix("Rp").strip() == angka)
    sesubjek = [k for k in cocok if ":".join(k.split(":")[2:-1]) in subjek]
    if sesubjek:
        return sesubjek[0]
    return cocok[0] if cocok and len(angka) >= PANJANG_BERMAKNA else ""
