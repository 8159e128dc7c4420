"""Satu indikator dalam dokumen data kinerja: periode, tahun lalu, Renstra, standar, narasi."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from kinerja_cli.capaian.cetak_fakta import PembuatFakta
from kinerja_cli.capaian.cetak_target import build_fakta_target, print_target
from kinerja_cli.capaian.indikator import (
    BELUM_WAKTUNYA,
    HitungPeriode,
    build_aturan,
    calculate_periode,
    read_target,
)
from kinerja_cli.capaian.jenis import JENIS
from kinerja_cli.capaian.rekap_renstra import build_renstra, read_nilai_riwayat
from kinerja_cli.model.data_kinerja import (
    CapaianPeriode,
    CapaianTahunLalu,
    DataIndikator,
    Fakta,
    NarasiIndikator,
    PembandingStandar,
)
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.fakta import KumpulanFakta
from kinerja_cli.model.hasil import HasilCapaian, StatusHitung
from kinerja_cli.model.istilah import StatusAngka, YaTidak
from kinerja_cli.model.nilai import JenisNilai, Nilai
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisIndikator

TIDAK_BERLAKU = "tidak ada lagi dalam dokumen yang berlaku; realisasi tetap dicatat"
KOLOM_NARASI = (
    "pendorong",
    "penghambat",
    "upaya",
    "rencana_tindak_lanjut",
    "pic",
    "batas_waktu",
)


def build_indikator(
    definisi: Definisi,
    indikator: BarisIndikator,
    fakta: KumpulanFakta,
    periode: Periode,
    hitung: HitungPeriode | None,
) -> DataIndikator | None:
    """Data satu indikator; ``None`` bila belum pernah masuk PK atau DPA sampai periode ini."""
    triwulan = [
        (p, h)
        for p in periode.triwulan()
        if (h := calculate_periode(definisi, indikator, fakta, p)) is not None
    ]
    if hitung is None and not triwulan:
        return None
    kode = indikator.kode_indikator
    unit = definisi.pelapor.get(kode, "")
    nama = {u.kode_unit: u.nama for u in definisi.unit_pada(periode.akhir(definisi.tahun))}
    terakhir = hitung or _close_hitung(triwulan[-1][1])
    return DataIndikator(
        kode_indikator=kode,
        jenjang=indikator.jenjang,
        kode=indikator.kode,
        uraian=indikator.uraian,
        indikator=indikator.indikator,
        satuan=indikator.satuan,
        jenis=indikator.jenis.value,
        arah=indikator.arah,
        agregasi=indikator.agregasi.value,
        desimal=indikator.presisi,
        iku=indikator.iku is YaTidak.YA,
        unit=unit,
        nama_unit=nama.get(unit, unit),
        definisi_operasional=indikator.definisi_operasional,
        rumus=indikator.rumus,
        sumber_data=indikator.sumber_data,
        tahun=build_capaian(definisi, indikator, fakta, terakhir, periode),
        triwulan=tuple(build_capaian(definisi, indikator, fakta, h, p) for p, h in triwulan),
        lalu=_build_lalu(definisi, indikator),
        renstra=build_renstra(definisi, indikator, terakhir, periode),
        standar=_build_standar(definisi, indikator, terakhir, periode),
        narasi=_build_narasi(fakta, kode, periode),
        keterangan=_explain_keterangan(definisi, indikator, hitung),
        masuk_rerata=hitung is not None and not hitung.belum_waktunya,
    )


def _close_hitung(terakhir: HitungPeriode) -> HitungPeriode:
    """Indikator yang tidak berlaku lagi: realisasinya tetap dicatat, capaiannya tidak dihitung."""
    hasil = HasilCapaian(StatusHitung.TIDAK_DAPAT_DIHITUNG, "", alasan=TIDAK_BERLAKU)
    return replace(
        terakhir, target=None, realisasi=terakhir.sampai, hasil=hasil, kemajuan=None, kosong=()
    )


def build_capaian(
    definisi: Definisi,
    indikator: BarisIndikator,
    fakta: KumpulanFakta,
    hitung: HitungPeriode,
    periode: Periode,
) -> CapaianPeriode:
    """Target, realisasi, capaian, dan kemajuan satu periode sebagai fakta."""
    pembuat = PembuatFakta(definisi.tahun, periode)
    kode, desimal = indikator.kode_indikator, indikator.presisi
    kemajuan = hitung.kemajuan
    status = _choose_status(hitung, fakta, periode, kode)
    return CapaianPeriode(
        periode=periode,
        target=_build_target(pembuat, indikator, hitung),
        realisasi=pembuat.nilai(
            hitung.realisasi,
            desimal,
            kode,
            "realisasi",
            status=status,
            catatan=_explain_realisasi(hitung, fakta, periode, kode),
        ),
        capaian=pembuat.capaian(hitung.hasil, kode, "capaian").model_copy(
            update={"status": status}
        ),
        kategori=hitung.hasil.kategori,
        kemajuan=pembuat.capaian(kemajuan, kode, "kemajuan") if kemajuan else None,
        kode_rumus=hitung.hasil.kode_rumus,
        rumus=hitung.hasil.rumus,
        penjelasan=hitung.hasil.penjelasan or hitung.hasil.alasan,
    )


def _build_target(pembuat: PembuatFakta, indikator: BarisIndikator, hitung: HitungPeriode) -> Fakta:
    if hitung.target is None:
        return pembuat.kosong("target periode tidak ditetapkan", indikator.kode_indikator, "target")
    return print_target(pembuat, indikator, hitung.target, "target")


def _read_status(fakta: KumpulanFakta, periode: Periode, kode: str) -> StatusAngka:
    teks = fakta.teks(periode, kode, "status_angka")
    return StatusAngka(teks) if teks in set(StatusAngka) else StatusAngka.FINAL


def _choose_status(
    hitung: HitungPeriode, fakta: KumpulanFakta, periode: Periode, kode: str
) -> StatusAngka:
    """Yang dinyatakan bidang; angka yang triwulannya belum lengkap selalu sementara."""
    status = _read_status(fakta, periode, kode)
    return StatusAngka.SEMENTARA if hitung.kosong and status is StatusAngka.FINAL else status


def _explain_realisasi(
    hitung: HitungPeriode, fakta: KumpulanFakta, periode: Periode, kode: str
) -> str:
    if hitung.belum_waktunya:
        return BELUM_WAKTUNYA
    if hitung.realisasi.jenis is JenisNilai.BELUM_ADA:
        return hitung.realisasi.teks or ""
    if not hitung.realisasi.ada:
        return "belum dilaporkan"
    catatan = []
    status = _read_status(fakta, periode, kode)
    if status is not StatusAngka.FINAL:
        catatan.append(f"angka {status.value}")
    if hitung.kosong:
        catatan.append(", ".join(p.nama for p in hitung.kosong) + " tidak dilaporkan")
    return "; ".join(catatan)


def _build_lalu(definisi: Definisi, indikator: BarisIndikator) -> tuple[CapaianTahunLalu, ...]:
    aturan = build_aturan(definisi.kebijakan, indikator)
    kode = _kode_riwayat(indikator)
    hasil = []
    for baris in sorted(definisi.riwayat, key=lambda r: r.tahun):
        if baris.kode_indikator not in kode or baris.tahun >= definisi.tahun:
            continue
        pembuat = PembuatFakta(baris.tahun, Periode.TAHUN)
        realisasi = read_nilai_riwayat(indikator, baris.realisasi)
        target, alasan = read_target(indikator, baris.target)
        bagian = indikator.kode_indikator
        hasil.append(
            CapaianTahunLalu(
                tahun=baris.tahun,
                target=build_fakta_target(pembuat, indikator, baris.target, "target"),
                realisasi=pembuat.nilai(realisasi, indikator.presisi, bagian, "realisasi"),
                capaian=pembuat.capaian(
                    JENIS[indikator.jenis].calculate(target, realisasi, aturan), bagian, "capaian"
                )
                if target
                else pembuat.kosong(alasan, bagian, "capaian"),
            )
        )
    return tuple(hasil)


def _kode_riwayat(indikator: BarisIndikator) -> set[str]:
    """Kode sendiri, dan kode pendahulu hanya bila keduanya sebanding."""
    kode = {indikator.kode_indikator}
    if indikator.menggantikan and indikator.sebanding is YaTidak.YA:
        kode.add(indikator.menggantikan)
    return kode


def _build_standar(
    definisi: Definisi, indikator: BarisIndikator, hitung: HitungPeriode, periode: Periode
) -> tuple[PembandingStandar, ...]:
    pembuat = PembuatFakta(definisi.tahun, periode)
    kode = indikator.kode_indikator
    hasil = []
    for baris in definisi.standar:
        if baris.kode_indikator != kode:
            continue
        nilai = read_nilai_riwayat(indikator, baris.nilai)
        selisih: Decimal | None = None
        if nilai.angka is not None and hitung.sampai.angka is not None:
            selisih = hitung.sampai.angka - nilai.angka
        hasil.append(
            PembandingStandar(
                lingkup="nasional" if baris.lingkup == "nasional" else "provinsi",
                nilai=pembuat.nilai(nilai, indikator.presisi, kode, f"standar_{baris.lingkup}"),
                tahun=baris.tahun,
                sumber=baris.sumber,
                selisih=pembuat.nilai(
                    Nilai.dari_angka(selisih), indikator.presisi, kode, f"selisih_{baris.lingkup}"
                )
                if selisih is not None
                else pembuat.kosong("tidak dapat dibandingkan", kode, f"selisih_{baris.lingkup}"),
            )
        )
    return tuple(hasil)


def _build_narasi(fakta: KumpulanFakta, kode: str, periode: Periode) -> NarasiIndikator:
    """Kata-kata bidang pada periode itu; laporan tahunan memakai TW IV bila tahunan kosong."""
    asal = (periode, Periode.TW4) if periode is Periode.TAHUN else (periode,)

    def read(kolom: str) -> str:
        return next((t for p in asal if (t := fakta.teks(p, kode, kolom))), "")

    return NarasiIndikator(**{k: read(k) for k in KOLOM_NARASI}, data_dukung=read("bukti"))


def _explain_keterangan(
    definisi: Definisi, indikator: BarisIndikator, hitung: HitungPeriode | None
) -> str:
    if hitung is None:
        return TIDAK_BERLAKU
    if hitung.belum_waktunya:
        return BELUM_WAKTUNYA
    if indikator.menggantikan and indikator.sebanding is YaTidak.TIDAK:
        return "indikator baru"
    if not any(r.kode_indikator in _kode_riwayat(indikator) for r in definisi.riwayat):
        return "indikator baru"
    return ""
