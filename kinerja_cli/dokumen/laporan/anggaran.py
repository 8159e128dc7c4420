"""Realisasi anggaran: Bab III huruf B dan lampirannya sampai sub kegiatan."""

from __future__ import annotations

from collections.abc import Sequence

from kinerja_cli.dokumen.isi import BarisTabel, Isi, Keterangan, KolomTabel, Paragraf, Tabel
from kinerja_cli.dokumen.laporan.bahan import Bahan
from kinerja_cli.dokumen.laporan.bahasa import format_nama
from kinerja_cli.dokumen.laporan.grafik import draw_serapan
from kinerja_cli.dokumen.laporan.ikhtisar import explain_anggaran
from kinerja_cli.model.data_kinerja import DataAnggaran
from kinerja_cli.model.istilah import StatusAngka

PROGRAM_KEGIATAN = ("program", "kegiatan")


def list_realisasi_anggaran(bahan: Bahan) -> list[Isi]:
    """Bab III huruf B: pagu, realisasi, serapan, sisa per program dan kegiatan."""
    daftar = [a for a in bahan.data.anggaran if a.jenjang in PROGRAM_KEGIATAN]
    return [
        Paragraf(f"{explain_anggaran(bahan)}{_explain_ujung(bahan)}"),
        *_build_tabel(bahan, daftar, "Realisasi anggaran per program dan kegiatan", tegak=True),
        *draw_serapan(bahan),
    ]


def attach_anggaran(bahan: Bahan) -> list[Isi]:
    """Lampiran realisasi anggaran sampai sub kegiatan."""
    return _build_tabel(bahan, bahan.data.anggaran, "Realisasi anggaran sampai sub kegiatan")


def _explain_ujung(bahan: Bahan) -> str:
    """Program dengan serapan tertinggi dan terendah di antara yang realisasinya lengkap."""
    ada = [a for a in bahan.data.anggaran if a.jenjang == "program" and is_lengkap(a)]
    if len(ada) < 2:
        return ""
    rendah, *_, tinggi = sorted(ada, key=lambda a: (a.serapan.nilai.angka or 0, a.kode))
    if rendah.serapan.teks == tinggi.serapan.teks:
        return ""
    return (
        f" Serapan tertinggi terdapat pada {format_nama(tinggi.uraian)} "
        f"({bahan.angka(tinggi.serapan)} persen) dan terendah pada {format_nama(rendah.uraian)} "
        f"({bahan.angka(rendah.serapan)} persen)."
    )


def is_lengkap(a: DataAnggaran) -> bool:
    """Benar bila serapannya boleh dibandingkan: terhitung dan tidak menunggu laporan lain."""
    return a.serapan.nilai.angka is not None and a.serapan.status is StatusAngka.FINAL


def _build_tabel(
    bahan: Bahan, daftar: Sequence[DataAnggaran], judul: str, *, tegak: bool = False
) -> list[Isi]:
    """Tabel pagu sampai sisa; pada halaman tegak kodenya ditulis di depan uraian."""
    total = bahan.data.total
    angka = (total.pagu, total.realisasi, total.serapan, total.sisa)
    sebutan = ("Jumlah",) if tegak else ("", "Jumlah")
    jumlah = (*sebutan, *(bahan.angka(f) if f else "" for f in angka))
    kode = () if tegak else (KolomTabel("Kode", 2.4),)
    return [
        Keterangan("Tabel", f"{judul} tahun {bahan.data.tahun}"),
        Tabel(
            (
                *kode,
                KolomTabel("Program/kegiatan", 5.2),
                KolomTabel("Pagu", 2.5, "kanan"),
                KolomTabel("Realisasi", 2.5, "kanan"),
                KolomTabel("Serapan (%)", 1.5, "kanan"),
                KolomTabel("Sisa", 2.4, "kanan"),
            ),
            (
                *(_build_baris(bahan, a, tegak=tegak) for a in daftar),
                BarisTabel(jumlah, tebal=True),
            ),
        ),
    ]


def _build_baris(bahan: Bahan, a: DataAnggaran, *, tegak: bool) -> BarisTabel:
    nama = format_nama(a.uraian)
    sebutan = (f"{a.kode} {nama}",) if tegak else (a.kode, nama)
    angka = (bahan.angka(f) for f in (a.pagu, a.realisasi, a.serapan, a.sisa))
    return BarisTabel((*sebutan, *angka), tebal=a.jenjang == "program")
