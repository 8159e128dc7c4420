"""Tanda pemeriksa: tanya jawab, menolak, nilai hasil verifikasi, dan pengecualian."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kinerja_cli.aturan.pemeriksa import explain_larangan, list_boleh
from kinerja_cli.aturan.penilaian import is_terkecualikan
from kinerja_cli.model.galat import PemakaianError
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.temuan import read_katalog
from kinerja_cli.register.fakta import read_fakta
from kinerja_cli.register.riwayat import find_rusak, iterate_riwayat
from kinerja_cli.ruang.keutuhan import check_riwayat
from kinerja_cli.ruang.kumpulan import build_data
from kinerja_cli.tahap import tandai
from kinerja_cli.tahap.tandai import Tindakan
from tests.buatan import UNIT
from tests.lembar.test_formulir import isi_sel, ubah
from tests.tahap.test_kembalikan import BENAR, NANTI, PAD, SALAH, Putaran

TW2 = Periode.TW2
PEMERIKSA = "KADIS"


class Kantor(Putaran):
    """Kantor yang isiannya sudah benar, dan pemeriksanya bukan dari bidang itu."""

    def __init__(self, akar: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for kunci, isi in BENAR.items():
            if not kunci.startswith("RTL"):
                monkeypatch.setitem(SALAH, kunci, isi)
        super().__init__(akar, monkeypatch)

    def tandai(self, tindakan: str, isi: str = "", kunci: str = "SUB-01", **lain: Any) -> Any:
        opsi = tandai.OpsiTandai(
            periode=TW2,
            waktu=NANTI,
            oleh=lain.pop("oleh", PEMERIKSA),
            kunci=kunci,
            tindakan=Tindakan(tindakan),
            isi=isi,
            **lain,
        )
        tandai.apply(tandai.plan(self.ruang, opsi))
        return self.verifikasi(NANTI)


@pytest.fixture
def kantor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kantor:
    return Kantor(tmp_path, monkeypatch)


def test_isian_benar_diputuskan_ya(kantor: Kantor):
    assert kantor.putusan["keputusan"] == "Ya", kantor.putusan["alasan"]


def test_pertanyaan_menahan_ya_sampai_dijawab(kantor: Kantor):
    putusan = kantor.tandai("tanya", "Mengapa sama dengan target?")
    assert putusan["keputusan"] == "Klarifikasi"
    assert "Mengapa sama dengan target?" in putusan["alasan"][0]
    assert kantor.tandai("jawab", "Sesuai berita acara")["keputusan"] == "Ya"


def test_pemeriksa_boleh_menolak_yang_lolos_aturan_dan_gugur_bila_isiannya_berubah(kantor: Kantor):
    putusan = kantor.tandai("tidak", "tidak sesuai foto lapangan")
    assert putusan["keputusan"] == "Tidak"
    assert "tidak sesuai foto lapangan" in " ".join(putusan["alasan"])
    kantor.kembalikan(NANTI)
    kirim = kantor.hasil_kirim("balik.xlsx", kantor.perbaiki({"Kinerja__SUB-01__realisasi": 4}))
    assert kirim[0] == "terima"
    assert kantor.verifikasi(NANTI)["keputusan"] == "Ya"


def test_kesepakatan_dipakai_keluaran_dan_yang_dilaporkan_tetap(kantor: Kantor):
    putusan = kantor.tandai("sepakat", "4", alasan="berita acara 12", bukti="ba.pdf")
    assert putusan["keputusan"] == "Ya"
    with kantor.ruang.register() as register:
        fakta = read_fakta(register).fakta(TW2, "SUB-01", "realisasi")
        assert fakta is not None
        assert (fakta.nilai, fakta.berlaku) == (Nilai.dari_angka(5), Nilai.dari_angka(4))
        data = build_data(register, TW2, NANTI)
        catatan = [p.isi for p in iterate_riwayat(register) if "berita acara 12" in p.isi]
        assert len(catatan) == 1
        assert find_rusak(register) is None
    (baris,) = (i for i in data.indikator if i.kode_indikator == "SUB-01")
    assert "4" in str(baris.model_dump())
    assert check_riwayat(kantor.ruang) == []


def test_kesepakatan_gugur_terlihat_bila_bidang_mengirim_nilai_baru(kantor: Kantor):
    kantor.tandai("sepakat", "4", alasan="berita acara 12")
    kantor.tandai("tidak", "periksa lagi", kunci="IKU-02")
    kantor.tandai("tanya", "benarkah 5?", kunci="SUB-01")
    kantor.kembalikan(NANTI)
    lama = ubah(kantor.jalur_kembali().read_bytes(), isi_sel(**{"Kinerja__SUB-01__realisasi": 6}))
    kantor.hasil_kirim("balik.xlsx", lama)
    with kantor.ruang.register() as register:
        fakta = read_fakta(register).fakta(TW2, "SUB-01", "realisasi")
        assert fakta is not None
        assert fakta.berlaku == Nilai.dari_angka(6)
    kode = {t["kode"] for t in kantor.verifikasi(NANTI)["temuan"]}
    assert "WJR203" in kode


def test_batal_mencabut_tanda_terakhir(kantor: Kantor):
    kantor.tandai("sepakat", "4", alasan="berita acara 12")
    kantor.tandai("batal")
    with kantor.ruang.register() as register:
        fakta = read_fakta(register).fakta(TW2, "SUB-01", "realisasi")
        assert fakta is not None
        assert fakta.hasil_verifikasi is None
    kantor.tandai("tidak", "keliru")
    assert kantor.tandai("batal")["keputusan"] == "Ya"


def test_pengecualian_bernama_dan_beralasan_tercetak(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(SALAH, f"Anggaran__{PAD}__realisasi", 99 * 10**9)
    monkeypatch.setitem(BENAR, f"Anggaran__{PAD}__realisasi", 99 * 10**9)
    kantor = Kantor(tmp_path, monkeypatch)
    assert kantor.putusan["keputusan"] == "Tidak"
    putusan = kantor.tandai("kecualikan", "KEU302", kunci=PAD, alasan="pagu geser menyusul")
    (temuan,) = (t for t in putusan["temuan"] if t["kode"] == "KEU302")
    assert temuan["tingkat"] == "catatan"
    assert f"dikecualikan oleh {PEMERIKSA}: pagu geser menyusul" in temuan["masalah"]
    assert putusan["keputusan"] == "Ya"


@pytest.mark.parametrize(
    ("tindakan", "isi", "lain", "pesan"),
    [
        ("tanya", "a", {"oleh": ""}, "memerlukan nama"),
        ("tanya", " ", {}, "tanpa isi"),
        ("tanya", "a", {"kunci": "TIDAK-ADA"}, "tidak ada baris"),
        ("jawab", "a", {}, "tidak mempunyai pertanyaan"),
        ("batal", "", {}, "tidak mempunyai tanda"),
        ("sepakat", "4", {}, "tanpa alasan"),
        ("sepakat", "banyak", {"alasan": "b"}, "tidak terbaca"),
        ("sepakat", "1.250", {"alasan": "b", "kunci": "IKU-02"}, "tidak terbaca"),
        ("sepakat", "4", {"alasan": "b", "kunci": "IKU-01"}, "tidak menunjuk tepat satu"),
        ("kecualikan", "KEU302", {}, "tanpa alasan"),
        ("kecualikan", "XXX999", {"alasan": "b"}, "tidak dikenal"),
        ("kecualikan", "NIL302", {"alasan": "b"}, "tidak boleh dikecualikan"),
        ("tidak", "a", {"oleh": "KABID-KP"}, "tidak boleh diperiksa"),
    ],
)
def test_tanda_yang_tidak_sah_ditolak_satu_baris(kantor: Kantor, tindakan, isi, lain, pesan):
    with pytest.raises(PemakaianError, match=pesan) as galat:
        kantor.tandai(tindakan, isi, **lain)
    assert "\n" not in galat.value.masalah


def test_temuan_susunan_dan_identitas_tidak_pernah_terkecualikan():
    for kode in read_katalog():
        if kode[:3] in {"STR", "IDN", "DOK"}:
            assert not is_terkecualikan(kode)
    assert is_terkecualikan("KEU311")
    assert not is_terkecualikan("NIL003")


def test_sekretariat_diperiksa_sekretaris_atau_pengganti(kantor: Kantor):
    definisi = kantor.definisi
    assert explain_larangan(definisi, UNIT, "KABID-KP")
    assert not explain_larangan(definisi, UNIT, "KABID-KP", ("KABID-KP",))
    assert "KABID-KP" not in list_boleh(definisi, UNIT, TW2)
