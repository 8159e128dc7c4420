"""Kegagalan yang sudah diperkirakan: satu baris masalah, satu baris perbaikan."""

from __future__ import annotations


class KinerjaError(Exception):
    """Perintah tidak dapat melakukan tugasnya (kode keluar 3)."""

    kode = "DOK000"
    keluar = 3

    def __init__(self, masalah: str, perbaikan: str) -> None:
        super().__init__(masalah)
        self.masalah = masalah
        self.perbaikan = perbaikan


class PemakaianError(KinerjaError):
    """Perintah dipanggil dengan pilihan yang tidak dikenal atau tidak cocok (kode keluar 2)."""

    kode = "pemakaian"
    keluar = 2


class RuangError(KinerjaError):
    """Ruang kerja tidak ada, terkunci, atau kinerja.toml rusak."""

    kode = "ruang"


class SumberError(KinerjaError):
    """Tabel sumber tidak ada atau isinya tidak dapat dipakai."""

    kode = "sumber"


class RegisterError(KinerjaError):
    """Register rusak, lebih baru dari program, atau tidak dapat ditulis."""

    kode = "register"


class TemplatError(KinerjaError):
    """Templat tidak ada atau memuat penanda yang tidak dikenal."""

    kode = "templat"


class TulisError(KinerjaError):
    """Berkas tujuan tidak dapat ditulis, misalnya karena sedang dibuka di Excel."""

    kode = "tulis"


class NaskahError(KinerjaError):
    """Naskah .docx atau PDF dari luar tidak dapat dibaca lengkap."""

    kode = "naskah"


class LangkahError(KinerjaError):
    """Langkah SOP belum sampai pada pelaku itu."""

    kode = "langkah"
