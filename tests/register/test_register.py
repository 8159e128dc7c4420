"""Register: definisi bernomor, kiriman, fakta berversi, keputusan, riwayat berantai."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from kinerja_cli.aturan.gabung import merge_kiriman
from kinerja_cli.formulir.bentuk import Terbitan
from kinerja_cli.formulir.cetakan import Cetakan
from kinerja_cli.formulir.identitas import build_identitas
from kinerja_cli.model.fakta import FaktaIsian
from kinerja_cli.model.galat import RegisterError
from kinerja_cli.model.kiriman import Kiriman, SelKiriman
from kinerja_cli.model.nilai import KOSONG, TANPA_ISI, Nilai
from kinerja_cli.model.periode import Periode
from kinerja_cli.register.basis import Register
from kinerja_cli.register.definisi import (
    FormulirTerbit,
    fill_kelengkapan,
    read_cetakan,
    read_daftar_formulir,
    read_definisi,
    read_formulir,
    store_definisi,
    store_formulir,
    update_kelengkapan,
)
from kinerja_cli.register.fakta import read_fakta, read_versi
from kinerja_cli.register.keputusan import (
    TIDAK,
    YA,
    KeputusanUnit,
    calculate_dasar,
    count_tidak,
    read_keputusan_berlaku,
    store_keputusan,
)
from kinerja_cli.register.kiriman import (
    find_kiriman,
    hash_isi,
    mark_utama,
    read_kiriman,
    read_pasangan,
    store_kiriman,
)
from kinerja_cli.register.penggabungan import Penggabung
from kinerja_cli.register.riwayat import append_riwayat, find_rusak, iterate_riwayat
from tests.buatan import TAHUN, UNIT, build_definisi

WAKTU = "2026-01-10T08:00:00"


CETAKAN = Cetakan(build_identitas(build_definisi(), UNIT, Periode.TW4, Terbitan(1)), (), ())


@pytest.fixture
def register(tmp_path: Path):
    with Register(tmp_path / "kinerja.db", tulis=True) as terbuka:
        with terbuka.transaksi():
            store_definisi(terbuka, build_definisi(), WAKTU)
            store_formulir(terbuka, FormulirTerbit("f1", UNIT, Periode.TW4, 1, 1, WAKTU), CETAKAN)
        yield terbuka


def build_kiriman(tanda: str = "a" * 64, **ubahan) -> Kiriman:
    dasar = Kiriman(
        tanda, f"masuk/{tanda[:2]}.xlsx", "terima", "f1", UNIT, Periode.TW4, 0, WAKTU, ()
    )
    return replace(dasar, **ubahan)


def build_sel(angka: str = "10", kolom: str = "realisasi") -> SelKiriman:
    return SelKiriman("tw4", "IKU-02", kolom, Nilai.dari_angka(angka).dump(), "Kinerja", "M9")


def simpan(register: Register, kiriman: Kiriman, *sel: SelKiriman) -> int:
    isi = sel or (build_sel(),)
    return store_kiriman(register, kiriman, isi, hash_isi(kiriman.temuan, isi))


def test_definisi_yang_sama_tidak_bernomor_baru(register: Register):
    with register.transaksi():
        assert store_definisi(register, build_definisi(), "2026-02-01T00:00:00") == 1
        berubah = build_definisi().model_copy(update={"tahun": TAHUN + 1})
        assert store_definisi(register, berubah, WAKTU) == 2
    nomor, isi = read_definisi(register) or (0, None)
    assert nomor == 2
    assert isi is not None
    assert isi.hash == berubah.hash
    assert (read_definisi(register, 1) or (0, None))[1] == build_definisi()


def test_formulir_terbit_dapat_dicari_dan_tidak_ganda(register: Register):
    with register.transaksi():
        store_formulir(register, FormulirTerbit("f1", UNIT, Periode.TW4, 1, 1, "lain"), CETAKAN)
    formulir = read_formulir(register, "f1")
    assert formulir is not None
    assert formulir.waktu == WAKTU
    assert read_formulir(register, "tidak ada") is None


def test_kiriman_bulat_pulang_dengan_selnya(register: Register):
    with register.transaksi():
        simpan(register, build_kiriman())
    assert read_kiriman(register, Periode.TW4) == [build_kiriman()]
    alamat = ("tw4", "IKU-02", "realisasi")
    assert read_pasangan(register, UNIT, [alamat]) == [(build_kiriman(), build_sel())]
    assert read_kiriman(register, Periode.TW1) == []
    assert find_kiriman(register, "a" * 64) == "masuk/aa.xlsx"
    assert find_kiriman(register, "b" * 64) is None


def test_kiriman_utama_tercatat_sekali(register: Register):
    with register.transaksi():
        simpan(register, build_kiriman())
        mark_utama(register, "a" * 64, WAKTU, "KASUBAG")
        mark_utama(register, "a" * 64, WAKTU, "KASUBAG")
    assert read_kiriman(register)[0].utama
    assert sum("utamakan" in p.isi for p in iterate_riwayat(register)) == 1


def read_terbit(register: Register) -> FormulirTerbit:
    terbit = read_formulir(register, "f1")
    assert terbit is not None
    return terbit


def gabung(register: Register, *daftar: tuple[Kiriman, str]) -> list[str]:
    """Terima kiriman berurutan; kode temuan yang tersisa."""
    penggabung = Penggabung(register)
    with register.transaksi():
        for kiriman, angka in daftar:
            penggabung.merge(simpan(register, kiriman, build_sel(angka)), UNIT, 1)
        return [t.kode for t in penggabung.settle()]


def read_iku(register: Register) -> FaktaIsian:
    fakta = read_fakta(register).fakta(Periode.TW4, "IKU-02", "realisasi")
    assert fakta is not None
    return fakta


def test_kiriman_pertama_menjadi_fakta_beserta_asalnya(register: Register):
    assert gabung(register, (build_kiriman(), "10")) == []
    assert read_iku(register) == FaktaIsian(
        Periode.TW4,
        "IKU-02",
        "realisasi",
        UNIT,
        Nilai.dari_angka(10),
        kiriman="a" * 64,
        berkas="masuk/aa.xlsx",
        lembar="Kinerja",
        sel="M9",
        waktu=WAKTU,
    )


def test_nilai_berbeda_seputaran_bertentangan_sampai_dipilih(register: Register):
    kedua = build_kiriman("b" * 64)
    assert gabung(register, (build_kiriman(), "10"), (kedua, "12")) == ["NIL101"]
    assert read_iku(register).nilai == Nilai.dari_angka(10)
    assert gabung(register) == ["NIL101"]
    with register.transaksi():
        mark_utama(register, kedua.sha256, WAKTU, "KASUBAG")
    assert gabung(register) == []
    assert (read_iku(register).versi, read_iku(register).nilai) == (2, Nilai.dari_angka(12))
    assert gabung(register) == []


def test_putaran_berikut_menggantikan_dan_putaran_lama_yang_terlambat_tidak(register: Register):
    baru = build_kiriman("b" * 64, putaran=1)
    assert gabung(register, (build_kiriman(), "10"), (baru, "12")) == []
    assert read_iku(register).kiriman == baru.sha256
    assert gabung(register, (build_kiriman("c" * 64), "9")) == []
    assert read_iku(register).nilai == Nilai.dari_angka(12)


def test_penggabungan_satu_per_satu_sama_dengan_sekaligus(register: Register):
    daftar = [
        (build_kiriman(c * 64, putaran=p), angka)
        for c, p, angka in [("a", 0, "1"), ("b", 1, "2"), ("c", 0, "3"), ("d", 1, "2")]
    ]
    gabung(register, *daftar)
    fakta, bentrok = merge_kiriman((k, build_sel(angka)) for k, angka in daftar)
    assert [f.nilai for f in fakta] == [read_iku(register).nilai]
    assert bentrok == {}


def test_kelengkapan_dihitung_dari_fakta(register: Register):
    alamat = (Periode.TW4, "IKU-02", "realisasi")
    wajib = json.dumps([alamat])
    register.sambungan.execute("UPDATE formulir SET wajib = ?", (wajib,))
    gabung(register)
    update_kelengkapan(register, UNIT)
    assert read_terbit(register).kurang == [alamat]
    gabung(register, (build_kiriman(), "10"))
    update_kelengkapan(register, UNIT)
    assert read_terbit(register).kurang == []


@pytest.mark.parametrize(
    "nilai",
    [Nilai.dari_angka(0), KOSONG, Nilai.belum_ada("x"), Nilai.dari_teks('"jenis": "kosong"'),
     Nilai.tak_terbaca("?")],
)  # fmt: skip
def test_mencoret_kelengkapan_sama_dengan_menghitung_lagi(register: Register, nilai: Nilai):
    wajib = [(Periode.TW4, "IKU-02", "realisasi"), (Periode.TW4, "IKU-03", "realisasi")]
    teks = json.dumps(wajib)
    register.sambungan.execute("UPDATE formulir SET wajib = ?, kurang = ?", (teks, teks))
    sel = build_sel()._replace(isi=nilai.dump())
    with register.transaksi():
        assert Penggabung(register).merge(simpan(register, build_kiriman(), sel), UNIT, 1)
        fill_kelengkapan(register, UNIT, [sel])
    coret = read_terbit(register).kurang
    update_kelengkapan(register, UNIT)
    assert coret == read_terbit(register).kurang
    assert len(coret) == (1 if nilai.jenis not in TANPA_ISI else 2)


def test_fakta_yang_sama_tidak_menambah_versi(register: Register):
    daftar = [("a", "10", 0), ("b", "10", 1), ("c", "11", 2)]
    gabung(register, *((build_kiriman(c * 64, putaran=p), angka) for c, angka, p in daftar))
    assert (read_iku(register).versi, read_iku(register).nilai) == (2, Nilai.dari_angka("11"))
    banyak = register.sambungan.execute("SELECT COUNT(*) FROM fakta").fetchone()[0]
    assert banyak == 2


@pytest.mark.parametrize(
    "nilai",
    [Nilai.dari_angka(0), KOSONG, Nilai.belum_ada('menunggu "BPS"'), Nilai.dari_teks("A"),
     Nilai.tak_terbaca("1,2,3"), Nilai.dari_angka("1250.50")],
)  # fmt: skip
def test_setiap_keadaan_nilai_pulang_seperti_semula(register: Register, nilai: Nilai):
    sel = build_sel()._replace(isi=nilai.dump())
    with register.transaksi():
        Penggabung(register).merge(simpan(register, build_kiriman(), sel), UNIT, 1)
    assert read_iku(register).nilai == nilai
    assert json.loads(nilai.dump()) == nilai.to_json()


def build_keputusan(dasar: str, jawaban: str = YA) -> KeputusanUnit:
    return KeputusanUnit(Periode.TW4, UNIT, jawaban, (), (), dasar, 1, "PERENCANA", WAKTU)


def test_keputusan_gugur_bila_datanya_berubah(register: Register):
    with register.transaksi():
        Penggabung(register).merge(simpan(register, build_kiriman()), UNIT, 1)
        dasar = calculate_dasar(read_versi(register), read_kiriman(register, Periode.TW4))
        store_keputusan(register, build_keputusan(dasar))
    assert UNIT in read_keputusan_berlaku(register, Periode.TW4, read_versi(register))
    gabung(register, (build_kiriman("b" * 64, putaran=1), "11"))
    assert read_keputusan_berlaku(register, Periode.TW4, read_versi(register)) == {}


def test_koreksi_lewat_periode_lain_tidak_menggugurkan_keputusan(register: Register):
    with register.transaksi():
        Penggabung(register).merge(simpan(register, build_kiriman()), UNIT, 1)
        dasar = calculate_dasar(read_versi(register), read_kiriman(register, Periode.TW4))
        store_keputusan(register, build_keputusan(dasar))
        lain = build_kiriman("b" * 64, periode=Periode.TAHUN)
        Penggabung(register).merge(simpan(register, lain, build_sel("11")), UNIT, 1)
    assert UNIT in read_keputusan_berlaku(register, Periode.TW4, read_versi(register))


def test_putaran_dihitung_dari_data_yang_ditolak_bukan_dari_pengulangan_perintah(
    register: Register,
):
    with register.transaksi():
        assert store_keputusan(register, build_keputusan("d1", TIDAK))
        assert not store_keputusan(register, build_keputusan("d1", TIDAK))
        assert count_tidak(register, Periode.TW4, UNIT) == 1
        store_keputusan(register, build_keputusan("d2", TIDAK))
    assert count_tidak(register, Periode.TW4, UNIT) == 2


def test_satu_huruf_riwayat_yang_diubah_ditemukan(register: Register):
    with register.transaksi():
        simpan(register, build_kiriman())
    assert find_rusak(register) is None
    register.sambungan.execute(
        "UPDATE riwayat SET isi = replace(isi, 'terima', 'temuan') WHERE nomor = 3"
    )
    assert find_rusak(register) == 3


def test_baris_riwayat_yang_dihapus_ditemukan(register: Register):
    with register.transaksi():
        simpan(register, build_kiriman())
    register.sambungan.execute("DELETE FROM riwayat WHERE nomor = 2")
    assert find_rusak(register) == 3


def test_transaksi_yang_gagal_tidak_meninggalkan_apa_pun(register: Register):
    with pytest.raises(RuntimeError), register.transaksi():
        simpan(register, build_kiriman())
        raise RuntimeError("mati di tengah")
    assert read_kiriman(register) == []


def test_register_berskema_lebih_baru_ditolak_satu_baris(tmp_path: Path):
    jalur = tmp_path / "kinerja.db"
    with Register(jalur, tulis=True) as terbuka:
        terbuka.sambungan.execute("PRAGMA user_version=99")
    with pytest.raises(RegisterError, match="berskema 99"):
        Register(jalur)


@pytest.mark.parametrize("isi", [b"bukan sqlite sama sekali" * 50, b""])
def test_berkas_yang_bukan_register_ditolak(tmp_path: Path, isi: bytes):
    jalur = tmp_path / "kinerja.db"
    jalur.write_bytes(isi)
    with pytest.raises(RegisterError):
        Register(jalur)


EMPAT = Nilai.dari_angka(4).dump()
TABEL_SKEMA_2 = ("salinan", "lembar_ttd", "pindaian", "pindaian_utuh", "bentrok")
TABEL_SKEMA_4 = ("koreksi", "konsep", "tanda_tangan", "pengesahan", "pengesahan_siap")
TABEL_SKEMA_3 = (
    "penilaian",
    "bukti",
    "kembalian",
)
FAKTA_SKEMA_1 = """CREATE TABLE fakta (
  kunci TEXT NOT NULL, versi INTEGER NOT NULL, periode TEXT NOT NULL, subjek TEXT NOT NULL,
  kolom TEXT NOT NULL, unit TEXT NOT NULL, nilai TEXT NOT NULL,
  kiriman TEXT NOT NULL, berkas TEXT NOT NULL, lembar TEXT NOT NULL, sel TEXT NOT NULL,
  waktu TEXT NOT NULL, hasil_verifikasi TEXT,
  PRIMARY KEY (kunci, versi)) WITHOUT ROWID"""


def test_register_skema_lama_dipindahkan_sesudah_dicadangkan(tmp_path: Path):
    jalur = tmp_path / "kinerja.db"
    definisi = build_definisi()
    with Register(jalur, tulis=True) as lama, lama.transaksi():
        store_definisi(lama, definisi, WAKTU)
        terbit = build_identitas(definisi, UNIT, Periode.TW2, Terbitan(1))
        store_formulir(lama, FormulirTerbit(terbit.id, UNIT, Periode.TW2, 1, 1, WAKTU), CETAKAN)
        for nama in (*TABEL_SKEMA_3, *TABEL_SKEMA_2):
            lama.sambungan.execute(f"DROP TABLE {nama}")
        lama.sambungan.execute("DROP INDEX kiriman_unit")
        lama.sambungan.execute("DROP VIEW fakta_isi")
        lama.sambungan.execute("DROP TABLE fakta")
        lama.sambungan.execute(FAKTA_SKEMA_1)
        lama.sambungan.execute(
            "INSERT INTO fakta VALUES ('2025:tw1:SUB-01:realisasi', 1, 'tw1', 'SUB-01',"
            " 'realisasi', ?, ?, ?, 'a.xlsx', 'Kinerja', 'M9', ?, NULL)",
            (UNIT, EMPAT, "a" * 64, WAKTU),
        )
        kiriman = build_kiriman(formulir=terbit.id, periode=Periode.TW1)
        simpan(lama, kiriman, SelKiriman("tw1", "SUB-01", "realisasi", EMPAT, "Kinerja", "M9"))
        lama.sambungan.execute("ALTER TABLE kiriman DROP COLUMN isi")
        for kolom in ("cetakan", "wajib", "kurang"):
            lama.sambungan.execute(f"ALTER TABLE formulir DROP COLUMN {kolom}")
        for nama in TABEL_SKEMA_4:
            lama.sambungan.execute(f"DROP TABLE {nama}")
        lama.sambungan.execute("PRAGMA user_version=1")
    with Register(jalur) as baru:
        cetakan = read_cetakan(baru, terbit.id)
        assert cetakan is not None
        assert cetakan.identitas.id == terbit.id
        assert len(read_daftar_formulir(baru, Periode.TW2)[0].kurang) == len(cetakan.list_wajib())
        assert cetakan.list_wajib()
        nilai = read_fakta(baru).nilai(Periode.TW1, "SUB-01", "realisasi")
        assert nilai == Nilai.dari_angka(4)
    assert (tmp_path / "kinerja.skema1.db").exists()


def test_register_skema_2_mendapat_tabel_pemeriksaan_tanpa_kehilangan_kiriman(
    register: Register,
):
    with register.transaksi():
        simpan(register, build_kiriman())
        for nama in (*TABEL_SKEMA_4, *TABEL_SKEMA_3):
            register.sambungan.execute(f"DROP TABLE {nama}")
        register.sambungan.execute("PRAGMA user_version=2")
    with Register(register.jalur) as baru:
        assert [k.sha256 for k in read_kiriman(baru)] == [build_kiriman().sha256]
        for nama in (*TABEL_SKEMA_4, *TABEL_SKEMA_3):
            assert baru.sambungan.execute(f"SELECT COUNT(*) FROM {nama}").fetchone()[0] == 0
    assert register.jalur.with_name("kinerja.skema2.db").exists()


def test_membaca_ruang_baru_tidak_membuat_berkas(tmp_path: Path):
    with Register(tmp_path / "kinerja.db") as terbuka:
        assert read_definisi(terbuka) is None
    assert not (tmp_path / "kinerja.db").exists()


@pytest.mark.parametrize(
    ("sebab", "disebut"),
    [
        ("baca saja", "berkas atau foldernya hanya-baca"),
        ("terkunci", "sedang dipakai program lain"),
    ],
)
def test_register_yang_tidak_dapat_ditulis_satu_baris(tmp_path: Path, sebab: str, disebut: str):
    jalur = tmp_path / "kinerja.db"
    with Register(jalur, tulis=True) as register:
        lain = sqlite3.connect(jalur, timeout=0, isolation_level=None)
        if sebab == "baca saja":
            register.sambungan.execute("PRAGMA query_only=ON")
        else:
            register.sambungan.execute("PRAGMA busy_timeout=0")
            lain.execute("BEGIN IMMEDIATE")
        with (
            pytest.raises(RegisterError, match=f"tidak dapat ditulis: {disebut}$"),
            register.transaksi(),
        ):
            append_riwayat(register, "2025-07-01", "uji")
        lain.close()
        assert list(iterate_riwayat(register)) == []
        register.sambungan.execute("PRAGMA query_only=OFF")
        with register.transaksi():
            append_riwayat(register, "2025-07-01", "uji")
        assert len(list(iterate_riwayat(register))) == 1


def test_register_yang_rusak_di_tengah_menjadi_galat_register(tmp_path: Path):
    jalur = tmp_path / "kinerja.db"
    with Register(jalur, tulis=True) as register, register.transaksi():
        for n in range(400):
            append_riwayat(register, "2025-07-01", "uji", isi=f"{n} " * 50)
    isi = jalur.read_bytes()
    ukuran = int.from_bytes(isi[16:18], "big")
    rusak = isi[: -8 * ukuran] + b"\xff" * (8 * ukuran)
    jalur.write_bytes(rusak)
    with (
        pytest.raises(RegisterError, match=r"dibuka: isinya rusak$") as tangkap,
        Register(jalur) as r,
    ):
        list(iterate_riwayat(r))
    assert "dari cadangan" in tangkap.value.perbaikan


def test_register_yang_terkunci_tidak_menyuruh_memulihkan_cadangan(tmp_path: Path):
    jalur = tmp_path / "kinerja.db"
    Register(jalur, tulis=True).sambungan.close()
    with Register(jalur) as register:
        register.sambungan.execute("PRAGMA busy_timeout=0")
        lain = sqlite3.connect(jalur, isolation_level=None)
        lain.execute("BEGIN EXCLUSIVE")
        with pytest.raises(RegisterError) as tangkap, register:
            list(iterate_riwayat(register))
        lain.close()
    assert tangkap.value.perbaikan == "tutup program lain yang memakainya, lalu ulangi"
    assert tangkap.value.masalah.endswith("tidak dapat dibuka: sedang dipakai program lain")
