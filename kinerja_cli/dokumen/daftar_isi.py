"""Daftar isi, daftar tabel, dan daftar gambar yang sudah terisi nomor halamannya."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml.etree import _Element

from kinerja_cli.dokumen.templat import find_blok, iterate_badan
from kinerja_cli.dokumen.xml_word import (
    add_penanda,
    build,
    build_bidang,
    build_paragraf,
    build_run,
    close_bidang,
    open_bidang,
    read_teks,
)

TINGKAT = 3
PENANDA_JUDUL = "_KinerjaJudul"
PENANDA_BAGIAN = "_KinerjaBagian"
POLA_RUJUKAN = re.compile(r"\s*PAGEREF\s+(\S+)")


@dataclass(frozen=True, slots=True)
class ButirDaftar:
    """Satu baris daftar: penanda tujuan, teks, dan tingkat judul (1-3)."""

    penanda: str
    teks: str
    tingkat: int = 1


@dataclass(frozen=True, slots=True)
class BagianHalaman:
    """Penomoran halaman satu bagian: penanda paragraf pertama, angka mulai, romawi atau bukan."""

    penanda: str
    mulai: int | None
    romawi: bool


def mark_judul(dokumen: Document) -> list[ButirDaftar]:
    """Beri penanda pada setiap judul tingkat 1-3 dan kembalikan daftarnya."""
    hasil: list[ButirDaftar] = []
    for unsur, _ in iterate_badan(dokumen):
        if unsur.tag != qn("w:p"):
            continue
        gaya = Paragraph(unsur, dokumen._body).style  # type: ignore[arg-type]
        nama = gaya.name or "" if gaya is not None else ""
        teks = " ".join(read_teks(unsur).split())
        if not (nama.startswith("Heading ") and nama[8:].isdigit()) or not teks:
            continue
        tingkat = int(nama[8:])
        if tingkat <= TINGKAT:
            penanda = f"{PENANDA_JUDUL}{len(hasil) + 1}"
            add_penanda(unsur, penanda, 1000 + len(hasil))
            hasil.append(ButirDaftar(penanda, teks, tingkat))
    return hasil


def mark_bagian(dokumen: Document, mulai_nomor: int = 100) -> list[BagianHalaman]:
    """Beri penanda pada paragraf pertama setiap bagian dan baca cara penomorannya."""
    hasil: list[BagianHalaman] = []
    lalu = None
    for unsur, bagian in iterate_badan(dokumen):
        if unsur.tag != qn("w:p") or bagian._sectPr is lalu or find_blok(unsur):
            continue
        lalu = bagian._sectPr
        penanda = f"{PENANDA_BAGIAN}{len(hasil) + 1}"
        add_penanda(unsur, penanda, mulai_nomor + len(hasil))
        jenis = lalu.find(qn("w:pgNumType"))
        mulai = jenis.get(qn("w:start")) if jenis is not None else None
        bentuk = jenis.get(qn("w:fmt")) if jenis is not None else None
        hasil.append(BagianHalaman(penanda, int(mulai) if mulai else None, bentuk == "lowerRoman"))
    return hasil


def format_halaman(fisik: Mapping[str, int], bagian: Sequence[BagianHalaman]) -> dict[str, str]:
    """Nomor tercetak setiap penanda dari halaman fisiknya dan penomoran bagiannya."""
    hasil = {}
    for penanda, halaman in fisik.items():
        mulai, awal, romawi = 1, 1, False
        for b in bagian:
            halaman_awal = fisik.get(b.penanda, 1)
            if halaman_awal > halaman:
                break
            romawi = b.romawi
            if b.mulai is not None:
                mulai, awal = b.mulai, halaman_awal
        nomor = mulai + halaman - awal
        hasil[penanda] = format_romawi(nomor) if romawi else str(nomor)
    return hasil


def format_romawi(nomor: int) -> str:
    """Angka romawi kecil."""
    hasil = ""
    for nilai, huruf in ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
                         (5, "v"), (4, "iv"), (1, "i")):  # fmt: skip
        while nomor >= nilai:
            hasil += huruf
            nomor -= nilai
    return hasil


def iterate_daftar(
    butir: Sequence[ButirDaftar], perintah: str, gaya: str, halaman: Mapping[str, str]
) -> Iterator[_Element]:
    """Paragraf daftar sebagai satu bidang TOC; ``gaya`` diikuti tingkat bila berakhir angka nol."""
    paragraf = [_build_butir(b, gaya.replace("0", str(b.tingkat)), halaman) for b in butir]
    if not paragraf:
        return
    paragraf[0][1:1] = open_bidang(perintah)
    paragraf[-1].append(close_bidang())
    yield from paragraf


def _build_butir(butir: ButirDaftar, gaya: str, halaman: Mapping[str, str]) -> _Element:
    tautan = build(
        "hyperlink",
        build_run(butir.teks),
        build_run("\t"),
        *build_bidang(f"PAGEREF {butir.penanda} \\h", halaman.get(butir.penanda, "")),
        anchor=butir.penanda,
        history="1",
    )
    return build_paragraf(gaya, tautan)


def list_rujukan(dokumen: Document) -> list[str]:
    """Penanda yang halamannya dirujuk daftar, juga bila daftarnya sudah diperbarui Word."""
    return list(
        dict.fromkeys(
            cocok[1]
            for unsur in dokumen.element.body.iter(qn("w:instrText"))
            if (cocok := POLA_RUJUKAN.match(unsur.text or ""))
        )
    )


@dataclass
class _Bidang:
    """Bidang yang sedang terbuka; ``hasil`` nomor yang belum ditulis."""

    perintah: str = ""
    berhasil: bool = False
    hasil: str | None = None


def fill_rujukan(dokumen: Document, halaman: Mapping[str, str]) -> None:
    """Isi hasil setiap bidang PAGEREF yang halamannya diketahui."""
    for paragraf in dokumen.element.body.iter(qn("w:p")):
        terbuka: list[_Bidang] = []
        for unsur in list(paragraf.iter(qn("w:fldChar"), qn("w:instrText"), qn("w:t"))):
            jenis = unsur.get(qn("w:fldCharType"))
            if jenis == "begin":
                terbuka.append(_Bidang())
            elif terbuka and unsur.tag == qn("w:instrText"):
                terbuka[-1].perintah += unsur.text or ""
            elif terbuka and jenis == "separate":
                cocok = POLA_RUJUKAN.match(terbuka[-1].perintah)
                terbuka[-1].hasil = halaman.get(cocok[1]) if cocok else None
                terbuka[-1].berhasil = terbuka[-1].hasil is not None
            elif terbuka and jenis == "end":
                _close_rujukan(terbuka.pop(), unsur)
            elif terbuka and unsur.tag == qn("w:t") and terbuka[-1].berhasil:
                # Hasil lama boleh terpecah: nomor baru di run pertama, sisanya dikosongkan.
                unsur.text, terbuka[-1].hasil = terbuka[-1].hasil or "", None


def _close_rujukan(bidang: _Bidang, akhir: _Element) -> None:
    run = akhir.getparent()
    if bidang.hasil and run is not None:
        run.addprevious(build_run(bidang.hasil))
