"""Menyunting konsep LKjIP contoh seperti seorang Kasubag: mengisi simpulan, mengganti angka.

Dipakai ``make demo`` dan uji; isinya contoh.
"""

from __future__ import annotations

import sys
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml.ns import qn
from lxml.etree import _Element

BELUM_DIISI = "[simpulan dengan kata-kata pimpinan belum ditulis]"
"""Tanda di konsep contoh pada tempat simpulan."""
SIMPULAN = (
    "Simpulan contoh: pelayanan perumahan dan perhubungan tahun 2025 ",
    "berjalan sesuai rencana",
    ", dengan catatan pada keselamatan jalan.",
)
"""Kata-kata biasa, tebal, lalu biasa lagi."""
BUTIR = ("Contoh butir pertama dari Kasubag.", "Contoh butir kedua dari Kasubag.")
KUNCI_DIUBAH = "2025:tahun:IKU-01:realisasi"
ANGKA_KELIRU = "95,00"
KOMENTAR = "Contoh catatan: mohon ditambah penjelasan sumber data."


def main() -> int:
    """``sunting_konsep.py KONSEP.docx``: sunting di tempat."""
    jalur = Path(sys.argv[1])
    dokumen = docx.Document(str(jalur))
    write_simpulan(dokumen)
    change_angka(dokumen)
    dokumen.save(str(jalur))
    return 0


def write_simpulan(dokumen: Document) -> None:
    """Isi slot simpulan dengan satu paragraf berhuruf tebal, dua butir, dan satu komentar."""
    paragraf = next(p for p in dokumen.paragraphs if p.text == BELUM_DIISI)
    for run in paragraf.runs:
        run._r.getparent().remove(run._r)
    runs = [paragraf.add_run(teks) for teks in SIMPULAN]
    runs[1].bold = True
    acuan = paragraf._p
    for teks in BUTIR:
        butir = dokumen.add_paragraph(teks, "List Bullet")._p
        acuan.addnext(butir)
        acuan = butir
    dokumen.add_comment(runs[0], KOMENTAR, author="Nama Contoh Empat", initials="NCE")


def change_angka(dokumen: Document) -> None:
    """Ganti satu angka terikat di dalam kalimat dengan tangan."""
    kalimat = next(
        k for k in find_kontrol(dokumen, KUNCI_DIUBAH) if not _is_di_tabel(k)
    )  # fmt: skip
    next(kalimat.iter(qn("w:t"))).text = ANGKA_KELIRU


def find_kontrol(dokumen: Document, kunci: str) -> list[_Element]:
    """Semua kontrol isi berkunci itu menurut urutannya."""
    return [
        sdt
        for sdt in dokumen.element.body.iter(qn("w:sdt"))
        if (tag := sdt.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")) is not None
        and tag.get(qn("w:val")) == kunci
    ]


def _is_di_tabel(unsur: _Element) -> bool:
    return any(induk.tag == qn("w:tc") for induk in unsur.iterancestors())


if __name__ == "__main__":
    raise SystemExit(main())
