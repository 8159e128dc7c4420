"""Analisis 5-7: faktor dan upaya, efisiensi sumber daya, program penunjang."""

from __future__ import annotations

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
from kinerja_cli.dokumen.laporan.kalimat import join_dan
from kinerja_cli.model.data_kinerja import DataSasaran
from kinerja_cli.model.istilah import Jenjang


def analyse_faktor(bahan: Bahan, sasaran: DataSasaran) -> list[Isi]:
    """Analisis 5: sebab keberhasilan atau kegagalan dan upaya, dengan kata-kata bidang."""
    isi: list[Isi] = []
    for i in bahan.milik(sasaran):
        if not i.masuk_rerata:
            continue
        isi.append(Paragraf(f"{i.indikator} ({i.nama_unit})", "Judul Kecil"))
        for kolom, label, teks in (
            ("pendorong", "Faktor pendorong", i.narasi.pendorong),
            ("penghambat", "Faktor penghambat", i.narasi.penghambat),
            ("upaya", "Upaya yang telah dilakukan", i.narasi.upaya),
        ):
            isi.append(Paragraf(label, "Label"))
            harap = f"{label.lower()} {i.kode_indikator} belum diisi {i.nama_unit}"
            isi.append(bahan.slot(f"{i.kode_indikator}:{kolom}", teks, harap))
    return isi


def analyse_efisiensi(bahan: Bahan, sasaran: DataSasaran) -> list[Isi]:
    """Analisis 6: efisiensi penggunaan sumber daya menurut rumus bernama pada kebijakan."""
    rumus = next((isi for nama, isi, _ in bahan.data.kebijakan.butir if nama == "Efisiensi"), "")
    tabel = Tabel(
        (
            KolomTabel("Rata-rata capaian (%)", 2, "kanan"),
            KolomTabel("Pagu", 3, "kanan"),
            KolomTabel("Realisasi", 3, "kanan"),
            KolomTabel("Serapan (%)", 2, "kanan"),
            KolomTabel("Tingkat efisiensi", 2.4, "kanan"),
        ),
        (
            BarisTabel(
                (
                    bahan.angka(sasaran.rerata.capaian),
                    bahan.angka(sasaran.pagu),
                    bahan.angka(sasaran.realisasi),
                    bahan.angka(sasaran.serapan),
                    bahan.angka(sasaran.efisiensi),
                )
            ),
        ),
    )
    return [
        Keterangan("Tabel", f"Efisiensi penggunaan sumber daya sasaran {sasaran.kode}"),
        tabel,
        Paragraf(_explain_efisiensi(bahan, sasaran, rumus)),
    ]


def _explain_efisiensi(bahan: Bahan, sasaran: DataSasaran, rumus: str) -> str:
    awal = f"Tingkat efisiensi dihitung sebagai {rumus}. " if rumus else ""
    nilai = sasaran.efisiensi.nilai.angka
    if nilai is None:
        sebab = sasaran.efisiensi.catatan
        return f"{awal}Untuk sasaran ini tingkat efisiensi tidak dihitung: {sebab}."
    arti = (
        "capaian lebih tinggi daripada serapan anggarannya"
        if nilai > 0
        else "capaian sebanding dengan serapan anggarannya"
        if nilai == 0
        else "serapan anggaran lebih tinggi daripada capaiannya"
    )
    catatan = f" Catatan: {sasaran.realisasi.catatan}." if sasaran.realisasi.catatan else ""
    return f"{awal}Nilainya {bahan.angka(sasaran.efisiensi)}, artinya {arti}.{catatan}"


def analyse_program(bahan: Bahan, sasaran: DataSasaran) -> list[Isi]:
    """Analisis 7: program dan kegiatan yang menunjang keberhasilan atau kegagalan."""
    if not sasaran.program:
        return [Paragraf(mark_kosong(f"program pendukung sasaran {sasaran.kode} belum ditetapkan"))]
    capaian = _list_capaian_program(bahan)
    baris = [
        BarisTabel(
            (
                *bahan.sebut_anggaran(a),
                capaian.get(a.kode, ""),
            ),
            tebal=a.jenjang == "program",
        )
        for kode in sasaran.program
        for a in bahan.data.anggaran
        if a.jenjang != "sub kegiatan" and (a.kode == kode or a.kode.startswith(f"{kode}."))
    ]
    isi: list[Isi] = [
        Keterangan("Tabel", f"Program dan kegiatan pendukung sasaran {sasaran.kode}"),
        Tabel(
            (
                KolomTabel("Kode", 2.0),
                KolomTabel("Program/Kegiatan", 4.5),
                KolomTabel("Pagu", 3.1, "kanan"),
                KolomTabel("Realisasi", 3.1, "kanan"),
                KolomTabel("Serapan (%)", 1.6, "kanan"),
                KolomTabel("Capaian indikator (%)", 1.7, "kanan"),
            ),
            tuple(baris),
        ),
        Paragraf(_explain_program(bahan, sasaran)),
    ]
    return isi


def _list_capaian_program(bahan: Bahan) -> dict[str, str]:
    """Capaian indikator program dan kegiatan menurut kode nomenklatur, satu baris per indikator."""
    hasil: dict[str, list[str]] = {}
    for jenjang in (Jenjang.PROGRAM, Jenjang.KEGIATAN):
        for i in bahan.sejenjang(jenjang):
            if i.masuk_rerata:
                hasil.setdefault(i.kode, []).append(bahan.angka(i.tahun.capaian))
    return {k: "\n".join(v) for k, v in hasil.items()}


def _explain_program(bahan: Bahan, sasaran: DataSasaran) -> str:
    nama = join_dan([bahan.anggaran[k].uraian for k in sasaran.program if k in bahan.anggaran])
    kalimat = (
        f"Sasaran ini ditunjang {nama} dengan pagu {bahan.angka(sasaran.pagu)} dan realisasi "
        f"{bahan.angka(sasaran.realisasi)} ({bahan.angka(sasaran.serapan)} persen)."
    )
    if sasaran.anggaran_bersama:
        lain = sorted(
            s.kode
            for s in bahan.data.sasaran
            if s.kode != sasaran.kode and set(s.program) & set(sasaran.program)
        )
        kalimat += (
            f" Anggaran ini adalah anggaran bersama dengan sasaran {join_dan(lain)}, sehingga "
            "jumlah antarsasaran tidak dijumlahkan."
        )
    return kalimat
