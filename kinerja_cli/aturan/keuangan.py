"""Laporan bendahara yang sudah dibaca, dan jumlah yang boleh dibandingkan darinya."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kinerja_cli.aturan.bendahara_gabung import drop_termuat, find_rancu, sum_laporan
from kinerja_cli.aturan.laporan_bendahara import JumlahBendahara, LaporanBendahara, LaporanLain
from kinerja_cli.model.cetak import format_tanggal
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.istilah import BasisKeuangan, Dokumen
from kinerja_cli.model.keuangan import BarisSpj
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisKeuangan

NOL = Decimal(0)
URUTAN_BASIS = (BasisKeuangan.SPJ, BasisKeuangan.SP2D, BasisKeuangan.LRA)
URUTAN_BASIS_TAHUN = (BasisKeuangan.LRA, BasisKeuangan.SPJ, BasisKeuangan.SP2D)
"""LKjIP tahunan memakai LRA bila sudah ada; triwulan memakai SPJ."""


@dataclass(frozen=True, slots=True)
class Pembanding:
    """Jumlah bendahara yang basis, batas tanggal, dan versi pagunya sama dengan periodenya."""

    basis: BasisKeuangan
    tanggal: date
    versi: str
    per_kode: dict[str, JumlahBendahara]
    lain: tuple[LaporanLain, ...] = ()
    """Laporan pada tanggal yang sama yang tidak ikut dijumlahkan."""
    tertahan: Mapping[str, str] = field(default_factory=dict)
    """Sub kegiatan yang belum dapat dibandingkan menurut kodenya, dan sebabnya."""


@dataclass(frozen=True, slots=True)
class RingkasanKeuangan:
    """Semua laporan bendahara yang terdaftar, tanpa salinan kembar."""

    laporan: tuple[LaporanBendahara, ...] = ()
    kembar: tuple[LaporanLain, ...] = ()
    """Salinan yang tidak dihitung."""


def summarise(
    daftar: Iterable[tuple[BarisKeuangan, tuple[BarisSpj, ...]]],
) -> RingkasanKeuangan:
    """Kumpulkan laporan; berkas yang sama, atau isi yang sama dari bendahara yang sama, sekali."""
    hasil: list[LaporanBendahara] = []
    kembar: list[LaporanLain] = []
    for keterangan, baris in daftar:
        baru = LaporanBendahara(keterangan, baris)
        lama = next((s for s in hasil if _is_kembar(baru, s)), None)
        if lama is None:
            hasil.append(baru)
        else:
            kembar.append(LaporanLain(baru, _explain_kembar(baru, lama)))
    return RingkasanKeuangan(tuple(hasil), tuple(kembar))


def choose_pembanding(
    keuangan: RingkasanKeuangan | None, definisi: Definisi, periode: Periode
) -> Pembanding | str:
    """Laporan yang sebanding dengan periode, atau alasan tidak ada yang dapat dibandingkan."""
    tanggal = periode.akhir(definisi.tahun)
    versi = definisi.versi_periode(Dokumen.DPA, periode)
    if versi is None:
        return f"belum ada versi DPA yang berlaku pada {format_tanggal(tanggal)}"
    keuangan = keuangan or RingkasanKeuangan()
    setanggal = [b for b in keuangan.laporan if b.keterangan.sampai_tanggal == tanggal]
    if not setanggal:
        return f"belum ada laporan bendahara s.d. {format_tanggal(tanggal)}"
    sebanding = [b for b in setanggal if b.keterangan.versi == versi.versi]
    if not sebanding:
        lain = ", ".join(sorted({b.keterangan.versi for b in setanggal}))
        return f"laporan bendahara memakai pagu {lain}, yang berlaku {versi.versi}"
    urutan = URUTAN_BASIS_TAHUN if periode is Periode.TAHUN else URUTAN_BASIS
    basis = next(b for b in urutan if any(s.keterangan.basis is b for s in sebanding))
    terpilih = [b for b in sebanding if b.keterangan.basis is basis]
    kosong = [b.keterangan.berkas for b in terpilih if not b.sub_kegiatan]
    if kosong:
        return f"laporan {', '.join(kosong)} tidak ada atau tidak terbaca lengkap"
    pagu = sum_pagu(definisi, versi.versi)
    terpisah, termuat = drop_termuat(terpilih, pagu)
    per_kode = sum_laporan(terpisah, pagu)
    halangan = find_rancu(terpisah, pagu) or _find_versi_lain(per_kode, definisi, versi.versi)
    if halangan:
        return halangan
    luar = [_explain_luar(b, basis, versi.versi) for b in setanggal if b not in terpilih]
    kembar = [k for k in keuangan.kembar if k.laporan.keterangan.sampai_tanggal == tanggal]
    return Pembanding(
        basis,
        tanggal,
        versi.versi,
        per_kode,
        lain=(*termuat, *luar, *kembar),
        tertahan=_find_tertahan(terpilih, luar, per_kode),
    )


def describe_pembanding(pembanding: Pembanding | str) -> str:
    """Laporan yang dibandingkan sebagai frasa, atau alasan belum dibandingkan."""
    if isinstance(pembanding, str):
        return f"belum dibandingkan: {pembanding}"
    tanggal = format_tanggal(pembanding.tanggal)
    return f"laporan bendahara basis {pembanding.basis.value} s.d. {tanggal}, {pembanding.versi}"


def sum_pagu(definisi: Definisi, versi: str) -> dict[str, Decimal]:
    """Pagu semua unit dan sumber dana per sub kegiatan menurut satu versi DPA."""
    pagu: dict[str, Decimal] = {}
    for p in definisi.pagu:
        if p.versi == versi:
            pagu[p.kode] = pagu.get(p.kode, NOL) + p.pagu
    return pagu


def find_versi_pagu(definisi: Definisi, kode: str, anggaran: Decimal) -> list[str]:
    """Versi DPA yang pagu sub kegiatannya sebesar itu."""
    semua = [v.versi for v in definisi.versi_dpa]
    return [v for v in semua if sum_pagu(definisi, v).get(kode) == anggaran]


@dataclass(frozen=True, slots=True)
class JumlahLaporan:
    """Realisasi per sub kegiatan dari laporan sebasis, setanggal, dan seversi."""

    acuan: tuple[BasisKeuangan, date, str]
    per_kode: Mapping[str, Decimal]

    @property
    def basis(self) -> BasisKeuangan:
        """Dasar pencatatannya."""
        return self.acuan[0]

    @property
    def tanggal(self) -> date:
        """Batas tanggalnya."""
        return self.acuan[1]


def sum_per_laporan(keuangan: RingkasanKeuangan, definisi: Definisi) -> list[JumlahLaporan]:
    """Jumlah semua laporan terdaftar menurut basis, tanggal, dan versi pagunya."""
    kelompok: dict[tuple[BasisKeuangan, date, str], list[LaporanBendahara]] = {}
    for b in keuangan.laporan:
        isi = b.keterangan
        kelompok.setdefault((isi.basis, isi.sampai_tanggal, isi.versi), []).append(b)
    hasil = []
    for acuan, daftar in kelompok.items():
        pagu = sum_pagu(definisi, acuan[2])
        terpisah, _ = drop_termuat(daftar, pagu)
        if not find_rancu(terpisah, pagu):
            jumlah = sum_laporan(terpisah, pagu)
            hasil.append(JumlahLaporan(acuan, {k: j.realisasi for k, j in jumlah.items()}))
    return hasil


def _find_versi_lain(
    per_kode: Mapping[str, JumlahBendahara], definisi: Definisi, versi: str
) -> str:
    """Laporan yang seluruh anggarannya sama dengan versi DPA lain; kosong bila tidak."""
    anggaran = {k: j.anggaran for k, j in per_kode.items()}
    berlaku = sum_pagu(definisi, versi)
    if all(anggaran[k] == berlaku.get(k) for k in anggaran):
        return ""
    for v in definisi.versi_dpa:
        pagu = sum_pagu(definisi, v.versi)
        if v.versi != versi and all(anggaran[k] == pagu.get(k) for k in anggaran):
            return (
                f"laporan bendahara terdaftar memakai pagu {versi}, tetapi seluruh anggarannya "
                f"sama dengan pagu {v.versi}"
            )
    return ""


def _explain_luar(laporan: LaporanBendahara, basis: BasisKeuangan, versi: str) -> LaporanLain:
    isi = laporan.keterangan
    if isi.versi != versi:
        return LaporanLain(laporan, f"memakai pagu {isi.versi}, yang berlaku {versi}")
    return LaporanLain(laporan, f"berbasis {isi.basis.value}, yang dipakai {basis.value}")


def _find_tertahan(
    terpilih: Sequence[LaporanBendahara],
    luar: Iterable[LaporanLain],
    per_kode: Mapping[str, JumlahBendahara],
) -> dict[str, str]:
    """Sub kegiatan yang belanjanya hanya ada di laporan bendahara lain yang tidak sebanding."""
    nama = {b.bendahara for b in terpilih}
    hasil: dict[str, str] = {}
    for lain in luar:
        if lain.laporan.bendahara in nama:
            continue
        for b in lain.laporan.sub_kegiatan:
            jumlah = per_kode.get(b.kode)
            if b.realisasi and not (jumlah and jumlah.realisasi):
                hasil.setdefault(b.kode, f"{lain.laporan.keterangan.berkas} {lain.alasan}")
    return hasil


def _is_kembar(satu: LaporanBendahara, lain: LaporanBendahara) -> bool:
    if _is_sama_berkas(satu, lain):
        return True
    kunci = ("basis", "sampai_tanggal", "versi")
    sama = all(getattr(satu.keterangan, k) == getattr(lain.keterangan, k) for k in kunci)
    isi = [
        [(b.kode, b.unit, b.sumber_dana, b.anggaran, b.realisasi) for b in laporan.sub_kegiatan]
        for laporan in (satu, lain)
    ]
    return sama and satu.bendahara == lain.bendahara and bool(isi[0]) and isi[0] == isi[1]


def _is_sama_berkas(satu: LaporanBendahara, lain: LaporanBendahara) -> bool:
    return satu.keterangan.berkas.casefold() == lain.keterangan.berkas.casefold()


def _explain_kembar(baru: LaporanBendahara, lama: LaporanBendahara) -> str:
    if _is_sama_berkas(baru, lama):
        return "terdaftar dua kali"
    return f"isinya sama dengan {lama.keterangan.berkas}"
