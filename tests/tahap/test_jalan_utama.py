"""Seluruh SOP atas dinas contoh, dibandingkan dengan hasil yang dihitung tangan."""

from __future__ import annotations

import csv
import getpass
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from itertools import count
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias

import openpyxl
import pytest

from kinerja_cli.model.data_kinerja import DataIndikator, DataKinerja
from kinerja_cli.model.galat import KinerjaError
from kinerja_cli.model.istilah import StatusAngka
from kinerja_cli.model.periode import DAFTAR_PERIODE, Periode
from kinerja_cli.model.temuan import Tingkat
from kinerja_cli.register import keputusan
from kinerja_cli.register.basis import Register
from kinerja_cli.register.fakta import read_fakta, read_versi
from kinerja_cli.register.keputusan import YA, read_keputusan, read_keputusan_berlaku
from kinerja_cli.register.kiriman import read_kiriman
from kinerja_cli.register.riwayat import find_rusak
from kinerja_cli.ruang import kumpulan, pembaca_masuk, pencatat
from kinerja_cli.ruang import langkah as ruang_langkah
from kinerja_cli.ruang import ruang as ruang_kerja
from kinerja_cli.ruang.kumpulan import build_data
from kinerja_cli.ruang.ruang import Ruang, find_ruang
from kinerja_cli.tahap import kompilasi, kumpulkan, lkjip, status, verifikasi
from tests.tahap.jalan import (
    AKAR,
    LANGKAH_SUSULAN,
    Jalan,
    copy_ruang,
    dump_register,
    hash_keluaran,
    read_di_sini,
    run_langkah,
    run_sop,
)

Henti: TypeAlias = tuple[ModuleType, str, int]
"""Modul, fungsi, dan panggilan keberapa yang dihentikan."""

AKHIR = datetime(2026, 2, 13)
BERIKUT = {
    "buat-format tw4": "periksa tw4",
    "kumpulkan tw1": "verifikasi tw1 SEKRE",
    "kumpulkan tw4": "verifikasi tw4 SEKRE",
    "verifikasi tw4": "kembalikan tw4",
    "kembalikan tw4": "status tw4",
    "kompilasi tahun": "lkjip tahun",
    "lkjip tahun": "status tahun",
}
"""Langkah yang diuji berhenti di tengah, dan langkah yang salinannya memuat hasil utuhnya."""


TERKIRIM = (LANGKAH_SUSULAN, "buat-format tahun")
"""Salinan sebelum dan sesudah kiriman susulan diterima dan diverifikasi."""


def _read_harapan(nama: str) -> list[dict[str, str]]:
    with (AKAR / "harapan" / f"{nama}.csv").open(encoding="utf-8", newline="") as berkas:
        return list(csv.DictReader(berkas, delimiter=";"))


@pytest.fixture(scope="module", autouse=True)
def _tanpa_libreoffice() -> Iterator[None]:
    """Nomor halaman dan PDF diuji di tempatnya sendiri; di sini LibreOffice hanya memperlambat."""
    with pytest.MonkeyPatch.context() as ganti:
        ganti.setattr(lkjip, "find_libreoffice", lambda: None)
        yield


@pytest.fixture(scope="module")
def jalan(tmp_path_factory: pytest.TempPathFactory) -> Jalan:
    """Dijalankan sekali; uji yang menulis memakai salinannya."""
    return run_sop(tmp_path_factory.mktemp("jalan"), {*BERIKUT, *BERIKUT.values(), *TERKIRIM})


@pytest.fixture(scope="module")
def data(jalan: Jalan) -> dict[Periode, DataKinerja]:
    """Data kinerja setiap periode menurut register pada akhir jalan."""
    with jalan.ruang.register() as register:
        return {p: build_data(register, p, AKHIR) for p in DAFTAR_PERIODE}


@pytest.fixture
def sesudah(jalan: Jalan, tmp_path: Path) -> Ruang:
    """Salinan ruang kerja sesudah semua langkah."""
    return copy_ruang(jalan.ruang.akar, tmp_path / "ruang")


def test_hasil_setiap_berkas_tw4(jalan: Jalan):
    susulan = _map_hasil(jalan, LANGKAH_SUSULAN)
    harap = {
        b["berkas"].replace("susulan/tw4/", "masuk/tw4/susulan/"): b["hasil"]
        for b in _read_harapan("kiriman_tw4")
    }

    assert susulan | _map_hasil(jalan, "kumpulkan tw4") == harap


def test_periksa_menilai_seperti_kumpulkan_tanpa_mengenal_kembaran(jalan: Jalan):
    kembar = "masuk/tw4/SEKRETARIAT TW4 (1).xlsx"
    harap = _map_hasil(jalan, "kumpulkan tw4")

    assert harap[kembar] == "abaikan"
    assert _map_hasil(jalan, "periksa tw4") == {**harap, kembar: "terima"}


def _map_hasil(jalan: Jalan, langkah: str) -> dict[str, str]:
    """Hasil setiap berkas di ``masuk/tw4`` menurut jalurnya dari ruang kerja."""
    akar = f"{jalan.ruang.akar.as_posix()}/"
    hasil = {
        b["berkas"].removeprefix(akar): b["hasil"] for b in jalan.hasil[langkah].data["berkas"]
    }
    return {nama: h for nama, h in hasil.items() if nama.startswith("masuk/tw4/")}


@pytest.mark.parametrize(
    ("tahap", "langkah"), [("awal", "verifikasi tw4"), ("susulan", "verifikasi tw4 susulan")]
)
def test_temuan_verifikasi_tw4(jalan: Jalan, tahap: str, langkah: str):
    """Aturan verifikasi bernomor 3xx dan galat pembacaan; catatan tidak ikut dalam harapan."""
    harap = {
        (b["unit"], b["kode"], b["kunci"])
        for b in _read_harapan("temuan_tw4")
        if b["tahap"] == tahap
    }
    dapat = {
        (k["unit"], t["kode"], t["kunci"])
        for k in jalan.hasil[langkah].data["keputusan"]
        for t in k["temuan"]
        if (t["kode"][3] == "3" and t["tingkat"] != Tingkat.CATATAN)
        or (t["kode"][3] == "0" and t["tingkat"] == Tingkat.GALAT)
    }

    assert dapat == harap


def test_temuan_lain_verifikasi_awal_hanya_dari_isian_yang_belum_ada_alasannya(jalan: Jalan):
    dapat = {
        (k["unit"], t["kode"], t["kunci"])
        for k in jalan.hasil["verifikasi tw4"].data["keputusan"]
        for t in k["temuan"]
        if t["kode"][3] != "3" and t["tingkat"] != Tingkat.CATATAN
    }

    assert dapat == {
        ("BID-ANGKUT", "NIL002", "SUB-040"),
        ("BID-ANGKUT", "WKT203", "BID-ANGKUT"),
    }


@pytest.mark.parametrize("tahap", ["awal", "susulan"])
def test_keadaan_dan_keputusan_unit_tw4(jalan: Jalan, tahap: str):
    keadaan = jalan.hasil["status tw4"]
    if tahap == "susulan":
        keadaan = status.build_status(jalan.ruang, Periode.TW4, AKHIR)
    harap = [b for b in _read_harapan("unit_tw4") if b["tahap"] == tahap]

    assert {u.kode_unit: (u.status, u.keputusan) for u in keadaan.papan} == {
        b["unit"]: (b["status"], b["keputusan"]) for b in harap
    }


@pytest.mark.parametrize("periode", DAFTAR_PERIODE)
def test_capaian_sama_dengan_hitungan_tangan(data: dict[Periode, DataKinerja], periode: Periode):
    indikator = {i.kode_indikator: i for i in data[periode].indikator}
    harapan = _read_harapan(f"capaian_{periode}")
    hitung = [b for b in harapan if b["capaian"]]

    assert {b["kode_indikator"]: b["capaian"] for b in hitung} == {
        b["kode_indikator"]: _print(indikator[b["kode_indikator"]].tahun.capaian.teks)
        for b in hitung
    }
    if periode in {Periode.TW4, Periode.TAHUN}:
        assert {b["kode_indikator"]: b["kategori"] for b in hitung} == {
            b["kode_indikator"]: indikator[b["kode_indikator"]].tahun.kategori for b in hitung
        }
    assert set(indikator) <= {b["kode_indikator"] for b in harapan}


@pytest.mark.parametrize("periode", DAFTAR_PERIODE)
def test_yang_tidak_dihitung_tangan_tidak_tampil_sebagai_angka_final(
    data: dict[Periode, DataKinerja], periode: Periode
):
    indikator = {i.kode_indikator: i for i in data[periode].indikator}
    for baris in _read_harapan(f"capaian_{periode}"):
        isi = indikator.get(baris["kode_indikator"])
        if not baris["capaian"] and isi is not None:
            assert _is_ditandai(isi, baris["keterangan"]), baris


def _is_ditandai(isi: DataIndikator, keterangan: str) -> bool:
    """Kosong; sementara dengan triwulan yang kurang; atau di luar rata-rata beserta sebabnya."""
    if isi.tahun.capaian.nilai.angka is None:
        return bool(isi.tahun.capaian.catatan)
    if keterangan == "tidak ada pada versi yang berlaku":
        return not isi.masuk_rerata and "tidak ada lagi" in isi.keterangan
    realisasi = isi.tahun.realisasi
    return (
        keterangan.endswith("tidak mengirim triwulan IV")
        and realisasi.status is StatusAngka.SEMENTARA
        and realisasi.catatan == "Triwulan IV tidak dilaporkan"
    )


def _print(teks: str) -> str:
    """Cetakan Indonesia menjadi cetakan harapan."""
    return teks.replace(".", "").replace(",", ".")


def test_mengumpulkan_lagi_tidak_mengubah_apa_pun(sesudah: Ruang, monkeypatch: pytest.MonkeyPatch):
    register, keluaran = dump_register(sesudah), hash_keluaran(sesudah)
    monkeypatch.setattr(pembaca_masuk, "read_banyak", read_di_sini)
    for periode in DAFTAR_PERIODE:
        opsi = kumpulkan.OpsiKumpulkan(periode, datetime(2026, 3, 2))
        hasil = kumpulkan.apply(kumpulkan.plan(sesudah, opsi))
        assert {b["hasil"] for b in hasil.data["berkas"]} <= {"abaikan", "tolak"}

    assert dump_register(sesudah) == register
    assert hash_keluaran(sesudah) == keluaran


def test_langkah_yang_diulang_menulis_byte_yang_sama(sesudah: Ruang, jalan: Jalan):
    """Berkasnya dihapus dahulu, jadi yang dibandingkan sungguh ditulis ulang."""
    keluaran, register = hash_keluaran(sesudah), dump_register(sesudah)
    for folder in ("hasil/tw4", "hasil/tahun", "laporan"):
        shutil.rmtree(sesudah.akar / folder)
    for nama in (
        "kumpulkan tw4 susulan",
        "verifikasi tw4 SEKRE",
        "verifikasi tw4 susulan",
        "kumpulkan tahun",
        "verifikasi tahun SEKRE",
        "verifikasi tahun",
        "kompilasi tahun",
        "lkjip tahun",
    ):
        run_langkah(sesudah, jalan.langkah[nama])

    assert hash_keluaran(sesudah) == keluaran
    assert dump_register(sesudah) == register


def test_verifikasi_tw1_sesudah_koreksi_memuat_nilai_baru_tanpa_keputusan_baru(
    sesudah: Ruang, jalan: Jalan
):
    lembar = "hasil/tw1/Lembar verifikasi tw1.xlsx"
    keluaran, register = hash_keluaran(sesudah), dump_register(sesudah)
    run_langkah(sesudah, jalan.langkah["verifikasi tw1"])

    berubah = {k for k, v in hash_keluaran(sesudah).items() if v != keluaran[k]}
    assert berubah == {lembar}
    assert dump_register(sesudah) == register


def test_koreksi_tw1_menjadi_versi_kedua_dan_keputusannya_tetap(jalan: Jalan):
    with jalan.ruang.register() as register:
        semua = read_versi(register)
        berlaku = read_keputusan_berlaku(register, Periode.TW1, semua)["BID-PERUM"]
        putusan = read_keputusan(register, Periode.TW1)["BID-PERUM"]
    versi = {
        f.versi: f
        for daftar in semua.values()
        for f in daftar
        if (f.periode, f.subjek, f.kolom) == (Periode.TW1, "SUB-016", "realisasi")
    }

    assert {v: f.nilai.angka for v, f in versi.items()} == {1: 62, 2: 65}
    assert versi[2].berkas == "masuk/tw4/Format Kinerja Bidang Perumahan TW4 fix.xlsx"
    assert versi[2].lembar == "Koreksi"
    assert berlaku.keputusan == YA
    assert berlaku == putusan


def test_kompilasi_membaca_fakta_sekali(jalan: Jalan, monkeypatch: pytest.MonkeyPatch):
    banyak = []

    def hitung(register: Register):
        banyak.append(register)
        return read_versi(register)

    for modul in (kompilasi, kumpulan, keputusan):
        monkeypatch.setattr(modul, "read_versi", hitung)
    kompilasi.plan(jalan.ruang, Periode.TAHUN, datetime(2026, 2, 11, 8, 0))
    assert len(banyak) == 1


def test_dua_paruh_kawkim_bergabung(jalan: Jalan):
    with jalan.ruang.register() as register:
        paruh = [k for k in read_kiriman(register, Periode.TW4) if k.unit == "BID-KAWKIM"]
        sel = register.sambungan.execute(
            "SELECT k.sha256, s.subjek, s.kolom FROM sel_kiriman s JOIN kiriman k"
            " ON k.urut = s.kiriman WHERE s.nilai NOT LIKE '%kosong%'"
        ).fetchall()
    nilai = [{tuple(s[1:]) for s in sel if s[0] == k.sha256} for k in paruh]
    papan = {u.kode_unit: u for u in jalan.hasil["status tw4"].papan}["BID-KAWKIM"]

    assert [Path(k.berkas).name for k in paruh] == [
        "Kawkim TW4 - Seksi Penataan.xlsx",
        "Kawkim TW4 - Seksi Peremajaan.xlsx",
    ]
    assert nilai[0] - nilai[1]
    assert nilai[1] - nilai[0]
    assert papan.terisi == papan.wajib
    assert len(papan.berkas) == 2


def test_berkas_yang_sama_dihitung_sekali(jalan: Jalan):
    with jalan.ruang.register() as register:
        sekre = [k.berkas for k in read_kiriman(register, Periode.TW4) if k.unit == "SEKRE"]
    temuan = jalan.hasil["kumpulkan tw4"].temuan

    assert sekre == ["masuk/tw4/SEKRETARIAT TW4.xlsx"]
    assert [t.berkas for t in temuan if t.kode == "IDN205"] == [
        "masuk/tw4/SEKRETARIAT TW4 (1).xlsx"
    ]


def test_yang_belum_terlambat_dan_nihil_disebut(jalan: Jalan):
    hasil = jalan.hasil[LANGKAH_SUSULAN]
    papan = {u["unit"]: u for u in hasil.data["kelengkapan"]}
    kode = {(t.kode, t.kunci) for t in hasil.temuan}

    assert papan["UPTD-RUSUN"]["status"] == "nihil"
    assert (papan["BID-KESEL"]["status"], papan["BID-KESEL"]["berkas"]) == ("belum", [])
    assert papan["UPTD-PKB"]["terlambat"]
    assert [u for u, isi in papan.items() if isi["terlambat"]] == ["UPTD-PKB"]
    assert {("WKT201", "UPTD-PKB"), ("WKT202", "BID-KESEL")} <= kode
    assert not {k for k in kode if k[1] == "UPTD-RUSUN"}


def test_berkas_yang_tidak_terbaca_ditolak_tanpa_menghentikan_yang_lain(
    sesudah: Ruang, monkeypatch: pytest.MonkeyPatch
):
    terkunci = sesudah.masuk / "tw4" / "terkunci.xlsx"
    terkunci.write_bytes(b"isi")
    asli = Path.read_bytes

    def tolak(jalur: Path) -> bytes:
        if jalur == terkunci:
            raise PermissionError(13, "Permission denied")
        return asli(jalur)

    monkeypatch.setattr(Path, "read_bytes", tolak)
    monkeypatch.setattr(pembaca_masuk, "read_banyak", read_di_sini)
    opsi = kumpulkan.OpsiKumpulkan(Periode.TW4, AKHIR)
    hasil = kumpulkan.apply(kumpulkan.plan(sesudah, opsi))

    assert [(t.kode, t.berkas) for t in hasil.temuan if t.kode == "STR031"] == [
        ("STR031", "masuk/tw4/terkunci.xlsx")
    ]


def test_perbaikan_bidang_hanya_menggerakkan_sel_yang_keliru(jalan: Jalan):
    """Kiriman susulan diketik di LibreOffice pada formulir kembali; semua fakta dibandingkan."""
    sebelum = _dump_fakta(find_ruang(jalan.salinan[LANGKAH_SUSULAN], naik=False))
    sesudah = _dump_fakta(find_ruang(jalan.salinan["buat-format tahun"], naik=False))
    berubah = {
        (subjek, kolom)
        for (periode, subjek, kolom), (unit, isi) in sesudah.items()
        if unit in {"BID-LALIN", "BID-ANGKUT"}
        and sebelum.get((periode, subjek, kolom)) != (unit, isi)
        and not subjek.startswith("rtl:v2:")
    }
    with (AKAR / "tabel" / "ubahan.csv").open(encoding="utf-8", newline="") as berkas:
        keliru = [
            b
            for b in csv.DictReader(berkas, delimiter=";")
            if b["periode"] == "tw4" and b["isian"] in {"bid-lalin keliru", "bid-angkut"}
        ]
    diminta = {(b["kunci"], b["kolom"]) for b in keliru if b["kunci"] != "*"}
    boleh = {b["kolom"] for b in keliru if b["kunci"] == "*"}
    assert set(sebelum) <= set(sesudah)
    assert {a for a in berubah if a not in diminta and a[1] not in boleh} == set()
    assert {a for a in berubah if a[1] == "realisasi"} == {
        ("2.15.02.2.06.0016:BID-LALIN:PAD", "realisasi"),
        ("2.15.02.2.07.0006:BID-LALIN:DAU", "realisasi"),
        *((k, "realisasi") for k in ("IKU-08", "KEG-05", "PRG-11", "SUB-035", "SUB-040")),
    }


def _dump_fakta(ruang: Ruang) -> dict[tuple[str, str, str], tuple[str, str]]:
    with ruang.register() as register:
        return {
            (f.periode.value, f.subjek, f.kolom): (f.unit, f.nilai.dump())
            for f in read_fakta(register)
        }


def test_ringkasan_lembar_verifikasi_menyebut_unit_yang_tidak_diverifikasi(jalan: Jalan):
    buku = openpyxl.load_workbook(jalan.ruang.hasil(Periode.TW4) / "Lembar verifikasi tw4.xlsx")
    isi = {b[0]: b[1:] for b in buku["Ringkasan"].iter_rows(min_row=7, values_only=True) if b[0]}

    assert set(isi) == {u.kode_unit for u in jalan.hasil["status tw4"].papan}
    assert isi["BID-KESEL"][1] == "belum"
    assert "15/01/2026" in isi["BID-KESEL"][4]
    assert isi["UPTD-RUSUN"][1] == "nihil"


def test_setahun_tidak_lengkap_bila_ada_triwulan_yang_tidak_dikirim(
    jalan: Jalan, data: dict[Periode, DataKinerja]
):
    unit = {u.kode_unit: u.status for u in data[Periode.TAHUN].unit}
    (kurang,) = [k for k in data[Periode.TAHUN].kekurangan if k.startswith("Bidang Keselamatan")]
    dokumen = jalan.ruang.hasil(Periode.TAHUN) / "Dokumen data kinerja tahun.xlsx"
    rekap = openpyxl.load_workbook(dokumen)["Rekap Unit"].iter_rows(min_row=6, values_only=True)

    assert {k for k, status in unit.items() if status == "sebagian"} == {"BID-KESEL"}
    assert kurang.endswith("sebagian, Triwulan IV belum, verifikasi Ya")
    assert [b[2:4] for b in rekap if b[0] == "UPTD-RUSUN"] == [("nihil", None)]


def test_riwayat_utuh_sesudah_semua_langkah(jalan: Jalan):
    with jalan.ruang.register() as register:
        assert find_rusak(register) is None


@pytest.mark.parametrize(
    ("nama", "henti"),
    [
        ("buat-format tw4", (ruang_langkah, "write_keluaran", 3)),
        ("kumpulkan tw1", (ruang_kerja, "write_keluaran", 3)),  # sesudah satu salinan asli
        ("kumpulkan tw4", (pencatat, "append_riwayat", 1)),
        ("kumpulkan tw4", (pencatat, "store_kiriman", 3)),
        ("kumpulkan tw4", (pencatat, "store_pindaian", 2)),
        ("kumpulkan tw4", (pencatat, "fill_kelengkapan", 1)),
        ("kumpulkan tw4", (kumpulkan, "build_papan", 1)),  # sesudah dicatat
        ("verifikasi tw4", (verifikasi, "store_keputusan", 3)),
        ("verifikasi tw4", (verifikasi, "write_semua", 1)),
        ("kompilasi tahun", (kompilasi, "store_kompilasi", 1)),
        ("kompilasi tahun", (kompilasi, "write_semua", 1)),
        ("kompilasi tahun", (ruang_langkah, "write_keluaran", 2)),
        ("lkjip tahun", (lkjip, "write_semua", 1)),
    ],
    ids=lambda isi: isi if isinstance(isi, str) else f"{isi[1]} {isi[2]}",
)
def test_langkah_yang_dihentikan_di_tengah_dapat_diulang(
    jalan: Jalan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nama: str, henti: Henti
):
    ruang = copy_ruang(jalan.salinan[nama], tmp_path / "ruang")
    utuh = copy_ruang(jalan.salinan[BERIKUT[nama]], tmp_path / "utuh")
    monkeypatch.setattr(pembaca_masuk, "read_banyak", read_di_sini)
    with monkeypatch.context() as ganti, pytest.raises(KeyboardInterrupt):
        _interrupt(ganti, *henti)
        run_langkah(ruang, jalan.langkah[nama])

    run_langkah(ruang, jalan.langkah[nama])

    assert dump_register(ruang) == dump_register(utuh)
    assert hash_keluaran(ruang) == hash_keluaran(utuh)
    assert not [*ruang.akar.glob(".kinerja.pemegang*"), *ruang.akar.rglob("*.tmp")]


def _interrupt(ganti: pytest.MonkeyPatch, modul: ModuleType, fungsi: str, ke: int) -> None:
    """Panggilan ke-sekian fungsi itu berhenti seperti Ctrl+C."""
    asli, urut = getattr(modul, fungsi), count(1)

    def berhenti(*isi: Any, **bernama: Any) -> Any:
        if next(urut) == ke:
            raise KeyboardInterrupt
        return asli(*isi, **bernama)

    ganti.setattr(modul, fungsi, berhenti)


PEMEGANG = """
import sys
from pathlib import Path
from kinerja_cli.ruang.ruang import find_ruang
with find_ruang(Path(sys.argv[1])).kunci():
    print("siap", flush=True)
    sys.stdin.read()
"""


@pytest.mark.parametrize("nama", ["buat-format tw4", "kumpulkan tw4", "verifikasi tw4"])
def test_ruang_yang_dipegang_proses_lain_menyebut_pemegangnya(
    jalan: Jalan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nama: str
):
    ruang = copy_ruang(jalan.salinan[nama], tmp_path / "ruang")
    sebelum = dump_register(ruang), hash_keluaran(ruang)
    monkeypatch.setattr(pembaca_masuk, "read_banyak", read_di_sini)
    with subprocess.Popen(
        [sys.executable, "-c", PEMEGANG, str(ruang.akar)],
        cwd=AKAR.parent,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as proses:
        assert proses.stdout is not None
        assert proses.stdout.readline() == "siap\n"
        with pytest.raises(KinerjaError) as galat:
            run_langkah(ruang, jalan.langkah[nama])
        proses.communicate()

    pemegang = f"{getpass.getuser()} di komputer {platform.node()}"
    assert galat.value.masalah == f"ruang kerja sedang dipakai {pemegang}"
    assert "\n" not in galat.value.perbaikan
    assert (dump_register(ruang), hash_keluaran(ruang)) == sebelum
