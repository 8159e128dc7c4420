"""Model baris tabel sumber di folder ``sumber/``; judul kolom hanya ditulis di sini."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from kinerja_cli.model import istilah
from kinerja_cli.model.kolom import Kolom, Peran, Wujud
from kinerja_cli.model.kunci import POLA_KODE, POLA_KODE_PENDEK, POLA_SUB_KEGIATAN
from kinerja_cli.model.periode import Periode

Kode = Annotated[str, Field(pattern=f"^(?:{POLA_KODE.pattern})$")]
KodeUnit = Annotated[str, Field(pattern=f"^(?:{POLA_KODE_PENDEK.pattern})$")]
KodeSub = Annotated[str, Field(pattern=f"^(?:{POLA_SUB_KEGIATAN.pattern})$")]
TeksWajib = Annotated[str, Field(min_length=1)]
KUNCI = Peran.KUNCI
ISIAN = Peran.ISIAN


class Baris(BaseModel):
    """Dasar semua baris sumber: beku, tanpa kolom gelap."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class BarisInstansi(Baris):
    """Identitas perangkat daerah; tabelnya berisi satu baris."""

    nama: Annotated[TeksWajib, Kolom("Nama perangkat daerah", lebar=48)]
    singkatan: Annotated[TeksWajib, Kolom("Singkatan", lebar=14)]
    pemerintah: Annotated[
        TeksWajib, Kolom("Pemerintah daerah", "Misalnya Pemerintah Kabupaten Mojokerto", lebar=32)
    ]
    kepala_daerah: Annotated[
        TeksWajib, Kolom("Sebutan kepala daerah", "Misalnya Bupati Mojokerto", lebar=24)
    ]
    tempat: Annotated[TeksWajib, Kolom("Tempat penandatanganan", lebar=20)]
    alamat: Annotated[str, Kolom("Alamat", lebar=44)] = ""
    kode_pos: Annotated[str, Kolom("Kode pos", lebar=10)] = ""
    telepon: Annotated[str, Kolom("Telepon", lebar=18)] = ""
    laman: Annotated[str, Kolom("Laman", lebar=28)] = ""
    gambaran_umum: Annotated[
        str, Kolom("Gambaran umum organisasi", "Satu atau dua alinea untuk Bab I LKjIP", lebar=60)
    ] = ""
    aspek_strategis: Annotated[
        str, Kolom("Aspek strategis", "Satu alinea untuk Bab I LKjIP", lebar=60)
    ] = ""
    permasalahan_utama: Annotated[
        str, Kolom("Permasalahan utama (isu strategis)", "Satu alinea untuk Bab I LKjIP", lebar=60)
    ] = ""


class BarisUnit(Baris):
    """Unit kerja. Unit yang berganti nama mempunyai dua baris berkode sama."""

    kode_unit: Annotated[KodeUnit, Kolom("Kode unit", "Tetap walaupun nama berganti", peran=KUNCI)]
    nama: Annotated[TeksWajib, Kolom("Nama unit", lebar=44)]
    jenis: Annotated[istilah.JenisUnit, Kolom("Jenis")]
    induk: Annotated[
        str, Kolom("Unit induk", "Kode unit di atasnya; kosong bila langsung di bawah kepala")
    ] = ""
    berlaku_dari: Annotated[date, Kolom("Berlaku dari", wujud=Wujud.TANGGAL, lebar=14)]
    berlaku_sampai: Annotated[
        date | None,
        Kolom("Berlaku sampai", "Kosong bila masih berlaku", wujud=Wujud.TANGGAL, lebar=14),
    ] = None
    wajib_lapor: Annotated[istilah.YaTidak, Kolom("Wajib lapor", lebar=12)]


class BarisPejabat(Baris):
    """Pejabat, dicari menurut jabatan dan tanggal dokumen."""

    kunci: Annotated[Kode, Kolom("Kunci", "Dipakai pada --oleh, misalnya KASUBAG", peran=KUNCI)]
    jabatan: Annotated[
        TeksWajib,
        Kolom("Jabatan", "Misalnya Kepala Dinas, Sekretaris, Kepala Bidang ...", lebar=40),
    ]
    kode_unit: Annotated[str, Kolom("Kode unit", "Kosong untuk kepala perangkat daerah")] = ""
    nama: Annotated[TeksWajib, Kolom("Nama", lebar=28)]
    gelar_depan: Annotated[str, Kolom("Gelar depan", lebar=12)] = ""
    gelar_belakang: Annotated[str, Kolom("Gelar belakang", lebar=14)] = ""
    pangkat: Annotated[str, Kolom("Pangkat", lebar=20)] = ""
    golongan: Annotated[str, Kolom("Golongan", lebar=10)] = ""
    nip: Annotated[str, Kolom("NIP", lebar=24)] = ""
    status: Annotated[istilah.StatusJabatan, Kolom("Status")]
    dari: Annotated[date, Kolom("Dari", wujud=Wujud.TANGGAL, lebar=14)]
    sampai: Annotated[date | None, Kolom("Sampai", wujud=Wujud.TANGGAL, lebar=14)] = None


class BarisJadwal(Baris):
    """Batas waktu per periode dan tahap SOP; yang tidak diisi memakai waktu baku SOP."""

    periode: Annotated[Periode, Kolom("Periode", peran=KUNCI, lebar=10)]
    tahap: Annotated[
        str,
        Field(pattern=r"^(3|4a|5|6|7|8|9|10|11)$"),
        Kolom("Tahap SOP", "3, 4a, 5, 6, 7, 8, 9, 10, atau 11", peran=KUNCI, lebar=10),
    ]
    batas: Annotated[date, Kolom("Batas waktu", wujud=Wujud.TANGGAL, lebar=14)]


class BarisLibur(Baris):
    """Hari libur dan cuti bersama; melengkapi kalender libur nasional."""

    tanggal: Annotated[date, Kolom("Tanggal", wujud=Wujud.TANGGAL, peran=KUNCI, lebar=14)]
    nama: Annotated[str, Kolom("Keterangan", lebar=40)] = ""


class BarisVersi(Baris):
    """Versi dokumen rencana; periode memakai versi yang berlaku pada hari terakhirnya."""

    versi: Annotated[TeksWajib, Kolom("Versi", "murni, pergeseran 1, perubahan, ...", peran=KUNCI)]
    nomor: Annotated[str, Kolom("Nomor dokumen", lebar=32)] = ""
    tanggal: Annotated[date, Kolom("Tanggal", wujud=Wujud.TANGGAL, lebar=14)]
    berlaku_mulai: Annotated[date, Kolom("Berlaku mulai", wujud=Wujud.TANGGAL, lebar=14)]
    renstra: Annotated[
        str, Kolom("Dokumen Renstra acuan", "Kode dokumen di renstra.xlsx", lebar=20)
    ] = ""


class BarisIndikator(Baris):
    """Register indikator; lima unsur PermenPANRB 53/2014 Lampiran II.H ada di kolomnya."""

    kode_indikator: Annotated[
        Kode,
        Kolom(
            "Kode indikator",
            "Diberikan sekali, tidak pernah dipakai ulang",
            alias=("kode_indikator",),
            peran=KUNCI,
        ),
    ]
    jenjang: Annotated[istilah.Jenjang, Kolom("Jenjang", lebar=14)]
    kode: Annotated[
        TeksWajib, Kolom("Kode uraian", "Kode nomenklatur, atau kode sasaran seperti S1", lebar=22)
    ]
    versi_nomenklatur: Annotated[str, Kolom("Versi nomenklatur", lebar=20)] = ""
    uraian: Annotated[
        TeksWajib,
        Kolom(
            "Uraian",
            "Sasaran, program, kegiatan, atau sub kegiatan",
            alias=("Sasaran/Program/Kegiatan/Sub Kegiatan",),
            lebar=46,
        ),
    ]
    indikator: Annotated[TeksWajib, Kolom("Indikator kinerja", alias=("Indikator",), lebar=46)]
    satuan: Annotated[TeksWajib, Kolom("Satuan", lebar=14)]
    jenis: Annotated[istilah.JenisIndikator, Kolom("Jenis", lebar=12)]
    arah: Annotated[istilah.Arah, Kolom("Arah", "naik: makin tinggi makin baik", lebar=10)]
    agregasi: Annotated[
        istilah.Agregasi, Kolom("Agregasi", "Cara triwulan menjadi nilai tahun", lebar=14)
    ]
    sifat_target: Annotated[istilah.Sifat, Kolom("Sifat target", lebar=14)]
    cara_isi: Annotated[istilah.Sifat, Kolom("Cara isi", lebar=14)]
    frekuensi: Annotated[istilah.Frekuensi, Kolom("Frekuensi", lebar=14)] = (
        istilah.Frekuensi.TRIWULANAN
    )
    tersedia: Annotated[
        str,
        Field(pattern=r"^(\d{4}-(0[1-9]|1[0-2]))?$"),
        Kolom("Tersedia", "Bulan data terbit, misalnya 2026-02; kosong bila segera", lebar=12),
    ] = ""
    penyedia_data: Annotated[str, Kolom("Penyedia data", lebar=26)] = ""
    iku: Annotated[istilah.YaTidak, Kolom("IKU", lebar=8)] = istilah.YaTidak.TIDAK
    pemilik_pk: Annotated[str, Kolom("Pemilik PK", "Kunci jabatan pada Pejabat", lebar=16)] = ""
    bobot: Annotated[Decimal | None, Kolom("Bobot", wujud=Wujud.DESIMAL, lebar=10)] = None
    presisi: Annotated[
        int,
        Field(ge=0, le=6),
        Kolom("Desimal", "Banyak angka desimal saat dicetak", wujud=Wujud.BULAT, lebar=10),
    ] = 2
    skala: Annotated[
        str,
        Kolom(
            "Skala predikat",
            "Nama skala kebijakan bila jenis predikat: opini_bpk, akip, akreditasi",
            lebar=16,
        ),
    ] = ""
    rumus_capaian: Annotated[
        str,
        Kolom("Rumus capaian", "Kosong memakai kebijakan instansi; misalnya turun_rasio", lebar=16),
    ] = ""
    menggantikan: Annotated[str, Kolom("Menggantikan", "Kode indikator pendahulu", lebar=16)] = ""
    sebanding: Annotated[
        istilah.YaTidak, Kolom("Sebanding", "Apakah sebanding dengan pendahulunya", lebar=12)
    ] = istilah.YaTidak.YA
    definisi_operasional: Annotated[str, Kolom("Definisi operasional", lebar=50)] = ""
    rumus: Annotated[str, Kolom("Rumus/cara menghitung", lebar=44)] = ""
    sumber_data: Annotated[str, Kolom("Sumber data", lebar=28)] = ""
    data_dukung: Annotated[str, Kolom("Data dukung wajib", lebar=28)] = ""


class BarisTarget(Baris):
    """Target sebuah indikator dalam satu versi; teks seperti tertulis pada dokumennya."""

    kode_indikator: Annotated[Kode, Kolom("Kode indikator", peran=KUNCI)]
    versi: Annotated[TeksWajib, Kolom("Versi", "Versi pada lembar Versi", peran=KUNCI)]
    tahun: Annotated[str, Kolom("Target tahun", wujud=Wujud.NILAI)]
    tw1: Annotated[str, Kolom(("Target triwulan", "TW I"), wujud=Wujud.NILAI, lebar=11)] = ""
    tw2: Annotated[str, Kolom(("Target triwulan", "TW II"), wujud=Wujud.NILAI, lebar=11)] = ""
    tw3: Annotated[str, Kolom(("Target triwulan", "TW III"), wujud=Wujud.NILAI, lebar=11)] = ""
    tw4: Annotated[str, Kolom(("Target triwulan", "TW IV"), wujud=Wujud.NILAI, lebar=11)] = ""

    def teks(self, periode: Periode) -> str:
        """Teks target periode; kosong bila tidak ditetapkan."""
        return str(getattr(self, periode.value))


class BarisElemen(Baris):
    """Elemen rasio; pembilang dan penyebut boleh milik unit yang berbeda."""

    kode_elemen: Annotated[Kode, Kolom("Kode elemen", peran=KUNCI)]
    kode_indikator: Annotated[Kode, Kolom("Kode indikator")]
    peran: Annotated[istilah.PeranElemen, Kolom("Peran", lebar=12)]
    nama: Annotated[TeksWajib, Kolom("Nama elemen", lebar=44)]
    satuan: Annotated[TeksWajib, Kolom("Satuan", lebar=14)]
    unit_penyedia: Annotated[KodeUnit, Kolom("Unit penyedia", lebar=16)]
    agregasi: Annotated[istilah.Agregasi, Kolom("Agregasi", lebar=14)]
    cara_isi: Annotated[istilah.Sifat, Kolom("Cara isi", lebar=14)]


class BarisPengampu(Baris):
    """Unit pelapor dan kontributor sebuah indikator."""

    kode_indikator: Annotated[Kode, Kolom("Kode indikator", peran=KUNCI)]
    kode_unit: Annotated[KodeUnit, Kolom("Kode unit", peran=KUNCI)]
    peran: Annotated[istilah.PeranPengampu, Kolom("Peran", lebar=14)]


class BarisCascading(Baris):
    """Hubungan induk-anak; program boleh mendukung lebih dari satu sasaran."""

    induk: Annotated[TeksWajib, Kolom("Induk", "Kode sasaran, misalnya S1", peran=KUNCI)]
    anak: Annotated[TeksWajib, Kolom("Anak", "Kode program, misalnya 1.04.02", peran=KUNCI)]
    porsi: Annotated[
        Decimal | None,
        Field(gt=0, le=100),
        Kolom("Porsi anggaran (%)", "Kosong berarti anggaran bersama", wujud=Wujud.PERSEN),
    ] = None


class BarisNomenklatur(Baris):
    """Nama program, kegiatan, dan sub kegiatan menurut versi nomenklatur."""

    kode: Annotated[TeksWajib, Kolom("Kode", peran=KUNCI, lebar=22)]
    nama: Annotated[TeksWajib, Kolom("Nama", lebar=70)]
    versi_nomenklatur: Annotated[str, Kolom("Versi nomenklatur", lebar=24)] = ""


class BarisPagu(Baris):
    """Pagu per sub kegiatan, unit, dan sumber dana; satu-satunya tempat uang disimpan."""

    versi: Annotated[TeksWajib, Kolom("Versi", "Versi pada lembar Versi", peran=KUNCI)]
    kode: Annotated[KodeSub, Kolom("Kode sub kegiatan", peran=KUNCI, lebar=22)]
    kode_unit: Annotated[KodeUnit, Kolom("Kode unit", peran=KUNCI)]
    sumber_dana: Annotated[
        KodeUnit, Kolom("Sumber dana", "PAD, DAU, DAK, DBH, ...", peran=KUNCI, lebar=14)
    ]
    uraian: Annotated[str, Kolom("Uraian sub kegiatan", lebar=56)] = ""
    pagu: Annotated[Decimal, Field(ge=0), Kolom("Pagu (Rp)", wujud=Wujud.RUPIAH, lebar=20)]


class BarisKeluaran(Baris):
    """Indikator keluaran sub kegiatan menurut DPA atau Renja; satu baris satu indikator."""

    versi: Annotated[TeksWajib, Kolom("Versi", peran=KUNCI)]
    kode: Annotated[KodeSub, Kolom("Kode sub kegiatan", lebar=22)]
    kode_indikator: Annotated[Kode, Kolom("Kode indikator", peran=KUNCI)]
    indikator: Annotated[TeksWajib, Kolom("Indikator keluaran", lebar=50)]
    satuan: Annotated[TeksWajib, Kolom("Satuan", lebar=14)]
    target: Annotated[TeksWajib, Kolom("Target", wujud=Wujud.NILAI, lebar=14)]


class BarisRenstra(Baris):
    """Dokumen Renstra beserta masa berlakunya."""

    dokumen: Annotated[Kode, Kolom("Kode dokumen", peran=KUNCI)]
    nama: Annotated[TeksWajib, Kolom("Nama dokumen", lebar=50)]
    tahun_awal: Annotated[int, Kolom("Tahun awal", wujud=Wujud.BULAT, lebar=12)]
    tahun_akhir: Annotated[int, Kolom("Tahun akhir", wujud=Wujud.BULAT, lebar=12)]
    versi: Annotated[str, Kolom("Versi", lebar=14)] = "murni"


class BarisTargetRenstra(Baris):
    """Target jangka menengah per tahun; target tahun terakhir adalah target akhir Renstra."""

    dokumen: Annotated[Kode, Kolom("Kode dokumen", peran=KUNCI)]
    kode_indikator: Annotated[Kode, Kolom("Kode indikator", peran=KUNCI)]
    tahun: Annotated[int, Kolom("Tahun", wujud=Wujud.BULAT, peran=KUNCI, lebar=10)]
    target: Annotated[TeksWajib, Kolom("Target", wujud=Wujud.NILAI, lebar=14)]
    kondisi_awal: Annotated[str, Kolom("Kondisi awal", wujud=Wujud.NILAI, lebar=14)] = ""
    pagu: Annotated[Decimal | None, Kolom("Pagu (Rp)", wujud=Wujud.RUPIAH, lebar=20)] = None


class BarisRiwayat(Baris):
    """Realisasi tahun-tahun lalu; persentase tidak pernah menjadi masukan."""

    kode_indikator: Annotated[Kode, Kolom("Kode indikator", peran=KUNCI)]
    tahun: Annotated[int, Kolom("Tahun", wujud=Wujud.BULAT, peran=KUNCI, lebar=10)]
    target: Annotated[str, Kolom("Target", wujud=Wujud.NILAI, lebar=14)] = ""
    realisasi: Annotated[str, Kolom("Realisasi", wujud=Wujud.NILAI, lebar=14)]
    anggaran: Annotated[
        Decimal | None, Kolom("Realisasi anggaran (Rp)", wujud=Wujud.RUPIAH, lebar=20)
    ] = None


class BarisStandar(Baris):
    """Pembanding nasional atau provinsi untuk analisis 4 LKjIP."""

    kode_indikator: Annotated[Kode, Kolom("Kode indikator", peran=KUNCI)]
    lingkup: Annotated[
        str,
        Field(pattern=r"^(nasional|provinsi)$"),
        Kolom("Lingkup", "nasional atau provinsi", peran=KUNCI, lebar=12),
    ]
    nilai: Annotated[TeksWajib, Kolom("Nilai", wujud=Wujud.NILAI, lebar=14)]
    tahun: Annotated[int, Kolom("Tahun", wujud=Wujud.BULAT, lebar=10)]
    sumber: Annotated[TeksWajib, Kolom("Sumber", lebar=40)]


class BarisKeuangan(Baris):
    """Daftar laporan bendahara dalam folder ``keuangan/`` dengan dasar dan batas tanggalnya."""

    berkas: Annotated[TeksWajib, Kolom("Nama berkas", peran=KUNCI, lebar=40)]
    basis: Annotated[istilah.BasisKeuangan, Kolom("Basis", lebar=10)]
    sampai_tanggal: Annotated[date, Kolom("S.d. tanggal", wujud=Wujud.TANGGAL, lebar=14)]
    versi: Annotated[TeksWajib, Kolom("Versi pagu", "Versi DPA yang dipakai laporan", lebar=16)]
    bendahara: Annotated[str, Kolom("Bendahara", "Pengeluaran atau pembantu", lebar=30)] = ""


TAHUN_CONTOH = 2025
"""Tahun dinas contoh yang dibawa paket."""


@dataclass(frozen=True, slots=True)
class TabelSumber:
    """Satu lembar dalam satu berkas sumber."""

    berkas: str
    lembar: str
    bidang: str
    model: type[Baris]
    wajib: bool = True
    """Berkas dan lembarnya harus ada; lembar pilihan boleh kosong atau tidak ada."""


TABEL_SUMBER = (
    TabelSumber("identitas.xlsx", "Instansi", "instansi", BarisInstansi),
    TabelSumber("identitas.xlsx", "Unit", "unit", BarisUnit),
    TabelSumber("identitas.xlsx", "Pejabat", "pejabat", BarisPejabat),
    TabelSumber("identitas.xlsx", "Jadwal", "jadwal", BarisJadwal, wajib=False),
    TabelSumber("identitas.xlsx", "Libur", "libur", BarisLibur, wajib=False),
    TabelSumber("perjanjian_kinerja.xlsx", "Versi", "versi_pk", BarisVersi),
    TabelSumber("perjanjian_kinerja.xlsx", "Indikator", "indikator", BarisIndikator),
    TabelSumber("perjanjian_kinerja.xlsx", "Target", "target", BarisTarget),
    TabelSumber("perjanjian_kinerja.xlsx", "Elemen", "elemen", BarisElemen, wajib=False),
    TabelSumber("perjanjian_kinerja.xlsx", "Pengampu", "pengampu", BarisPengampu),
    TabelSumber("perjanjian_kinerja.xlsx", "Cascading", "cascading", BarisCascading, wajib=False),
    TabelSumber("dpa.xlsx", "Versi", "versi_dpa", BarisVersi),
    TabelSumber("dpa.xlsx", "Pagu", "pagu", BarisPagu),
    TabelSumber("dpa.xlsx", "Keluaran", "keluaran", BarisKeluaran, wajib=False),
    TabelSumber("dpa.xlsx", "Nomenklatur", "nomenklatur", BarisNomenklatur, wajib=False),
    TabelSumber("renja.xlsx", "Versi", "versi_renja", BarisVersi, wajib=False),
    TabelSumber("renja.xlsx", "Pagu", "pagu_renja", BarisPagu, wajib=False),
    TabelSumber("renja.xlsx", "Keluaran", "keluaran_renja", BarisKeluaran, wajib=False),
    TabelSumber("renstra.xlsx", "Dokumen", "renstra", BarisRenstra, wajib=False),
    TabelSumber("renstra.xlsx", "Target", "target_renstra", BarisTargetRenstra, wajib=False),
    TabelSumber("renstra.xlsx", "Riwayat", "riwayat", BarisRiwayat, wajib=False),
    TabelSumber("renstra.xlsx", "Standar", "standar", BarisStandar, wajib=False),
    TabelSumber("keuangan/daftar.xlsx", "Keuangan", "keuangan", BarisKeuangan, wajib=False),
)
