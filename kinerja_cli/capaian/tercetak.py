"""Capaian tercetak di samping hasil hitung: sama pada desimal tercetak, atau dugaan sebabnya."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from kinerja_cli.capaian.rumus import RUMUS
from kinerja_cli.model.angka import round_potong, round_setengah_naik
from kinerja_cli.model.baca_angka import AcuanBaca, read_angka
from kinerja_cli.model.baris_tabel import IsiTabel

DIGIT_PERCAYA = 10
"""Digit berarti capaian dari sel angka yang dibandingkan; sisanya derau lembar kerja."""
DESIMAL_CETAK = 8
"""Di atas ini bukan cetakan orang melainkan isi sel; derau digit terakhirnya diabaikan."""
BATAS_LAZIM = (Decimal(100), Decimal(110), Decimal(120), Decimal(150))
PECAHAN_CUKUP = 3
"""Baris yang tercetak seperseratus agar sekolom dianggap berformat pecahan."""

UMUM = (RUMUS["naik"], RUMUS["turun_selisih"])


@dataclass(frozen=True, slots=True)
class Banding:
    """Hasil banding. ``dipotong`` bila digit terakhirnya dipotong, bukan dibulatkan."""

    cocok: bool
    dipotong: bool = False


def read_tercetak(isi: IsiTabel, kita: Decimal | None) -> Decimal | None:
    """Capaian tercetak dengan nol ekor sebagaimana tertulis; ``None`` bila bukan angka."""
    if isinstance(isi, Decimal):
        return trim_derau(isi)
    pembanding = () if kita is None else (kita,)
    bacaan = read_angka(isi, AcuanBaca("", pembanding, petunjuk="%"))
    return bacaan.nilai.angka


def compare_tercetak(tercetak: Decimal, kita: Decimal) -> Banding:
    """Banding pada banyaknya desimal yang tercetak."""
    desimal = count_desimal(tercetak)
    if desimal > DESIMAL_CETAK:
        return Banding(cocok=abs(tercetak - kita) <= Decimal(1).scaleb(-DESIMAL_CETAK))
    if round_setengah_naik(kita, desimal) == tercetak:
        return Banding(cocok=True)
    potong = round_potong(kita, desimal) == tercetak
    return Banding(cocok=potong, dipotong=potong)


def is_kolom_pecahan(pasangan: Iterable[tuple[Decimal, Decimal]]) -> bool:
    """Benar bila kolom capaian tertulis 0,9862 untuk 98,62 %, menurut (tercetak, kita) semuanya.

    Satu dua baris tidak cukup: itu dapat berarti salah ketik seratus kali.
    """
    persen = pecahan = 0
    for tercetak, kita in pasangan:
        if not tercetak:
            continue
        persen += compare_tercetak(tercetak, kita).cocok
        pecahan += _is_seperseratus(tercetak, kita)
    return pecahan >= PECAHAN_CUKUP and persen == 0


def _is_seperseratus(tercetak: Decimal, kita: Decimal) -> bool:
    return compare_tercetak(tercetak.scaleb(2), kita).cocok


@dataclass(frozen=True, slots=True)
class AngkaBaris:
    """Target, realisasi, dan capaian satu baris pada satu tahun; ``None`` bila tidak terbaca."""

    target: Decimal | None = None
    realisasi: Decimal | None = None
    capaian: Decimal | None = None


def guess_sebab(
    tercetak: Decimal, kita: Decimal, kini: AngkaBaris, lalu: AngkaBaris | None = None
) -> str:
    """Dugaan mengapa angka tercetak lain; kosong bila tidak ada yang mendekati.

    ``lalu`` angka tahun sebelumnya di baris yang sama.
    """
    return next(_iterate_dugaan(tercetak, kita, kini, lalu or AngkaBaris()), "")


def _iterate_dugaan(
    tercetak: Decimal, kita: Decimal, kini: AngkaBaris, lalu: AngkaBaris
) -> Iterator[str]:
    target, realisasi = kini.target, kini.realisasi
    if abs(tercetak - kita) < Decimal(1).scaleb(-count_desimal(tercetak)):
        yield "digit terakhir dibulatkan ke atas"
    if target is not None and target > 0 and realisasi:
        for rumus in RUMUS.values():
            if compare_tercetak(tercetak, rumus.hitung(target, realisasi)).cocok:
                yield f"dihitung dengan rumus {rumus.kode} ({rumus.tulis})".replace(
                    "{t}", "target"
                ).replace("{r}", "realisasi")
    yield from _iterate_lalu(tercetak, kini, lalu)
    if tercetak in BATAS_LAZIM and kita > tercetak:
        yield f"dibatasi paling tinggi {tercetak.normalize():f}"
    for geser in (2, 1, 3, -1, -2, -3):
        if tercetak and compare_tercetak(tercetak.scaleb(geser), kita).cocok:
            yield f"tanda desimal bergeser {abs(geser)} angka"
    if realisasi is not None and tercetak == realisasi:
        yield "menyalin realisasi"
    if target is not None and tercetak == target:
        yield "menyalin target"
    sama_desimal = round_setengah_naik(kita, count_desimal(tercetak))
    if sorted(str(tercetak)) == sorted(str(sama_desimal)):
        yield "dua angka tertukar tempat"


def _iterate_lalu(tercetak: Decimal, kini: AngkaBaris, lalu: AngkaBaris) -> Iterator[str]:
    """Angka tahun lalu yang tertinggal ketika tabel disalin dari laporan sebelumnya."""
    if lalu.capaian is not None and compare_tercetak(tercetak, lalu.capaian).cocok:
        yield "menyalin capaian tahun lalu"
    for target, realisasi, sebab in (
        (kini.target, lalu.realisasi, "dihitung dari realisasi tahun lalu"),
        (lalu.target, lalu.realisasi, "capaian tahun lalu"),
        (lalu.target, kini.realisasi, "dihitung terhadap target tahun lalu"),
    ):
        if target is None or target <= 0 or realisasi is None:
            continue
        if any(compare_tercetak(tercetak, r.hitung(target, realisasi)).cocok for r in UMUM):
            yield sebab


def count_desimal(angka: Decimal) -> int:
    """Banyak angka di belakang koma, nol ekor termasuk."""
    return max(-int(angka.as_tuple().exponent), 0)


def trim_derau(angka: Decimal) -> Decimal:
    """Sel angka menyimpan digit yang tidak pernah tercetak; sisakan yang dapat dipercaya."""
    percaya = DIGIT_PERCAYA - 1 - angka.adjusted()
    return round_setengah_naik(angka, max(min(count_desimal(angka), percaya), 0))
