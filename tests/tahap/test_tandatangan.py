"""PDF yang kembali dari penandatanganan: elektronik, ditulis ulang layanan, dan pindaian basah."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader

from kinerja_cli.dokumen.tanda_tangan_pdf import IsiTandaTangan, is_senama
from kinerja_cli.model.galat import NaskahError, RegisterError
from kinerja_cli.register.pengesahan import read_tanda_tangan
from kinerja_cli.ruang.langkah import Hasil
from kinerja_cli.ruang.ruang import Ruang
from kinerja_cli.tahap import periksa_sah, tandatangan
from tests.cli.alat import run_kinerja
from tests.dokumen.pdf_kecil import build_pdf, list_halaman
from tests.tahap.jalan import copy_ruang, dump_register
from tests.tahap.sah import SAH, build_kantor, disable_libreoffice, sahkan_kantor

SANDI = "rahasia contoh"
NAMA = "LKjIP 2025 bertanda tangan.pdf"
KEPALA = "CONTOH KADIS"
"""Di sertifikat besar kecil hurufnya lain daripada di lembar Pejabat."""


@pytest.fixture(scope="module")
def disahkan(tmp_path_factory: pytest.TempPathFactory) -> Ruang:
    akar = tmp_path_factory.mktemp("ttd")
    with pytest.MonkeyPatch.context() as ganti:
        ruang = build_kantor(akar, ganti).ruang
        sahkan_kantor(ruang, akar / "word.pdf")
    return ruang


@pytest.fixture(scope="module")
def p12(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sertifikat atas nama yang mengesahkan."""
    return _build_p12(tmp_path_factory.mktemp("p12") / "contoh.p12", KEPALA)


def _build_p12(jalur: Path, pemilik: str) -> Path:
    """Sertifikat buatan sendiri; tidak pernah disimpan di repositori."""
    kunci = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    nama = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, pemilik)])
    awal = datetime(2025, 1, 1, tzinfo=UTC)
    guna = x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=False, crl_sign=False,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
    sertifikat = (
        x509.CertificateBuilder()
        .subject_name(nama)
        .issuer_name(nama)
        .public_key(kunci.public_key())
        .serial_number(7)
        .not_valid_before(awal)
        .not_valid_after(awal + timedelta(days=3650))
        .add_extension(guna, critical=True)
        .sign(kunci, hashes.SHA256())
    )
    jalur.write_bytes(
        pkcs12.serialize_key_and_certificates(
            b"contoh", kunci, sertifikat, None,
            serialization.BestAvailableEncryption(SANDI.encode()),
        )
    )  # fmt: skip
    return jalur


@pytest.fixture
def ruang(disahkan: Ruang, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ruang:
    disable_libreoffice(monkeypatch)
    return copy_ruang(disahkan.akar, tmp_path / "ruang")


def _kode(hasil: Hasil) -> list[str]:
    return [t.kode for t in hasil.temuan]


def _terima(ruang: Ruang, isi: bytes, **lain) -> Hasil:
    jalur = ruang.akar.parent / "kembali.pdf"
    jalur.write_bytes(isi)
    opsi = tandatangan.OpsiTandaTangan(jalur, SAH, **lain)
    return tandatangan.apply(tandatangan.plan(ruang, opsi))


def _pdf_sah(ruang: Ruang) -> bytes:
    return (ruang.laporan / "sah" / "LKjIP 2025.pdf").read_bytes()


def _halaman(ruang: Ruang) -> list[list[str]]:
    docx = (ruang.laporan / "sah" / "LKjIP 2025.docx").read_bytes()
    return [list(h) for h in list_halaman(docx)]


def _sign(ruang: Ruang, p12: Path, sandi: str = SANDI) -> Hasil:
    opsi = tandatangan.OpsiTandaTangan(p12, SAH)
    return tandatangan.apply(tandatangan.plan_p12(ruang, opsi, lambda _: sandi))


def test_p12_menandatangani_dan_byte_awalnya_tetap(ruang: Ruang, p12: Path):
    manifest = (ruang.laporan / "sah" / "LKjIP 2025 manifest.json").read_bytes()
    hasil = _sign(ruang, p12)
    assert _kode(hasil) == ["DOK526"]
    jadi = (ruang.laporan / "sah" / NAMA).read_bytes()
    assert jadi.startswith(_pdf_sah(ruang))
    (tertanam,) = PdfFileReader(BytesIO(jadi)).embedded_signatures
    nilai = validate_pdf_signature(tertanam, ValidationContext(trust_roots=[]))
    assert nilai.intact
    assert nilai.valid
    assert nilai.coverage is SignatureCoverageLevel.ENTIRE_FILE
    isi = hasil.data["tanda_tangan"]
    assert (isi["cara"], isi["pemeriksaan"]) == ("elektronik", "byte awal tetap")
    assert isi["penanda_tangan"]
    assert (ruang.laporan / "sah" / "LKjIP 2025 manifest.json").read_bytes() == manifest
    assert periksa_sah.check(ruang, None).utuh
    arsip = ruang.laporan / "sah" / "LKjIP 2025 bertanda tangan arsip.zip"
    assert periksa_sah.check(None, arsip).utuh


def test_nama_yang_tercetak_dari_sertifikat_dan_nama_lain_disebut(ruang: Ruang, tmp_path: Path):
    """Kotak tanda tangan tidak pernah menyebut orang yang bukan pemilik sertifikatnya."""
    hasil = _sign(ruang, _build_p12(tmp_path / "staf.p12", "Contoh Orang Lain"))
    (lain,) = [t for t in hasil.temuan if t.kode == "DOK528"]
    assert lain.masalah == (
        "staf.p12 bersertifikat atas nama Contoh Orang Lain; yang mengesahkan Contoh Kadis"
    )
    isi = hasil.data["tanda_tangan"]
    assert tuple(isi["penanda_tangan"]) == ("Contoh Orang Lain",)
    assert lain.masalah in isi["keterangan"]
    pdf = PdfReader(ruang.laporan / "sah" / NAMA)
    kotak = [
        bytes(a.get_object()["/AP"]["/N"].get_data()) for a in pdf.pages[-1].get("/Annots", ())
    ]
    assert any(b"Contoh Orang Lain" in k for k in kotak)
    assert not any(b"Kadis" in k or b"NIP" in k for k in kotak)


def test_waktu_tanda_tangan_di_pdf_dibaca_orang(ruang: Ruang, p12: Path):
    _sign(ruang, p12)
    baris = periksa_sah.check(ruang, ruang.laporan / "sah" / NAMA).diperiksa
    (ttd,) = [b for b in baris if b.startswith("Tanda tangan ")]
    assert re.fullmatch(r"Tanda tangan CONTOH KADIS, \d+ \w+ 20\d\d pukul \d\d\.\d\d \S+", ttd)


@pytest.mark.parametrize(
    ("sertifikat", "senama"),
    [
        ("BUDI CONTOH", True),
        ("Drs. Budi Contoh, M.Si", True),
        ("Budi Contoh M.Si.", True),
        ("Budi", False),
        ("Budi Contoh Santoso", False),
        ("Contoh Budi", False),
    ],
)
def test_nama_sertifikat_dibandingkan_tanpa_gelar(sertifikat: str, senama: bool):
    isi = IsiTandaTangan("Drs. Budi Contoh, M.Si.", "Drs. M.Si.", "0", "", "")
    assert is_senama(sertifikat, isi) is senama


def test_pdf_dari_layanan_diterima_lewat_berkas(ruang: Ruang, p12: Path, tmp_path: Path):
    lain = copy_ruang(ruang.akar, tmp_path / "layanan")
    _sign(lain, p12)
    hasil = _terima(ruang, (lain.laporan / "sah" / NAMA).read_bytes())
    assert hasil.data["tanda_tangan"]["pemeriksaan"] == "byte awal tetap"
    lagi = _terima(ruang, (lain.laporan / "sah" / NAMA).read_bytes())
    assert _kode(lagi) == ["DOK514"]
    with ruang.register() as register:
        assert len(read_tanda_tangan(register)) == 1


def test_isi_bertanda_tangan_yang_diganti_ditolak(ruang: Ruang, p12: Path, tmp_path: Path):
    lain = copy_ruang(ruang.akar, tmp_path / "layanan")
    _sign(lain, p12)
    isi = (lain.laporan / "sah" / NAMA).read_bytes()
    letak = isi.index(b"Laporan Kinerja halaman")
    rusak = isi[:letak] + b"Laporan kinerja halaman" + isi[letak + 23 :]
    awal = dump_register(ruang)
    assert "DOK523" in _kode(_terima(ruang, rusak))
    assert dump_register(ruang) == awal


def test_ditulis_ulang_layanan_dengan_tambahan_boleh(ruang: Ruang):
    halaman = [[*h, "Dokumen ini ditandatangani secara elektronik"] for h in _halaman(ruang)]
    hasil = _terima(ruang, build_pdf(halaman))
    assert _kode(hasil) == ["DOK522"]
    assert hasil.data["tanda_tangan"]["pemeriksaan"] == "teks dan angka sama"


def test_ditulis_ulang_dengan_satu_digit_lain_ditolak_dengan_halamannya(ruang: Ruang):
    halaman = _halaman(ruang)
    nomor, baris = next(
        (n, i) for n, h in enumerate(halaman) for i, b in enumerate(h) if "Rp1." in b
    )
    halaman[nomor][baris] = halaman[nomor][baris].replace("Rp1.", "Rp7.", 1)
    hasil = _terima(ruang, build_pdf(halaman))
    (temuan,) = [t for t in hasil.temuan if t.kode == "DOK523"]
    assert temuan.sel == f"halaman {nomor + 1}"
    assert not (ruang.laporan / "sah" / NAMA).exists()


def test_byte_yang_sama_bukan_bukti_tanda_tangan(ruang: Ruang):
    assert _kode(_terima(ruang, _pdf_sah(ruang))) == ["DOK521"]


def test_pindaian_basah_dihitung_halamannya_dan_ditandai(ruang: Ruang):
    banyak = len(_halaman(ruang))
    hasil = _terima(ruang, build_pdf([[]] * banyak))
    assert _kode(hasil) == ["DOK525"]
    isi = hasil.data["tanda_tangan"]
    assert (isi["cara"], isi["pemeriksaan"]) == ("pindaian", "isi tidak dapat diperiksa")
    kurang = build_pdf([[]] * (banyak - 1))
    assert "DOK524" in _kode(_terima(ruang, kurang))
    with ruang.register() as register:
        assert len(read_tanda_tangan(register)) == 1
    hasil = _terima(ruang, kurang, meski="hanya halaman tanda tangan")
    assert hasil.data["tanda_tangan"]["meski"] == "hanya halaman tanda tangan"
    assert (ruang.laporan / "sah" / "LKjIP 2025 bertanda tangan 2.pdf").is_file()
    assert periksa_sah.check(ruang, None).utuh


def test_sandi_keliru_dan_bukan_p12_satu_baris(ruang: Ruang, p12: Path, tmp_path: Path):
    awal = dump_register(ruang)
    with pytest.raises(NaskahError, match="tidak dapat dibuka"):
        _sign(ruang, p12, "keliru")
    (tmp_path / "bukan.p12").write_bytes(b"x")
    with pytest.raises(NaskahError, match="tidak dapat dibuka"):
        _sign(ruang, tmp_path / "bukan.p12")
    assert dump_register(ruang) == awal


def test_sebelum_disahkan_tidak_ada_yang_ditandatangani(ruang: Ruang, p12: Path):
    with ruang.register(tulis=True) as register:
        register.sambungan.execute("DELETE FROM pengesahan")
    with pytest.raises(RegisterError, match="belum disahkan"):
        _sign(ruang, p12)


def test_sandi_dari_lingkungan_dan_tidak_tersimpan(ruang: Ruang, p12: Path):
    kunci = ruang.akar.parent / "kepala.p12"
    shutil.copy(p12, kunci)
    tanpa = run_kinerja("-C", str(ruang.akar), "sahkan", "--p12", str(kunci))
    assert tanpa.returncode == 2
    assert "terminal" in tanpa.stderr
    hasil = run_kinerja(
        "-C", str(ruang.akar), "sahkan", "--p12", str(kunci), KINERJA_SANDI_P12=SANDI
    )
    assert hasil.returncode == 0, hasil.stderr
    assert SANDI not in hasil.stdout + hasil.stderr
    for jalur in (j for j in ruang.akar.rglob("*") if j.is_file()):
        assert SANDI.encode() not in jalur.read_bytes(), jalur


def test_halaman_yang_ditambahkan_disebut(ruang: Ruang):
    """Halaman di belakang tidak pernah diterima diam-diam."""
    halaman = [*_halaman(ruang), ["Keterangan layanan contoh"]]
    hasil = _terima(ruang, build_pdf(halaman))
    assert "DOK527" in _kode(hasil)
    pesan = next(t for t in hasil.temuan if t.kode == "DOK527")
    assert f"{len(halaman)} halaman" in pesan.masalah
    with ruang.register() as register:
        (terima,) = read_tanda_tangan(register)
    assert pesan.masalah in terima.tambahan.keterangan
