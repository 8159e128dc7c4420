from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest

from kinerja_cli.dokumen.kemas import PEMBUAT, save_dokumen

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
