"""Aturan bersama uji: LibreOffice, dan tanpa jaringan."""

from __future__ import annotations

import os
import shutil
import sys

import pytest

ADA_LIBREOFFICE = any(shutil.which(nama) for nama in ("soffice", "libreoffice"))
WAJIB_LIBREOFFICE = os.environ.get("KINERJA_WAJIB_LO") == "1"
ALASAN = "LibreOffice tidak ada"
SETEMPAT = ("127.0.0.1", "::1", "localhost")


def pytest_configure(config: pytest.Config) -> None:
    """Larang sambungan ke luar selama uji."""
    sys.addaudithook(_forbid_jaringan)


def _forbid_jaringan(peristiwa: str, argumen: tuple[object, ...]) -> None:
    if peristiwa != "socket.connect":
        return
    alamat = argumen[1]
    if isinstance(alamat, tuple) and alamat[0] not in SETEMPAT:
        raise RuntimeError(f"uji tidak boleh memakai jaringan: {alamat}")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Uji bertanda libreoffice dilewati, atau gagal bila LibreOffice diwajibkan."""
    if item.get_closest_marker("libreoffice") is None or ADA_LIBREOFFICE:
        return
    if WAJIB_LIBREOFFICE:
        pytest.fail(f"{ALASAN}, padahal KINERJA_WAJIB_LO=1", pytrace=False)
    pytest.skip(ALASAN)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Satu baris: berapa uji yang tidak dijalankan karena LibreOffice tidak ada."""
    dilewati = [
        r
        for r in terminalreporter.stats.get("skipped", [])
        if isinstance(r.longrepr, tuple) and ALASAN in r.longrepr[2]
    ]
    if dilewati:
        terminalreporter.write_line(f"{len(dilewati)} uji dilewati: {ALASAN}")
