"""Membuka buku kerja dari luar menjadi nilai sel; satu-satunya tempat yang memanggil calamine."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

from kinerja_cli.lembar.buku_lazim import read_lazim
from kinerja_cli.lembar.penjaga import Ditolak, JenisBuku, Terjaga, guard_berkas
from kinerja_cli.lembar.sel_biner_xls import find_tanda_xls
from kinerja_cli.lembar.sel_biner_xlsb import find_tanda_xlsb
from kinerja_cli.lembar.sel_ods import find_tanda_ods
from kinerja_cli.lembar.sel_xlsx import find_tanda_xlsx
from kinerja_cli.lembar.tanda_sel import TakPastiError, TandaBuku, TandaSel
from kinerja_cli.model.batas import BATAS, Batas
from kinerja_cli.model.isi_sel import IsiMentah, clean_isi
from kinerja_cli.model.temuan import build_temuan

PENCARI_TANDA = {
    JenisBuku.ODS: find_tanda_ods,
    JenisBuku.XLS: find_tanda_xls,
    JenisBuku.XLSB: find_tanda_xlsb,
}


@dataclass(frozen=True, slots=True)
class LembarBaca:
    """Satu lembar: baris nilai (indeks mulai 0) dan sel yang berisi galat seperti #REF!."""

    nama: str
    baris: Sequence[Sequence[object]]
    galat: frozenset[tuple[int, int]] = frozenset()
    persen: frozenset[tuple[int, int]] = frozenset()
    """Sel yang format angkanya persen: 0,25 di sana tampil sebagai 25 %."""

    def isi(self, baris: int, kolom: int) -> IsiMentah:
        """Isi sel; ``None`` bila kosong atau di luar lembar."""
        if baris >= len(self.baris) or kolom >= len(self.baris[baris]):
            return None
        return clean_isi(self.baris[baris][kolom])


@dataclass(frozen=True, slots=True)
class BukuBaca:
    """Buku kerja yang terbaca lengkap."""

    terjaga: Terjaga
    lembar: tuple[LembarBaca, ...]

    @property
    def jenis(self) -> JenisBuku:
        """Jenis menurut isinya."""
        return self.terjaga.jenis


def open_buku(isi: bytes, nama_berkas: str, batas: Batas = BATAS) -> BukuBaca | Ditolak:
    """Buka buku kerja menurut isinya; yang tidak dapat dibaca lengkap ditolak dengan sebabnya."""
    terjaga = guard_berkas(isi, nama_berkas, batas)
    if isinstance(terjaga, Ditolak):
        return terjaga
    try:
        return _read_buku(terjaga, isi)
    except TakPastiError as sebab:
        return Ditolak("tolak", build_temuan(sebab.kode, berkas=nama_berkas, rincian=sebab.rincian))
    except PasswordError:
        return Ditolak("tolak", build_temuan("STR005", berkas=nama_berkas))
    except (CalamineError, OSError, ValueError, zipfile.BadZipFile):
        return Ditolak("tolak", build_temuan("STR007", berkas=nama_berkas))
    except BaseException as galat:
        # Panik di pustaka Rust bukan turunan Exception dan jenisnya tidak dapat diimpor.
        if type(galat).__name__ != "PanicException":
            raise
        return Ditolak("tolak", build_temuan("STR007", berkas=nama_berkas))


def _read_buku(terjaga: Terjaga, isi: bytes) -> BukuBaca:
    """Buku lazim langsung dari XML-nya, selebihnya lewat pembaca umum."""
    tanda = find_tanda(terjaga, isi)
    daftar = read_lazim(terjaga.bagian, terjaga.lazim) if terjaga.lazim else None
    if daftar is None:
        daftar = _read_umum(isi, tanda)
    return BukuBaca(terjaga, tuple(build_lembar(n, x, tanda.get(n)) for n, x in daftar.items()))


def _read_umum(isi: bytes, tanda: TandaBuku) -> dict[str, Sequence[Sequence[object]]]:
    """Baris nilai setiap lembar menurut calamine."""
    with CalamineWorkbook.from_filelike(BytesIO(isi)) as buku:
        daftar = [m.name for m in buku.sheets_metadata if m.typ is SheetTypeEnum.WorkSheet]
        check_nama(daftar, tanda)
        return {n: buku.get_sheet_by_name(n).to_python(skip_empty_area=False) for n in daftar}


def build_lembar(
    nama: str, baris: Sequence[Sequence[object]], tanda: TandaSel | None
) -> LembarBaca:
    """Lembar dengan tanda selnya."""
    if tanda is None:
        return LembarBaca(nama, baris)
    return LembarBaca(nama, baris, frozenset(tanda.galat), frozenset(tanda.persen))


def find_tanda(terjaga: Terjaga, isi: bytes) -> TandaBuku:
    """Sel galat dan sel persen per lembar; kosong bila tidak ada.

    calamine memberi teks kosong untuk #DIV/0! dan tidak memberitahukan format, jadi dicari
    sendiri. ``TakPastiError`` bila bukunya tidak dapat dipastikan terbaca lengkap.
    """
    cari = PENCARI_TANDA.get(terjaga.jenis)
    return cari(isi) if cari else find_tanda_xlsx(terjaga.bagian, terjaga.lazim)


def check_nama(daftar: Sequence[str], tanda: TandaBuku) -> None:
    """Dua penelusur harus melihat lembar yang sama; ``TakPastiError`` bila tidak."""
    if len(set(daftar)) < len(daftar):
        raise TakPastiError("STR035", "dua lembar bernama sama")
    if tanda and not set(daftar) <= tanda.keys():
        raise TakPastiError("STR035", "daftar lembarnya tidak cocok dengan isinya")
