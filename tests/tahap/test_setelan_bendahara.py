"""Laporan bendahara di ruang kerja: setelan tingkat dinas, dan laporan yang tidak terbaca."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from kinerja_cli.aturan.keuangan import summarise
from kinerja_cli.aturan.konteks import KonteksVerifikasi
from kinerja_cli.model.fakta import KumpulanFakta
from kinerja_cli.ruang import periksa_unit
from kinerja_cli.ruang.ruang import find_ruang
from kinerja_cli.tahap import verifikasi
from tests.aturan.contoh import build_daftar, build_spj
from tests.buatan import UNIT
from tests.tahap.test_kembalikan import NANTI, TW2, Putaran


@pytest.mark.parametrize(
    ("setelan", "harap"),
    [
        ("", {"KEU316": "peringatan", "KEU317": "peringatan"}),
        (
            '[aturan.KEU316]\ntingkat = "galat"\n[aturan.KEU317]\ntingkat = "mati"\n',
            {"KEU316": "galat"},
        ),
        ('[aturan.KEU317]\ntingkat = "catatan"\n', {"KEU316": "peringatan", "KEU317": "catatan"}),
    ],
)
def test_tingkat_menurut_kantor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setelan: str, harap: dict[str, str]
):
    kantor = Putaran(tmp_path, monkeypatch)
    toml = kantor.ruang.akar / "kinerja.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + setelan, encoding="utf-8")
    baris = (build_spj("670e6", anggaran="1800e6"), build_spj("7", kode="1.04.03.2.01.0009"))
    keuangan = summarise([(build_daftar(TW2), baris)])
    monkeypatch.setattr(periksa_unit, "read_keuangan", lambda *_: (keuangan, []))
    ruang = find_ruang(kantor.ruang.akar, naik=False)
    hasil = verifikasi.apply(verifikasi.plan(ruang, verifikasi.OpsiVerifikasi(TW2, NANTI)))
    ada = {t.kode: t.tingkat.value for t in hasil.temuan if t.kode in {"KEU316", "KEU317"}}
    assert ada == harap


def test_sel_tak_terbaca_disebut_sekali(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    kantor = Putaran(tmp_path, monkeypatch)
    milik = [t["kode"] for t in kantor.putusan["temuan"] if t["kunci"] == "SUB-01"
             and t["kolom"] == "realisasi"]  # fmt: skip
    assert milik == ["NIL003"]


@pytest.mark.parametrize("rusak", [None, b"PK\x03\x04rusak"])
def test_laporan_terdaftar_yang_tidak_ada_tidak_menyalahkan_bidang(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rusak: bytes | None
):
    kantor = Putaran(tmp_path, monkeypatch)
    folder = kantor.ruang.sumber / "keuangan"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "Induk.xlsx").write_bytes(write_bendahara({"1.04.03.2.01.0009": 5}))
    if rusak:
        (folder / "Pembantu.xlsx").write_bytes(rusak)
    daftar = tuple(
        build_daftar(TW2, berkas=f"{nama}.xlsx", bendahara=nama) for nama in ("Induk", "Pembantu")
    )
    definisi = kantor.definisi.model_copy(update={"keuangan": daftar})
    keuangan, temuan = periksa_unit.read_keuangan(kantor.ruang, definisi)
    assert len(temuan) == 1
    konteks = KonteksVerifikasi(definisi, TW2, UNIT, KumpulanFakta(), keuangan)
    assert konteks.pembanding == "laporan Pembantu.xlsx tidak ada atau tidak terbaca lengkap"


@pytest.mark.parametrize(
    ("judul", "kode"),
    [
        ("Tahun Anggaran : 2024", ["KEU108"]),
        ("Bulan : Maret 2024", ["KEU108"]),
        ("Bulan : Maret 2025", ["KEU109"]),
        ("Realisasi s.d. Triwulan I", ["KEU109"]),
        ("Tahun Anggaran : 2025", []),
        ("Bulan : Juni 2025", []),
        ("Rekap", []),
    ],
)
def test_laporan_tahun_atau_bulan_lain_tidak_dipakai(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, judul: str, kode: list[str]
):
    kantor = Putaran(tmp_path, monkeypatch)
    folder = kantor.ruang.sumber / "keuangan"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "Induk.xlsx").write_bytes(write_bendahara({"1.04.03.2.01.0009": 5}, judul))
    daftar = (build_daftar(TW2, berkas="Induk.xlsx", bendahara="Induk"),)
    definisi = kantor.definisi.model_copy(update={"keuangan": daftar})
    keuangan, temuan = periksa_unit.read_keuangan(kantor.ruang, definisi)
    assert [t.kode for t in temuan] == kode
    konteks = KonteksVerifikasi(definisi, TW2, UNIT, KumpulanFakta(), keuangan)
    tolak = "laporan Induk.xlsx tidak ada atau tidak terbaca lengkap"
    assert (konteks.pembanding == tolak) is bool(kode)


def write_bendahara(isi: dict[str, int], judul: str = "") -> bytes:
    """Tabel biasa: judul, lalu kode, uraian, pagu, realisasi."""
    wadah = BytesIO()
    with xlsxwriter.Workbook(wadah, {"in_memory": True}) as buku:
        lembar = buku.add_worksheet("Rekap")
        lembar.write(0, 0, judul)
        lembar.write_row(1, 0, ("Kode Sub Kegiatan", "Uraian", "Pagu", "Realisasi"))
        for r, (kode, realisasi) in enumerate(isi.items(), start=2):
            lembar.write_row(r, 0, (kode, "Sub kegiatan", 9_000_000, realisasi))
    return wadah.getvalue()
