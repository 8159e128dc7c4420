"""Mencocokkan realisasi anggaran dengan laporan bendahara; hanya yang sebanding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kinerja_cli.aturan.anggaran import group_uang
from kinerja_cli.aturan.keuangan import Pembanding, RingkasanKeuangan, choose_pembanding
from kinerja_cli.aturan.konteks import KonteksVerifikasi, SelUang
from kinerja_cli.model.cetak import format_rupiah, format_tanggal
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.nilai import JenisNilai
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.temuan import Temuan, build_temuan

NOL = Decimal(0)


@dataclass(frozen=True, slots=True)
class CocokKode:
    """Satu sub kegiatan di kedua pihak; ``None`` berarti pihak itu tidak mempunyai angkanya.

    ``bidang`` jumlah semua unit pemilik sub kegiatan, karena laporan bendahara tidak memisahkannya.
    """

    kode: str
    bidang: Decimal | None
    bendahara: Decimal | None
    menunggu: tuple[str, ...] = ()

    @property
    def selisih(self) -> Decimal | None:
        """Bidang dikurangi bendahara; ``None`` bila belum dapat dibandingkan."""
        if self.bidang is None or (self.bendahara is None and self.bidang != 0):
            return None
        return self.bidang - (self.bendahara or NOL)


def match_kode(konteks: KonteksVerifikasi, pembanding: Pembanding, kode: str) -> CocokKode:
    """Jumlah kedua pihak untuk satu sub kegiatan."""
    baris = konteks.pagu_per_kode.get(kode, ())
    nilai = [(p.kode_unit, konteks.nilai_uang(p)) for p in baris]
    kosong = {unit for unit, n in nilai if n.angka is None}
    bidang = None if kosong else sum((n.angka or NOL for _, n in nilai), NOL)
    jumlah = pembanding.per_kode.get(kode)
    return CocokKode(
        kode, bidang, jumlah.realisasi if jumlah else None, tuple(sorted(kosong - {konteks.unit}))
    )


def check_bendahara(konteks: KonteksVerifikasi) -> Iterator[Temuan]:
    """Realisasi bidang sama dengan kolom 13 bendahara, per sub kegiatan."""
    if not konteks.uang:
        return
    pembanding = konteks.pembanding
    if isinstance(pembanding, str):
        tanggal = format_tanggal(konteks.periode.akhir(konteks.definisi.tahun))
        tempat = konteks.tempat(konteks.unit, "realisasi", "Anggaran")
        yield build_temuan("KEU314", **tempat, alasan=pembanding, tanggal=tanggal)
        return
    for kode, daftar in group_uang(konteks).items():
        yield from _check_kode(konteks, pembanding, daftar, match_kode(konteks, pembanding, kode))


def _check_kode(
    konteks: KonteksVerifikasi, pembanding: Pembanding, daftar: list[SelUang], cocok: CocokKode
) -> Iterator[Temuan]:
    tempat = konteks.tempat_uang(daftar[0].kunci)
    nama = _format_nama(daftar)
    if cocok.menunggu:
        unit = ", ".join(konteks.format_unit(u) for u in cocok.menunggu)
        yield build_temuan("KEU315", **tempat, nama=nama, unit_lain=unit)
        return
    belum = _find_belum_ada(konteks, daftar)
    if cocok.bidang is None and not (belum and cocok.bendahara):
        return
    toleransi = konteks.definisi.kebijakan.toleransi_rupiah
    if cocok.selisih is not None and abs(cocok.selisih) <= toleransi:
        return
    penjelasan = next((t for u in daftar if (t := konteks.penjelasan_uang(u.kunci))), "")
    hilang = cocok.bendahara is None
    kode = "KEU312" if penjelasan else "KEU313" if hilang else "KEU311"
    bendahara = cocok.bendahara or NOL
    yield build_temuan(
        kode,
        **tempat,
        nama=nama,
        bidang=belum or format_rupiah(cocok.bidang or NOL),
        bendahara="tidak memuatnya" if hilang else format_rupiah(bendahara),
        basis=pembanding.basis.value,
        tanggal=format_tanggal(pembanding.tanggal),
        selisih=format_rupiah((cocok.bidang or NOL) - bendahara),
        penjelasan=penjelasan,
    )


def _format_nama(daftar: list[SelUang]) -> str:
    if len(daftar) == 1:
        return daftar[0].nama
    pagu = daftar[0].pagu
    return f"{daftar[0].nama.rsplit(' (', 1)[0]} ({len(daftar)} sumber dana, {pagu.kode_unit})"


def _find_belum_ada(konteks: KonteksVerifikasi, daftar: list[SelUang]) -> str:
    """Pernyataan belum ada data dari unit ini; kosong bila tidak ada."""
    nilai = [konteks.nilai_uang(u.pagu) for u in daftar]
    return next(
        (f"belum ada data ({n.teks})" for n in nilai if n.jenis is JenisNilai.BELUM_ADA), ""
    )


def check_laporan(
    definisi: Definisi, periode: Periode, keuangan: RingkasanKeuangan | None
) -> list[Temuan]:
    """Temuan tingkat dinas: sub kegiatan di luar DPA dan pagu yang berbeda."""
    pembanding = choose_pembanding(keuangan, definisi, periode)
    if isinstance(pembanding, str):
        return []
    pagu: dict[str, Decimal] = {}
    for p in definisi.pagu_berlaku(periode):
        pagu[p.kode] = pagu.get(p.kode, NOL) + p.pagu
    temuan = []
    for kode, jumlah in sorted(pembanding.per_kode.items()):
        isi = {
            "berkas": jumlah.asal[0],
            "sel": jumlah.asal[1],
            "kunci": kode,
            "uraian": jumlah.uraian or definisi.nama_nomenklatur.get(kode, ""),
            "versi": pembanding.versi,
        }
        if kode not in pagu:
            if jumlah.realisasi != 0:
                rupiah = format_rupiah(jumlah.realisasi)
                temuan.append(build_temuan("KEU316", **isi, bendahara=rupiah))
        elif abs(jumlah.anggaran - pagu[kode]) > definisi.kebijakan.toleransi_rupiah:
            rupiah = format_rupiah(jumlah.anggaran)
            sumber = format_rupiah(pagu[kode])
            temuan.append(build_temuan("KEU317", **isi, bendahara=rupiah, pagu=sumber))
    return temuan
