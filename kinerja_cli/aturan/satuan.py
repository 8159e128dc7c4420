"""Aturan atas satuan: desimal, kelipatan yang tertukar, persen yang terketik, jumlah setahun."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kinerja_cli.aturan.konteks import (
    KonteksVerifikasi,
    SelRealisasi,
    format_indikator,
)
from kinerja_cli.capaian.agregasi import is_persen
from kinerja_cli.capaian.indikator import read_target
from kinerja_cli.model.baca_angka import AcuanBaca, read_angka
from kinerja_cli.model.cetak import format_angka
from kinerja_cli.model.istilah import Agregasi, Sifat
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisIndikator
from kinerja_cli.model.temuan import Temuan, build_temuan

KELIPATAN = (Decimal(100), Decimal(1_000), Decimal(1_000_000))
SERATUS = Decimal(100)
DEKAT = Decimal("1.25")
"""Sejauh ini dari kelipatan bulat masih dianggap satuan yang tertukar."""
TELITI = Decimal("0.005")
"""Persentase tertulis paling banyak dua desimal."""


def check_desimal(konteks: KonteksVerifikasi) -> Iterator[Temuan]:
    """Digit di luar presisi indikator tersimpan, tetapi tidak tercetak."""
    for sel in konteks.sel_realisasi:
        angka = konteks.nilai(sel).angka
        if angka is None or sel.bulat or sel.kunci != sel.subjek:
            continue
        tertulis = -int(angka.normalize().as_tuple().exponent)
        if tertulis > sel.indikator.presisi + int(konteks.batas("NIL309")):
            yield build_temuan(
                "NIL309",
                **konteks.tempat_sel(sel),
                nama=sel.nama,
                isi=format_angka(angka, tertulis),
                presisi=sel.indikator.presisi,
            )


def check_satuan_tertukar(konteks: KonteksVerifikasi) -> Iterator[Temuan]:
    """Angka yang seratus, seribu, atau sejuta kali pembandingnya, atau kebalikannya."""
    for indikator in konteks.jatuh_tempo:
        hitung = konteks.hitung(indikator)
        angka = hitung.sampai.angka if hitung and konteks.has_nilai(indikator) else None
        if not angka:
            continue
        acuan = _list_acuan(konteks, indikator, angka)
        if any(_ratio(angka, a) < konteks.batas("WJR304") for a in acuan):
            continue
        cocok = ((k, a) for a in acuan for k in KELIPATAN if _is_kelipatan(angka, a, k))
        kali, pembanding = next(cocok, (None, None))
        if kali is not None and pembanding is not None:
            yield build_temuan(
                "WJR304",
                **konteks.tempat_indikator(indikator),
                nama=format_indikator(indikator),
                isi=format_angka(angka, 6),
                kali=format_angka(kali, 0),
                pembanding=format_angka(pembanding, 6),
                satuan=indikator.satuan,
            )


def check_persen_terketik(konteks: KonteksVerifikasi) -> Iterator[Temuan]:
    """Angka sampai seratus pada target kecil yang sebagai persennya tepat bilangan bulat."""
    lipat = konteks.batas("WJR305")
    for indikator in konteks.jatuh_tempo:
        hitung = konteks.hitung(indikator)
        if hitung is None or is_persen(indikator.satuan) or not konteks.has_nilai(indikator):
            continue
        baris = konteks.definisi.target_berlaku(indikator.kode_indikator, konteks.periode)
        target = read_target(indikator, baris.tahun)[0] if baris else None
        if target is None or target.angka is None or not 0 < target.angka < SERATUS / 2:
            continue
        isi = hitung.realisasi.angka
        banyak = None if isi is None else _read_persen_dari(isi, target.angka)
        if isi is not None and banyak is not None and isi >= lipat * target.angka:
            yield build_temuan(
                "WJR305",
                **konteks.tempat_indikator(indikator),
                nama=format_indikator(indikator),
                target=baris.tahun if baris else "",
                satuan=indikator.satuan,
                isi=format_angka(isi, 2),
                banyak=format_angka(banyak, 0),
            )


def _read_persen_dari(isi: Decimal, target: Decimal) -> Decimal | None:
    """Cacah bulat yang persentasenya terhadap target sebesar isi; ``None`` bila tidak ada."""
    banyak = (isi * target / SERATUS).to_integral_value()
    if not 0 < banyak <= target:
        return None
    return banyak if abs(banyak * SERATUS / target - isi) <= TELITI else None


def check_setahun(konteks: KonteksVerifikasi) -> Iterator[Temuan]:
    """Angka yang diisi pada formulir tahun harus sama dengan jumlah triwulannya."""
    if konteks.periode is not Periode.TAHUN:
        return
    for sel in konteks.sel_realisasi:
        setahun = konteks.nilai(sel).angka
        jumlah = _sum_triwulan(konteks, sel)
        if setahun is not None and jumlah is not None and setahun != jumlah:
            yield build_temuan(
                "NIL310",
                **konteks.tempat_sel(sel),
                nama=sel.nama,
                isi=format_angka(setahun, 6),
                jumlah=format_angka(jumlah, 6),
            )


def _sum_triwulan(konteks: KonteksVerifikasi, sel: SelRealisasi) -> Decimal | None:
    if sel.agregasi is not Agregasi.JUMLAH:
        return None
    daftar = [konteks.nilai(sel, p).angka for p in Periode.TAHUN.triwulan()]
    angka = [a for a in daftar if a is not None]
    if len(angka) < len(daftar):
        return None
    return angka[-1] if sel.cara_isi is Sifat.SAMPAI_DENGAN else sum(angka, Decimal(0))


def _list_acuan(
    konteks: KonteksVerifikasi, indikator: BarisIndikator, angka: Decimal
) -> list[Decimal]:
    """Target periode ini, target tahun, dan realisasi tahun lalu yang bukan nol."""
    kode = indikator.kode_indikator
    baris = konteks.definisi.target_berlaku(kode, konteks.periode)
    teks = [baris.teks(konteks.periode), baris.tahun] if baris else []
    bacaan = [read_target(indikator, t)[0] for t in teks if t]
    hasil = [t.angka for t in bacaan if t and t.angka]
    lalu = konteks.riwayat_lalu.get(kode)
    if lalu:
        acuan = AcuanBaca(satuan=indikator.satuan, pembanding=(angka, *hasil))
        nilai = read_angka(lalu.realisasi, acuan).nilai.angka
        hasil += [nilai] if nilai else []
    return hasil


def _ratio(a: Decimal, b: Decimal) -> Decimal:
    """Yang besar dibagi yang kecil, tanpa tanda."""
    besar, kecil = max(abs(a), abs(b)), min(abs(a), abs(b))
    return besar / kecil


def _is_kelipatan(angka: Decimal, acuan: Decimal, kali: Decimal) -> bool:
    return _ratio(_ratio(angka, acuan), kali) <= DEKAT
