"""Kata-kata orang di sebuah draf: slot yang diubah atau dihapus, dan yang disisipkan di luarnya."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from docx.oxml.ns import qn
from lxml.etree import _Element

from kinerja_cli.dokumen.baca_draf import TBL, Blok, Draf
from kinerja_cli.dokumen.rupa import RUMUS, TANDA_ISI, PembacaRupa, Rupa
from kinerja_cli.dokumen.slot import TEKS_DUA_VERSI, hash_dasar
from kinerja_cli.model.draf import NARASI, SISIPAN, TEMPAT, Satuan

DAFTAR_OTOMATIS = ("toc", "table of figures", "contents", "index", "illustration index")


class JenisUbahan(StrEnum):
    """Yang dilakukan orang terhadap satu slot."""

    UBAH = "diubah"
    HAPUS = "dihapus"
    SISIP = "disisipkan"
    KEMBALI = "dikembalikan ke teks bawaan"


@dataclass(frozen=True, slots=True)
class Ubahan:
    """Satu slot yang berubah: unsur barunya, dan teksnya semula dan menjadi."""

    slot: str
    jenis: JenisUbahan
    judul: str
    unsur: tuple[_Element, ...]
    dulu: tuple[Satuan, ...]
    kini: tuple[Satuan, ...]
    dasar_lama: bool = False
    """Benar bila dua versinya belum dipilih; hash dasarnya tetap yang lama."""


@dataclass(frozen=True, slots=True)
class HasilAmbil:
    """Ubahan menurut urutannya, dan blok di depan slot pertama yang tidak dapat ditaruh kembali."""

    ubahan: tuple[Ubahan, ...]
    tertinggal: tuple[Blok, ...]


def collect_ubahan(terbit: Draf, draf: Draf, dasar: Mapping[str, str]) -> HasilAmbil:
    """Bandingkan kedua draf slot demi slot; ``dasar`` hash teks bawaan setiap slot.

    Paragraf baru sesudah narasi menjadi bagian narasi itu; di tempat lain menjadi sisipan, supaya
    kalimat buatan program di depannya tetap mengikuti data.
    """
    asal, kini = _group(terbit), _group(draf)
    tambahan, tertinggal = _find_tambahan(terbit, draf)
    urutan = list(dict.fromkeys(b.slot for b in terbit.blok if b.slot))
    lalu = ""
    for slot in urutan:
        if slot not in kini and not slot.startswith(TEMPAT):
            # Paragraf yang ditulis ulang seluruhnya kehilangan penandanya.
            pengganti = tambahan.pop(lalu, None)
            if pengganti:
                kini[slot] = pengganti
        lalu = slot if slot in kini else lalu
    for slot in [s for s in tambahan if s.startswith(NARASI)]:
        kini[slot] = [*kini[slot], *tambahan.pop(slot)]
    pembanding = _Pembanding(PembacaRupa(terbit.dokumen), PembacaRupa(draf.dokumen), dasar)
    milik_orang = (s for s in urutan if not s.startswith(TEMPAT))
    hasil = [pembanding.compare(s, asal[s], kini.get(s, [])) for s in milik_orang]
    hasil += [_build_sisipan(slot, blok) for slot, blok in tambahan.items()]
    return HasilAmbil(tuple(u for u in hasil if u), tuple(tertinggal))


def _group(draf: Draf) -> dict[str, list[Blok]]:
    hasil: dict[str, list[Blok]] = {}
    for b in draf.blok:
        if b.slot:
            hasil.setdefault(b.slot, []).append(b)
    return hasil


def _find_tambahan(terbit: Draf, draf: Draf) -> tuple[dict[str, list[Blok]], list[Blok]]:
    """Blok baru di luar slot menurut tempat di depannya, dan yang tidak bertempat."""
    lama = Counter(_describe(b) for b in terbit.blok if not b.slot)
    hasil: dict[str, list[Blok]] = {}
    tertinggal = []
    lalu = ""
    for b in draf.blok:
        if b.slot:
            lalu = b.slot
        elif _is_bermakna(b):
            uraian = _describe(b)
            if lama[uraian]:
                lama[uraian] -= 1
            elif lalu:
                hasil.setdefault(lalu, []).append(b)
            else:
                tertinggal.append(b)
    return hasil, tertinggal


def _is_bermakna(blok: Blok) -> bool:
    if blok.gaya.casefold().startswith(DAFTAR_OTOMATIS):
        return False
    return any(_describe(blok))


def _describe(blok: Blok) -> tuple[str, bool, bool]:
    """Teksnya, apakah bergambar, dan apakah tabel; semua kosong bagi paragraf kosong."""
    gambar = next(blok.unsur.iter(qn("w:drawing"), qn("w:pict"), RUMUS), None)
    return _read_teks(blok), gambar is not None, blok.unsur.tag == TBL


def _read_teks(blok: Blok) -> str:
    return " ".join(s.teks for s in blok.satuan).strip()


@dataclass(frozen=True, slots=True)
class _Pembanding:
    terbit: PembacaRupa
    draf: PembacaRupa
    dasar: Mapping[str, str]

    def compare(self, slot: str, dulu: list[Blok], baru: list[Blok]) -> Ubahan | None:
        """Ubahan slot itu; ``None`` bila rupanya sama."""
        dua_versi = any(_is_batas(b) for b in baru)
        if dua_versi:
            dulu, baru = self._choose_versi(dulu, baru)
        rupa = self.draf.read(b.unsur for b in baru)
        if rupa == self.terbit.read(b.unsur for b in dulu):
            return None
        if _is_harapan(dulu) and _join(dulu) == _join(baru):
            return None
        satuan = tuple(s for b in baru for s in b.satuan)
        jenis = JenisUbahan.UBAH if rupa else JenisUbahan.HAPUS
        lama = tuple(s for b in dulu for s in b.satuan)
        bawaan = not dua_versi and self._is_bawaan(slot, satuan, rupa)
        # Teks yang sejak semula bawaan berarti formatnya yang diganti orang.
        if rupa and bawaan and not self._is_teks_bawaan(slot, lama):
            jenis = JenisUbahan.KEMBALI
        unsur = tuple(b.unsur for b in baru) if rupa else ()
        return Ubahan(slot, jenis, (dulu or baru)[0].judul, unsur, lama, satuan, dua_versi)

    def _choose_versi(self, dulu: list[Blok], baru: list[Blok]) -> tuple[list[Blok], list[Blok]]:
        """Dua versi yang belum dipilih: versi orang saja bila versi barunya tidak disentuh."""
        atas, bawah = _split_batas(baru)
        atas_lama, bawah_lama = _split_batas(dulu)
        tetap = self.terbit.read(b.unsur for b in bawah_lama)
        if self.draf.read(b.unsur for b in bawah) == tetap:
            return atas_lama, atas
        return [*atas_lama, *bawah_lama], [*atas, *bawah]

    def _is_bawaan(self, slot: str, satuan: tuple[Satuan, ...], rupa: tuple[Rupa, ...]) -> bool:
        """Benar bila teksnya sama dengan teks bawaan dan tidak berformat lain."""
        if any(p[0] == "tabel" or (isinstance(p[-1], tuple) and len(p[-1]) > 1) for p in rupa):
            return False
        if any(tanda in repr(p) for p in rupa for tanda in TANDA_ISI):
            return False
        return self._is_teks_bawaan(slot, satuan)

    def _is_teks_bawaan(self, slot: str, satuan: tuple[Satuan, ...]) -> bool:
        return hash_dasar(" ".join(s.bertanda for s in satuan)) == self.dasar.get(slot)


def _is_harapan(blok: list[Blok]) -> bool:
    """Benar bila isinya hanya tanda "[... belum diisi]"; aplikasi dapat membuang warnanya."""
    teks = _join(blok)
    return teks.startswith("[") and teks.endswith("]")


def _join(blok: list[Blok]) -> str:
    return " ".join(_read_teks(b) for b in blok)


def _split_batas(blok: list[Blok]) -> tuple[list[Blok], list[Blok]]:
    letak = next((n for n, b in enumerate(blok) if _is_batas(b)), len(blok))
    return blok[:letak], [b for b in blok[letak:] if not _is_batas(b)]


def _is_batas(blok: Blok) -> bool:
    return _read_teks(blok) == TEKS_DUA_VERSI


def _build_sisipan(tempat: str, blok: list[Blok]) -> Ubahan:
    slot = tempat if tempat.startswith(SISIPAN) else f"{SISIPAN}{tempat}"
    return Ubahan(
        slot,
        JenisUbahan.SISIP,
        blok[0].judul,
        tuple(b.unsur for b in blok),
        (),
        tuple(s for b in blok for s in b.satuan),
    )
