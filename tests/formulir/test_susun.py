"""Isi formulir: baris siapa, sel mana yang terbuka, sidik baris, dan identitas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

import pytest

from kinerja_cli.formulir.bentuk import BarisFormulir, Formulir, IdentitasFormulir, Terbitan
from kinerja_cli.formulir.susun import build_formulir
from kinerja_cli.model import sumber as s
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.fakta import KumpulanFakta
from kinerja_cli.model.istilah import YaTidak
from kinerja_cli.model.kolom import Peran
from kinerja_cli.model.kunci import build_kunci_uang
from kinerja_cli.model.periode import DAFTAR_PERIODE, Periode
from kinerja_cli.ruang.sumber import read_sumber
from tests.buatan import (
    UNIT,
    UNIT_LAIN,
    build_definisi,
    build_fakta_lengkap,
)
from tests.tahap.jalan import build_ruang


@pytest.fixture(scope="module")
def contoh(tmp_path_factory: pytest.TempPathFactory) -> Definisi:
    """Definisi dinas contoh."""
    definisi = read_sumber(build_ruang(tmp_path_factory.mktemp("ruang") / "contoh")).definisi
    assert definisi is not None
    return definisi


def susun(
    definisi: Definisi | None = None,
    unit: str = UNIT,
    periode: Periode = Periode.TW2,
    fakta: KumpulanFakta | None = None,
    **terbit: int,
) -> Formulir:
    hasil = build_formulir(
        definisi or build_definisi(),
        unit,
        periode,
        fakta or KumpulanFakta(),
        Terbitan(**{"definisi": 1, **terbit}),
    )
    assert hasil is not None
    return hasil


def baris(formulir: Formulir, lembar: str) -> dict[str, BarisFormulir]:
    return {b.kunci: b for x in formulir.lembar if x.nama == lembar for b in x.baris}


def iterate_formulir(definisi: Definisi, periode: Periode) -> Iterator[tuple[str, Formulir]]:
    for unit in definisi.unit_pada(periode.akhir(definisi.tahun)):
        if unit.wajib_lapor is YaTidak.YA:
            hasil = build_formulir(definisi, unit.kode_unit, periode, KumpulanFakta(), Terbitan(1))
            if hasil:
                yield unit.kode_unit, hasil


@pytest.mark.parametrize("periode", DAFTAR_PERIODE)
def test_setiap_baris_hanya_ada_di_formulir_pemiliknya(contoh: Definisi, periode: Periode):
    elemen = {e.kode_elemen: e for e in contoh.elemen}
    for unit, formulir in iterate_formulir(contoh, periode):
        for kunci in baris(formulir, "Kinerja"):
            if kunci in elemen:
                indikator = elemen[kunci].kode_indikator
                assert elemen[kunci].unit_penyedia == unit != contoh.pelapor[indikator]
            else:
                assert contoh.pelapor[kunci] == unit
        assert all(k.split(":")[1] == unit for k in baris(formulir, "Anggaran"))


@pytest.mark.parametrize("periode", Periode.TAHUN.triwulan())
def test_tidak_ada_indikator_atau_pagu_yang_hilang_atau_ganda(contoh: Definisi, periode: Periode):
    semua = [f for _, f in iterate_formulir(contoh, periode)]
    pagu = Counter(k for f in semua for k in baris(f, "Anggaran"))
    kinerja = Counter(k for f in semua for k in baris(f, "Kinerja"))
    triwulanan = {
        i.kode_indikator
        for i in contoh.indikator
        if i.frekuensi == "triwulanan" and contoh.target_berlaku(i.kode_indikator, periode)
    }

    assert pagu == {
        build_kunci_uang(p.kode, p.kode_unit, p.sumber_dana): 1
        for p in contoh.pagu_berlaku(periode)
    }
    assert set(kinerja.values()) == {1}
    assert triwulanan <= set(kinerja)


def test_indikator_baru_dan_yang_dihapus_mengikuti_pk_yang_berlaku(contoh: Definisi):
    kunci = {
        p: {k for _, f in iterate_formulir(contoh, p) for k in baris(f, "Kinerja")}
        for p in (Periode.TW1, Periode.TW4)
    }

    assert {"IKU-06", "SUB-031"} <= kunci[Periode.TW1] - kunci[Periode.TW4]
    assert {"IKU-07", "SUB-041"} <= kunci[Periode.TW4] - kunci[Periode.TW1]


def test_sub_kegiatan_berindikator_dua_dan_bersumber_dana_tiga(contoh: Definisi):
    uang = Counter(
        k.split(":")[0]
        for _, f in iterate_formulir(contoh, Periode.TW4)
        for k in baris(f, "Anggaran")
    )
    indikator = Counter(
        contoh.indikator_menurut_kode[k].kode
        for _, f in iterate_formulir(contoh, Periode.TW4)
        for k in baris(f, "Kinerja")
        if k in contoh.indikator_menurut_kode
    )
    tiga = [k for k, n in uang.items() if n == 3]

    assert [indikator[k] for k in tiga] == [2]


def test_unit_yang_tidak_mempunyai_apa_pun_nihil(contoh: Definisi):
    wajib = {u.kode_unit for u in contoh.unit if u.wajib_lapor is YaTidak.YA}

    for periode in DAFTAR_PERIODE:
        berformulir = {unit for unit, _ in iterate_formulir(contoh, periode)}
        assert wajib - berformulir == {"UPTD-RUSUN"}


def test_nama_unit_mengikuti_yang_berlaku_pada_akhir_periode(contoh: Definisi):
    nama = {p: susun(contoh, "BID-PSU", p).identitas.nama_unit for p in (Periode.TW2, Periode.TW3)}

    assert nama[Periode.TW2].startswith("Bidang Prasarana, Sarana, dan Utilitas Perumahan")
    assert nama[Periode.TW3].startswith("Bidang Prasarana, Sarana, dan Utilitas Umum")


@pytest.mark.parametrize("periode", DAFTAR_PERIODE)
def test_yang_terbuka_hanya_kolom_isian(contoh: Definisi, periode: Periode):
    for _, formulir in iterate_formulir(contoh, periode):
        for lembar in formulir.lembar:
            isian = {k.bidang for k in lembar.kolom if k.kolom.peran is Peran.ISIAN}
            for b in lembar.baris:
                terbuka = {bidang for bidang, sel in b.sel.items() if sel.terbuka}
                assert terbuka, (lembar.nama, b.kunci)
                assert terbuka <= isian, (lembar.nama, b.kunci)
                assert not any(sel.rumus for k, sel in b.sel.items() if k in terbuka)


def test_sel_terbuka_satu_indikator():
    formulir = susun(build_definisi(penyedia_lain=True))
    rasio, angka = (baris(formulir, "Kinerja")[k].sel for k in ("IKU-01", "IKU-02"))
    narasi = {
        "pendorong", "penghambat", "upaya", "rencana_tindak_lanjut", "pic", "batas_waktu",
        "usul_perbaikan",
    }  # fmt: skip
    status = {"status_angka", "alasan_belum_ada"}

    assert {k for k, sel in rasio.items() if sel.terbuka} == {"pembilang"} | status | narasi
    assert {k for k, sel in angka.items() if sel.terbuka} == {"realisasi"} | status | narasi


def test_formulir_tahun_hanya_membuka_angka_tahunan_dan_sementara():
    definisi = build_definisi()
    fakta = build_fakta_lengkap()
    kinerja = baris(susun(definisi, periode=Periode.TAHUN, fakta=fakta), "Kinerja")
    angka = ("pembilang", "penyebut", "realisasi")

    assert set(kinerja) == {"IKU-01", "IKU-02"}  # sub kegiatan tidak bernarasi tahunan
    assert not any(b.sel[k].terbuka for b in kinerja.values() for k in angka if k in b.sel)
    assert all(b.sel["pendorong"].terbuka for b in kinerja.values())
    assert not baris(susun(definisi, periode=Periode.TAHUN, fakta=fakta), "Anggaran")


def test_identitas_sama_untuk_masukan_sama_dan_lain_bila_ada_yang_lain():
    asal = susun().identitas
    lain = [
        susun(periode=Periode.TW3),
        susun(putaran=2),
        susun(build_definisi(penyedia_lain=True), UNIT_LAIN),
        susun(build_definisi(tahun=2026)),
        susun(_ubah_target(build_definisi(), "IKU-02", "12")),
    ]

    assert susun(fakta=build_fakta_lengkap()).identitas == asal
    assert len({asal.id, *(f.identitas.id for f in lain)}) == 1 + len(lain)
    assert IdentitasFormulir.from_teks(asal.to_teks()) == asal


def _ubah_target(definisi: Definisi, kode: str, tw2: str) -> Definisi:
    target = tuple(
        t.model_copy(update={"tw2": tw2}) if t.kode_indikator == kode else t
        for t in definisi.target
    )
    return definisi.model_copy(update={"target": target})


def _ubah_indikator(definisi: Definisi, kode: str, **ubahan: str) -> Definisi:
    daftar = tuple(
        i.model_copy(update=ubahan) if i.kode_indikator == kode else i for i in definisi.indikator
    )
    return definisi.model_copy(update={"indikator": daftar})


def _ubah_pagu(definisi: Definisi) -> Definisi:
    pagu = tuple(
        p.model_copy(update={"pagu": p.pagu + 1}) if p.sumber_dana == "DAU" else p
        for p in definisi.pagu
    )
    return definisi.model_copy(update={"pagu": pagu})


@pytest.mark.parametrize(
    ("ubah", "berubah"),
    [
        (lambda d: _ubah_target(d, "IKU-02", "12"), {("Kinerja", "IKU-02")}),
        (
            lambda d: _ubah_indikator(d, "SUB-01", satuan="Rumah"),
            {("Kinerja", "SUB-01"), ("Koreksi", "tw1:SUB-01:realisasi")},
        ),
        (
            lambda d: _ubah_indikator(d, "IKU-02", indikator="Luas kumuh"),
            {
                ("Kinerja", "IKU-02"),
                ("Data Dukung", "IKU-02"),
                ("Koreksi", "tw1:IKU-02:realisasi"),
            },
        ),
        (lambda d: _ubah_indikator(d, "IKU-02", data_dukung="SK"), {("Data Dukung", "IKU-02")}),
        (lambda d: _ubah_indikator(d, "IKU-02", definisi_operasional="Lain."), set()),
        (_ubah_pagu, {("Anggaran", "1.04.03.2.01.0001:BID-KP:DAU")}),
        (lambda d: d.model_copy(update={"riwayat": ()}), set()),
    ],
)
def test_sidik_berubah_hanya_pada_baris_yang_tercetak_lain(ubah, berubah: set[tuple[str, str]]):
    lama, baru = (_hash(susun(d)) for d in (build_definisi(), ubah(build_definisi())))

    assert {k for k in lama if lama[k] != baru[k]} == berubah


def test_sidik_tidak_bergantung_pada_isian():
    assert _hash(susun(fakta=build_fakta_lengkap(Periode.TW2))).items() >= _hash(susun()).items()


def _hash(formulir: Formulir) -> dict[tuple[str, str], str]:
    return {(x.nama, b.kunci): b.hash for x in formulir.lembar for b in x.baris}


def test_capaian_kosong_selama_isian_periode_ini_kosong():
    """Mesin memakai posisi triwulan lalu; di formulir itu tampak seperti sudah diisi."""
    lalu = build_fakta_lengkap(Periode.TW1)
    kini = build_fakta_lengkap(Periode.TW2)
    kosong, isi = (baris(susun(fakta=f), "Kinerja") for f in (lalu, kini))

    for kunci, b in kosong.items():
        assert (b.sel["capaian"].nilai, b.sel["kategori"].nilai) == (None, None), kunci
        assert b.sel["capaian"].rumus == isi[kunci].sel["capaian"].rumus
        assert isinstance(isi[kunci].sel["capaian"].nilai, Decimal)
    assert kosong["IKU-01"].sel["realisasi"].nilai is None


def build_banyak(jumlah: int) -> Definisi:
    """Definisi satu bidang dengan sekian sub kegiatan."""
    asal = build_definisi()
    (indikator,) = [i for i in asal.indikator if i.kode_indikator == "SUB-01"]
    (target,) = [t for t in asal.target if t.kode_indikator == "SUB-01"]
    (pengampu,) = [p for p in asal.pengampu if p.kode_indikator == "SUB-01"]
    pagu: s.BarisPagu = asal.pagu[0]
    kode = [f"SUB-{n:03}" for n in range(1, jumlah + 1)]
    nomenklatur = [f"1.04.03.2.{n // 9 + 1:02}.{n % 9 + 1:04}" for n in range(jumlah)]
    return asal.model_copy(
        update={
            "indikator": tuple(
                indikator.model_copy(update={"kode_indikator": k, "kode": n})
                for k, n in zip(kode, nomenklatur, strict=True)
            ),
            "elemen": (),
            "target": tuple(target.model_copy(update={"kode_indikator": k}) for k in kode),
            "pengampu": tuple(pengampu.model_copy(update={"kode_indikator": k}) for k in kode),
            "pagu": tuple(pagu.model_copy(update={"kode": n}) for n in nomenklatur),
            "riwayat": (),
        }
    )


def test_bidang_dengan_dua_ratus_baris():
    formulir = susun(build_banyak(200))
    kinerja, anggaran = baris(formulir, "Kinerja"), baris(formulir, "Anggaran")

    assert list(kinerja) == [f"SUB-{n:03}" for n in range(1, 201)]
    assert [b.sel["nomor"].nilai for b in kinerja.values()] == [str(n) for n in range(1, 201)]
    assert len(anggaran) == 200
    assert len(set(_hash(formulir).values())) == len(_hash(formulir))
