"""Langkah 8: konsep LKjIP bernomor dari kompilasi terakhir dan kata-kata orang; PDF bila dapat."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from kinerja_cli import VERSI
from kinerja_cli.dokumen.libreoffice import (
    LambatError,
    LibreOfficeError,
    convert_pdf,
    find_libreoffice,
    read_halaman,
)
from kinerja_cli.dokumen.lkjip import HasilDokumen, MasukanLkjip, build_lkjip
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.temuan import Temuan, build_temuan
from kinerja_cli.register.basis import Register
from kinerja_cli.register.keputusan import hash_kompilasi
from kinerja_cli.register.laporan import KeadaanLaporan, Konsep, read_keadaan, store_konsep
from kinerja_cli.ruang.langkah import Hasil, check_oleh, write_semua
from kinerja_cli.ruang.laporan import (
    check_berubah,
    check_tertulis,
    list_suntingan,
    name_konsep,
    read_arsip,
    require_kompilasi,
    require_templat,
)
from kinerja_cli.ruang.petikan import BerkasPetikan, format_teks, read_semua
from kinerja_cli.ruang.ruang import Ruang
from kinerja_cli.ruang.sesudah_sah import read_sesudah_sah
from kinerja_cli.ruang.tulis import Keluaran

PANJANG_TANDA = 8


@dataclass(frozen=True, slots=True)
class OpsiLkjip:
    """Periode data, waktu konsep, pelaku, apakah PDF dibuat, dan apakah suntingan diabaikan."""

    periode: Periode
    waktu: datetime
    timpa: bool = False
    pdf: bool = True
    oleh: str = ""


@dataclass(frozen=True, slots=True)
class RencanaLkjip:
    """Konsep yang akan ditulis; ``baru`` bila bernomor baru."""

    ruang: Ruang
    opsi: OpsiLkjip
    keadaan: KeadaanLaporan
    keluaran: tuple[Keluaran, ...]
    temuan: tuple[Temuan, ...]
    konsep: Konsep | None = None
    baru: bool = False
    lambat: bool = False
    """LibreOffice tidak sanggup menghitung halamannya; PDF-nya tidak dicoba lagi."""


def plan(ruang: Ruang, opsi: OpsiLkjip) -> RencanaLkjip:
    """Susun konsep di memori; masukan yang sama memakai lagi konsep terakhir tanpa nomor baru.

    Galat ``RegisterError`` bila belum ada kompilasi, ``TemplatError`` bila templat tidak ada,
    ``NaskahError`` bila sebuah petikan rusak.
    """
    with ruang.register() as register:
        check_tertulis(register)
        data, definisi = require_kompilasi(register, opsi.periode)
        keadaan = read_keadaan(register)
        check_oleh(definisi, opsi.oleh)
    suntingan = list_suntingan(ruang, keadaan)
    if suntingan and not opsi.timpa:
        return RencanaLkjip(ruang, opsi, keadaan, (), tuple(_report_suntingan(ruang, suntingan)))
    terakhir = keadaan.terakhir
    petikan = read_semua(ruang, keadaan)
    masukan = MasukanLkjip(
        data,
        definisi,
        require_templat(ruang),
        opsi.waktu,
        {slot: b.petikan for slot, b in petikan.items()},
    )
    dasar = _hash_masukan(masukan, petikan, keadaan)
    if terakhir is not None and terakhir.dasar == dasar and not opsi.timpa:
        return _plan_ulang(ruang, opsi, keadaan, terakhir, (masukan, petikan))
    nomor = terakhir.nomor + 1 if terakhir else 1
    hasil, temuan, lambat = _build(replace(masukan, konsep=nomor, tanda=dasar[:PANJANG_TANDA]))
    konsep = Konsep(
        nomor=nomor,
        periode=opsi.periode,
        dasar=dasar,
        sha256=sha256(hasil.isi).hexdigest(),
        kompilasi=hash_kompilasi(data),
        waktu=opsi.waktu.isoformat(),
        oleh=opsi.oleh,
        slot=hasil.slot,
        petikan={slot: b.tanda for slot, b in petikan.items()},
    )
    keluaran = (Keluaran(name_konsep(ruang, nomor), hasil.isi), *_list_teks(ruang, petikan, hasil))
    temuan += [*read_sesudah_sah(ruang), *_report_hasil(ruang, hasil, petikan)]
    return RencanaLkjip(
        ruang, opsi, keadaan, keluaran, tuple(temuan), konsep, baru=True, lambat=lambat
    )


def _plan_ulang(
    ruang: Ruang,
    opsi: OpsiLkjip,
    keadaan: KeadaanLaporan,
    konsep: Konsep,
    bahan: tuple[MasukanLkjip, Mapping[str, BerkasPetikan]],
) -> RencanaLkjip:
    """Konsep terakhir apa adanya dari arsip; disusun lagi hanya untuk menyebut kekurangannya."""
    masukan, petikan = bahan
    hasil = build_lkjip(masukan)
    isi = Keluaran(name_konsep(ruang, konsep.nomor), read_arsip(ruang, konsep))
    keluaran = (isi, *_list_teks(ruang, petikan, hasil))
    temuan = tuple(_report_hasil(ruang, hasil, petikan))
    return RencanaLkjip(ruang, opsi, keadaan, keluaran, temuan, konsep)


def apply(rencana: RencanaLkjip) -> Hasil:
    """Simpan konsep di arsip, catat, tulis .docx, lalu PDF bila LibreOffice ada."""
    ruang, konsep = rencana.ruang, rencana.konsep
    with ruang.kunci():
        if konsep is None:
            return Hasil(rencana.temuan)
        with ruang.register(tulis=True) as register:
            check_berubah(register, rencana.keadaan)
            if rencana.baru:
                _store(ruang, register, konsep, rencana.keluaran[0].isi)
        lama = [k for k in rencana.keluaran if not _is_sama(k)]
        berkas = list(write_semua(tuple(lama)))
        temuan = list(rencana.temuan)
        docx = rencana.keluaran[0].jalur
        pdf = rencana.opsi.pdf and not rencana.lambat
        if pdf and (docx in berkas or not docx.with_suffix(".pdf").exists()):
            berkas += _write_pdf(docx, temuan)
    data = {"konsep": konsep.nomor, "baru": rencana.baru}
    return Hasil(tuple(temuan), tuple(berkas), data)


def _store(ruang: Ruang, register: Register, konsep: Konsep, isi: bytes) -> None:
    ruang.store_arsip(isi, "konsep.docx", konsep.sha256)
    with register.transaksi():
        store_konsep(register, konsep)


def _is_sama(keluaran: Keluaran) -> bool:
    return keluaran.jalur.is_file() and keluaran.jalur.read_bytes() == keluaran.isi


def _hash_masukan(
    masukan: MasukanLkjip, petikan: Mapping[str, BerkasPetikan], keadaan: KeadaanLaporan
) -> str:
    """Hash semua yang menentukan isi konsep; waktu menyusunnya tidak ikut."""
    bagian = (
        VERSI,
        hash_kompilasi(masukan.data),
        masukan.definisi.hash,
        sha256(masukan.templat.read_bytes()).hexdigest(),
        *(f"{slot} {b.tanda}" for slot, b in sorted(petikan.items())),
        str(keadaan.koreksi[-1].urut if keadaan.koreksi else 0),
    )
    return sha256("\n".join(bagian).encode()).hexdigest()


def _list_teks(
    ruang: Ruang, petikan: Mapping[str, BerkasPetikan], hasil: HasilDokumen
) -> Iterator[Keluaran]:
    """Berkas .txt petikan yang isinya berubah karena .docx-nya disunting langsung."""
    for b in petikan.values():
        nama = b.jalur.relative_to(ruang.akar).as_posix()
        teks = format_teks(b.petikan.isi, nama, hasil.figur).encode()
        keluaran = Keluaran(b.jalur.with_suffix(".txt"), teks)
        if not _is_sama(keluaran):
            yield keluaran


def _report_suntingan(ruang: Ruang, suntingan: Sequence[Path]) -> Iterator[Temuan]:
    for jalur in suntingan:
        yield build_temuan("DOK412", berkas=jalur.relative_to(ruang.akar).as_posix())


def _report_hasil(
    ruang: Ruang, hasil: HasilDokumen, petikan: Mapping[str, BerkasPetikan]
) -> Iterator[Temuan]:
    for teks in hasil.kurang:
        yield build_temuan("DOK202", teks=teks)
    for slot in hasil.bentrok:
        yield build_temuan("DOK414", slot=slot, kolom=slot)
    for slot in hasil.lepas:
        jalur = petikan[slot].jalur.relative_to(ruang.akar).as_posix()
        yield build_temuan("DOK413", slot=slot, kolom=slot, berkas=jalur)


def _build(masukan: MasukanLkjip) -> tuple[HasilDokumen, list[Temuan], bool]:
    """Konsep dengan nomor halaman dari LibreOffice, temuannya, dan apakah ia terlalu lambat.

    Tanpa LibreOffice, Word yang mengisi nomor halamannya.
    """
    if find_libreoffice() is None:
        return build_lkjip(masukan), [], False
    try:
        return build_lkjip(masukan, read_halaman), [], False
    except LibreOfficeError as galat:
        temuan = build_temuan("DOK204", teks=f"{galat.masalah}; {galat.perbaikan}")
        return build_lkjip(masukan), [temuan], isinstance(galat, LambatError)


def _write_pdf(docx: Path, temuan: list[Temuan]) -> list[Path]:
    if find_libreoffice() is None:
        temuan.append(build_temuan("DOK203"))
        return []
    pdf = docx.with_suffix(".pdf")
    try:
        convert_pdf(docx, pdf)
    except LibreOfficeError as galat:
        temuan.append(build_temuan("DOK204", teks=f"{galat.masalah}; {galat.perbaikan}"))
        return []
    return [pdf]
