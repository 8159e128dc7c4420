"""Menyimpan .docx sehingga masukan sama menghasilkan byte yang sama."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document

PEMBUAT = "kinerja"
WAKTU_ZIP = (1980, 1, 1, 0, 0, 0)
"""Waktu anggota zip; format zip tidak mengenal tahun sebelum 1980."""
SISTEM_UNIX = 3
"""Asal anggota zip; tanpa ini Windows dan Linux menulis byte yang berbeda."""
PERTAMA = "[Content_Types].xml"


def save_dokumen(dokumen: Document, waktu: datetime) -> bytes:
    """Byte .docx dengan waktu dan urutan anggota yang tetap."""
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
