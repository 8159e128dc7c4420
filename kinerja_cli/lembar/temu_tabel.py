"""Menemukan tabel capaian di berkas apa pun: buku kerja, CSV, atau TSV, di lembar mana pun."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO

from kinerja_cli.lembar.buku_masuk import (
    LembarBaca,
    find_sel_persen,
    format_isi,
    open_buku,
)
from kinerja_cli.lembar.kepala import BARIS_KEPALA, Kepala, find_kepala
from kinerja_cli.lembar.penjaga import BATAS, MAGIC_OLE, MAGIC_ZIP, POLA_TANDA, Ditolak
from kinerja_cli.model.angka import from_float
from kinerja_cli.model.baris_tabel import BarisMentah, BarisTabelCapaian, IsiTabel, TabelMentah
from kinerja_cli.model.kolom import iterate_kolom
from kinerja_cli.model.temuan import Temuan, build_temuan

KOLOM = tuple(iterate_kolom(BarisTabelCapaian))
WAJIB = tuple(k.bidang for k in KOLOM if k.wajib)
PEMISAH = (",", ";", "\t", "|")
POLA_TAHUN = re.compile(r"\b(?:(?:tahun|thn|ta)\.?\s*)?(?:19|20)\d\d\b", re.IGNORECASE)
AKHIRAN_TEKS = (".csv", ".tsv", ".txt")


def read_tabel_capaian(isi: bytes, nama: str) -> TabelMentah | Temuan:
    """Tabel pada lembar yang kolomnya paling banyak dikenal; temuan bila tidak terbaca.

    Nomor baris adalah nomor baris lembar (CSV: nomor rekaman) seperti dilihat orang.
    """
    lembar = _open_lembar(isi, nama)
    if isinstance(lembar, Temuan):
        return lembar
    calon = [(k, x) for x in lembar if (k := find_kepala(_clean_kepala(x), KOLOM))]
    if not calon:
        return build_temuan("STR050", berkas=nama, hilang=", ".join(WAJIB), ada="-")
    kepala, terpilih = max(calon, key=lambda c: _count_cocok(c[0]))
    hilang = [b for b in WAJIB if b not in kepala.kolom]
    if hilang:
        ada = ", ".join(kepala.judul)
        return build_temuan("STR050", berkas=nama, hilang=", ".join(hilang), ada=ada)
    if kepala.kembar:
        kembar = ", ".join(dict.fromkeys(kepala.kembar))
        return build_temuan("STR051", berkas=nama, lembar=terpilih.nama, judul=kembar)
    return TabelMentah(terpilih.nama, tuple(_iterate_baris(terpilih, kepala)))


def _count_cocok(kepala: Kepala) -> tuple[int, int]:
    return sum(b in kepala.kolom for b in WAJIB), len(kepala.kolom)


def _open_lembar(isi: bytes, nama: str) -> Sequence[LembarBaca] | Temuan:
    if is_teks(isi, nama):
        return _open_teks(isi, nama)
    buku = open_buku(isi, nama)
    if isinstance(buku, Ditolak):
        return buku.temuan
    persen = find_sel_persen(isi) if zipfile.is_zipfile(BytesIO(isi)) else {}
    return [replace(x, persen=persen.get(x.nama, frozenset())) for x in buku.lembar]


def is_teks(isi: bytes, nama: str) -> bool:
    """Benar bila isinya teks bersekat; akhiran saja tidak dipercaya."""
    if isi.startswith((MAGIC_ZIP, MAGIC_OLE)) or POLA_TANDA.match(isi[:512]) or b"\0" in isi[:4096]:
        return False
    return bool(isi.strip()) or nama.casefold().endswith(AKHIRAN_TEKS)


def _open_teks(isi: bytes, nama: str) -> Sequence[LembarBaca] | Temuan:
    """Lembar untuk setiap pemisah; yang kepalanya paling banyak cocok yang dipakai."""
    if len(isi) > BATAS.berkas:
        return build_temuan("STR004", berkas=nama, rincian=f"{len(isi):_} byte".replace("_", "."))
    try:
        teks = isi.decode("utf-8-sig")
    except UnicodeDecodeError:
        teks = isi.decode("cp1252", errors="replace")
    hasil = []
    for pemisah in PEMISAH:
        try:
            baris = list(csv.reader(StringIO(teks, newline=""), delimiter=pemisah))
        except csv.Error:
            continue
        hasil.append(LembarBaca("", baris))
    return hasil or build_temuan("STR007", berkas=nama)


def _clean_kepala(lembar: LembarBaca) -> LembarBaca:
    """Judul tanpa tahun (``Target 2024``); kolom berjudul ``%`` saja adalah capaian."""
    atas = [[_clean_judul(isi) for isi in b] for b in lembar.baris[:BARIS_KEPALA]]
    return replace(lembar, baris=[*atas, *lembar.baris[BARIS_KEPALA:]])


def _clean_judul(isi: object) -> object:
    if not isinstance(isi, str):
        return isi
    bersih = POLA_TAHUN.sub(" ", isi).strip()
    return "Capaian" if bersih in {"%", "(%)"} else bersih


def _iterate_baris(lembar: LembarBaca, kepala: Kepala) -> Iterator[BarisMentah]:
    """Baris data; yang indikator, target, dan realisasinya kosong bukan baris data."""
    for r in range(kepala.awal, len(lembar.baris)):
        galat = frozenset(b for b, c in kepala.kolom.items() if (r, c) in lembar.galat)
        isi = {b: _read_isi(lembar, r, c) for b, c in kepala.kolom.items()}
        if all(isi[b] is None for b in WAJIB) and not galat:
            continue
        persen = frozenset(
            b
            for b, c in kepala.kolom.items()
            if (r, c) in lembar.persen and isinstance(lembar.isi(r, c), int | float)
        )
        yield BarisMentah(r + 1, isi, persen, galat)


def _read_isi(lembar: LembarBaca, r: int, c: int) -> IsiTabel:
    isi = lembar.isi(r, c)
    if isinstance(isi, bool | date):
        return format_isi(isi)
    if isinstance(isi, int | float):
        angka = from_float(float(isi))
        return angka * 100 if (r, c) in lembar.persen else angka
    return isi
