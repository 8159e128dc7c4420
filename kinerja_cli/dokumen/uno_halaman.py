"""Halaman fisik setiap penanda sebuah .docx; dijalankan ``uno_jalan``, tidak diimpor oleh paket.

Masukan: {"berkas", "penanda": [...]}; hasil: {"penanda": halaman}.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]  # milik LibreOffice

Uno = Any
"""Benda UNO; tipenya baru diketahui LibreOffice saat berjalan."""


def run(desktop: Uno, masukan: dict[str, Any]) -> dict[str, int]:
    """Halaman menurut kursor tampilan; penanda yang tidak ada di dokumen tidak ikut."""
    sifat = PropertyValue(Name="Hidden", Value=True)
    dokumen = desktop.loadComponentFromURL(Path(masukan["berkas"]).as_uri(), "_blank", 0, (sifat,))
    try:
        kursor = dokumen.getCurrentController().getViewCursor()
        # Letak halaman baru pasti sesudah tata letak selesai sampai halaman terakhir.
        kursor.jumpToLastPage()
        tempat = dokumen.getBookmarks()
        hasil = {}
        for nama in masukan["penanda"]:
            if tempat.hasByName(nama):
                kursor.gotoRange(tempat.getByName(nama).getAnchor().getStart(), False)
                # Halaman ke berapa dari awal berkas, bukan nomor tercetak yang dapat mulai lagi.
                hasil[nama] = int(kursor.getPage())
        return hasil
    finally:
        dokumen.close(True)
