"""Blok tanda tangan: pejabat menurut tanggal dokumen, dengan Plt./Plh., pangkat, dan NIP."""

from __future__ import annotations

from kinerja_cli.dokumen.isi import Isi, Paragraf, mark_kosong
from kinerja_cli.dokumen.laporan.bahan import Bahan
from kinerja_cli.model.cetak import format_tanggal
from kinerja_cli.model.istilah import StatusJabatan
from kinerja_cli.model.sumber import BarisPejabat

GAYA = "Tanda Tangan"
GAYA_NAMA = "Tanda Tangan Nama"


def build_tanda_tangan(bahan: Bahan) -> list[Isi]:
    """Tempat, tanggal, jabatan, nama bergelar, pangkat, NIP; ruang tanda tangan dari gaya nama."""
    instansi = bahan.definisi.instansi
    pejabat = bahan.definisi.pejabat_pada(bahan.tanggal)
    tempat = Paragraf(f"{instansi.tempat}, {format_tanggal(bahan.tanggal)}", GAYA)
    if pejabat is None:
        return [tempat, Paragraf(mark_kosong("kepala perangkat daerah belum ada di Pejabat"), GAYA)]
    pangkat = ", ".join(t for t in (pejabat.pangkat, pejabat.golongan) if t)
    return [
        tempat,
        Paragraf(format_jabatan(pejabat, instansi.nama), GAYA),
        Paragraf(format_nama(pejabat), GAYA_NAMA),
        *([Paragraf(pangkat, GAYA)] if pangkat else []),
        *([Paragraf(f"NIP {pejabat.nip}", GAYA)] if pejabat.nip else []),
    ]


def format_jabatan(pejabat: BarisPejabat, nama_instansi: str) -> str:
    """``Plt. Kepala Dinas Perumahan ...``; kata jabatan yang sudah di nama dinas tidak diulang."""
    status = "" if pejabat.status is StatusJabatan.DEFINITIF else f"{pejabat.status.value} "
    jabatan = pejabat.jabatan
    kata = jabatan.split()[-1]
    if nama_instansi.split(maxsplit=1)[0].casefold() == kata.casefold():
        return f"{status}{jabatan.removesuffix(kata)}{nama_instansi}"
    return f"{status}{jabatan} {nama_instansi}"


def format_nama(pejabat: BarisPejabat) -> str:
    """Nama dengan gelar depan dan belakang."""
    depan = f"{pejabat.gelar_depan} " if pejabat.gelar_depan else ""
    belakang = f", {pejabat.gelar_belakang}" if pejabat.gelar_belakang else ""
    return f"{depan}{pejabat.nama}{belakang}"
