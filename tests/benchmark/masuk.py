"""Biaya menerima satu formulir terisi lagi, dibandingkan membaca penuh dengan calamine saja.

Tiga ratus bidang, masing-masing 80 indikator dan 80 sub kegiatan; setiap berkas lima lembar
isian, terisi seluruhnya. Yang diukur waktu CPU proses ``kinerja kumpulkan`` beserta pekerjanya,
selisih antara dua tumpukan, sehingga biaya mulai tidak ikut; biaya mulai dicetak tersendiri.
Diukur dengan satu dan dengan dua pekerja: yang pertama tidak berebut prosesor, yang kedua
menunjukkan waktu dindingnya. Pembandingnya diukur di antaranya, pada berkas yang sama. Setiap
ukuran diulang atas salinan ruang kerja yang baru, berselang-seling; yang dicetak mediannya beserta
yang terkecil dan terbesar, sebab biaya mulai yang naik turun sepersepuluh detik sudah menggeser
selisihnya.
Sesudah itu: mengulang 3.000 berkas yang tidak berubah (langkahnya saja, tanpa mulai program),
dan memori induk.
"""

from __future__ import annotations

import os
import pickle
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from shutil import copytree
from statistics import median
from tempfile import TemporaryDirectory

from python_calamine import CalamineWorkbook

from kinerja_cli.formulir.bentuk import Terbitan
from kinerja_cli.formulir.cetakan import build_cetakan
from kinerja_cli.formulir.susun import build_formulir
from kinerja_cli.lembar.tulis_formulir import write_formulir
from kinerja_cli.model import sumber as s
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.fakta import FaktaIsian, KumpulanFakta
from kinerja_cli.model.isian import LABEL_CATATAN
from kinerja_cli.model.istilah import JenisUnit, PeranPengampu, YaTidak
from kinerja_cli.model.kunci import build_kunci_uang
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import Periode
from kinerja_cli.register.basis import Register
from kinerja_cli.register.definisi import FormulirTerbit, store_definisi, store_formulir
from kinerja_cli.ruang.ruang import find_ruang
from kinerja_cli.tahap import kumpulkan, mulai
from tests.buatan import build_definisi

UNIT = 300
UNIT_KECIL = 3
INDIKATOR = 80
SEDIKIT = 60
BERULANG = 3000
ULANGAN, ULANGAN_LANGKAH = 5, 9
"""Banyak kali setiap ukuran diambil; langkah yang mengulang tanpa berkas baru hanya milidetik."""
JUDUL = {
    "calamine": "calamine membaca penuh, ms CPU per berkas",
    "tambahan": "kumpulkan, ms CPU per berkas tambahan",
    "rasio": "rasio",
    "mulai": "biaya mulai (proses, pekerja, definisi), ms CPU",
    "dinding": "waktu dinding, ms per berkas tambahan",
}
WAKTU = datetime(2025, 7, 1, 8, 0)
NARASI = "Pendampingan kelompok masyarakat berjalan menurut jadwal yang disepakati bersama"


def main() -> None:
    """Susun ruang kerja, ukur, cetak."""
    with TemporaryDirectory() as folder:
        ruang = Path(folder) / "ruang"
        terisi = issue_formulir(ruang, build_besar())
        ukuran: dict[int, list[dict[str, float]]] = {1: [], 2: []}
        for nomor in range(ULANGAN):
            for pekerja, daftar in ukuran.items():
                salinan = Path(folder) / f"ruang{nomor}{pekerja}"
                copytree(ruang, salinan)
                daftar.append(measure_tambahan(salinan, terisi, pekerja))
        for pekerja, daftar in ukuran.items():
            print(f"-- {pekerja} pekerja")
            print_tambahan(daftar)
        # Dinas kecil dengan banyak berkas: biaya tetap kecil, jadi biaya per berkas terbaca.
        kecil = Path(folder) / "kecil"
        terisi = issue_formulir(kecil, build_besar(UNIT_KECIL))
        ulang, memori = [], []
        for awalan, jumlah in (("a", UNIT), ("b", BERULANG - UNIT)):
            salinan = (add_ekor(terisi[n % UNIT_KECIL], f"{awalan}{n}") for n in range(jumlah))
            memori.append(fill_masuk(kecil, salinan, awalan)["memori"])
            ulang.append(measure_ulang(kecil))
    print_ulang(*ulang)
    print(f"memori puncak induk, {UNIT} dan {BERULANG} berkas: "
          f"{memori[0]:.0f} MB dan {memori[1]:.0f} MB")  # fmt: skip


def measure_tambahan(ruang: Path, terisi: list[bytes], pekerja: int) -> dict[str, float]:
    """Milidetik per berkas tambahan, calamine di sekitarnya, rasionya, dan biaya mulai."""
    with (ruang / "kinerja.toml").open("a", encoding="utf-8") as toml:
        toml.write(f"\n[masuk]\npekerja = {pekerja}\n")
    telanjang = [measure_calamine(terisi)]
    sedikit = fill_masuk(ruang, terisi[:SEDIKIT], "a")
    banyak = fill_masuk(ruang, terisi[SEDIKIT:], "b")
    telanjang.append(measure_calamine(terisi))
    selisih = len(terisi) - 2 * SEDIKIT
    tambahan = (banyak["cpu"] - sedikit["cpu"]) / selisih
    acuan = sum(telanjang) / len(telanjang)
    return {
        "calamine": acuan * 1000,
        "tambahan": tambahan * 1000,
        "rasio": tambahan / acuan,
        "mulai": (sedikit["cpu"] - SEDIKIT * tambahan) * 1000,
        "dinding": (banyak["dinding"] - sedikit["dinding"]) / selisih * 1000,
    }


def print_tambahan(daftar: list[dict[str, float]]) -> None:
    """Median setiap ukuran beserta yang terkecil dan terbesar."""
    for nama, judul in JUDUL.items():
        isi = sorted(x[nama] for x in daftar)
        print(f"{judul:<46} {median(isi):8.2f}  ({isi[0]:.2f} sampai {isi[-1]:.2f})")


def print_ulang(sedikit: dict[str, float], banyak: dict[str, float]) -> None:
    """Biaya per berkas yang tidak berubah, dibandingkan memindai dan meng-hash saja."""
    beda = BERULANG - UNIT
    for biasa, dasar, nama in (
        ("ulang", "pindai", "mengulang, berkas tidak berubah"),
        ("teliti", "hash", "mengulang dengan --teliti"),
    ):
        kita = (banyak[biasa] - sedikit[biasa]) / beda
        acuan = (banyak[dasar] - sedikit[dasar]) / beda
        print(f"{nama:<32} {kita * 1e6:6.1f} us per berkas, {dasar} saja {acuan * 1e6:.1f} us, "
              f"rasio {kita / acuan:.2f}")  # fmt: skip


def build_besar(banyak: int = UNIT) -> Definisi:
    """Definisi sekian bidang dengan indikator dan sub kegiatannya sendiri."""
    dasar = build_definisi()
    contoh = dasar.indikator[2]
    unit = tuple(f"BID-{n:03}" for n in range(banyak))
    kode = [(u, f"{u}-{n:02}") for u in unit for n in range(INDIKATOR)]
    pagu = dasar.pagu[0]
    return dasar.model_copy(
        update={
            "unit": tuple(
                s.BarisUnit(
                    kode_unit=u,
                    nama=f"Bidang {u}",
                    jenis=JenisUnit.BIDANG,
                    berlaku_dari=date(2025, 1, 1),
                    wajib_lapor=YaTidak.YA,
                )
                for u in unit
            ),
            "indikator": tuple(contoh.model_copy(update={"kode_indikator": k}) for _, k in kode),
            "target": tuple(
                s.BarisTarget(kode_indikator=k, versi="murni", tahun="100", tw1="10", tw2="40")
                for _, k in kode
            ),
            "pengampu": tuple(
                s.BarisPengampu(kode_indikator=k, kode_unit=u, peran=PeranPengampu.PELAPOR)
                for u, k in kode
            ),
            "elemen": (),
            "riwayat": (),
            "pagu": tuple(
                pagu.model_copy(
                    update={"kode_unit": u, "kode": f"1.04.02.2.{n // 99 + 1:02}.{n + 1:04}"}
                )
                for u in unit
                for n in range(INDIKATOR)
            ),
        }
    )


def issue_formulir(ruang: Path, definisi: Definisi) -> list[bytes]:
    """Formulir tw2 setiap unit, tercatat di register; kembalikan yang sudah terisi.

    Formulir terisi ditulis dengan nilainya sekaligus, sebab membuka dan menyimpan ulang ratusan
    berkas hanya menambah waktu persiapan.
    """
    opsi = mulai.OpsiMulai(ruang, WAKTU, definisi.tahun)
    mulai.apply(opsi, mulai.plan(opsi))
    fakta = {u.kode_unit: list(iterate_fakta(definisi, u.kode_unit)) for u in definisi.unit}
    hasil = []
    with Register(ruang / "kinerja.db", tulis=True) as register, register.transaksi():
        nomor = store_definisi(register, definisi, WAKTU.isoformat())
        for unit in definisi.unit:
            kosong = [f for f in fakta[unit.kode_unit] if f.periode is Periode.TW1]
            for isi in (kosong, fakta[unit.kode_unit]):
                formulir = build_formulir(
                    definisi, unit.kode_unit, Periode.TW2, KumpulanFakta.dari(isi), Terbitan(nomor)
                )
                assert formulir is not None
                if isi is kosong:
                    terbit = FormulirTerbit(
                        formulir.identitas.id, unit.kode_unit, Periode.TW2, nomor, 1,
                        WAKTU.isoformat(),
                    )  # fmt: skip
                    store_formulir(register, terbit, build_cetakan(definisi, formulir))
            wadah = BytesIO()
            write_formulir(formulir, wadah, WAKTU)
            hasil.append(wadah.getvalue())
    return hasil


def iterate_fakta(definisi: Definisi, unit: str) -> Iterator[FaktaIsian]:
    """Isian satu unit: angka, narasi sebagian baris, bukti, anggaran, dan catatan."""
    kode = [p.kode_indikator for p in definisi.pengampu if p.kode_unit == unit]
    uang = [build_kunci_uang(p.kode, unit, p.sumber_dana) for p in definisi.pagu
            if p.kode_unit == unit]  # fmt: skip
    for n, subjek in enumerate([*kode, *uang]):
        for periode in (Periode.TW1, Periode.TW2):
            angka = Nilai.dari_angka(n + 1 + periode.nomor)
            yield FaktaIsian(periode, subjek, "realisasi", unit, angka)
    for n, subjek in enumerate(kode):
        bukti = Nilai.dari_teks(f"laporan {subjek}.pdf")
        yield FaktaIsian(Periode.TW2, subjek, "bukti", unit, bukti)
        for kolom in ("pendorong", "penghambat", "upaya") if n % 5 == 0 else ():
            yield FaktaIsian(Periode.TW2, subjek, kolom, unit, Nilai.dari_teks(f"{NARASI} {n}"))
    for kolom in LABEL_CATATAN:
        isi = "2025-07-05" if kolom == "tanggal" else NARASI
        yield FaktaIsian(Periode.TW2, unit, kolom, unit, Nilai.dari_teks(isi))


def add_ekor(isi: bytes, nomor: str) -> bytes:
    """Berkas yang sama dengan komentar zip, sehingga byte-nya berbeda."""
    ekor = f"salinan {nomor}".encode()
    return isi[:-2] + len(ekor).to_bytes(2, "little") + ekor


def measure_calamine(berkas: list[bytes]) -> float:
    """Detik CPU per berkas untuk membaca semua lembar menjadi daftar."""
    awal = time.process_time()
    for isi in berkas:
        with CalamineWorkbook.from_filelike(BytesIO(isi)) as buku:
            for nama in buku.sheet_names:
                buku.get_sheet_by_name(nama).to_python(skip_empty_area=False)
    return (time.process_time() - awal) / len(berkas)


def fill_masuk(ruang: Path, isi: Iterator[bytes] | list[bytes], awalan: str) -> dict[str, float]:
    """Taruh berkas di ``masuk/`` lalu ukur ``kinerja kumpulkan`` atasnya."""
    for nomor, berkas in enumerate(isi):
        (ruang / "masuk" / f"kiriman {awalan}{nomor:04}.xlsx").write_bytes(berkas)
    if hasattr(os, "sync"):
        # Menulis salinan ruang kerja ke disk bukan bagian dari yang diukur.
        os.sync()
    return run_kumpulkan(ruang)


def run_kumpulkan(ruang: Path) -> dict[str, float]:
    """Detik CPU satu perintah beserta semua prosesnya, detik dinding, dan MB memori induk."""
    baca, tulis = os.pipe()
    anak = os.fork()
    if anak == 0:
        _run_di_anak(ruang, tulis)
    os.close(tulis)
    with os.fdopen(baca, "rb") as pipa:
        hasil: dict[str, float] = pickle.loads(pipa.read())
    os.waitpid(anak, 0)
    return hasil


def _run_di_anak(ruang: Path, tulis: int) -> None:
    """Proses antara, supaya hitungan anaknya hanya satu perintah."""
    perintah = [sys.executable, "-m", "kinerja_cli", "-C", str(ruang), "kumpulkan"]
    awal = time.perf_counter()
    proses = subprocess.Popen(
        [*perintah, "--periode", "tw2"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "NO_COLOR": "1"},
    )
    memori = 0.0
    while proses.poll() is None:
        memori = max(memori, _read_memori(proses.pid))
        time.sleep(0.1)
    pakai = resource.getrusage(resource.RUSAGE_CHILDREN)
    hasil = {
        "cpu": pakai.ru_utime + pakai.ru_stime,
        "dinding": time.perf_counter() - awal,
        "memori": memori,
    }
    os.write(tulis, pickle.dumps(hasil))
    os._exit(0)


def _read_memori(pid: int) -> float:
    """MB memori puncak proses itu sendiri; nol bila sistem tidak menyediakannya."""
    try:
        isi = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return next((int(b.split()[1]) / 1024 for b in isi.splitlines() if b[:5] == "VmHWM"), 0.0)


def measure_ulang(ruang: Path) -> dict[str, float]:
    """Detik CPU mengulang tanpa berkas baru, dan memindai atau meng-hash berkas yang sama."""
    ukuran: dict[str, list[float]] = {"pindai": [], "hash": [], "ulang": [], "teliti": []}
    for _ in range(ULANGAN_LANGKAH):
        awal = time.process_time()
        for entri in os.scandir(ruang / "masuk"):
            entri.stat()
        tengah = time.process_time()
        for entri in os.scandir(ruang / "masuk"):
            sha256(Path(entri.path).read_bytes()).hexdigest()
        ukuran["pindai"].append(tengah - awal)
        ukuran["hash"].append(time.process_time() - tengah)
        ukuran["ulang"].append(repeat_kumpulkan(ruang, teliti=False))
        ukuran["teliti"].append(repeat_kumpulkan(ruang, teliti=True))
    return {nama: min(isi) for nama, isi in ukuran.items()}


def repeat_kumpulkan(ruang: Path, *, teliti: bool) -> float:
    """Detik CPU langkah kumpulkan tanpa berkas baru, di proses ini."""
    opsi = kumpulkan.OpsiKumpulkan(Periode.TW2, WAKTU, teliti=teliti)
    awal = time.process_time()
    kumpulkan.apply(kumpulkan.plan(find_ruang(ruang, naik=False), opsi))
    return time.process_time() - awal


if __name__ == "__main__":
    main()
