"""PDF kecil bertulisan tangan: satu baris teks satu baris, huruf Helvetica."""

from __future__ import annotations

from collections.abc import Sequence

from kinerja_cli.dokumen.baca_draf import read_draf
from tests.dokumen.bahan import open_docx

BARIS = 60
Halaman = Sequence[str]


def build_pdf(halaman: Sequence[Halaman], subjek: str = "") -> bytes:
    """PDF dengan teks setiap halaman; halaman tanpa baris seperti hasil pindaian."""
    banyak = len(halaman)
    anak = " ".join(f"{4 + 2 * i} 0 R" for i in range(banyak))
    benda = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{anak}] /Count {banyak} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for i, baris in enumerate(halaman):
        isi = b"BT /F1 8 Tf 10 TL 40 800 Td\n" + b"".join(_build_baris(b) for b in baris) + b"ET"
        isi = isi if baris else b""
        benda.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * i} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        benda.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(isi), isi))
    benda.append(f"<< /Subject ({subjek}) >>".encode())
    return _build_berkas(benda)


def _build_baris(teks: str) -> bytes:
    isi = teks.encode("cp1252", errors="replace")
    for asli in (b"\\", b"(", b")"):
        isi = isi.replace(asli, b"\\" + asli)
    return b"(" + isi + b") Tj T*\n"


def _build_berkas(benda: Sequence[bytes]) -> bytes:
    hasil = b"%PDF-1.5\n"
    letak = []
    for nomor, isi in enumerate(benda, start=1):
        letak.append(len(hasil))
        hasil += b"%d 0 obj\n%s\nendobj\n" % (nomor, isi)
    awal = len(hasil)
    hasil += b"xref\n0 %d\n0000000000 65535 f \n" % (len(benda) + 1)
    hasil += b"".join(b"%010d 00000 n \n" % n for n in letak)
    hasil += b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(benda) + 1,
        len(benda),
        awal,
    )
    return hasil


def list_halaman(docx: bytes) -> list[list[str]]:
    """Isi sebuah .docx menurut halaman, dengan kepala dan kaki seperti hasil cetak."""
    baris = [s.teks for s in read_draf(open_docx(docx)).badan if s.teks]
    return [
        [f"Laporan Kinerja halaman {n // BARIS + 1}", *baris[n : n + BARIS], str(n // BARIS + 1)]
        for n in range(0, len(baris), BARIS)
    ]


def print_docx(docx: bytes, subjek: str = "") -> bytes:
    """PDF sebuah .docx."""
    return build_pdf(list_halaman(docx), subjek)
