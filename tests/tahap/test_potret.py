"""Angka yang sudah Ya memakai teks, target, dan rumus saat diputuskan; bedanya disebut."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.istilah import Arah
from kinerja_cli.model.periode import Periode
from kinerja_cli.register.keputusan import read_kompilasi
from kinerja_cli.ruang.langkah import Hasil
from kinerja_cli.tahap import hitung, kompilasi, verifikasi
from tests.lembar.test_formulir import isi_sel, ubah
from tests.tahap.test_kembalikan import NANTI
from tests.tahap.test_tandai import Kantor

TW2, TW3 = Periode.TW2, Periode.TW3


@pytest.fixture
def kantor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kantor:
    kantor = Kantor(tmp_path, monkeypatch)
    assert kantor.putusan["keputusan"] == "Ya"
    return kantor


def susun(kantor: Kantor, periode: Periode = TW2) -> Hasil:
    return kompilasi.apply(kompilasi.plan(kantor.ruang, periode, NANTI))


def angka(kantor: Kantor, kode: str = "SUB-01") -> tuple[str, str, str, str]:
    """(nama indikator, target, realisasi, capaian) SUB-01 pada kompilasi terakhir."""
    with kantor.ruang.register() as register:
        data = read_kompilasi(register, TW2)
    assert data is not None
    (i,) = (i for i in data.indikator if i.kode_indikator == kode)
    tw2 = next(c for c in i.triwulan if c.periode is TW2)
    return i.indikator, tw2.target.teks, tw2.realisasi.teks, tw2.capaian.teks


def ubah_target(definisi: Definisi, **kolom: str) -> Definisi:
    daftar = tuple(
        t.model_copy(update=kolom if t.kode_indikator == "SUB-01" else {}) for t in definisi.target
    )
    return definisi.replace(target=daftar)


def ubah_indikator(**kolom: object) -> Callable[[Definisi], Definisi]:
    def fungsi(definisi: Definisi) -> Definisi:
        daftar = tuple(
            i.model_copy(update=kolom if i.kode_indikator == "SUB-01" else {})
            for i in definisi.indikator
        )
        return definisi.replace(indikator=daftar)

    return fungsi


def hapus_sub(definisi: Definisi) -> Definisi:
    return definisi.replace(
        indikator=tuple(i for i in definisi.indikator if i.kode_indikator != "SUB-01"),
        target=tuple(t for t in definisi.target if t.kode_indikator != "SUB-01"),
        pengampu=tuple(p for p in definisi.pengampu if p.kode_indikator != "SUB-01"),
    )


@pytest.mark.parametrize(
    ("sunting", "rincian"),
    [
        (lambda d: ubah_target(d, tw2="80"), "TW II '40' menjadi '80'"),
        (ubah_indikator(indikator="Nama lain"), "menjadi 'Nama lain'"),
        (ubah_indikator(arah=Arah.TURUN), "'naik' menjadi 'turun'"),
        (hapus_sub, "barisnya dihapus"),
    ],
)
def test_suntingan_sesudah_ya_tidak_mengubah_angka_dan_disebut(
    kantor: Kantor, sunting: Callable[[Definisi], Definisi], rincian: str
):
    susun(kantor)
    semula = angka(kantor)
    kantor.definisi = sunting(kantor.definisi)
    kantor.terbit(timpa=True, waktu=datetime(2025, 7, 20))

    hasil = susun(kantor)

    assert angka(kantor) == semula
    temuan = [t for t in hasil.temuan if t.kode == "TGT306" and t.kunci == "SUB-01"]
    assert rincian in " ".join(t.masalah for t in temuan)
    assert "definisi 1" in temuan[0].masalah
    assert not [t for t in hasil.temuan if t.kode == "DOK206"]
    buku = openpyxl.load_workbook(next(p for p in hasil.berkas if p.suffix == ".xlsx"))
    tulis = [str(s.value) for b in buku["Perubahan"].iter_rows() for s in b if s.value]
    assert any(rincian in t for t in tulis)


def test_verifikasi_ulang_tetap_memakai_potret_sampai_diminta_yang_baru(kantor: Kantor):
    susun(kantor)
    semula = angka(kantor)
    kantor.definisi = ubah_target(kantor.definisi, tw2="80")
    kantor.terbit(timpa=True)

    ulang = kantor.verifikasi(NANTI)
    assert "TGT306" in {t["kode"] for t in ulang["temuan"]}
    susun(kantor)
    assert angka(kantor) == semula

    opsi = verifikasi.OpsiVerifikasi(TW2, NANTI, definisi_baru=True)
    baru = verifikasi.apply(verifikasi.plan(kantor.ruang, opsi)).data["keputusan"][0]
    assert "TGT306" not in {t["kode"] for t in baru["temuan"]}
    hasil = susun(kantor)
    assert baru["keputusan"] == "Ya"
    assert angka(kantor)[1] == "80"
    berubah = {t.kunci for t in hasil.temuan if t.kode == "DOK206"}
    assert any(":SUB-01:" in k for k in berubah)


def test_hitung_memakai_potret_yang_sama(kantor: Kantor):
    kantor.definisi = ubah_target(kantor.definisi, tw2="80")
    kantor.terbit(timpa=True)
    baris = {b.indikator.kode_indikator: b for b in hitung.plan(kantor.ruang, TW2).baris}
    assert baris["SUB-01"].entri.target == "40"


def test_definisi_baru_tanpa_perubahan_baris_tidak_disebut(kantor: Kantor):
    instansi = kantor.definisi.instansi.model_copy(update={"telepon": "0321"})
    kantor.definisi = kantor.definisi.replace(instansi=instansi)
    kantor.terbit(timpa=True)
    assert not [t for t in susun(kantor).temuan if t.kode == "TGT306"]


def test_yang_belum_ya_memakai_rencana_terbaru(kantor: Kantor):
    kantor.tandai("tidak", "periksa lagi")
    kantor.definisi = ubah_target(kantor.definisi, tw2="80")
    kantor.terbit(timpa=True)
    baris = {b.indikator.kode_indikator: b for b in hitung.plan(kantor.ruang, TW2).baris}
    assert baris["SUB-01"].entri.target == "80"


def test_koreksi_triwulan_lalu_disebut_dan_yang_terbit_tetap(kantor: Kantor):
    terbit = susun(kantor)
    isi_terbit = [p.read_bytes() for p in terbit.berkas]
    kantor.terbit(TW3)
    baris = "Koreksi__tw2:SUB-01:realisasi__"
    koreksi = {baris + "nilai_baru": 4, baris + "alasan": "salah hitung berita acara"}
    kantor.kirim("tw3.xlsx", ubah(kantor.jalur(TW3).read_bytes(), isi_sel(**koreksi)), TW3)
    assert [t for t in susun(kantor, TW3).temuan if t.kode == "DOK206"] == [], "belum diperiksa"
    kebijakan = kantor.definisi.kebijakan.model_copy(update={"belum_verifikasi": "sertakan"})
    kantor.definisi = kantor.definisi.replace(kebijakan=kebijakan)
    kantor.terbit(TW3, timpa=True)

    hasil = susun(kantor, TW3)

    berubah = {t.kunci: t.masalah for t in hasil.temuan if t.kode == "DOK206"}
    assert "terbit 5, kini 4" in berubah["2025:tw2:SUB-01:realisasi"]
    assert [p.read_bytes() for p in terbit.berkas] == isi_terbit
    buku = openpyxl.load_workbook(next(p for p in hasil.berkas if p.suffix == ".xlsx"))
    assert "terbit 5, kini 4" in str([b[1].value for b in buku["Perubahan"].iter_rows()])
