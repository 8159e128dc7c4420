"""Lembar RTL perbaikan data dalam buku lembar verifikasi (SOP langkah 4b)."""

from __future__ import annotations

from datetime import date

from kinerja_cli.aturan.bentuk_verifikasi import BarisRtlVerifikasi, LembarVerifikasi
from kinerja_cli.lembar.tulis_buku import BarisBuku, IsiBuku, KolomBuku, LembarBuku
from kinerja_cli.model.kolom import Wujud

KOLOM = (
    KolomBuku("No", Wujud.BULAT, 5),
    KolomBuku("Putaran", Wujud.BULAT, 8),
    KolomBuku("Yang diperbaiki", lebar=34),
    KolomBuku("Temuan", lebar=40),
    KolomBuku("Perbaikan yang diminta", lebar=34),
    KolomBuku(("RTL bidang", "Tindakan"), lebar=30),
    KolomBuku(("RTL bidang", "Penanggung jawab"), lebar=17),
    KolomBuku(("RTL bidang", "Batas waktu"), Wujud.TANGGAL, 12),
    KolomBuku(("RTL bidang", "Status"), lebar=10),
    KolomBuku("Keadaan", lebar=13),
    KolomBuku("Ditutup tanggal", Wujud.TANGGAL, 12),
)
KEADAAN = 9
"""Kolom yang diwarnai."""


def build_lembar_rtl(judul: tuple[str, ...], unit: LembarVerifikasi) -> LembarBuku:
    """Satu baris setiap butir; keadaannya dari temuan, bukan dari status yang ditulis bidang."""
    return LembarBuku(
        f"{unit.kode_unit} RTL",
        ("RENCANA TINDAK LANJUT PERBAIKAN DATA", *judul[1:]),
        KOLOM,
        [BarisBuku(_isi(b)) for b in unit.rtl],
        catatan=("Keadaan selesai bila temuannya tidak ada lagi pada verifikasi sesudahnya.",),
        kolom_warna=(KEADAAN,),
    )


def _isi(baris: BarisRtlVerifikasi) -> tuple[IsiBuku, ...]:
    b = baris.butir
    return (
        baris.nomor,
        b.putaran,
        baris.nama,
        "; ".join(t.masalah for t in b.temuan),
        "; ".join(dict.fromkeys(t.perbaikan for t in b.temuan)),
        b.tindakan,
        b.pic,
        date.fromisoformat(b.batas_waktu) if b.batas_waktu else None,
        b.status,
        b.keadaan,
        b.ditutup,
    )
