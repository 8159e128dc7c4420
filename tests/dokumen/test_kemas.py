from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from kinerja_cli.dokumen.kemas import PEMBUAT, save_dokumen
from kinerja_cli.dokumen.xml_word import build_kontrol, build_run, read_teks

WAKTU = datetime(2026, 2, 13, 8, 0)


def build_dokumen():
    dokumen = docx.Document()
    dokumen.add_heading("Judul", 1)
    dokumen.add_table(2, 2)
    return dokumen


def test_masukan_sama_menghasilkan_byte_sama():
    assert save_dokumen(build_dokumen(), WAKTU) == save_dokumen(build_dokumen(), WAKTU)


def test_disimpan_dua_kali_tetap_sama():
    dokumen = build_dokumen()
    assert save_dokumen(dokumen, WAKTU) == save_dokumen(dokumen, WAKTU)


def test_urutan_waktu_dan_asal_anggota_tetap():
    with ZipFile(BytesIO(save_dokumen(build_dokumen(), WAKTU))) as arsip:
        anggota = arsip.infolist()
        assert arsip.testzip() is None
    nama = [a.filename for a in anggota]
    assert nama[0] == "[Content_Types].xml"
    assert nama[1:] == sorted(nama[1:])
    assert len(nama) == len(set(nama))
    assert {a.date_time for a in anggota} == {(1980, 1, 1, 0, 0, 0)}
    # Tanpa ini Windows dan Linux menulis byte yang berbeda.
    assert {a.create_system for a in anggota} == {3}


@pytest.mark.parametrize(
    "waktu",
    [
        WAKTU,
        WAKTU.replace(tzinfo=UTC),
        datetime(2026, 2, 13, 15, 0, tzinfo=timezone(timedelta(hours=7))),
    ],
)
def test_sifat_dokumen_memakai_waktu_yang_diberikan(waktu):
    sifat = docx.Document(BytesIO(save_dokumen(build_dokumen(), waktu))).core_properties
    assert sifat.created.replace(tzinfo=None) == sifat.modified.replace(tzinfo=None) == WAKTU
    assert (sifat.author, sifat.last_modified_by, sifat.revision) == (PEMBUAT, PEMBUAT, 1)


@pytest.mark.parametrize(
    ("teks", "terikat"),
    [
        ("selisih -Rp42.979.700", "selisih |Rp42.979.700"),
        ("turun -1,5 poin, lalu -Rp2", "turun |1,5 poin, lalu |Rp2"),
        ("-12", "|12"),
        ("tahun 2024-2025, rentang 60-85, IKU-01", "tahun 2024-2025, rentang 60-85, IKU-01"),
        ("tanda - dan bukan-Rp", "tanda - dan bukan-Rp"),
    ],
)
def test_tanda_minus_terikat_pada_angkanya(teks: str, terikat: str):
    dokumen = docx.Document()
    dokumen.add_paragraph(teks)
    kembali = docx.Document(BytesIO(save_dokumen(dokumen, WAKTU)))
    unsur = kembali.paragraphs[0]._p.iter(qn("w:t"), qn("w:noBreakHyphen"))
    assert "".join("|" if u.tag == qn("w:noBreakHyphen") else u.text for u in unsur) == terikat
    assert read_teks(kembali.paragraphs[0]._p) == teks == kembali.paragraphs[0].text


def test_isi_kontrol_angka_tetap_teks_polos():
    dokumen = docx.Document()
    dokumen.add_paragraph()._p.append(build_kontrol("2025:dinas:sisa", [build_run("-Rp5")]))
    kembali = docx.Document(BytesIO(save_dokumen(dokumen, WAKTU)))
    assert [t.text for t in kembali.element.body.iter(qn("w:t"))] == ["-Rp5"]
