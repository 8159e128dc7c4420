"""Yang dipakai bersama langkah-langkah laporan: kompilasi, templat, dan konsep."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

from kinerja_cli.aturan.langkah_laporan import Peran
from kinerja_cli.model.data_kinerja import DataKinerja
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.galat import RegisterError, RuangError, TemplatError
from kinerja_cli.model.periode import Periode
from kinerja_cli.register.basis import Register
from kinerja_cli.register.definisi import read_definisi
from kinerja_cli.register.keputusan import read_kompilasi
from kinerja_cli.register.laporan import KeadaanLaporan, Konsep, read_keadaan
from kinerja_cli.ruang.petikan import read_berkas
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


def name_konsep(ruang: Ruang, nomor: int) -> Path:
    """Jalur konsep bernomor itu."""
    return ruang.laporan / f"LKjIP {ruang.tahun} konsep {nomor}.docx"


def suggest_koreksi(ruang: Ruang, konsep: Konsep, peran: Peran) -> str:
    """Perintah koreksi peran itu atas konsep itu."""
    berkas = name_konsep(ruang, konsep.nomor).relative_to(ruang.akar).as_posix()
    return f'kinerja koreksi "{berkas}" --oleh {peran.value}'


def read_arsip(ruang: Ruang, konsep: Konsep) -> bytes:
    """Byte konsep sebagaimana terbit. Galat ``RegisterError`` bila salinannya hilang."""
    jalur = ruang.arsip(konsep.sha256, ".docx")
    if not jalur.is_file():
        raise RegisterError(
            f"salinan konsep {konsep.nomor} tidak ada di arsip",
            f"kembalikan {jalur.relative_to(ruang.akar)} dari cadangan",
        )
    return jalur.read_bytes()


def list_konsep(ruang: Ruang) -> list[Path]:
    """Konsep LKjIP di ``laporan/`` menurut nomornya; berkas kunci Word tidak ikut."""
    return sorted(ruang.laporan.glob(f"LKjIP {ruang.tahun}*.docx"), key=_split_angka)


def _split_angka(jalur: Path) -> list[tuple[int, str]]:
    return [(int(b or 0), t) for t, b in re.findall(r"(\D*)(\d*)", jalur.stem)]


def list_suntingan(ruang: Ruang, keadaan: KeadaanLaporan) -> list[Path]:
    """Konsep di ``laporan/`` yang byte-nya bukan yang terbit dan belum diambil ``koreksi``."""
    dikenal = {k.sha256 for k in keadaan.konsep} | {k.sha256 for k in keadaan.koreksi}
    pola = f"LKjIP {ruang.tahun} konsep*.docx"
    return [
        jalur
        for jalur in sorted(ruang.laporan.glob(pola), key=_split_angka)
        if sha256(read_berkas(jalur, jalur.name)).hexdigest() not in dikenal
    ]


def check_tertulis(register: Register) -> None:
    """Galat ``RegisterError`` bila koreksi terakhir terhenti sebelum berkasnya tertulis."""
    for koreksi in read_keadaan(register).koreksi:
        if not koreksi.tertulis:
            raise RegisterError(
                f"koreksi {koreksi.urut} ({koreksi.berkas}) terhenti sebelum selesai ditulis",
                f'ulangi `kinerja koreksi "{koreksi.berkas}" --oleh {koreksi.oleh}`',
            )


def check_berubah(register: Register, rencana: KeadaanLaporan) -> None:
    """Galat ``RuangError`` bila konsep atau koreksi bertambah sejak direncanakan."""
    kini = read_keadaan(register)
    if (len(kini.konsep), len(kini.koreksi)) != (len(rencana.konsep), len(rencana.koreksi)):
        raise RuangError(
            "konsep atau koreksi baru saja dicatat perintah lain", "ulangi perintah ini"
        )
