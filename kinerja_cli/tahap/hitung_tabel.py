"""``kinerja hitung TABEL``: tabel apa pun dihitung dan dibandingkan; tidak menulis apa pun."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kinerja_cli.capaian.baris_tabel import calculate_baris
from kinerja_cli.lembar.pekerja import read_terpisah
from kinerja_cli.lembar.temu_tabel import read_tabel_capaian
from kinerja_cli.model.entri_hitung import DokumenHitung
from kinerja_cli.model.galat import PemakaianError, SumberError
from kinerja_cli.model.kebijakan import Kebijakan
from kinerja_cli.model.temuan import Temuan

KODE_KEPALA = frozenset({"STR050", "STR051"})
"""Tabelnya terbuka tetapi kolomnya tidak dikenali; perbaikannya ada di temuan."""


@dataclass(frozen=True, slots=True)
class HitungTabel:
    """Entri setiap baris data, dan lembar tempat tabel ditemukan."""

    lembar: str
    dokumen: DokumenHitung

    @property
    def temuan(self) -> tuple[Temuan, ...]:
        """Temuan semua baris."""
        return tuple(t for e in self.dokumen.entri for t in e.temuan)


def plan(tabel: Path, kebijakan: Kebijakan) -> HitungTabel:
    """Hitung setiap baris tabel.

    Galat ``PemakaianError`` bila berkas tidak ada, ``SumberError`` bila tidak terbaca atau tidak
    memuat tabel yang dikenal.
    """
    if not tabel.is_file():
        raise PemakaianError(f"berkas {tabel} tidak ada", "periksa nama dan foldernya")
    try:
        isi = tabel.read_bytes()
    except OSError as galat:
        raise SumberError(
            f"{tabel.name} tidak dapat dibuka ({galat.strerror or galat})",
            "tutup berkas itu di Excel, lalu ulangi",
        ) from galat
    hasil = read_terpisah(read_tabel_capaian, isi, tabel.name)
    if isinstance(hasil, Temuan):
        kepala = hasil.kode in KODE_KEPALA
        raise SumberError(
            hasil.masalah if kepala else f"{tabel.name}: {hasil.masalah}",
            hasil.perbaikan if kepala else "simpan tabelnya sebagai .xlsx atau .csv, lalu ulangi",
        )
    entri = tuple(calculate_baris(b, kebijakan, tabel.name, hasil.lembar) for b in hasil.baris)
    return HitungTabel(
        hasil.lembar, DokumenHitung(kebijakan.nama, kebijakan.berlaku, kebijakan.hash, entri)
    )
