"""Fakta: nilai terakhir setiap sel isian, dengan semua versinya.

Fakta menunjuk sel kiriman yang membawanya, sehingga nilainya hanya tersimpan satu kali.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from kinerja_cli.model.fakta import FaktaIsian, KumpulanFakta
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import Periode
from kinerja_cli.register.basis import Register


def read_fakta(register: Register) -> KumpulanFakta:
    """Versi terakhir semua fakta dalam ruang kerja ini."""
    return KumpulanFakta.dari(
        _load_fakta(b)
        for b in register.sambungan.execute(
            "SELECT f.* FROM fakta_isi f JOIN (SELECT periode, subjek, kolom, MAX(versi) AS versi"
            " FROM fakta GROUP BY 1, 2, 3) t USING (periode, subjek, kolom, versi)"
        )
    )


def read_versi(register: Register) -> dict[str, list[FaktaIsian]]:
    """Semua versi fakta menurut sha256 kiriman asalnya."""
    hasil: dict[str, list[FaktaIsian]] = {}
    for b in register.sambungan.execute("SELECT * FROM fakta_isi"):
        hasil.setdefault(b["kiriman"], []).append(_load_fakta(b))
    return hasil


def choose_terakhir(versi: Mapping[str, Iterable[FaktaIsian]]) -> KumpulanFakta:
    """Versi terakhir semua fakta, dari hasil ``read_versi``; sama dengan ``read_fakta``."""
    return KumpulanFakta.dari(f for daftar in versi.values() for f in daftar)


def select_versi(
    versi: Mapping[str, Iterable[FaktaIsian]], kiriman: Iterable[str]
) -> KumpulanFakta:
    """Versi terakhir yang dibawa kiriman-kiriman itu, walaupun kiriman lain sudah mengoreksinya."""
    return KumpulanFakta.dari(f for k in kiriman for f in versi.get(k, ()))


def _load_fakta(baris: sqlite3.Row) -> FaktaIsian:
    hasil = baris["hasil_verifikasi"]
    return FaktaIsian(
        periode=Periode(baris["periode"]),
        subjek=baris["subjek"],
        kolom=baris["kolom"],
        unit=baris["unit"],
        nilai=Nilai.load(baris["nilai"]),
        versi=baris["versi"],
        kiriman=baris["kiriman"],
        berkas=baris["berkas"],
        lembar=baris["lembar"],
        sel=baris["sel"],
        waktu=baris["waktu"],
        hasil_verifikasi=Nilai.load(hasil) if hasil else None,
    )


def store_fakta(register: Register, daftar: Iterable[FaktaIsian]) -> None:
    """Tambahkan versi baru bagi fakta yang nilainya berubah. Dipanggil di dalam transaksi.

    Versi lama tidak pernah dihapus.
    """
    for f in daftar:
        alamat = (f.periode.value, f.subjek, f.kolom)
        sebelum = register.sambungan.execute(
            "SELECT versi, nilai FROM fakta_isi WHERE periode = ? AND subjek = ? AND kolom = ?"
            " ORDER BY versi DESC LIMIT 1",
            alamat,
        ).fetchone()
        if sebelum and sebelum["nilai"] == f.nilai.dump():
            continue
        versi = sebelum["versi"] + 1 if sebelum else 1
        register.sambungan.execute(
            "INSERT INTO fakta SELECT ?, ?, ?, ?, urut, NULL FROM kiriman WHERE sha256 = ?",
            (*alamat, versi, f.kiriman),
        )
