"""Model baris formulir bidang; setiap lembar formulir hanya didefinisikan sekali.

Bidang ``kunci`` mencocokkan baris saat kembali; bidang berperan isian adalah satu-satunya
yang dibuka. Nama bidang isian menjadi nama kolom fakta, kecuali yang dipetakan di
``formulir/peta.py``.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from kinerja_cli.model.isian_kinerja import BarisKinerja
from kinerja_cli.model.isian_rtl import BANTUAN_BUKTI, BarisRtl
from kinerja_cli.model.kolom import Kolom, Peran, Wujud
from kinerja_cli.model.sumber import Baris, TeksWajib

KUNCI = Peran.KUNCI
ISIAN = Peran.ISIAN
HITUNG = Peran.HITUNG
NILAI = Wujud.NILAI


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
            "Perlu bila realisasi turun, melebihi pagu, atau berbeda dari bendahara; tulis juga di "
            "sini bila pagu atau uraiannya keliru",
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
            BANTUAN_BUKTI,
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
    """Koreksi atau susulan satu angka triwulan lalu; menjadi versi baru fakta itu."""

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
            "Isi hanya bila angka lama keliru, atau bila triwulan itu belum dilaporkan",
            alias=("Nilai baru",),
            peran=ISIAN,
            wujud=NILAI,
            lebar=18,
        ),
    ] = ""
    alasan: Annotated[
        str,
        Kolom("Alasan koreksi", "Wajib bila nilai diubah atau disusulkan", peran=ISIAN, lebar=40),
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
    "RTL": BarisRtl,
    "Catatan": BarisCatatan,
}
"""Lembar formulir menurut nama; urutannya urutan lembar."""
