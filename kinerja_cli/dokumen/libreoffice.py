"""Satu-satunya pertemuan dengan LibreOffice: PDF, dan letak halaman lewat UNO.

UNO dijalankan Python milik LibreOffice sebagai proses tersendiri; paket ini tidak mengimpornya.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kinerja_cli.dokumen.lepas_kontrol import strip_kontrol
from kinerja_cli.model.galat import KinerjaError

PENUNJUK = "KINERJA_SOFFICE"
"""Variabel lingkungan berisi jalur soffice bila letaknya tidak lazim."""
NAMA = ("soffice", "libreoffice")
LETAK = (
    f"{os.environ.get('PROGRAMFILES', 'C:/Program Files')}/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
PYTHON_UNO = ("python.exe", "python", "../Resources/python")
"""Python bawaan LibreOffice di folder program; distribusi Linux memakai python3 sistem."""
PDF_ARSIP = 'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"}}'
"""PDF/A-2b (ISO 19005-2)."""
BATAS_DETIK = 180.0
BATAS_CEK = 60.0
PENGHUBUNG = Path(__file__).with_name("uno_jalan.py")
SKRIP_HALAMAN = Path(__file__).with_name("uno_halaman.py")
PENGUBAH_PYTHON = ("PYTHONHOME", "PYTHONPATH")
"""Milik Python yang menjalankan kinerja; Python LibreOffice dapat berversi lain."""


class LibreOfficeError(KinerjaError):
    """LibreOffice ada tetapi tidak berhasil mengerjakan yang diminta."""


class LambatError(LibreOfficeError):
    """LibreOffice belum selesai sampai batas waktunya; mengulanginya segera tidak menolong."""


def find_libreoffice() -> Path | None:
    """Jalur soffice, atau ``None`` bila LibreOffice tidak terpasang."""
    calon = [os.environ.get(PENUNJUK), *(shutil.which(n) for n in NAMA), *LETAK]
    return next((Path(c) for c in calon if c and Path(c).is_file()), None)


def convert_pdf(docx: Path, pdf: Path, *, arsip: bool = False) -> None:
    """Ubah .docx (atau .xlsx) menjadi PDF yang muncul utuh atau tidak sama sekali.

    ``arsip`` membuat PDF/A-2b: huruf dan warna tertanam sehingga terbaca tanpa program pembuatnya.

    Galat ``LibreOfficeError`` bila PDF tidak jadi atau tujuannya tidak dapat ditulis.
    """
    soffice = require_libreoffice()
    with TemporaryDirectory(prefix="kinerja-lo-", ignore_cleanup_errors=True) as folder:
        asal = _write_polos(_read_docx(docx), Path(folder) / "asal" / docx.name)
        perintah = [
            str(soffice),
            f"-env:UserInstallation={(Path(folder) / 'profil').as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            PDF_ARSIP if arsip else "pdf",
            "--outdir",
            folder,
            str(asal),
        ]
        _run(perintah, "", BATAS_DETIK)
        jadi = Path(folder) / f"{docx.stem}.pdf"
        # soffice dapat keluar dengan kode 0 tanpa menulis apa pun.
        if not jadi.is_file():
            raise LibreOfficeError(
                f"LibreOffice tidak membuat PDF dari {docx.name}",
                "buka berkas itu di Word atau LibreOffice lalu simpan sebagai PDF",
            )
        _place(jadi, pdf)


def _read_docx(docx: Path) -> bytes:
    try:
        return docx.read_bytes()
    except OSError as galat:
        raise LibreOfficeError(
            f"{docx.name} tidak dapat dibaca: {galat.strerror or galat}",
            "tutup berkas itu di program lain lalu ulangi",
        ) from galat


def _write_polos(isi: bytes, salinan: Path) -> Path:
    """Salinan untuk LibreOffice; yang asli tidak pernah dibukanya."""
    salinan.parent.mkdir()
    salinan.write_bytes(strip_kontrol(isi))
    return salinan


def _place(jadi: Path, pdf: Path) -> None:
    """Salin ke sebelah tujuan lalu ganti nama: folder sementara dapat berada di disk lain."""
    sementara = pdf.with_name(f".kinerja-{pdf.stem}.tmp")
    try:
        shutil.copyfile(jadi, sementara)
        sementara.replace(pdf)
    except OSError as galat:
        with suppress(OSError):
            sementara.unlink(missing_ok=True)
        terkunci = isinstance(galat, PermissionError)
        sebab = "terkunci atau folder hanya-baca" if terkunci else galat.strerror or str(galat)
        raise LibreOfficeError(
            f"{pdf.name} tidak dapat ditulis: {sebab}",
            "tutup berkas itu di pembaca PDF, periksa izin folder, lalu ulangi",
        ) from galat


def read_halaman(isi: bytes, penanda: Sequence[str]) -> Mapping[str, int]:
    """Halaman fisik (mulai 1) setiap penanda .docx; kosong bila Python UNO tidak ada."""
    with TemporaryDirectory(prefix="kinerja-lo-", ignore_cleanup_errors=True) as folder:
        salinan = _write_polos(isi, Path(folder) / "asal" / "naskah.docx")
        hasil = run_skrip(SKRIP_HALAMAN, {"berkas": str(salinan), "penanda": list(penanda)})
    return {} if hasil is None else {str(k): int(v) for k, v in hasil.items()}


def run_skrip(
    skrip: Path, masukan: Mapping[str, Any], batas: float = BATAS_DETIK
) -> dict[str, Any] | None:
    """Jalankan ``run(desktop, masukan)`` dari sebuah skrip UNO dan kembalikan objek JSON-nya.

    ``None`` bila Python UNO tidak ditemukan; galat ``LibreOfficeError`` bila skrip gagal atau
    melewati ``batas`` detik. LibreOffice yang dijalankan untuk itu selalu berakhir.
    """
    soffice = require_libreoffice()
    python = find_python_uno(soffice)
    if python is None:
        return None
    with TemporaryDirectory(prefix="kinerja-lo-", ignore_cleanup_errors=True) as folder:
        isi = {
            **masukan,
            "skrip": str(skrip),
            "soffice": str(soffice),
            "profil": str(Path(folder) / "profil"),
        }
        keluaran = _run([str(python), str(PENGHUBUNG)], json.dumps(isi), batas)
    try:
        return dict(json.loads(keluaran))
    except ValueError as galat:
        raise LibreOfficeError(
            f"LibreOffice tidak menyelesaikan {skrip.stem}: {keluaran.strip()[:200]}",
            "ulangi; bila tetap gagal, buka dokumen di LibreOffice untuk melihat sebabnya",
        ) from galat


def require_libreoffice() -> Path:
    """Jalur soffice; galat ``LibreOfficeError`` bila tidak ada."""
    soffice = find_libreoffice()
    if soffice is None:
        raise LibreOfficeError(
            "LibreOffice tidak ditemukan",
            f"pasang LibreOffice, atau isi variabel {PENUNJUK} dengan jalur soffice",
        )
    return soffice


def find_python_uno(soffice: Path) -> Path | None:
    """Python yang mengenal UNO: milik LibreOffice, atau python3 sistem bila ada modul ``uno``."""
    program = soffice.resolve().parent
    calon = [program / nama for nama in PYTHON_UNO]
    sistem = [] if sys.platform == "win32" else [Path("/usr/bin/python3")]
    for python in (*(c for c in calon if c.is_file()), *sistem):
        with suppress(LibreOfficeError):
            _run([str(python), "-c", "import uno"], "", BATAS_CEK)
            return python
    return None


def _run(perintah: Sequence[str], masukan: str, batas: float) -> str:
    """Keluaran sebuah proses; turunannya tidak pernah tertinggal sesudah fungsi ini selesai."""
    lingkungan = {k: v for k, v in os.environ.items() if k not in PENGUBAH_PYTHON}
    try:
        proses = subprocess.Popen(
            perintah,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            env=lingkungan,
            start_new_session=True,
        )
    except OSError as galat:
        raise LibreOfficeError(
            f"{perintah[0]} tidak dapat dijalankan: {galat.strerror or galat}",
            "periksa pemasangan LibreOffice lalu ulangi",
        ) from galat
    with proses:
        try:
            keluaran, galat_teks = proses.communicate(masukan, timeout=batas)
        except subprocess.TimeoutExpired as galat:
            raise LambatError(
                f"LibreOffice tidak selesai dalam {batas:g} detik",
                "ulangi ketika komputer tidak sibuk, atau simpan sebagai PDF dari Word",
            ) from galat
        finally:
            _end_turunan(proses)
    if proses.returncode != 0:
        pesan = (galat_teks.strip() or keluaran.strip() or "tanpa pesan").splitlines()[-1]
        raise LibreOfficeError(
            f"LibreOffice berhenti dengan kode {proses.returncode}: {pesan}",
            "ulangi; bila tetap gagal, buka berkasnya di LibreOffice untuk melihat sebabnya",
        )
    return keluaran


def _end_turunan(proses: subprocess.Popen[str]) -> None:
    """Matikan proses beserta turunannya: soffice hanyalah pembungkus soffice.bin."""
    if sys.platform == "win32":
        if proses.poll() is None:
            perintah = ["taskkill", "/F", "/T", "/PID", str(proses.pid)]
            subprocess.run(perintah, capture_output=True, check=False)
    else:
        # Sesi baru membuat nomor kelompoknya sama dengan nomor prosesnya.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(proses.pid, signal.SIGKILL)
