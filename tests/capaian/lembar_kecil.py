"""Penghitung rumus lembar sekecil mungkin: rumus formulir diuji tanpa LibreOffice."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from kinerja_cli.model.angka import round_potong, round_setengah_naik

Isi = Decimal | str | bool | None
"""Isi sel; ``None`` sel kosong."""

POTONGAN = re.compile(r'"(?:[^"]|"")*"|>=|<=|=|[^"<>=]+|[<>]')


def _is_sama(kiri: Isi, kanan: Isi) -> bool:
    """Teks tanpa memandang huruf besar; sel kosong sama dengan teks kosong dan dengan nol."""
    if kiri is None:
        return kanan in ("", 0)
    if isinstance(kiri, str) and isinstance(kanan, str):
        return kiri.casefold() == kanan.casefold()
    return kiri == kanan


OPERASI: Mapping[type, Callable[..., Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
BANDING: Mapping[type, Callable[..., bool]] = {
    ast.Eq: _is_sama,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
}
FUNGSI: Mapping[str, Callable[..., Isi]] = {
    "AND": lambda *isi: all(isi),
    "OR": lambda *isi: any(isi),
    "ISNUMBER": lambda isi: isinstance(isi, Decimal),
    "MAX": max,
    "MIN": min,
    "ROUND": lambda angka, desimal: round_setengah_naik(angka, int(desimal)),
    "TRUNC": lambda angka, desimal: round_potong(angka, int(desimal)),
}


def evaluate(rumus: str, **sel: Isi) -> Isi:
    """Hasil rumus; galat Python bila lembar kerja pun akan menampilkan nilai galat."""
    potongan = [_translate(p) for p in POTONGAN.findall(rumus)]
    return _evaluate(ast.parse("".join(potongan), mode="eval").body, sel)


def _translate(potongan: str) -> str:
    if potongan.startswith('"'):
        return repr(potongan[1:-1].replace('""', '"'))
    return "==" if potongan == "=" else potongan


def _evaluate(simpul: ast.expr, sel: Mapping[str, Isi]) -> Isi:
    match simpul:
        case ast.Constant(value=isi):
            return isi if isinstance(isi, str) else Decimal(str(isi))
        case ast.Name(id=alamat):
            return sel[alamat]
        case ast.Call(func=ast.Name(id="IF"), args=[syarat, ya, tidak]):
            return _evaluate(ya if _evaluate(syarat, sel) else tidak, sel)
        case ast.Call(func=ast.Name(id=nama), args=daftar):
            return FUNGSI[nama](*(_evaluate(i, sel) for i in daftar))
    return _calculate(simpul, sel)


def _calculate(simpul: ast.expr, sel: Mapping[str, Isi]) -> Isi:
    match simpul:
        case ast.UnaryOp(operand=isi):
            return -_evaluate(isi, sel)
        case ast.BinOp(left=kiri, op=tanda, right=kanan):
            return OPERASI[type(tanda)](_evaluate(kiri, sel), _evaluate(kanan, sel))
        case ast.Compare(left=kiri, ops=[tanda], comparators=[kanan]):
            return BANDING[type(tanda)](_evaluate(kiri, sel), _evaluate(kanan, sel))
    raise ValueError(ast.dump(simpul))
