"""Menyusun formulir satu unit dari definisi dan fakta yang sudah ada."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kinerja_cli.capaian.tindak_lanjut import list_tindak_lanjut
from kinerja_cli.formulir.baris_anggaran import build_baris_anggaran
from kinerja_cli.formulir.baris_kinerja import Penyusun
from kinerja_cli.formulir.baris_koreksi import build_baris_koreksi
from kinerja_cli.formulir.baris_lain import (
    build_baris_catatan,
    build_baris_dukung,
)
from kinerja_cli.formulir.bentuk import (
    BarisFormulir,
    Formulir,
    IdentitasFormulir,
    LembarFormulir,
    TandaTangan,
    Terbitan,
)
from kinerja_cli.formulir.identitas import build_identitas
from kinerja_cli.formulir.petunjuk import build_petunjuk
from kinerja_cli.formulir.tindak_lanjut import build_baris_rtl
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.fakta import KumpulanFakta
from kinerja_cli.model.isian import LEMBAR_FORMULIR
from kinerja_cli.model.istilah import StatusJabatan
from kinerja_cli.model.kolom import Peran, iterate_kolom
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisPejabat


@dataclass(frozen=True, slots=True)
class TataLembar:
    """Keterangan dan tata letak satu lembar formulir."""

    catatan: str
    tetap: str
    halaman_baru: str = ""
    dihitung: bool = True


TATA: Mapping[str, TataLembar] = {
    "Kinerja": TataLembar(
        "Isi sel kuning. Target dan pembanding sudah terisi; capaian dihitung sendiri.",
        "indikator",
        "status_angka",
    ),
    "Anggaran": TataLembar(
        "Realisasi kumulatif sejak 1 Januari, sama dengan laporan bendahara.", "uraian"
    ),
    "Data Dukung": TataLembar(
        "Sebutkan berkas yang membuktikan setiap realisasi dan kirimkan bersama formulir ini.",
        "indikator",
    ),
    "Koreksi": TataLembar(
        "Hanya bila angka triwulan lalu keliru, atau triwulan itu terlewat dan hendak disusulkan.",
        "indikator",
        dihitung=False,
    ),
    "RTL": TataLembar(
        "Laporkan pelaksanaan tindak lanjut yang direncanakan dan belum selesai.", "indikator"
    ),
    "Catatan": TataLembar("Pengisi formulir dan ringkasan untuk Formulir E.81.", "label"),
}


def build_formulir(
    definisi: Definisi, unit: str, periode: Periode, fakta: KumpulanFakta, terbit: Terbitan
) -> Formulir | None:
    """Formulir unit untuk satu periode; ``None`` bila tidak ada yang perlu diisi (nihil)."""
    koreksi = build_baris_koreksi(definisi, unit, periode, fakta)
    penyusun = Penyusun(definisi, unit, periode, fakta, frozenset(b.kunci for b in koreksi))
    kinerja = penyusun.build_baris()
    anggaran = build_baris_anggaran(definisi, unit, periode, fakta)
    if not kinerja and not anggaran:
        return None
    identitas = build_identitas(definisi, unit, periode, terbit)
    tindak = list_tindak_lanjut(definisi, unit, periode, fakta)
    isi = {
        "Kinerja": kinerja,
        "Anggaran": anggaran,
        "Data Dukung": build_baris_dukung(penyusun.list_indikator(), periode, fakta),
        "Koreksi": koreksi,
        "RTL": build_baris_rtl(tindak, periode, definisi.tahun, fakta),
        "Catatan": build_baris_catatan(unit, periode, definisi.tahun, fakta),
    }
    lembar = tuple(build_lembar(nama, baris) for nama, baris in isi.items() if baris)
    return Formulir(
        identitas=identitas,
        judul=_build_judul(identitas),
        petunjuk=build_petunjuk(identitas, lembar),
        lembar=lembar,
        tanda_tangan=_build_tanda_tangan(definisi, identitas),
        kategori=tuple(p.nama for p in definisi.kebijakan.skala.pita),
    )


def _build_judul(identitas: IdentitasFormulir) -> tuple[str, ...]:
    waktu = f"{identitas.periode.nama} Tahun {identitas.tahun}"
    if identitas.periode is Periode.TAHUN:
        waktu = f"Tahun {identitas.tahun}"
    return (f"Formulir Data Kinerja {waktu}", identitas.nama_unit, identitas.instansi)


def build_lembar(nama: str, baris: Sequence[BarisFormulir]) -> LembarFormulir:
    """Lembar bernama baku itu dengan kolom dan tata letaknya."""
    model = LEMBAR_FORMULIR[nama]
    tata = TATA[nama]
    return LembarFormulir(
        nama=nama,
        model=model,
        kolom=tuple(k for k in iterate_kolom(model) if k.kolom.peran is not Peran.KUNCI),
        baris=tuple(baris),
        catatan=tata.catatan,
        tetap=tata.tetap,
        halaman_baru=tata.halaman_baru,
        dihitung=tata.dihitung,
    )


def _build_tanda_tangan(definisi: Definisi, identitas: IdentitasFormulir) -> TandaTangan:
    pada = identitas.periode.akhir(definisi.tahun)
    pejabat = definisi.pejabat_pada(pada, unit=identitas.unit)
    tempat = definisi.instansi.tempat
    if pejabat is None:
        return TandaTangan(tempat, f"Kepala {identitas.nama_unit}")
    return TandaTangan(tempat, _sebut_jabatan(pejabat), _sebut_nama(pejabat), pejabat.nip)


def _sebut_jabatan(pejabat: BarisPejabat) -> str:
    """Jabatan dengan Plt. atau Plh. di depannya."""
    awal = "" if pejabat.status is StatusJabatan.DEFINITIF else f"{pejabat.status.value} "
    return f"{awal}{pejabat.jabatan}"


def _sebut_nama(pejabat: BarisPejabat) -> str:
    depan = f"{pejabat.gelar_depan} " if pejabat.gelar_depan else ""
    belakang = f", {pejabat.gelar_belakang}" if pejabat.gelar_belakang else ""
    return f"{depan}{pejabat.nama}{belakang}"
