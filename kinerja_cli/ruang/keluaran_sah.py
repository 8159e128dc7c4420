"""Berkas di ``laporan/sah/``: semuanya turunan arsip yang tersimpan menurut hash-nya."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from kinerja_cli.model.galat import RegisterError
from kinerja_cli.model.pengesahan import MANIFEST
from kinerja_cli.register.pengesahan import Pengesahan, TandaTangan
from kinerja_cli.ruang.arsip_sah import build_zip, join_tambahan, read_zip
from kinerja_cli.ruang.ruang import Ruang
from kinerja_cli.ruang.tulis import Keluaran

AKHIRAN = ".zip"
FOLDER = "sah"


def get_folder(ruang: Ruang) -> Path:
    """Folder laporan yang sudah disahkan."""
    return ruang.laporan / FOLDER


def read_tersimpan(ruang: Ruang, tanda: str, akhiran: str) -> bytes:
    """Byte dari ``arsip/``. Galat ``RegisterError`` bila hilang atau berubah."""
    jalur = ruang.arsip(tanda, akhiran)
    isi = jalur.read_bytes() if jalur.is_file() else b""
    if sha256(isi).hexdigest() != tanda:
        raise RegisterError(
            f"{jalur.relative_to(ruang.akar).as_posix()} hilang atau berubah",
            "kembalikan dari cadangan; `kinerja periksa-sah` menyebut semua yang berubah",
        )
    return isi


def list_keluaran(ruang: Ruang, sah: Pengesahan, daftar: list[TandaTangan]) -> list[Keluaran]:
    """Semua berkas satu pengesahan: PDF, naskah, manifest, arsip, dan PDF bertanda tangan."""
    zip_ = read_tersimpan(ruang, sah.arsip, AKHIRAN)
    isi, _ = read_zip(zip_, sah.manifest.pokok.nama_dokumen)
    nama = sah.manifest.pokok.nama_dokumen
    folder = get_folder(ruang)
    hasil = [
        Keluaran(folder / f"{nama}.pdf", isi[sah.manifest.pdf]),
        Keluaran(folder / f"{nama}.docx", isi[f"dokumen/{nama}.docx"]),
        Keluaran(folder / f"{nama} {MANIFEST}", isi[MANIFEST]),
        Keluaran(folder / f"{nama} arsip{AKHIRAN}", zip_),
    ]
    lengkap = dict(isi)
    for t in daftar:
        pdf = read_tersimpan(ruang, t.sha256, ".pdf")
        lengkap |= join_tambahan(t.tambahan.urut, t.teks.encode(), t.tambahan.berkas.nama, pdf)
        sebutan = f"{nama} bertanda tangan" + (f" {t.tambahan.urut}" if t.tambahan.urut > 1 else "")
        hasil += [
            Keluaran(folder / f"{sebutan}.pdf", pdf),
            Keluaran(folder / f"{sebutan} tambahan.json", t.teks.encode()),
            Keluaran(folder / f"{sebutan} arsip{AKHIRAN}", build_zip(lengkap)),
        ]
    return hasil


def select_belum_ada(daftar: list[Keluaran]) -> tuple[Keluaran, ...]:
    """Yang belum ada di folder; yang ada dan berbeda tidak pernah ditimpa."""
    return tuple(k for k in daftar if not k.jalur.exists())
