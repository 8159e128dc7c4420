"""Penutup, cara pengukuran, dan lampiran PK, pengukuran, data dukung, kebijakan."""

from __future__ import annotations

from datetime import date

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
from kinerja_cli.dokumen.laporan.bahasa import join_dan
from kinerja_cli.dokumen.laporan.rencana import build_tabel_pk, list_program
from kinerja_cli.model.cetak import format_tanggal
from kinerja_cli.model.data_kinerja import CapaianPeriode, DataIndikator
from kinerja_cli.model.istilah import Jenjang
from kinerja_cli.model.periode import TRIWULAN, Periode

DI_LUAR = "tidak dihitung"
BUTIR_PENGUKURAN = frozenset(
    {
        "Makin tinggi makin baik",
        "Makin rendah makin baik",
        "Rata-rata capaian",
        "Skala kategori",
    }
)
"""Butir kebijakan yang cukup dibaca pimpinan; selengkapnya di lampiran."""


def conclude(bahan: Bahan) -> list[Isi]:
    """Bab IV: simpulan umum per sasaran."""
    rerata = bahan.data.total.rerata.get(Jenjang.SASARAN)
    isi: list[Isi] = []
    if rerata and rerata.capaian.nilai.angka is not None:
        isi.append(
            Paragraf(
                f"Secara umum kinerja {bahan.data.nama_instansi} tahun {bahan.data.tahun} berada "
                f"pada kategori {rerata.kategori} dengan rata-rata capaian "
                f"{bahan.angka(rerata.capaian)} persen. Simpulan setiap sasaran sebagai berikut."
            )
        )
    for s in bahan.data.sasaran:
        if s.rerata.capaian.nilai.angka is None:
            hasil = mark_kosong(s.rerata.capaian.catatan, f"Rata-rata capaian sasaran {s.kode}")
        else:
            hasil = f"{bahan.angka(s.rerata.capaian)} persen ({s.rerata.kategori})"
        isi.append(Paragraf(f"{s.uraian}: rata-rata capaian {hasil}.", "List Bullet"))
    isi.append(bahan.slot("bab4:simpulan", "", "simpulan dengan kata-kata pimpinan belum ditulis"))
    return isi


def list_tindak_lanjut(bahan: Bahan) -> list[Isi]:
    """Bab IV: langkah di masa mendatang, dari rencana tindak lanjut bidang."""
    baris = [
        BarisTabel(
            (
                i.indikator,
                i.narasi.rencana_tindak_lanjut,
                i.narasi.pic or "-",
                _format_batas(i.narasi.batas_waktu),
            )
        )
        for i in bahan.sejenjang(Jenjang.SASARAN)
        if i.narasi.rencana_tindak_lanjut
    ]
    tanpa = [
        i.kode_indikator
        for i in bahan.sejenjang(Jenjang.SASARAN)
        if i.masuk_rerata and not i.narasi.rencana_tindak_lanjut
    ]
    isi: list[Isi] = []
    if baris:
        isi += [
            Paragraf(
                "Langkah di masa mendatang disusun dari rencana tindak lanjut unit kerja sebagai "
                "berikut."
            ),
            Keterangan("Tabel", "Rencana tindak lanjut"),
            Tabel(
                (
                    KolomTabel("Indikator", 5),
                    KolomTabel("Rencana tindak lanjut", 6),
                    KolomTabel("Penanggung jawab", 3),
                    KolomTabel("Batas waktu", 2.2, "tengah"),
                ),
                tuple(baris),
            ),
        ]
    if tanpa:
        isi.append(Paragraf(mark_kosong(f"rencana tindak lanjut belum ada: {join_dan(tanpa)}")))
    return isi


def _format_batas(teks: str) -> str:
    """Tanggal ditulis panjang; yang bukan tanggal dibiarkan seperti ditulis bidang."""
    try:
        return format_tanggal(date.fromisoformat(teks))
    except ValueError:
        return teks or "-"


def attach_pk(bahan: Bahan) -> list[Isi]:
    """Lampiran perjanjian kinerja: sasaran dengan targetnya, program dengan anggarannya."""
    return [*build_tabel_pk(bahan, "Perjanjian kinerja perangkat daerah"), *list_program(bahan)]


def attach_pengukuran(bahan: Bahan) -> list[Isi]:
    """Lampiran pengukuran: semua indikator per jenjang, realisasi setiap triwulan."""
    isi: list[Isi] = []
    for jenjang in Jenjang:
        daftar = bahan.sejenjang(jenjang)
        if not daftar:
            continue
        luar = [f"{i.kode_indikator} {i.keterangan}" for i in daftar if not i.masuk_rerata]
        catatan = (f"{DI_LUAR.capitalize()}: {'; '.join(luar)}.",) if luar else ()
        isi += [
            Keterangan("Tabel", f"Pengukuran kinerja jenjang {jenjang.value}"),
            Tabel(
                _list_kolom_pengukuran(),
                tuple(_build_pengukuran(bahan, i) for i in daftar),
                catatan=catatan,
            ),
        ]
    return isi


def _build_pengukuran(bahan: Bahan, i: DataIndikator) -> BarisTabel:
    triwulan = {t.periode: t for t in i.triwulan}
    target, capaian = i.tahun.target, i.tahun.capaian
    mark = bahan.angka if i.masuk_rerata else bahan.excuse
    return BarisTabel(
        (
            i.kode_indikator,
            i.indikator,
            i.satuan,
            mark(target),
            *(_mark_realisasi(bahan, triwulan.get(p)) for p in TRIWULAN),
            mark(i.tahun.realisasi),
            mark(capaian),
            i.tahun.kategori or ("-" if i.masuk_rerata else DI_LUAR),
            i.nama_unit,
        )
    )


def _list_kolom_pengukuran() -> tuple[KolomTabel, ...]:
    return (
        KolomTabel("Kode", 1.7),
        KolomTabel("Indikator", 5.4),
        KolomTabel("Satuan", 1.8, "tengah"),
        KolomTabel("Target", 1.7, "kanan"),
        *(
            KolomTabel(p.nama.replace("Triwulan", "TW"), 1.5, "kanan", kelompok="Realisasi")
            for p in TRIWULAN
        ),
        KolomTabel("Tahun", 1.6, "kanan", kelompok="Realisasi"),
        KolomTabel("Capaian (%)", 1.6, "kanan"),
        KolomTabel("Kategori", 2, "tengah"),
        KolomTabel("Pelapor", 3),
    )


def _mark_realisasi(bahan: Bahan, capaian: CapaianPeriode | None) -> str:
    return "" if capaian is None else bahan.angka(capaian.realisasi)


def attach_bukti(bahan: Bahan) -> list[Isi]:
    """Lampiran daftar data dukung indikator sasaran dan program."""
    daftar = [
        i
        for i in bahan.data.indikator
        if i.jenjang in {Jenjang.SASARAN, Jenjang.PROGRAM} and i.masuk_rerata
    ]
    baris = [
        BarisTabel(
            (
                i.kode_indikator,
                i.indikator,
                i.nama_unit,
                i.narasi.data_dukung or mark_kosong(f"data dukung {i.kode_indikator} belum ada"),
            )
        )
        for i in daftar
    ]
    return [
        Keterangan("Tabel", "Daftar data dukung"),
        Tabel(
            (
                KolomTabel("Kode", 1.8),
                KolomTabel("Indikator", 7),
                KolomTabel("Unit", 5),
                KolomTabel("Data dukung", 8),
            ),
            tuple(baris),
        ),
    ]


def attach_kebijakan(bahan: Bahan) -> list[Isi]:
    """Lampiran kebijakan penghitungan dengan sumbernya."""
    kebijakan = bahan.data.kebijakan
    return [
        Paragraf(f"{kebijakan.nama}, berlaku mulai {kebijakan.berlaku}."),
        Keterangan("Tabel", "Kebijakan penghitungan"),
        Tabel(
            (KolomTabel("Butir", 4), KolomTabel("Yang dipakai", 9), KolomTabel("Sumber", 9)),
            tuple(BarisTabel(b) for b in kebijakan.butir),
        ),
    ]


def explain_pengukuran(bahan: Bahan) -> list[Isi]:
    """Bab III: cara mengukur capaian dan skala kategori yang dipakai."""
    butir = [b for b in bahan.data.kebijakan.butir if b[0] in BUTIR_PENGUKURAN]
    sampai = (
        "sampai akhir tahun"
        if bahan.data.periode is Periode.TAHUN
        else f"sampai dengan {bahan.data.periode.nama}"
    )
    return [
        Paragraf(
            f"Capaian dihitung dari realisasi {sampai} terhadap target pada perjanjian kinerja "
            "yang berlaku. Setiap persentase dalam laporan ini berasal dari satu cara hitung yang "
            "sama; rincian dan sumbernya ada pada lampiran."
        ),
        Keterangan("Tabel", "Cara menghitung dan skala kategori"),
        Tabel(
            (KolomTabel("Butir", 4), KolomTabel("Yang dipakai", 11)),
            tuple(BarisTabel(b[:2]) for b in butir),
        ),
    ]
