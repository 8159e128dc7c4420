"""Membaca tabel teks data contoh dan menjadikannya baris model sumber."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.kebijakan import build_kebijakan
from kinerja_cli.model.sumber import TABEL_SUMBER, Baris, TabelSumber

AKAR = Path(__file__).resolve().parent.parent
TABEL = AKAR / "tabel"
TAHUN = 2025


def read_csv(nama: str, folder: Path = TABEL) -> list[dict[str, str]]:
    """Baris satu tabel teks (titik koma, UTF-8) menurut kepala kolomnya."""
    with (folder / f"{nama}.csv").open(encoding="utf-8", newline="") as berkas:
        return list(csv.DictReader(berkas, delimiter=";"))


def write_csv(jalur: Path, kepala: Iterable[str], baris: Iterable[Iterable[object]]) -> None:
    """Tulis tabel teks dengan akhir baris LF."""
    jalur.parent.mkdir(parents=True, exist_ok=True)
    with jalur.open("w", encoding="utf-8", newline="") as berkas:
        penulis = csv.writer(berkas, delimiter=";", lineterminator="\n")
        penulis.writerow(kepala)
        penulis.writerows(baris)


def load_tabel(tabel: TabelSumber) -> tuple[Baris, ...]:
    """Baris model satu tabel sumber; sel kosong memakai nilai baku modelnya."""
    return tuple(
        tabel.model.model_validate({k: v for k, v in baris.items() if v != ""})
        for baris in read_csv(tabel.bidang)
    )


def build_definisi() -> Definisi:
    """Definisi dinas contoh dengan kebijakan bawaan."""
    isi: dict[str, object] = {t.bidang: load_tabel(t) for t in TABEL_SUMBER}
    instansi = isi["instansi"]
    assert isinstance(instansi, tuple)
    isi["instansi"] = instansi[0]
    return Definisi.model_validate({**isi, "tahun": TAHUN, "kebijakan": build_kebijakan()})
