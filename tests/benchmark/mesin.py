"""Seratus ribu capaian dengan penjelasannya, dibandingkan dengan pembagian Decimal telanjang.

Keduanya dijalankan dalam proses yang sama; yang dicetak waktu CPU dan rasionya.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from decimal import Decimal
from statistics import median

from kinerja_cli.capaian.jenis import JENIS, AturanHitung, Target
from kinerja_cli.model.istilah import Arah, JenisIndikator
from kinerja_cli.model.kebijakan import build_kebijakan
from kinerja_cli.model.nilai import Nilai

BANYAK = 100_000
ULANG = 3


def main() -> None:
    """Ukur dan cetak."""
    pasangan = [(Decimal(100 + n % 900), Decimal(80 + n % 1100) / 4) for n in range(BANYAK)]
    telanjang = measure(lambda: [r / t * 100 for t, r in pasangan])
    mesin = JENIS[JenisIndikator.ANGKA]
    aturan = [AturanHitung(build_kebijakan(), arah) for arah in (Arah.NAIK, Arah.TURUN)]
    target = [Target(str(t), str(t), t) for t, _ in pasangan]

    def run_mesin() -> list[str]:
        return [
            mesin.calculate(t, Nilai.dari_angka(r), aturan[n % 2]).penjelasan
            for n, (t, (_, r)) in enumerate(zip(target, pasangan, strict=True))
        ]

    penuh = measure(run_mesin)
    print(f"pembagian Decimal  {telanjang:8.3f} detik CPU untuk {BANYAK:_} baris")
    print(f"mesin capaian      {penuh:8.3f} detik CPU, termasuk rumus dan kalimat penjelasan")
    print(f"rasio {penuh / telanjang:.1f}")


def measure(fungsi: Callable[[], object]) -> float:
    """Median waktu CPU dalam detik."""
    hasil = []
    for _ in range(ULANG):
        awal = time.process_time()
        fungsi()
        hasil.append(time.process_time() - awal)
    return median(hasil)


if __name__ == "__main__":
    main()
