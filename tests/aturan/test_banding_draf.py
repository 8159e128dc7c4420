from __future__ import annotations

from dataclasses import replace

import pytest

from kinerja_cli.aturan.banding_draf import BahanBanding, compare_draf
from kinerja_cli.dokumen.lkjip import list_figur
from kinerja_cli.model.draf import Naskah, Potong, Satuan
from tests.dokumen.bahan import build_masukan

MASUKAN = build_masukan()
KINI = list_figur(MASUKAN)
R, L = "2025:tahun:IKU-01:realisasi", "2024:tahun:IKU-01:realisasi"
T, C = "2025:tahun:IKU-01:target", "2025:tahun:IKU-01:capaian"
JUDUL = "1. Target dan realisasi"


def angka(kunci: str, teks: str = "", *, lepas: bool = False) -> Potong:
    return Potong(teks or KINI[kunci], kunci, lepas)


KALIMAT = Satuan(
    (Potong("Realisasi "), angka(R), Potong(" dari target "), angka(T), Potong(" persen.")),
    "kalimat:analisis_1:S1:IKU-01:1",
    JUDUL,
)
BANDING = Satuan(
    (Potong("Angka naik dari "), angka(L), Potong(" menjadi "), angka(R), Potong(".")),
    "kalimat:analisis_2:S1:IKU-01:1",
    "2. Perbandingan",
)
BARIS = Satuan(
    (Potong("Rumah layak huni "), angka(R), Potong(" "), angka(C)),
    "tempat:analisis_1:S1:tabel:1",
    JUDUL,
)
NARASI = Satuan((Potong("Bantuan stimulan berjalan."),), "narasi:IKU-01:pendorong", "5. Faktor")
TERBIT = (KALIMAT, BANDING, BARIS, NARASI)


def banding(*draf: Satuan, terbit=TERBIT, **kini: str):
    bahan = BahanBanding(
        Naskah(terbit), Naskah(draf), MASUKAN.data, KINI | kini, "draf.docx"
    )  # fmt: skip
    return compare_draf(bahan)


def kode(*draf: Satuan, **kini: str) -> list[str]:
    return [t.kode for t in banding(*draf, **kini)]


def ubah(satuan: Satuan, letak: int, *potong: Potong) -> Satuan:
    return replace(satuan, potong=(*satuan.potong[:letak], *potong, *satuan.potong[letak + 1 :]))


def test_draf_yang_sama_tidak_bertemuan():
    assert banding(*TERBIT) == []


def test_angka_diubah_menyebut_terbit_draf_dan_data_beserta_tempatnya():
    (temuan,) = banding(ubah(KALIMAT, 1, angka(R, "99,99")), *TERBIT[1:])
    assert temuan.kode == "DOK401"
    assert f"{R}: terbit {KINI[R]}, di draf 99,99, menurut data {KINI[R]}" in temuan.masalah
    assert (temuan.lembar, temuan.kunci, temuan.kolom) == (JUDUL, R, KALIMAT.slot)


def test_spasi_tak_terputus_bukan_perubahan():
    assert kode(ubah(KALIMAT, 1, angka(R, f"\xa0{KINI[R]} ")), *TERBIT[1:]) == []


def test_data_yang_berubah_disebut_satu_kali_setiap_kunci():
    (temuan,) = banding(*TERBIT, **{C: "11,11"})
    assert (temuan.kode, temuan.kunci) == ("DOK402", C)
    assert f"terbit {KINI[C]}, menurut data kini 11,11" in temuan.masalah


def test_draf_yang_sudah_memakai_data_kini_bukan_ubahan_tangan():
    draf = (KALIMAT, BANDING, ubah(BARIS, 3, angka(C, "11,11")), NARASI)
    assert kode(*draf, **{C: "11,11"}) == ["DOK402"]


def test_kunci_yang_hilang_dari_data_disebut():
    bahan = BahanBanding(
        Naskah(TERBIT),
        Naskah(TERBIT),
        MASUKAN.data,
        {k: v for k, v in KINI.items() if k != C},
    )
    (temuan,) = compare_draf(bahan)
    assert temuan.kode == "DOK402"
    assert "tidak ada lagi" in temuan.masalah


def test_kontrol_dihapus_menyebut_paragrafnya():
    hapus = replace(KALIMAT, potong=(Potong("Realisasi baik dari target "), *KALIMAT.potong[3:]))
    (temuan,) = banding(hapus, *TERBIT[1:])
    assert (temuan.kode, temuan.kunci, temuan.kolom) == ("DOK403", R, KALIMAT.slot)


def test_paragraf_dihapus_menyebut_setiap_angkanya():
    assert sorted(t.kunci for t in banding(*TERBIT[1:])) == sorted([R, T])


def test_paragraf_berangka_yang_disalin():
    salinan = replace(KALIMAT, slot="", judul="IKHTISAR")
    daftar = banding(*TERBIT, salinan)
    assert [(t.kode, t.kunci, t.lembar) for t in daftar] == [
        ("DOK404", R, "IKHTISAR"),
        ("DOK404", T, "IKHTISAR"),
    ]


def test_paragraf_berangka_yang_dipindah_bukan_hapusan():
    assert kode(*TERBIT[1:], KALIMAT) == []


def test_kontrol_yang_dilepas_tetap_dikenal_dari_penandanya():
    lepas = ubah(KALIMAT, 1, angka(R, lepas=True))
    assert kode(lepas, *TERBIT[1:]) == ["DOK408"]
    lepas = ubah(KALIMAT, 1, angka(R, "99,99", lepas=True))
    assert kode(lepas, *TERBIT[1:]) == ["DOK401", "DOK408"]


def test_aplikasi_yang_membuang_semua_kontrol_disebut_satu_kali():
    semua = [
        replace(s, potong=tuple(replace(p, lepas=bool(p.kunci)) for p in s.potong)) for s in TERBIT
    ]
    (temuan,) = banding(*semua)
    assert temuan.kode == "DOK409"


@pytest.mark.parametrize(
    ("draf", "angka_ketik"),
    [
        ((ubah(KALIMAT, 4, Potong(" persen, naik 3 poin.")), *TERBIT[1:]), ["3"]),
        ((KALIMAT, BANDING, ubah(BARIS, 0, Potong("Rumah layak huni 12 ")), NARASI), ["12"]),
        ((*TERBIT[:3], replace(NARASI, potong=(Potong("Ada 250 unit bantuan."),))), []),
        ((ubah(KALIMAT, 4, Potong(" persen pada tahun 2024.")), *TERBIT[1:]), []),
    ],
)
def test_angka_yang_diketik_di_paragraf_berdata(draf, angka_ketik):
    daftar = [t for t in banding(*draf) if t.kode == "DOK405"]
    assert [t.masalah.split()[1] for t in daftar] == angka_ketik


def test_angka_ketik_yang_sama_dengan_data_menyebut_kuncinya():
    (temuan,) = banding(
        ubah(KALIMAT, 4, Potong(f" persen, capaiannya {KINI[C]}.")), *TERBIT[1:]
    )  # fmt: skip
    assert (temuan.kode, temuan.kunci) == ("DOK405", C)
    assert f"sama dengan {C}" in temuan.masalah


def test_kata_yang_bertentangan():
    draf = (KALIMAT, ubah(BANDING, 0, Potong("Angka turun dari ")), BARIS, NARASI)
    (temuan,) = banding(*draf)
    assert (temuan.kode, temuan.lembar) == ("DOK406", "2. Perbandingan")


def test_kata_di_tabel_yang_diubah_disebut_dengan_teksnya():
    draf = (KALIMAT, BANDING, ubah(BARIS, 0, Potong("Rumah sangat layak ")), NARASI)
    (temuan,) = banding(*draf)
    assert temuan.kode == "DOK410"
    assert "Rumah sangat layak" in temuan.masalah


def test_dua_versi_yang_belum_dipilih():
    dua = replace(NARASI, potong=(Potong("[DUA VERSI: pilih]"),))
    (temuan,) = banding(*TERBIT, dua)
    assert (temuan.kode, temuan.kolom) == ("DOK407", NARASI.slot)
