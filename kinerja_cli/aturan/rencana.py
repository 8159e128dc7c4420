"""Pemeriksaan tabel sumber sebelum dibekukan menjadi definisi."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from kinerja_cli.capaian.jenis import JENIS
from kinerja_cli.model import sumber as s
from kinerja_cli.model.baca_angka import AcuanBaca
from kinerja_cli.model.istilah import JenisIndikator, Jenjang, PeranElemen, PeranPengampu
from kinerja_cli.model.kolom import Peran, iterate_kolom
from kinerja_cli.model.periode import DAFTAR_PERIODE
from kinerja_cli.model.temuan import Temuan, build_temuan

BarisSumber = Mapping[str, Sequence[tuple[int, s.Baris]]]
"""Baris tiap bidang definisi beserta nomor barisnya di lembar."""

TEMPAT = {t.bidang: t for t in s.TABEL_SUMBER}

RUJUKAN = (
    ("target", "kode_indikator", ("indikator.kode_indikator",)),
    ("elemen", "kode_indikator", ("indikator.kode_indikator",)),
    ("elemen", "unit_penyedia", ("unit.kode_unit",)),
    ("pengampu", "kode_indikator", ("indikator.kode_indikator",)),
    ("pengampu", "kode_unit", ("unit.kode_unit",)),
    ("cascading", "induk", ("indikator.kode",)),
    ("cascading", "anak", ("indikator.kode", "nomenklatur.kode")),
    ("pagu", "kode_unit", ("unit.kode_unit",)),
    ("pagu", "versi", ("versi_dpa.versi",)),
    ("keluaran", "versi", ("versi_dpa.versi",)),
    ("keluaran", "kode_indikator", ("indikator.kode_indikator",)),
    ("target_renstra", "dokumen", ("renstra.dokumen",)),
    ("target_renstra", "kode_indikator", ("indikator.kode_indikator",)),
    ("riwayat", "kode_indikator", ("indikator.kode_indikator",)),
    ("standar", "kode_indikator", ("indikator.kode_indikator",)),
    ("keuangan", "versi", ("versi_dpa.versi",)),
)
"""(bidang, kolom, tempat nilainya harus ada)."""


def check_rencana(baris: BarisSumber) -> list[Temuan]:
    """Semua temuan atas tabel sumber, sekaligus."""
    return [
        *_check_kembar(baris),
        *_check_masa_berlaku(baris),
        *_check_rujukan(baris),
        *_check_indikator(baris),
        *_check_target(baris),
    ]


def _tempat(bidang: str, nomor: int, kunci: str = "", kolom: str = "") -> dict[str, str]:
    tabel = TEMPAT[bidang]
    return {
        "berkas": f"sumber/{tabel.berkas}",
        "lembar": tabel.lembar,
        "sel": f"baris {nomor}",
        "kunci": kunci,
        "kolom": kolom,
    }


def _check_kembar(baris: BarisSumber) -> Iterator[Temuan]:
    for bidang, daftar in baris.items():
        if bidang in {"unit", "pejabat"}:
            continue
        kunci = [
            k.bidang for k in iterate_kolom(TEMPAT[bidang].model) if k.kolom.peran is Peran.KUNCI
        ]
        pertama: dict[tuple[str, ...], int] = {}
        for nomor, isi in daftar:
            nilai = tuple(str(getattr(isi, k)) for k in kunci)
            if kunci and nilai in pertama:
                yield build_temuan(
                    "IDN101",
                    **_tempat(bidang, nomor, " / ".join(nilai), ", ".join(kunci)),
                    pertama=pertama[nilai],
                )
            pertama.setdefault(nilai, nomor)


def _check_masa_berlaku(baris: BarisSumber) -> Iterator[Temuan]:
    berlaku: dict[tuple[str, str], list[tuple[object, object, int]]] = defaultdict(list)
    for nomor, unit in baris.get("unit", ()):
        if isinstance(unit, s.BarisUnit):
            berlaku["unit", unit.kode_unit].append((unit.berlaku_dari, unit.berlaku_sampai, nomor))
    for nomor, orang in baris.get("pejabat", ()):
        if isinstance(orang, s.BarisPejabat):
            berlaku["pejabat", orang.kunci].append((orang.dari, orang.sampai, nomor))
    for (bidang, kunci), daftar in berlaku.items():
        for (_, sampai, lebih_dulu), (dari, _, nomor) in pairwise(sorted(daftar, key=str)):
            if sampai is None or str(dari) <= str(sampai):
                yield build_temuan("IDN103", **_tempat(bidang, nomor, kunci), pertama=lebih_dulu)


def _check_rujukan(baris: BarisSumber) -> Iterator[Temuan]:
    for bidang, kolom, tujuan in RUJUKAN:
        dikenal = {
            str(getattr(isi, medan))
            for tempat in tujuan
            for sumber, medan in [tempat.split(".")]
            for _, isi in baris.get(sumber, ())
        }
        for nomor, isi in baris.get(bidang, ()):
            nilai = str(getattr(isi, kolom))
            if nilai not in dikenal:
                yield build_temuan(
                    "IDN102",
                    **_tempat(bidang, nomor, nilai, kolom),
                    tujuan=" atau ".join(TEMPAT[t.split(".")[0]].lembar for t in tujuan),
                    dikenal=_quote_dikenal(dikenal),
                )


def _quote_dikenal(dikenal: set[str]) -> str:
    urut = sorted(dikenal)
    return ", ".join(urut[:8]) + (f", dan {len(urut) - 8} lainnya" if len(urut) > 8 else "")


def _check_indikator(baris: BarisSumber) -> Iterator[Temuan]:
    pelapor: dict[str, int] = defaultdict(int)
    for _, isi in baris.get("pengampu", ()):
        if isinstance(isi, s.BarisPengampu) and isi.peran is PeranPengampu.PELAPOR:
            pelapor[isi.kode_indikator] += 1
    peran: dict[str, list[PeranElemen]] = defaultdict(list)
    for _, isi in baris.get("elemen", ()):
        if isinstance(isi, s.BarisElemen):
            peran[isi.kode_indikator].append(isi.peran)
    for nomor, isi in baris.get("indikator", ()):
        if not isinstance(isi, s.BarisIndikator):
            continue
        kode = isi.kode_indikator
        if pelapor[kode] != 1:
            yield build_temuan("IDN104", **_tempat("indikator", nomor, kode), banyak=pelapor[kode])
        if isi.jenis is JenisIndikator.RASIO and sorted(peran[kode]) != sorted(PeranElemen):
            yield build_temuan("IDN105", **_tempat("indikator", nomor, kode))


def _check_target(baris: BarisSumber) -> Iterator[Temuan]:
    indikator = {
        isi.kode_indikator: isi
        for _, isi in baris.get("indikator", ())
        if isinstance(isi, s.BarisIndikator)
    }
    keluaran = {
        (isi.kode_indikator, isi.versi): isi
        for _, isi in baris.get("keluaran", ())
        if isinstance(isi, s.BarisKeluaran)
    }
    versi = {
        sub: {str(getattr(isi, "versi", "")) for _, isi in baris.get(bidang, ())}
        for sub, bidang in ((True, "versi_dpa"), (False, "versi_pk"))
    }
    for nomor, isi in baris.get("target", ()):
        acuan = indikator.get(isi.kode_indikator) if isinstance(isi, s.BarisTarget) else None
        if acuan is None or not isinstance(isi, s.BarisTarget):
            continue
        sub = acuan.jenjang is Jenjang.SUB_KEGIATAN
        if isi.versi not in versi[sub]:
            yield build_temuan(
                "TGT103",
                **_tempat("target", nomor, isi.kode_indikator, "versi"),
                versi=isi.versi,
                dokumen="DPA" if sub else "PK",
            )
        yield from _check_terbaca(isi, acuan, nomor)
        pasangan = keluaran.get((isi.kode_indikator, isi.versi))
        if pasangan and pasangan.target != isi.tahun:
            yield build_temuan(
                "TGT102",
                **_tempat("target", nomor, isi.kode_indikator, "tahun"),
                target=isi.tahun,
                dpa=pasangan.target,
            )


def _check_terbaca(
    target: s.BarisTarget, indikator: s.BarisIndikator, nomor: int
) -> Iterator[Temuan]:
    for periode in DAFTAR_PERIODE:
        teks = target.teks(periode)
        if not teks:
            continue
        bacaan = JENIS[indikator.jenis].read_target(teks, AcuanBaca(satuan=indikator.satuan))
        if bacaan.target is None:
            yield build_temuan(
                "TGT101",
                **_tempat("target", nomor, target.kode_indikator, periode.value),
                teks=teks,
                jenis=indikator.jenis.value,
                alasan=bacaan.alasan,
            )
