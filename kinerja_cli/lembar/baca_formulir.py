"""Membaca kiriman: identitas dan nilai sel menurut kunci, apa pun urutan dan nama lembarnya."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kinerja_cli.formulir.bentuk import (
    SKEMA_FORMULIR,
    BarisMentah,
    HasilKiriman,
    IdentitasFormulir,
    KirimanMentah,
    LembarMentah,
    Penolakan,
    SelMentah,
)
from kinerja_cli.lembar.buku_masuk import BukuBaca, LembarBaca, open_buku
from kinerja_cli.lembar.kepala import find_kepala
from kinerja_cli.lembar.penanda import AKHIR_TABEL, TANDA_HASH, parse_tanda_kolom
from kinerja_cli.lembar.penjaga import Ditolak, find_akhiran_lain
from kinerja_cli.lembar.sel_persen import mark_persen
from kinerja_cli.model.angka import format_kanonik, from_float
from kinerja_cli.model.isi_sel import format_alamat, format_isi
from kinerja_cli.model.isian import LEMBAR_FORMULIR
from kinerja_cli.model.kolom import KolomModel, Peran, iterate_kolom
from kinerja_cli.model.temuan import Temuan, build_temuan

KOLOM_CUKUP = 0.6
"""Bagian judul yang harus cocok agar lembar tanpa baris teknis dikenali."""


def read_kiriman(isi: bytes, nama: str) -> HasilKiriman:
    """Baca satu berkas dari luar; tidak pernah melempar galat untuk isi yang buruk."""
    buku = open_buku(isi, nama)
    if isinstance(buku, Ditolak):
        return Penolakan(buku.hasil, (buku.temuan,))
    buku = mark_persen(buku, isi)
    identitas = find_identitas(buku)
    if identitas is None:
        ada = ", ".join(x.nama for x in buku.lembar) or "tidak ada"
        return _reject(build_temuan("STR010", berkas=nama, ada=ada))
    if identitas.skema > SKEMA_FORMULIR:
        baru = build_temuan("STR011", berkas=nama, skema=identitas.skema, dikenal=SKEMA_FORMULIR)
        return _reject(baru, identitas)
    letak = _find_semua(buku)
    if not letak:
        return _reject(build_temuan("STR013", berkas=nama), identitas)
    catatan = find_akhiran_lain(nama, buku.jenis)
    temuan = [catatan] if catatan else []
    lembar = tuple(_read_lembar(x, nama, temuan) for x in letak)
    return KirimanMentah(identitas, lembar, tuple(temuan))


def _reject(temuan: Temuan, identitas: IdentitasFormulir | None = None) -> Penolakan:
    return Penolakan("tolak", (temuan,), identitas)


def find_identitas(buku: BukuBaca) -> IdentitasFormulir | None:
    """Identitas dari lembar yang memuat semua butirnya; nama lembar tidak dilihat."""
    for lembar in buku.lembar:
        if len(lembar.baris) > 50:
            continue
        isi = {
            format_isi(lembar.isi(r, 0)): format_isi(lembar.isi(r, 1))
            for r in range(len(lembar.baris))
        }
        try:
            return IdentitasFormulir.from_teks(isi)
        except (KeyError, ValueError):
            continue
    return None


@dataclass(frozen=True, slots=True)
class _Letak:
    """Letak kolom satu lembar formulir di dalam berkas."""

    nama: str
    lembar: LembarBaca
    kunci: int
    hash: int | None
    kolom: dict[str, int]
    awal: int


def _find_semua(buku: BukuBaca) -> list[_Letak]:
    """Lembar formulir yang dikenali, satu untuk setiap nama baku."""
    hasil: dict[str, _Letak] = {}
    for lembar in buku.lembar:
        letak = _find_teknis(lembar)
        if letak and letak.nama not in hasil:
            hasil[letak.nama] = letak
    for lembar in buku.lembar:
        kurang = [nama for nama in LEMBAR_FORMULIR if nama not in hasil]
        if kurang and all(letak.lembar is not lembar for letak in hasil.values()):
            letak = _find_judul(lembar, kurang)
            if letak:
                hasil[letak.nama] = letak
    return [hasil[nama] for nama in LEMBAR_FORMULIR if nama in hasil]


def _find_teknis(lembar: LembarBaca) -> _Letak | None:
    """Letak menurut baris teknis tersembunyi, di baris dan kolom mana pun ia berada."""
    for r, baris in enumerate(lembar.baris):
        for c, isi in enumerate(baris):
            nama = parse_tanda_kolom(isi) if isinstance(isi, str) else ""
            if nama not in LEMBAR_FORMULIR:
                continue
            bidang = {format_isi(lembar.isi(r, k)): k for k in range(len(baris)) if k != c}
            dikenal = {k.bidang for k in _list_kolom(nama)}
            kolom = {b: k for b, k in bidang.items() if b in dikenal}
            return _Letak(nama, lembar, c, bidang.get(TANDA_HASH), kolom, r + 1)
    return None


def _find_judul(lembar: LembarBaca, daftar: Sequence[str]) -> _Letak | None:
    """Letak menurut judul kolom bila baris teknis hilang, di antara nama lembar itu."""
    for nama in daftar:
        kepala = find_kepala(lembar, list(iterate_kolom(LEMBAR_FORMULIR[nama])))
        if kepala is None or "kunci" not in kepala.kolom:
            continue
        kolom = {b: k for b, k in kepala.kolom.items() if b != "kunci"}
        if len(kolom) >= KOLOM_CUKUP * len(_list_kolom(nama)):
            return _Letak(nama, lembar, kepala.kolom["kunci"], None, kolom, kepala.awal)
    return None


def _list_kolom(nama: str) -> list[KolomModel]:
    model = LEMBAR_FORMULIR[nama]
    return [k for k in iterate_kolom(model) if k.kolom.peran is not Peran.KUNCI]


def _read_lembar(letak: _Letak, nama: str, temuan: list[Temuan]) -> LembarMentah:
    hilang = tuple(
        k.bidang
        for k in _list_kolom(letak.nama)
        if k.kolom.peran is Peran.ISIAN and k.bidang not in letak.kolom
    )
    baris: list[BarisMentah] = []
    tanpa: list[tuple[int, str]] = []
    isian = {
        k.bidang: k.kolom.judul_baris[-1]
        for k in _list_kolom(letak.nama)
        if k.kolom.peran is Peran.ISIAN
    }
    for r in range(letak.awal, len(letak.lembar.baris)):
        kunci = format_isi(letak.lembar.isi(r, letak.kunci))
        if kunci == AKHIR_TABEL:
            break
        sel = _read_sel(letak, r)
        if kunci and not kunci.startswith("#") and kunci.casefold() != "kunci":
            hash_ = "" if letak.hash is None else format_isi(letak.lembar.isi(r, letak.hash))
            baris.append(BarisMentah(kunci, r + 1, hash_, sel))
        elif not kunci and (isi := _list_isi(sel, isian)):
            tanpa.append((r + 1, "; ".join(isi)[:80]))
    banyak = Counter(b.kunci for b in baris)
    for kunci, n in banyak.items():
        if n > 1:
            nomor = ", ".join(str(b.nomor) for b in baris if b.kunci == kunci)
            temuan.append(
                build_temuan("STR014", berkas=nama, lembar=letak.nama, kunci=kunci, baris=nomor)
            )
    return LembarMentah(letak.nama, letak.lembar.nama, tuple(baris), tuple(tanpa), hilang)


def _list_isi(sel: dict[str, SelMentah], isian: dict[str, str]) -> list[str]:
    """Isi sel isian baris tanpa kunci; judul kolom tingkat kedua bukan isian."""
    return [sel[b].nilai for b, judul in isian.items() if b in sel and sel[b].nilai != judul]


def _read_sel(letak: _Letak, r: int) -> dict[str, SelMentah]:
    hasil = {}
    for bidang, c in letak.kolom.items():
        alamat = format_alamat(r, c)
        if (r, c) in letak.lembar.galat:
            hasil[bidang] = SelMentah("#GALAT", alamat, "galat")
            continue
        isi = letak.lembar.isi(r, c)
        if isi is None:
            continue
        if isinstance(isi, int | float) and not isinstance(isi, bool):
            if (r, c) in letak.lembar.persen:
                tampil = format_kanonik(from_float(float(isi)).scaleb(2))
                hasil[bidang] = SelMentah(f"{tampil}%", alamat, "persen")
            else:
                hasil[bidang] = SelMentah(format_isi(isi), alamat, "angka")
        elif isinstance(isi, date):
            hasil[bidang] = SelMentah(format_isi(isi), alamat, "tanggal")
        else:
            hasil[bidang] = SelMentah(format_isi(isi), alamat)
    return hasil
