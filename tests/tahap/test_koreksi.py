"""Putaran koreksi LKjIP: angka terikat, kata-kata orang bertahan, dan langkah yang urut."""

from __future__ import annotations

import json
import signal
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from kinerja_cli.aturan.langkah_laporan import Peran
from kinerja_cli.model.galat import (
    LangkahError,
    NaskahError,
    PemakaianError,
    RegisterError,
    RuangError,
    TulisError,
)
from kinerja_cli.model.istilah import StatusJabatan
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisPejabat
from kinerja_cli.ruang.keutuhan import check_riwayat
from kinerja_cli.ruang.konfigurasi import Laporan
from kinerja_cli.ruang.pelaku import find_pelaku
from kinerja_cli.tahap import koreksi, riwayat, status
from tests.buatan import build_definisi
from tests.cli.alat import run_kinerja, run_python
from tests.tahap.jalan import copy_ruang, dump_register, hash_keluaran
from tests.tahap.meja import (
    BANDING_01,
    IKU_01,
    SIMPULAN,
    WAKTU,
    Meja,
    alinea,
    build_meja,
    build_pejabat,
    find_temuan,
    ganti,
    ganti_angka,
    hapus,
    hapus_kontrol,
    list_kode,
    open_meja,
    salinan,
    sisip,
    tabel,
    tulis,
)

NARASI = "narasi:bab4:simpulan"
SASARAN = "Sasaran 1: Meningkatnya kualitas perumahan dan kawasan permukiman"
KALIMAT = "kalimat:analisis_1:S1:IKU-01:1"
R01 = "2025:tahun:IKU-01:realisasi"


@pytest.fixture
def meja(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Meja:
    """Konsep 1 sudah terbit."""
    return open_meja(tmp_path, monkeypatch)


# --- konsep bernomor ---


def test_masukan_sama_tidak_menambah_nomor_dan_byte_nya_sama(meja: Meja):
    isi = meja.konsep(1).read_bytes()
    assert meja.lkjip(datetime(2026, 3, 1)).berkas == ()
    meja.konsep(1).unlink()
    assert meja.lkjip(datetime(2026, 3, 1)).berkas == (meja.konsep(1),)
    assert meja.konsep(1).read_bytes() == isi
    assert len(meja.keadaan().konsep) == 1


def test_data_baru_menerbitkan_konsep_baru(meja: Meja):
    meja.compile(kekurangan=("Contoh yang kurang",))
    assert meja.lkjip().berkas == (meja.konsep(2),)
    assert meja.konsep(1).exists()


def test_suntingan_yang_belum_diambil_tidak_ditinggalkan(meja: Meja):
    meja.sunting(1, tulis(SIMPULAN, "Kata orang."), nama="ruang/laporan/LKjIP 2025 konsep 1.docx")
    isi = meja.konsep(1).read_bytes()
    meja.compile(kekurangan=("Contoh yang kurang",))
    hasil = meja.lkjip()
    assert (hasil.berkas, list_kode(hasil)) == ((), ["DOK412"])
    assert 'kinerja koreksi "laporan/LKjIP 2025 konsep 1.docx"' in hasil.temuan[0].perbaikan
    assert meja.lkjip(timpa=True).berkas == (meja.konsep(2),)
    assert meja.konsep(1).read_bytes() == isi


def test_konsep_dikenal_dari_nomor_tahun_dan_masukannya(meja: Meja):
    konsep = meja.keadaan().konsep[0]
    kata = docx.Document(str(meja.konsep(1))).core_properties.keywords
    assert kata == f"kinerja 2025 konsep 1 {konsep.dasar[:8]}"
    assert konsep.sha256 == sha256(meja.konsep(1).read_bytes()).hexdigest()


def test_konsep_yang_baru_terbit_tidak_bertemuan_dan_tidak_berubah(meja: Meja):
    rencana = meja.rencana(meja.konsep(1), "kasubag")
    assert (list_kode(rencana), rencana.susunan.beda) == ([], ())


# --- angka ---


def test_angka_diubah_disebut_lalu_kembali_menurut_data(meja: Meja):
    draf = meja.sunting(1, ganti_angka(IKU_01, "realisasi", "99,99"))
    hasil = meja.koreksi(draf, "kasubag")
    temuan = find_temuan(hasil, "DOK401")
    assert "99,99" in temuan.masalah
    assert (temuan.lembar, temuan.kunci, temuan.kolom) == (
        f"{SASARAN} › 1. Target dan realisasi tahun 2025",
        R01,
        KALIMAT,
    )
    meja.lkjip()
    assert "99,99" not in " ".join(meja.teks(2, KALIMAT))


def test_angka_di_dalam_kata_kata_orang_ikut_diperbarui(meja: Meja):
    meja.koreksi(
        meja.sunting(1, ganti(IKU_01, "sedangkan targetnya", "padahal targetnya")), "kasubag"
    )
    meja.lkjip()
    lama = meja.teks(2, KALIMAT)[0]
    assert "padahal targetnya" in lama
    data = meja.baca(2).naskah
    assert R01 in next(s for s in data.satuan if s.slot == KALIMAT).kunci
    definisi = build_definisi(pejabat=build_pejabat())
    indikator = tuple(replace_presisi(i) for i in definisi.indikator)
    meja.compile(definisi.model_copy(update={"indikator": indikator}))
    meja.lkjip()
    baru = meja.teks(3, KALIMAT)[0]
    assert "padahal targetnya" in baru
    assert baru != lama


def replace_presisi(indikator):
    return indikator.model_copy(update={"presisi": 4})


@pytest.mark.parametrize(
    ("langkah", "kode"),
    [
        ((hapus_kontrol(IKU_01, "realisasi"),), ["DOK403"]),
        ((hapus_kontrol(IKU_01, "realisasi", isi=False),), ["DOK408"]),
        ((ganti(IKU_01, "belum memenuhi", "sudah memenuhi"),), ["DOK406"]),
        ((ganti(IKU_01, "persen", "persen, naik 3 poin,"),), ["DOK405"]),
        ((ganti(BANDING_01, "(naik ", "(turun "),), ["DOK406"]),
        ((ganti("Kategori", "Kategori", "Golongan"),), ["DOK410"]),
        ((hapus("Faktor pendorong"),), ["DOK416"]),
        ((sisip(SIMPULAN, salinan(IKU_01)),), ["DOK404", "DOK404", "DOK404"]),
        ((tulis(SIMPULAN, "Kinerja 2025 baik."),), []),
    ],
)
def test_temuan_setiap_macam_suntingan(meja: Meja, langkah, kode):
    rencana = meja.rencana(meja.sunting(1, *langkah), "kasubag")
    assert list_kode(rencana) == kode


def test_data_berubah_sejak_terbit_disebut(meja: Meja):
    draf = meja.sunting(1)
    definisi = build_definisi(pejabat=build_pejabat())
    riwayat = tuple(r.model_copy(update={"realisasi": "70"}) for r in definisi.riwayat[:1])
    meja.compile(definisi.model_copy(update={"riwayat": (*riwayat, *definisi.riwayat[1:])}))
    kunci = {t.kunci for t in meja.rencana(draf, "kasubag").temuan if t.kode == "DOK402"}
    assert "2024:tahun:IKU-01:realisasi" in kunci
    assert R01 not in kunci


# --- kata-kata orang ---


def test_tulisan_tebal_daftar_tabel_dan_sisipan_kembali_di_tempatnya(meja: Meja):
    draf = meja.sunting(
        1,
        tulis(SIMPULAN, "Kinerja ", "sangat baik", " tahun ini.", tebal=1),
        sisip("Kinerja sangat baik", alinea("Butir satu", "List Bullet"), tabel(("A", "B"))),
        sisip(IKU_01, alinea("Sisipan sesudah kalimat.")),
    )
    hasil = meja.koreksi(draf, "kasubag")
    assert list_kode(hasil) == []
    meja.lkjip()
    assert meja.teks(2, NARASI) == ["Kinerja sangat baik tahun ini.", "Butir satu", "A B"]
    assert meja.teks(2, f"sisipan:{KALIMAT}") == ["Sisipan sesudah kalimat."]
    dokumen = docx.Document(str(meja.konsep(2)))
    paragraf = next(p for p in dokumen.paragraphs if p.text.startswith("Kinerja sangat"))
    assert [r.bold for r in paragraf.runs] == [None, True, None]
    assert [p.style.name for p in dokumen.paragraphs if p.text == "Butir satu"] == ["List Bullet"]


def test_petikan_dan_teksnya_ditulis(meja: Meja):
    meja.koreksi(meja.sunting(1, tulis(SIMPULAN, "Kata pimpinan.")), "kasubag")
    jalur = meja.petikan("narasi bab4 simpulan.docx")
    assert [p.text for p in docx.Document(str(jalur)).paragraphs] == ["Kata pimpinan."]
    assert jalur.with_suffix(".txt").read_text(encoding="utf-8") == "Kata pimpinan.\n"


def test_petikan_yang_disunting_langsung_di_word_dipakai(meja: Meja):
    meja.koreksi(meja.sunting(1, tulis(SIMPULAN, "Kata pimpinan.")), "kasubag")
    meja.lkjip()
    jalur = meja.petikan("narasi bab4 simpulan.docx")
    dokumen = docx.Document(str(jalur))
    dokumen.paragraphs[0].runs[0].text = "Kata yang diperbaiki."
    dokumen.save(str(jalur))
    meja.lkjip()
    assert meja.teks(3, NARASI) == ["Kata yang diperbaiki."]
    assert "diperbaiki" in jalur.with_suffix(".txt").read_text(encoding="utf-8")


def test_petikan_dan_draf_sama_sama_berubah_dicetak_dua_versi_sampai_dipilih(meja: Meja):
    meja.koreksi(meja.sunting(1, tulis(SIMPULAN, "Versi awal.")), "staf")
    meja.lkjip()
    jalur = meja.petikan("narasi bab4 simpulan.docx")
    dokumen = docx.Document(str(jalur))
    dokumen.paragraphs[0].runs[0].text = "Versi petikan."
    dokumen.save(str(jalur))
    draf = meja.sunting(2, tulis("Versi awal.", "Versi draf."))
    hasil = meja.koreksi(draf, "kasubag")
    assert find_temuan(hasil, "DOK407").kolom == NARASI
    meja.lkjip()
    atas, batas, bawah = meja.teks(3, NARASI)
    assert (atas, bawah) == ("Versi draf.", "Versi petikan.")
    assert batas.startswith("[DUA VERSI")
    pilih = meja.sunting(3, hapus("[DUA VERSI"), hapus("Versi petikan."))
    assert list_kode(meja.koreksi(pilih, "sekretaris")) == []
    meja.lkjip()
    assert meja.teks(4, NARASI) == ["Versi draf."]


def test_teks_dasar_berubah_sesudah_disunting_dicetak_dua_versi(meja: Meja):
    meja.koreksi(meja.sunting(1, ganti(BANDING_01, "membaik", "lebih baik")), "staf")
    slot = "kalimat:analisis_2:S1:IKU-01:1"
    definisi = build_definisi(pejabat=build_pejabat())
    awal = definisi.riwayat[0].model_copy(update={"realisasi": "99"})
    meja.compile(definisi.model_copy(update={"riwayat": (awal, *definisi.riwayat[1:])}))
    hasil = meja.lkjip()
    assert find_temuan(hasil, "DOK414").kolom == slot
    orang, batas, baru = meja.teks(2, slot)
    assert "lebih baik" in orang
    assert "DUA VERSI" in batas
    assert "turun" in baru
    biarkan = meja.sunting(2, tulis(SIMPULAN, "Lain."))
    assert "DOK407" in list_kode(meja.koreksi(biarkan, "kasubag"))
    meja.lkjip()
    assert len(meja.teks(3, slot)) == 3
    pilih = meja.sunting(3, hapus(BANDING_01), hapus("[DUA VERSI"))
    hasil = meja.koreksi(pilih, "sekretaris")
    assert "DOK407" not in list_kode(hasil)
    meja.lkjip()
    assert meja.teks(4, slot) == [baru]
    assert not meja.petikan("kalimat analisis_2 S1 IKU-01 1.docx").exists()


def test_slot_yang_tempatnya_hilang_disimpan_dan_disebut(meja: Meja):
    meja.koreksi(meja.sunting(1, tulis("[faktor pendorong IKU-02", "Kata bidang.")), "staf")
    definisi = build_definisi(pejabat=build_pejabat())
    tanpa = definisi.model_copy(
        update={
            "indikator": tuple(i for i in definisi.indikator if i.kode_indikator != "IKU-02"),
            "target": tuple(t for t in definisi.target if t.kode_indikator != "IKU-02"),
            "pengampu": tuple(p for p in definisi.pengampu if p.kode_indikator != "IKU-02"),
            "riwayat": tuple(r for r in definisi.riwayat if r.kode_indikator != "IKU-02"),
        }
    )
    meja.compile(tanpa)
    temuan = find_temuan(meja.lkjip(), "DOK413")
    assert temuan.kolom == "narasi:IKU-02:pendorong"
    assert meja.petikan("narasi IKU-02 pendorong.docx").exists()
    meja.compile()
    meja.lkjip()
    assert meja.teks(3, "narasi:IKU-02:pendorong") == ["Kata bidang."]


def test_kalimat_yang_dihapus_orang_tetap_terhapus_sampai_petikannya_dihapus(meja: Meja):
    meja.koreksi(meja.sunting(1, hapus(IKU_01)), "staf")
    meja.lkjip()
    assert meja.teks(2, KALIMAT) == []
    for jalur in meja.petikan("").glob("kalimat*"):
        jalur.unlink()
    meja.lkjip()
    assert meja.teks(3, KALIMAT)[0].startswith(IKU_01)


def test_paragraf_yang_ditulis_ulang_tanpa_penanda_tetap_slotnya(meja: Meja):
    draf = meja.sunting(1, sisip(IKU_01, alinea("Kalimat yang sama sekali baru.")), hapus(IKU_01))
    meja.koreksi(draf, "staf")
    meja.lkjip()
    assert meja.teks(2, KALIMAT) == ["Kalimat yang sama sekali baru."]


def test_teks_tetap_templat_yang_disunting_bertahan(meja: Meja):
    awal = next(
        p.text for p in docx.Document(str(meja.konsep(1))).paragraphs
        if p.style.name == "Body Text" and len(p.text) > 60 and "[" not in p.text
    )  # fmt: skip
    meja.koreksi(meja.sunting(1, tulis(awal, "Kata pengantar yang lain.")), "staf")
    meja.lkjip()
    teks = [p.text for p in docx.Document(str(meja.konsep(2))).paragraphs]
    assert "Kata pengantar yang lain." in teks
    assert awal not in teks


def test_sisipan_yang_dihapus_hilang_beserta_petikannya(meja: Meja):
    meja.koreksi(meja.sunting(1, sisip(IKU_01, alinea("Sisipan."))), "staf")
    meja.lkjip()
    assert meja.petikan(f"sisipan {KALIMAT.replace(':', ' ')}.docx").exists()
    meja.koreksi(meja.sunting(2, hapus("Sisipan.")), "kasubag")
    assert not meja.petikan(f"sisipan {KALIMAT.replace(':', ' ')}.docx").exists()


def test_petikan_rusak_disebut_namanya_dan_konsep_tidak_dibuat(meja: Meja):
    meja.koreksi(meja.sunting(1, tulis(SIMPULAN, "Kata pimpinan.")), "staf")
    meja.petikan("narasi bab4 simpulan.docx").write_bytes(b"PK\x03\x04rusak")
    with pytest.raises(NaskahError, match=r"laporan/narasi/narasi bab4 simpulan\.docx rusak") as e:
        meja.lkjip()
    salinan = next(k for k in e.value.perbaikan.split() if k.startswith("arsip/")).rstrip(",")
    meja.petikan("narasi bab4 simpulan.docx").write_bytes((meja.ruang.akar / salinan).read_bytes())
    meja.lkjip()
    assert meja.teks(2, NARASI) == ["Kata pimpinan."]


def test_petikan_rusak_tanpa_salinan_boleh_dihapus(meja: Meja):
    jalur = meja.petikan("narasi bab4 simpulan.docx")
    jalur.parent.mkdir()
    jalur.write_bytes(b"")
    with pytest.raises(NaskahError, match="kosong") as galat:
        meja.lkjip()
    assert "hapus berkas itu" in galat.value.perbaikan
    assert "pengirim" not in galat.value.perbaikan
    jalur.unlink()
    meja.lkjip()


# --- langkah dan putaran ---


def test_langkah_diteruskan_sampai_kadis_dan_tidak_dapat_dilewati(meja: Meja):
    with pytest.raises(LangkahError) as galat:
        meja.koreksi(meja.konsep(1), "SEKRETARIS")
    assert galat.value.masalah == "konsep ada pada Staf Perencana, bukan Sekretaris"
    for oleh, pada in (("staf", Peran.KASUBAG), ("KASUBAG", Peran.SEKRETARIS)):
        meja.koreksi(meja.konsep(1), oleh)
        assert meja.keadaan().letak.pada is pada
    meja.lkjip()
    assert meja.keadaan().letak.pada is Peran.SEKRETARIS
    meja.koreksi(meja.konsep(2), "sekretaris")
    meja.lkjip()
    meja.koreksi(meja.konsep(3), "kadis")
    letak = meja.keadaan().letak
    assert (letak.pada, letak.terbuka) == (None, ())


def test_dikembalikan_satu_langkah_dengan_alasannya(meja: Meja):
    meja.koreksi(meja.konsep(1), "kasubag")
    hasil = meja.koreksi(meja.konsep(1), "sekretaris", kembalikan="Bab III belum lengkap")
    assert hasil.data["letak"] == "Kasubag/Perencana"
    assert meja.keadaan().koreksi[-1].alasan == "Bab III belum lengkap"
    lembar = meja.ruang.laporan / "koreksi" / "Lembar koreksi 2 sekretaris.docx"
    teks = "\n".join(p.text for p in docx.Document(str(lembar)).paragraphs)
    assert "Dikembalikan kepada Kasubag/Perencana: Bab III belum lengkap" in teks


def test_tanpa_perubahan_tetap_satu_putaran(meja: Meja):
    hasil = meja.koreksi(meja.konsep(1), "kasubag")
    assert (list_kode(hasil), hasil.data["perubahan"]) == ([], [])
    beda = meja.ruang.laporan / "koreksi" / "Beda 1 kasubag.txt"
    assert "Tanpa perubahan kata-kata." in beda.read_text(encoding="utf-8")


def test_waktu_yang_mundur_ditolak_satu_baris(meja: Meja):
    """Koreksi tidak mungkin mendahului konsepnya atau koreksi sebelumnya."""
    with pytest.raises(PemakaianError) as galat:
        meja.koreksi(meja.konsep(1), "kasubag", waktu=datetime(2026, 2, 12, 9, 0))
    assert galat.value.masalah == (
        "waktu koreksi 2026-02-12 09:00 lebih awal daripada konsep 1 terbit, 2026-02-13 08:00"
    )
    meja.koreksi(meja.konsep(1), "kasubag", waktu=datetime(2026, 2, 16))
    with pytest.raises(PemakaianError, match="lebih awal daripada koreksi 1 diterima"):
        meja.koreksi(meja.konsep(1), "sekretaris", waktu=datetime(2026, 2, 15))
    assert len(meja.keadaan().koreksi) == 1


def test_byte_yang_sama_dua_kali_disebut_sudah_diambil(meja: Meja):
    draf = meja.sunting(1, tulis(SIMPULAN, "Kata."))
    meja.koreksi(draf, "kasubag")
    sebelum = dump_register(meja.ruang), hash_keluaran(meja.ruang)
    hasil = meja.koreksi(draf, "kasubag", waktu=datetime(2026, 3, 1))
    assert list_kode(hasil) == ["DOK417"]
    assert "koreksi 1 oleh KASUBAG" in hasil.temuan[-1].masalah
    assert (dump_register(meja.ruang), hash_keluaran(meja.ruang)) == sebelum


def test_draf_yang_hilang_dari_laporan_dibuat_lagi_dari_arsip(meja: Meja):
    draf = meja.sunting(1, tulis(SIMPULAN, "Kata."))
    meja.koreksi(draf, "kasubag")
    lembar = meja.ruang.laporan / "koreksi" / "Lembar koreksi 1 kasubag.docx"
    isi = lembar.read_bytes()
    lembar.unlink()
    assert meja.koreksi(draf, "kasubag").berkas == (lembar,)
    assert lembar.read_bytes() == isi


def test_komentar_dicatat_dengan_penulisnya(meja: Meja):
    def beri_komentar(naskah):
        run = naskah.find(IKU_01).runs[0]
        naskah.dokumen.add_comment(run, "Sumbernya?", author="Bu Sekretaris", initials="S")

    hasil = meja.koreksi(meja.sunting(1, beri_komentar), "kasubag")
    (ulasan,) = hasil.data["ulasan"]
    assert (ulasan["jenis"], ulasan["penulis"], ulasan["teks"]) == (
        "komentar",
        "Bu Sekretaris",
        "Sumbernya?",
    )
    assert ulasan["tempat"].startswith(IKU_01)
    assert meja.keadaan().ulasan_terbuka == 1


def test_konsep_lama_harus_disebut_nomornya_dan_tidak_menimpa_yang_baru(meja: Meja):
    lama = meja.sunting(1, tulis(SIMPULAN, "Dari konsep lama."), nama="lama.docx")
    meja.koreksi(meja.sunting(1, tulis(SIMPULAN, "Dari staf.")), "staf")
    meja.lkjip()
    with pytest.raises(NaskahError, match="konsep 1, yang terakhir konsep 2") as galat:
        meja.koreksi(lama, "kasubag")
    assert "--konsep 1" in galat.value.perbaikan
    hasil = meja.koreksi(lama, "kasubag", konsep=1)
    assert find_temuan(hasil, "DOK407").kolom == NARASI
    meja.lkjip()
    assert [meja.teks(3, NARASI)[n] for n in (0, 2)] == ["Dari konsep lama.", "Dari staf."]


@pytest.mark.parametrize(
    ("oleh", "pesan"),
    [
        ("", "pengoreksi belum disebut"),
        ("SIAPA", "--oleh SIAPA bukan peran dan bukan kunci pejabat"),
        ("KABID", r"KABID \(Kepala Bidang Kawasan Permukiman\) bukan pelaku koreksi"),
    ],
)
def test_pengoreksi_yang_tidak_dikenal(meja: Meja, oleh: str, pesan: str):
    with pytest.raises(PemakaianError, match=pesan):
        meja.rencana(meja.konsep(1), oleh)


def test_pelaku_dapat_ditetapkan_di_kinerja_toml(meja: Meja):
    setelan = meja.ruang.konfigurasi.model_copy(update={"laporan": Laporan(kasubag=("KABID",))})
    lain = Meja(replace(meja.ruang, konfigurasi=setelan))
    lain.koreksi(lain.konsep(1), "kabid")
    assert lain.keadaan().koreksi[0].langkah is Peran.KASUBAG


# --- draf yang tidak dapat dipakai ---


def _ganti_kata(jalur: Path, kata: str) -> None:
    dokumen = docx.Document(str(jalur))
    dokumen.core_properties.keywords = kata
    dokumen.save(str(jalur))


@pytest.mark.parametrize(
    ("isi", "pesan"),
    [
        (b"", "kosong"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "bersandi atau berjenis .doc lama"),
        (b"PK\x03\x04terpotong", "rusak atau terpotong"),
        (b"<html></html>", "bukan dokumen Word"),
    ],
)
def test_draf_yang_tidak_terbaca_satu_baris(meja: Meja, isi: bytes, pesan: str):
    jalur = meja.ruang.akar.parent / "draf.docx"
    jalur.write_bytes(isi)
    with pytest.raises(NaskahError, match=pesan) as galat:
        meja.rencana(jalur, "kasubag")
    assert "\n" not in galat.value.masalah + galat.value.perbaikan


@pytest.mark.parametrize(
    ("anggota", "ubah", "pesan"),
    [
        ("word/_rels/document.xml.rels", lambda _: None, "rusak atau terpotong"),
        (
            "word/document.xml",
            lambda isi: ("<?xml version='1.0'?><!DOCTYPE a>" + isi.decode().split("?>", 1)[1])
            .encode("utf-16"),
            "memuat DTD",
        ),
        (
            "[Content_Types].xml",
            lambda isi: isi.replace(
                b"officedocument.wordprocessingml.document.main+xml", b"word.macroEnabled.main+xml"
            ),
            "memuat makro",
        ),
    ],
    ids=["tanpa rujukan", "DTD UTF-16", "makro"],
)  # fmt: skip
def test_draf_yang_anggotanya_ganjil_ditolak_satu_baris(meja: Meja, anggota, ubah, pesan: str):
    jalur = meja.ruang.akar.parent / "draf.docx"
    with ZipFile(meja.konsep(1)) as asal, ZipFile(jalur, "w") as tujuan:
        for satu in asal.infolist():
            isi = asal.read(satu)
            baru = ubah(isi) if satu.filename == anggota else isi
            if baru is not None:
                tujuan.writestr(satu.filename, baru)
    with pytest.raises(NaskahError, match=pesan):
        meja.rencana(jalur, "kasubag")


def test_folder_di_tempat_draf_disebut_folder(meja: Meja):
    with pytest.raises(NaskahError, match="sebuah folder"):
        meja.rencana(meja.ruang.laporan, "kasubag")


def test_draf_yang_terpotong_di_mana_pun_ditolak_satu_baris(meja: Meja):
    utuh = meja.konsep(1).read_bytes()
    jalur = meja.ruang.akar.parent / "draf.docx"
    for bagian in (10, 100, len(utuh) // 2, len(utuh) - 30):
        jalur.write_bytes(utuh[:bagian])
        with pytest.raises(NaskahError):
            meja.rencana(jalur, "kasubag")


@pytest.mark.parametrize(
    ("kata", "pesan"),
    [
        ("kinerja 2024 konsep 1", "konsep LKjIP tahun 2024, ruang kerja ini tahun 2025"),
        ("kinerja 2025 konsep 9", "bukan konsep yang terbit dari ruang kerja ini"),
        ("kinerja 2025 konsep 1 deadbeef", "bukan konsep yang terbit dari ruang kerja ini"),
    ],
)
def test_draf_tahun_atau_instansi_lain(meja: Meja, kata: str, pesan: str):
    draf = meja.sunting(1)
    _ganti_kata(draf, kata)
    with pytest.raises(NaskahError, match=pesan):
        meja.rencana(draf, "kasubag")


def test_draf_yang_kehilangan_sifat_dokumennya_dikenal_dari_penandanya(meja: Meja):
    draf = meja.sunting(1, tulis(SIMPULAN, "Kata."))
    _ganti_kata(draf, "")
    assert meja.rencana(draf, "kasubag").koreksi.konsep == 1


def test_dokumen_lain_bukan_konsep(meja: Meja):
    jalur = meja.ruang.akar.parent / "surat.docx"
    docx.Document().save(str(jalur))
    with pytest.raises(NaskahError, match="bukan konsep LKjIP"):
        meja.rencana(jalur, "kasubag")


def test_draf_yang_masih_dibuka_di_word_satu_baris(meja: Meja):
    draf = meja.sunting(1)
    draf.with_name(f"~${draf.name}").touch()
    with pytest.raises(NaskahError, match="sedang dibuka di program lain"):
        meja.rencana(draf, "kasubag")


def test_draf_yang_tidak_ada(meja: Meja):
    with pytest.raises(NaskahError, match=r"hilang\.docx tidak ada"):
        meja.rencana(meja.ruang.akar / "hilang.docx", "kasubag")


def test_sebelum_ada_konsep_menyebut_lkjip(tmp_path: Path):
    meja = build_meja(tmp_path)
    jalur = tmp_path / "draf.docx"
    docx.Document().save(str(jalur))
    with pytest.raises(RegisterError, match="belum ada konsep LKjIP"):
        meja.rencana(jalur, "kasubag")


def test_lembar_koreksi_yang_dibuka_di_word_tidak_menulis_apa_pun(meja: Meja):
    folder = meja.ruang.laporan / "koreksi"
    folder.mkdir()
    (folder / "~$Lembar koreksi 1 kasubag.docx").touch()
    sebelum = dump_register(meja.ruang), hash_keluaran(meja.ruang)
    with pytest.raises(TulisError, match="sedang dibuka di program lain"):
        meja.koreksi(meja.konsep(1), "kasubag")
    assert (dump_register(meja.ruang), hash_keluaran(meja.ruang)) == sebelum


# --- terhenti, berdua, dan keutuhan ---


@pytest.mark.parametrize(
    ("modul", "fungsi", "ke"),
    [
        ("kinerja_cli.ruang.ruang", "write_keluaran", 2),
        ("kinerja_cli.ruang.ruang", "write_keluaran", 4),
        ("kinerja_cli.tahap.koreksi", "store_koreksi", 1),
        ("kinerja_cli.tahap.koreksi", "write_keluaran", 1),
        ("kinerja_cli.tahap.koreksi", "write_keluaran", 3),
        ("kinerja_cli.tahap.koreksi", "mark_tertulis", 1),
    ],
)
def test_terhenti_di_mana_pun_perintah_yang_sama_menyelesaikannya(
    meja: Meja, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, modul: str, fungsi: str, ke: int
):
    draf = meja.sunting(
        1, tulis(SIMPULAN, "Kata."), sisip(IKU_01, alinea("Sisipan.")), nama="draf.docx"
    )
    utuh = build_meja(tmp_path / "utuh")
    utuh.lkjip()
    utuh.koreksi(draf, "kasubag")
    urut = iter(range(1, 1000))
    asli = getattr(__import__(modul, fromlist=["x"]), fungsi)

    def berhenti(*isi, **bernama):
        if next(urut) == ke:
            raise KeyboardInterrupt
        return asli(*isi, **bernama)

    with monkeypatch.context() as ganti_fungsi, pytest.raises(KeyboardInterrupt):
        ganti_fungsi.setattr(f"{modul}.{fungsi}", berhenti)
        meja.koreksi(draf, "kasubag")
    meja.koreksi(draf, "kasubag")

    assert dump_register(meja.ruang) == dump_register(utuh.ruang)
    assert hash_keluaran(meja.ruang) == hash_keluaran(utuh.ruang)


def test_sisa_berkas_sementara_dibersihkan(meja: Meja):
    """Penulisan yang terbunuh tidak meninggalkan berkas tersembunyi selamanya."""
    sisa = [meja.ruang.laporan / f / ".kinerja-0123456789abcdef.tmp" for f in ("narasi", "koreksi")]
    for jalur in sisa:
        jalur.parent.mkdir(parents=True, exist_ok=True)
        jalur.write_bytes(b"terputus")
    meja.koreksi(meja.sunting(1, tulis(SIMPULAN, "Kata.")), "kasubag")
    assert not [jalur for jalur in sisa if jalur.exists()]


def test_lkjip_menunggu_koreksi_yang_terhenti(meja: Meja, monkeypatch: pytest.MonkeyPatch):
    draf = meja.sunting(1, tulis(SIMPULAN, "Kata."))
    with monkeypatch.context() as ganti_fungsi, pytest.raises(KeyboardInterrupt):
        ganti_fungsi.setattr(koreksi, "write_keluaran", _henti)
        meja.koreksi(draf, "kasubag")
    with pytest.raises(RegisterError, match=r"koreksi 1 \(draf 1\.docx\) terhenti"):
        meja.lkjip()
    meja.koreksi(draf, "kasubag")
    meja.lkjip()
    assert meja.teks(2, NARASI) == ["Kata."]


def _henti(*_: object) -> None:
    raise KeyboardInterrupt


def test_dua_sekaligus_yang_kedua_disuruh_mengulang(meja: Meja):
    draf = meja.sunting(1, tulis(SIMPULAN, "Kata."))
    rencana = meja.rencana(draf, "kasubag")
    lain = meja.rencana(meja.sunting(1, nama="lain.docx"), "kasubag")
    koreksi.apply(rencana)
    with pytest.raises(RuangError, match="baru saja dicatat perintah lain"):
        koreksi.apply(lain)
    with meja.ruang.kunci(), pytest.raises(RuangError, match="sedang dipakai"):
        koreksi.apply(lain)


def test_uji_coba_tidak_menulis_apa_pun(meja: Meja):
    draf = meja.sunting(1, tulis(SIMPULAN, "Kata."))
    sebelum = dump_register(meja.ruang), hash_keluaran(meja.ruang)
    rencana = meja.rencana(draf, "kasubag")
    assert [j.name for j in rencana.keluaran] == [
        "narasi bab4 simpulan.docx",
        "narasi bab4 simpulan.txt",
        "Lembar koreksi 1 kasubag.docx",
        "Beda 1 kasubag.txt",
    ]
    assert (dump_register(meja.ruang), hash_keluaran(meja.ruang)) == sebelum


def test_riwayat_dan_arsip_utuh_lalu_ubahan_ketahuan(meja: Meja):
    meja.koreksi(meja.sunting(1, tulis(SIMPULAN, "Satu.")), "staf")
    meja.lkjip()
    meja.koreksi(meja.sunting(2, tulis("Satu.", "Dua.")), "kasubag")
    meja.lkjip()
    assert check_riwayat(meja.ruang) == []
    with meja.ruang.register(tulis=True) as register, register.transaksi():
        register.sambungan.execute("UPDATE koreksi SET oleh = 'LAIN' WHERE urut = 1")
        register.sambungan.execute("UPDATE konsep SET slot = '{}' WHERE nomor = 2")
    assert {t.kunci for t in check_riwayat(meja.ruang)} == {"1", "2"}
    assert WAKTU.isoformat() in {b.waktu for b in riwayat.build_riwayat(
        meja.ruang, riwayat.OpsiRiwayat()).peristiwa}  # fmt: skip


# --- status ---


def test_status_menyebut_letak_konsep_dan_perintah_berikutnya(meja: Meja):
    def lihat():
        return status.build_status(meja.ruang, Periode.TAHUN, datetime(2026, 2, 16))

    awal = lihat()
    assert awal.konsep.to_json() == {
        "nomor": 1,
        "sesudah_pengesahan": None,
        "berkas": "laporan/LKjIP 2025 konsep 1.docx",
        "letak": "Staf Perencana",
        "pemegang": "Contoh Staf (Staf Perencana)",
        "sejak": "2026-02-13T08:00:00",
        "hari": 3,
        "catatan_pengoreksi": 0,
    }
    assert awal.berikutnya == 'kinerja koreksi "laporan/LKjIP 2025 konsep 1.docx" --oleh staf'
    assert _list_selesai(awal) == set()
    meja.koreksi(meja.sunting(1, tulis(SIMPULAN, "Kata.")), "kasubag")
    assert lihat().berikutnya == "kinerja lkjip"
    meja.lkjip()
    kini = lihat()
    assert kini.berikutnya == 'kinerja koreksi "laporan/LKjIP 2025 konsep 2.docx" --oleh sekretaris'
    assert (kini.konsep.letak, _list_selesai(kini)) == ("Sekretaris", {"8", "9"})
    meja.koreksi(meja.konsep(2), "sekretaris")
    assert _list_selesai(lihat()) == {"8", "9", "10"}
    assert lihat().berikutnya == "kinerja sahkan --oleh KADIS"


def _list_selesai(hasil: status.Status) -> set[str]:
    return {t.tahap for t in hasil.tahap if t.selesai} & {"8", "9", "10", "11"}


def test_pemegang_plt_menurut_tanggalnya(meja: Meja):
    plt = BarisPejabat(
        kunci="KADIS",
        jabatan="Kepala Dinas",
        nama="Contoh Plt",
        status=StatusJabatan.PLT,
        dari=date(2026, 2, 1),
        sampai=date(2026, 2, 20),
    )
    definisi = build_definisi(pejabat=(*build_pejabat(), plt))
    assert find_pelaku(definisi, "kadis", date(2026, 2, 16), {}).pejabat.nama == "Contoh Plt"
    assert find_pelaku(definisi, "KADIS", date(2026, 3, 1), {}).pejabat.nama == "Contoh Kadis"
    with pytest.raises(PemakaianError, match="tidak menjabat pada 2020-01-01"):
        find_pelaku(definisi, "KADIS", date(2020, 1, 1), {})
    assert find_pelaku(build_definisi(pejabat=()), "staf", date(2026, 1, 1), {}).pejabat is None


# --- lewat terminal ---


def test_perintah_koreksi_di_terminal(meja: Meja):
    draf = meja.sunting(1, ganti_angka(IKU_01, "realisasi", "99,99"), tulis(SIMPULAN, "Kata."))
    akar = str(meja.ruang.akar)
    salah = run_kinerja("-C", akar, "koreksi", str(draf), "--oleh", "sekretaris")
    assert salah.returncode == 3
    assert "konsep ada pada Staf Perencana, bukan Sekretaris" in salah.stderr
    hampa = run_kinerja("-C", akar, "koreksi", str(draf), "--oleh", "kasubag", "--kembalikan", " ")
    assert (hampa.returncode, len(meja.keadaan().koreksi)) == (2, 0)
    assert "alasan pengembalian kosong" in hampa.stderr
    coba = run_kinerja(
        "-C", akar, "koreksi", str(draf), "--oleh", "kasubag", "--uji-coba", "--json"
    )
    assert coba.returncode == 1
    assert json.loads(coba.stdout)["uji_coba"]
    hasil = run_kinerja(
        "-C", akar, "koreksi", str(draf), "--oleh", "kasubag", "--waktu", "2026-02-16"
    )
    assert hasil.returncode == 1, hasil.stderr
    assert "Konsep kini pada Sekretaris." in hasil.stdout
    assert "DOK401" in hasil.stdout
    lagi = run_kinerja("-C", akar, "koreksi", str(draf), "--oleh", "kasubag", "--json")
    isi = json.loads(lagi.stdout)
    assert (isi["koreksi"], isi["sudah_diambil"], isi["letak"]) == (1, True, "Sekretaris")
    letak = run_kinerja("-C", akar, "status", "--waktu", "2026-02-18", "--periode", "tahun")
    assert "konsep 1, pada Contoh Sekretaris (Sekretaris) sejak 2026-02-16 (2 hari)" in letak.stdout
    for peran in ("sekretaris", "kadis"):
        akhir = run_kinerja("-C", akar, "koreksi", str(draf), "--oleh", peran)
    assert "Semua koreksi selesai." in akhir.stdout


MATI = """
import os, signal, sys
from itertools import count
from pathlib import Path
from kinerja_cli.cli.jalan import run
from kinerja_cli.tahap import koreksi
koreksi.compare_naskah.__globals__["check_kompilasi"] = lambda *_: []

def bunuh(asli):
    def panggil(*isi, **bernama):
        if next(urut) == sisa:
            os.kill(os.getpid(), signal.SIGKILL)
        return asli(*isi, **bernama)
    return panggil

sisa, urut = int(sys.argv.pop(1)), count(1)
os.fsync = bunuh(os.fsync)
Path.replace = bunuh(Path.replace)
kode = run()
print(f"selesai sesudah {next(urut)}", file=sys.stderr)
sys.exit(kode)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="tanpa SIGKILL")
def test_dibunuh_di_tengah_lalu_diulang_hasilnya_sama(meja: Meja, tmp_path: Path):
    draf = meja.sunting(1, tulis(SIMPULAN, "Kata."))
    skrip = tmp_path / "mati.py"
    skrip.write_text(MATI, encoding="utf-8")
    perintah = ("koreksi", str(draf), "--oleh", "kasubag", "--waktu", "2026-02-16")

    def jalankan(ruang, ke):
        return run_python(str(skrip), str(ke), "-C", str(ruang.akar), *perintah)

    utuh = copy_ruang(meja.ruang.akar, tmp_path / "utuh")
    selesai = jalankan(utuh, 0)
    banyak = int(selesai.stderr.rsplit(maxsplit=1)[-1]) - 1
    assert banyak >= 10, selesai.stderr
    for ke in range(2, banyak + 1, 3):
        ruang = copy_ruang(meja.ruang.akar, tmp_path / f"mati {ke}")
        assert jalankan(ruang, ke).returncode == -signal.SIGKILL, ke
        assert jalankan(ruang, 0).returncode == selesai.returncode, ke
        assert dump_register(ruang) == dump_register(utuh), ke
        sisa = {n: h for n, h in hash_keluaran(ruang).items() if not n.endswith(".tmp")}
        assert sisa == hash_keluaran(utuh), ke
