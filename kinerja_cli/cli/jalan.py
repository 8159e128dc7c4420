"""Menjalankan aplikasi dan memetakan setiap akhir ke kode keluar dan pesan kontrak."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

import typer
from typer.exceptions import TyperException

from kinerja_cli import VERSI
from kinerja_cli.cli.aplikasi import build_aplikasi
from kinerja_cli.cli.bahasa import translate
from kinerja_cli.model.galat import KinerjaError, PemakaianError

KELUAR_KESALAHAN = 70
KELUAR_DIHENTIKAN = 130
KELUAR_PIPA = 141
"""Pembaca pipa pergi lebih dulu; sama dengan yang diberikan shell untuk SIGPIPE."""


def run() -> int:
    """Jalankan perintah pada ``sys.argv``; kembalikan kode keluar."""
    try:
        kode = _run_perintah()
        sys.stdout.flush()
    except BrokenPipeError:
        return _close_pipa()
    return kode


def _run_perintah() -> int:
    try:
        kode = int(build_aplikasi().main(prog_name="kinerja", standalone_mode=False) or 0)
    except SystemExit as henti:
        # Typer sudah menangkap pipa yang terputus dan menggantinya dengan SystemExit.
        raise BrokenPipeError from henti
    except KinerjaError as galat:
        return _report_galat(galat)
    except TyperException as galat:
        return _report_pemakaian(galat)
    except (KeyboardInterrupt, typer.Abort):
        kode = KELUAR_DIHENTIKAN
    except Exception:  # noqa: BLE001 -- batas terluar: kesalahan program dilaporkan utuh
        return _report_kesalahan()
    if kode == KELUAR_DIHENTIKAN:
        # Typer sendiri mengubah Ctrl-C menjadi kode ini tanpa pesan.
        typer.echo("Dihentikan; perintah yang sama melanjutkan sisanya.", err=True)
    return kode


def _report_galat(galat: KinerjaError) -> int:
    if _is_json():
        _print_kesalahan_json(galat.kode, galat.masalah, galat.perbaikan)
    else:
        typer.echo(f"Galat: {galat.masalah}\n→ {galat.perbaikan}", err=True)
    return galat.keluar


def _report_pemakaian(galat: TyperException) -> int:
    """Kesalahan pemakaian dari Typer; konteksnya memberi nama perintah untuk petunjuk."""
    konteks = getattr(galat, "ctx", None)
    perintah = konteks.command_path if konteks is not None else "kinerja"
    return _report_galat(
        PemakaianError(translate(galat.format_message()), f"lihat `{perintah} --help`")
    )


def _report_kesalahan() -> int:
    import platform  # noqa: PLC0415 -- hanya ketika program salah
    import traceback  # noqa: PLC0415

    traceback.print_exc()
    typer.echo(
        "\nIni kesalahan program, bukan kesalahan Anda. Kirimkan kepada pengelola kinerja:\n"
        "teks di atas, perintah yang dijalankan, dan baris berikut.\n"
        f"kinerja {VERSI}, Python {platform.python_version()}, {platform.platform()}",
        err=True,
    )
    return KELUAR_KESALAHAN


def _print_kesalahan_json(kode: str, masalah: str, perbaikan: str) -> None:
    import json  # noqa: PLC0415 -- bantuan tidak memerlukannya

    isi = {"kesalahan": {"kode": kode, "masalah": masalah, "perbaikan": perbaikan}}
    typer.echo(json.dumps(isi, ensure_ascii=False, indent=2))


def _is_json() -> bool:
    """Galat dapat terjadi sebelum pilihan terbaca, maka argumen mentah yang dilihat."""
    argumen = sys.argv[1:]
    sebelum = argumen[: argumen.index("--")] if "--" in argumen else argumen
    return "--json" in sebelum


def _close_pipa() -> int:
    """Arahkan keluaran ke tempat kosong agar penutupan proses tidak mengeluh."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return KELUAR_PIPA
