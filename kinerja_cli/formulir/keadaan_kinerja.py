"""Yang ditanyakan kolom "Keadaan" pada lembar Kinerja: angka lebih dahulu, lalu penjelasan."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from kinerja_cli.formulir.bentuk import IsiSel, Sel
from kinerja_cli.formulir.keadaan import BERALASAN, Tanya, has_kosong, is_kosong, join_dan
from kinerja_cli.model.kebijakan import Kebijakan
from kinerja_cli.model.nilai import JenisNilai, Nilai

PENJELASAN = ("pendorong", "penghambat", "upaya")
ISI_PENJELASAN = "isi penjelasan"


def ask_angka(angka: Mapping[str, Sel], alasan: Nilai) -> tuple[Tanya, ...]:
    """Angka yang terbuka harus terisi, atau beralasan belum ada."""
    terbuka = [k for k, s in angka.items() if s.terbuka]
    if not terbuka:
        return ()
    kosong = any(angka[k].nilai is None for k in terbuka)
    beralasan = alasan.jenis is JenisNilai.BELUM_ADA
    belum = has_kosong(*terbuka)
    tanpa = join_dan(belum, is_kosong("alasan_belum_ada"))
    return (
        Tanya(tanpa, kosong and not beralasan, f"isi {terbuka[0]}"),
        Tanya(belum, kosong, BERALASAN),
    )


def ask_penjelasan(
    kebijakan: Kebijakan, narasi: Mapping[str, Sel], capaian: IsiSel, *, wajib: bool
) -> Tanya:
    """Penjelasan selalu diminta bila ``wajib``, selain itu hanya bila capaian di luar ambang."""
    hampa = is_kosong(*PENJELASAN)
    is_hampa = all(narasi[k].nilai is None for k in PENJELASAN)
    if wajib:
        return Tanya(hampa, is_hampa, ISI_PENJELASAN)
    bawah, atas = kebijakan.ambang_penjelasan_bawah, kebijakan.ambang_penjelasan_atas
    luar = isinstance(capaian, Decimal) and not bawah <= capaian <= atas
    di_luar = f"ISNUMBER({{capaian}}),OR(N({{capaian}})<{bawah},N({{capaian}})>{atas})"
    return Tanya(f"AND({di_luar},{hampa})", luar and is_hampa, ISI_PENJELASAN)
