"""Isi draf yang tidak dapat ditaruh kembali: disebut satu per satu, supaya tidak hilang diam-diam.

Catatan kaki, objek, bagan, kotak teks, bidang, gambar yang tidak dikenal, tulisan di kepala
dan kaki halaman, bagian yang dipindahkan, dan yang dihapus dari tabel buatan program.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from docx.document import Document
from docx.image.exceptions import UnrecognizedImageError
from docx.image.image import Image
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml.etree import LxmlError, _Element

from kinerja_cli.dokumen.ambil import DAFTAR_OTOMATIS
from kinerja_cli.dokumen.baca_draf import Blok, Draf
from kinerja_cli.dokumen.baca_kontrol import TERHAPUS
from kinerja_cli.dokumen.tanam import GRAFIS, PILIHAN, TANAM
from kinerja_cli.model.draf import TEMPAT, Satuan

BAGAN = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
SMARTART = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
GAMBAR, KOTAK, TEKS = (qn("w:drawing"), qn("w:pict")), qn("w:txbxContent"), qn("w:t")
BIDANG = "bidang"
PANJANG_KUTIPAN = 120
POLA_HALAMAN = re.compile(r"\d+|\b[ivxlc]+\b")
"""Nomor halaman, juga yang romawi; aplikasi menulis hasil terakhirnya."""
CATATAN = {
    qn("w:footnoteReference"): ("catatan kaki", RT.FOOTNOTES),
    qn("w:endnoteReference"): ("catatan akhir", RT.ENDNOTES),
}


@dataclass(frozen=True, slots=True)
class TidakIkut:
    """Kode temuannya, jenis isinya, teksnya, judul di atasnya, dan slotnya."""

    kode: str
    jenis: str
    teks: str
    judul: str = ""
    slot: str = ""


def list_tidak_ikut(terbit: Draf, draf: Draf) -> list[TidakIkut]:
    """Yang ada di draf tetapi tidak akan ada di konsep berikutnya, dan sebaliknya."""
    return [
        *_find_baru(terbit, draf),
        *_find_tepi(terbit.dokumen, draf.dokumen),
        *_find_pindah(terbit, draf),
        *_find_terhapus(terbit, draf),
    ]


def _find_baru(terbit: Draf, draf: Draf) -> Iterator[TidakIkut]:
    """Isi baru yang tidak dapat dipindahkan; yang di luar tabel program didahulukan."""
    lama = Counter((t.jenis, t.teks) for t in _iterate_isi(terbit))
    bidang = {t.jenis for t in _iterate_isi(terbit) if t.jenis.startswith(BIDANG)}
    ada = [t for t in _iterate_isi(draf) if t.jenis not in bidang]
    sisa = lama & Counter((t.jenis, t.teks) for t in ada)
    baru = []
    for t in sorted(ada, key=lambda t: not t.slot.startswith(TEMPAT)):
        if sisa[t.jenis, t.teks]:
            sisa[t.jenis, t.teks] -= 1
        else:
            baru.append(t)
    yield from (t for t in ada if any(t is b for b in baru))


def _iterate_isi(draf: Draf) -> Iterator[TidakIkut]:
    for blok in draf.blok:
        if not blok.gaya.casefold().startswith(DAFTAR_OTOMATIS):
            for jenis, teks in _iterate_blok(blok, draf.dokumen):
                kode = "DOK424" if jenis.startswith(BIDANG) else "DOK418"
                yield TidakIkut(kode, jenis, teks or _quote(blok), blok.judul, blok.slot)
    for unsur in draf.dokumen.element.body.iter(qn("w:altChunk")):
        yield TidakIkut("DOK418", "dokumen yang disisipkan", unsur.get(qn("r:id"), ""))


def _iterate_blok(blok: Blok, dokumen: Document) -> Iterator[tuple[str, str]]:
    """(jenis, teks) setiap isi yang tidak ikut; teks kosong berarti teks paragrafnya."""
    for unsur in blok.unsur.iter():
        if not isinstance(unsur.tag, str) or _is_lewat(unsur, blok.unsur):
            continue
        if unsur.tag in CATATAN:
            jenis, bagian = CATATAN[unsur.tag]
            yield jenis, _read_catatan(dokumen, bagian, unsur.get(qn("w:id"), ""))
        elif unsur.tag == qn("w:object"):
            yield "objek", ""
        elif unsur.tag in GAMBAR:
            if jenis := _name_gambar(unsur, dokumen):
                yield jenis, _join(unsur) if _has(unsur, KOTAK) else ""
        elif unsur.tag in {qn("w:fldSimple"), qn("w:instrText")}:
            perintah = (unsur.get(qn("w:instr")) or unsur.text or "").split()
            if perintah and perintah[0].isalpha() and perintah[0].isupper():
                yield f"{BIDANG} {perintah[0]}", ""


def _is_lewat(unsur: _Element, batas: _Element) -> bool:
    """Benar bila terhapus, bentuk pengganti, atau di dalam gambar yang sudah disebut."""
    for induk in unsur.iterancestors():
        if induk.tag in {*TERHAPUS, *GAMBAR, qn("w:object"), f"{PILIHAN}Fallback"}:
            return True
        if induk is batas:
            break
    return False


def _name_gambar(unsur: _Element, dokumen: Document) -> str:
    """Jenis gambar yang tidak dapat dipindahkan; kosong bila ikut."""
    if _has(unsur, GRAFIS):
        return "" if _is_dikenal(unsur, dokumen) else "gambar yang jenisnya tidak didukung"
    nama = {BAGAN: "bagan", SMARTART: "SmartArt", KOTAK: "kotak teks"}
    return next((n for tag, n in nama.items() if _has(unsur, tag)), "bentuk")


def _is_dikenal(unsur: _Element, dokumen: Document) -> bool:
    """Benar bila semua gambarnya tersimpan di dokumen dan dapat dibaca."""
    rujuk = [r for a in unsur.iter() if (r := a.get(TANAM))]
    for r in rujuk:
        bagian = dokumen.part.related_parts.get(r)
        try:
            Image.from_blob(bagian.blob if bagian is not None else b"")
        except (UnrecognizedImageError, ValueError, KeyError):
            return False
    return bool(rujuk)


def _read_catatan(dokumen: Document, jenis: str, nomor: str) -> str:
    rel = next((r for r in dokumen.part.rels.values() if r.reltype == jenis), None)
    if rel is None or rel.is_external:
        return ""
    try:
        daftar = list(parse_xml(rel.target_part.blob))
    except LxmlError:
        return ""
    for catatan in daftar:
        if catatan.get(qn("w:id")) == nomor:
            return _join(catatan)
    return ""


def _find_tepi(terbit: Document, draf: Document) -> Iterator[TidakIkut]:
    """Tulisan baru di kepala dan kaki halaman; nomor halamannya tidak dihitung."""
    lama = {_strip_angka(teks) for _, teks in _iterate_tepi(terbit)}
    for jenis, teks in _iterate_tepi(draf):
        if _strip_angka(teks) not in lama:
            lama.add(_strip_angka(teks))
            yield TidakIkut("DOK419", jenis, teks, jenis)


def _iterate_tepi(dokumen: Document) -> Iterator[tuple[str, str]]:
    nama = {RT.HEADER: "kepala halaman", RT.FOOTER: "kaki halaman"}
    for rel in dokumen.part.rels.values():
        if rel.reltype in nama and not rel.is_external:
            for paragraf in parse_xml(rel.target_part.blob).iter(qn("w:p")):
                bergambar = any(_has(paragraf, g) for g in GAMBAR)
                if teks := _join(paragraf) or ("gambar" if bergambar else ""):
                    yield nama[rel.reltype], teks


def _strip_angka(teks: str) -> str:
    return " ".join(POLA_HALAMAN.sub(" ", teks).split())


def _find_pindah(terbit: Draf, draf: Draf) -> Iterator[TidakIkut]:
    """Bagian yang urutannya lain; yang berurutan disebut satu kali."""
    urutan = {s: n for n, s in enumerate(dict.fromkeys(b.slot for b in terbit.blok if b.slot))}
    blok = {b.slot: b for b in reversed(draf.blok) if b.slot in urutan}
    kini = [b.slot for b in draf.blok if blok.get(b.slot) is b]
    tetap = _find_naik([urutan[s] for s in kini])
    lalu = False
    for slot in kini:
        pindah = urutan[slot] not in tetap
        if pindah and not lalu:
            yield TidakIkut("DOK420", "pindah", _quote(blok[slot]), blok[slot].judul, slot)
        lalu = pindah


def _find_naik(angka: list[int]) -> set[int]:
    """Barisan naik terpanjang; yang di luarnya adalah yang dipindahkan."""
    ujung: list[int] = []
    sebelum: dict[int, int | None] = {}
    for n in angka:
        letak = bisect_left(ujung, n)
        sebelum[n] = ujung[letak - 1] if letak else None
        ujung[letak : letak + 1] = [n]
    hasil = set()
    kini = ujung[-1] if ujung else None
    while kini is not None:
        hasil.add(kini)
        kini = sebelum[kini]
    return hasil


def _find_terhapus(terbit: Draf, draf: Draf) -> Iterator[TidakIkut]:
    """Baris tabel, keterangan, gambar, dan bagan buatan program yang dihapus dari draf.

    Baris berangka tidak disebut di sini; setiap angkanya yang hilang disebut sendiri.
    """
    kini: dict[str, list[Satuan]] = {}
    for b in draf.blok:
        kini.setdefault(b.slot, []).extend(b.satuan)
    bergambar = {b.slot for b in draf.blok if _has_gambar(b)}
    for b in terbit.blok:
        if not b.slot.startswith(TEMPAT):
            continue
        sisa = Counter(s.bentuk for s in kini.get(b.slot, []))
        hilang = [s for s in b.satuan if s.teks and not sisa[s.bentuk]]
        kurang = len(b.satuan) - len(kini.get(b.slot, []))
        for s in [s for s in hilang if not s.kunci][: max(kurang, 0)]:
            yield TidakIkut("DOK421", "baris", s.teks, b.judul, b.slot)
        if _has_gambar(b) and b.slot not in bergambar:
            yield TidakIkut("DOK421", "gambar", "gambar atau bagan", b.judul, b.slot)


def _has_gambar(blok: Blok) -> bool:
    return any(_has(blok.unsur, tag) for tag in (*GAMBAR, qn("w:object")))


def _has(unsur: _Element, tag: str) -> bool:
    return next(unsur.iter(tag), None) is not None


def _join(unsur: _Element) -> str:
    return " ".join("".join(t.text or " " for t in unsur.iter(TEKS, qn("w:tab"))).split())


def _quote(blok: Blok) -> str:
    return (
        " ".join(s.teks for s in blok.satuan if s.teks)[:PANJANG_KUTIPAN] or "paragraf tanpa teks"
    )
