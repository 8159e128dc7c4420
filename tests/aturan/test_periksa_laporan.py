"""Kriteria pemeriksaan sendiri terpenuhi pada data lengkap dan berbalik bila datanya hilang."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kinerja_cli.aturan.periksa_laporan import PERIKSA_DINAS, PERIKSA_SASARAN, check_laporan
from kinerja_cli.model.kriteria import Keadaan, LetakBlok, read_kriteria
from tests.aturan.laporan import (
    ANALISIS,
    NARASI,
    build_bahan,
    build_blok,
    build_data,
    build_fakta,
    build_rencana,
    edit_indikator,
)
from tests.buatan import SUB, UNIT, build_definisi

KRITERIA = read_kriteria()
DIPERIKSA = [k for k, b in KRITERIA.items() if b.periksa]


def _periksa(**ubahan):
    return {h.butir.kode: h for h in check_laporan(build_bahan(**ubahan))}


def _dengan_definisi(**ubahan):
    """Definisi yang diubah beserta data yang dikompilasi atasnya."""
    definisi = build_rencana(**ubahan)
    return {"definisi": definisi, "data": build_data(definisi)}


def _tanpa_riwayat():
    return _dengan_definisi(riwayat=())


def _catatan(**ubahan):
    return {"catatan": replace(build_bahan().catatan, **ubahan)}


def _narasi(kode="IKU-01", **ubahan):
    """Indikator di bawah target (IKU-01) atau di atasnya (IKU-02) dengan kata yang diubah."""
    definisi = build_rencana()
    data = build_data(definisi, build_fakta(**{"EL-01A": "61000"}))
    indikator = tuple(
        i.model_copy(update={"narasi": i.narasi.model_copy(update=ubahan)})
        if i.kode_indikator == kode
        else i
        for i in data.indikator
    )
    return {"data": data.model_copy(update={"indikator": indikator})}


def _instansi(kolom):
    lengkap = build_rencana().instansi
    return _dengan_definisi(instansi=lengkap.model_copy(update={kolom: ""}))


def _pejabat(**ubahan):
    daftar = build_rencana().pejabat
    return _dengan_definisi(pejabat=(daftar[0].model_copy(update=ubahan), *daftar[1:]))


def _indikator(kode, **ubahan):
    return tuple(
        i.model_copy(update=ubahan) if i.kode_indikator == kode else i
        for i in build_rencana().indikator
    )


def _tanpa_realisasi(kode):
    definisi = build_rencana()
    fakta = build_fakta()
    fakta.isi = {a: f for a, f in fakta.isi.items() if a[1] != kode}
    return {"data": build_data(definisi, fakta)}


def test_kriteria_menyebut_pemeriksaan_yang_ada_dan_semuanya_dipakai():
    disebut = {b.periksa for b in KRITERIA.values() if b.periksa}
    assert disebut == {*PERIKSA_DINAS, *PERIKSA_SASARAN}
    assert not set(PERIKSA_DINAS) & set(PERIKSA_SASARAN)


@pytest.mark.parametrize("kode", KRITERIA)
def test_butir_kriteria_lengkap(kode):
    butir = KRITERIA[kode]
    assert butir.sumber.nama
    assert butir.sumber.kepastian
    assert not butir.kriteria.endswith(".")
    assert bool(butir.perbaikan) or not butir.periksa


def test_pada_data_lengkap_semua_yang_dapat_diperiksa_terpenuhi():
    hasil = _periksa()
    lain = {
        k: (h.keadaan, h.kurang, h.alasan)
        for k, h in hasil.items()
        if h.keadaan is not Keadaan.TERPENUHI
    }
    # Tidak ada indikator di bawah target, sehingga rencana perbaikan tidak dapat diperiksa.
    tanpa_data = {"LKE-K9", "REV-I5"}
    assert {k for k in lain if k in DIPERIKSA} == tanpa_data
    assert {lain[k][0] for k in tanpa_data} == {Keadaan.TIDAK_DAPAT}
    assert {lain[k][0] for k in lain if k not in DIPERIKSA} == {Keadaan.ORANG}
    assert all(h.kunci for h in hasil.values() if h.keadaan is Keadaan.TERPENUHI)


def test_yang_terpenuhi_menyebut_kunci_fakta_dan_letaknya():
    h = _periksa()["LKE-K3"]
    assert (h.sasaran, h.letak) == ("S1", (LetakBlok("Judul analisis_1", "7"),))
    assert h.kunci == ("2025:tahun:IKU-01:capaian", "2025:tahun:IKU-02:capaian")


BELUM = [
    ("LKE-P1", lambda: _catatan(konsep=()), "belum ada konsep"),
    ("LKE-P2", lambda: _catatan(dikompilasi=frozenset()), "Triwulan I belum dikompilasi"),
    ("LKE-P3", lambda: _pejabat(nip=""), "NIP penanda tangan kosong"),
    ("LKE-P3", lambda: _dengan_definisi(pejabat=()), "kepala perangkat daerah"),
    ("LKE-P6", lambda: {"batas": date(2026, 2, 19)}, "batasnya 19 Februari 2026"),
    ("LKE-P6", lambda: {"tanggal": date(2026, 3, 2), **_catatan(disahkan=None)}, "belum disahkan"),
    ("LKE-K1", lambda: {"wajib": frozenset({"lampiran_x"})}, "[[lampiran_x]]"),
    ("LKE-K2", lambda: {"data": edit_indikator("IKU-02", sumber_data=" ")}, "sumber data"),
    ("LKE-K3", lambda: _tanpa_realisasi("IKU-02"), "IKU-02"),
    ("REV-I3", lambda: _tanpa_realisasi("EL-01A"), "IKU-01"),
    ("LKE-K4", lambda: _dengan_definisi(target_renstra=()), "target akhir Renstra belum ada"),
    ("LKE-K5", _tanpa_riwayat, "IKU-01: realisasi 2024 belum ada"),
    ("LKE-K6", lambda: _tanpa_realisasi("EL-01A"), "IKU-01"),
    ("LKE-K7", lambda: _narasi("IKU-02", pendorong="ok"), "IKU-02: pendorong"),
    ("LKE-K7", lambda: _narasi(penghambat="-"), "IKU-01: penghambat"),
    ("LKE-K7", lambda: _narasi(upaya=""), "IKU-01: upaya"),
    ("LKE-K8", lambda: _tanpa_realisasi(f"{SUB}:{UNIT}:DAU"), "S1 realisasi anggaran"),
    ("LKE-K9", lambda: _narasi(rencana_tindak_lanjut=""), "rencana tindak lanjut"),
    ("REV-I5", lambda: _narasi(pic=""), "penanggung jawab"),
    ("LKE-K9", lambda: _narasi(batas_waktu=""), "batas waktu"),
    ("LKE-K10", lambda: _dengan_definisi(cascading=()), "program pendukung"),
    ("LKE-K10", lambda: _tanpa_realisasi(f"{SUB}:{UNIT}:DAU"), "1.04.03"),
    ("LKE-E2", lambda: _catatan(tindak_lanjut=(("rtl:tw3:IKU-01", UNIT, "Menambah"),)), "Menambah"),
    ("REV-A1", lambda: _catatan(berubah=(("2025:x", "dahulu 1, kini 2"),)), "kini 2"),
    ("REV-A1", lambda: {"definisi": build_rencana(pagu=())}, "pagu DPA"),
    ("REV-I1", lambda: _instansi("aspek_strategis"), "aspek strategis"),
    ("REV-I4", lambda: _dengan_definisi(versi_pk=build_definisi().versi_pk), "belum bernomor"),
    ("REV-I6", lambda: _tanpa_realisasi(f"{SUB}:{UNIT}:DAU"), SUB),
    ("REV-II2", lambda: _catatan(berbukti=frozenset({"IKU-01"})), "IKU-02: bukti disebut"),
    ("REV-II3", lambda: _catatan(formulir=frozenset()), "formulir Triwulan II"),
    ("REV-II4", lambda: _dengan_definisi(pejabat=build_rencana().pejabat[:1]), "pejabatnya belum"),
    ("REV-II5", lambda: {"data": build_data(build_rencana(), ya="Tidak")}, "verifikasi Tidak"),
    ("REV-II5", lambda: {"data": build_data(build_rencana(), status="sebagian")}, "sebagian"),
    ("REV-II6", lambda: _catatan(bertanda_tangan=frozenset()), "bertanda tangan belum diterima"),
    (
        "REV-III1",
        lambda: {"definisi": build_rencana(indikator=_indikator("IKU-01", satuan="Rumah"))},
        "IKU-01: satuan berbeda dari PK",
    ),
    ("REV-III2", lambda: _dengan_definisi(target=build_definisi().target), "target PK 80"),
    ("REV-III4", lambda: {"definisi": build_rencana(target=build_definisi().target)}, "pada PK 80"),
    ("REV-III7", _tanpa_riwayat, "realisasi 2024"),
]


@pytest.mark.parametrize(("kode", "ubah", "sebut"), BELUM)
def test_kriteria_berbalik_bila_datanya_hilang(kode, ubah, sebut):
    hasil = _periksa(**ubah())[kode]
    assert hasil.keadaan is Keadaan.BELUM
    assert any(sebut in k for k in hasil.kurang), hasil.kurang


def test_target_yang_hilang_dari_pk_menjadi_belum():
    data = build_bahan().data
    (i, *sisa) = data.indikator
    kosong = i.tahun.target.model_copy(update={"nilai": i.tahun.target.nilai.belum_ada("dicabut")})
    tahun = i.tahun.model_copy(update={"target": kosong})
    data = data.model_copy(update={"indikator": (i.model_copy(update={"tahun": tahun}), *sisa)})
    assert _periksa(data=data)["REV-I2"].keadaan is Keadaan.BELUM


def test_sasaran_tanpa_iku_dan_capaian_tanpa_rumus_menjadi_belum():
    data = build_bahan().data
    tanpa = tuple(
        i.model_copy(update={"iku": False, "tahun": i.tahun.model_copy(update={"kode_rumus": ""})})
        for i in data.indikator
    )
    hasil = _periksa(data=data.model_copy(update={"indikator": tanpa}))
    assert hasil["REV-III5"].keadaan is Keadaan.BELUM
    assert hasil["LKE-E1"].keadaan is Keadaan.BELUM


@pytest.mark.parametrize(
    ("kode", "nama", "sasaran"),
    [(k, b, "S1" if b in ANALISIS else "") for k, butir in KRITERIA.items() for b in butir.blok],
)
def test_blok_yang_dihapus_dari_templat_menjadi_kekurangan(kode, nama, sasaran):
    blok = {k: v for k, v in build_blok().items() if k != (nama, sasaran)}
    hasil = _periksa(blok=blok)[kode]
    assert hasil.keadaan is Keadaan.BELUM
    assert hasil.kurang == (f"templat tidak memuat blok [[{nama}]]",)


TIDAK_DAPAT = [
    ("LKE-P3", lambda: _catatan(disahkan=None), "belum disahkan"),
    ("LKE-P6", lambda: _catatan(disahkan=None), "batasnya 27 Februari 2026"),
    ("LKE-K6", lambda: _dengan_definisi(standar=()), "IKU-01 tidak mempunyai standar"),
    (
        "LKE-K5",
        lambda: _dengan_definisi(
            riwayat=(),
            indikator=tuple(
                i.model_copy(update={"sebanding": "tidak"}) for i in build_rencana().indikator
            ),
        ),
        "indikator baru",
    ),
    ("REV-III3", lambda: _dengan_definisi(target=build_definisi().target), "dibaca orang"),
    (
        "REV-III6",
        lambda: {"definisi": build_rencana(target=build_definisi().target)},
        "dibaca orang",
    ),
]


@pytest.mark.parametrize(("kode", "ubah", "sebut"), TIDAK_DAPAT)
def test_yang_tidak_dapat_diperiksa_menyebut_alasannya(kode, ubah, sebut):
    hasil = _periksa(**ubah())[kode]
    assert hasil.keadaan is Keadaan.TIDAK_DAPAT
    assert sebut in hasil.alasan


def test_kata_orang_pada_slot_menang_atas_isian_bidang():
    kosong = _narasi(penghambat="")
    hasil = _periksa(**kosong, narasi={"IKU-01:penghambat": NARASI["penghambat"]})["LKE-K7"]
    assert hasil.keadaan is Keadaan.TERPENUHI


def test_tidak_ada_nilai_atau_predikat_di_mana_pun():
    for h in check_laporan(build_bahan()):
        assert not {"nilai", "skor", "bobot", "predikat"} & set(h.to_json())
