"""``kinerja verifikasi --tinjau``: putusan langsung tercatat, berhenti dan lanjut kapan saja."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from kinerja_cli.aturan.penilaian import find_putusan
from kinerja_cli.cli import keluaran, tinjau
from kinerja_cli.cli.penanya import Penanya
from kinerja_cli.cli.tinjau import list_pilihan, review
from kinerja_cli.model.galat import PemakaianError
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.penilaian import JenisPenilaian, Penilaian
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.temuan import build_temuan
from kinerja_cli.register.fakta import read_fakta
from kinerja_cli.register.keputusan import read_keputusan
from kinerja_cli.register.penilaian import read_penilaian
from kinerja_cli.register.riwayat import find_rusak, iterate_riwayat
from kinerja_cli.ruang.periksa_unit import check_satu
from kinerja_cli.tahap import tinjau as langkah
from kinerja_cli.tahap.tinjau import OpsiTinjau, RencanaTinjau
from tests.buatan import UNIT
from tests.cli.alat import AKAR
from tests.tahap.test_kembalikan import BENAR, PAD, SALAH, Putaran

TW2 = Periode.TW2
WAKTU = "2025-07-12T09:00"
PERINTAH = ("verifikasi", "--periode", "tw2", "--tinjau", "--waktu", WAKTU)
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="pty dan sinyal POSIX")


class PenanyaUji(Penanya):
    """Jawaban yang sudah ditulis; sebuah galat di antaranya dilempar."""

    def __init__(self, *jawaban: str | type[BaseException]) -> None:
        self.jawaban = list(jawaban)
        self.ditanya: list[str] = []

    def ask(self, judul: str) -> str:
        self.ditanya.append(judul)
        jawaban = self.jawaban.pop(0) if self.jawaban else EOFError
        if isinstance(jawaban, str):
            return jawaban
        raise jawaban


class Meja:
    """Pemeriksa dengan satu kantor: meninjau, lalu melihat isi registernya."""

    def __init__(self, kantor: Putaran, monkeypatch: pytest.MonkeyPatch) -> None:
        self.kantor = kantor
        self.ruang = kantor.ruang
        self._monkeypatch = monkeypatch

    def opsi(self, *, oleh: str = "KADIS", semua: bool = False) -> OpsiTinjau:
        return OpsiTinjau(TW2, oleh, semua=semua)

    def plan(self, *, semua: bool = False) -> RencanaTinjau:
        return langkah.plan(self.ruang, self.opsi(semua=semua))

    def tinjau(self, *jawaban: str | type[BaseException], semua: bool = False) -> bool:
        penanya = PenanyaUji(*jawaban)
        self._monkeypatch.setattr(tinjau, "Penanya", lambda: penanya)
        return review(self.ruang, self.opsi(semua=semua), WAKTU)

    def tanda(self) -> list[tuple[str, str, str]]:
        with self.ruang.register() as register:
            assert find_rusak(register) is None
            return [(p.kunci, p.jenis.value, p.isi) for p in read_penilaian(register, TW2)]

    def hasil(self, kunci: str, kolom: str) -> Nilai | None:
        with self.ruang.register() as register:
            fakta = read_fakta(register).fakta(TW2, kunci, kolom)
            assert fakta is not None
            return fakta.hasil_verifikasi


@pytest.fixture(autouse=True)
def _konsol_baru():
    keluaran.get_konsol.cache_clear()
    yield
    keluaran.get_konsol.cache_clear()


@pytest.fixture
def meja(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Meja:
    """Tiga baris bergalat: IKU-01 tanpa penyebut, SUB-01 tak terbaca, anggaran PAD kosong."""
    return Meja(Putaran(tmp_path, monkeypatch), monkeypatch)


@pytest.fixture
def rapi(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Meja:
    """Isian benar, kecuali realisasi anggaran PAD melebihi pagunya (KEU302)."""
    for kunci, isi in BENAR.items():
        if not kunci.startswith("RTL"):
            monkeypatch.setitem(SALAH, kunci, isi)
    monkeypatch.setitem(SALAH, f"Anggaran__{PAD}__realisasi", 99 * 10**9)
    return Meja(Putaran(tmp_path, monkeypatch), monkeypatch)


def test_hanya_yang_bertemuan_terberat_di_depan(rapi: Meja):
    assert rapi.plan().urutan[0].kunci == PAD
    semua = rapi.plan(semua=True).urutan
    assert {t.kunci for t in semua} >= {"IKU-01", "IKU-02", "SUB-01", PAD}
    berat = [langkah.read_baris(rapi.plan(semua=True), t).berat for t in semua]
    assert berat == sorted(berat)


def test_baris_memuat_yang_perlu_dilihat_pemeriksa(rapi: Meja):
    rencana = rapi.plan(semua=True)
    rincian = {t.kunci: dict(langkah.read_baris(rencana, t).rincian) for t in rencana.urutan}
    assert rincian["IKU-02"] == {
        "Satuan": "Ha",
        "Arah": "turun",
        "Target": "12,5",
        "Realisasi dilaporkan": "12,4",
        "Capaian": "100,80%, Sangat Tinggi",
        "Realisasi 2024": "13,4 (target 14)",
        "Bukti": "sk.pdf",
    }
    assert rincian["IKU-01"]["Penyebut"] == "80.000 Unit (IKU-01 Jumlah rumah seluruhnya)"
    assert rincian[PAD] == {
        "Pagu": "Rp250.000.000",
        "Realisasi dilaporkan": "Rp99.000.000.000",
    }


def test_putusan_tercatat_lalu_dilanjutkan_dari_yang_belum(meja: Meja, capsys):
    assert not meja.tinjau("l", "t", "tak sesuai foto", "q")
    assert meja.tanda() == [("SUB-01", "tidak", "tak sesuai foto")]
    assert "1 dari 3 sudah diputuskan; lanjutkan" in capsys.readouterr().out
    assert meja.tinjau("t", "kosong", "t", "kosong")
    keluar = capsys.readouterr().out
    assert "1 dari 3 sudah diputuskan.\n" in keluar
    assert "tak sesuai foto" not in keluar
    assert keluar.endswith("3 dari 3 sudah diputuskan.\n")
    assert meja.tinjau()


@pytest.mark.parametrize("henti", [KeyboardInterrupt, EOFError])
def test_dihentikan_di_tengah_isian_tidak_menghilangkan_yang_sudah_diputuskan(meja: Meja, henti):
    jawaban = ("t", "tanpa penyebut", "t", henti)
    if henti is KeyboardInterrupt:
        with pytest.raises(KeyboardInterrupt):
            meja.tinjau(*jawaban)
    else:
        assert not meja.tinjau(*jawaban)
    assert meja.tanda() == [("IKU-01", "tidak", "tanpa penyebut")]
    assert len(meja.plan().sudah) == 1


def test_yang_bergalat_tidak_dapat_dinyatakan_sesuai(meja: Meja, capsys):
    meja.tinjau("y", "c", "q")
    keluar = capsys.readouterr().out
    assert "Masih ada galat" in keluar
    assert "Tidak ada temuan yang boleh dikecualikan" in keluar
    assert meja.tanda() == []


def test_undur_mengganti_putusan_dan_riwayat_menyimpan_keduanya(rapi: Meja):
    rapi.tinjau("l", "t", "keliru", "u", "y", "q", semua=True)
    ((kunci, jenis, _),) = rapi.tanda()
    assert (kunci, jenis) == (rapi.plan(semua=True).urutan[1].kunci, "ya")
    with rapi.ruang.register() as register:
        catatan = [p.isi for p in iterate_riwayat(register) if '"penilaian"' in p.isi]
    assert [
        next(j for j in ("tidak", "batal", "ya") if f'"jenis":"{j}"' in c.replace(" ", ""))
        for c in catatan
    ] == ["tidak", "batal", "ya"]


def test_undur_di_baris_pertama_dan_huruf_asing_dijelaskan(meja: Meja, capsys):
    meja.tinjau("u", "zz", "?", "bantuan", "")
    keluar = capsys.readouterr().out
    assert "Ini baris pertama." in keluar
    assert keluar.count("Pilih salah satu huruf") == 2
    assert keluar.count("ditanyakan lagi pada tinjauan berikutnya") == 2


def test_klarifikasi_menahan_ya_sampai_dijawab(rapi: Meja, capsys):
    rapi.tinjau("l", "k", "benarkah?", "u", "y", "s", "j", "benar", "ya", "q", semua=True)
    assert "Pertanyaannya belum dijawab" in capsys.readouterr().out
    assert [jenis for _, jenis, _ in rapi.tanda()] == ["tanya", "ya"]
    assert len(rapi.plan(semua=True).sudah) == 1


def test_kesepakatan_menanyakan_kolom_dan_dicabut_oleh_putusan_lain(meja: Meja):
    meja.tinjau("s", "lain", "pembilang", "60.000", "q")
    assert meja.tanda() == []
    meja.tinjau("s", "pembilang", "60000", "berita acara", "ba.pdf", "q")
    assert meja.hasil("EL-01A", "nilai") == Nilai.dari_angka(60000)
    meja.tinjau("u", "t", "tetap keliru", "q")
    assert meja.hasil("EL-01A", "nilai") is None
    assert meja.tanda() == [("IKU-01", "tidak", "tetap keliru")]


def test_nilai_yang_tidak_terbaca_ditolak_dan_ditanyakan_lagi(rapi: Meja, capsys):
    rapi.tinjau("s", "banyak", "sebab", "", "q")
    assert "nilai 'banyak' tidak terbaca" in capsys.readouterr().out
    assert rapi.tanda() == []


def test_isian_kosong_berarti_tidak_jadi(meja: Meja, capsys):
    meja.tinjau("t", "", "k", "", "s", "pembilang", "", "q")
    assert capsys.readouterr().out.count("tidak ada yang dicatat") == 3
    assert meja.tanda() == []


def test_pengecualian_lalu_ya(rapi: Meja):
    rapi.tinjau("kecualikan", "pagu geser menyusul", "y", "q")
    assert rapi.tanda() == [(PAD, "kecuali", "pagu geser menyusul"), (PAD, "ya", "")]
    baris = langkah.read_baris(rapi.plan(), rapi.plan().urutan[-1])
    assert rapi.plan().sudah
    assert "c" not in list_pilihan(baris)


def test_ya_gugur_bila_isian_berubah_atau_ada_temuan_lain(rapi: Meja):
    rencana = rapi.plan(semua=True)
    hasil = check_satu(rencana.bahan, rencana.papan[UNIT])
    rapi.tinjau("l", "y", "q", semua=True)
    with rapi.ruang.register() as register:
        (ya,) = read_penilaian(register, TW2)
    peringatan = build_temuan(
        "WJR202", kunci=ya.kunci, kolom="realisasi", nama="", oleh="", tanya=""
    )
    baru = replace(peringatan, kode="WJR999")

    def putusan(p: Penilaian, *temuan: object) -> object:
        return find_putusan(hasil.konteks, ya.kunci, [p], temuan)

    assert putusan(ya) == ya
    assert putusan(ya, baru) is None
    assert putusan(replace(ya, kode="WJR999"), baru)
    assert putusan(replace(ya, dasar="lain")) is None
    assert putusan(replace(ya, jenis=JenisPenilaian.TANYA)) is not None
    assert putusan(replace(ya, jenis=JenisPenilaian.TANYA, jawaban="sudah")) is None


def test_unit_sendiri_tidak_ditinjau(meja: Meja):
    rencana = langkah.plan(meja.ruang, meja.opsi(oleh="KABID-KP"))
    assert rencana.urutan == ()
    assert [t.kode for t in rencana.menunggu] in ([], ["WKT206"])
    rencana = langkah.plan(meja.ruang, OpsiTinjau(TW2, "KABID-KP", (UNIT,)))
    assert [t.kode for t in rencana.menunggu] == ["WKT206"]


def test_isi_berkas_dan_ketikan_tidak_membawa_karakter_kendali(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(SALAH, "Data Dukung__SUB-01__bukti", "sk\u202efdp.exe")
    kantor = Putaran(tmp_path, monkeypatch)
    hasil = jalankan(kantor, "l\nt\nsalah\x1b[31m\u202e\nq\n")
    assert "skfdp.exe" in hasil.stdout
    assert not {"\u202e", "\x1b"} & set(hasil.stdout)
    assert Meja(kantor, monkeypatch).tanda() == [("SUB-01", "tidak", "salah[31m")]


def jalankan(kantor: Putaran, masukan: str, *lain: str) -> subprocess.CompletedProcess[str]:
    """Perintahnya sebagai proses, dengan jawaban dari masukan standar."""
    return subprocess.run(
        [sys.executable, "-m", "kinerja_cli", "-C", str(kantor.ruang.akar), *PERINTAH,
         *(lain or ("--oleh", "KADIS"))],
        cwd=AKAR,
        input=masukan,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )  # fmt: skip


def test_sesudah_semua_diputuskan_unitnya_diputuskan_juga(meja: Meja):
    hasil = jalankan(meja.kantor, "q\n")
    assert hasil.returncode == 0, hasil.stderr
    assert "0 dari 3 sudah diputuskan; lanjutkan" in hasil.stdout
    with meja.ruang.register() as register:
        assert read_keputusan(register, TW2)[UNIT].oleh == ""
    hasil = jalankan(meja.kantor, "t\na\nt\nb\nt\nc\n")
    assert hasil.returncode == 1
    assert "3 dari 3 sudah diputuskan.\n" in hasil.stdout
    with meja.ruang.register() as register:
        keputusan = read_keputusan(register, TW2)[UNIT]
    assert (keputusan.keputusan, keputusan.oleh) == ("Tidak", "KADIS")
    assert keputusan.waktu == datetime.fromisoformat(WAKTU).isoformat()


@pytest.mark.parametrize(
    ("masukan", "lain", "pesan"),
    [
        ("", ("--oleh", "KADIS"), "--tinjau memerlukan terminal"),
        ("q\n", ("--unit", UNIT), "--tinjau memerlukan nama"),
        ("q\n", ("--oleh", "KADIS", "--uji-coba"), "tidak dapat bersama --uji-coba"),
        ("q\n", ("--oleh", "KADIS", "--indikator", "SUB-01", "--tidak", "a"), "--indikator"),
        ("q\n", ("--oleh", "ENTAH"), "bukan kunci pejabat"),
    ],
)
def test_pemakaian_yang_keliru_satu_baris_keluar_dua(meja: Meja, masukan, lain, pesan):
    hasil = jalankan(meja.kantor, masukan, *lain)
    assert hasil.returncode == 2
    assert hasil.stdout == ""
    assert pesan in hasil.stderr.splitlines()[0]
    assert len(hasil.stderr.splitlines()) == 2


def test_unit_sendiri_menyebut_pemeriksa_yang_boleh(meja: Meja):
    hasil = jalankan(meja.kantor, "t\n", "--oleh", "KABID-KP", "--unit", UNIT)
    assert hasil.returncode == 1
    assert "Tidak ada baris yang perlu ditinjau." in hasil.stdout
    assert "WKT206" in hasil.stdout
    assert meja.tanda() == []


def test_tanpa_masukan_sama_sekali_galat_pemakaian(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(PemakaianError):
        Penanya()


@POSIX
def test_di_terminal_ctrl_c_keluar_130_lalu_dilanjutkan(meja: Meja):
    kode, layar = di_terminal(meja.kantor, "t\r", "sebab satu\r", "t\r", "setengah\x03")
    assert kode == 130, layar
    assert "1 dari 3 sudah diputuskan; lanjutkan" in layar
    assert meja.tanda() == [("IKU-01", "tidak", "sebab satu")]
    kode, layar = di_terminal(meja.kantor, "q\r")
    assert kode == 0, layar
    assert "1 dari 3 sudah diputuskan.\r\n" in layar
    assert "SUB-01" in layar


def di_terminal(kantor: Putaran, *ketikan: str) -> tuple[int, str]:
    """Perintahnya di terminal semu; setiap ketikan dikirim sesudah ada pertanyaan."""
    import pty  # noqa: PLC0415 -- tidak ada di Windows

    argumen = [sys.executable, "-m", "kinerja_cli", "-C", str(kantor.ruang.akar), *PERINTAH]
    proses, terminal = pty.fork()
    if not proses:
        os.chdir(AKAR)
        # Pelari uji di latar belakang mewariskan SIGINT yang diabaikan.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.environ |= {"TERM": "dumb", "PYTHONIOENCODING": "utf-8"}
        # Uji yang dijalankan di latar belakang mewarisi SIGINT yang diabaikan.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.execv(sys.executable, [*argumen, "--oleh", "KADIS"])
    layar = ""
    for teks in ketikan:
        layar += _read_sampai_tanya(terminal)
        # Pertanyaan tampil sedikit lebih dulu daripada pembacanya siap menerima sinyal.
        time.sleep(0.3)
        os.write(terminal, teks.encode())
    layar += _read_sampai_tanya(terminal)
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(proses, 0)[1]), layar


def _read_sampai_tanya(terminal: int) -> str:
    """Isi layar sampai pertanyaan berikutnya, atau sampai prosesnya selesai."""
    isi = b""
    while not isi.endswith((b"Pilih: ", b"Alasan: ")):
        siap, _, _ = select.select([terminal], [], [], 60)
        if not siap:
            pytest.fail(f"tidak ada pertanyaan: {isi.decode()}")
        try:
            potong = os.read(terminal, 4096)
        except OSError:
            break
        if not potong:
            break
        isi += potong
    return isi.decode()
