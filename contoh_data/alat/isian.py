"""Menyusun apa yang diketik setiap unit dari tabel rencana, narasi, dan ubahan per berkas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from alat.tabel import AKAR, TAHUN, build_definisi, read_csv, write_csv
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.isian_rtl import StatusTindak
from kinerja_cli.model.istilah import Frekuensi, JenisIndikator, Jenjang
from kinerja_cli.model.kunci import build_kunci_rtl
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisIndikator

ISIAN = AKAR / "isian"
KEPALA = ("lembar", "kunci", "kolom", "isi")
NARASI = (Jenjang.TUJUAN, Jenjang.SASARAN, Jenjang.PROGRAM)
KOLOM_NARASI = (
    "pendorong",
    "penghambat",
    "upaya",
    "rencana_tindak_lanjut",
    "pic",
    "batas_waktu",
)
BATAS_TINDAK_LANJUT = {
    Periode.TW1: "2025-06-30",
    Periode.TW2: "2025-09-30",
    Periode.TW3: "2025-12-19",
    Periode.TW4: "2026-03-31",
}
BUKTI = "https://arsip.contoh.invalid/{tahun}/{periode}/{kode}"


@dataclass(frozen=True, slots=True)
class BarisIsian:
    """Satu sel yang diketik orang; awalan ``'`` berarti diketik sebagai teks."""

    lembar: str
    kunci: str
    kolom: str
    isi: str


@dataclass(frozen=True, slots=True)
class KirimanContoh:
    """Satu berkas kiriman contoh dan cara membuatnya."""

    periode: Periode
    unit: str
    tujuan: str
    isian: str
    bagian: str
    operasi: str
    """Kosong, ``salin:...``, ``asing``, atau kebiasaan ganjil yang dikerjakan sesudah mengisi."""


def read_kiriman() -> tuple[KirimanContoh, ...]:
    """Daftar semua berkas kiriman contoh."""
    return tuple(
        KirimanContoh(
            Periode(b["periode"]), b["unit"], b["tujuan"], b["isian"], b["bagian"], b["operasi"]
        )
        for b in read_csv("kiriman")
    )


def read_isian(periode: Periode, nama: str) -> list[BarisIsian]:
    """Isian yang sudah ditulis untuk satu berkas."""
    return [BarisIsian(**b) for b in read_csv(nama, ISIAN / periode.value)]


class PenyusunIsian:
    """Semua tabel rencana dibaca sekali, lalu isian tiap unit dan periode disusun darinya."""

    def __init__(self) -> None:
        self.definisi: Definisi = build_definisi()
        self.rencana = {b["kode"]: b for b in read_csv("rencana_isian")}
        self.uang = {b["kunci"]: b for b in read_csv("rencana_uang")}
        self.narasi = {(b["kode"], b["periode"]): b for b in read_csv("narasi")}
        self.sebab = {b["kode"]: b for b in read_csv("sebab")}
        self.jelas = {(b["kode"], b["periode"]) for b in read_csv("perlu_penjelasan")}
        self.catatan = read_csv("catatan")
        self.dikirim = {(k.unit, k.periode) for k in read_kiriman()}
        self.ubahan = read_csv("ubahan")

    def build(self, kiriman: KirimanContoh) -> list[BarisIsian]:
        """Isian satu berkas: seluruh baris unit, separuhnya, lalu ubahan khusus berkas itu."""
        baris = list(self._iterate(kiriman.unit, kiriman.periode))
        baris = _take_bagian(baris, kiriman.bagian)
        isi = {(b.lembar, b.kunci, b.kolom): b.isi for b in baris}
        for ubah in self.ubahan:
            if ubah["isian"] != kiriman.isian or ubah["periode"] != kiriman.periode.value:
                continue
            for kunci in _match(isi, ubah):
                isi[kunci] = ubah["isi"]
        return [BarisIsian(*kunci, teks) for kunci, teks in isi.items() if teks]

    def _iterate(self, unit: str, periode: Periode) -> Iterator[BarisIsian]:
        for indikator in self.definisi.indikator:
            kode = indikator.kode_indikator
            if not self._is_diminta(indikator, periode):
                continue
            milik = self.definisi.pelapor[kode] == unit
            yield from self._iterate_nilai(indikator, unit, periode, milik=milik)
            if milik:
                yield from self._iterate_narasi(indikator, periode)
        yield from self._iterate_uang(unit, periode)
        for indikator in self.definisi.indikator:
            kode = indikator.kode_indikator
            if self.definisi.pelapor[kode] == unit and self._is_diminta(indikator, periode):
                tautan = BUKTI.format(tahun=TAHUN, periode=periode.value, kode=kode)
                yield BarisIsian("Data Dukung", kode, "bukti", tautan)
        yield from self._iterate_rtl(unit, periode)
        for b in self.catatan:
            if b["unit"] == unit and b["periode"] == periode.value:
                yield BarisIsian("Catatan", b["kunci"], "isi", b["isi"])

    def _is_diminta(self, indikator: BarisIndikator, periode: Periode) -> bool:
        """Aturan contoh sendiri: tahunan pada ``tahun``, semesteran pada TW II dan IV."""
        if self.definisi.target_berlaku(indikator.kode_indikator, periode) is None:
            return False
        if periode is Periode.TAHUN:
            return indikator.jenjang in NARASI
        if indikator.frekuensi is Frekuensi.SEMESTERAN:
            return periode in {Periode.TW2, Periode.TW4}
        return indikator.frekuensi is Frekuensi.TRIWULANAN

    def _iterate_nilai(
        self, indikator: BarisIndikator, unit: str, periode: Periode, *, milik: bool
    ) -> Iterator[BarisIsian]:
        kode = indikator.kode_indikator
        if indikator.jenis is JenisIndikator.RASIO:
            for elemen in self.definisi.elemen_menurut_indikator[kode]:
                isi = self.rencana[elemen.kode_elemen][periode.value]
                if elemen.unit_penyedia != unit or not isi:
                    continue
                if milik:
                    yield BarisIsian("Kinerja", kode, elemen.peran.value, isi)
                else:
                    yield BarisIsian("Kinerja", elemen.kode_elemen, "realisasi", isi)
        elif milik and (isi := self.rencana[kode][periode.value]):
            yield BarisIsian("Kinerja", kode, "realisasi", isi)

    def _iterate_narasi(self, indikator: BarisIndikator, periode: Periode) -> Iterator[BarisIsian]:
        kode = indikator.kode_indikator
        if narasi := self.narasi.get((kode, periode.value)):
            for kolom in KOLOM_NARASI:
                if narasi[kolom]:
                    yield BarisIsian("Kinerja", kode, kolom, narasi[kolom])
        elif (kode, periode.value) in self.jelas:
            sebab = self.sebab[kode]
            for kolom in KOLOM_NARASI[:3]:
                if sebab[kolom]:
                    yield BarisIsian(
                        "Kinerja", kode, kolom, f"Pada {periode.nama}, {sebab[kolom]}."
                    )
            jabatan = self._find_jabatan(kode)
            isi = (sebab["rencana_tindak_lanjut"], jabatan, BATAS_TINDAK_LANJUT[periode])
            for kolom, teks in zip(KOLOM_NARASI[3:], isi, strict=True):
                yield BarisIsian("Kinerja", kode, kolom, teks)

    def _iterate_rtl(self, unit: str, periode: Periode) -> Iterator[BarisIsian]:
        """Laporan atas rencana triwulan sebelumnya; selesai bila batas waktunya sudah lewat."""
        lalu = [p for p in periode.sebelum() if (unit, p) in self.dikirim][-1:]
        if not lalu:
            return
        selesai = BATAS_TINDAK_LANJUT[lalu[0]] <= f"{periode.akhir(TAHUN)}"
        for indikator in self.definisi.indikator:
            kode = indikator.kode_indikator
            rencana = self._find_rencana(indikator, lalu[0])
            if self.definisi.pelapor[kode] != unit or not rencana:
                continue
            kunci = build_kunci_rtl(lalu[0].value, kode)
            kata = "Sudah dilaksanakan" if selesai else "Mulai dikerjakan"
            status = StatusTindak.SELESAI if selesai else StatusTindak.BERJALAN
            yield BarisIsian("RTL", kunci, "status", status.value)
            yield BarisIsian("RTL", kunci, "tindakan", f"{kata}: {rencana}")
            if selesai:
                tautan = BUKTI.format(tahun=TAHUN, periode=periode.value, kode=f"{kode}-rtl")
                yield BarisIsian("RTL", kunci, "bukti", tautan)

    def _find_rencana(self, indikator: BarisIndikator, periode: Periode) -> str:
        """Rencana tindak lanjut yang dikirim untuk indikator itu; kosong bila tidak ada."""
        if not self._is_diminta(indikator, periode):
            return ""
        daftar = {b.kolom: b.isi for b in self._iterate_narasi(indikator, periode)}
        return daftar.get("rencana_tindak_lanjut", "")

    def _find_jabatan(self, kode: str) -> str:
        unit = self.definisi.pelapor[kode]
        pejabat = self.definisi.pejabat_pada(date(TAHUN, 1, 2), unit=unit)
        return pejabat.jabatan if pejabat else ""

    def _iterate_uang(self, unit: str, periode: Periode) -> Iterator[BarisIsian]:
        if periode is Periode.TAHUN:
            return
        for pagu in self.definisi.pagu_berlaku(periode):
            if pagu.kode_unit == unit:
                kunci = f"{pagu.kode}:{unit}:{pagu.sumber_dana}"
                yield BarisIsian("Anggaran", kunci, "realisasi", self.uang[kunci][periode.value])


def _take_bagian(baris: list[BarisIsian], bagian: str) -> list[BarisIsian]:
    """``awal`` dan ``akhir`` membelah baris menurut kuncinya; keduanya bersama utuh."""
    if bagian == "semua":
        return baris
    kunci = list(dict.fromkeys((b.lembar, b.kunci) for b in baris if b.lembar != "Catatan"))
    separuh = set(kunci[::2] if bagian == "awal" else kunci[1::2])
    return [b for b in baris if (b.lembar, b.kunci) in separuh or b.lembar == "Catatan"]


def _match(
    isi: dict[tuple[str, str, str], str], ubah: dict[str, str]
) -> list[tuple[str, str, str]]:
    """Sel yang diubah; ``*`` pada kunci atau kolom mencakup semua sel yang sudah terisi."""
    lembar, kunci, kolom = ubah["lembar"], ubah["kunci"], ubah["kolom"]
    if "*" not in (kunci, kolom):
        return [(lembar, kunci, kolom)]
    return [k for k in isi if k[0] == lembar and kunci in ("*", k[1]) and kolom in ("*", k[2])]


def write_isian() -> list[Path]:
    """Tulis ``isian/<periode>/<nama>.csv`` untuk semua berkas kiriman yang diisi."""
    penyusun = PenyusunIsian()
    hasil = []
    for kiriman in read_kiriman():
        if not kiriman.isian:
            continue
        jalur = ISIAN / kiriman.periode.value / f"{kiriman.isian}.csv"
        baris = [(b.lembar, b.kunci, b.kolom, b.isi) for b in penyusun.build(kiriman)]
        write_csv(jalur, KEPALA, baris)
        hasil.append(jalur)
    return hasil
