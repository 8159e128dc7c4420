"""Satu entri ``baris`` pada kontrak ``kinerja hitung --json``, dari ruang kerja atau tabel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from kinerja_cli.model.hasil import HasilCapaian
from kinerja_cli.model.temuan import Temuan


@dataclass(frozen=True, slots=True)
class EntriHitung:
    """Capaian satu indikator beserta yang dibaca dan, bila ada, yang tercetak di tabel."""

    baris: int
    indikator: str
    target_teks: str
    target: str | None
    realisasi_teks: str
    realisasi: str | None
    arah: str
    hasil: HasilCapaian
    tercetak: str | None = None
    cocok: bool | None = None
    temuan: tuple[Temuan, ...] = ()
    kunci: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Bentuk kontrak; ``kunci`` hanya ada untuk data ruang kerja."""
        hasil = self.hasil
        isi: dict[str, Any] = {"baris": self.baris}
        if self.kunci is not None:
            isi["kunci"] = self.kunci
        return isi | {
            "indikator": self.indikator,
            "target_teks": self.target_teks,
            "target": self.target,
            "realisasi_teks": self.realisasi_teks,
            "realisasi": self.realisasi,
            "arah": self.arah,
            "status": hasil.status.value,
            "capaian": None if hasil.tercetak is None else format(hasil.tercetak, ".2f"),
            "kategori": hasil.kategori or None,
            "kode_rumus": hasil.kode_rumus or None,
            "penjelasan": hasil.penjelasan or hasil.alasan,
            "tercetak": self.tercetak,
            "cocok": self.cocok,
            "temuan": [t.to_json() for t in self.temuan],
        }


@dataclass(frozen=True, slots=True)
class DokumenHitung:
    """Dokumen JSON ``kinerja hitung``: kebijakan yang dipakai dan semua entri."""

    nama_kebijakan: str
    berlaku: date
    hash: str
    entri: tuple[EntriHitung, ...]
    tambahan: tuple[tuple[str, Any], ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Bentuk kontrak."""
        return {
            "skema": 1,
            "kebijakan": {
                "nama": self.nama_kebijakan,
                "berlaku": self.berlaku.isoformat(),
                "hash": self.hash,
            },
            **dict(self.tambahan),
            "baris": [e.to_json() for e in self.entri],
        }
