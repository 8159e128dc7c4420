"""``kinerja riwayat``: putaran dan lamanya; satu byte yang berubah ditemukan dan disebut."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest
from docx import Document

from kinerja_cli.model.galat import PemakaianError, RegisterError
from kinerja_cli.model.periode import Periode
from kinerja_cli.register.riwayat import iterate_riwayat
from kinerja_cli.ruang.kepala import NAMA_KEPALA, POLA_JEJAK
from kinerja_cli.ruang.keutuhan import check_riwayat
from kinerja_cli.ruang.ruang import Ruang
from kinerja_cli.tahap.riwayat import OpsiRiwayat, build_riwayat
from tests.buatan import UNIT
from tests.cli.alat import run_kinerja
from tests.tahap.test_kembalikan import BENAR, NANTI, Putaran
from tests.tahap.test_tandai import Kantor as KantorBenar


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


@pytest.fixture
def bertanda(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ruang:
    """Ruang dengan tanya jawab, kesepakatan, tanda yang dibatalkan, dan bukti."""
    kantor = KantorBenar(tmp_path, monkeypatch)
    kantor.tandai("tanya", "Termasuk swadaya?")
    kantor.tandai("jawab", "Tidak")
    kantor.tandai("sepakat", "6", alasan="Hitung ulang bersama")
    kantor.tandai("kecualikan", "NRS301", kunci="IKU-02", alasan="Sudah dijelaskan lisan")
    kantor.tandai("batal", kunci="IKU-02")
    return kantor.ruang


@pytest.mark.parametrize(
    ("perintah", "tabel"),
    [
        ("UPDATE penilaian SET jawaban = 'Ya' WHERE jenis = 'tanya'", "penilaian"),
        ("UPDATE penilaian SET isi = 'lain' WHERE jenis = 'sepakat'", "penilaian"),
        ("UPDATE penilaian SET oleh = 'KABID-KP' WHERE jenis = 'tanya'", "penilaian"),
        ("UPDATE penilaian SET waktu = '2025-01-01' WHERE jenis = 'tanya'", "penilaian"),
        ("UPDATE penilaian SET dasar = '' WHERE jenis = 'sepakat'", "penilaian"),
        ("UPDATE penilaian SET batal = 0 WHERE batal = 1", "penilaian"),
        ("UPDATE penilaian SET batal = 1 WHERE jenis = 'sepakat'", "penilaian"),
        ("DELETE FROM penilaian WHERE jenis = 'tanya'", "penilaian"),
        (
            "INSERT INTO penilaian (periode, unit, jenis, kunci, kolom, kode, isi, oleh, waktu)"
            " SELECT periode, unit, 'kecuali', kunci, kolom, 'KEU311', isi, oleh, waktu"
            " FROM penilaian LIMIT 1",
            "penilaian",
        ),
        ("UPDATE fakta SET hasil_verifikasi = replace(hasil_verifikasi, '6', '9')", "fakta"),
        ("UPDATE fakta SET hasil_verifikasi = NULL", "fakta"),
        (
            "UPDATE fakta SET hasil_verifikasi = (SELECT hasil_verifikasi FROM fakta"
            " WHERE hasil_verifikasi IS NOT NULL) WHERE subjek = 'IKU-02' AND kolom = 'realisasi'",
            "fakta",
        ),
        ("UPDATE bukti SET sha256 = replace(sha256, 'a', 'b')", "bukti"),
        ("DELETE FROM bukti", "bukti"),
    ],
)
def test_tanda_pemeriksa_yang_diubah_disebut(bertanda: Ruang, perintah: str, tabel: str):
    assert check_riwayat(bertanda) == []
    with bertanda.register(tulis=True) as register:
        assert register.sambungan.execute(perintah).rowcount >= 1
    temuan = check_riwayat(bertanda)
    assert {t.masalah.split()[0] for t in temuan if t.kode == "DOK304"} == {tabel}


def test_register_lama_yang_kembali_ketahuan_dari_kepalanya(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    kantor = Putaran(tmp_path, monkeypatch)
    basis, arsip = kantor.ruang.akar / "kinerja.db", kantor.ruang.akar / "arsip"
    lama = basis.read_bytes()
    salinan = {p: p.read_bytes() for p in arsip.rglob("*") if p.is_file()}
    kantor.kembalikan()
    kantor.hasil_kirim("balik.xlsx", kantor.perbaiki(BENAR))
    basis.write_bytes(lama)
    for jalur in [p for p in arsip.rglob("*") if p.is_file() and p not in salinan]:
        jalur.unlink()
    (temuan,) = check_riwayat(kantor.ruang)
    assert temuan.kode == "DOK306"
    # Perintah sesudahnya tidak menghapus petunjuk itu.
    kantor.verifikasi(NANTI)
    assert [t.kode for t in check_riwayat(kantor.ruang)] == ["DOK306"]
    (kantor.ruang.akar / NAMA_KEPALA).unlink()
    kantor.verifikasi(NANTI.replace(day=12))
    with kantor.ruang.kunci():
        assert check_riwayat(kantor.ruang) == []
    assert (kantor.ruang.akar / NAMA_KEPALA).is_file()


def test_kepala_rusak_atau_terkunci_tidak_mengganggu(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    kantor = Putaran(tmp_path, monkeypatch)
    kepala = kantor.ruang.akar / NAMA_KEPALA
    kepala.write_bytes(b"bukan json")
    kantor.kembalikan()
    assert json.loads(kepala.read_text(encoding="utf-8"))["nomor"] > 1
    kepala.unlink()
    kepala.mkdir()
    kantor.kembalikan(NANTI)
    assert check_riwayat(kantor.ruang) == []


def test_jejak_tercetak_di_berita_acara_dan_dicocokkan(ruang: Ruang):
    acara = Document(str(ruang.hasil(Periode.TW2) / "Berita acara verifikasi tw2.docx"))
    (jejak,) = {
        cocok[0] for p in acara.paragraphs for cocok in [POLA_JEJAK.search(p.text)] if cocok
    }
    assert check_riwayat(ruang, jejak=jejak) == []
    nomor, sidik = jejak.split("\u2011")
    for palsu in (f"{nomor}-00000000", f"{int(nomor) + 1000}-{sidik}"):
        assert [t.kode for t in check_riwayat(ruang, jejak=palsu)] == ["DOK306"]
    with pytest.raises(PemakaianError):
        check_riwayat(ruang, jejak="tiga")
    hasil = run_kinerja("riwayat", "--jejak", jejak, folder=ruang.akar)
    assert (hasil.returncode, hasil.stdout) == (0, "Riwayat, register, dan arsip utuh.\n")
    assert run_kinerja("riwayat", "--jejak", "x", folder=ruang.akar).returncode == 2


def test_riwayat_yang_ditulis_ulang_seluruhnya_ketahuan_dari_jejak_cetakan(ruang: Ruang):
    acara = Document(str(ruang.hasil(Periode.TW2) / "Berita acara verifikasi tw2.docx"))
    teks = "\n".join(p.text for p in acara.paragraphs)
    cocok = POLA_JEJAK.search(teks)
    assert cocok
    with ruang.register(tulis=True) as register:
        rantai = "0" * 64
        for nomor, isi in register.sambungan.execute("SELECT nomor, isi FROM riwayat").fetchall():
            baru = isi.replace("2025-07", "2025-06")
            rantai = sha256(f"{rantai}\n{baru}".encode()).hexdigest()
            register.sambungan.execute(
                "UPDATE riwayat SET isi = ?, hash = ? WHERE nomor = ?", (baru, rantai, nomor)
            )
    (ruang.akar / NAMA_KEPALA).unlink()
    assert "DOK301" not in {t.kode for t in check_riwayat(ruang)}
    assert "DOK306" in {t.kode for t in check_riwayat(ruang, jejak=cocok[0])}


def test_salinan_yang_masih_menunggu_di_masuk_bukan_riwayat_hilang(ruang: Ruang):
    isi = b"kiriman periode berikutnya"
    tanda = sha256(isi).hexdigest()
    ruang.store_arsip(isi, "nanti.xlsx", tanda)
    assert [t.kode for t in check_riwayat(ruang)] == ["DOK305"]
    (ruang.masuk / "nanti.xlsx").write_bytes(isi)
    assert check_riwayat(ruang) == []


def test_riwayat_yang_tidak_terbaca_tetap_disebut(ruang: Ruang):
    with ruang.register(tulis=True) as register:
        register.sambungan.execute("UPDATE riwayat SET isi = 'bukan json' WHERE nomor = 2")
    hasil = build_riwayat(ruang, OpsiRiwayat())
    assert "bukan json" in [b.teks for b in hasil.peristiwa]
    assert json.dumps(hasil.to_json())
    assert "DOK301" in {t.kode for t in check_riwayat(ruang)}


def test_register_yang_hilang_tidak_diganti_yang_baru(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    kantor = Putaran(tmp_path, monkeypatch)
    berkas = kantor.ruang.akar / "kinerja.db"
    berkas.rename(berkas.with_name("cadangan.db"))
    for tulis in (False, True):
        with pytest.raises(RegisterError, match="tidak ada, padahal riwayat") as tangkap:
            kantor.ruang.register(tulis=tulis)
    assert "dari cadangan" in tangkap.value.perbaikan
    assert not berkas.exists()
    (kantor.ruang.akar / NAMA_KEPALA).unlink()
    with kantor.ruang.register() as register:
        assert list(iterate_riwayat(register)) == []
