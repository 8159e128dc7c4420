"""Grafik LKjIP: triwulan, beberapa tahun, capaian sasaran, dan serapan program."""

from __future__ import annotations

from decimal import Decimal

from kinerja_cli.dokumen.isi import Gambar, Isi, Keterangan
from kinerja_cli.dokumen.laporan.bahan import Bahan
from kinerja_cli.dokumen.laporan.bahasa import format_nama, shorten_nama
from kinerja_cli.lembar.grafik import SeriGrafik, UraianGrafik
from kinerja_cli.model.angka import round_setengah_naik
from kinerja_cli.model.data_kinerja import DataIndikator, DataSasaran

WARNA_TARGET = "#B8C4D6"
WARNA_REALISASI = "#1F4E79"
WARNA_GARIS = ("#1F4E79", "#C55A11", "#548235", "#7F7F7F")
BANYAK_SERI = 4
BERDAMPING = 2
PANJANG_NAMA = 75
"""Huruf terbanyak nama indikator di bagan; selebihnya menimpa keterangan lain."""
PEMBANDING = 2
"""Grafik pembanding tidak berguna untuk satu batang saja."""
TINGGI_BATANG, TINGGI_TERBESAR = 0.9, 20.0
"""Tinggi setiap batang dan tinggi grafik seluruhnya, dalam sentimeter."""


def draw_triwulan(bahan: Bahan, sasaran: DataSasaran) -> list[Isi]:
    """Target dan realisasi per triwulan, paling banyak dua indikator berdampingan.

    Yang dipilih indikator dengan capaian terendah: di situlah jalannya tahun perlu dilihat.
    """
    calon = [i for i in bahan.milik(sasaran) if i.masuk_rerata and _count_triwulan(i) >= 2]
    pilih = sorted(calon, key=lambda i: i.tahun.capaian.nilai.angka or Decimal(0))[:BERDAMPING]
    daftar = [i for i in calon if i in pilih]
    if not daftar:
        return []
    nomor = bahan.nomor(sasaran)
    judul = f"Target dan realisasi per triwulan sasaran {nomor} tahun {bahan.data.tahun}"
    grafik = tuple(_draw_triwulan(i, sempit=len(daftar) > 1) for i in daftar)
    return [Gambar(grafik, judul, tinggi_cm=6.0), Keterangan("Gambar", judul)]


def _count_triwulan(i: DataIndikator) -> int:
    return sum(
        t.realisasi.nilai.angka is not None and t.target.nilai.angka is not None for t in i.triwulan
    )


def _draw_triwulan(i: DataIndikator, *, sempit: bool) -> UraianGrafik:
    target = tuple(_round(t.target.nilai.angka, i.desimal) for t in i.triwulan)
    realisasi = tuple(_round(t.realisasi.nilai.angka, i.desimal) for t in i.triwulan)
    return UraianGrafik(
        jenis="kolom",
        kategori=tuple(t.periode.nama.replace("Triwulan", "TW") for t in i.triwulan),
        seri=(
            SeriGrafik("Target", target, WARNA_TARGET),
            SeriGrafik("Realisasi", realisasi, WARNA_REALISASI),
        ),
        satuan=i.satuan,
        desimal=i.desimal,
        judul=shorten_nama(i.indikator, PANJANG_NAMA),
        sempit=sempit,
    )


def draw_beberapa_tahun(bahan: Bahan, sasaran: DataSasaran) -> list[Isi]:
    """Capaian setiap indikator sasaran tahun demi tahun; perlu sedikitnya dua tahun."""
    daftar = [i for i in bahan.milik(sasaran) if i.masuk_rerata][:BANYAK_SERI]
    tahun = sorted({t.tahun for i in daftar for t in i.lalu})[-3:]
    if not tahun:
        return []
    seri: list[SeriGrafik] = []
    for i, warna in zip(daftar, WARNA_GARIS, strict=False):
        lalu = {t.tahun: t.capaian.nilai.angka for t in i.lalu}
        nilai = (*(_round(lalu.get(t)) for t in tahun), _round(i.tahun.capaian.nilai.angka))
        nama = shorten_nama(i.indikator, PANJANG_NAMA)
        kembar = any(s.nama == nama for s in seri)
        seri.append(SeriGrafik(f"{nama} ({i.kode_indikator})" if kembar else nama, nilai, warna))
    judul = f"Capaian indikator sasaran {bahan.nomor(sasaran)} tahun {tahun[0]}-{bahan.data.tahun}"
    grafik = UraianGrafik(
        jenis="garis",
        kategori=tuple(str(t) for t in (*tahun, bahan.data.tahun)),
        seri=tuple(seri),
        satuan="Capaian (%)",
        desimal=2,
    )
    return [Gambar((grafik,), judul), Keterangan("Gambar", judul)]


def draw_sasaran(bahan: Bahan) -> list[Isi]:
    """Rata-rata capaian dan serapan anggaran setiap sasaran."""
    daftar = bahan.data.sasaran
    if len(daftar) < PEMBANDING:
        return []
    judul = f"Rata-rata capaian dan serapan anggaran per sasaran tahun {bahan.data.tahun}"
    grafik = UraianGrafik(
        jenis="kolom",
        kategori=tuple(f"Sasaran {bahan.nomor(s)}" for s in daftar),
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
    return [Gambar((grafik,), judul), Keterangan("Gambar", judul)]


def draw_serapan(bahan: Bahan) -> list[Isi]:
    """Serapan anggaran setiap program."""
    program = [
        a
        for a in bahan.data.anggaran
        if a.jenjang == "program" and a.serapan.nilai.angka is not None
    ]
    if len(program) < PEMBANDING:
        return []
    judul = f"Serapan anggaran per program tahun {bahan.data.tahun}"
    tinggi = min(TINGGI_TERBESAR, 1.5 + TINGGI_BATANG * len(program))
    grafik = UraianGrafik(
        jenis="batang",
        kategori=tuple(format_nama(a.uraian) for a in program),
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
    return [Gambar((grafik,), judul, tinggi_cm=tinggi), Keterangan("Gambar", judul)]


def _round(angka: Decimal | None, desimal: int = 2) -> Decimal | None:
    """Digit yang sama dengan yang tercetak di tabel."""
    return None if angka is None else round_setengah_naik(angka, desimal)
