"""Isi sel dirapikan: tidak ada huruf yang menggagalkan dokumen atau mengubah terminal."""

from __future__ import annotations

import unicodedata
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja_cli.model.isi_sel import clean_isi


@pytest.mark.parametrize(
    ("mentah", "rapi"),
    [
        ("\x1b[31mmerah\x07", "[31mmerah"),
        ("12\x00", "12"),
        ("a\u00a0\u00a0b\tc", "a b c"),
        ("baris satu_x000D_\nbaris dua\r\ntiga", "baris satu\nbaris dua\ntiga"),
        ("a \x01 b", "a b"),
        ("\ud800", None),
        (" \x01 ", None),
        ("é 😀", "é 😀"),
    ],
)
def test_isi_dirapikan(mentah: str, rapi: str | None):
    assert clean_isi(mentah) == rapi


@given(st.text())
def test_hasilnya_sah_di_dalam_xml_dan_sudah_rapi(mentah: str):
    rapi = clean_isi(mentah)
    if rapi is None:
        return
    assert isinstance(rapi, str)
    aman = rapi.replace("&", "&amp;").replace("<", "&lt;")
    assert fromstring(f"<a>{aman}</a>").text == rapi
    assert all(unicodedata.category(h) not in {"Cc", "Cs"} or h == "\n" for h in rapi)
    assert clean_isi(rapi) == rapi
