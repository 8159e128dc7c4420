"""Perjalanan konsep LKjIP: staf, Kasubag/Perencana, Sekretaris, Kepala Dinas (SOP langkah 8-11).

Setiap koreksi menutup langkah yang memberinya dan meneruskan, atau mengembalikan satu langkah;
langkah tidak dapat dilewati. Pengesahan menutup putarannya: konsep yang terbit sesudahnya mulai
lagi dari staf.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kinerja_cli.model.sumber import BarisPejabat


class Peran(StrEnum):
    """Pelaku koreksi menurut urutannya."""

    STAF = "staf"
    KASUBAG = "kasubag"
    SEKRETARIS = "sekretaris"
    KADIS = "kadis"


class Putusan(StrEnum):
    """Yang dilakukan pemberi koreksi terhadap konsep."""

    TERUSKAN = "teruskan"
    KEMBALIKAN = "kembalikan"


URUTAN = tuple(Peran)
SELESAI = "selesai"
"""Letak sesudah Kepala Dinas meneruskan: tinggal disahkan."""
DISAHKAN = "disahkan"
"""Letak konsep yang sudah disahkan, selama belum ada konsep sesudahnya."""
TAHAP: Mapping[Peran, str] = {
    Peran.STAF: "8",
    Peran.KASUBAG: "9",
    Peran.SEKRETARIS: "10",
    Peran.KADIS: "11",
}
SEBUTAN: Mapping[Peran, str] = {
    Peran.STAF: "Staf Perencana",
    Peran.KASUBAG: "Kasubag/Perencana",
    Peran.SEKRETARIS: "Sekretaris",
    Peran.KADIS: "Kepala Dinas",
}
POLA_JABATAN: tuple[tuple[str, Peran], ...] = (
    (r"^(?:(?:plt|plh|pj) )?kepala (?:dinas|badan|kantor|satuan)\b|^inspektur\b", Peran.KADIS),
    (r"^(?:sekretaris|sekdin)\b", Peran.SEKRETARIS),
    (r"^(?:staf|pelaksana|pengadministrasi|penyusun|penelaah|analis)\b", Peran.STAF),
    (r"(?:sub\s*bag|subbag|sub\s*bid).*(?:program|perencana|pelaporan)", Peran.KASUBAG),
    (r"\bperencana\b", Peran.KASUBAG),
)
"""Sebutan jabatan lama dan baru; SOP menulis Ka.Sub.Bag Program di samping Fungsional Perencana."""


@dataclass(frozen=True, slots=True)
class Gerak:
    """Satu koreksi yang sudah tercatat."""

    peran: Peran
    putusan: Putusan
    waktu: str


@dataclass(frozen=True, slots=True)
class Letak:
    """Pada siapa konsep berada, sejak kapan, dan langkah yang masih terbuka."""

    pada: Peran | None
    """``None`` bila semua langkah sudah tertutup."""
    sejak: str
    dari: Peran | None = None
    """Pemberi koreksi terakhir; ``None`` bila baru terbit."""
    disahkan: bool = False
    """Benar bila konsep terakhir sudah disahkan; langkahnya tidak bergerak lagi."""

    @property
    def terbuka(self) -> tuple[Peran, ...]:
        """Langkah sebelum tanda tangan yang belum tertutup; kosong berarti siap disahkan."""
        if self.pada is None:
            return ()
        return tuple(p for p in URUTAN[URUTAN.index(self.pada) :] if p is not Peran.KADIS)

    @property
    def selesai(self) -> frozenset[str]:
        """Tahap SOP koreksi (8, 9, 10) yang sudah tertutup."""
        batas = len(URUTAN) if self.pada is None else URUTAN.index(self.pada)
        return frozenset(TAHAP[p] for p in URUTAN[:batas] if p is not Peran.KADIS)

    @property
    def nama(self) -> str:
        """Sebutan tempatnya."""
        if self.disahkan:
            return DISAHKAN
        return SELESAI if self.pada is None else SEBUTAN[self.pada]

    @property
    def keterangan(self) -> str:
        """Sambungan ``konsep kini ...``."""
        if self.disahkan:
            return "sudah disahkan"
        return "selesai dikoreksi" if self.pada is None else f"pada {SEBUTAN[self.pada]}"


def find_letak(terbit: str, gerak: Iterable[Gerak]) -> Letak:
    """Letak sesudah semua koreksi; ``terbit`` waktu konsep pertama."""
    letak = Letak(Peran.STAF, terbit)
    for g in gerak:
        letak = move(letak, g)
    return letak


def move(letak: Letak, gerak: Gerak) -> Letak:
    """Letak sesudah satu koreksi yang sah."""
    urut = URUTAN.index(gerak.peran)
    if gerak.putusan is Putusan.KEMBALIKAN:
        return Letak(URUTAN[max(urut - 1, 0)], gerak.waktu, gerak.peran)
    pada = URUTAN[urut + 1] if urut + 1 < len(URUTAN) else None
    return Letak(pada, gerak.waktu, gerak.peran)


def explain_larangan(letak: Letak, peran: Peran, putusan: Putusan) -> str:
    """Mengapa koreksi itu tidak boleh sekarang; kosong bila boleh.

    Koreksi Kasubag atas konsep yang masih pada staf berarti staf sudah menyerahkannya; staf boleh
    menyerahkan lagi selama Kasubag belum mengoreksi. Konsep yang sudah disahkan boleh dikoreksi
    peran mana pun, sebab tidak menutup langkah apa pun.
    """
    if letak.disahkan:
        dikembalikan = putusan is Putusan.KEMBALIKAN
        return "konsep sudah disahkan, tidak dapat dikembalikan" if dikembalikan else ""
    if putusan is Putusan.KEMBALIKAN and peran is Peran.STAF:
        return "staf adalah langkah pertama, tidak ada tempat mengembalikan"
    boleh = {letak.pada or Peran.KADIS}
    if letak.pada is Peran.STAF:
        boleh.add(Peran.KASUBAG)
    if letak.pada is Peran.KASUBAG and letak.dari is Peran.STAF:
        boleh.add(Peran.STAF)
    if peran in boleh:
        return ""
    return f"konsep ada pada {SEBUTAN[letak.pada or Peran.KADIS]}, bukan {SEBUTAN[peran]}"


def find_peran(
    pejabat: BarisPejabat, setelan: Mapping[Peran, Sequence[str]] | None = None
) -> Peran | None:
    """Peran menurut kinerja.toml, lalu menurut jabatannya; ``None`` bila bukan pelaku koreksi."""
    for peran, kunci in (setelan or {}).items():
        if pejabat.kunci in kunci:
            return peran
    jabatan = re.sub(r"[.\s]+", " ", pejabat.jabatan.casefold()).strip()
    jabatan = re.sub(r"\bka sub bag\b|\bkasubag\b|\bkasubbag\b", "kepala sub bag", jabatan)
    return next((peran for pola, peran in POLA_JABATAN if re.search(pola, jabatan)), None)
