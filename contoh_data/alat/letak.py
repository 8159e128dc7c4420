"""Letak sel isian sebuah formulir, dicari lewat kunci dan baris teknis tersembunyi."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import openpyxl

from kinerja_cli.lembar.penanda import AKHIR_TABEL, parse_tanda_kolom


@dataclass(frozen=True, slots=True)
class LetakLembar:
    """Nomor baris menurut kunci dan nomor kolom menurut bidang, mulai 0."""

    baris: dict[str, int]
    kolom: dict[str, int]
    terbuka: frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class LetakFormulir:
    """Letak semua lembar berkunci."""

    lembar: dict[str, LetakLembar]

    def find_sel(self, lembar: str, kunci: str, kolom: str) -> tuple[int, int]:
        """(baris, kolom) sebuah isian; galat ``KeyError`` bila tidak ada di formulir."""
        letak = self.lembar[lembar]
        if kunci not in letak.baris or kolom not in letak.kolom:
            raise KeyError(f"{lembar}: {kunci} / {kolom}")
        return letak.baris[kunci], letak.kolom[kolom]

    def is_terbuka(self, lembar: str, kunci: str, kolom: str) -> bool:
        """Benar bila isian itu ada di formulir dan boleh diketik."""
        letak = self.lembar.get(lembar)
        if letak is None or kunci not in letak.baris or kolom not in letak.kolom:
            return False
        return (letak.baris[kunci], letak.kolom[kolom]) in letak.terbuka

    def find_akhir(self, lembar: str) -> tuple[int, int]:
        """Baris data terakhir dan kolom tampak pertama; tempat menyisipkan baris tempelan."""
        letak = self.lembar[lembar]
        return max(letak.baris.values()), min(letak.kolom.values())


def read_letak(berkas: Path) -> LetakFormulir:
    """Baca letak dari formulir kosong yang dibuat ``kinerja buat-format``."""
    buku = openpyxl.load_workbook(berkas)
    hasil: dict[str, LetakLembar] = {}
    for lembar in buku.worksheets:
        teknis = next(
            (b for b in lembar.iter_rows(max_row=20) if parse_tanda_kolom(str(b[0].value or ""))),
            None,
        )
        if teknis is None:
            continue
        kolom = {str(s.value): s.column - 1 for s in teknis[2:] if s.value}
        baris: dict[str, int] = {}
        terbuka: set[tuple[int, int]] = set()
        for isi in lembar.iter_rows(min_row=teknis[0].row + 1):
            kunci = str(isi[0].value or "")
            if kunci == AKHIR_TABEL:
                break
            if kunci and isi[1].value and kunci != "Kunci":
                baris[kunci] = isi[0].row - 1
                terbuka |= {(s.row - 1, s.column - 1) for s in isi if not s.protection.locked}
        hasil[parse_tanda_kolom(str(teknis[0].value))] = LetakLembar(
            baris, kolom, frozenset(terbuka)
        )
    return LetakFormulir(hasil)
