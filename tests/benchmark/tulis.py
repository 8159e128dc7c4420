"""Biaya membuat satu formulir, dibandingkan memanggil pustaka penulisnya saja.

Semua panggilan ke XlsxWriter (sel, format, validasi, komentar, proteksi, tata cetak) direkam
sekali, lalu diputar ulang tanpa kode kinerja: itulah penulis telanjang yang menghasilkan berkas
yang sama. Yang dibandingkan waktu CPU menyusun dan menulis formulir 80 baris, satu proses.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from inspect import isfunction
from io import BytesIO
from typing import Any
from unittest.mock import patch
from zipfile import ZipFile

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from kinerja_cli.formulir.bentuk import Formulir, Terbitan
from kinerja_cli.formulir.susun import build_formulir
from kinerja_cli.lembar.tulis_formulir import write_formulir
from kinerja_cli.model.fakta import KumpulanFakta
from kinerja_cli.model.periode import Periode
from tests.benchmark.masuk import WAKTU, build_besar, iterate_fakta

ULANGAN = 7
Panggilan = tuple[object, str, tuple[Any, ...], dict[str, Any]]


def main() -> None:
    """Rekam, putar ulang, ukur, cetak."""
    definisi = build_besar(3)
    unit = definisi.unit[0].kode_unit
    fakta = KumpulanFakta.dari(f for f in iterate_fakta(definisi, unit) if f.periode is Periode.TW1)

    def susun() -> Formulir:
        hasil = build_formulir(definisi, unit, Periode.TW2, fakta, Terbitan(1))
        assert hasil is not None
        return hasil

    formulir = susun()
    rekaman, pilihan, tulisan = record(formulir)
    assert count_isi(replay(rekaman, pilihan)) == count_isi(tulisan), "isi berkasnya harus sama"
    telanjang = measure(lambda: replay(rekaman, pilihan))
    tulis = measure(lambda: write_formulir(formulir, BytesIO(), WAKTU))
    menyusun = measure(susun)
    print(f"penulis telanjang, {len(rekaman)} panggilan {telanjang * 1000:8.1f} ms CPU")
    print(f"menulis formulir                {tulis * 1000:8.1f} ms CPU, "
          f"rasio {tulis / telanjang:.2f}")  # fmt: skip
    print(f"menyusun dan menulis            {(tulis + menyusun) * 1000:8.1f} ms CPU, "
          f"rasio {(tulis + menyusun) / telanjang:.2f}")  # fmt: skip


def record(formulir: Formulir) -> tuple[list[Panggilan], dict[str, Any], bytes]:
    """Panggilan tingkat teratas ke pustaka, pilihan buku kerjanya, dan berkas yang dihasilkan."""
    rekaman: list[Panggilan] = []
    pilihan: dict[str, Any] = {}
    dalam = 0

    def wrap(asli: Callable[..., Any], nama: str) -> Callable[..., Any]:
        def panggil(diri: object, *isi: Any, **bernama: Any) -> Any:
            nonlocal dalam
            if dalam == 0:
                rekaman.append((diri, nama, isi, bernama))
            dalam += 1
            try:
                hasil = asli(diri, *isi, **bernama)
            finally:
                dalam -= 1
            if dalam == 0 and hasil is not None and not isinstance(hasil, int):
                rekaman[-1] = (diri, nama, isi, {**bernama, HASIL: hasil})
            return hasil

        return panggil

    asli_init = Workbook.__init__

    def buka(diri: Workbook, tujuan: object = None, isi: dict[str, Any] | None = None) -> None:
        nonlocal dalam
        pilihan.update(isi or {})
        dalam += 1
        asli_init(diri, tujuan, isi)
        dalam -= 1

    with ExitStack() as tumpukan:
        tumpukan.enter_context(patch.object(Workbook, "__init__", buka))
        for kelas in (Workbook, Worksheet):
            for nama, fungsi in list(vars(kelas).items()):
                if isfunction(fungsi) and not nama.startswith("_"):
                    tumpukan.enter_context(patch.object(kelas, nama, wrap(fungsi, nama)))
        wadah = BytesIO()
        write_formulir(formulir, wadah, WAKTU)
    return rekaman, pilihan, wadah.getvalue()


HASIL = "\0hasil"
TANDA = (b"<c ", b"<f>", b"<dataValidation ", b"<cfRule", b"<xf ", b"<row ", b"<comment ")


def replay(rekaman: list[Panggilan], pilihan: dict[str, Any]) -> bytes:
    """Panggilan yang sama pada buku kerja baru."""
    wadah = BytesIO()
    buku = Workbook(wadah, pilihan)
    ganti: dict[int, Any] = {}
    for diri, nama, isi, bernama in rekaman:
        tujuan = ganti.get(id(diri), buku)
        asli = bernama.get(HASIL)
        baru = {k: _translate(v, ganti) for k, v in bernama.items() if k != HASIL}
        kelas = Workbook if tujuan is buku else Worksheet
        # Lembar bawaan pustaka, bukan kelas lembar kita.
        dipakai = isi[:1] if nama == "add_worksheet" else isi
        hasil = getattr(kelas, nama)(tujuan, *[_translate(a, ganti) for a in dipakai], **baru)
        if asli is not None:
            ganti[id(asli)] = hasil
    return wadah.getvalue()


def count_isi(berkas: bytes) -> dict[str, list[int]]:
    """Banyak sel, rumus, validasi, format bersyarat, dan gaya menurut bagian berkas."""
    with ZipFile(BytesIO(berkas)) as arsip:
        isi = {nama: arsip.read(nama) for nama in sorted(arsip.namelist())}
    return {nama: [x.count(t) for t in TANDA] for nama, x in isi.items()}


def _translate(isi: Any, ganti: dict[int, Any]) -> Any:
    if isinstance(isi, Format | Worksheet):
        return ganti[id(isi)]
    if isinstance(isi, dict):
        return {k: _translate(v, ganti) for k, v in isi.items()}
    return isi


def measure(fungsi: Callable[[], object]) -> float:
    """Detik CPU terkecil dari beberapa kali."""
    hasil = []
    for _ in range(ULANGAN):
        awal = time.process_time()
        fungsi()
        hasil.append(time.process_time() - awal)
    return min(hasil)


if __name__ == "__main__":
    main()
