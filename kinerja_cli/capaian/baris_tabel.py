"""Satu baris tabel apa pun: dibaca, dihitung dengan mesin yang sama, dibandingkan yang tercetak."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kinerja_cli.capaian.jenis import JENIS, AturanHitung, Target
from kinerja_cli.capaian.jenis_predikat import split_skor
from kinerja_cli.capaian.pilih_jenis import ARAH, BATAS_ATAS, choose_jenis, find_petunjuk, is_kosong
from kinerja_cli.capaian.rumus import RUMUS, refuse
from kinerja_cli.capaian.tercetak import (
    AngkaBaris,
    compare_tercetak,
    count_desimal,
    guess_sebab,
    read_tercetak,
)
from kinerja_cli.model.angka import format_kanonik
from kinerja_cli.model.baca_angka import AcuanBaca, Bacaan, normalize_teks, read_angka
from kinerja_cli.model.baris_tabel import BarisMentah, IsiTabel
from kinerja_cli.model.cetak import format_angka
from kinerja_cli.model.entri_hitung import EntriHitung
from kinerja_cli.model.hasil import HasilCapaian, StatusHitung
from kinerja_cli.model.istilah import Arah, JenisIndikator
from kinerja_cli.model.kebijakan import Kebijakan
from kinerja_cli.model.nilai import KOSONG, JenisNilai, Nilai
from kinerja_cli.model.temuan import Temuan, build_temuan


@dataclass(frozen=True, slots=True)
class SumberBaris:
    """Tempat baris untuk disebut dalam temuan."""

    berkas: str
    lembar: str
    baris: int


def calculate_baris(
    mentah: BarisMentah,
    kebijakan: Kebijakan,
    berkas: str,
    lembar: str,
    *,
    pecahan: bool = False,
) -> EntriHitung:
    """Entri kontrak untuk satu baris; masalah menjadi temuan, tidak pernah menjadi angka.

    ``pecahan`` bila kolom capaiannya tertulis 0,9862 untuk 98,62 %.
    """
    pembaca = _PembacaBaris(mentah, kebijakan, SumberBaris(berkas, lembar, mentah.baris))
    return pembaca.build(pecahan=pecahan)


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

    def build(self, *, pecahan: bool) -> EntriHitung:
        """Baca, pilih jenis, hitung, bandingkan."""
        if self.mentah.geser:
            return self._refuse_geser()
        arah = self._read_arah()
        kode = choose_jenis(
            self.mentah.isi.get("target"),
            self.mentah.isi.get("realisasi"),
            self.kebijakan,
        )
        target = self._read_target(kode)
        realisasi = self._read_realisasi(kode)
        hasil = self._calculate(kode, arah, target, realisasi)
        tercetak, cocok = self._compare(hasil, target, realisasi, pecahan=pecahan)
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

    def _refuse_geser(self) -> EntriHitung:
        self._report("NIL407", "target")
        return EntriHitung(
            baris=self.mentah.baris,
            indikator=self._teks("indikator"),
            target_teks=self._teks("target"),
            target=None,
            realisasi_teks=self._teks("realisasi"),
            realisasi=None,
            arah=Arah.NAIK.value,
            hasil=refuse("isi baris bergeser dari kolomnya", ""),
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
                sel=self.mentah.alamat.get(kolom, f"baris {self.sumber.baris}"),
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
        elif not tulis and BATAS_ATAS.match(normalize_teks(self._teks("target"))):
            self._report("NIL406", "target", isi=self._teks("target"))
            return Arah.TURUN
        return arah

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
            ganda = "NIL004" if bacaan.ambigu else "NIL402"
            self._report(ganda, "target", isi=self._teks("target"), sebab=bacaan.alasan)
        elif isinstance(isi, str) and bacaan.terbaca:
            self._report("NIL005", "target", isi=isi, terbaca=bacaan.terbaca)
        return bacaan.target

    def _read_realisasi(self, kode: JenisIndikator) -> Nilai:
        isi = self.mentah.isi.get("realisasi")
        if "realisasi" in self.mentah.galat:
            self._report("NIL010", "realisasi")
            return Nilai.tak_terbaca("#")
        if not self._teks("realisasi"):
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
        """Satuan, angka sebaris yang pasti, dan nama indikator, untuk memutuskan titik ribuan."""
        isi = self.mentah.isi.get(lain)
        bacaan = read_angka(isi, AcuanBaca(self.satuan, jumlahan=lain == "realisasi"))
        pasti = (bacaan.nilai.angka,) if bacaan.nilai.angka is not None else ()
        nama = normalize_teks(self._teks("indikator"))
        return AcuanBaca(
            self.satuan, pasti, petunjuk=find_petunjuk(nama), jumlahan=lain == "target"
        )

    def _calculate(
        self, kode: JenisIndikator, arah: Arah | None, target: Target | None, realisasi: Nilai
    ) -> HasilCapaian:
        if arah is None:
            return refuse(f"arah {self._teks('arah')!r} tidak dikenal", "")
        if target is None:
            if realisasi.jenis in {JenisNilai.KOSONG, JenisNilai.BELUM_ADA}:
                alasan = realisasi.teks or "target dan realisasi kosong"
                return HasilCapaian(
                    StatusHitung.BELUM_ADA_DATA,
                    "",
                    alasan=alasan,
                    penjelasan=f"Capaian belum dapat dihitung: {alasan}.",
                )
            tulis = self._teks("target")
            return refuse(f"target {tulis!r} tidak terbaca" if tulis else "target kosong", "")
        aturan = AturanHitung(self.kebijakan, arah, self._read_rumus())
        hasil = JENIS[kode].calculate(target, realisasi, aturan)
        terbaca = realisasi.jenis is not JenisNilai.TAK_TERBACA
        if hasil.status is StatusHitung.TIDAK_DAPAT_DIHITUNG and terbaca:
            self._report("NIL408", "target", sebab=hasil.alasan)
        return hasil

    def _read_rumus(self) -> str:
        """Isi kolom rumus; yang bukan kode rumus tidak memilih apa pun."""
        tulis = normalize_teks(self._teks("rumus")).casefold()
        if tulis and tulis not in RUMUS and tulis.replace("_", "").isalpha():
            self._report("NIL403", "rumus", isi=tulis, pilihan=", ".join(RUMUS))
        return tulis

    def _read_lalu(self) -> AngkaBaris:
        """Angka tahun sebelumnya di baris yang sama, hanya untuk dugaan."""
        return AngkaBaris(
            **{b: read_tercetak(isi, None) for b, isi in self.mentah.lalu.items() if isi}
        )

    def _compare(
        self, hasil: HasilCapaian, target: Target | None, realisasi: Nilai, *, pecahan: bool
    ) -> tuple[str | None, bool | None]:
        """(capaian tercetak, cocok); dibandingkan pada banyaknya desimal yang tercetak."""
        isi = self.mentah.isi.get("capaian")
        angka = read_tercetak(isi, hasil.capaian)
        if angka is None:
            return None, None
        if pecahan and "capaian" not in self.mentah.persen:
            angka = angka.scaleb(2)
        tulis = format(angka, "f")
        if hasil.capaian is None or target is None:
            return tulis, None
        banding = compare_tercetak(angka, hasil.capaian)
        desimal = max(min(count_desimal(angka), 6), 2)
        rincian = {
            "isi": self._teks("capaian"),
            "kita": format_angka(hasil.capaian, desimal, tetap=True),
        }
        if banding.dipotong:
            self._report("NIL404", "capaian", **rincian)
        elif not banding.cocok:
            kini = AngkaBaris(target.angka, _to_angka(realisasi))
            dugaan = guess_sebab(angka, hasil.capaian, kini, self._read_lalu())
            self._report(
                "NIL405",
                "capaian",
                **rincian,
                rumus=hasil.rumus,
                dugaan=f"; dugaan: {dugaan}" if dugaan else "",
            )
        return tulis, banding.cocok


def format_isi_tabel(isi: IsiTabel, *, persen: bool) -> str:
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
    angka = _to_angka(nilai)
    if angka is not None:
        return format(angka, "f")
    return nilai.teks if nilai.ada else None


def _to_angka(nilai: Nilai) -> Decimal | None:
    """Angka, atau skor predikatnya; teks yang tidak terbaca tidak memuat angka."""
    if nilai.jenis is JenisNilai.TEKS:
        return split_skor(nilai.teks or "")[1]
    return nilai.angka
