"""Jenis ya/tidak: sesuai target 100, tidak sesuai 0."""

from __future__ import annotations

from decimal import Decimal

from kinerja_cli.capaian.jenis_angka import check_belum
from kinerja_cli.capaian.kontrak import AturanHitung, BacaTarget, RumusLembar, SelRumus, Target
from kinerja_cli.capaian.rumus import build_hasil, build_rumus_kategori, quote_lembar, refuse
from kinerja_cli.model.baca_angka import AcuanBaca, Bacaan, normalize_teks
from kinerja_cli.model.hasil import HasilCapaian
from kinerja_cli.model.istilah import JenisIndikator
from kinerja_cli.model.nilai import KOSONG, Nilai

KODE_RUMUS = "ya_tidak"
YA = frozenset({"ya", "y", "ada", "sudah", "tersedia", "terlaksana", "selesai"})
TIDAK = frozenset({"tidak", "t", "tidak ada", "belum", "belum ada", "tidak terlaksana"})
HINT = "isi ya atau tidak"


class JenisYaTidak:
    """Jawaban ya atau tidak."""

    kode = JenisIndikator.YA_TIDAK
    isian: tuple[str, ...] = ("realisasi",)

    def read_target(self, teks: str, acuan: AcuanBaca) -> BacaTarget:
        """Target ya atau tidak."""
        jawab = read_jawaban(teks)
        if jawab is None:
            return BacaTarget(None, "target harus ya atau tidak")
        return BacaTarget(Target(jawab, jawab, predikat=jawab))

    def read_realisasi(self, mentah: str | float | Decimal | None, acuan: AcuanBaca) -> Bacaan:
        """Jawaban baku ``ya`` atau ``tidak``."""
        if mentah is None or not normalize_teks(str(mentah)):
            return Bacaan(KOSONG)
        jawab = read_jawaban(str(mentah))
        if jawab is None:
            return Bacaan(Nilai.tak_terbaca(str(mentah)), alasan="harus ya atau tidak")
        polos = jawab == str(mentah).strip().casefold()
        return Bacaan(Nilai.dari_teks(jawab), None if polos else jawab)

    def calculate(self, target: Target, realisasi: Nilai, aturan: AturanHitung) -> HasilCapaian:
        """Sama dengan target 100, berbeda 0."""
        belum = check_belum(realisasi, KODE_RUMUS)
        if belum is not None:
            return belum
        jawab = read_jawaban(realisasi.teks or "")
        if jawab is None:
            return refuse("realisasi bukan ya atau tidak", KODE_RUMUS)
        nilai = Decimal(100) if jawab == target.predikat else Decimal(0)
        tulis = f"target {target.predikat}, realisasi {jawab}"
        return build_hasil(nilai, KODE_RUMUS, tulis, aturan.kebijakan)

    def formula(self, target: Target, aturan: AturanHitung, sel: SelRumus) -> RumusLembar:
        """Rantai IF atas dua jawaban."""
        lain = "tidak" if target.predikat == "ya" else "ya"
        inti = (
            f"IF({sel.realisasi}={quote_lembar(target.predikat)},100,"
            f"IF({sel.realisasi}={quote_lembar(lain)},0,{quote_lembar(HINT)}))"
        )
        return RumusLembar(
            None,
            f'IF({sel.realisasi}="","",{inti})',
            build_rumus_kategori(sel.capaian, aturan.kebijakan.skala),
        )


def read_jawaban(teks: str) -> str | None:
    """Jawaban baku, atau ``None``."""
    kata = normalize_teks(teks).casefold()
    if kata in YA:
        return "ya"
    return "tidak" if kata in TIDAK else None
