"""Halangan pengesahan: semua alasan sekaligus, masing-masing dengan perbaikannya."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kinerja_cli.dokumen.baca_draf import Draf
from kinerja_cli.dokumen.tanda_naskah import list_belum_ada
from kinerja_cli.model.cetak import format_tanggal
from kinerja_cli.model.data_kinerja import DataKinerja
from kinerja_cli.model.draf import DUA_VERSI, rapikan
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisPejabat
from kinerja_cli.model.temuan import Temuan, build_temuan
from kinerja_cli.register.keputusan import YA
from kinerja_cli.ruang.konsep_akhir import KonsepAkhir
from kinerja_cli.ruang.papan import KeadaanUnit

HARUS_YA = frozenset({"lengkap", "sebagian", "belum"})
TIDAK_ADA = "tidak ada lagi"


@dataclass(frozen=True)
class BahanSyarat:
    """Semua yang menentukan boleh tidaknya laporan disahkan."""

    konsep: KonsepAkhir
    draf: Draf
    data: DataKinerja
    kini: DataKinerja
    """Data menurut register sekarang."""
    figur: Mapping[str, str]
    """Teks cetak setiap angka menurut kompilasi."""
    papan: Mapping[Periode, Sequence[KeadaanUnit]]
    kepala: BarisPejabat | None
    pelaku: BarisPejabat
    tanggal: date


def list_halangan(bahan: BahanSyarat) -> list[Temuan]:
    """Semua halangan menurut urutan SOP."""
    return [
        *_check_pelaku(bahan),
        *_check_unit(bahan),
        *_check_data(bahan),
        *_check_langkah(bahan),
        *_check_angka(bahan),
        *_check_isi(bahan.draf),
        *_check_suntingan(bahan),
    ]


def _check_pelaku(bahan: BahanSyarat) -> Iterator[Temuan]:
    if bahan.kepala is None or bahan.kepala.kunci != bahan.pelaku.kunci:
        yield build_temuan(
            "DOK510",
            kunci=bahan.pelaku.kunci,
            nama=f"{bahan.pelaku.nama} ({bahan.pelaku.kunci})",
            tanggal=format_tanggal(bahan.tanggal),
        )


def _check_unit(bahan: BahanSyarat) -> Iterator[Temuan]:
    for periode, papan in bahan.papan.items():
        for u in papan:
            if u.status in HARUS_YA and u.keputusan != YA:
                yield build_temuan(
                    "DOK504",
                    kunci=u.kode_unit,
                    kolom=periode.value,
                    nama=u.nama,
                    periode=periode.nama,
                    status=u.status,
                    keputusan=u.keputusan or "belum diputuskan",
                )


def _check_data(bahan: BahanSyarat) -> Iterator[Temuan]:
    for lama, baru in bahan.kini.compare(bahan.data):
        yield build_temuan("DOK502", kunci=lama.kunci, dulu=lama.teks, kini=baru.teks)


def _check_langkah(bahan: BahanSyarat) -> Iterator[Temuan]:
    konsep = bahan.konsep
    if konsep.terbuka:
        yield build_temuan(
            "DOK503",
            kunci="koreksi",
            konsep=konsep.putaran,
            pada=konsep.pada,
            langkah=", ".join(konsep.terbuka),
            perintah=konsep.berikutnya,
        )
    if not konsep.tercatat:
        yield build_temuan("DOK508", kunci="konsep", berkas=konsep.nama)
    for berkas in konsep.suntingan:
        yield build_temuan("DOK509", berkas=berkas, kunci=berkas, rincian=f"{berkas} disunting")
    for slot in konsep.tertinggal:
        rincian = f"kata-kata {slot} berubah"
        yield build_temuan("DOK509", kunci=slot, kolom=slot, rincian=rincian)


def _check_angka(bahan: BahanSyarat) -> Iterator[Temuan]:
    """Setiap angka terikat yang teksnya lain daripada data, satu kali setiap tulisan."""
    lain: dict[tuple[str, str], None] = {}
    for _, potong in bahan.draf.naskah.iterate_angka():
        tulis = rapikan(potong.teks)
        if tulis and tulis != rapikan(bahan.figur.get(potong.kunci, "")):
            lain[potong.kunci, tulis] = None
    for kunci, tulis in lain:
        kini = bahan.figur.get(kunci, TIDAK_ADA)
        yield build_temuan("DOK501", kunci=kunci, tulis=tulis, kini=kini)


def _check_isi(draf: Draf) -> Iterator[Temuan]:
    for bagian, teks in list_belum_ada(draf.dokumen):
        yield build_temuan("DOK505", kunci=teks, kolom=bagian, bagian=bagian or "awal", teks=teks)


def _check_suntingan(bahan: BahanSyarat) -> Iterator[Temuan]:
    for satuan in bahan.draf.naskah.satuan:
        if satuan.teks.startswith(DUA_VERSI):
            slot = satuan.slot or satuan.judul
            yield build_temuan("DOK506", kunci=slot, slot=slot)
    for u in (*bahan.draf.naskah.ulasan, *bahan.konsep.ulasan):
        yield build_temuan(
            "DOK507", kunci=u.teks, kolom=u.jenis, jenis=u.jenis, penulis=u.penulis, teks=u.teks
        )
