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
from kinerja_cli.capaian.rekap_renja import build_kinerja_renja
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
from kinerja_cli.model.fakta import KOLOM_NILAI, KumpulanFakta
from kinerja_cli.model.hasil import HasilCapaian, StatusHitung
from kinerja_cli.model.istilah import StatusAngka, YaTidak
from kinerja_cli.model.nilai import JenisNilai, Nilai
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisIndikator, BarisRiwayat

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
        renja=build_kinerja_renja(definisi, indikator, terakhir, periode),
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
    nyata = _read_status(definisi, fakta, periode, kode)
    # Angka yang triwulannya belum lengkap tidak pernah final.
    status = StatusAngka.SEMENTARA if hitung.kosong and nyata is StatusAngka.FINAL else nyata
    return CapaianPeriode(
        periode=periode,
        target=_build_target(pembuat, indikator, hitung),
        realisasi=pembuat.nilai(
            hitung.realisasi,
            desimal,
            kode,
            "realisasi",
            status=status,
            catatan=_explain_realisasi(hitung, nyata),
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


def _read_status(
    definisi: Definisi, fakta: KumpulanFakta, periode: Periode, kode: str
) -> StatusAngka:
    """Yang dinyatakan bidang; tahun memakai TW IV bila angka dan statusnya tidak diisi lagi."""
    teks = fakta.teks(periode, kode, "status_angka")
    if not teks and periode is Periode.TAHUN and not _is_diisi(definisi, fakta, periode, kode):
        teks = fakta.teks(Periode.TW4, kode, "status_angka")
    return StatusAngka(teks) if teks in set(StatusAngka) else StatusAngka.FINAL


def _is_diisi(definisi: Definisi, fakta: KumpulanFakta, periode: Periode, kode: str) -> bool:
    """Benar bila semua angka indikator, atau semua elemennya, diisi pada periode itu."""
    elemen = definisi.elemen_menurut_indikator.get(kode, ())
    alamat = [(e.kode_elemen, KOLOM_NILAI) for e in elemen] or [(kode, "realisasi")]
    return all(fakta.nilai(periode, *a).jenis is not JenisNilai.KOSONG for a in alamat)


def _explain_realisasi(hitung: HitungPeriode, status: StatusAngka) -> str:
    if hitung.belum_waktunya:
        return BELUM_WAKTUNYA
    if not hitung.realisasi.ada:
        return ""
    catatan = []
    if status is not StatusAngka.FINAL:
        catatan.append(f"angka {status.value}")
    if hitung.kosong:
        catatan.append(", ".join(p.nama for p in hitung.kosong) + " tidak dilaporkan")
    return "; ".join(catatan)


def _build_lalu(definisi: Definisi, indikator: BarisIndikator) -> tuple[CapaianTahunLalu, ...]:
    aturan = build_aturan(definisi.kebijakan, indikator)
    hasil = []
    for baris in _list_riwayat(definisi, indikator):
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


def _list_riwayat(definisi: Definisi, indikator: BarisIndikator) -> list[BarisRiwayat]:
    """Satu baris setiap tahun lalu; pendahulu hanya bila sebanding dan tahun itu belum ada."""
    kode = [indikator.kode_indikator]
    if indikator.sebanding is YaTidak.YA:
        kode.insert(0, indikator.menggantikan)
    menurut_tahun = {
        r.tahun: r
        for k in kode
        for r in definisi.riwayat_menurut_indikator.get(k, ())
        if r.tahun < definisi.tahun
    }
    return [menurut_tahun[t] for t in sorted(menurut_tahun)]


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
    return "" if _list_riwayat(definisi, indikator) else "indikator baru"
