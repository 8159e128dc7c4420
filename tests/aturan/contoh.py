"""Konteks verifikasi kecil untuk uji: isian wajar, bukti lengkap, laporan bendahara yang cocok."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from kinerja_cli.aturan.keuangan import summarise
from kinerja_cli.aturan.konteks import KonteksVerifikasi
from kinerja_cli.aturan.verifikasi import check_unit
from kinerja_cli.model.fakta import FaktaIsian, KumpulanFakta
from kinerja_cli.model.istilah import BasisKeuangan
from kinerja_cli.model.keuangan import BarisSpj, JenjangSpj
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisKeuangan
from tests.buatan import SUB, TAHUN, UNIT, build_definisi, build_fakta_lengkap

DAU = f"{SUB}:{UNIT}:DAU"
PAD = f"{SUB}:{UNIT}:PAD"
REALISASI_SUB = {
    Periode.TW1: "90e6",
    Periode.TW2: "670e6",
    Periode.TW3: "1260e6",
    Periode.TW4: "1709e6",
}
NARASI = {
    "penghambat": "Curah hujan tinggi pada Februari menunda pekerjaan fisik.",
    "pendorong": "Bantuan stimulan provinsi menambah unit yang diperbaiki.",
    "rencana_tindak_lanjut": "Menambah kelompok kerja pada triwulan berikutnya.",
}

RENCANA = {"pic": "Kepala Seksi (contoh)", "batas_waktu": "2026-03-31"}


def build_spj(realisasi="1709e6", anggaran="1750e6", kode=SUB, sel="M20", **ubahan):
    isi = {"uraian": "Perbaikan RTLH", "jenjang": JenjangSpj.SUB_KEGIATAN, **ubahan}
    return BarisSpj(
        kode=kode, anggaran=Decimal(anggaran), realisasi=Decimal(realisasi), sel=sel, **isi
    )


def build_daftar(periode=Periode.TW4, **ubahan):
    isi = {
        "berkas": "SPJ.xlsx",
        "basis": BasisKeuangan.SPJ,
        "sampai_tanggal": periode.akhir(TAHUN),
        "versi": "murni",
        "bendahara": "Pengeluaran",
        **ubahan,
    }
    return BarisKeuangan(**isi)


def build_fakta(periode=Periode.TW4, **narasi):
    """Isian wajar sampai periode, dengan bukti dan kata-kata pada periode itu."""
    fakta = list(build_fakta_lengkap(periode))
    for kode in ("IKU-01", "IKU-02", "SUB-01"):
        fakta.append(FaktaIsian(periode, kode, "bukti", UNIT, Nilai.dari_teks("rekap.pdf")))
        sendiri = {kolom: f"{teks} ({kode})" for kolom, teks in NARASI.items()}
        for kolom, teks in {**sendiri, **RENCANA, **narasi}.items():
            fakta.append(FaktaIsian(periode, kode, kolom, UNIT, Nilai.dari_teks(teks)))
    asal = {"berkas": "masuk/kp.xlsx", "lembar": "Kinerja", "sel": "N12"}
    return KumpulanFakta.dari(replace(f, **asal) for f in fakta)


def build_konteks(periode=Periode.TW4, *, definisi=None, fakta=None, keuangan=None, unit=UNIT):
    definisi = definisi or build_definisi()
    if keuangan is None:
        baris = build_spj(REALISASI_SUB.get(periode, "1709e6"))
        keuangan = summarise([(build_daftar(periode), (baris,))])
    return KonteksVerifikasi(definisi, periode, unit, fakta or build_fakta(periode), keuangan)


def ubah_fakta(konteks, periode, subjek, kolom, nilai):
    """Konteks yang sama dengan satu nilai diganti; ``None`` menghapusnya."""
    isi = dict(konteks.fakta.isi)
    if nilai is None:
        isi.pop((periode, subjek, kolom), None)
    else:
        isi[periode, subjek, kolom] = FaktaIsian(periode, subjek, kolom, konteks.unit, nilai)
    return replace(konteks, fakta=KumpulanFakta(isi))


def angka(teks):
    return Nilai.dari_angka(Decimal(teks))


def teks(isi):
    return Nilai.dari_teks(isi)


def ambil_kode(konteks):
    """Kode temuan tanpa catatan."""
    return sorted(t.kode for t in check_unit(konteks) if t.tingkat.value != "catatan")


def ubah_indikator(definisi, kode, **ubahan):
    daftar = tuple(
        i.model_copy(update=ubahan) if i.kode_indikator == kode else i for i in definisi.indikator
    )
    return definisi.model_copy(update={"indikator": daftar})


def ubah_target(definisi, kode, **ubahan):
    daftar = tuple(
        t.model_copy(update=ubahan) if t.kode_indikator == kode else t for t in definisi.target
    )
    return definisi.model_copy(update={"target": daftar})


AKHIR = date(TAHUN, 12, 31)
