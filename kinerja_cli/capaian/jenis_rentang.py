"""Jenis rentang: di dalam rentang 100, di luarnya dihitung terhadap batas terdekat.

Aturan batas: PermenPANRB 8/2021 hlm. 99-110 (sudah diganti), dipakai sebagai kebiasaan.
"""

from __future__ import annotations

import re
from decimal import Decimal

from kinerja_cli.capaian.jenis_angka import check_belum, guard_isian, write_literal
from kinerja_cli.capaian.kontrak import AturanHitung, BacaTarget, RumusLembar, SelRumus, Target
from kinerja_cli.capaian.rumus import (
    build_hasil,
    build_rumus_capaian,
    build_rumus_kategori,
    calculate_rumus,
    format_bebas,
    limit_lembar,
    refuse,
)
from kinerja_cli.model.angka import format_kanonik
from kinerja_cli.model.baca_angka import AcuanBaca, Bacaan, normalize_teks, read_angka
from kinerja_cli.model.hasil import HasilCapaian
from kinerja_cli.model.istilah import JenisIndikator
from kinerja_cli.model.nilai import Nilai

PEMISAH = re.compile(
    r"\s*(?:\.\.|\bs\.?/?d(?:\.|\b)|\bsampai dengan\b|(?<=[\d%])\s*-)\s*", re.IGNORECASE
)
KODE_RUMUS = "rentang"


class JenisRentang:
    """Target ``60 - 85``; arah di dalam rumus menurut arah indikator."""

    kode = JenisIndikator.RENTANG
    isian: tuple[str, ...] = ("realisasi",)

    def read_target(self, teks: str, acuan: AcuanBaca) -> BacaTarget:
        """Dua angka dengan tanda hubung, ``..``, atau ``s.d.``; batas bawah harus lebih kecil."""
        bagian = PEMISAH.split(normalize_teks(teks))
        if len(bagian) != 2:
            return BacaTarget(None, "rentang ditulis seperti 60 - 85")
        bacaan = [read_angka(b, acuan) for b in bagian]
        bawah, atas = bacaan[0].nilai.angka, bacaan[1].nilai.angka
        if bawah is None or atas is None:
            alasan = next(b.alasan for b in bacaan if b.nilai.angka is None)
            return BacaTarget(
                None, alasan or "batas rentang kosong", ambigu=any(b.ambigu for b in bacaan)
            )
        if bawah >= atas:
            return BacaTarget(None, "batas bawah harus lebih kecil daripada batas atas")
        kanonik = f"{format_kanonik(bawah)}..{format_kanonik(atas)}"
        cetak = f"{format_bebas(bawah)} - {format_bebas(atas)}"
        return BacaTarget(Target(kanonik, cetak, bawah=bawah, atas=atas))

    def read_realisasi(self, mentah: str | float | Decimal | None, acuan: AcuanBaca) -> Bacaan:
        """Satu angka."""
        return read_angka(mentah, acuan)

    def calculate(self, target: Target, realisasi: Nilai, aturan: AturanHitung) -> HasilCapaian:
        """Di dalam rentang 100; di atas memakai batas atas, di bawah memakai batas bawah."""
        belum = check_belum(realisasi, KODE_RUMUS)
        if belum is not None:
            return belum
        angka, bawah, atas = realisasi.angka, target.bawah, target.atas
        if angka is None or bawah is None or atas is None:
            return refuse("realisasi atau rentang bukan angka", KODE_RUMUS)
        if bawah <= angka <= atas:
            tulis = f"{format_bebas(angka)} berada di dalam {target.teks}"
            return build_hasil(Decimal(100), KODE_RUMUS, tulis, aturan.kebijakan)
        batas, nama = (atas, "atas") if angka > atas else (bawah, "bawah")
        luar = calculate_rumus(batas, angka, aturan)
        if luar.capaian is None:
            return refuse(luar.alasan, KODE_RUMUS)
        tulis = luar.rumus.partition(" = ")[0] + f" (batas {nama} {target.teks})"
        return build_hasil(luar.capaian, KODE_RUMUS, tulis, aturan.kebijakan)

    def formula(self, target: Target, aturan: AturanHitung, sel: SelRumus) -> RumusLembar:
        """Rumus dengan batas rentang sebagai angka tetap."""
        bawah, atas = write_literal(target.bawah), write_literal(target.atas)
        dalam = limit_lembar("100", aturan.kebijakan)
        di_atas = build_rumus_capaian(atas, sel.realisasi, aturan)
        di_bawah = build_rumus_capaian(bawah, sel.realisasi, aturan)
        inti = (
            f"IF({sel.realisasi}>{atas},{di_atas},IF({sel.realisasi}<{bawah},{di_bawah},{dalam}))"
        )
        return RumusLembar(
            None,
            guard_isian(sel.mentah or (sel.realisasi,), inti),
            build_rumus_kategori(sel.capaian, aturan.kebijakan.skala),
        )
