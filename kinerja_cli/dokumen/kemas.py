"""Menyimpan .docx sehingga masukan sama menghasilkan byte yang sama."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document
from docx.oxml.ns import qn
from lxml.etree import _Element

from kinerja_cli.dokumen.xml_word import build, build_teks, remove_unsur

PEMBUAT = "kinerja"
WAKTU_ZIP = (1980, 1, 1, 0, 0, 0)
"""Waktu anggota zip; format zip tidak mengenal tahun sebelum 1980."""
SISTEM_UNIX = 3
"""Asal anggota zip; tanpa ini Windows dan Linux menulis byte yang berbeda."""
PERTAMA = "[Content_Types].xml"
POLA_MINUS = re.compile(r"(?<![\w)])-(?=Rp|\d)")
"""Tanda minus sebuah angka, bukan tanda hubung atau rentang."""


def save_dokumen(dokumen: Document, waktu: datetime) -> bytes:
    """Byte .docx dengan waktu dan urutan anggota yang tetap.

    Tanda minus tidak lepas dari angkanya di ujung baris, kecuali pada angka terikat: isi
    kontrolnya tetap teks polos agar terbaca sama oleh program lain.
    """
    for teks in list(dokumen.element.body.iter(qn("w:t"))):
        if not any(induk.tag == qn("w:sdt") for induk in teks.iterancestors()):
            _bind_minus(teks)
    sifat = dokumen.core_properties
    sifat.author = sifat.last_modified_by = PEMBUAT
    # Sifat dokumen dicatat dalam UTC; waktu tanpa zona dipakai apa adanya.
    utc = waktu.astimezone(UTC) if waktu.tzinfo else waktu
    sifat.created = sifat.modified = utc.replace(tzinfo=None)
    sifat.revision = 1
    wadah = BytesIO()
    dokumen.save(wadah)
    hasil = BytesIO()
    with ZipFile(wadah) as asal, ZipFile(hasil, "w", ZIP_DEFLATED) as tujuan:
        for nama in sorted(asal.namelist(), key=lambda n: (n != PERTAMA, n)):
            anggota = ZipInfo(nama, WAKTU_ZIP)
            anggota.compress_type = ZIP_DEFLATED
            anggota.create_system = SISTEM_UNIX
            tujuan.writestr(anggota, asal.read(nama))
    return hasil.getvalue()


def _bind_minus(teks: _Element) -> None:
    """Ganti setiap tanda minus dengan tanda hubung tak terputus milik Word."""
    depan, *lain = POLA_MINUS.split(teks.text or "")
    if not lain:
        return
    baru = [build_teks(depan)] if depan else []
    for bagian in lain:
        baru += [build("noBreakHyphen"), build_teks(bagian)]
    for unsur in baru:
        teks.addprevious(unsur)
    remove_unsur(teks)
