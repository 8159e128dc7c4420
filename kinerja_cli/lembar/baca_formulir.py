"""Membaca kiriman: identitas dan nilai sel menurut kunci, apa pun urutan dan nama lembarnya."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kinerja_cli.formulir.bentuk import SKEMA_FORMULIR, IdentitasFormulir
from kinerja_cli.formulir.cetakan import list_kolom
from kinerja_cli.formulir.mentah import (
    BarisMentah,
    HasilBaca,
    KirimanMentah,
    LembarMentah,
    Penolakan,
)
from kinerja_cli.lembar.buku_masuk import BukuBaca, LembarBaca, open_buku
from kinerja_cli.lembar.kepala import BARIS_KEPALA, find_kepala
from kinerja_cli.lembar.penanda import AKHIR_TABEL, AWAL_TANDA, TANDA_HASH, parse_tanda_kolom
from kinerja_cli.lembar.penjaga import Ditolak, find_akhiran_lain
from kinerja_cli.model.batas import BATAS, Batas
from kinerja_cli.model.isi_sel import clean_isi, format_isi
from kinerja_cli.model.isian import LEMBAR_FORMULIR
from kinerja_cli.model.kolom import KolomModel, Peran, iterate_kolom
from kinerja_cli.model.temuan import Temuan, build_temuan

KOLOM_CUKUP = 0.6
"""Bagian judul yang harus cocok agar lembar tanpa baris teknis dikenali."""


def read_kiriman(isi: bytes, nama: str, batas: Batas = BATAS) -> HasilBaca:
    """Baca satu berkas dari luar; tidak pernah melempar galat untuk isi yang buruk."""
    buku = open_buku(isi, nama, batas)
    if isinstance(buku, Ditolak):
        return Penolakan(buku.hasil, (buku.temuan,))
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
    dikenal = {x.nama_asli for x in lembar}
    lain = tuple(x.nama for x in buku.lembar if x.nama not in dikenal)
    return KirimanMentah(identitas, lembar, tuple(temuan), lain)


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
    judul: tuple[str, ...] = ()
    """Judul yang terbaca, bila kolomnya dikenali dari judul."""


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
            if not isi or not isinstance(isi, str) or not isi.startswith(AWAL_TANDA):
                continue
            nama = parse_tanda_kolom(isi)
            if nama not in LEMBAR_FORMULIR:
                continue
            bidang = {format_isi(lembar.isi(r, k)): k for k in range(len(baris)) if k != c}
            dikenal = {k.bidang for k in list_kolom(nama)}
            kolom = {b: k for b, k in bidang.items() if b in dikenal}
            return _Letak(nama, lembar, c, bidang.get(TANDA_HASH), kolom, r + 1)
    return None


def _find_judul(lembar: LembarBaca, daftar: Sequence[str]) -> _Letak | None:
    """Letak menurut judul kolom bila baris teknis hilang, di antara nama lembar itu."""
    if not any(_has_kunci(baris) for baris in lembar.baris[:BARIS_KEPALA]):
        return None
    for nama in daftar:
        kepala = find_kepala(lembar, list(iterate_kolom(LEMBAR_FORMULIR[nama])))
        if kepala is None or "kunci" not in kepala.kolom:
            continue
        kolom = {b: k for b, k in kepala.kolom.items() if b != "kunci"}
        if len(kolom) >= KOLOM_CUKUP * len(list_kolom(nama)):
            kunci = kepala.kolom["kunci"]
            return _Letak(nama, lembar, kunci, None, kolom, kepala.awal, kepala.judul)
    return None


def _has_kunci(baris: Sequence[object]) -> bool:
    return any(isinstance(isi, str) and isi.strip().casefold() == "kunci" for isi in baris)


def _read_lembar(letak: _Letak, nama: str, temuan: list[Temuan]) -> LembarMentah:
    isian = [k for k in list_kolom(letak.nama) if k.kolom.peran is Peran.ISIAN]
    baris: list[BarisMentah] = []
    tanpa: list[BarisMentah] = []
    berakhir = False
    for nomor, isi in enumerate(letak.lembar.baris[letak.awal :], start=letak.awal + 1):
        kunci, sidik = _read_kunci(isi, letak.kunci, letak.hash)
        # Baris berkunci di bawah tanda akhir tetap dibaca: pengisi dapat mengurutkan baris.
        berakhir = berakhir or kunci == AKHIR_TABEL
        if not kunci and not berakhir:
            tanpa.append(BarisMentah("", nomor, "", isi))
        elif kunci and kunci[0] != "#" and kunci.casefold() != "kunci":
            baris.append(BarisMentah(kunci, nomor, sidik, isi))
    hasil = LembarMentah(
        letak.nama,
        letak.lembar.nama,
        tuple(baris),
        letak.kolom,
        kolom_hilang=tuple(k.bidang for k in isian if k.bidang not in letak.kolom),
        judul=letak.judul,
        galat=letak.lembar.galat,
        persen=letak.lembar.persen,
    )
    temuan += _check_kembar(hasil, nama)
    cuplikan = ((b.nomor, _quote_isian(hasil, b, isian)) for b in tanpa)
    return replace(hasil, tanpa_kunci=tuple((n, isi) for n, isi in cuplikan if isi))


def _read_kunci(isi: Sequence[object], kunci: int, sidik: int | None) -> tuple[str, str]:
    """Kunci dan hash satu baris; yang lazim diambil apa adanya, selebihnya dirapikan dahulu."""
    if sidik is not None and kunci < len(isi) and sidik < len(isi):
        pasangan = isi[kunci], isi[sidik]
        if type(pasangan[0]) is str and type(pasangan[1]) is str:
            teks = pasangan[0] + pasangan[1]
            if teks.isprintable() and " " not in teks and "_x000D_" not in teks:
                return pasangan[0], pasangan[1]
    return _read_teks(isi, kunci), _read_teks(isi, sidik)


def _read_teks(isi: Sequence[object], kolom: int | None) -> str:
    return "" if kolom is None or kolom >= len(isi) else format_isi(clean_isi(isi[kolom]))


def _check_kembar(lembar: LembarMentah, nama: str) -> Iterator[Temuan]:
    """Kunci yang terdapat pada lebih dari satu baris."""
    daftar = [b.kunci for b in lembar.baris]
    if len(set(daftar)) == len(daftar):
        return
    for kunci, n in Counter(daftar).items():
        if n > 1:
            nomor = ", ".join(str(b.nomor) for b in lembar.baris if b.kunci == kunci)
            yield build_temuan("STR014", berkas=nama, lembar=lembar.nama, kunci=kunci, baris=nomor)


def _quote_isian(lembar: LembarMentah, baris: BarisMentah, isian: Sequence[KolomModel]) -> str:
    """Cuplikan isi sel isian baris tanpa kunci; judul kolom tingkat kedua bukan isian."""
    sel = ((k, lembar.sel(baris, k.bidang)) for k in isian)
    return "; ".join(s.nilai for k, s in sel if s and s.nilai != k.kolom.judul_baris[-1])[:80]
