"""Lembar verifikasi satu unit sebagai uraian murni: tabel indikator dan tabel anggaran."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kinerja_cli.aturan.anggaran import group_uang, sum_uang
from kinerja_cli.aturan.cocok_bendahara import match_kode
from kinerja_cli.aturan.konteks import KonteksVerifikasi, SelUang
from kinerja_cli.aturan.verifikasi import Keputusan
from kinerja_cli.capaian.indikator import HitungPeriode
from kinerja_cli.model.cetak import format_tanggal
from kinerja_cli.model.fakta import KumpulanFakta
from kinerja_cli.model.nilai import JenisNilai, Nilai
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisIndikator
from kinerja_cli.model.temuan import Temuan, Tingkat

YA = "Ya"
TIDAK = "Tidak"
BELUM = "belum waktunya"
UNTUK_UNIT_LAIN = "data untuk indikator unit lain"
NOL = Decimal(0)

IsiLembar = str | Decimal | None


@dataclass(frozen=True, slots=True)
class BarisVerifikasi:
    """Satu indikator. ``hasil`` adalah nilai sesudah klarifikasi; sama dengan yang dilaporkan bila
    tidak ada kesepakatan lain. ``kesesuaian`` kosong bila belum waktunya.
    """

    nomor: int
    jenjang: str
    kode: str
    indikator: str
    satuan: str
    target: str
    dilaporkan: IsiLembar
    hasil: IsiLembar
    desimal: int
    capaian: Decimal | None
    bukti: str
    kesesuaian: str
    catatan: str
    diperbaiki: str = ""
    paraf: str = ""


@dataclass(frozen=True, slots=True)
class BarisAnggaranVerifikasi:
    """Satu sumber dana, atau jumlah satu sub kegiatan bila sumber dananya lebih dari satu.

    Bendahara hanya mencatat jumlah sub kegiatan, maka rincian per sumber dana tidak dibandingkan.
    """

    nomor: int | None
    kode: str
    uraian: str
    sumber_dana: str
    pagu: Decimal
    realisasi_bidang: Decimal | None
    realisasi_bendahara: Decimal | None
    selisih: Decimal | None
    kesesuaian: str
    catatan: str
    jumlah: bool = False


@dataclass(frozen=True, slots=True)
class LembarVerifikasi:
    """Lembar verifikasi satu unit; ``catatan`` temuan yang tidak terikat pada satu baris."""

    kode_unit: str
    nama_unit: str
    periode: Periode
    keputusan: Keputusan
    indikator: tuple[BarisVerifikasi, ...]
    anggaran: tuple[BarisAnggaranVerifikasi, ...]
    pembanding: str
    """Laporan bendahara yang dibandingkan, atau alasan belum dibandingkan."""
    catatan: tuple[str, ...] = ()


def build_lembar(
    konteks: KonteksVerifikasi, temuan: Sequence[Temuan], keputusan: Keputusan
) -> LembarVerifikasi:
    """Lembar verifikasi dari temuan yang sama dengan yang menentukan keputusannya."""
    milik: dict[str, list[Temuan]] = {}
    for t in temuan:
        milik.setdefault(t.kunci, []).append(t)
    indikator = [
        replace(b, nomor=n) for n, b in enumerate(_iterate_indikator(konteks, milik), start=1)
    ]
    anggaran = list(_iterate_anggaran(konteks, milik))
    terikat = {b.kode for b in indikator} | {u.kunci for u in konteks.uang}
    terikat |= {s.kunci for s in konteks.sel_realisasi}
    return LembarVerifikasi(
        kode_unit=konteks.unit,
        nama_unit=konteks.format_unit(konteks.unit),
        periode=konteks.periode,
        keputusan=keputusan,
        indikator=tuple(indikator),
        anggaran=tuple(_number_anggaran(anggaran)),
        pembanding=_explain_pembanding(konteks),
        catatan=tuple(t.masalah for t in temuan if t.kunci not in terikat),
    )


def _iterate_indikator(
    konteks: KonteksVerifikasi, milik: dict[str, list[Temuan]]
) -> Iterator[BarisVerifikasi]:
    lapor = _build_dilaporkan(konteks)
    for indikator in konteks.indikator:
        hitung = konteks.hitung(indikator)
        temuan = milik.get(indikator.kode_indikator, [])
        if hitung is None:
            if temuan:
                yield _build_luar(indikator, temuan)
            continue
        sebelum = lapor.hitung(indikator) if lapor is not konteks else hitung
        yield _build_baris(konteks, indikator, hitung, sebelum or hitung, temuan)
    for sel in konteks.sel_realisasi:
        if konteks.definisi.pelapor.get(sel.indikator.kode_indikator) == konteks.unit:
            continue
        fakta = konteks.fakta.fakta(konteks.periode, sel.subjek, sel.kolom_fakta)
        temuan = milik.get(sel.kunci, [])
        yield BarisVerifikasi(
            nomor=0,
            jenjang=UNTUK_UNIT_LAIN,
            kode=sel.kunci,
            indikator=sel.nama,
            satuan=sel.satuan,
            target="",
            dilaporkan=_show(fakta.nilai) if fakta else None,
            hasil=_show(fakta.berlaku) if fakta else None,
            desimal=0 if sel.bulat else sel.indikator.presisi,
            capaian=None,
            bukti="",
            kesesuaian=_judge(temuan),
            catatan=_join(temuan),
        )


def _build_dilaporkan(konteks: KonteksVerifikasi) -> KonteksVerifikasi:
    """Konteks yang sama sebelum klarifikasi; konteks itu sendiri bila tidak ada kesepakatan."""
    if all(f.hasil_verifikasi is None for f in konteks.fakta):
        return konteks
    asli = KumpulanFakta.dari(replace(f, hasil_verifikasi=None) for f in konteks.fakta)
    return replace(konteks, fakta=asli)


def _build_baris(
    konteks: KonteksVerifikasi,
    indikator: BarisIndikator,
    hitung: HitungPeriode,
    sebelum: HitungPeriode,
    temuan: list[Temuan],
) -> BarisVerifikasi:
    belum = hitung.belum_waktunya
    ada = not belum and konteks.has_nilai(indikator)
    isi = None if ada else _show_keterangan(konteks, indikator)
    return BarisVerifikasi(
        nomor=0,
        jenjang=indikator.jenjang.value,
        kode=indikator.kode_indikator,
        indikator=indikator.indikator,
        satuan=indikator.satuan,
        target=hitung.target_teks,
        dilaporkan=isi if isi is not None else _show(sebelum.realisasi) if ada else None,
        hasil=isi if isi is not None else _show(hitung.realisasi) if ada else None,
        desimal=indikator.presisi,
        capaian=hitung.hasil.tercetak if ada else None,
        bukti="" if belum else _show_bukti(konteks, indikator),
        kesesuaian="" if belum and not temuan else _judge(temuan),
        catatan=_join(temuan) or (BELUM if belum else ""),
    )


def _build_luar(indikator: BarisIndikator, temuan: list[Temuan]) -> BarisVerifikasi:
    """Indikator di luar dokumen yang berlaku, disebut hanya karena ada temuannya."""
    return BarisVerifikasi(
        nomor=0,
        jenjang=indikator.jenjang.value,
        kode=indikator.kode_indikator,
        indikator=indikator.indikator,
        satuan=indikator.satuan,
        target="",
        dilaporkan=None,
        hasil=None,
        desimal=indikator.presisi,
        capaian=None,
        bukti="",
        kesesuaian=_judge(temuan),
        catatan=_join(temuan),
    )


def _show(nilai: Nilai) -> IsiLembar:
    """Angka sebagai angka, predikat dan alasan belum ada sebagai teks, kosong tetap kosong."""
    if nilai.jenis is JenisNilai.BELUM_ADA:
        return f"belum ada: {nilai.teks}"
    return nilai.angka if nilai.angka is not None else nilai.teks


def _show_keterangan(konteks: KonteksVerifikasi, indikator: BarisIndikator) -> IsiLembar:
    """Alasan belum ada atau isi tak terbaca pada periode ini; kosong bila memang kosong."""
    nilai = [konteks.fakta.nilai(konteks.periode, *a) for a in konteks.list_alamat(indikator)]
    return next((_show(n) for n in nilai if not n.ada and n.teks is not None), None)


def _show_bukti(konteks: KonteksVerifikasi, indikator: BarisIndikator) -> str:
    teks = konteks.penjelasan(indikator.kode_indikator, "bukti")
    return teks or ("tidak ada" if indikator.data_dukung else "tidak disyaratkan")


def _judge(temuan: Iterable[Temuan]) -> str:
    return TIDAK if any(t.tingkat is Tingkat.GALAT for t in temuan) else YA


def _join(temuan: Iterable[Temuan]) -> str:
    """Masalah tanpa nama di depannya; namanya sudah ada di barisnya."""
    return "; ".join(dict.fromkeys(_strip_nama(t) for t in temuan))


def _strip_nama(temuan: Temuan) -> str:
    nama, pisah, isi = temuan.masalah.partition(": ")
    return isi if pisah and nama.startswith(temuan.kunci.split(":")[0]) else temuan.masalah


def _iterate_anggaran(
    konteks: KonteksVerifikasi, milik: dict[str, list[Temuan]]
) -> Iterator[BarisAnggaranVerifikasi]:
    for kode, daftar in group_uang(konteks).items():
        tunggal = len(konteks.pagu_per_kode[kode]) == 1
        rinci = [_build_uang(konteks, u, milik.get(u.kunci, [])) for u in daftar]
        jumlah = _build_jumlah(konteks, kode, daftar, rinci)
        if tunggal:
            yield replace(
                rinci[0], realisasi_bendahara=jumlah.realisasi_bendahara, selisih=jumlah.selisih
            )
        else:
            yield from rinci
            yield jumlah


def _build_uang(
    konteks: KonteksVerifikasi, uang: SelUang, temuan: list[Temuan]
) -> BarisAnggaranVerifikasi:
    return BarisAnggaranVerifikasi(
        nomor=0,
        kode=uang.pagu.kode,
        uraian=uang.pagu.uraian or konteks.definisi.nama_nomenklatur.get(uang.pagu.kode, ""),
        sumber_dana=uang.pagu.sumber_dana,
        pagu=uang.pagu.pagu,
        realisasi_bidang=konteks.nilai_uang(uang.pagu).angka,
        realisasi_bendahara=None,
        selisih=None,
        kesesuaian=_judge(temuan),
        catatan=_join(temuan),
    )


def _build_jumlah(
    konteks: KonteksVerifikasi,
    kode: str,
    daftar: list[SelUang],
    rinci: list[BarisAnggaranVerifikasi],
) -> BarisAnggaranVerifikasi:
    """Jumlah satu sub kegiatan; bila dimiliki beberapa unit, jumlah semua unit."""
    semua = konteks.pagu_per_kode[kode]
    unit = sorted({p.kode_unit for p in semua})
    pembanding = konteks.pembanding
    cocok = None if isinstance(pembanding, str) else match_kode(konteks, pembanding, kode)
    bersama = len(unit) > 1
    return BarisAnggaranVerifikasi(
        nomor=None,
        kode=kode,
        uraian=f"Jumlah semua unit ({', '.join(unit)})" if bersama else "Jumlah",
        sumber_dana="",
        pagu=sum((p.pagu for p in semua), NOL),
        realisasi_bidang=cocok.bidang if cocok and bersama else sum_uang(konteks, daftar),
        realisasi_bendahara=cocok.bendahara if cocok else None,
        selisih=cocok.selisih if cocok else None,
        kesesuaian=TIDAK if any(b.kesesuaian == TIDAK for b in rinci) else YA,
        catatan="",
        jumlah=True,
    )


def _number_anggaran(
    daftar: Iterable[BarisAnggaranVerifikasi],
) -> Iterator[BarisAnggaranVerifikasi]:
    nomor = 0
    for b in daftar:
        nomor += not b.jumlah
        yield b if b.jumlah else replace(b, nomor=nomor)


def _explain_pembanding(konteks: KonteksVerifikasi) -> str:
    pembanding = konteks.pembanding
    if not konteks.uang:
        return "unit ini tidak mempunyai anggaran pada DPA yang berlaku"
    if isinstance(pembanding, str):
        return f"belum dibandingkan: {pembanding}"
    tanggal = format_tanggal(pembanding.tanggal)
    return f"laporan bendahara basis {pembanding.basis.value} s.d. {tanggal}, {pembanding.versi}"
