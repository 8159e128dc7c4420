"""Menulis tabel sumber kosong atau terisi dari model barisnya."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any, BinaryIO

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from kinerja_cli.lembar.gaya import (
    FORMAT_WUJUD,
    GARIS,
    KELOMPOK,
    SAMAR,
    TINTA,
    WUJUD_ANGKA,
    BukuTulis,
    JudulKolom,
    count_tinggi,
    setup_cetak,
    write_isi,
    write_kepala,
)
from kinerja_cli.lembar.validasi import (
    build_angka,
    build_pilihan,
    build_tanggal,
    can_pilihan,
    write_validasi,
)
from kinerja_cli.model.kolom import KolomModel, Wujud, iterate_kolom
from kinerja_cli.model.sumber import Baris

BARIS_SIAP = 1000
"""Baris kosong yang sudah diberi pilihan dan batas isian."""

TANDA_CONTOH = "contoh"
"""Awal tanda di ujung baris contoh; pembaca mengabaikan baris itu selama isinya tidak diubah."""

SEBUTAN_WUJUD = {
    Wujud.BULAT: "bilangan bulat",
    Wujud.DESIMAL: "angka",
    Wujud.PERSEN: "angka persen tanpa tanda %",
    Wujud.RUPIAH: "rupiah penuh",
    Wujud.TANGGAL: "tanggal, misalnya 31/12/2025",
    Wujud.TEKS: "teks",
    Wujud.NILAI: "angka, predikat, atau rentang seperti tertulis di dokumen",
}


@dataclass(frozen=True, slots=True)
class IsiTabel:
    """Satu lembar tabel: nama, model baris, isinya, dan contoh untuk tabel kosong."""

    nama: str
    model: type[Baris]
    baris: Sequence[Baris] = ()
    contoh: Sequence[Baris] = ()
    judul: str = ""
    keterangan: str = ""


def write_tabel(daftar: Sequence[IsiTabel], tujuan: BinaryIO, waktu: datetime) -> None:
    """Tulis satu buku kerja berisi semua tabel dan lembar Petunjuk."""
    tulis = BukuTulis(waktu)
    petunjuk = tulis.add_lembar("Petunjuk")
    for nomor, tabel in enumerate(daftar):
        lembar = tulis.add_lembar(tabel.nama)
        if nomor == 0:
            lembar.activate()
        _write_lembar(tulis, lembar, tabel)
    _write_petunjuk(tulis, petunjuk, daftar)
    tulis.save(tujuan)


def build_tanda_contoh(baris: Baris) -> str:
    """Tanda baris contoh; memuat sidik isinya agar baris yang sudah ditimpa tidak terabaikan."""
    sidik = sha256(baris.model_dump_json().encode()).hexdigest()[:8]
    return f"{TANDA_CONTOH} {sidik}: timpa atau hapus baris ini"


def _write_lembar(tulis: BukuTulis, lembar: Worksheet, tabel: IsiTabel) -> None:
    kolom = list(iterate_kolom(tabel.model))
    judul = tulis.format(font_color=TINTA, font_size=14, bold=True)
    lembar.write_string(0, 0, tabel.judul or tabel.nama, judul)
    keterangan = tabel.keterangan or explain_model(tabel.model)
    lembar.write_string(1, 0, keterangan, tulis.format(font_color=SAMAR, italic=True))
    for i, k in enumerate(kolom):
        lembar.set_column(i, i, k.kolom.lebar, _build_rupa(tulis, k))
    tingkat = write_kepala(tulis, lembar, 3, 0, [JudulKolom(k.kolom.judul_baris) for k in kolom])
    awal = 3 + tingkat
    lembar.freeze_panes(awal, 1)
    _write_isi_tabel(tulis, lembar, tabel, kolom, awal)
    for i, k in enumerate(kolom):
        _write_validasi_kolom(lembar, k, (awal, i, awal + BARIS_SIAP, i))
    lembar.autofilter(awal - 1, 0, awal + max(len(tabel.baris), 1) - 1, len(kolom) - 1)
    lembar.ignore_errors({"number_stored_as_text": f"A1:XFD{awal + BARIS_SIAP}"})
    setup_cetak(lembar, kaki=tabel.nama, baris_judul=(3, awal - 1))


def _write_isi_tabel(
    tulis: BukuTulis,
    lembar: Worksheet,
    tabel: IsiTabel,
    kolom: list[KolomModel],
    awal: int,
) -> None:
    contoh = () if tabel.baris else tabel.contoh
    for r, baris in enumerate((*tabel.baris, *contoh), start=awal):
        sifat = {"italic": True, "font_color": SAMAR} if contoh else {}
        teks = ((_read_isi(baris, k), k.kolom.lebar) for k in kolom)
        lembar.set_row(r, count_tinggi(teks))
        for i, k in enumerate(kolom):
            isi = _read_isi(baris, k)
            write_isi(lembar, r, i, isi, _build_rupa(tulis, k, border=1, **sifat))
        if contoh:
            tanda = tulis.format(italic=True, font_color=SAMAR)
            lembar.write_string(r, len(kolom), build_tanda_contoh(baris), tanda)
    if contoh:
        lembar.set_column(len(kolom), len(kolom), 44)


def _read_isi(baris: Baris, kolom: KolomModel) -> str | Decimal | int | date | None:
    isi = getattr(baris, kolom.bidang)
    if isi is None or isinstance(isi, Decimal | int | date):
        return isi
    return str(isi)


def _build_rupa(
    tulis: BukuTulis,
    kolom: KolomModel,
    **sifat: Any,  # noqa: ANN401 - sifat format XlsxWriter beragam tipe
) -> Format:
    wujud = kolom.kolom.wujud
    rata = "right" if wujud in WUJUD_ANGKA else "left"
    pola = "General" if wujud is Wujud.DESIMAL else FORMAT_WUJUD[wujud]
    return tulis.format(
        num_format=pola, text_wrap=wujud is Wujud.TEKS, align=rata, border_color=GARIS, **sifat
    )


def _write_validasi_kolom(
    lembar: Worksheet, kolom: KolomModel, rentang: tuple[int, int, int, int]
) -> None:
    nama = kolom.kolom.nama
    bantuan = kolom.kolom.bantuan
    if kolom.pilihan and can_pilihan(kolom.pilihan):
        aturan = build_pilihan(kolom.pilihan)
    elif kolom.kolom.wujud is Wujud.TANGGAL:
        aturan = build_tanggal(date(2000, 1, 1), date(2099, 12, 31))
    elif kolom.kolom.wujud in WUJUD_ANGKA:
        aturan = build_angka()
    elif bantuan:
        aturan = {"validate": "any"}
    else:
        return
    write_validasi(lembar, rentang, aturan, nama, bantuan)


def explain_model(model: type[Baris]) -> str:
    """Kalimat pertama penjelasan model, untuk dibaca pengisi tabel."""
    return (model.__doc__ or "").strip().split("\n\n")[0]


def explain_bentuk(kolom: KolomModel) -> str:
    """Bentuk isian sebuah kolom: pilihan tertutup atau wujudnya."""
    if kolom.pilihan:
        return "pilih: " + ", ".join(kolom.pilihan)
    return SEBUTAN_WUJUD[kolom.kolom.wujud]


def _write_petunjuk(tulis: BukuTulis, lembar: Worksheet, daftar: Sequence[IsiTabel]) -> None:
    for i, lebar in enumerate((34, 8, 56, 64)):
        lembar.set_column(i, i, lebar)
    lembar.write_string(0, 0, "Petunjuk", tulis.format(font_size=14, bold=True, font_color=TINTA))
    lembar.write_string(
        1,
        0,
        "Urutan kolom boleh berubah dan kolom tambahan diabaikan; judul kolom jangan diganti. "
        "Kode ditulis sebagai teks.",
        tulis.format(italic=True, font_color=SAMAR),
    )
    r = 3
    isi = tulis.format(text_wrap=True, border=1, border_color=GARIS)
    for tabel in daftar:
        kelompok = tulis.format(bold=True, font_color=TINTA, bg_color=KELOMPOK)
        lembar.write_string(r, 0, f"Lembar {tabel.nama}", kelompok)
        lembar.write_string(r, 1, tabel.keterangan or explain_model(tabel.model), kelompok)
        for i in (2, 3):
            lembar.write_blank(r, i, None, kelompok)
        kepala = [JudulKolom((j,)) for j in ("Kolom", "Wajib", "Bentuk", "Bantuan")]
        write_kepala(tulis, lembar, r + 1, 0, kepala)
        r += 2
        for kolom in iterate_kolom(tabel.model):
            wajib = "ya" if kolom.wajib else ""
            teks = (kolom.kolom.nama, wajib, explain_bentuk(kolom), kolom.kolom.bantuan)
            lembar.set_row(r, count_tinggi(zip(teks, (34, 8, 56, 64), strict=True)))
            for i, t in enumerate(teks):
                write_isi(lembar, r, i, t, isi)
            r += 1
        r += 1
    setup_cetak(lembar, kaki="Petunjuk", baris_judul=None)
