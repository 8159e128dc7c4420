"""Daftar berkas yang dinilai: selayar, yang perlu ditindak lebih dahulu."""

from __future__ import annotations

import pytest

from kinerja_cli.cli.keluaran import get_konsol
from kinerja_cli.cli.tampilan import BATAS_BERKAS, print_berkas_dinilai
from kinerja_cli.model.temuan import build_temuan
from kinerja_cli.ruang.penerimaan import BerkasDinilai

JUMLAH = BATAS_BERKAS + 20


@pytest.fixture(autouse=True)
def _konsol_baru():
    get_konsol.cache_clear()
    yield
    get_konsol.cache_clear()


def build_daftar(jumlah: int = JUMLAH) -> list[BerkasDinilai]:
    """Berkas diterima, dengan yang ditolak dan yang bergalat di ujung daftarnya."""
    daftar = [BerkasDinilai(f"masuk/baik {n:03}.xlsx", "terima", ()) for n in range(jumlah - 2)]
    return [
        *daftar,
        BerkasDinilai("masuk/rusak.xlsx", "tolak", ()),
        BerkasDinilai("masuk/galat.xlsx", "temuan", ()),
    ]


def baca(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return [baris.rstrip() for baris in capsys.readouterr().out.splitlines() if baris.strip()]


def test_lebih_dari_selayar_yang_ditolak_lebih_dahulu(capsys):
    print_berkas_dinilai(build_daftar())
    baris = baca(capsys)
    assert len(baris) == BATAS_BERKAS + 2
    assert [b.split()[-1] for b in baris[1:4]] == [
        "masuk/rusak.xlsx",
        "masuk/galat.xlsx",
        "000.xlsx",
    ]
    assert baris[-1] == "... dan 20 berkas diterima; tampilkan dengan --semua"


@pytest.mark.parametrize(("jumlah", "semua"), [(JUMLAH, True), (BATAS_BERKAS, False)])
def test_semua_disebut_menurut_urutannya(capsys, jumlah: int, semua: bool):
    print_berkas_dinilai(build_daftar(jumlah), semua=semua)
    baris = baca(capsys)
    assert len(baris) == jumlah + 1
    assert baris[1].endswith("baik 000.xlsx")
    assert baris[-1].endswith("galat.xlsx")


def test_yang_biasa_hanya_dihitung(capsys):
    lama = build_temuan("IDN207", berkas="a.xlsx", lama="a.xlsx")
    print_berkas_dinilai([BerkasDinilai("a.xlsx", "abaikan", (lama,))], tetap=3)
    assert baca(capsys) == ["4 berkas sudah diterima sebelumnya dan tidak berubah."]
