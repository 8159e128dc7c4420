"""Langkah 8: konsep LKjIP (.docx) dari kompilasi terakhir; PDF bila LibreOffice ada."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from kinerja_cli.dokumen.libreoffice import (
    LibreOfficeError,
    convert_pdf,
    find_libreoffice,
    read_halaman,
)
from kinerja_cli.dokumen.lkjip import HasilDokumen, MasukanLkjip, build_lkjip
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.temuan import Temuan, build_temuan
from kinerja_cli.ruang.langkah import Hasil, write_semua
from kinerja_cli.ruang.laporan import require_kompilasi, require_templat
from kinerja_cli.ruang.ruang import Ruang
from kinerja_cli.ruang.tulis import Keluaran


@dataclass(frozen=True, slots=True)
class OpsiLkjip:
    """Periode data, waktu konsep, dan apakah PDF dibuat serta konsep lama ditimpa."""

    periode: Periode
    waktu: datetime
    timpa: bool = False
    pdf: bool = True


@dataclass(frozen=True, slots=True)
class RencanaLkjip:
    """Konsep yang akan ditulis."""

    ruang: Ruang
    opsi: OpsiLkjip
    keluaran: tuple[Keluaran, ...]
    temuan: tuple[Temuan, ...]


def plan(ruang: Ruang, opsi: OpsiLkjip) -> RencanaLkjip:
    """Susun konsep di memori.

    Galat ``RegisterError`` bila belum ada kompilasi, ``TemplatError`` bila templat tidak ada.
    """
    with ruang.register() as register:
        data, definisi = require_kompilasi(register, opsi.periode)
    masukan = MasukanLkjip(data, definisi, require_templat(ruang), opsi.waktu)
    hasil, temuan = _build(masukan)
    temuan += [build_temuan("DOK202", teks=teks) for teks in hasil.kurang]
    berkas = Keluaran(ruang.laporan / f"LKjIP {data.tahun} konsep.docx", hasil.isi)
    if berkas.jalur.exists() and not opsi.timpa and berkas.jalur.read_bytes() != berkas.isi:
        temuan.append(build_temuan("DOK201", berkas=berkas.jalur.relative_to(ruang.akar)))
        return RencanaLkjip(ruang, opsi, (), tuple(temuan))
    return RencanaLkjip(ruang, opsi, (berkas,), tuple(temuan))


def apply(rencana: RencanaLkjip) -> Hasil:
    """Tulis .docx, lalu PDF bila LibreOffice ada."""
    with rencana.ruang.kunci():
        berkas = list(write_semua(rencana.keluaran))
        temuan = list(rencana.temuan)
        if rencana.opsi.pdf and berkas:
            berkas += _write_pdf(berkas[0], temuan)
    return Hasil(tuple(temuan), tuple(berkas))


def _build(masukan: MasukanLkjip) -> tuple[HasilDokumen, list[Temuan]]:
    """Konsep dengan nomor halaman dari LibreOffice; tanpa itu Word yang mengisinya."""
    if find_libreoffice() is None:
        return build_lkjip(masukan), []
    try:
        return build_lkjip(masukan, _find_halaman), []
    except LibreOfficeError as galat:
        return build_lkjip(masukan), [
            build_temuan("DOK204", teks=f"{galat.masalah}; {galat.perbaikan}")
        ]


def _find_halaman(isi: bytes, penanda: Sequence[str]) -> Mapping[str, int]:
    """Halaman fisik setiap penanda menurut tata letak LibreOffice."""
    with TemporaryDirectory(prefix="kinerja-") as folder:
        docx = Path(folder) / "konsep.docx"
        docx.write_bytes(isi)
        return read_halaman(docx, penanda)


def _write_pdf(docx: Path, temuan: list[Temuan]) -> list[Path]:
    if find_libreoffice() is None:
        temuan.append(build_temuan("DOK203"))
        return []
    pdf = docx.with_suffix(".pdf")
    try:
        convert_pdf(docx, pdf)
    except LibreOfficeError as galat:
        temuan.append(build_temuan("DOK204", teks=f"{galat.masalah}; {galat.perbaikan}"))
        return []
    return [pdf]
