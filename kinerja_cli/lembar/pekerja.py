"""Membaca banyak kiriman dalam proses terpisah; pekerja yang mati hanya membawa berkasnya.

Pembaca lembar kerja dapat mematikan seluruh proses pada berkas rusak, maka ``except`` saja
tidak cukup. Fungsi di sini berada di tingkat modul agar dapat dijalankan ulang di Windows.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import TimeoutError as WaktuHabis
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, count, islice
from pathlib import Path
from typing import TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from kinerja_cli.formulir.mentah import HasilBaca, Penolakan
from kinerja_cli.lembar.baca_formulir import read_kiriman
from kinerja_cli.lembar.penjaga import find_bukan_kiriman
from kinerja_cli.model.batas import BATAS, Batas
from kinerja_cli.model.galat import RuangError
from kinerja_cli.model.pemungut import relax_pemungut
from kinerja_cli.model.temuan import Temuan, build_temuan

T = TypeVar("T")

BERKAS_PER_TUGAS = 8
"""Menyerahkan tugas dan menerima hasilnya semahal sepersepuluh pembacaan."""

TUGAS_PER_PEKERJA = 500
"""Pekerja diganti sesudah sekian tugas agar memorinya tidak menumpuk."""

SEBAB: dict[type[BaseException], str] = {
    WaktuHabis: "melewati batas waktu",
    ProcessExpired: "pembaca berhenti mendadak",
    MemoryError: "memori habis",
    RecursionError: "memori habis",
}
"""Cara sebuah pembacaan dapat gagal tanpa menggagalkan yang lain."""
GAGAL = tuple(SEBAB)

Berkas = tuple[str, Path]
Kelompok = tuple[Berkas, ...]
"""Berkas yang dibaca satu tugas."""


def read_banyak(
    daftar: Iterable[Berkas],
    fungsi: Callable[[str, Path], T],
    batas: Batas = BATAS,
) -> Iterator[tuple[str, T | Penolakan]]:
    """(nama, ``fungsi(nama, jalur)``) menurut urutan masukan, dihitung di proses terpisah.

    ``fungsi`` harus berada di tingkat modul. Berkas yang pekerjanya mati, atau yang sendirian
    melewati ``batas.detik``, menjadi penolakan; berkas lain dalam tugasnya dibaca lagi.
    """
    masukan = iter(daftar)
    pertama = next(masukan, None)
    if pertama is None:
        return
    antre: deque[tuple[Kelompok, ProcessFuture[list[T]]]] = deque()
    with _open_kolam(batas.pekerja, batas) as kolam:

        def schedule(kelompok: Kelompok) -> ProcessFuture[list[T]]:
            # Yang lambat cepat ketahuan, lalu diulang sendirian dengan seluruh waktunya.
            detik = batas.detik / len(kelompok)
            return kolam.schedule(_read_kelompok, args=[fungsi, kelompok], timeout=detik)

        for nomor, kelompok in enumerate(_split(chain([pertama], masukan), batas.pekerja)):
            antre.append((kelompok, schedule(kelompok)))
            if nomor >= batas.pekerja * 2:
                yield from _collect(*antre.popleft(), schedule)
        while antre:
            yield from _collect(*antre.popleft(), schedule)


def _split(daftar: Iterator[Berkas], pekerja: int) -> Iterator[Kelompok]:
    """Berkas pertama satu per satu agar semua pekerja segera sibuk, lalu beberapa sekaligus."""
    for nomor in count():
        banyak = 1 if nomor < pekerja * 2 else BERKAS_PER_TUGAS
        kelompok = tuple(islice(daftar, banyak))
        if not kelompok:
            return
        yield kelompok


def _read_kelompok(fungsi: Callable[[str, Path], T], kelompok: Kelompok) -> list[T]:
    """Yang dikerjakan pekerja atas satu tugas."""
    return [fungsi(*berkas) for berkas in kelompok]


def read_terpisah(
    fungsi: Callable[[bytes, str], T], isi: bytes, nama: str, batas: Batas = BATAS
) -> T | Temuan:
    """Satu pembacaan di proses tersendiri; temuan bila pekerjanya mati atau terlalu lama."""
    with _open_kolam(1, batas) as kolam:
        tugas = kolam.schedule(fungsi, args=[isi, nama], timeout=batas.detik)
        try:
            hasil: T = tugas.result()
        except GAGAL as galat:
            return _report(nama, galat)
        except BrokenProcessPool as galat:
            raise _explain_kolam() from galat
    return hasil


def _open_kolam(pekerja: int, batas: Batas) -> ProcessPool:
    return ProcessPool(
        max_workers=pekerja,
        max_tasks=TUGAS_PER_PEKERJA,
        initializer=setup_pekerja,
        initargs=(batas.memori,),
        context=multiprocessing.get_context("spawn"),
    )


def _explain_kolam() -> RuangError:
    return RuangError(
        "proses pembaca tidak dapat dijalankan di komputer ini",
        "tutup program lain bila memori hampir habis, lalu ulangi perintah ini",
    )


def _report(nama: str, galat: BaseException) -> Temuan:
    sebab = next(isi for jenis, isi in SEBAB.items() if isinstance(galat, jenis))
    return build_temuan("STR009", berkas=nama, rincian=sebab)


def _collect(
    kelompok: Kelompok,
    tugas: ProcessFuture[list[T]],
    schedule: Callable[[Kelompok], ProcessFuture[list[T]]],
) -> Iterator[tuple[str, T | Penolakan]]:
    """Hasil setiap berkas; bila tugasnya gagal, setiap berkas diulang dengan batasnya sendiri."""
    hasil: Sequence[T | Penolakan]
    try:
        hasil = tugas.result()
    except GAGAL as galat:
        if len(kelompok) > 1:
            for berkas in kelompok:
                yield from _collect((berkas,), schedule((berkas,)), schedule)
            return
        hasil = [Penolakan("tolak", (_report(kelompok[0][0], galat),))]
    except BrokenProcessPool as galat:
        raise _explain_kolam() from galat
    yield from zip((nama for nama, _ in kelompok), hasil, strict=True)


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
