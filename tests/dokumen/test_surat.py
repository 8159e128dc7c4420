"""Nota pengembalian dan berita acara: isi, templat kantor, dan byte yang sama."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from kinerja_cli.aturan.lembar_verifikasi import build_lembar
from kinerja_cli.aturan.verifikasi import check_unit, decide
from kinerja_cli.dokumen.berita_acara import (
    TEMPLAT_BERITA_ACARA,
    Pemeriksaan,
    build_berita_acara,
)
from kinerja_cli.dokumen.nota import TEMPLAT_NOTA, Nota, build_nota
from kinerja_cli.model.galat import TemplatError
from kinerja_cli.model.periode import Periode
from kinerja_cli.ruang.bawaan import find_bawaan
from tests.aturan.contoh import angka, build_konteks, ubah_fakta
from tests.buatan import UNIT, build_definisi

WAKTU = datetime(2026, 1, 16, 9, 0)
TW4 = Periode.TW4


def baca(isi: bytes) -> str:
    dokumen = Document(BytesIO(isi))
    paragraf = [p.text for p in dokumen.paragraphs]
    sel = [c.text for t in dokumen.tables for b in t.rows for c in b.cells]
    return "\n".join([*paragraf, *sel])


def build(templat: Path | None = None) -> bytes:
    konteks = ubah_fakta(build_konteks(), TW4, "IKU-02", "realisasi", angka("-3"))
    nota = Nota(
        definisi=build_definisi(),
        periode=TW4,
        unit=UNIT,
        nama_unit="Bidang Kawasan Permukiman",
        putaran=2,
        temuan=check_unit(konteks),
        batas=date(2026, 1, 21),
        lampiran="Formulir kembali.xlsx",
        oleh="KADIS",
        waktu=WAKTU,
    )
    return build_nota(templat or find_bawaan("templates") / TEMPLAT_NOTA, nota)


def acara() -> bytes:
    konteks = ubah_fakta(build_konteks(), TW4, "IKU-02", "realisasi", angka("-3"))
    temuan = check_unit(konteks)
    lembar = build_lembar(konteks, temuan, decide(temuan))
    templat = find_bawaan("templates") / TEMPLAT_BERITA_ACARA
    pemeriksaan = Pemeriksaan("KADIS", WAKTU, "41-3f2a91bc77d01e55", "Anggaran cocok seluruhnya.")
    return build_berita_acara(templat, build_definisi(), TW4, [lembar], pemeriksaan)


def test_nota_memuat_temuan_perbaikan_dan_batas():
    teks = baca(build())
    for harap in (
        "Kepala Bidang Kawasan Permukiman",
        "21 Januari 2026",
        "Formulir kembali.xlsx",
        "Harus diperbaiki",
        "IKU-02",
        "Contoh Kadis",
    ):
        assert harap in teks
    assert "{{" not in teks
    assert "[[" not in teks


def test_berita_acara_memuat_hari_pihak_dan_kebijakan():
    teks = baca(acara())
    for harap in ("Jumat tanggal 16 Januari 2026", "Tidak", "Jumlah", "Contoh Kabid-Kp", "IKU-02"):
        assert harap in teks
    assert build_definisi().kebijakan.nama in teks
    assert "[[" not in teks


def test_masukan_sama_menghasilkan_byte_yang_sama():
    assert build() == build()
    assert acara() == acara()


def test_blok_asing_di_templat_kantor_disebut(tmp_path: Path):
    dokumen = Document(str(find_bawaan("templates") / TEMPLAT_NOTA))
    dokumen.add_paragraph("[[tidak_ada]]")
    jalur = tmp_path / TEMPLAT_NOTA
    dokumen.save(str(jalur))
    with pytest.raises(TemplatError, match="tidak_ada"):
        build(jalur)


def test_berita_acara_memuat_jejak_rekonsiliasi_dan_ruang_tanda_tangan():
    isi = acara()
    teks = baca(isi)
    for harap in (
        "jejak 41\u20113f2a91bc77d01e55",
        "Anggaran cocok seluruhnya.",
        "Anggaran sesuai",
    ):
        assert harap in teks
    pihak = Document(BytesIO(isi)).tables[-1]
    tinggi = [b.height.cm for b in pihak.rows[1:] if b.height]
    assert len(tinggi) == len(pihak.rows) - 1
    assert min(tinggi) >= 1
