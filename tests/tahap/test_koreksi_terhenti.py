"""Koreksi yang terhenti, dua sekaligus, dan keutuhannya."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from kinerja_cli.model.galat import (
    RegisterError,
    RuangError,
)
from kinerja_cli.ruang.keutuhan import check_riwayat
from kinerja_cli.tahap import koreksi, riwayat
from tests.cli.alat import run_python
from tests.tahap.jalan import copy_ruang, dump_register, hash_keluaran
from tests.tahap.mati import BUNUH
from tests.tahap.meja import (
    IKU_01,
    SIMPULAN,
    WAKTU,
    Meja,
    alinea,
    build_meja,
    sisip,
    tulis,
)

NARASI = "narasi:bab4:simpulan"


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


MATI = (
    BUNUH
    + """
from kinerja_cli.tahap import koreksi
koreksi.compare_naskah.__globals__["check_kompilasi"] = lambda *_: []

sisa, urut = int(sys.argv.pop(1)), count(1)
os.fsync = bunuh(os.fsync)
Path.replace = bunuh(Path.replace)
kode = run()
print(f"selesai sesudah {next(urut)}", file=sys.stderr)
sys.exit(kode)
"""
)


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
