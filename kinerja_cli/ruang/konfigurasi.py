"""Isi ``kinerja.toml``: tahun, periode, kebijakan, pilihan cetak, dan batas berkas masuk."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from kinerja_cli.aturan.langkah_laporan import Peran
from kinerja_cli.model.batas import BATAS, Batas
from kinerja_cli.model.galat import RuangError
from kinerja_cli.model.kebijakan import Kebijakan, build_kebijakan
from kinerja_cli.model.kertas import Kertas
from kinerja_cli.model.kesalahan import explain_kesalahan
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.setelan import SetelanAturan, check_setelan

NAMA_KONFIGURASI = "kinerja.toml"
SKEMA = 1


class Cetak(BaseModel):
    """Pilihan cetak kantor."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kertas: Kertas = Kertas.F4


class Kembali(BaseModel):
    """Lama perbaikan formulir yang dikembalikan; SOP 5459/SOP/VIII/2023 tidak menyebutnya."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    hari: int = Field(default=3, ge=1, le=60)
    """Hari kerja sejak dikembalikan."""


class Verifikasi(BaseModel):
    """Siapa yang boleh memeriksa formulir Sekretariat selain Sekretaris."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    pengganti: tuple[str, ...] = ()
    """Kunci pejabat; boleh memeriksa unit mana pun, termasuk unitnya sendiri."""


class Laporan(BaseModel):
    """Siapa pelaku setiap langkah koreksi LKjIP bila jabatannya tidak dikenali."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    staf: tuple[str, ...] = ()
    kasubag: tuple[str, ...] = ()
    sekretaris: tuple[str, ...] = ()
    kadis: tuple[str, ...] = ()

    def map_peran(self) -> dict[Peran, tuple[str, ...]]:
        """Kunci pejabat menurut perannya."""
        return {peran: getattr(self, peran.value) for peran in Peran}


class Konfigurasi(BaseModel):
    """kinerja.toml yang sudah diperiksa."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    skema: int = Field(ge=1)
    tahun: int = Field(ge=2000, le=2100)
    periode: Periode | None = None
    kebijakan: Kebijakan
    cetak: Cetak = Cetak()
    masuk: Batas = BATAS
    kembali: Kembali = Kembali()
    verifikasi: Verifikasi = Verifikasi()
    laporan: Laporan = Laporan()
    aturan: Annotated[dict[str, SetelanAturan], AfterValidator(check_setelan)] = {}


def read_konfigurasi(jalur: Path) -> Konfigurasi:
    """Baca dan periksa kinerja.toml. Galat ``RuangError`` menyebut baris dan kunci."""
    teks = read_teks(jalur)
    try:
        isi = tomllib.loads(teks)
    except tomllib.TOMLDecodeError as galat:
        tempat = re.search(r"line (\d+)", str(galat))
        baris = tempat[1] if tempat else "terakhir"
        raise RuangError(
            f"{NAMA_KONFIGURASI} baris {baris} tidak dapat dibaca sebagai TOML",
            f"perbaiki baris itu: {_quote_baris(teks, baris)}",
        ) from galat
    skema = isi.get("skema")
    if isinstance(skema, int) and skema > SKEMA:
        raise RuangError(
            f"{NAMA_KONFIGURASI} berskema {skema}, program ini mengenal sampai {SKEMA}",
            "perbarui program kinerja",
        )
    try:
        return Konfigurasi.model_validate(
            {**isi, "kebijakan": build_kebijakan(_read_tabel(isi, "kebijakan"))}
        )
    except ValidationError as galat:
        raise _build_galat(teks, galat) from galat


def read_teks(jalur: Path) -> str:
    """Teks UTF-8 sebuah berkas konfigurasi; ``RuangError`` bila tidak terbaca."""
    try:
        return jalur.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as galat:
        raise RuangError(
            f"{jalur.name} tidak tersimpan sebagai UTF-8",
            "simpan ulang dengan pengodean UTF-8",
        ) from galat
    except OSError as galat:
        raise RuangError(
            f"{jalur.name} tidak dapat dibaca ({galat.strerror})",
            "tutup berkas itu bila sedang dibuka, periksa izinnya, lalu ulangi",
        ) from galat


def _read_tabel(isi: dict[str, Any], nama: str) -> dict[str, Any]:
    tabel = isi.get(nama, {})
    if not isinstance(tabel, dict):
        raise RuangError(f"{NAMA_KONFIGURASI}: {nama} harus tabel", f"tulis sebagai [{nama}]")
    return tabel


def _build_galat(teks: str, galat: ValidationError) -> RuangError:
    rincian = []
    for butir in galat.errors():
        kunci = ".".join(str(b) for b in butir["loc"]) or "kebijakan"
        rincian.append(
            f"baris {_find_baris(teks, kunci)} kunci {kunci}: {explain_kesalahan(butir)}"
        )
    return RuangError(
        f"{NAMA_KONFIGURASI} " + "; ".join(rincian),
        f"perbaiki kunci itu di {NAMA_KONFIGURASI}; contoh isi ada di docs/ruang-kerja.md",
    )


def _find_baris(teks: str, kunci: str) -> str:
    ujung = next((b for b in reversed(kunci.split(".")) if not b.isdigit()), kunci)
    pola = re.compile(rf"^\s*\[?\s*{re.escape(ujung)}\b")
    for nomor, baris in enumerate(teks.splitlines(), start=1):
        if pola.match(baris):
            return str(nomor)
    return "-"


def _quote_baris(teks: str, baris: str) -> str:
    daftar = teks.splitlines()
    nomor = int(baris) if baris.isdigit() else len(daftar)
    return daftar[nomor - 1].strip()[:80] if 0 < nomor <= len(daftar) else "(kosong)"
