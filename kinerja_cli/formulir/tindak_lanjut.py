"""Baris lembar RTL: rencana triwulan lebih awal yang belum selesai, dan temuan verifikasi."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kinerja_cli.capaian.tindak_lanjut import TindakLanjut
from kinerja_cli.formulir.bentuk import (
    BarisFormulir,
    IdentitasFormulir,
    IsiSel,
    Sel,
    Validasi,
)
from kinerja_cli.formulir.identitas import build_hash
from kinerja_cli.formulir.keadaan import Tanya, build_keadaan, is_kosong, join_dan
from kinerja_cli.formulir.sel import TEKS, build_isian, build_tanggal, build_terkunci
from kinerja_cli.model.fakta import KumpulanFakta
from kinerja_cli.model.isian_rtl import StatusTindak
from kinerja_cli.model.kunci import build_kunci_rtl
from kinerja_cli.model.nilai import KOSONG
from kinerja_cli.model.perbaikan import WAJIB_RTL, ButirRtl
from kinerja_cli.model.periode import Periode

STATUS = Validasi("pilihan", pilihan=tuple(s.value for s in StatusTindak), keras=True)


@dataclass(frozen=True, slots=True)
class TemuanBaris:
    """Temuan verifikasi atas satu baris, yang perbaikannya direncanakan bidang."""

    kunci: str
    """Kunci baris formulirnya, atau kode unit."""
    nama: str
    rencana: str


def build_baris_temuan(
    daftar: Iterable[TemuanBaris],
    identitas: IdentitasFormulir,
    awal: int,
    lalu: Mapping[str, ButirRtl],
) -> list[BarisFormulir]:
    """Baris RTL untuk temuan verifikasi; penanggung jawab dan batas waktunya diisi bidang.

    ``identitas`` formulir kembali yang memuatnya, ``awal`` nomor baris pertama, ``lalu`` butir
    putaran terakhir menurut kunci barisnya.
    """
    return [
        _build_temuan(t, str(n), identitas, _describe_lalu(lalu.get(t.kunci)))
        for n, t in enumerate(daftar, start=awal)
    ]


def _describe_lalu(butir: ButirRtl | None) -> str | None:
    if butir is None:
        return None
    return f"Putaran {butir.putaran}: {butir.status or 'tidak diisi'}, temuannya masih ada"


def build_baris_selesai(
    daftar: Iterable[ButirRtl], nama: Mapping[str, str], awal: int
) -> list[BarisFormulir]:
    """Baris RTL putaran sebelumnya yang sudah tutup; seluruhnya terkunci.

    ``nama`` sebutan setiap baris formulir menurut kuncinya.
    """
    return [
        _build_selesai(b, nama.get(b.kunci, b.kunci), str(n)) for n, b in enumerate(daftar, awal)
    ]


def _build_selesai(butir: ButirRtl, nama: str, nomor: str) -> BarisFormulir:
    kunci = build_kunci_rtl(f"v{butir.putaran}", butir.kunci)
    rencana = "; ".join(t.masalah for t in butir.temuan)
    batas = date.fromisoformat(butir.batas_waktu) if butir.batas_waktu else None
    tutup = f"selesai {butir.ditutup:%d/%m/%Y}" if butir.ditutup else "selesai"
    isi: dict[str, IsiSel] = {
        "nomor": nomor,
        "asal": f"Temuan verifikasi putaran {butir.putaran - 1}",
        "indikator": nama,
        "rencana": rencana,
        "pic": butir.pic or None,
        "batas_waktu": batas,
        "laporan_lalu": "tutup, temuannya sudah tidak ada",
        "status": butir.status or None,
        "tindakan": butir.tindakan or None,
        "kendala": butir.kendala or None,
        "batas_baru": None,
        "bukti": butir.bukti or None,
        "keadaan": tutup,
    }
    sel = {bidang: build_terkunci(nilai) for bidang, nilai in isi.items()}
    return BarisFormulir(kunci, build_hash(kunci, nama, rencana), sel)


def _build_temuan(
    temuan: TemuanBaris, nomor: str, identitas: IdentitasFormulir, lalu: str | None
) -> BarisFormulir:
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
        "laporan_lalu": build_terkunci(lalu),
        "batas_baru": build_terkunci(None),
        **isian,
        "keadaan": build_keadaan(tuple(_iterate_tanya_temuan(isian))),
    }
    kunci = build_kunci_rtl(f"v{identitas.putaran}", temuan.kunci)
    return BarisFormulir(kunci, build_hash(kunci, temuan.nama, temuan.rencana), sel)


def _iterate_tanya_temuan(isian: dict[str, Sel]) -> Iterable[Tanya]:
    for bidang, pesan in WAJIB_RTL.items():
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
