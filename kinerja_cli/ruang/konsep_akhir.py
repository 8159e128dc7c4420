"""Naskah yang akan disahkan: konsep terakhir beserta keadaan koreksinya."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kinerja_cli.model.galat import NaskahError, RegisterError
from kinerja_cli.register.basis import Register
from kinerja_cli.ruang.laporan import list_konsep
from kinerja_cli.ruang.ruang import Ruang


@dataclass(frozen=True, slots=True)
class KonsepAkhir:
    """Byte naskah, dan langkah koreksi yang masih terbuka."""

    nama: str
    isi: bytes
    tercatat: bool = True
    """Salah bila naskah yang disebut bukan konsep atau draf koreksi terakhir."""
    pada: str = ""
    terbuka: tuple[str, ...] = ()


def require_konsep(ruang: Ruang, register: Register, pilihan: Path | None) -> KonsepAkhir:
    """Konsep terakhir, atau berkas yang disebut. Galat ``RegisterError`` bila belum ada konsep."""
    del register
    daftar = list_konsep(ruang)
    if not daftar:
        raise RegisterError(
            "belum ada konsep LKjIP", "jalankan `kinerja lkjip`, lalu `kinerja koreksi`"
        )
    if pilihan is None:
        return KonsepAkhir(daftar[-1].name, daftar[-1].read_bytes())
    return KonsepAkhir(pilihan.name, read_pilihan(pilihan))


def read_pilihan(jalur: Path) -> bytes:
    """Byte berkas yang disebut pemakai. Galat ``NaskahError`` satu baris."""
    try:
        return jalur.read_bytes()
    except OSError as galat:
        raise NaskahError(
            f"{jalur} tidak dapat dibaca ({galat.strerror})", "periksa nama dan izin berkasnya"
        ) from galat
