"""Seberapa banyak perubahan kecil pada mesin capaian yang ketahuan oleh ujinya.

Berjalan di salinan sementara; pola nama mutan boleh disebut (``kinerja_cli.capaian.rumus.*``).
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

AKAR = Path(__file__).resolve().parents[2]


def main(pola: list[str]) -> None:
    """Jalankan, lalu cetak nilai setiap modul sesudah mutan yang lolos darinya."""
    with TemporaryDirectory() as folder:
        abaikan = shutil.ignore_patterns("__pycache__", ".*", "demo")
        shutil.copytree(AKAR, folder, ignore=abaikan, dirs_exist_ok=True)
        os.chdir(folder)
        from mutmut.__main__ import cli  # noqa: PLC0415 - membaca aturan di folder kerja
        from mutmut.mutation import mutators as m  # noqa: PLC0415

        # Kalimat tidak diuji kata per kata, jadi isi teks tidak dimutasi.
        m.mutation_operators[:] = [o for o in m.mutation_operators if o[1] is not m.operator_string]
        cli(["run", *pola], standalone_mode=False)
        for berkas in sorted(Path("mutants").rglob("*.meta")):
            kode = json.loads(berkas.read_text(encoding="utf-8"))["exit_code_by_key"]
            diuji = [nama for nama in kode if kode[nama] is not None]
            lolos = [nama for nama in diuji if kode[nama] in {0, 33}]  # 33: tanpa uji
            for nama in lolos:
                cli(["show", nama], standalone_mode=False)
            if diuji:
                print(f"{berkas.stem}: ketahuan {len(diuji) - len(lolos)} dari {len(diuji)} mutan")
        os.chdir(AKAR)


if __name__ == "__main__":
    main(sys.argv[1:] or ["kinerja_cli.capaian.*"])
