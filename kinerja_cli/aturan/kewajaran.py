"""Aturan kewajaran: angka yang benar bentuknya tetapi tidak masuk akal."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from statistics import median

from kinerja_cli.aturan.konteks import KonteksVerifikasi, format_indikator
from kinerja_cli.capaian.indikator import read_target
from kinerja_cli.model.angka import round_setengah_naik
from kinerja_cli.model.baca_angka import AcuanBaca, read_angka
from kinerja_cli.model.cetak import format_angka
from kinerja_cli.model.istilah import Agregasi, StatusAngka
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisIndikator
from kinerja_cli.model.temuan import Temuan, build_temuan

SIMPANGAN_TERKECIL = Decimal("0.05")
"""Bagian median; sejarah yang hampir tetap tidak membuat perubahan kecil menjadi pencilan."""
TITIK_SEJARAH = 4
"""Tahun paling sedikit agar sebaran sejarahnya berarti."""


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
        if _count_digit(angka) < konteks.batas("WJR301"):
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
    return target is not None and target.angka == angka


def _count_digit(angka: Decimal) -> int:
    """Digit penting; yang sedikit mudah sama secara kebetulan."""
    return len(angka.normalize().as_tuple().digits)


def check_triwulan_lalu(konteks: KonteksVerifikasi) -> Iterator[Temuan]:
    """Angka triwulan yang sama sampai digit terakhir dengan triwulan lalu perlu dipastikan."""
    sebelum = konteks.periode.sebelum()
    if not sebelum or konteks.periode is Periode.TAHUN:
        return
    terpendek = konteks.batas("WJR302")
    for sel in konteks.sel_realisasi:
        angka = konteks.nilai(sel).angka
        if angka is None or konteks.nilai(sel, sebelum[-1]).angka != angka:
            continue
        # Keadaan (posisi, rata-rata) wajar bertahan; jumlah yang sama persis jarang kebetulan.
        if sel.agregasi is not Agregasi.JUMLAH:
            continue
        if _count_digit(angka) < terpendek:
            continue
        if _is_wajar(konteks, sel.indikator, angka):
            continue
        yield build_temuan(
            "WJR302",
            **konteks.tempat_sel(sel),
            nama=sel.nama,
            isi=format_angka(angka, 6),
            satuan=sel.satuan,
            periode_lalu=sebelum[-1].nama,
        )


def check_pencilan(konteks: KonteksVerifikasi) -> Iterator[Temuan]:
    """Angka setahun yang jauh dari sejarahnya sendiri, menurut median dan simpangan mediannya."""
    if konteks.periode not in {Periode.TW4, Periode.TAHUN}:
        return
    for indikator in konteks.jatuh_tempo:
        hitung = konteks.hitung(indikator)
        angka = hitung.sampai.angka if hitung and konteks.has_nilai(indikator) else None
        sejarah = konteks.sejarah(indikator)
        if angka is None or len(sejarah) < TITIK_SEJARAH:
            continue
        tengah = median(sejarah)
        tersebar = median([abs(a - tengah) for a in sejarah])
        simpangan = max(tersebar, SIMPANGAN_TERKECIL * abs(tengah))
        if abs(angka - tengah) > konteks.batas("WJR303") * simpangan > 0:
            yield build_temuan(
                "WJR303",
                **konteks.tempat_indikator(indikator),
                nama=format_indikator(indikator),
                isi=format_angka(angka, 6),
                satuan=indikator.satuan,
                terendah=format_angka(min(sejarah), 6),
                tertinggi=format_angka(max(sejarah), 6),
                banyak=len(sejarah),
            )
