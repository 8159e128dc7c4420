"""Penilaian pemeriksa di register; setiap tanda juga menjadi satu peristiwa riwayat."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.penilaian import JenisPenilaian, Penilaian
from kinerja_cli.model.periode import Periode
from kinerja_cli.register.basis import Register
from kinerja_cli.register.definisi import update_kelengkapan
from kinerja_cli.register.riwayat import append_riwayat

Alamat = tuple[Periode, str, str]


def read_penilaian(
    register: Register, periode: Periode, unit: str | None = None
) -> list[Penilaian]:
    """Penilaian yang tidak dibatalkan, menurut urutannya; satu unit bila disebut."""
    return [
        _build_penilaian(b)
        for b in register.sambungan.execute(
            "SELECT * FROM penilaian WHERE periode = ?1 AND (?2 IS NULL OR unit = ?2)"
            " AND batal = 0 ORDER BY urut",
            (periode.value, unit),
        )
    ]


def store_penilaian(register: Register, penilaian: Penilaian) -> None:
    """Tambahkan satu tanda; yang sama persis tidak diulang. Dipanggil di dalam transaksi."""
    p = penilaian
    isi = (
        p.periode.value, p.unit, p.jenis.value, p.kunci, p.kolom, p.kode, p.isi, p.jawaban,
        p.bukti, p.dasar, p.oleh,
    )  # fmt: skip
    sama = register.sambungan.execute(
        "SELECT 1 FROM penilaian WHERE batal = 0 AND (periode, unit, jenis, kunci, kolom, kode,"
        " isi, jawaban, bukti, dasar, oleh) = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        isi,
    ).fetchone()
    if sama:
        return
    sisip = register.sambungan.execute(
        "INSERT INTO penilaian (periode, unit, jenis, kunci, kolom, kode, isi, jawaban, bukti,"
        " dasar, oleh, waktu) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*isi, p.waktu),
    )
    nomor = int(sisip.lastrowid or 0)
    _append(register, replace(p, urut=nomor), p.jenis.value, p.oleh, p.waktu)


def answer_penilaian(
    register: Register, penilaian: Penilaian, jawaban: str, oleh: str, waktu: str
) -> None:
    """Jawab dan tutup satu pertanyaan. Dipanggil di dalam transaksi."""
    register.sambungan.execute(
        "UPDATE penilaian SET jawaban = ? WHERE urut = ?", (jawaban, penilaian.urut)
    )
    _append(register, penilaian, "jawab", oleh, waktu, jawaban=jawaban)


def cancel_penilaian(register: Register, penilaian: Penilaian, oleh: str, waktu: str) -> None:
    """Batalkan satu tanda; barisnya tetap tersimpan. Dipanggil di dalam transaksi."""
    register.sambungan.execute("UPDATE penilaian SET batal = 1 WHERE urut = ?", (penilaian.urut,))
    _append(register, penilaian, "batal", oleh, waktu)


def store_hasil_verifikasi(
    register: Register, alamat: Alamat, nilai: Nilai | None, unit: str, waktu: str
) -> None:
    """Tetapkan nilai hasil verifikasi versi terakhir fakta itu; ``None`` mencabutnya.

    Dipanggil di dalam transaksi.
    """
    periode, subjek, kolom = alamat
    versi = register.sambungan.execute(
        "SELECT MAX(versi) FROM fakta WHERE periode = ? AND subjek = ? AND kolom = ?",
        (periode.value, subjek, kolom),
    ).fetchone()[0]
    isi = nilai.dump() if nilai else None
    register.sambungan.execute(
        "UPDATE fakta SET hasil_verifikasi = ? WHERE periode = ? AND subjek = ? AND kolom = ?"
        " AND versi = ?",
        (isi, periode.value, subjek, kolom, versi),
    )
    append_riwayat(
        register,
        waktu,
        "hasil_verifikasi",
        fakta=":".join((periode.value, subjek, kolom, str(versi))),
        periode=periode.value,
        unit=unit,
        nilai=isi,
    )
    update_kelengkapan(register, unit)


def _append(
    register: Register, p: Penilaian, peristiwa: str, oleh: str, waktu: str, **lain: str
) -> None:
    append_riwayat(
        register,
        waktu,
        "penilaian",
        nomor=p.urut,
        jenis=peristiwa,
        dasar=p.dasar,
        periode=p.periode.value,
        unit=p.unit,
        kunci=p.kunci,
        kolom=p.kolom,
        kode=p.kode,
        isi=p.isi,
        bukti=p.bukti,
        oleh=oleh,
        **{"jawaban": p.jawaban, **lain},
    )


def _build_penilaian(b: sqlite3.Row) -> Penilaian:
    return Penilaian(
        urut=b["urut"],
        periode=Periode(b["periode"]),
        unit=b["unit"],
        jenis=JenisPenilaian(b["jenis"]),
        kunci=b["kunci"],
        kolom=b["kolom"],
        isi=b["isi"],
        oleh=b["oleh"],
        waktu=b["waktu"],
        kode=b["kode"],
        jawaban=b["jawaban"],
        bukti=b["bukti"],
        dasar=b["dasar"],
    )
