"""Jenis predikat: skala ordinal, dengan atau tanpa skor (``A (80,50)``).

Predikat yang sama bernilai 100. Bila keduanya berskor, skornya yang dibandingkan. Selain itu
peringkat ordinal dibandingkan; peringkat adalah kebijakan, bukan ukuran resmi.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from kinerja_cli.capaian.jenis_angka import check_belum
from kinerja_cli.capaian.kontrak import (
    HINT_PREDIKAT,
    AturanHitung,
    BacaTarget,
    RumusLembar,
    SelRumus,
    Target,
)
from kinerja_cli.capaian.rumus import (
    build_hasil,
    build_rumus_kategori,
    format_bebas,
    quote_lembar,
    refuse,
)
from kinerja_cli.model.angka import format_kanonik
from kinerja_cli.model.baca_angka import (
    PLACEHOLDER,
    AcuanBaca,
    Bacaan,
    normalize_teks,
    read_angka,
)
from kinerja_cli.model.hasil import HasilCapaian
from kinerja_cli.model.istilah import JenisIndikator
from kinerja_cli.model.kebijakan import SkalaPredikat, TingkatPredikat
from kinerja_cli.model.nilai import KOSONG, Nilai

BERSKOR = re.compile(
    r"(?P<nama>[^\d(]+?)\s*\(\s*(?P<skor>[\d.,]+)\s*\)"
    r"|(?P<skor2>[\d.,]+)\s*\(\s*(?P<nama2>[A-Za-z]{1,3})\s*\)"
    r"|(?P<nama3>[A-Za-z]{1,3})\s*[/:;]\s*(?P<skor3>[\d.,]+)"
)
"""``A (80,50)``, ``80,50 (A)``, ``A / 80,50``."""
ACUAN_SKOR = AcuanBaca(satuan="%")
"""Skor 0 sampai 100, titik tunggalnya desimal seperti persen."""
KODE_RUMUS = "predikat"
KODE_SKOR = "naik"
"""Predikat berskor dihitung dengan rumus naik atas skornya."""


class JenisPredikat:
    """Predikat menurut skala bernama dalam kebijakan."""

    kode = JenisIndikator.PREDIKAT
    isian: tuple[str, ...] = ("realisasi",)

    def read_target(self, teks: str, acuan: AcuanBaca) -> BacaTarget:
        """Nama predikat, boleh dengan skor di dalam kurung."""
        bersih = normalize_teks(teks)
        if not bersih or bersih.casefold() in PLACEHOLDER:
            return BacaTarget(None, "predikat kosong")
        angka = read_angka(bersih, ACUAN_SKOR).nilai.angka
        if angka is not None:
            return BacaTarget(Target(format_kanonik(angka), bersih, angka))
        nama, skor = split_skor(bersih)
        kanonik = format_kanonik(skor) if skor is not None else nama
        return BacaTarget(Target(kanonik, bersih, skor, predikat=nama))

    def read_realisasi(self, mentah: str | float | Decimal | None, acuan: AcuanBaca) -> Bacaan:
        """Predikat disimpan apa adanya; angka tanpa predikat adalah skor."""
        if not isinstance(mentah, str):
            return read_angka(mentah)
        bersih = normalize_teks(mentah)
        if not bersih:
            return Bacaan(KOSONG)
        if bersih.casefold() in PLACEHOLDER:
            return Bacaan(
                Nilai.tak_terbaca(mentah), alasan=f"{bersih!r} bukan predikat; tulis alasannya"
            )
        skor = read_angka(bersih, ACUAN_SKOR)
        return skor if skor.nilai.angka is not None else Bacaan(Nilai.dari_teks(bersih))

    def calculate(self, target: Target, realisasi: Nilai, aturan: AturanHitung) -> HasilCapaian:
        """Skor terhadap skor, teks yang sama 100, selain itu peringkat terhadap peringkat."""
        belum = check_belum(realisasi, KODE_RUMUS)
        if belum is not None:
            return belum
        teks = realisasi.teks or ""
        nama, skor = split_skor(teks) if teks else ("", realisasi.angka)
        if target.angka is not None and skor is not None and target.angka > 0:
            tulis = f"{format_bebas(skor)} / {format_bebas(target.angka)} x 100"
            return build_hasil(skor / target.angka * 100, KODE_SKOR, tulis, aturan.kebijakan)
        if nama and nama.casefold() == target.predikat.casefold():
            tulis = f"predikat {nama} sama dengan target"
            return build_hasil(Decimal(100), KODE_RUMUS, tulis, aturan.kebijakan)
        return _calculate_ordinal(target, nama, skor, aturan)

    def formula(self, target: Target, aturan: AturanHitung, sel: SelRumus) -> RumusLembar:
        """Rantai IF atas nama predikat skalanya; nilai tak dikenal menjadi petunjuk."""
        inti = quote_lembar(HINT_PREDIKAT)
        for nama in reversed(list(_iterate_nama(aturan, target))):
            hasil = self.calculate(target, Nilai.dari_teks(nama), aturan)
            if hasil.capaian is not None:
                nilai = format_kanonik(hasil.capaian)
                inti = f"IF({sel.realisasi}={quote_lembar(nama)},{nilai},{inti})"
        return RumusLembar(
            None,
            f'IF({sel.realisasi}="","",{inti})',
            build_rumus_kategori(sel.capaian, aturan.kebijakan.skala),
        )


def split_skor(teks: str) -> tuple[str, Decimal | None]:
    """``A (80,50)`` menjadi ("A", 80.50); tanpa skor menjadi (teks, None)."""
    cocok = BERSKOR.fullmatch(teks)
    if cocok is None:
        return teks, None
    nama = cocok["nama"] or cocok["nama2"] or cocok["nama3"]
    skor = read_angka(cocok["skor"] or cocok["skor2"] or cocok["skor3"], ACUAN_SKOR).nilai.angka
    return nama.strip(), skor


def _iterate_nama(aturan: AturanHitung, target: Target) -> Iterator[str]:
    skala = aturan.kebijakan.predikat.get(aturan.skala)
    yield from (t.nama for t in skala.tingkat) if skala else (target.predikat,)


def _calculate_ordinal(
    target: Target, nama: str, skor: Decimal | None, aturan: AturanHitung
) -> HasilCapaian:
    daftar = aturan.kebijakan.predikat
    pilihan = [daftar[aturan.skala]] if aturan.skala in daftar else list(daftar.values())
    for skala in pilihan:
        acuan = find_tingkat(skala, target.predikat)
        capai = find_tingkat(skala, nama) or (find_menurut_skor(skala, skor) if not nama else None)
        if acuan and capai:
            tulis = (
                f"peringkat {capai.nama} ({format_bebas(capai.nilai)}) / "
                f"peringkat {acuan.nama} ({format_bebas(acuan.nilai)}) x 100"
            )
            return build_hasil(capai.nilai / acuan.nilai * 100, KODE_RUMUS, tulis, aturan.kebijakan)
    return refuse(
        f"predikat {nama or format_bebas(skor or Decimal(0))} "
        f"dan {target.predikat or target.teks} "
        "tidak berada dalam satu skala yang dikenal",
        KODE_RUMUS,
    )


def find_tingkat(skala: SkalaPredikat, nama: str) -> TingkatPredikat | None:
    """Tingkat menurut nama atau aliasnya, tanpa memandang huruf besar."""
    cari = nama.casefold()
    return next((t for t in skala.tingkat if cari in _sebutan(t)), None)


def find_menurut_skor(skala: SkalaPredikat, skor: Decimal | None) -> TingkatPredikat | None:
    """Tingkat tertinggi yang batas bawah skornya (terbuka) dilampaui."""
    if skor is None:
        return None
    return next(
        (t for t in skala.tingkat if t.skor_di_atas is not None and skor > t.skor_di_atas), None
    )


def _sebutan(tingkat: TingkatPredikat) -> Iterable[str]:
    return {tingkat.nama.casefold(), *(a.casefold() for a in tingkat.alias)}
