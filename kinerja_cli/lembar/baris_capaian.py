"""Baris di bawah kepala tabel capaian: mana yang data, mana judul bagian, jumlah, dan ulangan."""

from __future__ import annotations

import re
from datetime import date

from kinerja_cli.lembar.buku_masuk import LembarBaca
from kinerja_cli.lembar.kepala import normalize_judul
from kinerja_cli.lembar.kepala_capaian import KepalaCapaian
from kinerja_cli.model.angka import from_float
from kinerja_cli.model.baris_tabel import BarisDilewati, BarisMentah, IsiTabel
from kinerja_cli.model.isi_sel import format_alamat, format_isi

POLA_NOMOR = re.compile(r"\(?(\d{1,2})\)?\s*(?:[=:].*)?")
POLA_PENOMORAN = re.compile(r"[(]?(?:\d{1,3}|[IVX]{1,5}|[A-Za-z])[.)]*")
POLA_JUMLAH = re.compile(
    r"(?:grand |sub )?(?:total|jumlah|rata rata|rerata)"
    r"(?: (?:total|jumlah|capaian|kinerja|keseluruhan|seluruh|indikator|sasaran|tujuan|program|"
    r"kegiatan|sub|anggaran|iku|strategis|rata|persentase|opd|dinas|\d+|[ivx]+))*"
)
UTAMA = ("target", "realisasi")


def collect_baris(
    lembar: LembarBaca, kepala: KepalaCapaian
) -> tuple[tuple[BarisMentah, ...], tuple[BarisDilewati, ...]]:
    """(baris data, baris yang dilewati dengan sebabnya), menurut urutan lembar."""
    data: list[BarisMentah] = []
    dilewati: list[BarisDilewati] = []
    pernah = False
    for r in range(kepala.awal, len(lembar.baris)):
        teks = [format_isi(lembar.isi(r, c)) for c in range(len(lembar.baris[r]))]
        isi = {b: teks[c] if c < len(teks) else "" for b, c in kepala.kolom.items()}
        galat = frozenset(b for b, c in kepala.kolom.items() if (r, c) in lembar.galat)
        if (not any(teks) and not galat) or _is_ulangan(isi, kepala):
            continue
        if not pernah and _is_nomor_kolom(teks, isi["indikator"]):
            continue
        sebab = "" if galat else _find_sebab(teks, isi, kepala)
        if sebab is None:
            continue
        pernah = True
        if sebab:
            cuplikan = isi["indikator"] or next(t for t in teks if t)
            dilewati.append(BarisDilewati(r + 1, cuplikan, sebab))
        else:
            data.append(_read_baris(lembar, r, kepala, galat))
    return tuple(data), tuple(dilewati)


def _is_ulangan(isi: dict[str, str], kepala: KepalaCapaian) -> bool:
    """Kepala yang dicetak ulang di halaman berikutnya, satu baris atau lebih."""
    judul = {normalize_judul(j) for j in kepala.semua}
    kunci = [isi[b] for b in ("indikator", *UTAMA) if isi[b]]
    return bool(kunci) and all(normalize_judul(k) in judul - {""} for k in kunci)


def _is_nomor_kolom(teks: list[str], indikator: str) -> bool:
    """Baris ``(1) (2) (3=2/1)`` di bawah kepala formulir resmi."""
    angka = [POLA_NOMOR.fullmatch(t) for t in teks if t]
    if len(angka) < 3 or not POLA_NOMOR.fullmatch(indikator):
        return False
    urut = [int(m[1]) for m in angka if m]
    return len(urut) == len(angka) and urut == sorted(set(urut)) and urut[0] <= 2


def _find_sebab(teks: list[str], isi: dict[str, str], kepala: KepalaCapaian) -> str | None:
    """Sebab baris dilewati; kosong bila data, ``None`` bila bukan bagian tabel."""
    lain = [t for c, t in enumerate(teks) if t and c not in kepala.kolom.values()]
    jumlah = any(POLA_JUMLAH.fullmatch(normalize_judul(t)) for t in (isi["indikator"], *lain) if t)
    if jumlah and not all(isi[b] for b in UTAMA):
        return "baris jumlah atau rata-rata"
    if any(isi[b] for b in UTAMA):
        return ""
    if not isi["indikator"]:
        return "tanpa indikator" if isi.get("capaian") else None
    keterangan = [t for t in lain if not POLA_PENOMORAN.fullmatch(t)]
    if keterangan or any(isi[b] for b in isi if b != "indikator"):
        return ""
    return "judul bagian"


def _read_baris(
    lembar: LembarBaca, r: int, kepala: KepalaCapaian, galat: frozenset[str]
) -> BarisMentah:
    kolom = kepala.kolom.items()
    return BarisMentah(
        r + 1,
        {b: _read_isi(lembar, r, c) for b, c in kolom},
        frozenset(
            b
            for b, c in kolom
            if (r, c) in lembar.persen and isinstance(lembar.isi(r, c), int | float)
        ),
        galat,
        {b: format_alamat(r, c) for b, c in kolom} if lembar.nama else {},
        lalu={b: _read_isi(lembar, r, c) for b, c in kepala.lalu.items()},
        geser=not lembar.nama
        and any(lembar.isi(r, c) for c in range(kepala.lebar, len(lembar.baris[r]))),
    )


def _read_isi(lembar: LembarBaca, r: int, c: int) -> IsiTabel:
    isi = lembar.isi(r, c)
    if isinstance(isi, bool | date):
        return format_isi(isi)
    if isinstance(isi, int | float):
        angka = from_float(float(isi))
        return angka.scaleb(2) if (r, c) in lembar.persen else angka
    return isi
