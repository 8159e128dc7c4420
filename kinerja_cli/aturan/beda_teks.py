"""Beda dua teks untuk dibaca orang: per kata, yang hilang dan yang baru ditandai."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

BATAS_KATA = 2000
"""Di atas ini kedua versi ditulis utuh; pencocokan kata tidak lagi menolong pembaca."""


@dataclass(frozen=True, slots=True)
class BedaSlot:
    """Satu slot: tempatnya, apa yang terjadi, dan teksnya semula dan menjadi."""

    slot: str
    judul: str
    jenis: str
    dulu: str
    kini: str


def mark_beda(dulu: str, kini: str) -> str:
    """Teks gabungan: ``[-yang hilang-]`` dan ``{+yang baru+}``."""
    a, b = dulu.split(), kini.split()
    if len(a) + len(b) > BATAS_KATA:
        return f"[-{dulu}-] {{+{kini}+}}"
    return " ".join(_iterate_beda(a, b))


def _iterate_beda(a: Sequence[str], b: Sequence[str]) -> Iterator[str]:
    for jenis, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if jenis == "equal":
            yield from a[a1:a2]
            continue
        if a1 < a2:
            yield f"[-{' '.join(a[a1:a2])}-]"
        if b1 < b2:
            yield f"{{+{' '.join(b[b1:b2])}+}}"


def format_beda(kepala: Sequence[str], daftar: Sequence[BedaSlot]) -> str:
    """Isi berkas beda satu putaran koreksi."""
    baris = list(kepala)
    for b in daftar:
        baris += ["", f"== {b.judul} · {b.slot} · {b.jenis}", mark_beda(b.dulu, b.kini)]
    if not daftar:
        baris += ["", "Tanpa perubahan kata-kata."]
    return "\n".join(baris) + "\n"
