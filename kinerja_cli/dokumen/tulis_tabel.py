"""Menulis tabel: judul berulang, lebar menurut isi, baris yang tidak terpisah, catatan di bawah."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from math import ceil

from docx.document import Document
from docx.oxml.ns import qn
from lxml.etree import _Element

from kinerja_cli.dokumen.figur import Figur, fill_penanda
from kinerja_cli.dokumen.isi import BarisTabel, KolomTabel, Tabel
from kinerja_cli.dokumen.lebar_kolom import BahanLebar, fit_lebar, measure_teks
from kinerja_cli.dokumen.xml_word import PenulisTeks, build, build_paragraf

GAYA_TABEL = "TabelKinerja"
GAYA_SEL = {False: "Isi Tabel", True: "Isi Tabel Kecil"}
GAYA_JUDUL = {False: "Judul Tabel", True: "Judul Tabel Kecil"}
GAYA_CATATAN = "Catatan Tabel"
GAYA_SESUDAH = "Setelah Tabel"
RATA = {"kiri": "left", "tengah": "center", "kanan": "right"}
DXA_PER_CM = 567
MARGIN_SEL = 60
"""Jarak kiri dan kanan isi sel, seperduapuluh poin."""
UKURAN_BAWAAN = 8.5
TINGGI_BARIS = 1.2
"""Tinggi satu baris terhadap ukuran huruf."""
JARAK_JUDUL = 6
"""Jarak atas dan bawah judul kolom, dalam poin."""
LONGGAR_JUDUL = 1.25
"""Judul dipotong per kata, jadi lebih tinggi daripada panjangnya dibagi lebar kolom."""
BARIS_UTUH = 16
"""Tabel setinggi ini (baris teks) tidak dipisah halaman."""
BARIS_AWAL, BARIS_AKHIR = 3, 2
"""Baris tabel panjang yang tidak tertinggal sendiri di bawah atau di atas halaman."""


class PenulisTabel:
    """Menulis uraian tabel selebar halaman."""

    def __init__(
        self,
        dokumen: Document,
        figur: Figur,
        teks: PenulisTeks,
        read_gaya: Callable[[str], str],
    ) -> None:
        self._dokumen, self._figur, self._teks = dokumen, figur, teks
        self._read_gaya = read_gaya
        self._ukuran = {k: self._read_ukuran(g) for k, g in GAYA_SEL.items()}
        self._ukuran_judul = {k: self._read_ukuran(g) for k, g in GAYA_JUDUL.items()}

    def iterate_unsur(self, isi: Tabel, lebar_cm: float, tempat: str) -> Iterator[_Element]:
        """Tabel, catatan angka yang belum final, dan jarak sesudahnya.

        Sel judul pertama membawa penanda ``tempat`` tabel.
        """
        lebar = self._fit(isi, int(lebar_cm * DXA_PER_CM))
        kepala = list(self._build_kepala(isi, lebar))
        self._teks.wrap_slot(tempat, [next(kepala[0].iter(qn("w:p")))])
        tabel = build("tbl", _build_sifat(lebar), _build_kisi(lebar), *kepala)
        lalu: tuple[str, ...] = ()
        banyak = len(isi.baris)
        utuh = banyak <= BARIS_UTUH and self._count_tinggi(isi, lebar) <= BARIS_UTUH
        for n, baris in enumerate(isi.baris):
            sama = _count_sama(lalu, baris.isi, isi.gabung)
            ikut = n + 1 < banyak and (utuh or baris.kelompok or _is_ujung(n, banyak))
            tabel.append(self._build_baris(isi, baris, lebar, sama=sama, ikut=ikut))
            lalu = baris.isi
        yield tabel
        catatan = [*isi.catatan, *self._figur.list_catatan(t for b in isi.baris for t in b.isi)]
        for teks in catatan:
            unsur = self._teks.iterate_unsur(teks)
            yield build_paragraf(self._read_gaya(GAYA_CATATAN), *unsur)
        yield build_paragraf(self._read_gaya(GAYA_SESUDAH))

    def _fit(self, isi: Tabel, lebar: int) -> list[int]:
        polos = [b for b in isi.baris if not b.kelompok]
        kolom = [
            BahanLebar(
                k.lebar,
                k.judul,
                [fill_penanda(b.isi[n], self._figur.find_teks) for b in polos],
                k.rata == "kanan",
            )
            for n, k in enumerate(isi.kolom)
        ]
        ukuran = self._ukuran[isi.kecil]
        return fit_lebar(kolom, lebar, ukuran, 2 * MARGIN_SEL, self._ukuran_judul[isi.kecil])

    def _count_tinggi(self, isi: Tabel, lebar: list[int]) -> int:
        """Taksiran tinggi isi tabel dalam baris teks."""
        return sum(
            max(
                self._count_baris(teks, lebar[n] if len(b.isi) > 1 else sum(lebar), isi)
                for n, teks in enumerate(b.isi)
            )
            for b in isi.baris
        )

    def _count_baris(self, teks: str, lebar: int, isi: Tabel) -> int:
        polos = fill_penanda(teks, self._figur.find_teks)
        ukuran = self._ukuran[isi.kecil]
        return sum(
            max(1, ceil(measure_teks(baris, ukuran) / (lebar - 2 * MARGIN_SEL)))
            for baris in polos.split("\n")
        )

    def _read_ukuran(self, gaya: str) -> float:
        """Ukuran huruf menurut templat, supaya lebar kolom ikut gaya yang diubah kantor."""
        ada = {g.name: g for g in self._dokumen.styles}
        huruf = getattr(ada.get(gaya), "font", None)
        return float(huruf.size.pt) if huruf is not None and huruf.size else UKURAN_BAWAAN

    def _build_kepala(self, isi: Tabel, lebar: list[int]) -> Iterator[_Element]:
        """Satu baris judul, atau dua bila ada kelompok; nomor kolom menjadi baris terakhir."""
        bertingkat = any(k.kelompok for k in isi.kolom)
        tinggi = self._measure_judul(isi, lebar) if bertingkat else 0
        atas = _build_baris_judul(tinggi)
        for kelompok, anggota in groupby(isi.kolom, key=lambda k: k.kelompok or k):
            banyak = len(list(anggota))
            if isinstance(kelompok, KolomTabel):
                gabung = "restart" if bertingkat else ""
                atas.append(self._build_judul(kelompok.judul, isi, gabung=gabung))
            else:
                atas.append(self._build_judul(str(kelompok), isi, rentang=banyak))
        yield atas
        if bertingkat:
            bawah = _build_baris_judul(tinggi)
            for k in isi.kolom:
                gabung = "" if k.kelompok else "continue"
                bawah.append(self._build_judul(k.judul if k.kelompok else "", isi, gabung=gabung))
            yield bawah
        if any(k.nomor for k in isi.kolom):
            nomor = _build_baris_judul()
            for k in isi.kolom:
                nomor.append(self._build_judul(k.nomor, isi))
            yield nomor

    def _measure_judul(self, isi: Tabel, lebar: list[int]) -> int:
        """Tinggi satu dari dua baris judul; tanpanya sel gabungan terpotong saat berulang."""
        ukuran = self._ukuran_judul[isi.kecil]
        baris = max(
            ceil(measure_teks(k.judul, ukuran, tebal=True) * LONGGAR_JUDUL / (b - 2 * MARGIN_SEL))
            for k, b in zip(isi.kolom, lebar, strict=True)
            if not k.kelompok
        )
        return ceil((baris * ukuran * TINGGI_BARIS + JARAK_JUDUL) * 20 / 2)

    def _build_judul(
        self, teks: str, isi: Tabel, *, gabung: str = "", rentang: int = 1
    ) -> _Element:
        gaya = self._read_gaya(GAYA_JUDUL[isi.kecil])
        paragraf = build_paragraf(gaya, *self._teks.iterate_unsur(teks))
        return _build_sel(paragraf, gabung=gabung, rentang=rentang, tengah=True)

    def _build_baris(
        self, tabel: Tabel, baris: BarisTabel, lebar: list[int], *, sama: int, ikut: bool
    ) -> _Element:
        sifat_baris = build("trPr", build("cantSplit"))
        if tabel.tinggi_cm:
            tinggi = str(round(tabel.tinggi_cm * DXA_PER_CM))
            sifat_baris.append(build("trHeight", val=tinggi, hRule="atLeast"))
        unsur = build("tr", sifat_baris)
        gaya = self._read_gaya(GAYA_SEL[tabel.kecil])
        sifat = {"keepNext": "1"} if ikut else {}
        if baris.kelompok:
            isi = self._teks.iterate_unsur(baris.isi[0], tebal=True)
            paragraf = build_paragraf(gaya, *isi, **sifat)
            unsur.append(_build_sel(paragraf, rentang=len(lebar)))
            return unsur
        for i, (kolom, teks) in enumerate(zip(tabel.kolom, baris.isi, strict=True)):
            tampil = "" if i < sama else teks
            tebal = baris.tebal and (baris.tebal_sampai is None or i < baris.tebal_sampai)
            isi = self._teks.iterate_unsur(tampil, tebal=tebal)
            paragraf = build_paragraf(gaya, *isi, **sifat, jc=RATA[kolom.rata])
            gabung = "" if i >= tabel.gabung else "continue" if i < sama else "restart"
            unsur.append(
                _build_sel(paragraf, lebar[i], gabung=gabung, tengah=bool(tabel.tinggi_cm))
            )
        return unsur


def _build_sifat(lebar: list[int]) -> _Element:
    return build(
        "tblPr",
        build("tblStyle", val=GAYA_TABEL),
        build("tblW", w=str(sum(lebar)), type="dxa"),
        build("tblLayout", type="fixed"),
        build(
            "tblCellMar",
            build("left", w=str(MARGIN_SEL), type="dxa"),
            build("right", w=str(MARGIN_SEL), type="dxa"),
        ),
        build("tblLook", val="0420", firstRow="1", noHBand="0", noVBand="1"),
    )


def _build_kisi(lebar: list[int]) -> _Element:
    return build("tblGrid", *(build("gridCol", w=str(b)) for b in lebar))


def _build_baris_judul(tinggi: int = 0) -> _Element:
    sifat = build("trPr", build("cantSplit"))
    if tinggi:
        sifat.append(build("trHeight", val=str(tinggi), hRule="atLeast"))
    sifat.append(build("tblHeader"))
    return build("tr", sifat)


def _build_sel(
    paragraf: _Element,
    lebar: int = 0,
    *,
    gabung: str = "",
    rentang: int = 1,
    tengah: bool = False,
) -> _Element:
    sifat = build("tcPr")
    if lebar:
        sifat.append(build("tcW", w=str(lebar), type="dxa"))
    if rentang > 1:
        sifat.append(build("gridSpan", val=str(rentang)))
    if gabung:
        sifat.append(build("vMerge", val=gabung))
    if tengah:
        sifat.append(build("vAlign", val="center"))
    return build("tc", sifat, paragraf)


def _is_ujung(nomor: int, banyak: int) -> bool:
    """Benar bila baris di ujung tabel panjang harus sehalaman dengan baris berikutnya."""
    return nomor < BARIS_AWAL - 1 or nomor >= banyak - BARIS_AKHIR


def _count_sama(lalu: tuple[str, ...], kini: tuple[str, ...], gabung: int) -> int:
    """Banyak kolom pertama yang isinya sama dengan baris sebelumnya."""
    sama = 0
    while sama < min(gabung, len(lalu)) and lalu[sama] == kini[sama]:
        sama += 1
    return sama
