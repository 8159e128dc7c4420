"""Rekonsiliasi dengan bendahara: sub kegiatan, kegiatan, program, dan dinas di kedua pihak."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from kinerja_cli.aturan.bentuk_rekonsiliasi import (
    DINAS,
    BarisRekonsiliasi,
    KeadaanCocok,
    Rekonsiliasi,
)
from kinerja_cli.aturan.dugaan import join_dugaan
from kinerja_cli.aturan.dugaan_selisih import PencariSebab
from kinerja_cli.aturan.keuangan import Pembanding, describe_pembanding
from kinerja_cli.aturan.konteks import KonteksVerifikasi
from kinerja_cli.aturan.konteks_dinas import CocokKode
from kinerja_cli.aturan.penilaian import describe_penilaian
from kinerja_cli.model.cetak import format_rupiah
from kinerja_cli.model.istilah import Jenjang
from kinerja_cli.model.kunci import build_kunci_uang
from kinerja_cli.model.penilaian import JenisPenilaian, Penilaian

NOL = Decimal(0)
SEBAB_DISEBUT = 3
KODE_SELISIH = frozenset({"KEU311", "KEU313"})
"""Temuan yang menahan Ya; mengecualikannya berarti menjelaskan selisihnya."""
TANPA_SEBAB = "tidak ada sebab tunggal yang pas sampai rupiah"
JENJANG_ATAS = ((Jenjang.PROGRAM, 3), (Jenjang.KEGIATAN, 5))
"""Jenjang di atas sub kegiatan dan banyak segmen kodenya."""


def build_rekonsiliasi(
    konteks: KonteksVerifikasi, penilaian: Iterable[Penilaian] = (), unit: Collection[str] = ()
) -> Rekonsiliasi:
    """Rekonsiliasi seluruh dinas, atau hanya sub kegiatan ``unit``.

    ``konteks`` tanpa unit, ``penilaian`` dari semua unit.
    """
    pembanding = konteks.pembanding
    sebut = describe_pembanding(pembanding)
    if isinstance(pembanding, str):
        return Rekonsiliasi(sebut)
    penyusun = _Penyusun(konteks, pembanding, tuple(penilaian), tuple(unit))
    catatan = tuple(
        f"{b.laporan.keterangan.berkas} tidak ikut dijumlahkan: {b.alasan}" for b in pembanding.lain
    )
    return Rekonsiliasi(sebut, tuple(penyusun.build()), catatan)


def describe_rekonsiliasi(isi: Rekonsiliasi) -> str:
    """Hasil pencocokan sebagai satu kalimat untuk berita acara."""
    if not isi.baris:
        return f"Realisasi anggaran {isi.pembanding}."
    jumlah = isi.baris[-1]
    awal = f"Realisasi anggaran dicocokkan dengan {isi.pembanding}"
    bendahara = format_rupiah(jumlah.bendahara or NOL)
    if jumlah.bidang is None or jumlah.selisih is None:
        return (
            f"{awal}, menurut bendahara {bendahara}; jumlahnya belum dapat dibandingkan, "
            f"{jumlah.sebab}."
        )
    beda = f" ({jumlah.sebab})" if jumlah.sebab else ""
    return (
        f"{awal}: menurut bidang {format_rupiah(jumlah.bidang)}, menurut bendahara {bendahara}, "
        f"selisih {format_rupiah(jumlah.selisih)}, {jumlah.keadaan.value}{beda}."
    )


@dataclass(frozen=True)
class _Penyusun:
    """Baris sub kegiatan dibuat sekali, lalu dijumlah menurut jenjangnya."""

    konteks: KonteksVerifikasi
    pembanding: Pembanding
    penilaian: tuple[Penilaian, ...]
    unit: tuple[str, ...]

    @cached_property
    def pencari(self) -> PencariSebab:
        return PencariSebab(self.konteks, self.pembanding)

    @cached_property
    def toleransi(self) -> Decimal:
        return self.konteks.definisi.kebijakan.toleransi_rupiah

    def build(self) -> Iterator[BarisRekonsiliasi]:
        """Program, kegiatannya, sub kegiatannya; jumlah dinas terakhir."""
        sub = [self._build_sub(c) for c in self.pencari.semua.values() if self._is_milik(c.kode)]
        terakhir: dict[Jenjang, str] = {}
        for b in sub:
            for jenjang, segmen in JENJANG_ATAS:
                kode = ".".join(b.kode.split(".")[:segmen])
                if terakhir.get(jenjang) != kode:
                    terakhir[jenjang] = kode
                    milik = [s for s in sub if s.kode.startswith(f"{kode}.")]
                    nama = self.konteks.definisi.nama_nomenklatur.get(kode, "")
                    yield self._build_jumlah(jenjang.value, kode, nama, milik)
            yield b
        pemilik = " dan ".join(self.konteks.format_unit(u) for u in self.unit)
        nama = pemilik or self.konteks.definisi.instansi.nama
        yield self._build_jumlah("unit" if pemilik else DINAS, "", f"Jumlah {nama}", sub)

    def _is_milik(self, kode: str) -> bool:
        pagu = self.konteks.pagu_per_kode.get(kode, ())
        return not self.unit or any(p.kode_unit in self.unit for p in pagu)

    def _build_sub(self, cocok: CocokKode) -> BarisRekonsiliasi:
        pagu = self.konteks.pagu_per_kode.get(cocok.kode, ())
        jumlah = self.pembanding.per_kode.get(cocok.kode)
        keadaan = self._judge(cocok)
        selisih = cocok.selisih
        if keadaan in {KeadaanCocok.HANYA_BIDANG, KeadaanCocok.HANYA_BENDAHARA}:
            selisih = (cocok.bidang or NOL) - (cocok.bendahara or NOL)
        return BarisRekonsiliasi(
            jenjang=Jenjang.SUB_KEGIATAN.value,
            kode=cocok.kode,
            uraian=self.pencari.sebut(cocok.kode).partition(" ")[2],
            unit=", ".join(sorted({p.kode_unit for p in pagu})),
            pagu=sum((p.pagu for p in pagu), NOL) if pagu else None,
            anggaran=jumlah.anggaran if jumlah else None,
            bidang=cocok.bidang,
            bendahara=cocok.bendahara,
            selisih=selisih,
            keadaan=keadaan,
            sebab=self._explain(cocok, keadaan),
            penjelasan="; ".join(self._list_penjelasan(cocok.kode)),
        )

    def _judge(self, cocok: CocokKode) -> KeadaanCocok:
        if cocok.tertahan:
            return KeadaanCocok.BELUM
        if cocok.kode not in self.konteks.pagu_per_kode:
            return KeadaanCocok.HANYA_BENDAHARA if cocok.bendahara else KeadaanCocok.COCOK
        if cocok.bidang is None:
            return KeadaanCocok.BELUM
        if not cocok.is_beda(self.toleransi):
            return KeadaanCocok.COCOK
        if self._is_dijelaskan(cocok.kode):
            return KeadaanCocok.DIJELASKAN
        return KeadaanCocok.HANYA_BIDANG if cocok.bendahara is None else KeadaanCocok.BEDA

    def _explain(self, cocok: CocokKode, keadaan: KeadaanCocok) -> str:
        if keadaan is KeadaanCocok.COCOK:
            return ""
        if keadaan is KeadaanCocok.BELUM:
            unit = ", ".join(self.konteks.format_unit(u) for u in cocok.menunggu)
            return cocok.tertahan or f"menunggu realisasi {unit}"
        return join_dugaan(self.pencari.explain(cocok.kode)) or TANPA_SEBAB

    def _list_penjelasan(self, kode: str) -> Iterator[str]:
        """Penjelasan bidang, lalu klarifikasi, kesepakatan, dan pengecualian pemeriksa."""
        for p in self.konteks.pagu_per_kode.get(kode, ()):
            kunci = build_kunci_uang(p.kode, p.kode_unit, p.sumber_dana)
            if teks := self.konteks.penjelasan_uang(kunci):
                yield f"{p.kode_unit} {p.sumber_dana}: {teks}"
            yield from (describe_penilaian(t) for t in self.penilaian if t.kunci == kunci)

    def _is_dijelaskan(self, kode: str) -> bool:
        """Benar bila setiap unit pemiliknya menjelaskan, atau pemeriksa mengecualikannya."""
        pagu = self.konteks.pagu_per_kode[kode]
        kunci = {build_kunci_uang(p.kode, p.kode_unit, p.sumber_dana): p.kode_unit for p in pagu}
        jelas = {u for k, u in kunci.items() if self.konteks.penjelasan_uang(k)}
        jelas |= {
            kunci[t.kunci]
            for t in self.penilaian
            if t.jenis is JenisPenilaian.KECUALI and t.kode in KODE_SELISIH and t.kunci in kunci
        }
        return jelas == set(kunci.values())

    def _build_jumlah(
        self, jenjang: str, kode: str, uraian: str, sub: Sequence[BarisRekonsiliasi]
    ) -> BarisRekonsiliasi:
        belum = [b for b in sub if b.keadaan is KeadaanCocok.BELUM]
        bidang = None if belum else _sum(b.bidang for b in sub)
        bendahara = _sum(b.bendahara for b in sub)
        selisih = None if bidang is None else bidang - (bendahara or NOL)
        beda = [b for b in sub if b.keadaan not in {KeadaanCocok.COCOK, KeadaanCocok.BELUM}]
        return BarisRekonsiliasi(
            jenjang=jenjang,
            kode=kode,
            uraian=uraian,
            unit=", ".join(sorted({u for b in sub for u in b.unit.split(", ") if u})),
            pagu=_sum(b.pagu for b in sub),
            anggaran=_sum(b.anggaran for b in sub),
            bidang=bidang,
            bendahara=bendahara,
            selisih=selisih,
            keadaan=_judge_jumlah(belum, beda),
            sebab=_explain_jumlah(belum, beda),
        )


def _sum(daftar: Iterable[Decimal | None]) -> Decimal | None:
    """Jumlah yang diketahui; ``None`` bila tidak satu pun."""
    ada = [n for n in daftar if n is not None]
    return sum(ada, NOL) if ada else None


def _judge_jumlah(
    belum: Sequence[BarisRekonsiliasi], beda: Sequence[BarisRekonsiliasi]
) -> KeadaanCocok:
    """Jumlah yang kebetulan sama belum cocok bila rinciannya berbeda."""
    if belum:
        return KeadaanCocok.BELUM
    if not beda:
        return KeadaanCocok.COCOK
    jelas = all(b.keadaan is KeadaanCocok.DIJELASKAN for b in beda)
    return KeadaanCocok.DIJELASKAN if jelas else KeadaanCocok.BEDA


def _explain_jumlah(belum: Sequence[BarisRekonsiliasi], beda: Sequence[BarisRekonsiliasi]) -> str:
    if belum:
        return f"belum lengkap: {_join([b.kode for b in belum])}"
    jumlah = sum((b.selisih or NOL for b in beda), NOL)
    rinci = _join([f"{b.kode} {format_rupiah(b.selisih or NOL)}" for b in beda])
    if beda and not jumlah:
        return f"jumlahnya sama karena selisih saling meniadakan: {rinci}"
    return f"berasal dari {rinci}" if beda else ""


def _join(daftar: Sequence[str]) -> str:
    lain = len(daftar) - SEBAB_DISEBUT
    disebut = ", ".join(daftar[:SEBAB_DISEBUT])
    return f"{disebut}, dan {lain} lainnya" if lain > 0 else disebut
