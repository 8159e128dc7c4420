"""Tata letak laporan bendahara: di kolom mana kode, uraian, dan angkanya."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kinerja_cli.model.keuangan import parse_kode

Baris = Sequence[object]

KOLOM_ANGKA = range(3, 15)
ANGGARAN = 3
REALISASI = 13
SISA = 14
BATAS_KEPALA = 80
POLA_NOMOR = re.compile(r"\(?\s*(\d{1,2})\s*\)?\s*(?:=.*)?")
POLA_ABAI = re.compile(r"\b(kas|rak|persen|fisik|lalu)\b|%")
SAMPAI = ("s d", "sd", "sampai dengan", "jumlah", "total")


@dataclass(frozen=True, slots=True)
class TataLetak:
    """Letak kolom (mulai 0). ``angka`` menurut nomor kolom SPJ; tabel biasa hanya 3 dan 13."""

    kepala: frozenset[int]
    """Nomor baris kepala tabel."""
    awal: int
    kode: tuple[int, ...]
    uraian: tuple[int, ...]
    angka: dict[int, int]
    unit: int | None = None
    sumber_dana: int | None = None

    @property
    def polos(self) -> bool:
        """Benar untuk tabel biasa, tanpa rincian LS dan UP/GU/TU."""
        return len(self.angka) < len(KOLOM_ANGKA)


def find_tata(baris: Sequence[Baris]) -> TataLetak | None:
    """Tata letak sebuah lembar; ``None`` bila bukan laporan yang dikenal."""
    for i, isi in enumerate(baris[:BATAS_KEPALA]):
        nomor = read_nomor(isi)
        if len(nomor) == SISA and _is_spj(baris[max(0, i - 6) : i], nomor):
            return _build_bernomor(i, nomor)
    return _find_berjudul(baris)


def read_nomor(isi: Baris) -> dict[int, int]:
    """Kolom menurut nomornya bila ini baris nomor kolom 1, 2, 3, ...; selain itu kosong."""
    nomor: dict[int, int] = {}
    for kolom, sel in enumerate(isi):
        temu = POLA_NOMOR.fullmatch(format_sel(sel))
        if temu:
            nomor[int(temu[1])] = kolom
        elif format_sel(sel):
            return {}
    urut = list(nomor)
    return nomor if len(urut) > 2 and urut == list(range(1, len(urut) + 1)) else {}


def format_sel(sel: object) -> str:
    """Isi sel sebagai teks satu baris; bilangan bulat tanpa desimal."""
    if isinstance(sel, float) and sel.is_integer():
        return str(int(sel))
    return " ".join(str(sel).split())


def _sederhanakan(sel: object) -> str:
    return " ".join(re.sub(r"[^a-z0-9%]+", " ", format_sel(sel).casefold()).split())


def _is_spj(kepala: Sequence[Baris], nomor: dict[int, int]) -> bool:
    """Nomor 1-14 dipakai banyak formulir; judul di atasnya harus judul SPJ."""
    judul = {
        n: " ".join(_sederhanakan(b[k]) for b in kepala if k < len(b)) for n, k in nomor.items()
    }
    anggaran = "anggaran" in judul[ANGGARAN] or "pagu" in judul[ANGGARAN]
    return anggaran and "sisa" in judul[SISA] and "kode" in judul[1]


def _build_bernomor(i: int, nomor: dict[int, int]) -> TataLetak:
    return TataLetak(
        kepala=frozenset(range(i + 1)),
        awal=i + 1,
        kode=tuple(range(nomor[1], nomor[2])),
        uraian=tuple(range(nomor[2], nomor[ANGGARAN])),
        angka={n: nomor[n] for n in KOLOM_ANGKA},
    )


def _find_berjudul(baris: Sequence[Baris]) -> TataLetak | None:
    for i, isi in enumerate(baris[:BATAS_KEPALA]):
        kode = next((k for k, s in enumerate(isi) if _sederhanakan(s).startswith("kode")), None)
        if kode is None:
            continue
        awal = _find_awal(baris, i, kode)
        judul = _join_judul(baris[i:awal])
        tata = _build_berjudul(judul, kode, range(i, awal))
        if tata:
            return tata
    return None


def _find_awal(baris: Sequence[Baris], kepala: int, kode: int) -> int:
    """Baris data pertama: kolom kodenya berisi kode."""
    for i, isi in enumerate(baris[kepala + 1 :], start=kepala + 1):
        sel = format_sel(isi[kode]) if kode < len(isi) else ""
        if sel and parse_kode(sel) and not read_nomor(isi):
            return i
    return kepala + 1


def _join_judul(kepala: Sequence[Baris]) -> list[str]:
    """Judul tiap kolom; judul gabungan diteruskan ke kanan di atas kolom yang berjudul sendiri."""
    lebar = max((len(b) for b in kepala), default=0)
    judul = [""] * lebar
    sendiri = [False] * lebar
    for i, isi in enumerate(kepala):
        bawaan = ""
        for k in range(lebar):
            teks = _sederhanakan(isi[k]) if k < len(isi) else ""
            teks = "" if POLA_NOMOR.fullmatch(teks) else teks
            bawaan = teks or ("" if sendiri[k] else bawaan)
            sendiri[k] = sendiri[k] or bool(teks)
            bagian = teks if i == len(kepala) - 1 else bawaan
            judul[k] = f"{judul[k]} {bagian}".strip()
    return [j if ada else "" for j, ada in zip(judul, sendiri, strict=True)]


def _build_berjudul(judul: list[str], kode: int, kepala: range) -> TataLetak | None:
    spj: dict[int, int] = {}
    for k, teks in enumerate(judul[kode + 1 :], start=kode + 1):
        nomor = _classify_spj(teks)
        if nomor:
            spj.setdefault(nomor, k)
    lengkap = all(n in spj for n in KOLOM_ANGKA)
    angka = {n: spj[n] for n in KOLOM_ANGKA} if lengkap else _classify_polos(judul, kode)
    if not angka:
        return None
    lain = {
        nama: next((k for k, t in enumerate(judul) if k != kode and _is_judul(t, nama)), None)
        for nama in ("uraian", "unit", "sumber")
    }
    uraian = lain["uraian"]
    # Kolom kode terpecah hanya pada SPJ; judulnya diteruskan sampai kolom uraian.
    akhir_kode = uraian if lengkap and uraian is not None and uraian > kode else kode + 1
    return TataLetak(
        kepala=frozenset(kepala),
        awal=kepala.stop,
        kode=tuple(range(kode, akhir_kode)),
        uraian=() if uraian is None else tuple(range(uraian, _next_berjudul(judul, uraian))),
        angka=angka,
        unit=None if lengkap else lain["unit"],
        sumber_dana=None if lengkap else lain["sumber"],
    )


def _next_berjudul(judul: list[str], kolom: int) -> int:
    return next((k for k in range(kolom + 1, len(judul)) if judul[k]), kolom + 1)


def _is_judul(teks: str, nama: str) -> bool:
    if nama == "uraian":
        return "uraian" in teks or teks.startswith(("nama sub", "sub kegiatan", "program"))
    if nama == "unit":
        return teks.split(" ", maxsplit=1)[0] in {"unit", "bidang"} or teks == "kode unit"
    return teks.startswith("sumber")


def _classify_spj(teks: str) -> int | None:
    """Nomor kolom SPJ menurut judul gabungannya."""
    kata = set(teks.split())
    if "sisa" in kata:
        return SISA
    if "jumlah" in kata and "spj" in kata:
        return REALISASI
    kelompok = next(
        (
            awal
            for tanda, awal in (({"gaji"}, 4), ({"barang"}, 7), ({"up", "gu"}, 10))
            if tanda <= kata
        ),
        None,
    )
    if kelompok is not None:
        sub = 0 if "lalu" in kata else 2 if any(s in teks for s in SAMPAI[:3]) else 1
        return kelompok + sub
    if kata & {"anggaran", "pagu"} and not POLA_ABAI.search(teks):
        return ANGGARAN
    return None


def _classify_polos(judul: list[str], kode: int) -> dict[int, int]:
    """Kolom pagu dan realisasi tabel biasa; kosong bila tidak ada atau lebih dari satu calon."""
    calon: dict[int, list[int]] = {ANGGARAN: [], REALISASI: []}
    for k, teks in enumerate(judul):
        kata = set(teks.split())
        if k == kode or "sisa" in kata or POLA_ABAI.search(teks):
            continue
        if "realisasi" in kata:
            calon[REALISASI].append(k)
        elif kata & {"anggaran", "pagu"}:
            calon[ANGGARAN].append(k)
    if len(calon[REALISASI]) > 1:
        calon[REALISASI] = [k for k in calon[REALISASI] if any(s in judul[k] for s in SAMPAI)]
    if any(len(daftar) != 1 for daftar in calon.values()):
        return {}
    return {n: daftar[0] for n, daftar in calon.items()}
