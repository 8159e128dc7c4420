"""Petikan di ``laporan/narasi/``: satu .docx setiap slot, dan .txt di sebelahnya."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kinerja_cli.dokumen.penanda import is_slot
from kinerja_cli.dokumen.petikan import Petikan, open_petikan, read_sifat
from kinerja_cli.model.galat import NaskahError
from kinerja_cli.register.laporan import KeadaanLaporan
from kinerja_cli.ruang.ruang import Ruang
from kinerja_cli.ruang.tulis import find_terkunci

ASING = re.compile(r"[^\w .#-]+")
AWAL_KUNCI = ("~$", ".", "._")
"""Awal nama berkas kunci dan berkas sistem."""


@dataclass(frozen=True, slots=True)
class BerkasPetikan:
    """Satu petikan di disk."""

    slot: str
    jalur: Path
    petikan: Petikan

    @property
    def tanda(self) -> str:
        """Sha256 byte-nya."""
        return sha256(self.petikan.isi).hexdigest()


def folder_petikan(ruang: Ruang) -> Path:
    """Folder semua petikan."""
    return ruang.laporan / "narasi"


def name_petikan(ruang: Ruang, slot: str) -> Path:
    """Jalur petikan sebuah slot; titik dua tidak boleh ada di nama berkas Windows."""
    return folder_petikan(ruang) / f"{_name(slot)}.docx"


def _name(slot: str) -> str:
    return ASING.sub("_", slot.replace(":", " "))


def read_semua(ruang: Ruang, keadaan: KeadaanLaporan) -> dict[str, BerkasPetikan]:
    """Petikan menurut slotnya; slot konsep terakhir boleh dinamai berkas buatan tangan.

    Galat ``NaskahError`` menyebut berkas yang rusak, terkunci, atau tidak jelas slotnya.
    """
    folder = folder_petikan(ruang)
    if not folder.is_dir():
        return {}
    terakhir = keadaan.terakhir
    menurut_nama = {_name(slot): slot for slot in (terakhir.slot if terakhir else ())}
    hasil: dict[str, BerkasPetikan] = {}
    for jalur in sorted(folder.glob("*.docx")):
        if jalur.name.startswith(AWAL_KUNCI):
            continue
        satu = _read_satu(ruang, jalur, menurut_nama, keadaan)
        lain = hasil.setdefault(satu.slot, satu)
        if lain is not satu:
            raise NaskahError(
                f"{jalur.name} dan {lain.jalur.name} di laporan/narasi memuat slot yang sama",
                "pindahkan salah satunya keluar dari folder itu",
            )
    return hasil


def _read_satu(
    ruang: Ruang, jalur: Path, menurut_nama: dict[str, str], keadaan: KeadaanLaporan
) -> BerkasPetikan:
    nama = jalur.relative_to(ruang.akar).as_posix()
    isi = read_berkas(jalur, nama)
    try:
        tertulis, dasar = read_sifat(isi, nama)
    except NaskahError as galat:
        raise NaskahError(galat.masalah, _suggest_pulih(ruang, nama, keadaan)) from galat
    slot = menurut_nama.get(jalur.stem, "") or (tertulis if is_slot(tertulis) else "")
    if not slot:
        raise NaskahError(
            f"{nama} tidak dikenal slotnya",
            "pakai nama berkas seperti petikan lain di folder itu, atau pindahkan",
        )
    return BerkasPetikan(slot, jalur, Petikan(isi, dasar))


def _suggest_pulih(ruang: Ruang, nama: str, keadaan: KeadaanLaporan) -> str:
    """Salinan terakhirnya di arsip, atau dihapus agar teks bawaannya tercetak lagi."""
    tanda = keadaan.find_tersimpan(nama)
    salinan = ruang.arsip(tanda, ".docx") if tanda else None
    if salinan is None or not salinan.is_file():
        return "kembalikan dari cadangan, atau hapus berkas itu: teks bawaannya tercetak lagi"
    asal = salinan.relative_to(ruang.akar).as_posix()
    return f"ganti dengan salinannya, {asal}, atau hapus: teks bawaannya tercetak lagi"


def read_berkas(jalur: Path, nama: str) -> bytes:
    """Byte berkas. Galat ``NaskahError`` bila tidak ada, terkunci, atau tidak dapat dibaca."""
    if find_terkunci(jalur):
        raise NaskahError(
            f"{nama} sedang dibuka di program lain",
            "simpan dan tutup berkas itu di Word atau LibreOffice, lalu ulangi",
        )
    if jalur.is_dir():
        raise NaskahError(f"{nama} sebuah folder", "sebut berkas .docx di dalamnya")
    try:
        return jalur.read_bytes()
    except FileNotFoundError as galat:
        raise NaskahError(f"{nama} tidak ada", "periksa nama dan foldernya") from galat
    except PermissionError as galat:
        raise NaskahError(
            f"{nama} tidak dapat dibaca: terkunci atau tidak diizinkan",
            "tutup berkas itu di Word atau LibreOffice, lalu ulangi",
        ) from galat
    except OSError as galat:
        raise NaskahError(
            f"{nama} tidak dapat dibaca ({galat.strerror or galat})", "salin ke folder lain"
        ) from galat


def format_teks(isi: bytes, nama: str, dikenal: Iterable[str]) -> str:
    """Isi petikan sebagai teks, satu paragraf atau baris tabel per baris."""
    satuan = open_petikan(isi, nama, dikenal).naskah.satuan
    return "".join(f"{s.teks}\n" for s in satuan if s.teks)
