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
from kinerja_cli.dokumen.laporan.anggaran import is_lengkap
from kinerja_cli.dokumen.laporan.bahan import Bahan
from kinerja_cli.dokumen.laporan.bahasa import (
    format_nama,
    join_butir,
    join_dan,
    to_awal_kecil,
)
from kinerja_cli.dokumen.laporan.kalimat import SEBUTAN, classify_capaian
from kinerja_cli.dokumen.laporan.kalimat_tahun import sebut_perubahan
from kinerja_cli.model.data_kinerja import DataAnggaran, DataIndikator, DataSasaran
from kinerja_cli.model.istilah import Jenjang
from kinerja_cli.model.nilai import Nilai

BAGIAN_NARASI = (
    ("pendorong", "Faktor pendorong"),
    ("penghambat", "Faktor penghambat"),
    ("upaya", "Alternatif solusi yang telah dilakukan"),
)


def analyse_faktor(bahan: Bahan, sasaran: DataSasaran) -> list[Isi]:
    """Analisis 5: sebab keberhasilan atau kegagalan dan upaya, dengan kata-kata bidang."""
    daftar = [i for i in bahan.milik(sasaran) if i.masuk_rerata]
    baris = tuple(
        BarisTabel(
            (i.indikator, SEBUTAN[classify_capaian(i)], sebut_perubahan(bahan, i), i.nama_unit)
        )
        for i in daftar
    )
    judul = f"Keberhasilan, kegagalan, dan perubahan indikator sasaran {bahan.nomor(sasaran)}"
    isi: list[Isi] = [
        Keterangan("Tabel", judul),
        Tabel(
            (
                KolomTabel("Indikator kinerja", 5.2),
                KolomTabel("Terhadap target", 3.0),
                KolomTabel("Dibandingkan tahun lalu", 3.4),
                KolomTabel("Penanggung jawab", 4.4),
            ),
            baris,
        ),
    ]
    for i in daftar:
        isi.append(Paragraf(i.indikator, "Judul Kecil"))
        for kolom, label in BAGIAN_NARASI:
            isi.append(Paragraf(label, "Label"))
            harap = f"{label.lower()} {i.kode_indikator} belum diisi {i.nama_unit}"
            isi.append(bahan.slot(f"{i.kode_indikator}:{kolom}", getattr(i.narasi, kolom), harap))
    return isi


def analyse_efisiensi(bahan: Bahan, sasaran: DataSasaran) -> list[Isi]:
    """Analisis 6: efisiensi penggunaan sumber daya menurut rumus bernama pada kebijakan."""
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
                    bahan.excuse(sasaran.efisiensi),
                )
            ),
        ),
    )
    return [
        Keterangan("Tabel", f"Efisiensi penggunaan sumber daya sasaran {bahan.nomor(sasaran)}"),
        tabel,
        Paragraf(explain_efisiensi(bahan, sasaran)),
    ]


def explain_efisiensi(bahan: Bahan, sasaran: DataSasaran) -> str:
    """Rumus yang dipakai, hasilnya dan artinya, atau sebab tidak dihitung."""
    rumus = next((isi for nama, isi, _ in bahan.data.kebijakan.butir if nama == "Efisiensi"), "")
    sebutan = f"Tingkat efisiensi ({rumus})" if rumus else "Tingkat efisiensi"
    nilai = sasaran.efisiensi.nilai.angka
    if nilai is None:
        kalimat = f"{sebutan} tidak dihitung karena {sasaran.efisiensi.catatan}."
        if sasaran.serapan.nilai.angka is not None:
            kalimat += f" Anggarannya terserap {bahan.angka(sasaran.serapan)} persen."
        return kalimat
    arti = (
        "capaian kinerjanya lebih tinggi daripada serapan anggarannya"
        if nilai > 0
        else "capaian kinerjanya sebanding dengan serapan anggarannya"
        if nilai == 0
        else "serapan anggarannya lebih tinggi daripada capaian kinerjanya"
    )
    hasil = f"{sebutan} sasaran ini {bahan.angka(sasaran.efisiensi)}, artinya {arti}."
    if bahan.nomor(sasaran) % 2 == 0 and sasaran.serapan.nilai.angka is not None:
        hasil = (
            f"Dengan rata-rata capaian {bahan.angka(sasaran.rerata.capaian)} persen dan serapan "
            f"{bahan.angka(sasaran.serapan)} persen, {to_awal_kecil(sebutan)} sasaran ini "
            f"{bahan.angka(sasaran.efisiensi)}: {arti}."
        )
    catatan = sasaran.realisasi.catatan
    return f"{hasil} Catatan: {catatan}." if catatan else hasil


def analyse_program(bahan: Bahan, sasaran: DataSasaran) -> list[Isi]:
    """Analisis 7: program dan kegiatan yang menunjang keberhasilan atau kegagalan.

    Program bersama yang sudah dirinci pada sasaran sebelumnya hanya disebut jumlahnya.
    """
    if not sasaran.program:
        return [Paragraf(mark_kosong(f"program pendukung sasaran {sasaran.kode} belum ditetapkan"))]
    sudah = _list_sudah(bahan, sasaran)
    indikator = _map_indikator(bahan)
    baris = [
        b
        for kode in sasaran.program
        for a in _list_turunan(bahan, kode, dirinci=kode not in sudah)
        for b in _list_baris_program(bahan, a, indikator.get(a.kode, []))
    ]
    return [
        Keterangan("Tabel", f"Program dan kegiatan pendukung sasaran {bahan.nomor(sasaran)}"),
        Tabel(
            (
                KolomTabel("Program/kegiatan", 4.4),
                KolomTabel("Pagu", 2.5, "kanan"),
                KolomTabel("Realisasi", 2.5, "kanan"),
                KolomTabel("Serapan (%)", 1.4, "kanan"),
                KolomTabel("Indikator", 4.4),
                KolomTabel("Capaian (%)", 1.5, "kanan"),
            ),
            tuple(baris),
            gabung=4,
        ),
        *(Paragraf(teks) for teks in explain_program(bahan, sasaran)),
    ]


def _list_sudah(bahan: Bahan, sasaran: DataSasaran) -> dict[str, int]:
    """Program yang sudah dirinci pada sasaran sebelumnya: kode dan nomor sasarannya."""
    hasil: dict[str, int] = {}
    for nomor, s in enumerate(bahan.data.sasaran, start=1):
        if s.kode == sasaran.kode:
            break
        for kode in s.program:
            hasil.setdefault(kode, nomor)
    return {k: n for k, n in hasil.items() if k in sasaran.program and k in bahan.anggaran}


def _list_turunan(bahan: Bahan, kode: str, *, dirinci: bool) -> list[DataAnggaran]:
    """Program itu dan, bila dirinci, kegiatannya."""
    return [
        a
        for a in bahan.turunan.get(".".join(kode.split(".")[:3]), [])
        if a.jenjang != "sub kegiatan"
        and (a.kode == kode or (dirinci and a.kode.startswith(f"{kode}.")))
    ]


def _map_indikator(bahan: Bahan) -> dict[str, list[DataIndikator]]:
    """Indikator program dan kegiatan menurut kode nomenklaturnya."""
    hasil: dict[str, list[DataIndikator]] = {}
    for jenjang in (Jenjang.PROGRAM, Jenjang.KEGIATAN):
        for i in bahan.sejenjang(jenjang):
            if i.masuk_rerata:
                hasil.setdefault(i.kode, []).append(i)
    return hasil


def _list_baris_program(
    bahan: Bahan, a: DataAnggaran, indikator: list[DataIndikator]
) -> list[BarisTabel]:
    """Satu baris setiap indikator; tanpa indikator, satu baris anggarannya saja."""
    tebal = a.jenjang == "program"
    angka = tuple(bahan.angka(f) for f in (a.pagu, a.realisasi, a.serapan))
    awal = (f"{a.kode} {format_nama(a.uraian)}", *angka)
    if not indikator:
        return [BarisTabel((*awal, "-", "-"), tebal=tebal)]
    return [
        BarisTabel(
            (*awal, i.indikator, bahan.angka(i.tahun.capaian)),
            tebal=tebal,
            tebal_sampai=len(awal),
        )
        for i in indikator
    ]


def explain_program(bahan: Bahan, sasaran: DataSasaran) -> list[str]:
    """Anggaran penunjang, indikator program yang tertinggal, dan program yang dipakai bersama."""
    program = [bahan.anggaran[k] for k in sasaran.program if k in bahan.anggaran]
    nama = join_dan([format_nama(a.uraian) for a in program])
    serapan = (
        f" ({bahan.angka(sasaran.serapan)} persen)"
        if sasaran.serapan.nilai.angka is not None
        else ""
    )
    hasil = [
        f"Sasaran ini ditunjang oleh {nama} dengan pagu {bahan.angka(sasaran.pagu)} dan realisasi "
        f"{bahan.angka(sasaran.realisasi)}{serapan}.{_explain_serapan(bahan, program)}"
    ]
    hasil.append(_explain_indikator(bahan, sasaran))
    hasil += [t for t in (_explain_porsi(bahan, sasaran), _explain_bersama(bahan, sasaran)) if t]
    return hasil


def _explain_porsi(bahan: Bahan, sasaran: DataSasaran) -> str:
    """Porsi program untuk sasaran ini bila tidak seluruhnya."""
    porsi = [c for c in bahan.definisi.cascading if c.induk == sasaran.kode and c.porsi is not None]
    bagian = []
    for c in porsi:
        if c.porsi in {None, 100} or c.anak not in bahan.anggaran:
            continue
        nilai = bahan.pembuat.nilai(Nilai.dari_angka(c.porsi), 2, sasaran.kode, c.anak, "porsi")
        bagian.append(f"{bahan.figur(nilai)} persen {format_nama(bahan.anggaran[c.anak].uraian)}")
    if not bagian:
        return ""
    return f"Pagu dan realisasi sasaran ini dihitung menurut porsinya, yaitu {join_dan(bagian)}."


def _explain_serapan(bahan: Bahan, program: list[DataAnggaran]) -> str:
    """Program dengan serapan terendah bila ada yang dapat dibandingkan."""
    ada = [a for a in program if is_lengkap(a)]
    if len(ada) < 2:
        return ""
    rendah = min(ada, key=lambda a: a.serapan.nilai.angka or 0)
    return (
        f" Serapan terendah terdapat pada {format_nama(rendah.uraian)}, yaitu "
        f"{bahan.angka(rendah.serapan)} persen."
    )


def _explain_indikator(bahan: Bahan, sasaran: DataSasaran) -> str:
    """Indikator program yang menunjang keberhasilan dan yang menunjang kegagalan."""
    milik = [
        i for i in bahan.sejenjang(Jenjang.PROGRAM) if i.masuk_rerata and i.kode in sasaran.program
    ]
    terukur = [i for i in milik if i.tahun.capaian.nilai.angka is not None]
    if not terukur:
        return "Indikator program penunjangnya belum terukur."
    bawah = [i for i in terukur if (i.tahun.capaian.nilai.angka or 0) < 100]
    if not bawah:
        return "Semua indikator program penunjang yang terukur memenuhi target."
    butir = [f"{to_awal_kecil(i.indikator)} ({bahan.angka(i.tahun.capaian)} persen)" for i in bawah]
    awal = (
        f"Dari {bahan.hitungan(len(terukur), sasaran.kode, 'program_terukur')} indikator program "
        f"yang terukur, {bahan.hitungan(len(terukur) - len(bawah), sasaran.kode, 'program_baik')} "
        "memenuhi target; yang belum adalah"
        if len(bawah) < len(terukur)
        else "Indikator program penunjang yang belum memenuhi target adalah"
    )
    return f"{awal} {join_butir(butir)}."


def _explain_bersama(bahan: Bahan, sasaran: DataSasaran) -> str:
    kalimat = ""
    if sasaran.anggaran_bersama:
        lain = [
            str(bahan.nomor(s))
            for s in bahan.data.sasaran
            if s.kode != sasaran.kode and set(s.program) & set(sasaran.program)
        ]
        kalimat = (
            f"Anggaran ini dipakai bersama dengan sasaran {join_dan(lain)} (anggaran bersama), "
            "sehingga jumlah antarsasaran tidak dijumlahkan."
        )
    if sudah := _list_sudah(bahan, sasaran):
        nama = join_dan([format_nama(bahan.anggaran[k].uraian) for k in sudah])
        nomor = join_dan(sorted({str(n) for n in sudah.values()}))
        kalimat += f" Rincian kegiatan {nama} tercantum pada sasaran {nomor}."
    return kalimat.strip()
