"""Pemeriksaan sendiri LKjIP: setiap kriteria atas seluruh laporan atau setiap sasaran.

Hasilnya terpenuhi, belum, atau tidak dapat diperiksa; bukan nilai dan bukan predikat evaluator.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from kinerja_cli.aturan import laporan_analisis as analisis
from kinerja_cli.aturan import laporan_dinas as dinas
from kinerja_cli.aturan import laporan_sesuai as sesuai
from kinerja_cli.aturan.bahan_laporan import BahanLaporan, Jejak
from kinerja_cli.model.data_kinerja import DataSasaran
from kinerja_cli.model.kriteria import (
    ButirKriteria,
    HasilKriteria,
    Keadaan,
    LetakBlok,
    read_kriteria,
)

PERIKSA_DINAS: Mapping[str, Callable[[BahanLaporan], Iterable[Jejak]]] = {
    "disusun": dinas.check_disusun,
    "berkala": dinas.check_berkala,
    "diformalkan": dinas.check_diformalkan,
    "tepat_waktu": dinas.check_tepat_waktu,
    "susunan": dinas.check_susunan,
    "rumus": dinas.check_rumus,
    "tindak_lanjut": dinas.check_tindak_lanjut,
    "akurasi": dinas.check_akurasi,
    "data_instansi": dinas.check_data_instansi,
    "lampiran": dinas.check_lampiran,
    "keuangan": dinas.check_keuangan,
    "mekanisme": dinas.check_mekanisme,
    "penanggung_jawab": dinas.check_penanggung_jawab,
    "diketahui_unit": dinas.check_diketahui_unit,
}
"""Pemeriksaan seluruh laporan menurut namanya di kriteria_laporan.toml."""

PERIKSA_SASARAN: Mapping[str, Callable[[BahanLaporan, DataSasaran], Iterable[Jejak]]] = {
    "target": analisis.check_target,
    "capaian": analisis.check_capaian,
    "tahun_lalu": analisis.check_tahun_lalu,
    "jangka_menengah": analisis.check_jangka_menengah,
    "standar": analisis.check_standar,
    "pembanding": analisis.check_pembanding,
    "faktor": analisis.check_faktor,
    "efisiensi": analisis.check_efisiensi,
    "rencana_perbaikan": analisis.check_rencana_perbaikan,
    "keuangan_sasaran": analisis.check_keuangan_sasaran,
    "pengungkapan": analisis.check_pengungkapan,
    "sama_pk": sesuai.check_sama_pk,
    "selaras_renstra": sesuai.check_selaras_renstra,
    "penjelasan_sasaran": sesuai.check_penjelasan_sasaran,
    "target_pk": sesuai.check_target_pk,
    "iku": sesuai.check_iku,
    "penjelasan_target": sesuai.check_penjelasan_target,
    "bukti": sesuai.check_bukti,
    "terverifikasi": sesuai.check_terverifikasi,
}
"""Pemeriksaan per sasaran menurut namanya di kriteria_laporan.toml."""

TANPA_DATA = "tidak ada data yang dapat diperiksa"


def check_laporan(bahan: BahanLaporan) -> list[HasilKriteria]:
    """Semua kriteria menurut urutannya; yang per sasaran satu hasil setiap sasaran."""
    return [h for butir in read_kriteria().values() for h in _check_satu(bahan, butir)]


def _check_satu(bahan: BahanLaporan, butir: ButirKriteria) -> Iterator[HasilKriteria]:
    if not butir.periksa:
        yield HasilKriteria(butir, "", Keadaan.ORANG)
    elif butir.periksa in PERIKSA_DINAS:
        yield _conclude(bahan, butir, "", PERIKSA_DINAS[butir.periksa](bahan))
    else:
        for sasaran in bahan.data.sasaran:
            jejak = PERIKSA_SASARAN[butir.periksa](bahan, sasaran)
            yield _conclude(bahan, butir, sasaran.kode, jejak)


def _conclude(
    bahan: BahanLaporan, butir: ButirKriteria, sasaran: str, jejak: Iterable[Jejak]
) -> HasilKriteria:
    """Satu kekurangan berarti belum; tanpa satu pun yang terlihat berarti tidak dapat diperiksa."""
    semua = [*jejak]
    blok = [(nama, _find_blok(bahan, nama, sasaran)) for nama in butir.blok]
    kurang = [j.kurang for j in semua if j.kurang]
    kurang += [dinas.explain_hilang(nama) for nama, letak in blok if letak is None]
    ada = [j.kunci for j in semua if not j.kurang and not j.lewat]
    keadaan = Keadaan.BELUM if kurang else Keadaan.TERPENUHI if ada else Keadaan.TIDAK_DAPAT
    lewat = "; ".join(dict.fromkeys(j.lewat for j in semua if j.lewat))
    return HasilKriteria(
        butir,
        sasaran,
        keadaan,
        tuple(dict.fromkeys(ada)),
        tuple(letak for _, letak in blok if letak is not None),
        tuple(dict.fromkeys(kurang)),
        (lewat or TANPA_DATA) if keadaan is Keadaan.TIDAK_DAPAT else "",
    )


def _find_blok(bahan: BahanLaporan, nama: str, sasaran: str) -> LetakBlok | None:
    """Letak blok milik sasaran itu, atau milik seluruh laporan."""
    return bahan.blok.get((nama, sasaran)) or bahan.blok.get((nama, ""))
