"""Manifest pengesahan: yang disahkan, dari apa dibuat, dan hash setiap bagiannya.

``sidik`` adalah sha256 dari ``pokok``. Sidik tercetak di laporan, maka pokok tidak memuat hash PDF;
hash PDF dan semua berkas lain berada di ``manifest`` yang membungkus pokok.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from kinerja_cli.model.cetak import format_tanggal
from kinerja_cli.model.periode import Periode

T = TypeVar("T", bound=BaseModel)

SKEMA_MANIFEST = 1
MANIFEST = "manifest.json"
DAFTAR_HASH = "SHA256SUMS"
FOLDER_TAMBAHAN = "tambahan"


class Beku(BaseModel):
    """Dasar bagian manifest."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class BerkasSah(Beku):
    """Satu berkas: nama (jalur di dalam arsip), sha256, dan ukurannya dalam byte."""

    nama: str
    sha256: str
    ukuran: int


class Masukan(Beku):
    """Satu berkas asal. ``arsip`` jalurnya di dalam arsip; kosong bila tidak ikut diarsipkan."""

    jenis: Literal["sumber", "kiriman", "bukti", "konfigurasi", "templat", "narasi"]
    nama: str
    sha256: str
    arsip: str = ""


class Pelaku(Beku):
    """Pejabat yang mengesahkan menurut lembar Pejabat."""

    kunci: str
    nama: str
    jabatan: str
    nip: str = ""


class Kesampingan(Beku):
    """Satu halangan yang dikesampingkan dengan alasan."""

    kode: str
    masalah: str


class Pokok(Beku):
    """Yang disahkan beserta asal-usulnya; sha256 bentuk bakunya adalah sidik pengesahan."""

    skema: int = SKEMA_MANIFEST
    versi_program: str
    nama_instansi: str
    tahun: int
    periode: Periode
    nomor: int
    """0 laporan pertama; 1, 2, ... perubahan."""
    perubahan: str = ""
    """Alasan perubahan."""
    sebelumnya: str = ""
    """Sha256 manifest pengesahan sebelumnya."""
    waktu: str
    oleh: Pelaku
    kompilasi: int
    data: str
    """Sha256 data kinerja yang dikompilasi."""
    konsep: BerkasSah
    masukan: tuple[Masukan, ...]
    tabel: tuple[BerkasSah, ...]
    """Salinan teks setiap tabel register."""
    riwayat_nomor: int
    riwayat_hash: str
    """Baris riwayat terakhir sebelum pengesahan ini."""
    meski: str = ""
    """Alasan mengesahkan walaupun ada halangan."""
    dikesampingkan: tuple[Kesampingan, ...] = ()

    @property
    def sidik(self) -> str:
        """Sha256 bentuk bakunya."""
        return sha256(dump_baku(self)).hexdigest()

    @property
    def nama_dokumen(self) -> str:
        """``LKjIP 2025`` atau ``LKjIP 2025 perubahan 1``."""
        return build_nama(self.tahun, self.nomor)

    @property
    def tanda(self) -> str:
        """``Disahkan 27 Februari 2026``, didahului nomor perubahannya bila ada."""
        return format_tanda(self.nomor, datetime.fromisoformat(self.waktu).date())


class Manifest(Beku):
    """Isi ``manifest.json``; tidak pernah berubah sesudah ditulis."""

    skema: int = SKEMA_MANIFEST
    pokok: Pokok
    sidik: str
    pdf: str
    """Nama PDF yang disahkan."""
    asal_pdf: Literal["LibreOffice", "diberikan"]
    halaman: int
    berkas: tuple[BerkasSah, ...]
    """Semua isi arsip selain manifest dan daftar hash."""


class Tambahan(Beku):
    """PDF yang kembali sesudah ditandatangani; melengkapi manifest tanpa mengubahnya."""

    skema: int = SKEMA_MANIFEST
    manifest: str
    """Sha256 manifest yang dilengkapi."""
    nomor: int
    """Nomor pengesahan."""
    urut: int
    berkas: BerkasSah
    cara: Literal["elektronik", "pindaian"]
    pemeriksaan: Literal["byte awal tetap", "teks dan angka sama", "isi tidak dapat diperiksa"]
    halaman: int
    penanda_tangan: tuple[str, ...] = ()
    """Nama penanda tangan sebagaimana tertulis di PDF; sertifikatnya tidak dinilai."""
    keterangan: tuple[str, ...] = ()
    meski: str = ""
    oleh: str = ""
    waktu: str


def build_nama(tahun: int, nomor: int) -> str:
    """Nama dasar berkas sebuah pengesahan."""
    return f"LKjIP {tahun}" + (f" perubahan {nomor}" if nomor else "")


def format_perubahan(nomor: int) -> str:
    """``Perubahan ke-1``; kosong untuk laporan pertama."""
    return f"Perubahan ke-{nomor}" if nomor else ""


def format_tanda(nomor: int, tanggal: date) -> str:
    """Tanda pengesahan di kepala halaman dan di dokumen data."""
    perubahan = format_perubahan(nomor)
    awal = f"{perubahan}, disahkan" if perubahan else "Disahkan"
    return f"{awal} {format_tanggal(tanggal)}"


def dump_baku(isi: BaseModel) -> bytes:
    """JSON baku: kunci urut, UTF-8, dua spasi, satu ganti baris di akhir."""
    teks = json.dumps(isi.model_dump(mode="json"), ensure_ascii=False, sort_keys=True, indent=2)
    return f"{teks}\n".encode()


def read_skema(isi: bytes) -> int | None:
    """Skema sebuah manifest atau tambahan; ``None`` bila bukan JSON berskema."""
    try:
        objek: Any = json.loads(isi)
    except (ValueError, RecursionError):
        return None
    skema = objek.get("skema") if isinstance(objek, dict) else None
    return skema if isinstance(skema, int) else None


def read_baku(jenis: type[T], isi: bytes) -> T | None:
    """Kebalikan ``dump_baku``; ``None`` bila isinya lain atau tidak berbentuk baku."""
    try:
        hasil = jenis.model_validate_json(isi)
    except ValidationError:
        return None
    return hasil if dump_baku(hasil) == isi else None
