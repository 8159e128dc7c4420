"""Kata-kata Typer dalam bahasa Indonesia, tanpa melihat bahasa lingkungan."""

from __future__ import annotations

import gettext
import re
import sys
from functools import cache
from pathlib import Path

KATALOG = Path(__file__).parent / "id.mo"
MILIK_TYPER = frozenset({"typer", "click"})


@cache
def read_katalog() -> gettext.GNUTranslations:
    """Katalog terjemahan yang dikompilasi dari ``id.po``."""
    with KATALOG.open("rb") as berkas:
        return gettext.GNUTranslations(berkas)


def install_bahasa() -> None:
    """Ganti fungsi terjemah modul Typer yang sudah dimuat dengan katalog ini."""
    terjemah = read_katalog().gettext
    for nama, modul in list(sys.modules.items()):
        milik_typer = nama.partition(".")[0] in MILIK_TYPER
        if milik_typer and getattr(modul, "_", None) is gettext.gettext:
            vars(modul)["_"] = terjemah


def translate(teks: str) -> str:
    """Terjemahan kata atau kalimat Typer.

    Kalimat yang sudah berisi nilai dicocokkan dengan templatnya; bagian yang berupa kalimat
    ikut diterjemahkan. Yang tidak dikenal dikembalikan apa adanya.
    """
    langsung = read_katalog().gettext(teks)
    if langsung != teks:
        return langsung
    for pola, terjemahan in _build_pola():
        if cocok := pola.fullmatch(teks):
            isi = {k: translate(v) if k in BERSARANG else v for k, v in cocok.groupdict().items()}
            return terjemahan.format_map(isi)
    return teks


BERSARANG = frozenset({"pesan", "jenis", "type"})
"""Nama bagian templat yang isinya sendiri masih kata Typer."""


@cache
def _build_pola() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Templat dari yang paling khusus: berawal huruf tetap, lalu huruf tetap terbanyak."""
    # GNUTranslations tidak membuka daftar pesannya; _catalog adalah satu-satunya jalan.
    katalog: dict[object, str] = getattr(read_katalog(), "_catalog")  # noqa: B009
    templat = [(k, v) for k, v in katalog.items() if isinstance(k, str) and "{" in k]
    templat.sort(key=lambda kv: (kv[0].startswith("{"), -len(re.sub(r"\{.*?\}", "", kv[0]))))
    return tuple((_compile_templat(k), _name_bagian(k, v)) for k, v in templat)


def _compile_templat(templat: str) -> re.Pattern[str]:
    bagian = re.split(r"\{(\w+)[^}]*\}", templat)
    pola = "".join(f"(?P<{b}>.+?)" if i % 2 else re.escape(b) for i, b in enumerate(bagian))
    return re.compile(pola, re.DOTALL)


def _name_bagian(templat: str, terjemahan: str) -> str:
    """Buang konversi seperti ``!r``: nilai yang dicocokkan sudah berbentuk teks."""
    return re.sub(r"\{(\w+)[^}]*\}", r"{\1}", terjemahan) if "{" in templat else terjemahan
