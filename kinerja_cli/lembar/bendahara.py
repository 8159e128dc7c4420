"""Membaca laporan bendahara: SPJ Belanja Fungsional 14 kolom atau tabel biasa.

Laporan yang tidak terbaca lengkap menjadi satu temuan tanpa satu baris pun: jumlah yang
kurang sebagian lebih berbahaya daripada laporan yang tidak dipakai. Dalam SPJ sel angka yang
kosong atau bergaris adalah nihil; dalam tabel biasa nihil harus ditulis 0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from kinerja_cli.lembar.bendahara_judul import TANPA_JUDUL, JudulLaporan, read_judul
from kinerja_cli.lembar.bendahara_periksa import (
    BarisBaca,
    build_sub,
    check_baris,
    check_jenjang,
    group_rekening,
    list_daun,
)
from kinerja_cli.lembar.bendahara_tata import (
    ANGGARAN,
    REALISASI,
    TataLetak,
    find_tata,
    format_sel,
    read_nomor,
)
from kinerja_cli.lembar.buku_masuk import LembarBaca, open_buku
from kinerja_cli.lembar.penjaga import Ditolak
from kinerja_cli.model.angka import from_float
from kinerja_cli.model.baca_angka import AcuanBaca, read_angka
from kinerja_cli.model.isi_sel import format_alamat
from kinerja_cli.model.keuangan import BarisSpj, JenjangSpj, RekeningSpj, parse_kode
from kinerja_cli.model.temuan import Temuan, build_temuan

NOL = Decimal(0)
KOLOM_LALU = (4, 7, 10)
KOLOM_LS = (6, 9)
LEBAR_SEGMEN = (1, 2, 2, 1, 2)
"""Banyak angka urusan, bidang urusan, program, kewenangan, kegiatan."""
AWAL_JUMLAH = ("jumlah", "total", "grand total")
AWAL_PENUTUP = ("penerimaan", "pengeluaran", "saldo")
"""Bagian kas di bawah tabel SPJ; bukan belanja per sub kegiatan."""
TEMPAT_DISEBUT = 5


@dataclass(frozen=True, slots=True)
class HasilBendahara:
    """Baris program, kegiatan, sub kegiatan, dan jumlah; kosong bila tidak terbaca lengkap."""

    baris: tuple[BarisSpj, ...] = ()
    temuan: tuple[Temuan, ...] = ()
    judul: JudulLaporan = TANPA_JUDUL


def read_bendahara(isi: bytes, nama: str) -> HasilBendahara:
    """Baca satu laporan; ``nama`` disebut dalam temuan. Masalah isi tidak pernah dilempar."""
    buku = open_buku(isi, nama)
    if isinstance(buku, Ditolak):
        return HasilBendahara(temuan=(buku.temuan,))
    dikenal = [(s, t) for s in buku.lembar if (t := find_tata(s.baris))]
    if len(dikenal) != 1:
        lembar = ", ".join(s.nama for s, _ in dikenal)
        return HasilBendahara(temuan=(_reject_lembar(nama, lembar),))
    lembar_laporan, tata = dikenal[0]
    pembaca = _Pembaca(nama, lembar_laporan, tata)
    baris = list(pembaca.read())
    if pembaca.gagal or not any(b.jenjang is JenjangSpj.SUB_KEGIATAN for b in baris):
        return HasilBendahara(temuan=(_reject_isi(nama, lembar_laporan.nama, pembaca.gagal),))
    tempat = {"berkas": nama, "lembar": lembar_laporan.nama}
    temuan = [
        *(t for b in baris if not tata.polos for t in check_baris(b, tata.angka, tempat)),
        *check_jenjang(baris, tata.angka, tempat),
    ]
    judul = read_judul(
        " ".join(format_sel(s) for s in sel if s is not None)
        for sel in lembar_laporan.baris[: tata.awal]
    )
    return HasilBendahara(tuple(_build_spj(baris, tata)), tuple(temuan), judul)


def _reject_lembar(nama: str, lembar: str) -> Temuan:
    if lembar:
        return build_temuan("KEU102", berkas=nama, daftar=lembar)
    return build_temuan("KEU101", berkas=nama)


def _reject_isi(nama: str, lembar: str, gagal: list[tuple[str, str]]) -> Temuan:
    if not gagal:
        return build_temuan("KEU104", berkas=nama, lembar=lembar)
    disebut = "; ".join(f"{sel} {sebab}" for sel, sebab in gagal[:TEMPAT_DISEBUT])
    lain = len(gagal) - TEMPAT_DISEBUT
    return build_temuan(
        "KEU103",
        berkas=nama,
        lembar=lembar,
        sel=gagal[0][0],
        banyak=len(gagal),
        tempat=disebut + (f"; dan {lain} lainnya" if lain > 0 else ""),
    )


@dataclass(slots=True)
class _Pembaca:
    """Keadaan selama membaca satu lembar dari atas ke bawah."""

    nama: str
    lembar: LembarBaca
    tata: TataLetak
    gagal: list[tuple[str, str]] = field(default_factory=list)
    """(sel, sebab) yang membuat laporan tidak terbaca lengkap."""
    jalur: list[str] = field(default_factory=list)
    sub: str = ""

    def read(self) -> Iterator[BarisBaca]:
        """Baris berangka menurut urutan lembar."""
        kepala = {_rapikan(self.lembar.baris[i]) for i in self.tata.kepala}
        for i, mentah in enumerate(self.lembar.baris[self.tata.awal :], start=self.tata.awal):
            if _rapikan(mentah) in kepala or read_nomor(mentah):
                continue
            kode = self._read_kode(i)
            uraian = self._read_teks(i, self.tata.uraian)
            label = (uraian or kode).casefold()
            if label.startswith(AWAL_PENUTUP) and not parse_kode(kode):
                return
            yield from self._read_baris(i, kode, uraian)

    def _read_baris(self, i: int, kode: str, uraian: str) -> Iterator[BarisBaca]:
        sel = format_alamat(i, self.tata.kode[0])
        if (uraian or kode).casefold().startswith(AWAL_JUMLAH) and not parse_kode(kode):
            angka = self._read_angka(i, wajib=False)
            if angka:
                yield BarisBaca(i, JenjangSpj.JUMLAH, "", "", uraian or kode, angka)
            return
        hasil = parse_kode(kode) if kode else None
        if hasil is None:
            if self._has_angka(i):
                sebab = f"kode {kode!r} tidak dikenal" if kode else "ada angka tanpa kode"
                self.gagal.append((sel, sebab))
            return
        if hasil.jenjang is JenjangSpj.SUB_KEGIATAN:
            self.sub = hasil.kode
        elif hasil.jenjang is not None:
            self.sub = ""
        if hasil.rekening and not (hasil.kode or self.sub):
            # Jumlah belanja di atas program pertama; rincinya di dalam sub kegiatan.
            if len(hasil.rekening.split(".")) > 3 and self._has_angka(i):
                self.gagal.append((sel, f"rekening {kode} tanpa sub kegiatan"))
            return
        jenjang = JenjangSpj.SUB_KEGIATAN if hasil.rekening else hasil.jenjang
        if jenjang is None:
            return
        wajib = self.tata.polos and jenjang is JenjangSpj.SUB_KEGIATAN
        yield BarisBaca(
            i,
            jenjang,
            hasil.kode or self.sub,
            hasil.rekening,
            uraian,
            self._read_angka(i, wajib=wajib),
            unit=self._read_teks(i, _satu(self.tata.unit)),
            sumber_dana=self._read_teks(i, _satu(self.tata.sumber_dana)),
        )

    def _read_kode(self, i: int) -> str:
        """Kode utuh; kolom kode yang kosong di kiri meneruskan baris di atasnya."""
        bagian = [self.lembar.isi(i, k) for k in self.tata.kode]
        isi = [k for k, b in enumerate(bagian) if b is not None]
        if not isi:
            return ""
        if len(self.tata.kode) == 1:
            return format_sel(bagian[0])
        jalur = [*self.jalur, *[""] * len(bagian)][: isi[0]]
        for b in bagian[isi[0] :]:
            jalur.append("" if b is None else _format_segmen(b, jalur))
        self.jalur = jalur
        return ".".join(s for s in jalur if s)

    def _read_teks(self, i: int, kolom: tuple[int, ...]) -> str:
        return next((format_sel(s) for k in kolom if (s := self.lembar.isi(i, k)) is not None), "")

    def _has_angka(self, i: int) -> bool:
        return any(
            _read_uang(self.lembar.isi(i, k)) not in {None, NOL} or (i, k) in self.lembar.galat
            for k in self.tata.angka.values()
        )

    def _read_angka(self, i: int, *, wajib: bool) -> dict[int, Decimal]:
        """Angka menurut nomor kolom; tanda nihil menjadi nol, sel kosong tidak masuk."""
        angka: dict[int, Decimal] = {}
        for nomor, k in self.tata.angka.items():
            isi = self.lembar.isi(i, k)
            sel = format_alamat(i, k)
            if (i, k) in self.lembar.galat:
                self.gagal.append((sel, "berisi galat rumus"))
            elif isi is None:
                if wajib:
                    self.gagal.append((sel, "kosong; nihil ditulis 0"))
            elif (uang := _read_uang(isi)) is None:
                self.gagal.append((sel, f"{isi!r} bukan angka"))
            else:
                angka[nomor] = uang
        return angka


def _satu(kolom: int | None) -> tuple[int, ...]:
    return () if kolom is None else (kolom,)


def _rapikan(isi: object) -> tuple[str, ...]:
    return tuple(format_sel(s) for s in isi) if isinstance(isi, list | tuple) else ()


def _format_segmen(isi: object, jalur: list[str]) -> str:
    """Segmen kode; angka mengembalikan nol di depannya menurut tempatnya dalam kode."""
    if isinstance(isi, bool) or not isinstance(isi, int | float):
        return format_sel(isi)
    tempat = sum(len(s.split(".")) for s in jalur if s)
    if tempat == 3 and not float(isi).is_integer():
        return f"{isi:.2f}"
    lebar = LEBAR_SEGMEN[tempat] if tempat < len(LEBAR_SEGMEN) else 0
    return format_sel(isi).zfill(lebar)


def _read_uang(isi: object) -> Decimal | None:
    """Rupiah; garis berarti nihil dan kurung berarti negatif. ``None`` bila bukan angka."""
    if isinstance(isi, int | float) and not isinstance(isi, bool):
        return from_float(isi)
    if not isinstance(isi, str):
        return None
    teks = re.sub(r"^rp\.?\s*", "", isi.strip(), flags=re.IGNORECASE)
    if re.fullmatch(r"[-\u2013\u2014\s]+", teks):
        return NOL
    return read_angka(teks, AcuanBaca(satuan="rp")).nilai.angka


def _build_spj(baris: list[BarisBaca], tata: TataLetak) -> Iterator[BarisSpj]:
    letak = tata.angka[REALISASI]
    rekening = {
        kode: tuple(_build_rekening(b, letak) for b in list_daun(daftar))
        for kode, daftar in group_rekening(baris).items()
    }
    atas = [b for b in baris if b.angka and b.jenjang is not JenjangSpj.SUB_KEGIATAN]
    for b in sorted([*atas, *build_sub(baris, tata.angka)], key=lambda b: b.nomor):
        # Rekening sub kegiatan yang tertulis dua kali hanya melekat pada baris pertamanya.
        milik = rekening.pop(b.kode, ()) if b.jenjang is JenjangSpj.SUB_KEGIATAN else ()
        yield BarisSpj(
            kode=b.kode,
            uraian=b.uraian,
            jenjang=b.jenjang,
            anggaran=b.angka.get(ANGGARAN, NOL),
            realisasi=b.angka.get(REALISASI, NOL),
            sel=format_alamat(b.nomor, letak),
            unit=b.unit,
            sumber_dana=b.sumber_dana,
            lalu=None if tata.polos else _sum_kolom(b, KOLOM_LALU),
            ls=None if tata.polos else _sum_kolom(b, KOLOM_LS),
            rekening=milik,
        )


def _build_rekening(baris: BarisBaca, letak: int) -> RekeningSpj:
    return RekeningSpj(
        rekening=baris.rekening,
        uraian=baris.uraian,
        realisasi=baris.angka.get(REALISASI, NOL),
        sel=format_alamat(baris.nomor, letak),
    )


def _sum_kolom(baris: BarisBaca, kolom: tuple[int, ...]) -> Decimal:
    return sum((baris.angka.get(n, NOL) for n in kolom), NOL)
