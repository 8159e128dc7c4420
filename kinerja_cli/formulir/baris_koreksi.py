"""Baris lembar Koreksi: angka triwulan lebih awal yang dilaporkan, dan yang belum."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kinerja_cli.formulir.bentuk import BarisFormulir, Validasi
from kinerja_cli.formulir.identitas import build_hash
from kinerja_cli.formulir.keadaan import Tanya, build_keadaan, is_kosong
from kinerja_cli.formulir.peta import build_kunci_koreksi
from kinerja_cli.formulir.pilihan_kinerja import PilihanKinerja
from kinerja_cli.formulir.rumus import list_isian
from kinerja_cli.formulir.sel import ANGKA, TEKS, build_isian, build_terkunci, show_nilai
from kinerja_cli.formulir.validasi_isian import build_validasi, soften
from kinerja_cli.model.definisi import Definisi, sort_indikator
from kinerja_cli.model.fakta import KOLOM_NILAI, KumpulanFakta
from kinerja_cli.model.kunci import build_kunci_uang
from kinerja_cli.model.nilai import KOSONG, JenisNilai, Nilai
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisElemen, BarisIndikator, BarisPagu

KOLOM_ANGKA = frozenset({"realisasi", KOLOM_NILAI})
BELUM_DILAPORKAN = "belum dilaporkan"
BarisAngka = BarisIndikator | BarisElemen | BarisPagu


@dataclass(frozen=True, slots=True)
class _Butir:
    """Sebutan satu angka: namanya, satuannya, dan aturan isiannya."""

    nama: str
    satuan: str
    validasi: Validasi


def build_baris_koreksi(
    definisi: Definisi, unit: str, periode: Periode, fakta: KumpulanFakta
) -> list[BarisFormulir]:
    """Angka unit ini pada triwulan lebih awal, urut periode.

    Yang belum dilaporkan ikut, agar triwulan yang terlewat dapat disusulkan di sini.
    """
    tabel = _build_tabel(definisi)
    hasil: list[BarisFormulir] = []
    for lalu in periode.sebelum():
        alamat = {(f.subjek, f.kolom) for f in fakta if f.unit == unit and f.periode is lalu}
        alamat = {a for a in alamat if a[1] in KOLOM_ANGKA and a[0] in tabel}
        alamat |= set(_iterate_wajib(definisi, unit, lalu, fakta))
        for subjek, kolom in sorted(alamat, key=lambda a: (tabel[a[0]][0], a[1])):
            nilai = fakta.nilai(lalu, subjek, kolom)
            kunci = build_kunci_koreksi(lalu, subjek, kolom)
            butir = _build_butir(definisi, lalu, tabel[subjek][1])
            hasil.append(_build_baris(kunci, len(hasil) + 1, lalu, butir, nilai))
    return hasil


def _iterate_wajib(
    definisi: Definisi, unit: str, periode: Periode, fakta: KumpulanFakta
) -> Iterator[tuple[str, str]]:
    """Alamat angka yang seharusnya diisi unit ini pada triwulan itu."""
    pilihan = PilihanKinerja(definisi, unit, periode, fakta)
    for indikator in pilihan.list_indikator():
        lain = {
            e.kode_elemen
            for e in definisi.elemen_menurut_indikator.get(indikator.kode_indikator, ())
            if e.unit_penyedia != unit
        }
        yield from (a for a in list_isian(definisi, indikator).values() if a[0] not in lain)
    for elemen, _ in pilihan.list_elemen():
        yield elemen.kode_elemen, KOLOM_NILAI
    for pagu in definisi.pagu_berlaku(periode):
        if pagu.kode_unit == unit:
            yield build_kunci_uang(pagu.kode, pagu.kode_unit, pagu.sumber_dana), "realisasi"


def _build_tabel(definisi: Definisi) -> dict[str, tuple[int, BarisAngka]]:
    """Urutan dan baris setiap yang berangka: indikator, elemen, lalu uang."""
    daftar: dict[str, BarisAngka] = {
        **{i.kode_indikator: i for i in sort_indikator(definisi.indikator)},
        **{e.kode_elemen: e for e in definisi.elemen},
        **{build_kunci_uang(p.kode, p.kode_unit, p.sumber_dana): p for p in definisi.pagu},
    }
    return {kunci: (n, baris) for n, (kunci, baris) in enumerate(daftar.items())}


def _build_butir(definisi: Definisi, periode: Periode, baris: BarisAngka) -> _Butir:
    if isinstance(baris, BarisIndikator):
        validasi = build_validasi(definisi, baris, periode)
        return _Butir(baris.indikator, baris.satuan, validasi)
    if isinstance(baris, BarisElemen):
        return _Butir(baris.nama, baris.satuan, ANGKA)
    nama = baris.uraian or definisi.nama_nomenklatur.get(baris.kode, baris.kode)
    return _Butir(f"{nama} ({baris.sumber_dana})", "Rp s.d. triwulan", ANGKA)


def _build_baris(
    kunci: str, nomor: int, periode: Periode, butir: _Butir, nilai: Nilai
) -> BarisFormulir:
    ada = nilai.jenis is not JenisNilai.KOSONG
    bantuan = "Isi hanya bila angka lama keliru" if ada else "Susulkan angka triwulan itu di sini"
    sel = {
        "nomor": build_terkunci(str(nomor)),
        "periode": build_terkunci(periode.nama),
        "indikator": build_terkunci(butir.nama),
        "satuan": build_terkunci(butir.satuan),
        "nilai_lama": build_terkunci(show_nilai(nilai) if ada else BELUM_DILAPORKAN),
        "nilai_baru": build_isian(KOSONG, soften(butir.validasi), bantuan),
        "alasan": build_isian(KOSONG, TEKS),
        "bukti": build_isian(KOSONG, TEKS),
        "keadaan": build_keadaan(
            (
                Tanya(is_kosong("nilai_baru"), True, "tetap" if ada else BELUM_DILAPORKAN),
                Tanya(is_kosong("alasan"), False, "isi alasan"),
            )
        ),
    }
    hash_ = build_hash(kunci, butir.nama, butir.satuan)
    return BarisFormulir(kunci, hash_, sel, kelompok=(periode.nama,))
