"""Sebab galat SQLite dalam bahasa Indonesia, menurut nama kodenya yang tetap."""

from __future__ import annotations

SEBAB = {
    "SQLITE_BUSY": "sedang dipakai program lain",
    "SQLITE_LOCKED": "sedang dipakai program lain",
    "SQLITE_READONLY": "berkas atau foldernya hanya-baca",
    "SQLITE_PERM": "izinnya kurang",
    "SQLITE_AUTH": "izinnya kurang",
    "SQLITE_CANTOPEN": "berkas atau foldernya tidak dapat dibuka",
    "SQLITE_FULL": "ruang disk habis",
    "SQLITE_IOERR": "disk gagal dibaca atau ditulis",
    "SQLITE_CORRUPT": "isinya rusak",
    "SQLITE_NOTADB": "isinya bukan register",
}


def sebut_sebab(galat: object) -> str:
    """Misalnya ``sedang dipakai program lain``; kode yang tidak dikenal disebut apa adanya."""
    nama = getattr(galat, "sqlite_errorname", "")
    # Kode rinci memuat kode pokoknya di depan, misalnya SQLITE_IOERR_WRITE.
    return next((teks for kode, teks in SEBAB.items() if nama.startswith(kode)), nama or str(galat))
