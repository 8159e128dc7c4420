"""Memeriksa ruang kerja terhadap pengesahannya: register, riwayat, masukan, dan keluaran."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256

from kinerja_cli.model.pengesahan import Manifest, Pokok
from kinerja_cli.model.temuan import Temuan, build_temuan
from kinerja_cli.register.basis import Register
from kinerja_cli.register.pengesahan import Pengesahan
from kinerja_cli.register.riwayat import iterate_riwayat
from kinerja_cli.register.riwayat_teks import MILIK_PENGESAHAN
from kinerja_cli.register.salinan_teks import compare_tabel, list_tabel
from kinerja_cli.ruang.bahan_sah import FOLDER_TABEL
from kinerja_cli.ruang.keluaran_sah import get_folder
from kinerja_cli.ruang.konsep_akhir import read_pilihan
from kinerja_cli.ruang.periksa_arsip import RIWAYAT
from kinerja_cli.ruang.ruang import Ruang
from kinerja_cli.ruang.tulis import Keluaran

JENIS_DI_RUANG = frozenset({"sumber", "konfigurasi", "templat", "narasi"})


def check_basis(register: Register) -> Iterator[Temuan]:
    """Keutuhan berkas SQLite sendiri, termasuk indeksnya."""
    for (pesan,) in register.sambungan.execute("PRAGMA integrity_check").fetchall():
        # SQLite tertentu keliru menyebut NULL pada tabel WITHOUT ROWID; kolomnya NOT NULL.
        if pesan != "ok" and not pesan.startswith("NULL value in"):
            yield build_temuan("DOK607", kunci="kinerja.db", tabel="kinerja.db", rincian=pesan)


def check_tabel(register: Register, pokok: Pokok, isi: Mapping[str, bytes]) -> Iterator[Temuan]:
    """Setiap baris register saat pengesahan masih ada dan sama."""
    lanjut = has_perintah_lain(register, pokok.riwayat_nomor)
    ada = set(list_tabel(register))
    for berkas in pokok.tabel:
        tabel = berkas.nama.removeprefix(f"{FOLDER_TABEL}/").removesuffix(".csv")
        if tabel not in ada:
            yield build_temuan("DOK607", kunci=tabel, tabel=tabel, rincian="tabelnya hilang")
        elif berkas.nama in isi:
            yield from compare_tabel(register, tabel, isi[berkas.nama], lanjut=lanjut)


def has_perintah_lain(register: Register, nomor: int) -> bool:
    """Benar bila sesudah baris riwayat itu ada peristiwa selain pengesahan dan tanda tangan."""
    for p in iterate_riwayat(register):
        if p.nomor <= nomor:
            continue
        try:
            peristiwa = json.loads(p.isi).get("peristiwa")
        except (ValueError, AttributeError):
            return True
        if peristiwa not in MILIK_PENGESAHAN:
            return True
    return False


def check_riwayat_sah(
    register: Register, sah: Pengesahan, manifest: Manifest, isi: Mapping[str, bytes]
) -> Iterator[Temuan]:
    """Riwayat di ruang kerja dimulai dengan riwayat di arsip, dan mencatat manifest ini."""
    daftar = [[p.isi, p.hash] for p in iterate_riwayat(register)]
    for nomor, baris in enumerate(isi.get(RIWAYAT, b"").splitlines(), start=1):
        kini = daftar[nomor - 1] if nomor <= len(daftar) else None
        if json.dumps(kini, ensure_ascii=False).encode() != baris:
            rincian = f"baris riwayat {nomor} tidak lagi sama dengan arsipnya"
            yield build_temuan("DOK611", kunci=str(sah.nomor), nomor=sah.nomor, rincian=rincian)
            break
    if sha256(sah.teks.encode()).hexdigest() != sah.tanda or sah.nomor != manifest.pokok.nomor:
        rincian = "manifest di register tidak sama dengan yang dicatat"
        yield build_temuan("DOK611", kunci=str(sah.nomor), nomor=sah.nomor, rincian=rincian)


def check_masukan(ruang: Ruang, pokok: Pokok) -> Iterator[Temuan]:
    """Tabel sumber, kinerja.toml, dan templat yang berubah sesudah pengesahan."""
    for m in pokok.masukan:
        if m.jenis not in JENIS_DI_RUANG:
            continue
        jalur = ruang.akar / m.nama
        if not jalur.is_file():
            yield build_temuan("DOK609", berkas=m.nama, kunci=m.nama, rincian="tidak ada lagi")
        elif sha256(read_pilihan(jalur)).hexdigest() != m.sha256:
            yield build_temuan("DOK609", berkas=m.nama, kunci=m.nama, rincian="sudah berubah")


def check_keluaran(ruang: Ruang, daftar: list[Keluaran]) -> Iterator[Temuan]:
    """Berkas di ``laporan/sah/`` terhadap arsipnya."""
    for k in daftar:
        nama = k.jalur.relative_to(ruang.akar).as_posix()
        if not k.jalur.is_file():
            yield build_temuan("DOK604", berkas=nama)
        elif read_pilihan(k.jalur) != k.isi:
            yield build_temuan("DOK601", berkas=nama)


def list_asing(ruang: Ruang, dikenal: set[str]) -> Iterator[Temuan]:
    """Berkas di ``laporan/sah/`` yang bukan hasil pengesahan."""
    folder = get_folder(ruang)
    for jalur in sorted(folder.iterdir()) if folder.is_dir() else []:
        if jalur.name not in dikenal and not jalur.name.startswith(("~$", ".")):
            yield build_temuan("DOK605", berkas=jalur.relative_to(ruang.akar).as_posix())
