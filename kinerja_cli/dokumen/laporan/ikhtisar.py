"""Ikhtisar eksekutif dan ringkasan capaian seluruh sasaran."""

from __future__ import annotations

from collections import Counter

from kinerja_cli.dokumen.isi import (
    BarisTabel,
    Isi,
    Keterangan,
    KolomTabel,
    Paragraf,
    Tabel,
    mark_kosong,
)
from kinerja_cli.dokumen.laporan.bahan import Bahan
from kinerja_cli.dokumen.laporan.grafik import draw_sasaran
from kinerja_cli.dokumen.laporan.kalimat import join_dan
from kinerja_cli.model.data_kinerja import DataIndikator
from kinerja_cli.model.istilah import Jenjang

BANYAK_SOROTAN = 3


def summarise_dinas(bahan: Bahan) -> list[Isi]:
    """Ikhtisar eksekutif: hasil umum, yang melampaui, yang perlu perhatian, anggaran."""
    return [
        Paragraf(_explain_umum(bahan)),
        Paragraf(_explain_sorotan(bahan)),
        Paragraf(explain_anggaran(bahan)),
        *_build_kekurangan(bahan),
    ]


def summarise_sasaran(bahan: Bahan) -> list[Isi]:
    """Tabel rata-rata capaian, anggaran, dan serapan per sasaran, dengan grafiknya."""
    baris = [
        BarisTabel(
            (
                s.kode,
                s.uraian,
                f"{bahan.hitungan(s.rerata.n, s.kode, 'rerata_n')} dari "
                f"{bahan.hitungan(s.rerata.m, s.kode, 'rerata_m')}",
                bahan.angka(s.rerata.capaian),
                s.rerata.kategori or "-",
                bahan.angka(s.serapan),
            )
        )
        for s in bahan.data.sasaran
    ]
    return [
        Keterangan("Tabel", f"Ringkasan capaian sasaran strategis tahun {bahan.data.tahun}"),
        Tabel(
            (
                KolomTabel("Kode", 1.2, "tengah"),
                KolomTabel("Sasaran strategis", 6.0),
                KolomTabel("Indikator dihitung", 1.9, "tengah"),
                KolomTabel("Rata-rata capaian (%)", 2.0, "kanan"),
                KolomTabel("Kategori", 2.4, "tengah"),
                KolomTabel("Serapan (%)", 1.8, "kanan"),
            ),
            tuple(baris),
        ),
        *draw_sasaran(bahan),
    ]


def _explain_umum(bahan: Bahan) -> str:
    rerata = bahan.data.total.rerata.get(Jenjang.SASARAN)
    if rerata is None:
        return mark_kosong("belum ada indikator sasaran pada perjanjian kinerja")
    awal = (
        f"Pada tahun {bahan.data.tahun} {bahan.data.nama_instansi} mempertanggungjawabkan "
        f"{bahan.hitungan(len(bahan.data.sasaran), 'dinas', 'banyak_sasaran')} sasaran strategis "
        f"dengan {bahan.hitungan(rerata.m, 'dinas', 'rerata_m')} indikator yang sudah waktunya "
        "diukur."
    )
    if rerata.capaian.nilai.angka is None:
        return f"{awal} Rata-rata capaiannya {mark_kosong(rerata.capaian.catatan)}."
    pita = Counter(i.tahun.kategori for i in _list_terhitung(bahan))
    rincian = join_dan(
        [
            f"{bahan.hitungan(n, 'dinas', 'pita', kategori.replace(' ', '_'))} {kategori}"
            for kategori, n in pita.most_common()
        ]
    )
    return (
        f"{awal} Sebanyak {bahan.hitungan(rerata.n, 'dinas', 'rerata_n')} indikator dapat "
        f"dihitung, dengan rata-rata capaian {bahan.angka(rerata.capaian)} persen "
        f"({rerata.kategori}). Menurut kategori, rinciannya {rincian}."
    )


def _list_terhitung(bahan: Bahan) -> list[DataIndikator]:
    return [
        i
        for i in bahan.sejenjang(Jenjang.SASARAN)
        if i.masuk_rerata and i.tahun.capaian.nilai.angka is not None
    ]


def _explain_sorotan(bahan: Bahan) -> str:
    terhitung = sorted(_list_terhitung(bahan), key=lambda i: i.tahun.capaian.nilai.angka or 0)
    bawah = [i for i in terhitung if (i.tahun.capaian.nilai.angka or 0) < 100]
    lebih = len(terhitung) - len(bawah)
    kalimat = (
        f"Target terpenuhi atau terlampaui pada "
        f"{bahan.hitungan(lebih, 'dinas', 'memenuhi_target')} indikator."
    )
    if not bawah:
        return f"{kalimat} Tidak ada indikator sasaran yang berada di bawah target."
    perlu = join_dan(
        [f"{i.indikator} ({bahan.angka(i.tahun.capaian)} persen)" for i in bawah[:BANYAK_SOROTAN]]
    )
    return (
        f"{kalimat} Yang belum memenuhi target berjumlah "
        f"{bahan.hitungan(len(bawah), 'dinas', 'di_bawah_target')}, terutama {perlu}."
    )


def explain_anggaran(bahan: Bahan) -> str:
    """Kalimat pagu, realisasi, dan serapan seluruh perangkat daerah."""
    total = bahan.data.total
    if total.realisasi.nilai.angka is None:
        return (
            f"Pagu anggaran tahun {bahan.data.tahun} sebesar {bahan.angka(total.pagu)}; "
            f"realisasinya {mark_kosong(total.realisasi.catatan or 'belum dilaporkan')}."
        )
    catatan = f" Catatan: {total.realisasi.catatan}." if total.realisasi.catatan else ""
    return (
        f"Anggaran yang tersedia {bahan.angka(total.pagu)} terealisasi "
        f"{bahan.angka(total.realisasi)}, atau terserap {bahan.angka(total.serapan)} persen."
        f"{catatan}"
    )


def _build_kekurangan(bahan: Bahan) -> list[Isi]:
    """Yang belum ada dinyatakan di depan, supaya pembaca tidak menyangka data sudah lengkap."""
    if not bahan.data.kekurangan:
        return []
    return [
        Paragraf("Data berikut belum tersedia pada saat konsep ini disusun:"),
        *(Paragraf(mark_kosong(k), "List Bullet") for k in bahan.data.kekurangan),
    ]
