"""Mencocokkan bukti yang disebut bidang dengan berkas di folder ``bukti/``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from kinerja_cli.aturan.bukti import KOLOM_BUKTI
from kinerja_cli.aturan.konteks import DATA_DUKUNG, KonteksVerifikasi, format_indikator
from kinerja_cli.aturan.penjelasan import is_berisi
from kinerja_cli.aturan.tautan import explain_tautan, has_tautan
from kinerja_cli.model.temuan import Temuan, build_temuan
from kinerja_cli.register.bukti import Bukti
from kinerja_cli.ruang.pindai import scan_berkas
from kinerja_cli.ruang.ruang import Ruang

HASH_KOSONG = sha256().hexdigest()
"""Tanda berkas 0 byte."""
POLA_PISAH = re.compile(r"[;\n]+")
POLA_AKHIRAN = re.compile(r"\.\w{1,5}$")
Cocok = tuple[Bukti | None, list[tuple[str, Mapping[str, str]]]]
"""Bukti satu sebutan, dan (kode, rincian) temuannya."""


class GudangBukti:
    """Berkas di ``bukti/`` menurut namanya; tautan simbolik dan folder tidak diikuti keluar."""

    def __init__(self, ruang: Ruang) -> None:
        self.akar = ruang.akar
        self._berkas: dict[str, list[str]] = {}
        self._tanda: dict[str, str] = {}
        if ruang.bukti.is_dir():
            for nama, jalur, _, _ in scan_berkas(ruang.bukti, ruang.akar):
                if not Path(jalur).is_symlink():
                    dasar = nama.rsplit("/", 1)[-1]
                    for kunci in {_ringkas(dasar), _ringkas(POLA_AKHIRAN.sub("", dasar))}:
                        self._berkas.setdefault(kunci, []).append(nama)

    def find(self, sebutan: str) -> list[str]:
        """Jalur berkas bernama itu, tanpa melihat folder, besar huruf, spasi, dan akhirannya."""
        dasar = sebutan.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
        tepat = self._berkas.get(_ringkas(dasar), [])
        return tepat or self._berkas.get(_ringkas(POLA_AKHIRAN.sub("", dasar)), [])

    def hash(self, jalur: str) -> str:
        """Sha256 berkas itu; satu berkas dihitung sekali. Galat ``OSError`` bila tidak terbaca."""
        if jalur not in self._tanda:
            penghitung = sha256()
            with (self.akar / jalur).open("rb") as berkas:
                while potong := berkas.read(1 << 20):
                    penghitung.update(potong)
            self._tanda[jalur] = penghitung.hexdigest()
        return self._tanda[jalur]

    def match(self, kunci: str, sebutan: str) -> Cocok:
        """Berkas satu sebutan, atau sebab tidak menjadi bukti."""
        calon = self.find(sebutan)
        if not calon:
            return None, [("BKT302", {})]
        try:
            tanda = {self.hash(c): c for c in calon}
        except OSError as galat:
            return None, [("BKT305", {"rincian": galat.strerror or str(galat)})]
        if len(tanda) > 1:
            return None, [("BKT306", {"rincian": ", ".join(sorted(tanda.values()))})]
        ((hash_, jalur),) = tanda.items()
        if hash_ == HASH_KOSONG:
            return None, [("BKT307", {})]
        return Bukti(kunci, sebutan, jalur, hash_), []


def _ringkas(nama: str) -> str:
    rapi = unicodedata.normalize("NFKC", nama).casefold()
    return re.sub(r"[\s_\-]+", " ", rapi).strip()


def match_bukti(
    gudang: GudangBukti, konteks: KonteksVerifikasi, tercatat: Iterable[Bukti]
) -> tuple[list[Bukti], list[Temuan]]:
    """Bukti setiap indikator yang menyebutnya, dan temuannya.

    ``tercatat`` bukti saat verifikasi terakhir; berkas yang berubah sesudahnya disebut.
    """
    lama = {(b.kunci, b.sebutan): b for b in tercatat}
    bukti: list[Bukti] = []
    temuan: list[Temuan] = []
    tautan = 0
    for kunci, nama, sebutan in _iterate_sebutan(konteks):
        match = _match_tautan if has_tautan(sebutan) else gudang.match
        satu, masalah = match(kunci, sebutan)
        if satu is not None and not satu.jalur:
            tautan += 1
        if satu is not None:
            bukti.append(satu)
            dahulu = lama.get((kunci, sebutan))
            if dahulu and dahulu.sha256 and dahulu.sha256 != satu.sha256:
                masalah.append(("BKT304", {"jalur": satu.jalur}))
        tempat = konteks.tempat(kunci, KOLOM_BUKTI, DATA_DUKUNG)
        temuan += [
            build_temuan(kode, **tempat, nama=nama, sebutan=sebutan, **isi) for kode, isi in masalah
        ]
    if tautan:
        unit = konteks.format_unit(konteks.unit)
        temuan.append(build_temuan("BKT303", kunci=konteks.unit, nama=unit, banyak=tautan))
    return bukti, temuan


def _match_tautan(kunci: str, sebutan: str) -> Cocok:
    """Tautan dicatat apa adanya; yang susunannya keliru bukan bukti."""
    if sebab := explain_tautan(sebutan):
        return None, [("BKT308", {"sebab": sebab})]
    return Bukti(kunci, sebutan, "", ""), []


def _iterate_sebutan(konteks: KonteksVerifikasi) -> Iterator[tuple[str, str, str]]:
    """(kunci, nama indikator, satu sebutan bukti) yang benar-benar berisi."""
    for indikator in konteks.jatuh_tempo:
        kode = indikator.kode_indikator
        teks = konteks.fakta.teks(konteks.periode, kode, KOLOM_BUKTI)
        if not is_berisi(teks):
            continue
        for bagian in POLA_PISAH.split(teks):
            if bagian.strip():
                yield kode, format_indikator(indikator), bagian.strip()


def check_bukti_tercatat(gudang: GudangBukti, daftar: Iterable[Bukti]) -> Iterator[Temuan]:
    """Berkas bukti yang berubah atau hilang sejak dicatat."""
    for b in daftar:
        if not b.jalur:
            continue
        isi = {"berkas": b.jalur, "kunci": b.kunci, "nama": b.kunci, "sebutan": b.sebutan}
        try:
            utuh = gudang.hash(b.jalur) == b.sha256
        except OSError:
            yield build_temuan("BKT302", **isi)
            continue
        if not utuh:
            yield build_temuan("BKT304", **isi, jalur=b.jalur)
