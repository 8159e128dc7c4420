"""Masukan buruk lewat perintah sungguhan: satu baris jelas, kode keluar kontrak, tanpa sisa."""

from __future__ import annotations

import io
import json
import shutil
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from filelock import FileLock

from kinerja_cli.cli.jalan import run
from tests.cli.alat import run_kinerja


@dataclass(frozen=True)
class Layar:
    """Keluaran satu perintah."""

    keluar: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture
def kinerja(monkeypatch, capsys) -> Callable[..., Layar]:
    """Jalankan perintah di proses ini, dari folder tertentu."""

    def jalankan(*argumen: str, folder: Path) -> Layar:
        monkeypatch.chdir(folder)
        monkeypatch.setattr(sys, "argv", ["kinerja", *argumen])
        keluar = run()
        isi = capsys.readouterr()
        assert "Traceback" not in isi.out + isi.err
        return Layar(keluar, isi.out, isi.err)

    return jalankan


@pytest.fixture(scope="module")
def contoh(tmp_path_factory) -> Path:
    """Ruang kerja contoh yang formulir tw1-nya sudah dibagikan."""
    folder = tmp_path_factory.mktemp("ruang") / "dinas contoh ä"
    for argumen in (
        ("mulai", str(folder), "--contoh"),
        ("-C", str(folder), "buat-format", "--periode", "tw1", "--waktu", "2025-04-01"),
    ):
        hasil = run_kinerja(*argumen, folder=folder.parent)
        assert hasil.returncode == 0, hasil.stderr
    return folder


@pytest.fixture
def ruang(contoh, tmp_path) -> Path:
    """Salinan ruang kerja contoh."""
    tujuan = tmp_path / contoh.name
    shutil.copytree(contoh, tujuan)
    return tujuan


def potret(folder: Path) -> dict[str, bytes]:
    """Isi semua berkas, untuk memastikan tidak ada yang berubah."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


def test_tanpa_ruang_kerja(kinerja, tmp_path):
    layar = kinerja("status", folder=tmp_path)
    assert (layar.keluar, layar.out) == (3, "")
    assert "tidak ada ruang kerja" in layar.err
    assert "kinerja mulai" in layar.err
    salah = kinerja("status", "--json", folder=tmp_path)
    assert set(salah.json["kesalahan"]) == {"kode", "masalah", "perbaikan"}


@pytest.mark.parametrize(
    ("isi", "sebut"),
    [
        ("skema = 1\ntahun = \n", "baris 2"),
        ("skema = 1\ntahun = 2025\nperiod = 'tw1'\n", "period"),
        ("skema = 1\ntahun = 'dua ribu'\n", "tahun"),
        ("skema = 1\ntahun = 2025\nperiode = 'tw9'\n", "baris 3 kunci periode"),
        ("skema = 1\ntahun = 2025\n[kebijakan]\nrumus_turun = 'x'\n", "rumus_turun"),
        ("skema = 1\ntahun = 2025\n[kebijakan]\nskala = 'tidak_ada'\n", "skala"),
        ("skema = 99\ntahun = 2025\n", "perbarui program"),
        ("skema = 1\n", "tahun"),
    ],
)
def test_konfigurasi_rusak_menyebut_baris_dan_kuncinya(kinerja, ruang, isi, sebut):
    (ruang / "kinerja.toml").write_text(isi, encoding="utf-8")
    layar = kinerja("status", folder=ruang)
    assert layar.keluar == 3
    assert sebut in layar.err
    assert "→" in layar.err


def test_konfigurasi_bukan_utf8(kinerja, ruang):
    (ruang / "kinerja.toml").write_bytes(b"skema = 1\n# \xff\xfe\n")
    layar = kinerja("status", folder=ruang)
    assert layar.keluar == 3
    assert "UTF-8" in layar.err


def test_tabel_sumber_hilang(kinerja, ruang):
    (ruang / "sumber" / "dpa.xlsx").unlink()
    sebelum = potret(ruang)
    layar = kinerja("buat-format", "--periode", "tw2", folder=ruang)
    assert layar.keluar == 3
    assert "dpa.xlsx" in layar.err
    assert potret(ruang) == sebelum


@pytest.mark.parametrize(
    ("argumen", "sebut"),
    [
        (("buat-format", "--periode", "tw2", "--unit", "BID-X"), "BID-X"),
        (("verifikasi", "--periode", "tw1", "--oleh", "SIAPA"), "SIAPA"),
        (("hitung", "--periode", "tw1", "--jelaskan", "IKU-99"), "IKU-99"),
        (("status", "--periode", "tw7"), "tw7"),
        (("kumpulkan", "--waktu", "kemarin", "--periode", "tw1"), "kemarin"),
        (("kumpulkan", "--utamakan", "x.xlsx", "--periode", "tw1"), "x.xlsx"),
        (("aturan", "XYZ999"), "XYZ999"),
        (("periksa",), "BERKAS"),
    ],
)
def test_pemakaian_keliru_keluar_dua(kinerja, ruang, argumen, sebut):
    layar = kinerja(*argumen, folder=ruang)
    assert layar.keluar == 2
    assert sebut in layar.err
    salah = kinerja(*argumen, "--json", folder=ruang)
    assert sebut in salah.json["kesalahan"]["masalah"] + salah.json["kesalahan"]["perbaikan"]


def ubah_sumber(ruang: Path, nama: str, fungsi) -> None:
    jalur = ruang / "sumber" / nama
    buku = openpyxl.load_workbook(jalur)
    fungsi(buku)
    buku.save(jalur)


def cari_kolom(lembar, judul: str) -> tuple[int, int]:
    for baris in lembar.iter_rows():
        for sel in baris:
            if str(sel.value or "").casefold() == judul.casefold():
                return sel.row, sel.column
    raise AssertionError(judul)


def gandakan(nama_lembar: str, judul: str):
    def fungsi(buku):
        lembar = buku[nama_lembar]
        kepala, _ = cari_kolom(lembar, judul)
        isi = [s.value for s in lembar[kepala + 1]]
        lembar.append(isi)

    return fungsi


def isi_target(buku):
    lembar = buku["Target"]
    kepala, kolom = cari_kolom(lembar, "Target tahun")
    lembar.cell(kepala + 2, kolom).value = "100 dari 110 organisasi"


@pytest.mark.parametrize(
    ("nama", "fungsi", "kode"),
    [
        ("perjanjian_kinerja.xlsx", gandakan("Indikator", "Kode indikator"), "IDN101"),
        ("dpa.xlsx", gandakan("Pagu", "Kode sub kegiatan"), "IDN101"),
        ("perjanjian_kinerja.xlsx", isi_target, "TGT101"),
    ],
)
def test_sumber_keliru_menjadi_temuan_dan_tidak_menulis(kinerja, ruang, nama, fungsi, kode):
    ubah_sumber(ruang, nama, fungsi)
    sebelum = potret(ruang)
    layar = kinerja("buat-format", "--periode", "tw2", "--json", folder=ruang)
    assert layar.keluar == 1
    temuan = [t for t in layar.json["temuan"] if t["kode"] == kode]
    assert temuan, layar.out[:600]
    assert temuan[0]["berkas"] == f"sumber/{nama}"
    assert temuan[0]["perbaikan"]
    assert potret(ruang) == sebelum


def test_lembar_sumber_yang_hilang_disebut_dengan_nama_mirip(kinerja, ruang):
    def fungsi(buku):
        buku["Pagu"].title = "Pagu Indikatif"

    ubah_sumber(ruang, "dpa.xlsx", fungsi)
    layar = kinerja("buat-format", "--periode", "tw2", "--json", folder=ruang)
    assert layar.keluar == 1
    assert any(t["kode"] == "STR020" and "Pagu" in t["masalah"] for t in layar.json["temuan"])


def buat_zip() -> bytes:
    wadah = io.BytesIO()
    with zipfile.ZipFile(wadah, "w") as arsip:
        arsip.writestr("a.txt", "x")
    return wadah.getvalue()


BURUK = {
    "kosong.xlsx": (b"", "tolak"),
    "laman.xls": (b"<html><body>x</body></html>", "tolak"),
    "csv.xlsx": (b"a;b\n1;2\n", "tolak"),
    "arsip.xlsx": (buat_zip(), "tolak"),
    "sandi.xlsx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "tolak"),
    "~$kunci.xlsx": (b"x", "abaikan"),
    ".~lock.x.xlsx#": (b"x", "abaikan"),
    "Thumbs.db": (b"x", "abaikan"),
    "surat.pdf": (b"%PDF-1.4", "abaikan"),
}


def test_berkas_buruk_di_antara_yang_baik(kinerja, ruang):
    """Satu entri untuk setiap jalur; yang baik tetap diterima, tidak ada kode 3."""
    tumpukan = ruang / "tumpukan"
    tumpukan.mkdir()
    for nama, (isi, _) in BURUK.items():
        (tumpukan / nama).write_bytes(isi)
    asal = next((ruang / "masuk" / "tw1").glob("*.xlsx"))
    utuh = asal.read_bytes()
    (tumpukan / "baik.xlsx").write_bytes(utuh)
    (tumpukan / "terpotong.xlsx").write_bytes(utuh[: len(utuh) // 2])
    (tumpukan / "ganti nama.xls").write_bytes(utuh)
    (tumpukan / "folder.xlsx").mkdir()
    layar = kinerja("periksa", "tumpukan", "--json", folder=ruang)
    assert layar.keluar == 1
    hasil = {Path(b["berkas"]).name: b for b in layar.json["berkas"]}
    for nama, (_, harap) in BURUK.items():
        assert hasil[nama]["hasil"] == harap, nama
        assert hasil[nama]["temuan"][0]["masalah"]
    assert hasil["terpotong.xlsx"]["hasil"] == "tolak"
    assert hasil["baik.xlsx"]["hasil"] == "terima"
    assert hasil["ganti nama.xls"]["hasil"] == "terima"
    assert all(b["identitas"] is None for b in hasil.values() if b["hasil"] == "abaikan")


def test_jalur_yang_tidak_ada_mendapat_satu_entri(kinerja, ruang):
    layar = kinerja("periksa", "tidak ada.xlsx", "--json", folder=ruang)
    assert layar.keluar == 1
    (berkas,) = layar.json["berkas"]
    assert (berkas["berkas"], berkas["hasil"]) == ("tidak ada.xlsx", "tolak")


def test_berkas_keluaran_yang_sedang_dibuka(kinerja, ruang, monkeypatch):
    """Ganti nama yang ditolak sistem: satu baris, berkas lama utuh, tanpa sisa sementara."""
    formulir = next((ruang / "format" / "tw1").glob("*.xlsx"))
    formulir.write_bytes(b"lama")

    def tolak(self, tujuan):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", tolak)
    layar = kinerja("buat-format", "--periode", "tw1", "--timpa", folder=ruang)
    assert layar.keluar == 3
    assert "tutup berkas itu" in layar.err
    assert formulir.read_bytes() == b"lama"
    assert not list(ruang.rglob(".kinerja-*.tmp"))


def test_berkas_kunci_excel_di_sebelah_keluaran(kinerja, ruang):
    formulir = next((ruang / "format" / "tw1").glob("*.xlsx"))
    formulir.write_bytes(b"lama")
    formulir.with_name(f"~${formulir.name}").write_bytes(b"x")
    layar = kinerja("buat-format", "--periode", "tw1", "--timpa", folder=ruang)
    assert layar.keluar == 3
    assert "sedang dibuka" in layar.err
    assert formulir.read_bytes() == b"lama"


@pytest.mark.parametrize(
    ("berkas", "argumen", "keluar"),
    [
        ("sumber/dpa.xlsx", ("buat-format", "--periode", "tw2"), 3),
        ("kinerja.toml", ("status",), 3),
        ("sumber/keuangan/SPJ sd 31 Maret 2025.xlsx", ("verifikasi", "--periode", "tw1"), 1),
    ],
)
def test_berkas_masukan_yang_terkunci_disebut(kinerja, ruang, monkeypatch, berkas, argumen, keluar):
    """Excel atau penyelaras folder menolak pembacaan: nama berkas dan cara mengatasinya."""
    kunci_baca(monkeypatch, ruang / berkas)
    layar = kinerja(*argumen, folder=ruang)
    assert layar.keluar == keluar
    assert Path(berkas).name in layar.out + layar.err
    assert "tutup berkas itu" in layar.out + layar.err


def kunci_baca(monkeypatch, jalur: Path) -> None:
    asli = Path.open

    def tolak(self, *isi, **bernama):
        if self == jalur:
            raise PermissionError(13, "Permission denied")
        return asli(self, *isi, **bernama)

    monkeypatch.setattr(Path, "open", tolak)


def test_mulai_tidak_menimpa_ruang_kerja(kinerja, ruang):
    sebelum = potret(ruang)
    layar = kinerja("mulai", str(ruang), "--contoh", folder=ruang.parent)
    assert layar.keluar == 3
    assert potret(ruang) == sebelum


def test_uji_coba_tidak_menulis_apa_pun(kinerja, ruang):
    sebelum = potret(ruang)
    for argumen in (
        ("buat-format", "--periode", "tw2"),
        ("kumpulkan", "--periode", "tw1"),
        ("verifikasi", "--periode", "tw1"),
        ("kompilasi", "--periode", "tw1"),
    ):
        kinerja(*argumen, "--uji-coba", folder=ruang)
    assert potret(ruang) == sebelum


@pytest.mark.parametrize("sandi", ["ascii", "cp1252"])
def test_lokal_lain_tidak_menjatuhkan_layar(contoh, sandi):
    hasil = run_kinerja(
        *("status", "--periode", "tw1"),
        folder=contoh,
        LC_ALL="C",
        PYTHONIOENCODING=sandi,
        PYTHONUTF8="0",
    )
    assert hasil.returncode in {0, 1}
    assert "Traceback" not in hasil.stderr
    assert "Sekretariat" in hasil.stdout


def test_berkas_yang_tidak_ada_disebut_tidak_ada_dan_urutannya_tetap(kinerja, ruang):
    (ruang / "ada.xlsx").write_bytes(b"bukan buku")
    layar = kinerja("periksa", "hilang.xlsx", "ada.xlsx", "lagi.xlsx", "--json", folder=ruang)
    daftar = [
        (b["berkas"], b["hasil"], [t["kode"] for t in b["temuan"]]) for b in layar.json["berkas"]
    ]
    assert daftar == [
        ("hilang.xlsx", "tolak", ["STR036"]),
        ("ada.xlsx", "tolak", ["STR006"]),
        ("lagi.xlsx", "tolak", ["STR036"]),
    ]


def test_indikator_yang_tidak_ada_menyebut_yang_mirip_atau_sebagian(kinerja, ruang):
    argumen = ("hitung", "--periode", "tw1", "--jelaskan")
    assert "yang mirip: IKU-0" in kinerja(*argumen, "iku-99", folder=ruang).err
    semua = kinerja(*argumen, "zzzz", folder=ruang).err
    assert "yang ada: " in semua
    assert semua.count(", ") == 20
    assert ", dan " in semua
    assert kinerja(*argumen, "iku-01", folder=ruang).keluar == 0


def test_riwayat_yang_kosong_mengatakannya(kinerja, tmp_path):
    kinerja("mulai", "kantor", folder=tmp_path)
    assert kinerja("riwayat", folder=tmp_path / "kantor").out == "Belum ada peristiwa.\n"


def test_unit_dan_pelaku_boleh_huruf_kecil(kinerja, ruang):
    argumen = ("verifikasi", "--periode", "tw1", "--uji-coba", "--json")
    kecil = kinerja(*argumen, "--unit", "sekre", "--oleh", "sekretaris", folder=ruang)
    besar = kinerja(*argumen, "--unit", "SEKRE", "--oleh", "SEKRETARIS", folder=ruang)
    assert kecil == besar
    assert "unit tidak dikenal: SEKRA" in kinerja(
        *argumen[:-1], "--unit", "sekra", folder=ruang
    ).err  # fmt: skip


def test_verifikasi_tanpa_kiriman_mengatakannya(kinerja, ruang):
    layar = kinerja("verifikasi", "--periode", "tahun", folder=ruang)
    assert layar.out == "Belum ada kiriman periode ini yang dapat diputuskan.\n"
    assert layar.keluar == 0


def test_verifikasi_unit_yang_belum_mengirim_disebut(kinerja, ruang):
    kinerja("buat-format", "--periode", "tw1", "--waktu", "2025-04-01", folder=ruang)
    argumen = ("verifikasi", "--periode", "tw1", "--unit", "BID-LALIN", "--json")
    layar = kinerja(*argumen, folder=ruang)
    assert [(t["kode"], t["kunci"]) for t in layar.json["temuan"]] == [("WKT202", "BID-LALIN")]
    assert layar.keluar == 1


def test_ruang_kerja_hanya_baca_disebut_ruangnya(kinerja, ruang, monkeypatch):
    def tolak(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(FileLock, "acquire", tolak)
    layar = kinerja("buat-format", "--periode", "tw1", folder=ruang)
    assert layar.keluar == 3
    assert layar.err.startswith(f"Galat: ruang kerja {ruang} hanya-baca\n→ periksa izin foldernya")


def test_ruang_kerja_tidak_dibuat_di_dalam_ruang_kerja_lain(kinerja, ruang):
    sebelum = potret(ruang)
    layar = kinerja("mulai", "sumber/baru", folder=ruang)
    assert layar.keluar == 3
    assert layar.err.startswith(
        f"Galat: {ruang / 'sumber' / 'baru'} berada di dalam ruang kerja {ruang}\n"
    )
    assert potret(ruang) == sebelum
