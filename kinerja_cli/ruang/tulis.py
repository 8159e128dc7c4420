"""Menulis berkas turunan: berkas sementara lalu ganti nama, satu tempat untuk kunci Windows."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from kinerja_cli.model.galat import TulisError

AWAL_SEMENTARA = ".kinerja-"


@dataclass(frozen=True, slots=True)
class Keluaran:
    """Satu berkas yang direncanakan."""

    jalur: Path
    isi: bytes


def write_keluaran(keluaran: Keluaran) -> Path:
    """Tulis utuh atau tidak sama sekali.

    Galat ``TulisError`` bila terkunci (sedang dibuka di Excel), penuh, atau hanya-baca.
    """
    jalur = keluaran.jalur
    sementara = jalur.with_name(f"{AWAL_SEMENTARA}{token_hex(8)}.tmp")
    try:
        jalur.parent.mkdir(parents=True, exist_ok=True)
        with sementara.open("xb") as berkas:
            berkas.write(keluaran.isi)
            berkas.flush()
            os.fsync(berkas.fileno())
        sementara.replace(jalur)
    except OSError as galat:
        with suppress(OSError):
            sementara.unlink(missing_ok=True)
        raise explain_gagal_tulis(jalur, galat) from galat
    return jalur


def clean_sementara(folder: Path) -> None:
    """Hapus sisa penulisan yang terbunuh; dipanggil di dalam kunci ruang kerja."""
    for sisa in folder.glob(f"{AWAL_SEMENTARA}*.tmp"):
        with suppress(OSError):
            sisa.unlink()


def remove_keluaran(jalur: Path) -> None:
    """Hapus berkas turunan; yang sudah tidak ada dibiarkan. Galat ``TulisError`` bila terkunci."""
    try:
        jalur.unlink(missing_ok=True)
    except OSError as galat:
        raise explain_gagal_tulis(jalur, galat) from galat


def explain_gagal_tulis(jalur: Path, galat: OSError) -> TulisError:
    """Satu baris masalah dan perbaikan untuk kegagalan menulis."""
    if isinstance(galat, PermissionError):
        return TulisError(
            f"{jalur} tidak dapat ditulis: terkunci atau folder hanya-baca",
            "tutup berkas itu bila sedang dibuka di Excel atau Word, periksa izin folder, "
            "lalu ulangi",
        )
    return TulisError(
        f"{jalur} tidak dapat ditulis ({galat.strerror or galat})",
        "periksa sisa ruang disk dan izin folder, lalu ulangi",
    )


def find_terkunci(jalur: Path) -> bool:
    """Benar bila berkas sedang dibuka program kantor.

    Excel dan Word meninggalkan ``~$nama``, LibreOffice ``.~lock.nama#`` di sebelahnya.
    """
    return (
        jalur.with_name(f"~${jalur.name}").exists()
        or jalur.with_name(f"~${jalur.name[2:]}").exists()
        or jalur.with_name(f".~lock.{jalur.name}#").exists()
    )
