"""Setiap berkas aneh mempunyai satu hasil yang jelas; yang terbaca tidak pernah kurang."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from kinerja_cli.formulir.mentah import HasilBaca, KirimanMentah, Penolakan
from kinerja_cli.lembar.baca_formulir import read_kiriman
from kinerja_cli.lembar.pekerja import read_banyak, read_satu
from tests.lembar.aneh_buatan import (
    kemasan_aneh,
    lain_aneh,
    lembar_aneh,
    ods_aneh,
    xls_aneh,
    xlsb_aneh,
    zip_aneh,
)
from tests.lembar.aneh_buatan.alat import TERIMA, Aneh, asli

MODUL = {
    m.__name__.rpartition(".")[2]: m
    for m in (lain_aneh, zip_aneh, kemasan_aneh, lembar_aneh, ods_aneh, xlsb_aneh, xls_aneh)
}
RUSAK = {"STR004", "STR005", "STR006", "STR007", "STR035"}
"""Sebab yang boleh disebut untuk berkas yang byte-nya rusak di tempat acak."""


def nilai(mentah: KirimanMentah) -> dict[tuple[str, str, str], tuple[str, str]]:
    """(isi, tipe) setiap sel berkunci, menurut lembar, kunci, dan bidang."""
    return {
        (x.nama, b.kunci, bidang): (s.nilai, s.tipe)
        for x in mentah.lembar
        for b in x.baris
        for bidang in x.letak
        if (s := x.sel(b, bidang))
    }


@pytest.fixture(scope="module")
def pembanding() -> dict[tuple[str, str, str], tuple[str, str]]:
    hasil = read_kiriman(asli(), "asli.xlsx")
    assert isinstance(hasil, KirimanMentah)
    return nilai(hasil)


def baca(folder: Path, daftar: Iterable[tuple[str, bytes]]) -> list[tuple[str, HasilBaca]]:
    """Setiap berkas dibaca pekerja; yang mati hanya membawa berkasnya."""
    antre = []
    for i, (nama, isi) in enumerate(daftar):
        jalur = folder / str(i)
        jalur.write_bytes(isi)
        antre.append((nama, jalur))
    return list(read_banyak(antre, read_satu))


def nilai_hasil(berkas: Aneh, hasil: HasilBaca, pembanding: object) -> str:
    """Kosong bila hasilnya seperti yang diharapkan."""
    if isinstance(hasil, Penolakan):
        kode = [t.kode for t in hasil.temuan]
        if len(kode) == 1 and kode[0] in berkas.harapan and hasil.temuan[0].perbaikan:
            return ""
        return f"{kode} {hasil.temuan[0].masalah}"
    sel = nilai(hasil)
    if TERIMA in berkas.harapan:
        beda_isi = beda(sel, pembanding)
        return f"isi berbeda: {beda_isi}" if beda_isi else ""
    if "beda" in berkas.harapan:
        return ""
    tipe = sel.get(("Kinerja", "IKU-02", "realisasi"))
    return "" if tipe and tipe[1] in berkas.harapan else f"diterima, {tipe}"


def beda(a: dict, b: dict) -> str:
    """Rumus yang nilainya tidak tersimpan tidak dibandingkan: hanya .xlsx yang menandainya."""
    tanpa_nilai = {k for k, (_, tipe) in b.items() if tipe == "galat"}
    kunci = [k for k in {**a, **b} if a.get(k) != b.get(k) and k not in tanpa_nilai]
    if not kunci:
        return ""
    return f"{len(kunci)} sel, misalnya {[(k, a.get(k), b.get(k)) for k in kunci[:2]]}"


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("modul", MODUL)
def test_setiap_berkas_aneh_mempunyai_satu_hasil(modul: str, pembanding, tmp_path: Path):
    daftar = list(MODUL[modul].iterate())
    hasil = baca(tmp_path, ((a.nama, a.isi) for a in daftar))
    nyata = {
        a.nama: (a.harapan, pesan)
        for a, (_, h) in zip(daftar, hasil, strict=True)
        if (pesan := nilai_hasil(a, h, pembanding))
    }
    assert nyata == {}


def test_berkas_terpotong_ditolak(tmp_path: Path):
    hasil = baca(tmp_path, zip_aneh.iterate_terpotong())
    kode = {n: h.temuan[0].kode if isinstance(h, Penolakan) else TERIMA for n, h in hasil}
    assert {n: k for n, k in kode.items() if k not in RUSAK} == {}


def test_satu_byte_terbalik_ditolak_atau_terbaca_utuh(tmp_path: Path, pembanding):
    nyata = {}
    for nama, hasil in baca(tmp_path, zip_aneh.iterate_terbalik()):
        if isinstance(hasil, KirimanMentah):
            if beda_isi := beda(nilai(hasil), pembanding):
                nyata[nama] = beda_isi
        elif hasil.temuan[0].kode not in RUSAK:
            nyata[nama] = hasil.temuan[0].masalah
    assert nyata == {}
