"""Pemeriksaan sendiri per sasaran: kesesuaian dengan PK, Renstra, IKU, bukti, dan verifikasi."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from kinerja_cli.aturan.bahan_laporan import BahanLaporan, Jejak
from kinerja_cli.capaian.cetak_fakta import PembuatFakta
from kinerja_cli.capaian.cetak_target import build_fakta_target
from kinerja_cli.model.data_kinerja import DataIndikator, DataSasaran
from kinerja_cli.model.istilah import Jenjang, YaTidak
from kinerja_cli.model.sumber import BarisIndikator

BERMASALAH = frozenset({"belum", "sebagian"})


def check_sama_pk(bahan: BahanLaporan, sasaran: DataSasaran) -> Iterator[Jejak]:
    """Uraian sasaran, indikator, dan satuannya sama dengan PK yang berlaku."""
    pk = {i.kode_indikator: i for i in _list_pk(bahan, sasaran)}
    laporan = {i.kode_indikator: i for i in bahan.semua(sasaran)}
    for kode in pk.keys() | laporan.keys():
        if kode not in laporan:
            yield Jejak(kode, kurang=f"{kode}: ada di PK tetapi tidak ada di laporan")
        elif kode in pk:
            beda = [
                n for n in ("uraian", "indikator", "satuan") if _differ(laporan[kode], pk[kode], n)
            ]
            yield Jejak(kode, f"{kode}: {', '.join(beda)} berbeda dari PK" if beda else "")
        elif laporan[kode].masuk_rerata:
            yield Jejak(kode, kurang=f"{kode}: ada di laporan tetapi tidak ada di PK")


def _list_pk(bahan: BahanLaporan, sasaran: DataSasaran) -> list[BarisIndikator]:
    """Indikator sasaran itu menurut PK terakhir."""
    definisi = bahan.definisi
    return [
        i
        for i in definisi.indikator
        if i.jenjang is Jenjang.SASARAN
        and i.kode == sasaran.kode
        and definisi.target_berlaku(i.kode_indikator, bahan.data.periode)
    ]


def _differ(laporan: DataIndikator, pk: BarisIndikator, kolom: str) -> bool:
    return bool(getattr(laporan, kolom) != getattr(pk, kolom))


def check_target_pk(bahan: BahanLaporan, sasaran: DataSasaran) -> Iterator[Jejak]:
    """Target tercetak sama dengan target PK yang berlaku."""
    pembuat = PembuatFakta(bahan.data.tahun, bahan.data.periode)
    for i in bahan.milik(sasaran):
        kode = i.kode_indikator
        baris = bahan.definisi.indikator_menurut_kode.get(kode)
        target = bahan.definisi.target_berlaku(kode, bahan.data.periode) if baris else None
        if baris is None or target is None:
            yield Jejak(i.tahun.target.kunci, kurang=f"{kode}: tidak mempunyai target pada PK")
            continue
        pk = build_fakta_target(pembuat, baris, target.teks(bahan.data.periode), "target").teks
        sama = pk == i.tahun.target.teks
        kurang = "" if sama else f"{kode}: target {i.tahun.target.teks}, pada PK {pk}"
        yield Jejak(i.tahun.target.kunci, kurang)


def check_selaras_renstra(bahan: BahanLaporan, sasaran: DataSasaran) -> Iterator[Jejak]:
    """Indikator ada di Renstra, dan target tahunnya sama."""
    for i in bahan.milik(sasaran):
        kode, renstra = i.kode_indikator, i.renstra
        if renstra is None:
            yield Jejak(kode, kurang=f"{kode}: tidak ada di Renstra")
        elif renstra.target_tahun is None:
            alasan = f"{kode}: Renstra tidak menetapkan target {bahan.data.tahun}"
            yield Jejak(kode, lewat=alasan)
        else:
            beda = renstra.target_tahun.teks != i.tahun.target.teks
            kalimat = (
                f"{kode}: target PK {i.tahun.target.teks}, target Renstra "
                f"{renstra.target_tahun.teks}"
            )
            yield Jejak(renstra.target_tahun.kunci, kalimat if beda else "")


def check_iku(bahan: BahanLaporan, sasaran: DataSasaran) -> Iterator[Jejak]:
    """Sasaran mempunyai IKU, dan tandanya sama dengan PK; dokumen IKU-nya dicocokkan orang."""
    iku = [i for i in bahan.milik(sasaran) if i.iku]
    if not iku:
        yield Jejak(sasaran.kode, kurang=f"{sasaran.kode}: tidak ada indikator bertanda IKU")
    for i in iku:
        baris = bahan.definisi.indikator_menurut_kode.get(i.kode_indikator)
        sama = baris is not None and baris.iku is YaTidak.YA
        kurang = "" if sama else f"{i.kode_indikator}: bukan IKU menurut definisi terbaru"
        yield Jejak(i.kode_indikator, kurang)


def check_penjelasan_sasaran(bahan: BahanLaporan, sasaran: DataSasaran) -> Iterator[Jejak]:
    """Tidak diperlukan bila sasaran sama dengan PK dan selaras dengan Renstra."""
    acuan = chain(check_sama_pk(bahan, sasaran), check_selaras_renstra(bahan, sasaran))
    return _need_penjelasan(acuan)


def check_penjelasan_target(bahan: BahanLaporan, sasaran: DataSasaran) -> Iterator[Jejak]:
    """Tidak diperlukan bila target sama dengan PK dan IKU sama dengan definisinya."""
    return _need_penjelasan(chain(check_target_pk(bahan, sasaran), check_iku(bahan, sasaran)))


def _need_penjelasan(acuan: Iterable[Jejak]) -> Iterator[Jejak]:
    beda = [j.kunci for j in acuan if j.kurang]
    alasan = f"ada perbedaan ({', '.join(beda)}); penjelasannya dalam naskah dibaca orang"
    yield Jejak("tidak ada perbedaan", lewat=alasan if beda else "")


def check_bukti(bahan: BahanLaporan, sasaran: DataSasaran) -> Iterator[Jejak]:
    """Indikator yang wajib berdata dukung mempunyai bukti yang sudah dicocokkan."""
    for i in bahan.milik(sasaran):
        kode = i.kode_indikator
        baris = bahan.definisi.indikator_menurut_kode.get(kode)
        if kode in bahan.catatan.berbukti:
            yield Jejak(kode)
        elif i.narasi.data_dukung:
            yield Jejak(kode, kurang=f"{kode}: bukti disebut tetapi berkasnya belum cocok")
        elif baris is not None and not baris.data_dukung:
            yield Jejak(kode, lewat=f"{kode} tidak diwajibkan berdata dukung")
        else:
            yield Jejak(kode, kurang=f"{kode}: data dukung belum ada")


def check_terverifikasi(bahan: BahanLaporan, sasaran: DataSasaran) -> Iterator[Jejak]:
    """Unit pelapor dan penyedia elemen setiap indikator lengkap dan diputuskan Ya."""
    unit = {u.kode_unit: u for u in bahan.data.unit}
    for i in bahan.milik(sasaran):
        elemen = bahan.definisi.elemen_menurut_indikator.get(i.kode_indikator, ())
        for kode in dict.fromkeys((i.unit, *(e.unit_penyedia for e in elemen))):
            u = unit.get(kode)
            if u is None:
                kalimat = f"{i.kode_indikator}: {kode} tidak melapor pada periode ini"
                yield Jejak(f"{i.kode_indikator}:{kode}", lewat=kalimat)
                continue
            baik = u.status not in BERMASALAH and (u.status != "lengkap" or u.keputusan == "Ya")
            keadaan = ", ".join(
                t for t in (u.status, u.keputusan and f"verifikasi {u.keputusan}") if t
            )
            kurang = "" if baik else f"{i.kode_indikator}: {u.nama} {keadaan}"
            yield Jejak(f"{i.kode_indikator}:{kode}", kurang)
