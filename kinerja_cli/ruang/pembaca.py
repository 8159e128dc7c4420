"""Yang dikerjakan pekerja: membaca satu kiriman dan memeriksanya terhadap cetakannya."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kinerja_cli.formulir.bentuk import IdentitasFormulir
from kinerja_cli.formulir.cetakan import Cetakan
from kinerja_cli.formulir.mentah import Penolakan
from kinerja_cli.formulir.periksa import check_kiriman
from kinerja_cli.lembar.pekerja import read_satu
from kinerja_cli.model.batas import BATAS, Batas
from kinerja_cli.model.temuan import Temuan
from kinerja_cli.register.basis import Register
from kinerja_cli.register.definisi import read_cetakan, read_cetakan_terkini


@dataclass(frozen=True, slots=True)
class Bacaan:
    """Formulir yang terbaca lengkap. ``dikenal`` salah bila id-nya tidak terbit di register."""

    identitas: IdentitasFormulir
    temuan: tuple[Temuan, ...]
    sel: tuple[tuple[str, ...], ...] = ()
    """Isi ``SelKiriman`` menurut urutan bidangnya."""
    dikenal: bool = False


HasilPeriksa = Bacaan | Penolakan


def read_dan_periksa(
    nama: str, jalur: Path, register: Path | None, batas: Batas = BATAS
) -> HasilPeriksa:
    """Baca berkas itu; tanpa register, atau bila formulirnya asing, hanya susunannya."""
    mentah = read_satu(nama, jalur, batas)
    if isinstance(mentah, Penolakan):
        return mentah
    cetakan, terkini = (None, None)
    if register is not None:
        cetakan, terkini = _find_cetakan(register, mentah.identitas.id)
    if cetakan is None:
        return Bacaan(mentah.identitas, mentah.temuan)
    sel, temuan = check_kiriman(cetakan, mentah, nama, terkini)
    # Tuple biasa menyeberang antarproses tiga kali lebih murah daripada tuple bernama.
    # Menurut kunci tabelnya, sehingga register selalu menambah di belakang.
    return Bacaan(mentah.identitas, tuple(temuan), tuple(sorted(map(tuple, sel))), dikenal=True)


def _find_cetakan(jalur: Path, id_formulir: str) -> tuple[Cetakan | None, Cetakan | None]:
    register = _open_register(jalur)
    return read_cetakan(register, id_formulir), read_cetakan_terkini(register, id_formulir)


@lru_cache(maxsize=1)
def _open_register(jalur: Path) -> Register:
    """Satu sambungan selama hidup pekerja; ditutup bersama prosesnya."""
    return Register(jalur)
