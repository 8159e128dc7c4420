"""``kinerja kumpulkan``: pindaian bertanda tangan, isian sama dalam byte lain, definisi lama."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kinerja_cli.model.periode import Periode
from kinerja_cli.ruang import pembaca_masuk
from kinerja_cli.ruang.ruang import Ruang, find_ruang
from kinerja_cli.tahap import buat_format, kumpulkan, mulai
from tests.tahap.jalan import copy_ruang, read_di_sini

WAKTU = datetime(2025, 4, 10, 8, 0)
PERUMAHAN = "TW1 - Bid Perumahan.xlsx"


@pytest.fixture(scope="module")
def dibagikan(tmp_path_factory: pytest.TempPathFactory) -> Ruang:
    """Dinas contoh dengan satu kiriman tw1 di masuk."""
    akar = tmp_path_factory.mktemp("kumpul") / "ruang"
    opsi = mulai.OpsiMulai(akar, WAKTU, 2025, contoh=True)
    mulai.apply(opsi, mulai.plan(opsi))
    ruang = find_ruang(akar, naik=False)
    buat_format.apply(buat_format.plan(ruang, buat_format.OpsiBuatFormat(Periode.TW1, WAKTU)))
    for lain in ruang.masuk.iterdir():
        if lain.name != "tw1":
            shutil.rmtree(lain)
    for berkas in (ruang.masuk / "tw1").iterdir():
        if berkas.name != PERUMAHAN:
            berkas.unlink()
    return ruang


@pytest.fixture
def ruang(dibagikan: Ruang, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ruang:
    monkeypatch.setattr(pembaca_masuk, "read_banyak", read_di_sini)
    return copy_ruang(dibagikan.akar, tmp_path / "ruang")


def kumpul(ruang: Ruang, **pilihan: Any) -> dict[str, tuple[str, list[str]]]:
    """Hasil dan kode temuan setiap berkas menurut namanya."""
    opsi = kumpulkan.OpsiKumpulkan(Periode.TW1, WAKTU, rinci=True, **pilihan)
    hasil = kumpulkan.apply(kumpulkan.plan(ruang, opsi))
    return {
        Path(b["berkas"]).name: (b["hasil"], [t["kode"] for t in b["temuan"]])
        for b in hasil.data["berkas"]
    }


def simpan_ulang(jalur: Path, tujuan: Path) -> None:
    """Isi yang sama disimpan program lain: byte-nya berbeda."""
    wadah = BytesIO()
    openpyxl.load_workbook(jalur).save(wadah)
    tujuan.write_bytes(wadah.getvalue())


def test_pindaian_bertanda_tangan_disimpan_dan_tampak_di_papan(ruang: Ruang):
    pdf = ruang.masuk / "tw1" / "Formulir ttd BID-PERUM.pdf"
    pdf.write_bytes(b"%PDF-1.4 contoh")
    (ruang.masuk / "tw1" / "foto.jpg").write_bytes(b"\xff\xd8\xff contoh")
    (ruang.masuk / "tw1" / "menyamar.xlsx").write_bytes(b"%PDF-1.4 contoh lain")
    opsi = kumpulkan.OpsiKumpulkan(Periode.TW1, WAKTU)

    hasil = kumpulkan.apply(kumpulkan.plan(ruang, opsi))

    kode = {Path(b.berkas).name: (b.hasil, b.temuan[0].kode) for b in hasil.berkas if b.temuan}
    assert kode == {
        "Formulir ttd BID-PERUM.pdf": ("abaikan", "IDN209"),
        "foto.jpg": ("abaikan", "IDN209"),
        "menyamar.xlsx": ("tolak", "STR006"),
    }
    ttd = {u.kode_unit: u.lembar_ttd for u in hasil.papan}
    assert ttd["BID-PERUM"] == ("masuk/tw1/Formulir ttd BID-PERUM.pdf",)
    assert ttd["BID-KAWKIM"] == ()
    assert list((ruang.akar / "arsip").rglob("*.pdf"))
    assert kumpul(ruang)["foto.jpg"] == ("abaikan", ["IDN207"])


def test_isian_sama_dalam_byte_lain_dikenali(ruang: Ruang):
    asli = ruang.masuk / "tw1" / PERUMAHAN
    simpan_ulang(asli, asli.with_name("salinan kantor.xlsx"))

    assert kumpul(ruang)["salinan kantor.xlsx"] == ("abaikan", ["IDN208"])
    with ruang.register() as register:
        banyak = register.sambungan.execute("SELECT COUNT(*) FROM kiriman").fetchone()[0]
    assert banyak == 1
    assert {h for h, _ in kumpul(ruang).values()} == {"abaikan"}


def test_berkas_diganti_tanpa_mengubah_ukuran_dan_waktu_hanya_terlihat_teliti(ruang: Ruang):
    asli = ruang.masuk / "tw1" / PERUMAHAN
    kumpul(ruang)
    keadaan = asli.stat()
    asli.write_bytes(b"x" * keadaan.st_size)

    os.utime(asli, ns=(keadaan.st_atime_ns, keadaan.st_mtime_ns))

    assert kumpul(ruang)[PERUMAHAN] == ("abaikan", ["IDN207"])
    assert kumpul(ruang, teliti=True)[PERUMAHAN][0] == "tolak"


def test_berkas_yang_berubah_sesudah_diterima_dibaca_lagi_dan_dipertentangkan(ruang: Ruang):
    asli = ruang.masuk / "tw1" / PERUMAHAN
    assert kumpul(ruang)[PERUMAHAN][0] == "terima"
    buku = openpyxl.load_workbook(asli)
    baris = next(b for b in buku["Catatan"].iter_rows() if b[0].value == "pengisi")
    baris[-1].value = "Nama Contoh Pengganti"
    buku.save(asli)

    hasil, kode = kumpul(ruang)[PERUMAHAN]

    assert hasil == "terima"
    assert "NIL101" in kode
    assert "NIL101" not in kumpul(ruang, utamakan=(PERUMAHAN,))[PERUMAHAN][1]


def test_uji_coba_tidak_menulis_apa_pun(ruang: Ruang):
    sebelum = sorted(p.name for p in ruang.akar.rglob("*"))
    rencana = kumpulkan.plan(ruang, kumpulkan.OpsiKumpulkan(Periode.TW1, WAKTU))
    dinilai = kumpulkan.preview(rencana)
    assert [b.hasil for b in dinilai] == ["terima"]
    assert sorted(p.name for p in ruang.akar.rglob("*")) == sebelum


@pytest.mark.parametrize(("detik", "terakhir"), [(60, 0), (-1, 1)])
def test_pekerja_tetap_dapat_membaca_register_selama_pencatatan(
    ruang: Ruang, monkeypatch: pytest.MonkeyPatch, detik: int, terakhir: int
):
    """Transaksi terbuka sambil menunggu bacaan; pembaca lain tidak pernah tertahan olehnya.

    Yang sudah lama terbuka ditutup, sehingga yang terbunuh tidak mengulang banyak.
    """
    monkeypatch.setattr(kumpulkan, "DETIK_KELOMPOK", detik)
    for n in range(3):
        salinan = ruang.masuk / "tw1" / f"salinan {n}.xlsx"
        salinan.write_bytes(b"bukan buku kerja %d" % n)
    terbaca = []

    def baca(*_: object) -> None:
        with closing(sqlite3.connect(ruang.akar / "kinerja.db", timeout=0)) as lain:
            terbaca.append(lain.execute("SELECT COUNT(*) FROM kiriman").fetchone()[0])

    opsi = kumpulkan.OpsiKumpulkan(Periode.TW1, WAKTU)
    kumpulkan.apply(kumpulkan.plan(ruang, opsi), lapor=baca)

    assert (len(terbaca), terbaca[0], terbaca[-1]) == (4, 0, terakhir)
    with ruang.register() as register:
        assert not register.sambungan.execute("PRAGMA foreign_key_check").fetchall()
        assert register.sambungan.execute("SELECT COUNT(*) FROM fakta").fetchone()[0] > 0
