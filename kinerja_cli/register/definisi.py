"""Definisi bernomor dan formulir yang diterbitkan atasnya."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from kinerja_cli.formulir.cetakan import Cetakan, dump_cetakan, load_cetakan
from kinerja_cli.formulir.peta import AlamatFakta
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.nilai import AWAL_TANPA_ISI, TANPA_ISI
from kinerja_cli.model.periode import Periode
from kinerja_cli.register.basis import Register
from kinerja_cli.register.riwayat import append_riwayat

KOLOM_TERBIT = "id, unit, periode, definisi, putaran, waktu, wajib, kurang"
"""Yang dibaca tentang formulir terbit; cetakannya, bagian terbesar, dibaca tersendiri."""


@dataclass(frozen=True, slots=True)
class FormulirTerbit:
    """Formulir yang pernah dikeluarkan; semua langkah sesudahnya mengenal berkas lewat ini."""

    id: str
    unit: str
    periode: Periode
    definisi: int
    putaran: int
    waktu: str
    isi_wajib: str = "[]"
    isi_kurang: str = "[]"
    """Alamat wajib, dan yang belum terisi menurut semua kiriman, sebagaimana tersimpan."""

    @property
    def wajib(self) -> int:
        """Banyak sel wajib."""
        return len(json.loads(self.isi_wajib))

    @property
    def kurang(self) -> list[AlamatFakta]:
        """Alamat wajib yang belum terisi."""
        return [(Periode(p), subjek, kolom) for p, subjek, kolom in json.loads(self.isi_kurang)]


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
    if baris is None:
        return None
    terbaca = register.definisi.get(baris[1])
    if terbaca is None:
        terbaca = register.definisi[baris[1]] = Definisi.model_validate_json(baris[1])
    return int(baris[0]), terbaca


def store_formulir(register: Register, formulir: FormulirTerbit, cetakan: Cetakan) -> None:
    """Catat formulir yang diterbitkan; penerbitan ulang hanya memperbarui cetakannya.

    Dipanggil di dalam transaksi.
    """
    isi = (dump_cetakan(cetakan), json.dumps(cetakan.list_wajib(), ensure_ascii=False))
    tersimpan = register.sambungan.execute(
        "SELECT cetakan FROM formulir WHERE id = ?", (formulir.id,)
    ).fetchone()
    sisip = register.sambungan.execute(
        "INSERT OR IGNORE INTO formulir VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            formulir.id,
            formulir.unit,
            formulir.periode.value,
            formulir.definisi,
            formulir.putaran,
            formulir.waktu,
            *isi,
            isi[1],
        ),
    )
    if tersimpan is None or tersimpan[0] != isi[0]:
        append_riwayat(
            register,
            formulir.waktu,
            "formulir",
            id=formulir.id,
            unit=formulir.unit,
            periode=formulir.periode.value,
            definisi=formulir.definisi,
            putaran=formulir.putaran,
            cetakan=hash_cetakan(isi[0]),
        )
    if not sisip.rowcount:
        register.sambungan.execute(
            "UPDATE formulir SET cetakan = ?, wajib = ? WHERE id = ?", (*isi, formulir.id)
        )
    update_kelengkapan(register, formulir.unit)


def hash_cetakan(isi: bytes) -> str:
    """Hash cetakan sebagaimana tersimpan; riwayat mencatatnya."""
    return sha256(isi).hexdigest()


def update_kelengkapan(register: Register, unit: str) -> None:
    """Hitung lagi alamat wajib yang belum terisi pada semua formulir unit itu."""
    register.sambungan.execute(
        "UPDATE formulir SET kurang = (SELECT json_group_array(json(j.value))"
        " FROM json_each(wajib) j WHERE COALESCE((SELECT"
        " json_extract(COALESCE(hasil_verifikasi, nilai), '$.jenis') FROM fakta_isi f"
        " WHERE f.periode = json_extract(j.value, '$[0]')"
        " AND f.subjek = json_extract(j.value, '$[1]')"
        " AND f.kolom = json_extract(j.value, '$[2]')"
        " ORDER BY versi DESC LIMIT 1), ?1) IN (?1, ?2)) WHERE unit = ?3",
        (*(j.value for j in TANPA_ISI), unit),
    )


def fill_kelengkapan(register: Register, unit: str, sel: Iterable[tuple[str, ...]]) -> None:
    """Coret alamat yang baru pertama kali terisi; sama dengan menghitungnya lagi dari semua fakta.

    ``sel`` isi ``SelKiriman`` yang semua alamatnya baru. Dipanggil di dalam transaksi.
    """
    terisi = {s[:3] for s in sel if not s[3].startswith(AWAL_TANPA_ISI)}
    for nomor, kurang in register.sambungan.execute(
        "SELECT id, kurang FROM formulir WHERE unit = ? AND kurang <> '[]'", (unit,)
    ).fetchall():
        lama = [*map(tuple, json.loads(kurang))]
        sisa = [a for a in lama if a not in terisi]
        if len(sisa) < len(lama):
            register.sambungan.execute(
                "UPDATE formulir SET kurang = ? WHERE id = ?",
                (json.dumps(sisa, ensure_ascii=False), nomor),
            )


def read_formulir(register: Register, id_formulir: str) -> FormulirTerbit | None:
    """Formulir terbit menurut id."""
    baris = register.sambungan.execute(
        f"SELECT {KOLOM_TERBIT} FROM formulir WHERE id = ?", (id_formulir,)
    ).fetchone()
    return _build_formulir(baris) if baris else None


def read_daftar_formulir(register: Register, periode: Periode) -> list[FormulirTerbit]:
    """Semua formulir yang diterbitkan untuk satu periode; yang terakhir milik tiap unit berlaku."""
    return [
        _build_formulir(b)
        for b in register.sambungan.execute(
            f"SELECT {KOLOM_TERBIT} FROM formulir WHERE periode = ?"
            " ORDER BY unit, definisi, putaran",
            (periode.value,),
        )
    ]


def read_cetakan(register: Register, id_formulir: str) -> Cetakan | None:
    """Cetakan formulir itu; ``None`` bila formulirnya tidak pernah diterbitkan di sini."""
    baris = register.sambungan.execute(
        "SELECT cetakan FROM formulir WHERE id = ?", (id_formulir,)
    ).fetchone()
    return load_cetakan(baris[0]) if baris else None


def read_cetakan_terkini(register: Register, id_formulir: str) -> Cetakan | None:
    """Cetakan atas definisi yang lebih baru bagi unit dan periode yang sama, bila ada."""
    baris = register.sambungan.execute(
        "SELECT b.cetakan FROM formulir a JOIN formulir b USING (unit, periode)"
        " WHERE a.id = ? AND b.definisi > a.definisi ORDER BY b.definisi DESC LIMIT 1",
        (id_formulir,),
    ).fetchone()
    return load_cetakan(baris[0]) if baris else None


def _build_formulir(baris: sqlite3.Row) -> FormulirTerbit:
    return FormulirTerbit(
        id=baris["id"],
        unit=baris["unit"],
        periode=Periode(baris["periode"]),
        definisi=baris["definisi"],
        putaran=baris["putaran"],
        waktu=baris["waktu"],
        isi_wajib=baris["wajib"],
        isi_kurang=baris["kurang"],
    )
