"""Surat pendek dari templat kantor: nota pengembalian dan berita acara verifikasi."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from babel.dates import format_date

from kinerja_cli.dokumen.figur import Figur
from kinerja_cli.dokumen.isi import Isi, Paragraf, mark_kosong
from kinerja_cli.dokumen.kemas import save_dokumen
from kinerja_cli.dokumen.laporan.tanda_tangan import GAYA, GAYA_NAMA, format_nama
from kinerja_cli.dokumen.templat import check_blok, fill_blok, list_blok, render_templat
from kinerja_cli.dokumen.tulis_isi import PenulisIsi
from kinerja_cli.model.cetak import LOKAL, format_tanggal
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.istilah import StatusJabatan
from kinerja_cli.model.sumber import BarisPejabat


@dataclass(frozen=True, slots=True)
class Surat:
    """Templat, nama-nama ``{{ nama }}``, dan isi setiap blok ``[[blok]]``."""

    templat: Path
    konteks: Mapping[str, str]
    blok: Mapping[str, Sequence[Isi]]
    waktu: datetime


def build_surat(surat: Surat) -> bytes:
    """Byte .docx; masukan sama menghasilkan byte yang sama. Galat ``TemplatError``."""
    dokumen = render_templat(surat.templat, surat.konteks)
    tempat = list_blok(dokumen)
    check_blok(dokumen, tempat, surat.blok, surat.templat.name)
    penulis = PenulisIsi(dokumen, Figur())
    fill_blok(tempat, lambda t: penulis.iterate_unsur(surat.blok[t.nama], t.lebar_cm))
    return save_dokumen(dokumen, surat.waktu)


def build_konteks(definisi: Definisi, tanggal: date) -> dict[str, str]:
    """Nama yang tersedia di setiap surat: kop, tempat, dan tanggal."""
    instansi = definisi.instansi
    return {
        "tahun": str(definisi.tahun),
        "pemerintah": instansi.pemerintah,
        "nama_instansi": instansi.nama,
        "kop_pemerintah": instansi.pemerintah.upper(),
        "kop_instansi": instansi.nama.upper(),
        "alamat": instansi.alamat,
        "kode_pos": instansi.kode_pos,
        "telepon": instansi.telepon,
        "laman": instansi.laman,
        "tempat": instansi.tempat,
        "tanggal": format_tanggal(tanggal),
        "hari": format_date(tanggal, "EEEE", locale=LOKAL),
    }


def find_pejabat(definisi: Definisi, kunci: str, tanggal: date) -> BarisPejabat | None:
    """Pejabat berkunci itu yang menjabat pada tanggal surat, atau yang terakhir tercatat."""
    daftar = [p for p in definisi.pejabat if p.kunci == kunci]
    pada = [p for p in daftar if p.dari <= tanggal and (p.sampai is None or tanggal <= p.sampai)]
    return next(iter(pada or daftar[-1:]), None)


def sebut_jabatan(pejabat: BarisPejabat | None, kosong: str) -> str:
    """Jabatan dengan Plt. atau Plh.; ditandai bila pejabatnya belum ada."""
    if pejabat is None:
        return mark_kosong(kosong)
    awal = "" if pejabat.status is StatusJabatan.DEFINITIF else f"{pejabat.status.value} "
    return f"{awal}{pejabat.jabatan}"


def build_tanda_tangan(
    definisi: Definisi, pejabat: BarisPejabat | None, tanggal: date
) -> list[Isi]:
    """Tempat, tanggal, jabatan, nama, dan NIP; ruang tanda tangan dari gaya nama."""
    awal = Paragraf(f"{definisi.instansi.tempat}, {format_tanggal(tanggal)}", GAYA)
    jabatan = Paragraf(f"{sebut_jabatan(pejabat, 'penanda tangan belum disebut')},", GAYA)
    if pejabat is None:
        return [awal, jabatan]
    nama = Paragraf(format_nama(pejabat), GAYA_NAMA)
    nip = [Paragraf(f"NIP {pejabat.nip}", GAYA)] if pejabat.nip else []
    return [awal, jabatan, nama, *nip]
