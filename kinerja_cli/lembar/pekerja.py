"""Membaca banyak kiriman dalam proses terpisah; pekerja yang mati hanya membawa berkasnya.

Pembaca lembar kerja dapat mematikan seluruh proses pada berkas rusak, maka ``except`` saja
tidak cukup. Fungsi di sini berada di tingkat modul agar dapat dijalankan ulang di Windows.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import TimeoutError as WaktuHabis
from concurrent.futures.process import BrokenProcessPool
from itertools import chain
from pathlib import Path
from typing import TypeVar

from pebble import ProcessExpired, ProcessPool

from kinerja_cli.formulir.mentah import HasilBaca, Penolakan
from kinerja_cli.lembar.baca_formulir import read_kiriman
from kinerja_cli.lembar.penjaga import find_bukan_kiriman
from kinerja_cli.model.batas import BATAS, Batas
from kinerja_cli.model.galat import RuangError
from kinerja_cli.model.pemungut import relax_pemungut
from kinerja_cli.model.temuan import Temuan, build_temuan

T = TypeVar("T")

TUGAS_PER_PEKERJA = 2000
"""Pekerja diganti sesudah sekian berkas agar memorinya tidak menumpuk."""


def read_banyak(
    daftar: Iterable[tuple[str, Path]],
    fungsi: Callable[[str, Path], T],
    batas: Batas = BATAS,
) -> Iterator[tuple[str, T | Penolakan]]:
    """(nama, ``fungsi(nama, jalur)``) menurut urutan masukan, dihitung di proses terpisah.

    ``fungsi`` harus berada di tingkat modul. Berkas yang pekerjanya mati menjadi penolakan.
    """
    antre: deque[tuple[str, Callable[[], T]]] = deque()
    masukan = iter(daftar)
    pertama = next(masukan, None)
    if pertama is None:
        return
    with ProcessPool(
        max_workers=batas.pekerja,
        max_tasks=TUGAS_PER_PEKERJA,
        initializer=setup_pekerja,
        initargs=(batas.memori,),
        context=multiprocessing.get_context("spawn"),
    ) as kolam:
        for berkas in chain([pertama], masukan):
            tugas = kolam.schedule(fungsi, args=[*berkas], timeout=batas.detik)
            antre.append((berkas[0], tugas.result))
            if len(antre) >= batas.pekerja * 4:
                yield _collect(*antre.popleft())
        while antre:
            yield _collect(*antre.popleft())


def read_terpisah(
    fungsi: Callable[[bytes, str], T], isi: bytes, nama: str, batas: Batas = BATAS
) -> T | Temuan:
    """Satu pembacaan di proses tersendiri; temuan bila pekerjanya mati atau terlalu lama."""
    with ProcessPool(
        max_workers=1,
        initializer=setup_pekerja,
        initargs=(batas.memori,),
        context=multiprocessing.get_context("spawn"),
    ) as kolam:
        try:
            hasil: T = kolam.schedule(fungsi, args=[isi, nama], timeout=batas.detik).result()
        except WaktuHabis:
            return _report(nama, "melewati batas waktu")
        except ProcessExpired:
            return _report(nama, "pembaca berhenti mendadak")
        except (MemoryError, RecursionError):
            return _report(nama, "memori habis")
        except BrokenProcessPool as galat:
            raise _explain_kolam() from galat
    return hasil


def _explain_kolam() -> RuangError:
    return RuangError(
        "proses pembaca tidak dapat dijalankan di komputer ini",
        "tutup program lain bila memori hampir habis, lalu ulangi perintah ini",
    )


def _report(nama: str, sebab: str) -> Temuan:
    return build_temuan("STR009", berkas=nama, rincian=sebab)


def _collect(nama: str, tunggu: Callable[[], T]) -> tuple[str, T | Penolakan]:
    hasil: T | Penolakan
    try:
        hasil = tunggu()
    except WaktuHabis:
        hasil = _stop(nama, "melewati batas waktu")
    except ProcessExpired:
        hasil = _stop(nama, "pembaca berhenti mendadak")
    except (MemoryError, RecursionError):
        hasil = _stop(nama, "memori habis")
    except BrokenProcessPool as galat:
        raise _explain_kolam() from galat
    return nama, hasil


def _stop(nama: str, sebab: str) -> Penolakan:
    return Penolakan("tolak", (_report(nama, sebab),))


def setup_pekerja(batas_memori: int) -> None:
    """Siapkan proses pekerja: batas memori, dan pemungut sampah yang tidak menyela tiap sel."""
    relax_pemungut()
    silence_pustaka()
    limit_memori(batas_memori)


def silence_pustaka() -> None:
    """Buang stderr proses ini: pustaka pembaca menulis jejak paniknya sendiri ke sana."""
    with Path(os.devnull).open("wb") as buang:
        os.dup2(buang.fileno(), 2)


def limit_memori(batas: int) -> None:
    """Batasi ruang alamat proses ini; di Windows tidak ada batas selain penjaga ukuran."""
    try:
        import resource  # noqa: PLC0415 - hanya ada di sistem POSIX
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (batas, batas))


def read_satu(nama: str, asal: Path, batas: Batas = BATAS) -> HasilBaca:
    """Baca satu kiriman di dalam pekerja; berkasnya baru dibuka di sini."""
    if kode := find_bukan_kiriman(nama):
        return Penolakan("abaikan", (build_temuan(kode, berkas=nama),))
    try:
        if not asal.is_file():
            return _refuse(nama, "STR006", "bukan berkas biasa (folder, pipa, atau tautan putus)")
        if (ukuran := asal.stat().st_size) > batas.berkas:
            return _refuse(nama, "STR004", f"{ukuran:_} byte".replace("_", "."))
        isi = asal.read_bytes()
    except OSError as galat:
        return _refuse(nama, "STR031", galat.strerror or str(galat))
    return read_kiriman(isi, nama, batas)


def _refuse(nama: str, kode: str, rincian: str) -> Penolakan:
    return Penolakan("tolak", (build_temuan(kode, berkas=nama, rincian=rincian),))
