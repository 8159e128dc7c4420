"""Riwayat ruang kerja: yang pernah terjadi, putaran setiap unit, dan keutuhannya."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kinerja_cli.model.periode import Periode
from kinerja_cli.register.riwayat import iterate_riwayat
from kinerja_cli.register.riwayat_teks import explain_peristiwa
from kinerja_cli.ruang.ruang import Ruang


@dataclass(frozen=True, slots=True)
class BarisRiwayat:
    """Satu peristiwa untuk dibaca orang."""

    nomor: int
    waktu: str
    oleh: str
    teks: str
    isi: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Putaran:
    """Satu putaran formulir satu unit: tanggal tiap langkahnya dan lamanya dalam hari."""

    unit: str
    periode: str
    putaran: int
    dibagikan: str
    diterima: str = ""
    diputuskan: str = ""
    keputusan: str = ""

    @property
    def hari_isi(self) -> int | None:
        """Hari sejak dibagikan atau dikembalikan sampai diterima pertama kali."""
        return _count_hari(self.dibagikan, self.diterima)

    @property
    def hari_periksa(self) -> int | None:
        """Hari sejak diterima sampai diputuskan."""
        return _count_hari(self.diterima, self.diputuskan)

    def to_json(self) -> dict[str, Any]:
        """Entri ``putaran`` pada JSON."""
        return {
            "unit": self.unit,
            "periode": self.periode,
            "putaran": self.putaran,
            "dibagikan": self.dibagikan,
            "diterima": self.diterima or None,
            "diputuskan": self.diputuskan or None,
            "keputusan": self.keputusan or None,
            "hari_isi": self.hari_isi,
            "hari_periksa": self.hari_periksa,
        }


@dataclass(frozen=True, slots=True)
class OpsiRiwayat:
    """Saringan; kosong berarti semua."""

    periode: Periode | None = None
    unit: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Riwayat:
    """Peristiwa yang diminta dan putaran setiap unit."""

    peristiwa: tuple[BarisRiwayat, ...]
    putaran: tuple[Putaran, ...]

    def to_json(self) -> dict[str, Any]:
        """Bentuk JSON perintah ``riwayat``."""
        return {
            "skema": 1,
            "peristiwa": [
                {"nomor": b.nomor, "waktu": b.waktu, "oleh": b.oleh, "teks": b.teks, "isi": b.isi}
                for b in self.peristiwa
            ],
            "putaran": [p.to_json() for p in self.putaran],
        }


def build_riwayat(ruang: Ruang, opsi: OpsiRiwayat) -> Riwayat:
    """Baca riwayat; baris yang tidak terbaca tetap disebut sebagaimana adanya."""
    with ruang.register() as register:
        daftar = [_build_baris(p.nomor, p.isi) for p in iterate_riwayat(register)]
    dipilih = tuple(b for b in daftar if _is_dipilih(b.isi, opsi))
    return Riwayat(dipilih, tuple(_collect_putaran(dipilih)))


def _build_baris(nomor: int, teks: str) -> BarisRiwayat:
    try:
        isi = json.loads(teks)
        kalimat = explain_peristiwa(isi)
        return BarisRiwayat(nomor, str(isi["waktu"]), str(isi.get("oleh", "")), kalimat, isi)
    except (ValueError, KeyError, TypeError):
        return BarisRiwayat(nomor, "", "", teks, {})


def _is_dipilih(isi: dict[str, Any], opsi: OpsiRiwayat) -> bool:
    return (opsi.periode is None or isi.get("periode") == opsi.periode.value) and (
        not opsi.unit or isi.get("unit") in opsi.unit
    )


def _collect_putaran(daftar: tuple[BarisRiwayat, ...]) -> Iterator[Putaran]:
    """Setiap penerbitan memulai putaran; kiriman dan keputusan sesudahnya mengisinya."""
    terbuka: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for b in daftar:
        alamat = (str(b.isi.get("unit", "")), str(b.isi.get("periode", "")))
        peristiwa = b.isi.get("peristiwa")
        putaran = terbuka.setdefault(alamat, [])
        if peristiwa == "formulir":
            nomor = b.isi["putaran"]
            if not putaran or putaran[-1]["putaran"] != nomor:
                putaran.append({"putaran": nomor, "dibagikan": b.waktu})
        elif peristiwa == "kiriman" and putaran:
            putaran[-1].setdefault("diterima", b.waktu)
        elif peristiwa == "keputusan" and putaran:
            putaran[-1] |= {"diputuskan": b.waktu, "keputusan": b.isi["keputusan"]}
    for (unit, periode), isi in sorted(terbuka.items()):
        for p in isi:
            yield Putaran(unit, periode, **p)


def _count_hari(dari: str, sampai: str) -> int | None:
    if not dari or not sampai:
        return None
    return (datetime.fromisoformat(sampai).date() - datetime.fromisoformat(dari).date()).days
