"""Langkah 5-7: persentase capaian dari fakta di register, dengan penjelasannya."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kinerja_cli.capaian.cetak_fakta import PembuatFakta
from kinerja_cli.capaian.indikator import calculate_periode
from kinerja_cli.capaian.rekap_indikator import build_capaian
from kinerja_cli.capaian.ringkas_kebijakan import build_ringkasan
from kinerja_cli.model.angka import format_kanonik
from kinerja_cli.model.data_kinerja import CapaianPeriode
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.hasil import HasilCapaian
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisIndikator
from kinerja_cli.register.fakta import read_fakta
from kinerja_cli.ruang.langkah import require_definisi
from kinerja_cli.ruang.ruang import Ruang


@dataclass(frozen=True, slots=True)
class BarisCapaian:
    """Capaian satu indikator pada satu periode."""

    nomor: int
    indikator: BarisIndikator
    unit: str
    capaian: CapaianPeriode
    hasil: HasilCapaian
    kunci: str

    def to_json(self) -> dict[str, Any]:
        """Entri ``baris`` pada kontrak ``kinerja hitung --json``, ditambah ``kunci``."""
        c = self.capaian
        tercetak = self.hasil.tercetak
        return {
            "baris": self.nomor,
            "kunci": self.kunci,
            "indikator": self.indikator.indikator,
            "target_teks": c.target.teks,
            "target": _kanonik(c.target.nilai),
            "realisasi_teks": c.realisasi.teks,
            "realisasi": _kanonik(c.realisasi.nilai),
            "arah": self.indikator.arah.value,
            "status": self.hasil.status.value,
            "capaian": None if tercetak is None else format(tercetak, ".2f"),
            "kategori": c.kategori or None,
            "kode_rumus": c.kode_rumus or None,
            "penjelasan": c.penjelasan,
            "tercetak": None,
            "cocok": None,
            "temuan": [],
        }


@dataclass(frozen=True, slots=True)
class HitungRuang:
    """Capaian semua indikator ruang kerja pada satu periode."""

    definisi: Definisi
    periode: Periode
    baris: tuple[BarisCapaian, ...]

    def to_json(self) -> dict[str, Any]:
        """Dokumen kontrak ``kinerja hitung --json`` tanpa TABEL."""
        kebijakan = build_ringkasan(self.definisi.kebijakan)
        return {
            "skema": 1,
            "kebijakan": {
                "nama": kebijakan.nama,
                "berlaku": self.definisi.kebijakan.berlaku.isoformat(),
                "hash": kebijakan.hash,
            },
            "periode": self.periode.value,
            "baris": [b.to_json() for b in self.baris],
        }


def plan(ruang: Ruang, periode: Periode, unit: tuple[str, ...] = ()) -> HitungRuang:
    """Hitung dari fakta yang sudah diterima, terverifikasi atau belum; tidak menulis apa pun."""
    with ruang.register() as register:
        _, definisi = require_definisi(register)
        fakta = read_fakta(register)
    pembuat = PembuatFakta(definisi.tahun, periode)
    daftar: list[BarisCapaian] = []
    for baris in definisi.indikator:
        pelapor = definisi.pelapor.get(baris.kode_indikator, "")
        if unit and pelapor not in unit:
            continue
        hitung = calculate_periode(definisi, baris, fakta, periode)
        if hitung is None:
            continue
        capaian = build_capaian(definisi, baris, fakta, hitung, periode)
        kunci = pembuat.kunci(baris.kode_indikator, "capaian")
        daftar.append(BarisCapaian(len(daftar) + 1, baris, pelapor, capaian, hitung.hasil, kunci))
    return HitungRuang(definisi, periode, tuple(daftar))


def _kanonik(nilai: Nilai) -> str | None:
    if nilai.angka is not None:
        return format_kanonik(nilai.angka)
    return nilai.teks if nilai.ada else None
