"""Kata-kata orang di konsep bertahan: petikan, sisipan, dua versi."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from kinerja_cli.model.galat import (
    NaskahError,
)
from tests.buatan import build_definisi
from tests.tahap.meja import (
    BANDING_01,
    IKU_01,
    SIMPULAN,
    Meja,
    alinea,
    build_pejabat,
    find_temuan,
    ganti,
    hapus,
    list_kode,
    sisip,
    tabel,
    tulis,
)

NARASI = "narasi:bab4:simpulan"
KALIMAT = "kalimat:analisis_1:S1:IKU-01:1"


def sunting_petikan(meja: Meja, teks: str) -> Path:
    """Petikan simpulan sesudah kata-katanya diganti langsung di Word."""
    jalur = meja.petikan("narasi bab4 simpulan.docx")
    dokumen = docx.Document(str(jalur))
    dokumen.paragraphs[0].runs[0].text = teks
    dokumen.save(str(jalur))
    return jalur


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
    jalur = sunting_petikan(meja, "Kata yang diperbaiki.")
    meja.lkjip()
    assert meja.teks(3, NARASI) == ["Kata yang diperbaiki."]
    assert "diperbaiki" in jalur.with_suffix(".txt").read_text(encoding="utf-8")


def test_petikan_dan_draf_sama_sama_berubah_dicetak_dua_versi_sampai_dipilih(meja: Meja):
    meja.koreksi(meja.sunting(1, tulis(SIMPULAN, "Versi awal.")), "staf")
    meja.lkjip()
    sunting_petikan(meja, "Versi petikan.")
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
