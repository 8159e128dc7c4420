"""Menemukan tabel capaian di berkas apa pun: buku kerja, CSV, atau TSV, di lembar mana pun."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO

from kinerja_cli.lembar.baris_capaian import collect_baris
from kinerja_cli.lembar.buku_masuk import LembarBaca, open_buku
from kinerja_cli.lembar.kepala import normalize_judul
from kinerja_cli.lembar.kepala_capaian import WAJIB, find_kepala_capaian
from kinerja_cli.lembar.penjaga import (
    MAGIC_OLE,
    MAGIC_ZIP,
    POLA_TANDA,
    Ditolak,
)
from kinerja_cli.model.baris_tabel import TabelMentah
from kinerja_cli.model.batas import BATAS
from kinerja_cli.model.temuan import Temuan, build_temuan

PEMISAH = (",", ";", "\t", "|")
AKHIRAN_TEKS = (".csv", ".tsv", ".txt")
UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read_tabel_capaian(isi: bytes, nama: str, lembar: str = "") -> TabelMentah | Temuan:
    """Tabel pada lembar yang kolomnya paling banyak dikenal; temuan bila tidak terbaca.

    Nomor baris adalah nomor baris lembar (CSV: nomor rekaman) seperti dilihat orang.
    ``lembar`` membatasi pencarian pada lembar bernama itu.
    """
    daftar = _open_lembar(isi, nama)
    if isinstance(daftar, Temuan):
        return daftar
    if lembar:
        ada = ", ".join(x.nama for x in daftar if x.nama) or "tidak ada"
        daftar = [x for x in daftar if normalize_judul(x.nama) == normalize_judul(lembar)]
        if not daftar:
            saran = "sebut salah satu nama itu"
            return build_temuan("STR020", berkas=nama, lembar=lembar, ada=ada, saran=saran)
    calon = [(k, x) for x in daftar if (k := find_kepala_capaian(x))]
    if not calon:
        return build_temuan("STR050", berkas=nama, hilang=", ".join(WAJIB), ada="-")
    kepala, terpilih = max(calon, key=lambda c: c[0].nilai)
    hilang = [b for b in WAJIB if b not in kepala.kolom]
    if hilang:
        ada = ", ".join(kepala.semua)
        return build_temuan("STR050", berkas=nama, hilang=", ".join(hilang), ada=ada)
    if kepala.kembar:
        kembar = ", ".join(dict.fromkeys(kepala.kembar))
        return build_temuan("STR051", berkas=nama, lembar=terpilih.nama, judul=kembar)
    data, dilewati = collect_baris(terpilih, kepala)
    lain = tuple(
        x.nama for k, x in calon if x is not terpilih and x.nama and set(WAJIB) <= set(k.kolom)
    )
    return TabelMentah(terpilih.nama, data, kepala.baris + 1, kepala.judul, dilewati, lain)


def _open_lembar(isi: bytes, nama: str) -> Sequence[LembarBaca] | Temuan:
    if is_teks(isi, nama):
        return _open_teks(isi, nama)
    buku = open_buku(isi, nama)
    return buku.temuan if isinstance(buku, Ditolak) else buku.lembar


def is_teks(isi: bytes, nama: str) -> bool:
    """Benar bila isinya teks bersekat; akhiran saja tidak dipercaya."""
    if isi.startswith(UTF16):
        return True
    if isi.startswith((MAGIC_ZIP, MAGIC_OLE)) or POLA_TANDA.match(isi[:512]) or b"\0" in isi[:4096]:
        return False
    return bool(isi.strip()) or nama.casefold().endswith(AKHIRAN_TEKS)


def _open_teks(isi: bytes, nama: str) -> Sequence[LembarBaca] | Temuan:
    """Lembar untuk setiap pemisah; yang kepalanya paling banyak cocok yang dipakai."""
    if len(isi) > BATAS.berkas:
        return build_temuan("STR004", berkas=nama, rincian=f"{len(isi):_} byte".replace("_", "."))
    teks = _decode(isi)
    hasil = []
    for pemisah in PEMISAH:
        try:
            baris = list(csv.reader(StringIO(teks, newline=""), delimiter=pemisah))
        except csv.Error:
            continue
        hasil.append(LembarBaca("", baris))
    return hasil or build_temuan("STR007", berkas=nama)


def _decode(isi: bytes) -> str:
    """UTF-16 menurut tandanya, UTF-8, lalu Windows-1252 yang menerima byte apa pun."""
    if isi.startswith(UTF16):
        return isi.decode("utf-16", errors="replace")
    try:
        return isi.decode("utf-8-sig")
    except UnicodeDecodeError:
        return isi.decode("cp1252", errors="replace")
