"""Keadaan ruang kerja saat hendak disahkan: data, naskah, pelaku, halangan, dan bahan arsip."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from kinerja_cli.dokumen.baca_draf import Draf, read_draf
from kinerja_cli.dokumen.lkjip import MasukanLkjip, list_figur
from kinerja_cli.dokumen.naskah import open_naskah
from kinerja_cli.model.data_kinerja import DataKinerja, dump_data
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.galat import PemakaianError
from kinerja_cli.model.periode import DAFTAR_PERIODE, Periode
from kinerja_cli.model.sumber import BarisPejabat
from kinerja_cli.model.temuan import Temuan
from kinerja_cli.register.basis import Register
from kinerja_cli.register.definisi import read_daftar_formulir
from kinerja_cli.register.keputusan import hash_kompilasi, read_kompilasi, read_nomor_kompilasi
from kinerja_cli.register.pengesahan import Pengesahan, Persiapan, read_persiapan, read_terakhir
from kinerja_cli.register.riwayat import read_ujung
from kinerja_cli.ruang.bahan_sah import BahanArsip, collect_bahan
from kinerja_cli.ruang.konsep_akhir import KonsepAkhir, require_konsep
from kinerja_cli.ruang.kumpulan import build_data
from kinerja_cli.ruang.langkah import check_oleh, require_definisi
from kinerja_cli.ruang.laporan import require_kompilasi, require_templat
from kinerja_cli.ruang.papan import KeadaanUnit, build_papan
from kinerja_cli.ruang.ruang import Ruang
from kinerja_cli.ruang.syarat_sah import BahanSyarat, list_halangan


@dataclass(frozen=True, slots=True)
class OpsiSahkan:
    """Pilihan pemakai; ``meski`` dan ``perubahan`` alasan, kosong bila tidak disebut."""

    periode: Periode
    waktu: datetime
    oleh: str = ""
    konsep: Path | None = None
    pdf: Path | None = None
    meski: str = ""
    perubahan: str = ""
    siapkan: bool = False
    """Cukup tulis naskah akhirnya, untuk diekspor dari Word."""


@dataclass(frozen=True)
class KeadaanSah:
    """Semua yang dibaca sebelum mengesahkan."""

    definisi: Definisi
    data: DataKinerja
    kompilasi: int
    konsep: KonsepAkhir
    draf: Draf
    pelaku: BarisPejabat
    halangan: tuple[Temuan, ...]
    bahan: BahanArsip
    kepala_riwayat: tuple[int, str]
    terakhir: Pengesahan | None
    persiapan: Persiapan | None
    tetap: bool
    """Benar bila naskah dan isi datanya sama dengan pengesahan terakhir."""
    figur: Mapping[str, str] = field(default_factory=dict)

    @property
    def tanda_data(self) -> str:
        """Sha256 data yang dikompilasi."""
        return sha256(dump_data(self.data)).hexdigest()


def read_keadaan_sah(ruang: Ruang, opsi: OpsiSahkan) -> KeadaanSah:
    """Baca semuanya; tidak menulis apa pun.

    Galat ``RegisterError`` bila belum ada kompilasi atau konsep, ``NaskahError`` bila konsep
    rusak, ``PemakaianError`` bila pelakunya tidak dikenal.
    """
    with ruang.register() as register:
        data, rencana = require_kompilasi(register, opsi.periode)
        _, definisi = require_definisi(register)
        konsep = require_konsep(ruang, register, opsi.konsep)
        kini = build_data(register, opsi.periode, opsi.waktu)
        papan = _read_papan(register, definisi, opsi.periode)
        bahan = collect_bahan(ruang, register, data)
        kompilasi = read_nomor_kompilasi(register, opsi.periode)
        kepala_riwayat = read_ujung(register)
        terakhir, persiapan = read_terakhir(register), read_persiapan(register)
        tetap = terakhir is not None and _is_tetap(register, terakhir, konsep, data)
    kepala = definisi.pejabat_pada(opsi.waktu.date())
    pelaku = _find_pelaku(definisi, opsi, kepala)
    figur = list_figur(MasukanLkjip(data, rencana, require_templat(ruang), opsi.waktu))
    draf = read_draf(open_naskah(konsep.isi, konsep.nama), figur)
    syarat = BahanSyarat(konsep, draf, data, kini, figur, papan, kepala, pelaku, opsi.waktu.date())
    return KeadaanSah(
        definisi,
        data,
        kompilasi,
        konsep,
        draf,
        pelaku,
        tuple(list_halangan(syarat)),
        bahan,
        kepala_riwayat,
        terakhir,
        persiapan,
        tetap,
        figur,
    )


def _is_tetap(register: Register, sah: Pengesahan, konsep: KonsepAkhir, data: DataKinerja) -> bool:
    """Naskah dan isi data yang sama; mengompilasi lagi tanpa perubahan bukan perubahan."""
    pokok = sah.manifest.pokok
    if pokok.konsep.sha256 != sha256(konsep.isi).hexdigest():
        return False
    disahkan = read_kompilasi(register, pokok.periode, pokok.kompilasi)
    return disahkan is not None and hash_kompilasi(disahkan) == hash_kompilasi(data)


def _read_papan(
    register: Register, definisi: Definisi, periode: Periode
) -> dict[Periode, Sequence[KeadaanUnit]]:
    """Papan setiap periode yang formulirnya dibagikan, sampai periode laporan."""
    batas = DAFTAR_PERIODE.index(periode)
    return {
        p: build_papan(register, definisi, p)
        for p in DAFTAR_PERIODE[: batas + 1]
        if read_daftar_formulir(register, p)
    }


def _find_pelaku(definisi: Definisi, opsi: OpsiSahkan, kepala: BarisPejabat | None) -> BarisPejabat:
    """Pejabat yang disebut ``--oleh``, atau kepala perangkat daerah pada tanggal itu."""
    check_oleh(definisi, opsi.oleh)
    if opsi.oleh:
        daftar = [p for p in definisi.pejabat if p.kunci == opsi.oleh]
        tanggal = opsi.waktu.date()
        pada = [p for p in daftar if p.dari <= tanggal and (not p.sampai or tanggal <= p.sampai)]
        return (pada or daftar)[-1]
    if kepala is None:
        raise PemakaianError(
            "belum ada kepala perangkat daerah di lembar Pejabat pada tanggal ini",
            "isi lembar Pejabat di sumber/identitas.xlsx, atau sebut pelakunya dengan --oleh",
        )
    return kepala
