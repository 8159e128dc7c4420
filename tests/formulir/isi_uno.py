"""Mengisi formulir di LibreOffice seperti orang: mengetik, menempel blok, menyimpan tiga format.

Dijalankan Python milik LibreOffice. Masukan: {"sumber", "ketik": [[lembar, baris, kolom, isi]],
"tempel": [[lembar, baris, kolom, [[isi]]]], "kunci": [[lembar, baris, kolom]], "tab": [lembar, n],
"simpan": {jalur: saringan}}; baris dan kolom mulai 0. Hasil: {"terkunci": [isi sesudah dicoba],
"tab": [[baris, kolom, terkunci]]}.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]  # milik LibreOffice
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]  # milik LibreOffice
from com.sun.star.table import CellRangeAddress  # type: ignore[import-not-found]  # idem

Uno = Any


def run(desktop: Uno, masukan: dict[str, Any]) -> dict[str, Any]:
    """Buka, ketik, tempel, hitung, simpan."""
    buku = open_buku(desktop, Path(masukan["sumber"]).resolve().as_uri())
    coret = open_buku(desktop, "private:factory/scalc")
    try:
        tab = press_tab(buku, *masukan["tab"])
        for lembar, baris, kolom, isi in masukan["ketik"]:
            type_sel(buku.Sheets.getByName(lembar).getCellByPosition(kolom, baris), isi)
        for lembar, baris, kolom, blok in masukan["tempel"]:
            paste_blok(coret, buku, buku.Sheets.getByName(lembar), (kolom, baris), blok)
        terkunci = [try_kunci(buku.Sheets.getByName(n), b, k) for n, b, k in masukan["kunci"]]
        buku.calculateAll()
        for jalur, saringan in masukan["simpan"].items():
            buku.storeToURL(Path(jalur).resolve().as_uri(), build_sifat(FilterName=saringan))
    finally:
        coret.close(True)
        buku.close(True)
    return {"terkunci": terkunci, "tab": tab}


def open_buku(desktop: Uno, alamat: str) -> Uno:
    """Buka tersembunyi; tetap mempunyai pengendali, jadi dapat menempel."""
    return desktop.loadComponentFromURL(alamat, "_blank", 0, build_sifat(Hidden=True))


def build_sifat(**isi: object) -> tuple[Uno, ...]:
    """Daftar PropertyValue dari kata kunci."""
    return tuple(PropertyValue(Name=k, Value=v) for k, v in isi.items())


def type_sel(sel: Uno, isi: object) -> None:
    """Angka sebagai angka, selain itu teks apa adanya."""
    if isinstance(isi, int | float):
        sel.setValue(isi)
    else:
        sel.setString(isi)


def paste_blok(coret: Uno, buku: Uno, lembar: Uno, letak: tuple[int, int], blok: list[Any]) -> None:
    """Salin dari buku lain lalu tempel; format dan kunci sel asalnya ikut tertempel."""
    kosong = coret.Sheets.getByIndex(0)
    for r, baris in enumerate(blok):
        for c, isi in enumerate(baris):
            type_sel(kosong.getCellByPosition(c, r), isi)
    rentang = kosong.getCellRangeByPosition(0, 0, len(blok[0]) - 1, len(blok) - 1)
    coret.CurrentController.select(rentang)
    salinan = coret.CurrentController.getTransferable()
    buku.CurrentController.setActiveSheet(lembar)
    buku.CurrentController.select(lembar.getCellByPosition(*letak))
    buku.CurrentController.insertTransferable(salinan)
    alamat = CellRangeAddress(0, 0, 0, len(blok[0]) - 1, len(blok) - 1)
    kosong.removeRange(alamat, 1)


def press_tab(buku: Uno, nama: str, banyak: int) -> list[list[Any]]:
    """Sel yang disinggahi kursor sejak berkas dibuka, lalu setiap kali tombol Tab ditekan."""
    pelayan = uno.getComponentContext().ServiceManager
    pengirim = pelayan.createInstance("com.sun.star.frame.DispatchHelper")
    pengendali = buku.CurrentController
    pengendali.setActiveSheet(buku.Sheets.getByName(nama))
    singgah = []
    for _ in range(banyak):
        sel = buku.CurrentSelection
        letak = sel.RangeAddress
        singgah.append([letak.StartRow, letak.StartColumn, sel.CellProtection.IsLocked])
        pengirim.executeDispatch(pengendali.Frame, ".uno:JumpToNextCell", "", 0, ())
    return singgah


def try_kunci(lembar: Uno, baris: int, kolom: int) -> str:
    """Isi sel terkunci sesudah orang mencoba mengetik di sana."""
    sel = lembar.getCellByPosition(kolom, baris)
    assert lembar.isProtected()
    return "boleh" if not sel.CellProtection.IsLocked else str(sel.getString())
