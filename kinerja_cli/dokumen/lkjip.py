"""Konsep LKjIP: templat kantor diisi data kinerja, setiap angka terikat pada kuncinya."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from docx.document import Document
from lxml.etree import _Element

from kinerja_cli.dokumen.daftar_isi import (
    BagianHalaman,
    ButirDaftar,
    format_halaman,
    iterate_daftar,
    mark_bagian,
    mark_judul,
)
from kinerja_cli.dokumen.figur import Figur
from kinerja_cli.dokumen.isi import Isi
from kinerja_cli.dokumen.kemas import save_dokumen
from kinerja_cli.dokumen.laporan import akhir, anggaran, ikhtisar, rencana, renja
from kinerja_cli.dokumen.laporan.analisis import DAFTAR_ANALISIS
from kinerja_cli.dokumen.laporan.bahan import Bahan
from kinerja_cli.dokumen.laporan.tanda_tangan import build_tanda_tangan
from kinerja_cli.dokumen.petikan import Petikan
from kinerja_cli.dokumen.slot import PenulisSlot
from kinerja_cli.dokumen.teks_tetap import mark_tetap
from kinerja_cli.dokumen.templat import (
    TempatBlok,
    bind_angka,
    check_blok,
    fill_blok,
    list_blok,
    render_templat,
)
from kinerja_cli.dokumen.tulis_isi import PenulisIsi
from kinerja_cli.dokumen.xml_word import PenulisTeks, build
from kinerja_cli.model.cetak import format_tanggal
from kinerja_cli.model.data_kinerja import DataKinerja
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.galat import TemplatError

BLOK: Mapping[str, Callable[[Bahan], list[Isi]]] = {
    "tanda_tangan": build_tanda_tangan,
    "ikhtisar": ikhtisar.summarise_dinas,
    "gambaran_umum": rencana.describe_organisasi,
    "aspek_strategis": rencana.describe_aspek,
    "permasalahan_utama": rencana.describe_masalah,
    "renstra": rencana.list_renstra,
    "iku": rencana.list_iku,
    "perjanjian_kinerja": rencana.list_perjanjian,
    "program_anggaran": rencana.list_program,
    "cara_pengukuran": akhir.explain_pengukuran,
    "ringkasan_sasaran": ikhtisar.summarise_sasaran,
    "realisasi_anggaran": anggaran.list_realisasi_anggaran,
    "simpulan": akhir.conclude,
    "tindak_lanjut": akhir.list_tindak_lanjut,
    "lampiran_pk": akhir.attach_pk,
    "lampiran_pengukuran": akhir.attach_pengukuran,
    "lampiran_renja": renja.attach_renja,
    "lampiran_anggaran": anggaran.attach_anggaran,
    "lampiran_bukti": akhir.attach_bukti,
    "lampiran_kebijakan": akhir.attach_kebijakan,
}
"""Blok sekali pakai menurut namanya di templat."""

DAFTAR: Mapping[str, tuple[str, str]] = {
    "daftar_isi": ('TOC \\o "1-3" \\h \\z \\u', "TOC 0"),
    "daftar_tabel": ('TOC \\h \\z \\c "Tabel"', "table of figures"),
    "daftar_gambar": ('TOC \\h \\z \\c "Gambar"', "table of figures"),
}
"""Blok daftar: perintah bidang Word dan nama gaya butirnya (0 diganti tingkat judul)."""

WAJIB = frozenset(
    {
        "ikhtisar",
        "gambaran_umum",
        "aspek_strategis",
        "permasalahan_utama",
        "perjanjian_kinerja",
        "realisasi_anggaran",
        "simpulan",
        "tindak_lanjut",
        "lampiran_pk",
        *DAFTAR_ANALISIS,
    }
)
"""Blok yang diminta PermenPANRB 53/2014 Lampiran II; yang dihapus dari templat disebutkan."""

FindHalaman = Callable[[bytes, Sequence[str]], Mapping[str, int]]


@dataclass(frozen=True)
class MasukanLkjip:
    """Semua yang menentukan isi konsep; masukan sama menghasilkan byte yang sama."""

    data: DataKinerja
    definisi: Definisi
    templat: Path
    waktu: datetime
    petikan: Mapping[str, Petikan] = field(default_factory=dict)
    """Kata-kata orang menurut slotnya."""
    konsep: int = 1
    tanda: str = ""
    """Awal hash semua masukan; dicatat di sifat dokumen agar konsepnya dikenali kembali."""


@dataclass(frozen=True, slots=True)
class HasilDokumen:
    """Berkas .docx, dan yang belum ada satu kalimat per butir."""

    isi: bytes
    kurang: tuple[str, ...]
    bentrok: tuple[str, ...] = ()
    """Slot yang dasarnya berubah sesudah disunting orang."""
    lepas: tuple[str, ...] = ()
    """Slot yang kata-katanya tersimpan tetapi tidak ada tempatnya di laporan ini."""
    slot: Mapping[str, str] = field(default_factory=dict)
    """Hash teks dasar setiap slot; kosong bagi tempat tabel dan gambar."""
    figur: Mapping[str, str] = field(default_factory=dict)
    """Teks cetak setiap angka menurut kuncinya."""


@dataclass(frozen=True, slots=True)
class Susunan:
    """Dokumen tersusun beserta penanda yang halamannya perlu dicari."""

    dokumen: Document
    kurang: tuple[str, ...]
    penanda: tuple[str, ...]
    bagian: tuple[BagianHalaman, ...]
    slot: PenulisSlot
    figur: Mapping[str, str]


def build_lkjip(masukan: MasukanLkjip, find_halaman: FindHalaman | None = None) -> HasilDokumen:
    """Susun konsep; ``find_halaman`` memberi halaman fisik setiap penanda.

    Tanpa ``find_halaman`` nomor halaman di daftar isi diisi Word saat dokumen dibuka.
    Galat ``TemplatError`` bila templat rusak, atau memuat nama atau blok yang tidak dikenal.
    """
    susunan = _compose(masukan, {})
    fisik: Mapping[str, int] = {}
    if find_halaman is not None:
        fisik = find_halaman(save_dokumen(susunan.dokumen, masukan.waktu), susunan.penanda)
    if fisik:
        susunan = _compose(masukan, format_halaman(fisik, susunan.bagian))
    else:
        susunan.dokumen.settings.element.append(build("updateFields", val="true"))
    return HasilDokumen(
        save_dokumen(susunan.dokumen, masukan.waktu),
        susunan.kurang,
        tuple(susunan.slot.bentrok),
        susunan.slot.lepas,
        susunan.slot.map_dasar(),
        susunan.figur,
    )


def list_figur(masukan: MasukanLkjip) -> dict[str, str]:
    """Teks cetak setiap angka yang dapat tercetak di konsep, menurut kuncinya; tanpa menyusunnya.

    Galat ``TemplatError`` seperti ``build_lkjip``.
    """
    bahan = _build_bahan(masukan)
    for fungsi in BLOK.values():
        fungsi(bahan)
    for analisis in DAFTAR_ANALISIS.values():
        for sasaran in bahan.data.sasaran:
            analisis(bahan, sasaran)
    return bahan.figur.map_teks()


def build_konteks(masukan: MasukanLkjip) -> dict[str, Any]:
    """Nama-nama yang boleh dipakai templat sebagai ``{{ nama }}``."""
    instansi = masukan.definisi.instansi
    tanggal = masukan.waktu.date()
    return {
        "tahun": masukan.data.tahun,
        "nama_instansi": instansi.nama,
        "singkatan": instansi.singkatan,
        "pemerintah": instansi.pemerintah,
        "kepala_daerah": instansi.kepala_daerah,
        "tempat": instansi.tempat,
        "alamat": instansi.alamat,
        "kode_pos": instansi.kode_pos,
        "telepon": instansi.telepon,
        "laman": instansi.laman,
        "tanggal": format_tanggal(tanggal),
        "bulan_tahun": format_tanggal(tanggal).split(" ", 1)[1],
        "daftar_sasaran": [
            {"nomor": n, "kode": s.kode, "uraian": s.uraian}
            for n, s in enumerate(masukan.data.sasaran, start=1)
        ],
    }


def _build_bahan(masukan: MasukanLkjip) -> Bahan:
    figur = Figur(_list_nama(masukan.data))
    for fakta in masukan.data.iterate_fakta():
        figur(fakta)
    return Bahan(masukan.data, masukan.definisi, masukan.waktu.date(), figur)


def _compose(masukan: MasukanLkjip, halaman: Mapping[str, str]) -> Susunan:
    bahan = _build_bahan(masukan)
    figur = bahan.figur
    dokumen = render_templat(masukan.templat, build_konteks(masukan))
    tempat = list_blok(dokumen)
    check_blok(dokumen, tempat, [*BLOK, *DAFTAR, *DAFTAR_ANALISIS], masukan.templat.name)
    dokumen.core_properties.keywords = (
        f"kinerja {masukan.data.tahun} konsep {masukan.konsep} {masukan.tanda}".rstrip()
    )
    teks = PenulisTeks(figur)
    slot = PenulisSlot(dokumen, teks, masukan.petikan)
    isi = {t.alamat: _build_isi(bahan, t) for t in tempat if t.nama not in DAFTAR}
    mark_tetap(dokumen, slot)
    penulis = PenulisIsi(dokumen, figur, slot)

    def write(t: TempatBlok) -> Iterable[_Element]:
        return penulis.iterate_unsur(isi[t.alamat], t.lebar_cm, t.alamat)

    fill_blok((t for t in tempat if t.nama not in DAFTAR), write)
    bind_angka(dokumen, penulis.teks)
    judul = mark_judul(dokumen)
    bagian = mark_bagian(dokumen)
    butir = {"daftar_isi": judul} | {
        f"daftar_{jenis.lower()}": [ButirDaftar(*k) for k in daftar]
        for jenis, daftar in penulis.keterangan.items()
    }

    def write_daftar(t: TempatBlok) -> Iterable[_Element]:
        perintah, gaya = DAFTAR[t.nama]
        return iterate_daftar(butir[t.nama], perintah, penulis.read_gaya(gaya), halaman)

    fill_blok((t for t in tempat if t.nama in DAFTAR), write_daftar)
    dihapus = sorted(WAJIB - {t.nama for t in tempat})
    return Susunan(
        dokumen,
        (
            *(f"templat tidak memuat blok [[{nama}]]" for nama in dihapus),
            *join_kurang(masukan.data.kekurangan, penulis.teks.kosong),
        ),
        (*(b.penanda for b in bagian), *(b.penanda for d in butir.values() for b in d)),
        tuple(bagian),
        slot,
        figur.map_teks(),
    )


def join_kurang(data: Sequence[str], naskah: Iterable[str]) -> list[str]:
    """Kekurangan data, lalu yang di naskah kecuali yang subjek dan sebabnya sudah disebut."""
    sudah: dict[str, list[str]] = {}
    for k in data:
        subjek, _, sebab = k.rpartition(": ")
        sudah.setdefault(subjek, []).append(sebab)
    baru = []
    for k in naskah:
        subjek, _, sebab = k.rpartition(": ")
        if not subjek or not any(lama in sebab for lama in sudah.get(subjek, ())):
            baru.append(k)
    return list(dict.fromkeys((*data, *baru)))


def _list_nama(data: DataKinerja) -> dict[str, str]:
    """Sebutan setiap subjek angka untuk catatan kaki."""
    return {
        "dinas": "seluruh anggaran",
        **{a.kode: f"anggaran {a.kode}" for a in data.anggaran},
        **{s.kode: f"anggaran sasaran {n}" for n, s in enumerate(data.sasaran, start=1)},
        **{i.kode_indikator: i.indikator for i in data.indikator},
    }


def _build_isi(bahan: Bahan, tempat: TempatBlok) -> list[Isi]:
    if tempat.nama in BLOK:
        return BLOK[tempat.nama](bahan)
    sasaran = bahan.sasaran.get(tempat.argumen)
    if sasaran is None:
        raise TemplatError(
            f"blok [[{tempat.nama}]] di templat tidak menyebut sasaran yang ada",
            f"tulis [[{tempat.nama}:{{{{ s.kode }}}}]] di antara {{%p for s in daftar_sasaran %}} "
            "dan {%p endfor %}",
        )
    return DAFTAR_ANALISIS[tempat.nama](bahan, sasaran)
