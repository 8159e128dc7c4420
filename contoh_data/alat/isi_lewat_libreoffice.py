"""Mengisi formulir lewat LibreOffice seperti orang mengetik; dijalankan Python milik LibreOffice.

Masukan JSON lewat stdin: {"soffice": ..., "profil": ..., "berkas": [{"sumber", "tujuan",
"sel": [{"lembar", "baris", "kolom", "jenis", "isi"}], "operasi": [...]}]}. Baris dan kolom mulai 0.
"""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
import time
import traceback
import uuid
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]  # pustaka LibreOffice, tidak ada di lingkungan proyek
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]  # idem
from com.sun.star.uno import Exception as UnoError  # type: ignore[import-not-found]  # idem

SARING = "Calc MS Excel 2007 XML"
BATAS_MULAI = 90


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
                raise
            time.sleep(0.5)
    return proses, konteks.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.Desktop", konteks
    )


def build_sifat(**isi: object) -> tuple[Any, ...]:
    """Daftar PropertyValue dari kata kunci."""
    return tuple(PropertyValue(Name=k, Value=v) for k, v in isi.items())


def write_sel(lembar: Any, sel: dict[str, Any]) -> None:  # noqa: ANN401 -- objek UNO
    """Ketik satu sel; sel terkunci pada lembar terlindung menolak, seperti bagi orang."""
    tempat = lembar.getCellByPosition(sel["kolom"], sel["baris"])
    if tempat.CellProtection.IsLocked and lembar.isProtected():
        raise PermissionError(f"sel {tempat.AbsoluteName} terkunci")
    if sel["jenis"] == "angka":
        tempat.setValue(float(sel["isi"]))
    elif sel["jenis"] == "tanggal":
        hari = datetime.date.fromisoformat(sel["isi"]) - datetime.date(1899, 12, 30)
        tempat.setValue(hari.days)
    else:
        tempat.setString(sel["isi"])


def run_operasi(buku: Any, operasi: dict[str, Any]) -> None:  # noqa: ANN401 -- objek UNO
    """Kebiasaan ganjil: menempel baris di tengah tabel, atau mengganti nama lembar."""
    lembar = buku.Sheets.getByName(operasi["lembar"])
    if operasi["jenis"] == "ganti":
        buku.unprotect("")
        lembar.Name = operasi["nama"]
    else:
        lembar.unprotect("")
        lembar.Rows.insertByIndex(operasi["baris"], 1)
        for kolom, isi in enumerate(operasi["isi"], start=operasi["kolom"]):
            lembar.getCellByPosition(kolom, operasi["baris"]).setString(isi)


def fill_berkas(desktop: Any, tugas: dict[str, Any]) -> None:  # noqa: ANN401 -- objek UNO
    """Buka, ketik, simpan sebagai xlsx, tutup."""
    buku = desktop.loadComponentFromURL(
        Path(tugas["sumber"]).resolve().as_uri(), "_blank", 0, build_sifat(Hidden=True)
    )
    try:
        for sel in tugas["sel"]:
            write_sel(buku.Sheets.getByName(sel["lembar"]), sel)
        for operasi in tugas.get("operasi", ()):
            run_operasi(buku, operasi)
        buku.calculateAll()
        tujuan = Path(tugas["tujuan"]).resolve()
        tujuan.parent.mkdir(parents=True, exist_ok=True)
        buku.storeToURL(tujuan.as_uri(), build_sifat(FilterName=SARING))
    finally:
        buku.close(True)


def main() -> int:
    """Kerjakan semua tugas dengan satu LibreOffice."""
    perintah = json.load(sys.stdin)
    proses, desktop = connect(perintah["soffice"], perintah["profil"])
    gagal = 0
    try:
        for tugas in perintah["berkas"]:
            try:
                fill_berkas(desktop, tugas)
            except (UnoError, OSError):
                gagal += 1
                sys.stderr.write(f"{tugas['tujuan']}\n{traceback.format_exc()}\n")
    finally:
        try:
            desktop.terminate()
            proses.wait(timeout=30)
        except (UnoError, OSError, subprocess.TimeoutExpired):
            proses.kill()
    return 1 if gagal else 0


if __name__ == "__main__":
    raise SystemExit(main())
