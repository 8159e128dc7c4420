"""Baris lembar Data Dukung, Koreksi, dan Catatan."""

from __future__ import annotations

from collections.abc import Sequence

from kinerja_cli.formulir.bentuk import BarisFormulir
from kinerja_cli.formulir.identitas import build_hash
from kinerja_cli.formulir.keadaan import (
    LENGKAP,
    Tanya,
    build_keadaan,
    is_kosong,
)
from kinerja_cli.formulir.sel import (
    TEKS,
    build_isian,
    build_tanggal,
    build_terkunci,
)
from kinerja_cli.model.fakta import KOLOM_NILAI, KumpulanFakta
from kinerja_cli.model.isian import LABEL_CATATAN
from kinerja_cli.model.isian_rtl import BANTUAN_BUKTI
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
            "bukti": build_isian(bukti, TEKS, BANTUAN_BUKTI),
            "keadaan": build_keadaan(tanya, LENGKAP if tanya else "boleh kosong"),
            "keterangan": build_isian(fakta.nilai(periode, kode, "keterangan"), TEKS),
        }
        hash_ = build_hash(kode, indikator.indikator, indikator.data_dukung)
        hasil.append(BarisFormulir(kode, hash_, sel))
    return hasil


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
