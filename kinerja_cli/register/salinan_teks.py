"""Tabel register sebagai CSV: terbaca tanpa program ini, dan dapat dibandingkan per baris."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from hashlib import sha256
from io import StringIO

from kinerja_cli.model.temuan import Temuan, build_temuan
from kinerja_cli.register.basis import Register

csv.field_size_limit(2**31 - 1)
"""Satu definisi tersimpan dalam satu sel; batas bawaan 128 KB terlalu kecil."""
SEMENTARA = frozenset(
    {"pindaian", "pindaian_utuh", "bentrok", "pengesahan", "pengesahan_siap", "tanda_tangan"}
)
"""Keadaan kerja, dan tabel pengesahan sendiri."""
RIWAYAT = "riwayat"
"""Pengesahan menambah barisnya sendiri; rantainya diperiksa terpisah."""
BERUBAH: Mapping[str, frozenset[str]] = {
    "kiriman": frozenset({"utama"}),
    "formulir": frozenset({"kurang"}),
    "penilaian": frozenset({"jawaban", "batal"}),
    "fakta": frozenset({"hasil_verifikasi"}),
    "koreksi": frozenset({"tertulis"}),
}
"""Kolom yang diubah perintah sesudahnya; perintah itu sendiri tercatat di riwayat."""


def list_tabel(register: Register) -> list[str]:
    """Tabel yang disalin, urut nama."""
    return sorted(
        nama
        for (nama,) in register.sambungan.execute(
            "SELECT name FROM sqlite_schema WHERE type='table'"
        )
        if nama not in SEMENTARA and not nama.startswith("sqlite_")
    )


def dump_tabel(register: Register, tabel: str) -> bytes:
    """CSV UTF-8 satu tabel menurut kuncinya; isi biner menjadi ``sha256:...``."""
    kolom, kunci = _read_kolom(register, tabel)
    wadah = StringIO(newline="")
    penulis = csv.writer(wadah, lineterminator="\n")
    penulis.writerow(kolom)
    urut = ", ".join(kunci or ["rowid"])
    for baris in register.sambungan.execute(f"SELECT * FROM {tabel} ORDER BY {urut}"):
        penulis.writerow([_format(s) for s in baris])
    return wadah.getvalue().encode()


def compare_tabel(
    register: Register, tabel: str, salinan: bytes, *, lanjut: bool
) -> Iterator[Temuan]:
    """Baris salinan yang kini hilang atau lain, dan baris yang bertambah tanpa perintah.

    ``lanjut`` bila ada perintah lain sesudah salinan dibuat; tanpa itu tidak ada yang boleh lain
    atau bertambah, selain riwayat pengesahan sendiri.
    """
    kolom, kunci = _read_kolom(register, tabel)
    kini = {
        _read_pengenal(kunci, b): b
        for b in csv.DictReader(StringIO(dump_tabel(register, tabel).decode(), newline=""))
    }
    boleh = BERUBAH.get(tabel, frozenset()) if lanjut else frozenset[str]()
    tambah = {} if lanjut or tabel == RIWAYAT else dict(kini)
    for lama in csv.DictReader(StringIO(salinan.decode(), newline="")):
        pengenal = _read_pengenal(kunci, lama)
        baru = kini.get(pengenal)
        tambah.pop(pengenal, None)
        if baru is None:
            yield _report(tabel, pengenal, "barisnya hilang atau kuncinya diubah")
            continue
        beda = [k for k in kolom if k in lama and lama[k] != baru[k] and k not in boleh]
        if beda:
            yield _report(tabel, pengenal, f"kolom {', '.join(beda)} diubah")
    for pengenal in tambah:
        yield _report(tabel, pengenal, "barisnya ditambah tanpa perintah di riwayat")


def _read_pengenal(kunci: list[str], baris: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(baris.get(k, "") for k in kunci) if kunci else tuple(baris.values())


def _report(tabel: str, pengenal: tuple[str, ...], rincian: str) -> Temuan:
    return build_temuan("DOK607", kunci=":".join(pengenal), tabel=tabel, rincian=rincian)


def _read_kolom(register: Register, tabel: str) -> tuple[list[str], list[str]]:
    """Semua kolom, dan kolom kunci utamanya menurut urutan."""
    info = register.sambungan.execute(f"PRAGMA table_info({tabel})").fetchall()
    kunci = sorted((b["pk"], b["name"]) for b in info if b["pk"])
    return [b["name"] for b in info], [nama for _, nama in kunci]


def _format(isi: object) -> str:
    if isinstance(isi, bytes):
        return f"sha256:{sha256(isi).hexdigest()}"
    return "" if isi is None else str(isi)
