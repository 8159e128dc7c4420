"""Dinas sangat kecil dan sangat besar untuk laporan: definisi, fakta, dan data kinerjanya."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from kinerja_cli.capaian.rekap import BahanRekap, KeadaanRekap, build_data_kinerja
from kinerja_cli.dokumen.lkjip import MasukanLkjip
from kinerja_cli.model import sumber as s
from kinerja_cli.model.data_kinerja import DataKinerja
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.fakta import FaktaIsian, KumpulanFakta
from kinerja_cli.model.istilah import (
    Agregasi,
    Arah,
    JenisIndikator,
    JenisUnit,
    Jenjang,
    PeranPengampu,
    Sifat,
    YaTidak,
)
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import TRIWULAN, Periode
from tests.buatan import AWAL, TAHUN, build_definisi

WAKTU = datetime(2026, 2, 13, 8, 0)
SASARAN_TIAP = 6
"""Dari setiap selusin indikator: enam sasaran, dua program, dua kegiatan, dua sub kegiatan."""
PANJANG = (
    "yang ditangani secara terpadu dan berkelanjutan di seluruh wilayah kecamatan menurut hasil "
    "pendataan bersama pemerintah desa"
)
NAMA = (
    "Persentase rumah tidak layak huni",
    "Indeks kepuasan masyarakat atas pelayanan prasarana dan sarana perhubungan",
    "Jumlah kejadian kecelakaan lalu lintas pada ruas jalan kabupaten",
    "Rasio ketersediaan prasarana, sarana, dan utilitas umum kawasan permukiman",
)
SATUAN = ("%", "Indeks", "Kejadian", "Rasio")


@dataclass(frozen=True, slots=True)
class Bentuk:
    """Ukuran dinas: banyaknya bidang dan indikator, dan nama panjang atau tidak."""

    bidang: int = 12
    indikator: int = 150
    panjang: bool = True


def build_besar(templat: Path, bentuk: Bentuk | None = None) -> MasukanLkjip:
    """Masukan LKjIP dinas besar; bermacam keadaan: naik, turun, tetap, baru, belum ada."""
    bentuk = bentuk or Bentuk()
    definisi = build_definisi_besar(bentuk)
    return MasukanLkjip(_compile(definisi, build_fakta_besar(definisi)), definisi, templat, WAKTU)


def build_kecil(templat: Path) -> MasukanLkjip:
    """Masukan LKjIP dinas dengan satu bidang dan dua indikator."""
    penuh = build_definisi()
    dua = tuple(i for i in penuh.indikator if i.jenjang is Jenjang.SASARAN)
    kode = {i.kode_indikator for i in dua}
    definisi = penuh.model_copy(
        update={
            "indikator": dua,
            "target": tuple(t for t in penuh.target if t.kode_indikator in kode),
            "pengampu": tuple(p for p in penuh.pengampu if p.kode_indikator in kode),
            "riwayat": tuple(r for r in penuh.riwayat if r.kode_indikator in kode),
        }
    )
    isi = [
        FaktaIsian(p, subjek, kolom, "BID-KP", Nilai.dari_angka(Decimal(angka)))
        for n, p in enumerate(TRIWULAN)
        for subjek, kolom, daftar in (
            ("EL-01A", "nilai", (61200, 62500, 63900, 65100)),
            ("EL-01B", "nilai", (82000, 82100, 82200, 82300)),
            ("IKU-02", "realisasi", ("13.1", "12.4", "11.2", "10.4")),
        )
        for angka in (daftar[n],)
    ]
    return MasukanLkjip(_compile(definisi, KumpulanFakta.dari(isi)), definisi, templat, WAKTU)


def build_definisi_besar(bentuk: Bentuk) -> Definisi:
    """Definisi dengan ``bentuk.indikator`` indikator pada semua jenjang."""
    dasar = build_definisi()
    indikator = tuple(_build_indikator(n, bentuk) for n in range(bentuk.indikator))
    unit = tuple(_build_unit(n) for n in range(bentuk.bidang))
    sub = sorted({i.kode for i in indikator if i.jenjang is Jenjang.SUB_KEGIATAN})
    return dasar.model_copy(
        update={
            "unit": unit,
            "indikator": indikator,
            "elemen": (),
            "target": tuple(_build_target(n, i) for n, i in enumerate(indikator)),
            "pengampu": tuple(
                s.BarisPengampu(
                    kode_indikator=i.kode_indikator,
                    kode_unit=unit[n % len(unit)].kode_unit,
                    peran=PeranPengampu.PELAPOR,
                )
                for n, i in enumerate(indikator)
            ),
            "cascading": tuple(_iterate_cascading(indikator)),
            "pagu": tuple(
                s.BarisPagu(
                    versi="murni",
                    kode=kode,
                    kode_unit=unit[n % len(unit)].kode_unit,
                    sumber_dana="DAU",
                    uraian=f"Penyelenggaraan Urusan Bidang Perumahan Rakyat {n + 1}",
                    pagu=Decimal(12_345_678_900 + n * 1_000_003),
                )
                for n, kode in enumerate(sub)
            ),
            "nomenklatur": tuple(_iterate_nomenklatur(sub)),
            "riwayat": tuple(_iterate_riwayat(indikator)),
            "renstra": (
                s.BarisRenstra(
                    dokumen="R2529",
                    nama="Rencana Strategis Dinas Contoh 2025-2029",
                    tahun_awal=2025,
                    tahun_akhir=2029,
                ),
            ),
            "target_renstra": tuple(
                s.BarisTargetRenstra(
                    dokumen="R2529",
                    kode_indikator=i.kode_indikator,
                    tahun=tahun,
                    target=str(60 + n % 7 + (tahun - 2025) * 3),
                    pagu=Decimal(15_000_000_000) if i.jenjang is Jenjang.PROGRAM else None,
                )
                for n, i in enumerate(indikator)
                for tahun in range(2025, 2030)
                if i.jenjang in {Jenjang.SASARAN, Jenjang.PROGRAM}
            ),
            "standar": tuple(
                s.BarisStandar(
                    kode_indikator=i.kode_indikator,
                    lingkup="nasional",
                    tahun=2024,
                    nilai=str(61 + n % 9),
                    sumber="Publikasi statistik nasional (contoh)",
                )
                for n, i in enumerate(indikator)
                if i.jenjang is Jenjang.SASARAN and n % 4 == 0
            ),
        }
    )


def build_fakta_besar(definisi: Definisi) -> KumpulanFakta:
    """Isian empat triwulan; setiap indikator kesebelas tidak dilaporkan pada triwulan terakhir."""
    unit = definisi.pelapor
    isi = []
    for n, i in enumerate(definisi.indikator):
        kode = i.kode_indikator
        for p in TRIWULAN:
            if n % 11 == 10 and p is Periode.TW4:
                continue
            angka = Decimal(55 + (n * 7) % 19 + p.nomor) + Decimal(n % 3) / 4
            isi.append(FaktaIsian(p, kode, "realisasi", unit[kode], Nilai.dari_angka(angka)))
        narasi = f"Pelaksanaan {i.indikator.lower()} berjalan menurut jadwal kerja bidang."
        isi += [
            FaktaIsian(Periode.TW4, kode, kolom, unit[kode], Nilai.dari_teks(narasi))
            for kolom in ("pendorong", "penghambat", "upaya", "rencana_tindak_lanjut")
        ]
    for n, b in enumerate(definisi.pagu):
        kunci = f"{b.kode}:{b.kode_unit}:{b.sumber_dana}"
        for p in TRIWULAN:
            angka = (b.pagu * p.nomor / 4 * (100 - n % 13) / 100).quantize(Decimal(1))
            isi.append(FaktaIsian(p, kunci, "realisasi", b.kode_unit, Nilai.dari_angka(angka)))
    return KumpulanFakta.dari(isi)


def _compile(definisi: Definisi, fakta: KumpulanFakta) -> DataKinerja:
    return build_data_kinerja(
        BahanRekap(
            definisi=definisi,
            nomor_definisi=1,
            periode=Periode.TAHUN,
            fakta=fakta,
            unit=tuple(KeadaanRekap(u.kode_unit, u.nama, "lengkap", "Ya") for u in definisi.unit),
            waktu=WAKTU.isoformat(),
            versi_program="0",
        )
    )


def _find_jenjang(n: int) -> tuple[Jenjang, str]:
    """Jenjang dan kode indikator ke-n; selusin indikator membentuk satu program."""
    program, letak = divmod(n, 12)
    kode_program = f"1.04.{program + 1:02}"
    kegiatan = f"{kode_program}.2.01"
    if letak < SASARAN_TIAP:
        return Jenjang.SASARAN, f"S{program * 2 + letak // 3 + 1}"
    if letak < SASARAN_TIAP + 2:
        return Jenjang.PROGRAM, kode_program
    if letak < SASARAN_TIAP + 4:
        return Jenjang.KEGIATAN, kegiatan
    return Jenjang.SUB_KEGIATAN, f"{kegiatan}.{letak - SASARAN_TIAP - 3:04}"


def _build_indikator(n: int, bentuk: Bentuk) -> s.BarisIndikator:
    jenjang, kode = _find_jenjang(n)
    jenis = n % len(NAMA)
    nama = f"{NAMA[jenis]} {n + 1}"
    return s.BarisIndikator(
        kode_indikator=f"IND-{n + 1:03}",
        jenjang=jenjang,
        kode=kode,
        uraian=f"Meningkatnya mutu pelayanan perumahan dan perhubungan {kode}",
        indikator=f"{nama} {PANJANG}" if bentuk.panjang else nama,
        satuan=SATUAN[jenis],
        jenis=JenisIndikator.ANGKA,
        arah=Arah.TURUN if jenis == 2 else Arah.NAIK,
        agregasi=Agregasi.JUMLAH if jenis == 2 else Agregasi.POSISI_AKHIR,
        sifat_target=Sifat.PER_TRIWULAN if jenis == 2 else Sifat.SAMPAI_DENGAN,
        cara_isi=Sifat.PER_TRIWULAN if jenis == 2 else Sifat.SAMPAI_DENGAN,
        presisi=2,
        iku=YaTidak.YA if jenjang is Jenjang.SASARAN else YaTidak.TIDAK,
        definisi_operasional="Menurut pendataan bidang.",
        rumus="Realisasi menurut laporan bidang.",
        sumber_data="Pendataan bidang",
        data_dukung="Rekapitulasi bidang",
    )


def _build_target(n: int, i: s.BarisIndikator) -> s.BarisTarget:
    akhir = 60 + n % 7
    if i.agregasi is Agregasi.JUMLAH:
        tahun, tw = str(akhir * 4), (str(akhir),) * 4
    else:
        tahun, tw = str(akhir), tuple(str(akhir - 3 + p) for p in range(4))
    return s.BarisTarget(
        kode_indikator=i.kode_indikator,
        versi="murni",
        tahun=tahun,
        **dict(zip(("tw1", "tw2", "tw3", "tw4"), tw, strict=True)),
    )


def _build_unit(n: int) -> s.BarisUnit:
    return s.BarisUnit(
        kode_unit=f"BID-{n + 1:02}",
        nama=f"Bidang Penyelenggaraan Perumahan Rakyat dan Kawasan Permukiman Wilayah {n + 1}",
        jenis=JenisUnit.BIDANG,
        berlaku_dari=AWAL,
        wajib_lapor=YaTidak.YA,
    )


def _iterate_cascading(indikator: tuple[s.BarisIndikator, ...]) -> Iterator[s.BarisCascading]:
    program = {i.kode for i in indikator if i.jenjang is Jenjang.PROGRAM}
    pasangan = {
        (i.kode, f"1.04.{n // 12 + 1:02}")
        for n, i in enumerate(indikator)
        if i.jenjang is Jenjang.SASARAN
    }
    for induk, anak in sorted(pasangan):
        if anak in program:
            yield s.BarisCascading(induk=induk, anak=anak)


def _iterate_nomenklatur(sub: list[str]) -> Iterator[s.BarisNomenklatur]:
    nama = {}
    for kode in sub:
        bagian = kode.split(".")
        urut = int(bagian[2])
        nama[".".join(bagian[:3])] = f"PROGRAM PENINGKATAN PRASARANA DAN SARANA WILAYAH {urut}"
        nama[".".join(bagian[:5])] = f"Penyelenggaraan dan Pengawasan Prasarana Wilayah {urut}"
        nama[kode] = f"Penyediaan dan Pemeliharaan Prasarana, Sarana, dan Utilitas {urut}"
    for kode, isi in sorted(nama.items()):
        yield s.BarisNomenklatur(kode=kode, nama=isi)


def _iterate_riwayat(indikator: tuple[s.BarisIndikator, ...]) -> Iterator[s.BarisRiwayat]:
    """Tiga tahun lalu; setiap indikator kesembilan baru dan tidak mempunyai riwayat."""
    for n, i in enumerate(indikator):
        if n % 9 == 8:
            continue
        kali = 4 if i.agregasi is Agregasi.JUMLAH else 1
        for tahun in range(TAHUN - 3, TAHUN):
            nilai = (54 + (n * 5) % 17 + tahun - 2022) * kali
            yield s.BarisRiwayat(
                kode_indikator=i.kode_indikator,
                tahun=tahun,
                target=str((57 + n % 7) * kali),
                realisasi=str(nilai),
                anggaran=Decimal(9_000_000_000) if i.jenjang is Jenjang.SUB_KEGIATAN else None,
            )
