"""Jenis, arah, dan satuan sebuah baris tabel menurut tulisannya, bila tidak dinyatakan."""

from __future__ import annotations

import re

from kinerja_cli.capaian.jenis import JENIS
from kinerja_cli.capaian.jenis_predikat import find_tingkat, split_skor
from kinerja_cli.capaian.jenis_ya_tidak import read_jawaban
from kinerja_cli.model.baca_angka import PLACEHOLDER, AcuanBaca, normalize_teks
from kinerja_cli.model.baris_tabel import IsiTabel
from kinerja_cli.model.istilah import Arah, JenisIndikator
from kinerja_cli.model.kebijakan import Kebijakan

ARAH = {
    "": Arah.NAIK,
    "naik": Arah.NAIK,
    "positif": Arah.NAIK,
    "maksimal": Arah.NAIK,
    "maximize": Arah.NAIK,
    "makin tinggi makin baik": Arah.NAIK,
    "turun": Arah.TURUN,
    "negatif": Arah.TURUN,
    "minimal": Arah.TURUN,
    "minimize": Arah.TURUN,
    "makin rendah makin baik": Arah.TURUN,
}
"""Sebutan arah yang diterima; kosong berarti naik."""

BATAS_ATAS = re.compile(
    r"<=|≤|<|maks(?:imal|imum)?\b|paling (?:tinggi|banyak|lama)\b", re.IGNORECASE
)
"""Target yang berupa batas atas: makin rendah makin baik."""

PETUNJUK = (
    (re.compile(r"(?:\d+\.\s*)?(?:jumlah|banyaknya)\b", re.IGNORECASE), "unit"),
    (re.compile(r"(?:\d+\.\s*)?(?:p(?:er|re|ro)[sc]entase|persen)\b", re.IGNORECASE), "%"),
)
"""Satuan yang tersirat dari awal nama indikator, bila kolom satuan kosong."""


def choose_jenis(target: IsiTabel, realisasi: IsiTabel, kebijakan: Kebijakan) -> JenisIndikator:
    """Teks yang sama atau ordinal adalah predikat, apa pun arahnya; yang tidak tentu angka."""
    if isinstance(realisasi, str) and target is not None and _is_berskor(realisasi, kebijakan):
        return JenisIndikator.PREDIKAT
    if not isinstance(target, str):
        return JenisIndikator.ANGKA
    if _is_angka(JenisIndikator.ANGKA, target):
        return JenisIndikator.ANGKA
    if _is_sama(target, realisasi) or _is_predikat(target, kebijakan):
        return JenisIndikator.PREDIKAT
    if _is_angka(JenisIndikator.RENTANG, target):
        return JenisIndikator.RENTANG
    return JenisIndikator.ANGKA if read_jawaban(target) is None else JenisIndikator.YA_TIDAK


def _is_angka(jenis: JenisIndikator, target: str) -> bool:
    """Benar pula bila angkanya berarti ganda: itu dilaporkan, bukan dicoba sebagai jenis lain."""
    bacaan = JENIS[jenis].read_target(target, AcuanBaca())
    return bacaan.target is not None or bacaan.ambigu


def _is_sama(target: str, realisasi: IsiTabel) -> bool:
    rapi = [normalize_teks(t).casefold() for t in (target, realisasi) if isinstance(t, str)]
    return len(rapi) == 2 and rapi[0] == rapi[1]


def _is_berskor(teks: str, kebijakan: Kebijakan) -> bool:
    return split_skor(normalize_teks(teks))[1] is not None and _is_predikat(teks, kebijakan)


def _is_predikat(teks: str, kebijakan: Kebijakan) -> bool:
    nama, _ = split_skor(normalize_teks(teks))
    return any(find_tingkat(s, nama) for s in kebijakan.predikat.values())


def find_petunjuk(nama: str) -> str:
    """Satuan tersirat dari nama indikator; kosong bila tidak ada."""
    return next((satuan for pola, satuan in PETUNJUK if pola.match(nama)), "")


def is_kosong(isi: IsiTabel) -> bool:
    """Benar bila kosong atau tanda pengganti data seperti ``-`` dan ``n/a``."""
    return isinstance(isi, str) and normalize_teks(isi).casefold() in {"", *PLACEHOLDER}
