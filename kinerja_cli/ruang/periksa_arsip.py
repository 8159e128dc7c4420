"""Memeriksa arsip pengesahan dari isinya sendiri: tidak memerlukan ruang kerja."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from kinerja_cli.dokumen.baca_pdf import IsiPdf, open_pdf
from kinerja_cli.dokumen.cocok_pdf import straighten
from kinerja_cli.lembar.penjaga import find_bukan_kiriman
from kinerja_cli.model.batas import BATAS, Batas
from kinerja_cli.model.galat import NaskahError
from kinerja_cli.model.pengesahan import (
    DAFTAR_HASH,
    FOLDER_TAMBAHAN,
    MANIFEST,
    SKEMA_MANIFEST,
    Manifest,
    Tambahan,
    read_baku,
    read_skema,
)
from kinerja_cli.model.temuan import Temuan, build_temuan
from kinerja_cli.register.riwayat import AWAL, hash_baris
from kinerja_cli.ruang.arsip_sah import build_daftar_hash

TAMBAHAN = "tambahan.json"
RIWAYAT = "riwayat/riwayat.jsonl"
POLA_TAMBAHAN = re.compile(rf"{FOLDER_TAMBAHAN}/(\d+)/([^/]+)")
PERBARUI = "perbarui program kinerja"


@dataclass
class HasilArsip:
    """Temuan satu arsip, manifestnya bila terbaca, dan tambahannya yang utuh."""

    manifest: Manifest | None = None
    tanda: str = ""
    """Sha256 manifest."""
    tambahan: list[Tambahan] = field(default_factory=list)
    temuan: list[Temuan] = field(default_factory=list)


def check_arsip(isi: Mapping[str, bytes], batas: Batas = BATAS) -> HasilArsip:
    """Setiap berkas terhadap manifest, manifest terhadap sidiknya, riwayat terhadap rantainya.

    Galat ``NaskahError`` bila bukan arsip pengesahan atau berskema lebih baru.
    """
    teks = isi.get(MANIFEST)
    if teks is None:
        raise NaskahError(
            f"tidak ada {MANIFEST} di dalamnya", "sebut arsip .zip atau folder hasil membukanya"
        )
    if (read_skema(teks) or 0) > SKEMA_MANIFEST:
        raise NaskahError("arsip ini dibuat program yang lebih baru", PERBARUI)
    hasil = HasilArsip(tanda=sha256(teks).hexdigest())
    manifest = read_baku(Manifest, teks)
    if manifest is None:
        hasil.temuan.append(_report_manifest("isinya berubah atau bukan JSON baku"))
        hasil.temuan += _check_tanpa_manifest(isi)
        return hasil
    hasil.manifest = manifest
    hasil.temuan += [
        *_check_manifest(isi, manifest),
        *_check_berkas(isi, manifest),
        *_check_riwayat(isi.get(RIWAYAT, b""), manifest),
        *_check_pdf(isi, manifest, batas),
    ]
    for urut in sorted({int(c[1]) for n in isi if (c := POLA_TAMBAHAN.fullmatch(n))}):
        _check_tambahan(isi, urut, hasil)
    return hasil


def _report_manifest(rincian: str, berkas: str = MANIFEST) -> Temuan:
    return build_temuan("DOK602", berkas=berkas, rincian=rincian)


def _check_tanpa_manifest(isi: Mapping[str, bytes]) -> Iterator[Temuan]:
    """Manifest rusak: berkas lain masih diperiksa terhadap daftar hash."""
    for nama, tanda in _read_daftar_hash(isi.get(DAFTAR_HASH, b"")).items():
        if nama != MANIFEST and nama in isi and sha256(isi[nama]).hexdigest() != tanda:
            yield build_temuan("DOK601", berkas=nama)


def _check_manifest(isi: Mapping[str, bytes], manifest: Manifest) -> Iterator[Temuan]:
    """Sidik pokok, dan daftar hash yang ditentukan manifest."""
    pokok = manifest.pokok
    if pokok.sidik != manifest.sidik:
        yield _report_manifest("pokok atau sidiknya berubah: sidik tidak cocok dengan pokok")
    tercatat = {b.nama: b.sha256 for b in manifest.berkas}
    asal = {b.nama: b.sha256 for b in (pokok.konsep, *pokok.tabel)}
    asal |= {m.arsip: m.sha256 for m in pokok.masukan if m.arsip}
    for nama, tanda in asal.items():
        if tercatat.get(nama) != tanda:
            yield _report_manifest(f"hash {nama} berbeda antara pokok dan daftar berkas")
    harap = build_daftar_hash({**tercatat, MANIFEST: sha256(isi[MANIFEST]).hexdigest()})
    ada = isi.get(DAFTAR_HASH)
    if ada is None:
        yield build_temuan("DOK604", berkas=DAFTAR_HASH)
    elif ada != harap:
        yield from _find_salah(isi, ada)


def _find_salah(isi: Mapping[str, bytes], daftar_hash: bytes) -> Iterator[Temuan]:
    """Daftar hash tidak sama: manifest yang berubah, atau daftarnya sendiri."""
    baris = daftar_hash.decode(errors="replace").splitlines()
    tanda = sha256(isi[MANIFEST]).hexdigest()
    utuh = [b for b in baris if b.endswith(f"  {MANIFEST}")] == [f"{tanda}  {MANIFEST}"]
    if utuh:
        yield build_temuan("DOK601", berkas=DAFTAR_HASH)
    else:
        yield _report_manifest(f"manifest atau {DAFTAR_HASH} berubah: keduanya tidak cocok")


def _check_berkas(isi: Mapping[str, bytes], manifest: Manifest) -> Iterator[Temuan]:
    tercatat = {b.nama: b for b in manifest.berkas}
    for nama, berkas in tercatat.items():
        if nama not in isi:
            yield build_temuan("DOK604", berkas=nama)
        elif sha256(isi[nama]).hexdigest() != berkas.sha256 or len(isi[nama]) != berkas.ukuran:
            yield build_temuan("DOK601", berkas=nama)
    for nama in isi.keys() - tercatat.keys() - {MANIFEST, DAFTAR_HASH}:
        if POLA_TAMBAHAN.fullmatch(nama):
            continue
        if find_bukan_kiriman(nama.rsplit("/", 1)[-1]):
            rincian = f"{nama} berkas milik sistem operasi, tidak dihitung"
            yield build_temuan("DOK610", berkas=nama, rincian=rincian)
        else:
            yield build_temuan("DOK605", berkas=nama)


def _check_riwayat(isi: bytes, manifest: Manifest) -> Iterator[Temuan]:
    """Rantai riwayat sampai baris yang dicatat manifest."""
    nomor, sebelum = 0, AWAL
    for nomor, baris in enumerate(isi.splitlines(), start=1):
        try:
            teks, tanda = json.loads(baris)
            utuh = hash_baris(sebelum, teks) == tanda
        except (ValueError, TypeError, RecursionError):
            utuh, tanda = False, ""
        if not utuh:
            yield build_temuan("DOK608", berkas=RIWAYAT, nomor=nomor)
            return
        sebelum = tanda
    if (nomor, sebelum) != (manifest.pokok.riwayat_nomor, manifest.pokok.riwayat_hash):
        yield build_temuan("DOK608", berkas=RIWAYAT, nomor=nomor)


def _check_pdf(isi: Mapping[str, bytes], manifest: Manifest, batas: Batas) -> Iterator[Temuan]:
    nama = manifest.pdf
    if nama not in isi:
        return
    try:
        pdf = open_pdf(isi[nama], nama, batas)
    except NaskahError as galat:
        yield build_temuan("DOK606", berkas=nama, rincian=galat.masalah)
        return
    yield from check_sidik(pdf, nama, manifest.sidik)


def check_sidik(pdf: IsiPdf, nama: str, sidik: str) -> Iterator[Temuan]:
    """Sidik harus tercetak di lembar pengesahan; di sifat dokumen boleh tidak ada, tidak lain."""
    if sidik not in straighten(pdf.halaman).teks:
        rincian = f"sidik {sidik} tidak tercetak di dalamnya"
        yield build_temuan("DOK606", berkas=nama, rincian=rincian)
    elif pdf.sidik not in {"", sidik}:
        rincian = "sidik pada sifat dokumen berbeda dari yang tercetak"
        yield build_temuan("DOK606", berkas=nama, rincian=rincian)


def _check_tambahan(isi: Mapping[str, bytes], urut: int, hasil: HasilArsip) -> None:
    """Satu PDF bertanda tangan: tambahan, daftar hash, dan byte awalnya."""
    folder = f"{FOLDER_TAMBAHAN}/{urut}/"
    bagian = {n.removeprefix(folder): b for n, b in isi.items() if n.startswith(folder)}
    tambahan = read_baku(Tambahan, bagian.get(TAMBAHAN, b""))
    if tambahan is None or tambahan.manifest != hasil.tanda or tambahan.urut != urut:
        rincian = "tidak terbaca atau bukan milik manifest ini"
        hasil.temuan.append(_report_manifest(rincian, folder + TAMBAHAN))
        return
    hasil.tambahan.append(tambahan)
    hasil.temuan += _check_berkas_tambahan(folder, bagian, tambahan)
    asal = isi.get(hasil.manifest.pdf, b"") if hasil.manifest else b""
    pdf = bagian.get(tambahan.berkas.nama, b"")
    if tambahan.pemeriksaan == "byte awal tetap" and not pdf.startswith(asal):
        rincian = "awalnya bukan lagi PDF yang disahkan"
        nama = folder + tambahan.berkas.nama
        hasil.temuan.append(build_temuan("DOK606", berkas=nama, rincian=rincian))


def _check_berkas_tambahan(
    folder: str, bagian: Mapping[str, bytes], tambahan: Tambahan
) -> Iterator[Temuan]:
    """PDF terhadap tambahan, dan daftar hash terhadap keduanya."""
    tanda = {n: sha256(b).hexdigest() for n, b in bagian.items() if n != DAFTAR_HASH}
    tercatat = _read_daftar_hash(bagian.get(DAFTAR_HASH, b""))
    nama = tambahan.berkas.nama
    for asing in sorted(tanda.keys() - {nama, TAMBAHAN}):
        yield build_temuan("DOK605", berkas=folder + asing)
    if nama not in tanda:
        yield build_temuan("DOK604", berkas=folder + nama)
    elif tanda[nama] != tambahan.berkas.sha256 and tercatat.get(nama) != tanda[nama]:
        yield build_temuan("DOK601", berkas=folder + nama)
    harap = {TAMBAHAN: tanda[TAMBAHAN], nama: tambahan.berkas.sha256}
    if bagian.get(DAFTAR_HASH) == build_daftar_hash(harap):
        return
    if tercatat.get(TAMBAHAN) != tanda[TAMBAHAN]:
        rincian = f"{TAMBAHAN} atau {DAFTAR_HASH} berubah: keduanya tidak cocok"
        yield _report_manifest(rincian, folder + TAMBAHAN)
    else:
        yield build_temuan("DOK601", berkas=folder + DAFTAR_HASH)


def _read_daftar_hash(daftar: bytes) -> dict[str, str]:
    """Hash menurut nama berkasnya."""
    hasil = {}
    for baris in daftar.decode(errors="replace").splitlines():
        tanda, sela, nama = baris.partition("  ")
        if sela:
            hasil[nama] = tanda
    return hasil
