"""Mengisi formulir lewat LibreOffice seperti orang mengetik; dijalankan ``uno_jalan``.

Masukan: {"berkas": [{"sumber", "tujuan", "sel": [{"lembar", "baris", "kolom", "jenis", "isi"}],
"operasi": [...]}]}; baris dan kolom mulai 0. Hasil: {"gagal": {tujuan: jejak galat}}.
"""

from __future__ import annotations

import datetime
import traceback
from pathlib import Path
from typing import Any

from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]  # milik LibreOffice
from com.sun.star.uno import Exception as UnoError  # type: ignore[import-not-found]  # idem

SARING = "Calc MS Excel 2007 XML"
Uno = Any
"""Benda UNO; tipenya baru diketahui LibreOffice saat berjalan."""


def run(desktop: Uno, masukan: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Kerjakan semua tugas dengan satu LibreOffice; yang gagal tidak menghentikan yang lain."""
    gagal = {}
    for tugas in masukan["berkas"]:
        try:
            fill_berkas(desktop, tugas)
        except (UnoError, OSError):
            gagal[tugas["tujuan"]] = traceback.format_exc()
    return {"gagal": gagal}


def fill_berkas(desktop: Uno, tugas: dict[str, Any]) -> None:
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


def build_sifat(**isi: object) -> tuple[Uno, ...]:
    """Daftar PropertyValue dari kata kunci."""
    return tuple(PropertyValue(Name=k, Value=v) for k, v in isi.items())


def write_sel(lembar: Uno, sel: dict[str, Any]) -> None:
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


def run_operasi(buku: Uno, operasi: dict[str, Any]) -> None:
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
