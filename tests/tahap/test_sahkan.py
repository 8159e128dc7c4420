"""``kinerja sahkan``: menolak, mengesahkan, perubahan bernomor, dan tahan dihentikan."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from datetime import datetime
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest

from kinerja_cli.dokumen.baca_draf import read_draf
from kinerja_cli.model.galat import (
    NaskahError,
    PemakaianError,
    RegisterError,
    RuangError,
    TulisError,
)
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.pengesahan import Manifest, read_baku
from kinerja_cli.model.periode import Periode
from kinerja_cli.register.pengesahan import read_pengesahan, read_persiapan
from kinerja_cli.register.riwayat import SESUDAH, iterate_riwayat
from kinerja_cli.ruang import keadaan_sah
from kinerja_cli.ruang.arsip_sah import read_zip
from kinerja_cli.ruang.keadaan_sah import OpsiSahkan
from kinerja_cli.ruang.ruang import Ruang, find_ruang
from kinerja_cli.tahap import kompilasi, koreksi, sahkan, verifikasi
from kinerja_cli.tahap.status import Status, build_status
from tests.cli.alat import run_kinerja
from tests.dokumen.bahan import open_docx
from tests.dokumen.pdf_kecil import build_pdf, list_halaman
from tests.tahap.jalan import AKAR, copy_ruang, dump_register, hash_keluaran
from tests.tahap.sah import (
    MESKI,
    NASKAH,
    SAH,
    build_kantor,
    disable_libreoffice,
    export_pdf,
    run_sahkan,
    sahkan_kantor,
    terbitkan,
)
from tests.tahap.test_kumpulkan_mati import MATI

BERKAS = ("LKjIP 2025 arsip.zip", "LKjIP 2025 manifest.json", "LKjIP 2025.docx", "LKjIP 2025.pdf")


@pytest.fixture(scope="module")
def siap(tmp_path_factory: pytest.TempPathFactory) -> Ruang:
    with pytest.MonkeyPatch.context() as ganti:
        return build_kantor(tmp_path_factory.mktemp("siap"), ganti).ruang


@pytest.fixture
def ruang(siap: Ruang, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ruang:
    disable_libreoffice(monkeypatch)
    return copy_ruang(siap.akar, tmp_path / "ruang")


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    return tmp_path / "dari word.pdf"


def _kode(hasil) -> list[str]:
    return [t.kode for t in hasil.temuan]


def _isi_sah(ruang: Ruang) -> dict[str, bytes]:
    zip_ = (ruang.laporan / "sah" / "LKjIP 2025 arsip.zip").read_bytes()
    isi, temuan = read_zip(zip_, "arsip")
    assert temuan == []
    return isi


def _teks(docx_: Path) -> str:
    dokumen = docx.Document(str(docx_))
    tepi = [p.text for s in dokumen.sections for p in (*s.header.paragraphs, *s.footer.paragraphs)]
    sel = [c.text for t in dokumen.tables for r in t.rows for c in r.cells]
    return "\n".join([*(p.text for p in dokumen.paragraphs), *tepi, *sel])


def test_ditolak_dengan_semua_alasan_sekaligus_dan_tidak_menulis(ruang: Ruang):
    awal = hash_keluaran(ruang)
    hasil = run_sahkan(ruang)
    assert {"DOK503", "DOK505"} <= set(_kode(hasil))
    assert len(hasil.temuan) > 3
    assert hash_keluaran(ruang) == awal
    assert all(t.perbaikan for t in hasil.temuan)


def test_urutan_yang_salah_satu_baris_dengan_perintah_berikutnya(ruang: Ruang):
    with ruang.register(tulis=True) as register:
        register.sambungan.execute("DELETE FROM konsep")
    with pytest.raises(RegisterError) as galat:
        run_sahkan(ruang)
    assert "kinerja lkjip" in galat.value.perbaikan
    with ruang.register(tulis=True) as register:
        register.sambungan.execute("DELETE FROM kompilasi")
    with pytest.raises(RegisterError) as galat:
        run_sahkan(ruang)
    assert "kinerja kompilasi" in galat.value.perbaikan


def test_disahkan_dengan_alasan_yang_tercetak_di_mana_mana(ruang: Ruang, pdf: Path):
    hasil = sahkan_kantor(ruang, pdf)
    assert sorted(b.name for b in hasil.berkas) == sorted(BERKAS)
    isi = _isi_sah(ruang)
    manifest = read_baku(Manifest, isi["manifest.json"])
    assert manifest is not None
    assert manifest.sidik == manifest.pokok.sidik == hasil.data["sidik"]
    assert manifest.pokok.meski == MESKI
    assert len(manifest.pokok.dikesampingkan) == hasil.data["dikesampingkan"] > 3
    teks = _teks(ruang.laporan / "sah" / "LKjIP 2025.docx")
    assert MESKI in teks
    assert "LEMBAR PENGESAHAN" in teks
    assert manifest.sidik[:32] in teks
    assert "Konsep," not in teks
    assert MESKI in isi["README.txt"].decode()
    with ruang.register() as register:
        assert MESKI in [p.isi for p in iterate_riwayat(register)][-1]
        assert read_persiapan(register) is None
    assert not (ruang.laporan / NASKAH).exists()


def test_diulang_tidak_berakibat_dan_berkas_yang_hilang_ditulis_lagi(ruang: Ruang, pdf: Path):
    sahkan_kantor(ruang, pdf)
    register, keluaran = dump_register(ruang), hash_keluaran(ruang)
    assert _kode(run_sahkan(ruang)) == ["DOK514"]
    (ruang.laporan / "sah" / BERKAS[0]).unlink()
    (ruang.laporan / "sah" / BERKAS[3]).unlink()
    run_sahkan(ruang, datetime(2026, 3, 9))
    assert (dump_register(ruang), hash_keluaran(ruang)) == (register, keluaran)


def test_masukan_sama_menghasilkan_arsip_yang_sama(siap: Ruang, tmp_path: Path, monkeypatch):
    disable_libreoffice(monkeypatch)
    arsip = []
    for nama in ("a", "b"):
        ruang = copy_ruang(siap.akar, tmp_path / nama)
        sahkan_kantor(ruang, tmp_path / f"{nama}.pdf")
        arsip.append((ruang.laporan / "sah" / BERKAS[0]).read_bytes())
    assert arsip[0] == arsip[1]


def test_arsip_memuat_masukan_data_register_dan_riwayat(ruang: Ruang, pdf: Path):
    sahkan_kantor(ruang, pdf)
    isi = _isi_sah(ruang)
    manifest = Manifest.model_validate_json(isi["manifest.json"])
    jenis = {m.jenis for m in manifest.pokok.masukan}
    assert {"konfigurasi", "kiriman", "bukti"} <= jenis
    assert isi["masukan/kinerja.toml"] == (ruang.akar / "kinerja.toml").read_bytes()
    assert {"register/riwayat.csv", "register/fakta.csv", "data/fakta.csv"} <= isi.keys()
    assert "dikompilasi" in isi["riwayat/riwayat.txt"].decode()
    assert {n.rsplit(".", 1)[-1] for n in isi} >= {"pdf", "docx", "xlsx", "csv", "json", "txt"}
    bukti = next(m for m in manifest.pokok.masukan if m.jenis == "bukti")
    assert (bukti.nama, bukti.arsip) == ("bukti/SK.PDF", "")


def test_pdf_dari_naskah_lain_ditolak_dan_naskahnya_disebut(ruang: Ruang, pdf: Path):
    pdf.write_bytes(build_pdf([["Laporan lain"]]))
    hasil = run_sahkan(ruang, pdf=pdf, meski=MESKI)
    assert _kode(hasil) == ["DOK512"]
    assert (ruang.laporan / NASKAH).is_file()
    assert not (ruang.laporan / "sah").exists()


def test_pdf_yang_angkanya_disunting_disebut_halamannya(ruang: Ruang, pdf: Path):
    export_pdf(ruang, pdf, meski=MESKI)
    naskah = (ruang.laporan / NASKAH).read_bytes()
    halaman = list_halaman(naskah)
    satuan, angka = next(
        (s, p.teks)
        for s in read_draf(open_docx(naskah)).badan
        for p in s.potong
        if p.kunci and s.teks.count(p.teks) == 1 and p.teks.startswith("Rp")
    )
    nomor = next(n for n, h in enumerate(halaman) if satuan.teks in h)
    baris = halaman[nomor].index(satuan.teks)
    lain = angka[:-1] + str((int(angka[-1]) + 1) % 10)
    halaman[nomor][baris] = satuan.teks.replace(angka, lain)
    pdf.write_bytes(build_pdf(halaman))
    hasil = run_sahkan(ruang, pdf=pdf, meski=MESKI)
    assert set(_kode(hasil)) == {"DOK511"}
    pesan = [t.masalah for t in hasil.temuan]
    assert any(f"halaman {nomor + 1}: " in p and angka in p and lain in p for p in pesan)
    assert not (ruang.laporan / "sah").exists()


def test_tanpa_libreoffice_naskah_ditulis_dan_pesannya_menyebut_pdf(ruang: Ruang):
    with pytest.raises(Exception, match="LibreOffice tidak ditemukan") as galat:
        run_sahkan(ruang, meski=MESKI)
    assert "--pdf" in galat.value.perbaikan  # type: ignore[attr-defined]
    assert (ruang.laporan / NASKAH).is_file()


def test_berubah_sesudah_disahkan_harus_bernomor(ruang: Ruang, pdf: Path):
    sahkan_kantor(ruang, pdf)
    dulu = {b: (ruang.laporan / "sah" / b).read_bytes() for b in BERKAS}
    terbitkan(ruang, datetime(2026, 3, 10))
    assert _kode(run_sahkan(ruang, meski=MESKI)) == ["DOK513"]
    hasil = sahkan_kantor(ruang, pdf, waktu=datetime(2026, 3, 12), perubahan="koreksi IKU-02")
    assert sorted(b.name for b in hasil.berkas) == [
        "LKjIP 2025 perubahan 1 arsip.zip",
        "LKjIP 2025 perubahan 1 manifest.json",
        "LKjIP 2025 perubahan 1.docx",
        "LKjIP 2025 perubahan 1.pdf",
    ]
    assert {b: (ruang.laporan / "sah" / b).read_bytes() for b in BERKAS} == dulu
    teks = _teks(ruang.laporan / "sah" / "LKjIP 2025 perubahan 1.docx")
    assert "PERUBAHAN KE-1" in teks
    assert "Perubahan ke-1: koreksi IKU-02" in teks
    assert "Perubahan ke-1, disahkan 12 Maret 2026" in teks
    assert _read_tanda_buku(ruang, "LKjIP 2025") == {"Disahkan 27 Februari 2026"}
    assert _read_tanda_buku(ruang, "LKjIP 2025 perubahan 1") == {
        "Perubahan ke-1, disahkan 12 Maret 2026"
    }
    with ruang.register() as register:
        pertama, kedua = read_pengesahan(register)
    assert kedua.manifest.pokok.sebelumnya == pertama.tanda
    assert _kode(run_sahkan(ruang, perubahan="lagi")) == ["DOK516"]


def _read_tanda_buku(ruang: Ruang, nama: str) -> set[str]:
    """Tanda pengesahan di kepala setiap lembar dokumen data di arsip; semua lembar bertanda."""
    zip_ = (ruang.laporan / "sah" / f"{nama} arsip.zip").read_bytes()
    isi = read_zip(zip_, "arsip")[0]["data/Dokumen data kinerja tahun.xlsx"]
    buku = openpyxl.load_workbook(BytesIO(isi))
    kaki = {str(lembar.oddFooter.left.text or lembar.oddFooter.center.text) for lembar in buku}
    tanda = {str(lembar["A4"].value) for lembar in buku}
    assert all(satu in teks for satu in tanda for teks in kaki)
    return tanda


def test_perubahan_sebelum_disahkan_adalah_salah_pakai(ruang: Ruang):
    with pytest.raises(PemakaianError, match="sudah disahkan"):
        run_sahkan(ruang, perubahan="x")


def test_yang_terjadi_sesudah_disahkan_bertanda_di_riwayat(ruang: Ruang, pdf: Path):
    sahkan_kantor(ruang, pdf)
    terbitkan(ruang, datetime(2026, 3, 10))
    with ruang.register() as register:
        isi = [p.isi for p in iterate_riwayat(register)]
    nomor = next(i for i, p in enumerate(isi) if '"pengesahan"' in p)
    assert all(SESUDAH not in p for p in isi[: nomor + 1])
    assert isi[nomor + 1 :]
    assert all(f'"{SESUDAH}": 0' in p for p in isi[nomor + 1 :])


def test_bukan_kepala_dan_bukan_konsep_tercatat_ditolak(ruang: Ruang, tmp_path: Path):
    lain = tmp_path / "lain.docx"
    konsep = next(ruang.laporan.glob("*konsep*.docx")).read_bytes()
    dokumen = docx.Document(str(next(ruang.laporan.glob("*konsep*.docx"))))
    dokumen.add_paragraph("tambahan")
    dokumen.save(str(lain))
    assert konsep != lain.read_bytes()
    assert "DOK508" in _kode(run_sahkan(ruang, konsep=lain))
    lain.write_bytes(b"bukan docx")
    with pytest.raises(NaskahError):
        run_sahkan(ruang, konsep=lain)
    with pytest.raises(PemakaianError, match="bukan kunci pejabat"):
        run_sahkan(ruang, oleh="SIAPA")


def test_suntingan_yang_belum_diambil_menghalangi(ruang: Ruang):
    jalur = next(ruang.laporan.glob("*konsep*.docx"))
    dokumen = docx.Document(str(jalur))
    dokumen.add_paragraph("kalimat baru")
    dokumen.save(str(jalur))
    assert "DOK509" in _kode(run_sahkan(ruang))


def test_data_yang_lain_dari_kompilasi_menghalangi(ruang: Ruang):
    with ruang.register(tulis=True) as register:
        register.sambungan.execute(
            "UPDATE fakta SET hasil_verifikasi = ? WHERE subjek = 'IKU-02' AND kolom = 'realisasi'",
            (Nilai.dari_angka("9.9").dump(),),
        )
    assert {"DOK502", "DOK504"} <= set(_kode(run_sahkan(ruang)))


def test_koreksi_menyebut_data_yang_lain_dari_kompilasi(ruang: Ruang):
    """Peringatan yang sama lebih awal: pengoreksi tahu kompilasinya tertinggal."""
    opsi = koreksi.OpsiKoreksi(next(ruang.laporan.glob("*konsep*.docx")), "kasubag", SAH)
    assert "DOK411" not in _kode(koreksi.plan(ruang, opsi))
    with ruang.register(tulis=True) as register:
        register.sambungan.execute(
            "UPDATE fakta SET hasil_verifikasi = ? WHERE subjek = 'IKU-02' AND kolom = 'realisasi'",
            (Nilai.dari_angka("9.9").dump(),),
        )
    (temuan,) = [t for t in koreksi.plan(ruang, opsi).temuan if t.kode == "DOK411"]
    pola = r"\d+ angka berubah sejak dikompilasi, misalnya 2025:tahun:\S+ \S+ kini \S+"
    assert re.fullmatch(pola, temuan.masalah)
    assert "kinerja kompilasi --periode tahun" in temuan.perbaikan


def test_dikerjakan_perintah_lain_di_antaranya_minta_diulang(ruang: Ruang, pdf: Path):
    opsi = OpsiSahkan(Periode.TAHUN, SAH, meski=MESKI, siapkan=True)
    rencana = sahkan.plan(ruang, opsi)
    kompilasi.apply(kompilasi.plan(ruang, Periode.TW2, datetime(2026, 2, 20)))
    with pytest.raises(RuangError, match="berubah"):
        sahkan.apply(rencana)


def test_berkas_yang_sedang_dibuka_satu_baris_lalu_dilengkapi(ruang: Ruang, pdf: Path, monkeypatch):
    export_pdf(ruang, pdf, meski=MESKI)
    (ruang.laporan / "sah").mkdir()
    (ruang.laporan / "sah" / "~$LKjIP 2025.docx").touch()
    with pytest.raises(TulisError, match="sedang dibuka"):
        run_sahkan(ruang, pdf=pdf, meski=MESKI)
    (ruang.laporan / "sah" / "~$LKjIP 2025.docx").unlink()
    hasil = run_sahkan(ruang, meski=MESKI)
    assert _kode(hasil) == ["DOK514"]
    assert sorted(b.name for b in hasil.berkas) == sorted(BERKAS)


def _run_mati(ruang: Ruang, ke: int, skrip: Path, pdf: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(skrip), str(ke), "-C", str(ruang.akar), "sahkan", "--pdf", str(pdf),
         "--waktu", SAH.isoformat(), "--meski", MESKI],
        env={**os.environ, "PYTHONPATH": str(AKAR.parent), "KINERJA_SOFFICE": "", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="tanpa SIGKILL")
def test_dibunuh_di_mana_pun_perintah_yang_sama_menyelesaikannya(
    ruang: Ruang, pdf: Path, tmp_path: Path
):
    skrip = tmp_path / "mati.py"
    skrip.write_text(MATI, encoding="utf-8")
    export_pdf(ruang, pdf, meski=MESKI)
    utuh = copy_ruang(ruang.akar, tmp_path / "utuh")
    selesai = _run_mati(utuh, 0, skrip, pdf)
    assert selesai.returncode == 0, selesai.stderr
    banyak = int(selesai.stderr.rsplit(maxsplit=1)[-1]) - 1
    register, keluaran = dump_register(utuh), hash_keluaran(utuh)
    for ke in (banyak // 2, *range(banyak - 24, banyak + 1, 2)):
        mati = copy_ruang(ruang.akar, tmp_path / f"mati {ke}")
        assert _run_mati(mati, ke, skrip, pdf).returncode == -signal.SIGKILL, ke
        lagi = _run_mati(mati, 0, skrip, pdf)
        assert lagi.returncode == 0, (ke, lagi.stderr)
        assert dump_register(mati) == register, ke
        hasil = hash_keluaran(mati)
        sisa = {n for n in hasil if n.endswith(".tmp")}
        assert {n: h for n, h in hasil.items() if n not in sisa} == keluaran, ke
        shutil.rmtree(mati.akar)


def test_dua_sekaligus_satu_mengesahkan_satu_diberi_tahu(ruang: Ruang, pdf: Path, tmp_path: Path):
    skrip = tmp_path / "mati.py"
    skrip.write_text(MATI, encoding="utf-8")
    export_pdf(ruang, pdf, meski=MESKI)
    perintah = [sys.executable, str(skrip), "0", "-C", str(ruang.akar), "sahkan", "--pdf", str(pdf),
                "--waktu", SAH.isoformat(), "--meski", MESKI]  # fmt: skip
    lingkungan = {**os.environ, "PYTHONPATH": str(AKAR.parent), "PATH": ""}
    proses = [
        subprocess.Popen(perintah, env=lingkungan, stderr=subprocess.PIPE, text=True,
                         stdout=subprocess.DEVNULL)
        for _ in range(2)
    ]  # fmt: skip
    galat = [p.communicate(timeout=120)[1] for p in proses]
    kode = sorted(p.returncode for p in proses)
    assert kode in ([0, 0], [0, 3]), galat
    with find_ruang(ruang.akar, naik=False).register() as register:
        assert len(read_pengesahan(register)) == 1


def test_status_menyebut_pengesahan_dan_tahap_11_selesai(ruang: Ruang, pdf: Path):
    def tahap_11(hasil: Status) -> bool:
        return next(t.selesai for t in hasil.tahap if t.tahap == "11")

    awal = build_status(ruang, Periode.TAHUN, SAH)
    assert (awal.pengesahan, tahap_11(awal)) == (None, False)
    sahkan_kantor(ruang, pdf)
    akhir = build_status(ruang, Periode.TAHUN, SAH)
    assert akhir.pengesahan is not None
    assert tahap_11(akhir)
    assert "27 Februari 2026" in akhir.pengesahan.kalimat
    assert akhir.berikutnya == "kinerja sahkan --tandatangan BERKAS"
    assert akhir.to_json()["pengesahan"]["nomor"] == 0
    assert build_status(ruang, Periode.TW2, SAH).pengesahan is None


def test_terminal_menandai_konsep_sesudah_pengesahan(ruang: Ruang, pdf: Path):
    def jalankan(*perintah: str) -> str:
        return run_kinerja("-C", str(ruang.akar), *perintah, "--waktu", "2026-03-11").stdout

    sahkan_kantor(ruang, pdf)
    assert "konsep 1, disahkan\n" in jalankan("status", "--periode", "tahun")
    konsep = ruang.laporan / "LKjIP 2025 konsep 1.docx"
    hasil = jalankan("koreksi", str(konsep), "--oleh", "sekretaris")
    assert "Konsep terakhir sudah disahkan." in hasil
    assert "DOK422" in hasil
    terbitkan(ruang, datetime(2026, 3, 11))
    layar = jalankan("status", "--periode", "tahun")
    assert "konsep 2 (sesudah pengesahan nomor 0), pada Staf Perencana" in layar
    assert "Disahkan: LKjIP 2025, 27 Februari 2026" in layar


def test_sesudah_disahkan_kompilasi_dan_verifikasi_memperingatkan(ruang: Ruang, pdf: Path):
    def kompilasi_kini() -> kompilasi.RencanaKompilasi:
        return kompilasi.plan(ruang, Periode.TAHUN, datetime(2026, 3, 9))

    assert "DOK515" not in [t.kode for t in kompilasi_kini().temuan]
    sahkan_kantor(ruang, pdf)
    rencana = kompilasi_kini()
    assert "DOK515" in [t.kode for t in rencana.temuan]
    assert not [p for p in rencana.data.perubahan if "sesudah pengesahan" in p]
    with ruang.register(tulis=True) as register:
        register.sambungan.execute("DELETE FROM kembalian")
        register.sambungan.execute("DELETE FROM keputusan")
    perubahan = [p for p in kompilasi_kini().data.perubahan if "sesudah pengesahan LKjIP" in p]
    assert perubahan
    assert "disahkan" in perubahan[0]
    opsi = verifikasi.OpsiVerifikasi(Periode.TW2, datetime(2026, 3, 9))
    assert "DOK515" in [t.kode for t in verifikasi.plan(ruang, opsi).temuan]


def test_tanpa_halangan_disahkan_tanpa_alasan(ruang: Ruang, pdf: Path, monkeypatch):
    monkeypatch.setattr(keadaan_sah, "list_halangan", lambda _: [])
    hasil = sahkan_kantor(ruang, pdf, meski="")
    assert (hasil.temuan, hasil.data["dikesampingkan"]) == ((), 0)
    teks = _teks(ruang.laporan / "sah" / "LKjIP 2025.docx")
    assert "dikesampingkan" not in teks
    assert Manifest.model_validate_json(_isi_sah(ruang)["manifest.json"]).pokok.meski == ""
