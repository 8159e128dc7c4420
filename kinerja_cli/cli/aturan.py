"""Perintah ``kinerja aturan``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from difflib import get_close_matches
from typing import Annotated, Any

import typer

from kinerja_cli.cli import keluaran, opsi
from kinerja_cli.model.galat import PemakaianError
from kinerja_cli.model.temuan import ButirKatalog, read_katalog

KEBIJAKAN = "kebijakan"
BANYAK_MIRIP, AMBANG_MIRIP = 3, 0.6
"""Saran terbanyak, dan kemiripan paling sedikit (``difflib``)."""


def aturan(
    ctx: typer.Context,
    kode: Annotated[
        str | None,
        typer.Argument(
            metavar="KODE", help="Kode temuan, atau kata kebijakan; kosong berarti semua kode."
        ),
    ] = None,
    json: opsi.JSON = False,
) -> int:
    """Kode temuan tidak pernah berubah arti, sehingga boleh dikutip dalam surat dan catatan."""
    if kode is not None and kode.casefold() == KEBIJAKAN:
        return _run_kebijakan(ctx, json=json)
    katalog = read_katalog()
    daftar = list(katalog.values()) if kode is None else [_find_butir(kode, katalog)]
    if json:
        keluaran.print_json({"skema": 1, "aturan": _dump_aturan(daftar, ctx)})
    elif kode is None:
        setelan = _read_setelan(ctx)
        keluaran.print_tabel(
            ("Kode", "Tingkat", "Aturan", "Diubah kantor"),
            [(b.kode, b.tingkat, b.judul, "; ".join(setelan.get(b.kode, ()))) for b in daftar],
        )
    else:
        _print_butir(daftar[0], _read_setelan(ctx).get(daftar[0].kode, []))
    return 0


def _run_kebijakan(ctx: typer.Context, *, json: bool) -> int:
    """Kebijakan penghitungan yang berlaku: milik ruang kerja, atau bawaan di luarnya."""
    from kinerja_cli.capaian.ringkas_kebijakan import build_ringkasan  # noqa: PLC0415 -- pydantic

    ringkasan = build_ringkasan(opsi.choose_kebijakan(ctx))
    if json:
        keluaran.print_json({"skema": 1, "kebijakan": ringkasan.model_dump()})
        return 0
    keluaran.print_baris(f"{ringkasan.nama}, berlaku mulai {ringkasan.berlaku}", "bold")
    keluaran.print_tabel(("Butir", "Yang dipakai", "Sumber"), ringkasan.butir)
    return 0


def _find_butir(kode: str, katalog: dict[str, ButirKatalog]) -> ButirKatalog:
    """Aturan menurut kodenya, besar kecil huruf bebas; yang tidak ada menyebut yang terdekat."""
    cari = "".join(kode.split()).upper()
    if butir := katalog.get(cari):
        return butir
    mirip = get_close_matches(cari, [*katalog, KEBIJAKAN.upper()], BANYAK_MIRIP, AMBANG_MIRIP)
    dekat = [katalog[k] for k in mirip if k in katalog]
    saran = ", ".join(f"{b.kode} ({b.judul})" for b in dekat)
    if KEBIJAKAN.upper() in mirip:
        saran = KEBIJAKAN
    topik = ", ".join(sorted({k[:3] for k in katalog}))
    raise PemakaianError(
        f"kode {kode!r} tidak ada dalam katalog aturan",
        (f"mungkin maksudnya {saran}" if saran else f"kode diawali topiknya: {topik}")
        + "; penjelasan semuanya: `kinerja aturan`",
    )


def _print_butir(butir: ButirKatalog, diubah: Sequence[str]) -> None:
    keluaran.print_baris(f"{butir.kode} ({butir.tingkat}) {butir.judul}", "bold")
    for nama, isi in (
        ("Masalah", butir.masalah),
        ("Contoh", butir.contoh),
        ("Perbaikan", butir.perbaikan),
        ("Bagi bidang", butir.perbaikan_bidang),
        ("Mengapa", butir.mengapa),
        ("Batas", f"{butir.batas} {butir.batas_arti}".strip()),
    ):
        if isi:
            keluaran.print_baris(f"{nama + ':':<12} {isi}")
    for teks in diubah:
        keluaran.print_baris(f"Diubah kantor: {teks}", "yellow")


def _dump_aturan(daftar: Sequence[ButirKatalog], ctx: typer.Context) -> list[dict[str, Any]]:
    """Isi katalog, bolehkah disetel, dan nilai kantor bila diubah (selain itu ``null``)."""
    from kinerja_cli.model.setelan import is_disetel  # noqa: PLC0415 -- memuat pydantic

    kantor = opsi.open_ruang(ctx).konfigurasi.aturan if opsi.is_disebut(ctx) else {}
    return [
        {
            **asdict(b),
            "dapat_disetel": is_disetel(b.kode),
            "kantor": kantor[b.kode].model_dump(mode="json") if b.kode in kantor else None,
        }
        for b in daftar
    ]


def _read_setelan(ctx: typer.Context) -> dict[str, list[str]]:
    """Kalimat setelan ruang kerja menurut kodenya; kosong di luar ruang kerja."""
    if not opsi.is_disebut(ctx):
        return {}
    from kinerja_cli.model.setelan import describe_ubahan  # noqa: PLC0415 -- memuat pydantic

    setelan = opsi.open_ruang(ctx).konfigurasi.aturan
    return {kode: describe_ubahan(kode, isi) for kode, isi in setelan.items()}
