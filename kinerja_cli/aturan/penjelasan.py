"""Menilai apakah sebuah isian kata-kata berisi penjelasan."""

from __future__ import annotations

import re

TANPA_ISI = frozenset(
    (
        "ok", "oke", "okay", "baik", "bagus", "aman", "lancar", "cukup", "sudah", "selesai",
        "tercapai", "sesuai", "sama", "idem", "sda", "nihil", "ada", "tidak", "ya", "na", "tes",
        "test", "xxx", "kosong", "tbd", "belum", "tidak ada", "belum ada", "tidak tahu",
        "sudah baik", "sudah tercapai", "sudah selesai", "sesuai target", "sama dengan di atas",
        "seperti di atas", "n a", "s d a",
    )
)  # fmt: skip
"""Isian yang tidak menjelaskan apa pun, huruf kecil tanpa tanda baca."""


def is_berisi(teks: str) -> bool:
    """Benar bila teks menjelaskan sesuatu, bukan sekadar tanda strip atau "ok"."""
    inti = sederhanakan(teks)
    return bool(inti) and inti not in TANPA_ISI and not inti.isdecimal()


def sederhanakan(teks: str) -> str:
    """Huruf kecil, hanya huruf dan angka, spasi tunggal."""
    return " ".join(re.findall(r"\w+", teks.casefold().replace("_", " ")))
