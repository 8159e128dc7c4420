"""Membuat templat surat bawaan: nota pengembalian, berita acara, dan lembar koreksi.

Dijalankan oleh ``make templat`` sesudah ``buat_lkjip.py``; gayanya sama.
"""

from __future__ import annotations

import sys
from pathlib import Path

from buat_lkjip import WAKTU, Bentuk, define_gaya, set_gaya, set_halaman
from docx import Document
from docx.document import Document as Dokumen
from docx.shared import Cm, Pt

from kinerja_cli.dokumen.berita_acara import TEMPLAT_BERITA_ACARA
from kinerja_cli.dokumen.kemas import save_dokumen
from kinerja_cli.dokumen.lembar_koreksi import TEMPLAT_LEMBAR_KOREKSI
from kinerja_cli.dokumen.nota import TEMPLAT_NOTA
from kinerja_cli.dokumen.xml_word import build

FOLDER = Path(__file__).parents[1]
NOTA = (
    ("Nomor", "................................"),
    ("Kepada", "{{ kepada }}"),
    ("Dari", "{{ dari }}"),
    ("Tanggal", "{{ tanggal }}"),
    ("Lampiran", "{{ lampiran }}"),
    ("Perihal", "Pengembalian data kinerja {{ periode }} Tahun {{ tahun }}, putaran {{ putaran }}"),
)
ISI_NOTA = (
    "Data kinerja {{ nama_unit }} {{ periode }} Tahun {{ tahun }} telah diperiksa terhadap target, "
    "laporan keuangan bendahara, dan data dukung, dan dikembalikan untuk disempurnakan. Formulir "
    "terlampir memuat isian {{ nama_unit }} sendiri: sel merah dan jingga terbuka, sel yang sudah "
    "benar terkunci.",
    "[[temuan]]",
    "Mohon isian itu diperbaiki, rencana tindak lanjutnya diisi pada lembar RTL, dan formulirnya "
    "dikirim kembali paling lambat {{ batas }}.",
)
PENUTUP = "Demikian berita acara ini dibuat untuk dipergunakan sebagaimana mestinya."
MENGETAHUI = "Mengetahui, kepala unit kerja yang diverifikasi:"
ISI_BERITA_ACARA = (
    "Pada hari ini, {{ hari }} tanggal {{ tanggal }}, bertempat di {{ tempat }}, {{ pemeriksa }}, "
    "{{ jabatan_pemeriksa }}, telah memverifikasi kesesuaian data kinerja {{ periode }} Tahun "
    "{{ tahun }} dari {{ banyak_unit }} unit kerja dengan target, laporan keuangan bendahara, dan "
    "data dukung, dengan hasil sebagai berikut.",
    "[[ringkasan]]",
    "{{ rekonsiliasi }}",
    "Indikator yang tidak sesuai, bercatatan, atau disepakati lain:",
    "[[rincian]]",
    "Persentase capaian dihitung menurut {{ kebijakan }} atas definisi {{ definisi }}. "
    "Data yang diperiksa tercatat pada riwayat dengan jejak {{ jejak }}.",
    PENUTUP,
    "[[tanda_tangan]]",
    MENGETAHUI,
    "[[pihak]]",
)
LEMBAR_KOREKSI = (
    ("Naskah", "Konsep {{ konsep }} LKjIP Tahun {{ tahun }} ({{ berkas }})"),
    ("Dikoreksi oleh", "{{ pengoreksi }}"),
    ("Jabatan", "{{ jabatan }}"),
    ("Waktu", "{{ waktu }}"),
    ("Putusan", "{{ putusan }}"),
)
ISI_LEMBAR_KOREKSI = (
    ("Angka dan isi yang perlu ditindaklanjuti", "[[temuan]]"),
    ("Catatan pengoreksi", "[[ulasan]]"),
    ("Kalimat yang diubah", "[[beda]]"),
)


def main() -> None:
    """Tulis semua templat ke tempatnya."""
    for nama, isi in (
        (TEMPLAT_NOTA, build_nota()),
        (TEMPLAT_BERITA_ACARA, build_berita_acara()),
        (TEMPLAT_LEMBAR_KOREKSI, build_lembar_koreksi()),
    ):
        (FOLDER / nama).write_bytes(isi)
        sys.stdout.write(f"{FOLDER / nama}\n")


def build_nota() -> bytes:
    """Nota: kop, kepala nota, isi, dan tanda tangan."""
    dokumen = start_surat("NOTA PENGEMBALIAN DATA KINERJA")
    for nama, isi in NOTA:
        dokumen.add_paragraph(f"{nama}\t: {isi}", "Kepala Nota")
    dokumen.add_paragraph("", "Setelah Tabel")
    for teks in (*ISI_NOTA, "[[tanda_tangan]]"):
        dokumen.add_paragraph(teks, "Body Text")
    return save_dokumen(dokumen, WAKTU)


def build_berita_acara() -> bytes:
    """Berita acara: kop, nomor, hasil, dan kedua pihak."""
    dokumen = start_surat("BERITA ACARA VERIFIKASI DATA KINERJA")
    dokumen.add_paragraph("Nomor: ................................", "Nomor Surat")
    for teks in ISI_BERITA_ACARA:
        alinea = dokumen.add_paragraph(teks, "Body Text")
        alinea.paragraph_format.keep_with_next = teks.endswith(":") or teks == PENUTUP
        if teks == MENGETAHUI:
            alinea.paragraph_format.space_before = Pt(18)
            alinea.paragraph_format.first_line_indent = Cm(0)
    return save_dokumen(dokumen, WAKTU)


def build_lembar_koreksi() -> bytes:
    """Lembar koreksi: kop, kepala, temuan, catatan, kalimat yang diubah, dan tanda tangan."""
    dokumen = start_surat("LEMBAR KOREKSI {{ urut }}")
    for nama, isi in LEMBAR_KOREKSI:
        dokumen.add_paragraph(f"{nama}\t: {isi}", "Kepala Nota")
    for judul, blok in ISI_LEMBAR_KOREKSI:
        dokumen.add_paragraph(judul, "Judul Kecil").paragraph_format.keep_with_next = True
        dokumen.add_paragraph(blok, "Body Text")
    dokumen.add_paragraph("[[tanda_tangan]]", "Body Text")
    return save_dokumen(dokumen, WAKTU)


def start_surat(judul: str) -> Dokumen:
    """Dokumen A4 dengan kop dan judul."""
    dokumen = Document()
    define_gaya(dokumen)
    set_gaya(dokumen, "Kop Kecil", Bentuk(ukuran=12, rata="center"))
    set_gaya(dokumen, "Kop Besar", Bentuk(ukuran=14, tebal=True, rata="center"))
    set_gaya(dokumen, "Kop Alamat", Bentuk(ukuran=9, rata="center", sesudah=10))
    set_gaya(dokumen, "Judul Surat", Bentuk(ukuran=12, tebal=True, rata="center", sesudah=8))
    set_gaya(dokumen, "Nomor Surat", Bentuk(rata="center", sesudah=10))
    set_gaya(dokumen, "Kepala Nota", Bentuk(kiri=2.6, masuk=-2.6, sesudah=2))
    set_halaman(dokumen.sections[0])
    dokumen.add_paragraph("{{ kop_pemerintah }}", "Kop Kecil")
    dokumen.add_paragraph("{{ kop_instansi }}", "Kop Besar")
    alamat = dokumen.add_paragraph(
        "{{ alamat }} {{ kode_pos }}  {{ telepon }}  {{ laman }}", "Kop Alamat"
    )
    garis = build("bottom", val="thinThickSmallGap", sz="24", space="4", color="000000")
    alamat._p.get_or_add_pPr().append(build("pBdr", garis))
    dokumen.add_paragraph(judul, "Judul Surat")
    return dokumen


if __name__ == "__main__":
    main()
