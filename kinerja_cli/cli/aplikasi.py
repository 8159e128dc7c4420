"""Aplikasi Typer: pilihan bersama, perintah yang dimuat ketika dipakai."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from kinerja_cli import VERSI
from kinerja_cli.cli.bahasa import install_bahasa, translate
from kinerja_cli.cli.daftar import DAFTAR_PERINTAH, PERINTAH_AWAL, Perintah
from kinerja_cli.model.pemungut import relax_pemungut

if TYPE_CHECKING:
    from typer._click import Command as Dasar
    from typer._click import Context as Konteks
    from typer._click import HelpFormatter
else:
    Dasar = object

install_bahasa()

METAVAR_PILIHAN = "[PILIHAN]"
METAVAR_PERINTAH = "PERINTAH [ARGUMEN]..."


@dataclass(frozen=True, slots=True)
class Panggilan:
    """Pilihan sebelum nama perintah; tersimpan pada ``ctx.obj``."""

    ruang: Path | None = None


class BantuanIndonesia(Dasar):
    """Kata bantuan yang tidak ditandai Typer untuk terjemahan."""

    def collect_usage_pieces(self, ctx: Konteks) -> list[str]:
        """Argumen wajib tanpa kurung kurawal."""
        return [re.sub(r"\{(.*)\}", r"\1", p) for p in super().collect_usage_pieces(ctx)]

    def format_usage(self, ctx: Konteks, formatter: HelpFormatter) -> None:
        """Baris pemakaian."""
        potongan = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, potongan, prefix=translate("Usage: "))

    def get_help_option(self, ctx: Konteks) -> TyperOption | None:
        """Pilihan ``--help`` dengan kalimat Indonesia."""
        pilihan = super().get_help_option(ctx)
        if pilihan is not None:
            pilihan.help = translate(pilihan.help or "")
        return pilihan


class PerintahIndonesia(BantuanIndonesia, TyperCommand):
    """Perintah dengan bantuan Indonesia."""

    def format_options(self, ctx: Konteks, formatter: HelpFormatter) -> None:
        """Argumen tanpa nama tipe Python di belakangnya, lalu pilihan."""
        for judul, jenis in (("Arguments", "argument"), ("Options", "option")):
            daftar = [p for p in self.get_params(ctx) if p.param_type_name == jenis]
            baris = [b for p in daftar if (b := p.get_help_record(ctx))]
            if baris:
                with formatter.section(translate(judul)):
                    formatter.write_dl([(re.sub(r" <.*>$", "", n), isi) for n, isi in baris])


class PerintahMalas(PerintahIndonesia):
    """Nama dan ringkasan saja; modulnya dimuat ketika perintah dipanggil."""

    def __init__(self, butir: Perintah) -> None:
        super().__init__(butir.nama, short_help=butir.ringkasan)
        self.butir = butir

    def load(self) -> TyperCommand:
        """Perintah yang sebenarnya."""
        modul = import_module(f"kinerja_cli.cli.{self.butir.fungsi}")
        relax_pemungut()
        return build_perintah(self.butir, getattr(modul, self.butir.fungsi))

    def make_context(
        self, info_name: str | None, args: list[str], parent: Konteks | None = None, **extra: object
    ) -> Konteks:
        """Konteks perintah yang sebenarnya."""
        return self.load().make_context(info_name, args, parent, **extra)


class GrupIndonesia(BantuanIndonesia, TyperGroup):
    """Kumpulan perintah dengan bantuan Indonesia."""


def build_perintah(butir: Perintah, fungsi: Callable[..., int]) -> TyperCommand:
    """Perintah Typer dari fungsinya; docstring fungsi menjadi penjelasan sesudah ringkasan."""
    satu = typer.Typer(add_completion=False, rich_markup_mode=None)
    rincian = inspect.getdoc(fungsi) or ""
    satu.command(
        butir.nama,
        cls=PerintahIndonesia,
        help=f"{butir.ringkasan}\n\n{rincian}".strip(),
        epilog="\b\n" + "\n".join(f"Contoh: {c}" for c in butir.contoh),
        options_metavar=METAVAR_PILIHAN,
    )(fungsi)
    perintah = typer.main.get_command(satu)
    assert isinstance(perintah, TyperCommand)
    return perintah


def build_aplikasi() -> TyperGroup:
    """Kumpulan semua perintah."""
    aplikasi = typer.Typer(
        cls=GrupIndonesia,
        add_completion=False,
        rich_markup_mode=None,
        invoke_without_command=True,
        options_metavar=METAVAR_PILIHAN,
        subcommand_metavar=METAVAR_PERINTAH,
        epilog="Contoh: kinerja mulai kinerja-2025 --contoh",
    )
    aplikasi.callback()(kinerja)
    grup = typer.main.get_command(aplikasi)
    assert isinstance(grup, TyperGroup)
    for butir in DAFTAR_PERINTAH:
        grup.add_command(PerintahMalas(butir))
    return grup


def _print_versi(diminta: bool) -> None:
    if diminta:
        typer.echo(f"kinerja {VERSI}")
        raise typer.Exit


def kinerja(
    ctx: typer.Context,
    ruang: Annotated[
        Path | None,
        typer.Option(
            "-C",
            "--ruang",
            metavar="FOLDER",
            help="Ruang kerja yang dipakai; jalur relatif tetap dibaca dari folder sekarang.",
        ),
    ] = None,
    versi: Annotated[
        bool,
        typer.Option(
            "--versi", callback=_print_versi, is_eager=True, help="Tampilkan versi lalu selesai."
        ),
    ] = False,
) -> int:
    """Kumpulkan, periksa, dan laporkan data kinerja perangkat daerah menurut SOP.

    Tanpa perintah, di dalam ruang kerja: keadaan sekarang dan perintah berikutnya.
    """
    ctx.obj = Panggilan(ruang)
    if ctx.invoked_subcommand is not None:
        return 0
    return _run_awal(ctx)


def _run_awal(ctx: typer.Context) -> int:
    """Perintah awal bila ada ruang kerja di sini atau disebut ``-C``; selain itu bantuan."""
    from kinerja_cli.cli.opsi import is_disebut  # noqa: PLC0415 -- bantuan tidak memerlukannya

    grup = ctx.command
    assert isinstance(grup, TyperGroup)
    if PERINTAH_AWAL not in grup.commands or not is_disebut(ctx):
        typer.echo(ctx.get_help())
        return 0
    anak = grup.commands[PERINTAH_AWAL].make_context(PERINTAH_AWAL, [], parent=ctx)
    with anak:
        return int(anak.command.invoke(anak) or 0)
