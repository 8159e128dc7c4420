"""Dinas contoh yang semua unitnya Ya dan koreksinya selesai: disahkan tanpa alasan apa pun."""

from __future__ import annotations

import csv
import errno
import os
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import pytest

from contoh_data.alat import sunting_konsep
from kinerja_cli.model.galat import LangkahError, TulisError
from kinerja_cli.model.pengesahan import Manifest
from kinerja_cli.model.periode import Periode
from kinerja_cli.register.keputusan import read_kompilasi, store_kompilasi
from kinerja_cli.register.pengesahan import read_pengesahan
from kinerja_cli.ruang import ruang as ruang_kerja
from kinerja_cli.ruang.arsip_sah import read_zip
from kinerja_cli.ruang.langkah import Hasil
from kinerja_cli.ruang.ruang import Ruang
from kinerja_cli.tahap import kompilasi, koreksi, kumpulkan, lkjip, periksa_sah, verifikasi
from kinerja_cli.tahap.status import build_status
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


@pytest.fixture(scope="module")
def selesai(bersih: Ruang, tmp_path_factory: pytest.TempPathFactory) -> Ruang:
    """Yang sama, sudah disahkan."""
    folder = tmp_path_factory.mktemp("selesai")
    with pytest.MonkeyPatch.context() as ganti:
        disable_libreoffice(ganti)
        ruang = copy_ruang(bersih.akar, folder / "ruang")
        _sahkan(ruang, folder / "awal.pdf")
    return ruang


@pytest.fixture
def disahkan(selesai: Ruang, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ruang:
    disable_libreoffice(monkeypatch)
    return copy_ruang(selesai.akar, tmp_path / "ruang")


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


def _koreksi(ruang: Ruang, jalur: Path, oleh: str, waktu: datetime, **lain: Any) -> Hasil:
    return koreksi.apply(koreksi.plan(ruang, koreksi.OpsiKoreksi(jalur, oleh, waktu, **lain)))


def _sahkan(ruang: Ruang, pdf: Path, waktu: datetime = SAH, **lain: Any) -> Hasil:
    """Sahkan lewat --siapkan dan --pdf, tanpa mengesampingkan apa pun."""
    export_pdf(ruang, pdf, waktu=waktu, **lain)
    return run_sahkan(ruang, waktu, pdf=pdf, oleh="KADIS", **lain)


def _kode(hasil: Hasil) -> list[str]:
    return [t.kode for t in hasil.temuan]


def _tulis_simpulan(jalur: Path, teks: str) -> Path:
    """Simpulan konsep itu disunting di tempatnya."""
    dokumen = docx.Document(str(jalur))
    next(p for p in dokumen.paragraphs if p.text.startswith("Simpulan contoh")).add_run(teks)
    dokumen.save(str(jalur))
    return jalur


def _list_selesai(ruang: Ruang) -> set[str]:
    tahap = build_status(ruang, Periode.TAHUN, datetime(2026, 3, 9)).tahap
    return {t.tahap for t in tahap if t.selesai} & {"8", "9", "10", "11"}


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


def test_konsep_sesudah_pengesahan_membuka_langkahnya_lagi(disahkan: Ruang, tmp_path: Path):
    """Koreksi sebelum pengesahan tidak berlaku untuk konsep yang terbit sesudahnya."""
    assert _list_selesai(disahkan) == {"8", "9", "10", "11"}
    draf = _tulis_simpulan(_konsep(disahkan), " Kalimat perubahan.")
    hasil = _koreksi(disahkan, draf, "STAF", datetime(2026, 3, 2))
    assert ("DOK422" in _kode(hasil), hasil.data["letak"]) == (True, "disahkan")
    assert build_status(disahkan, Periode.TAHUN, SAH).berikutnya == "kinerja lkjip"
    terbitkan(disahkan, datetime(2026, 3, 3))

    ditolak = run_sahkan(disahkan, datetime(2026, 3, 4), oleh="KADIS", perubahan="simpulan")
    assert _kode(ditolak) == ["DOK503"]
    assert ditolak.temuan[0].masalah == (
        "konsep 4 sesudah pengesahan nomor 0 masih pada Staf Perencana; "
        "yang belum: Staf Perencana, Kasubag/Perencana, Sekretaris"
    )
    perintah = 'kinerja koreksi "laporan/LKjIP 2025 konsep 4.docx" --oleh staf'
    assert perintah in ditolak.temuan[0].perbaikan
    kini = build_status(disahkan, Periode.TAHUN, datetime(2026, 3, 9))
    assert (kini.konsep.sesudah, kini.konsep.letak, kini.berikutnya) == (
        0,
        "Staf Perencana",
        perintah,
    )
    assert _list_selesai(disahkan) == set()


def test_perubahan_disahkan_sesudah_kasubag_dan_sekretaris_mengoreksi_lagi(
    disahkan: Ruang, tmp_path: Path
):
    draf = _tulis_simpulan(_konsep(disahkan), " Kalimat perubahan.")
    _koreksi(disahkan, draf, "KASUBAG", datetime(2026, 3, 2))
    terbitkan(disahkan, datetime(2026, 3, 3))
    with pytest.raises(LangkahError, match="pada Staf Perencana, bukan Sekretaris"):
        _koreksi(disahkan, _konsep(disahkan), "SEKRETARIS", datetime(2026, 3, 4))
    _koreksi(disahkan, _konsep(disahkan), "KASUBAG", datetime(2026, 3, 4))
    assert _kode(run_sahkan(disahkan, datetime(2026, 3, 5), oleh="KADIS", perubahan="x")) == [
        "DOK503"
    ]
    _koreksi(disahkan, _konsep(disahkan), "SEKRETARIS", datetime(2026, 3, 5))
    berikutnya = build_status(disahkan, Periode.TAHUN, datetime(2026, 3, 5)).berikutnya
    assert berikutnya == 'kinerja sahkan --perubahan "ALASAN" --oleh KADIS'
    hasil = _sahkan(disahkan, tmp_path / "dua.pdf", datetime(2026, 3, 6), perubahan="simpulan")
    assert (_kode(hasil), hasil.data["nomor"], hasil.data["dikesampingkan"]) == ([], 1, 0)
    assert _list_selesai(disahkan) == {"8", "9", "10", "11"}
    assert periksa_sah.check(disahkan, None).utuh


def test_konsep_yang_disahkan_tidak_dapat_dikembalikan_dan_tidak_menutup_langkah_barunya(
    disahkan: Ruang, tmp_path: Path
):
    lama = tmp_path / "konsep lama.docx"
    lama.write_bytes(_tulis_simpulan(_konsep(disahkan), " Kalimat terlambat.").read_bytes())
    kembali = {"kembalikan": "belum lengkap"}
    with pytest.raises(LangkahError, match="sudah disahkan") as galat:
        _koreksi(disahkan, lama, "KADIS", datetime(2026, 3, 2), **kembali)
    assert "kinerja lkjip" in galat.value.perbaikan
    _koreksi(disahkan, _konsep(disahkan), "STAF", datetime(2026, 3, 2))
    terbitkan(disahkan, datetime(2026, 3, 3))
    _tulis_simpulan(lama, " Lagi.")
    with pytest.raises(LangkahError, match="konsep 3 sudah disahkan"):
        _koreksi(disahkan, lama, "KASUBAG", datetime(2026, 3, 4), konsep=3, **kembali)
    hasil = _koreksi(disahkan, lama, "KASUBAG", datetime(2026, 3, 4), konsep=3)
    assert ("DOK422" in _kode(hasil), hasil.data["letak"]) == (True, "Staf Perencana")


def test_kompilasi_ulang_tanpa_perubahan_bukan_perubahan(disahkan: Ruang, tmp_path: Path):
    kompilasi.apply(kompilasi.plan(disahkan, Periode.TAHUN, datetime(2026, 3, 2)))
    assert _kode(run_sahkan(disahkan, datetime(2026, 3, 3))) == ["DOK514"]
    assert _kode(run_sahkan(disahkan, datetime(2026, 3, 3), perubahan="x")) == ["DOK516"]


def test_perubahan_tanpa_konsep_baru_hanya_bila_datanya_lain(disahkan: Ruang, tmp_path: Path):
    """Naskahnya sama dengan yang sudah dikoreksi semua orang, jadi langkahnya tetap tertutup."""
    with disahkan.register(tulis=True) as register, register.transaksi():
        data = read_kompilasi(register, Periode.TAHUN)
        store_kompilasi(register, data.model_copy(update={"kekurangan": ("contoh catatan",)}))
    hasil = _sahkan(disahkan, tmp_path / "dua.pdf", datetime(2026, 3, 6), perubahan="catatan data")
    assert (_kode(hasil), hasil.data["nomor"]) == ([], 1)


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
