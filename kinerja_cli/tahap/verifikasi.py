"""Langkah 6: memutuskan Ya atau Tidak per unit, dengan alasan dan lembar verifikasi."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from kinerja_cli.aturan.bentuk_verifikasi import LembarVerifikasi
from kinerja_cli.aturan.konteks import KonteksVerifikasi
from kinerja_cli.aturan.lembar_verifikasi import build_lembar
from kinerja_cli.aturan.perbaikan import close_rtl
from kinerja_cli.aturan.perbandingan import Perbandingan, compare_temuan
from kinerja_cli.aturan.rekonsiliasi import build_rekonsiliasi, describe_rekonsiliasi
from kinerja_cli.aturan.verifikasi import Keputusan, decide
from kinerja_cli.dokumen.berita_acara import (
    TEMPLAT_BERITA_ACARA,
    Pemeriksaan,
    build_berita_acara,
)
from kinerja_cli.dokumen.laporan.tanda_tangan import format_nama
from kinerja_cli.dokumen.surat import find_pejabat, sebut_jabatan
from kinerja_cli.lembar.buku_verifikasi import (
    BagianDinas,
    Pemeriksa,
    UnitLain,
    build_buku,
)
from kinerja_cli.lembar.tulis_buku import write_buku
from kinerja_cli.model.cetak import format_tanggal
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.perbaikan import ButirRtl
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.setelan import describe_setelan
from kinerja_cli.model.temuan import Temuan
from kinerja_cli.register.bukti import Bukti, store_bukti
from kinerja_cli.register.keputusan import (
    KeputusanUnit,
    calculate_dasar,
    store_keputusan,
)
from kinerja_cli.register.riwayat import read_jejak
from kinerja_cli.ruang.langkah import (
    Hasil,
    Lapor,
    lapor_diam,
    write_semua,
)
from kinerja_cli.ruang.papan import KeadaanUnit, format_batas, report_belum
from kinerja_cli.ruang.periksa_unit import (
    BahanVerifikasi,
    HasilPeriksa,
    check_satu,
    read_bahan,
    split_unit,
)
from kinerja_cli.ruang.ruang import Ruang
from kinerja_cli.ruang.sesudah_sah import read_sesudah_sah
from kinerja_cli.ruang.tulis import Keluaran


@dataclass(frozen=True, slots=True)
class OpsiVerifikasi:
    """Periode, unit (kosong berarti semua yang sudah mengirim), dan siapa yang memverifikasi."""

    periode: Periode
    waktu: datetime
    unit: tuple[str, ...] = ()
    oleh: str = ""
    definisi_baru: bool = False
    """Unit yang sudah Ya dinilai lagi dengan rencana yang kini tertulis."""


@dataclass(frozen=True, slots=True)
class RencanaVerifikasi:
    """Keputusan setiap unit dan lembar verifikasinya."""

    ruang: Ruang
    keputusan: tuple[KeputusanUnit, ...]
    temuan: tuple[Temuan, ...]
    keluaran: tuple[Keluaran, ...]
    perbandingan: Mapping[str, Perbandingan]
    """Unit yang pernah dikembalikan: temuan yang selesai, masih terbuka, dan baru."""
    rtl: Mapping[str, Sequence[ButirRtl]]
    """RTL perbaikan unit yang pernah dikembalikan, menurut putaran."""
    bukti: Mapping[str, Sequence[Bukti]]
    """Bukti setiap unit yang ditemukan."""


def plan(ruang: Ruang, opsi: OpsiVerifikasi, lapor: Lapor = lapor_diam) -> RencanaVerifikasi:
    """Periksa fakta setiap unit terhadap target, bendahara, bukti, dan riwayat."""
    bahan = read_bahan(ruang, opsi.periode, opsi.unit, opsi.oleh, definisi_baru=opsi.definisi_baru)
    daftar, menunggu = split_unit(bahan, opsi.unit, opsi.oleh)
    temuan = [*read_sesudah_sah(ruang), *bahan.temuan, *menunggu]
    keputusan: list[KeputusanUnit] = []
    lembar: list[LembarVerifikasi] = []
    perbandingan: dict[str, Perbandingan] = {}
    rtl: dict[str, Sequence[ButirRtl]] = {}
    bukti: dict[str, Sequence[Bukti]] = {}
    for urut, unit in enumerate(daftar):
        lapor(urut, len(daftar), unit.nama)
        hasil = check_satu(bahan, unit)
        bukti[unit.kode_unit] = hasil.bukti
        if kembali := bahan.kembalian.get(unit.kode_unit):
            akhir = kembali[-1]
            perbandingan[unit.kode_unit] = compare_temuan(akhir.putaran, akhir.temuan, hasil.temuan)
            rtl[unit.kode_unit] = close_rtl(hasil.rtl, opsi.waktu)
        putusan = decide(hasil.temuan)
        keputusan.append(_build_keputusan(bahan, opsi, hasil, putusan))
        butir = rtl.get(unit.kode_unit, ())
        lembar.append(build_lembar(hasil.konteks, hasil.temuan, putusan, hasil.tanda, butir))
        temuan += hasil.temuan
    temuan += [
        report_belum(u, opsi.periode)
        for u in bahan.papan
        if u.status == "belum" and (not opsi.unit or u.kode_unit in opsi.unit)
    ]
    lapor(len(daftar), len(daftar), "")
    return RencanaVerifikasi(
        ruang,
        tuple(keputusan),
        tuple(temuan),
        _render(bahan, opsi, lembar) if lembar else (),
        perbandingan,
        rtl,
        bukti,
    )


def _build_keputusan(
    bahan: BahanVerifikasi, opsi: OpsiVerifikasi, hasil: HasilPeriksa, putusan: Keputusan
) -> KeputusanUnit:
    return KeputusanUnit(
        periode=opsi.periode,
        unit=hasil.konteks.unit,
        keputusan=putusan.jawaban,
        alasan=putusan.alasan,
        temuan=hasil.temuan,
        dasar=calculate_dasar(bahan.versi, hasil.kiriman),
        definisi=bahan.nomor(hasil.konteks.unit),
        oleh=opsi.oleh,
        waktu=opsi.waktu.isoformat(),
    )


def apply(rencana: RencanaVerifikasi) -> Hasil:
    """Catat keputusan di register lalu tulis lembar verifikasi."""
    with rencana.ruang.kunci(), rencana.ruang.register(tulis=True) as register:
        with register.transaksi():
            for keputusan in rencana.keputusan:
                store_keputusan(register, keputusan)
                store_bukti(
                    register,
                    keputusan.periode,
                    keputusan.unit,
                    rencana.bukti[keputusan.unit],
                    keputusan.waktu,
                )
        berkas = write_semua(rencana.keluaran)
    isi = [_to_json(k, rencana) for k in rencana.keputusan]
    return Hasil(rencana.temuan, berkas, {"keputusan": isi})


def _render(
    bahan: BahanVerifikasi, opsi: OpsiVerifikasi, lembar: list[LembarVerifikasi]
) -> tuple[Keluaran, Keluaran]:
    """Lembar verifikasi .xlsx dan berita acara .docx."""
    ruang, definisi = bahan.ruang, bahan.definisi
    ada = {x.kode_unit for x in lembar}
    lain = [] if opsi.unit else [_explain_lain(u) for u in bahan.papan if u.kode_unit not in ada]
    setelan = describe_setelan(ruang.konfigurasi.aturan)
    with ruang.register() as register:
        jejak = read_jejak(register, opsi.periode, sorted(ada))
    wadah = BytesIO()
    konteks = KonteksVerifikasi(
        definisi, opsi.periode, "", bahan.fakta, bahan.keuangan, bersama=bahan.dinas
    )
    rekonsiliasi = build_rekonsiliasi(konteks, bahan.penilaian, opsi.unit)
    dinas = BagianDinas(lain, setelan, rekonsiliasi, jejak)
    buku = build_buku(definisi, opsi.periode, lembar, _find_pemeriksa(definisi, opsi), dinas)
    write_buku(buku, wadah, opsi.waktu)
    pemeriksaan = Pemeriksaan(opsi.oleh, opsi.waktu, jejak, describe_rekonsiliasi(rekonsiliasi))
    templat = ruang.templat(TEMPLAT_BERITA_ACARA)
    surat = build_berita_acara(templat, definisi, opsi.periode, lembar, pemeriksaan)
    akhir = " ".join((opsi.periode.value, *opsi.unit))
    folder = ruang.hasil(opsi.periode)
    return (
        Keluaran(folder / f"Lembar verifikasi {akhir}.xlsx", wadah.getvalue()),
        Keluaran(folder / f"Berita acara verifikasi {akhir}.docx", surat),
    )


def _find_pemeriksa(definisi: Definisi, opsi: OpsiVerifikasi) -> Pemeriksa:
    """Pejabat yang memeriksa, sebagaimana menjabat pada tanggal pemeriksaan."""
    tanggal = opsi.waktu.date()
    pejabat = find_pejabat(definisi, opsi.oleh, tanggal)
    tempat = (definisi.instansi.tempat, format_tanggal(tanggal))
    if pejabat is None:
        return Pemeriksa(*tempat)
    return Pemeriksa(*tempat, sebut_jabatan(pejabat, ""), format_nama(pejabat), pejabat.nip)


def _explain_lain(unit: KeadaanUnit) -> UnitLain:
    alasan = {
        "belum": f"belum mengirim formulir; batasnya {format_batas(unit.batas)}",
        "nihil": "tidak ada yang perlu dilaporkan pada periode ini",
    }
    if unit.berkas:
        sebab = "diputuskan pemeriksa lain" if unit.keputusan else "menunggu pemeriksa lain"
        return UnitLain(unit.kode_unit, unit.nama, unit.keputusan or unit.status, sebab)
    return UnitLain(unit.kode_unit, unit.nama, unit.status, alasan.get(unit.status, ""))


def _to_json(keputusan: KeputusanUnit, rencana: RencanaVerifikasi) -> dict[str, Any]:
    banding = rencana.perbandingan.get(keputusan.unit)
    return {
        "unit": keputusan.unit,
        "periode": keputusan.periode.value,
        "keputusan": keputusan.keputusan,
        "alasan": list(keputusan.alasan),
        "temuan": [t.to_json() for t in keputusan.temuan],
        "perbandingan": banding.to_json() if banding else None,
        "rtl": [b.to_json() for b in rencana.rtl.get(keputusan.unit, ())],
    }
