"""Kiriman: setiap berkas yang diterima, sekali menurut sha256, dengan sel isiannya."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from hashlib import sha256
from itertools import chain

from kinerja_cli.model.kiriman import Kiriman, SelKiriman
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.temuan import Temuan
from kinerja_cli.register.basis import Register
from kinerja_cli.register.riwayat import append_riwayat

Alamat = tuple[str, str, str]
"""Alamat fakta: periode, subjek, kolom."""

SEL_SEKALIGUS = 8
"""Baris sel setiap perintah sisip; satu per satu seperempat lebih mahal."""


def _build_sisip(banyak: int) -> str:
    """Perintah sisip sekian sel: ?1 nomor kirimannya, lalu isi setiap ``SelKiriman``."""
    lebar = len(SelKiriman._fields)
    baris = (range(n * lebar + 2, (n + 1) * lebar + 2) for n in range(banyak))
    isi = ("(?1, " + ", ".join(f"?{k}" for k in satu) + ")" for satu in baris)
    return f"INSERT INTO sel_kiriman VALUES {', '.join(isi)}"


SISIP_SEL = {n: _build_sisip(n) for n in (1, SEL_SEKALIGUS)}


def find_kiriman(register: Register, tanda: str) -> str | None:
    """Nama berkas dengan sha256 itu yang sudah diterima; ``None`` bila belum pernah.

    Yang diterima: kiriman, salinannya dalam byte lain, dan lembar bertanda tangan.
    """
    baris = register.sambungan.execute(
        "SELECT berkas FROM kiriman WHERE sha256 = ?1"
        " UNION ALL SELECT berkas FROM salinan WHERE sha256 = ?1"
        " UNION ALL SELECT berkas FROM lembar_ttd WHERE sha256 = ?1",
        (tanda,),
    ).fetchone()
    return str(baris[0]) if baris else None


def find_serupa(register: Register, kiriman: Kiriman, isi: str) -> tuple[int, str] | None:
    """(urut, nama berkas) kiriman formulir yang sama dengan isian dan temuan yang sama."""
    baris = register.sambungan.execute(
        "SELECT urut, berkas FROM kiriman WHERE unit = ? AND isi = ? AND formulir = ?",
        (kiriman.unit, isi, kiriman.formulir),
    ).fetchone()
    return (int(baris[0]), str(baris[1])) if baris else None


def store_salinan(register: Register, tanda: str, berkas: str, urut: int) -> None:
    """Catat byte lain dari kiriman yang isinya sudah diterima. Dipanggil di dalam transaksi."""
    register.sambungan.execute(
        "INSERT OR IGNORE INTO salinan VALUES (?, ?, ?)", (tanda, berkas, urut)
    )


def store_lembar_ttd(
    register: Register, tanda: str, berkas: str, tempat: tuple[str, Periode], waktu: str
) -> None:
    """Catat pindaian lembar bertanda tangan unit dan periode itu; unit boleh kosong.

    Dipanggil di dalam transaksi.
    """
    unit, periode = tempat
    register.sambungan.execute(
        "INSERT OR IGNORE INTO lembar_ttd VALUES (?, ?, ?, ?, ?)",
        (tanda, berkas, unit, periode.value, waktu),
    )
    append_riwayat(
        register,
        waktu,
        "lembar_ttd",
        sha256=tanda,
        berkas=berkas,
        unit=unit,
        periode=periode.value,
    )


def read_lembar_ttd(register: Register, periode: Periode) -> dict[str, list[str]]:
    """Nama pindaian bertanda tangan menurut unit; yang unitnya tidak dikenali di bawah ``""``."""
    hasil: dict[str, list[str]] = {}
    for unit, berkas in register.sambungan.execute(
        "SELECT unit, berkas FROM lembar_ttd WHERE periode = ? ORDER BY berkas", (periode.value,)
    ):
        hasil.setdefault(unit, []).append(berkas)
    return hasil


def hash_isi(temuan: Iterable[Temuan], sel: Sequence[Sequence[str]]) -> str:
    """Hash isian (isi ``SelKiriman``) dan temuan; letak sel dan nama berkas tidak ikut."""
    bagian = sorted(":".join(s[:4]) for s in sel)
    bagian += sorted(":".join(t.identitas) for t in temuan)
    return sha256("\n".join(bagian).encode()).hexdigest()


def store_kiriman(
    register: Register, kiriman: Kiriman, sel: Sequence[Sequence[str]], isi: str
) -> int:
    """Simpan satu kiriman beserta selnya; kembalikan nomor urutnya. Dipanggil dalam transaksi.

    ``isi`` (lihat ``hash_isi``) ikut di riwayat, sehingga sel yang diubah kemudian ketahuan.
    """
    sisip = register.sambungan.execute(
        "INSERT INTO kiriman (sha256, berkas, hasil, formulir, unit, periode, putaran, waktu,"
        " utama, temuan, isi) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            kiriman.sha256,
            kiriman.berkas,
            kiriman.hasil,
            kiriman.formulir,
            kiriman.unit,
            kiriman.periode.value,
            kiriman.putaran,
            kiriman.waktu,
            int(kiriman.utama),
            dump_temuan(kiriman.temuan),
            isi,
        ),
    )
    urut = int(sisip.lastrowid or 0)
    _insert_sel(register, urut, sel)
    append_riwayat(
        register,
        kiriman.waktu,
        "kiriman",
        sha256=kiriman.sha256,
        berkas=kiriman.berkas,
        hasil=kiriman.hasil,
        unit=kiriman.unit,
        periode=kiriman.periode.value,
        isi=isi,
    )
    return urut


def _insert_sel(register: Register, urut: int, sel: Sequence[Sequence[str]]) -> None:
    """Sisipkan sel kiriman bernomor itu, beberapa baris setiap perintah."""
    genap = len(sel) // SEL_SEKALIGUS * SEL_SEKALIGUS
    for banyak, bagian in ((SEL_SEKALIGUS, sel[:genap]), (1, sel[genap:])):
        isi = (
            (urut, *chain.from_iterable(bagian[n : n + banyak]))
            for n in range(0, len(bagian), banyak)
        )
        register.sambungan.executemany(SISIP_SEL[banyak], isi)


def mark_utama(register: Register, tanda: str, waktu: str, oleh: str) -> None:
    """Nilai kiriman ini menang atas kiriman lain yang berbeda. Dipanggil di dalam transaksi."""
    ubah = register.sambungan.execute(
        "UPDATE kiriman SET utama = 1 WHERE sha256 = ? AND utama = 0", (tanda,)
    )
    if ubah.rowcount:
        append_riwayat(register, waktu, "utamakan", sha256=tanda, oleh=oleh)


def read_kiriman(
    register: Register, periode: Periode | None = None, *, temuan: bool = True
) -> list[Kiriman]:
    """Kiriman satu periode, atau semuanya, menurut urutan terima; tanpa selnya.

    Tanpa ``temuan`` daftar temuannya dikosongkan, untuk yang hanya memerlukan keadaannya.
    """
    return [
        _build_kiriman(b, temuan=temuan)
        for b in register.sambungan.execute(
            "SELECT * FROM kiriman WHERE ?1 IS NULL OR periode = ?1 ORDER BY urut",
            (periode.value if periode else None,),
        )
    ]


def read_pasangan(
    register: Register, unit: str, alamat: Iterable[Alamat]
) -> list[tuple[Kiriman, SelKiriman]]:
    """Semua sel kiriman unit itu pada alamat-alamat ini, menurut urutan terima."""
    daftar = register.sambungan.execute(
        "SELECT * FROM kiriman WHERE unit = ? ORDER BY urut", (unit,)
    ).fetchall()
    hasil = []
    for tempat in alamat:
        for b in daftar:
            sel = register.sambungan.execute(
                "SELECT periode, subjek, kolom, nilai, lembar, sel FROM sel_kiriman"
                " WHERE kiriman = ? AND periode = ? AND subjek = ? AND kolom = ?",
                (b["urut"], *tempat),
            ).fetchone()
            if sel:
                hasil.append((_build_kiriman(b), SelKiriman(*sel)))
    return hasil


def _build_kiriman(b: sqlite3.Row, *, temuan: bool = True) -> Kiriman:
    return Kiriman(
        sha256=b["sha256"],
        berkas=b["berkas"],
        hasil=b["hasil"],
        formulir=b["formulir"],
        unit=b["unit"],
        periode=Periode(b["periode"]),
        putaran=b["putaran"],
        waktu=b["waktu"],
        temuan=load_temuan(b["temuan"]) if temuan else (),
        utama=bool(b["utama"]),
    )


def dump_temuan(daftar: Iterable[Temuan]) -> str:
    """Daftar temuan sebagai teks JSON."""
    return json.dumps([t.to_json() for t in daftar], ensure_ascii=False)


def load_temuan(teks: str) -> tuple[Temuan, ...]:
    """Kebalikan ``dump_temuan``."""
    return tuple(Temuan.from_json(t) for t in json.loads(teks))
