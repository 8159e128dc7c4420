"""Yang dipakai bersama langkah-langkah laporan: kompilasi, templat, dan konsep."""

from __future__ import annotations

from pathlib import Path

from kinerja_cli.model.data_kinerja import DataKinerja
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.galat import RegisterError, TemplatError
from kinerja_cli.model.periode import Periode
from kinerja_cli.register.basis import Register
from kinerja_cli.register.definisi import read_definisi
from kinerja_cli.register.keputusan import read_kompilasi
from kinerja_cli.ruang.ruang import Ruang

NAMA_TEMPLAT = "lkjip.docx"


def require_kompilasi(register: Register, periode: Periode) -> tuple[DataKinerja, Definisi]:
    """Kompilasi terakhir dan definisinya. Galat ``RegisterError`` bila belum ada."""
    data = read_kompilasi(register, periode)
    terakhir = read_definisi(register, data.definisi) if data else None
    if data is None or terakhir is None:
        raise RegisterError(
            f"belum ada kompilasi {periode.value}",
            f"jalankan `kinerja kompilasi --periode {periode.value}` lebih dahulu",
        )
    return data, terakhir[1]


def require_templat(ruang: Ruang) -> Path:
    """Templat LKjIP kantor atau bawaan. Galat ``TemplatError`` bila tidak ada."""
    templat = ruang.templat(NAMA_TEMPLAT)
    if not templat.is_file():
        raise TemplatError(
            f"templat {templat} tidak ada", "kembalikan templates/lkjip.docx dari paket"
        )
    return templat


def list_konsep(ruang: Ruang) -> list[Path]:
    """Konsep LKjIP di ``laporan/`` menurut namanya; berkas kunci Word tidak ikut."""
    return sorted(ruang.laporan.glob(f"LKjIP {ruang.tahun}*.docx"))
