"""Biaya .docx LKjIP dinas besar menurut banyaknya indikator, di samping pustaka telanjang.

Penulis telanjang menulis tabel, paragraf, dan bagan sebanyak itu juga dengan docxtpl dan
XlsxWriter, tanpa kunci angka, kontrol isi, penanda, lebar kolom, dan kalimat. Waktu CPU satu
proses, tanpa PDF dan tanpa nomor halaman dari LibreOffice.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import xlsxwriter
from docx.oxml.ns import qn
from docxtpl import DocxTemplate

from kinerja_cli.dokumen.lkjip import build_lkjip
from kinerja_cli.ruang.bawaan import find_bawaan
from tests.laporan_buatan import Bentuk, build_besar

UKURAN = (150, 300, 600)
BATAS_DETIK = 5.0
"""Paling banyak untuk 150 indikator."""
BATAS_LURUS = 1.25
"""Biaya per indikator pada ukuran terbesar terhadap yang terkecil."""
TITIK = 4


@dataclass(frozen=True, slots=True)
class Takaran:
    """Isi sebuah .docx: tabel menurut (baris, kolom), banyak paragraf lepas, banyak bagan."""

    tabel: tuple[tuple[int, int], ...]
    paragraf: int
    bagan: int

    @property
    def sel(self) -> int:
        """Banyak sel semua tabel."""
        return sum(b * k for b, k in self.tabel)


def main() -> int:
    """Ukur, cetak, dan gagal bila melewati batas."""
    templat = find_bawaan("templates") / "lkjip.docx"
    build_lkjip(build_besar(templat, Bentuk(indikator=24)))
    biaya = {}
    for banyak in UKURAN:
        masukan = build_besar(templat, Bentuk(indikator=banyak))
        biaya[banyak], isi = measure(lambda m=masukan: build_lkjip(m).isi)
        takaran = read_takaran(isi)
        telanjang, _ = measure(lambda t=takaran: write_telanjang(t))
        print(
            f"{banyak} indikator, {len(takaran.tabel)} tabel, {takaran.sel} sel, "
            f"{takaran.bagan} bagan: {biaya[banyak]:6.2f} s CPU, "
            f"{biaya[banyak] / banyak * 1000:5.1f} ms per indikator; telanjang {telanjang:5.2f} s, "
            f"rasio {biaya[banyak] / telanjang:.2f}"
        )
    kecil, besar = UKURAN[0], UKURAN[-1]
    lurus = (biaya[besar] / besar) / (biaya[kecil] / kecil)
    print(f"biaya per indikator {besar} terhadap {kecil}: {lurus:.2f}")
    return int(biaya[kecil] > BATAS_DETIK or lurus > BATAS_LURUS)


def measure(fungsi: Callable[[], bytes]) -> tuple[float, bytes]:
    """Detik CPU terkecil dari dua kali, dan hasilnya."""
    hasil = []
    for _ in range(2):
        awal = time.process_time()
        isi = fungsi()
        hasil.append(time.process_time() - awal)
    return min(hasil), isi


def read_takaran(isi: bytes) -> Takaran:
    """Ukuran isi sebuah dokumen jadi."""
    badan = docx.Document(BytesIO(isi)).element.body
    tabel = tuple(
        (len(t.findall(qn("w:tr"))), len(t.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")))
        for t in badan.iter(qn("w:tbl"))
    )
    lepas = sum(p.getparent().tag != qn("w:tc") for p in badan.iter(qn("w:p")))
    bagan = sum(
        1 for _ in badan.iter("{http://schemas.openxmlformats.org/drawingml/2006/chart}chart")
    )
    return Takaran(tabel, lepas, bagan)


def write_telanjang(takaran: Takaran) -> bytes:
    """Dokumen sebesar itu dengan docxtpl, dan buku data setiap bagan dengan XlsxWriter."""
    for _ in range(takaran.bagan):
        _write_bagan()
    menurut_kolom = Counter(k for _, k in takaran.tabel)
    with TemporaryDirectory() as folder:
        jalur = Path(folder) / "templat.docx"
        _write_templat(jalur, sorted(menurut_kolom))
        templat = DocxTemplate(jalur)
        templat.render(
            {
                "paragraf": [f"Kalimat laporan nomor {n}." for n in range(takaran.paragraf)],
                **{
                    f"t{kolom}": [
                        [[f"Isi sel {n}" for n in range(kolom)] for _ in range(baris)]
                        for baris, k in takaran.tabel
                        if k == kolom
                    ]
                    for kolom in menurut_kolom
                },
            }
        )
        wadah = BytesIO()
        templat.save(wadah)
    return wadah.getvalue()


def _write_templat(jalur: Path, daftar_kolom: list[int]) -> None:
    dokumen = docx.Document()
    dokumen.add_paragraph("{%p for p in paragraf %}")
    dokumen.add_paragraph("{{ p }}")
    dokumen.add_paragraph("{%p endfor %}")
    for kolom in daftar_kolom:
        dokumen.add_paragraph(f"{{%p for t in t{kolom} %}}")
        tabel = dokumen.add_table(3, kolom)
        tabel.rows[0].cells[0].text = "{%tr for b in t %}"
        for n, sel in enumerate(tabel.rows[1].cells):
            sel.text = f"{{{{ b[{n}] }}}}"
        tabel.rows[2].cells[0].text = "{%tr endfor %}"
        dokumen.add_paragraph("{%p endfor %}")
    dokumen.save(str(jalur))


def _write_bagan() -> None:
    wadah = BytesIO()
    buku = xlsxwriter.Workbook(wadah, {"in_memory": True})
    lembar = buku.add_worksheet("Data")
    bagan = buku.add_chart({"type": "column"})
    for seri in (1, 2):
        for n in range(TITIK):
            lembar.write(n, 0, f"Triwulan {n}")
            lembar.write(n, seri, n * seri)
        akhir = TITIK - 1
        bagan.add_series(
            {"categories": ["Data", 0, 0, akhir, 0], "values": ["Data", 0, seri, akhir, seri]}
        )
    lembar.insert_chart(0, 4, bagan)
    buku.close()


if __name__ == "__main__":
    sys.exit(main())
