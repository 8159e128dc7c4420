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
from kinerja_cli.dokumen.laporan.bahasa import join_butir, join_dan, to_awal_kecil
from kinerja_cli.dokumen.laporan.grafik import draw_sasaran
from kinerja_cli.model.data_kinerja import DataIndikator
from kinerja_cli.model.istilah import Jenjang

BANYAK_SOROTAN = 3
BANYAK_KEKURANGAN = 5
"""Kekurangan yang dirinci di ikhtisar; selebihnya disebut banyaknya."""


def summarise_dinas(bahan: Bahan) -> list[Isi]:
    """Ikhtisar eksekutif: hasil umum, tabel sasaran, yang perlu perhatian, anggaran, langkah."""
    return [
        Paragraf(_explain_umum(bahan)),
        *_build_tabel_ikhtisar(bahan),
        Paragraf(_explain_sorotan(bahan)),
        Paragraf(explain_anggaran(bahan)),
        *_list_langkah(bahan),
        *_build_kekurangan(bahan),
    ]


def _build_tabel_ikhtisar(bahan: Bahan) -> list[Isi]:
    baris = tuple(
        BarisTabel(
            (
                str(bahan.nomor(s)),
                s.uraian,
                bahan.angka(s.rerata.capaian),
                s.rerata.kategori or "-",
                bahan.angka(s.serapan),
            )
        )
        for s in bahan.data.sasaran
    )
    if not baris:
        return []
    return [
        Keterangan("Tabel", f"Capaian sasaran strategis dan serapan anggaran {bahan.data.tahun}"),
        Tabel(
            (
                KolomTabel("No.", 0.9, "tengah"),
                KolomTabel("Sasaran strategis", 7.4),
                KolomTabel("Rata-rata capaian (%)", 2.2, "kanan"),
                KolomTabel("Kategori", 2.6, "tengah"),
                KolomTabel("Serapan (%)", 1.9, "kanan"),
            ),
            baris,
        ),
    ]


def summarise_sasaran(bahan: Bahan) -> list[Isi]:
    """Tabel rata-rata capaian, anggaran, dan serapan per sasaran, dengan grafiknya."""
    baris = [
        BarisTabel(
            (
                str(bahan.nomor(s)),
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
    grafik = draw_sasaran(bahan)
    letak = "tabel dan gambar" if grafik else "tabel"
    return [
        Paragraf(
            f"Ringkasan capaian seluruh sasaran strategis tahun {bahan.data.tahun} disajikan pada "
            f"{letak} berikut, disusul analisis setiap sasaran."
        ),
        Keterangan("Tabel", f"Ringkasan capaian sasaran strategis tahun {bahan.data.tahun}"),
        Tabel(
            (
                KolomTabel("No.", 0.9, "tengah"),
                KolomTabel("Sasaran strategis", 6.0),
                KolomTabel("Indikator dihitung", 1.9, "tengah"),
                KolomTabel("Rata-rata capaian (%)", 2.0, "kanan"),
                KolomTabel("Kategori", 2.4, "tengah"),
                KolomTabel("Serapan (%)", 1.8, "kanan"),
            ),
            tuple(baris),
        ),
        *grafik,
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
        belum = mark_kosong(rerata.capaian.catatan, "Rata-rata capaian sasaran strategis")
        return f"{awal} Rata-rata capaiannya {belum}."
    pita = Counter(i.tahun.kategori for i in _list_terhitung(bahan))
    hitung = (
        f"Sebanyak {bahan.hitungan(rerata.n, 'dinas', 'rerata_n')} di antaranya dapat dihitung"
        if rerata.n < rerata.m
        else "Semuanya dapat dihitung"
    )
    hasil = (
        f"{awal} {hitung}, dengan rata-rata capaian {bahan.angka(rerata.capaian)} persen "
        f"({rerata.kategori})."
    )
    if len(pita) == 1:
        return f"{hasil} Semua indikator yang terhitung berkategori {next(iter(pita))}."
    rincian = join_dan(
        [
            f"{bahan.hitungan(n, 'dinas', 'pita', kategori.replace(' ', '_'))} {kategori}"
            for kategori, n in pita.most_common()
        ]
    )
    return f"{hasil} Menurut kategori, rinciannya {rincian}."


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
    if not terhitung:
        return "Belum ada indikator sasaran yang capaiannya dapat dihitung."
    if not bawah:
        return "Semua indikator sasaran yang terhitung memenuhi atau melampaui targetnya."
    butir = join_butir(
        [
            f"{to_awal_kecil(i.indikator)} ({bahan.angka(i.tahun.capaian)} persen)"
            for i in bawah[:BANYAK_SOROTAN]
        ]
    )
    banyak = bahan.hitungan(len(bawah), "dinas", "di_bawah_target")
    sebut = f"terutama {butir}" if len(bawah) > BANYAK_SOROTAN else f"yaitu {butir}"
    if not lebih:
        return f"Tidak ada indikator yang memenuhi target; {banyak} berada di bawahnya, {sebut}."
    return (
        f"Target terpenuhi atau terlampaui pada "
        f"{bahan.hitungan(lebih, 'dinas', 'memenuhi_target')} indikator. Yang belum memenuhi "
        f"target berjumlah {banyak}, {sebut}."
    )


def _list_langkah(bahan: Bahan) -> list[Isi]:
    """Rencana tindak lanjut indikator dengan capaian terendah, dengan kata-kata bidang."""
    perlu = [
        i
        for i in sorted(_list_terhitung(bahan), key=lambda i: i.tahun.capaian.nilai.angka or 0)
        if (i.tahun.capaian.nilai.angka or 0) < 100 and i.narasi.rencana_tindak_lanjut
    ][:BANYAK_SOROTAN]
    if not perlu:
        return []
    return [
        Paragraf("Untuk indikator yang tertinggal, langkah berikut direncanakan:"),
        *(
            Paragraf(
                f"{i.indikator}: {to_awal_kecil(i.narasi.rencana_tindak_lanjut.rstrip(' .'))}.",
                "List Bullet",
            )
            for i in perlu
        ),
    ]


def explain_anggaran(bahan: Bahan) -> str:
    """Kalimat pagu, realisasi, dan serapan seluruh perangkat daerah."""
    total = bahan.data.total
    if total.realisasi.nilai.angka is None:
        sebab = total.realisasi.catatan or "belum dilaporkan"
        return (
            f"Pagu anggaran tahun {bahan.data.tahun} sebesar {bahan.angka(total.pagu)}; "
            f"realisasinya {mark_kosong(sebab, 'Realisasi seluruh anggaran')}."
        )
    catatan = (
        f" Angka ini belum lengkap karena {total.realisasi.catatan}."
        if total.realisasi.catatan
        else ""
    )
    return (
        f"Dari anggaran sebesar {bahan.angka(total.pagu)}, terealisasi "
        f"{bahan.angka(total.realisasi)} atau {bahan.angka(total.serapan)} persen.{catatan}"
    )


def _build_kekurangan(bahan: Bahan) -> list[Isi]:
    """Yang belum ada dinyatakan di depan, supaya pembaca tidak menyangka data sudah lengkap."""
    kurang = bahan.data.kekurangan
    if not kurang:
        return []
    rinci, lebih = kurang[:BANYAK_KEKURANGAN], len(kurang) - BANYAK_KEKURANGAN
    isi: list[Isi] = [
        Paragraf("Data berikut belum tersedia pada saat konsep ini disusun:"),
        *(Paragraf(mark_kosong(k), "List Bullet") for k in rinci),
    ]
    if lebih > 0:
        banyak = bahan.hitungan(lebih, "dinas", "kekurangan_lain")
        isi.append(Paragraf(f"dan {banyak} hal lain pada dokumen data kinerja.", "List Bullet"))
    return isi
