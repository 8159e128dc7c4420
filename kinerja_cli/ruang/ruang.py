"""Ruang kerja: satu dinas, satu tahun, satu folder."""

from __future__ import annotations

import getpass
import json
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from kinerja_cli.model.galat import RuangError, SumberError
from kinerja_cli.model.periode import Periode
from kinerja_cli.register.basis import Register
from kinerja_cli.ruang.bawaan import find_bawaan
from kinerja_cli.ruang.kepala import check_hilang, update_kepala
from kinerja_cli.ruang.konfigurasi import NAMA_KONFIGURASI, Konfigurasi, read_konfigurasi
from kinerja_cli.ruang.tulis import Keluaran, clean_sementara, explain_gagal_tulis, write_keluaran

BATAS_NAIK = 64


@dataclass(frozen=True, slots=True)
class Ruang:
    """Jalur dan konfigurasi satu ruang kerja."""

    akar: Path
    konfigurasi: Konfigurasi

    @property
    def tahun(self) -> int:
        """Tahun anggaran ruang kerja."""
        return self.konfigurasi.tahun

    @property
    def sumber(self) -> Path:
        """Folder tabel sumber."""
        return self.akar / "sumber"

    @property
    def masuk(self) -> Path:
        """Folder berkas yang kembali dari bidang."""
        return self.akar / "masuk"

    @property
    def bukti(self) -> Path:
        """Folder data dukung."""
        return self.akar / "bukti"

    @property
    def laporan(self) -> Path:
        """Folder konsep LKjIP."""
        return self.akar / "laporan"

    def format(self, periode: Periode) -> Path:
        """Folder formulir yang dibagikan."""
        return self.akar / "format" / periode.value

    def kembali(self, periode: Periode) -> Path:
        """Folder formulir yang dikembalikan kepada bidang."""
        return self.akar / "kembali" / periode.value

    def hasil(self, periode: Periode) -> Path:
        """Folder hasil olahan satu periode."""
        return self.akar / "hasil" / periode.value

    def arsip(self, sha256_hex: str, akhiran: str) -> Path:
        """Tempat salinan asli sebuah kiriman."""
        return self.akar / "arsip" / sha256_hex[:2] / f"{sha256_hex}{akhiran.lower()}"

    def templat(self, nama: str) -> Path:
        """Templat milik kantor bila ada, selain itu templat bawaan."""
        milik = self.akar / "templat" / nama
        return milik if milik.exists() else find_bawaan("templates") / nama

    def register(self, *, tulis: bool = False) -> Register:
        """Sambungan register; tanpa ``tulis`` ruang yang baru tidak mendapat berkas.

        Galat ``RegisterError`` bila berkasnya hilang atau tidak dapat dibuka.
        """
        check_hilang(self.akar)
        return Register(self.akar / "kinerja.db", tulis=tulis)

    @contextmanager
    def kunci(self) -> Iterator[None]:
        """Satu penulis dalam satu waktu. Galat ``RuangError`` menyebut siapa yang memegangnya."""
        berkas = self.akar / ".kinerja.kunci"
        keterangan = self.akar / ".kinerja.pemegang.json"
        kunci = FileLock(berkas, timeout=0)
        try:
            kunci.acquire()
        except Timeout as galat:
            raise RuangError(
                f"ruang kerja sedang dipakai {_read_pemegang(keterangan)}",
                "tunggu sampai perintah itu selesai, lalu ulangi",
            ) from galat
        except PermissionError as galat:
            raise RuangError(
                f"ruang kerja {self.akar} hanya-baca",
                "periksa izin foldernya, lalu ulangi; status, hitung, dan periksa tetap dapat",
            ) from galat
        except OSError as galat:
            raise explain_gagal_tulis(berkas, galat) from galat
        try:
            clean_sementara(self.akar)
            pemegang = {"pemakai": _read_pemakai(), "komputer": platform.node()}
            write_keluaran(Keluaran(keterangan, json.dumps(pemegang).encode()))
            yield
            update_kepala(self.akar)
        finally:
            keterangan.unlink(missing_ok=True)
            kunci.release()

    def store_arsip(self, isi: bytes, nama: str, tanda: str) -> Path:
        """Simpan salinan asli menurut sha256-nya; jalur salinan itu."""
        jalur = self.arsip(tanda, Path(nama).suffix[:8])
        if not jalur.exists():
            write_keluaran(Keluaran(jalur, isi))
        return jalur


def find_ruang(mulai: Path, *, naik: bool = True) -> Ruang:
    """Ruang kerja pada folder ini, atau di atasnya bila ``naik``.

    Galat ``RuangError`` bila tidak ditemukan atau kinerja.toml rusak.
    """
    mulai = mulai.resolve()
    calon = [mulai, *mulai.parents][:BATAS_NAIK] if naik else [mulai]
    for folder in calon:
        if (folder / NAMA_KONFIGURASI).is_file():
            return Ruang(folder, read_konfigurasi(folder / NAMA_KONFIGURASI))
    raise RuangError(
        f"tidak ada ruang kerja di {mulai}" + (" atau folder di atasnya" if naik else ""),
        "buat dengan `kinerja mulai FOLDER`, atau sebut dengan `kinerja -C FOLDER ...`",
    )


def require_berkas(jalur: Path, perbaikan: str) -> Path:
    """Jalur yang harus ada. Galat ``SumberError`` bila tidak."""
    if not jalur.is_file():
        raise SumberError(f"berkas tidak ada: {jalur}", perbaikan)
    return jalur


def _read_pemegang(berkas: Path) -> str:
    try:
        isi = json.loads(berkas.read_text(encoding="utf-8"))
        return f"{isi['pemakai']} di komputer {isi['komputer']}"
    except (OSError, ValueError, KeyError):
        return "perintah kinerja lain"


def _read_pemakai() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "pemakai tak dikenal"
