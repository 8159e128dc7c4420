"""Menjalankan seluruh SOP atas dinas contoh; dijalankan oleh ``make demo``.

Ruang kerja ``demo/`` dibuat baru setiap kali. Setiap perintah dicetak sebelum dijalankan, dan
kode keluar selain yang diharapkan menghentikan demo.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kinerja_cli.dokumen.libreoffice import find_libreoffice

AKAR = Path(__file__).resolve().parent
RUANG = AKAR.parent / "demo"


@dataclass(frozen=True, slots=True)
class Langkah:
    """Satu perintah, dan apakah temuan (kode keluar 1) memang diharapkan."""

    judul: str
    argumen: tuple[str, ...]
    temuan: bool = False


def build_sekretariat(periode: str, waktu: str) -> Langkah:
    """Perencana bagian dari Sekretariat, maka formulir Sekretariat diperiksa Sekretaris."""
    pilihan = ("--periode", periode, "--unit", "SEKRE", "--waktu", waktu, "--oleh", "SEKRETARIS")
    return Langkah(f"{periode}: Sekretaris memeriksa Sekretariat", ("verifikasi", *pilihan))


TRIWULAN = (
    ("tw1", "2025-04-01", "2025-04-09", "2025-04-11"),
    ("tw2", "2025-07-01", "2025-07-09", "2025-07-11"),
    ("tw3", "2025-10-01", "2025-10-09", "2025-10-13"),
)
"""Triwulan yang berjalan bersih: (periode, dibagikan, dikumpulkan, diverifikasi)."""

SEBELUM_SUSULAN = (
    Langkah(
        "tw4: formulir dibagikan", ("buat-format", "--periode", "tw4", "--waktu", "2026-01-05")
    ),
    Langkah("tw4: memeriksa tanpa menerima", ("periksa", "masuk/tw4"), temuan=True),
    Langkah(
        "tw4: mengumpulkan; ada yang keliru, asing, dan belum mengirim",
        ("kumpulkan", "--periode", "tw4", "--waktu", "2026-01-15"),
        temuan=True,
    ),
    build_sekretariat("tw4", "2026-01-16"),
    Langkah(
        "tw4: verifikasi; yang Tidak kembali ke kepala bidang",
        ("verifikasi", "--periode", "tw4", "--waktu", "2026-01-16", "--oleh", "PERENCANA"),
        temuan=True,
    ),
    Langkah(
        "tw4: formulir kembali untuk bidang yang Tidak, sel keliru ditandai",
        ("kembalikan", "--periode", "tw4", "--waktu", "2026-01-16", "--oleh", "PERENCANA"),
    ),
    Langkah("tw4: keadaan", ("status", "--periode", "tw4", "--waktu", "2026-01-16"), temuan=True),
)

SESUDAH_SUSULAN = (
    Langkah(
        "tw4: formulir kembali yang sudah diperbaiki, dan susulan; satu bidang tetap belum",
        ("kumpulkan", "--periode", "tw4", "--waktu", "2026-01-21"),
        temuan=True,
    ),
    Langkah(
        "tw4: verifikasi ulang",
        ("verifikasi", "--periode", "tw4", "--waktu", "2026-01-22", "--oleh", "PERENCANA"),
        temuan=True,
    ),
    Langkah(
        "tahun: formulir untuk data yang terbit sesudah tahun berakhir",
        ("buat-format", "--periode", "tahun", "--waktu", "2026-02-02"),
    ),
    Langkah("tahun: mengumpulkan", ("kumpulkan", "--periode", "tahun", "--waktu", "2026-02-09")),
    build_sekretariat("tahun", "2026-02-10"),
    Langkah(
        "tahun: verifikasi",
        ("verifikasi", "--periode", "tahun", "--waktu", "2026-02-10", "--oleh", "PERENCANA"),
    ),
    Langkah("capaian dengan penjelasannya", ("hitung", "--periode", "tahun", "--unit", "SEKRE")),
    Langkah(
        "Langkah 7: dokumen data kinerja",
        ("kompilasi", "--periode", "tahun", "--waktu", "2026-02-11"),
        temuan=True,
    ),
    Langkah("Langkah 8: konsep LKjIP", ("lkjip", "--waktu", "2026-02-13"), temuan=True),
    Langkah("keadaan", ("status", "--periode", "tahun", "--waktu", "2026-02-13")),
)

KONSEP = "laporan/LKjIP 2025 konsep {}.docx"
KOREKSI = (
    Langkah(
        "Langkah 9: Kasubag menyunting konsep 1; satu angka diganti dengan tangan",
        ("koreksi", KONSEP.format(1), "--oleh", "KASUBAG", "--waktu", "2026-02-16T09:30"),
        temuan=True,
    ),
    Langkah(
        "konsep 2: angkanya kembali menurut data, kata-kata Kasubag tetap",
        ("lkjip", "--waktu", "2026-02-16"),
        temuan=True,
    ),
    Langkah(
        "Langkah 10: Sekretaris meneruskan konsep 2 tanpa perubahan",
        ("koreksi", KONSEP.format(2), "--oleh", "SEKRETARIS", "--waktu", "2026-02-17T10:00"),
    ),
    Langkah("keadaan", ("status", "--periode", "tahun", "--waktu", "2026-02-18")),
)
"""Putaran koreksi; sebelum yang pertama konsep 1 disunting seperti oleh Kasubag."""
ALASAN = "contoh: satu bidang sengaja belum mengirim triwulan IV"
PENGESAHAN = (
    Langkah(
        "Langkah 11: ditolak dengan semua alasannya sekaligus",
        ("sahkan", "--oleh", "KADIS", "--waktu", "2026-02-26"),
        temuan=True,
    ),
    Langkah(
        "Langkah 11: disahkan dengan alasan yang tercetak di laporan",
        ("sahkan", "--oleh", "KADIS", "--waktu", "2026-02-26", "--meski", ALASAN),
    ),
    Langkah("laporan yang disahkan diperiksa", ("periksa-sah",)),
)
"""Memerlukan LibreOffice; tanpa itu PDF-nya diekspor pemakai dari Word."""


def main() -> int:
    """Jalankan semua langkah berurutan; kode keluar 1 bila ada yang tidak seperti diharapkan."""
    shutil.rmtree(RUANG, ignore_errors=True)
    mulai = Langkah("Ruang kerja dengan dinas contoh", ("mulai", str(RUANG), "--contoh"))
    if not run_langkah(mulai, AKAR.parent):
        return 1
    for langkah in (*iterate_triwulan(), *SEBELUM_SUSULAN):
        if not run_langkah(langkah, RUANG):
            return 1
    shutil.copytree(AKAR / "susulan" / "tw4", RUANG / "masuk" / "tw4" / "susulan")
    for langkah in SESUDAH_SUSULAN:
        if not run_langkah(langkah, RUANG):
            return 1
    sunting = (AKAR / "alat" / "sunting_konsep.py", RUANG / KONSEP.format(1))
    subprocess.run([sys.executable, *sunting], check=True)
    for langkah in KOREKSI:
        if not run_langkah(langkah, RUANG):
            return 1
    for langkah in PENGESAHAN if find_libreoffice() else PENGESAHAN[:1]:
        if not run_langkah(langkah, RUANG):
            return 1
    print_hasil()
    return 0


def iterate_triwulan() -> Iterator[Langkah]:
    """Tiga triwulan pertama."""
    for tw, bagi, kumpul, periksa in TRIWULAN:
        akhir = ("--periode", tw)
        yield Langkah(f"{tw}: formulir dibagikan", ("buat-format", *akhir, "--waktu", bagi))
        yield Langkah(f"{tw}: mengumpulkan", ("kumpulkan", *akhir, "--waktu", kumpul))
        yield build_sekretariat(tw, periksa)
        yield Langkah(
            f"{tw}: verifikasi",
            ("verifikasi", *akhir, "--waktu", periksa, "--oleh", "PERENCANA"),
        )


def run_langkah(langkah: Langkah, folder: Path) -> bool:
    """Cetak dan jalankan satu perintah; benar bila kode keluarnya seperti diharapkan."""
    tampil = " ".join(f'"{a}"' if " " in a else a for a in langkah.argumen)
    sys.stdout.write(f"\n# {langkah.judul}\n$ kinerja {tampil}\n")
    sys.stdout.flush()
    hasil = subprocess.run(
        [sys.executable, "-m", "kinerja_cli", *langkah.argumen], cwd=folder, check=False
    )
    harap = int(langkah.temuan)
    if hasil.returncode != harap:
        sys.stdout.write(f"\nBerhenti: kode keluar {hasil.returncode}, diharapkan {harap}.\n")
    return hasil.returncode == harap


def print_hasil() -> None:
    """Daftar berkas yang dibuat."""
    sys.stdout.write("\nSelesai. Berkas yang dibuat:\n")
    for folder in ("format", "kembali", "hasil", "laporan"):
        for jalur in sorted((RUANG / folder).rglob("*")):
            if jalur.is_file():
                sys.stdout.write(f"  {jalur.relative_to(AKAR.parent)}\n")


if __name__ == "__main__":
    raise SystemExit(main())
