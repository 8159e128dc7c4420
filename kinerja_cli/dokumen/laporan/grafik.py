"""Grafik LKjIP: triwulan, beberapa tahun, capaian sasaran, dan serapan program."""

from __future__ import annotations

from decimal import Decimal

from kinerja_cli.dokumen.isi import Gambar, Isi, Keterangan
from kinerja_cli.dokumen.laporan.bahan import Bahan
from kinerja_cli.lembar.grafik import SeriGrafik, UraianGrafik
from kinerja_cli.model.angka import round_setengah_naik
from kinerja_cli.model.data_kinerja import DataIndikator, DataSasaran
from kinerja_cli.model.periode import Periode

WARNA_TARGET = "#B8C4D6"
WARNA_REALISASI = "#1F4E79"
WARNA_GARIS = ("#1F4E79", "#C55A11", "#548235", "#7F7F7F")
BANYAK_SERI = 4


def draw_triwulan(bahan: Bahan, sasaran: DataSasaran) -> list[Isi]:
    """Target dan realisasi per triwulan indikator pertama yang berangka sedikitnya dua triwulan."""
    for i in bahan.milik(sasaran):
        if i.masuk_rerata and _count_triwulan(i) >= 2:
            return _draw_triwulan(bahan, i)
    return []


def _count_triwulan(i: DataIndikator) -> int:
    return sum(
        t.realisasi.nilai.angka is not None and t.target.nilai.angka is not None
        for t in i.triwulan
        if t.periode is not Periode.TAHUN
    )


def _draw_triwulan(bahan: Bahan, i: DataIndikator) -> list[Isi]:
    judul = f"{i.indikator} per triwulan tahun {bahan.data.tahun}"
    grafik = UraianGrafik(
        jenis="kolom",
        kategori=tuple(t.periode.nama for t in i.triwulan),
        seri=(
            SeriGrafik("Target", tuple(t.target.nilai.angka for t in i.triwulan), WARNA_TARGET),
            SeriGrafik(
                "Realisasi", tuple(t.realisasi.nilai.angka for t in i.triwulan), WARNA_REALISASI
            ),
        ),
        satuan=i.satuan,
        desimal=i.desimal,
    )
    return [Gambar(grafik, judul), Keterangan("Gambar", judul)]


def draw_beberapa_tahun(bahan: Bahan, sasaran: DataSasaran) -> list[Isi]:
    """Capaian setiap indikator sasaran tahun demi tahun; perlu sedikitnya dua tahun."""
    daftar = [i for i in bahan.milik(sasaran) if i.masuk_rerata][:BANYAK_SERI]
    tahun = sorted({t.tahun for i in daftar for t in i.lalu})[-3:]
    if not tahun:
        return []
    seri = []
    for i, warna in zip(daftar, WARNA_GARIS, strict=False):
        lalu = {t.tahun: t.capaian.nilai.angka for t in i.lalu}
        nilai = (*(_round(lalu.get(t)) for t in tahun), _round(i.tahun.capaian.nilai.angka))
        seri.append(SeriGrafik(i.indikator, nilai, warna))
    judul = f"Capaian indikator sasaran {sasaran.kode} tahun {tahun[0]}-{bahan.data.tahun}"
    grafik = UraianGrafik(
        jenis="garis",
        kategori=tuple(str(t) for t in (*tahun, bahan.data.tahun)),
        seri=tuple(seri),
        satuan="Capaian (%)",
        desimal=2,
    )
    return [Gambar(grafik, judul), Keterangan("Gambar", judul)]


def draw_sasaran(bahan: Bahan) -> list[Isi]:
    """Rata-rata capaian dan serapan anggaran setiap sasaran."""
    daftar = bahan.data.sasaran
    if not daftar:
        return []
    judul = f"Rata-rata capaian dan serapan anggaran per sasaran tahun {bahan.data.tahun}"
    grafik = UraianGrafik(
        jenis="kolom",
        kategori=tuple(s.kode for s in daftar),
        seri=(
            SeriGrafik(
                "Rata-rata capaian (%)",
                tuple(_round(s.rerata.capaian.nilai.angka) for s in daftar),
                WARNA_REALISASI,
            ),
            SeriGrafik(
                "Serapan anggaran (%)",
                tuple(_round(s.serapan.nilai.angka) for s in daftar),
                WARNA_TARGET,
            ),
        ),
        satuan="Persen",
        desimal=2,
    )
    return [Gambar(grafik, judul), Keterangan("Gambar", judul)]


def draw_serapan(bahan: Bahan) -> list[Isi]:
    """Serapan anggaran setiap program."""
    program = [a for a in bahan.data.anggaran if a.jenjang == "program"]
    if not program:
        return []
    judul = f"Serapan anggaran per program tahun {bahan.data.tahun}"
    grafik = UraianGrafik(
        jenis="batang",
        kategori=tuple(a.uraian for a in program),
        seri=(
            SeriGrafik(
                "Serapan (%)",
                tuple(_round(a.serapan.nilai.angka) for a in program),
                WARNA_REALISASI,
            ),
        ),
        satuan="Persen",
        desimal=2,
    )
    return [Gambar(grafik, judul, tinggi_cm=7.5), Keterangan("Gambar", judul)]


def _round(angka: Decimal | None) -> Decimal | None:
    return None if angka is None else round_setengah_naik(angka, 2)
