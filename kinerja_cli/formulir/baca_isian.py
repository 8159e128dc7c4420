"""Membaca isi sel isian menjadi nilai bertanda, dengan temuannya."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from kinerja_cli.capaian.agregasi import is_persen
from kinerja_cli.capaian.indikator import read_target
from kinerja_cli.capaian.jenis import JENIS
from kinerja_cli.formulir.bentuk import (
    KOSONGKAN,
    BarisFormulir,
    IdentitasFormulir,
    LembarFormulir,
    Sel,
    SelIsian,
    SelMentah,
)
from kinerja_cli.formulir.peta import AlamatFakta, map_sel, parse_koreksi
from kinerja_cli.model.baca_angka import PLACEHOLDER, AcuanBaca, Bacaan, read_angka
from kinerja_cli.model.baca_tanggal import read_tanggal
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.kolom import KolomModel
from kinerja_cli.model.nilai import KOSONG, JenisNilai, Nilai
from kinerja_cli.model.temuan import Temuan, build_temuan

KOLOM_ANGKA: Mapping[str, tuple[str, ...]] = {
    "Kinerja": ("pembilang", "penyebut", "realisasi"),
    "Anggaran": ("realisasi",),
    "Koreksi": ("nilai_baru",),
}
"""Kolom yang berisi angka atau predikat, dan wajib kecuali pada Koreksi."""


@dataclass
class PembacaIsian:
    """Membaca semua sel terbuka satu lembar; hasil dan temuan terkumpul."""

    definisi: Definisi
    identitas: IdentitasFormulir
    lembar: LembarFormulir
    berkas: str
    sel: list[SelIsian] = field(default_factory=list)
    temuan: list[Temuan] = field(default_factory=list)

    def read_baris(self, baris: BarisFormulir, mentah: Mapping[str, SelMentah]) -> None:
        """Baca satu baris; sel yang tidak terbuka di formulir kita tidak dilihat."""
        if self.lembar.nama == "Koreksi" and not self._is_dikoreksi(baris, mentah):
            return
        for kolom in self.lembar.kolom:
            sel = baris.sel.get(kolom.bidang)
            if sel is None or not sel.terbuka or kolom.bidang == "alasan_belum_ada":
                continue
            isi = mentah.get(kolom.bidang)
            if kolom.bidang in KOLOM_ANGKA.get(self.lembar.nama, ()):
                self._read_angka(baris, kolom, isi, mentah)
            elif isi is not None:
                self._read_lain(baris, kolom, sel, isi)

    def _is_dikoreksi(self, baris: BarisFormulir, mentah: Mapping[str, SelMentah]) -> bool:
        if "nilai_baru" not in mentah:
            return False
        if not self._isi(mentah, "alasan"):
            self._report("NIL011", baris, "nilai_baru", mentah["nilai_baru"])
        return True

    def _read_angka(
        self,
        baris: BarisFormulir,
        kolom: KolomModel,
        isi: SelMentah | None,
        mentah: Mapping[str, SelMentah],
    ) -> None:
        alasan = self._isi(mentah, "alasan_belum_ada")
        if isi is None:
            if alasan:
                self._store(baris, kolom, Nilai.belum_ada(alasan), mentah.get("alasan_belum_ada"))
            else:
                self._report("NIL001", baris, kolom.bidang, None)
            return
        if self._is_hapus(baris, kolom, isi) or self._is_rusak(baris, kolom, isi):
            return
        if isi.nilai.casefold() in PLACEHOLDER:
            if alasan:
                self._store(baris, kolom, Nilai.belum_ada(alasan), isi)
            else:
                self._report("NIL002", baris, kolom.bidang, isi)
                self._store(baris, kolom, Nilai.tak_terbaca(isi.nilai), isi)
            return
        bacaan = self._read(baris, kolom.bidang, isi)
        if isi.tipe == "persen":
            bacaan = self._judge_persen(baris, kolom.bidang, isi, bacaan)
        if bacaan.nilai.jenis is JenisNilai.TAK_TERBACA:
            kode = "NIL004" if bacaan.ambigu else "NIL003"
            self._report(kode, baris, kolom.bidang, isi, sebab=bacaan.alasan)
        elif bacaan.terbaca:
            self._report("NIL005", baris, kolom.bidang, isi, terbaca=bacaan.terbaca)
        if alasan and bacaan.nilai.ada:
            self._report("NIL006", baris, "alasan_belum_ada", mentah.get("alasan_belum_ada"))
        self._check_batas(baris, kolom, isi, bacaan.nilai)
        self._store(baris, kolom, bacaan.nilai, isi, bacaan.terbaca or "")

    def _check_batas(
        self, baris: BarisFormulir, kolom: KolomModel, isi: SelMentah, nilai: Nilai
    ) -> None:
        validasi = baris.sel[kolom.bidang].validasi
        minimum = validasi.minimum if validasi else None
        if nilai.angka is not None and minimum is not None and nilai.angka < minimum:
            self._report("NIL007", baris, kolom.bidang, isi, batas=minimum)

    def _read(self, baris: BarisFormulir, bidang: str, isi: SelMentah) -> Bacaan:
        """Baca menurut jenis indikator, satuan elemen, atau rupiah."""
        angka = isi.tipe in {"angka", "persen"}
        mentah = Decimal(isi.nilai.rstrip("%")) if angka else isi.nilai
        kunci = baris.kunci
        if self.lembar.nama == "Koreksi":
            alamat = parse_koreksi(kunci)
            kunci = alamat[1] if alamat else kunci
        indikator = self.definisi.indikator_menurut_kode.get(kunci)
        if indikator is not None and bidang not in {"pembilang", "penyebut"}:
            # Angka lain hanya diperlukan untuk memutuskan teks seperti ``1.250``.
            lain = () if angka else self._list_pembanding(baris, kunci)
            acuan = AcuanBaca(indikator.satuan, lain)
            return JENIS[indikator.jenis].read_realisasi(mentah, acuan)
        return read_angka(mentah, AcuanBaca(self._find_satuan(baris, bidang, kunci)))

    def _judge_persen(
        self, baris: BarisFormulir, bidang: str, isi: SelMentah, bacaan: Bacaan
    ) -> Bacaan:
        """Sel berformat persen dibaca seperti tampilnya, hanya bila satuannya memang persen."""
        indikator = self.definisi.indikator_menurut_kode.get(baris.kunci)
        satuan = indikator.satuan if indikator else self._find_satuan(baris, bidang, baris.kunci)
        if not is_persen(satuan):
            sebab = f"sel berformat persen, padahal satuannya {satuan}"
            return Bacaan(Nilai.tak_terbaca(isi.nilai), alasan=sebab)
        return replace(bacaan, terbaca=isi.nilai.rstrip("%").replace(".", ","))

    def _find_satuan(self, baris: BarisFormulir, bidang: str, kunci: str) -> str:
        alamat = map_sel(self.definisi, self.identitas, self.lembar.nama, baris.kunci, bidang)
        subjek = alamat[1] if alamat else kunci
        elemen = next((e for e in self.definisi.elemen if e.kode_elemen == subjek), None)
        return elemen.satuan if elemen else "rp"

    def _list_pembanding(self, baris: BarisFormulir, kode: str) -> tuple[Decimal, ...]:
        """Angka lain tentang indikator ini, untuk memutuskan ``1.250``."""
        indikator = self.definisi.indikator_menurut_kode[kode]
        target = self.definisi.target_berlaku(kode, self.identitas.periode)
        teks = (target.teks(self.identitas.periode), target.tahun) if target else ()
        angka = [t.angka for x in teks if (t := read_target(indikator, x)[0]) is not None]
        lalu = baris.sel.get("realisasi_lalu", Sel()).nilai
        acuan = AcuanBaca(indikator.satuan)
        if isinstance(lalu, str):
            angka.append(read_angka(lalu, acuan).nilai.angka)
        sebelum = baris.sel.get("realisasi_sebelum", Sel()).nilai
        if isinstance(sebelum, Decimal):
            angka.append(sebelum)
        return tuple(a for a in angka if a is not None)

    def _read_lain(self, baris: BarisFormulir, kolom: KolomModel, sel: Sel, isi: SelMentah) -> None:
        jenis = sel.validasi.jenis if sel.validasi else "teks"
        if self._is_hapus(baris, kolom, isi) or self._is_rusak(baris, kolom, isi, jenis):
            return
        if jenis == "tanggal":
            tanggal = _read_tanggal(isi)
            if tanggal is None:
                self._report("NIL009", baris, kolom.bidang, isi)
                return
            self._store(baris, kolom, Nilai.dari_teks(tanggal.isoformat()), isi)
        elif jenis == "pilihan" and sel.validasi:
            pilihan = {p.casefold(): p for p in sel.validasi.pilihan}
            dipilih = pilihan.get(isi.nilai.casefold())
            if dipilih is None:
                daftar = ", ".join(sel.validasi.pilihan)
                self._report("NIL008", baris, kolom.bidang, isi, pilihan=daftar)
                return
            self._store(baris, kolom, Nilai.dari_teks(dipilih), isi)
        else:
            self._store(baris, kolom, Nilai.dari_teks(isi.nilai), isi)

    def _is_hapus(self, baris: BarisFormulir, kolom: KolomModel, isi: SelMentah) -> bool:
        if isi.nilai.casefold() != KOSONGKAN:
            return False
        self._store(baris, kolom, KOSONG, isi, hapus=True)
        return True

    def _is_rusak(
        self, baris: BarisFormulir, kolom: KolomModel, isi: SelMentah, jenis: str = "angka"
    ) -> bool:
        """Sel galat rumus, atau angka yang diubah lembar kerja menjadi tanggal."""
        if isi.tipe == "galat":
            self._report("NIL010", baris, kolom.bidang, isi)
        elif isi.tipe == "tanggal" and jenis == "angka":
            self._report("NIL012", baris, kolom.bidang, isi)
        else:
            return False
        return True

    def _store(
        self,
        baris: BarisFormulir,
        kolom: KolomModel,
        nilai: Nilai,
        isi: SelMentah | None,
        terbaca: str = "",
        *,
        hapus: bool = False,
    ) -> None:
        alamat: AlamatFakta | None = map_sel(
            self.definisi, self.identitas, self.lembar.nama, baris.kunci, kolom.bidang
        )
        if alamat is None:
            return
        self.sel.append(
            SelIsian(
                *alamat,
                nilai=nilai,
                lembar=self.lembar.nama,
                sel=isi.alamat if isi else "",
                terbaca=terbaca,
                hapus=hapus,
            )
        )

    def _isi(self, mentah: Mapping[str, SelMentah], bidang: str) -> str:
        isi = mentah.get(bidang)
        return isi.nilai if isi and isi.tipe != "galat" else ""

    def _report(
        self,
        kode: str,
        baris: BarisFormulir,
        bidang: str,
        isi: SelMentah | None,
        **rincian: object,
    ) -> None:
        kolom = next(k for k in self.lembar.kolom if k.bidang == bidang)
        self.temuan.append(
            build_temuan(
                kode,
                berkas=self.berkas,
                lembar=self.lembar.nama,
                sel=isi.alamat if isi else "",
                kunci=baris.kunci,
                kolom=bidang,
                judul=kolom.kolom.judul_baris[-1],
                nama=read_nama(baris),
                isi=isi.nilai if isi else "",
                **rincian,
            )
        )


def read_nama(baris: BarisFormulir) -> str:
    """Sebutan baris sebagaimana dilihat pengisi."""
    for bidang in ("indikator", "uraian", "label"):
        isi = baris.sel.get(bidang)
        if isi and isinstance(isi.nilai, str) and isi.nilai:
            return isi.nilai
    return baris.kunci


def _read_tanggal(isi: SelMentah) -> date | None:
    return None if isi.tipe == "angka" else read_tanggal(isi.nilai)
