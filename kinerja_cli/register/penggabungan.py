"""Dari kiriman menjadi fakta; hanya alamat yang disentuh kiriman baru yang dihitung.

Alamat yang belum pernah terisi langsung menjadi fakta. Alamat yang nilainya berbeda dari fakta
terakhir digabung lagi dari semua kiriman unitnya menurut ``aturan.gabung``.
"""

from __future__ import annotations

from collections.abc import Iterable

from kinerja_cli.aturan.gabung import merge_kiriman
from kinerja_cli.model.temuan import Temuan
from kinerja_cli.register.basis import Register
from kinerja_cli.register.fakta import store_fakta
from kinerja_cli.register.kiriman import Alamat, read_pasangan

BERBEDA = """
SELECT s.periode, s.subjek, s.kolom
FROM sel_kiriman s JOIN fakta f USING (periode, subjek, kolom)
JOIN sel_kiriman l ON l.kiriman = f.kiriman AND l.periode = f.periode AND l.subjek = f.subjek
  AND l.kolom = f.kolom
WHERE s.kiriman = ?1 AND s.nilai <> l.nilai AND f.versi = (SELECT MAX(versi) FROM fakta t
  WHERE t.periode = f.periode AND t.subjek = f.subjek AND t.kolom = f.kolom)
"""
SISIP = """
INSERT OR IGNORE INTO fakta
SELECT periode, subjek, kolom, 1, kiriman, NULL FROM sel_kiriman WHERE kiriman = ?1
"""


class Penggabung:
    """Menggabungkan kiriman satu per satu. Dipanggil di dalam transaksi."""

    def __init__(self, register: Register) -> None:
        self.register = register

    def merge(self, urut: int, unit: str, banyak: int) -> bool:
        """Jadikan ``banyak`` sel kiriman bernomor itu fakta; benar bila semua alamatnya baru."""
        # Alamat yang sudah ada bentrok dengan kunci versi 1, jadi hanya yang baru yang masuk.
        if self.register.sambungan.execute(SISIP, (urut,)).rowcount == banyak:
            return True
        berbeda = self.register.sambungan.execute(BERBEDA, (urut,)).fetchall()
        if berbeda:
            self._merge_ulang(unit, [tuple(b) for b in berbeda])
        return False

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
        store_fakta(self.register, fakta)
        for a in daftar:
            self.register.sambungan.execute(
                "INSERT OR IGNORE INTO bentrok VALUES (?, ?, ?, ?)"
                if a in bentrok
                else "DELETE FROM bentrok WHERE unit = ? AND periode = ? AND subjek = ?"
                " AND kolom = ?",
                (unit, *a),
            )
        return list(bentrok.values())
