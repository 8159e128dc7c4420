"""Satu-satunya jalan angka masuk dokumen: setiap angka membawa kunci faktanya."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kinerja_cli.model.data_kinerja import Fakta
from kinerja_cli.model.istilah import StatusAngka

AWAL, AKHIR = "\ue000", "\ue001"
POLA = re.compile(f"{AWAL}([^{AKHIR}]+){AKHIR}")


class Figur:
    """Mencatat fakta yang tercetak; ``figur(fakta)`` memberi penanda untuk ditaruh dalam teks."""

    def __init__(self) -> None:
        self._fakta: dict[str, Fakta] = {}

    def __call__(self, fakta: Fakta) -> str:
        """Penanda berisi kunci; galat ``ValueError`` bila satu kunci membawa dua teks."""
        lama = self._fakta.setdefault(fakta.kunci, fakta)
        if lama.teks != fakta.teks:
            raise ValueError(f"{fakta.kunci}: {lama.teks} dan {fakta.teks}")
        return f"{AWAL}{fakta.kunci}{AKHIR}"

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
        """Catatan kaki setiap angka yang bukan final, satu kali untuk setiap subjek."""
        catatan: dict[str, None] = {}
        for teks in daftar_teks:
            for kunci in POLA.findall(teks):
                fakta = self.read(kunci)
                if fakta.status is not StatusAngka.FINAL:
                    subjek = ":".join(kunci.split(":")[2:-1])
                    catatan[f"{subjek}: {fakta.catatan or fakta.status.value}"] = None
        return list(catatan)
