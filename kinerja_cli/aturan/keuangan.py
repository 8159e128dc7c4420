"""Laporan bendahara yang sudah dibaca, dan jumlah yang boleh dibandingkan darinya."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kinerja_cli.model.cetak import format_tanggal
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.istilah import BasisKeuangan, Dokumen
from kinerja_cli.model.keuangan import BarisSpj, JenjangSpj
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisKeuangan

URUTAN_BASIS = (BasisKeuangan.SPJ, BasisKeuangan.SP2D, BasisKeuangan.LRA)
URUTAN_BASIS_TAHUN = (BasisKeuangan.LRA, BasisKeuangan.SPJ, BasisKeuangan.SP2D)
"""LKjIP tahunan memakai LRA bila sudah ada; triwulan memakai SPJ."""


@dataclass(frozen=True, slots=True)
class LaporanBendahara:
    """Satu laporan; ``baris`` kosong bila laporannya terdaftar tetapi tidak terbaca."""

    keterangan: BarisKeuangan
    baris: tuple[BarisSpj, ...]

    @property
    def sub_kegiatan(self) -> tuple[BarisSpj, ...]:
        """Baris yang dijumlahkan; jenjang di atasnya sudah memuatnya."""
        return tuple(b for b in self.baris if b.jenjang is JenjangSpj.SUB_KEGIATAN)


@dataclass(frozen=True, slots=True)
class JumlahBendahara:
    """Jumlah satu sub kegiatan dari semua bendahara, beserta (berkas, sel) asalnya."""

    kode: str
    uraian: str
    anggaran: Decimal
    realisasi: Decimal
    asal: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Pembanding:
    """Jumlah bendahara yang basis, batas tanggal, dan versi pagunya sama dengan periodenya."""

    basis: BasisKeuangan
    tanggal: date
    versi: str
    per_kode: dict[str, JumlahBendahara]


@dataclass(frozen=True, slots=True)
class RingkasanKeuangan:
    """Semua laporan bendahara yang terdaftar, tanpa salinan kembar."""

    laporan: tuple[LaporanBendahara, ...] = ()


def summarise(
    daftar: Iterable[tuple[BarisKeuangan, tuple[BarisSpj, ...]]],
) -> RingkasanKeuangan:
    """Kumpulkan laporan; berkas yang sama, atau isi yang sama dari bendahara yang sama, sekali."""
    hasil: list[LaporanBendahara] = []
    for keterangan, baris in daftar:
        baru = LaporanBendahara(keterangan, baris)
        if not any(_is_kembar(baru, lama) for lama in hasil):
            hasil.append(baru)
    return RingkasanKeuangan(tuple(hasil))


def choose_pembanding(
    keuangan: RingkasanKeuangan | None, definisi: Definisi, periode: Periode
) -> Pembanding | str:
    """Laporan yang sebanding dengan periode, atau alasan tidak ada yang dapat dibandingkan."""
    tanggal = periode.akhir(definisi.tahun)
    versi = definisi.versi_periode(Dokumen.DPA, periode)
    if versi is None:
        return f"belum ada versi DPA yang berlaku pada {format_tanggal(tanggal)}"
    laporan = keuangan.laporan if keuangan else ()
    setanggal = [b for b in laporan if b.keterangan.sampai_tanggal == tanggal]
    if not setanggal:
        return f"belum ada laporan bendahara s.d. {format_tanggal(tanggal)}"
    sebanding = [b for b in setanggal if b.keterangan.versi == versi.versi]
    if not sebanding:
        lain = ", ".join(sorted({b.keterangan.versi for b in setanggal}))
        return f"laporan bendahara memakai pagu {lain}, yang berlaku {versi.versi}"
    urutan = URUTAN_BASIS_TAHUN if periode is Periode.TAHUN else URUTAN_BASIS
    basis = next(b for b in urutan if any(s.keterangan.basis is b for s in sebanding))
    terpilih = [b for b in sebanding if b.keterangan.basis is basis]
    return _find_halangan(terpilih) or Pembanding(basis, tanggal, versi.versi, _sum(terpilih))


def _find_halangan(laporan: list[LaporanBendahara]) -> str:
    """Mengapa laporan terpilih tidak dapat dijumlahkan; kosong bila dapat."""
    kosong = [b.keterangan.berkas for b in laporan if not b.sub_kegiatan]
    if kosong:
        return f"laporan {', '.join(kosong)} tidak ada atau tidak terbaca lengkap"
    for i, satu in enumerate(laporan):
        for lain in laporan[:i]:
            kode = {b.kode for b in satu.sub_kegiatan} & {b.kode for b in lain.sub_kegiatan}
            if kode and _bendahara(satu) == _bendahara(lain):
                return (
                    f"{lain.keterangan.berkas} dan {satu.keterangan.berkas} dari bendahara yang "
                    f"sama memuat {min(kode)} dengan isi berbeda"
                )
    return ""


def _is_kembar(satu: LaporanBendahara, lain: LaporanBendahara) -> bool:
    if satu.keterangan.berkas.casefold() == lain.keterangan.berkas.casefold():
        return True
    kunci = ("basis", "sampai_tanggal", "versi")
    sama = all(getattr(satu.keterangan, k) == getattr(lain.keterangan, k) for k in kunci)
    isi = [
        [(b.kode, b.unit, b.sumber_dana, b.anggaran, b.realisasi) for b in laporan.sub_kegiatan]
        for laporan in (satu, lain)
    ]
    return sama and _bendahara(satu) == _bendahara(lain) and bool(isi[0]) and isi[0] == isi[1]


def _bendahara(laporan: LaporanBendahara) -> str:
    return " ".join(laporan.keterangan.bendahara.casefold().split())


def _sum(laporan: Iterable[LaporanBendahara]) -> dict[str, JumlahBendahara]:
    hasil: dict[str, JumlahBendahara] = {}
    for satu in laporan:
        for b in satu.sub_kegiatan:
            lama = hasil.get(b.kode)
            hasil[b.kode] = JumlahBendahara(
                kode=b.kode,
                uraian=(lama.uraian if lama else "") or b.uraian,
                anggaran=b.anggaran + (lama.anggaran if lama else 0),
                realisasi=b.realisasi + (lama.realisasi if lama else 0),
                asal=(*(lama.asal if lama else ()), (satu.keterangan.berkas, b.sel)),
            )
    return hasil
