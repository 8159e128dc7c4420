"""Pagu dan realisasi anggaran: disimpan per sub kegiatan, dijumlah ke atas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import accumulate
from typing import Literal, TypedDict

from kinerja_cli.capaian.cetak_fakta import PembuatFakta
from kinerja_cli.capaian.rekap_renja import PerekapUangRenja
from kinerja_cli.model.data_kinerja import DataAnggaran, Fakta
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.fakta import KumpulanFakta
from kinerja_cli.model.istilah import StatusAngka
from kinerja_cli.model.kunci import build_kunci_uang
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisPagu

JenjangAnggaran = Literal["program", "kegiatan", "sub kegiatan"]


class TigaAngka(TypedDict):
    """Pagu, realisasi, dan serapan sebagai fakta."""

    pagu: Fakta
    realisasi: Fakta
    serapan: Fakta


class EmpatAngka(TigaAngka):
    """Ketiganya dan sisanya."""

    sisa: Fakta


@dataclass(frozen=True, slots=True)
class BarisUang:
    """Satu baris DPA dengan realisasinya; ``None`` berarti belum dilaporkan."""

    kode: str
    unit: str
    pagu: Decimal
    realisasi: Decimal | None
    triwulan: tuple[Decimal | None, ...] = ()
    """Realisasi s.d. setiap triwulan; yang terakhir sama dengan ``realisasi``."""

    def scale(self, porsi: Decimal) -> BarisUang:
        """Bagian ``porsi`` (0 sampai 1) dari baris ini."""
        realisasi = None if self.realisasi is None else self.realisasi * porsi
        return replace(self, pagu=self.pagu * porsi, realisasi=realisasi)


@dataclass(frozen=True, slots=True)
class JumlahUang:
    """Jumlah sekelompok baris; ``belum`` baris yang realisasinya belum dilaporkan."""

    pagu: Decimal
    realisasi: Decimal | None
    belum: int
    banyak: int

    @property
    def serapan(self) -> Decimal | None:
        """Realisasi / pagu x 100; ``None`` bila pagu nol atau realisasi belum ada."""
        if self.realisasi is None or self.pagu == 0:
            return None
        return self.realisasi / self.pagu * 100

    @property
    def catatan(self) -> str:
        """Baris yang belum masuk jumlah disebut, tidak dianggap nol."""
        if not self.belum:
            return ""
        return f"{self.belum} dari {self.banyak} baris anggaran belum dilaporkan atau diverifikasi"


@dataclass(frozen=True, slots=True)
class RekapAnggaran:
    """Semua baris uang dan rekapnya per program, kegiatan, sub kegiatan."""

    baris: tuple[BarisUang, ...]
    daftar: tuple[DataAnggaran, ...]

    def total(self, pembuat: PembuatFakta) -> EmpatAngka:
        """Jumlah seluruh perangkat daerah; pagunya sama dengan DPA."""
        return build_empat(pembuat, sum_uang(self.baris), "dinas")

    def unit(self, pembuat: PembuatFakta, kode_unit: str) -> TigaAngka:
        """Jumlah satu unit."""
        milik = (b for b in self.baris if b.unit == kode_unit)
        return build_tiga(pembuat, sum_uang(milik), "unit", kode_unit)


def is_bagian(kode: str, induk: str) -> bool:
    """Benar bila kode adalah induk itu sendiri atau berada di bawahnya."""
    return kode == induk or kode.startswith(f"{induk}.")


def sum_uang(daftar: Iterable[BarisUang]) -> JumlahUang:
    """Jumlah pagu dan realisasi; realisasi ``None`` bila tidak satu pun dilaporkan."""
    semua = list(daftar)
    ada = [b.realisasi for b in semua if b.realisasi is not None]
    return JumlahUang(
        pagu=sum((b.pagu for b in semua), Decimal(0)),
        realisasi=sum(ada, Decimal(0)) if ada or not semua else None,
        belum=len(semua) - len(ada),
        banyak=len(semua),
    )


def build_tiga(pembuat: PembuatFakta, jumlah: JumlahUang, *bagian: str) -> TigaAngka:
    """Pagu, realisasi, serapan sebagai fakta berkunci ``bagian``."""
    alasan = "pagu nol" if jumlah.pagu == 0 else jumlah.catatan
    realisasi = pembuat.rupiah(jumlah.realisasi, *bagian, "anggaran", alasan=jumlah.catatan)
    serapan = pembuat.persen(jumlah.serapan, *bagian, "serapan", alasan=alasan)
    return {
        "pagu": pembuat.rupiah(jumlah.pagu, *bagian, "pagu"),
        "realisasi": _mark_sementara(realisasi, jumlah),
        "serapan": _mark_sementara(serapan, jumlah),
    }


def build_empat(pembuat: PembuatFakta, jumlah: JumlahUang, *bagian: str) -> EmpatAngka:
    """Pagu, realisasi, serapan, dan sisa sebagai fakta berkunci ``bagian``."""
    sisa = None if jumlah.realisasi is None else jumlah.pagu - jumlah.realisasi
    fakta = pembuat.rupiah(sisa, *bagian, "sisa", alasan=jumlah.catatan)
    return {**build_tiga(pembuat, jumlah, *bagian), "sisa": _mark_sementara(fakta, jumlah)}


def _mark_sementara(fakta: Fakta, jumlah: JumlahUang) -> Fakta:
    """Jumlah yang belum lengkap selalu sementara dan menyebut yang kurang."""
    if not jumlah.belum:
        return fakta
    return fakta.model_copy(update={"status": StatusAngka.SEMENTARA, "catatan": jumlah.catatan})


def build_rekap_anggaran(
    definisi: Definisi, fakta: KumpulanFakta, periode: Periode
) -> RekapAnggaran:
    """Rekap dari DPA yang berlaku pada periode dan realisasi yang dilaporkan bidang."""
    pagu = definisi.pagu_berlaku(periode)
    baris = tuple(
        BarisUang(
            p.kode,
            p.kode_unit,
            p.pagu,
            _read_realisasi(fakta, p, periode),
            _read_triwulan(fakta, p, periode),
        )
        for p in pagu
    )
    pembuat = PembuatFakta(definisi.tahun, periode)
    renja = PerekapUangRenja(definisi, periode)
    nama = {**{p.kode: p.uraian for p in pagu if p.uraian}, **definisi.nama_nomenklatur}
    milik = _group_bagian(baris)
    daftar = tuple(
        _build_anggaran(pembuat, kode, jenjang, nama.get(kode, kode), milik[kode], renja)
        for kode, jenjang in _iterate_kode(sorted({p.kode for p in pagu}))
    )
    return RekapAnggaran(baris, daftar)


def _group_bagian(baris: Iterable[BarisUang]) -> dict[str, list[BarisUang]]:
    """Baris uang menurut kodenya dan setiap kode di atasnya."""
    hasil: dict[str, list[BarisUang]] = {}
    for b in baris:
        for kode in accumulate(b.kode.split("."), "{}.{}".format):
            hasil.setdefault(kode, []).append(b)
    return hasil


def _build_anggaran(
    pembuat: PembuatFakta,
    kode: str,
    jenjang: JenjangAnggaran,
    uraian: str,
    milik: Sequence[BarisUang],
    renja: PerekapUangRenja,
) -> DataAnggaran:
    return DataAnggaran(
        kode=kode,
        uraian=uraian,
        jenjang=jenjang,
        unit=", ".join(sorted({b.unit for b in milik})) if jenjang == "sub kegiatan" else "",
        renja=renja.build(kode, [b.triwulan for b in milik]),
        **build_empat(pembuat, sum_uang(milik), kode),
    )


def _read_triwulan(
    fakta: KumpulanFakta, pagu: BarisPagu, periode: Periode
) -> tuple[Decimal | None, ...]:
    """Realisasi s.d. setiap triwulan; yang terakhir memakai angka periode laporan."""
    *awal, _ = periode.triwulan()
    return (
        *(_read_realisasi(fakta, pagu, p) for p in awal),
        _read_realisasi(fakta, pagu, periode),
    )


def _read_realisasi(fakta: KumpulanFakta, pagu: BarisPagu, periode: Periode) -> Decimal | None:
    """Realisasi s.d. periode; tahun memakai TW IV bila formulir tahunan tidak memuatnya."""
    kunci = build_kunci_uang(pagu.kode, pagu.kode_unit, pagu.sumber_dana)
    asal = (Periode.TAHUN, Periode.TW4) if periode is Periode.TAHUN else (periode,)
    for p in asal:
        nilai = fakta.nilai(p, kunci, "realisasi")
        if nilai.angka is not None:
            return nilai.angka
    return None


def _iterate_kode(sub_kegiatan: list[str]) -> Iterable[tuple[str, JenjangAnggaran]]:
    """Program, kegiatan, lalu sub kegiatannya, berurutan seperti di DPA."""
    sudah: set[str] = set()
    for kode in sub_kegiatan:
        bagian = kode.split(".")
        induk: tuple[tuple[str, JenjangAnggaran], ...] = (
            (".".join(bagian[:3]), "program"),
            (".".join(bagian[:5]), "kegiatan"),
            (kode, "sub kegiatan"),
        )
        for isi, jenjang in induk:
            if isi not in sudah:
                sudah.add(isi)
                yield isi, jenjang
