"""Langkah koreksi yang urut, putarannya, pelakunya, dan letaknya di status."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime

import docx
import pytest

from kinerja_cli.aturan.langkah_laporan import Peran
from kinerja_cli.model.galat import (
    LangkahError,
    NaskahError,
    PemakaianError,
)
from kinerja_cli.model.istilah import StatusJabatan
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisPejabat
from kinerja_cli.ruang.konfigurasi import Laporan
from kinerja_cli.ruang.pelaku import find_pelaku
from kinerja_cli.tahap import status
from tests.buatan import build_definisi
from tests.cli.alat import run_kinerja
from tests.tahap.jalan import dump_register, hash_keluaran
from tests.tahap.meja import (
    IKU_01,
    SIMPULAN,
    Meja,
    build_pejabat,
    find_temuan,
    ganti_angka,
    list_kode,
    tulis,
)

NARASI = "narasi:bab4:simpulan"


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


def test_waktu_yang_hanya_tanggal_boleh_hari_yang_sama(meja: Meja):
    meja.koreksi(meja.konsep(1), "kasubag", waktu=datetime(2026, 2, 13))
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
