"""Keputusan verifikasi per unit dan hasil kompilasi."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from kinerja_cli.aturan.potret import Potret
from kinerja_cli.model.data_kinerja import DataKinerja
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.fakta import VersiFakta
from kinerja_cli.model.kiriman import Kiriman
from kinerja_cli.model.periode import DAFTAR_PERIODE, Periode
from kinerja_cli.model.temuan import Temuan
from kinerja_cli.register.basis import Register
from kinerja_cli.register.definisi import read_definisi
from kinerja_cli.register.fakta import read_versi, select_versi
from kinerja_cli.register.kiriman import (
    dump_temuan,
    load_temuan,
    read_kiriman,
)
from kinerja_cli.register.riwayat import append_riwayat

YA = "Ya"
TIDAK = "Tidak"


@dataclass(frozen=True, slots=True)
class KeputusanUnit:
    """Ya atau Tidak untuk satu unit dan periode. ``dasar`` adalah hash fakta yang dinilai."""

    periode: Periode
    unit: str
    keputusan: str
    alasan: tuple[str, ...]
    temuan: tuple[Temuan, ...]
    dasar: str
    definisi: int
    oleh: str
    waktu: str


def store_keputusan(register: Register, keputusan: KeputusanUnit) -> bool:
    """Tambahkan keputusan; keputusan yang sama atas dasar yang sama tidak diulang."""
    lama = read_keputusan(register, keputusan.periode).get(keputusan.unit)
    if lama and (lama.keputusan, lama.dasar, lama.definisi, lama.temuan) == (
        keputusan.keputusan,
        keputusan.dasar,
        keputusan.definisi,
        keputusan.temuan,
    ):
        return False
    alasan = json.dumps(keputusan.alasan, ensure_ascii=False)
    temuan = dump_temuan(keputusan.temuan)
    sisip = register.sambungan.execute(
        "INSERT INTO keputusan (periode, unit, keputusan, alasan, temuan, dasar, definisi, oleh,"
        " waktu) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            keputusan.periode.value,
            keputusan.unit,
            keputusan.keputusan,
            alasan,
            temuan,
            keputusan.dasar,
            keputusan.definisi,
            keputusan.oleh,
            keputusan.waktu,
        ),
    )
    append_riwayat(
        register,
        keputusan.waktu,
        "keputusan",
        nomor=sisip.lastrowid,
        isi=hash_putusan(alasan, temuan),
        periode=keputusan.periode.value,
        unit=keputusan.unit,
        keputusan=keputusan.keputusan,
        dasar=keputusan.dasar,
        oleh=keputusan.oleh,
    )
    return True


def hash_putusan(alasan: str, temuan: str) -> str:
    """Hash alasan dan temuan sebagaimana tersimpan; riwayat mencatatnya."""
    return sha256(f"{alasan}\n{temuan}".encode()).hexdigest()


def read_keputusan(register: Register, periode: Periode) -> dict[str, KeputusanUnit]:
    """Keputusan terakhir setiap unit pada satu periode."""
    return {
        b["unit"]: _build_keputusan(b)
        for b in register.sambungan.execute(
            "SELECT * FROM keputusan WHERE periode = ? ORDER BY urut", (periode.value,)
        )
    }


def list_putusan(register: Register, periode: Periode) -> dict[str, list[KeputusanUnit]]:
    """Semua keputusan setiap unit pada satu periode, menurut urutannya."""
    hasil: dict[str, list[KeputusanUnit]] = {}
    for b in register.sambungan.execute(
        "SELECT * FROM keputusan WHERE periode = ? ORDER BY urut", (periode.value,)
    ):
        hasil.setdefault(b["unit"], []).append(_build_keputusan(b))
    return hasil


def _build_keputusan(b: sqlite3.Row) -> KeputusanUnit:
    return KeputusanUnit(
        periode=Periode(b["periode"]),
        unit=b["unit"],
        keputusan=b["keputusan"],
        alasan=tuple(json.loads(b["alasan"])),
        temuan=load_temuan(b["temuan"]),
        dasar=b["dasar"],
        definisi=b["definisi"],
        oleh=b["oleh"],
        waktu=b["waktu"],
    )


def calculate_dasar(versi: VersiFakta, kiriman: Iterable[Kiriman]) -> str:
    """Hash semua fakta yang dibawa kiriman-kiriman itu, urut kunci; ``versi`` menurut sha256.

    Koreksi yang datang bersama formulir periode lain tidak mengubah dasar keputusan periode ini;
    koreksi itu dinilai bersama kirimannya sendiri.
    """
    isi = sorted(
        f"{f.periode}:{f.subjek}:{f.kolom}:{f.versi}:{f.berlaku.dump()}"
        for f in select_versi(versi, [k.sha256 for k in kiriman])
    )
    return sha256("\n".join(isi).encode()).hexdigest()


def read_keputusan_berlaku(
    register: Register, periode: Periode, versi: VersiFakta | None = None
) -> dict[str, KeputusanUnit]:
    """Keputusan yang datanya tidak berubah sejak diputuskan; yang berubah harus diulang.

    ``versi`` dari ``read_versi`` bila pemanggil sudah membacanya.
    """
    keputusan = read_keputusan(register, periode)
    if not keputusan:
        return {}
    versi = read_versi(register) if versi is None else versi
    kiriman: dict[str, list[Kiriman]] = {}
    for k in read_kiriman(register, periode):
        kiriman.setdefault(k.unit, []).append(k)
    return {
        unit: satu
        for unit, satu in keputusan.items()
        if satu.dasar == calculate_dasar(versi, kiriman.get(unit, []))
    }


def read_potret(
    register: Register, versi: VersiFakta | None = None
) -> dict[Periode, dict[str, Potret]]:
    """Definisi yang dipakai setiap keputusan Ya yang masih berlaku, menurut periode dan unit."""
    if versi is None:
        versi = read_versi(register)
    definisi: dict[int, Definisi] = {}
    hasil: dict[Periode, dict[str, Potret]] = {}
    for periode in DAFTAR_PERIODE:
        for unit, satu in read_keputusan_berlaku(register, periode, versi).items():
            if satu.keputusan != YA:
                continue
            if satu.definisi not in definisi and (ada := read_definisi(register, satu.definisi)):
                definisi[satu.definisi] = ada[1]
            if satu.definisi in definisi:
                potret = Potret(satu.definisi, definisi[satu.definisi])
                hasil.setdefault(periode, {})[unit] = potret
    return hasil


def count_tidak(register: Register, periode: Periode, unit: str) -> int:
    """Banyaknya keputusan Tidak; inilah putaran pengembalian unit itu."""
    return int(
        register.sambungan.execute(
            "SELECT COUNT(DISTINCT dasar) FROM keputusan"
            " WHERE periode = ? AND unit = ? AND keputusan = ?",
            (periode.value, unit, TIDAK),
        ).fetchone()[0]
    )


def store_kompilasi(register: Register, data: DataKinerja) -> int:
    """Simpan hasil kompilasi; isi yang sama mendapat nomor lamanya."""
    isi = data.model_dump_json()
    tanda = hash_teks_kompilasi(isi)
    lama = register.sambungan.execute(
        "SELECT nomor, hash FROM kompilasi WHERE periode = ? ORDER BY nomor DESC LIMIT 1",
        (data.periode.value,),
    ).fetchone()
    if lama and lama["hash"] == tanda:
        return int(lama["nomor"])
    sisip = register.sambungan.execute(
        "INSERT INTO kompilasi (periode, hash, waktu, isi) VALUES (?, ?, ?, ?)",
        (data.periode.value, tanda, data.waktu, isi),
    )
    nomor = int(sisip.lastrowid or 0)
    append_riwayat(
        register, data.waktu, "kompilasi", nomor=nomor, periode=data.periode.value, hash=tanda
    )
    return nomor


def hash_kompilasi(data: DataKinerja) -> str:
    """Hash isi data; waktu menyusunnya tidak ikut."""
    return hash_teks_kompilasi(data.model_dump_json())


def hash_teks_kompilasi(isi: str) -> str:
    """Hash teks JSON sebagaimana tersimpan; waktu menyusunnya tidak ikut.

    Dari teksnya, supaya kolom yang ditambahkan program versi lain tidak mengubahnya.
    """
    try:
        data = {**json.loads(isi), "waktu": ""}
    except (ValueError, TypeError):
        return ""
    teks = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return sha256(teks.encode()).hexdigest()


def read_kompilasi(
    register: Register, periode: Periode, nomor: int | None = None
) -> DataKinerja | None:
    """Hasil kompilasi terakhir satu periode, atau yang bernomor itu."""
    baris = register.sambungan.execute(
        "SELECT isi FROM kompilasi WHERE periode = ?1 AND (?2 IS NULL OR nomor = ?2)"
        " ORDER BY nomor DESC LIMIT 1",
        (periode.value, nomor),
    ).fetchone()
    return DataKinerja.model_validate_json(baris[0]) if baris else None


def read_nomor_kompilasi(register: Register, periode: Periode) -> int:
    """Nomor kompilasi terakhir satu periode; 0 bila belum ada."""
    baris = register.sambungan.execute(
        "SELECT MAX(nomor) FROM kompilasi WHERE periode = ?", (periode.value,)
    ).fetchone()
    return int(baris[0] or 0)
