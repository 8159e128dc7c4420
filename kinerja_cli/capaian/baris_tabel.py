"""Satu baris tabel apa pun: dibaca, dihitung dengan mesin yang sama, dibandingkan yang tercetak."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from kinerja_cli.capaian.jenis import JENIS, AturanHitung, Target
from kinerja_cli.capaian.jenis_predikat import find_tingkat, split_skor
from kinerja_cli.capaian.jenis_ya_tidak import read_jawaban
from kinerja_cli.capaian.rumus import RUMUS, refuse
from kinerja_cli.model.angka import format_kanonik, round_setengah_naik
from kinerja_cli.model.baca_angka import PLACEHOLDER, AcuanBaca, Bacaan, normalize_teks, read_angka
from kinerja_cli.model.baris_tabel import BarisMentah, IsiTabel
from kinerja_cli.model.cetak import format_angka
from kinerja_cli.model.entri_hitung import EntriHitung
from kinerja_cli.model.hasil import HasilCapaian, StatusHitung
from kinerja_cli.model.istilah import Arah, JenisIndikator
from kinerja_cli.model.kebijakan import Kebijakan
from kinerja_cli.model.nilai import KOSONG, JenisNilai, Nilai
from kinerja_cli.model.temuan import Temuan, build_temuan

ARAH = {
    "": Arah.NAIK,
    "naik": Arah.NAIK,
    "positif": Arah.NAIK,
    "maksimal": Arah.NAIK,
    "maximize": Arah.NAIK,
    "makin tinggi makin baik": Arah.NAIK,
    "turun": Arah.TURUN,
    "negatif": Arah.TURUN,
    "minimal": Arah.TURUN,
    "minimize": Arah.TURUN,
    "makin rendah makin baik": Arah.TURUN,
}
"""Sebutan arah yang diterima; kosong berarti naik."""

DIGIT_PERCAYA = 10
"""Digit berarti capaian dari sel angka yang dibandingkan; sisanya derau lembar kerja."""


@dataclass(frozen=True, slots=True)
class SumberBaris:
    """Tempat baris untuk disebut dalam temuan."""

    berkas: str
    lembar: str
    baris: int


def calculate_baris(
    mentah: BarisMentah, kebijakan: Kebijakan, berkas: str, lembar: str
) -> EntriHitung:
    """Entri kontrak untuk satu baris; masalah menjadi temuan, tidak pernah menjadi angka."""
    return _PembacaBaris(mentah, kebijakan, SumberBaris(berkas, lembar, mentah.baris)).build()


class _PembacaBaris:
    """Membaca satu baris; temuan terkumpul selama membaca."""

    def __init__(self, mentah: BarisMentah, kebijakan: Kebijakan, sumber: SumberBaris) -> None:
        self.mentah = mentah
        self.kebijakan = kebijakan
        self.sumber = sumber
        self.temuan: list[Temuan] = []
        self.satuan = self._teks("satuan")
        if not self.satuan and "target" in mentah.persen:
            self.satuan = "%"

    def build(self) -> EntriHitung:
        """Baca, pilih jenis, hitung, bandingkan."""
        arah = self._read_arah()
        kode = self._choose_jenis()
        target = self._read_target(kode)
        realisasi = self._read_realisasi(kode)
        hasil = self._calculate(kode, arah, target, realisasi)
        tercetak, cocok = self._compare(hasil)
        return EntriHitung(
            baris=self.mentah.baris,
            indikator=self._teks("indikator"),
            target_teks=self._teks("target"),
            target=_format_target(target),
            realisasi_teks=self._teks("realisasi"),
            realisasi=_format_realisasi(realisasi),
            arah=(arah or Arah.NAIK).value,
            hasil=hasil,
            tercetak=tercetak,
            cocok=cocok,
            temuan=tuple(self.temuan),
        )

    def _teks(self, bidang: str) -> str:
        return format_isi_tabel(self.mentah.isi.get(bidang), persen=bidang in self.mentah.persen)

    def _report(self, kode: str, kolom: str, **rincian: object) -> None:
        nama = self._teks("indikator") or f"baris {self.sumber.baris}"
        self.temuan.append(
            build_temuan(
                kode,
                berkas=self.sumber.berkas,
                lembar=self.sumber.lembar,
                sel=f"baris {self.sumber.baris}",
                kolom=kolom,
                judul=kolom.capitalize(),
                nama=nama,
                **rincian,
            )
        )

    def _read_arah(self) -> Arah | None:
        tulis = normalize_teks(self._teks("arah")).casefold()
        arah = ARAH.get(tulis)
        if arah is None:
            self._report("NIL401", "arah", isi=self._teks("arah"))
        return arah

    def _choose_jenis(self) -> JenisIndikator:
        """Menurut tulisannya; teks yang sama atau ordinal adalah predikat apa pun arahnya."""
        target, realisasi = self.mentah.isi.get("target"), self.mentah.isi.get("realisasi")
        if not isinstance(target, str):
            return JenisIndikator.ANGKA
        acuan = AcuanBaca(self.satuan)
        if JENIS[JenisIndikator.ANGKA].read_target(target, acuan).target is not None:
            return JenisIndikator.ANGKA
        teks = normalize_teks(target).casefold()
        sama = isinstance(realisasi, str) and teks == normalize_teks(realisasi).casefold()
        if (sama and not is_kosong(target)) or self._is_predikat(target):
            return JenisIndikator.PREDIKAT
        if JENIS[JenisIndikator.RENTANG].read_target(target, acuan).target is not None:
            return JenisIndikator.RENTANG
        if read_jawaban(target) is not None:
            return JenisIndikator.YA_TIDAK
        return JenisIndikator.ANGKA

    def _is_predikat(self, teks: str) -> bool:
        nama, _ = split_skor(normalize_teks(teks))
        return any(find_tingkat(s, nama) for s in self.kebijakan.predikat.values())

    def _read_target(self, kode: JenisIndikator) -> Target | None:
        isi = self.mentah.isi.get("target")
        if "target" in self.mentah.galat:
            self._report("NIL010", "target")
            return None
        if isi is None or is_kosong(isi):
            return None
        teks = isi if isinstance(isi, str) else format_kanonik(Decimal(str(isi))).replace(".", ",")
        bacaan = JENIS[kode].read_target(teks, self._build_acuan("realisasi"))
        if bacaan.target is None:
            self._report("NIL402", "target", isi=self._teks("target"), sebab=bacaan.alasan)
        elif isinstance(isi, str) and bacaan.terbaca:
            self._report("NIL005", "target", isi=isi, terbaca=bacaan.terbaca)
        return bacaan.target

    def _read_realisasi(self, kode: JenisIndikator) -> Nilai:
        isi = self.mentah.isi.get("realisasi")
        if "realisasi" in self.mentah.galat:
            self._report("NIL010", "realisasi")
            return Nilai.tak_terbaca("#")
        if isi is None:
            return KOSONG
        if is_kosong(isi):
            return Nilai.belum_ada(f"realisasi tertulis {isi!r}")
        bacaan: Bacaan = JENIS[kode].read_realisasi(isi, self._build_acuan("target"))
        if bacaan.nilai.jenis is JenisNilai.TAK_TERBACA:
            ganda = "NIL004" if bacaan.ambigu else "NIL003"
            self._report(ganda, "realisasi", isi=isi, sebab=bacaan.alasan)
        elif isinstance(isi, str) and bacaan.terbaca:
            self._report("NIL005", "realisasi", isi=isi, terbaca=bacaan.terbaca)
        return bacaan.nilai

    def _build_acuan(self, lain: str) -> AcuanBaca:
        """Satuan dan angka sebaris yang pasti, untuk memutuskan titik ribuan."""
        isi = self.mentah.isi.get(lain)
        bacaan = read_angka(isi, AcuanBaca(self.satuan))
        pasti = (bacaan.nilai.angka,) if bacaan.nilai.angka is not None else ()
        return AcuanBaca(self.satuan, pasti)

    def _calculate(
        self, kode: JenisIndikator, arah: Arah | None, target: Target | None, realisasi: Nilai
    ) -> HasilCapaian:
        if arah is None:
            return refuse(f"arah {self._teks('arah')!r} tidak dikenal", "")
        if target is None:
            if not realisasi.ada:
                alasan = realisasi.teks or "target dan realisasi kosong"
                return HasilCapaian(
                    StatusHitung.BELUM_ADA_DATA,
                    "",
                    alasan=alasan,
                    penjelasan=f"Capaian belum dapat dihitung: {alasan}.",
                )
            tulis = self._teks("target")
            return refuse(f"target {tulis!r} tidak terbaca" if tulis else "target kosong", "")
        aturan = AturanHitung(self.kebijakan, arah, self._read_rumus(), satuan=self.satuan)
        return JENIS[kode].calculate(target, realisasi, aturan)

    def _read_rumus(self) -> str:
        """Kode rumus pilihan baris; uraian rumus dengan kata-kata tidak memilih apa pun."""
        tulis = normalize_teks(self._teks("rumus")).casefold()
        if tulis and tulis not in RUMUS and tulis.replace("_", "").isalpha():
            self._report("NIL403", "rumus", isi=tulis, pilihan=", ".join(RUMUS))
        return tulis if tulis in RUMUS else ""

    def _compare(self, hasil: HasilCapaian) -> tuple[str | None, bool | None]:
        """(capaian tercetak, cocok); dibandingkan pada banyaknya desimal yang tercetak."""
        isi = self.mentah.isi.get("capaian")
        bacaan = read_angka(isi, AcuanBaca("%"))
        angka = bacaan.nilai.angka
        if angka is None:
            return None, None
        tercetak = _trim_derau(angka) if isinstance(isi, Decimal) else angka
        tulis = format(tercetak, "f")
        if hasil.capaian is None:
            return tulis, None
        desimal = max(-int(tercetak.as_tuple().exponent), 0)
        if round_setengah_naik(hasil.capaian, desimal) == tercetak:
            return tulis, True
        kita = format_angka(hasil.capaian, max(desimal, 2), tetap=True)
        if _truncate(hasil.capaian, desimal) == tercetak:
            self._report("NIL404", "capaian", isi=tulis, kita=kita)
            return tulis, True
        self._report("NIL405", "capaian", isi=self._teks("capaian"), kita=kita, rumus=hasil.rumus)
        return tulis, False


def is_kosong(isi: IsiTabel) -> bool:
    """Benar bila kosong atau tanda pengganti data seperti ``-`` dan ``n/a``."""
    return isinstance(isi, str) and normalize_teks(isi).casefold() in {"", *PLACEHOLDER}


def format_isi_tabel(isi: IsiTabel, *, persen: bool = False) -> str:
    """Isi sel sebagaimana dibaca orang: koma desimal, tanda persen bila selnya berformat itu."""
    if isi is None:
        return ""
    if isinstance(isi, str):
        return isi
    teks = format_kanonik(Decimal(str(isi))).replace(".", ",")
    return f"{teks}%" if persen else teks


def _format_target(target: Target | None) -> str | None:
    """Kanonik dengan nol ekor sebagaimana tertulis (``80,50`` menjadi ``80.50``)."""
    if target is None:
        return None
    return format(target.angka, "f") if target.angka is not None else target.kanonik


def _format_realisasi(nilai: Nilai) -> str | None:
    if nilai.angka is not None:
        return format(nilai.angka, "f")
    if not nilai.ada:
        return None
    _, skor = split_skor(nilai.teks or "")
    return format(skor, "f") if skor is not None else nilai.teks


def _truncate(angka: Decimal, desimal: int) -> Decimal:
    return angka.quantize(Decimal(1).scaleb(-desimal), ROUND_DOWN)


def _trim_derau(angka: Decimal) -> Decimal:
    """Sel angka menyimpan digit yang tidak pernah tercetak; sisakan yang dapat dipercaya."""
    letak = angka.adjusted() if angka else 0
    desimal = max(-int(angka.as_tuple().exponent), 0)
    return round_setengah_naik(angka, max(min(desimal, DIGIT_PERCAYA - 1 - letak), 0))
