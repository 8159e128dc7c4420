"""Kebijakan untuk satu perintah: bawaan atau milik ruang kerja, dengan pilihan ``--kebijakan``."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from kinerja_cli.model.galat import PemakaianError
from kinerja_cli.model.kebijakan import Kebijakan, build_kebijakan
from kinerja_cli.model.kesalahan import explain_kesalahan

RUMUS_TURUN = ("turun_selisih", "turun_rasio")
PERBAIKAN = "tulis misalnya --kebijakan rumus_turun=turun_rasio, atau nama berkas .toml"


def choose_kebijakan(dasar: Kebijakan | None, pilihan: Sequence[str]) -> Kebijakan:
    """Kebijakan ``dasar`` (bawaan bila ``None``) diubah menurut pilihan, berurutan.

    Setiap pilihan berupa ``kunci=nilai``, kode rumus turun, atau berkas .toml dengan tabel
    ``[kebijakan]``. Galat ``PemakaianError`` bila tidak dikenal.
    """
    isi: dict[str, Any] = dasar.model_dump() if dasar else {}
    for p in pilihan:
        isi |= _read_pilihan(p)
    try:
        return build_kebijakan(isi)
    except ValidationError as galat:
        rincian = "; ".join(
            f"{'.'.join(str(b) for b in butir['loc'])}: {explain_kesalahan(butir)}"
            for butir in galat.errors()
        )
        raise PemakaianError(f"--kebijakan tidak sah: {rincian}", PERBAIKAN) from galat


def _read_pilihan(pilihan: str) -> dict[str, Any]:
    if pilihan in RUMUS_TURUN:
        return {"rumus_turun": pilihan}
    if pilihan.casefold().endswith(".toml"):
        return _read_berkas(Path(pilihan))
    kunci, sama, nilai = pilihan.partition("=")
    if not sama:
        raise PemakaianError(f"--kebijakan {pilihan} tidak dikenal", PERBAIKAN)
    return {kunci.strip(): nilai.strip()}


def _read_berkas(jalur: Path) -> dict[str, Any]:
    try:
        isi = tomllib.loads(jalur.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as galat:
        raise PemakaianError(
            f"--kebijakan {jalur} tidak dapat dibaca: {galat}", PERBAIKAN
        ) from galat
    tabel = isi.get("kebijakan", isi)
    if not isinstance(tabel, dict):
        raise PemakaianError(f"[kebijakan] di {jalur} harus tabel", PERBAIKAN)
    return tabel
