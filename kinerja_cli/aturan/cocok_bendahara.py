"""Mencocokkan realisasi anggaran dengan laporan bendahara; hanya yang sebanding."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kinerja_cli.aturan.anggaran import group_uang
from kinerja_cli.aturan.dugaan import Dugaan, join_dugaan
from kinerja_cli.aturan.dugaan_selisih import PencariSebab
from kinerja_cli.aturan.keuangan import (
    Pembanding,
    RingkasanKeuangan,
    find_versi_pagu,
    sum_pagu,
)
from kinerja_cli.aturan.konteks import KonteksVerifikasi, SelUang
from kinerja_cli.aturan.konteks_dinas import CocokKode
from kinerja_cli.model.cetak import format_rupiah, format_tanggal
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.fakta import KumpulanFakta
from kinerja_cli.model.nilai import JenisNilai
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.temuan import Temuan, build_temuan

NOL = Decimal(0)
FOLDER_KEUANGAN = "sumber/keuangan/"


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
    pencari = PencariSebab(konteks, pembanding)
    for kode, daftar in group_uang(konteks).items():
        yield from _check_kode(pencari, daftar, konteks.dinas.match(pembanding, kode, konteks.unit))


def _check_kode(pencari: PencariSebab, daftar: list[SelUang], cocok: CocokKode) -> Iterator[Temuan]:
    konteks, pembanding = pencari.konteks, pencari.pembanding
    tempat = konteks.tempat_uang(daftar[0].kunci)
    nama = _format_nama(daftar)
    if cocok.tertahan:
        yield build_temuan("KEU319", **tempat, nama=nama, alasan=cocok.tertahan)
        return
    if cocok.menunggu:
        unit = ", ".join(konteks.format_unit(u) for u in cocok.menunggu)
        yield build_temuan("KEU315", **tempat, nama=nama, unit_lain=unit)
        return
    belum = _find_belum_ada(konteks, daftar)
    if cocok.bidang is None and not (belum and cocok.bendahara):
        return
    if cocok.bidang is not None and not cocok.is_beda(konteks.definisi.kebijakan.toleransi_rupiah):
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
        **_isi_dugaan([] if cocok.bidang is None else pencari.explain(cocok.kode)),
    )


def _isi_dugaan(daftar: list[Dugaan]) -> dict[str, str]:
    """Isi templat ``dugaan`` dan ``saran``; kosong bila tidak ada sebab tunggal yang pas."""
    if not daftar:
        return {"dugaan": "", "saran": ""}
    return {
        "dugaan": f"; kemungkinan sebab: {join_dugaan(daftar)}",
        "saran": f"{daftar[0].saran}; bila bukan itu, ",
    }


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
    definisi: Definisi,
    periode: Periode,
    keuangan: RingkasanKeuangan | None,
    fakta: KumpulanFakta | None = None,
) -> list[Temuan]:
    """Temuan tingkat dinas: laporan yang tidak dijumlah, di luar DPA, dan pagu yang berbeda."""
    konteks = KonteksVerifikasi(definisi, periode, "", fakta or KumpulanFakta(), keuangan)
    pembanding = konteks.pembanding
    if isinstance(pembanding, str):
        return []
    luar = [
        build_temuan(
            "KEU318",
            berkas=f"{FOLDER_KEUANGAN}{b.laporan.keterangan.berkas}",
            kunci=b.laporan.keterangan.berkas,
            alasan=b.alasan,
        )
        for b in pembanding.lain
    ]
    return [*luar, *_check_pagu(konteks, pembanding)]


def _check_pagu(konteks: KonteksVerifikasi, pembanding: Pembanding) -> Iterator[Temuan]:
    definisi = konteks.definisi
    pagu = sum_pagu(definisi, pembanding.versi)
    pencari = PencariSebab(konteks, pembanding)
    for kode, jumlah in sorted(pembanding.per_kode.items()):
        berkas, sel = jumlah.asal
        isi = {
            "berkas": f"{FOLDER_KEUANGAN}{berkas}",
            "sel": sel,
            "kunci": kode,
            "uraian": jumlah.uraian or definisi.nama_nomenklatur.get(kode, ""),
            "versi": pembanding.versi,
        }
        if kode not in pagu:
            if jumlah.realisasi != 0:
                rupiah = format_rupiah(jumlah.realisasi)
                dugaan = _isi_dugaan(pencari.explain(kode))
                yield build_temuan("KEU316", **isi, **dugaan, bendahara=rupiah)
        elif abs(jumlah.anggaran - pagu[kode]) > definisi.kebijakan.toleransi_rupiah:
            sama = " dan ".join(find_versi_pagu(definisi, kode, jumlah.anggaran))
            yield build_temuan(
                "KEU317",
                **isi,
                bendahara=format_rupiah(jumlah.anggaran),
                pagu=format_rupiah(pagu[kode]),
                dugaan=f"; sama dengan pagu {sama}" if sama else "",
            )
