"""Kiriman: setiap berkas yang diterima, sekali menurut sha256, dengan sel isiannya."""

from __future__ import annotations

import json
from collections.abc import Iterable

from kinerja_cli.model.kiriman import Kiriman, SelKiriman
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.temuan import Temuan
from kinerja_cli.register.basis import Register
from kinerja_cli.register.riwayat import append_riwayat


def find_kiriman(register: Register, sha256: str) -> str | None:
    """Nama berkas kiriman dengan isi yang sama, atau ``None``."""
    baris = register.sambungan.execute(
        "SELECT berkas FROM kiriman WHERE sha256 = ?", (sha256,)
    ).fetchone()
    return str(baris[0]) if baris else None


def store_kiriman(register: Register, kiriman: Kiriman) -> None:
    """Simpan satu kiriman beserta selnya. Dipanggil di dalam transaksi."""
    sisip = register.sambungan.execute(
        "INSERT INTO kiriman (sha256, berkas, hasil, formulir, unit, periode, putaran, waktu,"
        " utama, temuan) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
        ),
    )
    register.sambungan.executemany(
        "INSERT INTO sel_kiriman VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                sisip.lastrowid,
                s.periode.value,
                s.subjek,
                s.kolom,
                dump_nilai(s.nilai),
                s.lembar,
                s.sel,
            )
            for s in kiriman.sel
        ],
    )
    append_riwayat(
        register,
        kiriman.waktu,
        "kiriman",
        sha256=kiriman.sha256,
        berkas=kiriman.berkas,
        hasil=kiriman.hasil,
        unit=kiriman.unit,
        periode=kiriman.periode.value,
    )


def mark_utama(register: Register, sha256: str, waktu: str, oleh: str) -> None:
    """Nilai kiriman ini menang atas kiriman lain yang berbeda. Dipanggil di dalam transaksi."""
    ubah = register.sambungan.execute(
        "UPDATE kiriman SET utama = 1 WHERE sha256 = ? AND utama = 0", (sha256,)
    )
    if ubah.rowcount:
        append_riwayat(register, waktu, "utamakan", sha256=sha256, oleh=oleh)


def read_kiriman(register: Register, periode: Periode | None = None) -> list[Kiriman]:
    """Kiriman satu periode, atau semuanya, menurut urutan terima."""
    hasil = []
    for b in register.sambungan.execute(
        "SELECT * FROM kiriman WHERE ?1 IS NULL OR periode = ?1 ORDER BY urut",
        (periode.value if periode else None,),
    ).fetchall():
        sel = register.sambungan.execute(
            "SELECT periode, subjek, kolom, nilai, lembar, sel FROM sel_kiriman"
            " WHERE kiriman = ? ORDER BY periode, subjek, kolom",
            (b["urut"],),
        )
        hasil.append(
            Kiriman(
                sha256=b["sha256"],
                berkas=b["berkas"],
                hasil=b["hasil"],
                formulir=b["formulir"],
                unit=b["unit"],
                periode=Periode(b["periode"]),
                putaran=b["putaran"],
                waktu=b["waktu"],
                temuan=load_temuan(b["temuan"]),
                sel=tuple(_build_sel(s) for s in sel),
                utama=bool(b["utama"]),
            )
        )
    return hasil


def _build_sel(baris: tuple[str, str, str, str, str, str]) -> SelKiriman:
    periode, subjek, kolom, nilai, lembar, sel = baris
    return SelKiriman(Periode(periode), subjek, kolom, load_nilai(nilai), lembar, sel)


def dump_nilai(nilai: Nilai) -> str:
    """Nilai bertanda sebagai teks JSON."""
    return json.dumps(nilai.to_json(), ensure_ascii=False, sort_keys=True)


def load_nilai(teks: str) -> Nilai:
    """Kebalikan ``dump_nilai``."""
    return Nilai.from_json(json.loads(teks))


def dump_temuan(daftar: Iterable[Temuan]) -> str:
    """Daftar temuan sebagai teks JSON."""
    return json.dumps([t.to_json() for t in daftar], ensure_ascii=False)


def load_temuan(teks: str) -> tuple[Temuan, ...]:
    """Kebalikan ``dump_temuan``."""
    return tuple(Temuan.from_json(t) for t in json.loads(teks))
