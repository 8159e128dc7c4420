"""Satu-satunya jalan angka masuk dokumen: setiap angka membawa kunci faktanya."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from kinerja_cli.model.data_kinerja import Fakta
from kinerja_cli.model.istilah import StatusAngka
from kinerja_cli.model.nilai import JenisNilai

AWAL, AKHIR = "\ue000", "\ue001"
POLA = re.compile(f"{AWAL}([^{AKHIR}]+){AKHIR}")


MEREK = re.compile("\ue002[^\ue003]*\ue004|[\ue000-\ue004]")
"""Semua penanda; yang mendahului teks "belum ada" ikut hilang karena tidak dicetak."""
NAMA_TERBANYAK = 4
"""Sampai sebanyak ini catatan menyebut nama; selebihnya kode."""


class Figur:
    """Mencatat fakta yang tercetak; ``figur(fakta)`` memberi penanda untuk ditaruh dalam teks."""

    def __init__(self, nama: Mapping[str, str] | None = None) -> None:
        self._fakta: dict[str, Fakta] = {}
        self._nama = nama or {}
        self._wajar: set[str] = set()

    def __call__(self, fakta: Fakta) -> str:
        """Penanda berisi kunci; galat ``ValueError`` bila satu kunci membawa dua teks."""
        lama = self._fakta.setdefault(fakta.kunci, fakta)
        if lama.teks != fakta.teks:
            raise ValueError(f"{fakta.kunci}: {lama.teks} dan {fakta.teks}")
        return f"{AWAL}{fakta.kunci}{AKHIR}"

    def excuse(self, fakta: Fakta) -> str:
        """Penanda angka yang memang tidak dihitung; n/a-nya bukan kekurangan."""
        self._wajar.add(fakta.kunci)
        return self(fakta)

    def is_kurang(self, kunci: str) -> bool:
        """Benar bila angkanya belum ada dan perlu dilengkapi orang."""
        belum = self._fakta[kunci].nilai.jenis is JenisNilai.BELUM_ADA
        return belum and kunci not in self._wajar

    def read(self, kunci: str) -> Fakta:
        """Fakta menurut kunci yang pernah ditandai."""
        return self._fakta[kunci]

    def find_teks(self, kunci: str) -> str | None:
        """Teks cetak menurut kunci; ``None`` bila kuncinya tidak dikenal."""
        fakta = self._fakta.get(kunci)
        return fakta.teks if fakta else None

    def list_kunci(self) -> list[str]:
        """Kunci semua fakta yang tercatat."""
        return list(self._fakta)

    def map_teks(self) -> dict[str, str]:
        """Teks cetak menurut kuncinya."""
        return {kunci: fakta.teks for kunci, fakta in self._fakta.items()}

    def list_catatan(self, daftar_teks: Iterable[str]) -> list[str]:
        """Satu catatan kaki untuk semua angka yang bukan final; sebab yang sama disatukan."""
        sebab: dict[str, dict[str, None]] = {}
        for teks in daftar_teks:
            for kunci in POLA.findall(teks):
                fakta = self._fakta[kunci]
                if fakta.status is not StatusAngka.FINAL:
                    subjek = ":".join(kunci.split(":")[2:-1])
                    sebab.setdefault(subjek, {})[fakta.catatan or fakta.status.value] = None
        if not sebab:
            return []
        menurut_sebab: dict[str, list[str]] = {}
        for subjek, daftar in sebab.items():
            menurut_sebab.setdefault(_pick_sebab(list(daftar)), []).append(subjek)
        sebut_nama = len(sebab) <= NAMA_TERBANYAK
        butir = [
            f"{alasan} ({', '.join(self._nama.get(s, s) if sebut_nama else s for s in subjek)})"
            for alasan, subjek in menurut_sebab.items()
        ]
        return [f"* Angka belum final: {'; '.join(butir)}."]


def _pick_sebab(daftar: list[str]) -> str:
    """Sebab yang paling menjelaskan; nama status saja hanya bila tidak ada yang lain."""
    status = {s.value for s in StatusAngka}
    return max((s for s in daftar if s not in status), key=len, default=daftar[0])


def fill_penanda(teks: str, find_teks: Callable[[str], str | None]) -> str:
    """Teks polos dengan setiap penanda angka diganti cetakannya."""
    return MEREK.sub("", POLA.sub(lambda m: find_teks(m[1]) or "", teks))
