"""Membuat kiriman contoh: formulir dari perintah sungguhan, diisi lewat LibreOffice."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

import xlsxwriter

from alat.isian import BarisIsian, KirimanContoh, read_isian, read_kiriman
from alat.letak import LetakFormulir, read_letak
from alat.tabel import AKAR
from kinerja_cli.dokumen.libreoffice import run_skrip
from kinerja_cli.model.kunci import parse_rtl
from kinerja_cli.model.periode import DAFTAR_PERIODE, Periode

SKRIP = Path(__file__).parent / "isi_lewat_libreoffice.py"
BATAS_ISI = 900.0
"""Detik untuk mengisi semua formulir satu periode."""
POLA_ANGKA = re.compile(r"-?(\d+|\d{1,3}(\.\d{3})+)(,\d+)?")
POLA_TANGGAL = re.compile(r"(\d{2})/(\d{2})/(\d{4})|(\d{4})-(\d{2})-(\d{2})")
WAKTU_FORMAT = {
    Periode.TW1: "2025-04-10T08:00:00",
    Periode.TW2: "2025-07-08T08:00:00",
    Periode.TW3: "2025-10-08T08:00:00",
    Periode.TW4: "2026-01-08T08:00:00",
    Periode.TAHUN: "2026-02-03T08:00:00",
}
WAKTU_KUMPUL = {
    Periode.TW1: "2025-04-17T15:00:00",
    Periode.TW2: "2025-07-15T15:00:00",
    Periode.TW3: "2025-10-15T15:00:00",
    Periode.TW4: "2026-01-15T15:00:00",
    Periode.TAHUN: "2026-02-10T15:00:00",
}


TINDAKAN = {
    "pic": "Kepala Seksi (contoh)",
    "batas_waktu": "2026-01-20",
    "status": "selesai",
    "tindakan": "Isian dicocokkan dengan bukti dan laporan bendahara, lalu diperbaiki",
    "bukti": "Catatan perbaikan data (contoh)",
}
"""Yang ditulis bidang pada setiap temuan di lembar RTL formulir kembali."""


@dataclass(frozen=True, slots=True)
class SelKetik:
    """Satu sel yang diketik LibreOffice; baris dan kolom mulai 0."""

    lembar: str
    baris: int
    kolom: int
    jenis: str
    isi: str


def parse_ketikan(teks: str) -> tuple[str, str]:
    """(jenis, isi): ``1.250,5`` angka 1250.5, tanggal ISO, atau teks; awalan ``'`` selalu teks."""
    if teks.startswith("'"):
        return "teks", teks[1:]
    if POLA_ANGKA.fullmatch(teks):
        return "angka", teks.replace(".", "").replace(",", ".")
    if cocok := POLA_TANGGAL.fullmatch(teks):
        hari, bulan, tahun, *iso = cocok.groups()
        return "tanggal", "-".join(iso) if iso[0] else f"{tahun}-{bulan}-{hari}"
    return "teks", teks


def build_ketikan(isian: Sequence[BarisIsian], letak: LetakFormulir) -> list[SelKetik]:
    """Isian menjadi sel pada formulir; galat ``KeyError`` bila baris atau kolomnya tidak ada."""
    return [
        SelKetik(b.lembar, *letak.find_sel(b.lembar, b.kunci, b.kolom), *parse_ketikan(b.isi))
        for b in isian
    ]


def write_kiriman() -> list[Path]:
    """Buat ulang ``masuk/`` dan ``susulan/`` seluruhnya."""
    for nama in ("masuk", "susulan"):
        shutil.rmtree(AKAR / nama, ignore_errors=True)
    with tempfile.TemporaryDirectory() as sementara:
        ruang = Path(sementara) / "ruang"
        _run_kinerja("mulai", str(ruang), "--contoh")
        for periode in DAFTAR_PERIODE:
            _write_periode(periode, ruang)
    return sorted(p for n in ("masuk", "susulan") for p in (AKAR / n).rglob("*.xlsx"))


def _write_periode(periode: Periode, ruang: Path) -> None:
    argumen = ("--periode", periode.value)
    _run_kinerja(
        "-C", str(ruang), "buat-format", *argumen, "--waktu", WAKTU_FORMAT[periode], boleh=(0, 1)
    )
    daftar = [k for k in read_kiriman() if k.periode is periode]
    # Kiriman susulan diketik pada formulir kembali, maka menunggu yang pertama diverifikasi.
    for asal in ("masuk", "susulan"):
        bagian = [k for k in daftar if k.tujuan.startswith(f"{asal}/")]
        fill_lewat_libreoffice([_build_tugas(k, ruang) for k in bagian if k.isian])
        for kiriman in bagian:
            _write_lain(kiriman)
            tujuan = ruang / "masuk" / Path(kiriman.tujuan).relative_to(asal)
            tujuan.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(AKAR / kiriman.tujuan, tujuan)
        if bagian:
            for perintah in ("kumpulkan", "verifikasi", "kembalikan"):
                waktu = ("--waktu", WAKTU_KUMPUL[periode])
                _run_kinerja("-C", str(ruang), perintah, *argumen, *waktu, boleh=(0, 1))


def _build_tugas(kiriman: KirimanContoh, ruang: Path) -> dict[str, object]:
    kembali = ruang / "kembali" / kiriman.periode.value
    sumber = next(kembali.glob(f"* {kiriman.unit} putaran *.xlsx"), None)
    isian = read_isian(kiriman.periode, kiriman.isian)
    if sumber is None:
        formulir = ruang / "format" / kiriman.periode.value
        sumber = next(formulir.glob(f"*{kiriman.unit}.xlsx"))
        letak = read_letak(sumber)
    else:
        letak = read_letak(sumber)
        isian = [b for b in isian if letak.is_terbuka(b.lembar, b.kunci, b.kolom)]
        isian += _build_rtl(letak)
    return {
        "sumber": str(sumber),
        "tujuan": str(AKAR / kiriman.tujuan),
        "sel": [asdict(s) for s in build_ketikan(isian, letak)],
        "operasi": [_build_operasi(o, letak) for o in kiriman.operasi.split("|") if o],
    }


def _build_rtl(letak: LetakFormulir) -> list[BarisIsian]:
    """Rencana tindak lanjut atas setiap temuan pada formulir kembali."""
    temuan = (k for k in letak.lembar["RTL"].baris if parse_rtl(k)[0] not in set(Periode))
    return [
        BarisIsian("RTL", kunci, kolom, isi) for kunci in temuan for kolom, isi in TINDAKAN.items()
    ]


def _build_operasi(operasi: str, letak: LetakFormulir) -> dict[str, object]:
    jenis, _, sisa = operasi.partition(":")
    lembar, _, nama = sisa.partition("=")
    if jenis == "ganti":
        return {"jenis": jenis, "lembar": lembar, "nama": nama}
    baris, kolom = letak.find_akhir(lembar)
    isi = ["", "Kegiatan tambahan dari kecamatan", "Jumlah rapat koordinasi kecamatan", "Rapat"]
    return {"jenis": jenis, "lembar": lembar, "baris": baris, "kolom": kolom, "isi": isi}


def fill_lewat_libreoffice(tugas: list[dict[str, object]]) -> None:
    """Jalankan skrip pengisi dengan Python milik LibreOffice; galat bila ada berkas yang gagal."""
    hasil = run_skrip(SKRIP, {"berkas": tugas}, BATAS_ISI)
    if hasil is None:
        raise RuntimeError("Python LibreOffice tidak mengenal UNO; pasang python3-uno")
    if hasil["gagal"]:
        raise RuntimeError("\n".join(f"{k}\n{v}" for k, v in hasil["gagal"].items()))


def _write_lain(kiriman: KirimanContoh) -> None:
    jenis, _, asal = kiriman.operasi.partition(":")
    tujuan = AKAR / kiriman.tujuan
    if jenis == "salin":
        shutil.copyfile(AKAR / asal, tujuan)
    elif jenis == "asing":
        tujuan.write_bytes(build_daftar_hadir())


def build_daftar_hadir() -> bytes:
    """Buku kerja yang bukan formulir: daftar hadir rapat."""
    wadah = BytesIO()
    buku = xlsxwriter.Workbook(wadah, {"in_memory": True})
    buku.set_properties({"created": datetime(2026, 1, 6, 9, 0), "title": "Daftar hadir"})
    lembar = buku.add_worksheet("Sheet1")
    tebal = buku.add_format({"bold": True})
    lembar.write_string(0, 0, "DAFTAR HADIR RAPAT PENGUMPULAN DATA KINERJA TRIWULAN IV", tebal)
    lembar.write_string(1, 0, "Ruang rapat lantai 2, 6 Januari 2026 (contoh)")
    for i, teks in enumerate(("No", "Nama", "Unit", "Tanda tangan")):
        lembar.write_string(3, i, teks, tebal)
    for i, unit in enumerate(("Sekretariat", "Perumahan", "Permukiman", "Lalu Lintas"), start=1):
        lembar.write_number(3 + i, 0, i)
        lembar.write_string(3 + i, 1, f"Nama Contoh {40 + i}")
        lembar.write_string(3 + i, 2, unit)
    lembar.set_column(1, 3, 28)
    buku.close()
    return wadah.getvalue()


def _run_kinerja(*argumen: str, boleh: tuple[int, ...] = (0,)) -> None:
    hasil = subprocess.run(
        [sys.executable, "-m", "kinerja_cli", *argumen],
        cwd=AKAR.parent,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if hasil.returncode not in boleh:
        raise RuntimeError(f"kinerja {' '.join(argumen)}\n{hasil.stdout}\n{hasil.stderr}")
