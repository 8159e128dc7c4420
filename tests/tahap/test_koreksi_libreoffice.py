"""Konsep disunting dan disimpan sungguhan di LibreOffice, lalu diterima dan dibuat lagi."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from kinerja_cli.dokumen.libreoffice import run_skrip
from tests.tahap.meja import BANDING_01, IKU_01, SIMPULAN, Meja, find_temuan, list_kode

pytestmark = pytest.mark.libreoffice

SKRIP = Path(__file__).parents[1] / "dokumen" / "sunting_uno.py"
NARASI = "narasi:bab4:simpulan"
PENDORONG = "[faktor pendorong IKU-01 belum diisi Bidang Kawasan Permukiman]"
R01 = "2025:tahun:IKU-01:realisasi"


def edit(meja: Meja, nomor: int, *langkah: list[Any]) -> Path:
    """Buka konsep di LibreOffice, lakukan langkah-langkah itu, simpan sebagai .docx."""
    tujuan = meja.ruang.akar.parent / f"draf {nomor}.docx"
    masukan = {
        "sumber": str(meja.konsep(nomor)),
        "tujuan": str(tujuan),
        "langkah": list(langkah),
    }
    hasil = run_skrip(SKRIP, masukan, 120)
    assert hasil == {"gagal": []}
    return tujuan


def build_png(lebar: int, tinggi: int) -> bytes:
    """Gambar polos."""

    def potong(jenis: bytes, isi: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(jenis + isi))
        return struct.pack(">I", len(isi)) + jenis + isi + crc

    titik = (b"\0" + b"\xc8\x1e\x1e" * lebar) * tinggi
    kepala = struct.pack(">IIBBBBB", lebar, tinggi, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + potong(b"IHDR", kepala)
        + potong(b"IDAT", zlib.compress(titik))
        + potong(b"IEND", b"")
    )


def test_disimpan_tanpa_disunting_tidak_bertemuan_dan_tidak_berubah(meja: Meja):
    rencana = meja.rencana(edit(meja, 1), "kasubag")
    assert (list_kode(rencana), rencana.susunan.beda) == ([], ())


def test_perataan_dan_pemisah_halaman_saja_disebut(meja: Meja):
    """LibreOffice menulis ulang semua sifat paragraf; hanya yang sungguh diganti yang disebut."""
    rencana = meja.rencana(edit(meja, 1, ["tengah", IKU_01], ["pisah", BANDING_01]), "kasubag")
    assert rencana.susunan.beda == ()
    perataan, pisah = [t for t in rencana.temuan if t.kode == "DOK423"]
    assert len(rencana.temuan) == 2
    assert IKU_01 in perataan.masalah
    assert "menjadi tengah" in perataan.masalah
    assert BANDING_01 in pisah.masalah


def test_semua_yang_dilakukan_orang_terbaca_lalu_kembali_di_konsep_berikutnya(
    meja: Meja, tmp_path: Path
):
    gambar = tmp_path / "foto.png"
    gambar.write_bytes(build_png(60, 30))
    draf = edit(
        meja,
        1,
        ["ganti", SIMPULAN, "Kinerja dinas sangat baik tahun ini."],
        ["tebal", "sangat baik"],
        ["paragraf", "Kinerja dinas", "Butir dari Kasubag", "List Bullet"],
        ["ganti", PENDORONG, "Pendorongnya kerja sama."],
        ["tabel", "Pendorongnya kerja sama.", [["A", "B"], ["C", "D"]]],
        ["gambar", "[faktor penghambat IKU-01", str(gambar)],
        ["paragraf", IKU_01, "Sisipan sesudah kalimat."],
        ["ganti", "keadaan membaik", "keadaan jauh lebih baik"],
        ["komentar", "Pendorongnya", "Sebut pihaknya.", "Bu Sekretaris"],
        ["lacak", "[alternatif solusi yang telah dilakukan IKU-01", "Upaya terlacak ["],
    )
    hasil = meja.koreksi(draf, "kasubag")
    assert list_kode(hasil) == []
    assert {(u["jenis"], u["penulis"]) for u in hasil.data["ulasan"]} >= {
        ("komentar", "Bu Sekretaris")
    }
    assert {"sisipan", "hapusan"} <= {u["jenis"] for u in hasil.data["ulasan"]}
    meja.lkjip()

    assert meja.teks(2, NARASI) == ["Kinerja dinas sangat baik tahun ini.", "Butir dari Kasubag"]
    assert meja.teks(2, "narasi:IKU-01:pendorong") == ["Pendorongnya kerja sama.", "A B", "C D"]
    assert meja.teks(2, "sisipan:kalimat:analisis_1:S1:IKU-01:1") == ["Sisipan sesudah kalimat."]
    assert "jauh lebih baik" in meja.teks(2, "kalimat:analisis_2:S1:IKU-01:1")[0]
    assert meja.teks(2, "narasi:IKU-01:upaya")[0].startswith("Upaya terlacak")
    dokumen = docx.Document(str(meja.konsep(2)))
    paragraf = next(p for p in dokumen.paragraphs if p.text.startswith("Kinerja dinas"))
    assert [r.text for r in paragraf.runs if r.bold] == ["sangat baik"]
    butir = next(p for p in dokumen.paragraphs if p.text == "Butir dari Kasubag")
    assert butir.style.name == "List Bullet"
    assert any(b.blob == gambar.read_bytes() for b in dokumen.part.package.image_parts)
    lagi = meja.rencana(edit(meja, 2), "sekretaris")
    assert (list_kode(lagi), lagi.susunan.beda) == ([], ())


def test_angka_diketik_dihapus_disalin_dan_kata_yang_bertentangan(meja: Meja):
    teks = meja.teks(1, "kalimat:analisis_1:S1:IKU-01:1")[0]
    realisasi = next(
        p.teks for _, p in meja.baca(1).naskah.iterate_angka() if p.kunci == R01
    )  # fmt: skip
    assert realisasi in teks
    draf = edit(
        meja,
        1,
        ["salin paragraf", BANDING_01, "Secara umum kinerja"],
        ["ketik", realisasi, "99,99", IKU_01],
        ["ganti", "belum memenuhi target:", "sudah memenuhi target dengan 7 poin:"],
        ["hapus", _rerata(meja), "Rata-rata capaian sasaran ini"],
    )
    hasil = meja.koreksi(draf, "kasubag")
    kode = list_kode(hasil)
    assert sorted(set(kode)) == ["DOK401", "DOK403", "DOK404", "DOK405", "DOK406"]
    assert "di draf 99,99" in find_temuan(hasil, "DOK401").masalah
    assert find_temuan(hasil, "DOK403").kunci == "2025:tahun:S1:rerata"
    tersalin = {t.lembar for t in hasil.temuan if t.kode == "DOK404"}
    assert tersalin == {"BAB IV PENUTUP › A. Simpulan"}
    meja.lkjip()
    assert "99,99" not in "\n".join(s.teks for s in meja.baca(2).naskah.satuan)


def _rerata(meja: Meja) -> str:
    return next(
        p.teks for _, p in meja.baca(1).naskah.iterate_angka() if p.kunci == "2025:tahun:S1:rerata"
    )


def test_petikan_yang_disunting_di_libreoffice_tetap_mengikat_angkanya(meja: Meja):
    draf = edit(meja, 1, ["ganti", IKU_01, "Persentase rumah layak huni kini mencapai"])
    meja.koreksi(draf, "kasubag")
    jalur = meja.petikan("kalimat analisis_1 S1 IKU-01 1.docx")
    masukan = {
        "sumber": str(jalur),
        "tujuan": str(jalur),
        "langkah": [["ganti", " kini mencapai ", " akhirnya mencapai "]],
    }
    assert run_skrip(SKRIP, masukan, 120) == {"gagal": []}
    assert not [
        s for s in docx.Document(str(jalur)).element.body.iter(qn("w:sdt"))
        if s.find(f"{qn('w:sdtPr')}/{qn('w:tag')}") is not None
    ], "LibreOffice 7 membuang tag; penandanya yang dipakai"  # fmt: skip
    meja.lkjip()
    satuan = meja.baca(2).naskah.read_slot("kalimat:analisis_1:S1:IKU-01:1")
    assert "akhirnya mencapai" in satuan[0].teks
    assert R01 in satuan[0].kunci
