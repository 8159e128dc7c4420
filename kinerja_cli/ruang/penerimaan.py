"""Menilai satu berkas yang masuk: miliknya siapa, dapatkah dipakai, apa temuannya."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from kinerja_cli.formulir.bentuk import (
    Formulir,
    HasilKiriman,
    IdentitasFormulir,
    KirimanMentah,
    Penolakan,
    Terbitan,
)
from kinerja_cli.formulir.periksa import check_kiriman
from kinerja_cli.formulir.susun import build_formulir
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.fakta import KumpulanFakta
from kinerja_cli.model.kiriman import Kiriman, SelKiriman
from kinerja_cli.model.nilai import KOSONG
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.temuan import Temuan, build_temuan, has_galat, relocate_temuan, sort_temuan
from kinerja_cli.register.basis import Register
from kinerja_cli.register.definisi import FormulirTerbit, read_definisi, read_formulir
from kinerja_cli.register.fakta import read_fakta
from kinerja_cli.register.keputusan import count_tidak


@dataclass(frozen=True, slots=True)
class BerkasDinilai:
    """Satu entri kontrak ``berkas``: hasil, identitas, temuan, dan kiriman bila dapat dipakai."""

    berkas: str
    hasil: str
    temuan: tuple[Temuan, ...]
    identitas: IdentitasFormulir | None = None
    kiriman: Kiriman | None = None
    jalur: Path | None = None

    def to_json(self) -> dict[str, Any]:
        """Bentuk kontrak JSON."""
        return {
            "berkas": self.berkas,
            "hasil": self.hasil,
            "identitas": self.identitas.to_teks() if self.identitas else None,
            "temuan": [t.to_json() for t in self.temuan],
        }


@dataclass
class Penerima:
    """Menilai kiriman terhadap register; tanpa register hanya susunannya."""

    register: Register | None
    waktu: str
    _definisi: dict[int, Definisi] = field(default_factory=dict)
    _formulir: dict[str, Formulir | None] = field(default_factory=dict)
    _putaran: dict[tuple[Periode, str], int] = field(default_factory=dict)

    @cached_property
    def fakta(self) -> KumpulanFakta:
        """Fakta yang sudah ada sebelum berkas-berkas ini."""
        return read_fakta(self.register) if self.register else KumpulanFakta()

    def judge(self, berkas: str, tanda: str, hasil: HasilKiriman) -> BerkasDinilai:
        """Nilai satu berkas yang sudah dibaca; ``tanda`` adalah sha256 isinya."""
        if isinstance(hasil, Penolakan):
            tolakan = tuple(relocate_temuan(hasil.temuan, berkas))
            return BerkasDinilai(berkas, hasil.hasil, tolakan, hasil.identitas)
        identitas = hasil.identitas
        if self.register is None:
            return self._judge_susunan(berkas, hasil)
        penolakan = self._check_identitas(berkas, identitas)
        terbit = read_formulir(self.register, identitas.id)
        if penolakan or terbit is None:
            return BerkasDinilai(berkas, "tolak", tuple(penolakan), identitas)
        formulir = self.build_formulir(terbit)
        if formulir is None:
            return BerkasDinilai(berkas, "tolak", (_tak_dikenal(berkas, identitas),), identitas)
        sel, temuan = check_kiriman(self.definisi(terbit.definisi), formulir, hasil, berkas)
        urut = tuple(sort_temuan(relocate_temuan(temuan, berkas)))
        nilai = "temuan" if has_galat(urut) else "terima"
        kiriman = Kiriman(
            sha256=tanda,
            berkas=berkas,
            hasil=nilai,
            formulir=terbit.id,
            unit=terbit.unit,
            periode=terbit.periode,
            putaran=self._count_putaran(terbit),
            waktu=self.waktu,
            temuan=urut,
            sel=tuple(
                SelKiriman(
                    s.periode, s.subjek, s.kolom, KOSONG if s.hapus else s.nilai, s.lembar, s.sel
                )
                for s in sel
            ),
        )
        return BerkasDinilai(berkas, nilai, urut, identitas, kiriman)

    @cached_property
    def _terakhir(self) -> Definisi | None:
        """Definisi terakhir, sebagai pembanding instansi dan tahun."""
        hasil = read_definisi(self.register) if self.register else None
        if hasil is not None:
            self._definisi[hasil[0]] = hasil[1]
        return hasil[1] if hasil else None

    def _count_putaran(self, terbit: FormulirTerbit) -> int:
        """Putaran unit itu pada periodenya, dihitung sekali."""
        kunci = (terbit.periode, terbit.unit)
        if kunci not in self._putaran and self.register:
            self._putaran[kunci] = count_tidak(self.register, *kunci)
        return self._putaran[kunci]

    def definisi(self, nomor: int) -> Definisi:
        """Definisi bernomor, dibaca sekali."""
        if nomor not in self._definisi and self.register:
            hasil = read_definisi(self.register, nomor)
            if hasil:
                self._definisi[nomor] = hasil[1]
        return self._definisi[nomor]

    def build_formulir(self, terbit: FormulirTerbit) -> Formulir | None:
        """Formulir yang diterbitkan, disusun ulang dari definisinya."""
        if terbit.id not in self._formulir:
            self._formulir[terbit.id] = build_formulir(
                self.definisi(terbit.definisi),
                terbit.unit,
                terbit.periode,
                self.fakta,
                Terbitan(terbit.definisi, terbit.putaran),
            )
        return self._formulir[terbit.id]

    def _judge_susunan(self, berkas: str, hasil: KirimanMentah) -> BerkasDinilai:
        temuan = relocate_temuan(hasil.temuan, berkas)
        temuan.append(build_temuan("IDN206", berkas=berkas))
        nilai = "temuan" if has_galat(temuan) else "terima"
        return BerkasDinilai(berkas, nilai, tuple(sort_temuan(temuan)), hasil.identitas)

    def _check_identitas(self, berkas: str, identitas: IdentitasFormulir) -> list[Temuan]:
        definisi = self._terakhir
        if definisi is None:
            return [_tak_dikenal(berkas, identitas)]
        if (identitas.tahun, identitas.instansi) != (definisi.tahun, definisi.instansi.nama):
            return [
                build_temuan(
                    "IDN201",
                    berkas=berkas,
                    instansi=identitas.instansi,
                    tahun=identitas.tahun,
                )
            ]
        if self.register and read_formulir(self.register, identitas.id) is None:
            return [_tak_dikenal(berkas, identitas)]
        return []


def _tak_dikenal(berkas: str, identitas: IdentitasFormulir) -> Temuan:
    return build_temuan(
        "IDN202",
        berkas=berkas,
        unit=identitas.unit,
        periode=identitas.periode.value,
        id=identitas.id,
    )


def build_abaikan(dinilai: BerkasDinilai, temuan: Temuan) -> BerkasDinilai:
    """Berkas yang sama, tetapi tidak ikut dicatat dalam pengumpulan ini."""
    return replace(dinilai, hasil="abaikan", temuan=(temuan,), kiriman=None)


def hash_berkas(isi: bytes) -> str:
    """Sha256 isi berkas."""
    return sha256(isi).hexdigest()


def iterate_berkas(jalur: Path) -> list[Path]:
    """Berkas pada jalur itu; folder ditelusuri, urut menurut nama.

    Akhiran tidak ikut diurutkan agar "X.xlsx" mendahului salinannya, "X (1).xlsx".
    """
    if not jalur.is_dir():
        return [jalur]
    berkas = (p for p in jalur.rglob("*") if not p.is_dir())
    return sorted(berkas, key=lambda p: (p.parent, p.stem, p.suffix))
