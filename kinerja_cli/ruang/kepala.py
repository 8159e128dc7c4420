"""Kepala riwayat di samping register: register yang mundur ke salinan lama ketahuan.

Rantai hash menemukan baris yang diubah, tetapi ekor yang hilang bersama isinya tetap berantai.
Kepala hanya menjaga dari salinan lama yang kembali (cadangan, folder tersinkron); yang sengaja
mengganti keduanya ditemukan dengan jejak yang tercetak di berita acara.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from kinerja_cli.model.galat import PemakaianError, RegisterError, TulisError
from kinerja_cli.model.temuan import Temuan, build_temuan
from kinerja_cli.register.basis import Register
from kinerja_cli.register.riwayat import find_rusak, has_sidik, read_kepala
from kinerja_cli.ruang.tulis import Keluaran, write_keluaran

NAMA_KEPALA = "kinerja.kepala.json"
SKEMA = 1
POLA_JEJAK = re.compile(r"(\d{1,12})[-\u2011]([0-9a-f]{8,64})")
"""Tanda hubung biasa, atau tak terputus seperti pada cetakan Word."""


def update_kepala(akar: Path) -> None:
    """Majukan kepala ke baris riwayat terakhir.

    Kepala yang tidak ada di riwayat dibiarkan sebagai petunjuk. Gagal menulisnya tidak
    membatalkan perintah yang sudah tercatat; perintah berikutnya memajukannya.
    """
    jalur = akar / "kinerja.db"
    if not jalur.is_file():
        return
    with Register(jalur) as register:
        kini = read_kepala(register)
        lama = _read_berkas(akar)
        if kini is None or (lama and not has_sidik(register, *lama)):
            return
    if lama != (kini.nomor, kini.hash):
        isi = {"skema": SKEMA, "nomor": kini.nomor, "hash": kini.hash}
        with suppress(TulisError):
            write_keluaran(Keluaran(akar / NAMA_KEPALA, json.dumps(isi, indent=1).encode() + b"\n"))


def check_hilang(akar: Path) -> None:
    """Galat ``RegisterError`` bila registernya hilang, padahal riwayatnya pernah ada.

    Register baru di sampingnya akan menutupi kehilangan itu.
    """
    if not (akar / "kinerja.db").exists() and (lama := _read_berkas(akar)):
        raise RegisterError(
            f"kinerja.db tidak ada, padahal riwayat ruang kerja ini sudah sampai nomor {lama[0]}",
            f"kembalikan kinerja.db dari cadangan; bila memang mulai dari nol, hapus {NAMA_KEPALA}",
        )


def check_kepala(akar: Path, register: Register) -> Iterator[Temuan]:
    """Kepala yang dikenal harus masih ada di riwayat."""
    lama = _read_berkas(akar)
    if lama and not has_sidik(register, *lama):
        yield _report(register, lama[0], NAMA_KEPALA)


def check_jejak(register: Register, jejak: str) -> Iterator[Temuan]:
    """Jejak yang tercetak pada dokumen harus masih ada di riwayat.

    Galat ``PemakaianError`` bila bukan jejak.
    """
    cocok = POLA_JEJAK.fullmatch(jejak.strip().casefold())
    if cocok is None:
        raise PemakaianError(
            f"{jejak!r} bukan jejak riwayat",
            "tulis seperti tercetak di berita acara, misalnya 41-3f2a91bc77d01e55",
        )
    nomor, sidik = int(cocok[1]), cocok[2]
    if not has_sidik(register, nomor, sidik) or _is_rusak(register, nomor):
        yield _report(register, nomor, f"jejak {jejak.strip()}")


def _is_rusak(register: Register, nomor: int) -> bool:
    """Benar bila rantai sudah putus sampai dengan baris itu, jadi hash-nya tidak berarti."""
    rusak = find_rusak(register)
    return rusak is not None and rusak <= nomor


def _report(register: Register, nomor: int, asal: str) -> Temuan:
    kini = read_kepala(register)
    akhir = kini.nomor if kini else 0
    return build_temuan("DOK306", kunci=str(nomor), nomor=nomor, asal=asal, akhir=akhir)


def _read_berkas(akar: Path) -> tuple[int, str] | None:
    """Kepala terakhir; ``None`` bila belum ada atau tidak terbaca."""
    try:
        isi = json.loads((akar / NAMA_KEPALA).read_text(encoding="utf-8"))
        return int(isi["nomor"]), str(isi["hash"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
