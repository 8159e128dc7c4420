"""Bahan verifikasi satu periode, dan pemeriksaan satu unit atasnya."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kinerja_cli.aturan.cocok_bendahara import FOLDER_KEUANGAN, check_laporan
from kinerja_cli.aturan.keuangan import RingkasanKeuangan, summarise
from kinerja_cli.aturan.konteks import KonteksVerifikasi
from kinerja_cli.aturan.konteks_dinas import KonteksDinas
from kinerja_cli.aturan.koreksi import check_koreksi
from kinerja_cli.aturan.pemeriksa import explain_larangan, list_boleh
from kinerja_cli.aturan.penilaian import apply_penilaian
from kinerja_cli.aturan.perbaikan import check_perbaikan
from kinerja_cli.aturan.verifikasi import check_unit
from kinerja_cli.lembar.bendahara import read_bendahara
from kinerja_cli.lembar.bendahara_judul import JudulLaporan
from kinerja_cli.model.cetak import format_bulan, format_tanggal
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.fakta import FaktaIsian, KumpulanFakta
from kinerja_cli.model.keuangan import BarisSpj
from kinerja_cli.model.kiriman import Kiriman
from kinerja_cli.model.penilaian import Penilaian
from kinerja_cli.model.perbaikan import ButirRtl
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.setelan import apply_setelan
from kinerja_cli.model.sumber import BarisKeuangan
from kinerja_cli.model.temuan import Temuan, Tingkat, build_temuan, sort_temuan
from kinerja_cli.register.bukti import Bukti, read_bukti
from kinerja_cli.register.fakta import choose_terakhir, read_versi
from kinerja_cli.register.kembalian import Kembalian, read_kembalian
from kinerja_cli.register.kiriman import read_kiriman
from kinerja_cli.register.penilaian import read_penilaian
from kinerja_cli.ruang.bukti import GudangBukti, match_bukti
from kinerja_cli.ruang.langkah import check_oleh, require_definisi
from kinerja_cli.ruang.langkah import check_unit as check_kode_unit
from kinerja_cli.ruang.milik import BELUM_DIISI, list_temuan_kiriman
from kinerja_cli.ruang.papan import KeadaanUnit, build_papan
from kinerja_cli.ruang.perbaikan import BahanRtl, read_bahan_rtl
from kinerja_cli.ruang.rencana_pakai import RencanaPakai, read_rencana_pakai
from kinerja_cli.ruang.ruang import Ruang

TAK_TERBACA = "NIL302"


@dataclass(frozen=True)
class BahanVerifikasi:
    """Isi register, laporan bendahara, dan folder bukti; dibaca sekali untuk semua unit."""

    ruang: Ruang
    periode: Periode
    rencana: RencanaPakai
    definisi: Definisi
    fakta: KumpulanFakta
    versi: Mapping[str, Sequence[FaktaIsian]]
    kiriman: Sequence[Kiriman]
    papan: Sequence[KeadaanUnit]
    kembalian: Mapping[str, Sequence[Kembalian]]
    rtl: Mapping[str, BahanRtl]
    """Bahan RTL perbaikan unit yang pernah dikembalikan."""
    penilaian: Sequence[Penilaian]
    bukti: Sequence[Bukti]
    """Bukti saat verifikasi terakhir."""
    keuangan: RingkasanKeuangan | None
    temuan: tuple[Temuan, ...]
    """Temuan laporan bendahara, milik semua unit."""
    gudang: GudangBukti

    @cached_property
    def dinas(self) -> KonteksDinas:
        """Yang sama bagi semua unit."""
        return KonteksDinas(self.definisi, self.periode, self.fakta, self.keuangan)

    def nomor(self, unit: str) -> int:
        """Nomor definisi yang menilai unit itu."""
        potret = self.rencana.potret.get(unit)
        return potret.nomor if potret else self.rencana.nomor

    @property
    def pengganti(self) -> tuple[str, ...]:
        """Kunci pejabat yang ditunjuk memeriksa unit mana pun."""
        return self.ruang.konfigurasi.verifikasi.pengganti


@dataclass(frozen=True, slots=True)
class HasilPeriksa:
    """Temuan satu unit sesudah tanda pemeriksa diterapkan, dan yang mendasarinya."""

    konteks: KonteksVerifikasi
    kiriman: tuple[Kiriman, ...]
    temuan: tuple[Temuan, ...]
    tanda: tuple[Penilaian, ...]
    bukti: tuple[Bukti, ...]
    rtl: tuple[ButirRtl, ...]


def read_bahan(
    ruang: Ruang,
    periode: Periode,
    unit: tuple[str, ...] = (),
    oleh: str = "",
    *,
    definisi_baru: bool = False,
) -> BahanVerifikasi:
    """Bahan satu periode. Galat ``PemakaianError`` bila unit atau ``oleh`` tidak dikenal.

    ``definisi_baru``: unit yang sudah Ya dinilai lagi dengan rencana yang kini tertulis.
    """
    with ruang.register() as register:
        _, terakhir = require_definisi(register)
        check_kode_unit(terakhir, unit)
        check_oleh(terakhir, oleh)
        versi = read_versi(register)
        fakta = choose_terakhir(versi)
        lepas = (unit or {u.kode_unit for u in terakhir.unit}) if definisi_baru else ()
        rencana = read_rencana_pakai(register, periode, versi, lepas=lepas)
        definisi = rencana.definisi
        kiriman = read_kiriman(register, periode)
        papan = build_papan(register, definisi, periode, versi)
        kembalian = read_kembalian(register, periode)
        rtl = read_bahan_rtl(register, periode, kembalian, kiriman)
        penilaian = read_penilaian(register, periode)
        bukti = read_bukti(register, periode)
    keuangan, temuan = read_keuangan(ruang, definisi)
    laporan = check_laporan(definisi, periode, keuangan, fakta)
    temuan += apply_setelan(laporan, ruang.konfigurasi.aturan)
    return BahanVerifikasi(
        ruang, periode, rencana, definisi, fakta, versi, kiriman, papan, kembalian, rtl,
        penilaian, bukti, keuangan, tuple(temuan), GudangBukti(ruang),
    )  # fmt: skip


def split_unit(
    bahan: BahanVerifikasi, unit: tuple[str, ...], oleh: str
) -> tuple[list[KeadaanUnit], list[Temuan]]:
    """Unit yang boleh diperiksa ``oleh``, dan temuan bagi yang menunggu pemeriksa lain."""
    daftar: list[KeadaanUnit] = []
    temuan: list[Temuan] = []
    for u in bahan.papan:
        if not u.berkas or (unit and u.kode_unit not in unit):
            continue
        sebab = explain_larangan(bahan.definisi, u.kode_unit, oleh, bahan.pengganti)
        if not sebab:
            daftar.append(u)
        elif unit or not u.keputusan:
            temuan.append(_report_menunggu(bahan, u, sebab))
    return daftar, temuan


def check_satu(bahan: BahanVerifikasi, unit: KeadaanUnit) -> HasilPeriksa:
    """Periksa fakta satu unit terhadap target, bendahara, bukti, dan riwayat."""
    kode = unit.kode_unit
    setelan = bahan.ruang.konfigurasi.aturan
    konteks = KonteksVerifikasi(
        bahan.definisi, bahan.periode, kode, bahan.fakta, bahan.keuangan, setelan, bahan.dinas
    )
    kiriman = [k for k in bahan.kiriman if k.unit == kode]
    # Yang kosong dinilai dari fakta gabungan, sebab berkas lain dapat mengisinya.
    bacaan = [t for t in list_temuan_kiriman(kiriman) if t.kode != BELUM_DIISI]
    tanda = [p for p in bahan.penilaian if p.unit == kode]
    bukti, temuan_bukti = match_bukti(bahan.gudang, konteks, bahan.bukti)
    hasil_bukti = apply_setelan(temuan_bukti, setelan)
    dibawa = [f for k in kiriman for f in bahan.versi.get(k.sha256, ())]
    berbeda = [t for t in bahan.rencana.berbeda if bahan.definisi.pelapor.get(t.kunci) == kode]
    mentah = [
        *_drop_kembar(check_unit(konteks), bacaan),
        *apply_setelan(check_koreksi(konteks, dibawa, bahan.versi), setelan),
        *apply_setelan(berbeda, setelan),
        *hasil_bukti,
        *bacaan,
        *_check_lengkap(unit),
    ]
    temuan = apply_penilaian(konteks, mentah, tanda)
    rtl: list[ButirRtl] = []
    if kembali := bahan.rtl.get(kode):
        rtl = kembali.build(bahan.fakta, bahan.periode, kode, temuan)
        tambahan = check_perbaikan(rtl, kembali.kembali[-1].putaran)
        temuan = sort_temuan([*temuan, *apply_setelan(tambahan, setelan)])
    return HasilPeriksa(
        konteks, tuple(kiriman), tuple(temuan), tuple(tanda), tuple(bukti), tuple(rtl)
    )


def read_keuangan(
    ruang: Ruang, definisi: Definisi
) -> tuple[RingkasanKeuangan | None, list[Temuan]]:
    """Laporan bendahara yang terdaftar; yang tidak ada atau tidak terbaca menjadi temuan."""
    folder = ruang.sumber / "keuangan"
    bahan: list[tuple[BarisKeuangan, tuple[BarisSpj, ...]]] = []
    temuan: list[Temuan] = []
    for daftar in definisi.keuangan:
        jalur = folder / daftar.berkas
        nama = f"{FOLDER_KEUANGAN}{daftar.berkas}"
        # Yang tidak terbaca tetap terdaftar tanpa baris: belanjanya belum diketahui, bukan nihil.
        if not jalur.is_file():
            temuan.append(build_temuan("KEU201", berkas=nama))
            bahan.append((daftar, ()))
            continue
        try:
            isi = jalur.read_bytes()
        except OSError as galat:
            temuan.append(build_temuan("STR031", berkas=nama, rincian=galat.strerror or str(galat)))
            bahan.append((daftar, ()))
            continue
        hasil = read_bendahara(isi, nama)
        temuan += hasil.temuan
        lain = list(_check_judul(hasil.judul, daftar, nama))
        temuan += lain
        bahan.append((daftar, () if lain else hasil.baris))
    return (summarise(bahan) if bahan else None), temuan


def _check_judul(judul: JudulLaporan, daftar: BarisKeuangan, nama: str) -> Iterable[Temuan]:
    """Judul yang menyebut tahun atau bulan lain; yang tidak menyebutnya dengan pasti diterima."""
    tanggal = daftar.sampai_tanggal
    isi = {"berkas": nama, "tanggal": format_tanggal(tanggal)}
    if judul.tahun and tanggal.year not in judul.tahun:
        yield build_temuan("KEU108", **isi, tahun=min(judul.tahun))
    elif judul.bulan not in {None, tanggal.month}:
        yield build_temuan("KEU109", **isi, bulan=format_bulan(judul.bulan))


def _report_menunggu(bahan: BahanVerifikasi, unit: KeadaanUnit, sebab: str) -> Temuan:
    boleh = list_boleh(bahan.definisi, unit.kode_unit, bahan.periode, bahan.pengganti)
    return build_temuan(
        "WKT206",
        kunci=unit.kode_unit,
        unit=unit.kode_unit,
        nama=unit.nama,
        sebab=sebab,
        periode=bahan.periode.value,
        boleh=boleh[0] if boleh else "PEMERIKSA",
    )


def _drop_kembar(aturan: Iterable[Temuan], bacaan: Iterable[Temuan]) -> list[Temuan]:
    """Sel tak terbaca cukup disebut pembacanya, yang tahu letak dan sebabnya."""
    tempat = {(t.kunci, t.kolom) for t in bacaan if t.tingkat is Tingkat.GALAT}
    return [t for t in aturan if t.kode != TAK_TERBACA or (t.kunci, t.kolom) not in tempat]


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
