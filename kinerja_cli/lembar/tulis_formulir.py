"""Menulis formulir sebagai buku kerja .xlsx."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, BinaryIO

from kinerja_cli.formulir.bentuk import BarisFormulir, Formulir, LembarFormulir, Sel
from kinerja_cli.formulir.keadaan import AWAL_KURANG
from kinerja_cli.lembar import gaya
from kinerja_cli.lembar.gaya import BukuTulis, JudulKolom, LembarTulis, write_isi, write_kepala
from kinerja_cli.lembar.halaman import (
    LONGGAR,
    calculate_skala,
    choose_bawa,
    count_lebar,
    keep_bersama,
)
from kinerja_cli.lembar.penanda import (
    AKHIR_TABEL,
    LEMBAR_IDENTITAS,
    TANDA_HASH,
    build_tanda_kolom,
)
from kinerja_cli.lembar.rupa_sel import build_rupa
from kinerja_cli.lembar.tulis_petunjuk import write_petunjuk
from kinerja_cli.lembar.validasi import PANJANG_PESAN, write_validasi
from kinerja_cli.lembar.validasi_formulir import build_aturan
from kinerja_cli.model.isi_sel import format_alamat
from kinerja_cli.model.kolom import KolomModel, Peran

BARIS_TEKNIS = 4
BARIS_KEPALA = 5
KOLOM_DATA = 2
"""Kolom A kunci dan kolom B sidik tersembunyi."""

JARAK_TANDA_TANGAN = 2
TINGGI_TANDA_TANGAN = 7
"""Baris blok tanda tangan, dan jaraknya dari tabel."""

TINGGI_MINIMUM = 28.0
"""Dua baris teks, agar sel isian tampak lega."""

POLA_BIDANG = re.compile(r"\{(\w+)\}")

PROTEKSI = {
    "autofilter": True,
    "format_columns": True,
    "format_rows": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
}
"""Terkunci agar tidak terubah tanpa sengaja, bukan rahasia: tanpa kata sandi."""

WARNA_KEPALA = {Peran.ISIAN: gaya.KEPALA_ISIAN}


def write_formulir(formulir: Formulir, tujuan: BinaryIO, waktu: datetime) -> None:
    """Tulis formulir; masukan dan ``waktu`` yang sama menghasilkan byte yang sama."""
    tulis = BukuTulis(waktu)
    kaki = build_kaki(formulir)
    write_petunjuk(tulis, formulir, kaki)
    for nomor, uraian in enumerate(formulir.lembar):
        penulis = PenulisLembar(tulis, formulir, uraian)
        penulis.write(kaki)
        if nomor == 0:
            penulis.lembar.activate()
    _write_identitas(tulis, formulir)
    tulis.save(tujuan)


def build_kaki(formulir: Formulir) -> str:
    """Teks kaki halaman cetak: unit, periode, dan id formulir."""
    i = formulir.identitas
    return f"{i.nama_unit} · {i.periode.nama} {i.tahun} · formulir {i.id} putaran {i.putaran}"


def _write_identitas(tulis: BukuTulis, formulir: Formulir) -> None:
    lembar = tulis.buku.add_worksheet(LEMBAR_IDENTITAS)
    for r, (kunci, nilai) in enumerate(formulir.identitas.to_teks().items()):
        lembar.write_string(r, 0, kunci)
        lembar.write_string(r, 1, nilai)
    lembar.protect()
    lembar.very_hidden()


@dataclass
class PenulisLembar:
    """Menulis satu lembar formulir."""

    tulis: BukuTulis
    formulir: Formulir
    uraian: LembarFormulir
    lembar: LembarTulis = field(init=False)
    kolom: tuple[KolomModel, ...] = field(init=False)
    awal: int = field(init=False)
    _validasi: dict[tuple[Any, ...], list[tuple[int, int]]] = field(init=False)

    def __post_init__(self) -> None:
        self.lembar = self.tulis.add_lembar(self.uraian.nama)
        self.kolom = self.uraian.kolom
        self._validasi = defaultdict(list)

    def write(self, kaki: str) -> None:
        """Tulis lembar seluruhnya: judul, kepala, baris, penutup, proteksi, dan tata cetak."""
        self._setup_kolom()
        self._write_kepala()
        baris, kelompok = self.awal, ""
        data: list[int] = []
        for b in self.uraian.baris:
            if b.kelompok and b.kelompok[-1] != kelompok:
                kelompok = b.kelompok[-1]
                self._write_kelompok(baris, kelompok)
                baris += 1
            self._write_baris(baris, b)
            data.append(baris)
            baris += 1
        self._write_judul(data)
        self._write_akhir(baris)
        self._write_warna(self.awal, max(baris - 1, self.awal))
        self._write_semua_validasi()
        self.lembar.protect("", PROTEKSI)
        self._setup_cetak(kaki)
        self._keep_tanda_tangan(baris, data)

    def _letak(self, bidang: str) -> int | None:
        return next((KOLOM_DATA + i for i, k in enumerate(self.kolom) if k.bidang == bidang), None)

    def _setup_kolom(self) -> None:
        self.lembar.set_column(0, 1, 12, None, {"hidden": True})
        for i, k in enumerate(self.kolom, start=KOLOM_DATA):
            self.lembar.set_column(i, i, k.kolom.lebar)

    def _write_kepala(self) -> None:
        samar = self.tulis.format(font_color=gaya.SAMAR, font_size=8)
        self.lembar.write_string(BARIS_TEKNIS, 0, build_tanda_kolom(self.uraian.nama), samar)
        self.lembar.write_string(BARIS_TEKNIS, 1, TANDA_HASH, samar)
        for i, k in enumerate(self.kolom, start=KOLOM_DATA):
            self.lembar.write_string(BARIS_TEKNIS, i, k.bidang, samar)
        self.lembar.set_row(BARIS_TEKNIS, None, None, {"hidden": True})
        judul = [JudulKolom(("Kunci",)), JudulKolom(("Hash",))] + [
            JudulKolom(k.kolom.judul_baris, WARNA_KEPALA.get(k.kolom.peran, gaya.KEPALA))
            for k in self.kolom
        ]
        tingkat = write_kepala(self.tulis, self.lembar, BARIS_KEPALA, 0, judul)
        self.awal = BARIS_KEPALA + tingkat
        self.lembar.set_row(self.awal - 1, 28)
        self.lembar.freeze_panes(self.awal, (self._letak(self.uraian.tetap) or KOLOM_DATA - 1) + 1)

    def _write_judul(self, data: list[int]) -> None:
        besar = self.tulis.format(font_size=14, bold=True, font_color=gaya.TINTA)
        biasa = self.tulis.format(font_color=gaya.TINTA)
        for r, teks in enumerate(self.formulir.judul[:3]):
            self.lembar.write_string(r, KOLOM_DATA, teks, besar if r == 0 else biasa)
        self.lembar.write_string(
            3,
            KOLOM_DATA,
            self.uraian.catatan,
            self.tulis.format(italic=True, font_color=gaya.SAMAR),
        )
        if not data or self._letak("keadaan") is None:
            return
        kolom = self._letak("keadaan") or 0
        daftar = f"{format_alamat(data[0], kolom)}:{format_alamat(data[-1], kolom)}"
        kurang = sum(str(b.sel["keadaan"].nilai).startswith(AWAL_KURANG) for b in self.uraian.baris)
        self.lembar.write_formula(
            1,
            kolom,
            f'="Lengkap "&({len(data)}-COUNTIF({daftar},"{AWAL_KURANG}*"))&" dari {len(data)}"',
            self.tulis.format(bold=True, font_color=gaya.TINTA, align="right", font_size=11),
            f"Lengkap {len(data) - kurang} dari {len(data)}",
        )

    def _write_kelompok(self, r: int, teks: str) -> None:
        rupa = self.tulis.format(
            bold=True, font_color=gaya.TINTA, bg_color=gaya.KELOMPOK, valign="vcenter",
            top=1, bottom=1, top_color=gaya.GARIS, bottom_color=gaya.GARIS,
        )  # fmt: skip
        self.lembar.set_row(r, 18)
        for i in range(len(self.kolom)):
            self.lembar.write_blank(r, KOLOM_DATA + i, None, rupa)
        self.lembar.write_string(r, KOLOM_DATA, teks, rupa)

    def _write_baris(self, r: int, baris: BarisFormulir) -> None:
        kunci = self.tulis.format(num_format="@")
        isi = ((baris.sel.get(k.bidang, Sel()).nilai, k.kolom.lebar) for k in self.kolom)
        self.lembar.set_row(r, gaya.count_tinggi(isi, TINGGI_MINIMUM))
        self.lembar.write_string(r, 0, baris.kunci, kunci)
        self.lembar.write_string(r, 1, baris.hash, kunci)
        alamat = {k.bidang: format_alamat(r, KOLOM_DATA + i) for i, k in enumerate(self.kolom)}
        for i, k in enumerate(self.kolom, start=KOLOM_DATA):
            self._write_sel(r, i, k, baris.sel.get(k.bidang, Sel()), alamat)

    def _write_sel(
        self, r: int, c: int, kolom: KolomModel, sel: Sel, alamat: dict[str, str]
    ) -> None:
        rupa = build_rupa(self.tulis, kolom, sel)
        if sel.rumus:
            rumus = POLA_BIDANG.sub(lambda m: alamat[m[1]], sel.rumus)
            nilai = sel.nilai if isinstance(sel.nilai, str) else None
            angka = float(sel.nilai) if isinstance(sel.nilai, Decimal) else ""
            self.lembar.write_formula(r, c, f"={rumus}", rupa, nilai if nilai else angka)
        else:
            write_isi(self.lembar, r, c, sel.nilai, rupa)
        if sel.catatan:
            self.lembar.write_comment(r, c, sel.catatan, {"x_scale": 2, "y_scale": 1.5})
        if sel.terbuka and sel.validasi:
            judul = kolom.kolom.judul_baris[-1]
            self._validasi[(sel.validasi, sel.bantuan[:PANJANG_PESAN], judul)].append((r, c))

    def _write_akhir(self, r: int) -> None:
        self.lembar.write_string(r, 0, AKHIR_TABEL)
        ttd = self.formulir.tanda_tangan
        kolom = self._letak("target_periode") or KOLOM_DATA + max(len(self.kolom) - 3, 1)
        teks = (f"{ttd.tempat}, ............................", ttd.jabatan, "", "", "", ttd.nama)
        for i, t in enumerate((*teks, f"NIP {ttd.nip}" if ttd.nip else "")):
            tebal = self.tulis.format(bold=i == 5, underline=int(i == 5 and bool(t)))
            write_isi(self.lembar, r + JARAK_TANDA_TANGAN + i, kolom, t, tebal)

    def _write_warna(self, awal: int, akhir: int) -> None:
        if (kolom := self._letak("kategori")) is not None:
            for nama, rona in zip(self.formulir.kategori, gaya.RONA_KATEGORI, strict=False):
                isi = self.tulis.buku.add_format({"bg_color": rona, "bold": True})
                aturan = {"type": "cell", "criteria": "==", "value": f'"{nama}"', "format": isi}
                self.lembar.conditional_format(awal, kolom, akhir, kolom, aturan)
        if (kolom := self._letak("keadaan")) is not None:
            isi = self.tulis.buku.add_format({"bg_color": "#FBE0CC", "bold": True})
            aturan = {
                "type": "text", "criteria": "begins with", "value": AWAL_KURANG.strip(),
                "format": isi,
            }  # fmt: skip
            self.lembar.conditional_format(awal, kolom, akhir, kolom, aturan)

    def _write_semua_validasi(self) -> None:
        for (validasi, bantuan, judul), letak in self._validasi.items():
            rentang = _join_rentang(letak)
            aturan = build_aturan(validasi, format_alamat(*rentang[0][:2]))
            if aturan is None and not bantuan:
                continue
            aturan = aturan or {"validate": "any"}
            if len(rentang) > 1:
                aturan["multi_range"] = " ".join(
                    f"{format_alamat(a, c)}:{format_alamat(b, c)}" for a, c, b in rentang
                )
            a, c, b = rentang[0]
            write_validasi(self.lembar, (a, c, b, c), aturan, judul, bantuan)

    def _setup_cetak(self, kaki: str) -> None:
        gaya.setup_cetak(self.lembar, kaki=kaki, baris_judul=(BARIS_KEPALA, self.awal - 1))
        akhir = KOLOM_DATA + len(self.kolom) - 1
        if self.uraian.baris:
            terakhir = self.awal + len(self.uraian.baris) + self._hitung_kelompok() - 1
            self.lembar.autofilter(self.awal - 1, KOLOM_DATA, terakhir, akhir)
        tetap, baru = self._letak(self.uraian.tetap), self._letak(self.uraian.halaman_baru)
        if tetap is None or baru is None:
            return
        self.lembar.fit_page = False
        self.lembar.set_print_scale(int(self._calculate_skala()))
        self.lembar.set_v_pagebreaks([baru])
        self.lembar.repeat_columns(KOLOM_DATA, tetap)

    def _calculate_skala(self) -> float:
        """Dua halaman lebar dengan kolom kunci berulang terbaca; satu halaman mengecil separuh."""
        lebar = [k.kolom.lebar for k in self.kolom]
        tetap, baru = self._letak(self.uraian.tetap), self._letak(self.uraian.halaman_baru)
        if tetap is None or baru is None:
            return calculate_skala(count_lebar(lebar))
        kiri = count_lebar(lebar[: baru - KOLOM_DATA])
        kanan = count_lebar(lebar[: tetap - KOLOM_DATA + 1] + lebar[baru - KOLOM_DATA :])
        return calculate_skala(max(kiri, kanan)) * LONGGAR

    def _keep_tanda_tangan(self, r: int, data: list[int]) -> None:
        """Blok tanda tangan sehalaman dengan dua baris terakhir tabel."""
        keep_bersama(
            self.lembar,
            r + JARAK_TANDA_TANGAN + TINGGI_TANDA_TANGAN - 1,
            skala=self._calculate_skala(),
            kepala=(BARIS_KEPALA, self.awal - 1),
            bawa=choose_bawa(data),
        )

    def _hitung_kelompok(self) -> int:
        daftar = [b.kelompok[-1] for b in self.uraian.baris if b.kelompok]
        return sum(i == 0 or daftar[i - 1] != d for i, d in enumerate(daftar))


def _join_rentang(letak: list[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Sel sekolom yang berurutan digabung menjadi (baris awal, kolom, baris akhir)."""
    hasil: list[tuple[int, int, int]] = []
    for r, c in sorted(letak, key=lambda x: (x[1], x[0])):
        if hasil and hasil[-1][1] == c and hasil[-1][2] == r - 1:
            hasil[-1] = (hasil[-1][0], c, r)
        else:
            hasil.append((r, c, r))
    return hasil
