"""Baris lembar Anggaran: pagu yang berlaku dan realisasi s.d. periode."""

from __future__ import annotations

from decimal import Decimal

from kinerja_cli.formulir.bentuk import BarisFormulir, Gaya, Sel
from kinerja_cli.formulir.identitas import build_hash
from kinerja_cli.formulir.keadaan import Tanya, build_keadaan, is_kosong, join_dan
from kinerja_cli.formulir.sel import ANGKA, TEKS, build_isian, build_terkunci
from kinerja_cli.model.angka import format_kanonik, round_setengah_naik
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.fakta import KumpulanFakta
from kinerja_cli.model.kunci import build_kunci_uang
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisPagu

RUMUS_SERAPAN = 'IF(AND(ISNUMBER({realisasi}),{pagu}>0),ROUND({realisasi}/{pagu}*100,2),"")'


def build_baris_anggaran(
    definisi: Definisi, unit: str, periode: Periode, fakta: KumpulanFakta
) -> list[BarisFormulir]:
    """Satu baris per sub kegiatan dan sumber dana milik unit, urut kode.

    Formulir ``tahun`` tidak memuatnya: realisasi s.d. triwulan IV sudah setahun penuh.
    """
    if periode is Periode.TAHUN:
        return []
    milik = [p for p in definisi.pagu_berlaku(periode) if p.kode_unit == unit]
    urut = sorted(milik, key=lambda p: (p.kode, p.sumber_dana))
    return [_build_baris(definisi, p, str(n), periode, fakta) for n, p in enumerate(urut, start=1)]


def _build_baris(
    definisi: Definisi, pagu: BarisPagu, nomor: str, periode: Periode, fakta: KumpulanFakta
) -> BarisFormulir:
    kunci = build_kunci_uang(pagu.kode, pagu.kode_unit, pagu.sumber_dana)
    uraian = pagu.uraian or definisi.nama_nomenklatur.get(pagu.kode, "")
    nilai = fakta.nilai(periode, kunci, "realisasi")
    lalu = [fakta.nilai(p, kunci, "realisasi").angka for p in periode.sebelum()]
    sebelum = next((a for a in reversed(lalu) if a is not None), None)
    penjelasan = fakta.nilai(periode, kunci, "penjelasan")
    sel = {
        "nomor": build_terkunci(nomor),
        "kode": build_terkunci(pagu.kode),
        "uraian": build_terkunci(uraian),
        "sumber_dana": build_terkunci(pagu.sumber_dana),
        "pagu": build_terkunci(pagu.pagu),
        "realisasi_sebelum": build_terkunci(sebelum),
        "realisasi": build_isian(
            nilai, ANGKA, "Rupiah penuh sejak 1 Januari sampai akhir periode, tanpa titik pemisah"
        ),
        "serapan": _build_serapan(nilai.angka, pagu.pagu),
        "keadaan": _build_keadaan(nilai.angka, pagu.pagu, sebelum, bool(penjelasan.teks)),
        "penjelasan": build_isian(penjelasan, TEKS),
    }
    return BarisFormulir(
        kunci,
        build_hash(kunci, uraian, format_kanonik(pagu.pagu)),
        sel,
        kelompok=(find_induk(definisi, pagu.kode),),
    )


def _build_serapan(realisasi: Decimal | None, pagu: Decimal) -> Sel:
    serapan = None
    if realisasi is not None and pagu > 0:
        serapan = round_setengah_naik(realisasi / pagu * 100)
    return Sel(nilai=serapan, rumus=RUMUS_SERAPAN, gaya=Gaya.HITUNG)


def _build_keadaan(
    realisasi: Decimal | None, pagu: Decimal, sebelum: Decimal | None, dijelaskan: bool
) -> Sel:
    janggal = "OR({realisasi}>{pagu},{realisasi}<N({realisasi_sebelum}))"
    is_janggal = realisasi is not None and (realisasi > pagu or realisasi < (sebelum or 0))
    return build_keadaan(
        (
            Tanya(is_kosong("realisasi"), realisasi is None, "isi realisasi"),
            Tanya(
                join_dan(janggal, is_kosong("penjelasan")),
                is_janggal and not dijelaskan,
                "isi penjelasan",
            ),
        )
    )


def find_induk(definisi: Definisi, kode: str) -> str:
    """Judul kelompok sebuah sub kegiatan: program dan kegiatannya dari nomenklatur."""
    nama = definisi.nama_nomenklatur
    bagian = kode.split(".")
    induk = (".".join(bagian[:3]), ".".join(bagian[:5]))
    return " › ".join(f"{k} {nama[k]}" for k in induk if k in nama) or f"Kegiatan {induk[1]}"
