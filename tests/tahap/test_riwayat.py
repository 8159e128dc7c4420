"""``kinerja riwayat``: putaran dan lamanya; satu byte yang berubah ditemukan dan disebut."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kinerja_cli.model.periode import Periode
from kinerja_cli.ruang.ruang import Ruang
from kinerja_cli.tahap.riwayat import OpsiRiwayat, build_riwayat, check_riwayat
from tests.buatan import UNIT
from tests.tahap.test_kembalikan import BENAR, NANTI, Putaran


@pytest.fixture
def ruang(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ruang:
    kantor = Putaran(tmp_path, monkeypatch)
    kantor.kembalikan()
    kantor.hasil_kirim("balik.xlsx", kantor.perbaiki(BENAR))
    kantor.verifikasi(NANTI)
    (kantor.ruang.masuk / "bukan.xlsx").write_bytes(b"bukan buku kerja")
    kantor.hasil_kirim("bukan lain.xlsx", b"bukan buku kerja juga")
    return kantor.ruang


def test_ruang_yang_utuh_tidak_mempunyai_temuan(ruang: Ruang):
    assert check_riwayat(ruang) == []


def test_putaran_bertanggal_dan_berlama(ruang: Ruang):
    hasil = build_riwayat(ruang, OpsiRiwayat(Periode.TW2, (UNIT,)))
    ringkas = [(p.putaran, p.keputusan, p.hari_isi, p.hari_periksa) for p in hasil.putaran]
    assert ringkas == [(1, "Tidak", 8, 1), (2, "Ya", 1, 0)]
    assert any("dikembalikan, putaran 2" in b.teks for b in hasil.peristiwa)
    assert all(b.teks and "{" not in b.teks for b in hasil.peristiwa)


def test_satu_byte_setiap_salinan_asli_ditemukan(ruang: Ruang):
    berkas = sorted(p for p in (ruang.akar / "arsip").rglob("*") if p.is_file())
    assert len(berkas) >= 3
    for jalur in berkas:
        asli = jalur.read_bytes()
        for letak in (0, len(asli) // 2, len(asli) - 1):
            rusak = bytearray(asli)
            rusak[letak] ^= 1
            jalur.write_bytes(bytes(rusak))
            (temuan,) = check_riwayat(ruang)
            assert (temuan.kode, temuan.kunci) == ("DOK302", jalur.stem)
            assert jalur.name in temuan.berkas
        jalur.unlink()
        assert [t.kode for t in check_riwayat(ruang)] == ["DOK303"]
        jalur.write_bytes(asli)


def test_setiap_baris_riwayat_yang_diubah_disebut_nomornya(ruang: Ruang):
    with ruang.register(tulis=True) as register:
        daftar = register.sambungan.execute("SELECT * FROM riwayat").fetchall()
        assert len(daftar) >= 8
        for nomor, isi, tanda in daftar:
            for kolom, nilai in (
                ("isi", isi.replace("2025", "2024", 1)),
                ("isi", isi[:-2] + " " + isi[-2:]),
                ("hash", ("0" if tanda[0] != "0" else "1") + tanda[1:]),
            ):
                register.sambungan.execute(
                    f"UPDATE riwayat SET {kolom} = ? WHERE nomor = ?", (nilai, nomor)
                )
                ditemukan = [t.kunci for t in check_riwayat(ruang) if t.kode == "DOK301"]
                assert ditemukan == [str(nomor)]
                register.sambungan.execute(
                    "UPDATE riwayat SET isi = ?, hash = ? WHERE nomor = ?", (isi, tanda, nomor)
                )
    assert check_riwayat(ruang) == []


def test_ekor_riwayat_yang_dipotong_ketahuan(ruang: Ruang):
    with ruang.register(tulis=True) as register:
        semua = [tuple(b) for b in register.sambungan.execute("SELECT * FROM riwayat")]
        for awal in range(len(semua)):
            register.sambungan.execute("DELETE FROM riwayat WHERE nomor > ?", (awal,))
            assert check_riwayat(ruang) != [], f"dipotong sesudah baris {awal}"
            register.sambungan.executemany("INSERT INTO riwayat VALUES (?, ?, ?)", semua[awal:])
    assert check_riwayat(ruang) == []


@pytest.mark.parametrize(
    ("perintah", "tabel"),
    [
        ("UPDATE kiriman SET hasil = 'temuan' WHERE hasil = 'terima'", "kiriman"),
        ("UPDATE kiriman SET berkas = 'lain.xlsx' WHERE urut = 1", "kiriman"),
        ("DELETE FROM kembalian", "kembalian"),
        ("UPDATE kembalian SET isi = '[]'", "kembalian"),
        ("UPDATE kiriman SET temuan = 'rusak'", "kiriman"),
        ("UPDATE formulir SET cetakan = CAST(cetakan || x'00' AS BLOB)", "formulir"),
        ("UPDATE sel_kiriman SET nilai = replace(nilai, '12.4', '21.4')", "kiriman"),
        ("UPDATE keputusan SET alasan = '[]'", "keputusan"),
        ("UPDATE keputusan SET keputusan = 'Ya'", "keputusan"),
        ("UPDATE keputusan SET temuan = replace(temuan, 'galat', 'catatan')", "keputusan"),
        ("UPDATE definisi SET isi = replace(isi, '2025', '2026')", "definisi"),
        ("UPDATE formulir SET cetakan = cetakan || x'00'", "formulir"),
        ("UPDATE formulir SET putaran = 9 WHERE putaran = 2", "formulir"),
        ("DELETE FROM fakta WHERE subjek = 'IKU-02'", "fakta"),
    ],
)
def test_isi_register_yang_diubah_disebut_tabelnya(ruang: Ruang, perintah: str, tabel: str):
    with ruang.register(tulis=True) as register:
        berubah = register.sambungan.execute(perintah).rowcount
    assert berubah >= 1
    temuan = check_riwayat(ruang)
    assert {t.masalah.split()[0] for t in temuan if t.kode == "DOK304"} == {tabel}


def test_riwayat_yang_tidak_terbaca_tetap_disebut(ruang: Ruang):
    with ruang.register(tulis=True) as register:
        register.sambungan.execute("UPDATE riwayat SET isi = 'bukan json' WHERE nomor = 2")
    hasil = build_riwayat(ruang, OpsiRiwayat())
    assert "bukan json" in [b.teks for b in hasil.peristiwa]
    assert json.dumps(hasil.to_json())
    assert "DOK301" in {t.kode for t in check_riwayat(ruang)}
