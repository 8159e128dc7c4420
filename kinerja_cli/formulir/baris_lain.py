"""Baris lembar Data Dukung, Koreksi, dan Catatan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kinerja_cli.formulir.bentuk import BarisFormulir
from kinerja_cli.formulir.identitas import build_hash
from kinerja_cli.formulir.keadaan import (
    LENGKAP,
    Tanya,
    build_keadaan,
    has_kosong,
    is_kosong,
    join_dan,
)
from kinerja_cli.formulir.peta import build_kunci_koreksi
from kinerja_cli.formulir.sel import (
    ANGKA,
    TEKS,
    build_isian,
    build_tanggal,
    build_terkunci,
    show_nilai,
)
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.fakta import KOLOM_NILAI, FaktaIsian, KumpulanFakta
from kinerja_cli.model.isian import LABEL_CATATAN
from kinerja_cli.model.kunci import build_kunci_uang
from kinerja_cli.model.nilai import KOSONG, JenisNilai
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisIndikator

KOLOM_ANGKA = frozenset({"realisasi", KOLOM_NILAI})


def build_baris_dukung(
    daftar: Sequence[BarisIndikator], periode: Periode, fakta: KumpulanFakta
) -> list[BarisFormulir]:
    """Satu baris per indikator yang diisi pada formulir ini."""
    hasil = []
    for nomor, indikator in enumerate(daftar, start=1):
        kode = indikator.kode_indikator
        bukti = fakta.nilai(periode, kode, "bukti")
        tanya: tuple[Tanya, ...] = ()
        if indikator.data_dukung:
            tanya = (Tanya(is_kosong("bukti"), not bukti.ada, "isi bukti"),)
        sel = {
            "nomor": build_terkunci(str(nomor)),
            "indikator": build_terkunci(indikator.indikator),
            "data_dukung": build_terkunci(indikator.data_dukung or "tidak diwajibkan"),
            "bukti": build_isian(bukti, TEKS, "Nama berkas di folder bukti, atau tautan"),
            "keadaan": build_keadaan(tanya, LENGKAP if tanya else "boleh kosong"),
            "keterangan": build_isian(fakta.nilai(periode, kode, "keterangan"), TEKS),
        }
        hash_ = build_hash(kode, indikator.indikator, indikator.data_dukung)
        hasil.append(BarisFormulir(kode, hash_, sel))
    return hasil


def build_baris_koreksi(
    definisi: Definisi, unit: str, periode: Periode, fakta: KumpulanFakta
) -> list[BarisFormulir]:
    """Angka triwulan lebih awal yang pernah dilaporkan unit ini, urut periode."""
    label = dict(_iterate_label(definisi))
    lama = [
        f
        for f in fakta
        if f.unit == unit
        and f.periode in periode.sebelum()
        and f.kolom in KOLOM_ANGKA
        and f.subjek in label
    ]
    urut = sorted(lama, key=lambda f: (f.periode.nomor, list(label).index(f.subjek)))
    return [_build_koreksi(f, n, *label[f.subjek]) for n, f in enumerate(urut, start=1)]


def _build_koreksi(fakta: FaktaIsian, nomor: int, nama: str, satuan: str) -> BarisFormulir:
    kunci = build_kunci_koreksi(fakta.periode, fakta.subjek, fakta.kolom)
    teks = fakta.berlaku.jenis is JenisNilai.TEKS
    validasi = TEKS if teks else replace(ANGKA, keras=False)
    sel = {
        "nomor": build_terkunci(str(nomor)),
        "periode": build_terkunci(fakta.periode.nama),
        "indikator": build_terkunci(nama),
        "satuan": build_terkunci(satuan),
        "nilai_lama": build_terkunci(show_nilai(fakta.berlaku)),
        "nilai_baru": build_isian(KOSONG, validasi, "Isi hanya bila angka lama keliru"),
        "alasan": build_isian(KOSONG, TEKS),
        "bukti": build_isian(KOSONG, TEKS),
        "keadaan": build_keadaan(
            (
                Tanya(is_kosong("nilai_baru"), True, "tetap"),
                Tanya(join_dan(has_kosong("alasan")), False, "isi alasan"),
            )
        ),
    }
    return BarisFormulir(kunci, build_hash(kunci, nama, satuan), sel)


def _iterate_label(definisi: Definisi) -> Iterator[tuple[str, tuple[str, str]]]:
    for i in definisi.indikator:
        yield i.kode_indikator, (i.indikator, i.satuan)
    for e in definisi.elemen:
        yield e.kode_elemen, (e.nama, e.satuan)
    for p in definisi.pagu:
        kunci = build_kunci_uang(p.kode, p.kode_unit, p.sumber_dana)
        nama = p.uraian or definisi.nama_nomenklatur.get(p.kode, p.kode)
        yield kunci, (f"{nama} ({p.sumber_dana})", "Rp s.d. triwulan")


def build_baris_catatan(
    unit: str, periode: Periode, tahun: int, fakta: KumpulanFakta
) -> list[BarisFormulir]:
    """Pengisi dan kaki Formulir E.81, satu baris per keterangan."""
    hasil = []
    for kunci, label in LABEL_CATATAN.items():
        nilai = fakta.nilai(periode, unit, kunci)
        isi = build_tanggal(nilai, tahun) if kunci == "tanggal" else build_isian(nilai, TEKS)
        sel = {"label": build_terkunci(label), "isi": isi}
        hasil.append(BarisFormulir(kunci, build_hash(kunci, label), sel))
    return hasil
