"""Dijalankan Python milik LibreOffice: halaman fisik setiap penanda sebuah .docx.

Masukan JSON lewat stdin: {"soffice", "profil", "berkas", "penanda": [...]}; keluaran JSON
{"penanda": halaman}. Tidak diimpor oleh paket.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
import uuid
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]  # pustaka LibreOffice, tidak ada di lingkungan proyek
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]  # idem
from com.sun.star.uno import Exception as UnoError  # type: ignore[import-not-found]  # idem

BATAS_MULAI = 90
Uno = Any
"""Benda UNO; tipenya baru diketahui LibreOffice saat berjalan."""


def connect(soffice: str, profil: str) -> tuple[subprocess.Popen[bytes], Any]:
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
        proses.wait(timeout=30)
    except (UnoError, subprocess.TimeoutExpired):
        proses.kill()


def read_halaman(desktop: Uno, berkas: str, penanda: list[str]) -> dict[str, int]:
    """Halaman fisik setiap penanda menurut kursor tampilan."""
    sifat = PropertyValue()
    sifat.Name, sifat.Value = "Hidden", True
    dokumen = desktop.loadComponentFromURL(Path(berkas).as_uri(), "_blank", 0, (sifat,))
    try:
        kursor = dokumen.getCurrentController().getViewCursor()
        kursor.jumpToLastPage()
        tempat = dokumen.getBookmarks()
        hasil = {}
        for nama in penanda:
            if tempat.hasByName(nama):
                kursor.gotoRange(tempat.getByName(nama).getAnchor().getStart(), False)
                hasil[nama] = count_fisik(kursor)
        return hasil
    finally:
        dokumen.close(True)


def count_fisik(kursor: Uno) -> int:
    """Halaman ke berapa dari awal berkas; nomor tercetak dapat mulai lagi di setiap bagian."""
    return int(kursor.getPage())


def main() -> None:
    """Baca permintaan, cetak halaman."""
    isi = json.loads(sys.stdin.read())
    proses, desktop = connect(isi["soffice"], isi["profil"])
    try:
        json.dump(read_halaman(desktop, isi["berkas"], isi["penanda"]), sys.stdout)
    finally:
        close(proses, desktop)


if __name__ == "__main__":
    main()
