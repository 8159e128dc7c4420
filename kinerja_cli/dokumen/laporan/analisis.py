"""Tujuh analisis per sasaran strategis (PermenPANRB 53/2014 Lampiran II, Bab III huruf A).

Empat pembandingan ada di sini; faktor, efisiensi, dan program ada di ``dukungan``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

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
from kinerja_cli.dokumen.laporan.dukungan import (
    analyse_efisiensi,
    analyse_faktor,
    analyse_program,
)
from kinerja_cli.dokumen.laporan.grafik import draw_beberapa_tahun, draw_triwulan
from kinerja_cli.dokumen.laporan.kalimat import explain_sasaran
from kinerja_cli.dokumen.laporan.kalimat_banding import explain_renstra, explain_standar
from kinerja_cli.dokumen.laporan.kalimat_tahun import explain_tahun_lalu
from kinerja_cli.model.data_kinerja import DataIndikator, DataSasaran

KOLOM_INDIKATOR = KolomTabel("Indikator kinerja", 5.0)
KOLOM_SATUAN = KolomTabel("Satuan", 1.7, "tengah")
TANPA_PEMBANDING = "(-)"
"""Penulisan resmi untuk indikator yang tidak mempunyai pembanding (Permendagri 54/2010)."""
ARTI_TANPA = f"{TANPA_PEMBANDING} tidak ada pembanding."
DI_LUAR = "tidak dihitung"


def analyse_target(bahan: Bahan, sasaran: DataSasaran) -> list[Isi]:
    """Analisis 1: target dan realisasi tahun ini."""
    rerata = sasaran.rerata
    jumlah = BarisTabel(
        ("Rata-rata capaian sasaran", "", "", "", bahan.angka(rerata.capaian), rerata.kategori),
        tebal=True,
    )
    judul = f"Target dan realisasi sasaran {bahan.nomor(sasaran)} tahun {bahan.data.tahun}"
    return [
        Keterangan("Tabel", judul),
        Tabel(
            (
                KOLOM_INDIKATOR,
                KOLOM_SATUAN,
                KolomTabel("Target", 1.9, "kanan"),
                KolomTabel("Realisasi", 1.9, "kanan"),
                KolomTabel("Capaian (%)", 1.9, "kanan"),
                KolomTabel("Kategori", 2.3, "tengah"),
            ),
            (*(_build_baris_target(bahan, i) for i in bahan.milik(sasaran)), jumlah),
        ),
        *(Paragraf(teks) for teks in explain_sasaran(bahan, sasaran)),
        *draw_triwulan(bahan, sasaran),
    ]


def _build_baris_target(bahan: Bahan, i: DataIndikator) -> BarisTabel:
    kini = i.tahun
    if not i.masuk_rerata:
        realisasi = bahan.angka(kini.realisasi) if kini.realisasi.nilai.ada else TANPA_PEMBANDING
        target = bahan.angka(kini.target) if kini.target.nilai.ada else TANPA_PEMBANDING
        return BarisTabel((i.indikator, i.satuan, target, realisasi, TANPA_PEMBANDING, DI_LUAR))
    angka = (bahan.angka(f) for f in (kini.target, kini.realisasi, kini.capaian))
    return BarisTabel((i.indikator, i.satuan, *angka, kini.kategori or "-"))


def analyse_tahun_lalu(bahan: Bahan, sasaran: DataSasaran) -> list[Isi]:
    """Analisis 2: realisasi dan capaian dibandingkan dengan tahun-tahun sebelumnya."""
    daftar = [i for i in bahan.milik(sasaran) if i.masuk_rerata]
    tahun = sorted({t.tahun for i in daftar for t in i.lalu})[-3:]
    kini = bahan.data.tahun
    kolom = (
        KOLOM_INDIKATOR,
        KOLOM_SATUAN,
        *(KolomTabel(str(t), 1.6, "kanan", kelompok="Realisasi") for t in (*tahun, kini)),
        *(KolomTabel(str(t), 1.6, "kanan", kelompok="Capaian (%)") for t in (*tahun[-1:], kini)),
    )
    baris = tuple(_build_baris_tahun(bahan, i, tahun) for i in daftar)
    judul = f"Realisasi dan capaian sasaran {bahan.nomor(sasaran)} beberapa tahun terakhir"
    return [
        Keterangan("Tabel", judul),
        Tabel(kolom, baris, catatan=_explain_tanda(baris)),
        *(Paragraf(teks) for teks in explain_tahun_lalu(bahan, sasaran)),
        *draw_beberapa_tahun(bahan, sasaran),
    ]


def _build_baris_tahun(bahan: Bahan, i: DataIndikator, tahun: Sequence[int]) -> BarisTabel:
    lalu = {t.tahun: t for t in i.lalu}
    realisasi = [bahan.angka(lalu[t].realisasi) if t in lalu else TANPA_PEMBANDING for t in tahun]
    capaian = [bahan.angka(lalu[t].capaian) if t in lalu else TANPA_PEMBANDING for t in tahun[-1:]]
    kini = (bahan.angka(i.tahun.realisasi), *capaian, bahan.angka(i.tahun.capaian))
    return BarisTabel((i.indikator, i.satuan, *realisasi, *kini))


def _explain_tanda(baris: Sequence[BarisTabel]) -> tuple[str, ...]:
    return (ARTI_TANPA,) if any(TANPA_PEMBANDING in b.isi for b in baris) else ()


def analyse_renstra(bahan: Bahan, sasaran: DataSasaran) -> list[Isi]:
    """Analisis 3: realisasi sampai tahun ini terhadap target akhir Renstra."""
    daftar = [i for i in bahan.milik(sasaran) if i.masuk_rerata]
    if not any(i.renstra for i in daftar):
        return [Paragraf(mark_kosong("target jangka menengah belum ada pada tabel Renstra"))]
    nomor = bahan.nomor(sasaran)
    baris = tuple(_build_baris_renstra(bahan, i) for i in daftar)
    return [
        Keterangan("Tabel", f"Kemajuan sasaran {nomor} terhadap target jangka menengah"),
        Tabel(
            (
                KOLOM_INDIKATOR,
                KOLOM_SATUAN,
                KolomTabel(f"Realisasi {bahan.data.tahun}", 2.0, "kanan"),
                KolomTabel(str(bahan.data.tahun), 1.8, "kanan", kelompok="Target Renstra"),
                KolomTabel("Akhir", 1.8, "kanan", kelompok="Target Renstra"),
                KolomTabel("Tingkat kemajuan (%)", 2.0, "kanan"),
            ),
            baris,
            catatan=_explain_tanda(baris),
        ),
        *(Paragraf(teks) for teks in explain_renstra(bahan, sasaran)),
    ]


def _build_baris_renstra(bahan: Bahan, i: DataIndikator) -> BarisTabel:
    r = i.renstra
    tahun_ini = bahan.angka(r.target_tahun) if r and r.target_tahun else TANPA_PEMBANDING
    akhir = bahan.angka(r.target_akhir) if r else TANPA_PEMBANDING
    kemajuan = bahan.angka(r.kemajuan) if r else TANPA_PEMBANDING
    realisasi = bahan.angka(i.tahun.realisasi)
    return BarisTabel((i.indikator, i.satuan, realisasi, tahun_ini, akhir, kemajuan))


def analyse_standar(bahan: Bahan, sasaran: DataSasaran) -> list[Isi]:
    """Analisis 4: terhadap standar nasional atau provinsi, bila ada; selain itu "(-)"."""
    daftar = [i for i in bahan.milik(sasaran) if i.masuk_rerata]
    if not any(i.standar for i in daftar):
        return [
            Paragraf(
                f"{TANPA_PEMBANDING} Belum ada standar nasional atau provinsi untuk indikator "
                "sasaran ini."
            )
        ]
    baris = tuple(b for i in daftar for b in _list_baris_standar(bahan, i))
    return [
        Keterangan("Tabel", f"Realisasi sasaran {bahan.nomor(sasaran)} terhadap standar"),
        Tabel(
            (
                KOLOM_INDIKATOR,
                KolomTabel("Realisasi", 1.8, "kanan"),
                KolomTabel("Lingkup", 2.0),
                KolomTabel("Standar", 1.8, "kanan"),
                KolomTabel("Selisih", 1.8, "kanan"),
                KolomTabel("Sumber", 4.2),
            ),
            baris,
            gabung=2,
            catatan=_explain_tanda(baris),
        ),
        *(Paragraf(teks) for teks in explain_standar(bahan, sasaran)),
    ]


def _list_baris_standar(bahan: Bahan, i: DataIndikator) -> list[BarisTabel]:
    realisasi = bahan.angka(i.tahun.realisasi)
    if not i.standar:
        return [BarisTabel((i.indikator, realisasi, *(TANPA_PEMBANDING,) * 4))]
    hasil = []
    for s in i.standar:
        selisih = bahan.angka(s.selisih) if s.selisih.nilai.ada else TANPA_PEMBANDING
        lingkup = f"{s.lingkup.capitalize()} {s.tahun}"
        isi = (i.indikator, realisasi, lingkup, bahan.angka(s.nilai), selisih, s.sumber)
        hasil.append(BarisTabel(isi))
    return hasil


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
