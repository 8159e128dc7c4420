"""Setelan kantor atas aturan verifikasi: tingkat dan ambang yang berbeda dari bawaan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from difflib import get_close_matches
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from kinerja_cli.model.temuan import Temuan, Tingkat, read_katalog

MATI = "mati"
TOPIK_DISETEL = ("NIL", "TGT", "WKT", "KEU", "BKT", "NRS", "WJR")
NOMOR_DISETEL = range(300, 400)
"""Nomor aturan verifikasi; nomor lain dari pembacaan dan identitas, bukan pilihan kantor."""
TERKUNCI = frozenset(("NIL301", "NIL302"))
"""Kosong dan tak terbaca tidak boleh lolos sebagai data terverifikasi."""


class SetelanAturan(BaseModel):
    """Satu tabel ``[aturan.KODE]``; yang tidak disebut memakai bawaan katalog."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    tingkat: Literal["galat", "peringatan", "catatan", "mati"] | None = None
    batas: Decimal | None = Field(default=None, ge=0, allow_inf_nan=False)


SetelanKantor = Mapping[str, SetelanAturan]


def is_disetel(kode: str) -> bool:
    """Benar bila aturan berkode itu boleh diubah kantor."""
    if kode in TERKUNCI or not kode.startswith(TOPIK_DISETEL):
        return False
    return int(kode[3:]) in NOMOR_DISETEL


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
    katalog = read_katalog()
    return [
        f"{kode} {katalog[kode].judul}: {', '.join(ubahan)}"
        for kode, isi in sorted(setelan.items())
        if (ubahan := describe_ubahan(kode, isi))
    ]


def describe_ubahan(kode: str, isi: SetelanAturan) -> list[str]:
    """Yang berlaku di kantor beserta bawaannya, misalnya ``batas 8 (bawaan 6)``."""
    butir = read_katalog()[kode]
    hasil = [f"{isi.tingkat} (bawaan {butir.tingkat})"] if isi.tingkat else []
    if isi.batas is not None:
        hasil.append(f"batas {isi.batas} (bawaan {butir.batas})")
    return hasil
