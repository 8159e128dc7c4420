"""Pintu masuk perintah ``kinerja``; hanya menyiapkan aliran lalu menyerahkan ke ``cli``."""

from __future__ import annotations

import gc
import io
import sys


def main() -> None:
    """Jalankan ``kinerja`` dengan argumen proses dan keluar dengan kode kontraknya."""
    gc.disable()  # Pemuatan modul hanya menambah objek; dihidupkan lagi sebelum perintah berjalan.
    for aliran in (sys.stdout, sys.stderr):
        # Konsol dan pipa Windows sering bukan UTF-8; huruf yang tak tertulis tidak boleh galat.
        if isinstance(aliran, io.TextIOWrapper):
            aliran.reconfigure(encoding="utf-8", errors="backslashreplace")
    from kinerja_cli.cli.jalan import run  # noqa: PLC0415 -- aliran harus siap lebih dahulu

    kode = run()
    gc.freeze()  # Penutupan proses tidak perlu menelusuri modul satu per satu.
    sys.exit(kode)


if __name__ == "__main__":
    main()
