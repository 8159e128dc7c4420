"""Dari kiriman menjadi fakta; hanya alamat yang disentuh kiriman baru yang dihitung.

Alamat yang belum pernah terisi langsung menjadi fakta. Alamat yang nilainya berbeda dari fakta
terakhir digabung lagi dari semua kiriman unitnya menurut ``aturan.gabung``.
"""

from __future__ import annotations

from collections.abc import Iterable

from kinerja_cli.aturan.gabung import merge_kiriman
from kinerja_cli.model.kunci import build_kunci_fakta
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.temuan import Temuan
from kinerja_cli.register.basis import Register
from kinerja_cli.register.fakta import store_fakta
from kinerja_cli.register.kiriman import Alamat, read_pasangan

BARU = """
WITH baru AS MATERIALIZED (
  SELECT kunci_fakta(periode, subjek, kolom) AS kunci, s.* FROM sel_kiriman s WHERE kiriman = ?1)
"""
BERBEDA = f"""{BARU}
SELECT periode, subjek, kolom FROM baru b WHERE nilai <>
  (SELECT f.nilai FROM fakta f WHERE f.kunci = b.kunci ORDER BY versi DESC LIMIT 1)
"""
SISIP = f"""{BARU}
INSERT INTO fakta
SELECT b.kunci, 1, b.periode, b.subjek, b.kolom, k.unit, b.nilai, k.sha256, k.berkas, b.lembar,
  b.sel, k.waktu, NULL
FROM baru b JOIN kiriman k ON k.urut = ?1
WHERE NOT EXISTS (SELECT 1 FROM fakta f WHERE f.kunci = b.kunci)
"""


class Penggabung:
    """Menggabungkan kiriman satu per satu. Dipanggil di dalam transaksi."""

    def __init__(self, register: Register, tahun: int) -> None:
        self.register = register
        self.tahun = tahun
        register.sambungan.create_function("kunci_fakta", 3, self._build_kunci, deterministic=True)

    def _build_kunci(self, periode: str, subjek: str, kolom: str) -> str:
        return build_kunci_fakta(self.tahun, Periode(periode), subjek, kolom)

    def merge(self, urut: int, unit: str) -> None:
        """Jadikan sel kiriman bernomor itu fakta."""
        berbeda = self.register.sambungan.execute(BERBEDA, (urut,)).fetchall()
        self.register.sambungan.execute(SISIP, (urut,))
        if berbeda:
            self._merge_ulang(unit, [tuple(b) for b in berbeda])

    def list_unit(self) -> set[str]:
        """Unit yang masih mempunyai nilai bertentangan."""
        return {b[0] for b in self.register.sambungan.execute("SELECT unit FROM bentrok")}

    def settle(self) -> list[Temuan]:
        """Gabung lagi alamat yang masih bertentangan; kembalikan temuannya."""
        temuan: list[Temuan] = []
        daftar: dict[str, list[Alamat]] = {}
        for unit, *alamat in self.register.sambungan.execute("SELECT * FROM bentrok").fetchall():
            daftar.setdefault(unit, []).append((alamat[0], alamat[1], alamat[2]))
        for unit, isi in daftar.items():
            temuan += self._merge_ulang(unit, isi)
        return temuan

    def _merge_ulang(self, unit: str, alamat: Iterable[Alamat]) -> list[Temuan]:
        daftar = list(alamat)
        fakta, bentrok = merge_kiriman(read_pasangan(self.register, unit, daftar))
        store_fakta(self.register, self.tahun, fakta)
        for a in daftar:
            self.register.sambungan.execute(
                "INSERT OR IGNORE INTO bentrok VALUES (?, ?, ?, ?)"
                if a in bentrok
                else "DELETE FROM bentrok WHERE unit = ? AND periode = ? AND subjek = ?"
                " AND kolom = ?",
                (unit, *a),
            )
        return list(bentrok.values())
