"""Aturan kewajaran: angka yang benar bentuknya tetapi tidak masuk akal."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kinerja_cli.aturan.konteks import KonteksVerifikasi, format_indikator
from kinerja_cli.capaian.indikator import read_target
from kinerja_cli.model.angka import round_setengah_naik
from kinerja_cli.model.baca_angka import AcuanBaca, read_angka
from kinerja_cli.model.cetak import format_angka
from kinerja_cli.model.istilah import StatusAngka
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisIndikator
from kinerja_cli.model.temuan import Temuan, build_temuan

DIGIT_PENTING = 2
"""Angka satu digit mudah sama secara kebetulan."""


def check_tahun_lalu(konteks: KonteksVerifikasi) -> Iterator[Temuan]:
    """Nilai setahun yang sama sampai digit terakhir dengan tahun lalu perlu dipastikan.

    Yang memang direncanakan sama dengan targetnya, bulat seratus, atau dinyatakan memakai data
    tahun lalu tidak disebut.
    """
    if konteks.periode not in {Periode.TW4, Periode.TAHUN}:
        return
    for indikator in konteks.jatuh_tempo:
        hitung = konteks.hitung(indikator)
        penuh = hitung.sampai.angka if hitung and konteks.has_nilai(indikator) else None
        angka = None if penuh is None else round_setengah_naik(penuh, indikator.presisi)
        lalu = konteks.riwayat_lalu.get(indikator.kode_indikator)
        if angka is None or lalu is None or _is_wajar(konteks, indikator, angka):
            continue
        acuan = AcuanBaca(satuan=indikator.satuan, pembanding=(angka,))
        if read_angka(lalu.realisasi, acuan).nilai.angka == angka:
            yield build_temuan(
                "WJR301",
                **konteks.tempat_indikator(indikator),
                nama=format_indikator(indikator),
                isi=format_angka(angka, 6),
                satuan=indikator.satuan,
                tahun_lalu=lalu.tahun,
            )


def _is_wajar(konteks: KonteksVerifikasi, indikator: BarisIndikator, angka: Decimal) -> bool:
    kode = indikator.kode_indikator
    status = konteks.fakta.teks(konteks.periode, kode, "status_angka")
    if status == StatusAngka.TAHUN_LALU.value or angka in {0, 100}:
        return True
    baris = konteks.definisi.target_berlaku(kode, konteks.periode)
    target = read_target(indikator, baris.tahun)[0] if baris else None
    if target is not None and target.angka == angka:
        return True
    return len(angka.normalize().as_tuple().digits) < DIGIT_PENTING
