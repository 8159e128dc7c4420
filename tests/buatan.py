"""Definisi kecil buatan untuk uji: satu bidang, tiga indikator, satu sub kegiatan."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from kinerja_cli.model import sumber as s
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.fakta import KOLOM_NILAI, FaktaIsian, KumpulanFakta
from kinerja_cli.model.istilah import (
    Agregasi,
    Arah,
    JenisIndikator,
    JenisUnit,
    Jenjang,
    PeranElemen,
    PeranPengampu,
    Sifat,
    StatusJabatan,
    YaTidak,
)
from kinerja_cli.model.kebijakan import build_kebijakan
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import Periode

TAHUN = 2025
UNIT = "BID-KP"
UNIT_LAIN = "BID-HUB"
SUB = "1.04.03.2.01.0001"
AWAL = date(TAHUN, 1, 1)


def build_definisi(*, penyedia_lain: bool = False, **ubahan: Any) -> Definisi:
    """IKU-01 rasio, IKU-02 angka turun, SUB-01 angka naik; semua dilaporkan ``BID-KP``.

    ``penyedia_lain`` menambah unit ``BID-HUB`` yang menyediakan penyebut IKU-01.
    """
    definisi = Definisi(
        tahun=TAHUN,
        kebijakan=build_kebijakan(),
        instansi=s.BarisInstansi(
            nama="Dinas Perumahan Rakyat, Kawasan Permukiman dan Perhubungan",
            singkatan="DPRKP2",
            pemerintah="Pemerintah Kabupaten Mojokerto",
            kepala_daerah="Bupati Mojokerto",
            tempat="Mojokerto",
        ),
        unit=_build_unit(penyedia_lain),
        pejabat=(
            _build_pejabat("KADIS", "Kepala Dinas", ""),
            _build_pejabat("KABID-KP", "Kepala Bidang Kawasan Permukiman", UNIT),
        ),
        versi_pk=(s.BarisVersi(versi="murni", tanggal=AWAL, berlaku_mulai=AWAL),),
        indikator=build_indikator(),
        target=(
            _build_target("IKU-01", "80", "20", "40", "60", "80"),
            _build_target("IKU-02", "10,5", "13", "12,5", "11", "10,5"),
            _build_target("SUB-01", "100", "10", "40", "30", "20"),
        ),
        elemen=(
            _build_elemen("EL-01A", PeranElemen.PEMBILANG, "Jumlah rumah layak huni", UNIT),
            _build_elemen(
                "EL-01B",
                PeranElemen.PENYEBUT,
                "Jumlah rumah seluruhnya",
                UNIT_LAIN if penyedia_lain else UNIT,
            ),
        ),
        pengampu=tuple(
            s.BarisPengampu(kode_indikator=k, kode_unit=UNIT, peran=PeranPengampu.PELAPOR)
            for k in ("IKU-01", "IKU-02", "SUB-01")
        ),
        cascading=(s.BarisCascading(induk="S1", anak="1.04.03"),),
        versi_dpa=(s.BarisVersi(versi="murni", tanggal=AWAL, berlaku_mulai=AWAL),),
        pagu=(_build_pagu("DAU", "1500000000"), _build_pagu("PAD", "250000000")),
        nomenklatur=(
            s.BarisNomenklatur(kode="1.04.03", nama="Program Kawasan Permukiman"),
            s.BarisNomenklatur(
                kode="1.04.03.2.01",
                nama="Penerbitan Izin Pembangunan dan Pengembangan Kawasan Permukiman",
            ),
            s.BarisNomenklatur(kode=SUB, nama="Perbaikan Rumah Tidak Layak Huni"),
        ),
        riwayat=(
            s.BarisRiwayat(kode_indikator="IKU-01", tahun=2024, target="75", realisasi="74,2"),
            s.BarisRiwayat(kode_indikator="IKU-02", tahun=2024, target="14", realisasi="13,4"),
            s.BarisRiwayat(kode_indikator="SUB-01", tahun=2024, target="90", realisasi="88"),
        ),
    )
    return definisi.model_copy(update=ubahan)


def build_indikator() -> tuple[s.BarisIndikator, ...]:
    """Tiga indikator contoh: rasio, angka turun, angka naik."""
    sasaran = "Meningkatnya kualitas perumahan dan kawasan permukiman"
    return (
        s.BarisIndikator(
            kode_indikator="IKU-01",
            jenjang=Jenjang.SASARAN,
            kode="S1",
            uraian=sasaran,
            indikator="Persentase rumah layak huni",
            satuan="%",
            jenis=JenisIndikator.RASIO,
            arah=Arah.NAIK,
            agregasi=Agregasi.RASIO,
            sifat_target=Sifat.SAMPAI_DENGAN,
            cara_isi=Sifat.SAMPAI_DENGAN,
            iku=YaTidak.YA,
            definisi_operasional="Perbandingan rumah layak huni terhadap seluruh rumah.",
            rumus="Jumlah rumah layak huni / jumlah rumah seluruhnya x 100",
            sumber_data="Pendataan rumah",
            data_dukung="Rekapitulasi pendataan rumah",
        ),
        s.BarisIndikator(
            kode_indikator="IKU-02",
            jenjang=Jenjang.SASARAN,
            kode="S1",
            uraian=sasaran,
            indikator="Luas kawasan permukiman kumuh",
            satuan="Ha",
            jenis=JenisIndikator.ANGKA,
            arah=Arah.TURUN,
            agregasi=Agregasi.POSISI_AKHIR,
            sifat_target=Sifat.SAMPAI_DENGAN,
            cara_isi=Sifat.SAMPAI_DENGAN,
            iku=YaTidak.YA,
            presisi=2,
            definisi_operasional="Luas kawasan kumuh menurut keputusan kepala daerah.",
            data_dukung="Keputusan penetapan kawasan kumuh",
        ),
        s.BarisIndikator(
            kode_indikator="SUB-01",
            jenjang=Jenjang.SUB_KEGIATAN,
            kode=SUB,
            uraian="Perbaikan Rumah Tidak Layak Huni",
            indikator="Jumlah rumah tidak layak huni yang diperbaiki",
            satuan="Unit",
            jenis=JenisIndikator.ANGKA,
            arah=Arah.NAIK,
            agregasi=Agregasi.JUMLAH,
            sifat_target=Sifat.PER_TRIWULAN,
            cara_isi=Sifat.PER_TRIWULAN,
            presisi=0,
            definisi_operasional="Rumah yang selesai diperbaiki pada tahun berjalan.",
            data_dukung="Berita acara serah terima",
        ),
    )


def build_fakta(*isi: tuple[Periode, str, str, Nilai], unit: str = UNIT) -> KumpulanFakta:
    """Kumpulan fakta dari (periode, subjek, kolom, nilai)."""
    return KumpulanFakta.dari(FaktaIsian(p, s_, k, unit, n) for p, s_, k, n in isi)


def build_fakta_lengkap(periode: Periode = Periode.TW4) -> KumpulanFakta:
    """Isian wajar untuk semua indikator dan pagu sampai dengan periode itu."""
    angka = {
        ("EL-01A", KOLOM_NILAI): ("61200", "62500", "63900", "65100"),
        ("EL-01B", KOLOM_NILAI): ("82000", "82100", "82200", "82300"),
        ("IKU-02", "realisasi"): ("13.1", "12.4", "11.2", "10.4"),
        ("SUB-01", "realisasi"): ("8", "41", "30", "22"),
        (f"{SUB}:{UNIT}:DAU", "realisasi"): ("90e6", "610e6", "1120e6", "1468e6"),
        (f"{SUB}:{UNIT}:PAD", "realisasi"): ("0", "60e6", "140e6", "241e6"),
    }
    return build_fakta(
        *(
            (p, subjek, kolom, Nilai.dari_angka(Decimal(nilai[p.nomor - 1])))
            for (subjek, kolom), nilai in angka.items()
            for p in periode.triwulan()
        )
    )


def _build_unit(penyedia_lain: bool) -> tuple[s.BarisUnit, ...]:
    nama = {UNIT: "Bidang Kawasan Permukiman"}
    if penyedia_lain:
        nama[UNIT_LAIN] = "Bidang Perhubungan"
    return tuple(
        s.BarisUnit(
            kode_unit=kode,
            nama=n,
            jenis=JenisUnit.BIDANG,
            berlaku_dari=AWAL,
            wajib_lapor=YaTidak.YA,
        )
        for kode, n in nama.items()
    )


def _build_pejabat(kunci: str, jabatan: str, unit: str) -> s.BarisPejabat:
    return s.BarisPejabat(
        kunci=kunci,
        jabatan=jabatan,
        kode_unit=unit,
        nama=f"Contoh {kunci.title()}",
        status=StatusJabatan.DEFINITIF,
        dari=AWAL,
    )


def _build_target(kode: str, tahun: str, *triwulan: str) -> s.BarisTarget:
    tw = dict(zip(("tw1", "tw2", "tw3", "tw4"), triwulan, strict=True))
    return s.BarisTarget(kode_indikator=kode, versi="murni", tahun=tahun, **tw)


def _build_elemen(kode: str, peran: PeranElemen, nama: str, penyedia: str) -> s.BarisElemen:
    return s.BarisElemen(
        kode_elemen=kode,
        kode_indikator="IKU-01",
        peran=peran,
        nama=nama,
        satuan="Unit",
        unit_penyedia=penyedia,
        agregasi=Agregasi.POSISI_AKHIR,
        cara_isi=Sifat.SAMPAI_DENGAN,
    )


def _build_pagu(sumber_dana: str, pagu: str) -> s.BarisPagu:
    return s.BarisPagu(
        versi="murni",
        kode=SUB,
        kode_unit=UNIT,
        sumber_dana=sumber_dana,
        uraian="Perbaikan Rumah Tidak Layak Huni",
        pagu=Decimal(pagu),
    )
