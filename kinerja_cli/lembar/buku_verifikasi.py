"""Lembar verifikasi sebagai buku: ringkasan, rekonsiliasi, lalu lembar-lembar setiap unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kinerja_cli.aturan.bentuk_rekonsiliasi import Rekonsiliasi
from kinerja_cli.aturan.bentuk_verifikasi import (
    BarisAnggaranVerifikasi,
    BarisVerifikasi,
    IsiLembar,
    LembarVerifikasi,
    count_ya,
)
from kinerja_cli.lembar.buku_rekonsiliasi import build_lembar_rekonsiliasi
from kinerja_cli.lembar.buku_rtl import build_lembar_rtl
from kinerja_cli.lembar.tulis_buku import BarisBuku, Buku, IsiBuku, KolomBuku, LembarBuku
from kinerja_cli.model.angka import round_setengah_naik
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.kolom import Wujud
from kinerja_cli.model.periode import Periode

NILAI = Wujud.NILAI
RUPIAH = Wujud.RUPIAH
KOLOM_KINERJA = (
    KolomBuku("No", Wujud.BULAT, 5),
    KolomBuku("Kode", lebar=12),
    KolomBuku("Indikator kinerja", lebar=40),
    KolomBuku("Satuan", lebar=11),
    KolomBuku("Target", NILAI, 11),
    KolomBuku(("Realisasi", "Dilaporkan"), NILAI, 13),
    KolomBuku(("Realisasi", "Hasil verifikasi"), NILAI, 13),
    KolomBuku("Capaian (%)", Wujud.PERSEN, 11),
    KolomBuku("Bukti", lebar=26),
    KolomBuku("Kesesuaian", lebar=11),
    KolomBuku("Catatan/klarifikasi", lebar=48),
    KolomBuku("Diperbaiki tanggal", Wujud.TANGGAL, 12),
    KolomBuku("Paraf", lebar=9),
)
KOLOM_ANGGARAN = (
    KolomBuku("No", Wujud.BULAT, 5),
    KolomBuku("Kode", lebar=20),
    KolomBuku("Sub kegiatan", lebar=50),
    KolomBuku("Sumber dana", lebar=12),
    KolomBuku("Pagu (Rp)", RUPIAH, 18),
    KolomBuku(("Realisasi (Rp)", "Bidang"), RUPIAH, 18),
    KolomBuku(("Realisasi (Rp)", "Bendahara"), RUPIAH, 18),
    KolomBuku("Selisih (Rp)", RUPIAH, 16),
    KolomBuku("Kesesuaian", lebar=11),
    KolomBuku("Catatan/klarifikasi", lebar=48),
)


@dataclass(frozen=True, slots=True)
class UnitLain:
    """Unit wajib lapor yang tidak diverifikasi, dan sebabnya."""

    kode_unit: str
    nama_unit: str
    status: str
    alasan: str


@dataclass(frozen=True, slots=True)
class Pemeriksa:
    """Siapa yang memeriksa dan kapan; nama kosong bila belum disebut."""

    tempat: str
    tanggal: str
    jabatan: str = ""
    nama: str = ""
    nip: str = ""

    @property
    def sebutan(self) -> str:
        """Satu baris untuk kepala ringkasan."""
        siapa = ", ".join(t for t in (self.nama, self.jabatan) if t) or "pemeriksa belum disebut"
        return f"Diperiksa {siapa}, {self.tanggal}"

    @property
    def tanda_tangan(self) -> tuple[str, ...]:
        """Baris-baris blok tanda tangan."""
        nip = (f"NIP {self.nip}",) if self.nip else ()
        return (
            f"{self.tempat}, {self.tanggal}",
            f"{self.jabatan or 'Pemeriksa'},",
            "",
            "",
            "",
            self.nama or "................................",
            *nip,
        )


@dataclass(frozen=True, slots=True)
class BagianDinas:
    """Yang menyangkut semua unit: unit lain, kalimat aturan yang diubah kantor, rekonsiliasi."""

    lain: Sequence[UnitLain] = ()
    setelan: Sequence[str] = ()
    rekonsiliasi: Rekonsiliasi | None = None
    jejak: str = ""
    """Baris riwayat yang mendasarinya, dicetak di kaki halaman."""


def build_buku(
    definisi: Definisi,
    periode: Periode,
    lembar: Sequence[LembarVerifikasi],
    pemeriksa: Pemeriksa,
    dinas: BagianDinas,
) -> Buku:
    """Satu buku untuk semua unit yang diverifikasi; unit lain hanya disebut di ringkasan."""
    kepala = (
        "LEMBAR VERIFIKASI DATA KINERJA",
        definisi.instansi.nama,
        f"{periode.nama} Tahun {definisi.tahun}",
    )
    rinci = [b for unit in lembar for b in _build_unit(kepala, unit, pemeriksa)]
    banding = dinas.rekonsiliasi
    sisipan = [build_lembar_rekonsiliasi(kepala, banding)] if banding else []
    return Buku(
        (_build_ringkasan((*kepala, pemeriksa.sebutan), lembar, dinas), *sisipan, *rinci),
        f"Lembar verifikasi {periode.value} {definisi.tahun}, {definisi.kebijakan.nama}, "
        f"jejak {dinas.jejak or '-'}",
    )


def _build_ringkasan(
    kepala: tuple[str, ...],
    lembar: Sequence[LembarVerifikasi],
    dinas: BagianDinas,
) -> LembarBuku:
    kolom = (
        KolomBuku("Kode unit", lebar=14),
        KolomBuku("Unit", lebar=44),
        KolomBuku("Keputusan", lebar=12),
        KolomBuku("Indikator sesuai", lebar=12),
        KolomBuku("Anggaran sesuai", lebar=12),
        KolomBuku("Alasan", lebar=90),
    )
    baris = [
        BarisBuku(
            (
                u.kode_unit,
                u.nama_unit,
                u.keputusan.jawaban,
                *_count_sesuai([u]),
                "; ".join(u.keputusan.alasan),
            )
        )
        for u in lembar
    ]
    baris += [
        BarisBuku((u.kode_unit, u.nama_unit, u.status, "-", "-", u.alasan)) for u in dinas.lain
    ]
    ya = f"{sum(u.keputusan.jawaban == 'Ya' for u in lembar)} Ya dari {len(lembar)}"
    baris.append(
        BarisBuku(("", "Jumlah yang diperiksa", ya, *_count_sesuai(lembar), ""), tebal=True)
    )
    catatan = tuple(f"Aturan yang diubah kantor: {s}" for s in dinas.setelan)
    return LembarBuku("Ringkasan", kepala, kolom, baris, catatan=catatan, kolom_warna=(2,))


def _count_sesuai(lembar: Sequence[LembarVerifikasi]) -> tuple[str, str]:
    """Indikator dan baris anggaran yang sesuai."""
    indikator = [b.kesesuaian for u in lembar for b in u.indikator if b.kesesuaian]
    anggaran = [b.kesesuaian for u in lembar for b in u.anggaran if not b.jumlah]
    return count_ya(indikator), count_ya(anggaran)


def _build_unit(
    kepala: tuple[str, ...], unit: LembarVerifikasi, pemeriksa: Pemeriksa
) -> tuple[LembarBuku, ...]:
    judul = (*kepala, unit.nama_unit, f"Keputusan: {unit.keputusan.jawaban}")
    kinerja = LembarBuku(
        f"{unit.kode_unit} Kinerja",
        judul,
        KOLOM_KINERJA,
        _group_jenjang(unit.indikator),
        catatan=unit.catatan,
        kolom_warna=(9,),
        tanda_tangan=pemeriksa.tanda_tangan,
    )
    anggaran = LembarBuku(
        f"{unit.kode_unit} Anggaran",
        (*judul, unit.pembanding[:1].upper() + unit.pembanding[1:]),
        KOLOM_ANGGARAN,
        [
            *(BarisBuku(_isi_anggaran(b), tebal=b.jumlah) for b in unit.anggaran),
            *_sum_anggaran(unit),
        ],
        kolom_warna=(8,),
        tanda_tangan=pemeriksa.tanda_tangan,
    )
    rtl = (build_lembar_rtl(judul, unit),) if unit.rtl else ()
    return kinerja, anggaran, *rtl


def _sum_anggaran(unit: LembarVerifikasi) -> Iterator[BarisBuku]:
    """Jumlah unit; bendahara dari baris yang dibandingkan saja."""
    rinci = [b for b in unit.anggaran if not b.jumlah]
    if len(rinci) < 2:
        return
    isi = (
        _sum(b.pagu for b in rinci),
        _sum(b.realisasi_bidang for b in rinci),
        _sum(b.realisasi_bendahara for b in unit.anggaran),
        _sum(b.selisih for b in unit.anggaran),
    )
    yield BarisBuku((None, "", "Jumlah", "", *isi, "", ""), tebal=True)


def _sum(daftar: Iterable[Decimal | None]) -> Decimal | None:
    ada = [n for n in daftar if n is not None]
    return sum(ada, Decimal(0)) if ada else None


def _group_jenjang(daftar: Sequence[BarisVerifikasi]) -> list[BarisBuku]:
    baris: list[BarisBuku] = []
    jenjang = ""
    for b in daftar:
        if b.jenjang != jenjang:
            jenjang = b.jenjang
            baris.append(BarisBuku((jenjang.capitalize(),), kelompok=True))
        baris.append(BarisBuku(_isi_kinerja(b)))
    return baris


def _isi_kinerja(baris: BarisVerifikasi) -> tuple[IsiBuku, ...]:
    return (
        baris.nomor,
        baris.kode,
        baris.indikator,
        baris.satuan,
        baris.target,
        _round(baris.dilaporkan, baris.desimal),
        _round(baris.hasil, baris.desimal),
        baris.capaian,
        baris.bukti,
        baris.kesesuaian,
        baris.catatan,
        baris.diperbaiki,
        baris.paraf,
    )


def _round(isi: IsiLembar, desimal: int) -> IsiBuku:
    """Angka seperti tercetak di dokumen lain: sama banyak desimalnya."""
    return round_setengah_naik(isi, desimal) if isinstance(isi, Decimal) else isi


def _isi_anggaran(baris: BarisAnggaranVerifikasi) -> tuple[IsiBuku, ...]:
    return (
        baris.nomor,
        baris.kode,
        baris.uraian,
        baris.sumber_dana,
        baris.pagu,
        baris.realisasi_bidang,
        baris.realisasi_bendahara,
        baris.selisih,
        baris.kesesuaian,
        baris.catatan,
    )
