"""Digit yang sama di mana-mana: docx, PDF, xlsx, json, tembolok bagan, dan buku data bagan.

Setiap uji menghitung yang dibandingkan, supaya tidak lulus karena tidak menemukan apa pun.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from kinerja_cli.dokumen.laporan.bahasa import format_nama
from kinerja_cli.dokumen.libreoffice import convert_pdf
from kinerja_cli.model.angka import round_setengah_naik
from kinerja_cli.model.cetak import format_angka, format_persen, format_rupiah
from kinerja_cli.model.data_kinerja import DataIndikator, DataKinerja, Fakta
from kinerja_cli.model.istilah import Jenjang
from kinerja_cli.tahap import lkjip
from tests.tahap.angka_dokumen import (
    Bagan,
    iterate_isi,
    read_bagan,
    read_kata_pdf,
    read_kontrol,
    read_lembar_fakta,
)
from tests.tahap.jalan import run_sop

LEMBAR = {
    "Tujuan": Jenjang.TUJUAN,
    "Sasaran": Jenjang.SASARAN,
    "Program": Jenjang.PROGRAM,
    "Kegiatan": Jenjang.KEGIATAN,
    "Sub Kegiatan": Jenjang.SUB_KEGIATAN,
}


@dataclass(frozen=True, slots=True)
class Keluaran:
    """Berkas akhir dinas contoh."""

    docx: Path
    xlsx: Path
    json: dict[str, object]
    data: DataKinerja
    fakta: dict[str, Fakta]


@pytest.fixture(scope="module")
def keluaran(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Keluaran]:
    with pytest.MonkeyPatch.context() as ganti:
        ganti.setattr(lkjip, "find_libreoffice", lambda: None)
        ruang = run_sop(tmp_path_factory.mktemp("angka"), ()).ruang
    hasil = ruang.akar / "hasil" / "tahun"
    isi = json.loads((hasil / "data_kinerja.json").read_text(encoding="utf-8"))
    data = DataKinerja.model_validate(isi)
    yield Keluaran(
        next(iter(sorted(ruang.laporan.rglob("*konsep*.docx")))),
        next(b for b in hasil.glob("*.xlsx") if b.name.startswith("Dokumen data kinerja")),
        isi,
        data,
        {f.kunci: f for f in data.iterate_fakta()},
    )


def test_docx_sama_dengan_json_menurut_kunci(keluaran: Keluaran):
    kontrol = read_kontrol(keluaran.docx)
    dari_data = [(k, t) for k, t in kontrol if k in keluaran.fakta]
    assert len(dari_data) > 1500
    assert [k for k, t in dari_data if t != keluaran.fakta[k].teks] == []
    tanpa_data = {k for k, _ in kontrol} - keluaran.fakta.keys()
    teks = {k: {t for kunci, t in kontrol if kunci == k} for k in tanpa_data}
    assert {k: t for k, t in teks.items() if len(t) > 1} == {}


def test_semua_fakta_sasaran_tercetak_di_docx(keluaran: Keluaran):
    tercetak = {k for k, _ in read_kontrol(keluaran.docx)}
    wajib = {
        f.kunci
        for i in keluaran.data.indikator
        if i.masuk_rerata
        for f in (i.tahun.target, i.tahun.realisasi, i.tahun.capaian)
    } | {f.kunci for a in keluaran.data.anggaran for f in (a.pagu, a.realisasi, a.serapan, a.sisa)}
    assert len(wajib) > 500
    assert wajib - tercetak == set()


def test_lembar_fakta_sama_dengan_json(keluaran: Keluaran):
    lembar = read_lembar_fakta(keluaran.xlsx)
    assert len(lembar) > 1000
    assert lembar == {k: f.teks for k, f in keluaran.fakta.items()}


def test_tabel_xlsx_sama_dengan_json(keluaran: Keluaran):
    """Sel angka pada lembar setiap jenjang dan lembar Anggaran, menurut kode barisnya."""
    buku = openpyxl.load_workbook(keluaran.xlsx, data_only=True)
    indikator = {i.kode_indikator: i for i in keluaran.data.indikator}
    banyak = 0
    for nama in LEMBAR:
        for baris in iterate_isi(buku[nama], "Kode"):
            if (i := indikator.get(str(baris[0]))) is not None:
                banyak += compare_sel(baris[4:15], list_fakta(i), i.desimal)
    anggaran = {a.kode: a for a in keluaran.data.anggaran}
    for baris in iterate_isi(buku["Anggaran"], "Kode"):
        if (a := anggaran.get(str(baris[0]))) is not None:
            banyak += compare_sel(baris[3:7], [a.pagu, a.realisasi, a.serapan, a.sisa], 2)
    assert banyak > 1000


def list_fakta(i: DataIndikator) -> list[Fakta | None]:
    """Fakta menurut urutan kolom lembar jenjang: target dan realisasi triwulan, lalu tahun."""
    triwulan = {t.periode.nomor: t for t in i.triwulan}
    isi: list[Fakta | None] = []
    for n in range(1, 5):
        t = triwulan.get(n)
        isi += [t.target, t.realisasi] if t else [None, None]
    return [*isi, i.tahun.target, i.tahun.realisasi, i.tahun.capaian]


def compare_sel(sel: tuple[object, ...], fakta: list[Fakta | None], desimal: int) -> int:
    """Banyaknya sel yang sama; sel yang berbeda menggagalkan uji."""
    assert len(sel) == len(fakta)
    for isi, f in zip(sel, fakta, strict=True):
        assert (isi or "") == "" if f is None else f.teks in print_sel(isi, desimal), (isi, f)
    return sum(f is not None for f in fakta)


def print_sel(isi: object, desimal: int) -> set[str]:
    """Cetakan id_ID yang mungkin bagi sebuah sel: nilai, persen, atau rupiah."""
    if not isinstance(isi, int | float):
        return {str(isi)}
    angka = Decimal(str(isi))
    return {format_angka(angka, desimal), format_persen(angka), format_rupiah(angka)}


def test_bagan_sama_dengan_data_dan_buku_datanya(keluaran: Keluaran):
    daftar = read_bagan(keluaran.docx)
    titik = 0
    for bagan in daftar:
        assert bagan.tembolok.keys() == bagan.buku.keys()
        for nama, nilai in bagan.tembolok.items():
            assert bagan.buku[nama] == tuple(None if n is None else n.normalize() for n in nilai)
            harap = expect_seri(keluaran.data, bagan, nama)
            assert nilai == harap, (bagan.judul, nama)
            titik += sum(n is not None for n in nilai)
    assert len(daftar) > 12
    assert titik > 120


def expect_seri(data: DataKinerja, bagan: Bagan, nama: str) -> tuple[Decimal | None, ...]:
    """Angka dari data untuk satu seri, dikenali dari judul bagan, nama seri, dan kategorinya."""
    menurut_nama = {i.indikator: i for i in data.indikator if i.jenjang is Jenjang.SASARAN}
    if nama in {"Target", "Realisasi"}:
        i = menurut_nama[bagan.judul]
        bagian = [t.target if nama == "Target" else t.realisasi for t in i.triwulan]
        return tuple(bulat(f, i.desimal) for f in bagian)
    if bagan.kategori[0].startswith("Sasaran"):
        return tuple(
            bulat(s.rerata.capaian if nama.startswith("Rata-rata") else s.serapan)
            for s in data.sasaran
        )
    if nama == "Serapan (%)":
        program = {format_nama(a.uraian): a for a in data.anggaran if a.jenjang == "program"}
        return tuple(bulat(program[k].serapan) for k in bagan.kategori)
    i = menurut_nama[nama]
    lalu = {str(t.tahun): t.capaian for t in i.lalu} | {str(data.tahun): i.tahun.capaian}
    return tuple(bulat(lalu[k]) if k in lalu else None for k in bagan.kategori)


def bulat(fakta: Fakta, desimal: int = 2) -> Decimal | None:
    """Sebanyak desimal yang tercetak."""
    angka = fakta.nilai.angka
    return None if angka is None else round_setengah_naik(angka, desimal)


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext tidak ada")
def test_pdf_memuat_setiap_angka_docx_menurut_urutannya(keluaran: Keluaran, tmp_path: Path):
    """Angka docx adalah sub-urutan kata PDF: tidak ada yang hilang, berubah, atau terpotong."""
    pdf = tmp_path / "laporan.pdf"
    convert_pdf(keluaran.docx, pdf)
    kata = [k.strip("*.,;:()") for k in read_kata_pdf(pdf)]
    angka = [p.strip("*.,;:()") for _, t in read_kontrol(keluaran.docx) for p in t.split()]
    hilang = Counter(angka) - Counter(kata)
    assert len(angka) > 1500
    assert hilang == Counter()
    letak = 0
    for isi in angka:
        letak = kata.index(isi, letak) + 1
