"""``kinerja hitung TABEL``: tabel apa pun dihitung dan dibandingkan dengan yang tercetak."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import partial
from io import BytesIO
from pathlib import Path

from kinerja_cli.capaian.baris_tabel import calculate_baris
from kinerja_cli.capaian.tercetak import is_kolom_pecahan
from kinerja_cli.lembar.buku_hitung import build_buku
from kinerja_cli.lembar.pekerja import read_terpisah
from kinerja_cli.lembar.temu_tabel import read_tabel_capaian
from kinerja_cli.lembar.tulis_buku import write_buku
from kinerja_cli.model.baris_tabel import TabelMentah
from kinerja_cli.model.entri_hitung import DokumenHitung, EntriHitung
from kinerja_cli.model.galat import PemakaianError, SumberError
from kinerja_cli.model.kebijakan import Kebijakan
from kinerja_cli.model.temuan import Temuan
from kinerja_cli.ruang.langkah import write_semua
from kinerja_cli.ruang.tulis import Keluaran

KODE_KEPALA = frozenset({"STR020", "STR050", "STR051"})
"""Tabelnya terbuka tetapi kolomnya tidak dikenali; perbaikannya ada di temuan."""


@dataclass(frozen=True, slots=True)
class OpsiTabel:
    """Bantuan membaca tabel: nama lembar, dan arah baris yang tidak menyebut arahnya."""

    lembar: str = ""
    arah: str = ""
    tulis: Path | None = None
    """Buku hasil (.xlsx) yang hendak dibuat."""
    timpa: bool = False
    waktu: datetime = datetime(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class HitungTabel:
    """Entri setiap baris data, tabel sebagaimana ditemukan, dan buku yang akan ditulis."""

    tabel: TabelMentah
    dokumen: DokumenHitung
    keluaran: tuple[Keluaran, ...] = ()

    @property
    def temuan(self) -> tuple[Temuan, ...]:
        """Temuan semua baris."""
        return tuple(t for e in self.dokumen.entri for t in e.temuan)


BAWAAN = OpsiTabel()


def plan(tabel: Path, kebijakan: Kebijakan, opsi: OpsiTabel = BAWAAN) -> HitungTabel:
    """Hitung setiap baris tabel.

    Galat ``PemakaianError`` bila berkas tidak ada atau hasilnya akan menimpa, ``SumberError``
    bila tabel tidak terbaca atau tidak dikenal.
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
    hasil = read_terpisah(partial(read_tabel_capaian, lembar=opsi.lembar), isi, tabel.name)
    if isinstance(hasil, Temuan):
        kepala = hasil.kode in KODE_KEPALA
        raise SumberError(
            hasil.masalah if kepala else f"{tabel.name}: {hasil.masalah}",
            hasil.perbaikan if kepala else "simpan tabelnya sebagai .xlsx atau .csv, lalu ulangi",
        )
    hasil = _fill_arah(hasil, opsi.arah)
    entri = calculate_tabel(hasil, kebijakan, tabel.name)
    tempat = {"lembar": hasil.lembar, "kepala": hasil.kepala, "kolom": hasil.judul}
    dilewati = [d.to_json() for d in hasil.dilewati]
    dokumen = DokumenHitung(
        kebijakan.nama,
        kebijakan.berlaku,
        kebijakan.hash,
        entri,
        (("tabel", tempat), ("dilewati", dilewati)),
    )
    return HitungTabel(hasil, dokumen, _plan_buku(dokumen, tabel, opsi))


def apply(hitung: HitungTabel) -> tuple[Path, ...]:
    """Tulis buku hasil bila diminta; berkas asalnya tidak pernah disentuh."""
    return write_semua(hitung.keluaran)


def _plan_buku(dokumen: DokumenHitung, tabel: Path, opsi: OpsiTabel) -> tuple[Keluaran, ...]:
    tujuan = opsi.tulis
    if tujuan is None:
        return ()
    if tujuan.suffix.casefold() != ".xlsx":
        raise PemakaianError(f"--tulis {tujuan} bukan .xlsx", "beri nama berakhiran .xlsx")
    if tujuan.exists() and (not opsi.timpa or tujuan.samefile(tabel)):
        raise PemakaianError(
            f"{tujuan} sudah ada",
            "pilih nama lain, atau tambahkan --timpa bila bukan tabel asalnya",
        )
    wadah = BytesIO()
    write_buku(build_buku(dokumen, tabel.name), wadah, opsi.waktu)
    return (Keluaran(tujuan, wadah.getvalue()),)


def _fill_arah(tabel: TabelMentah, arah: str) -> TabelMentah:
    """Arah dari pilihan hanya untuk baris yang tidak menyebut arahnya."""
    if not arah:
        return tabel
    baris = (
        b if b.isi.get("arah") else replace(b, isi={**b.isi, "arah": arah}) for b in tabel.baris
    )
    return replace(tabel, baris=tuple(baris))


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
