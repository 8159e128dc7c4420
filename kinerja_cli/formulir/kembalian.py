"""Formulir kembali: isian unit sendiri dengan sel yang keliru terbuka dan ditandai.

Disusun baru dari definisi dan fakta yang diterima, sehingga tidak satu byte pun dari berkas
kiriman ikut kembali. Dasar: SOP 5459/SOP/VIII/2023 langkah 6 (Tidak: dikembalikan ke kepala
bidang) dan 4b (bidang membuat RTL perbaikan dan mengumpulkan kembali).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from kinerja_cli.formulir.bentuk import (
    BarisFormulir,
    ButirPetunjuk,
    Formulir,
    Gaya,
    LembarFormulir,
    Sel,
)
from kinerja_cli.formulir.cetakan import KOLOM_ANGKA, KOLOM_NAMA
from kinerja_cli.formulir.keadaan import AWAL_KURANG
from kinerja_cli.formulir.letak_temuan import LetakTemuan, find_koreksi, locate_temuan
from kinerja_cli.formulir.petunjuk import build_petunjuk
from kinerja_cli.formulir.susun import build_lembar
from kinerja_cli.formulir.tindak_lanjut import (
    TemuanBaris,
    build_baris_selesai,
    build_baris_temuan,
)
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.isian import LEMBAR_FORMULIR
from kinerja_cli.model.perbaikan import ButirRtl
from kinerja_cli.model.temuan import Temuan, Tingkat

PENDAMPING: Mapping[str, tuple[str, ...]] = {
    "Kinerja": (
        "status_angka", "alasan_belum_ada", "pendorong", "penghambat", "upaya",
        "rencana_tindak_lanjut", "pic", "batas_waktu", "usul_perbaikan",
    ),
    "Anggaran": ("penjelasan",),
    "Data Dukung": ("keterangan",),
    "Koreksi": ("alasan", "bukti"),
}  # fmt: skip
"""Kolom yang ikut terbuka pada baris bertemuan: angka yang berubah perlu penjelasan baru."""

SELALU_TERBUKA = frozenset({"pengisi", "jabatan", "tanggal"})
"""Baris Catatan yang diisi lagi setiap kali formulir dikirim."""

DUKUNG = "Data Dukung"

CATATAN_RTL = (
    "Setiap temuan: isi penanggung jawab, batas waktu, tindakan, dan status. "
    "Baris abu-abu sudah diperiksa."
)
TERBUKA_KOREKSI = frozenset({"nilai_baru", "alasan", "bukti"})


def build_kembalian(
    definisi: Definisi,
    formulir: Formulir,
    temuan: Iterable[Temuan],
    batas: date,
    rtl: Sequence[ButirRtl] = (),
) -> Formulir:
    """Formulir yang sama untuk dikembalikan; ``formulir`` sudah berisi semua yang diterima.

    Galat dan peringatan yang dapat diperbaiki bidang membuka dan menandai selnya; sel kosong di
    baris yang belum lengkap tetap terbuka; begitu pula angka triwulan lalunya di lembar Koreksi
    bila perbaikannya dapat di sana; selain itu semua sel terkunci.
    ``batas`` tanggal terakhir pengumpulan kembali; ``rtl`` butir RTL putaran-putaran sebelumnya:
    yang tutup ikut tercetak terkunci, yang masih terbuka disebut pada baris barunya.
    """
    letak, umum = locate_temuan(formulir, temuan)
    judul, *lain = formulir.judul
    menurut_baris: dict[tuple[str, str], list[LetakTemuan]] = {}
    for x in letak:
        menurut_baris.setdefault((x.lembar, x.kunci), []).append(x)
    koreksi = find_koreksi(definisi, formulir, letak)
    lembar = {
        x.nama: replace(x, baris=tuple(_lock_baris(x, b, menurut_baris, koreksi) for b in x.baris))
        for x in formulir.lembar
    }
    baris_rtl = _build_rtl(formulir, _list_tindak(formulir, letak, umum), rtl, lembar.get("RTL"))
    if baris_rtl:
        lembar["RTL"] = replace(build_lembar("RTL", baris_rtl), catatan=CATATAN_RTL)
    susunan = tuple(lembar[n] for n in LEMBAR_FORMULIR if n in lembar)
    return replace(
        formulir,
        judul=(f"{judul}: dikembalikan, putaran {formulir.identitas.putaran}", *lain),
        petunjuk=(
            *_explain(formulir, letak, umum, batas, ada_koreksi=bool(koreksi)),
            *build_petunjuk(formulir.identitas, susunan),
        ),
        lembar=susunan,
    )


def _lock_baris(
    lembar: LembarFormulir,
    baris: BarisFormulir,
    menurut_baris: Mapping[tuple[str, str], Sequence[LetakTemuan]],
    koreksi: frozenset[str],
) -> BarisFormulir:
    milik = menurut_baris.get((lembar.nama, baris.kunci), ())
    ditandai: dict[str, list[Temuan]] = {}
    for x in milik:
        for bidang in x.bidang:
            ditandai.setdefault(bidang, []).append(x.temuan)
    ikut = set(PENDAMPING.get(lembar.nama, ())) if milik else set()
    angka = KOLOM_ANGKA.get(lembar.nama, ())
    if any(b not in angka for x in milik for b in x.bidang):
        # Penjelasan yang diminta dapat berakhir pada angka yang ternyata keliru.
        ikut |= set(angka)
    if lembar.nama == "Catatan" and baris.kunci in SELALU_TERBUKA:
        ikut = {"isi"}
    if lembar.nama == DUKUNG and ("Kinerja", baris.kunci) in menurut_baris:
        ikut = {"bukti", "keterangan"}
    if lembar.nama == "Koreksi" and baris.kunci in koreksi:
        ikut = set(TERBUKA_KOREKSI)
    if _is_kurang(baris):
        # Yang masih kosong belum pernah benar; barisnya sendiri menyebut apa yang kurang.
        ikut |= {b for b, s in baris.sel.items() if s.nilai is None}
    sel = {
        b: _mark_sel(s, ditandai[b]) if b in ditandai else s if b in ikut else _lock_sel(s)
        for b, s in baris.sel.items()
    }
    return replace(baris, sel=sel)


def _is_kurang(baris: BarisFormulir) -> bool:
    keadaan = baris.sel.get("keadaan")
    return keadaan is not None and str(keadaan.nilai).startswith(AWAL_KURANG)


def _lock_sel(sel: Sel) -> Sel:
    if not sel.terbuka:
        return sel
    return replace(sel, terbuka=False, validasi=None, bantuan="", gaya=Gaya.ACUAN)


def _mark_sel(sel: Sel, temuan: Sequence[Temuan]) -> Sel:
    galat = any(t.tingkat is Tingkat.GALAT for t in temuan)
    isi = "\n".join(_explain_temuan(t) for t in temuan)
    return replace(sel, gaya=Gaya.SALAH if galat else Gaya.TANYA, catatan=isi)


def _explain_temuan(temuan: Temuan) -> str:
    return f"{_sentence(temuan.masalah)} Perbaikan: {_sentence(temuan.perbaikan_bidang)}"


def _sentence(teks: str) -> str:
    return f"{teks[:1].upper()}{teks[1:].rstrip('.')}."


def _build_rtl(
    formulir: Formulir,
    tindak: Sequence[TemuanBaris],
    rtl: Sequence[ButirRtl],
    lembar: LembarFormulir | None,
) -> tuple[BarisFormulir, ...]:
    """Rencana bidang, butir putaran lalu yang sudah tutup, lalu temuan putaran ini."""
    rencana = lembar.baris if lembar else ()
    nama = {b.kunci: _find_nama(b) for x in formulir.lembar for b in x.baris}
    nama[formulir.identitas.unit] = formulir.identitas.nama_unit
    tutup = [b for b in rtl if not b.terbuka]
    selesai = build_baris_selesai(tutup, nama, len(rencana) + 1)
    lalu = {b.kunci: b for b in rtl if b.terbuka}
    awal = len(rencana) + len(selesai) + 1
    return (*rencana, *selesai, *build_baris_temuan(tindak, formulir.identitas, awal, lalu))


def _list_tindak(
    formulir: Formulir, letak: Sequence[LetakTemuan], umum: Sequence[Temuan]
) -> list[TemuanBaris]:
    """Satu tindak lanjut setiap baris bergalat, dan satu untuk galat seluruh unit."""
    nama = {(x.nama, b.kunci): _find_nama(b) for x in formulir.lembar for b in x.baris}
    menurut_kunci: dict[str, tuple[str, list[Temuan]]] = {}
    for x in letak:
        if x.temuan.tingkat is Tingkat.GALAT:
            sebutan = nama[x.lembar, x.kunci]
            menurut_kunci.setdefault(x.kunci, (sebutan, []))[1].append(x.temuan)
    unit = formulir.identitas
    if umum:
        menurut_kunci[unit.unit] = (unit.nama_unit, list(umum))
    return [
        TemuanBaris(kunci, sebutan, "\n".join(_explain_temuan(t) for t in daftar))
        for kunci, (sebutan, daftar) in menurut_kunci.items()
    ]


def _find_nama(baris: BarisFormulir) -> str:
    return next((str(s.nilai) for k in KOLOM_NAMA if (s := baris.sel.get(k)) and s.nilai), "")


def _explain(
    formulir: Formulir,
    letak: Sequence[LetakTemuan],
    umum: Sequence[Temuan],
    batas: date,
    *,
    ada_koreksi: bool,
) -> Iterable[ButirPetunjuk]:
    """Bagian pertama Petunjuk: yang harus dilakukan, lalu yang tidak menunjuk satu sel."""
    yield ButirPetunjuk(f"Formulir ini dikembalikan, putaran {formulir.identitas.putaran}")
    for n, (isi, warna) in enumerate(_iterate_langkah(letak, batas, ada_koreksi), start=1):
        yield ButirPetunjuk(str(n), isi, warna)
    if umum:
        yield ButirPetunjuk("Temuan yang tidak menunjuk satu sel")
        for n, t in enumerate(umum, start=1):
            yield ButirPetunjuk(str(n), _explain_temuan(t))


def _iterate_langkah(
    letak: Sequence[LetakTemuan], batas: date, ada_koreksi: bool
) -> Iterable[tuple[str, Gaya | None]]:
    galat = sum(x.temuan.tingkat is Tingkat.GALAT for x in letak)
    if galat:
        yield (
            f"Perbaiki {galat} temuan pada sel merah. Arahkan tetikus ke selnya: di sana tertulis "
            "apa yang keliru dan perbaikannya.",
            Gaya.SALAH,
        )
    if len(letak) > galat:
        yield f"Jelaskan atau perbaiki {len(letak) - galat} temuan pada sel jingga.", Gaya.TANYA
    yield (
        "Sel kuning di baris yang sama boleh disesuaikan; semua sel lain sudah diperiksa dan "
        "terkunci.",
        Gaya.ISIAN,
    )
    if ada_koreksi:
        yield (
            "Bila angka triwulan lalu yang keliru, isi angka baru dan alasannya di lembar Koreksi, "
            "pada baris yang terbuka.",
            None,
        )
    yield "Isi lembar RTL: tindakan perbaikan, penanggung jawab, batas waktu, dan status.", None
    yield (
        f"Simpan dan kirim kembali paling lambat {batas.strftime('%d/%m/%Y')}. Salinan putaran "
        "sebelumnya tidak diterima lagi.",
        None,
    )
