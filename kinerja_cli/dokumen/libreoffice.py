"""Satu-satunya pertemuan dengan LibreOffice: PDF, dan letak halaman lewat UNO.

UNO dijalankan Python milik LibreOffice sebagai proses tersendiri; paket ini tidak mengimpornya.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kinerja_cli.model.galat import KinerjaError

PENUNJUK = "KINERJA_SOFFICE"
"""Variabel lingkungan berisi jalur soffice bila letaknya tidak lazim."""
NAMA = ("soffice", "libreoffice")
LETAK = (
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
PYTHON_UNO = ("python.exe", "python", "../Resources/python")
"""Python bawaan LibreOffice di folder program; distribusi Linux memakai python3 sistem."""
BATAS_DETIK = 180.0
SKRIP_HALAMAN = Path(__file__).with_name("uno_halaman.py")


class LibreOfficeError(KinerjaError):
    """LibreOffice ada tetapi tidak berhasil mengerjakan yang diminta."""


def find_libreoffice() -> Path | None:
    """Jalur soffice, atau ``None`` bila LibreOffice tidak terpasang."""
    calon = [os.environ.get(PENUNJUK), *(shutil.which(n) for n in NAMA), *LETAK]
    return next((Path(c) for c in calon if c and Path(c).is_file()), None)


def convert_pdf(docx: Path, pdf: Path) -> None:
    """Ubah .docx menjadi PDF; galat ``LibreOfficeError`` bila PDF tidak jadi."""
    soffice = require_libreoffice()
    with TemporaryDirectory(prefix="kinerja-lo-") as folder:
        perintah = [
            str(soffice),
            f"-env:UserInstallation={(Path(folder) / 'profil').as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            str(docx),
        ]
        _run(perintah, "", BATAS_DETIK)
        jadi = Path(folder) / f"{docx.stem}.pdf"
        # soffice dapat keluar dengan kode 0 tanpa menulis apa pun.
        if not jadi.is_file():
            raise LibreOfficeError(
                f"LibreOffice tidak membuat PDF dari {docx.name}",
                "buka .docx di Word atau LibreOffice lalu simpan sebagai PDF",
            )
        try:
            shutil.move(jadi, pdf)
        except OSError as galat:
            raise LibreOfficeError(
                f"{pdf.name} tidak dapat ditulis: {galat.strerror or galat}",
                "tutup berkas itu di pembaca PDF lalu ulangi",
            ) from galat


def read_halaman(docx: Path, penanda: Sequence[str]) -> Mapping[str, int]:
    """Halaman fisik (mulai 1) setiap penanda; kosong bila Python UNO tidak ada."""
    hasil = run_skrip(SKRIP_HALAMAN, {"berkas": str(docx.resolve()), "penanda": list(penanda)})
    return {} if hasil is None else {str(k): int(v) for k, v in hasil.items()}


def run_skrip(
    skrip: Path, masukan: Mapping[str, Any], batas: float = BATAS_DETIK
) -> dict[str, Any] | None:
    """Jalankan skrip UNO dengan masukan JSON lewat stdin dan baca objek JSON dari stdout.

    ``masukan`` ditambah ``soffice`` dan ``profil``. ``None`` bila Python UNO tidak ditemukan;
    galat ``LibreOfficeError`` bila skrip gagal atau melewati ``batas`` detik.
    """
    soffice = require_libreoffice()
    python = find_python_uno(soffice)
    if python is None:
        return None
    with TemporaryDirectory(prefix="kinerja-lo-") as folder:
        isi = {**masukan, "soffice": str(soffice), "profil": str(Path(folder) / "profil")}
        keluaran = _run([str(python), str(skrip)], json.dumps(isi), batas)
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
        cek = subprocess.run(
            [str(python), "-c", "import uno"], capture_output=True, check=False, timeout=60
        )
        if cek.returncode == 0:
            return python
    return None


def _run(perintah: Sequence[str], masukan: str, batas: float) -> str:
    try:
        hasil = subprocess.run(
            perintah,
            input=masukan,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=batas,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as galat:
        raise LibreOfficeError(
            f"LibreOffice tidak selesai: {galat}",
            "tutup LibreOffice yang sedang terbuka lalu ulangi",
        ) from galat
    if hasil.returncode != 0:
        pesan = (hasil.stderr.strip() or hasil.stdout.strip() or "tanpa pesan").splitlines()[-1]
        raise LibreOfficeError(
            f"LibreOffice berhenti dengan kode {hasil.returncode}: {pesan}",
            "tutup LibreOffice yang sedang terbuka lalu ulangi",
        )
    return hasil.stdout
