"""Tata cetak formulir: kertas, kepala berulang, kaki, judul, tanda tangan, dan sel yang beku."""

from __future__ import annotations

import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from kinerja_cli import VERSI
from kinerja_cli.dokumen.libreoffice import find_libreoffice
from kinerja_cli.formulir.bentuk import Formulir, Terbitan
from kinerja_cli.formulir.susun import build_formulir
from kinerja_cli.lembar.penanda import AKHIR_TABEL
from kinerja_cli.lembar.tulis_formulir import write_formulir
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.isian import LEMBAR_FORMULIR
from kinerja_cli.model.kertas import Kertas
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import Periode
from tests.buatan import UNIT, build_definisi, build_fakta
from tests.formulir.test_susun import build_banyak
from tests.lembar.test_formulir import WAKTU

UKURAN = {Kertas.F4: (936, 612), Kertas.A4: (842, 595)}
"""Lebar dan tinggi halaman mendatar dalam poin."""

RENCANA = build_fakta(
    (Periode.TW1, "IKU-02", "rencana_tindak_lanjut", Nilai.dari_teks("Menata drainase"))
)


def build(definisi: Definisi | None = None) -> Formulir:
    """Formulir dengan semua lembar."""
    terbit = Terbitan(3, 1, VERSI)
    hasil = build_formulir(definisi or build_definisi(), UNIT, Periode.TW2, RENCANA, terbit)
    assert hasil is not None
    return hasil


def render(formulir: Formulir, kertas: Kertas = Kertas.F4) -> bytes:
    wadah = BytesIO()
    write_formulir(formulir, wadah, WAKTU, kertas)
    return wadah.getvalue()


@pytest.fixture(scope="module")
def lembar() -> dict[str, Worksheet]:
    """Lembar yang tampak dari formulir kecil."""
    buku = openpyxl.load_workbook(BytesIO(render(build())))
    return {x.title: x for x in buku if x.sheet_state == "visible"}


@pytest.mark.parametrize(("kertas", "kode"), [(Kertas.F4, "14"), (Kertas.A4, "9")])
def test_kertas_semua_lembar_menurut_pilihan_kantor(kertas: Kertas, kode: str):
    buku = openpyxl.load_workbook(BytesIO(render(build(), kertas)))
    tampak = [x for x in buku if x.sheet_state == "visible"]

    assert {str(x.page_setup.paperSize) for x in tampak} == {kode}
    assert {x.page_setup.orientation for x in tampak} == {"landscape"}


def test_semua_lembar_ada_dan_formulir_dibuka_di_kinerja(lembar: dict[str, Worksheet]):
    assert list(lembar) == ["Petunjuk", *LEMBAR_FORMULIR]
    assert lembar["Kinerja"].sheet_view.tabSelected


def test_kaki_menyebut_id_versi_dan_nomor_halaman(lembar: dict[str, Worksheet]):
    formulir = build()
    for nama, x in lembar.items():
        kiri, kanan = x.oddFooter.left.text, x.oddFooter.right.text
        assert f"Formulir {formulir.identitas.id}" in kiri, nama
        assert f"definisi 3 putaran 1 · kinerja {VERSI}" in kiri
        assert "Triwulan II 2025" in kiri
        assert kanan == "Halaman &P dari &N"


def test_id_di_kaki_tidak_terpotong_nama_unit_yang_panjang():
    asal = build_definisi()
    unit = tuple(u.model_copy(update={"nama": "Bidang & Seksi " * 20}) for u in asal.unit)
    formulir = build(asal.model_copy(update={"unit": unit}))
    buku = openpyxl.load_workbook(BytesIO(render(formulir)))
    kaki = buku["Kinerja"].oddFooter.left.text

    assert kaki.startswith(f"Formulir {formulir.identitas.id} · definisi 3 putaran 1")
    assert kaki.count("&") % 2 == 0
    assert len(kaki) < 200


@pytest.mark.parametrize("nama", LEMBAR_FORMULIR)
def test_kepala_berulang_dan_beku_di_bawah_kepala(lembar: dict[str, Worksheet], nama: str):
    x = lembar[nama]
    awal, akhir = (int(a) for a in re.findall(r"\d+", x.print_title_rows))
    beku = x.freeze_panes

    assert str(x.cell(awal, 3).value) in {"No", "Keterangan"}
    assert x.row_dimensions[awal - 1].hidden
    assert int(re.findall(r"\d+", beku)[0]) == akhir + 1
    terakhir_beku = openpyxl.utils.column_index_from_string(re.findall(r"[A-Z]+", beku)[0]) - 1
    teknis = x.cell(awal - 1, terakhir_beku).value
    assert teknis in {"indikator", "uraian", "label"}


@pytest.mark.parametrize("nama", LEMBAR_FORMULIR)
def test_judul_di_atas_dan_tanda_tangan_sesudah_tanda_akhir(
    lembar: dict[str, Worksheet], nama: str
):
    x = lembar[nama]
    baris = {str(s.value): s.row for b in x.iter_rows() for s in b if s.value is not None}

    assert x["C1"].value == "Formulir Data Kinerja Triwulan II Tahun 2025"
    assert x["C2"].value == "Bidang Kawasan Permukiman"
    assert baris["Kepala Bidang Kawasan Permukiman"] > baris[AKHIR_TABEL]
    assert baris["Contoh Kabid-Kp"] > baris["Kepala Bidang Kawasan Permukiman"]


@pytest.mark.parametrize("nama", LEMBAR_FORMULIR)
def test_proteksi_mengizinkan_saringan_dan_kursor_menunggu_di_isian_pertama(
    lembar: dict[str, Worksheet], nama: str
):
    x = lembar[nama]
    proteksi = x.protection
    terbuka = [s.coordinate for b in x.iter_rows() for s in b if not s.protection.locked]

    assert proteksi.sheet
    assert proteksi.password is None
    assert not proteksi.autoFilter
    assert not proteksi.selectLockedCells
    assert not proteksi.selectUnlockedCells
    assert x.auto_filter.ref
    assert {p.activeCell for p in x.sheet_view.selection} & {terbuka[0]}


@pytest.mark.parametrize("nama", ["Kinerja", "Anggaran", "Data Dukung", "RTL"])
def test_penghitung_di_atas_menyebut_yang_terisi(lembar: dict[str, Worksheet], nama: str):
    rumus = [s.value for s in lembar[nama][2] if s.value and str(s.value).startswith("=")]

    assert len(rumus) == 1
    assert rumus[0].startswith('="Terisi "&')


@pytest.mark.libreoffice
@pytest.mark.parametrize("kertas", Kertas)
def test_dicetak_libreoffice_pada_kertas_itu_dengan_kepala_dan_kaki_di_setiap_halaman(
    tmp_path: Path, kertas: Kertas
):
    formulir = build(build_banyak(60))
    (tmp_path / "a.xlsx").write_bytes(render(formulir, kertas))
    subprocess.run(
        [
            str(find_libreoffice()),
            f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}",
            *("--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)),
            str(tmp_path / "a.xlsx"),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    halaman = read_halaman(tmp_path / "a.pdf")

    assert len(halaman) > 8
    for nomor, (ukuran, teks) in enumerate(halaman, start=1):
        assert ukuran == pytest.approx(UKURAN[kertas], abs=1)
        assert f"Formulir {formulir.identitas.id}" in teks
        assert f"Halaman {nomor} dari {len(halaman)}" in teks
        assert "Definisi: " not in teks, "komentar tidak ikut tercetak"
    kinerja = [t for _, t in halaman if "Sasaran/Program" in t or "Faktor pendorong" in t]
    assert sum("Indikator kinerja" in t for t in kinerja) >= 4


def read_halaman(pdf: Path) -> list[tuple[tuple[float, ...], str]]:
    """(ukuran, teks) setiap halaman; dilewati bila tidak ada pembaca teks PDF."""
    pembaca = shutil.which("pdftotext")
    if pembaca is None:
        pytest.skip("pdftotext tidak terpasang")
    teks = subprocess.run(
        [pembaca, "-layout", str(pdf), "-"], check=True, capture_output=True, timeout=60
    ).stdout.decode()
    pola = rb"/Type/Page/.*?/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]"
    kotak = re.findall(pola, pdf.read_bytes(), re.DOTALL)
    ukuran = [tuple(float(x) for x in k) for k in kotak]
    return list(zip(ukuran, teks.split("\f")[:-1], strict=True))
