"""Jenis angka: target dan realisasi tunggal, arah naik atau turun."""

from __future__ import annotations

import re
from decimal import Decimal

from kinerja_cli.capaian.kontrak import (
    HINT_ANGKA,
    AturanHitung,
    BacaTarget,
    RumusLembar,
    SelRumus,
    Target,
)
from kinerja_cli.capaian.rumus import (
    build_rumus_capaian,
    build_rumus_kategori,
    calculate_rumus,
    choose_rumus,
    quote_lembar,
    refuse,
)
from kinerja_cli.model.angka import format_kanonik
from kinerja_cli.model.baca_angka import AcuanBaca, Bacaan, normalize_teks, read_angka
from kinerja_cli.model.hasil import HasilCapaian, StatusHitung
from kinerja_cli.model.istilah import JenisIndikator
from kinerja_cli.model.nilai import JenisNilai, Nilai

TANDA_BATAS = re.compile(r"^(>=|<=|≥|≤|>|<|min(?:imal)?\.?|maks(?:imal)?\.?)\s*", re.IGNORECASE)


class JenisAngka:
    """Angka tunggal; target ``≥ 95`` dibaca sebagai 95 dengan arah menurut indikatornya."""

    kode = JenisIndikator.ANGKA
    isian: tuple[str, ...] = ("realisasi",)

    def read_target(self, teks: str, acuan: AcuanBaca) -> BacaTarget:
        """Angka, boleh didahului tanda batas; teks majemuk ditolak dengan alasan."""
        bersih = TANDA_BATAS.sub("", normalize_teks(teks))
        bacaan = read_angka(bersih, acuan)
        angka = bacaan.nilai.angka
        if angka is None:
            return BacaTarget(None, bacaan.alasan or "target kosong", ambigu=bacaan.ambigu)
        return BacaTarget(
            Target(format_kanonik(angka), teks.strip(), angka), terbaca=bacaan.terbaca
        )

    def read_realisasi(self, mentah: str | float | Decimal | None, acuan: AcuanBaca) -> Bacaan:
        """Angka menurut pembaca bersama."""
        return read_angka(mentah, acuan)

    def calculate(self, target: Target, realisasi: Nilai, aturan: AturanHitung) -> HasilCapaian:
        """Rumus menurut arah dan kebijakan."""
        if target.angka is None:
            return refuse("target bukan angka", choose_rumus(aturan).kode)
        belum = check_belum(realisasi, choose_rumus(aturan).kode)
        if belum is not None or realisasi.angka is None:
            return belum or refuse("realisasi bukan angka", choose_rumus(aturan).kode)
        return calculate_rumus(target.angka, realisasi.angka, aturan)

    def formula(self, target: Target, aturan: AturanHitung, sel: SelRumus) -> RumusLembar:
        """Kosong bila belum diisi, petunjuk bila diisi teks, selain itu persentase."""
        inti = build_rumus_capaian(write_literal(target.angka), sel.realisasi, aturan)
        return RumusLembar(
            None,
            guard_isian(sel.mentah or (sel.realisasi,), inti),
            build_rumus_kategori(sel.capaian, aturan.kebijakan.skala),
        )


def check_belum(realisasi: Nilai, kode_rumus: str) -> HasilCapaian | None:
    """Hasil untuk realisasi kosong, belum ada, atau tak terbaca; ``None`` bila ada nilainya."""
    if realisasi.jenis is JenisNilai.TAK_TERBACA:
        return refuse(f"realisasi {realisasi.teks!r} tidak terbaca", kode_rumus)
    if realisasi.jenis in {JenisNilai.KOSONG, JenisNilai.BELUM_ADA}:
        alasan = realisasi.teks or "realisasi belum dilaporkan"
        return HasilCapaian(
            StatusHitung.BELUM_ADA_DATA,
            kode_rumus,
            alasan=alasan,
            penjelasan=f"Capaian belum dapat dihitung: {alasan}.",
        )
    return None


def write_literal(angka: Decimal | None) -> str:
    """Angka sebagai literal rumus lembar (titik desimal)."""
    return "0" if angka is None else format_kanonik(angka)


def guard_isian(mentah: tuple[str, ...], inti: str) -> str:
    """Sel kosong menghasilkan kosong; teks menghasilkan petunjuk, bukan nilai galat."""
    kosong = join_lembar("OR", [f'{m}=""' for m in mentah])
    angka = join_lembar("AND", [f"ISNUMBER({m})" for m in mentah])
    return f'IF({kosong},"",IF({angka},{inti},{quote_lembar(HINT_ANGKA)}))'


def join_lembar(fungsi: str, daftar: list[str]) -> str:
    """Satu syarat apa adanya, beberapa digabung dengan fungsi lembar."""
    return daftar[0] if len(daftar) == 1 else f"{fungsi}({','.join(daftar)})"
