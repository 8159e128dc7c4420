"""Definisi bernomor dan formulir yang diterbitkan atasnya."""

from __future__ import annotations

from dataclasses import dataclass

from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.periode import Periode
from kinerja_cli.register.basis import Register
from kinerja_cli.register.riwayat import append_riwayat


@dataclass(frozen=True, slots=True)
class FormulirTerbit:
    """Formulir yang pernah dikeluarkan; semua langkah sesudahnya mengenal berkas lewat ini."""

    id: str
    unit: str
    periode: Periode
    definisi: int
    putaran: int
    waktu: str


def find_nomor_definisi(register: Register, definisi: Definisi) -> int | None:
    """Nomor definisi yang isinya sama, atau ``None``."""
    baris = register.sambungan.execute(
        "SELECT nomor FROM definisi WHERE hash = ?", (definisi.hash,)
    ).fetchone()
    return int(baris[0]) if baris else None


def next_nomor_definisi(register: Register) -> int:
    """Nomor yang akan diberikan kepada definisi baru."""
    return int(
        register.sambungan.execute("SELECT COALESCE(MAX(nomor), 0) + 1 FROM definisi").fetchone()[0]
    )


def store_definisi(register: Register, definisi: Definisi, waktu: str) -> int:
    """Simpan definisi; isi yang sama mendapat nomor lamanya. Dipanggil di dalam transaksi."""
    nomor = find_nomor_definisi(register, definisi)
    if nomor is not None:
        return nomor
    nomor = next_nomor_definisi(register)
    register.sambungan.execute(
        "INSERT INTO definisi VALUES (?, ?, ?, ?)",
        (nomor, definisi.hash, waktu, definisi.model_dump_json()),
    )
    append_riwayat(register, waktu, "definisi", nomor=nomor, hash=definisi.hash)
    return nomor


def read_definisi(register: Register, nomor: int | None = None) -> tuple[int, Definisi] | None:
    """Definisi menurut nomor, atau yang terakhir; ``None`` bila belum pernah dibekukan."""
    baris = register.sambungan.execute(
        "SELECT nomor, isi FROM definisi WHERE ? IS NULL OR nomor = ? ORDER BY nomor DESC LIMIT 1",
        (nomor, nomor),
    ).fetchone()
    return (int(baris[0]), Definisi.model_validate_json(baris[1])) if baris else None


def store_formulir(register: Register, formulir: FormulirTerbit) -> None:
    """Catat formulir yang diterbitkan; penerbitan ulang id yang sama tidak mengubah apa pun."""
    sisip = register.sambungan.execute(
        "INSERT OR IGNORE INTO formulir VALUES (?, ?, ?, ?, ?, ?)",
        (
            formulir.id,
            formulir.unit,
            formulir.periode.value,
            formulir.definisi,
            formulir.putaran,
            formulir.waktu,
        ),
    )
    if sisip.rowcount:
        append_riwayat(
            register,
            formulir.waktu,
            "formulir",
            id=formulir.id,
            unit=formulir.unit,
            periode=formulir.periode.value,
            definisi=formulir.definisi,
            putaran=formulir.putaran,
        )


def read_formulir(register: Register, id_formulir: str) -> FormulirTerbit | None:
    """Formulir terbit menurut id."""
    baris = register.sambungan.execute(
        "SELECT * FROM formulir WHERE id = ?", (id_formulir,)
    ).fetchone()
    return _build_formulir(baris) if baris else None


def read_daftar_formulir(register: Register, periode: Periode) -> list[FormulirTerbit]:
    """Semua formulir yang diterbitkan untuk satu periode."""
    return [
        _build_formulir(b)
        for b in register.sambungan.execute(
            "SELECT * FROM formulir WHERE periode = ? ORDER BY unit, putaran", (periode.value,)
        )
    ]


def _build_formulir(baris: tuple[str, str, str, int, int, str]) -> FormulirTerbit:
    id_formulir, unit, periode, definisi, putaran, waktu = baris
    return FormulirTerbit(id_formulir, unit, Periode(periode), definisi, putaran, waktu)
