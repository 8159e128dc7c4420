"""Bentuk bersama setiap langkah SOP: rencana dihitung dahulu, lalu diterapkan."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.galat import PemakaianError, RegisterError, TulisError
from kinerja_cli.model.temuan import Temuan
from kinerja_cli.register.basis import Register
from kinerja_cli.register.definisi import read_definisi
from kinerja_cli.ruang.tulis import (
    Keluaran,
    clean_sementara,
    find_terkunci,
    write_keluaran,
)

Lapor = Callable[[int, int, str], None]
"""Kemajuan: (selesai, jumlah, yang sedang dikerjakan)."""


def lapor_diam(selesai: int, jumlah: int, teks: str) -> None:
    """Tidak melaporkan apa pun."""


@dataclass(frozen=True, slots=True)
class Hasil:
    """Hasil satu langkah: temuan, berkas yang ditulis, dan isi JSON-nya."""

    temuan: tuple[Temuan, ...] = ()
    berkas: tuple[Path, ...] = ()
    data: dict[str, Any] = field(default_factory=dict)


def write_semua(daftar: tuple[Keluaran, ...]) -> tuple[Path, ...]:
    """Tulis semua keluaran; yang terkunci ditemukan sebelum satu pun ditulis."""
    check_terkunci(k.jalur for k in daftar)
    for folder in {k.jalur.parent for k in daftar}:
        clean_sementara(folder)
    return tuple(write_keluaran(k) for k in daftar)


def check_terkunci(daftar: Iterable[Path]) -> None:
    """Galat ``TulisError`` bila salah satunya sedang dibuka di program kantor."""
    for jalur in daftar:
        if find_terkunci(jalur):
            raise TulisError(
                f"{jalur} sedang dibuka di program lain",
                "tutup berkas itu di Excel, Word, WPS, atau LibreOffice, lalu ulangi",
            )


def require_definisi(register: Register) -> tuple[int, Definisi]:
    """Definisi terakhir. Galat ``RegisterError`` bila belum pernah ada formulir dibuat."""
    hasil = read_definisi(register)
    if hasil is None:
        raise RegisterError(
            "belum ada definisi di ruang kerja ini",
            "isi sumber/ lalu jalankan `kinerja buat-format --periode ...`",
        )
    return hasil


def check_unit(definisi: Definisi, unit: tuple[str, ...]) -> None:
    """Galat ``PemakaianError`` bila ada kode unit yang tidak dikenal."""
    dikenal = sorted({u.kode_unit for u in definisi.unit})
    asing = [u for u in unit if u not in dikenal]
    if asing:
        raise PemakaianError(
            f"unit tidak dikenal: {', '.join(asing)}",
            f"pakai kode unit dari sumber/identitas.xlsx: {', '.join(dikenal)}",
        )


def check_oleh(definisi: Definisi, oleh: str) -> None:
    """Galat ``PemakaianError`` bila ``--oleh`` bukan kunci pejabat; boleh kosong."""
    dikenal = sorted({p.kunci for p in definisi.pejabat})
    if oleh and oleh not in dikenal:
        raise PemakaianError(
            f"--oleh {oleh} bukan kunci pejabat",
            f"pakai kunci dari lembar Pejabat di sumber/identitas.xlsx: {', '.join(dikenal)}",
        )
