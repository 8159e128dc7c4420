"""Angka yang pernah diterbitkan: yang benar harus cocok, yang keliru harus ketahuan.

``rumus_cocok`` di data menyebut rumus yang menghasilkan angka tercetak, ``none`` berarti tidak
satu pun; ``bukan_angka`` dan ``tidak_dicetak`` tidak dapat dibandingkan.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from kinerja_cli.capaian.tercetak import compare_tercetak
from kinerja_cli.lembar.temu_tabel import read_tabel_capaian
from kinerja_cli.model.baris_tabel import TabelMentah
from kinerja_cli.model.kebijakan import build_kebijakan
from kinerja_cli.tahap.hitung_tabel import calculate_tabel

DATA = Path(__file__).parents[1] / "data"
BATAS_120 = {"batas_atas": "120", "batas_atas_untuk": "angka"}
RUMUS_LAIN = {"N0282": "naik", "N0306": "turun_rasio"}
TANPA_BANDING = {"bukan_angka", "tidak_dicetak"}
KOLOM = {
    "indikator": "Indikator Kinerja",
    "satuan": "Satuan",
    "target_teks": "Target 2023",
    "realisasi_teks": "Realisasi 2023",
    "arah": "Arah",
    "rumus": "Rumus",
    "capaian_teks": "% Capaian",
}


def read_csv(nama):
    with (DATA / nama).open(encoding="utf-8", newline="") as berkas:
        return list(csv.DictReader(berkas))


def susun_tabel(baris, kolom, folder):
    """Baris data sebagai CSV bertitik koma, seperti diekspor kantor."""
    berkas = folder / "tabel.csv"
    with berkas.open("w", encoding="utf-8", newline="") as keluar:
        tulis = csv.writer(keluar, delimiter=";")
        tulis.writerow(kolom.values())
        tulis.writerows([b.get(k, "") for k in kolom] for b in baris)
    hasil = read_tabel_capaian(berkas.read_bytes(), berkas.name)
    assert isinstance(hasil, TabelMentah)
    assert hasil.dilewati == ()
    assert len(hasil.baris) == len(baris)
    return hasil


def hitung_lkjip(folder):
    """(baris data, entri) untuk setiap baris; satu tabel per asal dan bentuk cetaknya."""
    kelompok = defaultdict(list)
    for b in read_csv("lkjip_nyata.csv"):
        pecahan = "aslinya pecahan" in b["catatan"]
        # Dua baris dicetak dengan rumus yang bukan rumus arahnya; kolom rumus menyebutnya.
        rumus = RUMUS_LAIN.get(b["id"], "")
        kelompok[b["sumber"], pecahan].append(b | {"rumus": rumus})
    pasangan = []
    for baris in kelompok.values():
        dibatasi = any(b["rumus_cocok"] == "naik_maks120" for b in baris)
        kebijakan = build_kebijakan(BATAS_120 if dibatasi else {})
        tabel = susun_tabel(baris, KOLOM, folder)
        pasangan += zip(baris, calculate_tabel(tabel, kebijakan, "tabel.csv"), strict=True)
    return pasangan


@pytest.fixture(scope="module")
def lkjip(tmp_path_factory):
    return hitung_lkjip(tmp_path_factory.mktemp("lkjip"))


def harap(rumus):
    return None if rumus in TANPA_BANDING else rumus != "none"


def test_setiap_angka_lkjip_dinilai_seperti_keterangannya(lkjip):
    beda = [
        (b["id"], b["rumus_cocok"], e.tercetak, e.hasil.capaian, [t.masalah for t in e.temuan])
        for b, e in lkjip
        if e.cocok is not harap(b["rumus_cocok"])
    ]

    assert beda == []
    assert Counter(e.cocok for _, e in lkjip) == {True: 438, None: 61, False: 33}


def test_angka_yang_dipotong_diberi_catatan(lkjip):
    dipotong = [b["id"] for b, _ in lkjip if "(potong)" in b["rumus_cocok"]]
    dicatat = [b["id"] for b, e in lkjip if any(t.kode == "NIL404" for t in e.temuan)]

    assert len(dipotong) == 26
    assert dicatat == dipotong


def test_angka_keliru_selalu_bertemuan(lkjip):
    for b, e in lkjip:
        assert any(t.kode == "NIL405" for t in e.temuan) is (b["rumus_cocok"] == "none"), b["id"]


def test_target_dan_realisasi_terbaca_seperti_di_data(lkjip):
    beda = []
    for b, e in lkjip:
        for nama, kita in (("target", e.target), ("realisasi", e.realisasi)):
            if not b[nama]:
                continue
            acuan = Decimal(b[nama])
            if kita is None or abs(Decimal(kita) - acuan) > abs(acuan) * Decimal("1e-9"):
                beda.append((b["id"], nama, b[f"{nama}_teks"], kita, b[nama]))

    # Keterangan di dalam sel ditolak dengan alasan, bukan dibaca sebagian.
    assert beda == [("N0486", "realisasi", "38% (Evaluasi Semester I)", None, "38")]


def test_yang_tidak_terhitung_selalu_beralasan(lkjip):
    tanpa = [(b, e) for b, e in lkjip if e.hasil.capaian is None]

    assert Counter(e.hasil.status.value for _, e in tanpa) == {
        "belum_ada_data": 18,
        "tidak_dapat_dihitung": 4,
    }
    assert all(e.hasil.alasan for _, e in tanpa)


def test_predikat_berskor_dihitung_dari_skornya(lkjip):
    e = next(e for b, e in lkjip if b["id"] == "N0002")

    assert (e.target, e.realisasi, e.tercetak, e.hasil.kode_rumus) == (
        "80.50",
        "79.39",
        "98.62",
        "naik",
    )


KOLOM_ANGGARAN = {
    "uraian": "Uraian",
    "anggaran_teks": "Pagu (Rp)",
    "realisasi_teks": "Realisasi (Rp)",
    "persen_teks": "%",
}


@pytest.fixture(scope="module")
def anggaran(tmp_path_factory):
    folder = tmp_path_factory.mktemp("anggaran")
    kelompok = defaultdict(list)
    for b in read_csv("anggaran_nyata.csv"):
        kelompok[b["sumber"]].append(b)
    return [
        pasangan
        for baris in kelompok.values()
        for pasangan in zip(
            baris,
            calculate_tabel(
                susun_tabel(baris, KOLOM_ANGGARAN, folder), build_kebijakan(), "tabel.csv"
            ),
            strict=True,
        )
    ]


def test_serapan_anggaran_dinilai_seperti_keterangannya(anggaran):
    beda = [
        (b["id"], b["cocok"], e.tercetak, e.hasil.capaian)
        for b, e in anggaran
        if e.cocok is not (True if b["cocok"] == "ya" else None)
    ]

    assert beda == []
    assert len(anggaran) == 218


def test_rupiah_terbaca_seperti_di_data(anggaran):
    for b, e in anggaran:
        assert Decimal(e.target or "NaN") == Decimal(b["anggaran"]), b["id"]
        assert Decimal(e.realisasi or "NaN") == Decimal(b["realisasi"]), b["id"]


def test_persen_di_data_sama_dengan_hitungan(anggaran):
    for b, e in anggaran:
        if b["persen"]:
            assert compare_tercetak(Decimal(b["persen"]), e.hasil.capaian).cocok, b["id"]


def test_rumus_terbalik_diduga_bila_tidak_disebut(tmp_path):
    baris = [b | {"rumus": ""} for b in read_csv("lkjip_nyata.csv") if b["id"] in RUMUS_LAIN]
    entri = calculate_tabel(susun_tabel(baris, KOLOM, tmp_path), build_kebijakan(), "tabel.csv")

    assert [e.cocok for e in entri] == [False, False]
    dugaan = [next(t.perbaikan for t in e.temuan if t.kode == "NIL405") for e in entri]
    assert "dugaan: dihitung dengan rumus naik" in dugaan[0]
    assert "dugaan: dihitung dengan rumus turun_rasio" in dugaan[1]
