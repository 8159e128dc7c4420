"""Unsur WordprocessingML kecil yang dipakai semua blok: run, kontrol isi, bidang, penanda."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from hashlib import sha256

from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import oxml_parser
from lxml.etree import _Element

from kinerja_cli.dokumen.figur import AKHIR, AWAL, Figur
from kinerja_cli.dokumen.isi import AKHIR_KOSONG, AWAL_KOSONG, split_kosong
from kinerja_cli.dokumen.penanda import AWALAN_ANGKA, AWALAN_SLOT, build_penanda, is_slot

RUANG_NAMA = {"w": nsmap["w"]}
GAYA_KOSONG = "BelumAda"
"""Id gaya karakter di templat untuk yang belum ada."""

POLA_POTONG = re.compile(
    f"({AWAL}[^{AKHIR}]+{AKHIR}|{AWAL_KOSONG}[^{AKHIR_KOSONG}]*{AKHIR_KOSONG})"
)
TEKS_UNSUR = {
    qn(f"w:{nama}"): teks
    for nama, teks in {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}.items()
}
"""Unsur selain ``w:t`` yang terbaca sebagai teks."""


def build(tag: str, *anak: _Element, **sifat: str) -> _Element:
    """Unsur ``w:tag`` dengan atribut ``w:``."""
    unsur: _Element = oxml_parser.makeelement(_expand(tag), nsmap=RUANG_NAMA)
    for nama, isi in sifat.items():
        unsur.set(_expand(nama), isi)
    unsur.extend(anak)
    return unsur


@cache
def _expand(nama: str) -> str:
    return f"{{{RUANG_NAMA['w']}}}{nama}"


def build_run(teks: str, *, gaya: str = "", tebal: bool = False) -> _Element:
    """Run teks; ``\\n`` menjadi ganti baris, ``\\t`` menjadi tab."""
    run = build("r")
    sifat = build("rPr")
    if gaya:
        sifat.append(build("rStyle", val=gaya))
    if tebal:
        sifat.append(build("b"))
    if len(sifat):
        run.append(sifat)
    for bagian in re.split(r"(\n|\t)", teks):
        if bagian == "\n":
            run.append(build("br"))
        elif bagian == "\t":
            run.append(build("tab"))
        elif bagian:
            run.append(build_teks(bagian))
    return run


def build_teks(teks: str) -> _Element:
    """Unsur ``w:t``; spasi di tepinya tidak hilang."""
    unsur = build("t")
    unsur.text = teks
    unsur.set(qn("xml:space"), "preserve")
    return unsur


def build_kontrol(kunci: str, isi: list[_Element], *, urut: int = 0) -> _Element:
    """Kontrol isi; tag dan judulnya sama karena sebagian aplikasi hanya menyimpan salah satunya."""
    nomor = int(sha256(f"{kunci}#{urut}".encode()).hexdigest()[:7], 16)
    sifat = build(
        "sdtPr",
        build("alias", val=kunci),
        build("tag", val=kunci),
        build("id", val=str(nomor)),
    )
    return build("sdt", sifat, build("sdtContent", *isi))


class PenulisTeks:
    """Mengubah teks bertanda menjadi run dan kontrol isi; menghitung yang belum ada."""

    def __init__(self, figur: Figur) -> None:
        self._figur = figur
        self._muncul: dict[str, int] = {}
        self._nomor = 20_000
        self.kosong: list[str] = []

    def iterate_unsur(self, teks: str, *, tebal: bool = False) -> Iterator[_Element]:
        """Run biasa, angka terikat, dan teks "belum ada" menurut urutannya."""
        for bagian in POLA_POTONG.split(teks):
            if bagian.startswith(AWAL):
                yield from self.iterate_angka(bagian[1:-1], tebal=tebal)
            elif bagian.startswith(AWAL_KOSONG):
                tercetak, kurang = split_kosong(bagian)
                self.kosong.append(kurang)
                yield build_run(f"[{tercetak}]", gaya=GAYA_KOSONG)
            elif bagian:
                yield build_run(bagian, tebal=tebal)

    def iterate_angka(self, kunci: str, *, tebal: bool = False) -> Iterator[_Element]:
        """Satu angka dalam kontrol isi berkunci faktanya, di antara penandanya."""
        fakta = self._figur.read(kunci)
        gaya = GAYA_KOSONG if self._figur.is_kurang(kunci) else ""
        yield from self.wrap_angka(kunci, build_run(fakta.teks, gaya=gaya, tebal=tebal))

    def wrap_angka(self, kunci: str, run: _Element) -> list[_Element]:
        """Run berisi angka itu dalam kontrol isi, di antara penandanya."""
        awal, akhir = self.build_pasangan(AWALAN_ANGKA, kunci)
        return [awal, build_kontrol(kunci, [run], urut=self._muncul[kunci]), akhir]

    def find_teks(self, kunci: str) -> str | None:
        """Teks cetak sekarang; ``None`` bila kuncinya tidak ada lagi."""
        return self._figur.find_teks(kunci)

    def list_kunci(self) -> list[str]:
        """Semua kunci angka yang dikenal sampai saat ini."""
        return self._figur.list_kunci()

    def list_slot(self) -> list[str]:
        """Semua slot dan tempat yang sudah ditandai."""
        return [k for k in self._muncul if is_slot(k)]

    def wrap_slot(self, slot: str, isi: list[_Element]) -> list[_Element]:
        """Tandai paragraf-paragraf sebuah slot.

        Slot tidak dibungkus kontrol isi: LibreOffice 7.4 menulis .docx rusak bila paragraf
        berkontrol disunting dengan pelacakan perubahan.
        """
        paragraf = [p for p in isi if p.tag == qn("w:p")]
        if paragraf:
            awal, akhir = self.build_pasangan(AWALAN_SLOT, slot)
            ppr = paragraf[0].find(qn("w:pPr"))
            paragraf[0].insert(0 if ppr is None else 1, awal)
            paragraf[-1].append(akhir)
        return isi

    def build_pasangan(self, awalan: str, kunci: str) -> tuple[_Element, _Element]:
        """Awal dan akhir penanda; namanya unik walaupun kunci muncul berulang."""
        self._muncul[kunci] = self._muncul.get(kunci, 0) + 1
        self._nomor += 1
        nomor = str(self._nomor)
        nama = build_penanda(awalan, kunci, self._muncul[kunci])
        return build("bookmarkStart", id=nomor, name=nama), build("bookmarkEnd", id=nomor)


def build_paragraf(gaya: str, *isi: _Element, **sifat: str) -> _Element:
    """Paragraf dengan id gaya; ``sifat`` menjadi ``w:jc`` dan sejenisnya bernilai ``val``."""
    ppr = build("pPr", build("pStyle", val=gaya))
    for nama, nilai in sifat.items():
        ppr.append(build(nama, val=nilai))
    return build("p", ppr, *isi)


def build_bidang(perintah: str, hasil: str) -> list[_Element]:
    """Bidang Word (SEQ, PAGEREF) dengan hasil tersimpan."""
    return [
        build("r", build("fldChar", fldCharType="begin")),
        build("r", _build_perintah(perintah)),
        build("r", build("fldChar", fldCharType="separate")),
        build_run(hasil),
        build("r", build("fldChar", fldCharType="end")),
    ]


def _build_perintah(perintah: str) -> _Element:
    unsur = build("instrText")
    unsur.text = f" {perintah} "
    unsur.set(qn("xml:space"), "preserve")
    return unsur


def open_bidang(perintah: str) -> list[_Element]:
    """Awal bidang yang hasilnya berupa paragraf-paragraf (daftar isi)."""
    return [
        build("r", build("fldChar", fldCharType="begin", dirty="false")),
        build("r", _build_perintah(perintah)),
        build("r", build("fldChar", fldCharType="separate")),
    ]


def close_bidang() -> _Element:
    """Akhir bidang yang dibuka ``open_bidang``."""
    return build("r", build("fldChar", fldCharType="end"))


def add_penanda(paragraf: _Element, nama: str, nomor: int) -> None:
    """Penanda (bookmark) yang membungkus seluruh isi paragraf."""
    awal = build("bookmarkStart", id=str(nomor), name=nama)
    akhir = build("bookmarkEnd", id=str(nomor))
    ppr = paragraf.find(qn("w:pPr"))
    paragraf.insert(0 if ppr is None else 1, awal)
    paragraf.append(akhir)


def read_teks(paragraf: _Element) -> str:
    """Teks paragraf termasuk isi kontrol; ganti baris menjadi spasi."""
    return "".join(
        unsur.text or "" if unsur.tag == qn("w:t") else TEKS_UNSUR[unsur.tag]
        for unsur in paragraf.iter(qn("w:t"), *TEKS_UNSUR)
    )


def remove_unsur(unsur: _Element) -> None:
    """Lepaskan unsur dari induknya."""
    induk = unsur.getparent()
    if induk is not None:
        induk.remove(unsur)
