"""Alamat bukti: yang tersusun benar diterima tanpa dibuka, yang terputus disebut sebabnya."""

from __future__ import annotations

import pytest

from kinerja_cli.aturan.tautan import explain_tautan, has_tautan


@pytest.mark.parametrize(
    "sebutan",
    [
        "https://arsip.contoh.invalid/2025/tw4/IKU-08",
        "www.contoh.go.id",
        "WWW.CONTOH.GO.ID/foto",
        "HTTPS://Contoh.Go.Id:8443/a?b=c#d",
        "http://192.168.1.5/berkas",
        "http://[2001:db8::1]/berkas",
        "https://dríve.contoh.id/ü",
        "https://contoh.id/a (folder foto TW IV)",
        "https://contoh.id/a - rekap",
        "https://contoh.id/a, https://contoh.id/b",
        "https://contoh.id/a https://contoh.id/b",
        "https://contoh.id/a dan www.contoh.id/b",
        "Rekap lengkap di https://contoh.id/a bagian dua",
        "(https://contoh.id/a).",
        "https://contoh.id/wiki/Foto_(TW4)",
    ],
)
def test_alamat_yang_dapat_dibuka(sebutan: str):
    assert has_tautan(sebutan)
    assert explain_tautan(sebutan) == ""


@pytest.mark.parametrize(
    ("sebutan", "sebab"),
    [
        ("http://x y", "'x' bukan nama situs yang lengkap"),
        ("http://", "nama situsnya tidak ada"),
        ("https:///folder/foto", "nama situsnya tidak ada"),
        ("www.", "'www' bukan nama situs yang lengkap"),
        ("https://localhost/a", "'localhost' bukan nama situs yang lengkap"),
        ("https://contoh..id", "'contoh..id' bukan nama situs yang lengkap"),
        ("https://-contoh.id", "'-contoh.id' bukan nama situs yang lengkap"),
        ("https://1.2.3", "'1.2.3' bukan nama situs yang lengkap"),
        ("https://contoh.id/foto tw4.jpg", "terputus spasi sebelum 'tw4.jpg'"),
        ("https://contoh.id:foto/a", "susunannya keliru"),
        ("http://[2001:db8::1/a", "susunannya keliru"),
        ("https://contoh.id/a; https://drive", "'drive' bukan nama situs yang lengkap"),
    ],
)
def test_alamat_yang_tidak_dapat_dibuka_menyebut_sebabnya(sebutan: str, sebab: str):
    assert explain_tautan(sebutan) == sebab


@pytest.mark.parametrize("sebutan", ["rekap.pdf", "foto/rapat.jpg", "awww.pdf", "-"])
def test_nama_berkas_bukan_alamat(sebutan: str):
    assert not has_tautan(sebutan)
