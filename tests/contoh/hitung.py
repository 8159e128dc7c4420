"""Hitungan tangan capaian dinas contoh: pecahan biasa dari tabel teks, tanpa paket kinerja_cli.

Dipakai sebagai pembanding bebas; jika ia dan mesin berbeda, salah satunya keliru.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

TABEL = Path(__file__).resolve().parents[2] / "contoh_data" / "tabel"
TRIWULAN = ("tw1", "tw2", "tw3", "tw4")
VERSI_PK = {
    "tw1": "murni",
    "tw2": "murni",
    "tw3": "murni",
    "tw4": "perubahan",
    "tahun": "perubahan",
}
VERSI_DPA = VERSI_PK | {"tw2": "pergeseran 1", "tw3": "pergeseran 1"}
TINGKAT = {
    "WTP": 4, "WDP": 3, "TW": 2, "TMP": 1,
    "AA": 7, "A": 6, "BB": 5, "B": 4, "CC": 3, "C": 2, "D": 1,
    "Paripurna": 5, "Utama": 4, "Madya": 3, "Dasar": 2, "Tidak Terakreditasi": 1,
    "Ya": 1, "Tidak": 0,
}  # fmt: skip


def read(nama: str) -> list[dict[str, str]]:
    with (TABEL / f"{nama}.csv").open(encoding="utf-8", newline="") as berkas:
        return list(csv.DictReader(berkas, delimiter=";"))


INDIKATOR = {b["kode_indikator"]: b for b in read("indikator")}
TARGET = {(b["kode_indikator"], b["versi"]): b for b in read("target")}
RENCANA = {b["kode"]: b for b in read("rencana_isian")}
ELEMEN: dict[tuple[str, str], dict[str, str]] = {
    (b["kode_indikator"], b["peran"]): b for b in read("elemen")
}


def angka(teks: str) -> Fraction:
    return Fraction(teks.replace(".", "").replace(",", "."))


def gabung(isi: dict[str, str], agregasi: str, cara: str, sampai: str) -> Fraction | None:
    """Nilai s.d. triwulan dari yang diketik; ``None`` bila triwulan terakhir kosong."""
    daftar = [isi[t] for t in TRIWULAN[: TRIWULAN.index(sampai) + 1]]
    if not daftar[-1]:
        return None
    nilai = [angka(t) for t in daftar if t]
    if agregasi == "posisi akhir" or cara == "s.d. triwulan":
        return nilai[-1]
    if agregasi == "jumlah":
        return sum(nilai, Fraction(0))
    if agregasi == "rata-rata":
        return sum(nilai, Fraction(0)) / len(nilai)
    return max(nilai) if agregasi == "maksimum" else min(nilai)


def nilai_sd(kode: str, sampai: str) -> Fraction | str | None:
    """Realisasi s.d. triwulan, atau nilai tahun bila ``tahun``."""
    baris = INDIKATOR[kode]
    if sampai == "tahun" and RENCANA.get(kode, {}).get("tahun"):
        teks = RENCANA[kode]["tahun"]
        return teks if teks in TINGKAT else angka(teks)
    sampai = "tw4" if sampai == "tahun" else sampai
    if baris["jenis"] == "rasio":
        bagian = [
            gabung(RENCANA[e["kode_elemen"]], e["agregasi"], e["cara_isi"], sampai)
            for e in (ELEMEN[kode, "pembilang"], ELEMEN[kode, "penyebut"])
        ]
        if bagian[0] is None or not bagian[1]:
            return None
        return bagian[0] / bagian[1] * 100
    if baris["jenis"] in {"predikat", "ya_tidak"}:
        return RENCANA[kode][sampai] or None
    return gabung(RENCANA[kode], baris["agregasi"], baris["cara_isi"], sampai)


def target_sd(kode: str, sampai: str) -> str | Fraction | None:
    """Target s.d. triwulan menurut versi yang berlaku; triwulan tanpa target tidak menambah."""
    baris = INDIKATOR[kode]
    versi = (VERSI_DPA if baris["jenjang"] == "sub kegiatan" else VERSI_PK)[sampai]
    target = TARGET.get((kode, versi))
    if target is None:
        return None
    if sampai == "tahun" or baris["jenis"] in {"rentang", "predikat", "ya_tidak"}:
        return target[sampai] or None
    if baris["agregasi"] == "jumlah" and baris["sifat_target"] == "per triwulan":
        daftar = [target[t] for t in TRIWULAN[: TRIWULAN.index(sampai) + 1] if target[t]]
        return sum((angka(t) for t in daftar), Fraction(0)) if daftar else None
    return angka(target[sampai]) if target[sampai] else None


def banding(kode: str, periode: str) -> tuple[Fraction | str | None, Fraction | str | None]:
    """(realisasi, target) yang dibandingkan: triwulan itu sendiri bila targetnya per triwulan."""
    baris = INDIKATOR[kode]
    sendiri = baris["sifat_target"] == "per triwulan" and baris["jenis"] in {"angka", "rentang"}
    if periode == "tahun" or not sendiri:
        return nilai_sd(kode, periode), target_sd(kode, periode)
    versi = (VERSI_DPA if baris["jenjang"] == "sub kegiatan" else VERSI_PK)[periode]
    teks = RENCANA[kode][periode]
    target = TARGET.get((kode, versi), {}).get(periode, "")
    if baris["jenis"] == "rentang" or not target:
        return (angka(teks) if teks else None), target or None
    return (angka(teks) if teks else None), angka(target)


def capaian(
    kode: str, target: str | Fraction | None, nilai: Fraction | str | None
) -> Fraction | None:
    """Capaian persen; ``None`` bila tidak dapat dihitung (target nol, kosong, tanpa data)."""
    if target is None or nilai is None:
        return None
    baris = INDIKATOR[kode]
    turun = baris["arah"] == "turun"
    if isinstance(nilai, str):
        assert isinstance(target, str)
        return Fraction(TINGKAT[nilai], TINGKAT[target]) * 100
    if baris["jenis"] == "rentang":
        assert isinstance(target, str)
        bawah, atas = (angka(t.strip()) for t in target.split(" - "))
        if bawah <= nilai <= atas:
            return Fraction(100)
        target = atas if nilai > atas else bawah
    batas = angka(target) if isinstance(target, str) else target
    if batas == 0:
        return None
    return ((2 * batas - nilai) if turun else nilai) / batas * 100


def cetak(nilai: Fraction | None, desimal: int = 2) -> str:
    """Setengah-naik, titik desimal, banyak desimal tetap; kosong bila tidak ada."""
    if nilai is None:
        return ""
    pecah = Decimal(nilai.numerator) / Decimal(nilai.denominator)
    return str(pecah.quantize(Decimal(1).scaleb(-desimal), ROUND_HALF_UP))


def kategori(teks: str) -> str:
    """Lima pita dengan batas bawah bersambung atas capaian dua desimal."""
    if not teks:
        return ""
    pita: Iterable[tuple[int, str]] = (
        (91, "Sangat Tinggi"), (76, "Tinggi"), (66, "Sedang"), (51, "Rendah"),
    )  # fmt: skip
    return next((nama for batas, nama in pita if Decimal(teks) >= batas), "Sangat Rendah")
