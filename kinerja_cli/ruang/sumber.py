"""Tabel sumber menjadi definisi: semua berkas dibaca, semua temuan dikumpulkan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from kinerja_cli.aturan.rencana import check_rencana
from kinerja_cli.lembar.baca_tabel import read_tabel
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.galat import SumberError
from kinerja_cli.model.sumber import TABEL_SUMBER, Baris
from kinerja_cli.model.temuan import Temuan, build_temuan, has_galat, sort_temuan
from kinerja_cli.ruang.ruang import Ruang, require_berkas


@dataclass(frozen=True, slots=True)
class HasilSumber:
    """Definisi bila tidak ada galat, beserta semua temuan."""

    definisi: Definisi | None
    temuan: tuple[Temuan, ...]


def read_sumber(ruang: Ruang) -> HasilSumber:
    """Baca ``sumber/`` seluruhnya. Galat ``SumberError`` bila berkas wajib tidak ada."""
    baris: dict[str, Sequence[tuple[int, Baris]]] = {}
    temuan: list[Temuan] = []
    for nama, kelompok in groupby(TABEL_SUMBER, key=lambda t: t.berkas):
        daftar = tuple(kelompok)
        jalur = ruang.sumber / nama
        if not jalur.is_file() and not any(t.wajib for t in daftar):
            continue
        require_berkas(
            jalur, f"isi dan simpan sumber/{nama}; tabel kosongnya dibuat `kinerja mulai`"
        )
        try:
            isi = jalur.read_bytes()
        except OSError as galat:
            raise SumberError(
                f"sumber/{nama} tidak dapat dibaca ({galat.strerror})",
                "tutup berkas itu bila sedang dibuka, lalu ulangi",
            ) from galat
        hasil = read_tabel(isi, nama, daftar)
        temuan += [replace(t, berkas=f"sumber/{nama}") for t in hasil.temuan]
        baris.update(hasil.baris)
    temuan += _check_isi(baris)
    temuan += check_rencana(baris)
    definisi = None if has_galat(temuan) else _build_definisi(ruang, baris)
    return HasilSumber(definisi, tuple(sort_temuan(temuan)))


def _check_isi(baris: Mapping[str, Sequence[tuple[int, Baris]]]) -> list[Temuan]:
    """Lembar wajib yang terbaca tetapi kosong, dan Instansi yang bukan satu baris."""
    temuan = []
    for t in TABEL_SUMBER:
        if t.bidang not in baris:
            continue
        berkas = f"sumber/{t.berkas}"
        banyak = len(baris[t.bidang])
        if t.wajib and not banyak:
            temuan.append(build_temuan("STR032", berkas=berkas, lembar=t.lembar))
        elif t.bidang == "instansi" and banyak > 1:
            temuan.append(build_temuan("STR033", berkas=berkas, lembar=t.lembar, banyak=banyak))
    return temuan


def _build_definisi(ruang: Ruang, baris: Mapping[str, Sequence[tuple[int, Baris]]]) -> Definisi:
    isi: dict[str, Any] = defaultdict(tuple)
    for bidang, daftar in baris.items():
        isi[bidang] = tuple(b for _, b in daftar)
    (isi["instansi"],) = isi["instansi"]
    return Definisi.model_validate(
        {**isi, "tahun": ruang.tahun, "kebijakan": ruang.konfigurasi.kebijakan}
    )
