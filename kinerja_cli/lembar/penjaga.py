"""Penjaga berkas dari luar: dinilai dari isinya sebelum pustaka pembaca menyentuhnya.

Pembaca lembar kerja dapat menghabiskan memori atau mematikan proses pada berkas yang rusak
atau sengaja dibuat jahat, maka ukuran, anggota zip, dan sel terjauh diperiksa lebih dahulu.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from io import BytesIO
from typing import Literal

from kinerja_cli.lembar.anggota_zip import read_anggota
from kinerja_cli.lembar.rupa_baris import LembarLazim, split_lazim
from kinerja_cli.model.batas import BATAS, Batas
from kinerja_cli.model.temuan import Temuan, build_temuan

MAGIC_ZIP = b"PK\x03\x04"
MAGIC_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
KAPITAL_SANDI = "EncryptedPackage".encode("utf-16-le")
POLA_TANDA = re.compile(rb"^\s*(?:<!doctype html|<html|<\?xml|<table|mime-version:)", re.IGNORECASE)
JAUH = rb'r\s*=\s*["\'](?:[A-Z]{3}|[A-Z]{1,2}\d{5}|\d{5})'
POLA_JAUH = re.compile(b" " + JAUH)
POLA_JAUH_GANJIL = re.compile(rb"[\t\r\n]" + JAUH)
"""Dicari terpisah: atribut sesudah spasi yang lazim jauh lebih cepat dicari tersendiri."""
POLA_BARIS_JAUH = re.compile(rb'<(?:\w+:)?row\b[^>]*\sr\s*=\s*["\']\d{5}')
POLA_SEL_TANPA_ALAMAT = re.compile(rb"<(?:\w+:)?c(?![^>]*\sr\s*=)[ >/]")
POLA_SEL_JAUH = re.compile(
    rb'<(?:\w+:)?c\b[^>]*\sr\s*=\s*["\'](?:[A-Z]{3}\d+|[A-Z]{1,2}\d{5,})["\'][^>]*(?<!/)>'
)
MAGIC_GAMBAR = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
MAGIC_PINDAIAN = (b"%PDF", *MAGIC_GAMBAR)
AKHIRAN_PINDAIAN = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff")
LEMBAR_TTD = "IDN209"
"""Kode temuan pindaian lembar bertanda tangan: disimpan, tidak dibaca."""

AWAL_SEMENTARA = ("~$", ".~lock.", "._", ".kinerja-")
NAMA_SISTEM = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
AKHIRAN_SEMENTARA = (".tmp", ".crdownload", ".part")


class JenisBuku(StrEnum):
    """Jenis buku kerja menurut isinya; nilainya akhiran yang lazim."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"


@dataclass(frozen=True, slots=True)
class Ditolak:
    """Berkas yang tidak dibaca, dengan sebabnya."""

    hasil: Literal["tolak", "abaikan"]
    temuan: Temuan


@dataclass(frozen=True, slots=True)
class Terjaga:
    """Berkas yang boleh dibaca; ``bagian`` XML .xlsx yang sudah dimekarkan, menurut namanya."""

    jenis: JenisBuku
    bagian: Mapping[str, bytes] = field(default_factory=dict)
    lazim: Mapping[str, LembarLazim] = field(default_factory=dict)
    """Lembar yang seluruhnya berbentuk lazim, menurut nama bagiannya."""


def guard_berkas(isi: bytes, nama: str, batas: Batas = BATAS) -> Terjaga | Ditolak:
    """Jenis buku kerja menurut isinya, atau sebab berkas ini tidak dibaca."""
    if kode := find_bukan_kiriman(nama):
        return _reject(kode, nama, "abaikan")
    if not isi:
        return _reject("STR003", nama)
    if len(isi) > batas.berkas:
        return _reject("STR004", nama, rincian=f"{len(isi):_} byte".replace("_", "."))
    if isi.startswith(MAGIC_ZIP):
        return _guard_zip(isi, nama, batas)
    if isi.startswith(MAGIC_OLE):
        return _reject("STR005", nama) if KAPITAL_SANDI in isi else Terjaga(JenisBuku.XLS)
    return _reject_lain(isi, nama)


def find_bukan_kiriman(nama: str) -> str:
    """Kode temuan bila menurut namanya berkas ini kunci, sementara, atau milik sistem."""
    kecil = nama.replace("\\", "/").rsplit("/", 1)[-1].casefold()
    if kecil.startswith(AWAL_SEMENTARA) or kecil.endswith(AKHIRAN_SEMENTARA):
        return "STR001"
    return "STR002" if kecil in NAMA_SISTEM else ""


def find_akhiran_lain(nama: str, jenis: JenisBuku) -> Temuan | None:
    """Catatan bila akhiran nama berkas tidak sesuai isinya."""
    akhiran = nama.rsplit(".", 1)[-1].casefold() if "." in nama else ""
    setara = {JenisBuku.XLSX: {"xlsx", "xlsm", "xltx", "xltm"}}.get(jenis, {jenis.value})
    if akhiran in setara:
        return None
    return build_temuan(
        "STR012", berkas=nama, akhiran=akhiran or "tanpa akhiran", jenis=jenis.value
    )


def _reject(
    kode: str, nama: str, hasil: Literal["tolak", "abaikan"] = "tolak", rincian: str = ""
) -> Ditolak:
    return Ditolak(hasil, build_temuan(kode, berkas=nama, rincian=rincian))


def _reject_lain(isi: bytes, nama: str) -> Ditolak:
    """Pindaian dikenali dari isi dan namanya; gambar yang diberi nama buku kerja bukan pindaian."""
    if isi.startswith(MAGIC_PINDAIAN) and nama.casefold().endswith(AKHIRAN_PINDAIAN):
        return _reject(LEMBAR_TTD, nama, "abaikan")
    return _reject("STR006", nama, rincian=_recognize_lain(isi))


def _recognize_lain(isi: bytes) -> str:
    awal = isi[:4096]
    if awal.startswith(b"%PDF"):
        return "dokumen PDF"
    if awal.startswith(MAGIC_GAMBAR):
        return "gambar"
    if POLA_TANDA.match(awal.removeprefix(b"\xef\xbb\xbf")):
        return "halaman HTML atau XML yang diberi nama buku kerja"
    if awal.startswith((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        return "arsip"
    if b"\x00" not in awal:
        return "teks atau CSV"
    return "jenis tidak dikenal"


def _guard_zip(isi: bytes, nama: str, batas: Batas) -> Terjaga | Ditolak:
    try:
        with zipfile.ZipFile(BytesIO(isi)) as arsip:
            return _guard_anggota(isi, arsip, nama, batas)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError):
        return _reject("STR007", nama)
    except RuntimeError:
        # ZipFile melempar RuntimeError hanya untuk anggota bersandi.
        return _reject("STR005", nama)


def _guard_anggota(
    isi: bytes, arsip: zipfile.ZipFile, nama: str, batas: Batas
) -> Terjaga | Ditolak:
    anggota = arsip.infolist()
    if lebih := find_kelebihan(anggota, batas):
        return _reject("STR004", nama, rincian=lebih)
    if len({a.filename.casefold() for a in anggota}) < len(anggota):
        return _reject("STR035", nama, rincian="dua bagian bernama sama")
    jenis = _recognize_zip(arsip, {a.filename for a in anggota})
    if jenis is None:
        return _reject("STR006", nama, rincian="arsip atau dokumen lain, bukan buku kerja")
    if jenis is not JenisBuku.XLSX:
        return Terjaga(jenis)
    dilihat = [a for a in anggota if _is_dilihat(a.filename.casefold())]
    bagian = {a.filename: read_anggota(isi, arsip, a) for a in dilihat}
    bersel = {n: x for n, x in bagian.items() if b"sheetData" in x}
    lazim = {n: lembar for n, x in bersel.items() if (lembar := split_lazim(x))}
    jauh = next((n for n, x in bersel.items() if n not in lazim and _has_jauh(x)), "")
    return _reject("STR008", nama, rincian=jauh) if jauh else Terjaga(jenis, bagian, lazim)


def find_kelebihan(anggota: Sequence[zipfile.ZipInfo], batas: Batas) -> str:
    """Batas arsip yang dilewati; kosong bila tidak ada."""
    if len(anggota) > batas.anggota:
        return f"{len(anggota)} bagian"
    if sum(a.file_size for a in anggota) > batas.isi:
        return "isinya mengembang melebihi batas"
    if any(
        a.file_size > 1_000_000 and a.file_size > batas.rasio * max(a.compress_size, 1)
        for a in anggota
    ):
        return "isinya dimampatkan tidak wajar"
    return ""


def _is_dilihat(nama: str) -> bool:
    """Lembar dapat disimpan di folder mana pun; membacanya juga memeriksa jumlah periksanya."""
    return nama.startswith("xl/") and nama.endswith((".xml", ".rels")) and "theme/" not in nama


def _recognize_zip(arsip: zipfile.ZipFile, nama: set[str]) -> JenisBuku | None:
    kecil = {n.casefold() for n in nama}
    if "xl/workbook.bin" in kecil:
        return JenisBuku.XLSB
    if any(n.startswith("xl/") and n.endswith(".xml") for n in kecil):
        return JenisBuku.XLSX
    if "mimetype" in nama:
        with arsip.open("mimetype") as berkas:
            if berkas.read(200).startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
                return JenisBuku.ODS
    return None


def _has_jauh(isi: bytes) -> bool:
    """Benar bila ada sel sangat jauh; pembaca membentuk persegi sampai sel itu.

    Sel jauh yang kosong dan hanya berformat tidak memperbesar persegi.
    """
    if not (POLA_JAUH.search(isi) or (_has_spasi_ganjil(isi) and POLA_JAUH_GANJIL.search(isi))):
        return False
    if POLA_SEL_JAUH.search(isi):
        return True
    return bool(POLA_BARIS_JAUH.search(isi) and POLA_SEL_TANPA_ALAMAT.search(isi))


def _has_spasi_ganjil(isi: bytes) -> bool:
    """Benar bila di bawah deklarasi XML ada pemisah selain spasi; berkas lazim tidak punya."""
    awal = isi.find(b"<", 1)
    return any(isi.find(spasi, awal) >= 0 for spasi in (b"\n", b"\t", b"\r"))
