"""Membaca kembali setiap angka dari .docx, PDF, buku kerja, dan JSON sebuah ruang kerja."""

from __future__ import annotations

import subprocess
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import openpyxl
from docx.oxml.ns import qn
from lxml import etree
from openpyxl.worksheet.worksheet import Worksheet

from kinerja_cli.dokumen.penanda import is_slot

BAGAN = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
TEMBOLOK = 9
"""Angka desimal yang ditulis Excel sebagai pecahan biner masih sama sampai digit ini."""


@dataclass(frozen=True, slots=True)
class Bagan:
    """Isi satu bagan: yang tersimpan di XML-nya dan di buku data yang tertanam."""

    judul: str
    kategori: tuple[str, ...]
    tembolok: dict[str, tuple[Decimal | None, ...]]
    buku: dict[str, tuple[Decimal | None, ...]]


def read_kontrol(jalur: Path) -> list[tuple[str, str]]:
    """(kunci, teks) setiap kontrol isi angka menurut urutannya di dokumen."""
    badan = docx.Document(str(jalur)).element.body
    hasil = []
    for kontrol in badan.iter(qn("w:sdt")):
        kunci = kontrol.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val"))
        if not is_slot(kunci):
            hasil.append((kunci, "".join(t.text or "" for t in kontrol.iter(qn("w:t")))))
    return hasil


def read_kata_pdf(jalur: Path) -> list[str]:
    """Kata-kata PDF menurut urutan aliran isinya."""
    perintah = ["pdftotext", "-raw", "-enc", "UTF-8", str(jalur), "-"]
    teks = subprocess.run(perintah, capture_output=True, check=True, encoding="utf-8").stdout
    return teks.split()


def read_lembar_fakta(jalur: Path) -> dict[str, str]:
    """Teks tercetak menurut kunci pada lembar Fakta."""
    lembar = openpyxl.load_workbook(jalur, data_only=True)["Fakta"]
    return {str(b[0]): str(b[1]) for b in iterate_isi(lembar, "Kunci fakta")}


def iterate_isi(lembar: Worksheet, judul: str) -> Iterator[tuple[object, ...]]:
    """Baris di bawah judul kolom pertama itu."""
    mulai = False
    for baris in lembar.iter_rows(values_only=True):
        if mulai and baris[0] is not None:
            yield baris
        mulai = mulai or baris[0] == judul


def read_bagan(jalur: Path) -> list[Bagan]:
    """Semua bagan di .docx, bersama buku data yang dirujuknya."""
    with ZipFile(jalur) as arsip:
        nama = sorted(n for n in arsip.namelist() if n.startswith("word/charts/chart"))
        return [_read_bagan(arsip, n) for n in nama]


def _read_bagan(arsip: ZipFile, nama: str) -> Bagan:
    akar = etree.fromstring(arsip.read(nama))
    relasi = etree.fromstring(
        arsip.read(nama.replace("charts/", "charts/_rels/").replace(".xml", ".xml.rels"))
    )
    tujuan = next(r.get("Target") for r in relasi if "embeddings" in r.get("Target", ""))
    buku = openpyxl.load_workbook(BytesIO(arsip.read(f"word/{tujuan.removeprefix('../')}")))
    judul = akar.find(f".//{BAGAN}title")
    teks = "" if judul is None else "".join(judul.itertext()).strip()
    kategori: tuple[str, ...] = ()
    tembolok = {}
    for seri in akar.iter(f"{BAGAN}ser"):
        sebutan = seri.find(f"{BAGAN}tx//{BAGAN}v").text or ""
        titik = _read_titik(seri, "cat")
        kategori = tuple(titik[n] for n in sorted(titik))
        angka = {n: Decimal(isi) for n, isi in _read_titik(seri, "val").items()}
        tembolok[sebutan] = tuple(angka.get(n) for n in range(len(kategori)))
    return Bagan(teks, kategori, tembolok, _read_buku(buku["Data"]))


def _read_titik(seri: etree._Element, bagian: str) -> dict[int, str]:
    """Isi tersimpan kategori (``cat``) atau nilai (``val``) menurut nomornya."""
    return {
        int(titik.get("idx")): titik[0].text or ""
        for titik in seri.iterfind(f"{BAGAN}{bagian}//{BAGAN}pt")
    }


def _read_buku(lembar: Worksheet) -> dict[str, tuple[Decimal | None, ...]]:
    kolom = defaultdict(list)
    judul, *baris = lembar.iter_rows(values_only=True)
    for isi in baris:
        for nama, nilai in zip(judul[1:], isi[1:], strict=True):
            angka = None if nilai is None else round(Decimal(str(nilai)), TEMBOLOK).normalize()
            kolom[str(nama)].append(angka)
    return {nama: tuple(isi) for nama, isi in kolom.items()}
