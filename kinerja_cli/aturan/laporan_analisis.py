"""Pemeriksaan sendiri per sasaran: isi tujuh analisis PermenPANRB 53/2014 Lampiran II."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from kinerja_cli.aturan.bahan_laporan import BahanLaporan, Jejak, look_fakta, look_uang
from kinerja_cli.aturan.penjelasan import is_berisi
from kinerja_cli.model.data_kinerja import DataIndikator, DataSasaran
from kinerja_cli.model.istilah import StatusAngka, YaTidak

RENCANA = {
    "rencana_tindak_lanjut": "rencana tindak lanjut",
    "pic": "penanggung jawab",
    "batas_waktu": "batas waktu",
}


def check_target(bahan: BahanLaporan, sasaran: DataSasaran) -> Iterator[Jejak]:
    """Setiap indikator mempunyai target tahun ini."""
    for i in bahan.milik(sasaran):
        yield look_fakta(i.tahun.target, i.kode_indikator, "target belum ada")


def check_capaian(bahan: BahanLaporan, sasaran: DataSasaran) -> Iterator[Jejak]:
    """Setiap indikator mempunyai realisasi dan capaian terhadap target tahunnya."""
    for i in bahan.milik(sasaran):
        realisasi, capaian = i.tahun.realisasi, i.tahun.capaian
        dilihat = capaian if realisasi.nilai.ada else realisasi
        yield look_fakta(dilihat, i.kode_indikator, "realisasi belum ada")


def check_tahun_lalu(bahan: BahanLaporan, sasaran: DataSasaran) -> Iterator[Jejak]:
    """Setiap indikator dibandingkan dengan realisasi tahun lalu, kecuali yang tidak sebanding."""
    tahun = bahan.data.tahun - 1
    for i in bahan.milik(sasaran):
        lalu = {t.tahun: t.realisasi for t in i.lalu}
        if tahun in lalu:
            yield look_fakta(lalu[tahun], i.kode_indikator, f"realisasi {tahun} belum ada")
        elif _is_sebanding(bahan, i):
            kalimat = f"{i.kode_indikator}: realisasi {tahun} belum ada"
            yield Jejak(i.kode_indikator, kurang=kalimat)
        else:
            alasan = f"{i.kode_indikator} indikator baru yang tidak sebanding"
            yield Jejak(i.kode_indikator, lewat=alasan)


def _is_sebanding(bahan: BahanLaporan, indikator: DataIndikator) -> bool:
    baris = bahan.definisi.indikator_menurut_kode.get(indikator.kode_indikator)
    return baris is None or baris.sebanding is YaTidak.YA


def check_jangka_menengah(bahan: BahanLaporan, sasaran: DataSasaran) -> Iterator[Jejak]:
    """Setiap indikator dibandingkan dengan target akhir Renstra."""
    for i in bahan.milik(sasaran):
        if i.renstra is None:
            kalimat = f"{i.kode_indikator}: target akhir Renstra belum ada"
            yield Jejak(i.kode_indikator, kurang=kalimat)
        else:
            yield look_fakta(i.renstra.kemajuan, i.kode_indikator, "kemajuan belum dapat dihitung")


def check_standar(bahan: BahanLaporan, sasaran: DataSasaran) -> Iterator[Jejak]:
    """Indikator yang mempunyai standar dibandingkan dengannya; yang tidak, dilewati."""
    for i in bahan.milik(sasaran):
        for s in i.standar:
            # Predikat berdampingan tanpa selisih sudah merupakan perbandingan.
            dilihat = s.nilai if i.tahun.realisasi.nilai.ada else s.selisih
            yield look_fakta(dilihat, i.kode_indikator, f"standar {s.lingkup} belum dibandingkan")
        if not i.standar:
            alasan = f"{i.kode_indikator} tidak mempunyai standar di sumber; tercetak (-)"
            yield Jejak(i.kode_indikator, lewat=alasan)


def check_pembanding(bahan: BahanLaporan, sasaran: DataSasaran) -> Iterator[Jejak]:
    """Tahun lalu, jangka menengah, dan standar sekaligus."""
    return chain(
        check_tahun_lalu(bahan, sasaran),
        check_jangka_menengah(bahan, sasaran),
        check_standar(bahan, sasaran),
    )


def check_faktor(bahan: BahanLaporan, sasaran: DataSasaran) -> Iterator[Jejak]:
    """Sebab setiap capaian diuraikan; di bawah ambang juga penghambat dan upayanya."""
    for i in bahan.milik(sasaran):
        if i.tahun.capaian.nilai.angka is None:
            yield Jejak(i.kode_indikator, lewat=f"{i.kode_indikator} belum mempunyai capaian")
            continue
        kolom = ("penghambat", "upaya") if _is_rendah(bahan, i) else ("pendorong",)
        for nama in kolom:
            ada = is_berisi(bahan.read_narasi(i, nama))
            kurang = "" if ada else f"{i.kode_indikator}: {nama} belum diuraikan {i.nama_unit}"
            yield Jejak(f"{i.kode_indikator}:{nama}", kurang)


def check_efisiensi(bahan: BahanLaporan, sasaran: DataSasaran) -> Iterator[Jejak]:
    """Capaian dan serapan ada; efisiensi yang tidak dihitung menurut kebijakan dilewati."""
    del bahan
    dasar = (
        look_fakta(sasaran.rerata.capaian, f"{sasaran.kode} rata-rata", "belum ada"),
        look_uang(sasaran.realisasi, f"{sasaran.kode} realisasi anggaran"),
    )
    yield from (j for j in dasar if j.kurang)
    efisiensi = sasaran.efisiensi
    alasan = "" if efisiensi.nilai.ada else f"{sasaran.kode}: {efisiensi.catatan}"
    yield Jejak(efisiensi.kunci, lewat=alasan)


def check_rencana_perbaikan(bahan: BahanLaporan, sasaran: DataSasaran) -> Iterator[Jejak]:
    """Indikator di bawah ambang mempunyai rencana, penanggung jawab, dan batas waktu."""
    for i in bahan.milik(sasaran):
        if not _is_rendah(bahan, i):
            yield Jejak(i.kode_indikator, lewat=f"{i.kode_indikator} tidak di bawah ambang")
            continue
        for kolom, nama in RENCANA.items():
            ada = is_berisi(bahan.read_narasi(i, kolom))
            kurang = "" if ada else f"{i.kode_indikator}: {nama} belum ada"
            yield Jejak(f"{i.kode_indikator}:{kolom}", kurang)


def check_keuangan_sasaran(bahan: BahanLaporan, sasaran: DataSasaran) -> Iterator[Jejak]:
    """Sasaran mempunyai program pendukung dengan pagu dan realisasinya."""
    anggaran = {a.kode: a for a in bahan.data.anggaran}
    if not sasaran.program:
        yield Jejak(sasaran.kode, kurang=f"{sasaran.kode}: program pendukung belum ditetapkan")
    for kode in sasaran.program:
        if kode not in anggaran:
            yield Jejak(kode, kurang=f"{kode}: tidak mempunyai anggaran pada DPA yang berlaku")
            continue
        yield look_uang(anggaran[kode].pagu, f"{kode} pagu")
        yield look_uang(anggaran[kode].realisasi, f"{kode} realisasi anggaran")


def check_pengungkapan(bahan: BahanLaporan, sasaran: DataSasaran) -> Iterator[Jejak]:
    """Makna indikator tertulis, dan angka yang tidak ada atau tidak final berketerangan."""
    for i in bahan.semua(sasaran):
        kode = i.kode_indikator
        for kolom, nama in (
            ("definisi_operasional", "definisi operasional"),
            ("rumus", "rumus"),
            ("sumber_data", "sumber data"),
        ):
            kosong = not str(getattr(i, kolom)).strip()
            yield Jejak(f"{kode}:{kolom}", f"{kode}: {nama} belum diisi" if kosong else "")
        r = i.tahun.realisasi
        biasa = r.nilai.ada and r.status is StatusAngka.FINAL
        if not biasa and not (r.catatan or i.keterangan):
            yield Jejak(r.kunci, kurang=f"{kode}: realisasi tidak final tanpa keterangan")


def _is_rendah(bahan: BahanLaporan, indikator: DataIndikator) -> bool:
    capaian = indikator.tahun.capaian.nilai.angka
    return capaian is not None and capaian < bahan.definisi.kebijakan.ambang_penjelasan_bawah
