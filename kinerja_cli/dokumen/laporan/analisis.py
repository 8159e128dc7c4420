"""Tujuh analisis per sasaran strategis (PermenPANRB 53/2014 Lampiran II, Bab III huruf A).

Empat pembandingan ada di sini; faktor, efisiensi, dan program ada di ``dukungan``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kinerja_cli.dokumen.isi import (
    BarisTabel,
    Isi,
    Keterangan,
    KolomTabel,
    Paragraf,
    Tabel,
    mark_kosong,
)
from kinerja_cli.dokumen.laporan.bahan import Bahan, format_satuan
from kinerja_cli.dokumen.laporan.dukungan import (
    analyse_efisiensi,
    analyse_faktor,
    analyse_program,
)
from kinerja_cli.dokumen.laporan.grafik import draw_beberapa_tahun, draw_triwulan
from kinerja_cli.dokumen.laporan.kalimat import explain_capaian, explain_perubahan, join_dan
from kinerja_cli.model.data_kinerja import DataIndikator, DataSasaran

KOLOM_INDIKATOR = KolomTabel("Indikator Kinerja", 5.0)
KOLOM_SATUAN = KolomTabel("Satuan", 1.7, "tengah")
TANPA_PEMBANDING = "(-)"
"""Penulisan resmi untuk indikator yang tidak mempunyai pembanding (Permendagri 54/2010)."""


def analyse_target(bahan: Bahan, sasaran: DataSasaran) -> list[Isi]:
    """Analisis 1: target dan realisasi tahun ini."""
    daftar = bahan.milik(sasaran)
    baris = [
        (
            i.indikator,
            i.satuan,
            bahan.angka(i.tahun.target),
            bahan.angka(i.tahun.realisasi),
            bahan.angka(i.tahun.capaian),
            i.tahun.kategori or i.keterangan or "-",
        )
        for i in daftar
    ]
    rerata = sasaran.rerata
    jumlah = BarisTabel(
        ("Rata-rata capaian sasaran", "", "", "", bahan.angka(rerata.capaian), rerata.kategori),
        tebal=True,
    )
    isi: list[Isi] = [
        Keterangan(
            "Tabel", f"Target dan realisasi sasaran {sasaran.kode} tahun {bahan.data.tahun}"
        ),
        Tabel(
            (
                KOLOM_INDIKATOR,
                KOLOM_SATUAN,
                KolomTabel("Target", 1.9, "kanan"),
                KolomTabel("Realisasi", 1.9, "kanan"),
                KolomTabel("Capaian (%)", 1.9, "kanan"),
                KolomTabel("Kategori", 2.3, "tengah"),
            ),
            (*(BarisTabel(b) for b in baris), jumlah),
        ),
    ]
    isi += [Paragraf(explain_capaian(bahan, i, n)) for n, i in enumerate(daftar)]
    isi.append(Paragraf(_explain_rerata(bahan, sasaran)))
    return isi + draw_triwulan(bahan, sasaran)


def _explain_rerata(bahan: Bahan, sasaran: DataSasaran) -> str:
    r = sasaran.rerata
    if r.capaian.nilai.angka is None:
        return f"Rata-rata sasaran ini belum dapat dihitung: {mark_kosong(r.capaian.catatan)}."
    return (
        f"Rata-rata capaian sasaran ini {bahan.angka(r.capaian)} persen ({r.kategori}), dihitung "
        f"dari {bahan.hitungan(r.n, sasaran.kode, 'rerata_n')} dari "
        f"{bahan.hitungan(r.m, sasaran.kode, 'rerata_m')} indikator yang sudah waktunya diukur."
    )


def analyse_tahun_lalu(bahan: Bahan, sasaran: DataSasaran) -> list[Isi]:
    """Analisis 2: realisasi dan capaian dibandingkan dengan tahun-tahun sebelumnya."""
    daftar = [i for i in bahan.milik(sasaran) if i.masuk_rerata]
    tahun = sorted({t.tahun for i in daftar for t in i.lalu})[-3:]
    kini = bahan.data.tahun
    kolom = (
        KOLOM_INDIKATOR,
        *(KolomTabel(f"Realisasi {t}", 1.7, "kanan") for t in (*tahun, kini)),
        *(KolomTabel(f"Capaian {t} (%)", 1.7, "kanan") for t in (*tahun[-1:], kini)),
    )
    baris = []
    for i in daftar:
        lalu = {t.tahun: t for t in i.lalu}
        realisasi = [
            bahan.angka(lalu[t].realisasi) if t in lalu else TANPA_PEMBANDING for t in tahun
        ]
        capaian = [
            bahan.angka(lalu[t].capaian) if t in lalu else TANPA_PEMBANDING for t in tahun[-1:]
        ]
        baris.append(
            BarisTabel(
                (
                    i.indikator,
                    *realisasi,
                    bahan.angka(i.tahun.realisasi),
                    *capaian,
                    bahan.angka(i.tahun.capaian),
                )
            )
        )
    judul = f"Realisasi dan capaian sasaran {sasaran.kode} beberapa tahun terakhir"
    return [
        Keterangan("Tabel", judul),
        Tabel(kolom, tuple(baris)),
        *(Paragraf(explain_perubahan(bahan, i, n)) for n, i in enumerate(daftar)),
        *draw_beberapa_tahun(bahan, sasaran),
    ]


def analyse_renstra(bahan: Bahan, sasaran: DataSasaran) -> list[Isi]:
    """Analisis 3: realisasi sampai tahun ini terhadap target akhir Renstra."""
    daftar = [i for i in bahan.milik(sasaran) if i.masuk_rerata]
    ada = [i for i in daftar if i.renstra]
    if not ada:
        return [Paragraf(mark_kosong("target jangka menengah belum ada pada tabel Renstra"))]
    nama = sorted({(i.renstra.nama_dokumen, i.renstra.tahun_akhir) for i in ada if i.renstra})
    dokumen = join_dan([n for n, _ in nama])
    return [
        Keterangan("Tabel", f"Kemajuan sasaran {sasaran.kode} terhadap target jangka menengah"),
        Tabel(
            (
                KOLOM_INDIKATOR,
                KOLOM_SATUAN,
                KolomTabel(f"Realisasi {bahan.data.tahun}", 2.0, "kanan"),
                KolomTabel(f"Target Renstra {bahan.data.tahun}", 2.0, "kanan"),
                KolomTabel("Target akhir Renstra", 2.0, "kanan"),
                KolomTabel("Tingkat kemajuan (%)", 2.0, "kanan"),
            ),
            tuple(_build_baris_renstra(bahan, i) for i in daftar),
        ),
        Paragraf(f"Pembandingnya adalah target akhir pada {dokumen}."),
        *(Paragraf(teks) for i in ada if (teks := _explain_renstra(bahan, i))),
    ]


def _build_baris_renstra(bahan: Bahan, i: DataIndikator) -> BarisTabel:
    r = i.renstra
    tahun_ini = bahan.angka(r.target_tahun) if r and r.target_tahun else TANPA_PEMBANDING
    akhir = bahan.angka(r.target_akhir) if r else TANPA_PEMBANDING
    kemajuan = bahan.angka(r.kemajuan) if r else TANPA_PEMBANDING
    realisasi = bahan.angka(i.tahun.realisasi)
    return BarisTabel((i.indikator, i.satuan, realisasi, tahun_ini, akhir, kemajuan))


def _explain_renstra(bahan: Bahan, i: DataIndikator) -> str:
    r = i.renstra
    if r is None or r.kemajuan.nilai.angka is None:
        return ""
    akhir = f"{bahan.angka(r.target_akhir)}{format_satuan(i)}"
    if r.kemajuan.nilai.angka >= 100:
        return f"{i.indikator} sudah memenuhi target akhir {r.tahun_akhir}, yaitu {akhir}."
    return (
        f"{i.indikator} masih memerlukan kemajuan untuk memenuhi target akhir {r.tahun_akhir} "
        f"sebesar {akhir}; tingkat kemajuannya {bahan.angka(r.kemajuan)} persen."
    )


def analyse_standar(bahan: Bahan, sasaran: DataSasaran) -> list[Isi]:
    """Analisis 4: terhadap standar nasional atau provinsi, bila ada."""
    daftar = [i for i in bahan.milik(sasaran) if i.masuk_rerata]
    baris = []
    for i in daftar:
        realisasi = bahan.angka(i.tahun.realisasi)
        if not i.standar:
            kosong = (TANPA_PEMBANDING,) * 3
            baris.append(BarisTabel((i.indikator, realisasi, *kosong)))
        for s in i.standar:
            lingkup = f"{s.lingkup.capitalize()} {s.tahun}, {s.sumber}"
            baris.append(
                BarisTabel(
                    (i.indikator, realisasi, bahan.angka(s.nilai), bahan.angka(s.selisih), lingkup)
                )
            )
    isi: list[Isi] = [
        Keterangan("Tabel", f"Realisasi sasaran {sasaran.kode} terhadap standar"),
        Tabel(
            (
                KOLOM_INDIKATOR,
                KolomTabel("Realisasi", 1.8, "kanan"),
                KolomTabel("Standar", 1.8, "kanan"),
                KolomTabel("Selisih", 1.8, "kanan"),
                KolomTabel("Lingkup dan sumber", 4.6),
            ),
            tuple(baris),
            gabung=2,
        ),
    ]
    tanpa = [i.indikator for i in daftar if not i.standar]
    if len(tanpa) == len(daftar):
        isi.append(
            Paragraf("Belum ada standar nasional atau provinsi untuk indikator sasaran ini.")
        )
    elif tanpa:
        isi.append(Paragraf(f"Tanda {TANPA_PEMBANDING} berarti tidak ada standar pembanding."))
    return isi


Analisis = Callable[[Bahan, DataSasaran], list[Isi]]

DAFTAR_ANALISIS: Mapping[str, Analisis] = {
    "analisis_1": analyse_target,
    "analisis_2": analyse_tahun_lalu,
    "analisis_3": analyse_renstra,
    "analisis_4": analyse_standar,
    "analisis_5": analyse_faktor,
    "analisis_6": analyse_efisiensi,
    "analisis_7": analyse_program,
}
"""Tujuh analisis menurut nama bloknya di templat; argumennya kode sasaran."""
