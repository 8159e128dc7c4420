"""Formulir kembali: keputusan Tidak yang dikembalikan, temuannya, dan putarannya."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kinerja_cli.model.periode import Periode
from kinerja_cli.model.temuan import Temuan
from kinerja_cli.register.basis import Register
from kinerja_cli.register.kiriman import dump_temuan, load_temuan
from kinerja_cli.register.riwayat import append_riwayat


@dataclass(frozen=True, slots=True)
class Kembalian:
    """Satu pengembalian; ``keputusan`` nomor keputusan Tidak yang menyebabkannya."""

    formulir: str
    unit: str
    periode: Periode
    putaran: int
    definisi: int
    keputusan: int
    temuan: tuple[Temuan, ...]
    oleh: str
    waktu: str


def find_nomor_keputusan(register: Register, periode: Periode, unit: str) -> int:
    """Nomor keputusan terakhir unit itu; nol bila belum pernah diputuskan."""
    baris = register.sambungan.execute(
        "SELECT MAX(urut) FROM keputusan WHERE periode = ? AND unit = ?", (periode.value, unit)
    ).fetchone()
    return int(baris[0] or 0)


def next_putaran(register: Register, periode: Periode, unit: str) -> int:
    """Putaran formulir kembali berikutnya; formulir pertama berputaran 1."""
    baris = register.sambungan.execute(
        "SELECT MAX(putaran) FROM formulir WHERE periode = ? AND unit = ?", (periode.value, unit)
    ).fetchone()
    return int(baris[0] or 1) + 1


def store_kembalian(register: Register, kembalian: Kembalian) -> None:
    """Catat pengembalian; yang sudah tercatat tidak diulang. Dipanggil di dalam transaksi.

    Formulirnya harus sudah tercatat.
    """
    sisip = register.sambungan.execute(
        "INSERT OR IGNORE INTO kembalian VALUES (?, ?, ?, ?, ?)",
        (
            kembalian.formulir,
            kembalian.keputusan,
            dump_temuan(kembalian.temuan),
            kembalian.oleh,
            kembalian.waktu,
        ),
    )
    if sisip.rowcount:
        append_riwayat(
            register,
            kembalian.waktu,
            "kembalian",
            formulir=kembalian.formulir,
            unit=kembalian.unit,
            periode=kembalian.periode.value,
            putaran=kembalian.putaran,
            keputusan=kembalian.keputusan,
            temuan=[":".join(t.identitas) for t in kembalian.temuan],
            oleh=kembalian.oleh,
        )


def read_kembalian(register: Register, periode: Periode) -> dict[str, list[Kembalian]]:
    """Pengembalian setiap unit pada periode itu, menurut putaran."""
    hasil: dict[str, list[Kembalian]] = {}
    for b in register.sambungan.execute(
        "SELECT k.*, f.unit, f.periode, f.putaran, f.definisi FROM kembalian k"
        " JOIN formulir f ON f.id = k.formulir WHERE f.periode = ? ORDER BY f.unit, f.putaran",
        (periode.value,),
    ):
        hasil.setdefault(b["unit"], []).append(
            Kembalian(
                formulir=b["formulir"],
                unit=b["unit"],
                periode=Periode(b["periode"]),
                putaran=b["putaran"],
                definisi=b["definisi"],
                keputusan=b["keputusan"],
                temuan=load_temuan(b["isi"]),
                oleh=b["oleh"],
                waktu=b["waktu"],
            )
        )
    return hasil


def is_belum_diperbaiki(register: Register, sel: Sequence[Sequence[str]]) -> bool:
    """Benar bila setiap isian yang dikirim sudah menjadi fakta dengan nilai yang sama.

    ``sel`` isi ``SelKiriman``; siapa dan kapan mengisi (lembar Catatan) bukan perbaikan.
    """
    return all(
        lembar == "Catatan" or _read_nilai(register, periode, subjek, kolom) == isi
        for periode, subjek, kolom, isi, lembar, _ in sel
    )


def _read_nilai(register: Register, periode: str, subjek: str, kolom: str) -> str:
    baris = register.sambungan.execute(
        "SELECT nilai FROM fakta_isi WHERE periode = ? AND subjek = ? AND kolom = ?"
        " ORDER BY versi DESC LIMIT 1",
        (periode, subjek, kolom),
    ).fetchone()
    return str(baris[0]) if baris else ""
