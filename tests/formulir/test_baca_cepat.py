"""Pemeriksaan yang ringkas sama dengan yang lengkap, untuk isian dan perubahan apa pun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja_cli.formulir import periksa
from kinerja_cli.formulir.cetakan import Cetakan, build_cetakan
from kinerja_cli.formulir.mentah import BarisMentah, KirimanMentah, LembarMentah
from kinerja_cli.formulir.periksa import check_kiriman
from kinerja_cli.lembar.baca_formulir import read_kiriman
from kinerja_cli.model.kiriman import SelKiriman
from kinerja_cli.model.temuan import Temuan
from tests.buatan import build_definisi
from tests.lembar.test_formulir import render, susun

JAUH = frozenset({(99_999, 0)})
"""Tanda galat di luar tabel: membuat setiap sel dibaca lengkap."""


@cache
def asal() -> tuple[Cetakan, KirimanMentah]:
    mentah = read_kiriman(render(susun()), "a.xlsx")
    assert isinstance(mentah, KirimanMentah)
    polos = (replace(x, galat=frozenset(), persen=frozenset()) for x in mentah.lembar)
    return build_cetakan(build_definisi(), susun()), replace(mentah, lembar=tuple(polos))


def periksa_lengkap(mentah: KirimanMentah) -> tuple[list[SelKiriman], list[Temuan]]:
    lengkap = tuple(replace(x, galat=JAUH) for x in mentah.lembar)
    with patch.object(periksa._Pembanding, "is_utuh", lambda *_: False):
        return check_kiriman(asal()[0], replace(mentah, lembar=lengkap), "a.xlsx")


def ubah(mentah: KirimanMentah, perubahan: Sequence[tuple[int, int, int, object]]) -> KirimanMentah:
    """Setiap perubahan: nomor lembar, nomor baris, nomor kolom, isi barunya."""
    lembar = list(mentah.lembar)
    for n, b, k, isi in perubahan:
        lama = lembar[n % len(lembar)]
        baris = list(lama.baris)
        if not baris:
            continue
        tuju = baris[b % len(baris)]
        sel = list(tuju.isi)
        sel[k % len(sel)] = isi
        baris[b % len(baris)] = tuju._replace(isi=sel)
        lembar[n % len(lembar)] = replace(lama, baris=tuple(baris))
    return replace(mentah, lembar=tuple(lembar))


ISI = st.one_of(
    st.floats(),
    st.floats(-5, 5).map(lambda x: round(x, 2)),
    st.sampled_from([0.0, -0.0, 1.0, 1e15, 1e14, -1.0, 0.1 + 0.2, 12345.678]),
    st.sampled_from(["", " ", "-", "kosongkan", "n/a", "1.250", "12,5", "ya", "WTP", "95%"]),
    st.text(max_size=6),
    st.booleans(),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)),
)
PERUBAHAN = st.tuples(st.integers(0, 9), st.integers(0, 99), st.integers(0, 40), ISI)


@settings(max_examples=400, deadline=None)
@given(st.lists(PERUBAHAN, max_size=12))
def test_isian_sembarang(perubahan):
    mentah = ubah(asal()[1], perubahan)
    assert check_kiriman(asal()[0], mentah, "a.xlsx") == periksa_lengkap(mentah)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 9),
    st.randoms(use_true_random=False),
    st.sampled_from(["urutan", "kembar", "hilang"]),
)
def test_baris_diacak_dikembarkan_dihilangkan(n: int, acak, cara: str):
    def susun_ulang(lembar: LembarMentah) -> LembarMentah:
        baris: list[BarisMentah] = list(lembar.baris)
        acak.shuffle(baris)
        if baris and cara == "kembar":
            baris.append(acak.choice(baris))
        if baris and cara == "hilang":
            baris.pop()
        return replace(lembar, baris=tuple(baris))

    mentah = asal()[1]
    lembar = [susun_ulang(x) if k == n % len(mentah.lembar) else x
              for k, x in enumerate(mentah.lembar)]  # fmt: skip
    mentah = replace(mentah, lembar=tuple(lembar))
    assert check_kiriman(asal()[0], mentah, "a.xlsx") == periksa_lengkap(mentah)


def test_satu_sel_terkunci_yang_berubah_selalu_ditemukan():
    """Setiap sel terkunci setiap baris, diubah satu per satu, menjadi temuan pada barisnya."""
    cetakan, mentah = asal()
    _, sebelum = check_kiriman(cetakan, mentah, "a.xlsx")
    dicoba = 0
    for n, lembar in enumerate(mentah.lembar):
        uraian = next(x for x in cetakan.lembar if x.nama == lembar.nama)
        dikenal = {b.kunci for b in uraian.baris}
        for b, baris in enumerate(lembar.baris):
            for bidang in uraian.terkunci if baris.kunci in dikenal else ():
                rusak = ubah(mentah, [(n, b, lembar.letak[bidang], "diubah orang")])
                _, temuan = check_kiriman(cetakan, rusak, "a.xlsx")
                baru = [t for t in temuan if t not in sebelum]
                assert [(t.kode, t.kunci, t.kolom) for t in baru] == [
                    ("TGT002", baris.kunci, bidang)
                ]
                dicoba += 1
    assert dicoba > 30
