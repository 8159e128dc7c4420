"""Setelan kantor atas aturan verifikasi: tingkat dan ambang yang berbeda dari bawaan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from difflib import get_close_matches
from typing import Literal

from pydantic import BaseModel, ConfigDict

from kinerja_cli.model.temuan import Temuan, Tingkat, read_katalog

MATI = "mati"
TOPIK_DISETEL = ("NIL", "TGT", "WKT", "KEU", "BKT", "NRS", "WJR")
NOMOR_DISETEL = range(300, 400)
"""Nomor aturan verifikasi; nomor lain dari pembacaan dan identitas, bukan pilihan kantor."""


class SetelanAturan(BaseModel):
    """Satu tabel ``[aturan.KODE]``; yang tidak disebut memakai bawaan katalog."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    tingkat: Literal["galat", "peringatan", "catatan", "mati"] | None = None
    batas: Decimal | None = None


SetelanKantor = Mapping[str, SetelanAturan]


def is_disetel(kode: str) -> bool:
    """Benar bila aturan berkode itu boleh diubah kantor."""
    return kode.startswith(TOPIK_DISETEL) and int(kode[3:]) in NOMOR_DISETEL


def check_setelan(setelan: SetelanKantor) -> SetelanKantor:
    """Setelan yang sama; galat ``ValueError`` menyebut kode yang tidak dapat disetel."""
    katalog = read_katalog()
    dapat = [k for k in katalog if is_disetel(k)]
    for kode, isi in setelan.items():
        if kode not in katalog:
            mirip = get_close_matches(kode, dapat, n=1)
            saran = f"; mungkin {mirip[0]}" if mirip else ""
            raise ValueError(f"aturan {kode} tidak dikenal{saran}")
        if kode not in dapat:
            raise ValueError(f"aturan {kode} menjaga keutuhan data dan tidak dapat disetel")
        if isi.batas is not None and not katalog[kode].batas:
            raise ValueError(f"aturan {kode} tidak mempunyai batas")
    return setelan


def read_batas(setelan: SetelanKantor, kode: str) -> Decimal:
    """Ambang aturan itu menurut kantor, atau bawaannya."""
    isi = setelan.get(kode)
    return Decimal(read_katalog()[kode].batas) if isi is None or isi.batas is None else isi.batas


def apply_setelan(temuan: Iterable[Temuan], setelan: SetelanKantor) -> Iterator[Temuan]:
    """Temuan dengan tingkat menurut kantor; yang dimatikan tidak ikut."""
    for t in temuan:
        isi = setelan.get(t.kode)
        if isi is None or isi.tingkat is None:
            yield t
        elif isi.tingkat != MATI:
            yield replace(t, tingkat=Tingkat(isi.tingkat))


def describe_setelan(setelan: SetelanKantor) -> list[str]:
    """Kalimat setiap aturan yang diubah kantor, untuk lembar verifikasi."""
    hasil = []
    for kode, isi in sorted(setelan.items()):
        butir = read_katalog()[kode]
        bagian = []
        if isi.tingkat:
            bagian.append(f"{isi.tingkat} (bawaan {butir.tingkat})")
        if isi.batas is not None:
            bagian.append(f"batas {isi.batas} (bawaan {butir.batas})")
        if bagian:
            hasil.append(f"{kode} {butir.judul}: {', '.join(bagian)}")
    return hasil
