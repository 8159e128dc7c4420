"""Indikator sasaran buatan untuk uji kalimat, dan bahan laporan yang memuatnya."""

from __future__ import annotations

from decimal import Decimal

from kinerja_cli.capaian.cetak_fakta import PembuatFakta
from kinerja_cli.dokumen.figur import Figur, fill_penanda
from kinerja_cli.dokumen.laporan.bahan import Bahan
from kinerja_cli.model.data_kinerja import (
    CapaianPeriode,
    CapaianTahunLalu,
    DataIndikator,
    KemajuanRenstra,
    PembandingStandar,
    Rerata,
)
from kinerja_cli.model.istilah import Arah, Jenjang, StatusAngka
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import Periode
from tests.buatan import build_definisi
from tests.dokumen.bahan import WAKTU, build_data

TAHUN = 2025


def read_nilai(isi: str | None, alasan: str = "belum dilaporkan") -> Nilai:
    """Angka, predikat, atau belum ada."""
    if isi is None:
        return Nilai.belum_ada(alasan)
    try:
        return Nilai.dari_angka(Decimal(isi))
    except ArithmeticError:
        return Nilai.dari_teks(isi)


def build_indikator(
    nama: str,
    target: str | None,
    realisasi: str | None,
    capaian: str | None,
    *,
    kode: str = "IKU-01",
    satuan: str = "%",
    arah: Arah = Arah.NAIK,
    jenis: str = "angka",
    status: StatusAngka = StatusAngka.FINAL,
    catatan: str = "",
    keterangan: str = "",
    rerata: bool = True,
    lalu: dict[int, tuple[str, str]] | None = None,
    renstra: tuple[str, str | None] | None = None,
    standar: dict[str, str] | None = None,
) -> DataIndikator:
    """Indikator sasaran; ``lalu`` (realisasi, capaian) per tahun, ``renstra`` (akhir, kemajuan)."""
    p = PembuatFakta(TAHUN, Periode.TAHUN)
    nilai = read_nilai(realisasi)
    return DataIndikator(
        kode_indikator=kode,
        jenjang=Jenjang.SASARAN,
        kode="S1",
        uraian="Meningkatnya mutu",
        indikator=nama,
        satuan=satuan,
        jenis=jenis,
        arah=arah,
        agregasi="posisi akhir",
        desimal=2,
        iku=True,
        unit="BID-KP",
        nama_unit="Bidang Kawasan Permukiman",
        definisi_operasional="",
        rumus="",
        sumber_data="",
        tahun=CapaianPeriode(
            periode=Periode.TAHUN,
            target=p.nilai(read_nilai(target), 2, kode, "target"),
            realisasi=p.nilai(nilai, 2, kode, "realisasi", status=status, catatan=catatan),
            capaian=p.persen(
                None if capaian is None else Decimal(capaian), kode, "capaian", alasan=catatan
            ),
            kategori="" if capaian is None else "Tinggi",
        ),
        triwulan=(),
        lalu=tuple(_build_lalu(kode, t, *isi) for t, isi in (lalu or {}).items()),
        renstra=_build_renstra(p, kode, *renstra) if renstra else None,
        standar=tuple(_build_standar(p, kode, k, v, nilai) for k, v in (standar or {}).items()),
        keterangan=keterangan,
        masuk_rerata=rerata,
    )


def _build_lalu(kode: str, tahun: int, realisasi: str, capaian: str) -> CapaianTahunLalu:
    p = PembuatFakta(tahun, Periode.TAHUN)
    return CapaianTahunLalu(
        tahun=tahun,
        target=p.kosong("", kode, "target"),
        realisasi=p.nilai(read_nilai(realisasi), 2, kode, "realisasi"),
        capaian=p.persen(Decimal(capaian), kode, "capaian"),
    )


def _build_renstra(p: PembuatFakta, kode: str, akhir: str, kemajuan: str | None) -> KemajuanRenstra:
    angka = None if kemajuan is None else Decimal(kemajuan)
    return KemajuanRenstra(
        dokumen="R",
        nama_dokumen="Renstra Dinas 2025-2029",
        tahun_akhir=2029,
        target_tahun=None,
        target_akhir=p.nilai(read_nilai(akhir), 2, kode, "renstra_akhir"),
        kemajuan=p.persen(angka, kode, "kemajuan_renstra", alasan="jumlahnya belum lengkap"),
    )


def _build_standar(
    p: PembuatFakta, kode: str, lingkup: str, isi: str, realisasi: Nilai
) -> PembandingStandar:
    nilai = read_nilai(isi)
    selisih = (
        p.kosong("tidak dapat dibandingkan", kode, f"selisih_{lingkup}")
        if nilai.angka is None or realisasi.angka is None
        else p.nilai(Nilai.dari_angka(realisasi.angka - nilai.angka), 2, kode, f"selisih_{lingkup}")
    )
    return PembandingStandar(
        lingkup="nasional" if lingkup == "nasional" else "provinsi",
        nilai=p.nilai(nilai, 2, kode, f"standar_{lingkup}"),
        tahun=2024,
        sumber="Publikasi contoh",
        selisih=selisih,
    )


def build_bahan(*daftar: DataIndikator, rerata: str | None = "95", urut: int = 1) -> Bahan:
    """Bahan dengan satu sasaran bernomor ``urut`` yang berisi indikator itu."""
    definisi = build_definisi()
    data = build_data(definisi)
    asli = data.sasaran[0]
    p = PembuatFakta(TAHUN, Periode.TAHUN)
    terhitung = [i for i in daftar if i.masuk_rerata]
    ada = [i for i in terhitung if i.tahun.capaian.nilai.angka is not None]
    isi = asli.model_copy(
        update={
            "indikator": tuple(i.kode_indikator for i in daftar),
            "rerata": Rerata(
                capaian=p.persen(
                    None if rerata is None else Decimal(rerata), "S1", "rerata", alasan="kosong"
                ),
                kategori="Tinggi" if rerata else "",
                n=len(ada),
                m=len(terhitung),
            ),
        }
    )
    lain = [asli.model_copy(update={"kode": f"L{n}", "program": ()}) for n in range(1, urut)]
    data = data.model_copy(update={"indikator": daftar, "sasaran": (*lain, isi)})
    return Bahan(data, definisi, WAKTU.date(), Figur())


def cetak(bahan: Bahan, paragraf: list[str]) -> list[str]:
    """Kalimat seperti tercetak."""
    return [fill_penanda(t, bahan.figur.find_teks) for t in paragraf]
