"""Kemajuan indikator terhadap target akhir Renstra (analisis 3)."""

from __future__ import annotations

from decimal import Decimal

from kinerja_cli.capaian.cetak_fakta import PembuatFakta
from kinerja_cli.capaian.cetak_target import print_target
from kinerja_cli.capaian.indikator import HitungPeriode, build_aturan, read_target
from kinerja_cli.capaian.jenis import JENIS, Target
from kinerja_cli.model.baca_angka import AcuanBaca
from kinerja_cli.model.data_kinerja import Fakta, KemajuanRenstra
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.istilah import Agregasi, Arah, Dokumen
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisIndikator, BarisRenstra

BELUM_LENGKAP = "jumlahnya belum lengkap"


def build_renstra(
    definisi: Definisi, indikator: BarisIndikator, hitung: HitungPeriode, periode: Periode
) -> KemajuanRenstra | None:
    """Kemajuan menurut Renstra yang diacu PK; ``None`` bila target akhirnya tidak ada."""
    dokumen = find_renstra(definisi, periode)
    kode = indikator.kode_indikator
    if dokumen is None:
        return None
    target = {t.tahun: t.target for t in definisi.list_target_renstra(dokumen.dokumen, kode)}
    akhir, _ = read_target(indikator, target.get(dokumen.tahun_akhir, ""))
    if akhir is None:
        return None
    pembuat = PembuatFakta(definisi.tahun, periode)
    tahun_ini, _ = read_target(indikator, target.get(definisi.tahun, ""))
    return KemajuanRenstra(
        dokumen=dokumen.dokumen,
        nama_dokumen=dokumen.nama,
        tahun_akhir=dokumen.tahun_akhir,
        target_tahun=print_target(pembuat, indikator, tahun_ini, "renstra") if tahun_ini else None,
        target_akhir=print_target(pembuat, indikator, akhir, "renstra_akhir"),
        kemajuan=_build_kemajuan(definisi, indikator, dokumen, akhir, hitung, pembuat),
    )


def _build_kemajuan(
    definisi: Definisi,
    indikator: BarisIndikator,
    dokumen: BarisRenstra,
    akhir: Target,
    hitung: HitungPeriode,
    pembuat: PembuatFakta,
) -> Fakta:
    """Capaian terhadap target akhir; yang makin rendah makin baik diukur dari kondisi awalnya."""
    kode = indikator.kode_indikator
    kini = hitung.sampai.angka
    if indikator.agregasi is Agregasi.JUMLAH and hitung.kosong:
        return pembuat.kosong(BELUM_LENGKAP, kode, "kemajuan_renstra")
    if indikator.arah is Arah.TURUN and akhir.angka is not None and kini is not None:
        awal = read_kondisi_awal(definisi, indikator, dokumen)
        if awal is not None and awal != akhir.angka:
            persen = (awal - kini) / (awal - akhir.angka) * 100
            return pembuat.persen(persen, kode, "kemajuan_renstra")
    aturan = build_aturan(definisi.kebijakan, indikator)
    hasil = JENIS[indikator.jenis].calculate(akhir, hitung.sampai, aturan)
    return pembuat.capaian(hasil, kode, "kemajuan_renstra")


def read_kondisi_awal(
    definisi: Definisi, indikator: BarisIndikator, dokumen: BarisRenstra
) -> Decimal | None:
    """Keadaan sebelum Renstra dimulai; ``None`` bila tidak diisi atau bukan angka."""
    return next(
        (
            read_nilai_riwayat(indikator, t.kondisi_awal).angka
            for t in definisi.list_target_renstra(dokumen.dokumen, indikator.kode_indikator)
            if t.kondisi_awal
        ),
        None,
    )


def find_renstra(definisi: Definisi, periode: Periode) -> BarisRenstra | None:
    """Renstra yang diacu PK yang berlaku; tanpa acuan, yang terbaru yang memuat tahun ini."""
    versi = definisi.versi_periode(Dokumen.PK, periode)
    if versi and versi.renstra:
        return next((r for r in definisi.renstra if r.dokumen == versi.renstra), None)
    calon = [r for r in definisi.renstra if r.tahun_awal <= definisi.tahun <= r.tahun_akhir]
    return max(calon, key=lambda r: r.tahun_awal, default=None)


def read_nilai_riwayat(indikator: BarisIndikator, teks: str) -> Nilai:
    """Nilai tabel riwayat, kondisi awal, atau standar menurut jenis indikatornya."""
    return JENIS[indikator.jenis].read_realisasi(teks, AcuanBaca(satuan=indikator.satuan)).nilai
