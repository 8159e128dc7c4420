"""Baris tabel capaian apa pun, milik sendiri atau yang sudah tercetak di laporan orang lain."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel

from kinerja_cli.model.kolom import Kolom, Wujud

IsiTabel = str | float | int | Decimal | None


class BarisTabelCapaian(BaseModel):
    """Kolom yang dikenal pada tabel ``kinerja hitung TABEL``; kolom lain diabaikan."""

    indikator: Annotated[
        str,
        Kolom(
            "Indikator",
            alias=(
                "Indikator kinerja",
                "Indikator kinerja utama",
                "Indikator kinerja utama (IKU)",
                "Indikator sasaran",
                "Indikator kinerja sasaran",
                "Indikator program",
                "Indikator kegiatan",
                "Nama indikator",
                "Uraian indikator",
                "IKU",
            ),
        ),
    ]
    target: Annotated[
        str,
        Kolom("Target", alias=("Target kinerja", "Target (K)", "Target PK"), wujud=Wujud.NILAI),
    ]
    realisasi: Annotated[
        str,
        Kolom(
            "Realisasi",
            alias=("Realisasi kinerja", "Realisasi (K)", "Realisasi capaian"),
            wujud=Wujud.NILAI,
        ),
    ]
    satuan: Annotated[str, Kolom("Satuan", alias=("Satuan indikator",))] = ""
    arah: Annotated[
        str, Kolom("Arah", alias=("Arah indikator", "Polaritas", "Polarisasi", "Sifat"))
    ] = ""
    capaian: Annotated[
        str,
        Kolom(
            "Capaian",
            alias=(
                "% capaian",
                "Capaian (%)",
                "Capaian kinerja",
                "Capaian kinerja (%)",
                "Persentase capaian",
                "Persentase capaian kinerja",
                "Persen capaian",
                "Tingkat capaian",
                "Persentase",
            ),
            wujud=Wujud.NILAI,
        ),
    ] = ""
    rumus: Annotated[str, Kolom("Rumus", alias=("Kode rumus", "Rumus capaian"))] = ""


@dataclass(frozen=True, slots=True)
class BarisMentah:
    """Isi satu baris sebelum dibaca. ``baris`` nomor baris di berkas, mulai 1.

    ``isi`` menurut bidang ``BarisTabelCapaian``; angka dari sel berformat persen sudah dikali
    seratus dan bidangnya disebut di ``persen``.
    """

    baris: int
    isi: dict[str, IsiTabel]
    persen: frozenset[str] = frozenset()
    galat: frozenset[str] = frozenset()
    """Bidang yang selnya berisi galat seperti #REF!."""
    alamat: dict[str, str] = field(default_factory=dict)
    """Alamat A1 menurut bidang; kosong untuk CSV."""
    lalu: dict[str, IsiTabel] = field(default_factory=dict)
    """Target, realisasi, dan capaian tahun sebelumnya di baris yang sama, bila kolomnya ada."""
    geser: bool = False
    """Baris CSV memuat isi melewati kolom terakhir: pemisahnya ikut di dalam isi."""


@dataclass(frozen=True, slots=True)
class BarisDilewati:
    """Baris yang bukan indikator, disebut agar tidak ada yang hilang diam-diam."""

    baris: int
    isi: str
    sebab: str

    def to_json(self) -> dict[str, str | int]:
        """Bentuk JSON."""
        return {"baris": self.baris, "isi": self.isi, "sebab": self.sebab}


@dataclass(frozen=True, slots=True)
class TabelMentah:
    """Tabel yang ditemukan: lembarnya, judul kolom yang dipakai, dan baris datanya."""

    lembar: str
    baris: tuple[BarisMentah, ...]
    kepala: int = 1
    """Nomor baris kepala, mulai 1."""
    judul: dict[str, str] = field(default_factory=dict)
    dilewati: tuple[BarisDilewati, ...] = ()
    lembar_lain: tuple[str, ...] = ()
    """Lembar lain yang juga memuat tabel seperti ini."""
