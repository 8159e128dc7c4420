"""Seluruh SOP atas dinas contoh dalam satu proses, dan gambaran ruang kerja sesudahnya."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

from contoh_data import demo
from kinerja_cli.model.batas import Batas
from kinerja_cli.model.periode import Periode
from kinerja_cli.ruang.langkah import Hasil
from kinerja_cli.ruang.ruang import Ruang, find_ruang
from kinerja_cli.tahap import (
    buat_format,
    hitung,
    kembalikan,
    kompilasi,
    kumpulkan,
    lkjip,
    mulai,
    periksa,
    status,
    verifikasi,
)

AKAR = Path(demo.AKAR)
SUSULAN = AKAR / "susulan" / "tw4"
LANGKAH_SUSULAN = "kumpulkan tw4 susulan"
T = TypeVar("T")
KELUARAN = ("arsip", "format", "hasil", "kembali", "laporan")


@dataclass(frozen=True, slots=True)
class Langkah:
    """Satu perintah demo yang sudah diurai: nama, periode, waktu, dan pelakunya."""

    nama: str
    periode: Periode
    waktu: datetime
    oleh: str = ""
    unit: tuple[str, ...] = ()


@dataclass
class Jalan:
    """Ruang kerja sesudah semua langkah, hasil tiap langkah, dan salinan sebelum sebagian."""

    ruang: Ruang
    langkah: dict[str, Langkah] = field(default_factory=dict)
    hasil: dict[str, Any] = field(default_factory=dict)
    salinan: dict[str, Path] = field(default_factory=dict)


def build_ruang(folder: Path) -> Ruang:
    """Ruang kerja baru berisi dinas contoh."""
    opsi = mulai.OpsiMulai(folder, datetime(2025, 1, 2), 2025, contoh=True)
    mulai.apply(opsi, mulai.plan(opsi))
    return find_ruang(folder, naik=False)


def iterate_langkah() -> Iterator[tuple[str, Langkah]]:
    """Langkah demo menurut urutannya; yang sesudah kiriman susulan tw4 bernama lain."""
    for langkah in (*demo.iterate_triwulan(), *demo.SEBELUM_SUSULAN):
        yield _parse_langkah(langkah.argumen)
    for langkah in demo.SESUDAH_SUSULAN:
        nama, isi = _parse_langkah(langkah.argumen)
        yield (f"{nama} susulan" if isi.periode is Periode.TW4 else nama), isi


def _parse_langkah(argumen: tuple[str, ...]) -> tuple[str, Langkah]:
    perintah, *sisa = argumen
    pilihan = dict(pairwise(sisa))
    periode = Periode(pilihan.get("--periode", "tw4" if perintah == "periksa" else "tahun"))
    waktu = datetime.fromisoformat(pilihan.get("--waktu", "2026-01-15"))
    unit = tuple(pilihan[p] for p in ("--unit",) if p in pilihan and perintah == "verifikasi")
    nama = " ".join((perintah, periode, *unit))
    return nama, Langkah(perintah, periode, waktu, pilihan.get("--oleh", ""), unit)


def run_sop(folder: Path, simpan: Collection[str]) -> Jalan:
    """Seluruh SOP; folder disalin sesaat sebelum langkah yang namanya ada di ``simpan``."""
    jalan = Jalan(build_ruang(folder / "ruang"))
    for nama, langkah in iterate_langkah():
        if nama == LANGKAH_SUSULAN:
            shutil.copytree(SUSULAN, jalan.ruang.masuk / "tw4" / "susulan")
        if nama in simpan:
            jalan.salinan[nama] = folder / f"sebelum {nama}"
            shutil.copytree(jalan.ruang.akar, jalan.salinan[nama])
        jalan.langkah[nama] = langkah
        jalan.hasil[nama] = run_langkah(jalan.ruang, langkah)
    return jalan


def copy_ruang(asal: Path, tujuan: Path) -> Ruang:
    """Salinan yang boleh diubah uji."""
    shutil.copytree(asal, tujuan)
    return find_ruang(tujuan, naik=False)


def dump_register(ruang: Ruang) -> dict[str, list[tuple[Any, ...]]]:
    """Semua baris semua tabel."""
    with ruang.register() as register:
        tabel = register.sambungan.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        return {
            nama: sorted(tuple(b) for b in register.sambungan.execute(f"SELECT * FROM {nama}"))
            for (nama,) in tabel.fetchall()
        }


def hash_keluaran(ruang: Ruang) -> dict[str, str]:
    """Sha256 setiap berkas yang ditulis program, menurut jalurnya dari ruang kerja."""
    return {
        jalur.relative_to(ruang.akar).as_posix(): sha256(jalur.read_bytes()).hexdigest()
        for folder in KELUARAN
        for jalur in sorted((ruang.akar / folder).rglob("*"))
        if jalur.is_file()
    }


def read_di_sini(
    daftar: Iterable[tuple[str, Path]], fungsi: Callable[[str, Path], T], batas: Batas
) -> Iterator[tuple[str, T]]:
    """Pengganti pembacaan di proses lain bagi uji yang menjalankan ulang."""
    del batas
    for nama, jalur in daftar:
        yield nama, fungsi(nama, jalur)


def run_langkah(ruang: Ruang, langkah: Langkah) -> Any:
    """Rencana dan penerapan satu langkah."""
    return PERINTAH[langkah.nama](ruang, langkah)


def _run_buat_format(ruang: Ruang, langkah: Langkah) -> Hasil:
    opsi = buat_format.OpsiBuatFormat(langkah.periode, langkah.waktu)
    return buat_format.apply(buat_format.plan(ruang, opsi))


def _run_periksa(ruang: Ruang, langkah: Langkah) -> Hasil:
    opsi = periksa.OpsiPeriksa((ruang.masuk / langkah.periode,), langkah.waktu.isoformat())
    return periksa.apply(periksa.plan(ruang, opsi))


def _run_kumpulkan(ruang: Ruang, langkah: Langkah) -> Hasil:
    opsi = kumpulkan.OpsiKumpulkan(langkah.periode, langkah.waktu)
    return kumpulkan.apply(kumpulkan.plan(ruang, opsi))


def _run_verifikasi(ruang: Ruang, langkah: Langkah) -> Hasil:
    opsi = verifikasi.OpsiVerifikasi(langkah.periode, langkah.waktu, langkah.unit, langkah.oleh)
    return verifikasi.apply(verifikasi.plan(ruang, opsi))


def _run_kembalikan(ruang: Ruang, langkah: Langkah) -> Hasil:
    opsi = kembalikan.OpsiKembalikan(langkah.periode, langkah.waktu, oleh=langkah.oleh)
    return kembalikan.apply(kembalikan.plan(ruang, opsi))


def _run_kompilasi(ruang: Ruang, langkah: Langkah) -> Hasil:
    return kompilasi.apply(kompilasi.plan(ruang, langkah.periode, langkah.waktu))


def _run_lkjip(ruang: Ruang, langkah: Langkah) -> Hasil:
    opsi = lkjip.OpsiLkjip(langkah.periode, langkah.waktu, pdf=False)
    return lkjip.apply(lkjip.plan(ruang, opsi))


def _run_hitung(ruang: Ruang, langkah: Langkah) -> hitung.HitungRuang:
    return hitung.plan(ruang, langkah.periode)


def _run_status(ruang: Ruang, langkah: Langkah) -> status.Status:
    return status.build_status(ruang, langkah.periode, langkah.waktu)


PERINTAH: dict[str, Callable[[Ruang, Langkah], Any]] = {
    "buat-format": _run_buat_format,
    "periksa": _run_periksa,
    "kumpulkan": _run_kumpulkan,
    "verifikasi": _run_verifikasi,
    "kembalikan": _run_kembalikan,
    "hitung": _run_hitung,
    "kompilasi": _run_kompilasi,
    "lkjip": _run_lkjip,
    "status": _run_status,
}
