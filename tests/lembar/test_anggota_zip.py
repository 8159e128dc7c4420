"""Anggota arsip yang dimekarkan sekali langkah: hasil dan galat sama dengan pustaka baku."""

from __future__ import annotations

import random
import sys
import zipfile
import zlib
from importlib import reload
from importlib.util import find_spec
from io import BytesIO
from types import ModuleType

import pytest

from kinerja_cli.lembar import anggota_zip

GALAT = (zipfile.BadZipFile, zlib.error, EOFError, ValueError)
ISI = b"".join(b'<c r="A%d" s="3" t="s"><v>%d</v></c>' % (n, n * 7) for n in range(400))


@pytest.fixture(params=["isal", "zlib"])
def modul(request, monkeypatch) -> ModuleType:
    """Modulnya dengan pemekar cepat, dan seperti di komputer yang tidak mempunyainya."""
    if request.param == "zlib":
        monkeypatch.setitem(sys.modules, "isal", None)
    elif find_spec("isal") is None:
        pytest.skip("tanpa roda isal di prosesor ini")
    yield reload(anggota_zip)
    monkeypatch.undo()
    reload(anggota_zip)


def build_arsip() -> bytes:
    """Arsip satu anggota."""
    wadah = BytesIO()
    with zipfile.ZipFile(wadah, "w", zipfile.ZIP_DEFLATED) as arsip:
        arsip.writestr("xl/a.xml", ISI)
    return wadah.getvalue()


def read(modul: ModuleType, isi: bytes) -> bytes:
    """Isi anggota pertama lewat modul itu."""
    with zipfile.ZipFile(BytesIO(isi)) as arsip:
        return modul.read_anggota(isi, arsip, arsip.infolist()[0])


def test_pemekar_yang_dipakai_sesuai_yang_terpasang(modul, request):
    asal = "isal" if "isal" in request.node.name else "zlib"
    assert modul.decompress.__module__.startswith(asal)


def test_isi_utuh(modul):
    assert read(modul, build_arsip()) == ISI


@pytest.mark.parametrize("benih", range(40))
def test_byte_rusak_tidak_pernah_menjadi_isi_lain(modul, benih):
    """Satu byte mampat diubah atau dibuang: galat yang dikenal penjaga, bukan isi yang keliru."""
    acak = random.Random(benih)
    isi = bytearray(build_arsip())
    letak = 30 + len("xl/a.xml") + acak.randrange(200)
    isi[letak] ^= 1 << acak.randrange(8)
    try:
        hasil = read(modul, bytes(isi))
    except GALAT:
        return
    assert hasil == ISI


def test_ukuran_yang_diakui_palsu(modul):
    isi = build_arsip()
    letak = isi.index(b"PK\x01\x02")
    palsu = isi[: letak + 24] + (len(ISI) + 1).to_bytes(4, "little") + isi[letak + 28 :]
    with pytest.raises(zipfile.BadZipFile):
        read(modul, palsu)
