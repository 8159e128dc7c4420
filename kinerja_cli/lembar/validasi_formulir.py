"""Validasi sel formulir dari uraian murninya."""

from __future__ import annotations

from typing import Any

from kinerja_cli.formulir.bentuk import KOSONGKAN, Validasi
from kinerja_cli.lembar.validasi import (
    build_angka_atau_kata,
    build_pilihan,
    build_tanggal,
    can_pilihan,
)


def build_aturan(validasi: Validasi, alamat: str) -> dict[str, Any] | None:
    """Aturan Excel untuk rentang yang dimulai di ``alamat``; ``None`` bila boleh apa saja."""
    aturan: dict[str, Any] | None = None
    if validasi.jenis == "pilihan" and can_pilihan(validasi.pilihan):
        aturan = build_pilihan(validasi.pilihan)
    elif validasi.jenis == "angka":
        aturan = build_angka_atau_kata(alamat, KOSONGKAN, validasi.minimum, validasi.maksimum)
    elif validasi.jenis == "tanggal" and validasi.dari and validasi.sampai:
        aturan = build_tanggal(validasi.dari, validasi.sampai)
    if aturan is None:
        return None
    if validasi.pesan:
        aturan["error_message"] = validasi.pesan
    return {**aturan, "error_type": "stop" if validasi.keras else "warning"}
