"""Langkah 4a: memeriksa formulir terisi tanpa menerimanya."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kinerja_cli.lembar.pekerja import read_banyak
from kinerja_cli.model.batas import BATAS, Batas
from kinerja_cli.model.temuan import build_temuan
from kinerja_cli.register.basis import Register
from kinerja_cli.ruang.langkah import Hasil, Lapor, lapor_diam
from kinerja_cli.ruang.pembaca import read_dan_periksa
from kinerja_cli.ruang.penerimaan import BerkasDinilai, Penerima, iterate_berkas
from kinerja_cli.ruang.ruang import Ruang


@dataclass(frozen=True, slots=True)
class OpsiPeriksa:
    """Jalur berkas atau folder, sebagaimana ditulis pemakai."""

    jalur: tuple[Path, ...]
    waktu: str


def plan(ruang: Ruang | None, opsi: OpsiPeriksa, lapor: Lapor = lapor_diam) -> list[BerkasDinilai]:
    """Nilai setiap berkas; tanpa ruang kerja hanya susunan dan identitas."""
    daftar = [b for jalur in opsi.jalur for b in iterate_berkas(jalur)]
    if ruang is None:
        return _judge(None, daftar, opsi.waktu, BATAS, lapor)
    with ruang.register() as register:
        return _judge(register, daftar, opsi.waktu, ruang.konfigurasi.masuk, lapor)


def apply(rencana: list[BerkasDinilai]) -> Hasil:
    """Tidak menulis apa pun; hanya menyusun hasil."""
    return Hasil(
        temuan=tuple(t for b in rencana for t in b.temuan),
        data={"skema": 1, "berkas": [b.to_json() for b in rencana]},
    )


def _judge(
    register: Register | None,
    daftar: list[tuple[str, Path]],
    waktu: str,
    batas: Batas,
    lapor: Lapor,
) -> list[BerkasDinilai]:
    penerima = Penerima(register, waktu)
    baca = partial(read_dan_periksa, register=register.jalur if register else None, batas=batas)
    # Tautan putus pun ada; pekerja yang menyebut sebabnya.
    hilang = {jalur for _, jalur in daftar if not (jalur.exists() or jalur.is_symlink())}
    dibaca = read_banyak([b for b in daftar if b[1] not in hilang], baca, batas)
    hasil = []
    for nomor, (nama, jalur) in enumerate(daftar, start=1):
        if jalur in hilang:
            hasil.append(BerkasDinilai(nama, "tolak", (build_temuan("STR036", berkas=nama),)))
        else:
            hasil.append(penerima.judge(nama, "", next(dibaca)[1]))
        lapor(nomor, len(daftar), nama)
    return hasil
