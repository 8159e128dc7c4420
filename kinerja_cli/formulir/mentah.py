"""Isi berkas yang diterima, sebagaimana dibaca; sel baru dirapikan ketika dilihat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from kinerja_cli.formulir.bentuk import IdentitasFormulir
from kinerja_cli.model.angka import format_kanonik, from_float
from kinerja_cli.model.isi_sel import clean_isi, format_alamat, format_isi
from kinerja_cli.model.temuan import Temuan

GALAT_SEL = "#GALAT"


class SelMentah(NamedTuple):
    """Isi sel sebagaimana dibaca; angka dan tanggal sebagai teks kanonik, ``galat`` untuk #REF!.

    ``persen`` sel angka berformat persen; nilainya seperti yang tampil (``95%`` untuk 0,95).
    """

    nilai: str
    alamat: str
    tipe: Literal["teks", "angka", "persen", "tanggal", "galat"] = "teks"


class BarisMentah(NamedTuple):
    """Satu baris berkunci; ``isi`` semua selnya, termasuk yang di luar kolom formulir."""

    kunci: str
    nomor: int
    """Nomor baris di lembar, mulai 1."""
    hash: str
    isi: Sequence[object]


@dataclass(frozen=True, slots=True)
class LembarMentah:
    """Lembar yang dikenali; ``nama`` nama baku, ``nama_asli`` nama di berkas."""

    nama: str
    nama_asli: str
    baris: tuple[BarisMentah, ...]
    letak: Mapping[str, int]
    """Indeks kolom menurut bidang."""
    tanpa_kunci: tuple[tuple[int, str], ...] = ()
    """(nomor baris, cuplikan) untuk baris berisi tanpa kunci."""
    kolom_hilang: tuple[str, ...] = ()
    judul: tuple[str, ...] = ()
    """Judul yang terbaca, bila kolomnya dikenali dari judul."""
    galat: frozenset[tuple[int, int]] = field(default_factory=frozenset)
    persen: frozenset[tuple[int, int]] = field(default_factory=frozenset)
    """(indeks baris, indeks kolom) sel berisi galat dan sel berformat persen."""

    def sel(self, baris: BarisMentah, bidang: str) -> SelMentah | None:
        """Isi sel bidang itu; ``None`` bila kosong atau kolomnya tidak ada."""
        kolom = self.letak.get(bidang)
        return None if kolom is None else self.read(baris, kolom)

    def read(self, baris: BarisMentah, kolom: int) -> SelMentah | None:
        """Isi sel pada indeks kolom itu; ``None`` bila kosong."""
        r = baris.nomor - 1
        if self.galat and (r, kolom) in self.galat:
            return SelMentah(GALAT_SEL, format_alamat(r, kolom), "galat")
        isi = clean_isi(baris.isi[kolom]) if kolom < len(baris.isi) else None
        if isi is None:
            return None
        alamat = format_alamat(r, kolom)
        if isinstance(isi, str):
            return SelMentah(isi, alamat)
        if isinstance(isi, int | float) and not isinstance(isi, bool):
            if (r, kolom) in self.persen:
                tampil = format_kanonik(from_float(float(isi)).scaleb(2))
                return SelMentah(f"{tampil}%", alamat, "persen")
            return SelMentah(format_isi(isi), alamat, "angka")
        return SelMentah(format_isi(isi), alamat, "tanggal" if isinstance(isi, date) else "teks")


@dataclass(frozen=True, slots=True)
class KirimanMentah:
    """Isi berkas yang dikenali sebagai formulir; belum dibandingkan dengan yang diterbitkan."""

    identitas: IdentitasFormulir
    lembar: tuple[LembarMentah, ...]
    temuan: tuple[Temuan, ...] = ()
    lembar_lain: tuple[str, ...] = ()
    """Nama lembar yang tidak dikenali."""


@dataclass(frozen=True, slots=True)
class Penolakan:
    """Berkas yang tidak dapat diterima (``tolak``) atau memang bukan kiriman (``abaikan``)."""

    hasil: Literal["tolak", "abaikan"]
    temuan: tuple[Temuan, ...]
    identitas: IdentitasFormulir | None = None


HasilBaca = KirimanMentah | Penolakan
