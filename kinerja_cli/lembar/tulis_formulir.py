"""Menulis formulir sebagai buku kerja .xlsx."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, BinaryIO

from kinerja_cli.capaian.rumus import quote_lembar
from kinerja_cli.formulir.bentuk import BarisFormulir, Formulir, LembarFormulir, Sel
from kinerja_cli.formulir.keadaan import AWAL_KURANG
from kinerja_cli.lembar import gaya
from kinerja_cli.lembar.cetak_formulir import JARAK_TANDA_TANGAN, setup_cetak_formulir
from kinerja_cli.lembar.gaya import BukuTulis, JudulKolom, LembarTulis, write_isi, write_kepala
from kinerja_cli.lembar.komentar import write_komentar
from kinerja_cli.lembar.penanda import (
    AKHIR_TABEL,
    LEMBAR_IDENTITAS,
    TANDA_HASH,
    build_tanda_kolom,
)
from kinerja_cli.lembar.rupa_sel import build_rupa
from kinerja_cli.lembar.tata_formulir import (
    BARIS_KEPALA,
    BARIS_TEKNIS,
    KOLOM_DATA,
    TataLembar,
    build_tata,
    write_alamat,
)
from kinerja_cli.lembar.tulis_petunjuk import write_petunjuk
from kinerja_cli.lembar.validasi import cut_bantuan, write_validasi
from kinerja_cli.lembar.validasi_formulir import DaftarPilihan, build_aturan
from kinerja_cli.model.isi_sel import format_alamat
from kinerja_cli.model.kertas import Kertas
from kinerja_cli.model.kolom import KolomModel, Peran

TINGGI_MINIMUM = 28.0
"""Dua baris teks, agar sel isian tampak lega."""

PROTEKSI = {
    "autofilter": True,
    "format_columns": True,
    "format_rows": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
}
"""Terkunci agar tidak terubah tanpa sengaja, bukan rahasia: tanpa kata sandi.

Sel terkunci tetap dapat dipilih: tombol Tab sudah melompat dari isian ke isian, sedangkan
menyalin target, membaca teks yang panjang, dan menyaring memerlukan sel terkunci terpilih.
"""

WARNA_KEPALA = {Peran.ISIAN: gaya.KEPALA_ISIAN}


def write_formulir(
    formulir: Formulir, tujuan: BinaryIO, waktu: datetime, kertas: Kertas = Kertas.F4
) -> None:
    """Tulis formulir; masukan dan ``waktu`` yang sama menghasilkan byte yang sama."""
    tulis = BukuTulis(waktu, kertas)
    kaki = build_kaki(formulir)
    write_petunjuk(tulis, formulir, kaki)
    tata = {x.nama: build_tata(x) for x in formulir.lembar}
    pilihan = DaftarPilihan()
    for nomor, uraian in enumerate(formulir.lembar):
        penulis = PenulisLembar(tulis, formulir, uraian, tata, pilihan)
        penulis.write(kaki)
        if nomor == 0:
            penulis.lembar.activate()
    pilihan.write(tulis)
    _write_identitas(tulis, formulir)
    tulis.save(tujuan)


def build_kaki(formulir: Formulir) -> str:
    """Teks kaki halaman cetak: id dan versi formulir, periode, dan unit."""
    i = formulir.identitas
    versi = f"kinerja {i.versi_program}" if i.versi_program else ""
    bagian = (
        f"Formulir {i.id}",
        f"definisi {i.definisi} putaran {i.putaran}",
        versi,
        f"{i.periode.nama} {i.tahun}",
        i.nama_unit,
    )
    return " · ".join(b for b in bagian if b)


def _write_identitas(tulis: BukuTulis, formulir: Formulir) -> None:
    lembar = tulis.buku.add_worksheet(LEMBAR_IDENTITAS)
    for r, (kunci, nilai) in enumerate(formulir.identitas.to_teks().items()):
        lembar.write_string(r, 0, kunci)
        lembar.write_string(r, 1, nilai)
    lembar.protect()
    lembar.very_hidden()


@dataclass
class PenulisLembar:
    """Menulis satu lembar formulir; ``tata`` letak semua lembar untuk rumus antarlembar."""

    tulis: BukuTulis
    formulir: Formulir
    uraian: LembarFormulir
    tata: Mapping[str, TataLembar]
    pilihan: DaftarPilihan
    lembar: LembarTulis = field(init=False)
    letak: TataLembar = field(init=False)
    _validasi: dict[tuple[Any, ...], list[tuple[int, int]]] = field(init=False)

    def __post_init__(self) -> None:
        self.lembar = self.tulis.add_lembar(self.uraian.nama)
        self.letak = self.tata[self.uraian.nama]
        self._validasi = defaultdict(list)

    def write(self, kaki: str) -> None:
        """Tulis lembar seluruhnya: judul, kepala, baris, penutup, proteksi, dan tata cetak."""
        self._setup_kolom()
        self._write_kepala()
        for r, teks in self.letak.kelompok.items():
            self._write_kelompok(r, teks)
        for r, b in self.letak.iterate():
            self._write_baris(r, b)
        self._write_judul()
        self._write_akhir(self.letak.akhir)
        self._write_warna(self.letak.awal, max(self.letak.akhir - 1, self.letak.awal))
        self._write_semua_validasi()
        self.lembar.protect("", PROTEKSI)
        self._setup_filter()
        setup_cetak_formulir(self.lembar, self.letak, kaki)

    def _setup_kolom(self) -> None:
        self.lembar.set_column(0, 1, 12, None, {"hidden": True})
        for i, k in enumerate(self.uraian.kolom, start=KOLOM_DATA):
            self.lembar.set_column(i, i, k.kolom.lebar)

    def _setup_filter(self) -> None:
        awal, akhir = self.letak.awal, self.letak.akhir
        kolom = KOLOM_DATA + len(self.uraian.kolom) - 1
        if self.uraian.baris:
            self.lembar.autofilter(awal - 1, KOLOM_DATA, akhir - 1, kolom)
        terbuka = (
            (r, self.letak.kolom[k])
            for r, b in self.letak.iterate()
            for k in self.letak.kolom
            if b.sel.get(k, Sel()).terbuka
        )
        # Kursor menunggu di isian pertama, sehingga Tab langsung berguna.
        r, c = next(terbuka, (awal, KOLOM_DATA))
        self.lembar.set_selection(r, c, r, c)

    def _write_kepala(self) -> None:
        samar = self.tulis.format(font_color=gaya.SAMAR, font_size=8)
        self.lembar.write_string(BARIS_TEKNIS, 0, build_tanda_kolom(self.uraian.nama), samar)
        self.lembar.write_string(BARIS_TEKNIS, 1, TANDA_HASH, samar)
        for i, k in enumerate(self.uraian.kolom, start=KOLOM_DATA):
            self.lembar.write_string(BARIS_TEKNIS, i, k.bidang, samar)
        self.lembar.set_row(BARIS_TEKNIS, None, None, {"hidden": True})
        judul = [JudulKolom(("Kunci",)), JudulKolom(("Hash",))] + [
            JudulKolom(k.kolom.judul_baris, WARNA_KEPALA.get(k.kolom.peran, gaya.KEPALA))
            for k in self.uraian.kolom
        ]
        write_kepala(self.tulis, self.lembar, BARIS_KEPALA, 0, judul)
        self.lembar.set_row(self.letak.awal - 1, 28)
        tetap = self.letak.kolom.get(self.uraian.tetap, KOLOM_DATA - 1)
        self.lembar.freeze_panes(self.letak.awal, tetap + 1)

    def _write_judul(self) -> None:
        besar = self.tulis.format(font_size=14, bold=True, font_color=gaya.TINTA)
        biasa = self.tulis.format(font_color=gaya.TINTA)
        self.lembar.set_row(0, 21)
        for r, teks in enumerate(self.formulir.judul[:3]):
            write_isi(self.lembar, r, KOLOM_DATA, teks, besar if r == 0 else biasa)
        miring = self.tulis.format(italic=True, font_color=gaya.SAMAR)
        write_isi(self.lembar, 3, KOLOM_DATA, self.uraian.catatan, miring)
        kolom = self.letak.kolom.get("keadaan")
        if kolom is not None and self.uraian.dihitung and self.uraian.baris:
            self._write_penghitung(kolom)

    def _write_penghitung(self, kolom: int) -> None:
        """Sel "Terisi 12 dari 15" di atas kolom keadaan."""
        data = self.letak.data
        daftar = f"{format_alamat(data[0], kolom)}:{format_alamat(data[-1], kolom)}"
        kurang = sum(str(b.sel["keadaan"].nilai).startswith(AWAL_KURANG) for b in self.uraian.baris)
        self.lembar.write_formula(
            1,
            kolom,
            f'="Terisi "&({len(data)}-COUNTIF({daftar},"{AWAL_KURANG}*"))&" dari {len(data)}"',
            self.tulis.format(bold=True, font_color=gaya.TINTA, align="right", font_size=11),
            f"Terisi {len(data) - kurang} dari {len(data)}",
        )

    def _write_kelompok(self, r: int, teks: str) -> None:
        rupa = self.tulis.format(
            bold=True, font_color=gaya.TINTA, bg_color=gaya.KELOMPOK, valign="vcenter",
            top=1, bottom=1, top_color=gaya.GARIS, bottom_color=gaya.GARIS,
        )  # fmt: skip
        self.lembar.set_row(r, 18)
        for i in range(len(self.uraian.kolom)):
            self.lembar.write_blank(r, KOLOM_DATA + i, None, rupa)
        write_isi(self.lembar, r, KOLOM_DATA, teks, rupa)

    def _write_baris(self, r: int, baris: BarisFormulir) -> None:
        kunci = self.tulis.format(num_format="@")
        kolom = self.uraian.kolom
        isi = ((baris.sel.get(k.bidang, Sel()).nilai, k.kolom.lebar) for k in kolom)
        self.lembar.set_row(r, gaya.count_tinggi(isi, TINGGI_MINIMUM))
        self.lembar.write_string(r, 0, baris.kunci, kunci)
        self.lembar.write_string(r, 1, baris.hash, kunci)
        lengkap = any(s.catatan for s in baris.sel.values())
        for i, k in enumerate(kolom, start=KOLOM_DATA):
            sel = baris.sel.get(k.bidang, Sel())
            self._write_sel(r, i, k, sel)
            if sel.terbuka:
                bantuan = cut_bantuan(sel.bantuan or k.kolom.bantuan, lengkap=lengkap)
                judul = k.kolom.judul_baris[-1]
                self._validasi[(sel.validasi, bantuan, judul)].append((r, i))

    def _write_sel(self, r: int, c: int, kolom: KolomModel, sel: Sel) -> None:
        rupa = build_rupa(self.tulis, kolom, sel)
        if sel.rumus:
            rumus = write_alamat(sel.rumus, r, self.letak, self.tata)
            nilai = float(sel.nilai) if isinstance(sel.nilai, Decimal) else sel.nilai or ""
            self.lembar.write_formula(r, c, f"={rumus}", rupa, nilai)
        else:
            write_isi(self.lembar, r, c, sel.nilai, rupa)
        if sel.catatan:
            write_komentar(self.lembar, r, c, sel.catatan)

    def _write_akhir(self, r: int) -> None:
        self.lembar.write_string(r, 0, AKHIR_TABEL)
        ttd = self.formulir.tanda_tangan
        cadangan = KOLOM_DATA + max(len(self.uraian.kolom) - 3, 1)
        kolom = self.letak.kolom.get("target_periode", cadangan)
        teks = (f"{ttd.tempat}, ............................", ttd.jabatan, "", "", "", ttd.nama)
        for i, t in enumerate((*teks, f"NIP {ttd.nip}" if ttd.nip else "")):
            tebal = self.tulis.format(bold=i == 5, underline=int(i == 5 and bool(t)))
            write_isi(self.lembar, r + JARAK_TANDA_TANGAN + i, kolom, t, tebal)

    def _write_warna(self, awal: int, akhir: int) -> None:
        if (kolom := self.letak.kolom.get("kategori")) is not None:
            for nama, rona in zip(self.formulir.kategori, gaya.RONA_KATEGORI, strict=False):
                isi = self.tulis.buku.add_format({"bg_color": rona, "bold": True})
                sama = quote_lembar(nama)
                aturan = {"type": "cell", "criteria": "==", "value": sama, "format": isi}
                self.lembar.conditional_format(awal, kolom, akhir, kolom, aturan)
        if (kolom := self.letak.kolom.get("keadaan")) is not None:
            isi = self.tulis.buku.add_format({"bg_color": "#FBE0CC", "bold": True})
            aturan = {
                "type": "text", "criteria": "begins with", "value": AWAL_KURANG.strip(),
                "format": isi,
            }  # fmt: skip
            self.lembar.conditional_format(awal, kolom, akhir, kolom, aturan)

    def _write_semua_validasi(self) -> None:
        for (validasi, bantuan, judul), letak in self._validasi.items():
            rentang = _join_rentang(letak)
            awal = format_alamat(*rentang[0][:2])
            aturan = build_aturan(validasi, awal, self.pilihan) if validasi else None
            if aturan is None and not bantuan:
                continue
            aturan = aturan or {"validate": "any"}
            if len(rentang) > 1:
                aturan["multi_range"] = " ".join(
                    f"{format_alamat(a, c)}:{format_alamat(b, c)}" for a, c, b in rentang
                )
            a, c, b = rentang[0]
            write_validasi(self.lembar, (a, c, b, c), aturan, judul, bantuan)


def _join_rentang(letak: list[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Sel sekolom yang berurutan digabung menjadi (baris awal, kolom, baris akhir)."""
    hasil: list[tuple[int, int, int]] = []
    for r, c in sorted(letak, key=lambda x: (x[1], x[0])):
        if hasil and hasil[-1][1] == c and hasil[-1][2] == r - 1:
            hasil[-1] = (hasil[-1][0], c, r)
        else:
            hasil.append((r, c, r))
    return hasil
