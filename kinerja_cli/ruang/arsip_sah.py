"""Arsip pengesahan: satu .zip yang byte-nya ditentukan isinya, dan terbuka tanpa program ini."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO

from kinerja_cli.model.galat import NaskahError
from kinerja_cli.model.pengesahan import DAFTAR_HASH, FOLDER_TAMBAHAN, BerkasSah
from kinerja_cli.model.temuan import Temuan, build_temuan

PERTAMA = "README.txt"
WAKTU_ZIP = (1980, 1, 1, 0, 0, 0)
SISTEM_UNIX = 3
BATAS_ARSIP = 4_000_000_000
BATAS_ANGGOTA = 100_000


def describe_berkas(nama: str, isi: bytes) -> BerkasSah:
    """Nama, sha256, dan ukuran."""
    return BerkasSah(nama=nama, sha256=sha256(isi).hexdigest(), ukuran=len(isi))


def build_zip(isi: Mapping[str, bytes]) -> bytes:
    """Byte .zip; isi sama menghasilkan byte yang sama di semua komputer.

    Tidak dimampatkan: hasil pemampatan bergantung pada versi zlib, dan isinya sebagian besar
    (PDF, .docx, .xlsx) sudah mampat.
    """
    wadah = BytesIO()
    with zipfile.ZipFile(wadah, "w", zipfile.ZIP_STORED) as arsip:
        for nama in sorted(isi, key=lambda n: (n != PERTAMA, n)):
            anggota = zipfile.ZipInfo(nama, WAKTU_ZIP)
            anggota.create_system = SISTEM_UNIX
            anggota.external_attr = 0o644 << 16
            arsip.writestr(anggota, isi[nama])
    return wadah.getvalue()


def read_zip(isi: bytes, nama: str) -> tuple[dict[str, bytes], list[Temuan]]:
    """Isi arsip, dan anggota yang rusak. Galat ``NaskahError`` bila bukan arsip pengesahan."""
    hasil: dict[str, bytes] = {}
    temuan: list[Temuan] = []
    try:
        with zipfile.ZipFile(BytesIO(isi)) as arsip:
            anggota = arsip.infolist()
            _check_anggota(anggota, len(isi), nama)
            for a in anggota:
                try:
                    hasil[a.filename] = arsip.read(a)
                except (zipfile.BadZipFile, EOFError, RuntimeError, ValueError):
                    hasil[a.filename] = b""
                    temuan.append(build_temuan("DOK601", berkas=a.filename))
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, EOFError) as galat:
        raise NaskahError(
            f"{nama} bukan arsip .zip yang utuh", "salin lagi arsipnya, atau ambil dari cadangan"
        ) from galat
    if not temuan:
        temuan += _check_bungkus(isi, build_zip(hasil), nama)
    return hasil, temuan


def _check_anggota(daftar: list[zipfile.ZipInfo], ukuran: int, nama: str) -> None:
    """Arsip buatan kinerja tidak termampat, jadi isinya tidak dapat melebihi berkasnya."""
    mampat = any(a.compress_type != zipfile.ZIP_STORED for a in daftar)
    if mampat or len(daftar) > BATAS_ANGGOTA or sum(a.file_size for a in daftar) > ukuran:
        raise NaskahError(
            f"{nama} bukan arsip buatan kinerja",
            "sebut arsip pengesahan aslinya, atau folder hasil membukanya",
        )


def _check_bungkus(isi: bytes, harap: bytes, nama: str) -> list[Temuan]:
    if isi == harap:
        return []
    letak = next(
        (i for i, (a, b) in enumerate(zip(isi, harap, strict=False)) if a != b),
        min(len(isi), len(harap)),
    )
    return [build_temuan("DOK603", berkas=nama, rincian=f"byte {letak} berubah")]


def build_daftar_hash(daftar: Mapping[str, str]) -> bytes:
    """Isi ``SHA256SUMS``: dapat diperiksa dengan ``sha256sum -c SHA256SUMS``."""
    return "".join(f"{tanda}  {nama}\n" for nama, tanda in sorted(daftar.items())).encode()


def build_folder_tambahan(urut: int) -> str:
    """Folder satu PDF bertanda tangan di dalam arsip."""
    return f"{FOLDER_TAMBAHAN}/{urut}"


def join_tambahan(urut: int, tambahan: bytes, nama_pdf: str, pdf: bytes) -> dict[str, bytes]:
    """Berkas satu tambahan beserta daftar hash-nya sendiri."""
    isi = {"tambahan.json": tambahan, nama_pdf: pdf}
    tanda = {nama: sha256(b).hexdigest() for nama, b in isi.items()}
    folder = build_folder_tambahan(urut)
    return {
        f"{folder}/{nama}": b for nama, b in {**isi, DAFTAR_HASH: build_daftar_hash(tanda)}.items()
    }
