"""Memeriksa kiriman terhadap cetakan buatan sendiri; sasaran di berkas tidak pernah dipercaya."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import chain, starmap
from operator import itemgetter

from kinerja_cli.formulir.baca_isian import PembacaIsian
from kinerja_cli.formulir.cetakan import (
    BarisCetakan,
    Cetakan,
    LembarCetakan,
    list_kolom,
    map_kolom,
)
from kinerja_cli.formulir.mentah import BarisMentah, KirimanMentah, LembarMentah, SelMentah
from kinerja_cli.model.angka import format_kanonik, from_float
from kinerja_cli.model.kiriman import SelKiriman
from kinerja_cli.model.kolom import Peran
from kinerja_cli.model.temuan import Temuan, build_temuan

LEMBAR_MENYUSUT = frozenset({"Koreksi", "RTL"})
"""Lembar yang barisnya bertambah menurut kiriman lain; cetakan lama boleh lebih pendek."""

KOLOM_ARTI = frozenset({"indikator", "satuan", "arah", "cara_isi"})
"""Kolom yang menentukan arti angka; bila berubah, angka yang diisi belum tentu sama artinya."""


def check_kiriman(
    cetakan: Cetakan, mentah: KirimanMentah, berkas: str = "", terkini: Cetakan | None = None
) -> tuple[list[SelKiriman], list[Temuan]]:
    """Isian yang terbaca (dengan alamat faktanya) dan semua temuan, bersama-sama.

    ``terkini`` cetakan definisi yang lebih baru untuk unit dan periode yang sama: baris yang
    berubah sejak formulir ini dibagikan menjadi temuan.
    """
    sel: list[SelKiriman] = []
    temuan = list(mentah.temuan)
    diterima = {x.nama: x for x in mentah.lembar}
    for lembar in cetakan.lembar:
        masuk = diterima.get(lembar.nama)
        if masuk is None:
            mirip = _suggest(lembar.nama, mentah.lembar_lain)
            menyusut = lembar.nama in LEMBAR_MENYUSUT and cetakan.identitas.putaran == 1
            kode = "STR034" if menyusut and not mirip else "STR015"
            temuan.append(build_temuan(kode, berkas=berkas, lembar=lembar.nama, mirip=mirip))
            continue
        temuan += _check_susunan(lembar, masuk, berkas)
        lebar = min((len(b.isi) for b in masuk.baris), default=0)
        pembaca = PembacaIsian(cetakan, lembar, masuk, berkas, lebar)
        baris_masuk = _pick_baris(masuk)
        banding = _Pembanding(lembar, masuk, berkas, lebar)
        utuh = banding.is_utuh(baris_masuk)
        cocok = ((b, baris_masuk.get(b.kunci)) for b in lembar.baris)
        pasangan = [(b, isi) for b, isi in cocok if isi is not None]
        if not utuh:
            temuan += chain.from_iterable(starmap(banding.check, pasangan))
        pembaca.read_semua(pasangan)
        sel += pembaca.sel
        temuan += pembaca.temuan
    if terkini is not None:
        temuan += _check_definisi(cetakan, terkini, diterima, berkas)
    return sel, temuan


def _suggest(dicari: str, ada: Sequence[str]) -> str:
    """Sambungan kalimat yang menyebut nama termirip; kosong bila tidak ada."""
    mirip = get_close_matches(dicari, ada, n=1)
    return f"; mungkin namanya berubah menjadi {mirip[0]!r}" if mirip else ""


def _pick_baris(masuk: LembarMentah) -> dict[str, BarisMentah]:
    """Baris menurut kunci; yang kembar dipakai hanya bila semua isinya sama."""
    hasil = {b.kunci: b for b in masuk.baris}
    if len(hasil) == len(masuk.baris):
        return hasil
    kelompok: dict[str, list[BarisMentah]] = defaultdict(list)
    for baris in masuk.baris:
        kelompok[baris.kunci].append(baris)
    return {k: d[0] for k, d in kelompok.items() if len({_isi(masuk, b) for b in d}) == 1}


def _isi(masuk: LembarMentah, baris: BarisMentah) -> tuple[tuple[str, str], ...]:
    sel = ((bidang, masuk.sel(baris, bidang)) for bidang in sorted(masuk.letak))
    return tuple((bidang, s.nilai) for bidang, s in sel if s)


def _check_susunan(lembar: LembarCetakan, masuk: LembarMentah, berkas: str) -> Iterator[Temuan]:
    """Setiap kunci dan kolom yang seharusnya ada dipertanggungjawabkan."""
    tempat = {"berkas": berkas, "lembar": lembar.nama}
    kolom = map_kolom(lembar.nama)
    for bidang in masuk.kolom_hilang:
        judul = kolom[bidang].kolom.nama
        mirip = _suggest(judul, masuk.judul)
        yield build_temuan("STR019", **tempat, kolom=bidang, judul=judul, mirip=mirip)
    ada = {b.kunci for b in masuk.baris}
    dikenal = {b.kunci for b in lembar.baris}
    if lembar.nama not in LEMBAR_MENYUSUT and not dikenal <= ada:
        for baris in lembar.baris:
            if baris.kunci not in ada:
                yield build_temuan(
                    "STR016", **tempat, kunci=baris.kunci, nama=lembar.find_nama(baris)
                )
    if not ada <= dikenal:
        isian = [k.bidang for k in list_kolom(lembar.nama) if k.kolom.peran is Peran.ISIAN]
        for asing in masuk.baris:
            if asing.kunci not in dikenal and any(masuk.sel(asing, x) for x in isian):
                yield build_temuan("STR017", **tempat, kunci=asing.kunci, baris=asing.nomor)
    for nomor, cuplikan in masuk.tanpa_kunci:
        yield build_temuan("STR018", **tempat, baris=nomor, cuplikan=cuplikan)


class _Pembanding:
    """Membandingkan sel terkunci satu lembar; baris yang utuh selesai dalam satu perbandingan."""

    def __init__(self, lembar: LembarCetakan, masuk: LembarMentah, berkas: str, lebar: int) -> None:
        self.lembar = lembar
        self.masuk = masuk
        self.berkas = berkas
        letak = [masuk.letak.get(b) for b in lembar.terkunci]
        utuh = [c for c in letak if c is not None and c < lebar]
        self.ambil: Callable[[Sequence[object]], tuple[object, ...]] | None = None
        if len(utuh) == len(letak) > 1:
            self.ambil = itemgetter(*utuh)

    def is_utuh(self, baris_masuk: Mapping[str, BarisMentah]) -> bool:
        """Benar bila hash dan semua sel terkunci setiap baris persis seperti yang dibagikan."""
        ambil, daftar = self.ambil, self.lembar.baris
        ada = [baris_masuk.get(b.kunci) for b in daftar]
        if ambil is None or any(b is None for b in ada) or any(b.tetap for b in daftar):
            return False
        masuk = [b for b in ada if b]
        if [b.hash for b in masuk] != [b.hash for b in daftar]:
            return False
        return [*map(ambil, [b.isi for b in masuk])] == [*map(tuple, [b.terkunci for b in daftar])]

    def check(self, baris: BarisCetakan, isi: BarisMentah) -> Iterator[Temuan]:
        """Target atau teks terkunci yang berbeda; nilai kita sendiri yang dipakai."""
        tempat = {"berkas": self.berkas, "lembar": self.lembar.nama, "kunci": baris.kunci}
        if isi.hash and isi.hash != baris.hash:
            yield build_temuan("TGT001", **tempat, nama=self.lembar.find_nama(baris))
            return
        if self.ambil is None or self.ambil(isi.isi) != tuple(baris.terkunci):
            yield from self._compare("TGT002", self.lembar.terkunci, baris.terkunci, baris, isi)
        if baris.tetap:
            yield from self._compare("TGT006", self.lembar.isian, baris.tetap, baris, isi)

    def _compare(
        self,
        kode: str,
        bidang_banding: Sequence[str],
        isi_kita: Sequence[str | float | None],
        baris: BarisCetakan,
        isi: BarisMentah,
    ) -> Iterator[Temuan]:
        kolom = map_kolom(self.lembar.nama)
        for bidang, kita in zip(bidang_banding, isi_kita, strict=True):
            masuk = self.masuk.sel(isi, bidang)
            if kita is not None and not _is_sama(kita, masuk):
                yield build_temuan(
                    kode,
                    berkas=self.berkas,
                    lembar=self.lembar.nama,
                    kunci=baris.kunci,
                    sel=masuk.alamat if masuk else "",
                    kolom=bidang,
                    judul=kolom[bidang].kolom.nama,
                    nama=self.lembar.find_nama(baris),
                    masuk=masuk.nilai if masuk else "kosong",
                    kita=_show(kita) or "kosong",
                )


def _is_sama(kita: str | float, masuk: SelMentah | None) -> bool:
    if masuk is None:
        return kita == ""
    if isinstance(kita, float):
        return masuk.tipe == "angka" and masuk.nilai == _show(kita)
    return kita == masuk.nilai or _rapikan(kita) == _rapikan(masuk.nilai)


def _show(isi: str | float) -> str:
    return format_kanonik(from_float(isi)) if isinstance(isi, float) else isi


def _rapikan(teks: str) -> str:
    return " ".join(teks.split()).casefold()


def _check_definisi(
    cetakan: Cetakan, terkini: Cetakan, diterima: dict[str, LembarMentah], berkas: str
) -> Iterator[Temuan]:
    """Baris terisi yang uraian, satuan, atau targetnya berubah sejak formulir dibagikan."""
    baru = {(x.nama, b.kunci): (x, b) for x in terkini.lembar for b in x.baris}
    for lembar in cetakan.lembar:
        masuk = diterima.get(lembar.nama)
        if masuk is None or lembar.nama in LEMBAR_MENYUSUT:
            continue
        baris_masuk = _pick_baris(masuk)
        for baris in lembar.baris:
            isi = baris_masuk.get(baris.kunci)
            if isi is None or not any(masuk.sel(isi, b) for b in lembar.list_terbuka(baris)):
                continue
            tempat = {"berkas": berkas, "lembar": lembar.nama, "kunci": baris.kunci}
            pasangan = baru.get((lembar.nama, baris.kunci))
            if pasangan is None:
                yield build_temuan("TGT005", **tempat, nama=lembar.find_nama(baris))
            elif pasangan[1].hash != baris.hash:
                yield _report_berubah(lembar, baris, *pasangan, tempat)


def _report_berubah(
    lembar: LembarCetakan,
    baris: BarisCetakan,
    lembar_baru: LembarCetakan,
    baru: BarisCetakan,
    tempat: dict[str, str],
) -> Temuan:
    kini = dict(zip(lembar_baru.terkunci, baru.terkunci, strict=True))
    kolom = map_kolom(lembar.nama)
    beda = {
        bidang: f"{kolom[bidang].kolom.nama} {_show(lama)!r} menjadi {_show(kini[bidang])!r}"
        for bidang, lama in zip(lembar.terkunci, baris.terkunci, strict=True)
        if bidang in kini and kini[bidang] != lama
    }
    kode = "TGT004" if KOLOM_ARTI & set(beda) else "TGT003"
    rincian = "; ".join(beda.values()) or "uraiannya"
    return build_temuan(kode, **tempat, nama=lembar.find_nama(baris), rincian=rincian)
