"""Model baris formulir bidang; setiap lembar formulir hanya didefinisikan di sini.

Bidang ``kunci`` mencocokkan baris saat kembali; bidang berperan isian adalah satu-satunya
yang dibuka. Nama bidang isian menjadi nama kolom fakta, kecuali yang dipetakan di
``formulir/peta.py``.
"""

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
TANGGAL = Wujud.TANGGAL


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
            wujud=TANGGAL,
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


class BarisAnggaran(Baris):
    """Realisasi anggaran satu sub kegiatan dan sumber dana."""

    kunci: Annotated[TeksWajib, Kolom("Kunci", peran=KUNCI)]
    nomor: Annotated[str, Kolom("No", lebar=4)] = ""
    kode: Annotated[str, Kolom("Kode sub kegiatan", lebar=20)] = ""
    uraian: Annotated[str, Kolom("Sub kegiatan", lebar=52)] = ""
    sumber_dana: Annotated[str, Kolom("Sumber dana", lebar=12)] = ""
    pagu: Annotated[
        Decimal | None, Kolom("Pagu (Rp)", "DPA yang berlaku", wujud=Wujud.RUPIAH, lebar=18)
    ] = None
    realisasi_sebelum: Annotated[
        Decimal | None,
        Kolom(
            "Realisasi s.d. TW lalu (Rp)",
            "Yang sudah dilaporkan",
            wujud=Wujud.RUPIAH,
            lebar=18,
        ),
    ] = None
    realisasi: Annotated[
        Decimal | None,
        Kolom(
            "Realisasi s.d. periode ini (Rp)",
            "Rupiah penuh sejak 1 Januari sampai akhir periode, sama dengan laporan bendahara",
            alias=("Realisasi", "Realisasi (Rp)"),
            peran=ISIAN,
            wujud=Wujud.RUPIAH,
            lebar=20,
        ),
    ] = None
    serapan: Annotated[
        Decimal | None,
        Kolom("Serapan (%)", "Dihitung sendiri", peran=HITUNG, wujud=Wujud.PERSEN, lebar=11),
    ] = None
    keadaan: Annotated[
        str, Kolom("Keadaan", "Yang masih kurang pada baris ini", peran=HITUNG, lebar=16)
    ] = ""
    penjelasan: Annotated[
        str,
        Kolom(
            "Penjelasan",
            "Perlu bila realisasi turun, melebihi pagu, atau berbeda dari bendahara",
            peran=ISIAN,
            lebar=44,
        ),
    ] = ""


class BarisDukung(Baris):
    """Data dukung satu indikator."""

    kunci: Annotated[TeksWajib, Kolom("Kunci", peran=KUNCI)]
    nomor: Annotated[str, Kolom("No", lebar=4)] = ""
    indikator: Annotated[str, Kolom("Indikator kinerja", lebar=52)] = ""
    data_dukung: Annotated[
        str, Kolom("Data dukung wajib", "Dokumen yang membuktikan realisasi", lebar=38)
    ] = ""
    bukti: Annotated[
        str,
        Kolom(
            "Bukti",
            "Nama berkas di folder bukti, atau tautan",
            alias=("Nama berkas", "Tautan"),
            peran=ISIAN,
            lebar=46,
        ),
    ] = ""
    keadaan: Annotated[
        str, Kolom("Keadaan", "Yang masih kurang pada baris ini", peran=HITUNG, lebar=14)
    ] = ""
    keterangan: Annotated[str, Kolom("Keterangan", peran=ISIAN, lebar=38)] = ""


class BarisKoreksi(Baris):
    """Koreksi satu angka triwulan yang sudah dilaporkan; menjadi versi baru fakta itu."""

    kunci: Annotated[TeksWajib, Kolom("Kunci", peran=KUNCI)]
    nomor: Annotated[str, Kolom("No", lebar=4)] = ""
    periode: Annotated[str, Kolom("Periode", lebar=13)] = ""
    indikator: Annotated[str, Kolom("Indikator atau sub kegiatan", lebar=50)] = ""
    satuan: Annotated[str, Kolom("Satuan", lebar=10)] = ""
    nilai_lama: Annotated[
        str, Kolom(("Nilai", "Dilaporkan"), "Yang tercatat sekarang", wujud=NILAI, lebar=18)
    ] = ""
    nilai_baru: Annotated[
        str,
        Kolom(
            ("Nilai", "Seharusnya"),
            "Isi hanya bila angka lama keliru",
            alias=("Nilai baru",),
            peran=ISIAN,
            wujud=NILAI,
            lebar=18,
        ),
    ] = ""
    alasan: Annotated[
        str, Kolom("Alasan koreksi", "Wajib bila nilai diubah", peran=ISIAN, lebar=40)
    ] = ""
    bukti: Annotated[str, Kolom("Bukti", "Nama berkas atau tautan", peran=ISIAN, lebar=34)] = ""
    keadaan: Annotated[
        str, Kolom("Keadaan", "Yang masih kurang pada baris ini", peran=HITUNG, lebar=14)
    ] = ""


class BarisCatatan(Baris):
    """Satu keterangan tentang formulir atau kaki Formulir E.81 (Permendagri 86/2017)."""

    kunci: Annotated[TeksWajib, Kolom("Kunci", peran=KUNCI)]
    label: Annotated[str, Kolom("Keterangan", lebar=52)] = ""
    isi: Annotated[str, Kolom("Isi", "Tulis di sini", peran=ISIAN, lebar=90)] = ""


LABEL_CATATAN = {
    "pengisi": "Nama pengisi",
    "jabatan": "Jabatan pengisi",
    "tanggal": "Tanggal pengisian",
    "pendorong": "Faktor pendorong keberhasilan kinerja",
    "penghambat": "Faktor penghambat pencapaian kinerja",
    "tindak_lanjut_triwulan": "Tindak lanjut yang diperlukan dalam triwulan berikutnya",
    "tindak_lanjut_renja": "Tindak lanjut yang diperlukan dalam Renja berikutnya",
}
"""Kunci dan label lembar Catatan; empat terakhir adalah kaki Formulir E.81."""

LEMBAR_FORMULIR: dict[str, type[Baris]] = {
    "Kinerja": BarisKinerja,
    "Anggaran": BarisAnggaran,
    "Data Dukung": BarisDukung,
    "Koreksi": BarisKoreksi,
    "Catatan": BarisCatatan,
}
"""Lembar formulir menurut nama; urutannya urutan lembar."""
