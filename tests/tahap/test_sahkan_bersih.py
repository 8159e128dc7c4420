"""Dinas contoh yang semua unitnya Ya dan koreksinya selesai: disahkan tanpa alasan apa pun."""

from __future__ import annotations

import csv
import errno
import os
from datetime import datetime
from pathlib import Path

import docx
import pytest

from contoh_data.alat import sunting_konsep
from kinerja_cli.model.galat import TulisError
from kinerja_cli.model.pengesahan import Manifest
from kinerja_cli.model.periode import Periode
from kinerja_cli.register.pengesahan import read_pengesahan
from kinerja_cli.ruang import ruang as ruang_kerja
from kinerja_cli.ruang.arsip_sah import read_zip
from kinerja_cli.ruang.ruang import Ruang
from kinerja_cli.tahap import kompilasi, koreksi, kumpulkan, lkjip, periksa_sah, verifikasi
from tests.lembar.test_formulir import isi_sel, ubah
from tests.tahap.jalan import AKAR, copy_ruang, dump_register, hash_keluaran, run_sop
from tests.tahap.sah import disable_libreoffice, export_pdf, run_sahkan

UNIT = "BID-KESEL"
SUSUL = datetime(2026, 2, 12, 9, 0)
SAH = datetime(2026, 2, 26, 10, 0)
AKHIR_TAHUN = {
    "Anggaran__2.15.02.2.02.0002:BID-KESEL:PAD__realisasi": 6_208_139_225,
    "Anggaran__2.15.02.2.02.0004:BID-KESEL:PAD__realisasi": 3_100_475_300,
    "Kinerja__SUB-042__realisasi": 411,
    "Kinerja__SUB-043__realisasi": 224,
}
"""Yang harus lain dari triwulan III: anggaran menurut bendahara, dan angka per triwulan."""


@pytest.fixture(scope="module")
def bersih(tmp_path_factory: pytest.TempPathFactory) -> Ruang:
    """Bidang yang terlambat menyusul, lalu konsep 2 dikoreksi Kasubag dan Sekretaris."""
    with pytest.MonkeyPatch.context() as ganti:
        disable_libreoffice(ganti)
        ruang = run_sop(tmp_path_factory.mktemp("bersih"), ()).ruang
        _kirim_susulan(ruang)
        terbitkan(ruang, datetime(2026, 2, 13))
        jalur = _konsep(ruang)
        dokumen = docx.Document(str(jalur))
        sunting_konsep.write_simpulan(dokumen)
        dokumen.save(str(jalur))
        _koreksi(ruang, jalur, "KASUBAG", datetime(2026, 2, 16))
        terbitkan(ruang, datetime(2026, 2, 17))
        _koreksi(ruang, _konsep(ruang), "SEKRETARIS", datetime(2026, 2, 18))
    return ruang


@pytest.fixture
def ruang(bersih: Ruang, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ruang:
    disable_libreoffice(monkeypatch)
    return copy_ruang(bersih.akar, tmp_path / "ruang")


def _kirim_susulan(ruang: Ruang) -> None:
    """Isian triwulan III bidang itu dipakai untuk triwulan IV."""
    with (AKAR / "isian" / "tw3" / "bid-kesel.csv").open(encoding="utf-8", newline="") as berkas:
        baris = list(csv.DictReader(berkas, delimiter=";"))
    isian = {}
    for b in baris:
        kunci = b["kunci"].replace("rtl:tw2:", "rtl:tw3:")
        isian[f"{b['lembar']}__{kunci}__{b['kolom']}"] = _ubah_triwulan(b["kolom"], b["isi"])
    asal = ruang.format(Periode.TW4) / f"Formulir tw4 {UNIT}.xlsx"
    tujuan = ruang.masuk / "tw4" / "susulan kedua.xlsx"
    tujuan.write_bytes(ubah(asal.read_bytes(), isi_sel(**isian | AKHIR_TAHUN)))
    kumpulkan.apply(kumpulkan.plan(ruang, kumpulkan.OpsiKumpulkan(Periode.TW4, SUSUL)))
    opsi = verifikasi.OpsiVerifikasi(Periode.TW4, SUSUL, (UNIT,), "PERENCANA")
    hasil = verifikasi.apply(verifikasi.plan(ruang, opsi))
    assert [k["keputusan"] for k in hasil.data["keputusan"]] == ["Ya"], hasil.temuan


def _ubah_triwulan(kolom: str, isi: str) -> object:
    if kolom == "batas_waktu":
        return datetime(2026, 3, 31)
    if kolom in {"realisasi", "pembilang", "penyebut"}:
        return float(isi.replace(".", "").replace(",", "."))
    return isi.replace("/tw3/", "/tw4/").replace("Triwulan III", "Triwulan IV")


def terbitkan(ruang: Ruang, waktu: datetime) -> None:
    """Kompilasi setahun dan konsep berikutnya."""
    kompilasi.apply(kompilasi.plan(ruang, Periode.TAHUN, waktu))
    lkjip.apply(lkjip.plan(ruang, lkjip.OpsiLkjip(Periode.TAHUN, waktu, pdf=False)))


def _konsep(ruang: Ruang) -> Path:
    return max(ruang.laporan.glob("*konsep*.docx"))


def _koreksi(ruang: Ruang, jalur: Path, oleh: str, waktu: datetime) -> None:
    koreksi.apply(koreksi.plan(ruang, koreksi.OpsiKoreksi(jalur, oleh, waktu)))


def test_dinas_yang_bersih_disahkan_tanpa_meski(ruang: Ruang, tmp_path: Path):
    """Semua halangan diperiksa sungguhan; tidak ada yang dikesampingkan."""
    pdf = export_pdf(ruang, tmp_path / "dari word.pdf", waktu=SAH)
    hasil = run_sahkan(ruang, SAH, pdf=pdf, oleh="KADIS")
    assert (hasil.temuan, hasil.data["dikesampingkan"], len(hasil.berkas)) == ((), 0, 4)
    zip_ = (ruang.laporan / "sah" / "LKjIP 2025 arsip.zip").read_bytes()
    isi, rusak = read_zip(zip_, "arsip")
    manifest = Manifest.model_validate_json(isi["manifest.json"])
    assert (rusak, manifest.pokok.meski, manifest.pokok.dikesampingkan) == ([], "", ())
    assert "dikesampingkan" not in isi["README.txt"].decode()
    assert periksa_sah.check(ruang, None).utuh


def test_koreksi_sesudah_disahkan_menyebut_pengesahannya(ruang: Ruang, tmp_path: Path):
    opsi = koreksi.OpsiKoreksi(_konsep(ruang), "KADIS", datetime(2026, 3, 2))
    assert "DOK515" not in [t.kode for t in koreksi.plan(ruang, opsi).temuan]
    pdf = export_pdf(ruang, tmp_path / "dari word.pdf", waktu=SAH)
    run_sahkan(ruang, SAH, pdf=pdf, oleh="KADIS")
    assert "DOK515" in [t.kode for t in koreksi.plan(ruang, opsi).temuan]


def test_folder_hanya_baca_menyebut_halangan_dan_tidak_mengesahkan(
    ruang: Ruang, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Halangan terbaca tanpa menulis; mengesahkan gagal satu baris tanpa jejak."""

    def tolak(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    pdf = export_pdf(ruang, tmp_path / "dari word.pdf", waktu=SAH)
    register, keluaran = dump_register(ruang), hash_keluaran(ruang)
    with monkeypatch.context() as ganti:
        ganti.setattr(ruang_kerja.FileLock, "acquire", tolak)
        halangan = run_sahkan(ruang, SAH, oleh="SEKRETARIS")
        assert [t.kode for t in halangan.temuan] == ["DOK510"]
        with pytest.raises(TulisError) as galat:
            run_sahkan(ruang, SAH, pdf=pdf, oleh="KADIS")
    assert "\n" not in galat.value.masalah + galat.value.perbaikan
    assert "izin folder" in galat.value.perbaikan
    assert (dump_register(ruang), hash_keluaran(ruang)) == (register, keluaran)


@pytest.mark.parametrize("ke", [1, 2, 5])
def test_disk_penuh_di_tengah_lalu_perintah_yang_sama_menyelesaikan(
    ruang: Ruang, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ke: int
):
    """Gagal menulis arsip, berkas pertama, atau terakhir: tetap satu pengesahan, semuanya utuh."""
    asli, urut = os.fsync, iter(range(100))

    def gagal(berkas: int) -> None:
        if next(urut) == ke:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        asli(berkas)

    pdf = export_pdf(ruang, tmp_path / "dari word.pdf", waktu=SAH)
    with monkeypatch.context() as ganti:
        ganti.setattr(os, "fsync", gagal)
        with pytest.raises(TulisError, match="ditulis"):
            run_sahkan(ruang, SAH, pdf=pdf, oleh="KADIS")
    assert not list(ruang.akar.rglob("*.tmp"))
    run_sahkan(ruang, SAH, pdf=pdf, oleh="KADIS")
    with ruang.register() as register:
        assert len(read_pengesahan(register)) == 1
    assert len(list((ruang.laporan / "sah").iterdir())) == 4
    assert periksa_sah.check(ruang, None).utuh
