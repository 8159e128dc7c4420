"""Angka terikat di sebuah paragraf: kontrolnya dikenal dan dipulihkan, teksnya dipotong olehnya.

Kunci dikenal dari tag atau judul kontrol, atau dari penandanya bila aplikasi membuang keduanya.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from docx.oxml.ns import qn
from lxml.etree import _Element

from kinerja_cli.dokumen.penanda import POLA_PENANDA
from kinerja_cli.dokumen.xml_word import TEKS_UNSUR, build, build_kontrol, remove_unsur

P, SDT, RUN = qn("w:p"), qn("w:sdt"), qn("w:r")
AWAL, AKHIR = qn("w:bookmarkStart"), qn("w:bookmarkEnd")
TERHAPUS = frozenset({qn("w:del"), qn("w:moveFrom")})
SISIP = frozenset({qn("w:ins"), qn("w:moveTo")})
POLA_KUNCI = re.compile(r"\d{4}:\S+")


def read_kunci_kontrol(unsur: _Element) -> str:
    """Kunci dari tag, atau dari judulnya bila tagnya hilang; kosong bila bukan milik kami."""
    for nama in ("w:tag", "w:alias"):
        sifat = unsur.find(f"{qn('w:sdtPr')}/{qn(nama)}")
        isi = sifat.get(qn("w:val"), "") if sifat is not None else ""
        if POLA_KUNCI.fullmatch(isi):
            return isi
    return ""


def find_awal(kontrol: _Element) -> _Element | None:
    """Awal penanda tepat sebelum kontrol, atau yang pertama di dalamnya."""
    lalu = kontrol.getprevious()
    while lalu is not None and lalu.tag in {AWAL, AKHIR}:
        if lalu.tag == AWAL and POLA_PENANDA.fullmatch(lalu.get(qn("w:name"), "")):
            return lalu
        lalu = lalu.getprevious()
    return next(
        (a for a in kontrol.iter(AWAL) if POLA_PENANDA.fullmatch(a.get(qn("w:name"), ""))), None
    )


def restore_tag(kontrol: _Element, kunci: str) -> None:
    """Tulis lagi tag dan judul kontrol itu."""
    sifat = kontrol.find(qn("w:sdtPr"))
    if sifat is None:
        sifat = build("sdtPr")
        kontrol.insert(0, sifat)
    for nama in ("tag", "alias"):
        ada = sifat.find(qn(f"w:{nama}"))
        if ada is None:
            sifat.insert(0, build(nama, val=kunci))
        else:
            ada.set(qn("w:val"), kunci)


def wrap_lepas(awal: _Element, kunci: str) -> None:
    """Bungkus lagi run, juga yang disisipkan terlacak, di antara penanda tanpa kontrol."""
    run = []
    lalu = awal.getnext()
    while lalu is not None and lalu.tag != AKHIR:
        if lalu.tag in {RUN, *SISIP}:
            run.append(lalu)
        lalu = lalu.getnext()
    if lalu is not None and any(True for r in run for _ in r.iter(qn("w:t"))):
        acuan = build("r")
        run[0].addprevious(acuan)
        acuan.addnext(build_kontrol(kunci, run))
        remove_unsur(acuan)


def iterate_teks(
    unsur: _Element, kontrol: Mapping[_Element, str], lepas: Mapping[_Element, str]
) -> Iterator[tuple[_Element | None, str]]:
    """(kontrol atau penanda induknya, teks) menurut urutan; yang terhapus tidak ikut."""
    terbuka: dict[str, _Element] = {}
    kini: _Element | None = None
    teks: list[str] = []
    for anak in unsur.iter():
        if anak.tag == AWAL and anak in lepas:
            terbuka[anak.get(qn("w:id"), "")] = anak
        elif anak.tag == AKHIR:
            terbuka.pop(anak.get(qn("w:id"), ""), None)
        isi = (anak.text or "") if anak.tag == qn("w:t") else TEKS_UNSUR.get(str(anak.tag), "")
        if anak is not unsur and anak.tag == P and teks:
            isi = " "
        if not isi or _is_terhapus(anak, unsur):
            continue
        induk = _find_induk(anak, unsur, kontrol)
        if induk is None:
            induk = next(iter(terbuka.values()), None)
        if induk is not kini and teks:
            yield kini, "".join(teks)
            teks = []
        kini = induk
        teks.append(isi)
    if teks:
        yield kini, "".join(teks)


def _find_induk(
    unsur: _Element, batas: _Element, kontrol: Mapping[_Element, str]
) -> _Element | None:
    for induk in unsur.iterancestors():
        if induk in kontrol:
            return induk
        if induk is batas:
            break
    return None


def _is_terhapus(unsur: _Element, batas: _Element) -> bool:
    for induk in unsur.iterancestors():
        if induk.tag in TERHAPUS:
            return True
        if induk is batas:
            break
    return False
