"""Membaca PDF dari luar di proses tersendiri: teks per halaman, subjek, dan tanda tangannya."""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any

from kinerja_cli.lembar.pekerja import read_terpisah
from kinerja_cli.model.batas import BATAS, Batas
from kinerja_cli.model.galat import NaskahError
from kinerja_cli.model.temuan import Temuan

if TYPE_CHECKING:
    from pypdf import PdfReader
    from pypdf.generic import PdfObject

AWAL = b"%PDF-"
JARAK_AWAL = 1024
"""Pembaca PDF menerima byte lain sebelum kepala, paling jauh sekian."""
BATAS_HALAMAN = 5_000
BATAS_TEKS = 20_000_000
ULANG = "simpan ulang sebagai PDF tanpa sandi, lalu ulangi"
GALAT_PENGURAI = (ValueError, LookupError, TypeError, AttributeError, OSError, ArithmeticError,
                  NotImplementedError, AssertionError, zlib.error, struct.error)  # fmt: skip
"""Yang dilempar pengurai pada PDF rusak di luar galatnya sendiri."""
POLA_SIDIK = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class TandaTanganPdf:
    """Satu tanda tangan di dalam PDF; ``sampai`` byte terakhir yang ditutupnya."""

    nama: str
    waktu: str
    jenis: str
    sampai: int


@dataclass(frozen=True, slots=True)
class IsiPdf:
    """Isi yang terbaca. ``subjek`` dari sifat dokumen."""

    halaman: tuple[str, ...]
    subjek: str
    tanda_tangan: tuple[TandaTanganPdf, ...]

    @property
    def berteks(self) -> bool:
        """Salah bila PDF hanya gambar, misalnya pindaian."""
        return any(t.strip() for t in self.halaman)

    @property
    def sidik(self) -> str:
        """Sidik pengesahan pada sifat dokumen; kosong bila tidak ada."""
        cocok = POLA_SIDIK.search(self.subjek)
        return cocok[0] if cocok else ""


def open_pdf(isi: bytes, nama: str, batas: Batas = BATAS) -> IsiPdf:
    """Baca di pekerja berbatas waktu dan memori. Galat ``NaskahError`` satu baris."""
    if not isi:
        raise NaskahError(f"{nama} kosong (0 byte)", "salin lagi berkasnya dari pengirim")
    if len(isi) > batas.berkas:
        raise NaskahError(
            f"{nama} melebihi {batas.berkas_mb} juta byte",
            "kecilkan gambarnya, atau naikkan [masuk] berkas_mb di kinerja.toml",
        )
    if AWAL not in isi[:JARAK_AWAL]:
        raise NaskahError(f"{nama} bukan PDF", "pilih berkas PDF yang benar, lalu ulangi")
    hasil = read_terpisah(partial(read_pdf), isi, nama, batas)
    if isinstance(hasil, Temuan):
        raise NaskahError(hasil.masalah, ULANG)
    if isinstance(hasil, str):
        raise NaskahError(f"{nama} {hasil}", ULANG)
    return hasil


def read_pdf(isi: bytes, nama: str) -> IsiPdf | str:
    """Isi PDF, atau sebab tidak terbaca. Hanya dipanggil di dalam pekerja."""
    from pypdf import PdfReader  # noqa: PLC0415 -- hanya pekerja yang memerlukannya
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    del nama
    try:
        pembaca = PdfReader(BytesIO(isi))
        if pembaca.is_encrypted and not pembaca.decrypt(""):
            return "bersandi"
        if len(pembaca.pages) > BATAS_HALAMAN:
            return f"berisi lebih dari {BATAS_HALAMAN} halaman"
        sifat = pembaca.metadata
        return IsiPdf(
            _read_halaman(pembaca),
            str(sifat.subject or "") if sifat else "",
            tuple(_read_tanda_tangan(pembaca)),
        )
    except (PyPdfError, *GALAT_PENGURAI) as e:
        return f"rusak atau terpotong ({type(e).__name__})"


def _read_halaman(pembaca: PdfReader) -> tuple[str, ...]:
    hasil: list[str] = []
    panjang = 0
    for halaman in pembaca.pages:
        teks = halaman.extract_text()
        panjang += len(teks)
        if panjang > BATAS_TEKS:
            raise ValueError("teksnya terlalu panjang")
        hasil.append(teks)
    return tuple(hasil)


def _read_tanda_tangan(pembaca: PdfReader) -> list[TandaTanganPdf]:
    """Tanda tangan pada bidang formulir; bidang bertingkat ditelusuri satu tingkat demi tingkat."""
    akar = pembaca.trailer["/Root"].get_object()
    formulir = _get(akar, "/AcroForm")
    antre = list(_get(formulir, "/Fields") or []) if formulir else []
    hasil: list[TandaTanganPdf] = []
    for urut, rujukan in enumerate(antre):
        if urut > BATAS_HALAMAN:
            break
        bidang = rujukan.get_object()
        antre += list(_get(bidang, "/Kids") or [])
        isi = _get(bidang, "/V")
        if _get(bidang, "/FT") != "/Sig" or isi is None:
            continue
        rentang = [int(n) for n in _get(isi, "/ByteRange") or []]
        hasil.append(
            TandaTanganPdf(
                str(_get(isi, "/Name") or ""),
                str(_get(isi, "/M") or ""),
                str(_get(isi, "/SubFilter") or "").lstrip("/"),
                sum(rentang[-2:]),
            )
        )
    return hasil


def _get(kamus: PdfObject | None, kunci: str) -> Any:  # noqa: ANN401 -- isi PDF tidak bertipe
    isi = kamus.get(kunci) if isinstance(kamus, dict) else None
    return isi.get_object() if isi is not None else None
