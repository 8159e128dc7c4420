"""Meja koreksi: ruang kerja kecil berkonsep, dan suntingan seperti yang dibuat orang di Word."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml.etree import _Element

from kinerja_cli.dokumen.baca_draf import Draf, read_draf
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.istilah import StatusJabatan
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisPejabat
from kinerja_cli.model.temuan import Temuan
from kinerja_cli.register.definisi import store_definisi
from kinerja_cli.register.keputusan import store_kompilasi
from kinerja_cli.register.laporan import KeadaanLaporan, read_keadaan
from kinerja_cli.ruang import naskah_laporan
from kinerja_cli.ruang.langkah import Hasil
from kinerja_cli.ruang.ruang import Ruang
from kinerja_cli.tahap import koreksi, lkjip
from tests.buatan import AWAL, build_definisi
from tests.dokumen.bahan import build_data
from tests.tahap.jalan import build_ruang

WAKTU = datetime(2026, 2, 13, 8, 0)
JABATAN = {
    "STAF": "Staf Perencana",
    "KASUBAG": "Kepala Sub Bagian Penyusunan Program",
    "PERENCANA": "Perencana Ahli Muda",
    "SEKRETARIS": "Sekretaris",
    "KADIS": "Kepala Dinas",
    "KABID": "Kepala Bidang Kawasan Permukiman",
}
SIMPULAN = "[simpulan dengan kata-kata pimpinan belum ditulis]"
IKU_01 = "Persentase rumah layak huni belum memenuhi"
BANDING_01 = "Dibandingkan dengan tahun sebelumnya, keadaan"


@dataclass(frozen=True, slots=True)
class Meja:
    """Ruang kerja yang sudah dikompilasi."""

    ruang: Ruang

    def lkjip(self, waktu: datetime = WAKTU, **opsi: Any) -> Hasil:
        """Buat konsep."""
        pilihan = lkjip.OpsiLkjip(Periode.TAHUN, waktu, pdf=False, **opsi)
        return lkjip.apply(lkjip.plan(self.ruang, pilihan))

    def konsep(self, nomor: int) -> Path:
        """Jalur konsep bernomor itu."""
        return self.ruang.laporan / f"LKjIP 2025 konsep {nomor}.docx"

    def sunting(self, nomor: int, *langkah: Callable[[Naskah], None], nama: str = "") -> Path:
        """Salin konsep, sunting, simpan di samping ruang kerja."""
        naskah = Naskah(docx.Document(str(self.konsep(nomor))))
        for satu in langkah:
            satu(naskah)
        jalur = self.ruang.akar.parent / (nama or f"draf {nomor}.docx")
        naskah.dokumen.save(str(jalur))
        return jalur

    def rencana(self, jalur: Path, oleh: str, **opsi: Any) -> koreksi.RencanaKoreksi:
        """Rencana koreksi tanpa menerapkannya."""
        waktu = opsi.pop("waktu", WAKTU)
        return koreksi.plan(self.ruang, koreksi.OpsiKoreksi(jalur, oleh, waktu, **opsi))

    def koreksi(self, jalur: Path, oleh: str, **opsi: Any) -> Hasil:
        """Terima satu draf."""
        return koreksi.apply(self.rencana(jalur, oleh, **opsi))

    def keadaan(self) -> KeadaanLaporan:
        """Konsep, koreksi, dan letaknya."""
        with self.ruang.register() as register:
            return read_keadaan(register)

    def baca(self, nomor: int) -> Draf:
        """Konsep terbit yang dibaca kembali."""
        konsep = self.keadaan().konsep[nomor - 1]
        return read_draf(docx.Document(str(self.konsep(nomor))), konsep.slot)

    def teks(self, nomor: int, slot: str) -> list[str]:
        """Teks setiap paragraf dan baris tabel sebuah slot pada konsep itu."""
        return [s.teks for s in self.baca(nomor).naskah.read_slot(slot) if s.teks]

    def petikan(self, nama: str) -> Path:
        """Jalur sebuah petikan."""
        return self.ruang.laporan / "narasi" / nama

    def compile(self, definisi: Definisi | None = None, **ubahan: Any) -> None:
        """Kompilasi baru; ``ubahan`` mengganti bidang datanya."""
        dipakai = definisi or build_definisi(pejabat=build_pejabat())
        data = build_data(dipakai).model_copy(update=ubahan)
        with self.ruang.register(tulis=True) as register, register.transaksi():
            store_definisi(register, dipakai, WAKTU.isoformat())
            store_kompilasi(register, data)


@dataclass(frozen=True, slots=True)
class Naskah:
    """Konsep yang sedang dibuka orang."""

    dokumen: Document

    def find(self, awal: str) -> Paragraph:
        """Paragraf pertama yang teksnya, dengan angkanya, diawali kata-kata itu."""
        for p in self.dokumen.element.body.iter(qn("w:p")):
            if "".join(t.text or "" for t in p.iter(qn("w:t"))).startswith(awal):
                return Paragraph(p, self.dokumen._body)  # type: ignore[arg-type]
        raise AssertionError(f"tidak ada paragraf {awal!r}")

    def find_kontrol(self, awal: str, kunci: str) -> _Element:
        """Kontrol berkunci itu di paragraf yang diawali kata-kata itu."""
        for sdt in self.find(awal)._p.iter(qn("w:sdt")):
            if sdt.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val")).endswith(kunci):
                return sdt
        raise AssertionError(f"tidak ada kontrol {kunci}")


def tulis(awal: str, *bagian: str, tebal: int | None = None) -> Callable[[Naskah], None]:
    """Ganti isi paragraf dengan run-run itu; yang ke-``tebal`` berhuruf tebal."""

    def sunting(naskah: Naskah) -> None:
        paragraf = naskah.find(awal)
        for run in paragraf.runs:
            run._r.getparent().remove(run._r)
        for urut, teks in enumerate(bagian):
            paragraf.add_run(teks).bold = True if urut == tebal else None

    return sunting


def ganti(awal: str, lama: str, baru: str) -> Callable[[Naskah], None]:
    """Ganti sepotong kata dalam satu run."""

    def sunting(naskah: Naskah) -> None:
        t = next(t for t in naskah.find(awal)._p.iter(qn("w:t")) if lama in (t.text or ""))
        t.text = (t.text or "").replace(lama, baru)

    return sunting


def ganti_angka(awal: str, kunci: str, baru: str) -> Callable[[Naskah], None]:
    """Ketik angka lain di dalam kontrolnya."""

    def sunting(naskah: Naskah) -> None:
        next(naskah.find_kontrol(awal, kunci).iter(qn("w:t"))).text = baru

    return sunting


def hapus_kontrol(awal: str, kunci: str, *, isi: bool = True) -> Callable[[Naskah], None]:
    """Hapus kontrol beserta isinya, atau lepaskan isinya dari kontrolnya."""

    def sunting(naskah: Naskah) -> None:
        sdt = naskah.find_kontrol(awal, kunci)
        if not isi:
            for run in list(sdt.iter(qn("w:r"))):
                sdt.addprevious(run)
        sdt.getparent().remove(sdt)

    return sunting


def sisip(awal: str, *unsur: Callable[[Naskah], _Element]) -> Callable[[Naskah], None]:
    """Taruh unsur-unsur baru sesudah paragraf itu."""

    def sunting(naskah: Naskah) -> None:
        acuan = naskah.find(awal)._p
        for satu in unsur:
            baru = satu(naskah)
            acuan.addnext(baru)
            acuan = baru

    return sunting


def alinea(teks: str, gaya: str = "Body Text") -> Callable[[Naskah], _Element]:
    """Paragraf baru."""
    return lambda n: n.dokumen.add_paragraph(teks, gaya)._p


def tabel(*baris: tuple[str, ...]) -> Callable[[Naskah], _Element]:
    """Tabel baru."""

    def build(naskah: Naskah) -> _Element:
        baru = naskah.dokumen.add_table(len(baris), len(baris[0]))
        for isi, sel in zip(baris, baru.rows, strict=True):
            for teks, satu in zip(isi, sel.cells, strict=True):
                satu.text = teks
        return baru._tbl

    return build


def salinan(awal: str) -> Callable[[Naskah], _Element]:
    """Salinan sebuah paragraf seperti ditempel Word: kontrolnya ikut, penandanya tidak."""

    def build(naskah: Naskah) -> _Element:
        baru = deepcopy(naskah.find(awal)._p)
        for penanda in [*baru.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))]:
            penanda.getparent().remove(penanda)
        return baru

    return build


def hapus(awal: str) -> Callable[[Naskah], None]:
    """Hapus satu paragraf."""

    def sunting(naskah: Naskah) -> None:
        p = naskah.find(awal)._p
        p.getparent().remove(p)

    return sunting


def build_pejabat() -> tuple[BarisPejabat, ...]:
    """Semua pelaku SOP langkah 8-11, dan satu kepala bidang."""
    return tuple(
        BarisPejabat(
            kunci=kunci,
            jabatan=jabatan,
            kode_unit="BID-KP" if kunci == "KABID" else "",
            nama=f"Contoh {kunci.title()}",
            status=StatusJabatan.DEFINITIF,
            dari=AWAL,
        )
        for kunci, jabatan in JABATAN.items()
    )


def open_meja(folder: Path, ganti: pytest.MonkeyPatch) -> Meja:
    """Konsep 1 sudah terbit; data di register sengaja hanya kompilasinya."""
    ganti.setattr(naskah_laporan, "check_kompilasi", lambda *_: [])
    # Nomor halaman dari LibreOffice diuji sendiri; di sini hanya memperlambat.
    ganti.setattr(lkjip, "find_libreoffice", lambda: None)
    meja = build_meja(folder)
    meja.lkjip()
    return meja


def build_meja(folder: Path) -> Meja:
    """Meja dengan kompilasi lengkap, belum berkonsep."""
    meja = Meja(build_ruang(folder / "ruang"))
    meja.compile()
    return meja


def list_kode(hasil: Hasil | koreksi.RencanaKoreksi) -> list[str]:
    """Kode temuan, tanpa yang hanya menyebut data yang belum ada."""
    return [t.kode for t in hasil.temuan if t.kode not in {"DOK202", "DOK203"}]


def find_temuan(hasil: Hasil | koreksi.RencanaKoreksi, kode: str) -> Temuan:
    """Satu-satunya temuan berkode itu."""
    (temuan,) = [t for t in hasil.temuan if t.kode == kode]
    return temuan
