"""Jejak satu angka: dari sel kiriman, lewat agregasi dan rumus, sampai capaian dan kategori."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kinerja_cli.capaian.indikator import HitungPeriode, calculate_periode, read_target
from kinerja_cli.capaian.ringkas_kebijakan import build_ringkasan
from kinerja_cli.model.cetak import format_angka, format_tanggal
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.fakta import KOLOM_NILAI, FaktaIsian, KumpulanFakta
from kinerja_cli.model.istilah import Arah, Dokumen, Jenjang
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import DAFTAR_PERIODE, Periode
from kinerja_cli.model.sumber import BarisIndikator


@dataclass(frozen=True, slots=True)
class BagianJejak:
    """Satu bagian jejak: judul dan barisnya (nama, isi)."""

    judul: str
    baris: tuple[tuple[str, str], ...]

    def to_json(self) -> dict[str, object]:
        """Bentuk JSON."""
        return {"judul": self.judul, "baris": [list(b) for b in self.baris]}


def build_jejak(
    definisi: Definisi, indikator: BarisIndikator, fakta: KumpulanFakta, periode: Periode
) -> tuple[BagianJejak, ...]:
    """Semua yang menentukan capaian indikator pada periode itu."""
    hitung = calculate_periode(definisi, indikator, fakta, periode)
    return (
        BagianJejak("Indikator", tuple(_describe(definisi, indikator))),
        BagianJejak("Target", tuple(_list_target(definisi, indikator, periode))),
        BagianJejak("Isian", tuple(_list_isian(definisi, indikator, fakta, periode))),
        BagianJejak("Hitungan", tuple(_list_hitungan(hitung))),
        BagianJejak("Kebijakan", tuple(_list_kebijakan(definisi, indikator))),
    )


def _describe(definisi: Definisi, i: BarisIndikator) -> Iterator[tuple[str, str]]:
    yield "nama", f"{i.kode_indikator} {i.indikator}"
    yield "satuan, jenis, arah", f"{i.satuan}, {i.jenis.value}, {i.arah.value}"
    yield "agregasi, cara isi", f"{i.agregasi.value}, {i.cara_isi.value}"
    yield "pelapor", definisi.pelapor.get(i.kode_indikator, "-")
    if i.definisi_operasional:
        yield "definisi operasional", i.definisi_operasional


def _list_target(
    definisi: Definisi, i: BarisIndikator, periode: Periode
) -> Iterator[tuple[str, str]]:
    dokumen = Dokumen.DPA if i.jenjang is Jenjang.SUB_KEGIATAN else Dokumen.PK
    versi = definisi.versi_periode(dokumen, periode)
    if versi is None:
        yield dokumen.value, "belum ada versi yang berlaku"
        return
    sebutan = " ".join(filter(None, (dokumen.value, versi.versi, versi.nomor)))
    yield "dokumen", f"{sebutan} berlaku {format_tanggal(versi.berlaku_mulai)}"
    baris = definisi.target_berlaku(i.kode_indikator, periode)
    if baris is None:
        yield "target", "indikator tidak ada pada versi itu"
        return
    for p in (*periode.triwulan(), Periode.TAHUN):
        teks = baris.teks(p)
        if teks:
            target, alasan = read_target(i, teks)
            yield p.nama, teks if target else f"{teks} ({alasan})"


def _list_isian(
    definisi: Definisi, i: BarisIndikator, fakta: KumpulanFakta, periode: Periode
) -> Iterator[tuple[str, str]]:
    """Setiap sel asal: nilai, unit, berkas, lembar, sel, versi, waktu terima."""
    elemen = definisi.elemen_menurut_indikator.get(i.kode_indikator, ())
    subjek = [(e.kode_elemen, KOLOM_NILAI, f"{e.peran.value} {e.nama}") for e in elemen] or [
        (i.kode_indikator, "realisasi", "realisasi")
    ]
    for kode, kolom, nama in subjek:
        for p in DAFTAR_PERIODE[: periode.nomor]:
            isi = fakta.fakta(p, kode, kolom)
            if isi is not None:
                yield f"{p.nama}, {nama}", _format_asal(isi)


def _format_asal(isi: FaktaIsian) -> str:
    asal = f"{isi.unit}, {isi.berkas} {isi.lembar}!{isi.sel}, versi {isi.versi}, {isi.waktu[:10]}"
    if isi.hasil_verifikasi is not None:
        dilaporkan = _format_nilai(isi.nilai)
        return (
            f"{_format_nilai(isi.berlaku)} (hasil verifikasi; dilaporkan {dilaporkan}) dari {asal}"
        )
    return f"{_format_nilai(isi.nilai)} dari {asal}"


def _list_hitungan(hitung: HitungPeriode | None) -> Iterator[tuple[str, str]]:
    if hitung is None:
        yield "keadaan", "tidak ada dalam dokumen yang berlaku pada periode ini"
        return
    yield "sampai dengan periode", _format_nilai(hitung.sampai)
    if hitung.realisasi != hitung.sampai:
        yield "dibandingkan dengan target", _format_nilai(hitung.realisasi)
    if hitung.kosong:
        yield "tidak dilaporkan", ", ".join(p.nama for p in hitung.kosong)
    hasil = hitung.hasil
    yield "status", hasil.status.value.replace("_", " ")
    if hasil.rumus:
        yield f"rumus {hasil.kode_rumus}", hasil.rumus
    if hasil.kategori:
        yield "kategori", hasil.kategori
    yield "penjelasan", hasil.penjelasan or hasil.alasan
    if hitung.kemajuan is not None and hitung.kemajuan.rumus:
        yield "kemajuan terhadap target tahun", hitung.kemajuan.rumus


def _list_kebijakan(definisi: Definisi, i: BarisIndikator) -> Iterator[tuple[str, str]]:
    ringkasan = build_ringkasan(definisi.kebijakan)
    arah = "Makin tinggi makin baik" if i.arah is Arah.NAIK else "Makin rendah makin baik"
    yield "nama", f"{ringkasan.nama}, berlaku mulai {ringkasan.berlaku}"
    if i.rumus_capaian:
        yield "rumus pilihan indikator", i.rumus_capaian
    for nama, isi, sumber in ringkasan.butir:
        if nama in {arah, "Target nol", "Skala kategori", "Pembulatan"}:
            yield nama, f"{isi}. Sumber: {sumber}"


def _format_nilai(nilai: Nilai) -> str:
    if nilai.angka is not None:
        return format_angka(nilai.angka, 12)
    return nilai.teks or "kosong"
