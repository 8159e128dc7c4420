"""Lampiran evaluasi hasil Renja: kolom Formulir E.81, kinerja (K) dan rupiah per baris."""

from __future__ import annotations

from collections.abc import Sequence

from kinerja_cli.dokumen.isi import BarisTabel, Isi, Keterangan, KolomTabel, Paragraf, Tabel
from kinerja_cli.dokumen.laporan.bahan import Bahan
from kinerja_cli.dokumen.laporan.bahasa import format_nama
from kinerja_cli.model.data_kinerja import DataAnggaran, DataIndikator, Fakta
from kinerja_cli.model.istilah import Jenjang
from kinerja_cli.model.periode import TRIWULAN

JENJANG_RENJA = (Jenjang.PROGRAM, Jenjang.KEGIATAN, Jenjang.SUB_KEGIATAN)
TANPA = "-"
RUPIAH = "Rp"
SUMBER = (
    "Kolom mengikuti Formulir E.81 Permendagri 86/2017 menurut praktik daerah; naskah lampirannya "
    "belum diperiksa."
)
CARA_JUMLAH = (
    "Kolom 12 adalah jumlah kolom 8 sampai 11 dan kolom 13 jumlah kolom 6 dan 12 hanya untuk angka "
    "yang dapat dijumlahkan dan rupiah. Untuk persentase, indeks, predikat, dan posisi akhir "
    "(keterangan: nilai akhir), kolom 12 nilai terakhir dan kolom 13 sama dengan kolom 12."
)
NILAI_AKHIR = "nilai akhir"
ARTI_TANPA = f"{TANPA} tidak ada angkanya pada Renstra atau riwayat."


def attach_renja(bahan: Bahan) -> list[Isi]:
    """Tabel evaluasi Renja, rata-rata dan predikatnya, faktor, dan tindak lanjut."""
    indikator: dict[str, list[DataIndikator]] = {}
    for jenjang in JENJANG_RENJA:
        for i in bahan.sejenjang(jenjang):
            indikator.setdefault(i.kode, []).append(i)
    baris = [
        b
        for a in bahan.data.anggaran
        for b in (
            *_open_program(bahan, a),
            _build_uang(bahan, a),
            *(_build_kinerja(bahan, i) for i in indikator.get(a.kode, [])),
        )
    ]
    return [
        Keterangan("Tabel", f"Evaluasi hasil Renja tahun {bahan.data.tahun}"),
        Tabel(
            _list_kolom(bahan),
            (*baris, *_list_kaki(bahan)),
            kecil=True,
            catatan=(CARA_JUMLAH, ARTI_TANPA, SUMBER),
        ),
        *_list_faktor(bahan),
    ]


def _open_program(bahan: Bahan, a: DataAnggaran) -> list[BarisTabel]:
    """Baris sasaran (kolom 2) di atas setiap program."""
    if a.jenjang != "program":
        return []
    nama = [f"{bahan.nomor(s)}. {s.uraian}" for s in bahan.data.sasaran if a.kode in s.program]
    teks = f"Sasaran: {'; '.join(nama)}" if nama else "Sasaran: belum dikaitkan"
    return [BarisTabel((teks,), kelompok=True)]


def _list_kolom(bahan: Bahan) -> tuple[KolomTabel, ...]:
    tahun = bahan.data.tahun
    tw = tuple(
        KolomTabel(p.nama.removeprefix("Triwulan "), 1.9, "kanan", "Realisasi triwulan", str(n))
        for n, p in enumerate(TRIWULAN, start=8)
    )
    return (
        KolomTabel("Sasaran, program/kegiatan/sub kegiatan, dan indikator", 5.6, nomor="2-4"),
        KolomTabel("K/Rp", 1.3, "tengah"),
        KolomTabel("Target Renstra akhir periode", 2.0, "kanan", nomor="5"),
        KolomTabel(f"Realisasi s.d. {tahun - 1}", 2.0, "kanan", nomor="6"),
        KolomTabel(f"Target Renja {tahun}", 2.0, "kanan", nomor="7"),
        *tw,
        KolomTabel(f"Realisasi {tahun}", 2.0, "kanan", nomor="12"),
        KolomTabel(f"Realisasi Renstra s.d. {tahun}", 2.0, "kanan", nomor="13"),
        KolomTabel("Tingkat capaian Renstra (%)", 1.5, "kanan", nomor="14"),
        KolomTabel("Unit penanggung jawab", 2.1, nomor="15"),
        KolomTabel("Ket.", 1.2, nomor="16"),
    )


def _mark(bahan: Bahan, fakta: Fakta | None) -> str:
    return TANPA if fakta is None else bahan.angka(fakta)


def _build_uang(bahan: Bahan, a: DataAnggaran) -> BarisTabel:
    r = a.renja
    triwulan = [bahan.angka(f) for f in r.triwulan] if r else []
    kolom = (
        f"{a.kode} {format_nama(a.uraian)}",
        RUPIAH,
        _mark(bahan, r.target_renstra if r else None),
        _mark(bahan, r.lalu if r else None),
        bahan.angka(a.pagu),
        *triwulan,
        *[TANPA] * (len(TRIWULAN) - len(triwulan)),
        bahan.angka(a.realisasi),
        _mark(bahan, r.sampai if r else None),
        _mark(bahan, r.tingkat if r else None),
        _sebut_unit(bahan, a),
        "",
    )
    return BarisTabel(kolom, tebal=a.jenjang != "sub kegiatan")


def _sebut_unit(bahan: Bahan, a: DataAnggaran) -> str:
    nama = {u.kode_unit: u.nama for u in bahan.data.unit}
    return ", ".join(nama.get(k, k) for k in a.unit.split(", ") if k)


def _build_kinerja(bahan: Bahan, i: DataIndikator) -> BarisTabel:
    r = i.renja
    triwulan = {t.periode: t.realisasi for t in i.triwulan}
    keterangan = "" if r is None or r.kumulatif else NILAI_AKHIR
    if not i.masuk_rerata:
        keterangan = i.keterangan.split(";")[0]
    return BarisTabel(
        (
            f"\u2022 {i.indikator}",
            i.satuan,
            _mark(bahan, r.target_renstra if r else None),
            _mark(bahan, r.lalu if r else None),
            bahan.angka(i.tahun.target) if i.tahun.target.nilai.ada else TANPA,
            *(_mark(bahan, triwulan.get(p)) for p in TRIWULAN),
            bahan.angka(i.tahun.realisasi),
            _mark(bahan, r.sampai if r else None),
            _mark(bahan, r.tingkat if r else None),
            i.nama_unit,
            keterangan,
        )
    )


def _list_kaki(bahan: Bahan) -> list[BarisTabel]:
    """Rata-rata capaian dan predikat setiap jenjang; rata-rata tidak mencampur jenjang."""
    hasil = []
    for jenjang in JENJANG_RENJA:
        if not (r := bahan.data.total.rerata.get(jenjang)):
            continue
        subjek = ("dinas", jenjang.value.replace(" ", "_"))
        n = bahan.hitungan(r.n, *subjek, "rerata_n")
        m = bahan.hitungan(r.m, *subjek, "rerata_m")
        teks = (
            f"Rata-rata capaian kinerja {jenjang.value}: {bahan.angka(r.capaian)} persen, "
            f"predikat {r.kategori or TANPA}, dari {n} di antara {m} indikator"
        )
        hasil.append(BarisTabel((teks,), kelompok=True))
    return hasil


def _list_faktor(bahan: Bahan) -> list[Isi]:
    """Faktor pendorong, penghambat, dan tindak lanjut indikator program."""
    daftar = [
        i
        for i in bahan.sejenjang(Jenjang.PROGRAM)
        if any((i.narasi.pendorong, i.narasi.penghambat, i.narasi.rencana_tindak_lanjut))
    ]
    if not daftar:
        return []
    return [
        Paragraf("Faktor dan tindak lanjut menurut indikator program.", "Judul Kecil"),
        Keterangan("Tabel", "Faktor pendorong, penghambat, dan tindak lanjut program"),
        Tabel(
            (
                KolomTabel("Indikator program", 5),
                KolomTabel("Faktor pendorong", 6),
                KolomTabel("Faktor penghambat", 6),
                KolomTabel("Tindak lanjut yang diperlukan", 6),
            ),
            tuple(_build_faktor(daftar)),
            kecil=True,
        ),
    ]


def _build_faktor(daftar: Sequence[DataIndikator]) -> list[BarisTabel]:
    return [
        BarisTabel(
            (
                i.indikator,
                i.narasi.pendorong or TANPA,
                i.narasi.penghambat or TANPA,
                i.narasi.rencana_tindak_lanjut or TANPA,
            )
        )
        for i in daftar
    ]
