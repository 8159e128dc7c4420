"""Langkah 0: membuat ruang kerja dengan tabel sumber kosong, atau dengan dinas contoh."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from itertools import groupby
from pathlib import Path

from kinerja_cli.lembar.tulis_tabel import IsiTabel, write_tabel
from kinerja_cli.model import istilah
from kinerja_cli.model import sumber as s
from kinerja_cli.model.galat import RuangError
from kinerja_cli.model.periode import Periode
from kinerja_cli.ruang.bawaan import find_bawaan
from kinerja_cli.ruang.konfigurasi import NAMA_KONFIGURASI
from kinerja_cli.ruang.langkah import Hasil, write_semua
from kinerja_cli.ruang.tulis import Keluaran

FOLDER = ("sumber/keuangan", "format", "masuk", "kembali", "bukti", "hasil", "laporan", "templat")
ISI_CONTOH = ("sumber", "masuk", "bukti")

KONFIGURASI = """\
# Ruang kerja kinerja: satu dinas, satu tahun.
skema = 1
tahun = {tahun}
# Periode bila --periode tidak disebut: tw1, tw2, tw3, tw4, atau tahun.
# periode = "tw1"

[kebijakan]
# Tidak ada peraturan SAKIP yang menetapkan rumus capaian; pilihan di sini dicetak di laporan.
# nama = "Keputusan Kepala Dinas Nomor ..."
# Makin rendah makin baik: turun_selisih = (2T - R) / T x 100, turun_rasio = T / R x 100.
rumus_turun = "turun_selisih"
# Selisih rupiah dengan laporan bendahara yang masih dianggap sama.
toleransi_rupiah = "0"
# Data unit yang belum diputuskan Ya: "kecualikan" atau "sertakan" dalam kompilasi.
belum_verifikasi = "kecualikan"
"""


@dataclass(frozen=True, slots=True)
class OpsiMulai:
    """Folder tujuan, tahun, dan apakah diisi dinas contoh."""

    folder: Path
    waktu: datetime
    tahun: int
    contoh: bool = False


def plan(opsi: OpsiMulai) -> tuple[Keluaran, ...]:
    """Semua berkas ruang kerja baru. Galat ``RuangError`` bila folder sudah berisi."""
    folder = opsi.folder.resolve()
    if (folder / NAMA_KONFIGURASI).exists():
        raise RuangError(
            f"{folder} sudah berisi ruang kerja",
            "pilih folder lain; ruang kerja yang ada tidak pernah ditimpa",
        )
    if luar := next((f for f in folder.parents if (f / NAMA_KONFIGURASI).is_file()), None):
        raise RuangError(
            f"{folder} berada di dalam ruang kerja {luar}",
            "pilih folder di luarnya; satu ruang kerja untuk satu dinas dan satu tahun",
        )
    if folder.exists() and not folder.is_dir():
        raise RuangError(f"{folder} bukan folder", "pilih nama folder lain")
    if folder.is_dir() and any((folder / nama).exists() for nama in ISI_CONTOH):
        raise RuangError(
            f"{folder} sudah berisi folder {', '.join(ISI_CONTOH)}",
            "pilih folder kosong agar tidak ada berkas yang tertimpa",
        )
    isi = _read_contoh(folder) if opsi.contoh else _build_kosong(folder, opsi)
    tahun = s.TAHUN_CONTOH if opsi.contoh else opsi.tahun
    konfigurasi = KONFIGURASI.format(tahun=tahun).encode()
    return (*isi, Keluaran(folder / NAMA_KONFIGURASI, konfigurasi))


def apply(opsi: OpsiMulai, rencana: tuple[Keluaran, ...]) -> Hasil:
    """Tulis semuanya; kinerja.toml terakhir, sehingga ruang setengah jadi bukan ruang kerja."""
    folder = opsi.folder.resolve()
    berkas = write_semua(rencana)
    for nama in FOLDER:
        (folder / nama).mkdir(parents=True, exist_ok=True)
    return Hasil(berkas=berkas, data={"ruang": str(folder)})


def _read_contoh(folder: Path) -> tuple[Keluaran, ...]:
    bawaan = find_bawaan("contoh_data")
    return tuple(
        Keluaran(folder / jalur.relative_to(bawaan), jalur.read_bytes())
        for nama in ISI_CONTOH
        for jalur in sorted((bawaan / nama).rglob("*"))
        if jalur.is_file()
    )


def _build_kosong(folder: Path, opsi: OpsiMulai) -> tuple[Keluaran, ...]:
    hasil = []
    for nama, kelompok in groupby(s.TABEL_SUMBER, key=lambda t: t.berkas):
        daftar = [
            IsiTabel(t.lembar, t.model, contoh=(build_contoh(t.model, opsi.tahun),))
            for t in kelompok
        ]
        wadah = BytesIO()
        write_tabel(daftar, wadah, opsi.waktu)
        hasil.append(Keluaran(folder / "sumber" / nama, wadah.getvalue()))
    return tuple(hasil)


def build_contoh(model: type[s.Baris], tahun: int) -> s.Baris:
    """Satu baris contoh yang sah untuk tabel kosong."""
    return next(b for b in _daftar_contoh(tahun) if type(b) is model)


def _daftar_contoh(tahun: int) -> tuple[s.Baris, ...]:
    awal = date(tahun, 1, 2)
    sub = "1.04.03.2.03.0002"
    return (
        s.BarisInstansi(
            nama="Dinas Contoh",
            singkatan="DC",
            pemerintah="Pemerintah Kabupaten Contoh",
            kepala_daerah="Bupati Contoh",
            tempat="Contoh",
            alamat="Jl. Contoh No. 1",
        ),
        s.BarisUnit(
            kode_unit="BID-CONTOH",
            nama="Bidang Contoh",
            jenis=istilah.JenisUnit.BIDANG,
            berlaku_dari=awal,
            wajib_lapor=istilah.YaTidak.YA,
        ),
        s.BarisPejabat(
            kunci="KADIS",
            jabatan="Kepala Dinas",
            nama="Nama Contoh",
            pangkat="Pembina Tingkat I",
            golongan="IV/b",
            status=istilah.StatusJabatan.DEFINITIF,
            dari=awal,
        ),
        s.BarisJadwal(periode=Periode.TW1, tahap="4a", batas=date(tahun, 4, 10)),
        s.BarisLibur(tanggal=date(tahun, 12, 26), nama="Cuti bersama"),
        s.BarisVersi(versi="murni", nomor="1/PK/CONTOH", tanggal=awal, berlaku_mulai=awal),
        s.BarisIndikator(
            kode_indikator="IKU-01",
            jenjang=istilah.Jenjang.SASARAN,
            kode="S1",
            uraian="Meningkatnya kualitas contoh",
            indikator="Persentase contoh yang layak",
            satuan="%",
            jenis=istilah.JenisIndikator.ANGKA,
            arah=istilah.Arah.NAIK,
            agregasi=istilah.Agregasi.POSISI_AKHIR,
            sifat_target=istilah.Sifat.SAMPAI_DENGAN,
            cara_isi=istilah.Sifat.SAMPAI_DENGAN,
            iku=istilah.YaTidak.YA,
        ),
        s.BarisTarget(
            kode_indikator="IKU-01",
            versi="murni",
            tahun="85",
            tw1="20",
            tw2="40",
            tw3="60",
            tw4="85",
        ),
        s.BarisElemen(
            kode_elemen="IKU-01-P",
            kode_indikator="IKU-01",
            peran=istilah.PeranElemen.PEMBILANG,
            nama="Jumlah contoh yang layak",
            satuan="Unit",
            unit_penyedia="BID-CONTOH",
            agregasi=istilah.Agregasi.POSISI_AKHIR,
            cara_isi=istilah.Sifat.SAMPAI_DENGAN,
        ),
        s.BarisPengampu(
            kode_indikator="IKU-01", kode_unit="BID-CONTOH", peran=istilah.PeranPengampu.PELAPOR
        ),
        s.BarisCascading(induk="S1", anak="1.04.03", porsi=Decimal(100)),
        s.BarisNomenklatur(kode="1.04.03", nama="PROGRAM KAWASAN PERMUKIMAN"),
        s.BarisPagu(
            versi="murni",
            kode=sub,
            kode_unit="BID-CONTOH",
            sumber_dana="DAU",
            uraian="Perbaikan Rumah Tidak Layak Huni",
            pagu=Decimal(100_000_000),
        ),
        s.BarisKeluaran(
            versi="murni",
            kode=sub,
            kode_indikator="SUB-001",
            indikator="Jumlah rumah tidak layak huni yang diperbaiki",
            satuan="Unit Rumah",
            target="10",
        ),
        s.BarisRenstra(
            dokumen="RENSTRA", nama="Rencana Strategis", tahun_awal=tahun, tahun_akhir=tahun + 4
        ),
        s.BarisTargetRenstra(
            dokumen="RENSTRA", kode_indikator="IKU-01", tahun=tahun + 4, target="95"
        ),
        s.BarisRiwayat(kode_indikator="IKU-01", tahun=tahun - 1, target="80", realisasi="81,5"),
        s.BarisStandar(
            kode_indikator="IKU-01", lingkup="nasional", nilai="90", tahun=tahun, sumber="Contoh"
        ),
        s.BarisKeuangan(
            berkas="spj-contoh.xlsx",
            basis=istilah.BasisKeuangan.SPJ,
            sampai_tanggal=date(tahun, 3, 31),
            versi="murni",
        ),
    )
