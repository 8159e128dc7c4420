"""Biaya CPU ``kinerja --help`` dibandingkan ``python -c pass``; dijalankan ``make bench``."""

from __future__ import annotations

import statistics
import subprocess
import sys

ULANGAN = 21
SKRIP = (
    "import sys; from kinerja_cli.__main__ import main; sys.argv[:] = ['kinerja', '--help']; main()"
)
"""Sama dengan skrip ``kinerja`` yang dipasang pip."""

BATAS = 8.0


def measure_cpu(argumen: list[str]) -> float:
    """Detik CPU (pemakai dan sistem) satu proses anak."""
    if sys.platform == "win32":
        raise SystemExit("pengukuran ini memerlukan modul resource (Linux atau macOS)")
    import resource  # noqa: PLC0415 -- modul ini tidak ada di Windows

    awal = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, *argumen],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    akhir = resource.getrusage(resource.RUSAGE_CHILDREN)
    return akhir.ru_utime - awal.ru_utime + akhir.ru_stime - awal.ru_stime


def calculate_rasio() -> tuple[float, float]:
    """(rasio median, detik CPU ``python -c pass``); pasangan diukur bergantian."""
    pasangan = [(measure_cpu(["-c", SKRIP]), measure_cpu(["-c", "pass"])) for _ in range(ULANGAN)]
    bantuan, kosong = (statistics.median(kolom) for kolom in zip(*pasangan, strict=True))
    return bantuan / kosong, kosong


def main() -> None:
    """Cetak rasio; keluar 1 bila melewati batas."""
    rasio, kosong = calculate_rasio()
    print(f"python -c pass   {kosong * 1000:6.1f} ms CPU (median {ULANGAN} kali)")
    print(f"kinerja --help   {rasio * kosong * 1000:6.1f} ms CPU")
    print(f"rasio            {rasio:6.2f} (batas {BATAS:g})")
    sys.exit(rasio > BATAS)


if __name__ == "__main__":
    main()
