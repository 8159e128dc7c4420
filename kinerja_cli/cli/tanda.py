"""Pilihan ``kinerja verifikasi`` untuk menandai satu baris."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from kinerja_cli.model.galat import PemakaianError

if TYPE_CHECKING:
    from datetime import datetime

    from kinerja_cli.model.periode import Periode
    from kinerja_cli.ruang.ruang import Ruang

KELOMPOK = "Menandai satu baris (memerlukan --oleh)"
INDIKATOR: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--indikator",
        metavar="KUNCI",
        help="Baris yang ditandai: kode indikator, elemen, atau anggaran.",
        rich_help_panel=KELOMPOK,
    ),
]
KOLOM: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--kolom",
        metavar="NAMA",
        help="Kolom barisnya bila lebih dari satu isian, misalnya penyebut.",
        rich_help_panel=KELOMPOK,
    ),
]
TANYA: TypeAlias = Annotated[
    str | None,
    typer.Option("--tanya", metavar="TEKS", help="Ajukan klarifikasi.", rich_help_panel=KELOMPOK),
]
JAWAB: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--jawab",
        metavar="TEKS",
        help="Catat jawaban dan tutup klarifikasi.",
        rich_help_panel=KELOMPOK,
    ),
]
TIDAK: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--tidak",
        metavar="ALASAN",
        help="Nyatakan tidak sesuai, walaupun lolos aturan.",
        rich_help_panel=KELOMPOK,
    ),
]
SEPAKAT: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--sepakat",
        metavar="NILAI",
        help="Nilai hasil verifikasi; memerlukan --alasan.",
        rich_help_panel=KELOMPOK,
    ),
]
KECUALIKAN: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--kecualikan",
        metavar="KODE",
        help="Kecualikan temuan berkode ini; memerlukan --alasan.",
        rich_help_panel=KELOMPOK,
    ),
]
BATAL: TypeAlias = Annotated[
    bool,
    typer.Option("--batal", help="Batalkan tanda terakhir.", rich_help_panel=KELOMPOK),
]
ALASAN: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--alasan",
        metavar="TEKS",
        help="Alasan menyepakati atau mengecualikan.",
        rich_help_panel=KELOMPOK,
    ),
]
BUKTI: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--bukti", metavar="NAMA", help="Bukti nilai yang disepakati.", rich_help_panel=KELOMPOK
    ),
]


@dataclass(frozen=True, slots=True)
class Tanda:
    """Pilihan menandai sebagaimana diketik."""

    indikator: str | None
    tindakan: dict[str, str | None]
    """Isi setiap tindakan menurut nama pilihannya; ``None`` berarti tidak disebut."""
    kolom: str | None
    alasan: str | None
    bukti: str | None

    def check(self) -> str:
        """Nama tindakan yang disebut; kosong bila tidak menandai apa pun.

        Galat ``PemakaianError`` bila tidak tepat satu.
        """
        disebut = [nama for nama, isi in self.tindakan.items() if isi is not None]
        if not self.indikator and not disebut:
            return ""
        pilihan = ", ".join(f"--{nama}" for nama in self.tindakan)
        if not self.indikator:
            raise PemakaianError(
                f"--{disebut[0]} memerlukan --indikator", "sebut baris yang ditandai"
            )
        if len(disebut) != 1:
            raise PemakaianError(
                "--indikator memerlukan tepat satu tindakan", f"pilih salah satu: {pilihan}"
            )
        return disebut[0]


def store_tanda(tanda: Tanda, ruang: Ruang, periode: Periode, waktu: datetime, oleh: str) -> str:
    """Catat tandanya bila ada; kembalikan kode unit yang perlu diputuskan lagi, atau kosong."""
    nama = tanda.check()
    if not nama:
        return ""
    from kinerja_cli.tahap import tandai  # noqa: PLC0415 -- memuat register

    pilihan = tandai.OpsiTandai(
        periode=periode,
        waktu=waktu,
        oleh=oleh,
        kunci=tanda.indikator or "",
        tindakan=tandai.Tindakan(nama),
        isi=tanda.tindakan[nama] or "",
        alasan=tanda.alasan or "",
        bukti=tanda.bukti or "",
        kolom=tanda.kolom or "",
    )
    return tandai.apply(tandai.plan(ruang, pilihan)).unit
