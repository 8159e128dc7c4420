"""Langkah 7: dokumen data kinerja (.xlsx) dan ``data_kinerja.json``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from kinerja_cli.lembar.buku_data_kinerja import build_buku
from kinerja_cli.lembar.tulis_buku import write_buku
from kinerja_cli.model.data_kinerja import DataKinerja, dump_data
from kinerja_cli.model.fakta import VersiFakta
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.temuan import Temuan, build_temuan
from kinerja_cli.register.basis import Register
from kinerja_cli.register.fakta import read_versi
from kinerja_cli.register.keputusan import read_kompilasi, store_kompilasi
from kinerja_cli.ruang.kumpulan import build_data
from kinerja_cli.ruang.langkah import Hasil, write_semua
from kinerja_cli.ruang.rencana_pakai import read_rencana_pakai
from kinerja_cli.ruang.ruang import Ruang
from kinerja_cli.ruang.sesudah_sah import list_berubah_sejak_sah, report_sesudah_sah
from kinerja_cli.ruang.tulis import Keluaran

NAMA_JSON = "data_kinerja.json"


@dataclass(frozen=True, slots=True)
class RencanaKompilasi:
    """Data yang akan dicatat dan kedua keluarannya."""

    ruang: Ruang
    data: DataKinerja
    keluaran: tuple[Keluaran, ...]
    temuan: tuple[Temuan, ...]


def plan(ruang: Ruang, periode: Periode, waktu: datetime) -> RencanaKompilasi:
    """Susun data kinerja dari register; tidak menulis apa pun."""
    with ruang.register() as register:
        versi = read_versi(register)
        rencana = read_rencana_pakai(register, periode, versi)
        temuan = [*rencana.berbeda, *report_sesudah_sah(register)]
        data = build_data(register, periode, waktu, versi)
        terbit = list(_iterate_berubah(register, data, waktu, versi))
        sejak_sah = list_berubah_sejak_sah(register, data)
    temuan += terbit
    lama = tuple(t.masalah for t in terbit if t.kolom != periode.value)
    data = data.model_copy(update={"perubahan": data.perubahan + lama + sejak_sah})
    wadah = BytesIO()
    write_buku(build_buku(data), wadah, waktu)
    folder = ruang.hasil(periode)
    keluaran = (
        Keluaran(folder / f"Dokumen data kinerja {periode.value}.xlsx", wadah.getvalue()),
        Keluaran(folder / NAMA_JSON, dump_data(data)),
    )
    temuan += [build_temuan("DOK202", teks=teks) for teks in data.kekurangan]
    return RencanaKompilasi(ruang, data, keluaran, tuple(temuan))


def _iterate_berubah(
    register: Register, data: DataKinerja, waktu: datetime, versi: VersiFakta
) -> Iterator[Temuan]:
    """Angka kompilasi terakhir setiap periode yang kini lain, misalnya karena koreksi."""
    for p in (*data.periode.sebelum(), data.periode):
        terbit = read_kompilasi(register, p)
        if terbit is None:
            continue
        kini = data if p is data.periode else build_data(register, p, waktu, versi)
        for dulu, baru in kini.compare(terbit):
            yield build_temuan(
                "DOK206",
                kunci=dulu.kunci,
                kolom=p.value,
                periode=p.nama,
                dulu=dulu.teks,
                kini=baru.teks,
            )


def apply(rencana: RencanaKompilasi) -> Hasil:
    """Catat kompilasi di register lalu tulis berkasnya."""
    with rencana.ruang.kunci(), rencana.ruang.register(tulis=True) as register:
        with register.transaksi():
            nomor = store_kompilasi(register, rencana.data)
        berkas = write_semua(rencana.keluaran)
    return Hasil(rencana.temuan, berkas, {"kompilasi": nomor})
