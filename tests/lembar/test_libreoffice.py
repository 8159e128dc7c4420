"""Formulir dihitung ulang LibreOffice sungguhan: rumus hidup sama dengan mesin."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import unescape
from zipfile import ZipFile

import openpyxl
import pytest

from kinerja_cli.capaian.indikator import build_aturan, read_target
from kinerja_cli.capaian.jenis import JENIS
from kinerja_cli.dokumen.libreoffice import find_libreoffice
from kinerja_cli.formulir.bentuk import Terbitan
from kinerja_cli.formulir.susun import build_formulir
from kinerja_cli.lembar.tulis_formulir import write_formulir
from kinerja_cli.model.baca_angka import AcuanBaca
from kinerja_cli.model.fakta import KumpulanFakta
from kinerja_cli.model.istilah import Agregasi, Arah, JenisIndikator, Sifat
from kinerja_cli.model.kebijakan import build_kebijakan
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisIndikator, BarisTarget
from kinerja_cli.tahap import buat_format
from tests.buatan import UNIT, build_definisi, build_indikator
from tests.lembar.test_formulir import letak
from tests.tahap.jalan import build_ruang

WAKTU = datetime(2025, 4, 1, 8, 0)
SELALU_HITUNG = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
 oor:op="fuse"><value>0</value></prop></item></oor:items>"""
"""Tanpa ini LibreOffice memakai nilai tersimpan dan uji ini tidak dapat gagal."""

SEL_RUMUS = re.compile(
    r'<c r="([A-Z]+\d+)"([^>]*)><f[^>]*?(?:/>|>[^<]*</f>)(?:<v[^>]*>([^<]*)</v>)?'
)

pytestmark = pytest.mark.libreoffice


def recalculate(folder: Path, berkas: Iterable[tuple[str, bytes]]) -> dict[str, bytes]:
    """Buka, hitung ulang, dan simpan semua berkas dengan satu panggilan LibreOffice."""
    asal, tujuan = folder / "asal", folder / "jadi"
    profil = folder / "profil" / "user"
    for f in (asal, tujuan, profil):
        f.mkdir(parents=True)
    (profil / "registrymodifications.xcu").write_text(SELALU_HITUNG, encoding="utf-8")
    for nama, isi in berkas:
        (asal / nama).write_bytes(isi)
    subprocess.run(
        [
            str(find_libreoffice()),
            f"-env:UserInstallation={(folder / 'profil').as_uri()}",
            *("--headless", "--convert-to", "xlsx", "--outdir", str(tujuan)),
            *(str(p) for p in sorted(asal.iterdir())),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    hasil = {p.name: p.read_bytes() for p in tujuan.iterdir()}
    assert set(hasil) == {p.name for p in asal.iterdir()}
    return hasil


def list_rumus(isi: bytes) -> dict[tuple[str, str], object]:
    """Nilai tersimpan setiap sel yang berisi rumus; dibaca langsung dari XML-nya agar cepat."""
    hasil: dict[tuple[str, str], object] = {}
    with ZipFile(BytesIO(isi)) as arsip:
        for nama in arsip.namelist():
            if not nama.startswith("xl/worksheets/sheet"):
                continue
            for alamat, sifat, nilai in SEL_RUMUS.findall(arsip.read(nama).decode()):
                teks = 't="' in sifat and 't="n"' not in sifat
                hasil[Path(nama).stem, alamat] = (
                    unescape(nilai) if teks or not nilai else float(nilai)
                )
    return hasil


def is_sama(kiri: object, kanan: object) -> bool:
    if isinstance(kiri, int | float) and isinstance(kanan, int | float):
        return abs(kiri - kanan) < 1e-9
    return (kiri or "") == (kanan or "")


def test_nilai_tersimpan_yang_salah_dibetulkan(tmp_path):
    """Bukti bahwa penghitungan ulang benar-benar terjadi."""
    asal = BytesIO()
    definisi = build_definisi()
    formulir = build_formulir(definisi, UNIT, Periode.TW2, KumpulanFakta(), Terbitan(1))
    write_formulir(formulir, asal, WAKTU)
    rusak = BytesIO()
    with ZipFile(asal) as lama, ZipFile(rusak, "w") as baru:
        for nama in lama.namelist():
            isi = lama.read(nama)
            if nama.startswith("xl/worksheets/"):
                isi = re.sub(rb'(<c [^>]*t="str"[^>]*><f>[^<]*</f><v>)[^<]*', rb"\1SALAH", isi)
            baru.writestr(nama, isi)
    assert "SALAH" in list_rumus(rusak.getvalue()).values()
    jadi = recalculate(tmp_path, [("a.xlsx", rusak.getvalue())])["a.xlsx"]
    assert "SALAH" not in list_rumus(jadi).values()


def test_semua_formulir_contoh_sama_sesudah_dihitung_ulang(tmp_path):
    ruang = build_ruang(tmp_path / "ruang")
    berkas = [
        (f"{periode.value} {k.jalur.name}", k.isi)
        for periode in (Periode.TW1, Periode.TW4, Periode.TAHUN)
        for k in buat_format.plan(ruang, buat_format.OpsiBuatFormat(periode, WAKTU)).keluaran
    ]
    jadi = recalculate(tmp_path, berkas)
    banyak = 0
    for nama, isi in berkas:
        awal, hitung = list_rumus(isi), list_rumus(jadi[nama])
        assert set(awal) == set(hitung)
        for alamat, nilai in awal.items():
            assert is_sama(nilai, hitung[alamat]), (nama, alamat, nilai, hitung[alamat])
            assert not str(hitung[alamat] or "").startswith("#"), (nama, alamat)
        banyak += len(awal)
    assert banyak > 900


TEPI = ("", 0, 8, 10, 12, -3, 99.994, 99.995, 0.1, "lima")
KASUS = (
    ("angka", "naik", "10", TEPI, {}),
    ("angka", "turun", "10", TEPI, {}),
    ("angka", "turun", "10", TEPI, {"rumus_turun": "turun_rasio"}),
    ("angka", "naik", "0", TEPI, {}),
    ("angka", "turun", "0", TEPI, {"target_nol": "konvensi"}),
    ("angka", "naik", "3", TEPI, {"batas_atas": "120", "batas_atas_untuk": "angka"}),
    ("angka", "turun", "3", TEPI, {"batas_bawah": "0"}),
    ("angka", "naik", "7", TEPI, {"pembulatan": "potong"}),
    ("rentang", "naik", "8 - 12", TEPI, {}),
    ("rentang", "turun", "8 - 12", TEPI, {}),
    ("predikat", "naik", "BB", ("", "A", "BB", "B", "WTP", "zz"), {}),
    ("ya_tidak", "naik", "ya", ("", "ya", "tidak", "mungkin"), {}),
)


def build_kasus(nomor: int) -> tuple[BarisIndikator, str, bytes]:
    """Satu formulir dengan sebelas baris berindikator sama dan isian berbeda."""
    jenis, arah, target, isian, kebijakan = KASUS[nomor]
    dasar = build_indikator()[2]
    ubahan = {
        "jenis": JenisIndikator(jenis),
        "arah": Arah(arah),
        "agregasi": Agregasi.POSISI_AKHIR,
        "sifat_target": Sifat.SAMPAI_DENGAN,
        "satuan": "Indeks",
        "skala": "akip" if jenis == "predikat" else "",
        "presisi": 3,
    }
    kode = [f"X-{n:02}" for n in range(len(isian))]
    indikator = tuple(dasar.model_copy(update={**ubahan, "kode_indikator": k}) for k in kode)
    lama = build_definisi()
    definisi = lama.model_copy(
        update={
            "kebijakan": build_kebijakan(kebijakan),
            "indikator": indikator,
            "elemen": (),
            "riwayat": (),
            "target": tuple(
                BarisTarget(kode_indikator=k, versi="murni", tahun=target, tw2=target) for k in kode
            ),
            "pengampu": tuple(
                lama.pengampu[0].model_copy(update={"kode_indikator": k}) for k in kode
            ),
        }
    )
    formulir = build_formulir(definisi, UNIT, Periode.TW2, KumpulanFakta(), Terbitan(1))
    wadah = BytesIO()
    write_formulir(formulir, wadah, WAKTU)
    buku = openpyxl.load_workbook(BytesIO(wadah.getvalue()))
    for k, isi in zip(kode, isian, strict=True):
        if isi != "":
            buku["Kinerja"][letak(buku, "Kinerja", k, "realisasi")] = isi
    akhir = BytesIO()
    buku.save(akhir)
    return indikator[0], target, akhir.getvalue()


@pytest.fixture(scope="module")
def terhitung(tmp_path_factory):
    """Semua kasus dihitung ulang sekali."""
    kasus = {f"{n}.xlsx": build_kasus(n)[2] for n in range(len(KASUS))}
    return recalculate(tmp_path_factory.mktemp("lo"), kasus.items())


@pytest.mark.parametrize("nomor", range(len(KASUS)))
def test_rumus_hidup_sama_dengan_mesin(terhitung, nomor):
    """Capaian dan kategori setiap tepi; yang tidak terhitung kosong atau petunjuk, bukan galat."""
    *_, isian, kebijakan = KASUS[nomor]
    indikator, teks, _ = build_kasus(nomor)
    target, _ = read_target(indikator, teks)
    aturan = build_aturan(build_kebijakan(kebijakan), indikator)
    buku = openpyxl.load_workbook(BytesIO(terhitung[f"{nomor}.xlsx"]), data_only=True)
    for n, isi in enumerate(isian):
        kunci = f"X-{n:02}"
        mesin = JENIS[indikator.jenis]
        mentah = isi if isinstance(isi, str) else Decimal(str(isi))
        hasil = mesin.calculate(target, mesin.read_realisasi(mentah, AcuanBaca()).nilai, aturan)
        capaian = buku["Kinerja"][letak(buku, "Kinerja", kunci, "capaian")].value
        kategori = buku["Kinerja"][letak(buku, "Kinerja", kunci, "kategori")].value or ""
        if hasil.tercetak is None:
            assert not isinstance(capaian, int | float), (isi, capaian)
            assert not str(capaian or "").startswith("#"), (isi, capaian)
            assert kategori == "", (isi, kategori)
        else:
            assert isinstance(capaian, int | float), (isi, capaian)
            assert abs(Decimal(str(capaian)) - hasil.capaian) < Decimal("1e-9"), (isi, capaian)
            assert kategori == hasil.kategori, (isi, capaian)


RASIO = (
    (85, 100),
    (1, 3),
    (0, 100),
    (10, 0),
    ("", 100),
    (50, ""),
    ("lima", 100),
    (120, 100),
)


def test_rumus_rasio_dari_pembilang_dan_penyebut(tmp_path):
    """Penyebut nol, kosong, dan teks tidak pernah menjadi nilai galat."""
    definisi = build_definisi()
    formulir = build_formulir(definisi, UNIT, Periode.TW2, KumpulanFakta(), Terbitan(1))
    wadah = BytesIO()
    write_formulir(formulir, wadah, WAKTU)
    berkas = []
    for n, pasangan in enumerate(RASIO):
        buku = openpyxl.load_workbook(BytesIO(wadah.getvalue()))
        for kolom, isi in zip(("pembilang", "penyebut"), pasangan, strict=True):
            if isi != "":
                buku["Kinerja"][letak(buku, "Kinerja", "IKU-01", kolom)] = isi
        jadi = BytesIO()
        buku.save(jadi)
        berkas.append((f"{n}.xlsx", jadi.getvalue()))
    hasil = recalculate(tmp_path, berkas)
    indikator = definisi.indikator_menurut_kode["IKU-01"]
    target, _ = read_target(indikator, "40")
    aturan = build_aturan(definisi.kebijakan, indikator)
    for n, (atas, bawah) in enumerate(RASIO):
        buku = openpyxl.load_workbook(BytesIO(hasil[f"{n}.xlsx"]), data_only=True)
        sel = {
            k: buku["Kinerja"][letak(buku, "Kinerja", "IKU-01", k)].value
            for k in ("realisasi", "capaian", "kategori")
        }
        if isinstance(atas, str) or isinstance(bawah, str) or bawah == 0:
            assert not any(isinstance(v, int | float) for v in sel.values()), (atas, bawah, sel)
            assert not any(str(v or "").startswith("#") for v in sel.values()), (atas, bawah, sel)
            continue
        nilai = Decimal(atas) * 100 / Decimal(bawah)
        mesin = JENIS[indikator.jenis].calculate(target, Nilai.dari_angka(nilai), aturan)
        assert abs(Decimal(str(sel["realisasi"])) - nilai) < Decimal("1e-9")
        assert abs(Decimal(str(sel["capaian"])) - mesin.capaian) < Decimal("1e-9")
        assert sel["kategori"] == mesin.kategori
