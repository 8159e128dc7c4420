"""Memeriksa kiriman terhadap formulir buatan sendiri; sasaran di berkas tidak pernah dipercaya."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from kinerja_cli.formulir.baca_isian import PembacaIsian, read_nama
from kinerja_cli.formulir.bentuk import (
    BarisFormulir,
    BarisMentah,
    Formulir,
    KirimanMentah,
    LembarFormulir,
    LembarMentah,
    Sel,
    SelIsian,
    SelMentah,
)
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.kolom import Peran
from kinerja_cli.model.temuan import Temuan, build_temuan

BERUBAH_SENDIRI = frozenset({"nomor", "realisasi_sebelum", "nilai_lama", "keadaan"})
"""Kolom terkunci yang isinya mengikuti kiriman lain, jadi boleh berbeda."""


def check_kiriman(
    definisi: Definisi, formulir: Formulir, mentah: KirimanMentah, berkas: str = ""
) -> tuple[list[SelIsian], list[Temuan]]:
    """Isian yang terbaca (dengan alamat faktanya) dan semua temuan, bersama-sama."""
    sel: list[SelIsian] = []
    temuan = list(mentah.temuan)
    diterima = {x.nama: x for x in mentah.lembar}
    for lembar in formulir.lembar:
        masuk = diterima.get(lembar.nama)
        if masuk is None:
            temuan.append(build_temuan("STR015", berkas=berkas, lembar=lembar.nama))
            continue
        temuan += _check_susunan(lembar, masuk, berkas)
        pembaca = PembacaIsian(definisi, formulir.identitas, lembar, berkas)
        baris_masuk = _pick_baris(masuk)
        for baris in lembar.baris:
            isi = baris_masuk.get(baris.kunci)
            if isi is not None:
                temuan += _check_terkunci(lembar, baris, isi, berkas)
                pembaca.read_baris(baris, isi.sel)
        sel += pembaca.sel
        temuan += pembaca.temuan
    return sel, temuan


def _pick_baris(masuk: LembarMentah) -> dict[str, BarisMentah]:
    """Baris menurut kunci; yang kembar dipakai hanya bila semua isinya sama."""
    kelompok: dict[str, list[BarisMentah]] = defaultdict(list)
    for baris in masuk.baris:
        kelompok[baris.kunci].append(baris)
    return {
        kunci: daftar[0]
        for kunci, daftar in kelompok.items()
        if len({_isi(b) for b in daftar}) == 1
    }


def _isi(baris: BarisMentah) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((k, s.nilai) for k, s in baris.sel.items()))


def _check_susunan(lembar: LembarFormulir, masuk: LembarMentah, berkas: str) -> Iterator[Temuan]:
    """Setiap kunci dan kolom yang seharusnya ada dipertanggungjawabkan."""
    ada = {b.kunci for b in masuk.baris}
    tempat = {"berkas": berkas, "lembar": lembar.nama}
    nama = {k.bidang: k.kolom.nama for k in lembar.kolom}
    for bidang in masuk.kolom_hilang:
        yield build_temuan("STR019", **tempat, kolom=bidang, judul=nama[bidang])
    for baris in lembar.baris:
        if baris.kunci not in ada and lembar.nama != "Koreksi":
            yield build_temuan("STR016", **tempat, kunci=baris.kunci, nama=read_nama(baris))
    dikenal = {b.kunci for b in lembar.baris}
    isian = {k.bidang for k in lembar.kolom if k.kolom.peran is Peran.ISIAN}
    for asing in masuk.baris:
        if asing.kunci not in dikenal and isian & set(asing.sel):
            yield build_temuan("STR017", **tempat, kunci=asing.kunci, baris=asing.nomor)
    for nomor, cuplikan in masuk.tanpa_kunci:
        yield build_temuan("STR018", **tempat, baris=nomor, cuplikan=cuplikan)


def _check_terkunci(
    lembar: LembarFormulir, baris: BarisFormulir, isi: BarisMentah, berkas: str
) -> Iterator[Temuan]:
    """Target atau teks terkunci yang berbeda; nilai kita sendiri yang dipakai."""
    tempat = {"berkas": berkas, "lembar": lembar.nama, "kunci": baris.kunci}
    if isi.hash and isi.hash != baris.hash:
        yield build_temuan("TGT001", **tempat, nama=read_nama(baris))
        return
    for kolom in lembar.kolom:
        kita = baris.sel.get(kolom.bidang)
        if kita is None or kolom.kolom.peran is not Peran.ACUAN or kolom.bidang in BERUBAH_SENDIRI:
            continue
        masuk = isi.sel.get(kolom.bidang)
        if not _is_sama(kita, masuk):
            yield build_temuan(
                "TGT002",
                **tempat,
                sel=masuk.alamat if masuk else "",
                kolom=kolom.bidang,
                judul=kolom.kolom.nama,
                nama=read_nama(baris),
                masuk=masuk.nilai if masuk else "kosong",
                kita=kita.nilai,
            )


def _is_sama(kita: Sel, masuk: SelMentah | None) -> bool:
    if masuk is None:
        return kita.nilai is None or kita.nilai == ""
    if isinstance(kita.nilai, Decimal):
        return masuk.tipe == "angka" and Decimal(masuk.nilai) == kita.nilai
    teks = "" if kita.nilai is None else str(kita.nilai)
    return teks == masuk.nilai or _rapikan(teks) == _rapikan(masuk.nilai)


def _rapikan(teks: str) -> str:
    return " ".join(teks.split()).casefold()
