"""``kinerja periksa-sah``: satu byte yang berubah di mana pun ditemukan dan disebut."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from hashlib import sha256
from pathlib import Path

import pytest

from kinerja_cli.model.galat import KinerjaError, NaskahError, RegisterError
from kinerja_cli.model.pengesahan import Manifest, dump_baku
from kinerja_cli.ruang import periksa_arsip
from kinerja_cli.ruang.arsip_sah import build_daftar_hash, describe_berkas, read_zip
from kinerja_cli.ruang.keutuhan import check_riwayat
from kinerja_cli.ruang.periksa_arsip import check_arsip
from kinerja_cli.ruang.ruang import Ruang, find_ruang
from kinerja_cli.tahap import periksa_sah, tandatangan
from tests.dokumen.pdf_kecil import build_pdf
from tests.tahap.jalan import copy_ruang
from tests.tahap.sah import SAH, build_kantor, disable_libreoffice, sahkan_kantor

ARSIP = "LKjIP 2025 bertanda tangan arsip.zip"


@pytest.fixture(scope="module")
def asal(tmp_path_factory: pytest.TempPathFactory) -> Ruang:
    """Laporan yang sudah disahkan, dengan pindaian bertanda tangan basah."""
    akar = tmp_path_factory.mktemp("periksa")
    with pytest.MonkeyPatch.context() as ganti:
        ruang = build_kantor(akar, ganti).ruang
        sahkan_kantor(ruang, akar / "word.pdf")
        banyak = len(periksa_arsip.open_pdf((akar / "word.pdf").read_bytes(), "x.pdf").halaman)
        pindai = akar / "pindai.pdf"
        pindai.write_bytes(build_pdf([[]] * banyak))
        opsi = tandatangan.OpsiTandaTangan(pindai, SAH)
        tandatangan.apply(tandatangan.plan(ruang, opsi))
    return ruang


@pytest.fixture
def ruang(asal: Ruang, tmp_path: Path) -> Ruang:
    return copy_ruang(asal.akar, tmp_path / "ruang")


@pytest.fixture
def isi(asal: Ruang) -> dict[str, bytes]:
    return read_zip((asal.laporan / "sah" / ARSIP).read_bytes(), "arsip")[0]


def _temuan(ruang: Ruang | None, sasaran: Path | None = None) -> list[tuple[str, str]]:
    hasil = periksa_sah.check(ruang, sasaran)
    return [(t.kode, t.berkas or t.kunci) for t in hasil.temuan if t.kode != "DOK610"]


def _ubah(byte: bytes, letak: int) -> bytes:
    rusak = bytearray(byte)
    rusak[letak] ^= 1
    return bytes(rusak)


def test_yang_utuh_tidak_dituduh(asal: Ruang, isi: dict[str, bytes], tmp_path: Path):
    assert _temuan(asal) == []
    assert _temuan(None, asal.laporan / "sah" / ARSIP) == []
    for nama, byte in isi.items():
        tujuan = tmp_path / "buka" / nama
        tujuan.parent.mkdir(parents=True, exist_ok=True)
        tujuan.write_bytes(byte)
    assert _temuan(None, tmp_path / "buka") == []


def test_satu_byte_setiap_berkas_di_arsip_ditemukan_dan_disebut(isi, monkeypatch):
    # Membaca PDF memakan sebagian besar waktu, dan hash sudah menemukan perubahannya.
    monkeypatch.setattr(periksa_arsip, "_check_pdf", lambda *_: [])
    acak = random.Random(11)
    for nama, byte in isi.items():
        tempat = {0, len(byte) // 2, len(byte) - 1, *(acak.randrange(len(byte)) for _ in range(4))}
        for letak in tempat:
            disebut = _periksa({**isi, nama: _ubah(byte, letak)})
            pendek = nama.rsplit("/", 1)[-1]
            assert any(pendek in d for d in disebut), (nama, letak, disebut)


def test_setiap_byte_manifest_ditemukan(isi, monkeypatch):
    monkeypatch.setattr(periksa_arsip, "_check_pdf", lambda *_: [])
    byte = isi["manifest.json"]
    for letak in range(0, len(byte), 53):
        for ganti in (byte[letak] ^ 1, ord("7")):
            if ganti == byte[letak]:
                continue
            rusak = byte[:letak] + bytes([ganti]) + byte[letak + 1 :]
            temuan = _periksa({**isi, "manifest.json": rusak})
            assert any("manifest" in t for t in temuan), (letak, chr(byte[letak]), chr(ganti))


def _periksa(isi: dict[str, bytes]) -> list[str]:
    try:
        return [f"{t.berkas} {t.masalah}" for t in check_arsip(isi).temuan]
    except NaskahError as galat:
        return [f"manifest {galat.masalah}"]


def test_berkas_asing_dan_hilang_disebut(isi):
    assert [(t.kode, t.berkas) for t in check_arsip({**isi, "data/sisip.csv": b"x"}).temuan] == [
        ("DOK605", "data/sisip.csv")
    ]
    kurang = {n: b for n, b in isi.items() if n != "data/fakta.csv"}
    assert [(t.kode, t.berkas) for t in check_arsip(kurang).temuan] == [
        ("DOK604", "data/fakta.csv")
    ]


def test_manifest_dan_hash_yang_ditulis_ulang_bersama_ketahuan_dari_sidik(isi):
    """Penyunting yang juga memperbarui SHA256SUMS dan hash berkasnya masih tertahan sidik PDF."""
    manifest = Manifest.model_validate_json(isi["manifest.json"])
    data = isi["data/data_kinerja.json"].replace(b"98", b"99")
    pokok = manifest.pokok.model_copy(update={"data": sha256(data).hexdigest()})
    berkas = [
        describe_berkas(b.nama, data) if b.nama == "data/data_kinerja.json" else b
        for b in manifest.berkas
    ]
    palsu = manifest.model_copy(
        update={"pokok": pokok, "sidik": pokok.sidik, "berkas": tuple(berkas)}
    )
    teks = dump_baku(palsu)
    daftar = {b.nama: b.sha256 for b in berkas} | {"manifest.json": sha256(teks).hexdigest()}
    lain = {k: v for k, v in isi.items() if not k.startswith("tambahan/")} | {
        "data/data_kinerja.json": data,
        "manifest.json": teks,
        "SHA256SUMS": build_daftar_hash(daftar),
    }
    assert [t.kode for t in check_arsip(lain).temuan] == ["DOK606"]


def test_satu_byte_di_mana_pun_pada_zip_ditemukan(asal: Ruang, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(periksa_arsip, "_check_pdf", lambda *_: [])
    byte = (asal.laporan / "sah" / ARSIP).read_bytes()
    jalur = tmp_path / "a.zip"
    acak = random.Random(5)
    ekor = range(len(byte) - 400, len(byte), 9)
    for letak in (*range(0, 90, 3), *ekor, *(acak.randrange(len(byte)) for _ in range(60))):
        jalur.write_bytes(_ubah(byte, letak))
        try:
            temuan = _temuan(None, jalur)
        except KinerjaError as galat:
            assert jalur.name in galat.masalah
            continue
        assert temuan, letak
    for rusak in (byte + b"x", byte[:-30], b"x" + byte):
        jalur.write_bytes(rusak)
        try:
            assert _temuan(None, jalur)
        except KinerjaError as galat:
            assert jalur.name in galat.masalah


def test_satu_byte_setiap_berkas_di_laporan_sah_dan_arsip_ruang(ruang: Ruang, monkeypatch):
    monkeypatch.setattr(periksa_arsip, "_check_pdf", lambda *_: [])
    acak = random.Random(2)
    folder = [*(ruang.laporan / "sah").iterdir(), *(ruang.akar / "arsip").rglob("*")]
    for jalur in (j for j in folder if j.is_file()):
        asli = jalur.read_bytes()
        jalur.write_bytes(_ubah(asli, acak.randrange(len(asli))))
        nama = jalur.relative_to(ruang.akar).as_posix()
        temuan = _temuan(ruang)
        assert any(jalur.stem in t or nama in t for _, t in temuan) or any(
            jalur.stem in t.masalah for t in periksa_sah.check(ruang, None).temuan
        ), (nama, temuan)
        jalur.write_bytes(asli)
    assert _temuan(ruang) == []


def test_setiap_baris_setiap_tabel_register_yang_diubah_disebut(ruang: Ruang, monkeypatch):
    """Satu huruf setiap kolom teks; tabel kerja yang boleh berubah tidak ikut."""
    monkeypatch.setattr(periksa_arsip, "_check_pdf", lambda *_: [])
    db = ruang.akar / "kinerja.db"
    simpan = db.read_bytes()
    acak = random.Random(4)
    for tabel, kolom, pengenal, isi in _list_sel(db, acak):
        sambungan = sqlite3.connect(db)
        sambungan.execute("PRAGMA foreign_keys=OFF")
        lain = _ganti(isi, acak)
        sambungan.execute(f"UPDATE {tabel} SET {kolom} = ? WHERE {pengenal}", (lain,))
        sambungan.commit()
        sambungan.close()
        try:
            hasil = periksa_sah.check(find_ruang(ruang.akar, naik=False), None)
            disebut = " ".join(f"{t.masalah} {t.kunci}" for t in hasil.temuan)
        except KinerjaError as galat:
            disebut = galat.masalah
        assert tabel in disebut or "riwayat" in disebut, (tabel, kolom, pengenal, disebut)
        db.write_bytes(simpan)


def _ganti(isi: str | bytes | int, acak: random.Random) -> str | bytes | int:
    if isinstance(isi, int):
        return isi + 1
    letak = acak.randrange(len(isi))
    if isinstance(isi, bytes):
        return _ubah(isi, letak)
    return isi[:letak] + chr(ord(isi[letak]) ^ 1) + isi[letak + 1 :]


def _list_sel(db: Path, acak: random.Random) -> list[tuple[str, str, str, str | bytes | int]]:
    """Dua baris setiap tabel, setiap kolomnya yang berisi."""
    sambungan = sqlite3.connect(db)
    hasil = []
    bukan = {"pindaian", "pindaian_utuh", "bentrok", "pengesahan_siap"}
    for (tabel,) in sambungan.execute("SELECT name FROM sqlite_schema WHERE type = 'table'"):
        info = sambungan.execute(f"PRAGMA table_info({tabel})").fetchall()
        kunci = [b[1] for b in info if b[5]]
        if tabel in bukan or not kunci:
            continue
        baris = sambungan.execute(f"SELECT {', '.join(kunci)} FROM {tabel}").fetchall()
        for isi in acak.sample(baris, min(2, len(baris))):
            pengenal = " AND ".join(
                f"{k} = '{v}'" if isinstance(v, str) else f"{k} = {v}"
                for k, v in zip(kunci, isi, strict=True)
            )
            for kolom in (b[1] for b in info if b[1] not in kunci):
                (nilai,) = sambungan.execute(
                    f"SELECT {kolom} FROM {tabel} WHERE {pengenal}"
                ).fetchone()
                if nilai not in ("", b"", None):
                    hasil.append((tabel, kolom, pengenal, nilai))
    sambungan.close()
    return hasil


def test_baris_register_yang_dihapus_disebut(ruang: Ruang):
    with ruang.register(tulis=True) as register:
        register.sambungan.execute("PRAGMA foreign_keys=OFF")
        register.sambungan.execute("DELETE FROM bukti")
    assert any(k == "DOK607" for k, _ in _temuan(ruang))


@pytest.mark.parametrize("tabel", ["fakta", "sel_kiriman", "keputusan", "kompilasi"])
def test_baris_register_yang_ditambah_tanpa_perintah_disebut(ruang: Ruang, tabel: str):
    """Versi fakta yang disisipkan langsung ke register mengalahkan versi yang diverifikasi."""
    kunci = {"fakta": "versi", "sel_kiriman": "kolom", "keputusan": "urut", "kompilasi": "nomor"}
    with ruang.register(tulis=True) as register:
        baris = dict(register.sambungan.execute(f"SELECT * FROM {tabel} LIMIT 1").fetchone())
        lama = baris[kunci[tabel]]
        baris[kunci[tabel]] = lama + 9 if isinstance(lama, int) else f"{lama}x"
        tanya = ", ".join("?" * len(baris))
        register.sambungan.execute(f"INSERT INTO {tabel} VALUES ({tanya})", tuple(baris.values()))
    temuan = periksa_sah.check(ruang, None).temuan
    assert any(t.kode == "DOK607" and tabel in t.masalah for t in temuan), temuan


@pytest.mark.parametrize("pemicu", [False, True])
def test_cara_membaca_register_yang_diganti_disebut(ruang: Ruang, pemicu: bool):
    """Tabelnya utuh, tetapi pandangan atau pemicu mengubah yang terbaca atau tertulis."""
    with ruang.register(tulis=True) as register:
        if pemicu:
            register.sambungan.execute(
                "CREATE TRIGGER diam AFTER INSERT ON bukti BEGIN DELETE FROM bukti; END"
            )
        else:
            (teks,) = register.sambungan.execute(
                "SELECT sql FROM sqlite_schema WHERE name = 'fakta_isi'"
            ).fetchone()
            register.sambungan.execute("DROP VIEW fakta_isi")
            register.sambungan.execute(teks.replace("s.nilai,", "'0' AS nilai,"))
    nama = "diam" if pemicu else "fakta_isi"
    assert _temuan(ruang).count(("DOK307", nama)) == 1
    assert [t.kunci for t in check_riwayat(ruang) if t.kode == "DOK307"] == [nama]


def test_masukan_yang_disunting_kemudian_disebut_sebagai_peringatan(ruang: Ruang):
    (ruang.akar / "kinerja.toml").write_text(
        (ruang.akar / "kinerja.toml").read_text(encoding="utf-8") + "\n# catatan\n",
        encoding="utf-8",
    )
    assert _temuan(find_ruang(ruang.akar, naik=False)) == [("DOK609", "kinerja.toml")]


def test_pdf_sendirian_di_dalam_dan_di_luar_ruang(ruang: Ruang, tmp_path: Path):
    sah = ruang.laporan / "sah"
    assert _temuan(ruang, sah / "LKjIP 2025.pdf") == []
    assert _temuan(ruang, sah / "LKjIP 2025 bertanda tangan.pdf") == []
    assert [k for k, _ in _temuan(None, sah / "LKjIP 2025.pdf")] == ["DOK612"]
    lain = tmp_path / "lain.pdf"
    lain.write_bytes(build_pdf([["bukan laporan"]]))
    assert "DOK523" in [k for k, _ in _temuan(ruang, lain)]
    assert [k for k, _ in _temuan(None, lain)] == ["DOK606", "DOK612"]


def _buka(isi: dict[str, bytes], folder: Path) -> Path:
    """Folder hasil membuka arsip."""
    for nama, byte in isi.items():
        jalur = folder / nama
        jalur.parent.mkdir(parents=True, exist_ok=True)
        jalur.write_bytes(byte)
    return folder


def test_folder_terbungkus_ditemukan_dan_yang_berisi_beberapa_disebut(
    isi: dict[str, bytes], tmp_path: Path
):
    """Sebagian program membuka .zip satu folder lebih dalam."""
    arsip = _buka(isi, tmp_path / "unduhan" / "LKjIP 2025 arsip" / "LKjIP 2025 arsip")
    (tmp_path / "unduhan" / "__MACOSX").mkdir()
    assert _temuan(None, tmp_path / "unduhan") == []
    assert "Arsip LKjIP 2025 arsip:" in periksa_sah.check(None, tmp_path / "unduhan").diperiksa[0]
    lain = _buka(isi, arsip.parent / "salinan")
    with pytest.raises(NaskahError, match="memuat 2 arsip") as galat:
        periksa_sah.check(None, tmp_path / "unduhan")
    assert f"'{arsip}'" in galat.value.perbaikan
    assert f"'{lain}'" in galat.value.perbaikan


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="tanpa tautan simbolik")
def test_tautan_di_folder_arsip_disebut(isi: dict[str, bytes], tmp_path: Path):
    """Isinya di luar arsip: tidak diikuti, dan tidak dilewati diam-diam."""
    folder = _buka(isi, tmp_path / "arsip")
    (tmp_path / "luar").mkdir()
    (tmp_path / "luar" / "fakta.csv").write_bytes(isi["data/fakta.csv"])
    asli = folder / "data" / "fakta.csv"
    asli.unlink()
    try:
        asli.symlink_to(tmp_path / "luar" / "fakta.csv")
        (folder / "tambah").symlink_to(tmp_path / "luar", target_is_directory=True)
    except OSError:
        pytest.skip("tautan simbolik perlu izin")
    assert sorted(_temuan(None, folder)) == [("DOK613", "data/fakta.csv"), ("DOK613", "tambah")]


def test_bukan_arsip_ditolak_satu_baris(ruang: Ruang, tmp_path: Path):
    for nama, byte in (("a.zip", b"PK\x05\x06"), ("b.pdf", b"bukan apa-apa"), ("c.zip", b"PK")):
        (tmp_path / nama).write_bytes(byte)
        with pytest.raises(NaskahError, match=nama):
            periksa_sah.check(None, tmp_path / nama)
    with pytest.raises(NaskahError, match=r"manifest\.json"):
        periksa_sah.check(None, tmp_path)
    with pytest.raises(NaskahError, match="tidak ditemukan"):
        periksa_sah.check(None, tmp_path / "tidak ada.zip")
    with ruang.register(tulis=True) as register:
        register.sambungan.execute("DELETE FROM tanda_tangan")
        register.sambungan.execute("DELETE FROM pengesahan")
    with pytest.raises(RegisterError, match="belum disahkan"):
        periksa_sah.check(ruang, None)


def test_arsip_program_yang_lebih_baru_ditolak(isi):
    baru = {**isi, "manifest.json": b'{"skema": 99}\n'}
    with pytest.raises(NaskahError, match="lebih baru"):
        check_arsip(baru)


def test_ruang_yang_dipindah_tetap_utuh(asal: Ruang, tmp_path: Path, monkeypatch):
    disable_libreoffice(monkeypatch)
    shutil.copytree(asal.akar, tmp_path / "pindah" / "folder lain")
    pindah = find_ruang(tmp_path / "pindah" / "folder lain", naik=False)
    assert _temuan(pindah) == []
