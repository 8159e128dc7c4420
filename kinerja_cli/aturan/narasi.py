"""Aturan atas kata-kata: penjelasan, tindak lanjut, dan isian yang tidak berisi."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kinerja_cli.aturan.konteks import KINERJA, KonteksVerifikasi, format_indikator
from kinerja_cli.aturan.penjelasan import is_berisi, sederhanakan
from kinerja_cli.model.cetak import format_angka, format_persen
from kinerja_cli.model.istilah import JENJANG_NARASI
from kinerja_cli.model.sumber import BarisIndikator
from kinerja_cli.model.temuan import Temuan, build_temuan

PENJELASAN = ("penghambat", "pendorong")
NARASI = (*PENJELASAN, "upaya", "rencana_tindak_lanjut")
TINDAK_LANJUT = "rencana_tindak_lanjut"


def check_penjelasan(konteks: KonteksVerifikasi) -> Iterator[Temuan]:
    """Capaian di luar ambang kebijakan memerlukan sebab dan rencana tindak lanjut."""
    for indikator in konteks.indikator:
        luar = find_luar_ambang(konteks, indikator)
        if luar is None or indikator.jenjang not in JENJANG_NARASI:
            continue
        capaian, arah, ambang = luar
        kode = indikator.kode_indikator
        isi = {
            "nama": format_indikator(indikator),
            "capaian": format_persen(capaian),
            "arah_ambang": arah,
            "ambang": format_angka(ambang, 2),
        }
        utama = PENJELASAN[0] if arah == "di bawah" else PENJELASAN[1]
        if not konteks.penjelasan(kode, *PENJELASAN):
            tertulis = konteks.fakta.teks(konteks.periode, kode, utama)
            tempat = konteks.tempat(kode, utama, KINERJA)
            kode_temuan = "NRS303" if tertulis else "NRS301"
            yield build_temuan(kode_temuan, **tempat, **isi, isi=tertulis)
        if not konteks.penjelasan(kode, TINDAK_LANJUT):
            yield build_temuan("NRS302", **konteks.tempat(kode, TINDAK_LANJUT, KINERJA), **isi)


def find_luar_ambang(
    konteks: KonteksVerifikasi, indikator: BarisIndikator
) -> tuple[Decimal, str, Decimal] | None:
    """(capaian, "di bawah" atau "di atas", ambang) bila capaian terhitung di luar ambang."""
    hitung = konteks.hitung(indikator)
    capaian = hitung.hasil.tercetak if hitung and konteks.has_nilai(indikator) else None
    kebijakan = konteks.definisi.kebijakan
    if capaian is None:
        return None
    if capaian < kebijakan.ambang_penjelasan_bawah:
        return capaian, "di bawah", kebijakan.ambang_penjelasan_bawah
    if capaian > kebijakan.ambang_penjelasan_atas:
        return capaian, "di atas", kebijakan.ambang_penjelasan_atas
    return None


def check_tanpa_isi(konteks: KonteksVerifikasi) -> Iterator[Temuan]:
    """Kata seperti "ok" pada baris yang tidak wajib dijelaskan cukup dicatat; strip dibiarkan."""
    for indikator in konteks.indikator:
        kode = indikator.kode_indikator
        wajib = find_luar_ambang(konteks, indikator) and indikator.jenjang in JENJANG_NARASI
        for kolom in NARASI:
            teks = konteks.fakta.teks(konteks.periode, kode, kolom)
            if sederhanakan(teks) and not is_berisi(teks) and not wajib:
                yield build_temuan(
                    "NRS304",
                    **konteks.tempat(kode, kolom, KINERJA),
                    nama=format_indikator(indikator),
                    isi=teks,
                )
