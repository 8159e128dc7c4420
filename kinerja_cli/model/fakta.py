"""Fakta isian: isi satu sel formulir yang sudah diterima, beserta asalnya."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kinerja_cli.model.nilai import KOSONG, JenisNilai, Nilai
from kinerja_cli.model.periode import Periode

KOLOM_NILAI = "nilai"
"""Kolom fakta elemen rasio; di formulir ia tampil sebagai pembilang, penyebut, atau realisasi."""


@dataclass(frozen=True, slots=True)
class FaktaIsian:
    """Satu sel isian. ``subjek`` adalah kode_indikator, kode_elemen, kunci uang, atau kode unit."""

    periode: Periode
    subjek: str
    kolom: str
    unit: str
    nilai: Nilai
    versi: int = 1
    kiriman: str = ""
    """sha256 berkas asal."""
    berkas: str = ""
    lembar: str = ""
    sel: str = ""
    waktu: str = ""
    hasil_verifikasi: Nilai | None = None
    """Nilai yang disepakati dalam klarifikasi; keluaran memakainya."""

    @property
    def berlaku(self) -> Nilai:
        """Nilai hasil verifikasi bila ada, selain itu nilai dilaporkan."""
        return self.hasil_verifikasi or self.nilai


VersiFakta = Mapping[str, Sequence[FaktaIsian]]
"""Semua versi fakta menurut sha256 kiriman asalnya."""


@dataclass(slots=True)
class KumpulanFakta:
    """Fakta terbaru menurut (periode, subjek, kolom)."""

    isi: dict[tuple[Periode, str, str], FaktaIsian] = field(default_factory=dict)

    @classmethod
    def dari(cls, daftar: Iterable[FaktaIsian]) -> KumpulanFakta:
        """Kumpulan dari fakta apa pun; versi terbesar menang."""
        kumpulan = cls()
        for fakta in sorted(daftar, key=lambda f: f.versi):
            kumpulan.isi[fakta.periode, fakta.subjek, fakta.kolom] = fakta
        return kumpulan

    def fakta(self, periode: Periode, subjek: str, kolom: str) -> FaktaIsian | None:
        """Fakta pada alamat itu, atau ``None``."""
        return self.isi.get((periode, subjek, kolom))

    def nilai(self, periode: Periode, subjek: str, kolom: str) -> Nilai:
        """Nilai yang berlaku; ``KOSONG`` bila tidak pernah dilaporkan."""
        fakta = self.fakta(periode, subjek, kolom)
        return fakta.berlaku if fakta else KOSONG

    def teks(self, periode: Periode, subjek: str, kolom: str) -> str:
        """Isi kolom narasi; teks kosong bila tidak diisi."""
        nilai = self.nilai(periode, subjek, kolom)
        return (nilai.teks or "") if nilai.jenis is JenisNilai.TEKS else ""

    def tanpa_hasil(self) -> KumpulanFakta:
        """Fakta yang sama sebagaimana dilaporkan, tanpa nilai hasil verifikasi."""
        return KumpulanFakta({k: replace(f, hasil_verifikasi=None) for k, f in self.isi.items()})

    def __iter__(self) -> Iterator[FaktaIsian]:
        return iter(self.isi.values())
