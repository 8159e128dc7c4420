"""Naskah yang akan disahkan: konsep terakhir beserta keadaan koreksinya."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kinerja_cli.aturan.langkah_laporan import SEBUTAN
from kinerja_cli.model.draf import Ulasan
from kinerja_cli.model.galat import NaskahError, RegisterError
from kinerja_cli.register.basis import Register
from kinerja_cli.register.laporan import KeadaanLaporan, Konsep, read_keadaan
from kinerja_cli.ruang.laporan import (
    check_tertulis,
    list_suntingan,
    name_konsep,
    read_arsip,
    suggest_koreksi,
)
from kinerja_cli.ruang.petikan import read_semua
from kinerja_cli.ruang.ruang import Ruang


@dataclass(frozen=True, slots=True)
class KonsepAkhir:
    """Byte naskah, langkah koreksi yang masih terbuka, dan yang belum masuk ke dalamnya."""

    nama: str
    isi: bytes
    tercatat: bool = True
    """Salah bila naskah yang disebut bukan konsep terakhir yang terbit."""
    putaran: str = ""
    """``konsep 4 sesudah pengesahan nomor 0``."""
    pada: str = ""
    terbuka: tuple[str, ...] = ()
    berikutnya: str = ""
    """Perintah yang menutup langkah pertama yang terbuka."""
    suntingan: tuple[str, ...] = ()
    """Konsep di ``laporan/`` yang sudah disunting tetapi belum diambil ``koreksi``."""
    tertinggal: tuple[str, ...] = ()
    """Slot yang kata-katanya berubah sesudah konsep terbit."""
    ulasan: tuple[Ulasan, ...] = ()
    """Komentar dan jejak perubahan pada koreksi sesudah konsep terbit."""


def require_konsep(ruang: Ruang, register: Register, pilihan: Path | None) -> KonsepAkhir:
    """Konsep terakhir, atau berkas yang disebut. Galat ``RegisterError`` bila belum ada konsep."""
    check_tertulis(register)
    keadaan = read_keadaan(register)
    konsep, letak = keadaan.terakhir, keadaan.letak
    if konsep is None or letak is None:
        raise RegisterError(
            "belum ada konsep LKjIP", "jalankan `kinerja lkjip`, lalu `kinerja koreksi`"
        )
    asal = read_arsip(ruang, konsep)
    isi = asal if pilihan is None else read_pilihan(pilihan)
    return KonsepAkhir(
        nama=pilihan.name if pilihan else name_konsep(ruang, konsep.nomor).name,
        isi=isi,
        tercatat=sha256(isi).hexdigest() == konsep.sha256,
        putaran=konsep.sebutan,
        pada=SEBUTAN[letak.pada] if letak.pada else "",
        terbuka=tuple(SEBUTAN[p] for p in letak.terbuka),
        berikutnya=suggest_koreksi(ruang, konsep, letak.terbuka[0]) if letak.terbuka else "",
        suntingan=tuple(
            j.relative_to(ruang.akar).as_posix() for j in list_suntingan(ruang, keadaan)
        ),
        tertinggal=_list_tertinggal(ruang, keadaan, konsep),
        ulasan=_list_ulasan(keadaan, konsep),
    )


def _list_tertinggal(ruang: Ruang, keadaan: KeadaanLaporan, konsep: Konsep) -> tuple[str, ...]:
    kini = {slot: b.tanda for slot, b in read_semua(ruang, keadaan).items()}
    semua = sorted(kini.keys() | konsep.petikan.keys())
    return tuple(s for s in semua if kini.get(s) != konsep.petikan.get(s))


def _list_ulasan(keadaan: KeadaanLaporan, konsep: Konsep) -> tuple[Ulasan, ...]:
    """Ulasan koreksi terakhir bila belum ada konsep baru sesudahnya."""
    if not keadaan.koreksi or keadaan.koreksi[-1].konsep != konsep.nomor:
        return ()
    return tuple(Ulasan(**u) for u in keadaan.koreksi[-1].ulasan)


def read_pilihan(jalur: Path) -> bytes:
    """Byte berkas yang disebut pemakai. Galat ``NaskahError`` satu baris."""
    try:
        return jalur.read_bytes()
    except FileNotFoundError as galat:
        raise NaskahError(f"{jalur} tidak ditemukan", "periksa nama dan foldernya") from galat
    except OSError as galat:
        raise NaskahError(
            f"{jalur} tidak dapat dibaca ({galat.strerror})", "periksa nama dan izin berkasnya"
        ) from galat
