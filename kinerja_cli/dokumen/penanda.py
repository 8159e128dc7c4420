"""Nama penanda (bookmark) angka dan slot; penanda bertahan di aplikasi yang membuang tag kontrol.

LibreOffice 7 menyimpan kontrol isi di dalam kalimat tanpa tag dan judulnya, tetapi penandanya
utuh. Nama penanda paling panjang 40 huruf, maka kuncinya diringkas.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import sha256

from kinerja_cli.model.draf import SLOT_ORANG, TEMPAT

AWALAN_ANGKA = "_F"
AWALAN_SLOT = "_S"
POLA_PENANDA = re.compile(r"(_[FS][0-9a-f]{16})(?:_\d+)?(?P<salinan>_Copy_\d+)?")
"""``_Copy_1`` ditambahkan LibreOffice pada penanda yang ikut tersalin."""


def build_penanda(awalan: str, kunci: str, urut: int = 1) -> str:
    """Nama penanda sebuah kunci; kemunculan kedua dan seterusnya berakhiran nomor."""
    nama = f"{awalan}{sha256(kunci.encode()).hexdigest()[:16]}"
    return nama if urut == 1 else f"{nama}_{urut}"


def map_penanda(kunci: Iterable[str]) -> Mapping[str, str]:
    """Kunci menurut nama penanda tanpa nomor urutnya."""
    return {
        build_penanda(AWALAN_SLOT if is_slot(k) else AWALAN_ANGKA, k): k
        for k in dict.fromkeys(kunci)
    }


def is_slot(kunci: str) -> bool:
    """Benar bila kunci menandai teks, bukan angka."""
    return kunci.startswith((*SLOT_ORANG, TEMPAT))
