"""Menyusun pengesahan: pokok, lembar pengesahan, naskah akhir, manifest, dan isi arsip."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Literal

from kinerja_cli import VERSI
from kinerja_cli.dokumen.laporan.tanda_tangan import format_jabatan, format_nama
from kinerja_cli.dokumen.lembar_sah import LembarSah
from kinerja_cli.dokumen.libreoffice import find_libreoffice, read_halaman
from kinerja_cli.dokumen.naskah import open_naskah
from kinerja_cli.dokumen.naskah_sah import NaskahSah, build_naskah
from kinerja_cli.model.cetak import format_tanggal
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.pengesahan import (
    DAFTAR_HASH,
    MANIFEST,
    Kesampingan,
    Manifest,
    Pelaku,
    Pokok,
    dump_baku,
)
from kinerja_cli.model.sumber import BarisPejabat
from kinerja_cli.model.temuan import read_katalog
from kinerja_cli.ruang.arsip_sah import build_daftar_hash, build_zip, describe_berkas
from kinerja_cli.ruang.bahan_sah import build_buku_sah
from kinerja_cli.ruang.keadaan_sah import KeadaanSah, OpsiSahkan
from kinerja_cli.ruang.readme_sah import build_readme

KONSEP = "dokumen/konsep terakhir.docx"
AsalPdf = Literal["LibreOffice", "diberikan"]


@dataclass(frozen=True, slots=True)
class ArsipJadi:
    """Manifest dan byte .zip arsipnya."""

    manifest: Manifest
    tanda: str
    isi: bytes


def build_pokok(keadaan: KeadaanSah, opsi: OpsiSahkan, waktu: datetime) -> Pokok:
    """Yang akan disahkan; nomor 0 bila belum pernah, selain itu nomor perubahan berikutnya."""
    lalu = keadaan.terakhir
    bahan = keadaan.bahan
    pelaku = keadaan.pelaku
    return Pokok(
        versi_program=VERSI,
        nama_instansi=keadaan.definisi.instansi.nama,
        tahun=keadaan.data.tahun,
        periode=keadaan.data.periode,
        nomor=lalu.nomor + 1 if lalu else 0,
        perubahan=opsi.perubahan,
        sebelumnya=lalu.tanda if lalu else "",
        waktu=waktu.isoformat(),
        oleh=Pelaku(
            kunci=pelaku.kunci,
            nama=format_nama(pelaku),
            jabatan=format_jabatan(pelaku, keadaan.definisi.instansi.nama),
            nip=pelaku.nip,
        ),
        kompilasi=keadaan.kompilasi,
        data=keadaan.tanda_data,
        konsep=describe_berkas(KONSEP, keadaan.konsep.isi),
        masukan=bahan.masukan,
        tabel=tuple(describe_berkas(nama, bahan.isi[nama]) for nama in bahan.tabel),
        riwayat_nomor=keadaan.kepala_riwayat[0],
        riwayat_hash=keadaan.kepala_riwayat[1],
        meski=opsi.meski if keadaan.halangan else "",
        dikesampingkan=tuple(Kesampingan(kode=t.kode, masalah=t.masalah) for t in keadaan.halangan),
    )


def build_naskah_sah(keadaan: KeadaanSah, pokok: Pokok) -> bytes:
    """Naskah akhir .docx: konsep tanpa tanda konsep, dengan lembar pengesahan bersidik."""
    waktu = datetime.fromisoformat(pokok.waktu)
    naskah = NaskahSah(
        pokok.tahun, pokok.nomor, waktu, _build_lembar(keadaan.definisi, keadaan.pelaku, pokok)
    )
    dokumen = open_naskah(keadaan.konsep.isi, keadaan.konsep.nama)
    return build_naskah(dokumen, naskah, read_halaman if find_libreoffice() else None)


def _build_lembar(definisi: Definisi, pelaku: BarisPejabat, pokok: Pokok) -> LembarSah:
    tanggal = format_tanggal(datetime.fromisoformat(pokok.waktu).date())
    butir = [
        ("Dokumen", f"Laporan Kinerja Instansi Pemerintah Tahun {pokok.tahun}"),
        ("Perangkat daerah", pokok.nama_instansi),
    ]
    if pokok.nomor:
        butir.append(("Perubahan", f"Perubahan ke-{pokok.nomor}: {pokok.perubahan}"))
    data = f"kompilasi nomor {pokok.kompilasi}, {pokok.periode.nama.lower()} {pokok.tahun}"
    butir += [("Disahkan", tanggal), ("Data", data)]
    pangkat = ", ".join(t for t in (pelaku.pangkat, pelaku.golongan) if t)
    return LembarSah(
        butir=tuple(butir),
        sidik=pokok.sidik,
        dikesampingkan=_summarise_kesampingan(pokok),
        atas=(f"{definisi.instansi.tempat}, {tanggal}", pokok.oleh.jabatan),
        nama=pokok.oleh.nama,
        bawah=tuple(t for t in (pangkat, f"NIP {pelaku.nip}" if pelaku.nip else "") if t),
    )


def _summarise_kesampingan(pokok: Pokok) -> tuple[str, ...]:
    """Satu baris setiap jenis halangan beserta banyaknya; rinciannya di manifest."""
    if not pokok.dikesampingkan:
        return ()
    katalog = read_katalog()
    jenis = Counter(k.kode for k in pokok.dikesampingkan)
    baris = (f"{katalog[kode].judul} ({kode}): {banyak}" for kode, banyak in sorted(jenis.items()))
    return (*baris, f"Alasan: {pokok.meski}")


def build_arsip(
    keadaan: KeadaanSah, pokok: Pokok, dokumen: Mapping[str, bytes], asal: AsalPdf, halaman: int
) -> ArsipJadi:
    """Arsip lengkap; ``dokumen`` naskah akhir (.docx) dan PDF-nya menurut akhiran."""
    nama = f"dokumen/{pokok.nama_dokumen}"
    isi = {
        **keadaan.bahan.isi,
        **build_buku_sah(keadaan.data, pokok),
        KONSEP: keadaan.konsep.isi,
        **{f"{nama}{akhiran}": byte for akhiran, byte in dokumen.items()},
        "README.txt": build_readme(pokok),
    }
    manifest = Manifest(
        pokok=pokok,
        sidik=pokok.sidik,
        pdf=f"{nama}.pdf",
        asal_pdf=asal,
        halaman=halaman,
        berkas=tuple(describe_berkas(n, isi[n]) for n in sorted(isi)),
    )
    teks = dump_baku(manifest)
    tanda = sha256(teks).hexdigest()
    daftar = {b.nama: b.sha256 for b in manifest.berkas} | {MANIFEST: tanda}
    isi |= {MANIFEST: teks, DAFTAR_HASH: build_daftar_hash(daftar)}
    return ArsipJadi(manifest, tanda, build_zip(isi))
