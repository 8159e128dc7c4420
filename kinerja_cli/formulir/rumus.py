"""Rumus hidup capaian pada formulir, dari objek yang sama dengan aturan mesin."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kinerja_cli.capaian.indikator import HitungPeriode, build_aturan, calculate_periode
from kinerja_cli.capaian.jenis import JENIS, SelRumus
from kinerja_cli.capaian.kontrak import TIDAK_DAPAT
from kinerja_cli.formulir.bentuk import Gaya, Sel
from kinerja_cli.formulir.peta import build_acuan_koreksi, build_kunci_koreksi, find_elemen
from kinerja_cli.formulir.sel import read_isi
from kinerja_cli.model.angka import format_kanonik
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.fakta import KOLOM_NILAI, KumpulanFakta
from kinerja_cli.model.istilah import Agregasi, PeranElemen, Sifat
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisElemen, BarisIndikator


@dataclass(frozen=True, slots=True)
class SelHitung:
    """Sel yang dihitung; ``realisasi`` hanya ada bila realisasi bukan isian.

    ``susulan`` kunci baris Koreksi triwulan lalu yang belum dilaporkan dan ikut dihitung.
    """

    realisasi: Sel | None
    capaian: Sel
    kategori: Sel
    susulan: tuple[str, ...] = ()


def build_hitung(
    definisi: Definisi,
    indikator: BarisIndikator,
    periode: Periode,
    fakta: KumpulanFakta,
    *,
    hidup: bool,
    koreksi: frozenset[str] = frozenset(),
) -> SelHitung:
    """Rumus realisasi (rasio), capaian, dan kategori beserta nilai tersimpannya.

    Tanpa ``hidup`` hanya nilainya: angkanya tidak diisi di sini atau menunggu unit lain. Selama
    isian periode ini kosong hasilnya kosong, walau mesin masih memakai angka triwulan lalu.
    """
    rasio = "realisasi" not in JENIS[indikator.jenis].isian
    hitung = calculate_periode(definisi, indikator, fakta, periode)
    if hitung is None:
        return SelHitung(_build(None) if rasio else None, _build(None), _build(None))
    isian = [fakta.nilai(periode, *a) for a in list_isian(definisi, indikator).values()]
    diisi_di_sini = hidup or periode is not Periode.TAHUN
    lalu = _Lalu(definisi, indikator, periode, fakta, koreksi)
    hidup = hidup and not lalu.is_kurang(hitung)
    sel = _build_sel_rumus(lalu) if hidup else None
    susulan = lalu.list_susulan() if hidup else ()
    # Sel susulan selalu kosong saat terbit; yang diperiksa rumus melebihi isian barisnya sendiri.
    menunggu = sel is not None and len(sel.mentah) > len(isian)
    kosong = menunggu or (diisi_di_sini and any(read_isi(n) is None for n in isian))
    capaian = None if kosong else _read_capaian(hitung)
    realisasi = None if kosong else read_isi(hitung.realisasi)
    kategori = None if kosong else hitung.hasil.kategori or None
    if hitung.target is None or sel is None:
        return SelHitung(
            _build(realisasi) if rasio else None, _build(capaian), _build(kategori), susulan
        )
    aturan = build_aturan(definisi.kebijakan, indikator)
    rumus = JENIS[indikator.jenis].formula(hitung.target, aturan, sel)
    return SelHitung(
        _build(realisasi, rumus.realisasi or "") if rasio else None,
        _build(capaian, rumus.capaian),
        _build(kategori, rumus.kategori),
        susulan,
    )


def _read_capaian(hitung: HitungPeriode) -> str | Decimal | None:
    """Nilai yang juga dihasilkan rumusnya: angka, keterangan, atau kosong."""
    if hitung.hasil.capaian is not None:
        return hitung.hasil.capaian
    ada = hitung.realisasi.ada and hitung.target is not None
    return TIDAK_DAPAT if ada else None


def _build(nilai: str | Decimal | None, rumus: str = "") -> Sel:
    return Sel(nilai=nilai, rumus=rumus, gaya=Gaya.HITUNG)


@dataclass(frozen=True, slots=True)
class _Lalu:
    """Angka triwulan lalu satu indikator; ``koreksi`` kunci baris yang dapat menyusulkannya."""

    definisi: Definisi
    indikator: BarisIndikator
    periode: Periode
    fakta: KumpulanFakta
    koreksi: frozenset[str]

    @property
    def sampai(self) -> bool:
        """Benar bila yang dibandingkan adalah nilai sampai dengan triwulan."""
        return self.indikator.sifat_target is Sifat.SAMPAI_DENGAN

    def is_kurang(self, hitung: HitungPeriode) -> bool:
        """Benar bila triwulan lalu yang belum dilaporkan membuat mesin menolak apa pun isiannya.

        Yang dapat disusulkan unit ini di lembar Koreksi tidak termasuk.
        """
        baris = self.indikator
        dijumlahkan = baris.agregasi is Agregasi.JUMLAH and baris.cara_isi is Sifat.PER_TRIWULAN
        if not dijumlahkan or not self.sampai or self.periode is Periode.TAHUN:
            return False
        lalu = [p for p in hitung.kosong if p is not self.periode]
        return any(self._build_kunci(baris, p) not in self.koreksi for p in lalu)

    def list_baris(self) -> list[BarisIndikator | BarisElemen]:
        """Indikator itu sendiri, atau elemennya bila rasio."""
        if "pembilang" not in JENIS[self.indikator.jenis].isian:
            return [self.indikator]
        return list(self.definisi.elemen_menurut_indikator[self.indikator.kode_indikator])

    def list_susulan(self) -> tuple[str, ...]:
        """Kunci baris Koreksi semua triwulan lalu yang belum dilaporkan, urut triwulan."""
        daftar = [(p, k) for b in self.list_baris() for p, k in self.find_susulan(b)]
        return tuple(k for _, k in sorted(daftar, key=lambda x: x[0].nomor))

    def find_susulan(self, baris: BarisIndikator | BarisElemen) -> list[tuple[Periode, str]]:
        """Triwulan lalu yang dijumlahkan, belum dilaporkan, dan dapat disusulkan."""
        per_triwulan = baris.cara_isi is Sifat.PER_TRIWULAN
        if baris.agregasi is not Agregasi.JUMLAH or self.periode is Periode.TAHUN:
            return []
        if per_triwulan is not self.sampai:
            return []
        dipakai = self.periode.sebelum() if self.sampai else self.periode.sebelum()[-1:]
        kosong = [p for p in dipakai if self._read(p, baris) is None]
        calon = ((p, self._build_kunci(baris, p)) for p in kosong)
        return [(p, k) for p, k in calon if k in self.koreksi]

    def read_semua(self, baris: BarisIndikator | BarisElemen) -> list[Decimal | None]:
        """Angka setiap triwulan lalu, berurutan."""
        return [self._read(p, baris) for p in self.periode.sebelum()]

    def _read(self, periode: Periode, baris: BarisIndikator | BarisElemen) -> Decimal | None:
        return self.fakta.nilai(periode, *_read_alamat(baris)).angka

    def _build_kunci(self, baris: BarisIndikator | BarisElemen, periode: Periode) -> str:
        return build_kunci_koreksi(periode, *_read_alamat(baris))


@dataclass(frozen=True, slots=True)
class _Banding:
    """Nilai yang dibandingkan sebagai rumus, dan sel susulan yang harus terisi dahulu."""

    rumus: str
    wajib: tuple[str, ...] = ()


def _build_sel_rumus(lalu: _Lalu) -> SelRumus | None:
    """Alamat sel untuk rumus; ``None`` bila perbandingannya tidak dapat ditulis sebagai rumus."""
    acuan = {"target": "{target_periode}", "capaian": "{capaian}"}
    baris = lalu.list_baris()
    if baris == [lalu.indikator]:
        banding = _build_banding("realisasi", lalu.indikator, lalu)
        mentah = ("{realisasi}", *banding.wajib)
        return SelRumus(realisasi=banding.rumus, mentah=mentah, **acuan) if banding.rumus else None
    elemen = {b.peran: b for b in baris if isinstance(b, BarisElemen)}
    bagian = {p.value: _build_banding(p.value, elemen[p], lalu) for p in PeranElemen}
    if not all(b.rumus for b in bagian.values()):
        return None
    mentah = tuple(f"{{{peran}}}" for peran in bagian)
    mentah += tuple(w for b in bagian.values() for w in b.wajib)
    rumus = {peran: b.rumus for peran, b in bagian.items()}
    return SelRumus(realisasi="{realisasi}", mentah=mentah, **acuan, **rumus)


def _build_banding(bidang: str, baris: BarisIndikator | BarisElemen, lalu: _Lalu) -> _Banding:
    """Nilai yang dibandingkan dengan target, sebagai rumus atas sel isian.

    Sama dengan ``aggregate`` dan ``derive_triwulan`` mesin; triwulan lalu tertulis sebagai angka,
    yang belum dilaporkan sebagai sel susulannya. Teks kosong bila angkanya tidak dapat diperoleh.
    """
    sel = f"{{{bidang}}}"
    angka = lalu.read_semua(baris)
    ada = [a for a in angka if a is not None]
    susulan = tuple(build_acuan_koreksi(k) for _, k in lalu.find_susulan(baris))
    jumlah = baris.agregasi is Agregasi.JUMLAH
    sampai = baris.cara_isi is Sifat.SAMPAI_DENGAN
    if lalu.periode is Periode.TAHUN or not angka:
        return _Banding(sel)
    if not lalu.sampai:
        if not (jumlah and sampai):
            return _Banding(sel)
        sebelum = _teks(angka[-1]) if angka[-1] is not None else "".join(susulan)
        return _Banding(_guard(sel, f"{sel}-{sebelum}"), susulan) if sebelum else _Banding("")
    if jumlah and susulan:
        return _add_susulan(sel, sum(ada, Decimal(0)), baris, susulan)
    if not ada or (jumlah and sampai):
        return _Banding(sel)
    total = _teks(sum(ada, Decimal(0)))
    gabung = {
        Agregasi.JUMLAH: f"{total}+{sel}",
        Agregasi.RATA_RATA: f"({total}+{sel})/{len(ada) + 1}",
        Agregasi.MAKSIMUM: f"MAX({_teks(max(ada))},{sel})",
        Agregasi.MINIMUM: f"MIN({_teks(min(ada))},{sel})",
    }.get(baris.agregasi)
    return _Banding(_guard(sel, gabung) if gabung else sel)


def _add_susulan(
    sel: str, total: Decimal, baris: BarisIndikator | BarisElemen, susulan: tuple[str, ...]
) -> _Banding:
    """Jumlah dengan triwulan susulan; mesin menolak jumlah indikator yang belum lengkap.

    Elemen rasio dijumlahkan dari yang ada, jadi susulannya boleh masih kosong.
    """
    if isinstance(baris, BarisElemen):
        return _Banding(_guard(sel, "+".join((_teks(total), *(f"N({s})" for s in susulan), sel))))
    return _Banding(_guard(sel, "+".join((_teks(total), *susulan, sel))), susulan)


def _guard(sel: str, gabung: str) -> str:
    """Sel kosong tetap teks kosong dan teks tetap teks, agar rumus mengenalinya."""
    return f'IF(ISNUMBER({sel}),{gabung},{sel}&"")'


def _read_alamat(baris: BarisIndikator | BarisElemen) -> tuple[str, str]:
    """Subjek dan kolom fakta angkanya."""
    if isinstance(baris, BarisElemen):
        return baris.kode_elemen, KOLOM_NILAI
    return baris.kode_indikator, "realisasi"


def _teks(angka: Decimal) -> str:
    teks = format_kanonik(angka)
    return f"({teks})" if angka < 0 else teks


def list_isian(definisi: Definisi, indikator: BarisIndikator) -> dict[str, tuple[str, str]]:
    """Bidang angka indikator menurut jenisnya, dengan subjek dan kolom faktanya."""
    hasil = {}
    for bidang in JENIS[indikator.jenis].isian:
        if bidang in set(PeranElemen):
            subjek = find_elemen(definisi, indikator.kode_indikator, PeranElemen(bidang))
            hasil[bidang] = (subjek, KOLOM_NILAI)
        else:
            hasil[bidang] = (indikator.kode_indikator, bidang)
    return hasil
