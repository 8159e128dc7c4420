"""Baris yang ditinjau pemeriksa satu per satu: isinya, temuannya, dan tanda yang sudah ada."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kinerja_cli.aturan.bentuk_verifikasi import (
    BarisAnggaranVerifikasi,
    BarisVerifikasi,
    IsiLembar,
)
from kinerja_cli.aturan.konteks import KonteksVerifikasi, SelRealisasi, SelUang
from kinerja_cli.aturan.lembar_verifikasi import build_lembar
from kinerja_cli.aturan.penilaian import (
    describe_penilaian,
    find_putusan,
    is_terkecualikan,
    list_kode,
    list_sel,
)
from kinerja_cli.aturan.verifikasi import decide
from kinerja_cli.capaian.cetak_fakta import TEKS_BELUM_ADA
from kinerja_cli.model.cetak import format_angka, format_persen, format_rupiah
from kinerja_cli.model.penilaian import Penilaian
from kinerja_cli.model.sumber import BarisIndikator
from kinerja_cli.model.temuan import Temuan, Tingkat

TANPA_TEMUAN = len(Tingkat)
Rincian = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class BarisTinjau:
    """Satu baris formulir; ``rincian`` pasangan (judul, isi) yang perlu dilihat pemeriksa."""

    unit: str
    nama_unit: str
    kunci: str
    nama: str
    rincian: Rincian
    temuan: tuple[Temuan, ...]
    tanda: tuple[Penilaian, ...]
    putusan: Penilaian | None
    """Tanda yang masih memutuskan baris ini."""
    kolom: tuple[str, ...]
    """Kolom yang nilainya dapat disepakati; kosong untuk anggaran."""

    @property
    def berat(self) -> int:
        """Nol bila ada galat; makin besar makin ringan."""
        urut = list(Tingkat)
        return min((urut.index(t.tingkat) for t in self.temuan), default=TANPA_TEMUAN)

    @property
    def bergalat(self) -> bool:
        """Benar bila ada galat aturan, sehingga belum dapat dinyatakan sesuai."""
        return bool(list_kode(self.temuan, Tingkat.GALAT))

    @property
    def pertanyaan(self) -> Penilaian | None:
        """Pertanyaan yang belum dijawab."""
        return next((p for p in self.tanda if p.terbuka), None)

    @property
    def terkecualikan(self) -> tuple[Temuan, ...]:
        """Temuan yang perlu tindakan dan boleh dikecualikan."""
        return tuple(
            t for t in self.temuan if t.tingkat is not Tingkat.CATATAN and is_terkecualikan(t.kode)
        )

    @property
    def kode(self) -> str:
        """Kode temuan yang perlu tindakan, dipisah koma."""
        return ",".join(sorted(list_kode(self.temuan)))


def build_daftar_tinjau(
    konteks: KonteksVerifikasi, temuan: Sequence[Temuan], penilaian: Sequence[Penilaian]
) -> list[BarisTinjau]:
    """Baris unit yang dapat diputuskan, urut formulir; yang belum waktunya tidak ikut."""
    lembar = build_lembar(konteks, temuan, decide(temuan))
    uang = {(u.pagu.kode, u.pagu.sumber_dana): u for u in konteks.uang}
    isi = [(b.kode, b.indikator, _describe_indikator(konteks, b)) for b in lembar.indikator
           if b.kesesuaian]  # fmt: skip
    for a in lembar.anggaran:
        if not a.jumlah:
            sel = uang[a.kode, a.sumber_dana]
            isi.append((sel.kunci, sel.nama, _describe_anggaran(konteks, a, sel)))
    return [_build_baris(konteks, *b, temuan, penilaian) for b in isi]


def _build_baris(
    konteks: KonteksVerifikasi,
    kunci: str,
    nama: str,
    rincian: Rincian,
    temuan: Sequence[Temuan],
    penilaian: Sequence[Penilaian],
) -> BarisTinjau:
    milik = tuple(t for t in temuan if t.kunci == kunci)
    tanda = tuple(p for p in penilaian if p.kunci == kunci)
    return BarisTinjau(
        unit=konteks.unit,
        nama_unit=konteks.format_unit(konteks.unit),
        kunci=kunci,
        nama=nama,
        rincian=(*rincian, *(("Tanda", describe_penilaian(p)) for p in tanda)),
        temuan=tuple(sorted(milik, key=lambda t: list(Tingkat).index(t.tingkat))),
        tanda=tanda,
        putusan=find_putusan(konteks, kunci, tanda, milik),
        kolom=tuple(s.kolom for s in list_sel(konteks, kunci)),
    )


def _describe_indikator(konteks: KonteksVerifikasi, baris: BarisVerifikasi) -> Rincian:
    kode = baris.kode
    indikator = next((i for i in konteks.indikator if i.kode_indikator == kode), None)
    isi = [("Satuan", baris.satuan)]
    if indikator:
        isi.append(("Arah", indikator.arah.value))
        isi.append(("Target", baris.target or TEKS_BELUM_ADA))
    sel = list_sel(konteks, kode)
    if len(sel) > 1:
        isi += [_describe_sel(konteks, s) for s in sel]
    isi.append(("Realisasi dilaporkan", _format(baris.dilaporkan, baris.desimal)))
    if baris.hasil != baris.dilaporkan:
        isi.append(("Hasil verifikasi", _format(baris.hasil, baris.desimal)))
    if indikator:
        isi.append(("Capaian", _describe_capaian(konteks, indikator, baris)))
        isi += _describe_lalu(konteks, indikator)
    if baris.bukti:
        isi.append(("Bukti", baris.bukti))
    return tuple(isi)


def _describe_sel(konteks: KonteksVerifikasi, sel: SelRealisasi) -> tuple[str, str]:
    fakta = konteks.fakta.fakta(konteks.periode, sel.subjek, sel.kolom_fakta)
    nilai = fakta.nilai if fakta else None
    teks = _format(nilai.angka if nilai and nilai.angka is not None else
                   nilai.teks if nilai else None, sel.indikator.presisi)  # fmt: skip
    return sel.kolom.capitalize(), f"{teks} {sel.satuan} ({sel.nama})"


def _describe_capaian(
    konteks: KonteksVerifikasi, indikator: BarisIndikator, baris: BarisVerifikasi
) -> str:
    hitung = konteks.hitung(indikator)
    if baris.capaian is None:
        sebab = hitung.hasil.alasan if hitung else ""
        return f"{TEKS_BELUM_ADA} ({sebab})" if sebab else TEKS_BELUM_ADA
    kategori = hitung.hasil.kategori if hitung else ""
    return f"{format_persen(baris.capaian)}%" + (f", {kategori}" if kategori else "")


def _describe_lalu(
    konteks: KonteksVerifikasi, indikator: BarisIndikator
) -> Iterator[tuple[str, str]]:
    lalu = konteks.riwayat_lalu.get(indikator.kode_indikator)
    if lalu is not None:
        target = f" (target {lalu.target})" if lalu.target else ""
        yield f"Realisasi {lalu.tahun}", f"{lalu.realisasi}{target}"


def _describe_anggaran(
    konteks: KonteksVerifikasi, baris: BarisAnggaranVerifikasi, sel: SelUang
) -> Rincian:
    fakta = konteks.fakta.fakta(konteks.periode_uang, sel.kunci, "realisasi")
    isi = [
        ("Pagu", format_rupiah(baris.pagu)),
        ("Realisasi dilaporkan", _format_rupiah(fakta.nilai.angka if fakta else None)),
    ]
    if fakta and fakta.hasil_verifikasi:
        isi.append(("Hasil verifikasi", _format_rupiah(baris.realisasi_bidang)))
    if baris.realisasi_bendahara is not None:
        isi.append(("Menurut bendahara", format_rupiah(baris.realisasi_bendahara)))
    return tuple(isi)


def _format(isi: IsiLembar, desimal: int) -> str:
    if isinstance(isi, Decimal):
        return format_angka(isi, desimal)
    return isi or "kosong"


def _format_rupiah(angka: Decimal | None) -> str:
    return "kosong" if angka is None else format_rupiah(angka)
