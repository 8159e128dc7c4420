"""``kinerja hitung TABEL``: tabel apa pun dihitung dan dibandingkan; tidak menulis apa pun."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path

from kinerja_cli.capaian.baris_tabel import calculate_baris
from kinerja_cli.capaian.tercetak import is_kolom_pecahan
from kinerja_cli.lembar.pekerja import read_terpisah
from kinerja_cli.lembar.temu_tabel import read_tabel_capaian
from kinerja_cli.model.baris_tabel import TabelMentah
from kinerja_cli.model.entri_hitung import DokumenHitung, EntriHitung
from kinerja_cli.model.galat import PemakaianError, SumberError
from kinerja_cli.model.kebijakan import Kebijakan
from kinerja_cli.model.temuan import Temuan

KODE_KEPALA = frozenset({"STR020", "STR050", "STR051"})
"""Tabelnya terbuka tetapi kolomnya tidak dikenali; perbaikannya ada di temuan."""


@dataclass(frozen=True, slots=True)
class HitungTabel:
    """Entri setiap baris data, dan tabel sebagaimana ditemukan."""

    tabel: TabelMentah
    dokumen: DokumenHitung

    @property
    def temuan(self) -> tuple[Temuan, ...]:
        """Temuan semua baris."""
        return tuple(t for e in self.dokumen.entri for t in e.temuan)


def plan(tabel: Path, kebijakan: Kebijakan, lembar: str = "") -> HitungTabel:
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
    hasil = read_terpisah(partial(read_tabel_capaian, lembar=lembar), isi, tabel.name)
    if isinstance(hasil, Temuan):
        kepala = hasil.kode in KODE_KEPALA
        raise SumberError(
            hasil.masalah if kepala else f"{tabel.name}: {hasil.masalah}",
            hasil.perbaikan if kepala else "simpan tabelnya sebagai .xlsx atau .csv, lalu ulangi",
        )
    entri = calculate_tabel(hasil, kebijakan, tabel.name)
    tempat = {"lembar": hasil.lembar, "kepala": hasil.kepala, "kolom": hasil.judul}
    dilewati = [d.to_json() for d in hasil.dilewati]
    return HitungTabel(
        hasil,
        DokumenHitung(
            kebijakan.nama,
            kebijakan.berlaku,
            kebijakan.hash,
            entri,
            (("tabel", tempat), ("dilewati", dilewati)),
        ),
    )


def calculate_tabel(
    tabel: TabelMentah, kebijakan: Kebijakan, berkas: str
) -> tuple[EntriHitung, ...]:
    """Entri setiap baris; kolom capaian yang tertulis pecahan dibaca sebagai persen."""
    entri = tuple(calculate_baris(b, kebijakan, berkas, tabel.lembar) for b in tabel.baris)
    pasangan = [
        (Decimal(e.tercetak), e.hasil.capaian)
        for e in entri
        if e.tercetak is not None and e.hasil.capaian is not None
    ]
    if not is_kolom_pecahan(pasangan):
        return entri
    return tuple(
        calculate_baris(b, kebijakan, berkas, tabel.lembar, pecahan=True) for b in tabel.baris
    )
