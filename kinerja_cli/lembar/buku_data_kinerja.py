"""Dokumen data kinerja sebagai buku laporan: satu lembar per jenjang, rekap, dan anggaran."""

from __future__ import annotations

from decimal import Decimal

from kinerja_cli.lembar.lembar_fakta import build_lembar_fakta
from kinerja_cli.lembar.tulis_buku import BarisBuku, Buku, IsiBuku, KolomBuku, LembarBuku
from kinerja_cli.model.angka import round_setengah_naik
from kinerja_cli.model.data_kinerja import (
    CapaianPeriode,
    DataIndikator,
    DataKinerja,
    Fakta,
    Rerata,
)
from kinerja_cli.model.istilah import Jenjang
from kinerja_cli.model.kolom import Wujud
from kinerja_cli.model.periode import Periode

PERSEN = Wujud.PERSEN
RUPIAH = Wujud.RUPIAH
NAMA_LEMBAR = {
    Jenjang.TUJUAN: "Tujuan",
    Jenjang.SASARAN: "Sasaran",
    Jenjang.PROGRAM: "Program",
    Jenjang.KEGIATAN: "Kegiatan",
    Jenjang.SUB_KEGIATAN: "Sub Kegiatan",
}


def build_buku(data: DataKinerja, tanda: str = "") -> Buku:
    """Uraian buku; setiap angka sama digitnya dengan ``teks`` faktanya.

    ``tanda`` pengesahannya, tercetak di kepala setiap lembar dan di kaki halaman.
    """
    judul = f"DOKUMEN DATA KINERJA {_nama_periode(data)}"
    kepala = (judul, data.nama_instansi, f"Tahun Anggaran {data.tahun}", *filter(None, (tanda,)))
    kaki = f"Data kinerja {data.periode.value} {data.tahun}, definisi {data.definisi}"
    jenjang = [
        _build_jenjang(data, kepala, j)
        for j in Jenjang
        if any(i.jenjang is j for i in data.indikator)
    ]
    return Buku(
        lembar=(
            _build_rekap_sasaran(data, kepala),
            _build_rekap_unit(data, kepala),
            *jenjang,
            _build_anggaran(data, kepala),
            _build_kebijakan(data, kepala),
            _build_kekurangan(data, kepala),
            *([_build_perubahan(data, kepala)] if data.perubahan else []),
            build_lembar_fakta(data, kepala),
        ),
        kaki=f"{kaki}. {tanda}" if tanda else kaki,
    )


def _nama_periode(data: DataKinerja) -> str:
    if data.periode is Periode.TAHUN:
        return f"TAHUN {data.tahun}"
    return f"{data.periode.nama.upper()} TAHUN {data.tahun}"


def read_angka_cetak(fakta: Fakta, desimal: int = 2) -> IsiBuku:
    """Angka yang dibulatkan seperti tercetak, atau teksnya bila bukan angka."""
    angka = fakta.nilai.angka
    return fakta.teks if angka is None else round_setengah_naik(angka, desimal)


def _rupiah(fakta: Fakta) -> IsiBuku:
    angka: Decimal | None = fakta.nilai.angka
    return fakta.teks if angka is None else angka


def _build_jenjang(data: DataKinerja, kepala: tuple[str, ...], jenjang: Jenjang) -> LembarBuku:
    kolom = (
        KolomBuku("Kode", lebar=10),
        KolomBuku("Indikator kinerja", lebar=34),
        KolomBuku("Satuan", lebar=11),
        KolomBuku("Arah", lebar=7),
        *(
            KolomBuku((p.nama, bagian), Wujud.NILAI, 10)
            for p in Periode
            if p is not Periode.TAHUN
            for bagian in ("Target", "Realisasi")
        ),
        KolomBuku((_nama_periode(data).title(), "Target"), Wujud.NILAI, 10),
        KolomBuku((_nama_periode(data).title(), "Realisasi"), Wujud.NILAI, 10),
        KolomBuku((_nama_periode(data).title(), "Capaian (%)"), PERSEN, 10),
        KolomBuku((_nama_periode(data).title(), "Kategori"), lebar=13),
        KolomBuku("Unit", lebar=22),
        KolomBuku("Penjelasan", lebar=34),
        KolomBuku("Keterangan", lebar=22),
    )
    baris: list[BarisBuku] = []
    uraian = ""
    for indikator in data.indikator:
        if indikator.jenjang is not jenjang:
            continue
        judul = f"{indikator.kode}  {indikator.uraian}"
        if judul != uraian:
            baris.append(BarisBuku((judul,), kelompok=True))
            uraian = judul
        baris.append(BarisBuku(_isi_indikator(indikator)))
    rerata = data.total.rerata.get(jenjang)
    catatan = (
        (f"Rata-rata capaian: {_teks_rerata(rerata)}", *_daftar_catatan(data, jenjang))
        if rerata
        else ()
    )
    return LembarBuku(
        NAMA_LEMBAR[jenjang], kepala, kolom, baris, catatan=catatan, kolom_warna=(15,)
    )


def _isi_indikator(indikator: DataIndikator) -> tuple[IsiBuku, ...]:
    triwulan: dict[Periode, CapaianPeriode] = {c.periode: c for c in indikator.triwulan}
    isi: list[IsiBuku] = [
        indikator.kode_indikator,
        indikator.indikator,
        indikator.satuan,
        indikator.arah.value,
    ]
    for p in Periode:
        if p is Periode.TAHUN:
            continue
        c = triwulan.get(p)
        isi += [_nilai(c.target, indikator), _nilai(c.realisasi, indikator)] if c else ["", ""]
    tahun = indikator.tahun
    isi += [
        _nilai(tahun.target, indikator),
        _nilai(tahun.realisasi, indikator),
        read_angka_cetak(tahun.capaian),
        tahun.kategori,
        indikator.nama_unit,
        tahun.penjelasan,
        indikator.keterangan or tahun.realisasi.catatan,
    ]
    return tuple(isi)


def _nilai(fakta: Fakta, indikator: DataIndikator) -> IsiBuku:
    return read_angka_cetak(fakta, indikator.desimal)


def _daftar_catatan(data: DataKinerja, jenjang: Jenjang) -> tuple[str, ...]:
    return tuple(
        f"{i.kode_indikator}: {i.tahun.realisasi.status.value} - {i.tahun.realisasi.catatan}"
        for i in data.indikator
        if i.jenjang is jenjang and i.tahun.realisasi.status.value != "final"
    )


def _teks_rerata(rerata: Rerata) -> str:
    return f"{rerata.capaian.teks} {rerata.kategori} ({rerata.n} dari {rerata.m} indikator)".strip()


def _build_rekap_sasaran(data: DataKinerja, kepala: tuple[str, ...]) -> LembarBuku:
    kolom = (
        KolomBuku("Kode", lebar=8),
        KolomBuku("Sasaran strategis", lebar=60),
        KolomBuku("Rata-rata capaian (%)", PERSEN, 14),
        KolomBuku("Kategori", lebar=16),
        KolomBuku("Dihitung dari", lebar=16),
        KolomBuku("Pagu (Rp)", RUPIAH, 20),
        KolomBuku("Realisasi (Rp)", RUPIAH, 20),
        KolomBuku("Serapan (%)", PERSEN, 12),
        KolomBuku("Efisiensi", PERSEN, 12),
        KolomBuku("Keterangan", lebar=40),
    )
    baris = [
        BarisBuku(
            (
                s.kode,
                s.uraian,
                read_angka_cetak(s.rerata.capaian),
                s.rerata.kategori,
                f"{s.rerata.n} dari {s.rerata.m}",
                _rupiah(s.pagu),
                _rupiah(s.realisasi),
                read_angka_cetak(s.serapan),
                read_angka_cetak(s.efisiensi),
                "; ".join(
                    k
                    for k in (
                        "anggaran bersama" if s.anggaran_bersama else "",
                        s.keterangan_efisiensi,
                        s.realisasi.catatan,
                    )
                    if k
                ),
            )
        )
        for s in data.sasaran
    ]
    baris.append(
        BarisBuku(
            (
                "",
                "JUMLAH PERANGKAT DAERAH",
                None,
                "",
                "",
                _rupiah(data.total.pagu),
                _rupiah(data.total.realisasi),
                read_angka_cetak(data.total.serapan),
                None,
                "pagu sama dengan DPA yang berlaku",
            ),
            tebal=True,
        )
    )
    return LembarBuku("Rekap Sasaran", kepala, kolom, baris, kolom_warna=(3,))


def _build_rekap_unit(data: DataKinerja, kepala: tuple[str, ...]) -> LembarBuku:
    kolom = (
        KolomBuku("Kode unit", lebar=14),
        KolomBuku("Unit", lebar=48),
        KolomBuku("Kelengkapan", lebar=16),
        KolomBuku("Verifikasi", lebar=12),
        *(KolomBuku(("Rata-rata capaian (n dari m)", NAMA_LEMBAR[j]), lebar=18) for j in Jenjang),
        KolomBuku("Pagu (Rp)", RUPIAH, 20),
        KolomBuku("Realisasi (Rp)", RUPIAH, 20),
        KolomBuku("Serapan (%)", PERSEN, 12),
    )
    baris = [
        BarisBuku(
            (
                u.kode_unit,
                u.nama,
                u.status,
                u.keputusan or ("" if u.status == "nihil" else "belum"),
                *(
                    f"{u.rerata[j].capaian.teks} ({u.rerata[j].n} dari {u.rerata[j].m})"
                    if j in u.rerata
                    else ""
                    for j in Jenjang
                ),
                _rupiah(u.pagu),
                _rupiah(u.realisasi),
                read_angka_cetak(u.serapan),
            )
        )
        for u in data.unit
    ]
    return LembarBuku("Rekap Unit", kepala, kolom, baris, kolom_warna=(2, 3))


def _build_anggaran(data: DataKinerja, kepala: tuple[str, ...]) -> LembarBuku:
    kolom = (
        KolomBuku("Kode", lebar=22),
        KolomBuku("Program / kegiatan / sub kegiatan", lebar=70),
        KolomBuku("Unit", lebar=16),
        KolomBuku("Pagu (Rp)", RUPIAH, 20),
        KolomBuku("Realisasi (Rp)", RUPIAH, 20),
        KolomBuku("Serapan (%)", PERSEN, 12),
        KolomBuku("Sisa (Rp)", RUPIAH, 20),
    )
    baris = [
        BarisBuku(
            (
                a.kode,
                a.uraian,
                a.unit,
                _rupiah(a.pagu),
                _rupiah(a.realisasi),
                read_angka_cetak(a.serapan),
                _rupiah(a.sisa),
            ),
            tebal=a.jenjang != "sub kegiatan",
        )
        for a in data.anggaran
    ]
    return LembarBuku("Anggaran", kepala, kolom, baris)


def _build_kebijakan(data: DataKinerja, kepala: tuple[str, ...]) -> LembarBuku:
    kolom = (
        KolomBuku("Kebijakan", lebar=36),
        KolomBuku("Yang berlaku", lebar=60),
        KolomBuku("Sumber", lebar=60),
    )
    baris = [BarisBuku(butir) for butir in data.kebijakan.butir]
    catatan = (f"{data.kebijakan.nama}, berlaku {data.kebijakan.berlaku}",)
    return LembarBuku("Kebijakan", kepala, kolom, baris, catatan=catatan)


def _build_kekurangan(data: DataKinerja, kepala: tuple[str, ...]) -> LembarBuku:
    kolom = (KolomBuku("No", Wujud.BULAT, 6), KolomBuku("Yang belum ada", lebar=120))
    baris = [BarisBuku((i, teks)) for i, teks in enumerate(data.kekurangan, start=1)]
    catatan = () if baris else ("Tidak ada kekurangan.",)
    return LembarBuku("Kekurangan", kepala, kolom, baris, catatan=catatan)


def _build_perubahan(data: DataKinerja, kepala: tuple[str, ...]) -> LembarBuku:
    kolom = (KolomBuku("No", Wujud.BULAT, 6), KolomBuku("Berubah sesudah terbit", lebar=120))
    baris = [BarisBuku((i, teks)) for i, teks in enumerate(data.perubahan, start=1)]
    return LembarBuku("Perubahan", kepala, kolom, baris)
