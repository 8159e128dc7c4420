"""Berkas register: skema SQLite, versi, dan transaksi."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.galat import RegisterError
from kinerja_cli.register.sebab import sebut_sebab

APLIKASI = 0x4B494E45
SKEMA = 4
SKEMA_CETAKAN = 2
"""Skema pertama yang menyimpan cetakan formulir."""

FAKTA = """
CREATE TABLE fakta (
  periode TEXT NOT NULL, subjek TEXT NOT NULL, kolom TEXT NOT NULL, versi INTEGER NOT NULL,
  kiriman INTEGER NOT NULL REFERENCES kiriman(urut), hasil_verifikasi TEXT,
  PRIMARY KEY (periode, subjek, kolom, versi)) WITHOUT ROWID;
CREATE VIEW fakta_isi AS
SELECT f.periode, f.subjek, f.kolom, f.versi, k.unit, s.nilai, k.sha256 AS kiriman, k.berkas,
  s.lembar, s.sel, k.waktu, f.hasil_verifikasi
FROM fakta f JOIN kiriman k ON k.urut = f.kiriman JOIN sel_kiriman s ON s.kiriman = f.kiriman
  AND s.periode = f.periode AND s.subjek = f.subjek AND s.kolom = f.kolom;
"""
PENERIMAAN = """
CREATE INDEX kiriman_unit ON kiriman (unit, isi);
CREATE TABLE salinan (
  sha256 TEXT PRIMARY KEY, berkas TEXT NOT NULL, kiriman INTEGER NOT NULL REFERENCES kiriman(urut));
CREATE TABLE lembar_ttd (
  sha256 TEXT PRIMARY KEY, berkas TEXT NOT NULL, unit TEXT NOT NULL, periode TEXT NOT NULL,
  waktu TEXT NOT NULL);
CREATE TABLE pindaian (
  berkas TEXT PRIMARY KEY, ukuran INTEGER NOT NULL, diubah INTEGER NOT NULL,
  sha256 TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE pindaian_utuh (sidik TEXT NOT NULL);
CREATE TABLE bentrok (
  unit TEXT NOT NULL, periode TEXT NOT NULL, subjek TEXT NOT NULL, kolom TEXT NOT NULL,
  PRIMARY KEY (unit, periode, subjek, kolom)) WITHOUT ROWID;
"""
PEMERIKSAAN = """
CREATE INDEX IF NOT EXISTS formulir_unit ON formulir (unit, periode);
CREATE TABLE penilaian (
  urut INTEGER PRIMARY KEY, periode TEXT NOT NULL, unit TEXT NOT NULL, jenis TEXT NOT NULL,
  kunci TEXT NOT NULL, kolom TEXT NOT NULL, kode TEXT NOT NULL, isi TEXT NOT NULL,
  jawaban TEXT NOT NULL DEFAULT '', bukti TEXT NOT NULL DEFAULT '', dasar TEXT NOT NULL DEFAULT '',
  oleh TEXT NOT NULL, waktu TEXT NOT NULL, batal INTEGER NOT NULL DEFAULT 0);
CREATE TABLE bukti (
  periode TEXT NOT NULL, unit TEXT NOT NULL, kunci TEXT NOT NULL, sebutan TEXT NOT NULL,
  jalur TEXT NOT NULL, sha256 TEXT NOT NULL, waktu TEXT NOT NULL,
  PRIMARY KEY (periode, kunci, sebutan, waktu)) WITHOUT ROWID;
CREATE TABLE kembalian (
  formulir TEXT PRIMARY KEY REFERENCES formulir(id),
  keputusan INTEGER NOT NULL REFERENCES keputusan(urut), isi TEXT NOT NULL,
  oleh TEXT NOT NULL, waktu TEXT NOT NULL);
"""
LAPORAN = """
CREATE TABLE konsep (
  nomor INTEGER PRIMARY KEY, periode TEXT NOT NULL, dasar TEXT NOT NULL, sha256 TEXT NOT NULL,
  kompilasi TEXT NOT NULL, slot TEXT NOT NULL, petikan TEXT NOT NULL, oleh TEXT NOT NULL,
  waktu TEXT NOT NULL);
CREATE TABLE koreksi (
  urut INTEGER PRIMARY KEY, konsep INTEGER NOT NULL REFERENCES konsep(nomor),
  langkah TEXT NOT NULL, oleh TEXT NOT NULL, putusan TEXT NOT NULL, alasan TEXT NOT NULL,
  berkas TEXT NOT NULL, sha256 TEXT NOT NULL, isi TEXT NOT NULL, waktu TEXT NOT NULL,
  tertulis INTEGER NOT NULL DEFAULT 0);
"""
PENGESAHAN = """
CREATE TABLE pengesahan (
  nomor INTEGER PRIMARY KEY, hash TEXT NOT NULL, arsip TEXT NOT NULL, manifest TEXT NOT NULL);
CREATE TABLE pengesahan_siap (pokok TEXT NOT NULL, arsip TEXT NOT NULL);
CREATE TABLE tanda_tangan (
  urut INTEGER PRIMARY KEY, nomor INTEGER NOT NULL REFERENCES pengesahan(nomor),
  hash TEXT NOT NULL, sha256 TEXT NOT NULL UNIQUE, tambahan TEXT NOT NULL);
"""
DDL = f"""
CREATE TABLE definisi (
  nomor INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, waktu TEXT NOT NULL, isi TEXT NOT NULL);
CREATE TABLE formulir (
  id TEXT PRIMARY KEY, unit TEXT NOT NULL, periode TEXT NOT NULL,
  definisi INTEGER NOT NULL REFERENCES definisi(nomor), putaran INTEGER NOT NULL,
  waktu TEXT NOT NULL, cetakan BLOB NOT NULL DEFAULT x'', wajib TEXT NOT NULL DEFAULT '[]',
  kurang TEXT NOT NULL DEFAULT '[]');
CREATE TABLE kiriman (
  urut INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, berkas TEXT NOT NULL,
  hasil TEXT NOT NULL, formulir TEXT REFERENCES formulir(id), unit TEXT NOT NULL,
  periode TEXT NOT NULL, putaran INTEGER NOT NULL, waktu TEXT NOT NULL,
  utama INTEGER NOT NULL DEFAULT 0, temuan TEXT NOT NULL, isi TEXT NOT NULL DEFAULT '');
CREATE TABLE sel_kiriman (
  kiriman INTEGER NOT NULL REFERENCES kiriman(urut), periode TEXT NOT NULL,
  subjek TEXT NOT NULL, kolom TEXT NOT NULL, nilai TEXT NOT NULL,
  lembar TEXT NOT NULL, sel TEXT NOT NULL,
  PRIMARY KEY (kiriman, periode, subjek, kolom)) WITHOUT ROWID;
{FAKTA}
{PENERIMAAN}
CREATE TABLE keputusan (
  urut INTEGER PRIMARY KEY, periode TEXT NOT NULL, unit TEXT NOT NULL, keputusan TEXT NOT NULL,
  alasan TEXT NOT NULL, temuan TEXT NOT NULL, dasar TEXT NOT NULL, definisi INTEGER NOT NULL,
  oleh TEXT NOT NULL, waktu TEXT NOT NULL);
CREATE TABLE kompilasi (
  nomor INTEGER PRIMARY KEY, periode TEXT NOT NULL, hash TEXT NOT NULL, waktu TEXT NOT NULL,
  isi TEXT NOT NULL);
CREATE TABLE riwayat (
  nomor INTEGER PRIMARY KEY, isi TEXT NOT NULL, hash TEXT NOT NULL);
{PEMERIKSAAN}
{LAPORAN}
{PENGESAHAN}
"""

PINDAH = {
    1: f"""
ALTER TABLE formulir ADD COLUMN cetakan BLOB NOT NULL DEFAULT x'';
ALTER TABLE formulir ADD COLUMN wajib TEXT NOT NULL DEFAULT '[]';
ALTER TABLE formulir ADD COLUMN kurang TEXT NOT NULL DEFAULT '[]';
ALTER TABLE kiriman ADD COLUMN isi TEXT NOT NULL DEFAULT '';
ALTER TABLE fakta RENAME TO fakta_lama;
{FAKTA}
INSERT INTO fakta SELECT l.periode, l.subjek, l.kolom, l.versi, k.urut, l.hasil_verifikasi
FROM fakta_lama l JOIN kiriman k ON k.sha256 = l.kiriman;
DROP TABLE fakta_lama;
{PENERIMAAN}
""",
    2: PEMERIKSAAN,
    3: LAPORAN + PENGESAHAN,
}
"""Perintah yang membawa register dari skema itu ke skema berikutnya."""


MEMORI_BANYAK = 32_000
"""Kilobyte halaman register yang tinggal di memori selama menambah ribuan baris."""

NAMA_TERKUNCI = ("SQLITE_BUSY", "SQLITE_LOCKED")
NAMA_RUSAK = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR", *NAMA_TERKUNCI)


class Register:
    """Sambungan ke ``kinerja.db``; dipakai sebagai pengelola konteks.

    Jurnal rollback dan synchronous FULL, sebab folder bersama tidak mendukung WAL.
    Galat ``RegisterError`` bila berkas bukan register, rusak, atau berskema lebih baru.
    """

    def __init__(self, jalur: Path, *, tulis: bool = False) -> None:
        self.jalur = jalur
        self.definisi: dict[str, Definisi] = {}
        """Definisi yang sudah diurai sambungan ini, menurut teksnya."""
        ada = jalur.exists()
        try:
            self.sambungan = self._connect(tulis=tulis, ada=ada)
            if not ada:
                self._create()
            self._check_skema()
        except sqlite3.DatabaseError as galat:
            raise _explain_rusak(jalur, galat) from galat

    def _connect(self, *, tulis: bool, ada: bool) -> sqlite3.Connection:
        if ada or tulis:
            sambungan = sqlite3.connect(self.jalur, timeout=10, isolation_level=None)
            sambungan.execute("PRAGMA journal_mode=DELETE")
            sambungan.execute("PRAGMA synchronous=FULL")
        else:
            sambungan = sqlite3.connect(":memory:", isolation_level=None)
        sambungan.execute("PRAGMA foreign_keys=ON")
        sambungan.row_factory = sqlite3.Row
        return sambungan

    def prepare_banyak(self) -> None:
        """Siapkan sambungan ini untuk menambah ribuan baris. Dipanggil di luar transaksi.

        Rujukan antartabel tidak diperiksa: nomornya diberikan transaksi yang sama, dan memeriksanya
        baris demi baris menulis jurnal tersendiri. Halaman baru ditulis ketika transaksi ditutup,
        sehingga pekerja tetap dapat membaca selama transaksi berjalan, dan halaman yang dipakai
        berulang tinggal di memori.
        """
        self.sambungan.execute("PRAGMA foreign_keys=OFF")
        self.sambungan.execute("PRAGMA cache_spill=OFF")
        self.sambungan.execute(f"PRAGMA cache_size=-{MEMORI_BANYAK}")

    def _create(self) -> None:
        with self.transaksi():
            self._run(DDL)
            self.sambungan.execute(f"PRAGMA application_id={APLIKASI}")
            self.sambungan.execute(f"PRAGMA user_version={SKEMA}")

    def _run(self, perintah: str) -> None:
        for satu in perintah.split(";"):
            if satu.strip():
                self.sambungan.execute(satu)

    def _check_skema(self) -> None:
        aplikasi = self.sambungan.execute("PRAGMA application_id").fetchone()[0]
        skema = self.sambungan.execute("PRAGMA user_version").fetchone()[0]
        if aplikasi != APLIKASI:
            raise RegisterError(
                f"{self.jalur.name} bukan register kinerja",
                "pindahkan berkas itu, lalu kembalikan kinerja.db dari cadangan",
            )
        if skema > SKEMA:
            raise RegisterError(
                f"register berskema {skema}, program ini mengenal sampai {SKEMA}",
                "perbarui program kinerja",
            )
        if skema < SKEMA:
            self._migrate(skema)

    def _migrate(self, skema: int) -> None:
        """Bawa ke skema terakhir sesudah menyimpan cadangan; semua atau tidak sama sekali."""
        cadangan = self.jalur.with_suffix(f".skema{skema}.db")
        if not cadangan.exists():
            shutil.copy2(self.jalur, cadangan)
        from kinerja_cli.register.pindah import fill_cetakan  # noqa: PLC0415 -- memakai Register

        with self.transaksi():
            for nomor in range(skema, SKEMA):
                self._run(PINDAH[nomor])
            if skema < SKEMA_CETAKAN:
                fill_cetakan(self)
            self.sambungan.execute(f"PRAGMA user_version={SKEMA}")

    def list_asing(self) -> list[str]:
        """Nama pandangan dan pemicu yang bukan, atau tidak lagi, buatan program."""
        baku = sqlite3.connect(":memory:")
        try:
            baku.executescript(DDL)
            harap, ada = _read_pandangan(baku), _read_pandangan(self.sambungan)
        finally:
            baku.close()
        return sorted(n for n in harap.keys() | ada.keys() if harap.get(n) != ada.get(n))

    @contextmanager
    def transaksi(self) -> Iterator[None]:
        """Satu transaksi; galat apa pun membatalkan seluruhnya.

        Galat ``RegisterError`` bila berkasnya hanya-baca, terkunci program lain, atau disk penuh.
        """
        try:
            self.sambungan.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                if self.sambungan.in_transaction:
                    self.sambungan.execute("ROLLBACK")
                raise
            self.sambungan.execute("COMMIT")
        except sqlite3.OperationalError as galat:
            if self.sambungan.in_transaction:
                self.sambungan.execute("ROLLBACK")
            raise RegisterError(
                f"register {self.jalur.name} tidak dapat ditulis: {sebut_sebab(galat)}",
                "periksa izin berkas dan sisa ruang disk, tutup program lain yang memakainya, "
                "lalu ulangi",
            ) from galat

    def __enter__(self) -> Register:
        return self

    def __exit__(
        self, _jenis: type[BaseException] | None, galat: BaseException | None, _jejak: object
    ) -> None:
        """Tutup sambungan; berkas yang ternyata rusak di tengah jalan menjadi ``RegisterError``."""
        self.sambungan.close()
        if getattr(galat, "sqlite_errorname", "").startswith(NAMA_RUSAK):
            raise _explain_rusak(self.jalur, galat) from galat


def _explain_rusak(jalur: Path, galat: object) -> RegisterError:
    masalah = f"register {jalur.name} tidak dapat dibuka: {sebut_sebab(galat)}"
    if getattr(galat, "sqlite_errorname", "").startswith(NAMA_TERKUNCI):
        return RegisterError(masalah, "tutup program lain yang memakainya, lalu ulangi")
    return RegisterError(
        masalah, "kembalikan kinerja.db dari cadangan; bila izinnya kurang, periksa izin berkasnya"
    )


def _read_pandangan(sambungan: sqlite3.Connection) -> dict[str, str]:
    """Perintah pembuat setiap pandangan dan pemicu; spasinya disamakan."""
    daftar = sambungan.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type != 'table' AND type != 'index'"
    )
    return {nama: " ".join(sql.split()) for nama, sql in daftar}
