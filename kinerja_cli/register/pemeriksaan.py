"""Memeriksa register terhadap riwayatnya: yang diubah sesudah dicatat disebut satu per satu."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256

from kinerja_cli.model.temuan import Temuan, build_temuan
from kinerja_cli.register.basis import Register
from kinerja_cli.register.catatan import Catatan, compare_catatan, read_catatan, report_beda
from kinerja_cli.register.definisi import hash_cetakan
from kinerja_cli.register.keputusan import hash_putusan, hash_teks_kompilasi
from kinerja_cli.register.kiriman import hash_isi, load_temuan
from kinerja_cli.register.laporan import hash_isi as hash_laporan
from kinerja_cli.register.laporan import read_keadaan
from kinerja_cli.register.pemeriksaan_tanda import check_bukti, check_penilaian
from kinerja_cli.register.riwayat import find_rusak


def check_register(register: Register) -> Iterator[Temuan]:
    """Rantai riwayat, pandangan dan pemicu, lalu setiap tabel terhadap peristiwa pencatatnya."""
    nomor = find_rusak(register)
    if nomor is not None:
        yield build_temuan("DOK301", kunci=str(nomor), nomor=nomor)
    for nama in register.list_asing():
        yield build_temuan("DOK307", kunci=nama)
    yield from _check_definisi(register, read_catatan(register, "definisi", "nomor"))
    yield from _check_formulir(register, read_catatan(register, "formulir", "id"))
    yield from _check_kiriman(register, read_catatan(register, "kiriman", "sha256"))
    yield from _check_keputusan(register, read_catatan(register, "keputusan", "nomor"))
    yield from check_penilaian(register)
    yield from check_bukti(register)
    yield from _check_kembalian(register, read_catatan(register, "kembalian", "formulir"))
    yield from _check_kompilasi(register, read_catatan(register, "kompilasi", "nomor"))
    yield from _check_konsep(register, read_catatan(register, "konsep", "nomor"))
    yield from _check_koreksi(register, read_catatan(register, "koreksi", "urut"))
    yield from _check_pengesahan(register, read_catatan(register, "pengesahan", "nomor"))
    yield from _check_tanda_tangan(register, read_catatan(register, "tanda_tangan", "urut"))


def list_tersimpan(register: Register) -> dict[str, str]:
    """Nama berkas menurut sha256 setiap asli yang dicatat: diterima, salinan, ttd, dan ditolak."""
    hasil = {
        str(tanda): str(berkas)
        for tanda, berkas in register.sambungan.execute(
            "SELECT sha256, berkas FROM kiriman UNION ALL SELECT sha256, berkas FROM salinan"
            " UNION ALL SELECT sha256, berkas FROM lembar_ttd"
        )
    }
    for tanda, isi in read_catatan(register, "ditolak", "sha256").items():
        hasil.setdefault(tanda, str(isi.get("berkas", "")))
    # Baris yang rusak disebut pemeriksaan tabelnya, tidak menghentikan pemeriksaan yang lain.
    with suppress(ValueError, KeyError, TypeError, AttributeError):
        keadaan = read_keadaan(register)
        hasil |= {k.sha256: f"konsep {k.nomor}" for k in keadaan.konsep}
        for koreksi in keadaan.koreksi:
            hasil |= {tanda: jalur for jalur, tanda in koreksi.tulis.items() if tanda}
            hasil[koreksi.sha256] = koreksi.berkas
    # Hanya kolom hash yang dibaca: baris yang rusak disebut pemeriksaan tabelnya.
    hasil |= {
        str(tanda): f"pengesahan {nomor}"
        for tanda, nomor in register.sambungan.execute(
            "SELECT arsip, nomor FROM pengesahan UNION ALL SELECT sha256, nomor FROM tanda_tangan"
            " UNION ALL SELECT arsip, 'yang disiapkan' FROM pengesahan_siap WHERE arsip <> ''"
        )
    }
    return hasil


def _check_definisi(register: Register, catatan: Catatan) -> Iterator[Temuan]:
    isi: dict[str, dict[str, object]] = {}
    for nomor, tanda, teks in register.sambungan.execute("SELECT nomor, hash, isi FROM definisi"):
        isi[str(nomor)] = {"hash": tanda}
        if sha256(str(teks).encode()).hexdigest() != tanda:
            yield report_beda("definisi", nomor, "isi berbeda dari yang dicatat")
    yield from compare_catatan("definisi", catatan, isi)


def _check_formulir(register: Register, catatan: Catatan) -> Iterator[Temuan]:
    isi: dict[str, dict[str, object]] = {
        b["id"]: {
            "unit": b["unit"],
            "periode": b["periode"],
            "definisi": b["definisi"],
            "putaran": b["putaran"],
            "cetakan": hash_cetakan(b["byte"]),
        }
        for b in register.sambungan.execute(
            "SELECT id, unit, periode, definisi, putaran, CAST(cetakan AS BLOB) AS byte"
            " FROM formulir"
        )
    }
    yield from compare_catatan("formulir", catatan, isi)


def _check_kiriman(register: Register, catatan: Catatan) -> Iterator[Temuan]:
    isi: dict[str, dict[str, object]] = {}
    for b in register.sambungan.execute("SELECT * FROM kiriman").fetchall():
        sel = register.sambungan.execute(
            "SELECT periode, subjek, kolom, nilai, lembar, sel FROM sel_kiriman WHERE kiriman = ?",
            (b["urut"],),
        ).fetchall()
        isi[b["sha256"]] = {k: b[k] for k in ("berkas", "hasil", "unit", "periode")}
        try:
            isi[b["sha256"]]["isi"] = hash_isi(load_temuan(b["temuan"]), [tuple(s) for s in sel])
        except (ValueError, KeyError, TypeError):
            yield report_beda("kiriman", b["sha256"], "temuannya tidak terbaca")
    yield from compare_catatan("kiriman", catatan, isi)
    tanpa = register.sambungan.execute(
        "SELECT f.periode, f.subjek, f.kolom FROM fakta f LEFT JOIN sel_kiriman s"
        " USING (kiriman, periode, subjek, kolom) WHERE s.nilai IS NULL"
        " UNION SELECT s.periode, s.subjek, s.kolom FROM sel_kiriman s LEFT JOIN fakta f"
        " USING (periode, subjek, kolom) WHERE f.versi IS NULL"
    )
    for alamat in tanpa:
        yield report_beda("fakta", ":".join(map(str, alamat)), "tidak cocok dengan sel kirimannya")


def _check_keputusan(register: Register, catatan: Catatan) -> Iterator[Temuan]:
    isi: dict[str, dict[str, object]] = {
        str(b["urut"]): {
            "periode": b["periode"],
            "unit": b["unit"],
            "keputusan": b["keputusan"],
            "dasar": b["dasar"],
            "oleh": b["oleh"],
            "isi": hash_putusan(b["alasan"], b["temuan"]),
        }
        for b in register.sambungan.execute("SELECT * FROM keputusan")
    }
    yield from compare_catatan("keputusan", catatan, isi)


def _check_kembalian(register: Register, catatan: Catatan) -> Iterator[Temuan]:
    isi: dict[str, dict[str, object]] = {}
    for b in register.sambungan.execute("SELECT * FROM kembalian"):
        isi[b["formulir"]] = {"keputusan": b["keputusan"], "oleh": b["oleh"]}
        try:
            temuan = [":".join(t.identitas) for t in load_temuan(b["isi"])]
            isi[b["formulir"]]["temuan"] = temuan
        except (ValueError, KeyError, TypeError):
            yield report_beda("kembalian", b["formulir"], "temuannya tidak terbaca")
    yield from compare_catatan("kembalian", catatan, isi)


def _check_kompilasi(register: Register, catatan: Catatan) -> Iterator[Temuan]:
    isi: dict[str, dict[str, object]] = {}
    for b in register.sambungan.execute("SELECT * FROM kompilasi"):
        isi[str(b["nomor"])] = {"hash": b["hash"], "periode": b["periode"]}
        if hash_teks_kompilasi(b["isi"]) != b["hash"]:
            yield report_beda("kompilasi", b["nomor"], "isi berbeda dari yang dicatat")
    yield from compare_catatan("kompilasi", catatan, isi)


def _check_konsep(register: Register, catatan: Catatan) -> Iterator[Temuan]:
    isi: dict[str, dict[str, object]] = {
        str(b["nomor"]): {
            "periode": b["periode"],
            "sha256": b["sha256"],
            "kompilasi": b["kompilasi"],
            "oleh": b["oleh"],
            "isi": hash_laporan(b["slot"], b["petikan"]),
        }
        for b in register.sambungan.execute("SELECT * FROM konsep")
    }
    yield from compare_catatan("konsep", catatan, isi)


def _check_koreksi(register: Register, catatan: Catatan) -> Iterator[Temuan]:
    isi: dict[str, dict[str, object]] = {
        str(b["urut"]): {
            **{k: b[k] for k in ("konsep", "langkah", "putusan", "alasan", "berkas", "oleh")},
            "sha256": b["sha256"],
            "isi": hash_laporan(b["isi"]),
        }
        for b in register.sambungan.execute("SELECT * FROM koreksi")
    }
    yield from compare_catatan("koreksi", catatan, isi)


def _check_pengesahan(register: Register, catatan: Catatan) -> Iterator[Temuan]:
    """Manifest yang tersimpan harus yang hash-nya dicatat ketika disahkan."""
    isi: dict[str, dict[str, object]] = {}
    for b in register.sambungan.execute("SELECT * FROM pengesahan"):
        isi[str(b["nomor"])] = {"arsip": b["arsip"], "manifest": b["hash"]}
        if sha256(b["manifest"].encode()).hexdigest() != b["hash"]:
            yield report_beda("pengesahan", b["nomor"], "manifestnya berbeda dari yang dicatat")
    yield from compare_catatan("pengesahan", catatan, isi)


def _check_tanda_tangan(register: Register, catatan: Catatan) -> Iterator[Temuan]:
    isi: dict[str, dict[str, object]] = {}
    for b in register.sambungan.execute("SELECT * FROM tanda_tangan"):
        isi[str(b["urut"])] = {k: b[k] for k in ("nomor", "sha256")} | {"tambahan": b["hash"]}
        if sha256(b["tambahan"].encode()).hexdigest() != b["hash"]:
            yield report_beda("tanda_tangan", b["urut"], "isinya berbeda dari yang dicatat")
    yield from compare_catatan("tanda_tangan", catatan, isi)
