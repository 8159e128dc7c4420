"""Tabel sumber menjadi definisi: semua berkas dibaca, semua temuan dikumpulkan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from kinerja_cli.aturan.rencana import check_rencana
from kinerja_cli.lembar.baca_tabel import read_tabel
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.galat import SumberError
from kinerja_cli.model.sumber import TABEL_SUMBER, Baris
from kinerja_cli.model.temuan import Temuan, has_galat, sort_temuan
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
    temuan += check_rencana(baris)
    definisi = None if has_galat(temuan) else _build_definisi(ruang, baris)
    return HasilSumber(definisi, tuple(sort_temuan(temuan)))


def _build_definisi(ruang: Ruang, baris: Mapping[str, Sequence[tuple[int, Baris]]]) -> Definisi:
    isi: dict[str, object] = defaultdict(tuple)
    for bidang, daftar in baris.items():
        isi[bidang] = tuple(b for _, b in daftar)
    instansi = baris.get("instansi", ())
    if len(instansi) != 1:
        raise SumberError(
            f"lembar Instansi di sumber/identitas.xlsx berisi {len(instansi)} baris",
            "isi tepat satu baris",
        )
    isi["instansi"] = instansi[0][1]
    return Definisi.model_validate(
        {**isi, "tahun": ruang.tahun, "kebijakan": ruang.konfigurasi.kebijakan}
    )
