"""Dijalankan Python milik LibreOffice: satu-satunya penghubung UNO, untuk skrip mana pun.

Masukan JSON lewat stdin: {"skrip", "soffice", "profil", ...}. Skrip itu memiliki fungsi
``run(desktop, masukan)`` yang mengembalikan objek JSON; objek itu dicetak ke stdout. Tidak diimpor
oleh paket.
"""

from __future__ import annotations

import json
import runpy
import subprocess
import sys
import time
import uuid
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]  # pustaka LibreOffice, tidak ada di lingkungan proyek
from com.sun.star.uno import Exception as UnoError  # type: ignore[import-not-found]  # idem

BATAS_MULAI = 90
BATAS_AKHIR = 30
Uno = Any
"""Benda UNO; tipenya baru diketahui LibreOffice saat berjalan."""


def connect(soffice: str, profil: str) -> tuple[subprocess.Popen[bytes], Uno]:
    """Jalankan LibreOffice tanpa layar dengan profil sendiri dan sambungkan desktopnya."""
    pipa = f"kinerja{uuid.uuid4().hex[:12]}"
    proses = subprocess.Popen(
        [
            soffice,
            f"-env:UserInstallation={Path(profil).resolve().as_uri()}",
            "--headless",
            "--norestore",
            "--nologo",
            "--nodefault",
            f"--accept=pipe,name={pipa};urp;",
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    lokal = uno.getComponentContext()
    pencari = lokal.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", lokal
    )
    batas = time.monotonic() + BATAS_MULAI
    while True:
        try:
            konteks = pencari.resolve(f"uno:pipe,name={pipa};urp;StarOffice.ComponentContext")
            break
        except UnoError:
            if time.monotonic() > batas or proses.poll() is not None:
                proses.kill()
                raise
            time.sleep(0.2)
    return proses, konteks.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.Desktop", konteks
    )


def close(proses: subprocess.Popen[bytes], desktop: Uno) -> None:
    """Akhiri LibreOffice; yang tidak mau berhenti dimatikan."""
    try:
        desktop.terminate()
        proses.wait(timeout=BATAS_AKHIR)
    except (UnoError, subprocess.TimeoutExpired):
        proses.kill()


def main() -> None:
    """Baca permintaan, jalankan skrip, cetak hasilnya."""
    masukan = json.loads(sys.stdin.read())
    run = runpy.run_path(masukan["skrip"])["run"]
    proses, desktop = connect(masukan["soffice"], masukan["profil"])
    try:
        json.dump(run(desktop, masukan), sys.stdout)
    finally:
        close(proses, desktop)


if __name__ == "__main__":
    main()
