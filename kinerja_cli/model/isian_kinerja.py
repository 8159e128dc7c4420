"""Model baris lembar Kinerja pada formulir bidang."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

from kinerja_cli.model.istilah import Arah, StatusAngka
from kinerja_cli.model.kolom import Kolom, Peran, Wujud
from kinerja_cli.model.sumber import Baris, TeksWajib

KUNCI = Peran.KUNCI
ISIAN = Peran.ISIAN
HITUNG = Peran.HITUNG
NILAI = Wujud.NILAI


class BarisKinerja(Baris):
    """Satu indikator, atau satu elemen yang ditunggu indikator milik unit lain."""

    kunci: Annotated[TeksWajib, Kolom("Kunci", peran=KUNCI)]
    nomor: Annotated[str, Kolom("No", lebar=4)] = ""
    uraian: Annotated[str, Kolom("Sasaran/Program/Kegiatan/Sub Kegiatan", lebar=26)] = ""
    indikator: Annotated[
        str, Kolom("Indikator kinerja", alias=("Indikator", "Indikator Kinerja"), lebar=32)
    ] = ""
    satuan: Annotated[str, Kolom("Satuan", lebar=9)] = ""
    arah: Annotated[
        Arah | None, Kolom("Arah", "naik: makin tinggi makin baik; turun: sebaliknya", lebar=7)
    ] = None
    cara_isi: Annotated[
        str,
        Kolom(
            "Cara isi",
            "Apakah angka yang diisi hanya untuk triwulan ini atau sampai dengan triwulan ini",
            lebar=13,
        ),
    ] = ""
    target_periode: Annotated[
        str, Kolom(("Target", "Periode"), "Dari dokumen perencanaan", wujud=NILAI, lebar=10)
    ] = ""
    target_tahun: Annotated[
        str, Kolom(("Target", "Tahun"), "Dari dokumen perencanaan", wujud=NILAI, lebar=10)
    ] = ""
    realisasi_lalu: Annotated[
        str, Kolom(("Pembanding", "Tahun lalu"), "Realisasi tahun lalu", wujud=NILAI, lebar=10)
    ] = ""
    realisasi_sebelum: Annotated[
        str,
        Kolom(
            ("Pembanding", "S.d. TW lalu"),
            "Realisasi sampai dengan triwulan lalu yang sudah dilaporkan",
            wujud=NILAI,
            lebar=10,
        ),
    ] = ""
    pembilang: Annotated[
        str,
        Kolom(
            ("Isian", "Pembilang"),
            "Hanya untuk indikator rasio; realisasinya dihitung dari pembilang dan penyebut",
            peran=ISIAN,
            wujud=NILAI,
            lebar=12,
        ),
    ] = ""
    penyebut: Annotated[
        str,
        Kolom(
            ("Isian", "Penyebut"),
            "Hanya untuk indikator rasio; yang diisi unit lain terkunci",
            peran=ISIAN,
            wujud=NILAI,
            lebar=12,
        ),
    ] = ""
    realisasi: Annotated[
        str,
        Kolom(
            ("Isian", "Realisasi"),
            "Angka apa adanya, tanpa satuan dan tanpa tanda persen; koma untuk desimal. "
            "Nol ditulis 0. Bila datanya belum ada, kosongkan dan isi alasannya",
            alias=("Realisasi", "K"),
            peran=ISIAN,
            wujud=NILAI,
            lebar=13,
        ),
    ] = ""
    capaian: Annotated[
        Decimal | None,
        Kolom("Capaian (%)", "Dihitung sendiri", peran=HITUNG, wujud=Wujud.PERSEN, lebar=10),
    ] = None
    kategori: Annotated[
        str, Kolom("Kategori", "Dihitung sendiri dari capaian", peran=HITUNG, lebar=12)
    ] = ""
    keadaan: Annotated[
        str, Kolom("Keadaan", "Yang masih kurang pada baris ini", peran=HITUNG, lebar=14)
    ] = ""
    status_angka: Annotated[
        StatusAngka | None,
        Kolom(
            "Status angka",
            "final, sementara, atau memakai data tahun lalu; kosong berarti final",
            peran=ISIAN,
            lebar=12,
        ),
    ] = None
    alasan_belum_ada: Annotated[
        str,
        Kolom(
            "Alasan bila belum ada data",
            "Wajib bila realisasi belum dapat diisi",
            alias=("Alasan belum ada data",),
            peran=ISIAN,
            lebar=22,
        ),
    ] = ""
    pendorong: Annotated[
        str, Kolom("Faktor pendorong", "Apa yang membuat berhasil", peran=ISIAN, lebar=28)
    ] = ""
    penghambat: Annotated[
        str, Kolom("Faktor penghambat", "Apa yang menghalangi", peran=ISIAN, lebar=28)
    ] = ""
    upaya: Annotated[
        str, Kolom("Upaya yang dilakukan", "Yang sudah dikerjakan", peran=ISIAN, lebar=28)
    ] = ""
    rencana_tindak_lanjut: Annotated[
        str,
        Kolom(
            ("Tindak lanjut", "Rencana"),
            "Yang akan dikerjakan, satu kalimat",
            alias=("Rencana tindak lanjut", "RTL"),
            peran=ISIAN,
            lebar=28,
        ),
    ] = ""
    pic: Annotated[
        str,
        Kolom(
            ("Tindak lanjut", "Penanggung jawab"),
            "Jabatan yang bertanggung jawab",
            alias=("PIC", "Penanggung jawab"),
            peran=ISIAN,
            lebar=16,
        ),
    ] = ""
    batas_waktu: Annotated[
        date | None,
        Kolom(
            ("Tindak lanjut", "Batas waktu"),
            "Tanggal, misalnya 31/12/2025",
            alias=("Batas waktu",),
            peran=ISIAN,
            wujud=Wujud.TANGGAL,
            lebar=12,
        ),
    ] = None
    usul_perbaikan: Annotated[
        str,
        Kolom(
            "Usul perbaikan target/uraian",
            "Bila target atau uraian yang tercetak keliru, tulis di sini; jangan mengubahnya",
            peran=ISIAN,
            lebar=24,
        ),
    ] = ""
