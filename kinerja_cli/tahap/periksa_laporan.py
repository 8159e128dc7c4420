"""Langkah 8: pemeriksaan sendiri LKjIP menurut kriteria LKE dan daftar periksa reviu."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from io import BytesIO
from typing import Any

from kinerja_cli.aturan.bahan_laporan import BahanLaporan, CatatanKerja
from kinerja_cli.aturan.periksa_laporan import check_laporan
from kinerja_cli.capaian.tindak_lanjut import list_tindak_lanjut
from kinerja_cli.dokumen.letak_blok import read_daftar_isi, read_letak
from kinerja_cli.dokumen.lkjip import WAJIB, MasukanLkjip
from kinerja_cli.lembar.buku_periksa_laporan import build_buku
from kinerja_cli.lembar.tulis_buku import write_buku
from kinerja_cli.model.data_kinerja import DataKinerja
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.kriteria import LABEL, PENEGASAN, HasilKriteria, Keadaan
from kinerja_cli.model.periode import TRIWULAN, Periode
from kinerja_cli.register.basis import Register
from kinerja_cli.register.bukti import read_bukti
from kinerja_cli.register.definisi import read_daftar_formulir
from kinerja_cli.register.keputusan import read_kompilasi
from kinerja_cli.register.kiriman import read_lembar_ttd
from kinerja_cli.ruang.kumpulan import build_data, read_fakta_pakai
from kinerja_cli.ruang.langkah import Hasil, require_definisi, write_semua
from kinerja_cli.ruang.laporan import list_konsep, require_kompilasi, require_templat
from kinerja_cli.ruang.ruang import Ruang
from kinerja_cli.ruang.tulis import Keluaran
from kinerja_cli.ruang.waktu import build_jadwal


@dataclass(frozen=True, slots=True)
class OpsiPeriksaLaporan:
    """Periode data, dan waktu pemeriksaan."""

    periode: Periode
    waktu: datetime


@dataclass(frozen=True, slots=True)
class RencanaPeriksaLaporan:
    """Hasil setiap kriteria dan buku yang akan ditulis."""

    ruang: Ruang
    tahun: int
    hasil: tuple[HasilKriteria, ...]
    keluaran: tuple[Keluaran, ...]

    @property
    def perlu_tindakan(self) -> bool:
        """Benar bila ada kriteria yang belum terpenuhi."""
        return any(h.keadaan is Keadaan.BELUM for h in self.hasil)

    def to_json(self) -> dict[str, Any]:
        """Bentuk JSON; tanpa nilai dan tanpa predikat."""
        return {
            "pemeriksaan": LABEL,
            "penegasan": PENEGASAN,
            "tahun": self.tahun,
            "kriteria": [h.to_json() for h in self.hasil],
        }


def plan(ruang: Ruang, opsi: OpsiPeriksaLaporan) -> RencanaPeriksaLaporan:
    """Periksa kompilasi terakhir; tidak menulis apa pun.

    Galat ``RegisterError`` bila belum ada kompilasi, ``TemplatError`` bila templat rusak.
    """
    konsep = list_konsep(ruang)
    with ruang.register() as register:
        data, rencana = require_kompilasi(register, opsi.periode)
        _, definisi = require_definisi(register)
        catatan = _read_catatan(register, definisi, data, opsi.waktu)
    masukan = MasukanLkjip(data, rencana, require_templat(ruang), opsi.waktu)
    halaman = read_daftar_isi(konsep[-1].read_bytes()) if konsep else {}
    bahan = BahanLaporan(
        data=data,
        definisi=definisi,
        tanggal=opsi.waktu.date(),
        batas=build_jadwal(definisi, Periode.TAHUN)["11"],
        blok=read_letak(masukan, halaman),
        wajib=WAJIB,
        catatan=replace(catatan, konsep=tuple(k.name for k in konsep)),
    )
    hasil = tuple(check_laporan(bahan))
    wadah = BytesIO()
    write_buku(build_buku(data, hasil), wadah, opsi.waktu)
    jalur = ruang.hasil(opsi.periode) / f"{LABEL} LKjIP {data.tahun}.xlsx"
    return RencanaPeriksaLaporan(ruang, data.tahun, hasil, (Keluaran(jalur, wadah.getvalue()),))


def apply(rencana: RencanaPeriksaLaporan) -> Hasil:
    """Tulis bukunya."""
    with rencana.ruang.kunci():
        berkas = write_semua(rencana.keluaran)
    return Hasil(berkas=berkas, data=rencana.to_json())


def _read_catatan(
    register: Register, definisi: Definisi, data: DataKinerja, waktu: datetime
) -> CatatanKerja:
    periode = (Periode.TW4, Periode.TAHUN) if data.periode is Periode.TAHUN else (data.periode,)
    kini = build_data(register, data.periode, waktu)
    return CatatanKerja(
        dikompilasi=frozenset(p for p in TRIWULAN if read_kompilasi(register, p)),
        formulir=frozenset(p for p in TRIWULAN if read_daftar_formulir(register, p)),
        berbukti=frozenset(b.kunci for p in periode for b in read_bukti(register, p)),
        bertanda_tangan=frozenset(u for p in periode for u in read_lembar_ttd(register, p)),
        tindak_lanjut=tuple(_list_terbuka(register, definisi, data.periode, waktu.date())),
        berubah=tuple(
            (lama.kunci, f"{lama.kunci}: pada kompilasi {lama.teks}, menurut data kini {baru.teks}")
            for lama, baru in kini.compare(data)
        ),
    )


def _list_terbuka(
    register: Register, definisi: Definisi, periode: Periode, tanggal: date
) -> Iterator[tuple[str, str, str]]:
    """Tindak lanjut yang sudah lewat batas waktunya dan belum dilaporkan selesai."""
    fakta = read_fakta_pakai(register, definisi)
    for unit in sorted(set(definisi.pelapor.values())):
        for t in list_tindak_lanjut(definisi, unit, periode, fakta):
            if t.batas_waktu is None or t.batas_waktu <= tanggal:
                yield t.kunci, unit, t.rencana
