"""Id formulir dan sidik baris; keduanya hanya bergantung pada definisi, bukan pada isian."""

from __future__ import annotations

import json
from hashlib import sha256

from kinerja_cli.formulir.bentuk import SKEMA_FORMULIR, IdentitasFormulir, Terbitan
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.periode import Periode

PANJANG_ID = 16
PANJANG_HASH = 12


def build_identitas(
    definisi: Definisi, unit: str, periode: Periode, terbit: Terbitan
) -> IdentitasFormulir:
    """Identitas formulir; masukan yang sama selalu menghasilkan id yang sama."""
    bahan = (
        definisi.instansi.nama,
        definisi.tahun,
        definisi.hash,
        unit,
        periode.value,
        terbit.putaran,
    )
    return IdentitasFormulir(
        id=_hash(bahan)[:PANJANG_ID],
        skema=SKEMA_FORMULIR,
        versi_program=terbit.versi_program,
        tahun=definisi.tahun,
        instansi=definisi.instansi.nama,
        unit=unit,
        nama_unit=find_nama_unit(definisi, unit, periode),
        periode=periode,
        definisi=terbit.definisi,
        putaran=terbit.putaran,
    )


def build_hash(*bagian: str) -> str:
    """Sidik satu baris atas kunci, teks terkunci, dan targetnya."""
    return _hash(bagian)[:PANJANG_HASH]


def find_nama_unit(definisi: Definisi, unit: str, periode: Periode) -> str:
    """Nama unit yang berlaku pada akhir periode; kodenya bila tidak ada."""
    pada = definisi.unit_pada(periode.akhir(definisi.tahun))
    return next((u.nama for u in pada if u.kode_unit == unit), unit)


def _hash(bagian: tuple[object, ...]) -> str:
    return sha256(json.dumps(bagian, ensure_ascii=False).encode()).hexdigest()
