"""Fakta: nilai terakhir setiap sel isian, dengan semua versinya."""

from __future__ import annotations

from collections.abc import Iterable

from kinerja_cli.model.fakta import FaktaIsian, KumpulanFakta
from kinerja_cli.model.kunci import build_kunci_fakta
from kinerja_cli.model.periode import Periode
from kinerja_cli.register.basis import Register
from kinerja_cli.register.kiriman import dump_nilai, load_nilai
from kinerja_cli.register.riwayat import append_riwayat


def read_fakta(register: Register) -> KumpulanFakta:
    """Versi terakhir semua fakta dalam ruang kerja ini."""
    return KumpulanFakta.dari(
        FaktaIsian(
            periode=Periode(b["periode"]),
            subjek=b["subjek"],
            kolom=b["kolom"],
            unit=b["unit"],
            nilai=load_nilai(b["nilai"]),
            versi=b["versi"],
            kiriman=b["kiriman"],
            berkas=b["berkas"],
            lembar=b["lembar"],
            sel=b["sel"],
            waktu=b["waktu"],
            hasil_verifikasi=load_nilai(b["hasil_verifikasi"]) if b["hasil_verifikasi"] else None,
        )
        for b in register.sambungan.execute(
            "SELECT f.* FROM fakta f JOIN (SELECT kunci, MAX(versi) AS versi FROM fakta"
            " GROUP BY kunci) t ON f.kunci = t.kunci AND f.versi = t.versi"
        )
    )


def store_fakta(register: Register, tahun: int, daftar: Iterable[FaktaIsian]) -> int:
    """Tambahkan versi baru bagi fakta yang nilainya berubah; kembalikan banyaknya.

    Dipanggil di dalam transaksi. Versi lama tidak pernah dihapus.
    """
    lama = read_fakta(register)
    banyak = 0
    for f in daftar:
        sebelum = lama.fakta(f.periode, f.subjek, f.kolom)
        if sebelum and sebelum.nilai == f.nilai:
            continue
        kunci = build_kunci_fakta(tahun, f.periode, f.subjek, f.kolom)
        versi = sebelum.versi + 1 if sebelum else 1
        nilai = dump_nilai(f.nilai)
        register.sambungan.execute(
            "INSERT INTO fakta VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
            (
                kunci,
                versi,
                f.periode.value,
                f.subjek,
                f.kolom,
                f.unit,
                nilai,
                f.kiriman,
                f.berkas,
                f.lembar,
                f.sel,
                f.waktu,
            ),
        )
        append_riwayat(
            register, f.waktu, "fakta", kunci=kunci, versi=versi, nilai=nilai, kiriman=f.kiriman
        )
        banyak += 1
    return banyak
