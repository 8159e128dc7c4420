"""Folder hasil membuka arsip pengesahan, juga bila arsipnya terbungkus satu folder lagi."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kinerja_cli.model.galat import NaskahError
from kinerja_cli.model.pengesahan import MANIFEST
from kinerja_cli.model.temuan import Temuan, build_temuan
from kinerja_cli.ruang.arsip_sah import BATAS_ARSIP

DALAM = 3
"""Sekian tingkat folder pembungkus ditelusuri."""


def find_folder(folder: Path) -> Path:
    """Folder bermanifest: yang disebut, atau satu-satunya di bawahnya.

    Galat ``NaskahError`` bila di bawahnya ada beberapa.
    """
    ada = [folder]
    for _ in range(DALAM + 1):
        arsip = [f for f in ada if (f / MANIFEST).is_file()]
        if len(arsip) == 1:
            return arsip[0]
        if arsip:
            nama = ", ".join(f"'{f}'" for f in arsip)
            raise NaskahError(f"{folder} memuat {len(arsip)} arsip", f"sebut salah satu: {nama}")
        ada = [anak for f in ada for anak in _list_anak(f) if anak.is_dir()]
    return folder


def _list_anak(folder: Path) -> list[Path]:
    try:
        return sorted(j for j in folder.iterdir() if not j.is_symlink())
    except OSError:
        return []


def read_folder(folder: Path) -> tuple[dict[str, bytes], list[Temuan]]:
    """Isi folder menurut jalurnya, dan yang bukan berkas biasa; tautan tidak diikuti."""
    isi: dict[str, bytes] = {}
    temuan: list[Temuan] = []
    jumlah = 0
    for jalur in _iterate_isi(folder):
        nama = jalur.relative_to(folder).as_posix()
        if jalur.is_symlink() or not jalur.is_file():
            jenis = "tautan" if jalur.is_symlink() else "bukan berkas biasa"
            temuan.append(build_temuan("DOK613", berkas=nama, jenis=jenis))
            continue
        try:
            jumlah += jalur.stat().st_size
            if jumlah > BATAS_ARSIP:
                raise NaskahError(f"{folder} terlalu besar untuk arsip", "sebut folder arsipnya")
            isi[nama] = jalur.read_bytes()
        except OSError as galat:
            raise NaskahError(
                f"{nama} tidak dapat dibaca ({galat.strerror})", "periksa izin berkasnya"
            ) from galat
    return isi, temuan


def _iterate_isi(folder: Path) -> Iterator[Path]:
    """Semua selain folder, urut; isi folder yang berupa tautan tidak ikut."""
    for jalur in sorted(folder.iterdir()):
        if jalur.is_dir() and not jalur.is_symlink():
            yield from _iterate_isi(jalur)
        else:
            yield jalur
