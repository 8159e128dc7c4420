"""Model baris lembar RTL: pelaksanaan tindak lanjut yang direncanakan pada triwulan lebih awal."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from kinerja_cli.model.kolom import Kolom, Peran, Wujud
from kinerja_cli.model.sumber import Baris, TeksWajib

KUNCI = Peran.KUNCI
ISIAN = Peran.ISIAN
HITUNG = Peran.HITUNG
BANTUAN_BUKTI = "Nama berkas yang dikirim bersama formulir ini, atau tautan"


class StatusTindak(StrEnum):
    """Keadaan satu tindak lanjut pada akhir periode."""

    SELESAI = "selesai"
    BERJALAN = "berjalan"
    BELUM = "belum"


class BarisRtl(Baris):
    """Satu tindak lanjut yang masih harus dilaporkan; ``asal`` menyebut siapa yang memintanya."""

    kunci: Annotated[TeksWajib, Kolom("Kunci", peran=KUNCI)]
    nomor: Annotated[str, Kolom("No", lebar=4)] = ""
    asal: Annotated[str, Kolom("Asal", lebar=18)] = ""
    indikator: Annotated[str, Kolom("Indikator kinerja", lebar=30)] = ""
    rencana: Annotated[str, Kolom(("Rencana", "Tindak lanjut"), lebar=32)] = ""
    pic: Annotated[
        str,
        Kolom(
            ("Rencana", "Penanggung jawab"),
            "Diisi untuk temuan verifikasi; yang sudah direncanakan terkunci",
            peran=ISIAN,
            lebar=18,
        ),
    ] = ""
    batas_waktu: Annotated[
        date | None,
        Kolom(
            ("Rencana", "Batas waktu"),
            "Diisi untuk temuan verifikasi; yang sudah direncanakan terkunci",
            peran=ISIAN,
            wujud=Wujud.TANGGAL,
            lebar=11,
        ),
    ] = None
    laporan_lalu: Annotated[
        str, Kolom("Laporan terakhir", "Status yang dilaporkan triwulan lalu", lebar=13)
    ] = ""
    status: Annotated[
        StatusTindak | None,
        Kolom(
            ("Pelaksanaan", "Status"),
            "selesai, berjalan, atau belum",
            peran=ISIAN,
            lebar=11,
        ),
    ] = None
    tindakan: Annotated[
        str,
        Kolom(
            ("Pelaksanaan", "Tindakan yang sudah dilakukan"),
            "Yang benar-benar sudah dikerjakan sampai akhir periode ini",
            alias=("Tindakan",),
            peran=ISIAN,
            lebar=36,
        ),
    ] = ""
    kendala: Annotated[
        str,
        Kolom(
            ("Pelaksanaan", "Kendala/keterangan"),
            "Wajib bila statusnya belum",
            alias=("Kendala", "Keterangan"),
            peran=ISIAN,
            lebar=28,
        ),
    ] = ""
    batas_baru: Annotated[
        date | None,
        Kolom(
            ("Pelaksanaan", "Batas waktu baru"),
            "Tanggal; diisi bila batas waktunya sudah lewat dan belum selesai",
            peran=ISIAN,
            wujud=Wujud.TANGGAL,
            lebar=11,
        ),
    ] = None
    bukti: Annotated[
        str,
        Kolom(
            ("Pelaksanaan", "Bukti"),
            f"{BANTUAN_BUKTI}; wajib bila selesai",
            peran=ISIAN,
            lebar=26,
        ),
    ] = ""
    keadaan: Annotated[
        str, Kolom("Keadaan", "Yang masih kurang pada baris ini", peran=HITUNG, lebar=14)
    ] = ""
