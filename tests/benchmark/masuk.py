"""Biaya menerima satu formulir terisi lagi, dibandingkan membaca penuh dengan calamine saja.

Tiga puluh bidang, masing-masing 80 indikator; setiap berkas lima lembar isian. Yang diukur waktu
CPU proses ``kinerja kumpulkan`` beserta pekerjanya, selisih antara dua ukuran tumpukan, sehingga
biaya mulai tidak ikut. Dicetak juga biaya mengulang tanpa berkas baru, dan membuat formulir.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
from python_calamine import CalamineWorkbook

from kinerja_cli.formulir.bentuk import Terbitan
from kinerja_cli.formulir.susun import build_formulir
from kinerja_cli.lembar.tulis_formulir import write_formulir
from kinerja_cli.model import sumber as s
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.fakta import KumpulanFakta
from kinerja_cli.model.istilah import JenisUnit, PeranPengampu, YaTidak
from kinerja_cli.model.periode import Periode
from kinerja_cli.register.basis import Register
from kinerja_cli.register.definisi import FormulirTerbit, store_definisi, store_formulir
from kinerja_cli.tahap import mulai
from tests.buatan import build_definisi

UNIT = 30
INDIKATOR = 80
SEDIKIT, BANYAK = 60, 300
WAKTU = datetime(2025, 7, 1, 8, 0)


def main() -> None:
    """Susun ruang kerja, ukur, cetak."""
    with TemporaryDirectory() as folder:
        ruang = Path(folder) / "ruang"
        definisi = build_besar()
        formulir, detik_tulis = issue_formulir(ruang, definisi)
        terisi = [fill_formulir(isi) for isi in formulir]
        telanjang = measure_calamine(terisi)
        biaya = {n: measure_kumpulkan(ruang, terisi, n) for n in (SEDIKIT, BANYAK)}
        ulang, pindai = measure_ulang(ruang)
    tambahan = (biaya[BANYAK] - biaya[SEDIKIT]) / (BANYAK - SEDIKIT)
    print(f"calamine membaca penuh        {telanjang * 1000:7.1f} ms CPU per berkas")
    print(f"kumpulkan, berkas tambahan    {tambahan * 1000:7.1f} ms CPU per berkas")
    print(f"rasio                         {tambahan / telanjang:7.2f}")
    mulai_ms = (biaya[SEDIKIT] - SEDIKIT * tambahan) * 1000
    print(f"biaya mulai (proses, pekerja, definisi) {mulai_ms:7.0f} ms CPU")
    print(f"mengulang {BANYAK} berkas yang sama {ulang * 1000:7.0f} ms CPU, "
          f"membaca dan meng-hash saja {pindai * 1000:.0f} ms")  # fmt: skip
    print(f"membuat satu formulir         {detik_tulis / UNIT * 1000:7.1f} ms CPU")


def build_besar() -> Definisi:
    """Definisi tiga puluh bidang dengan indikator sub kegiatannya sendiri."""
    dasar = build_definisi()
    contoh = dasar.indikator[2]
    unit = tuple(f"BID-{n:02}" for n in range(UNIT))
    kode = [(u, f"{u}-{n:03}") for u in unit for n in range(INDIKATOR)]
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
                p.model_copy(update={"kode_unit": u}) for u in unit for p in dasar.pagu[:1]
            ),
        }
    )


def issue_formulir(ruang: Path, definisi: Definisi) -> tuple[list[bytes], float]:
    """Formulir tw2 setiap unit, tercatat di register seperti oleh ``buat-format``."""
    opsi = mulai.OpsiMulai(ruang, WAKTU, definisi.tahun)
    mulai.apply(opsi, mulai.plan(opsi))
    hasil = []
    awal = time.process_time()
    with Register(ruang / "kinerja.db", tulis=True) as register, register.transaksi():
        nomor = store_definisi(register, definisi, WAKTU.isoformat())
        for unit in definisi.unit:
            terbit = Terbitan(nomor)
            formulir = build_formulir(
                definisi, unit.kode_unit, Periode.TW2, KumpulanFakta(), terbit
            )
            assert formulir is not None
            identitas = formulir.identitas
            store_formulir(
                register,
                FormulirTerbit(
                    identitas.id, unit.kode_unit, Periode.TW2, nomor, 1, WAKTU.isoformat()
                ),
            )
            wadah = BytesIO()
            write_formulir(formulir, wadah, WAKTU)
            hasil.append(wadah.getvalue())
    return hasil, time.process_time() - awal


def fill_formulir(isi: bytes) -> bytes:
    """Isi setiap sel realisasi dengan angka."""
    buku = openpyxl.load_workbook(BytesIO(isi))
    lembar = buku["Kinerja"]
    kolom = 0
    for baris in lembar.iter_rows():
        if str(baris[0].value or "").startswith("#kolom:"):
            kolom = next(c.column for c in baris if c.value == "realisasi")
        elif kolom and str(baris[0].value or "").startswith("BID-"):
            lembar.cell(baris[0].row, kolom).value = 12
    wadah = BytesIO()
    buku.save(wadah)
    return wadah.getvalue()


def measure_calamine(berkas: list[bytes]) -> float:
    """Detik CPU per berkas untuk membaca semua lembar menjadi daftar."""
    awal = time.process_time()
    for isi in berkas * 3:
        with CalamineWorkbook.from_filelike(BytesIO(isi)) as buku:
            for nama in buku.sheet_names:
                buku.get_sheet_by_name(nama).to_python(skip_empty_area=False)
    return (time.process_time() - awal) / (len(berkas) * 3)


def measure_kumpulkan(ruang: Path, terisi: list[bytes], banyak: int) -> float:
    """Detik CPU ``kinerja kumpulkan`` atas sekian berkas yang semuanya baru."""
    masuk = ruang / "masuk"
    for nomor in range(banyak):
        # Komentar zip membuat byte berbeda tanpa mengubah isinya.
        isi = terisi[nomor % len(terisi)]
        ekor = f"{banyak}-{nomor}".encode()
        berbeda = isi[:-2] + len(ekor).to_bytes(2, "little") + ekor
        (masuk / f"kiriman {banyak}-{nomor:03}.xlsx").write_bytes(berbeda)
    return run_kumpulkan(ruang)


def run_kumpulkan(ruang: Path) -> float:
    """Detik CPU satu perintah beserta semua prosesnya."""
    sebelum = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "kinerja_cli", "-C", str(ruang), "kumpulkan", "--periode", "tw2"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
        env={**os.environ, "NO_COLOR": "1"},
    )
    sesudah = resource.getrusage(resource.RUSAGE_CHILDREN)
    return sesudah.ru_utime - sebelum.ru_utime + sesudah.ru_stime - sebelum.ru_stime


def measure_ulang(ruang: Path) -> tuple[float, float]:
    """(mengulang tanpa berkas baru, membaca dan meng-hash berkas yang sama) dalam detik CPU."""
    from hashlib import sha256  # noqa: PLC0415 -- hanya di sini

    awal = time.process_time()
    for jalur in (ruang / "masuk").iterdir():
        sha256(jalur.read_bytes()).hexdigest()
    pindai = time.process_time() - awal
    return run_kumpulkan(ruang), pindai


if __name__ == "__main__":
    main()
