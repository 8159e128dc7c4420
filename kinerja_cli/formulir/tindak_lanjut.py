"""Baris lembar RTL: rencana tindak lanjut triwulan lebih awal yang belum dilaporkan selesai."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kinerja_cli.capaian.tindak_lanjut import TindakLanjut
from kinerja_cli.formulir.bentuk import BarisFormulir, IdentitasFormulir, Sel, Validasi
from kinerja_cli.formulir.identitas import build_hash
from kinerja_cli.formulir.keadaan import Tanya, build_keadaan, is_kosong, join_dan
from kinerja_cli.formulir.sel import TEKS, build_isian, build_tanggal, build_terkunci
from kinerja_cli.model.fakta import KumpulanFakta
from kinerja_cli.model.isian_rtl import StatusTindak
from kinerja_cli.model.kunci import build_kunci_rtl
from kinerja_cli.model.nilai import KOSONG
from kinerja_cli.model.periode import Periode

WAJIB_TEMUAN = {
    "pic": "penanggung jawab",
    "batas_waktu": "batas waktu",
    "tindakan": "tindakan",
    "status": "status",
}
"""Yang diisi bidang untuk setiap temuan verifikasi (SOP langkah 4b)."""

STATUS = Validasi("pilihan", pilihan=tuple(s.value for s in StatusTindak), keras=True)


@dataclass(frozen=True, slots=True)
class TemuanBaris:
    """Temuan verifikasi atas satu baris, yang perbaikannya direncanakan bidang."""

    kunci: str
    """Kunci baris formulirnya, atau kode unit."""
    nama: str
    rencana: str


def build_baris_temuan(
    daftar: Iterable[TemuanBaris], identitas: IdentitasFormulir, awal: int
) -> list[BarisFormulir]:
    """Baris RTL untuk temuan verifikasi; penanggung jawab dan batas waktunya diisi bidang.

    ``identitas`` formulir kembali yang memuatnya, ``awal`` nomor baris pertama.
    """
    return [_build_temuan(t, str(n), identitas) for n, t in enumerate(daftar, start=awal)]


def _build_temuan(temuan: TemuanBaris, nomor: str, identitas: IdentitasFormulir) -> BarisFormulir:
    isian = {
        "pic": build_isian(KOSONG, TEKS),
        "batas_waktu": build_tanggal(KOSONG, identitas.tahun),
        "status": build_isian(KOSONG, STATUS),
        "tindakan": build_isian(KOSONG, TEKS),
        "kendala": build_isian(KOSONG, TEKS),
        "bukti": build_isian(KOSONG, TEKS),
    }
    sel = {
        "nomor": build_terkunci(nomor),
        "asal": build_terkunci(f"Temuan verifikasi putaran {identitas.putaran - 1}"),
        "indikator": build_terkunci(temuan.nama),
        "rencana": build_terkunci(temuan.rencana),
        "laporan_lalu": build_terkunci(None),
        "batas_baru": build_terkunci(None),
        **isian,
        "keadaan": build_keadaan(tuple(_iterate_tanya_temuan(isian))),
    }
    kunci = build_kunci_rtl(f"v{identitas.putaran}", temuan.kunci)
    return BarisFormulir(kunci, build_hash(kunci, temuan.nama, temuan.rencana), sel)


def _iterate_tanya_temuan(isian: dict[str, Sel]) -> Iterable[Tanya]:
    for bidang, pesan in WAJIB_TEMUAN.items():
        yield Tanya(is_kosong(bidang), isian[bidang].nilai is None, f"isi {pesan}")


def build_baris_rtl(
    daftar: Iterable[TindakLanjut], periode: Periode, tahun: int, fakta: KumpulanFakta
) -> list[BarisFormulir]:
    """Satu baris setiap tindak lanjut; faktanya beralamat (periode pelaporan, kunci baris)."""
    return [_build_baris(t, str(n), periode, tahun, fakta) for n, t in enumerate(daftar, start=1)]


def _build_baris(
    tindak: TindakLanjut, nomor: str, periode: Periode, tahun: int, fakta: KumpulanFakta
) -> BarisFormulir:
    nilai = {
        k: fakta.nilai(periode, tindak.kunci, k)
        for k in ("status", "tindakan", "kendala", "batas_baru", "bukti")
    }
    isian = {
        "status": build_isian(nilai["status"], STATUS),
        "tindakan": build_isian(nilai["tindakan"], TEKS),
        "kendala": build_isian(nilai["kendala"], TEKS),
        "batas_baru": build_tanggal(nilai["batas_baru"], tahun),
        "bukti": build_isian(nilai["bukti"], TEKS),
    }
    lewat = tindak.batas_waktu is not None and tindak.batas_waktu <= periode.akhir(tahun)
    sel = {
        "nomor": build_terkunci(nomor),
        "asal": build_terkunci(tindak.asal),
        "indikator": build_terkunci(tindak.nama),
        "rencana": build_terkunci(tindak.rencana),
        "pic": build_terkunci(tindak.pic),
        "batas_waktu": build_terkunci(tindak.batas_waktu),
        "laporan_lalu": build_terkunci(tindak.laporan_lalu),
        **isian,
        "keadaan": build_keadaan(tuple(_iterate_tanya(isian, lewat=lewat))),
    }
    return BarisFormulir(tindak.kunci, build_hash(tindak.kunci, tindak.nama, tindak.rencana), sel)


def _iterate_tanya(isian: dict[str, Sel], *, lewat: bool) -> Iterable[Tanya]:
    """Status dahulu; yang lain menurut statusnya."""
    status = isian["status"].nilai
    kosong = {k: s.nilai is None for k, s in isian.items()}
    selesai, belum = StatusTindak.SELESAI, StatusTindak.BELUM
    yield Tanya(is_kosong("status"), kosong["status"], "isi status")
    yield Tanya(
        join_dan(f'{{status}}<>"{belum}"', is_kosong("tindakan")),
        status != belum and kosong["tindakan"],
        "isi tindakan",
    )
    yield Tanya(
        join_dan(f'{{status}}="{belum}"', is_kosong("kendala")),
        status == belum and kosong["kendala"],
        "isi kendala",
    )
    yield Tanya(
        join_dan(f'{{status}}="{selesai}"', is_kosong("bukti")),
        status == selesai and kosong["bukti"],
        "isi bukti",
    )
    if lewat:
        yield Tanya(
            join_dan(f'{{status}}<>"{selesai}"', is_kosong("batas_baru")),
            status != selesai and kosong["batas_baru"],
            "isi batas waktu baru",
        )
