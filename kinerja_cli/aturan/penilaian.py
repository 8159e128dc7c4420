"""Penilaian pemeriksa diterapkan atas temuan aturan satu unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from kinerja_cli.aturan.konteks import KonteksVerifikasi, SelRealisasi
from kinerja_cli.model.cetak import format_tanggal
from kinerja_cli.model.penilaian import JenisPenilaian, Penilaian
from kinerja_cli.model.temuan import Temuan, Tingkat, build_temuan, sort_temuan

TOPIK_TETAP = ("STR", "IDN", "DOK")
KODE_TETAP = frozenset({"NIL301", "NIL302", "NIL303", "WJR201", "WJR202"})
NIL_PEMBACAAN = range(200)
KODE_TANDA = frozenset({"WJR201", "WJR202", "WJR203"})
"""Temuan yang berasal dari tanda pemeriksa sendiri."""


def is_terkecualikan(kode: str) -> bool:
    """Benar bila temuan berkode itu boleh dikecualikan.

    Yang menyangkut susunan, identitas, isian kosong, dan isian tak terbaca tidak boleh.
    """
    if kode.startswith(TOPIK_TETAP) or kode in KODE_TETAP:
        return False
    return not (kode.startswith("NIL") and int(kode[3:]) in NIL_PEMBACAAN)


def apply_penilaian(
    konteks: KonteksVerifikasi, temuan: Iterable[Temuan], penilaian: Sequence[Penilaian]
) -> list[Temuan]:
    """Temuan sesudah pengecualian, ditambah pertanyaan terbuka dan yang dinyatakan tidak sesuai."""
    kecuali = {
        (p.kode, p.kunci, p.kolom): p for p in penilaian if p.jenis is JenisPenilaian.KECUALI
    }
    hasil = [_waive(t, kecuali.get(t.identitas)) for t in temuan]
    return sort_temuan([*hasil, *_iterate_tanda(konteks, penilaian)])


def _waive(temuan: Temuan, kecuali: Penilaian | None) -> Temuan:
    if kecuali is None:
        return temuan
    return replace(
        temuan,
        tingkat=Tingkat.CATATAN,
        masalah=f"{temuan.masalah} (dikecualikan oleh {kecuali.oleh}: {kecuali.isi})",
        perbaikan="tidak perlu tindakan",
    )


def _iterate_tanda(konteks: KonteksVerifikasi, penilaian: Sequence[Penilaian]) -> Iterator[Temuan]:
    for p in penilaian:
        tempat = {**konteks.tempat(p.kunci, p.kolom, ""), "nama": find_nama(konteks, p.kunci)}
        berlaku = p.dasar == dump_dasar(konteks, p.kunci)
        if p.jenis is JenisPenilaian.TIDAK and berlaku:
            yield build_temuan("WJR201", **tempat, oleh=p.oleh, alasan=p.isi)
        elif p.terbuka:
            yield build_temuan("WJR202", **tempat, oleh=p.oleh, tanya=p.isi)
        elif p.jenis is JenisPenilaian.SEPAKAT and not berlaku:
            yield build_temuan("WJR203", **tempat, oleh=p.oleh, nilai=p.jawaban)


def describe_penilaian(penilaian: Penilaian) -> str:
    """Satu tanda sebagai kalimat pendek, dengan nama dan tanggalnya."""
    p = penilaian
    tanggal = format_tanggal(datetime.fromisoformat(p.waktu).date())
    match p.jenis:
        case JenisPenilaian.TANYA:
            return f"ditanyakan {p.oleh}: {p.isi}; dijawab: {p.jawaban or 'belum'}"
        case JenisPenilaian.SEPAKAT:
            bukti = f", bukti {p.bukti}" if p.bukti else ""
            return f"disepakati {p.jawaban} oleh {p.oleh}, {tanggal}: {p.isi}{bukti}"
        case JenisPenilaian.TIDAK:
            return f"dinyatakan tidak sesuai oleh {p.oleh}, {tanggal}: {p.isi}"
        case JenisPenilaian.KECUALI:
            return f"{p.kode} dikecualikan oleh {p.oleh}, {tanggal}: {p.isi}"
        case JenisPenilaian.YA:
            walau = f" walaupun ada {p.kode.replace(',', ', ')}" if p.kode else ""
            return f"dinyatakan sesuai oleh {p.oleh}, {tanggal}{walau}"


def find_putusan(
    konteks: KonteksVerifikasi,
    kunci: str,
    penilaian: Iterable[Penilaian],
    temuan: Iterable[Temuan],
) -> Penilaian | None:
    """Tanda terakhir yang masih memutuskan baris itu; ``None`` bila harus dilihat lagi.

    Yang gugur: tanda atas isian lama, pertanyaan yang sudah dijawab, dan ya yang sesudahnya
    mendapat temuan lain.
    """
    milik = [p for p in penilaian if p.kunci == kunci and p.jenis is not JenisPenilaian.KECUALI]
    if not milik or milik[-1].dasar != dump_dasar(konteks, kunci):
        return None
    akhir = milik[-1]
    if akhir.jenis is JenisPenilaian.TANYA:
        return akhir if akhir.terbuka else None
    if akhir.jenis is JenisPenilaian.YA:
        return akhir if list_kode(temuan) <= set(akhir.kode.split(",")) else None
    return akhir


def list_kode(temuan: Iterable[Temuan], *tingkat: Tingkat) -> set[str]:
    """Kode temuan aturan bertingkat itu, bawaan yang perlu tindakan; tanda orang tidak ikut."""
    dipilih = tingkat or (Tingkat.GALAT, Tingkat.PERINGATAN)
    return {t.kode for t in temuan if t.tingkat in dipilih and t.kode not in KODE_TANDA}


def find_nama(konteks: KonteksVerifikasi, kunci: str) -> str:
    """Nama baris berkunci itu; kosong bila bukan baris unit ini."""
    uang = {u.kunci: u.nama for u in konteks.uang}
    indikator = {i.kode_indikator: f"{i.kode_indikator} {i.indikator}" for i in konteks.indikator}
    return (
        uang.get(kunci)
        or indikator.get(kunci)
        or next((s.nama for s in konteks.sel_realisasi if s.kunci == kunci), "")
    )


def list_sel(konteks: KonteksVerifikasi, kunci: str) -> list[SelRealisasi]:
    """Sel realisasi pada baris berkunci itu."""
    return [s for s in konteks.sel_realisasi if s.kunci == kunci]


def dump_dasar(konteks: KonteksVerifikasi, kunci: str) -> str:
    """Nilai yang dilaporkan pada baris itu, sebagai teks pembanding."""
    alamat = [(konteks.periode, s.subjek, s.kolom_fakta) for s in list_sel(konteks, kunci)]
    alamat += [(konteks.periode_uang, u.kunci, "realisasi") for u in konteks.uang
               if u.kunci == kunci]  # fmt: skip
    fakta = (konteks.fakta.fakta(*a) for a in alamat)
    return "|".join(f.nilai.dump() if f else "" for f in fakta)
