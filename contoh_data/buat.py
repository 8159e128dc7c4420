"""Membuat berkas dinas contoh dari tabel teks; dijalankan oleh ``make contoh``.

``python contoh_data/buat.py`` membuat sumber/ dan isian/; dengan ``--kiriman`` juga masuk/ dan
susulan/ lewat LibreOffice.
"""

from __future__ import annotations

import sys
from datetime import datetime
from io import BytesIO
from itertools import groupby
from pathlib import Path

AKAR = Path(__file__).resolve().parent
sys.path[:0] = [str(AKAR), str(AKAR.parent)]

from alat.isian import write_isian  # noqa: E402 (jalur dipasang lebih dahulu)
from alat.spj import PERHUBUNGAN, build_baris, build_fungsional, build_rekap  # noqa: E402
from alat.tabel import load_tabel, read_csv  # noqa: E402

from kinerja_cli.lembar.tulis_tabel import IsiTabel, write_tabel  # noqa: E402
from kinerja_cli.model.sumber import TABEL_SUMBER  # noqa: E402

SUMBER = AKAR / "sumber"
WAKTU = datetime(2025, 1, 2, 8, 0)


def write_sumber() -> list[Path]:
    """Tabel sumber .xlsx dari tabel teks."""
    hasil = []
    for nama, kelompok in groupby(TABEL_SUMBER, key=lambda t: t.berkas):
        wadah = BytesIO()
        daftar = [IsiTabel(t.lembar, t.model, baris=load_tabel(t)) for t in kelompok]
        write_tabel(daftar, wadah, WAKTU)
        hasil.append(_write(SUMBER / nama, wadah.getvalue()))
    return hasil


def write_keuangan() -> list[Path]:
    """Laporan bendahara: rekap tiga triwulan dan dua SPJ Fungsional Desember."""
    unit = [b["kode_unit"] for b in read_csv("unit")]
    lain = tuple(u for u in dict.fromkeys(unit) if u not in PERHUBUNGAN)
    pejabat = {b["kunci"]: b["nama"] for b in read_csv("pejabat")}
    folder = SUMBER / "keuangan"
    desember = build_baris("perubahan", "tw4", lain), build_baris("perubahan", "tw4", PERHUBUNGAN)
    isi = {
        "SPJ sd 31 Maret 2025.xlsx": build_rekap("murni", "tw1", "31 Maret 2025"),
        "SPJ sd 30 Juni 2025.xlsx": build_rekap("pergeseran 1", "tw2", "30 Juni 2025"),
        "SPJ sd 30 September 2025.xlsx": build_rekap("pergeseran 1", "tw3", "30 September 2025"),
        "SPJ Fungsional Des 2025 - Bendahara Pengeluaran.xlsx": build_fungsional(
            desember[0], "Bendahara Pengeluaran", pejabat["BENDAHARA"], kode_terpisah=False
        ),
        "SPJ Fungsional Des 2025 - BPP Perhubungan.xlsx": build_fungsional(
            desember[1],
            "Bendahara Pengeluaran Pembantu",
            pejabat["BPP-HUBUNG"],
            kode_terpisah=True,
        ),
    }
    return [_write(folder / nama, byte) for nama, byte in isi.items()]


def _write(jalur: Path, isi: bytes) -> Path:
    jalur.parent.mkdir(parents=True, exist_ok=True)
    jalur.write_bytes(isi)
    return jalur


def main(argumen: list[str]) -> int:
    """Buat semua berkas contoh; ``--kiriman`` memerlukan LibreOffice."""
    berkas = [*write_sumber(), *write_keuangan(), *write_isian()]
    if "--kiriman" in argumen:
        from alat.kirim import write_kiriman  # noqa: PLC0415 (LibreOffice hanya bila diminta)

        berkas += write_kiriman()
    for jalur in berkas:
        sys.stdout.write(f"{jalur.relative_to(AKAR)}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
