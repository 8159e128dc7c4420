"""Setahun yang tenang dan benar tidak memberi satu temuan pun, apa pun susunan indikatornya.

Definisinya memuat setiap jenis, arah, agregasi, sifat target, cara isi, frekuensi, dan jenjang;
lima periode, dua unit, bukti lengkap, sejarah lima tahun, dan laporan bendahara yang cocok.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

import pytest

from kinerja_cli.aturan.cocok_bendahara import check_laporan
from kinerja_cli.aturan.keuangan import summarise
from kinerja_cli.aturan.konteks import KonteksVerifikasi
from kinerja_cli.aturan.verifikasi import check_unit, decide
from kinerja_cli.capaian.agregasi import aggregate
from kinerja_cli.model import sumber as s
from kinerja_cli.model.fakta import KOLOM_NILAI, FaktaIsian, KumpulanFakta
from kinerja_cli.model.istilah import (
    Agregasi,
    Arah,
    Frekuensi,
    JenisIndikator,
    Jenjang,
    PeranElemen,
    PeranPengampu,
    Sifat,
)
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import Periode
from tests.aturan.contoh import build_daftar, build_spj, ubah_fakta
from tests.buatan import TAHUN, UNIT, UNIT_LAIN, build_definisi

SENDIRI = (Decimal(112), Decimal(131), Decimal(124), Decimal(143))
"""Realisasi triwulan itu sendiri; berbeda satu sama lain."""
TRIWULAN = Periode.TAHUN.triwulan()
AGREGASI_ANGKA = tuple(a for a in Agregasi if a is not Agregasi.RASIO)
JENJANG = tuple(Jenjang)
PILIHAN = {
    JenisIndikator.RENTANG: ("110 - 150", "Hari"),
    JenisIndikator.PREDIKAT: ("BB", "Predikat"),
    JenisIndikator.YA_TIDAK: ("ya", "Ada/tidak"),
}
NARASI = "Pekerjaan berjalan menurut jadwal karena lelang dimulai lebih awal."


@dataclass(frozen=True)
class Susunan:
    """Satu indikator contoh."""

    jenis: JenisIndikator
    arah: Arah
    agregasi: Agregasi
    sifat: Sifat
    cara: Sifat
    frekuensi: Frekuensi = Frekuensi.TRIWULANAN
    tersedia: str = ""


def iterate_susunan() -> Iterator[Susunan]:
    angka, rasio = JenisIndikator.ANGKA, JenisIndikator.RASIO
    for pilihan in product((angka,), Arah, AGREGASI_ANGKA, Sifat, Sifat):
        yield Susunan(*pilihan)
    for arah, sifat in product(Arah, Sifat):
        yield Susunan(rasio, arah, Agregasi.RASIO, sifat, Sifat.SAMPAI_DENGAN)
    for jenis, arah, frekuensi in product(PILIHAN, Arah, Frekuensi):
        sifat = Sifat.SAMPAI_DENGAN
        yield Susunan(jenis, arah, Agregasi.POSISI_AKHIR, sifat, sifat, frekuensi)
    for frekuensi, tersedia in ((Frekuensi.TAHUNAN, ""), (Frekuensi.TRIWULANAN, "2026-02")):
        sifat = Sifat.SAMPAI_DENGAN
        yield Susunan(angka, Arah.NAIK, Agregasi.JUMLAH, sifat, sifat, frekuensi, tersedia)


SUSUNAN = tuple(iterate_susunan())


def isi_angka(susunan: Susunan) -> dict[Periode, Nilai]:
    """Yang diketik pada setiap triwulan menurut cara isinya."""
    kumulatif = susunan.agregasi is Agregasi.JUMLAH and susunan.cara is Sifat.SAMPAI_DENGAN
    return {
        p: Nilai.dari_angka(sum(SENDIRI[: p.nomor]) if kumulatif else SENDIRI[p.nomor - 1])
        for p in TRIWULAN
    }


def hitung_target(susunan: Susunan, periode: Periode) -> Decimal:
    """Dua persen lebih ringan daripada realisasinya."""
    sendiri = dict(zip(TRIWULAN, (Nilai.dari_angka(a) for a in SENDIRI), strict=True))
    if periode is Periode.TAHUN or susunan.sifat is Sifat.SAMPAI_DENGAN:
        nilai = aggregate(sendiri, susunan.agregasi, Sifat.PER_TRIWULAN, periode).nilai.angka
    else:
        nilai = SENDIRI[periode.nomor - 1]
    assert nilai is not None
    kali = Decimal("0.98") if susunan.arah is Arah.NAIK else Decimal("1.02")
    return (nilai * kali).quantize(Decimal("0.01"))


def tulis(angka: Decimal) -> str:
    return f"{angka:f}".replace(".", ",")


class Dinas:
    """Definisi, fakta, dan laporan bendahara setahun; susunan ke-n berkode ``IND-n``."""

    def __init__(self) -> None:
        self.indikator: list[s.BarisIndikator] = []
        self.target: list[s.BarisTarget] = []
        self.elemen: list[s.BarisElemen] = []
        self.riwayat: list[s.BarisRiwayat] = []
        self.pagu: list[s.BarisPagu] = []
        self.fakta: list[FaktaIsian] = []
        for n, susunan in enumerate(SUSUNAN, start=1):
            self.tambah(n, susunan)
        kode = [i.kode_indikator for i in self.indikator]
        pengampu = tuple(
            s.BarisPengampu(kode_indikator=k, kode_unit=UNIT, peran=PeranPengampu.PELAPOR)
            for k in kode
        )
        self.definisi = build_definisi(penyedia_lain=True).model_copy(
            update={
                "indikator": tuple(self.indikator),
                "target": tuple(self.target),
                "elemen": tuple(self.elemen),
                "riwayat": tuple(self.riwayat),
                "pagu": tuple(self.pagu),
                "pengampu": pengampu,
                "cascading": (),
            }
        )

    def tambah(self, n: int, susunan: Susunan) -> None:
        kode, jenjang = f"IND-{n:03d}", JENJANG[n % len(JENJANG)]
        sub = f"1.04.03.2.01.{n:04d}"
        satuan = PILIHAN.get(susunan.jenis, ("", "Indeks"))[1]
        self.indikator.append(
            s.BarisIndikator(
                kode_indikator=kode,
                jenjang=jenjang,
                kode=sub if jenjang is Jenjang.SUB_KEGIATAN else f"S{n}",
                uraian=f"Uraian {n}",
                indikator=f"Indikator contoh {n}",
                satuan="%" if susunan.jenis is JenisIndikator.RASIO else satuan,
                jenis=susunan.jenis,
                arah=susunan.arah,
                agregasi=susunan.agregasi,
                sifat_target=susunan.sifat,
                cara_isi=susunan.cara,
                frekuensi=susunan.frekuensi,
                tersedia=susunan.tersedia,
                skala="akip" if susunan.jenis is JenisIndikator.PREDIKAT else "",
                data_dukung="Rekapitulasi",
            )
        )
        if jenjang is Jenjang.SUB_KEGIATAN:
            self.tambah_uang(sub, n)
        for p in Periode:
            self.isi(p, kode, "bukti", Nilai.dari_teks(f"rekap {kode} {p.value}.pdf"))
        if susunan.jenis is JenisIndikator.RASIO:
            self.tambah_rasio(kode, susunan)
        elif susunan.jenis is JenisIndikator.ANGKA:
            self.tambah_angka(kode, susunan)
        else:
            self.tambah_pilihan(kode, susunan)

    def isi(self, p: Periode, subjek: str, kolom: str, nilai: Nilai, unit: str = UNIT) -> None:
        self.fakta.append(FaktaIsian(p, subjek, kolom, unit, nilai, berkas="masuk/kp.xlsx"))

    def tambah_target(self, kode: str, teks: dict[Periode, str]) -> None:
        isi = {p.value: teks[p] for p in TRIWULAN}
        self.target.append(
            s.BarisTarget(kode_indikator=kode, versi="murni", tahun=teks[Periode.TAHUN], **isi)
        )

    def tambah_riwayat(self, kode: str, setahun: Decimal) -> None:
        for mundur, kali in enumerate(("0.97", "0.94", "0.92", "0.90", "0.89"), start=1):
            teks = tulis((setahun * Decimal(kali)).quantize(Decimal("0.01")))
            self.riwayat.append(
                s.BarisRiwayat(
                    kode_indikator=kode, tahun=TAHUN - mundur, target=teks, realisasi=teks
                )
            )

    def tambah_angka(self, kode: str, susunan: Susunan) -> None:
        teks = {p: tulis(hitung_target(susunan, p)) for p in Periode}
        self.tambah_target(kode, teks)
        isi = isi_angka(susunan)
        setahun = aggregate(isi, susunan.agregasi, susunan.cara, Periode.TAHUN).nilai.angka
        assert setahun is not None
        self.tambah_riwayat(kode, setahun)
        if susunan.frekuensi is Frekuensi.TAHUNAN or susunan.tersedia:
            self.isi(Periode.TAHUN, kode, "realisasi", Nilai.dari_angka(setahun))
            return
        for p, nilai in isi.items():
            self.isi(p, kode, "realisasi", nilai)

    def tambah_rasio(self, kode: str, susunan: Susunan) -> None:
        turun = susunan.arah is Arah.TURUN
        nilai = ("61", "62", "64", "66") if not turun else ("39", "38", "37", "36")
        target = ("60", "61", "63", "65") if not turun else ("40", "39", "38", "37")
        self.tambah_target(kode, dict(zip(Periode, (*target, target[-1]), strict=True)))
        self.tambah_riwayat(kode, Decimal(nilai[-1]))
        for peran, unit in ((PeranElemen.PEMBILANG, UNIT), (PeranElemen.PENYEBUT, UNIT_LAIN)):
            elemen = f"{kode}-{peran.value[:4].upper()}"
            self.elemen.append(
                s.BarisElemen(
                    kode_elemen=elemen,
                    kode_indikator=kode,
                    peran=peran,
                    nama=f"Elemen {peran.value}",
                    satuan="Unit",
                    unit_penyedia=unit,
                    agregasi=Agregasi.POSISI_AKHIR,
                    cara_isi=Sifat.SAMPAI_DENGAN,
                )
            )
            for p, persen in zip(TRIWULAN, nilai, strict=True):
                penyebut = Decimal(8200 + p.nomor * 100)
                angka = penyebut * Decimal(persen) / 100
                isi = angka if peran is PeranElemen.PEMBILANG else penyebut
                self.isi(p, elemen, KOLOM_NILAI, Nilai.dari_angka(isi), unit)

    def tambah_pilihan(self, kode: str, susunan: Susunan) -> None:
        target = PILIHAN[susunan.jenis][0]
        self.tambah_target(kode, dict.fromkeys(Periode, target))
        for p in Periode:
            tahunan = susunan.frekuensi is Frekuensi.TAHUNAN
            if tahunan != (p is Periode.TAHUN):
                continue
            if susunan.frekuensi is Frekuensi.SEMESTERAN and p in {Periode.TW1, Periode.TW3}:
                continue
            angka = SENDIRI[min(p.nomor, 4) - 1]
            rentang = susunan.jenis is JenisIndikator.RENTANG
            nilai = Nilai.dari_angka(angka) if rentang else Nilai.dari_teks(target)
            self.isi(p, kode, "realisasi", nilai)

    def tambah_uang(self, sub: str, n: int) -> None:
        for urut, dana in enumerate(("DAU", "PAD")[: 1 + n % 2], start=1):
            pagu = Decimal(1_000_000_000 * urut)
            self.pagu.append(
                s.BarisPagu(versi="murni", kode=sub, kode_unit=UNIT, sumber_dana=dana,
                            uraian=f"Uraian {n}", pagu=pagu)
            )  # fmt: skip
            for p, persen in zip(TRIWULAN, ("0.1", "0.42", "0.71", "0.953"), strict=True):
                uang = Nilai.dari_angka(pagu * Decimal(persen))
                self.isi(p, f"{sub}:{UNIT}:{dana}", "realisasi", uang)

    def konteks(self, periode: Periode, unit: str = UNIT) -> KonteksVerifikasi:
        """Fakta sampai dengan periode itu, dan laporan bendahara yang sama."""
        fakta = KumpulanFakta.dari(f for f in self.fakta if f.periode.nomor <= periode.nomor)
        akhir = periode.triwulan()[-1]
        jumlah: dict[str, tuple[Decimal, Decimal]] = {}
        for p in self.pagu:
            angka = fakta.nilai(akhir, f"{p.kode}:{UNIT}:{p.sumber_dana}", "realisasi").angka
            lama = jumlah.get(p.kode, (Decimal(0), Decimal(0)))
            jumlah[p.kode] = (lama[0] + (angka or 0), lama[1] + p.pagu)
        baris = tuple(
            build_spj(str(realisasi), str(pagu), kode=kode)
            for kode, (realisasi, pagu) in jumlah.items()
        )
        keuangan = summarise([(build_daftar(periode), baris)])
        return KonteksVerifikasi(self.definisi, periode, unit, fakta, keuangan)


@pytest.fixture(scope="module")
def dinas() -> Dinas:
    return Dinas()


def test_definisinya_memuat_semua_pilihan(dinas: Dinas):
    indikator = dinas.definisi.indikator
    for nama, pilihan in (
        ("jenis", JenisIndikator), ("arah", Arah), ("agregasi", Agregasi), ("cara_isi", Sifat),
        ("sifat_target", Sifat), ("frekuensi", Frekuensi), ("jenjang", Jenjang),
    ):  # fmt: skip
        assert {getattr(i, nama) for i in indikator} == set(pilihan), nama
    assert {p.sumber_dana for p in dinas.definisi.pagu} == {"DAU", "PAD"}


@pytest.mark.parametrize("unit", [UNIT, UNIT_LAIN])
@pytest.mark.parametrize("periode", list(Periode))
def test_tahun_yang_tenang_tanpa_satu_temuan_pun(dinas: Dinas, periode: Periode, unit: str):
    konteks = dinas.konteks(periode, unit)
    temuan = check_unit(konteks)
    assert [(t.kode, t.kunci, t.masalah) for t in temuan] == []
    assert decide(temuan).jawaban == "Ya"
    assert check_laporan(konteks.definisi, periode, konteks.keuangan, konteks.fakta) == []


@pytest.mark.parametrize("periode", list(Periode))
def test_setiap_indikator_benar_benar_dinilai(dinas: Dinas, periode: Periode):
    konteks = dinas.konteks(periode)
    capaian = {i.kode_indikator: konteks.hitung(i) for i in konteks.jatuh_tempo}
    assert [k for k, h in capaian.items() if h is None or h.hasil.tercetak is None] == []
    assert [k for k, h in capaian.items() if h and not 90 <= h.hasil.tercetak <= 110] == []
    if periode is not Periode.TAHUN:
        assert len(capaian) > 40


def test_satu_sel_yang_dihapus_langsung_ditemukan(dinas: Dinas):
    konteks = dinas.konteks(Periode.TW4)
    for sel in konteks.sel_realisasi:
        kurang = ubah_fakta(konteks, Periode.TW4, sel.subjek, sel.kolom_fakta, None)
        kode = {t.kode for t in check_unit(kurang) if t.tingkat.value == "galat"}
        assert kode == {"NIL301"}, sel.kunci
