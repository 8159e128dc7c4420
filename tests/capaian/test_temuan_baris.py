"""Temuan satu baris tabel: kode, sel, kolom, dan kalimat yang dibaca orang."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kinerja_cli.capaian.baris_tabel import calculate_baris
from kinerja_cli.model.baris_tabel import BarisMentah
from kinerja_cli.model.kebijakan import build_kebijakan

D = Decimal


def hitung(target, realisasi, *, mentah=None, pecahan=False, **isi):
    isi = {"indikator": "Indeks", "target": target, "realisasi": realisasi} | isi
    baris = BarisMentah(7, isi, **(mentah or {}))
    return calculate_baris(baris, build_kebijakan(), "t.xlsx", "Data", pecahan=pecahan)


def kode(entri):
    return [t.kode for t in entri.temuan]


GANDA = "dapat berarti 1.250 (ribuan) atau 1,25 (desimal)"

# (target, realisasi, isi lain, kode, kolom, masalah)
MASALAH = [
    ("95", "93", {"arah": "stabil"}, "NIL401", "arah", "Indeks: arah berisi 'stabil'"),
    ("≤ 5", "4", {}, "NIL406", "target",
     "Indeks: target '≤ 5' adalah batas atas, dihitung dengan arah turun"),
    ("1:32", "30", {}, "NIL402", "target",
     "Indeks: target '1:32' tidak terbaca: memuat lebih dari satu angka"),
    ("2 + 0,8", "2", {}, "NIL402", "target",
     "Indeks: target '2 + 0,8' tidak terbaca: memuat lebih dari satu angka"),
    ("1.250", "abc", {"satuan": "Indeks"}, "NIL004", "target",
     f"Target Indeks berisi '1.250': 1.250 {GANDA}"),
    ("1.250 - 2.000", "abc", {}, "NIL004", "target",
     f"Target Indeks berisi '1.250 - 2.000': 1.250 {GANDA}"),
    ("Rp1.500.000", "1000000", {}, "NIL005", "target",
     "Target Indeks tertulis 'Rp1.500.000', terbaca sebagai 1.500.000"),
    ("80", "12 (abc)", {}, "NIL003", "realisasi",
     "Realisasi Indeks berisi '12 (abc)': bukan angka"),
    ("80", "BB", {}, "NIL003", "realisasi", "Realisasi Indeks berisi 'BB': bukan angka"),
    ("abc", "1.250", {"satuan": "Indeks"}, "NIL004", "realisasi",
     f"Realisasi Indeks berisi '1.250': 1.250 {GANDA}"),
    ("1500000", "Rp1.000.000", {}, "NIL005", "realisasi",
     "Realisasi Indeks tertulis 'Rp1.000.000', terbaca sebagai 1.000.000"),
    ("10", "12", {"rumus": "Terbalik"}, "NIL403", "rumus",
     "Indeks: rumus 'terbalik' tidak dikenal, dipakai rumus bawaan menurut arah"),
    ("0", "2", {}, "NIL408", "target", "Indeks: target nol, persentase tidak terdefinisi"),
    ("Paripurna", D("85.5"), {}, "NIL408", "target",
     "Indeks: predikat 85,5 dan Paripurna tidak berada dalam satu skala yang dikenal"),
    ("A", "Sangat Baik (85)", {}, "NIL408", "target",
     "Indeks: predikat Sangat Baik dan A tidak berada dalam satu skala yang dikenal"),
    ("80", "Sangat Buruk", {"arah": "turun", "satuan": "A"}, "NIL003", "realisasi",
     "Realisasi Indeks berisi 'Sangat Buruk': bukan angka"),
    ("80,5", "79,39", {"capaian": "98,63"}, "NIL405", "capaian",
     "Indeks: tercetak 98,63, hasil hitung 98,62 (79,39 / 80,5 x 100 = 98,62)"),
    ("80,5", "79,39", {"capaian": "97"}, "NIL405", "capaian",
     "Indeks: tercetak 97, hasil hitung 98,62 (79,39 / 80,5 x 100 = 98,62)"),
    ("80,5", "79,39", {"capaian": "98,6211181"}, "NIL405", "capaian",
     "Indeks: tercetak 98,6211181, hasil hitung 98,621118 (79,39 / 80,5 x 100 = 98,62)"),
    ("80,5", "80,5", {"capaian": "97"}, "NIL405", "capaian",
     "Indeks: tercetak 97, hasil hitung 100,00 (80,5 / 80,5 x 100 = 100,00)"),
    ("80,5", "79,39", {"capaian": "98"}, "NIL404", "capaian",
     "Indeks: tercetak 98, hasil hitung 98,62"),
]  # fmt: skip


@pytest.mark.parametrize("kasus", MASALAH)
def test_temuan_menyebut_sel_kolom_dan_masalahnya(kasus):
    target, realisasi, lain, kode_temuan, kolom, masalah = kasus
    daftar = hitung(target, realisasi, mentah={"alamat": {kolom: "C7"}}, **lain).temuan

    (temuan,) = [t for t in daftar if t.kolom == kolom]
    assert (temuan.kode, temuan.masalah) == (kode_temuan, masalah)
    assert (temuan.berkas, temuan.lembar, temuan.sel) == ("t.xlsx", "Data", "C7")


def test_pilihan_rumus_disebut():
    (temuan,) = hitung("10", "12", rumus="terbalik").temuan

    assert temuan.perbaikan == "pilih salah satu: naik, turun_selisih, turun_rasio"


def test_tanpa_alamat_dan_nama_disebut_barisnya():
    (temuan,) = hitung("95", "93", indikator="", arah="stabil").temuan

    assert temuan.sel == "baris 7"
    assert temuan.masalah == "baris 7: arah berisi 'stabil'"


@pytest.mark.parametrize(
    ("kolom", "masalah", "alasan"),
    [
        ("target", "Target Indeks berisi galat rumus",
         "target '95' tidak terbaca"),
        ("realisasi", "Realisasi Indeks berisi galat rumus",
         "realisasi '#' tidak terbaca"),
    ],
)  # fmt: skip
def test_galat_lembar_tidak_dihitung(kolom, masalah, alasan):
    entri = hitung("95", "93", mentah={"galat": frozenset({kolom}), "alamat": {kolom: "C7"}})

    (temuan,) = entri.temuan
    assert (temuan.kode, temuan.kolom, temuan.sel) == ("NIL010", kolom, "C7")
    assert temuan.masalah.startswith(masalah)
    assert entri.hasil.alasan == alasan


# (target, realisasi, isi lain, status, alasan)
ALASAN = [
    (None, None, {}, "belum_ada_data", "target dan realisasi kosong"),
    ("", "", {}, "belum_ada_data", "target dan realisasi kosong"),
    ("-", "n/a", {}, "belum_ada_data", "realisasi tertulis 'n/a'"),
    ("95", None, {}, "belum_ada_data", "realisasi belum dilaporkan"),
    ("95", "", {}, "belum_ada_data", "realisasi belum dilaporkan"),
    ("95", "-", {}, "belum_ada_data", "realisasi tertulis '-'"),
    ("ya", "-", {}, "belum_ada_data", "realisasi tertulis '-'"),
    ("", "5", {}, "tidak_dapat_dihitung", "target kosong"),
    ("-", "5", {}, "tidak_dapat_dihitung", "target '-' tidak terbaca"),
    ("1:32", "5", {}, "tidak_dapat_dihitung", "target '1:32' tidak terbaca"),
    ("95", "x1", {}, "tidak_dapat_dihitung", "realisasi 'x1' tidak terbaca"),
    ("95", "93", {"arah": "stabil"}, "tidak_dapat_dihitung", "arah 'stabil' tidak dikenal"),
]


@pytest.mark.parametrize(("target", "realisasi", "lain", "status", "alasan"), ALASAN)
def test_alasan_tidak_terhitung(target, realisasi, lain, status, alasan):
    entri = hitung(target, realisasi, **lain)
    kata = "belum" if status == "belum_ada_data" else "tidak"

    assert (entri.hasil.status.value, entri.hasil.alasan) == (status, alasan)
    assert entri.hasil.penjelasan == f"Capaian {kata} dapat dihitung: {alasan}."
    assert (entri.hasil.capaian, entri.realisasi_teks) == (None, realisasi or "")


@pytest.mark.parametrize(
    ("target", "realisasi", "lain"),
    [("-", "5", {}), ("", "", {}), ("95", "93", {"arah": "stabil"}), ("1:32", "5", {})],
)
def test_tanpa_target_atau_arah_tidak_ada_rumus(target, realisasi, lain):
    assert hitung(target, realisasi, **lain).hasil.kode_rumus == ""


# (target, realisasi, dan capaian tahun lalu, capaian tercetak, dugaan)
LALU = [
    ({"target": D(80), "realisasi": "70", "capaian": "87,5"}, "87,5",
     "menyalin capaian tahun lalu"),
    ({"target": "80", "realisasi": D(70), "capaian": None}, "87,5", "capaian tahun lalu"),
    ({"realisasi": "70"}, "77,78", "dihitung dari realisasi tahun lalu"),
    ({"target": "80", "realisasi": ""}, "101,25", "dihitung terhadap target tahun lalu"),
    ({"target": "80", "realisasi": "70"}, "64,2", ""),
]  # fmt: skip


@pytest.mark.parametrize(("lalu", "capaian", "dugaan"), LALU)
def test_angka_tahun_lalu_sebaris_menjadi_dugaan(lalu, capaian, dugaan):
    (temuan,) = hitung("90", "81", capaian=capaian, mentah={"lalu": lalu}).temuan

    assert temuan.kode == "NIL405"
    assert temuan.perbaikan.partition("; dugaan: ")[2] == dugaan


@pytest.mark.parametrize("target", ["-", "", None])
def test_target_kosong_bukan_temuan(target):
    assert kode(hitung(target, "5")) == []


def test_angka_di_dalam_teks_tak_terbaca_bukan_realisasi():
    assert hitung("80", "12 (abc)").realisasi is None


def test_baris_bergeser_disalin_apa_adanya():
    entri = hitung("95", "93", indikator="A", mentah={"geser": True})

    isi = entri.to_json()
    (temuan,) = isi.pop("temuan")
    assert isi == {
        "baris": 7,
        "indikator": "A",
        "target_teks": "95",
        "target": None,
        "realisasi_teks": "93",
        "realisasi": None,
        "arah": "naik",
        "status": "tidak_dapat_dihitung",
        "capaian": None,
        "kategori": None,
        "kode_rumus": None,
        "penjelasan": "Capaian tidak dapat dihitung: isi baris bergeser dari kolomnya.",
        "tercetak": None,
        "cocok": None,
    }
    assert entri.hasil.kode_rumus == ""
    assert (temuan["kode"], temuan["kolom"]) == ("NIL407", "target")


# (target, realisasi, isi lain, target terbaca, realisasi terbaca)
ACUAN = [
    ("1.250", "1000 + 250", {"satuan": "Indeks"}, "1250", "1250"),
    ("1.250", "1.300 orang", {"satuan": "Indeks"}, None, None),
    ("1000 + 250", "1.250", {"satuan": "Indeks"}, None, None),
    ("1.250", "1.300 orang", {}, "1250", "1300"),
    ("1.250 - 1.500", "1.400", {"satuan": "orang"}, "1250..1500", "1400"),
    ("5 juta", "abc", {}, "5000000", None),
    ("A", "1.300", {"satuan": "orang"}, "A", "1.300"),
]  # fmt: skip


@pytest.mark.parametrize(("target", "realisasi", "lain", "harap_t", "harap_r"), ACUAN)
def test_titik_diputuskan_satuan_kolom_lalu_angka_sebaris(
    target, realisasi, lain, harap_t, harap_r
):
    entri = hitung(target, realisasi, **lain)

    assert (entri.target, entri.realisasi) == (harap_t, harap_r)


# (capaian tercetak, pecahan sekolom, sel berformat persen, tercetak, cocok)
PECAHAN = [
    (D("0.5"), True, False, "50", True),
    (D("0.5"), False, False, "0.5", False),
    (D("50"), True, True, "50", True),
    (D("0.4"), True, False, "40", False),
]


@pytest.mark.parametrize(("capaian", "pecahan", "persen", "tercetak", "cocok"), PECAHAN)
def test_kolom_pecahan_dikali_seratus_kecuali_selnya_persen(
    capaian, pecahan, persen, tercetak, cocok
):
    mentah = {"persen": frozenset({"capaian"} if persen else ())}
    entri = hitung(D(80), D(40), capaian=capaian, pecahan=pecahan, mentah=mentah)

    assert (entri.tercetak, entri.cocok) == (tercetak, cocok)


@pytest.mark.parametrize(
    ("capaian", "tercetak", "cocok"),
    [("1.250", "1250", True), ("1,250", "1.250", False), ("1250", "1250", True)],
)
def test_titik_pada_capaian_diputuskan_hasil_hitungnya(capaian, tercetak, cocok):
    entri = hitung("10", "125", capaian=capaian)

    assert (entri.tercetak, entri.cocok) == (tercetak, cocok)


def test_capaian_tercetak_tanpa_hasil_hitung_tetap_terbaca():
    entri = hitung("0", "2", capaian="1.250")

    assert (entri.tercetak, entri.cocok) == ("1.250", None)


@pytest.mark.parametrize(
    ("isi", "persen", "teks"),
    [(None, False, ""), (None, True, ""), ("12 x", True, "12 x"), (D("12.50"), False, "12,5"),
     (12.5, True, "12,5%"), (3, False, "3")],
)  # fmt: skip
def test_isi_sel_tertulis_sebagaimana_dibaca_orang(isi, persen, teks):
    mentah = {"persen": frozenset({"target"} if persen else ())}

    assert hitung(isi, "5", mentah=mentah).target_teks == teks


@pytest.mark.parametrize(
    ("target", "realisasi", "kanonik"),
    [
        (D("1E+3"), D("2E+3"), ("1000", "2000")),
        ("100,0000000000000000", "50", ("100", "50")),
        ("80,50", "79,00", ("80.50", "79.00")),
        ("WTP", "wtp", ("WTP", "wtp")),
        ("A (80,50)", "BB (79,00)", ("80.50", "79.00")),
    ],
)
def test_nilai_kanonik_tanpa_eksponen_dengan_nol_ekor(target, realisasi, kanonik):
    entri = hitung(target, realisasi)

    assert (entri.target, entri.realisasi) == kanonik


def test_target_sel_persen_menjadi_satuannya():
    """Sel target berformat persen: 1.250 pada realisasi adalah satu seperempat."""
    entri = hitung(D(50), "1.250", mentah={"persen": frozenset({"target"})})

    assert (entri.target, entri.realisasi, kode(entri)) == ("50", "1.250", ["NIL005"])


def test_satuan_tertulis_menang_atas_sel_persen():
    entri = hitung(D(2), "1.250", satuan="orang", mentah={"persen": frozenset({"target"})})

    assert entri.realisasi == "1250"
