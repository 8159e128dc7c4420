"""Aturan atas realisasi anggaran unit: pagu, tanda, arah, dan kaitannya dengan keluaran."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kinerja_cli.aturan.konteks import (
    KonteksVerifikasi,
    SelUang,
    format_indikator,
    is_sub_kegiatan,
)
from kinerja_cli.capaian.indikator import HitungPeriode, read_target
from kinerja_cli.model.cetak import format_persen, format_rupiah
from kinerja_cli.model.istilah import Arah
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisIndikator
from kinerja_cli.model.temuan import Temuan, build_temuan

NOL = Decimal(0)
SERATUS = Decimal(100)


def check_pagu(konteks: KonteksVerifikasi) -> Iterator[Temuan]:
    """Realisasi tidak negatif dan tidak melebihi pagu yang berlaku."""
    for uang in konteks.uang:
        angka = konteks.nilai_uang(uang.pagu).angka
        if angka is None:
            continue
        isi = {"nama": uang.nama, "realisasi": format_rupiah(angka)}
        if angka < 0:
            yield build_temuan("KEU304", **konteks.tempat_uang(uang.kunci), **isi)
        if angka > uang.pagu.pagu:
            penjelasan = konteks.penjelasan_uang(uang.kunci)
            yield build_temuan(
                "KEU303" if penjelasan else "KEU302",
                **konteks.tempat_uang(uang.kunci),
                **isi,
                pagu=format_rupiah(uang.pagu.pagu),
                versi=uang.pagu.versi,
                penjelasan=penjelasan,
            )


def check_turun(konteks: KonteksVerifikasi) -> Iterator[Temuan]:
    """Angka sejak 1 Januari hanya turun karena pengembalian, dan itu dijelaskan."""
    for uang in konteks.uang:
        angka = konteks.nilai_uang(uang.pagu).angka
        lalu = [
            (p, a)
            for p in konteks.periode_uang.sebelum()
            if (a := konteks.nilai_uang(uang.pagu, p).angka) is not None
        ]
        if angka is None or not lalu or angka >= lalu[-1][1]:
            continue
        if not konteks.penjelasan_uang(uang.kunci):
            yield build_temuan(
                "KEU305",
                **konteks.tempat_uang(uang.kunci),
                nama=uang.nama,
                realisasi=format_rupiah(angka),
                sebelum=format_rupiah(lalu[-1][1]),
                periode_lalu=lalu[-1][0].nama,
            )


def check_keluaran(konteks: KonteksVerifikasi) -> Iterator[Temuan]:
    """Uang keluar tanpa keluaran, atau keluaran penuh tanpa uang, perlu dijelaskan."""
    for kode, daftar in group_uang(konteks).items():
        jumlah = sum_uang(konteks, daftar)
        keluaran = _list_keluaran(konteks, kode)
        if jumlah is None or not keluaran or _is_dijelaskan(konteks, daftar, keluaran):
            continue
        tempat = konteks.tempat_uang(daftar[0].kunci)
        if jumlah > 0 and all(_is_nihil(konteks, i, h) for i, h in keluaran):
            yield build_temuan(
                "KEU306",
                **tempat,
                nama=daftar[0].nama,
                realisasi=format_rupiah(jumlah),
                target=_format_target(konteks, keluaran[0][0]),
            )
        pagu = sum((u.pagu.pagu for u in daftar), NOL)
        capaian = [h.hasil.tercetak for _, h in keluaran]
        terendah = min((c for c in capaian if c is not None), default=NOL)
        if jumlah == 0 and pagu > 0 and None not in capaian and terendah >= SERATUS:
            yield build_temuan(
                "KEU307",
                **tempat,
                nama=daftar[0].nama,
                capaian=format_persen(terendah),
                pagu=format_rupiah(pagu),
            )


def group_uang(konteks: KonteksVerifikasi) -> dict[str, list[SelUang]]:
    """Baris anggaran unit menurut kode sub kegiatan."""
    hasil: dict[str, list[SelUang]] = {}
    for uang in konteks.uang:
        hasil.setdefault(uang.pagu.kode, []).append(uang)
    return hasil


def sum_uang(konteks: KonteksVerifikasi, daftar: list[SelUang]) -> Decimal | None:
    """Jumlah realisasi; ``None`` bila satu saja belum dilaporkan."""
    angka = [konteks.nilai_uang(u.pagu).angka for u in daftar]
    return None if None in angka else sum((a for a in angka if a is not None), NOL)


def _list_keluaran(
    konteks: KonteksVerifikasi, kode: str
) -> list[tuple[BarisIndikator, HitungPeriode]]:
    """Keluaran sub kegiatan unit yang realisasinya ada dan makin tinggi makin baik."""
    semua = [
        (i, konteks.hitung(i))
        for i in konteks.indikator
        if is_sub_kegiatan(i) and i.kode == kode and i.arah is Arah.NAIK
    ]
    return [(i, h) for i, h in semua if h and h.sampai.angka is not None and konteks.has_nilai(i)]


def _is_nihil(konteks: KonteksVerifikasi, indikator: BarisIndikator, h: HitungPeriode) -> bool:
    """Benar bila keluaran sampai periode ini nol padahal sudah ditargetkan."""
    return h.sampai.angka == 0 and any(t > 0 for t in _list_target(konteks, indikator))


def _list_target(konteks: KonteksVerifikasi, indikator: BarisIndikator) -> list[Decimal]:
    """Target triwulan sampai periode ini yang berupa angka."""
    baris = konteks.definisi.target_berlaku(indikator.kode_indikator, konteks.periode)
    if baris is None:
        return []
    daftar = (*konteks.periode.triwulan(), *([Periode.TAHUN] if _is_tahun(konteks) else []))
    bacaan = [read_target(indikator, baris.teks(p))[0] for p in daftar]
    return [t.angka for t in bacaan if t and t.angka is not None]


def _is_tahun(konteks: KonteksVerifikasi) -> bool:
    return konteks.periode in {Periode.TW4, Periode.TAHUN}


def _format_target(konteks: KonteksVerifikasi, indikator: BarisIndikator) -> str:
    baris = konteks.definisi.target_berlaku(indikator.kode_indikator, konteks.periode)
    return f"{baris.tahun if baris else '-'} {indikator.satuan} setahun"


def _is_dijelaskan(
    konteks: KonteksVerifikasi,
    daftar: list[SelUang],
    keluaran: list[tuple[BarisIndikator, HitungPeriode]],
) -> bool:
    uang = any(konteks.penjelasan_uang(u.kunci) for u in daftar)
    kata = any(konteks.penjelasan(i.kode_indikator, "penghambat", "pendorong") for i, _ in keluaran)
    return uang or kata


def check_tanpa_anggaran(konteks: KonteksVerifikasi) -> Iterator[Temuan]:
    """Keluaran sub kegiatan yang dilaporkan tanpa pagu di unit mana pun."""
    if konteks.periode is Periode.TAHUN:
        return
    for indikator in konteks.jatuh_tempo:
        if not is_sub_kegiatan(indikator) or not konteks.has_nilai(indikator):
            continue
        hitung = konteks.hitung(indikator)
        pagu = sum((p.pagu for p in konteks.pagu_per_kode.get(indikator.kode, ())), NOL)
        if hitung and hitung.realisasi.angka and not pagu:
            yield build_temuan(
                "KEU308",
                **konteks.tempat_indikator(indikator),
                nama=format_indikator(indikator),
                sub_kegiatan=indikator.kode,
            )
