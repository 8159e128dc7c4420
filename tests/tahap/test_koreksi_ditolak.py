"""Draf yang tidak dapat dipakai ditolak satu baris tanpa menulis apa pun."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from kinerja_cli.model.galat import (
    NaskahError,
    RegisterError,
    TulisError,
)
from tests.tahap.jalan import dump_register, hash_keluaran
from tests.tahap.meja import (
    SIMPULAN,
    Meja,
    build_meja,
    tulis,
)


def _ganti_kata(jalur: Path, kata: str) -> None:
    dokumen = docx.Document(str(jalur))
    dokumen.core_properties.keywords = kata
    dokumen.save(str(jalur))


@pytest.mark.parametrize(
    ("isi", "pesan"),
    [
        (b"", "kosong"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "bersandi atau berjenis .doc lama"),
        (b"PK\x03\x04terpotong", "rusak atau terpotong"),
        (b"<html></html>", "bukan dokumen Word"),
    ],
)
def test_draf_yang_tidak_terbaca_satu_baris(meja: Meja, isi: bytes, pesan: str):
    jalur = meja.ruang.akar.parent / "draf.docx"
    jalur.write_bytes(isi)
    with pytest.raises(NaskahError, match=pesan) as galat:
        meja.rencana(jalur, "kasubag")
    assert "\n" not in galat.value.masalah + galat.value.perbaikan


@pytest.mark.parametrize(
    ("anggota", "ubah", "pesan"),
    [
        ("word/_rels/document.xml.rels", lambda _: None, "rusak atau terpotong"),
        (
            "word/document.xml",
            lambda isi: ("<?xml version='1.0'?><!DOCTYPE a>" + isi.decode().split("?>", 1)[1])
            .encode("utf-16"),
            "memuat DTD",
        ),
        (
            "[Content_Types].xml",
            lambda isi: isi.replace(
                b"officedocument.wordprocessingml.document.main+xml", b"word.macroEnabled.main+xml"
            ),
            "memuat makro",
        ),
    ],
    ids=["tanpa rujukan", "DTD UTF-16", "makro"],
)  # fmt: skip
def test_draf_yang_anggotanya_ganjil_ditolak_satu_baris(meja: Meja, anggota, ubah, pesan: str):
    jalur = meja.ruang.akar.parent / "draf.docx"
    with ZipFile(meja.konsep(1)) as asal, ZipFile(jalur, "w") as tujuan:
        for satu in asal.infolist():
            isi = asal.read(satu)
            baru = ubah(isi) if satu.filename == anggota else isi
            if baru is not None:
                tujuan.writestr(satu.filename, baru)
    with pytest.raises(NaskahError, match=pesan):
        meja.rencana(jalur, "kasubag")


def test_folder_di_tempat_draf_disebut_folder(meja: Meja):
    with pytest.raises(NaskahError, match="sebuah folder"):
        meja.rencana(meja.ruang.laporan, "kasubag")


def test_draf_yang_terpotong_di_mana_pun_ditolak_satu_baris(meja: Meja):
    utuh = meja.konsep(1).read_bytes()
    jalur = meja.ruang.akar.parent / "draf.docx"
    for bagian in (10, 100, len(utuh) // 2, len(utuh) - 30):
        jalur.write_bytes(utuh[:bagian])
        with pytest.raises(NaskahError):
            meja.rencana(jalur, "kasubag")


@pytest.mark.parametrize(
    ("kata", "pesan"),
    [
        ("kinerja 2024 konsep 1", "konsep LKjIP tahun 2024, ruang kerja ini tahun 2025"),
        ("kinerja 2025 konsep 9", "bukan konsep yang terbit dari ruang kerja ini"),
        ("kinerja 2025 konsep 1 deadbeef", "bukan konsep yang terbit dari ruang kerja ini"),
    ],
)
def test_draf_tahun_atau_instansi_lain(meja: Meja, kata: str, pesan: str):
    draf = meja.sunting(1)
    _ganti_kata(draf, kata)
    with pytest.raises(NaskahError, match=pesan):
        meja.rencana(draf, "kasubag")


def test_draf_yang_kehilangan_sifat_dokumennya_dikenal_dari_penandanya(meja: Meja):
    draf = meja.sunting(1, tulis(SIMPULAN, "Kata."))
    _ganti_kata(draf, "")
    assert meja.rencana(draf, "kasubag").koreksi.konsep == 1


def test_dokumen_lain_bukan_konsep(meja: Meja):
    jalur = meja.ruang.akar.parent / "surat.docx"
    docx.Document().save(str(jalur))
    with pytest.raises(NaskahError, match="bukan konsep LKjIP"):
        meja.rencana(jalur, "kasubag")


def test_draf_yang_masih_dibuka_di_word_satu_baris(meja: Meja):
    draf = meja.sunting(1)
    draf.with_name(f"~${draf.name}").touch()
    with pytest.raises(NaskahError, match="sedang dibuka di program lain"):
        meja.rencana(draf, "kasubag")


def test_draf_yang_tidak_ada(meja: Meja):
    with pytest.raises(NaskahError, match=r"hilang\.docx tidak ada"):
        meja.rencana(meja.ruang.akar / "hilang.docx", "kasubag")


def test_sebelum_ada_konsep_menyebut_lkjip(tmp_path: Path):
    meja = build_meja(tmp_path)
    jalur = tmp_path / "draf.docx"
    docx.Document().save(str(jalur))
    with pytest.raises(RegisterError, match="belum ada konsep LKjIP"):
        meja.rencana(jalur, "kasubag")


def test_lembar_koreksi_yang_dibuka_di_word_tidak_menulis_apa_pun(meja: Meja):
    folder = meja.ruang.laporan / "koreksi"
    folder.mkdir()
    (folder / "~$Lembar koreksi 1 kasubag.docx").touch()
    sebelum = dump_register(meja.ruang), hash_keluaran(meja.ruang)
    with pytest.raises(TulisError, match="sedang dibuka di program lain"):
        meja.koreksi(meja.konsep(1), "kasubag")
    assert (dump_register(meja.ruang), hash_keluaran(meja.ruang)) == sebelum
