"""Melengkapi register skema lama dengan yang kini dicatat saat formulir diterbitkan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja_cli.formulir.bentuk import Terbitan
from kinerja_cli.formulir.cetakan import build_cetakan
from kinerja_cli.formulir.susun import build_formulir
from kinerja_cli.model.periode import Periode
from kinerja_cli.register.definisi import read_definisi, read_formulir, store_formulir
from kinerja_cli.register.fakta import read_fakta

if TYPE_CHECKING:
    from kinerja_cli.register.basis import Register

BENTROK = """
INSERT OR IGNORE INTO bentrok SELECT k.unit, s.periode, s.subjek, s.kolom
FROM sel_kiriman s JOIN kiriman k ON k.urut = s.kiriman
GROUP BY 1, 2, 3, 4 HAVING COUNT(DISTINCT s.nilai) > 1
"""


def fill_cetakan(register: Register) -> None:
    """Susun cetakan formulir yang terbit sebelum cetakan dicatat. Dipanggil di dalam transaksi."""
    register.sambungan.execute(BENTROK)
    fakta = read_fakta(register)
    for baris in register.sambungan.execute(
        "SELECT id, unit, periode, definisi, putaran FROM formulir WHERE cetakan = x''"
    ).fetchall():
        terbit = read_formulir(register, baris["id"])
        hasil = read_definisi(register, baris["definisi"])
        if terbit is None or hasil is None:
            continue
        definisi = hasil[1]
        formulir = build_formulir(
            definisi,
            baris["unit"],
            Periode(baris["periode"]),
            fakta,
            Terbitan(baris["definisi"], baris["putaran"]),
        )
        if formulir is not None:
            store_formulir(register, terbit, build_cetakan(definisi, formulir))
