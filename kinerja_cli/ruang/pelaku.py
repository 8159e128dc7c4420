"""Pelaku koreksi: kunci pejabat atau nama peran menjadi peran dan pejabatnya pada tanggal itu."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kinerja_cli.aturan.langkah_laporan import SEBUTAN, Peran, find_peran
from kinerja_cli.model.definisi import Definisi, is_berlaku
from kinerja_cli.model.galat import PemakaianError
from kinerja_cli.model.istilah import StatusJabatan
from kinerja_cli.model.sumber import BarisPejabat


@dataclass(frozen=True, slots=True)
class Pelaku:
    """Peran, kunci yang dicatat, dan pejabatnya bila ada di tabel Pejabat."""

    peran: Peran
    kunci: str
    pejabat: BarisPejabat | None = None

    @property
    def nama(self) -> str:
        """Nama dan jabatan untuk dibaca orang."""
        if self.pejabat is None:
            return SEBUTAN[self.peran]
        return f"{self.pejabat.nama} ({self.pejabat.jabatan})"


def find_pelaku(
    definisi: Definisi, oleh: str, tanggal: date, setelan: Mapping[Peran, Sequence[str]]
) -> Pelaku:
    """Pelaku menurut kunci Pejabat, atau menurut nama peran.

    Plt. dan Plh. pada tanggal itu menang atas definitif. Galat ``PemakaianError`` bila tidak
    dikenal, tidak menjabat, atau bukan pelaku koreksi.
    """
    if not oleh:
        raise PemakaianError(
            "pengoreksi belum disebut",
            f"tambahkan --oleh {'|'.join(Peran)} atau kunci pada lembar Pejabat",
        )
    baris = [p for p in definisi.pejabat if p.kunci.casefold() == oleh.casefold()]
    if baris:
        return _build_pelaku(_choose(baris, oleh, tanggal), setelan)
    if oleh.casefold() in set(Peran):
        return _find_menurut_peran(definisi, Peran(oleh.casefold()), tanggal, setelan)
    dikenal = sorted({p.kunci for p in definisi.pejabat if find_peran(p, setelan)})
    raise PemakaianError(
        f"--oleh {oleh} bukan peran dan bukan kunci pejabat",
        f"pakai {', '.join(Peran)}, atau salah satu: {', '.join(dikenal)}",
    )


def _choose(baris: Sequence[BarisPejabat], oleh: str, tanggal: date) -> BarisPejabat:
    menjabat = [p for p in baris if is_berlaku(p.dari, p.sampai, tanggal)]
    if not menjabat:
        raise PemakaianError(
            f"{oleh} tidak menjabat pada {tanggal.isoformat()}",
            "perbaiki masa jabatannya di sumber/identitas.xlsx, atau sebut pejabat lain",
        )
    return max(menjabat, key=_rank)


def _rank(pejabat: BarisPejabat) -> tuple[bool, date]:
    return (pejabat.status is not StatusJabatan.DEFINITIF, pejabat.dari)


def _build_pelaku(pejabat: BarisPejabat, setelan: Mapping[Peran, Sequence[str]]) -> Pelaku:
    peran = find_peran(pejabat, setelan)
    if peran is None:
        raise PemakaianError(
            f"{pejabat.kunci} ({pejabat.jabatan}) bukan pelaku koreksi LKjIP",
            f'tulis di kinerja.toml, misalnya [laporan] kasubag = ["{pejabat.kunci}"]',
        )
    return Pelaku(peran, pejabat.kunci, pejabat)


def _find_menurut_peran(
    definisi: Definisi, peran: Peran, tanggal: date, setelan: Mapping[Peran, Sequence[str]]
) -> Pelaku:
    calon = [
        p
        for p in definisi.pejabat
        if find_peran(p, setelan) is peran and is_berlaku(p.dari, p.sampai, tanggal)
    ]
    if not calon:
        return Pelaku(peran, peran.value)
    pertama = calon[0].kunci
    pejabat = max((p for p in calon if p.kunci == pertama), key=_rank)
    return Pelaku(peran, pejabat.kunci, pejabat)
