"""Langkah 6: tanda pemeriksa atas satu baris: sesuai, tolak, tanya, sepakati, kecualikan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kinerja_cli.aturan.konteks import KonteksVerifikasi, SelRealisasi
from kinerja_cli.aturan.konteks_dinas import REALISASI
from kinerja_cli.aturan.pemeriksa import explain_larangan
from kinerja_cli.aturan.penilaian import dump_dasar, find_nama, is_terkecualikan, list_sel
from kinerja_cli.capaian.jenis import JENIS
from kinerja_cli.model.baca_angka import AcuanBaca, read_angka
from kinerja_cli.model.galat import PemakaianError
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.penilaian import JenisPenilaian, Penilaian
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.temuan import read_katalog
from kinerja_cli.register.fakta import read_fakta
from kinerja_cli.register.penilaian import (
    Alamat,
    answer_penilaian,
    cancel_penilaian,
    read_penilaian,
    store_hasil_verifikasi,
    store_penilaian,
)
from kinerja_cli.ruang.langkah import check_oleh, require_definisi
from kinerja_cli.ruang.ruang import Ruang

CONTOH_ALASAN = "tambahkan --alasan 'sebabnya'"


class Tindakan(StrEnum):
    """Yang dikerjakan pemeriksa; namanya nama pilihan pada perintah, kecuali ya."""

    YA = "ya"
    TANYA = "tanya"
    JAWAB = "jawab"
    TIDAK = "tidak"
    SEPAKAT = "sepakat"
    KECUALIKAN = "kecualikan"
    BATAL = "batal"


@dataclass(frozen=True, slots=True)
class OpsiTandai:
    """Satu tanda; ``isi`` pertanyaan, jawaban, alasan menolak, nilai, atau kode temuan."""

    periode: Periode
    waktu: datetime
    oleh: str
    kunci: str
    tindakan: Tindakan
    isi: str = ""
    alasan: str = ""
    bukti: str = ""
    kolom: str = ""
    kode: str = ""
    """Kode temuan yang masih ada saat dinyatakan sesuai, dipisah koma."""
    ganti: bool = False
    """Batalkan lebih dahulu tanda lama yang digantikan tanda ini."""


@dataclass(frozen=True, slots=True)
class RencanaTandai:
    """Tanda yang sudah diperiksa, dan nilai hasil verifikasi yang ditetapkannya."""

    ruang: Ruang
    opsi: OpsiTandai
    penilaian: Penilaian
    nama: str
    alamat: Alamat | None = None
    nilai: Nilai | None = None
    dicabut: tuple[tuple[Penilaian, Alamat | None], ...] = ()
    """Tanda yang dibatalkan, dan alamat nilai hasil verifikasi yang ikut dicabut."""


def plan(ruang: Ruang, opsi: OpsiTandai) -> RencanaTandai:
    """Periksa tanda terhadap isian unitnya. Galat ``PemakaianError`` bila tidak dapat dicatat."""
    with ruang.register() as register:
        _, definisi = require_definisi(register)
        check_oleh(definisi, opsi.oleh)
        fakta = read_fakta(register)
        konteks = next(
            (
                k
                for u in dict.fromkeys(b.kode_unit for b in definisi.unit)
                if find_nama(k := KonteksVerifikasi(definisi, opsi.periode, u, fakta), opsi.kunci)
            ),
            None,
        )
        if konteks is None:
            raise PemakaianError(
                f"tidak ada baris {opsi.kunci!r} pada formulir {opsi.periode.value}",
                "pakai kode indikator, kode elemen, atau kunci anggaran seperti di temuan",
            )
        daftar = read_penilaian(register, opsi.periode, konteks.unit)
    _check_pemeriksa(ruang, konteks, opsi)
    nama = find_nama(konteks, opsi.kunci)
    milik = [p for p in daftar if p.kunci == opsi.kunci]
    if opsi.tindakan is Tindakan.JAWAB:
        return RencanaTandai(ruang, opsi, _find_terbuka(milik, opsi), nama)
    if opsi.tindakan is Tindakan.BATAL:
        return _plan_batal(ruang, konteks, opsi, milik)
    if opsi.tindakan is Tindakan.SEPAKAT:
        return _plan_sepakat(ruang, konteks, opsi, milik)
    if opsi.tindakan is Tindakan.KECUALIKAN:
        _check_kecuali(opsi)
    elif opsi.tindakan is not Tindakan.YA and not opsi.isi.strip():
        raise PemakaianError(f"--{opsi.tindakan} tanpa isi", "tulis kalimatnya di antara kutip")
    penilaian = _build_penilaian(konteks, opsi)
    diganti = _list_diganti(konteks, opsi, penilaian, milik)
    return RencanaTandai(ruang, opsi, penilaian, nama, dicabut=diganti)


def apply(rencana: RencanaTandai) -> Penilaian:
    """Catat tandanya, dan nilai hasil verifikasi bila ada."""
    opsi, p = rencana.opsi, rencana.penilaian
    ruang, waktu = rencana.ruang, opsi.waktu.isoformat()
    with ruang.kunci(), ruang.register(tulis=True) as register, register.transaksi():
        for lama, alamat in rencana.dicabut:
            cancel_penilaian(register, lama, opsi.oleh, waktu)
            if alamat:
                store_hasil_verifikasi(register, alamat, None, lama.unit, waktu)
        if opsi.tindakan is Tindakan.JAWAB:
            answer_penilaian(register, p, opsi.isi, opsi.oleh, waktu)
        elif opsi.tindakan is not Tindakan.BATAL:
            store_penilaian(register, p)
        if rencana.alamat:
            store_hasil_verifikasi(register, rencana.alamat, rencana.nilai, p.unit, waktu)
    return p


def _check_pemeriksa(ruang: Ruang, konteks: KonteksVerifikasi, opsi: OpsiTandai) -> None:
    if not opsi.oleh:
        raise PemakaianError(
            f"--{opsi.tindakan} memerlukan nama", "tambahkan --oleh KUNCI dari lembar Pejabat"
        )
    pengganti = ruang.konfigurasi.verifikasi.pengganti
    larangan = explain_larangan(konteks.definisi, konteks.unit, opsi.oleh, pengganti)
    if larangan:
        raise PemakaianError(
            f"{konteks.unit} tidak boleh diperiksa {opsi.oleh}: {larangan}",
            "pakai --oleh pemeriksa lain; Sekretariat diperiksa Sekretaris atau penggantinya",
        )


def _find_terbuka(milik: list[Penilaian], opsi: OpsiTandai) -> Penilaian:
    terbuka = [p for p in milik if p.terbuka]
    if not terbuka:
        raise PemakaianError(
            f"{opsi.kunci} tidak mempunyai pertanyaan yang belum dijawab",
            "ajukan dahulu dengan --tanya",
        )
    return terbuka[0]


def _plan_batal(
    ruang: Ruang, konteks: KonteksVerifikasi, opsi: OpsiTandai, milik: list[Penilaian]
) -> RencanaTandai:
    """Tanda terakhir yang dibatalkan; kesepakatan yang dibatalkan mencabut nilainya."""
    if not milik:
        raise PemakaianError(
            f"{opsi.kunci} tidak mempunyai tanda yang dapat dibatalkan",
            "lihat tandanya di lembar verifikasi",
        )
    akhir = milik[-1]
    nama = find_nama(konteks, opsi.kunci)
    return RencanaTandai(ruang, opsi, akhir, nama, dicabut=(_plan_cabut(konteks, akhir),))


def _plan_cabut(konteks: KonteksVerifikasi, lama: Penilaian) -> tuple[Penilaian, Alamat | None]:
    if lama.jenis is not JenisPenilaian.SEPAKAT:
        return lama, None
    return lama, _find_sasaran(konteks, lama.kunci, lama.kolom)[0]


def _list_diganti(
    konteks: KonteksVerifikasi, opsi: OpsiTandai, baru: Penilaian, milik: list[Penilaian]
) -> tuple[tuple[Penilaian, Alamat | None], ...]:
    """Tanda lama yang tidak dapat berlaku bersama tanda baru.

    Pertanyaan terbuka hanya diganti pertanyaan lain; kesepakatan atas kolom lain tetap.
    """
    if not opsi.ganti or baru.jenis is JenisPenilaian.KECUALI:
        return ()
    sepakat = JenisPenilaian.SEPAKAT
    return tuple(
        _plan_cabut(konteks, p)
        for p in milik
        if (p.terbuka and baru.jenis is JenisPenilaian.TANYA)
        or p.jenis in {JenisPenilaian.YA, JenisPenilaian.TIDAK}
        or (p.jenis is sepakat and (baru.jenis is not sepakat or p.kolom == baru.kolom))
    )


def _plan_sepakat(
    ruang: Ruang, konteks: KonteksVerifikasi, opsi: OpsiTandai, milik: list[Penilaian]
) -> RencanaTandai:
    if not opsi.alasan.strip():
        raise PemakaianError("--sepakat tanpa alasan", CONTOH_ALASAN)
    alamat, sel = _find_sasaran(konteks, opsi.kunci, opsi.kolom)
    if konteks.fakta.fakta(*alamat) is None:
        raise PemakaianError(
            f"{opsi.kunci} belum pernah dilaporkan, jadi belum ada yang disepakati",
            "terima formulir unit itu dahulu dengan `kinerja kumpulkan`",
        )
    nilai = _read_nilai(sel, opsi.isi)
    kolom = sel.kolom if sel else REALISASI
    penilaian = _build_penilaian(konteks, opsi, kolom)
    nama = find_nama(konteks, opsi.kunci)
    diganti = _list_diganti(konteks, opsi, penilaian, milik)
    return RencanaTandai(ruang, opsi, penilaian, nama, alamat, nilai, diganti)


def _find_sasaran(
    konteks: KonteksVerifikasi, kunci: str, kolom: str
) -> tuple[Alamat, SelRealisasi | None]:
    """Alamat fakta yang disepakati; selnya, atau ``None`` untuk realisasi anggaran."""
    if any(u.kunci == kunci for u in konteks.uang):
        return (konteks.periode_uang, kunci, REALISASI), None
    sel = [s for s in list_sel(konteks, kunci) if kolom in {"", s.kolom}]
    if len(sel) != 1:
        pilihan = ", ".join(s.kolom for s in list_sel(konteks, kunci)) or "tidak ada"
        raise PemakaianError(
            f"{kunci} tidak menunjuk tepat satu isian", f"tambahkan --kolom; pilihannya: {pilihan}"
        )
    return (konteks.periode, sel[0].subjek, sel[0].kolom_fakta), sel[0]


def _read_nilai(sel: SelRealisasi | None, teks: str) -> Nilai:
    """Baca seketat sel formulir; yang berarti ganda ditolak."""
    acuan = AcuanBaca(sel.satuan if sel else "rp")
    if sel is not None and sel.kolom_fakta == REALISASI:
        bacaan = JENIS[sel.indikator.jenis].read_realisasi(teks, acuan)
    else:
        bacaan = read_angka(teks, acuan)
    if not bacaan.nilai.ada:
        raise PemakaianError(
            f"nilai {teks!r} tidak terbaca: {bacaan.alasan or 'kosong'}",
            "tulis angkanya saja, koma untuk desimal, tanpa satuan",
        )
    return bacaan.nilai


def _check_kecuali(opsi: OpsiTandai) -> None:
    if opsi.isi not in read_katalog():
        raise PemakaianError(
            f"kode temuan {opsi.isi!r} tidak dikenal", "lihat kodenya dengan `kinerja aturan`"
        )
    if not is_terkecualikan(opsi.isi):
        raise PemakaianError(
            f"{opsi.isi} tidak boleh dikecualikan: menyangkut susunan, identitas, atau isian yang "
            "tidak terbaca",
            "kembalikan formulirnya agar diperbaiki",
        )
    if not opsi.alasan.strip():
        raise PemakaianError("--kecualikan tanpa alasan", CONTOH_ALASAN)


def _build_penilaian(
    konteks: KonteksVerifikasi, opsi: OpsiTandai, kolom: str | None = None
) -> Penilaian:
    kecuali = opsi.tindakan is Tindakan.KECUALIKAN
    sepakat = opsi.tindakan is Tindakan.SEPAKAT
    jenis = JenisPenilaian.KECUALI if kecuali else JenisPenilaian(opsi.tindakan.value)
    return Penilaian(
        urut=0,
        periode=opsi.periode,
        unit=konteks.unit,
        jenis=jenis,
        kunci=opsi.kunci,
        kolom=opsi.kolom or REALISASI if kolom is None else kolom,
        isi=opsi.alasan if kecuali or sepakat else opsi.isi,
        oleh=opsi.oleh,
        waktu=opsi.waktu.isoformat(),
        kode=opsi.isi if kecuali else opsi.kode,
        jawaban=opsi.isi if sepakat else "",
        bukti=opsi.bukti,
        dasar=dump_dasar(konteks, opsi.kunci),
    )
