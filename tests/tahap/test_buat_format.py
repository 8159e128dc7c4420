"""``kinerja buat-format``: terbit, terbit lagi membawa isian, dan yang beredar tidak hilang."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import Periode
from kinerja_cli.register.definisi import read_cetakan, read_daftar_formulir
from kinerja_cli.register.fakta import read_fakta
from kinerja_cli.ruang import pembaca_masuk
from kinerja_cli.ruang.ruang import Ruang, find_ruang
from kinerja_cli.ruang.sumber import HasilSumber
from kinerja_cli.tahap import buat_format, kumpulkan
from tests.buatan import UNIT, UNIT_LAIN, build_definisi, build_indikator
from tests.lembar.test_formulir import DAU, isi_sel, letak, ubah
from tests.tahap.jalan import read_di_sini

TW1, TW2 = Periode.TW1, Periode.TW2
WAKTU = datetime(2025, 7, 1, 8, 0)
NANTI = datetime(2025, 7, 9, 8, 0)
ISIAN = {
    "Kinerja__IKU-01__pembilang": 62500,
    "Kinerja__IKU-02__realisasi": 12.4,
    "Kinerja__IKU-02__pendorong": "Gotong royong",
    "Kinerja__IKU-02__batas_waktu": datetime(2025, 9, 30),
    "Kinerja__IKU-02__status_angka": "sementara",
    "Kinerja__SUB-01__alasan_belum_ada": "menunggu serah terima",
    f"Anggaran__{DAU}__realisasi": 610000000,
    "Data Dukung__IKU-02__bukti": "sk.pdf",
    "Catatan__pengisi__isi": "Nama Contoh",
}


class Kantor:
    """Ruang kerja kecil yang sumbernya langsung sebuah definisi."""

    def __init__(self, akar: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (akar / "kinerja.toml").write_text("skema = 1\ntahun = 2025\n", encoding="utf-8")
        (akar / "masuk").mkdir()
        self.definisi: Definisi = build_definisi()
        self.ruang: Ruang = find_ruang(akar, naik=False)
        monkeypatch.setattr(buat_format, "read_sumber", lambda _: HasilSumber(self.definisi, ()))
        monkeypatch.setattr(pembaca_masuk, "read_banyak", read_di_sini)

    def terbit(
        self, periode: Periode = TW2, *, timpa: bool = False, waktu: datetime = WAKTU
    ) -> list[str]:
        """Terbitkan semua formulir; kembalikan kode temuannya."""
        opsi = buat_format.OpsiBuatFormat(periode, waktu, timpa=timpa)
        hasil = buat_format.apply(buat_format.plan(self.ruang, opsi))
        return [t.kode for t in hasil.temuan]

    def jalur(self, periode: Periode = TW2, unit: str = UNIT) -> Path:
        return self.ruang.format(periode) / f"Formulir {periode.value} {unit}.xlsx"

    def kirim(self, nama: str, isi: bytes, periode: Periode = TW2) -> list[str]:
        """Terima satu berkas; kembalikan kode temuannya."""
        (self.ruang.masuk / nama).write_bytes(isi)
        opsi = kumpulkan.OpsiKumpulkan(periode, NANTI)
        hasil = kumpulkan.apply(kumpulkan.plan(self.ruang, opsi))
        (berkas,) = (b for b in hasil.berkas if Path(b.berkas).name == nama)
        return [t.kode for t in berkas.temuan]

    def baca(self, periode: Periode = TW2) -> Callable[[str], object]:
        """Pembaca isi sel formulir yang sedang beredar."""
        buku = openpyxl.load_workbook(self.jalur(periode))

        def sel(alamat: str) -> object:
            lembar, kunci, kolom = alamat.split("__")
            return buku[lembar][letak(buku, lembar, kunci, kolom)].value

        return sel


@pytest.fixture
def kantor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kantor:
    return Kantor(tmp_path, monkeypatch)


def isi(kantor: Kantor, isian: dict[str, object], periode: Periode = TW2) -> bytes:
    return ubah(kantor.jalur(periode).read_bytes(), isi_sel(**isian))


def test_terbit_lagi_tanpa_perubahan_tidak_menulis_apa_pun(kantor: Kantor):
    assert kantor.terbit() == []
    awal = kantor.jalur().read_bytes()
    diubah = kantor.jalur().stat().st_mtime_ns

    assert kantor.terbit(waktu=NANTI) == []
    assert kantor.terbit(waktu=NANTI, timpa=True) == []
    assert (kantor.jalur().read_bytes(), kantor.jalur().stat().st_mtime_ns) == (awal, diubah)


def test_satu_perintah_untuk_semua_unit(kantor: Kantor):
    kantor.definisi = build_definisi(penyedia_lain=True)
    kantor.terbit()

    assert kantor.jalur().is_file()
    assert kantor.jalur(unit=UNIT_LAIN).is_file()


def test_yang_beredar_tidak_ditimpa_kecuali_diminta(kantor: Kantor):
    kantor.terbit()
    awal = kantor.jalur().read_bytes()
    kantor.kirim("a.xlsx", isi(kantor, ISIAN))

    assert kantor.terbit(waktu=NANTI) == ["DOK201"]
    assert kantor.jalur().read_bytes() == awal
    assert kantor.terbit(waktu=NANTI, timpa=True) == []
    assert kantor.jalur().read_bytes() != awal


def test_terbit_lagi_membawa_yang_sudah_diterima(kantor: Kantor):
    kantor.terbit()
    kantor.kirim("a.xlsx", isi(kantor, ISIAN))
    kantor.terbit(timpa=True)
    sel = kantor.baca()

    assert {k: sel(k) for k in ISIAN} == ISIAN
    assert sel("Kinerja__IKU-01__penyebut") is None
    assert sel("Kinerja__SUB-01__realisasi") is None
    lagi = kantor.jalur().read_bytes()
    kantor.terbit(timpa=True, waktu=NANTI)
    assert kantor.jalur().read_bytes() == lagi


def test_yang_terbit_lagi_dan_yang_lama_sama_sama_diterima(kantor: Kantor):
    """Setengah dari formulir lama, setengah dari formulir terbitan ulang."""
    kantor.terbit()
    lama = isi(kantor, {"Kinerja__SUB-01__realisasi": 41, "Kinerja__SUB-01__upaya": "Dipercepat"})
    kantor.kirim("a.xlsx", isi(kantor, {"Kinerja__IKU-02__realisasi": 12.4}))
    kantor.terbit(timpa=True)
    kantor.kirim("b.xlsx", isi(kantor, {"Kinerja__IKU-01__pembilang": 62500}))
    kantor.kirim("lama.xlsx", lama)

    with kantor.ruang.register() as register:
        fakta = read_fakta(register)
    assert fakta.nilai(TW2, "IKU-02", "realisasi") == Nilai.dari_angka("12.4")
    assert fakta.nilai(TW2, "EL-01A", "nilai") == Nilai.dari_angka(62500)
    assert fakta.nilai(TW2, "SUB-01", "realisasi") == Nilai.dari_angka(41)
    assert fakta.teks(TW2, "SUB-01", "upaya") == "Dipercepat"


def ubah_sub(**ubahan: object) -> Definisi:
    daftar = tuple(
        i.model_copy(update=ubahan if i.kode_indikator == "SUB-01" else {})
        for i in build_indikator()
    )
    return build_definisi(indikator=daftar)


def test_koreksi_sumber_membuat_definisi_baru_dan_isian_tetap_terbawa(kantor: Kantor):
    kantor.terbit()
    lama = isi(kantor, {**ISIAN, "Kinerja__SUB-01__realisasi": 41})
    kantor.kirim("a.xlsx", isi(kantor, {"Kinerja__IKU-02__realisasi": 12.4}))
    kantor.definisi = ubah_sub(satuan="Rumah")

    assert kantor.terbit() == ["DOK201"]
    assert kantor.terbit(timpa=True) == []
    sel = kantor.baca()
    assert sel("Kinerja__IKU-02__realisasi") == 12.4
    assert sel("Kinerja__SUB-01__satuan") == "Rumah"
    with kantor.ruang.register() as register:
        daftar = read_daftar_formulir(register, TW2)
    assert [f.definisi for f in daftar] == [1, 2]
    assert len({f.id for f in daftar}) == 2

    kode = kantor.kirim("lama.xlsx", lama)
    assert [k for k in kode if k.startswith("TGT")] == ["TGT004"]
    with kantor.ruang.register() as register:
        assert read_fakta(register).nilai(TW2, "EL-01A", "nilai") == Nilai.dari_angka(62500)


def test_cetakan_yang_beredar_tidak_berganti_bila_berkasnya_tidak_ditimpa(kantor: Kantor):
    """Rencana yang datang kemudian memunculkan RTL; formulir yang beredar belum memuatnya."""
    kantor.terbit(TW1)
    kantor.terbit(TW2)
    edaran = isi(kantor, {"Kinerja__SUB-01__realisasi": 41})
    rencana = {"Kinerja__IKU-02__rencana_tindak_lanjut": "Menata drainase"}
    kantor.kirim("tw1.xlsx", isi(kantor, rencana, TW1), TW1)

    assert kantor.terbit(TW2) == ["DOK201"]
    with kantor.ruang.register() as register:
        (formulir,) = read_daftar_formulir(register, TW2)
        cetakan = read_cetakan(register, formulir.id)
    assert cetakan is not None
    assert "RTL" not in [x.nama for x in cetakan.lembar]
    assert "STR015" not in kantor.kirim("tw2.xlsx", edaran)

    assert kantor.terbit(TW2, timpa=True) == []
    assert kantor.baca()("RTL__rtl:tw1:IKU-02__rencana") == "Menata drainase"


def test_laporan_rtl_terbawa_dan_yang_selesai_tidak_ditagih_triwulan_berikutnya(kantor: Kantor):
    kantor.terbit(TW1)
    rencana = {"Kinerja__IKU-02__rencana_tindak_lanjut": "Menata drainase"}
    kantor.kirim("tw1.xlsx", isi(kantor, rencana, TW1), TW1)
    kantor.terbit(TW2)
    laporan = {
        "RTL__rtl:tw1:IKU-02__status": "selesai",
        "RTL__rtl:tw1:IKU-02__tindakan": "Drainase ditata",
    }
    kode = kantor.kirim("tw2.xlsx", isi(kantor, laporan))
    kantor.terbit(TW2, timpa=True)
    kantor.terbit(Periode.TW3)
    sel = kantor.baca()

    assert {k: sel(k) for k in laporan} == laporan
    assert set(kode) == {"NIL001"}
    buku = openpyxl.load_workbook(BytesIO(kantor.jalur(Periode.TW3).read_bytes()))
    assert "RTL" not in buku.sheetnames


def test_triwulan_yang_terlewat_disusulkan_lewat_koreksi(kantor: Kantor):
    kantor.terbit(TW2)
    susulan = {
        "Koreksi__tw1:SUB-01:realisasi__nilai_baru": 8,
        "Koreksi__tw1:SUB-01:realisasi__alasan": "TW I belum direkap",
    }
    kantor.kirim("a.xlsx", isi(kantor, susulan))
    with kantor.ruang.register() as register:
        assert read_fakta(register).nilai(TW1, "SUB-01", "realisasi") == Nilai.dari_angka(8)

    kantor.terbit(TW2, timpa=True)
    sel = kantor.baca()
    assert sel("Koreksi__tw1:SUB-01:realisasi__nilai_lama") == "8"
    assert sel("Kinerja__SUB-01__realisasi_sebelum") == 8
