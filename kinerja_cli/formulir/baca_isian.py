"""Membaca isi sel isian menjadi nilai bertanda, dengan temuannya."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kinerja_cli.capaian.agregasi import is_persen
from kinerja_cli.capaian.jenis import JENIS
from kinerja_cli.formulir.bentuk import KOSONGKAN
from kinerja_cli.formulir.cetakan import (
    KOLOM_ANGKA,
    TERTUTUP,
    AturanSel,
    BarisCetakan,
    Cetakan,
    LembarCetakan,
    map_kolom,
)
from kinerja_cli.formulir.mentah import GALAT_SEL, BarisMentah, LembarMentah, SelMentah
from kinerja_cli.model.baca_angka import PLACEHOLDER, AcuanBaca, Bacaan, read_angka
from kinerja_cli.model.baca_tanggal import read_tanggal
from kinerja_cli.model.istilah import JenisIndikator
from kinerja_cli.model.kiriman import SelKiriman
from kinerja_cli.model.nilai import KOSONG, JenisNilai, Nilai
from kinerja_cli.model.temuan import Temuan, build_temuan

ALASAN = "alasan_belum_ada"


class _Kolom(NamedTuple):
    """Kolom isian: urutannya dalam pola aturan, bidangnya, dan indeks kolomnya di berkas."""

    urut: int
    bidang: str
    letak: int | None


@dataclass
class PembacaIsian:
    """Membaca semua sel terbuka satu lembar; hasil dan temuan terkumpul."""

    cetakan: Cetakan
    uraian: LembarCetakan
    lembar: LembarMentah
    berkas: str
    sel: list[SelKiriman] = field(default_factory=list)
    temuan: list[Temuan] = field(default_factory=list)

    def __post_init__(self) -> None:
        angka = KOLOM_ANGKA.get(self.lembar.nama, ())
        letak = self.lembar.letak
        kolom = [_Kolom(n, b, letak.get(b)) for n, b in enumerate(self.uraian.isian) if b != ALASAN]
        self._angka = [k for k in kolom if k.bidang in angka]
        self._lain = [(k.letak, k) for k in kolom if k.bidang not in angka and k.letak is not None]
        self._kosong = "" if not self.lembar.galat else None
        """Isi mentah sel kosong; sel galat juga terbaca kosong, maka semuanya diperiksa."""

    def read_baris(self, baris: BarisCetakan, mentah: BarisMentah) -> None:
        """Baca satu baris; sel yang tidak terbuka di formulir kita tidak dilihat."""
        if self.lembar.nama == "Koreksi" and not self._is_dikoreksi(baris, mentah):
            return
        pola = self.uraian.pola[baris.pola]
        for kolom in self._angka:
            if pola[kolom.urut] != TERTUTUP:
                aturan = self.cetakan.aturan[pola[kolom.urut]]
                sel = self._read_sel(mentah, kolom.letak)
                self._read_angka(baris, kolom.bidang, aturan, sel, mentah)
        isi, kosong, lebar = mentah.isi, self._kosong, len(mentah.isi)
        for letak, kolom in self._lain:
            # Kebanyakan sel kosong; yang kosong tidak dibaca.
            if (letak < lebar and isi[letak] == kosong) or pola[kolom.urut] == TERTUTUP:
                continue
            terisi = self.lembar.read(mentah, letak)
            if terisi is not None:
                aturan = self.cetakan.aturan[pola[kolom.urut]]
                self._read_lain(baris, kolom.bidang, aturan, terisi)

    def _read_sel(self, mentah: BarisMentah, kolom: int | None) -> SelMentah | None:
        if kolom is None or (kolom < len(mentah.isi) and mentah.isi[kolom] == self._kosong):
            return None
        return self.lembar.read(mentah, kolom)

    def _is_dikoreksi(self, baris: BarisCetakan, mentah: BarisMentah) -> bool:
        baru = self._read_sel(mentah, self.lembar.letak.get("nilai_baru"))
        if baru is None:
            return False
        if not self._read_teks(mentah, "alasan"):
            self._report("NIL011", baris, "nilai_baru", baru)
        return True

    def _read_angka(
        self,
        baris: BarisCetakan,
        bidang: str,
        aturan: AturanSel,
        isi: SelMentah | None,
        mentah: BarisMentah,
    ) -> None:
        alasan = self._read_teks(mentah, ALASAN)
        if isi is None:
            if alasan:
                self._store(baris, bidang, Nilai.belum_ada(alasan), self.lembar.sel(mentah, ALASAN))
            else:
                self._report("NIL001", baris, bidang, None)
            return
        if self._is_hapus(baris, bidang, isi) or self._is_rusak(baris, bidang, isi):
            return
        if isi.nilai.casefold() in PLACEHOLDER:
            if alasan:
                self._store(baris, bidang, Nilai.belum_ada(alasan), isi)
            else:
                self._report("NIL002", baris, bidang, isi)
                self._store(baris, bidang, Nilai.tak_terbaca(isi.nilai), isi)
            return
        bacaan = _read(aturan, isi)
        if bacaan.nilai.jenis is JenisNilai.TAK_TERBACA:
            kode = "NIL004" if bacaan.ambigu else "NIL003"
            self._report(kode, baris, bidang, isi, sebab=bacaan.alasan)
        elif bacaan.terbaca:
            self._report("NIL005", baris, bidang, isi, terbaca=bacaan.terbaca)
        if alasan and bacaan.nilai.ada:
            self._report("NIL006", baris, ALASAN, self.lembar.sel(mentah, ALASAN))
        minimum = aturan.minimum
        if minimum and bacaan.nilai.angka is not None and bacaan.nilai.angka < Decimal(minimum):
            self._report("NIL007", baris, bidang, isi, batas=minimum)
        self._store(baris, bidang, bacaan.nilai, isi)

    def _read_lain(
        self, baris: BarisCetakan, bidang: str, aturan: AturanSel, isi: SelMentah
    ) -> None:
        if self._is_hapus(baris, bidang, isi) or self._is_rusak(baris, bidang, isi, aturan.wujud):
            return
        if aturan.wujud == "tanggal":
            tanggal = _read_tanggal(isi)
            if tanggal is None:
                self._report("NIL009", baris, bidang, isi)
                return
            self._store(baris, bidang, Nilai.dari_teks(tanggal.isoformat()), isi)
        elif aturan.wujud == "pilihan":
            pilihan = {p.casefold(): p for p in aturan.pilihan}
            dipilih = pilihan.get(isi.nilai.casefold())
            if dipilih is None:
                daftar = ", ".join(aturan.pilihan)
                self._report("NIL008", baris, bidang, isi, pilihan=daftar)
                return
            self._store(baris, bidang, Nilai.dari_teks(dipilih), isi)
        else:
            self._store(baris, bidang, Nilai.dari_teks(isi.nilai), isi)

    def _is_hapus(self, baris: BarisCetakan, bidang: str, isi: SelMentah) -> bool:
        if isi.nilai.casefold() != KOSONGKAN:
            return False
        self._store(baris, bidang, KOSONG, isi)
        return True

    def _is_rusak(
        self, baris: BarisCetakan, bidang: str, isi: SelMentah, wujud: str = "angka"
    ) -> bool:
        """Sel galat rumus, atau angka yang diubah lembar kerja menjadi tanggal."""
        if isi.tipe == "galat":
            self._report("NIL010", baris, bidang, isi)
        elif isi.tipe == "tanggal" and wujud == "angka":
            self._report("NIL012", baris, bidang, isi)
        else:
            return False
        return True

    def _store(self, baris: BarisCetakan, bidang: str, nilai: Nilai, isi: SelMentah | None) -> None:
        alamat = self.cetakan.find_alamat(self.lembar.nama, baris, bidang)
        self.sel.append(
            SelKiriman(*alamat, nilai.dump(), self.lembar.nama, isi.alamat if isi else "")
        )

    def _read_teks(self, mentah: BarisMentah, bidang: str) -> str:
        isi = self._read_sel(mentah, self.lembar.letak.get(bidang))
        return isi.nilai if isi and isi.nilai != GALAT_SEL else ""

    def _report(
        self,
        kode: str,
        baris: BarisCetakan,
        bidang: str,
        isi: SelMentah | None,
        **rincian: object,
    ) -> None:
        kolom = map_kolom(self.lembar.nama)[bidang]
        self.temuan.append(
            build_temuan(
                kode,
                berkas=self.berkas,
                lembar=self.lembar.nama,
                sel=isi.alamat if isi else "",
                kunci=baris.kunci,
                kolom=bidang,
                judul=kolom.kolom.judul_baris[-1],
                nama=self.uraian.find_nama(baris),
                isi=isi.nilai if isi else "",
                **rincian,
            )
        )


def _read(aturan: AturanSel, isi: SelMentah) -> Bacaan:
    """Baca menurut jenis indikator, satuan elemen, atau rupiah."""
    angka = isi.tipe in {"angka", "persen"}
    mentah = Decimal(isi.nilai.rstrip("%")) if angka else isi.nilai
    # Angka lain hanya diperlukan untuk memutuskan teks seperti ``1.250``.
    pembanding = () if angka else tuple(Decimal(a) for a in aturan.pembanding)
    acuan = AcuanBaca(aturan.satuan, pembanding)
    if aturan.jenis:
        bacaan = JENIS[JenisIndikator(aturan.jenis)].read_realisasi(mentah, acuan)
    else:
        bacaan = read_angka(mentah, acuan)
    return _judge_persen(aturan.satuan, isi, bacaan) if isi.tipe == "persen" else bacaan


def _judge_persen(satuan: str, isi: SelMentah, bacaan: Bacaan) -> Bacaan:
    """Sel berformat persen dibaca seperti tampilnya, hanya bila satuannya memang persen."""
    if not is_persen(satuan):
        sebab = f"sel berformat persen, padahal satuannya {satuan}"
        return Bacaan(Nilai.tak_terbaca(isi.nilai), alasan=sebab)
    return replace(bacaan, terbaca=isi.nilai.rstrip("%").replace(".", ","))


def _read_tanggal(isi: SelMentah) -> date | None:
    return None if isi.tipe == "angka" else read_tanggal(isi.nilai)
