"""Bukti yang dicocokkan saat verifikasi: berkas di ``bukti/`` dengan sha256-nya, atau tautan."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kinerja_cli.model.periode import Periode
from kinerja_cli.register.basis import Register
from kinerja_cli.register.riwayat import append_riwayat


class Bukti(NamedTuple):
    """Satu bukti satu baris; tautan tidak mempunyai jalur dan sha256."""

    kunci: str
    sebutan: str
    """Yang ditulis bidang."""
    jalur: str
    """Jalur dari ruang kerja; kosong bila tautan."""
    sha256: str


def read_bukti(register: Register, periode: Periode, unit: str | None = None) -> list[Bukti]:
    """Bukti terakhir setiap sebutan."""
    hasil: dict[tuple[str, str], Bukti] = {}
    for b in register.sambungan.execute(
        "SELECT kunci, sebutan, jalur, sha256 FROM bukti WHERE periode = ?1"
        " AND (?2 IS NULL OR unit = ?2) ORDER BY waktu",
        (periode.value, unit),
    ):
        hasil[b[0], b[1]] = Bukti(*b)
    return list(hasil.values())


def store_bukti(
    register: Register, periode: Periode, unit: str, daftar: Iterable[Bukti], waktu: str
) -> None:
    """Catat bukti baru atau yang berubah. Dipanggil di dalam transaksi."""
    lama = {(b.kunci, b.sebutan): b for b in read_bukti(register, periode, unit)}
    baru = [b for b in daftar if lama.get((b.kunci, b.sebutan)) != b]
    for b in baru:
        register.sambungan.execute(
            "INSERT OR REPLACE INTO bukti VALUES (?, ?, ?, ?, ?, ?, ?)",
            (periode.value, unit, b.kunci, b.sebutan, b.jalur, b.sha256, waktu),
        )
    if baru:
        append_riwayat(
            register,
            waktu,
            "bukti",
            periode=periode.value,
            unit=unit,
            banyak=len(baru),
            isi=[list(b) for b in baru],
        )
