"""Data kinerja dari register: fakta yang boleh dipakai, keadaan unit, lalu rekapnya."""

from __future__ import annotations

from datetime import datetime

from kinerja_cli import VERSI
from kinerja_cli.aturan.saring import hide_belum_terverifikasi
from kinerja_cli.capaian.rekap import BahanRekap, KeadaanRekap, build_data_kinerja
from kinerja_cli.model.data_kinerja import DataKinerja
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.fakta import KumpulanFakta, VersiFakta
from kinerja_cli.model.periode import DAFTAR_PERIODE, Periode
from kinerja_cli.register.basis import Register
from kinerja_cli.register.fakta import choose_terakhir, read_versi, select_versi
from kinerja_cli.register.keputusan import YA, read_keputusan_berlaku
from kinerja_cli.register.kiriman import read_kiriman
from kinerja_cli.ruang.papan import build_papan
from kinerja_cli.ruang.rencana_pakai import read_rencana_pakai


def build_data(
    register: Register, periode: Periode, waktu: datetime, versi: VersiFakta | None = None
) -> DataKinerja:
    """Data kinerja satu periode menurut kebijakan verifikasi instansi.

    ``versi`` dari ``read_versi`` bila pemanggil sudah membacanya.
    """
    versi = read_versi(register) if versi is None else versi
    rencana = read_rencana_pakai(register, periode, versi)
    return build_data_kinerja(
        BahanRekap(
            definisi=rencana.definisi,
            nomor_definisi=rencana.nomor,
            periode=periode,
            fakta=read_fakta_pakai(register, rencana.definisi, versi),
            unit=_read_keadaan(register, rencana.definisi, periode, versi),
            perubahan=tuple(t.masalah for t in rencana.berbeda),
            waktu=waktu.isoformat(),
            versi_program=VERSI,
        )
    )


def _read_keadaan(
    register: Register, definisi: Definisi, periode: Periode, versi: VersiFakta
) -> tuple[KeadaanRekap, ...]:
    """Setahun lengkap hanya bila semua triwulannya lengkap."""
    kurang: dict[str, list[str]] = {}
    for p in periode.triwulan() if periode is Periode.TAHUN else ():
        for u in build_papan(register, definisi, p, versi):
            if u.status in {"belum", "sebagian"}:
                kurang.setdefault(u.kode_unit, []).append(f"{p.nama} {u.status}")
    return tuple(
        KeadaanRekap(
            u.kode_unit,
            u.nama,
            "sebagian" if u.status == "lengkap" and u.kode_unit in kurang else u.status,
            u.keputusan,
            tuple(kurang.get(u.kode_unit, ())),
        )
        for u in build_papan(register, definisi, periode, versi)
    )


def read_fakta_pakai(
    register: Register, definisi: Definisi, versi: VersiFakta | None = None
) -> KumpulanFakta:
    """Fakta untuk keluaran; yang belum diputuskan Ya disisihkan kecuali kebijakan menyertakan."""
    versi = read_versi(register) if versi is None else versi
    fakta = choose_terakhir(versi)
    if definisi.kebijakan.belum_verifikasi == "sertakan":
        return fakta
    ya = {
        (p, unit)
        for p in DAFTAR_PERIODE
        for unit, keputusan in read_keputusan_berlaku(register, p, versi).items()
        if keputusan.keputusan == YA
    }
    terverifikasi = [k.sha256 for k in read_kiriman(register) if (k.periode, k.unit) in ya]
    return hide_belum_terverifikasi(fakta, select_versi(versi, terverifikasi))
