"""Naskah akhir: tanda konsep lepas, suntingan beres, perubahan bertanda, lembar pengesahan ada."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn

from kinerja_cli.dokumen.baca_draf import read_draf
from kinerja_cli.dokumen.daftar_isi import fill_rujukan, list_rujukan
from kinerja_cli.dokumen.lembar_sah import JUDUL, TEKS_QR, LembarSah
from kinerja_cli.dokumen.lkjip import build_lkjip
from kinerja_cli.dokumen.naskah_sah import NaskahSah, build_naskah, list_tanda_konsep
from kinerja_cli.dokumen.tanda_naskah import list_belum_ada
from kinerja_cli.dokumen.xml_word import build, build_run
from tests.dokumen.bahan import build_masukan, open_docx, read_badan

WAKTU = datetime(2026, 2, 27, 9, 0)
SIDIK = "0123456789abcdef" * 4
KONSEP = build_lkjip(build_masukan()).isi
LEMBAR = LembarSah(
    (("Dokumen", "Laporan contoh"), ("Disahkan", "27 Februari 2026")),
    SIDIK,
    (),
    ("Mojokerto, 27 Februari 2026", "Kepala Dinas"),
    "Nama Contoh",
    ("NIP 0",),
)


def _bangun(isi: bytes = KONSEP, perubahan: int = 0, lembar: LembarSah = LEMBAR) -> bytes:
    return build_naskah(open_docx(isi), NaskahSah(2025, perubahan, WAKTU, lembar))


def _tepi(isi: bytes) -> str:
    return "\n".join(
        p.text
        for s in open_docx(isi).sections
        for p in (*s.header.paragraphs, *s.footer.paragraphs)
    )


def test_tanda_konsep_lepas_dan_angka_tetap():
    assert list_tanda_konsep(open_docx(KONSEP))
    hasil = _bangun()
    assert list_tanda_konsep(open_docx(hasil)) == []
    asal, akhir = (read_draf(open_docx(i)).naskah for i in (KONSEP, hasil))
    angka = [[(p.kunci, p.teks) for _, p in n.iterate_angka()] for n in (asal, akhir)]
    assert angka[0] == angka[1]
    assert "konsep" not in (open_docx(hasil).core_properties.keywords or "")


def test_lembar_di_akhir_bersidik_dan_bertempat_qr():
    hasil = _bangun()
    teks = read_badan(hasil)
    assert teks.index(JUDUL) > teks.index("BAB IV")
    assert SIDIK[:32] in teks
    assert SIDIK[32:] in teks
    assert TEKS_QR.split("\n")[0] in teks
    assert open_docx(hasil).core_properties.subject == SIDIK
    bagian = open_docx(hasil).sections[-1]
    assert (bagian.page_width or 0) < (bagian.page_height or 0)


def test_alasan_kesampingan_tercetak():
    lembar = LembarSah((), SIDIK, ("Bagian laporan belum ada (DOK505): 3", "Alasan: x"), (), "N")
    teks = read_badan(_bangun(lembar=lembar))
    assert "Bagian laporan belum ada (DOK505): 3" in teks
    assert "Alasan: x" in teks


def test_perubahan_bertanda_di_sampul_dan_kepala():
    hasil = _bangun(perubahan=2)
    assert "PERUBAHAN KE-2" in read_badan(hasil).splitlines()[:4]
    assert "Perubahan ke-2, disahkan 27 Februari 2026" in _tepi(hasil)
    assert "PERUBAHAN" not in read_badan(_bangun()).split("KATA PENGANTAR")[0]


def test_tanggal_di_kepala_halaman_tanggal_pengesahan():
    """Tanggal konsep tidak tertinggal di samping tanggal di lembar pengesahan."""
    assert "Konsep, 13 Februari 2026" in _tepi(KONSEP)
    assert "\tDisahkan 27 Februari 2026" in _tepi(_bangun())
    assert "13 Februari" not in _tepi(_bangun())
    dokumen = open_docx(KONSEP)
    kaki = dokumen.sections[0].footer
    kaki.is_linked_to_previous = False
    for potong in ("Dicetak 13 Febr", "uari 2026; Perbup 1 Januari 2018"):
        kaki.paragraphs[0].add_run(potong)
    wadah = BytesIO()
    dokumen.save(wadah)
    assert "Dicetak 27 Februari 2026; Perbup 1 Januari 2018" in _tepi(_bangun(wadah.getvalue()))


def test_masukan_sama_byte_sama():
    assert _bangun() == _bangun()


@pytest.mark.parametrize("teks", ["DRAF 3", "Draft", "konsep ke-2, "])
def test_kata_konsep_terpecah_antar_run_tetap_lepas(teks):
    dokumen = open_docx(KONSEP)
    kepala = dokumen.sections[1].header.paragraphs[0]
    for huruf in f"Laporan {teks}":
        kepala.add_run(huruf)
    wadah = BytesIO()
    dokumen.save(wadah)
    assert list_tanda_konsep(open_docx(_bangun(wadah.getvalue()))) == []


def test_sisipan_diterima_hapusan_dan_komentar_dibuang():
    dokumen = open_docx(KONSEP)
    paragraf = dokumen.paragraphs[9]
    paragraf._p.append(build("ins", build_run("SISIPAN"), id="901", author="x"))
    hapus = build("del", build_run("HAPUSAN"), id="902", author="x")
    paragraf._p.append(hapus)
    dokumen.add_comment(paragraf.runs, "RAHASIA KOMENTAR", author="Kasubag")
    wadah = BytesIO()
    dokumen.save(wadah)
    hasil = _bangun(wadah.getvalue())
    teks = read_badan(hasil)
    assert "SISIPAN" in teks
    assert "HAPUSAN" not in teks
    akhir = open_docx(hasil)
    assert [*akhir.comments] == []
    assert not list(akhir.element.body.iter(qn("w:ins"), qn("w:del"), qn("w:commentReference")))
    assert b"RAHASIA" not in b"".join(p.blob for p in akhir.part.package.iter_parts())


def test_nomor_daftar_isi_ditulis_lagi_juga_yang_terpecah_dan_kosong():
    dokumen = open_docx(KONSEP)
    rujukan = list_rujukan(dokumen)
    assert len(rujukan) > 10
    fill_rujukan(dokumen, {r: f"<{n}>" for n, r in enumerate(rujukan)})
    fill_rujukan(dokumen, {rujukan[0]: "<baru>"})
    teks = "\n".join(p.text for p in dokumen.paragraphs)
    assert "<baru>" in teks
    assert "<0>" not in teks
    assert all(f"<{n}>" in teks for n in range(1, len(rujukan)))


def test_tanda_belum_ada_disebut_dengan_judulnya_angka_tidak():
    daftar = list_belum_ada(open_docx(KONSEP))
    assert ("A. Simpulan", "simpulan dengan kata-kata pimpinan belum ditulis") in daftar
    assert all(not teks.startswith("[") and teks for _, teks in daftar)


def test_tanpa_gaya_sampul_dan_tanpa_kepala_pun_jadi():
    polos = docx.Document()
    polos.add_paragraph("Laporan")
    wadah = BytesIO()
    polos.save(wadah)
    teks = read_badan(_bangun(wadah.getvalue(), perubahan=1))
    assert teks.splitlines()[:2] == ["Laporan", "PERUBAHAN KE-1"]
