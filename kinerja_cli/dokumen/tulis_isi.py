"""Menulis uraian blok menjadi unsur Word pada tempatnya di templat."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from docx.document import Document
from docx.text.paragraph import Paragraph
from lxml.etree import _Element

from kinerja_cli.dokumen.figur import Figur
from kinerja_cli.dokumen.grafik import PenyisipGrafik
from kinerja_cli.dokumen.isi import (
    Gambar,
    Isi,
    Keterangan,
    Narasi,
    Paragraf,
    Tabel,
    mark_kosong,
)
from kinerja_cli.dokumen.slot import AlamatBlok, PenulisSlot
from kinerja_cli.dokumen.tulis_tabel import PenulisTabel
from kinerja_cli.dokumen.xml_word import (
    PenulisTeks,
    add_penanda,
    build,
    build_bidang,
    build_paragraf,
)
from kinerja_cli.lembar.grafik import build_grafik

GAYA_NARASI = "Narasi"
GAYA_GAMBAR = "Gambar"
GAYA_KETERANGAN = "Caption"
PENANDA = {"Tabel": "_KinerjaTabel", "Gambar": "_KinerjaGambar"}


class PenulisIsi:
    """Menulis blok berurutan; nomor tabel dan gambar berlanjut di seluruh dokumen."""

    def __init__(self, dokumen: Document, figur: Figur, slot: PenulisSlot | None = None) -> None:
        self.dokumen = dokumen
        self.slot = slot or PenulisSlot(dokumen, PenulisTeks(figur))
        self.teks = self.slot.teks
        self._alamat = AlamatBlok()
        self._figur = figur
        self.keterangan: dict[str, list[tuple[str, str]]] = {"Tabel": [], "Gambar": []}
        """(nama penanda, teks) setiap judul tabel dan gambar, untuk daftarnya."""
        self._nomor_penanda = 5000
        self._gaya: dict[str, str] = {str(g.name): str(g.style_id) for g in dokumen.styles}
        self._grafik = PenyisipGrafik(dokumen)
        self._tabel = PenulisTabel(dokumen, figur, self.teks, self.read_gaya)
        self._tulis: Mapping[type, Callable[[Any, float], Iterable[_Element]]] = {
            Paragraf: self._write_paragraf,
            Keterangan: self._write_keterangan,
            Tabel: self._write_tabel,
            Gambar: self._write_gambar,
            Narasi: self._write_narasi,
        }

    def iterate_unsur(
        self, daftar: Iterable[Isi], lebar_cm: float, blok: str = ""
    ) -> Iterator[_Element]:
        """Unsur badan dokumen untuk sebuah blok pada halaman dengan lebar isi itu.

        Sesudah setiap isi menyusul sisipan orang yang ditaruh di sana.
        """
        self._alamat.open(blok)
        for isi in daftar:
            yield from self._tulis[type(isi)](isi, lebar_cm)
            yield from self.slot.write_sisipan(self._alamat.terakhir)

    def read_gaya(self, nama: str) -> str:
        """Id gaya menurut namanya di templat; gaya yang dihapus kantor jatuh ke gaya biasa."""
        return self._gaya.get(nama, nama.replace(" ", ""))

    def _write_paragraf(self, isi: Paragraf, _: float) -> list[_Element]:
        slot = self._alamat.name_kalimat(isi.teks)
        return self.slot.write(slot, isi.teks, lambda: self._build_paragraf(isi.teks, isi.gaya))

    def _write_keterangan(self, isi: Keterangan, _: float) -> Iterator[_Element]:
        nomor = len(self.keterangan[isi.jenis]) + 1
        nama = f"{PENANDA[isi.jenis]}{nomor}"
        self.keterangan[isi.jenis].append((nama, f"{isi.jenis} {nomor}. {isi.teks}"))
        paragraf = build_paragraf(
            GAYA_KETERANGAN,
            *self.teks.iterate_unsur(f"{isi.jenis} "),
            *build_bidang(f"SEQ {isi.jenis} \\* ARABIC", str(nomor)),
            *self.teks.iterate_unsur(f". {isi.teks}"),
        )
        if isi.jenis == "Tabel":
            paragraf[0].append(build("keepNext"))
        self._nomor_penanda += 1
        add_penanda(paragraf, nama, self._nomor_penanda)
        yield from self.teks.wrap_slot(self._alamat.name_tempat(isi), [paragraf])

    def _write_narasi(self, isi: Narasi, _: float) -> list[_Element]:
        slot = self._alamat.name_narasi(isi.slot)
        teks = isi.teks.strip() or mark_kosong(isi.harap)
        return self.slot.write(slot, isi.teks, lambda: self._build_narasi(teks))

    def _build_narasi(self, teks: str) -> list[_Element]:
        return [
            build_paragraf(GAYA_NARASI, *self.teks.iterate_unsur(bagian))
            for bagian in teks.split("\n")
            if bagian.strip()
        ]

    def _build_paragraf(self, teks: str, gaya: str) -> list[_Element]:
        return [build_paragraf(self.read_gaya(gaya), *self.teks.iterate_unsur(teks))]

    def _write_gambar(self, isi: Gambar, lebar_cm: float) -> Iterator[_Element]:
        unsur = build_paragraf(GAYA_GAMBAR)
        paragraf = Paragraph(unsur, self.dokumen._body)  # type: ignore[arg-type]
        lebar = lebar_cm / len(isi.grafik)
        for uraian in isi.grafik:
            sebutan = uraian.judul or isi.uraian
            grafik = build_grafik(uraian)
            self._grafik.insert(paragraf, grafik, lebar, isi.tinggi_cm, sebutan)
        yield from self.teks.wrap_slot(self._alamat.name_tempat(isi), [unsur])

    def _write_tabel(self, isi: Tabel, lebar_cm: float) -> Iterator[_Element]:
        yield from self._tabel.iterate_unsur(isi, lebar_cm, self._alamat.name_tempat(isi))
