"""Biaya ``kinerja verifikasi``, dibandingkan membaca berkas yang sama dengan calamine saja.

Dua puluh lima bidang, 1.000 indikator dengan sejarah enam tahun dan empat triwulan, 1.000 baris
anggaran, dan laporan bendahara 2.000 baris lebih; satu dari dua puluh sub kegiatan berselisih dan
satu dari dua puluh indikator bertemuan. Formulirnya diterima lewat ``kumpulkan``. Yang diukur
waktu CPU di proses ini, terkecil dari beberapa kali, dan bagian-bagiannya.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter

from kinerja_cli.formulir.bentuk import Terbitan
from kinerja_cli.formulir.cetakan import build_cetakan
from kinerja_cli.formulir.susun import build_formulir
from kinerja_cli.lembar.bendahara import read_bendahara
from kinerja_cli.lembar.tulis_formulir import write_formulir
from kinerja_cli.model import sumber as s
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.fakta import FaktaIsian, KumpulanFakta
from kinerja_cli.model.istilah import BasisKeuangan, JenisUnit, Jenjang, PeranPengampu, YaTidak
from kinerja_cli.model.kunci import build_kunci_uang
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import Periode
from kinerja_cli.register.basis import Register
from kinerja_cli.register.definisi import FormulirTerbit, store_definisi, store_formulir
from kinerja_cli.ruang.periksa_unit import check_satu, read_bahan, split_unit
from kinerja_cli.ruang.ruang import Ruang, find_ruang
from kinerja_cli.tahap import kumpulkan, mulai, verifikasi
from tests.benchmark.masuk import measure_calamine
from tests.buatan import TAHUN, build_definisi

UNIT = 25
INDIKATOR = 40
SUB = 20
"""Sub kegiatan setiap unit; masing-masing dua sumber dana."""
REKENING = 3
SEJARAH = 6
ULANGAN = 3
BEDA = 20
"""Satu dari sekian sub kegiatan dan indikator dibuat keliru."""
TRIWULAN = Periode.TAHUN.triwulan()
TW4 = Periode.TW4
WAKTU = datetime(2026, 1, 9, 8, 0)
SPJ = "SPJ Desember.xlsx"
PAGU = Decimal(1_000_000_000)
SERAPAN = ("0.11", "0.43", "0.72", "0.954")
DANA = ("DAU", "PAD")
KEPALA = (
    "Kode Rekening", "Uraian", "Jumlah Anggaran",
    *(f"{k} {r}" for k in ("SPJ-LS Gaji", "SPJ-LS Barang & Jasa", "SPJ UP/GU/TU")
      for r in ("s.d. Bulan Lalu", "Bulan Ini", "s.d. Bulan Ini")),
    "Jumlah SPJ s.d. Bulan Ini", "Sisa Pagu Anggaran",
)  # fmt: skip


def main() -> None:
    """Susun ruang kerja, ukur, cetak."""
    with TemporaryDirectory() as folder:
        akar = Path(folder) / "ruang"
        definisi = build_besar()
        formulir = [*issue_semua(akar, definisi)]
        laporan = build_laporan(definisi)
        (akar / "sumber" / "keuangan").mkdir(exist_ok=True)
        (akar / "sumber" / "keuangan" / SPJ).write_bytes(laporan)
        ruang = find_ruang(akar, naik=False)
        for periode in TRIWULAN:
            kumpulkan.apply(kumpulkan.plan(ruang, kumpulkan.OpsiKumpulkan(periode, WAKTU)))
        berkas = [isi for p, isi in formulir if p is TW4]
        telanjang = measure_calamine([*berkas, laporan]) * (len(berkas) + 1)
        bagian = measure_bagian(ruang, laporan)
        semua = measure(lambda: run_verifikasi(ruang))
        telanjang = (telanjang + measure_calamine([*berkas, laporan]) * (len(berkas) + 1)) / 2
    print_hasil(telanjang, semua, bagian)


def print_hasil(telanjang: float, semua: float, bagian: dict[str, float]) -> None:
    """Waktu, rasionya, dan bagian-bagiannya."""
    print(f"calamine membaca {UNIT} formulir dan laporan bendahara {telanjang * 1000:8.0f} ms CPU")
    print(f"verifikasi {UNIT * INDIKATOR} indikator, {UNIT * SUB * len(DANA)} baris anggaran "
          f"{semua * 1000:8.0f} ms CPU")  # fmt: skip
    print(f"rasio {semua / telanjang:.2f}")
    for nama, detik in bagian.items():
        print(f"  {nama:<34} {detik * 1000:8.0f} ms, {detik / telanjang:5.2f} kali")


def measure(kerja: Callable[[], object]) -> float:
    """Detik CPU terkecil."""
    hasil = []
    for _ in range(ULANGAN):
        awal = time.process_time()
        kerja()
        hasil.append(time.process_time() - awal)
    return min(hasil)


def measure_bagian(ruang: Ruang, laporan: bytes) -> dict[str, float]:
    """Membaca laporan, membaca register, aturan, dan seluruh rencana tanpa menulis register."""
    bahan = read_bahan(ruang, TW4)
    unit, _ = split_unit(bahan, (), "")
    opsi = verifikasi.OpsiVerifikasi(TW4, WAKTU)
    baris = len(read_bendahara(laporan, SPJ).baris)
    temuan = sum(len(check_satu(bahan, u).temuan) for u in unit)
    return {
        f"laporan bendahara ({baris} baris)": measure(lambda: read_bendahara(laporan, SPJ)),
        "register dan laporan": measure(lambda: read_bahan(ruang, TW4)),
        f"semua aturan ({temuan} temuan)": measure(lambda: [check_satu(bahan, u) for u in unit]),
        "rencana beserta kedua dokumennya": measure(lambda: verifikasi.plan(ruang, opsi)),
    }


def run_verifikasi(ruang: Ruang) -> None:
    """Satu perintah penuh."""
    verifikasi.apply(verifikasi.plan(ruang, verifikasi.OpsiVerifikasi(TW4, WAKTU)))


def build_besar() -> Definisi:
    """Definisi besar: jenis dan jenjang bergantian, enam tahun sejarah, dan satu laporan SPJ."""
    dasar = build_definisi()
    unit = tuple(f"BID-{n:02}" for n in range(UNIT))
    kode = [(u, f"{u}-{n:02}", n) for u in unit for n in range(INDIKATOR)]
    posisi, keluaran = dasar.indikator[1], dasar.indikator[2]
    return dasar.model_copy(
        update={
            "unit": tuple(
                s.BarisUnit(
                    kode_unit=u, nama=f"Bidang {u}", jenis=JenisUnit.BIDANG,
                    berlaku_dari=date(TAHUN, 1, 1), wajib_lapor=YaTidak.YA,
                )
                for u in unit
            ),
            "indikator": tuple(
                (keluaran if n < SUB else posisi).model_copy(
                    update={
                        "kode_indikator": k,
                        "indikator": f"Indikator contoh {k}",
                        "kode": build_kode(u, n) if n < SUB else f"S{n}",
                        "jenjang": Jenjang.SUB_KEGIATAN if n < SUB else Jenjang.PROGRAM,
                    }
                )
                for u, k, n in kode
            ),
            "target": tuple(
                s.BarisTarget(kode_indikator=k, versi="murni", tahun="100", tw1="10", tw2="40",
                              tw3="30", tw4="20" if n < SUB else "100")
                for _, k, n in kode
            ),
            "pengampu": tuple(
                s.BarisPengampu(kode_indikator=k, kode_unit=u, peran=PeranPengampu.PELAPOR)
                for u, k, _ in kode
            ),
            "elemen": (),
            "riwayat": tuple(
                s.BarisRiwayat(kode_indikator=k, tahun=TAHUN - m, target="95",
                               realisasi=f"{90 + m},{n % 10}")
                for _, k, n in kode
                for m in range(1, SEJARAH + 1)
            ),
            "pagu": tuple(
                s.BarisPagu(versi="murni", kode=build_kode(u, n), kode_unit=u, sumber_dana=dana,
                            uraian=f"Sub kegiatan {u} {n}", pagu=PAGU)
                for u in unit
                for n in range(SUB)
                for dana in DANA
            ),
            "keuangan": (
                s.BarisKeuangan(berkas=SPJ, basis=BasisKeuangan.SPJ, versi="murni",
                                sampai_tanggal=TW4.akhir(TAHUN), bendahara="Pengeluaran"),
            ),
        }
    )  # fmt: skip


def build_kode(unit: str, n: int) -> str:
    """Kode sub kegiatan; satu kegiatan setiap unit."""
    urut = int(unit.rpartition("-")[2])
    return f"1.04.{urut // 5 + 1:02}.2.{urut + 1:02}.{n + 1:04}"


def iterate_fakta(definisi: Definisi, unit: str) -> Iterator[FaktaIsian]:
    """Isian empat triwulan satu unit, sebagian keliru."""
    milik = [p.kode_indikator for p in definisi.pengampu if p.kode_unit == unit]
    for p in TRIWULAN:
        for n, kode in enumerate(milik):
            angka = 5 + n % 3 + p.nomor if n < SUB else 97 + n % 4 + p.nomor
            salah = p is TW4 and n % BEDA == 7
            nilai = Nilai.dari_angka(Decimal("-3") if salah else Decimal(angka))
            yield FaktaIsian(p, kode, "realisasi", unit, nilai)
            yield FaktaIsian(p, kode, "bukti", unit, Nilai.dari_teks(f"https://contoh.invalid/{n}"))
            kata = Nilai.dari_teks(f"Pekerjaan {kode} berjalan menurut jadwal {p.nama}")
            yield FaktaIsian(p, kode, "penghambat", unit, kata)
        for n in range(SUB):
            for dana in DANA:
                uang = PAGU * Decimal(SERAPAN[p.nomor - 1])
                kunci = build_kunci_uang(build_kode(unit, n), unit, dana)
                yield FaktaIsian(p, kunci, "realisasi", unit, Nilai.dari_angka(uang))


def issue_semua(akar: Path, definisi: Definisi) -> Iterator[tuple[Periode, bytes]]:
    """Formulir terisi setiap triwulan dan unit, tercatat di register dan ditaruh di ``masuk/``."""
    opsi = mulai.OpsiMulai(akar, WAKTU, definisi.tahun)
    mulai.apply(opsi, mulai.plan(opsi))
    fakta = {u.kode_unit: list(iterate_fakta(definisi, u.kode_unit)) for u in definisi.unit}
    with Register(akar / "kinerja.db", tulis=True) as register, register.transaksi():
        nomor = store_definisi(register, definisi, WAKTU.isoformat())
        for periode in TRIWULAN:
            for unit in (u.kode_unit for u in definisi.unit):
                isi = [f for f in fakta[unit] if f.periode.nomor <= periode.nomor]
                formulir = build_formulir(
                    definisi, unit, periode, KumpulanFakta.dari(isi), Terbitan(nomor)
                )
                assert formulir is not None
                terbit = FormulirTerbit(
                    formulir.identitas.id, unit, periode, nomor, 1, WAKTU.isoformat()
                )
                store_formulir(register, terbit, build_cetakan(definisi, formulir))
                wadah = BytesIO()
                write_formulir(formulir, wadah, WAKTU)
                (akar / "masuk" / f"{periode} {unit}.xlsx").write_bytes(wadah.getvalue())
                yield periode, wadah.getvalue()


def build_laporan(definisi: Definisi) -> bytes:
    """SPJ 14 kolom: program, kegiatan, sub kegiatan, rekening, dan jumlah."""
    wadah = BytesIO()
    with xlsxwriter.Workbook(wadah, {"in_memory": True}) as buku:
        lembar = buku.add_worksheet("SPJ")
        for r, isi in enumerate((KEPALA, tuple(range(1, 15)), *iterate_spj(definisi))):
            lembar.write_row(r, 0, isi)
    return wadah.getvalue()


def iterate_spj(definisi: Definisi) -> Iterator[tuple[object, ...]]:
    """Baris laporan; satu dari dua puluh sub kegiatan kekurangan satu rekening."""
    kode = sorted({p.kode for p in definisi.pagu})
    sub = {k: build_sub(k, n) for n, k in enumerate(kode)}
    atas: list[str] = []
    for k, rekening in sub.items():
        for segmen in (3, 5):
            induk = ".".join(k.split(".")[:segmen])
            if induk not in atas:
                atas.append(induk)
                milik = [r for s_, d in sub.items() if s_.startswith(f"{induk}.") for r in d]
                yield build_baris(induk, f"Jenjang {induk}", milik)
        yield build_baris(k, f"Sub kegiatan {k}", rekening)
        for n, satu in enumerate(rekening):
            yield build_baris(f"{k}.5.1.02.01.01.{n + 1:04}", f"Belanja {n}", [satu])
    yield build_baris("", "JUMLAH", [r for d in sub.values() for r in d])


def build_sub(kode: str, n: int) -> list[tuple[int, int]]:
    """(anggaran, realisasi) rekening satu sub kegiatan."""
    del kode
    pagu, realisasi = int(PAGU) * len(DANA), int(PAGU * Decimal(SERAPAN[-1])) * len(DANA)
    bagian = [realisasi // REKENING] * (REKENING - 1)
    isi = [*bagian, realisasi - sum(bagian)]
    if n % BEDA == 3:
        isi[-1] = 0
    anggaran = [pagu // REKENING] * (REKENING - 1)
    return list(zip([*anggaran, pagu - sum(anggaran)], isi, strict=True))


def build_baris(kode: str, uraian: str, isi: list[tuple[int, int]]) -> tuple[object, ...]:
    """Kolom 1 sampai 14; semua belanja lewat LS barang dan jasa bulan lalu."""
    anggaran, realisasi = sum(a for a, _ in isi), sum(b for _, b in isi)
    ls = (realisasi, 0, realisasi)
    return (kode, uraian, anggaran, 0, 0, 0, *ls, 0, 0, 0, realisasi, anggaran - realisasi)


if __name__ == "__main__":
    main()
