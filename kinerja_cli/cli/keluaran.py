"""Yang dicetak perintah: konsol, JSON, temuan, rencana, kemajuan."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinerja_cli.model.temuan import Temuan, Tingkat, describe_jumlah, group_temuan, has_tindakan

if TYPE_CHECKING:
    from rich.console import Console

LEBAR_PIPA = 120
"""Lebar tabel bila keluaran bukan terminal."""

KATA_DILIPAT = 16
"""Kata yang lebih panjang, misalnya kode sub kegiatan, boleh dilipat di dalam kolomnya."""
SELA_KOLOM = 2

BATAS_TEMUAN = 12
"""Temuan per berkas tanpa ``--semua``: dua baris tiap temuan, kira-kira satu layar."""

GAYA = {Tingkat.GALAT: "bold red", Tingkat.PERINGATAN: "yellow", Tingkat.CATATAN: "cyan"}


@cache
def get_konsol(*, galat: bool = False) -> Console:
    """Konsol keluaran standar, atau keluaran galat. ``NO_COLOR`` dihormati oleh Rich."""
    from rich.console import Console  # noqa: PLC0415 -- bantuan tidak memerlukan Rich

    aliran = sys.stderr if galat else sys.stdout
    lebar = None if aliran.isatty() else LEBAR_PIPA
    return Console(stderr=galat, width=lebar, highlight=False, markup=False, emoji=False)


def clean_teks(teks: object) -> str:
    """Satu baris tanpa karakter kendali, arah tulis (bidi), dan tak terlihat dari isi berkas."""
    return "".join(_clean_huruf(h) for h in str(teks))


def _clean_huruf(huruf: str) -> str:
    golongan = unicodedata.category(huruf)
    if golongan in {"Zl", "Zp"} or huruf in "\t\n\r\v\f\x85":
        return " "
    if golongan == "Cs":
        return "\ufffd"
    return "" if golongan.startswith("C") else huruf


def print_baris(teks: object = "", gaya: str = "", *, galat: bool = False) -> None:
    """Satu baris di keluaran standar, tanpa dipotong atau dilipat."""
    from rich.text import Text  # noqa: PLC0415 -- bantuan tidak memerlukan Rich

    get_konsol(galat=galat).print(Text(clean_teks(teks), gaya), soft_wrap=True)


def print_json(isi: dict[str, Any]) -> None:
    """Satu dokumen JSON UTF-8 di keluaran standar."""
    sys.stdout.write(json.dumps(isi, ensure_ascii=False, indent=2) + "\n")


def print_tabel(
    kepala: Sequence[str],
    baris: Iterable[Sequence[object]],
    judul: str = "",
    kanan: Sequence[int] = (),
) -> None:
    """Tabel sederhana; ``kanan`` berisi nomor kolom (dari 0) yang rata kanan.

    Di layar yang terlalu sempit untuk kata-katanya, kolom yang kosong tidak dicetak; bila itu pun
    tidak muat, setiap baris menjadi daftar ke bawah.
    """
    from rich.table import Table  # noqa: PLC0415 -- bantuan tidak memerlukan Rich
    from rich.text import Text  # noqa: PLC0415

    isi = [[clean_teks(s) for s in sel] for sel in baris]
    lebar = get_konsol().width
    if _measure_sempit([kepala, *isi]) > lebar:
        pakai = [n for n, sel in enumerate(zip(*isi, strict=True)) if any(sel)]
        kepala, isi = [kepala[n] for n in pakai], [[sel[n] for n in pakai] for sel in isi]
        kanan = [pakai.index(n) for n in kanan if n in pakai]
        if _measure_sempit([kepala, *isi]) > lebar:
            _print_daftar(kepala, isi)
            return
    tabel = Table(
        title=judul or None,
        title_justify="left",
        box=None,
        pad_edge=False,
        show_header=any(kepala),
    )
    for nomor, nama in enumerate(kepala):
        tabel.add_column(nama, justify="right" if nomor in kanan else "left", overflow="fold")
    for sel in isi:
        tabel.add_row(*map(Text, sel))
    get_konsol().print(tabel)


def _measure_sempit(baris: Sequence[Sequence[str]]) -> int:
    """Lebar paling sempit yang tidak memotong kata; kata yang sangat panjang memang dilipat."""
    kolom = zip(*baris, strict=True)
    kata = [max((len(k) for isi in sel for k in isi.split()), default=0) for sel in kolom]
    return sum(min(k, KATA_DILIPAT) + SELA_KOLOM for k in kata) - SELA_KOLOM


def _print_daftar(kepala: Sequence[str], baris: Iterable[Sequence[str]]) -> None:
    """Satu kelompok setiap baris: kolom pertama sebagai judul, lalu kolom yang berisi."""
    for sel in baris:
        print_baris(sel[0], "bold")
        for nama, isi in zip(kepala[1:], sel[1:], strict=True):
            if isi:
                print_baris(f"  {nama}: {isi}" if nama else f"  {isi}")


def print_temuan(
    daftar: Iterable[Temuan],
    *,
    semua: bool = False,
    sebut: Callable[[Temuan], str] = attrgetter("berkas"),
) -> None:
    """Temuan: jumlah lebih dulu, lalu per kelompok (bawaan: berkas), terberat di atas."""
    kelompok = group_temuan(daftar, sebut)
    if not kelompok:
        print_baris("Tidak ada temuan.", "green")
        return
    dalam = f" dalam {len(kelompok)} kelompok" if len(kelompok) > 1 else ""
    print_baris(f"{describe_jumlah(t for isi in kelompok.values() for t in isi)}{dalam}", "bold")
    for judul, isi in kelompok.items():
        _print_kelompok(judul, isi, semua=semua)


def _print_kelompok(judul: str, daftar: list[Temuan], *, semua: bool) -> None:
    print_baris()
    print_baris(f"{judul or '(ruang kerja)'} · {describe_jumlah(daftar)}", "bold")
    berkas = {t.berkas for t in daftar}
    tampil = daftar if semua else daftar[:BATAS_TEMUAN]
    for temuan in tampil:
        print_satu(temuan, sebut_berkas=berkas not in ({judul}, {""}))
    if sisa := len(daftar) - len(tampil):
        print_baris(f"  ... {sisa} temuan lagi; tampilkan dengan --semua", "dim")


def print_satu(temuan: Temuan, *, sebut_berkas: bool) -> None:
    """Satu temuan: tingkat, kode, tempat, masalah, dan perbaikannya."""
    from rich.text import Text  # noqa: PLC0415 -- bantuan tidak memerlukan Rich

    baris = Text("  ")
    baris.append(f"{temuan.tingkat.value:<10} {temuan.kode}", GAYA[temuan.tingkat])
    if tempat := describe_tempat(temuan, sebut_berkas=sebut_berkas):
        baris.append(f"  {tempat}", "bold")
    baris.append(f"  {clean_teks(temuan.masalah)}")
    konsol = get_konsol()
    konsol.print(baris, soft_wrap=True)
    konsol.print(Text(f"             → {clean_teks(temuan.perbaikan)}", "dim"), soft_wrap=True)


def describe_tempat(temuan: Temuan, *, sebut_berkas: bool = False) -> str:
    """``lembar!sel``, didahului nama berkas bila diminta; semuanya boleh tidak ada."""
    tempat = "!".join(clean_teks(b) for b in (temuan.lembar, temuan.sel) if b)
    nama = clean_teks(temuan.berkas.rpartition("/")[2]) if sebut_berkas else ""
    return f"[{nama}] {tempat}".strip() if nama else tempat


def print_berkas(daftar: Sequence[Path], *, uji_coba: bool = False) -> None:
    """Daftar berkas yang ditulis, atau yang akan ditulis bila uji coba."""
    if not daftar:
        print_baris("Tidak ada berkas yang berubah.")
        return
    kata = "akan ditulis" if uji_coba else "ditulis"
    print_baris(f"{len(daftar)} berkas {kata}:")
    for jalur in daftar:
        print_baris(f"  {_shorten_jalur(jalur)}")


def _shorten_jalur(jalur: Path) -> str:
    """Jalur dari folder sekarang bila di dalamnya."""
    sini = Path.cwd()
    return str(jalur.relative_to(sini) if jalur.is_relative_to(sini) else jalur)


@contextmanager
def show_kemajuan(judul: str) -> Iterator[Callable[[int, int, str], None]]:
    """Bilah kemajuan di terminal; dalam pipa tidak mencetak apa pun.

    Memberi ``lapor(selesai, jumlah, teks)`` yang diminta langkah.
    """
    if not sys.stderr.isatty():
        yield lambda _selesai, _jumlah, _teks: None
        return
    from rich.progress import (  # noqa: PLC0415 -- bantuan tidak memerlukan Rich
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
    )

    kolom = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[teks]}", markup=False),
    )
    with Progress(*kolom, console=get_konsol(galat=True), transient=True) as bilah:
        tugas = bilah.add_task(judul, total=None, teks="")

        def lapor(selesai: int, jumlah: int, teks: str) -> None:
            bilah.update(tugas, completed=selesai, total=jumlah, teks=clean_teks(teks))

        yield lapor


def calculate_keluar(temuan: Iterable[Temuan], *, tindakan: bool = False) -> int:
    """Kode keluar 1 bila ada galat, peringatan, atau hal lain yang perlu ditindak."""
    return int(tindakan or has_tindakan(temuan))
