"""Membuat ``templates/lkjip.docx`` bawaan; kantor lalu menyuntingnya di Word.

Dijalankan oleh ``make templat``. Susunan babnya mengikuti PermenPANRB 53/2014 Lampiran II.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from docx import Document
from docx.document import Document as Dokumen
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from kinerja_cli.dokumen.kemas import save_dokumen
from kinerja_cli.dokumen.xml_word import build, build_bidang

TUJUAN = Path(__file__).parents[1] / "lkjip.docx"
WAKTU = datetime(2025, 1, 2, 8, 0)
HURUF = "Arial"
BIRU = RGBColor(0x1F, 0x4E, 0x79)
HITAM = RGBColor(0, 0, 0)
ABU = RGBColor(0x59, 0x59, 0x59)
MERAH = RGBColor(0x9C, 0x00, 0x06)

PENGANTAR = (
    "Puji syukur kami panjatkan ke hadirat Tuhan Yang Maha Esa, karena atas rahmat-Nya Laporan "
    "Kinerja {{ nama_instansi }} Tahun {{ tahun }} dapat disusun.",
    "Laporan ini merupakan pertanggungjawaban atas pelaksanaan perjanjian kinerja tahun "
    "{{ tahun }} sebagaimana diamanatkan Peraturan Presiden Nomor 29 Tahun 2014 dan Peraturan "
    "Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 53 Tahun 2014. Angka di "
    "dalamnya berasal dari data kinerja setiap unit kerja yang telah diverifikasi.",
    "Kami berharap laporan ini berguna bagi {{ kepala_daerah }} dan semua pihak sebagai bahan "
    "evaluasi serta perbaikan kinerja pada tahun berikutnya.",
)
SISTEMATIKA = (
    "Bab I Pendahuluan memuat penjelasan umum organisasi, aspek strategis, dan permasalahan utama.",
    "Bab II Perencanaan Kinerja memuat rencana strategis, indikator kinerja utama, dan perjanjian "
    "kinerja tahun {{ tahun }}.",
    "Bab III Akuntabilitas Kinerja memuat capaian kinerja setiap sasaran dengan tujuh analisis "
    "serta realisasi anggaran.",
    "Bab IV Penutup memuat simpulan umum dan langkah di masa mendatang.",
)
ANALISIS = (
    "Target dan realisasi tahun {{ tahun }}",
    "Perbandingan dengan tahun-tahun sebelumnya",
    "Kemajuan terhadap target jangka menengah",
    "Perbandingan dengan standar nasional atau provinsi",
    "Penyebab keberhasilan atau kegagalan dan alternatif solusi yang telah dilakukan",
    "Efisiensi penggunaan sumber daya",
    "Program dan kegiatan yang menunjang",
)
LAMPIRAN = (
    ("Perjanjian Kinerja", "lampiran_pk", False),
    ("Pengukuran Kinerja", "lampiran_pengukuran", False),
    ("Evaluasi Hasil Renja", "lampiran_renja", True),
    ("Realisasi Anggaran", "lampiran_anggaran", False),
    ("Daftar Data Dukung", "lampiran_bukti", False),
    ("Kebijakan Penghitungan", "lampiran_kebijakan", False),
)
"""Judul, blok, dan apakah memerlukan kertas Folio karena sangat lebar."""
A4, FOLIO = (Cm(21), Cm(29.7)), (Cm(21.5), Cm(33))


@dataclass(frozen=True, slots=True)
class Bentuk:
    """Satu gaya paragraf; ukuran dan jarak dalam poin, lekuk dalam sentimeter."""

    ukuran: float = 11
    tebal: bool = False
    warna: RGBColor = HITAM
    rata: str = "left"
    sebelum: float = 0
    sesudah: float = 0
    spasi: float = 1.0
    kiri: float = 0
    masuk: float = 0
    ikut: bool = False


def main() -> None:
    """Tulis templat ke tempatnya."""
    TUJUAN.write_bytes(build_templat())
    sys.stdout.write(f"{TUJUAN}\n")


def build_templat() -> bytes:
    """Templat bawaan; byte yang sama setiap kali."""
    dokumen = Document()
    define_gaya(dokumen)
    write_sampul(dokumen)
    write_depan(dokumen)
    write_bab(dokumen)
    write_lampiran(dokumen)
    return save_dokumen(dokumen, WAKTU)


def define_gaya(dokumen: Dokumen) -> None:
    """Gaya paragraf, karakter, dan tabel yang dipakai blok."""
    normal = dokumen.styles["Normal"]
    normal.font.name, normal.font.size = HURUF, Pt(11)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), HURUF)
    normal.element.rPr.append(build("lang", val="id-ID"))
    set_gaya(dokumen, "Body Text", Bentuk(sesudah=6, spasi=1.25, rata="justify", masuk=1.0))
    set_gaya(
        dokumen, "Heading 1", Bentuk(ukuran=14, tebal=True, warna=BIRU, rata="center", sesudah=14)
    )
    dokumen.styles["Heading 1"].paragraph_format.page_break_before = True
    set_gaya(dokumen, "Heading 2", Bentuk(ukuran=12, tebal=True, warna=BIRU, sebelum=14, sesudah=6))
    set_gaya(
        dokumen, "Heading 3", Bentuk(ukuran=11.5, tebal=True, warna=BIRU, sebelum=14, sesudah=6)
    )
    set_gaya(dokumen, "Heading 4", Bentuk(ukuran=11, tebal=True, warna=ABU, sebelum=10, sesudah=4))
    dokumen.styles["Heading 4"].font.italic = False
    set_gaya(dokumen, "List Bullet", Bentuk(sesudah=3, spasi=1.15))
    set_gaya(
        dokumen,
        "Caption",
        Bentuk(ukuran=9.5, tebal=True, warna=ABU, rata="center", sebelum=8, sesudah=4),
    )
    set_gaya(
        dokumen, "Judul Kecil", Bentuk(ukuran=10.5, tebal=True, sebelum=8, sesudah=2, ikut=True)
    )
    set_gaya(dokumen, "Label", Bentuk(ukuran=9.5, tebal=True, warna=ABU, sebelum=2, ikut=True))
    set_gaya(dokumen, "Narasi", Bentuk(sesudah=4, spasi=1.2, rata="justify", kiri=0.6))
    set_gaya(dokumen, "Isi Tabel", Bentuk(ukuran=8.5, sebelum=1, sesudah=1))
    set_gaya(
        dokumen,
        "Judul Tabel",
        Bentuk(8.5, tebal=True, rata="center", sebelum=2, sesudah=2, ikut=True),
    )
    set_gaya(dokumen, "Isi Tabel Kecil", Bentuk(ukuran=7, sebelum=1, sesudah=1))
    set_gaya(
        dokumen,
        "Judul Tabel Kecil",
        Bentuk(ukuran=7, tebal=True, rata="center", sebelum=2, sesudah=2, ikut=True),
    )
    set_gaya(dokumen, "Catatan Tabel", Bentuk(ukuran=8, warna=ABU, sebelum=2))
    set_gaya(dokumen, "Setelah Tabel", Bentuk(ukuran=4, sesudah=4))
    set_gaya(dokumen, "Kepala dan Kaki", Bentuk(ukuran=8.5, warna=ABU))
    set_gaya(dokumen, "Gambar", Bentuk(rata="center", sebelum=6, ikut=True))
    set_gaya(dokumen, "Tanda Tangan", Bentuk(rata="center", kiri=8.0, ikut=True))
    set_gaya(
        dokumen,
        "Tanda Tangan Nama",
        Bentuk(tebal=True, rata="center", kiri=8.0, ikut=True, sebelum=56),
    )
    dokumen.styles["Tanda Tangan Nama"].font.underline = True
    set_gaya(dokumen, "Kop", Bentuk(ukuran=13, tebal=True, rata="center"))
    set_gaya(dokumen, "Kop Alamat", Bentuk(ukuran=9, rata="center", sesudah=18))
    add_garis(dokumen.styles["Kop Alamat"].element, "bottom", "18", "4", "000000")
    set_gaya(dokumen, "Sampul Atas", Bentuk(ukuran=12, tebal=True, warna=ABU, kiri=0.6))
    set_gaya(dokumen, "Sampul Besar", Bentuk(ukuran=30, tebal=True, warna=BIRU, kiri=0.6))
    set_gaya(dokumen, "Sampul Tahun", Bentuk(ukuran=22, warna=ABU, kiri=0.6, sebelum=6))
    set_gaya(
        dokumen,
        "Sampul Sedang",
        Bentuk(ukuran=16, tebal=True, kiri=0.6, sebelum=30, spasi=1.1),
    )
    for nama in ("Sampul Besar", "Sampul Tahun", "Sampul Sedang"):
        add_garis(dokumen.styles[nama].element, "left", "48", "12", "1F4E79")
    set_gaya(dokumen, "Sampul Kecil", Bentuk(ukuran=10.5, warna=ABU, kiri=0.6, sesudah=2))
    for tingkat in (1, 2, 3):
        nama = f"toc {tingkat}"
        kiri = 0.6 * (tingkat - 1)
        set_gaya(dokumen, nama, Bentuk(10.5, tebal=tingkat == 1, sesudah=3, kiri=kiri))
        add_titik(dokumen, nama, kiri)
        dokumen.styles[nama].element.set(qn("w:styleId"), f"TOC{tingkat}")
    set_gaya(dokumen, "table of figures", Bentuk(ukuran=10, sesudah=3))
    add_titik(dokumen, "table of figures", 0)
    kosong = dokumen.styles.add_style("Belum Ada", WD_STYLE_TYPE.CHARACTER)
    kosong.font.bold, kosong.font.color.rgb = True, MERAH
    kosong.element.get_or_add_rPr().append(build("shd", val="clear", color="auto", fill="FFF2CC"))
    define_tabel(dokumen)


def set_gaya(dokumen: Dokumen, nama: str, bentuk: Bentuk) -> None:
    """Buat atau ubah satu gaya paragraf."""
    ada = {g.name for g in dokumen.styles}
    gaya: ParagraphStyle = (
        dokumen.styles[nama]
        if nama in ada
        else dokumen.styles.add_style(nama, WD_STYLE_TYPE.PARAGRAPH)
    )
    gaya.font.name, gaya.font.size, gaya.font.bold = HURUF, Pt(bentuk.ukuran), bentuk.tebal
    huruf = gaya.element.rPr.rFonts
    for sifat in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        huruf.attrib.pop(qn(f"w:{sifat}"), None)
    gaya.font.color.rgb = bentuk.warna
    format_ = gaya.paragraph_format
    format_.alignment = getattr(WD_ALIGN_PARAGRAPH, bentuk.rata.upper())
    format_.space_before, format_.space_after = Pt(bentuk.sebelum), Pt(bentuk.sesudah)
    format_.line_spacing_rule = WD_LINE_SPACING.MULTIPLE
    format_.line_spacing = bentuk.spasi
    if bentuk.kiri or bentuk.masuk:
        format_.left_indent, format_.first_line_indent = Cm(bentuk.kiri), Cm(bentuk.masuk)
    if bentuk.ikut:
        format_.keep_with_next = True
    format_.widow_control = True


def add_titik(dokumen: Dokumen, nama: str, kiri: float) -> None:
    """Titik-titik sampai nomor halaman; teks panjang turun baris sebelum kolom nomornya."""
    format_ = dokumen.styles[nama].paragraph_format
    format_.tab_stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    format_.left_indent, format_.first_line_indent = Cm(kiri + 0.6), Cm(-0.6)
    format_.right_indent = Cm(1)


def add_garis(gaya: BaseOxmlElement, sisi: str, tebal: str, jarak: str, warna: str) -> None:
    """Garis di satu sisi paragraf; tebal dalam seperdelapan poin, jarak dalam poin."""
    garis = build("pBdr", build(sisi, val="single", sz=tebal, space=jarak, color=warna))
    ppr = gaya.get_or_add_pPr()
    sesudah = ppr.find(qn("w:spacing"))
    if sesudah is None:
        ppr.append(garis)
    else:
        sesudah.addprevious(garis)


def define_tabel(dokumen: Dokumen) -> None:
    """Gaya tabel: garis tipis dan baris judul berlatar."""
    gaya = dokumen.styles.add_style("Tabel Kinerja", WD_STYLE_TYPE.TABLE)
    garis = [
        build(sisi, val="single", sz="4", space="0", color="8497B0")
        for sisi in ("top", "left", "bottom", "right", "insideH", "insideV")
    ]
    gaya.element.append(build("tblPr", build("tblBorders", *garis)))
    judul = build("tblStylePr", type="firstRow")
    judul.append(build("tcPr", build("shd", val="clear", color="auto", fill="D9E2F0")))
    gaya.element.append(judul)


def write_sampul(dokumen: Dokumen) -> None:
    """Sampul netral tanpa lambang; kantor dapat menggantinya."""
    set_halaman(dokumen.sections[0])
    dokumen.add_paragraph("{{ pemerintah }}", "Sampul Atas")
    judul = dokumen.add_paragraph("LAPORAN KINERJA\nINSTANSI PEMERINTAH", "Sampul Besar")
    judul.paragraph_format.space_before = Cm(6.5)
    dokumen.add_paragraph("Tahun {{ tahun }}", "Sampul Tahun")
    dokumen.add_paragraph("{{ nama_instansi }}", "Sampul Sedang")
    tempat = dokumen.add_paragraph("{{ tempat }}, {{ bulan_tahun }}", "Sampul Kecil")
    tempat.paragraph_format.space_before = Cm(7)
    dokumen.add_paragraph("{{ alamat }} {{ kode_pos }}", "Sampul Kecil")
    dokumen.add_paragraph("{{ telepon }}  {{ laman }}", "Sampul Kecil")


def write_depan(dokumen: Dokumen) -> None:
    """Kata pengantar, ikhtisar eksekutif, dan daftar-daftar; bernomor romawi."""
    bagian = dokumen.add_section(WD_SECTION.NEW_PAGE)
    set_nomor(bagian, "lowerRoman", 1)
    write_kepala(bagian, Cm(16))
    dokumen.add_paragraph("{{ pemerintah|upper }}", "Kop")
    dokumen.add_paragraph("{{ nama_instansi|upper }}", "Kop")
    dokumen.add_paragraph("{{ alamat }} {{ kode_pos }}  {{ telepon }}  {{ laman }}", "Kop Alamat")
    judul = dokumen.add_paragraph("KATA PENGANTAR", "Heading 1")
    judul.paragraph_format.page_break_before = False
    for teks in PENGANTAR:
        dokumen.add_paragraph(teks, "Body Text")
    dokumen.add_paragraph("[[tanda_tangan]]")
    dokumen.add_paragraph("IKHTISAR EKSEKUTIF", "Heading 1")
    dokumen.add_paragraph("[[ikhtisar]]")
    dokumen.add_paragraph("DAFTAR ISI", "Heading 1")
    dokumen.add_paragraph("[[daftar_isi]]")
    for judul_daftar, blok in (
        ("DAFTAR TABEL", "daftar_tabel"),
        ("DAFTAR GAMBAR", "daftar_gambar"),
    ):
        dokumen.add_paragraph(judul_daftar, "Heading 1")
        dokumen.add_paragraph(f"[[{blok}]]")


def write_bab(dokumen: Dokumen) -> None:
    """Bab I sampai IV; bernomor arab mulai 1."""
    bagian = dokumen.add_section(WD_SECTION.NEW_PAGE)
    set_nomor(bagian, "decimal", 1)
    bab = dokumen.add_paragraph("BAB I\nPENDAHULUAN", "Heading 1")
    bab.paragraph_format.page_break_before = False
    for huruf, judul, blok in (
        ("A", "Penjelasan Umum Organisasi", "gambaran_umum"),
        ("B", "Aspek Strategis", "aspek_strategis"),
        ("C", "Permasalahan Utama", "permasalahan_utama"),
    ):
        dokumen.add_paragraph(f"{huruf}. {judul}", "Heading 2")
        dokumen.add_paragraph(f"[[{blok}]]")
    dokumen.add_paragraph("D. Sistematika Penyajian", "Heading 2")
    for teks in SISTEMATIKA:
        dokumen.add_paragraph(teks, "List Bullet")
    dokumen.add_paragraph("BAB II\nPERENCANAAN KINERJA", "Heading 1")
    for huruf, judul, blok in (
        ("A", "Rencana Strategis", "renstra"),
        ("B", "Indikator Kinerja Utama", "iku"),
        ("C", "Perjanjian Kinerja Tahun {{ tahun }}", "perjanjian_kinerja"),
        ("D", "Program dan Anggaran", "program_anggaran"),
    ):
        dokumen.add_paragraph(f"{huruf}. {judul}", "Heading 2")
        dokumen.add_paragraph(f"[[{blok}]]")
    dokumen.add_paragraph("BAB III\nAKUNTABILITAS KINERJA", "Heading 1")
    dokumen.add_paragraph("A. Capaian Kinerja Organisasi", "Heading 2")
    dokumen.add_paragraph("[[cara_pengukuran]]")
    dokumen.add_paragraph("[[ringkasan_sasaran]]")
    dokumen.add_paragraph("{%p for s in daftar_sasaran %}")
    dokumen.add_paragraph("Sasaran {{ s.nomor }}: {{ s.uraian }}", "Heading 3")
    for nomor, judul in enumerate(ANALISIS, start=1):
        dokumen.add_paragraph(f"{nomor}. {judul}", "Heading 4")
        dokumen.add_paragraph(f"[[analisis_{nomor}:{{{{ s.kode }}}}]]")
    dokumen.add_paragraph("{%p endfor %}")
    dokumen.add_paragraph("B. Realisasi Anggaran", "Heading 2")
    dokumen.add_paragraph("[[realisasi_anggaran]]")
    dokumen.add_paragraph("BAB IV\nPENUTUP", "Heading 1")
    dokumen.add_paragraph("A. Simpulan", "Heading 2")
    dokumen.add_paragraph("[[simpulan]]")
    dokumen.add_paragraph("B. Langkah di Masa Mendatang", "Heading 2")
    dokumen.add_paragraph("[[tindak_lanjut]]")


def write_lampiran(dokumen: Dokumen) -> None:
    """Lampiran pada halaman mendatar, yang sangat lebar pada Folio; nomor halaman berlanjut."""
    lalu: bool | None = None
    for nomor, (judul, blok, folio) in enumerate(LAMPIRAN, start=1):
        baru = folio is not lalu
        if baru:
            set_mendatar(dokumen.add_section(WD_SECTION.NEW_PAGE), FOLIO if folio else A4)
        paragraf = dokumen.add_paragraph(f"LAMPIRAN {nomor}\n{judul.upper()}", "Heading 1")
        paragraf.paragraph_format.page_break_before = not baru
        dokumen.add_paragraph(f"[[{blok}]]")
        lalu = folio


def set_mendatar(bagian: Section, kertas: tuple[Cm, Cm]) -> None:
    """Halaman mendatar dengan kepala dan kaki selebar kertasnya."""
    pendek, panjang = kertas
    bagian.orientation = WD_ORIENT.LANDSCAPE
    bagian.page_width, bagian.page_height = panjang, pendek
    bagian.left_margin = bagian.right_margin = Cm(2 if kertas == A4 else 1.5)
    bagian.top_margin, bagian.bottom_margin = Cm(2.5), Cm(2.0)
    jenis = bagian._sectPr.find(qn("w:pgNumType"))
    if jenis is not None:
        jenis.attrib.pop(qn("w:start"), None)
    write_kepala(bagian, panjang - bagian.left_margin - bagian.right_margin)


def set_halaman(bagian: Section) -> None:
    """A4 tegak."""
    bagian.page_width, bagian.page_height = A4
    bagian.left_margin, bagian.right_margin = Cm(3), Cm(2)
    bagian.top_margin, bagian.bottom_margin = Cm(2.5), Cm(2.2)


def set_nomor(bagian: Section, bentuk: str, mulai: int) -> None:
    """Bentuk dan awal nomor halaman."""
    lama = bagian._sectPr.find(qn("w:pgNumType"))
    if lama is not None:
        bagian._sectPr.remove(lama)
    bagian._sectPr.append(build("pgNumType", fmt=bentuk, start=str(mulai)))


def write_kepala(bagian: Section, lebar: int) -> None:
    """Kepala berisi nama laporan, kaki berisi nomor halaman."""
    bagian.header.is_linked_to_previous = False
    bagian.footer.is_linked_to_previous = False
    kepala = bagian.header.paragraphs[0]
    kepala.text = "Laporan Kinerja {{ singkatan }} Tahun {{ tahun }}\tKonsep, {{ tanggal }}"
    kaki = bagian.footer.paragraphs[0]
    kaki.text = "{{ nama_instansi }}\t"
    for run in build_bidang("PAGE", "1"):
        kaki._p.append(run)
    for paragraf in (kepala, kaki):
        paragraf.style = "Kepala dan Kaki"
        henti = paragraf.paragraph_format.tab_stops
        henti.add_tab_stop(lebar, WD_TAB_ALIGNMENT.RIGHT)


if __name__ == "__main__":
    main()
