"""Langkah 6: memutuskan Ya atau Tidak per unit, dengan alasan dan lembar verifikasi."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from kinerja_cli.aturan.bentuk_verifikasi import LembarVerifikasi
from kinerja_cli.aturan.cocok_bendahara import check_laporan
from kinerja_cli.aturan.keuangan import RingkasanKeuangan, summarise
from kinerja_cli.aturan.konteks import KonteksVerifikasi
from kinerja_cli.aturan.lembar_verifikasi import build_lembar
from kinerja_cli.aturan.pemeriksa import explain_larangan, list_boleh
from kinerja_cli.aturan.penilaian import apply_penilaian
from kinerja_cli.aturan.perbandingan import Perbandingan, compare_temuan
from kinerja_cli.aturan.verifikasi import check_unit, decide
from kinerja_cli.dokumen.berita_acara import TEMPLAT_BERITA_ACARA, build_berita_acara
from kinerja_cli.lembar.bendahara import read_bendahara
from kinerja_cli.lembar.buku_verifikasi import UnitLain, build_buku
from kinerja_cli.lembar.tulis_buku import write_buku
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.setelan import apply_setelan, describe_setelan
from kinerja_cli.model.temuan import Temuan, build_temuan
from kinerja_cli.register.bukti import Bukti, read_bukti, store_bukti
from kinerja_cli.register.fakta import read_fakta, read_versi
from kinerja_cli.register.kembalian import read_kembalian
from kinerja_cli.register.keputusan import (
    KeputusanUnit,
    calculate_dasar,
    store_keputusan,
)
from kinerja_cli.register.kiriman import read_kiriman
from kinerja_cli.register.penilaian import read_penilaian
from kinerja_cli.ruang.bukti import GudangBukti, match_bukti
from kinerja_cli.ruang.langkah import (
    Hasil,
    Lapor,
    check_oleh,
    lapor_diam,
    require_definisi,
    write_semua,
)
from kinerja_cli.ruang.langkah import check_unit as check_kode_unit
from kinerja_cli.ruang.milik import BELUM_DIISI, list_temuan_kiriman
from kinerja_cli.ruang.papan import KeadaanUnit, build_papan, format_batas, report_belum
from kinerja_cli.ruang.ruang import Ruang
from kinerja_cli.ruang.tulis import Keluaran


@dataclass(frozen=True, slots=True)
class OpsiVerifikasi:
    """Periode, unit (kosong berarti semua yang sudah mengirim), dan siapa yang memverifikasi."""

    periode: Periode
    waktu: datetime
    unit: tuple[str, ...] = ()
    oleh: str = ""


@dataclass(frozen=True, slots=True)
class RencanaVerifikasi:
    """Keputusan setiap unit dan lembar verifikasinya."""

    ruang: Ruang
    keputusan: tuple[KeputusanUnit, ...]
    temuan: tuple[Temuan, ...]
    keluaran: tuple[Keluaran, ...]
    perbandingan: Mapping[str, Perbandingan]
    """Unit yang pernah dikembalikan: temuan yang selesai, masih terbuka, dan baru."""
    bukti: Mapping[str, Sequence[Bukti]]
    """Bukti setiap unit yang ditemukan."""


def plan(ruang: Ruang, opsi: OpsiVerifikasi, lapor: Lapor = lapor_diam) -> RencanaVerifikasi:
    """Periksa fakta setiap unit terhadap target, bendahara, bukti, dan riwayat."""
    with ruang.register() as register:
        nomor, definisi = require_definisi(register)
        check_kode_unit(definisi, opsi.unit)
        check_oleh(definisi, opsi.oleh)
        fakta = read_fakta(register)
        versi = read_versi(register)
        kiriman = read_kiriman(register, opsi.periode)
        papan = build_papan(register, definisi, opsi.periode)
        kembalian = read_kembalian(register, opsi.periode)
        penilaian = read_penilaian(register, opsi.periode)
        bukti_lama = read_bukti(register, opsi.periode)
    keuangan, temuan = read_keuangan(ruang, definisi)
    laporan = check_laporan(definisi, opsi.periode, keuangan)
    temuan += apply_setelan(laporan, ruang.konfigurasi.aturan)
    keputusan: list[KeputusanUnit] = []
    lembar: list[LembarVerifikasi] = []
    perbandingan: dict[str, Perbandingan] = {}
    bukti: dict[str, list[Bukti]] = {}
    gudang = GudangBukti(ruang)
    dipilih = [u for u in papan if u.berkas and (not opsi.unit or u.kode_unit in opsi.unit)]
    menunggu = {
        u.kode_unit: s for u in dipilih if (s := _explain_larangan(ruang, definisi, opsi, u))
    }
    daftar = [u for u in dipilih if u.kode_unit not in menunggu]
    temuan += [
        _report_menunggu(ruang, definisi, opsi, u, menunggu[u.kode_unit])
        for u in dipilih
        if u.kode_unit in menunggu and (opsi.unit or not u.keputusan)
    ]
    for urut, unit in enumerate(daftar):
        lapor(urut, len(daftar), unit.nama)
        milik = [k for k in kiriman if k.unit == unit.kode_unit]
        konteks = KonteksVerifikasi(
            definisi, opsi.periode, unit.kode_unit, fakta, keuangan, ruang.konfigurasi.aturan
        )
        # Yang kosong dinilai dari fakta gabungan, sebab berkas lain dapat mengisinya.
        bacaan = [t for t in list_temuan_kiriman(milik) if t.kode != BELUM_DIISI]
        tanda = [p for p in penilaian if p.unit == unit.kode_unit]
        milik_bukti, temuan_bukti = match_bukti(gudang, konteks, bukti_lama)
        bukti[unit.kode_unit] = milik_bukti
        hasil_bukti = apply_setelan(temuan_bukti, konteks.setelan)
        mentah = [*check_unit(konteks), *hasil_bukti, *bacaan, *_check_lengkap(unit)]
        isi = apply_penilaian(konteks, mentah, tanda)
        if kembali := kembalian.get(unit.kode_unit):
            akhir = kembali[-1]
            perbandingan[unit.kode_unit] = compare_temuan(akhir.putaran, akhir.temuan, isi)
        putusan = decide(isi)
        keputusan.append(
            KeputusanUnit(
                periode=opsi.periode,
                unit=unit.kode_unit,
                keputusan=putusan.jawaban,
                alasan=putusan.alasan,
                temuan=tuple(isi),
                dasar=calculate_dasar(versi, milik),
                definisi=nomor,
                oleh=opsi.oleh,
                waktu=opsi.waktu.isoformat(),
            )
        )
        lembar.append(build_lembar(konteks, isi, putusan, tanda))
        temuan += isi
    if not opsi.unit:
        temuan += [report_belum(u, opsi.periode) for u in papan if u.status == "belum"]
    lapor(len(daftar), len(daftar), "")
    return RencanaVerifikasi(
        ruang,
        tuple(keputusan),
        tuple(temuan),
        _render(ruang, opsi, definisi, lembar, papan) if lembar else (),
        perbandingan,
        bukti,
    )


def _explain_larangan(
    ruang: Ruang, definisi: Definisi, opsi: OpsiVerifikasi, unit: KeadaanUnit
) -> str:
    pengganti = ruang.konfigurasi.verifikasi.pengganti
    return explain_larangan(definisi, unit.kode_unit, opsi.oleh, pengganti)


def _report_menunggu(
    ruang: Ruang, definisi: Definisi, opsi: OpsiVerifikasi, unit: KeadaanUnit, sebab: str
) -> Temuan:
    pengganti = ruang.konfigurasi.verifikasi.pengganti
    boleh = list_boleh(definisi, unit.kode_unit, opsi.periode, pengganti)
    return build_temuan(
        "WKT206",
        kunci=unit.kode_unit,
        unit=unit.kode_unit,
        nama=unit.nama,
        sebab=sebab,
        periode=opsi.periode.value,
        boleh=boleh[0] if boleh else "PEMERIKSA",
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
    isi = [_to_json(k, rencana.perbandingan.get(k.unit)) for k in rencana.keputusan]
    return Hasil(rencana.temuan, berkas, {"keputusan": isi})


def read_keuangan(
    ruang: Ruang, definisi: Definisi
) -> tuple[RingkasanKeuangan | None, list[Temuan]]:
    """Laporan bendahara yang terdaftar; yang tidak ada atau tidak terbaca menjadi temuan."""
    folder = ruang.sumber / "keuangan"
    bahan = []
    temuan: list[Temuan] = []
    for daftar in definisi.keuangan:
        jalur = folder / daftar.berkas
        nama = f"sumber/keuangan/{daftar.berkas}"
        if not jalur.is_file():
            temuan.append(build_temuan("KEU201", berkas=nama))
            continue
        try:
            isi = jalur.read_bytes()
        except OSError as galat:
            temuan.append(build_temuan("STR031", berkas=nama, rincian=galat.strerror or str(galat)))
            continue
        hasil = read_bendahara(isi, nama)
        temuan += hasil.temuan
        bahan.append((daftar, hasil.baris))
    return (summarise(bahan) if bahan else None), temuan


def _check_lengkap(unit: KeadaanUnit) -> list[Temuan]:
    if unit.status != "sebagian":
        return []
    return [
        build_temuan(
            "WKT203",
            unit=unit.kode_unit,
            nama=unit.nama,
            kunci=unit.kode_unit,
            terisi=unit.terisi,
            wajib=unit.wajib,
            kurang=", ".join(dict.fromkeys(unit.kurang[:6])),
        )
    ]


def _render(
    ruang: Ruang,
    opsi: OpsiVerifikasi,
    definisi: Definisi,
    lembar: list[LembarVerifikasi],
    papan: list[KeadaanUnit],
) -> tuple[Keluaran, Keluaran]:
    """Lembar verifikasi .xlsx dan berita acara .docx."""
    ada = {x.kode_unit for x in lembar}
    lain = [] if opsi.unit else [_explain_lain(u) for u in papan if u.kode_unit not in ada]
    pemeriksa = next((p.nama for p in definisi.pejabat if p.kunci == opsi.oleh), "")
    setelan = describe_setelan(ruang.konfigurasi.aturan)
    wadah = BytesIO()
    buku = build_buku(definisi, opsi.periode, lembar, pemeriksa, lain, setelan)
    write_buku(buku, wadah, opsi.waktu)
    surat = build_berita_acara(
        ruang.templat(TEMPLAT_BERITA_ACARA), definisi, opsi.periode, lembar, opsi.oleh, opsi.waktu
    )
    akhir = " ".join((opsi.periode.value, *opsi.unit))
    folder = ruang.hasil(opsi.periode)
    return (
        Keluaran(folder / f"Lembar verifikasi {akhir}.xlsx", wadah.getvalue()),
        Keluaran(folder / f"Berita acara verifikasi {akhir}.docx", surat),
    )


def _explain_lain(unit: KeadaanUnit) -> UnitLain:
    alasan = {
        "belum": f"belum mengirim formulir; batasnya {format_batas(unit.batas)}",
        "nihil": "tidak ada yang perlu dilaporkan pada periode ini",
    }
    if unit.berkas:
        sebab = "diputuskan pemeriksa lain" if unit.keputusan else "menunggu pemeriksa lain"
        return UnitLain(unit.kode_unit, unit.nama, unit.keputusan or unit.status, sebab)
    return UnitLain(unit.kode_unit, unit.nama, unit.status, alasan.get(unit.status, ""))


def _to_json(keputusan: KeputusanUnit, banding: Perbandingan | None) -> dict[str, Any]:
    return {
        "unit": keputusan.unit,
        "periode": keputusan.periode.value,
        "keputusan": keputusan.keputusan,
        "alasan": list(keputusan.alasan),
        "temuan": [t.to_json() for t in keputusan.temuan],
        "perbandingan": banding.to_json() if banding else None,
    }
