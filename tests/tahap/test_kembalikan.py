"""``kinerja kembalikan`` dan penerimaan kembali: yang keliru terbuka, yang benar tidak bergerak."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kinerja_cli.formulir.kembalian import CATATAN_RTL
from kinerja_cli.formulir.letak_temuan import KODE_KOREKSI
from kinerja_cli.model.istilah import Sifat
from kinerja_cli.model.nilai import JenisNilai, Nilai
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.temuan import read_katalog
from kinerja_cli.register.definisi import read_cetakan
from kinerja_cli.register.fakta import read_fakta
from kinerja_cli.register.kembalian import read_kembalian
from kinerja_cli.register.riwayat import find_rusak, iterate_riwayat
from kinerja_cli.ruang.papan import KeadaanUnit, build_papan
from kinerja_cli.tahap import kembalikan, kumpulkan, verifikasi
from tests.buatan import UNIT, build_definisi, build_indikator
from tests.dokumen.bahan import read_badan
from tests.lembar.test_formulir import DAU, isi_sel, letak, ubah
from tests.tahap.test_buat_format import Kantor

TW2 = Periode.TW2
PERIKSA = datetime(2025, 7, 10, 8, 0)
NANTI = datetime(2025, 7, 11, 8, 0)
SALAH = {
    "Kinerja__IKU-01__pembilang": 62500,
    "Kinerja__IKU-02__realisasi": 12.4,
    "Kinerja__IKU-02__pendorong": "Gotong royong",
    "Kinerja__SUB-01__realisasi": "sekitar lima",
    f"Anggaran__{DAU}__realisasi": 610000000,
    "Data Dukung__IKU-02__bukti": "sk.pdf",
    "Catatan__pengisi__isi": "Nama Contoh",
}
PAD = "1.04.03.2.01.0001:BID-KP:PAD"
PAD_SEL = f"Anggaran__{PAD}__realisasi"
RTL = "rtl:v2:SUB-01"
KOREKSI = "Koreksi__tw1:SUB-01:realisasi__"
BENAR = {
    "Kinerja__SUB-01__realisasi": 5,
    "Kinerja__IKU-01__penyebut": 80000,
    PAD_SEL: 0,
    f"RTL__{RTL}__tindakan": "Berita acara serah terima diperiksa lagi",
    f"RTL__{RTL}__pic": "Kepala Seksi (contoh)",
    f"RTL__{RTL}__batas_waktu": datetime(2025, 7, 14),
    f"RTL__{RTL}__status": "selesai",
}


class Putaran(Kantor):
    """Kantor yang sudah mengumpulkan satu formulir keliru dan memutuskan Tidak."""

    def __init__(self, akar: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(akar, monkeypatch)
        self.terbit()
        self.ruang.bukti.mkdir()
        (self.ruang.bukti / "SK.PDF").write_bytes(b"bukti contoh")
        self.kirim("putaran 1.xlsx", ubah(self.jalur().read_bytes(), isi_sel(**SALAH)))
        self.putusan = self.verifikasi(PERIKSA)

    def verifikasi(self, waktu: datetime) -> dict[str, Any]:
        opsi = verifikasi.OpsiVerifikasi(TW2, waktu)
        hasil = verifikasi.apply(verifikasi.plan(self.ruang, opsi))
        (keputusan,) = hasil.data["keputusan"]
        return keputusan

    def kembalikan(self, waktu: datetime = PERIKSA, **lain: Any) -> Any:
        opsi = kembalikan.OpsiKembalikan(TW2, waktu, **lain)
        return kembalikan.apply(kembalikan.plan(self.ruang, opsi))

    def jalur_kembali(self, putaran: int = 2) -> Path:
        return self.ruang.kembali(TW2) / f"Formulir tw2 {UNIT} putaran {putaran}.xlsx"

    def perbaiki(self, isian: dict[str, Any], putaran: int = 2) -> bytes:
        return ubah(self.jalur_kembali(putaran).read_bytes(), isi_sel(**isian))

    def papan(self) -> list[KeadaanUnit]:
        with self.ruang.register() as register:
            return build_papan(register, self.definisi, TW2)

    def dump_fakta(self) -> dict[tuple[str, str, str], str]:
        with self.ruang.register() as register:
            return {
                (f.periode.value, f.subjek, f.kolom): f.nilai.dump() for f in read_fakta(register)
            }

    def hasil_kirim(self, nama: str, isi: bytes) -> tuple[str, list[str]]:
        (self.ruang.masuk / nama).write_bytes(isi)
        opsi = kumpulkan.OpsiKumpulkan(TW2, NANTI)
        hasil = kumpulkan.apply(kumpulkan.plan(self.ruang, opsi))
        (berkas,) = (b for b in hasil.berkas if Path(b.berkas).name == nama)
        return berkas.hasil, [t.kode for t in berkas.temuan]


@pytest.fixture
def kantor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Putaran:
    return Putaran(tmp_path, monkeypatch)


def test_hanya_yang_keliru_terbuka_dan_isian_sendiri_ikut_kembali(kantor: Putaran):
    hasil = kantor.kembalikan()
    assert [p.suffix for p in hasil.berkas] == [".xlsx", ".docx"]
    buku = openpyxl.load_workbook(kantor.jalur_kembali())
    terbuka = {
        (nama, baris[0].value, buku[nama].cell(5, sel.column).value)
        for nama in ("Kinerja", "Anggaran", "Data Dukung")
        for baris in buku[nama].iter_rows(min_row=6)
        for sel in baris[2:]
        if not sel.protection.locked and baris[0].value
    }
    angka = {(n, k, b) for n, k, b in terbuka if b in {"realisasi", "pembilang", "penyebut"}}
    assert angka == {
        ("Kinerja", "SUB-01", "realisasi"),
        ("Kinerja", "IKU-01", "penyebut"),
        ("Anggaran", PAD, "realisasi"),
    }
    assert not [x for x in terbuka if x[1] in {"IKU-02", DAU}]
    kinerja = buku["Kinerja"]
    assert kinerja[letak(buku, "Kinerja", "SUB-01", "realisasi")].value == "sekitar lima"
    assert kinerja[letak(buku, "Kinerja", "IKU-02", "realisasi")].value == 12.4
    assert kinerja[letak(buku, "Kinerja", "IKU-02", "pendorong")].value == "Gotong royong"


def test_sel_keliru_ditandai_dan_komentarnya_menyebut_masalah_dan_perbaikan(kantor: Putaran):
    kantor.kembalikan()
    buku = openpyxl.load_workbook(kantor.jalur_kembali())
    sel = buku["Kinerja"][letak(buku, "Kinerja", "SUB-01", "realisasi")]
    assert sel.comment is not None
    assert "sekitar lima" in sel.comment.text
    assert "Perbaikan: " in sel.comment.text
    assert sel.fill.fgColor.rgb.endswith("F6CFCF")
    biasa = buku["Kinerja"][letak(buku, "Kinerja", "SUB-01", "penghambat")]
    assert biasa.fill.fgColor.rgb != sel.fill.fgColor.rgb
    rtl = {b[0].value: b for b in buku["RTL"].iter_rows(min_row=6) if b[0].value}
    assert {RTL, "rtl:v2:IKU-01", f"rtl:v2:{PAD}"} <= set(rtl)
    petunjuk = [s.value for b in buku["Petunjuk"].iter_rows() for s in b if s.value]
    assert any("15/07/2025" in str(p) for p in petunjuk)


def test_lembar_rtl_formulir_kembali_menerangkan_dirinya(kantor: Putaran):
    kantor.kembalikan()
    buku = openpyxl.load_workbook(kantor.jalur_kembali())
    kata = [str(s.value) for b in buku["RTL"].iter_rows(max_row=5) for s in b if s.value]
    assert CATATAN_RTL in kata
    petunjuk = [str(s.value) for b in buku["Petunjuk"].iter_rows() for s in b if s.value]
    assert petunjuk[petunjuk.index("Lembar RTL") :][:3] == [
        "Lembar RTL", "Tentang lembar ini", CATATAN_RTL
    ]  # fmt: skip


def test_yang_dikembalikan_tidak_menyuruh_bidang_membuka_folder_kantor(kantor: Putaran):
    kantor.kembalikan()
    buku = openpyxl.load_workbook(kantor.jalur_kembali())
    sel = [s for lembar in buku for b in lembar.iter_rows() for s in b]
    teks = [str(s.value) for s in sel] + [s.comment.text for s in sel if s.comment]
    (nota,) = kantor.ruang.akar.glob("kembali/tw2/*.docx")
    teks.append(read_badan(nota.read_bytes()))
    assert any("bersama formulir" in t for t in teks)
    assert not [t for t in teks if "folder bukti" in t or "bukti/" in t or "sumber/" in t]


def test_mengembalikan_dua_kali_sama_dan_tidak_menambah_putaran(kantor: Putaran):
    kantor.kembalikan()
    awal = kantor.jalur_kembali().read_bytes()
    assert kantor.kembalikan(NANTI).berkas == ()
    kantor.jalur_kembali().unlink()
    kantor.kembalikan(NANTI)
    assert kantor.jalur_kembali().read_bytes() == awal
    with kantor.ruang.register() as register:
        assert [k.putaran for k in read_kembalian(register, TW2)[UNIT]] == [2]
        catatan = [p for p in iterate_riwayat(register) if '"kembalian"' in p.isi]
        assert len(catatan) == 1
        assert find_rusak(register) is None


def test_cetakan_formulir_kembali_yang_beredar_tidak_berganti_tanpa_timpa(
    kantor: Putaran, monkeypatch: pytest.MonkeyPatch
):
    id_formulir = kantor.kembalikan().data["kembalian"][0]["id"]
    with kantor.ruang.register() as register:
        beredar = read_cetakan(register, id_formulir)
    monkeypatch.setattr(kembalikan, "build_kembalian", lambda _d, formulir, *_: formulir)
    assert "DOK201" in [t.kode for t in kantor.kembalikan(NANTI).temuan]
    with kantor.ruang.register() as register:
        assert read_cetakan(register, id_formulir) == beredar
    kantor.kembalikan(NANTI, timpa=True)
    with kantor.ruang.register() as register:
        assert read_cetakan(register, id_formulir) != beredar


def test_hanya_sel_yang_diperbaiki_bergerak(kantor: Putaran):
    kantor.kembalikan()
    sebelum = kantor.dump_fakta()
    kirim = kantor.hasil_kirim("balik.xlsx", kantor.perbaiki(BENAR))
    assert kirim[0] == "terima"
    sesudah = kantor.dump_fakta()
    berubah = {a for a in sesudah if sebelum.get(a) != sesudah[a]}
    assert berubah == {
        ("tw2", "SUB-01", "realisasi"),
        ("tw2", "EL-01B", "nilai"),
        ("tw2", PAD, "realisasi"),
        *(("tw2", RTL, k) for k in ("tindakan", "pic", "batas_waktu", "status")),
    }
    assert set(sebelum) <= set(sesudah)
    with kantor.ruang.register() as register:
        fakta = read_fakta(register)
        assert fakta.nilai(TW2, "SUB-01", "realisasi") == Nilai.dari_angka(5)
        assert fakta.teks(TW2, RTL, "batas_waktu") == "2025-07-14"


def test_verifikasi_ulang_menyebut_yang_selesai_terbuka_dan_baru(kantor: Putaran):
    kantor.kembalikan()
    sebagian = {k: v for k, v in BENAR.items() if "IKU-01" not in k}
    kantor.hasil_kirim("balik.xlsx", kantor.perbaiki({**sebagian, PAD_SEL: 99 * 10**9}))
    putusan = kantor.verifikasi(NANTI)
    banding = putusan["perbandingan"]
    assert banding["putaran"] == 2
    sebut = {n: {(t["kode"], t["kunci"]) for t in banding[n]} for n in banding if n != "putaran"}
    assert {("NIL003", "SUB-01"), ("NIL301", PAD)} <= sebut["selesai"]
    assert ("NIL301", "IKU-01") in sebut["terbuka"]
    assert ("KEU302", PAD) in sebut["baru"]
    assert putusan["keputusan"] == "Tidak"
    hasil = kantor.kembalikan(NANTI)
    assert hasil.data["kembalian"][0]["putaran"] == 3
    buku = openpyxl.load_workbook(kantor.jalur_kembali(3))
    assert buku["Kinerja"][letak(buku, "Kinerja", "SUB-01", "realisasi")].protection.locked


def test_perbaikan_lengkap_menjadi_ya(kantor: Putaran):
    kantor.kembalikan()
    kantor.hasil_kirim("balik.xlsx", kantor.perbaiki(BENAR))
    putusan = kantor.verifikasi(NANTI)
    assert putusan["keputusan"] == "Ya", putusan["alasan"]
    # Laporan bendahara bukan urusan bidang; ketiadaannya tetap terbuka.
    assert [t["kode"] for t in putusan["perbandingan"]["terbuka"]] == ["KEU314"]
    hasil = kantor.kembalikan(NANTI)
    assert (hasil.berkas, hasil.temuan) == ((), ())
    (unit,) = (u for u in kantor.papan() if u.kode_unit == UNIT)
    assert (unit.status, unit.terisi, unit.wajib) == ("lengkap", 6, 6)
    assert unit.putaran == 2


def test_yang_tidak_diperbaiki_ditolak_satu_baris(kantor: Putaran):
    kantor.kembalikan()
    sebelum = kantor.dump_fakta()
    for nama, isian in (("utuh.xlsx", {}), ("nama.xlsx", {"Catatan__pengisi__isi": "Orang Lain"})):
        assert kantor.hasil_kirim(nama, kantor.perbaiki(isian)) == ("tolak", ["IDN211"])
    assert kantor.dump_fakta() == sebelum


def test_salinan_putaran_lama_ditolak_sesudah_dikembalikan(kantor: Putaran):
    kantor.kembalikan()
    lama = ubah(kantor.jalur().read_bytes(), isi_sel(**{**SALAH, "Kinerja__IKU-02__realisasi": 9}))
    assert kantor.hasil_kirim("lama.xlsx", lama) == ("tolak", ["IDN210"])


def test_sel_yang_tidak_diminta_disebut_dan_tidak_dipakai(kantor: Putaran):
    kantor.kembalikan()
    nakal = {**BENAR, "Kinerja__IKU-02__realisasi": 15, "Kinerja__IKU-02__penghambat": "tambahan"}
    hasil, kode = kantor.hasil_kirim("nakal.xlsx", kantor.perbaiki(nakal))
    assert (hasil, kode) == ("terima", ["TGT006", "TGT006"])
    with kantor.ruang.register() as register:
        assert read_fakta(register).nilai(TW2, "IKU-02", "realisasi") == Nilai.dari_angka("12.4")
        assert read_fakta(register).nilai(TW2, "IKU-02", "penghambat").jenis is JenisNilai.KOSONG


def test_dua_salinan_kembali_yang_sama_bukan_penolakan(kantor: Putaran):
    kantor.kembalikan()
    isi = kantor.perbaiki(BENAR)
    assert kantor.hasil_kirim("a.xlsx", isi)[0] == "terima"
    wadah = BytesIO()
    buku = openpyxl.load_workbook(BytesIO(isi))
    buku.properties.title = "disimpan ulang"
    buku.save(wadah)
    assert kantor.hasil_kirim("b.xlsx", wadah.getvalue()) == ("abaikan", ["IDN208"])


def test_data_berubah_sesudah_diputuskan_diminta_verifikasi_lagi(kantor: Putaran):
    lain = {**SALAH, "Kinerja__IKU-02__realisasi": 13}
    kantor.hasil_kirim("susulan.xlsx", ubah(kantor.jalur().read_bytes(), isi_sel(**lain)))
    hasil = kantor.kembalikan(NANTI)
    assert [t.kode for t in hasil.temuan] == ["WKT204"]
    assert hasil.berkas == ()


def test_teks_seperti_rumus_kembali_sebagai_teks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    kantor = Kantor(tmp_path, monkeypatch)
    del kantor
    akar = tmp_path / "lain"
    akar.mkdir()
    jahat = '=HYPERLINK("http://contoh.invalid";"klik")'
    monkeypatch.setitem(SALAH, "Kinerja__IKU-02__pendorong", f"'{jahat}")
    monkeypatch.setitem(SALAH, "Kinerja__SUB-01__realisasi", "+1+cmd|calc")
    kantor = Putaran(akar, monkeypatch)
    kantor.kembalikan()
    buku = openpyxl.load_workbook(kantor.jalur_kembali())
    for kunci, kolom in (("IKU-02", "pendorong"), ("SUB-01", "realisasi")):
        assert buku["Kinerja"][letak(buku, "Kinerja", kunci, kolom)].data_type == "s"


@pytest.fixture
def turun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Putaran:
    """SUB-01 diisi s.d. triwulan; 20 pada triwulan I, 5 pada triwulan II."""
    sub = {"sifat_target": Sifat.SAMPAI_DENGAN, "cara_isi": Sifat.SAMPAI_DENGAN}
    daftar = tuple(
        i.model_copy(update=sub if i.kode_indikator == "SUB-01" else {}) for i in build_indikator()
    )
    monkeypatch.setattr(
        "tests.tahap.test_buat_format.build_definisi", lambda: build_definisi(indikator=daftar)
    )
    awal = {KOREKSI + "nilai_baru": 20, KOREKSI + "alasan": "TW I belum direkap"}
    for alamat, nilai in {**awal, "Kinerja__SUB-01__realisasi": 5}.items():
        monkeypatch.setitem(SALAH, alamat, nilai)
    kantor = Putaran(tmp_path, monkeypatch)
    kantor.kembalikan()
    return kantor


def test_baris_koreksi_terbuka_bila_angka_lama_mungkin_sebabnya(turun: Putaran):
    assert "NIL308" in {t["kode"] for t in turun.putusan["temuan"]}
    buku = openpyxl.load_workbook(turun.jalur_kembali())
    terbuka = {
        (baris[0].value, buku["Koreksi"].cell(5, sel.column).value)
        for baris in buku["Koreksi"].iter_rows(min_row=6)
        for sel in baris[2:]
        if not sel.protection.locked and baris[0].value
    }
    subjek = "tw1:SUB-01:realisasi"
    assert terbuka == {(subjek, k) for k in ("nilai_baru", "alasan", "bukti")}
    petunjuk = [str(s.value) for b in buku["Petunjuk"].iter_rows() for s in b if s.value]
    assert any("angka baru dan alasannya di lembar Koreksi" in p for p in petunjuk)


def test_koreksi_pada_formulir_kembali_menyelesaikan_temuan_dan_disebut(turun: Putaran):
    baru = {KOREKSI + "nilai_baru": 4, KOREKSI + "alasan": "tertukar baris"}
    assert turun.hasil_kirim("balik.xlsx", turun.perbaiki({**BENAR, **baru}))[0] == "terima"
    putusan = turun.verifikasi(NANTI)
    assert "NIL308" in {t["kode"] for t in putusan["perbandingan"]["selesai"]}
    (koreksi,) = (t for t in putusan["temuan"] if t["kode"] == "NIL311")
    assert "Triwulan I 20 dikoreksi menjadi 4; alasan: tertukar baris" in koreksi["masalah"]
    assert (koreksi["lembar"], koreksi["kunci"]) == ("Koreksi", "tw1:SUB-01:realisasi")


def test_angka_periode_lalu_yang_baru_disusulkan_ikut_disebut(turun: Putaran):
    (koreksi,) = (t for t in turun.putusan["temuan"] if t["kode"] == "NIL311")
    assert "Triwulan I baru disusulkan 20; alasan: TW I belum direkap" in koreksi["masalah"]


def test_setiap_perbaikan_yang_menyebut_lembar_koreksi_membukanya():
    menyebut = {k for k, b in read_katalog().items() if "lembar Koreksi" in b.perbaikan}
    assert menyebut == KODE_KOREKSI
