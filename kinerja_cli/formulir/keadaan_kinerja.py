"""Yang ditanyakan kolom "Keadaan" pada lembar Kinerja: angka lebih dahulu, lalu penjelasan."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from kinerja_cli.capaian.agregasi import is_persen
from kinerja_cli.capaian.indikator import read_target
from kinerja_cli.formulir.bentuk import IsiSel, Sel
from kinerja_cli.formulir.keadaan import BERALASAN, Tanya, has_kosong, is_kosong, join_dan
from kinerja_cli.formulir.peta import build_acuan_koreksi, parse_koreksi
from kinerja_cli.model.baca_angka import SATUAN_BULAT
from kinerja_cli.model.istilah import Agregasi
from kinerja_cli.model.kebijakan import Kebijakan
from kinerja_cli.model.nilai import JenisNilai, Nilai
from kinerja_cli.model.sumber import BarisIndikator

PENJELASAN = ("pendorong", "penghambat", "upaya")
ISI_PENJELASAN = "isi penjelasan"
PERIKSA_PECAHAN = "lengkap, periksa pecahannya"
PERIKSA_PERSEN = "lengkap, periksa: 0,95 atau 95?"
TARGET_PERSEN = 10
"""Target persen sebesar ini atau lebih membuat realisasi 0 sampai 1 patut ditanyakan."""


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


def ask_susulan(kunci: str) -> Tanya:
    """Triwulan lalu yang belum dilaporkan harus disusulkan di lembar Koreksi."""
    alamat = parse_koreksi(kunci)
    assert alamat is not None, "kunci baris Koreksi selalu terurai"
    nama = alamat[0].nama.replace("Triwulan", "TW")
    rumus = f'{build_acuan_koreksi(kunci)}=""'
    return Tanya(rumus, True, f"isi {nama} di lembar Koreksi")


def ask_kewajaran(indikator: BarisIndikator, sel: Sel | None, target: str) -> tuple[Tanya, ...]:
    """Yang patut dilihat lagi walau tidak salah: pecahan pada satuan cacah, persen sebagai 0,95.

    Hanya mengingatkan, maka barisnya tetap terhitung terisi.
    """
    if sel is None or not sel.terbuka:
        return ()
    angka = sel.nilai if isinstance(sel.nilai, Decimal) else Decimal(0)
    kata = indikator.satuan.casefold().split()[:1]
    if set(kata) <= SATUAN_BULAT and indikator.agregasi is not Agregasi.RATA_RATA:
        pecahan = "N({realisasi})<>INT(N({realisasi}))"
        return (Tanya(pecahan, angka != angka.to_integral_value(), PERIKSA_PECAHAN),)
    acuan = read_target(indikator, target)[0]
    if is_persen(indikator.satuan) and acuan and (acuan.angka or 0) >= TARGET_PERSEN:
        kecil = "AND(N({realisasi})>0,N({realisasi})<=1)"
        return (Tanya(kecil, 0 < angka <= 1, PERIKSA_PERSEN),)
    return ()


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
