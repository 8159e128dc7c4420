"""Membaca isi sel isian menjadi nilai bertanda, dengan temuannya."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from kinerja_cli.capaian.agregasi import is_persen
from kinerja_cli.capaian.jenis import JENIS
from kinerja_cli.formulir.bentuk import KOSONGKAN
from kinerja_cli.formulir.cetakan import (
    AturanSel,
    BarisCetakan,
    Cetakan,
    LembarCetakan,
    map_kolom,
)
from kinerja_cli.formulir.mentah import GALAT_SEL, BarisMentah, LembarMentah, SelMentah
from kinerja_cli.formulir.peta import LEMBAR_BERALAMAT
from kinerja_cli.formulir.rencana_baca import ALASAN, KolomBaca, build_rencana
from kinerja_cli.model.baca_angka import PLACEHOLDER, AcuanBaca, Bacaan, read_angka
from kinerja_cli.model.baca_tanggal import read_tanggal
from kinerja_cli.model.isi_sel import clean_isi, format_isi
from kinerja_cli.model.istilah import JenisIndikator
from kinerja_cli.model.kiriman import SelKiriman
from kinerja_cli.model.nilai import KOSONG, JenisNilai, Nilai, dump_angka, dump_teks
from kinerja_cli.model.temuan import Temuan, build_temuan

PANJANG_BIASA = 10**15
"""Angka sel di bawah ini dibaca tanpa pembulatan 15 digit yang menggeser pangkatnya."""


Pasangan = tuple[BarisCetakan, BarisMentah]
"""Baris yang dibagikan dan baris yang diterima, menurut kuncinya."""

WUJUD_KHUSUS = frozenset({"tanggal", "pilihan"})
"""Wujud yang isinya bukan teks apa adanya."""


@dataclass
class PembacaIsian:
    """Membaca semua sel terbuka satu lembar; hasil dan temuan terkumpul.

    Isi yang lazim (angka sel biasa, baris yang kosong) langsung menjadi nilainya; selebihnya
    melalui pembaca lengkap. Keduanya memberi hasil yang sama.
    """

    cetakan: Cetakan
    uraian: LembarCetakan
    lembar: LembarMentah
    berkas: str
    lebar: int
    """Banyak kolom yang pasti ada pada setiap barisnya."""
    sel: list[SelKiriman] = field(default_factory=list)
    temuan: list[Temuan] = field(default_factory=list)

    def __post_init__(self) -> None:
        lembar = self.lembar
        # Sel galat juga terbaca kosong, maka pada lembar bergalat semuanya diperiksa.
        self._kosong = None if lembar.galat else ""
        self._polos = self._kosong is not None and not lembar.persen
        self._alasan = lembar.letak.get(ALASAN)
        self._periode = self.cetakan.identitas.periode.value
        self._umum = lembar.nama not in LEMBAR_BERALAMAT
        polos = self.lebar if self._kosong == "" else 0
        self._rencana, self._nomor = build_rencana(self.uraian, lembar.letak, polos)

    def read_semua(self, pasangan: Sequence[Pasangan]) -> None:
        """Baca semua baris, kolom demi kolom; sel yang tidak terbuka di formulir tidak dilihat."""
        if self.lembar.nama == "Koreksi":
            pasangan = [x for x in pasangan if self._is_dikoreksi(*x)]
        serupa: list[list[Pasangan]] = [[] for _ in self._rencana]
        for satu in pasangan:
            serupa[self._nomor[satu[0].pola]].append(satu)
        for rencana, baris in zip(self._rencana, serupa, strict=True):
            for kolom in rencana.angka:
                self._read_kolom_angka(kolom, baris)
            # Kebanyakan sel kosong; baris yang semuanya kosong selesai dalam satu langkah.
            ambil, kosong = rencana.ambil, rencana.kosong
            terisi = [x for x in baris if ambil(x[1].isi) != kosong] if ambil else baris
            for kolom in rencana.lain:
                self._read_kolom_lain(kolom, terisi)

    def _read_kolom_angka(self, kolom: KolomBaca, pasangan: Sequence[Pasangan]) -> None:
        """Angka sel biasa tanpa alasan di sebelahnya langsung disimpan."""
        urut, bidang, letak, huruf = kolom
        semua_aturan, semua_pola, alasan = self.cetakan.aturan, self.uraian.pola, self._alasan
        lazim = self._polos and (alasan is None or alasan < self.lebar)
        for baris, mentah in pasangan:
            aturan = semua_aturan[semua_pola[baris.pola][urut]]
            if lazim and letak is not None and letak < self.lebar:
                isi = mentah.isi
                angka = isi[letak]
                if type(angka) is float and (alasan is None or isi[alasan] == ""):
                    batas = _find_batas(aturan.jenis, aturan.satuan, aturan.minimum)
                    if batas is not None and batas <= angka < PANJANG_BIASA:
                        nilai = dump_angka(format_isi(angka))
                        self._append(baris, bidang, nilai, f"{huruf}{mentah.nomor}")
                        continue
            self._read_angka(baris, bidang, aturan, self._read_sel(mentah, letak), mentah)

    def _read_kolom_lain(self, kolom: KolomBaca, pasangan: Sequence[Pasangan]) -> None:
        """Teks rapi dalam sel teks langsung disimpan, yang kosong dilewati."""
        urut, bidang, letak, huruf = kolom
        semua_aturan, semua_pola = self.cetakan.aturan, self.uraian.pola
        lazim = self._kosong is not None and letak is not None and letak < self.lebar
        for baris, mentah in pasangan:
            teks = mentah.isi[letak] if lazim and letak is not None else None
            if teks == "":
                continue
            aturan = semua_aturan[semua_pola[baris.pola][urut]]
            if type(teks) is str and aturan.wujud not in WUJUD_KHUSUS and _is_rapi(teks):
                self._append(baris, bidang, dump_teks(teks), f"{huruf}{mentah.nomor}")
                continue
            isi = self._read_sel(mentah, letak)
            if isi is not None:
                self._read_lain(baris, bidang, aturan, isi)

    def _read_sel(self, mentah: BarisMentah, kolom: int | None) -> SelMentah | None:
        if kolom is None or (kolom < len(mentah.isi) and mentah.isi[kolom] == self._kosong):
            return None
        return self.lembar.read(mentah, kolom)

    def _is_dikoreksi(self, baris: BarisCetakan, mentah: BarisMentah) -> bool:
        """Salah bila nilai barunya kosong: baris itu tidak mengoreksi apa pun."""
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
        self._append(baris, bidang, nilai.dump(), isi.alamat if isi else "")

    def _append(self, baris: BarisCetakan, bidang: str, nilai: str, alamat_sel: str) -> None:
        lembar = self.lembar.nama
        if self._umum and bidang not in baris.alamat:
            sel = SelKiriman(self._periode, baris.kunci, bidang, nilai, lembar, alamat_sel)
        else:
            periode, subjek, kolom = self.cetakan.find_alamat(lembar, baris, bidang)
            sel = SelKiriman(periode.value, subjek, kolom, nilai, lembar, alamat_sel)
        self.sel.append(sel)

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


def _is_rapi(teks: str) -> bool:
    """Benar bila teks sudah rapi dan bukan perintah mengosongkan."""
    return clean_isi(teks) == teks and teks.casefold() != KOSONGKAN


@lru_cache(maxsize=1024)
def _find_batas(jenis: str, satuan: str, minimum: str) -> float | None:
    """Angka sel terkecil yang terbaca apa adanya; ``None`` bila jenisnya membaca dengan cara lain.

    Dicoba pada jenisnya sendiri, sebab hanya jenis itu yang tahu.
    """
    coba = _read(AturanSel("angka", satuan, jenis), SelMentah("1", "", "angka"))
    if coba != Bacaan(Nilai.dari_angka(1)):
        return None
    return max(float(minimum or 1 - PANJANG_BIASA), 1 - PANJANG_BIASA)


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
