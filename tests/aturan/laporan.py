"""Bahan pemeriksaan sendiri yang memenuhi semua kriteria; uji menghilangkan satu per satu."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from kinerja_cli.aturan.bahan_laporan import BahanLaporan, CatatanKerja
from kinerja_cli.capaian.rekap import BahanRekap, KeadaanRekap, build_data_kinerja
from kinerja_cli.model import sumber as s
from kinerja_cli.model.data_kinerja import DataIndikator, DataKinerja
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.fakta import FaktaIsian, KumpulanFakta
from kinerja_cli.model.kriteria import LetakBlok, read_kriteria
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import TRIWULAN, Periode
from tests.buatan import TAHUN, UNIT, build_definisi, build_fakta_lengkap

NARASI = {
    "pendorong": "Bantuan stimulan provinsi menambah unit yang diperbaiki.",
    "penghambat": "Curah hujan tinggi pada Februari menunda pekerjaan fisik.",
    "upaya": "Pekerjaan dipindahkan ke lokasi yang tidak tergenang.",
    "rencana_tindak_lanjut": "Menambah kelompok kerja pada triwulan berikutnya.",
    "pic": "Kepala Seksi (contoh)",
    "batas_waktu": "2026-03-31",
    "bukti": "rekap.pdf",
}
DOKUMEN = "RENSTRA"
ANALISIS = tuple(f"analisis_{n}" for n in range(1, 8))
WAJIB = frozenset({"ikhtisar", "simpulan", *ANALISIS})


def build_bahan(**ubahan: Any) -> BahanLaporan:
    """Satu sasaran dengan dua indikator, lengkap menurut semua kriteria."""
    definisi = build_rencana()
    isi: dict[str, Any] = {
        "data": build_data(definisi),
        "definisi": definisi,
        "tanggal": date(2026, 2, 13),
        "batas": date(2026, 2, 27),
        "blok": build_blok(),
        "wajib": WAJIB,
        "catatan": CatatanKerja(
            konsep=("LKjIP 2025 konsep 1.docx",),
            dikompilasi=frozenset(TRIWULAN),
            formulir=frozenset(TRIWULAN),
            berbukti=frozenset({"IKU-01", "IKU-02"}),
            bertanda_tangan=frozenset({UNIT}),
            disahkan=date(2026, 2, 20),
        ),
    }
    return BahanLaporan(**{**isi, **ubahan})


def build_blok() -> dict[tuple[str, str], LetakBlok]:
    """Semua blok yang disebut kriteria; analisis milik sasaran S1."""
    nama = {b for butir in read_kriteria().values() for b in butir.blok} | WAJIB
    return {(n, "S1" if n in ANALISIS else ""): LetakBlok(f"Judul {n}", "7") for n in nama}


def build_rencana(**ubahan: Any) -> Definisi:
    """Definisi lengkap: Renstra, standar, nomor PK, dan data penanda tangan."""
    dasar = build_definisi()
    awal = dasar.versi_pk[0]
    return dasar.model_copy(
        update={
            "instansi": dasar.instansi.model_copy(
                update={
                    "alamat": "Jl. Brawijaya",
                    "gambaran_umum": "Uraian",
                    "aspek_strategis": "Uraian",
                    "permasalahan_utama": "Uraian",
                }
            ),
            "pejabat": tuple(
                p.model_copy(update={"pangkat": "Pembina", "nip": "19700101 199003 1 001"})
                for p in dasar.pejabat
            ),
            "versi_pk": (awal.model_copy(update={"nomor": "1/PK/2025"}),),
            "indikator": tuple(
                i.model_copy(update={"rumus": "Dihitung", "sumber_data": "Pendataan"})
                for i in dasar.indikator
            ),
            "target": tuple(
                t.model_copy(update={"tahun": "79"}) if t.kode_indikator == "IKU-01" else t
                for t in dasar.target
            ),
            "renstra": (
                s.BarisRenstra(dokumen=DOKUMEN, nama="Renstra", tahun_awal=2021, tahun_akhir=2026),
            ),
            "target_renstra": tuple(
                s.BarisTargetRenstra(dokumen=DOKUMEN, kode_indikator=k, tahun=t, target=target,
                                     kondisi_awal=awal_)
                for k, t, target, awal_ in (
                    ("IKU-01", TAHUN, "79", "60"),
                    ("IKU-01", 2026, "85", "60"),
                    ("IKU-02", TAHUN, "10,5", "20"),
                    ("IKU-02", 2026, "8", "20"),
                )
            ),
            "standar": (
                s.BarisStandar(
                    kode_indikator="IKU-01", lingkup="nasional", nilai="66", tahun=2024,
                    sumber="BPS",
                ),
            ),
            **ubahan,
        }
    )  # fmt: skip


def build_fakta(**angka: str) -> KumpulanFakta:
    """Isian lengkap dengan kata-kata pada TW IV; ``angka`` mengganti realisasi TW IV."""
    fakta = [
        replace(f, nilai=Nilai.dari_angka(Decimal(angka[f.subjek])))
        if f.periode is Periode.TW4 and f.subjek in angka
        else f
        for f in build_fakta_lengkap()
    ]
    for kode in ("IKU-01", "IKU-02"):
        for kolom, teks in NARASI.items():
            fakta.append(FaktaIsian(Periode.TW4, kode, kolom, UNIT, Nilai.dari_teks(teks)))
    return KumpulanFakta.dari(fakta)


def build_data(
    definisi: Definisi, fakta: KumpulanFakta | None = None, status: str = "lengkap", ya: str = "Ya"
) -> DataKinerja:
    """Kompilasi tahunan atas definisi itu."""
    return build_data_kinerja(
        BahanRekap(
            definisi=definisi,
            nomor_definisi=1,
            periode=Periode.TAHUN,
            fakta=fakta or build_fakta(),
            unit=(KeadaanRekap(UNIT, "Bidang Kawasan Permukiman", status, ya),),
            waktu=datetime(2026, 2, 11).isoformat(),
            versi_program="0",
        )
    )


def edit_indikator(kode: str, **ubahan: Any) -> DataKinerja:
    """Data lengkap dengan satu indikator yang diubah."""
    data = build_data(build_rencana())

    def edit(i: DataIndikator) -> DataIndikator:
        return i.model_copy(update=ubahan) if i.kode_indikator == kode else i

    return data.model_copy(update={"indikator": tuple(edit(i) for i in data.indikator)})
