"""Tanda pemeriksa, nilai hasil verifikasi, dan bukti dibandingkan dengan riwayatnya."""

from __future__ import annotations

import json
from collections.abc import Iterator

from kinerja_cli.model.penilaian import JenisPenilaian
from kinerja_cli.model.temuan import Temuan
from kinerja_cli.register.basis import Register
from kinerja_cli.register.catatan import Catatan, compare_catatan, iterate_catatan, read_catatan

KOLOM_TANDA = (
    "periode", "unit", "jenis", "kunci", "kolom", "kode", "isi", "jawaban", "bukti", "dasar",
    "oleh", "waktu", "batal",
)  # fmt: skip
JENIS = frozenset(j.value for j in JenisPenilaian)


def check_penilaian(register: Register) -> Iterator[Temuan]:
    """Setiap tanda dan setiap nilai hasil verifikasi."""
    tanda = {
        str(b["urut"]): {k: b[k] for k in KOLOM_TANDA}
        for b in register.sambungan.execute("SELECT * FROM penilaian")
    }
    yield from compare_catatan("penilaian", _build_tanda(register), tanda)
    hasil = {
        ":".join(str(x) for x in b[:4]): {"nilai": b[4]}
        for b in register.sambungan.execute(
            "SELECT periode, subjek, kolom, versi, hasil_verifikasi FROM fakta"
            " WHERE hasil_verifikasi IS NOT NULL"
        )
    }
    catatan = {
        alamat: isi
        for alamat, isi in read_catatan(register, "hasil_verifikasi", "fakta").items()
        if isi.get("nilai") is not None or alamat in hasil
    }
    yield from compare_catatan("fakta", catatan, {k: dict(v) for k, v in hasil.items()})


def _build_tanda(register: Register) -> Catatan:
    """Isi setiap tanda sesudah semua peristiwanya: dibuat, dijawab, dibatalkan."""
    hasil: Catatan = {}
    for isi in iterate_catatan(register, "penilaian"):
        nomor, jenis = str(isi.get("nomor")), isi.get("jenis")
        if jenis in JENIS:
            hasil[nomor] = {**isi, "batal": 0}
        elif jenis == "jawab" and nomor in hasil:
            hasil[nomor]["jawaban"] = isi.get("jawaban")
        elif jenis == "batal" and nomor in hasil:
            hasil[nomor]["batal"] = 1
    return hasil


def check_bukti(register: Register) -> Iterator[Temuan]:
    """Setiap bukti yang dicatat saat verifikasi."""
    catatan: Catatan = {}
    for peristiwa in iterate_catatan(register, "bukti"):
        tempat = (peristiwa.get("periode"), peristiwa.get("waktu"))
        daftar = peristiwa.get("isi")
        for kunci, sebutan, jalur, tanda in daftar if isinstance(daftar, list) else ():
            catatan[_sebut(*tempat, kunci, sebutan)] = {"jalur": jalur, "sha256": tanda}
    isi: dict[str, dict[str, object]] = {
        _sebut(b["periode"], b["waktu"], b["kunci"], b["sebutan"]): {
            "jalur": b["jalur"],
            "sha256": b["sha256"],
        }
        for b in register.sambungan.execute("SELECT * FROM bukti")
    }
    yield from compare_catatan("bukti", catatan, isi)


def _sebut(*bagian: object) -> str:
    return json.dumps(bagian, ensure_ascii=False)
