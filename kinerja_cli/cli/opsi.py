"""Pilihan bersama semua perintah, dinyatakan sekali."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from kinerja_cli.model.galat import PemakaianError
from kinerja_cli.model.periode import Periode

if TYPE_CHECKING:
    from kinerja_cli.model.kebijakan import Kebijakan
    from kinerja_cli.ruang.ruang import Ruang


def _capitalise(isi: str | list[str] | None) -> str | list[str] | None:
    """Kode unit dan kunci pejabat selalu berhuruf besar; yang diketik boleh tidak."""
    if isinstance(isi, list):
        return [satu.strip().upper() for satu in isi]
    return isi.strip().upper() if isi else isi


PERIODE: TypeAlias = Annotated[
    Periode | None,
    typer.Option(
        "--periode",
        metavar="|".join(Periode),
        help="Periode yang dikerjakan.",
        show_default="dari kinerja.toml",
    ),
]
UNIT: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--unit",
        metavar="KODE",
        help="Hanya unit ini; boleh diulang.",
        callback=_capitalise,
        show_default="semua unit",
    ),
]
TIMPA: TypeAlias = Annotated[
    bool, typer.Option("--timpa", help="Ganti berkas yang sudah ada dengan isi lain.")
]
UJI_COBA: TypeAlias = Annotated[
    bool, typer.Option("--uji-coba", help="Tampilkan yang akan ditulis tanpa menulis apa pun.")
]
JSON: TypeAlias = Annotated[
    bool, typer.Option("--json", help="Cetak satu dokumen JSON di keluaran standar.")
]
WAKTU: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--waktu",
        metavar="ISO",
        help="Waktu yang dicatat, misalnya 2026-01-15T09:30.",
        show_default="sekarang",
    ),
]
OLEH: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--oleh",
        metavar="KUNCI",
        help="Pelaku: kunci baris pada lembar Pejabat, misalnya KADIS.",
        callback=_capitalise,
    ),
]
SEMUA: TypeAlias = Annotated[
    bool, typer.Option("--semua", help="Tampilkan semua, bukan yang terberat atau terakhir saja.")
]
BERKAS: TypeAlias = Annotated[
    list[Path],
    # readable=False: berkas yang tak terbaca adalah temuan, bukan kesalahan pemakaian.
    typer.Argument(metavar="BERKAS", readable=False, help="Berkas atau folder."),
]


def open_ruang(ctx: typer.Context) -> Ruang:
    """Ruang kerja dari ``-C`` atau dari folder sekarang ke atas. Galat ``RuangError``."""
    from kinerja_cli.ruang.ruang import find_ruang  # noqa: PLC0415 -- memuat pydantic

    folder = get_folder_ruang(ctx)
    return find_ruang(folder or Path.cwd(), naik=folder is None)


def get_folder_ruang(ctx: typer.Context) -> Path | None:
    """Folder yang disebut ``-C/--ruang``; ``None`` bila tidak disebut."""
    folder: Path | None = ctx.find_root().obj.ruang
    return folder


def is_disebut(ctx: typer.Context) -> bool:
    """Benar bila ruang kerja disebut ``-C``, atau folder sekarang berada di dalamnya.

    Folder yang disebut selalu dianggap ruang kerja: salahnya dijelaskan perintah.
    """
    sini = Path.cwd()
    return get_folder_ruang(ctx) is not None or any(
        (folder / "kinerja.toml").is_file() for folder in (sini, *sini.parents)
    )


def choose_kebijakan(ctx: typer.Context, pilihan: Sequence[str] = ()) -> Kebijakan:
    """Kebijakan ruang kerja bila berada di dalamnya, selain itu bawaan; diubah ``pilihan``."""
    from kinerja_cli.ruang import kebijakan  # noqa: PLC0415 -- memuat pydantic

    dasar = open_ruang(ctx).konfigurasi.kebijakan if is_disebut(ctx) else None
    return kebijakan.choose_kebijakan(dasar, pilihan)


def choose_periode(periode: Periode | None, ruang: Ruang) -> Periode:
    """Periode dari pilihan, lalu dari kinerja.toml. Galat ``PemakaianError`` bila tak satu pun."""
    pilihan = periode or ruang.konfigurasi.periode
    if pilihan is None:
        raise PemakaianError(
            "periode belum disebut",
            f"tambahkan --periode {'|'.join(Periode)} atau isi periode di kinerja.toml",
        )
    return pilihan


def read_waktu(waktu: str | None) -> datetime:
    """``--waktu`` atau jam sekarang, tanpa zona. Galat ``PemakaianError`` bila bukan ISO 8601."""
    from kinerja_cli.ruang import waktu as jam  # noqa: PLC0415 -- memuat pydantic

    return jam.read_waktu(waktu)
