"""Indikator dan elemen mana yang muncul di lembar Kinerja satu unit, dan mana yang terbuka."""

from __future__ import annotations

from dataclasses import dataclass

from kinerja_cli.capaian.waktu import is_diisi, is_waktunya
from kinerja_cli.model.definisi import Definisi, sort_indikator
from kinerja_cli.model.fakta import KumpulanFakta
from kinerja_cli.model.istilah import JENJANG_NARASI
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisElemen, BarisIndikator


@dataclass(frozen=True, slots=True)
class PilihanKinerja:
    """Pilihan baris satu unit pada satu periode."""

    definisi: Definisi
    unit: str
    periode: Periode
    fakta: KumpulanFakta

    def list_indikator(self) -> list[BarisIndikator]:
        """Indikator yang dilaporkan unit ini dan waktunya diisi, urut jenjang."""
        return sort_indikator(i for i in self.definisi.indikator if self._is_diminta(i))

    def list_elemen(self) -> list[tuple[BarisElemen, BarisIndikator]]:
        """Elemen milik unit ini yang ditunggu indikator unit lain."""
        hasil = []
        for elemen in self.definisi.elemen:
            indikator = self.definisi.indikator_menurut_kode[elemen.kode_indikator]
            pelapor = self.definisi.pelapor.get(elemen.kode_indikator)
            if elemen.unit_penyedia == self.unit != pelapor and self.is_terbuka(indikator):
                hasil.append((elemen, indikator))
        return hasil

    def _is_berlaku(self, indikator: BarisIndikator) -> bool:
        kode = indikator.kode_indikator
        return self.definisi.target_berlaku(kode, self.periode) is not None and is_waktunya(
            indikator, self.periode, self.definisi.tahun
        )

    def is_terbuka(self, indikator: BarisIndikator) -> bool:
        """Benar bila angkanya diisi pada formulir ini."""
        return is_diisi(self.definisi, indikator, self.periode, self.fakta)

    def _is_diminta(self, indikator: BarisIndikator) -> bool:
        if self.definisi.pelapor.get(indikator.kode_indikator) != self.unit:
            return False
        if not self._is_berlaku(indikator):
            return False
        return self.is_terbuka(indikator) or indikator.jenjang in JENJANG_NARASI
