"""Menyunting konsep di LibreOffice seperti orang: mengetik, menghapus, menyalin, menebalkan.

Dijalankan Python milik LibreOffice. Masukan: {"sumber", "tujuan", "langkah": [[perintah, ...]]}.
Setiap langkah mencari teksnya lebih dahulu; yang tidak ditemukan dikembalikan di "gagal".
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]  # milik LibreOffice
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]  # milik LibreOffice
from com.sun.star.style.BreakType import (  # type: ignore[import-not-found]  # idem
    PAGE_BEFORE as SEBELUM_HALAMAN,
)
from com.sun.star.style.ParagraphAdjust import (  # type: ignore[import-not-found]  # idem
    CENTER as TENGAH,
)
from com.sun.star.text.ControlCharacter import (  # type: ignore[import-not-found]  # idem
    PARAGRAPH_BREAK,
)

Uno = Any
TEBAL = 150.0


def run(desktop: Uno, masukan: dict[str, Any]) -> dict[str, Any]:
    """Buka, sunting, simpan sebagai .docx."""
    naskah = desktop.loadComponentFromURL(
        Path(masukan["sumber"]).resolve().as_uri(), "_blank", 0, build_sifat(Hidden=True)
    )
    gagal = []
    try:
        for perintah, *isi in masukan["langkah"]:
            if not LANGKAH[perintah](naskah, *isi):
                gagal.append([perintah, *isi])
        tujuan = Path(masukan["tujuan"]).resolve().as_uri()
        naskah.storeToURL(tujuan, build_sifat(FilterName="MS Word 2007 XML"))
    finally:
        naskah.close(True)
    return {"gagal": gagal}


def build_sifat(**isi: object) -> tuple[Uno, ...]:
    """Daftar PropertyValue dari kata kunci."""
    return tuple(PropertyValue(Name=k, Value=v) for k, v in isi.items())


def find(naskah: Uno, teks: str, sesudah: str = "") -> Uno:
    """Rentang pertama berisi ``teks``, sesudah ``sesudah`` bila disebut."""
    pencari = naskah.createSearchDescriptor()
    pencari.SearchCaseSensitive = True
    mulai = None
    if sesudah:
        pencari.SearchString = sesudah
        mulai = naskah.findFirst(pencari)
        if mulai is None:
            return None
    pencari.SearchString = teks
    return naskah.findNext(mulai.End, pencari) if mulai else naskah.findFirst(pencari)


def replace_teks(naskah: Uno, lama: str, baru: str, sesudah: str = "") -> bool:
    """Blok teksnya lalu ketik penggantinya."""
    rentang = find(naskah, lama, sesudah)
    if rentang is not None:
        rentang.setString(baru)
    return rentang is not None


def type_lewat_kursor(naskah: Uno, lama: str, baru: str, sesudah: str = "") -> bool:
    """Pilih teksnya di layar lalu ketik, lewat perintah yang sama dengan papan ketik."""
    rentang = find(naskah, lama, sesudah)
    if rentang is None:
        return False
    naskah.CurrentController.select(rentang)
    dispatch(naskah, "InsertText", Text=baru)
    return True


def delete_teks(naskah: Uno, teks: str, sesudah: str = "") -> bool:
    """Pilih teksnya lalu tekan Delete."""
    rentang = find(naskah, teks, sesudah)
    if rentang is None:
        return False
    naskah.CurrentController.select(rentang)
    dispatch(naskah, "Delete")
    return True


def delete_paragraf(naskah: Uno, teks: str) -> bool:
    """Pilih seluruh paragraf beserta akhir barisnya lalu tekan Delete."""
    rentang = find(naskah, teks)
    if rentang is None:
        return False
    kursor = rentang.Text.createTextCursorByRange(rentang)
    kursor.gotoStartOfParagraph(False)
    kursor.gotoNextParagraph(True)
    naskah.CurrentController.select(kursor)
    dispatch(naskah, "Delete")
    return True


def copy_paragraf(naskah: Uno, teks: str, tujuan: str) -> bool:
    """Salin satu paragraf dan tempel sebagai paragraf baru sesudah paragraf ``tujuan``."""
    asal, letak = find(naskah, teks), find(naskah, tujuan)
    if asal is None or letak is None:
        return False
    kursor = asal.Text.createTextCursorByRange(asal)
    kursor.gotoStartOfParagraph(False)
    kursor.gotoEndOfParagraph(True)
    naskah.CurrentController.select(kursor)
    salinan = naskah.CurrentController.getTransferable()
    naskah.CurrentController.select(open_paragraf(letak))
    naskah.CurrentController.insertTransferable(salinan)
    return True


def open_paragraf(letak: Uno) -> Uno:
    """Tekan End lalu Enter; kursor di paragraf baru."""
    kursor = letak.Text.createTextCursorByRange(letak)
    kursor.gotoEndOfParagraph(False)
    letak.Text.insertControlCharacter(kursor, PARAGRAPH_BREAK, False)
    return kursor


def add_paragraf(naskah: Uno, sesudah: str, teks: str, gaya: str = "") -> bool:
    """Paragraf baru sesudah yang memuat ``sesudah``; ``gaya`` nama gayanya bila lain."""
    letak = find(naskah, sesudah)
    if letak is None:
        return False
    kursor = open_paragraf(letak)
    letak.Text.insertString(kursor, teks, False)
    if gaya:
        kursor.ParaStyleName = gaya
    return True


def make_tebal(naskah: Uno, teks: str) -> bool:
    """Tebalkan teks itu."""
    rentang = find(naskah, teks)
    if rentang is not None:
        rentang.CharWeight = TEBAL
    return rentang is not None


def center(naskah: Uno, teks: str) -> bool:
    """Tengahkan paragrafnya."""
    rentang = find(naskah, teks)
    if rentang is not None:
        rentang.ParaAdjust = TENGAH
    return rentang is not None


def add_pisah(naskah: Uno, teks: str) -> bool:
    """Pemisah halaman di depan paragrafnya, seperti Ctrl+Enter."""
    rentang = find(naskah, teks)
    if rentang is not None:
        rentang.BreakType = SEBELUM_HALAMAN
    return rentang is not None


def add_tabel(naskah: Uno, sesudah: str, isi: list[list[str]]) -> bool:
    """Tabel baru sesudah paragraf yang memuat ``sesudah``."""
    letak = find(naskah, sesudah)
    if letak is None:
        return False
    tabel = naskah.createInstance("com.sun.star.text.TextTable")
    tabel.initialize(len(isi), len(isi[0]))
    letak.Text.insertTextContent(open_paragraf(letak), tabel, False)
    for baris, sel in enumerate(isi):
        for kolom, teks in enumerate(sel):
            tabel.getCellByPosition(kolom, baris).setString(teks)
    return True


def add_gambar(naskah: Uno, sesudah: str, jalur: str) -> bool:
    """Gambar dari berkas, di paragraf baru sesudah yang memuat ``sesudah``."""
    letak = find(naskah, sesudah)
    if letak is None:
        return False
    naskah.CurrentController.select(open_paragraf(letak))
    dispatch(naskah, "InsertGraphic", FileName=Path(jalur).resolve().as_uri(), AsLink=False)
    return True


def add_komentar(naskah: Uno, pada: str, isi: str, penulis: str) -> bool:
    """Komentar pada teks itu."""
    letak = find(naskah, pada)
    if letak is None:
        return False
    komentar = naskah.createInstance("com.sun.star.text.textfield.Annotation")
    komentar.Content, komentar.Author = isi, penulis
    letak.Text.insertTextContent(letak, komentar, True)
    return True


def replace_terlacak(naskah: Uno, lama: str, baru: str) -> bool:
    """Ganti teks dengan pelacakan perubahan menyala."""
    naskah.RecordChanges = True
    try:
        return replace_teks(naskah, lama, baru)
    finally:
        naskah.RecordChanges = False


def dispatch(naskah: Uno, perintah: str, **isi: object) -> None:
    """Jalankan perintah menu pada jendela naskah."""
    pelayan = uno.getComponentContext().ServiceManager
    pengirim = pelayan.createInstance("com.sun.star.frame.DispatchHelper")
    bingkai = naskah.CurrentController.Frame
    pengirim.executeDispatch(bingkai, f".uno:{perintah}", "", 0, build_sifat(**isi))


LANGKAH = {
    "ganti": replace_teks,
    "ketik": type_lewat_kursor,
    "hapus": delete_teks,
    "hapus paragraf": delete_paragraf,
    "salin paragraf": copy_paragraf,
    "paragraf": add_paragraf,
    "tebal": make_tebal,
    "tengah": center,
    "pisah": add_pisah,
    "tabel": add_tabel,
    "gambar": add_gambar,
    "komentar": add_komentar,
    "lacak": replace_terlacak,
}
