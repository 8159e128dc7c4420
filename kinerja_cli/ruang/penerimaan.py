"""Menilai satu berkas yang masuk: miliknya siapa, dapatkah dipakai, apa temuannya."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from kinerja_cli.formulir.bentuk import IdentitasFormulir
from kinerja_cli.formulir.mentah import Penolakan
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.kiriman import Kiriman
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.temuan import Temuan, build_temuan, has_galat, relocate_temuan, sort_temuan
from kinerja_cli.register.basis import Register
from kinerja_cli.register.definisi import FormulirTerbit, read_definisi, read_formulir
from kinerja_cli.register.kembalian import Kembalian, is_belum_diperbaiki, read_kembalian
from kinerja_cli.register.keputusan import count_tidak
from kinerja_cli.register.kiriman import find_serupa, hash_isi
from kinerja_cli.ruang.pembaca import HasilPeriksa
from kinerja_cli.ruang.pindai import clean_nama, scan_berkas, sort_berkas


@dataclass(frozen=True, slots=True)
class BerkasDinilai:
    """Satu entri kontrak ``berkas``: hasil, identitas, temuan, dan kiriman bila dapat dipakai."""

    berkas: str
    hasil: str
    temuan: tuple[Temuan, ...]
    identitas: IdentitasFormulir | None = None
    kiriman: Kiriman | None = None
    sel: tuple[tuple[str, ...], ...] = ()
    """Isi ``SelKiriman`` menurut urutan bidangnya."""

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
    """Menilai kiriman yang sudah diperiksa pekerja; tanpa register hanya susunannya."""

    register: Register | None
    waktu: str
    definisi: Definisi | None = None
    """Definisi terakhir bila sudah dibaca; selain itu dibaca dari register ketika diperlukan."""
    _putaran: dict[tuple[Periode, str], int] = field(default_factory=dict)
    _kembalian: dict[Periode, dict[str, list[Kembalian]]] = field(default_factory=dict)

    def judge(self, berkas: str, tanda: str, hasil: HasilPeriksa) -> BerkasDinilai:
        """Nilai satu berkas yang sudah dibaca; ``tanda`` adalah sha256 isinya."""
        if isinstance(hasil, Penolakan):
            tolakan = tuple(relocate_temuan(hasil.temuan, berkas))
            return BerkasDinilai(berkas, hasil.hasil, tolakan, hasil.identitas)
        identitas = hasil.identitas
        if self.register is None:
            temuan = (*hasil.temuan, build_temuan("IDN206", berkas=berkas))
            return BerkasDinilai(berkas, _judge_temuan(temuan), _sort(temuan), identitas)
        lain = self._check_identitas(berkas, identitas)
        terbit = None if lain else read_formulir(self.register, identitas.id)
        if terbit is None or not hasil.dikenal:
            tolakan = (lain or _tak_dikenal(berkas, identitas),)
            return BerkasDinilai(berkas, "tolak", tolakan, identitas)
        temuan = _sort(hasil.temuan)
        kiriman = Kiriman(
            sha256=tanda,
            berkas=berkas,
            hasil=_judge_temuan(temuan),
            formulir=terbit.id,
            unit=terbit.unit,
            periode=terbit.periode,
            putaran=self._count_putaran(terbit),
            waktu=self.waktu,
            temuan=temuan,
        )
        lama = self._check_putaran(kiriman, terbit, hasil.sel)
        if lama is not None:
            return BerkasDinilai(berkas, "tolak", (lama,), identitas)
        return BerkasDinilai(berkas, kiriman.hasil, temuan, identitas, kiriman, hasil.sel)

    def _check_putaran(
        self, kiriman: Kiriman, terbit: FormulirTerbit, sel: Sequence[Sequence[str]]
    ) -> Temuan | None:
        """Sebab ditolak: salinan sebelum formulir kembali, atau yang kembali belum diperbaiki."""
        assert self.register is not None
        nama = {"berkas": kiriman.berkas, "unit": kiriman.unit, "kunci": kiriman.unit}
        kini = self._find_kembalian(kiriman)
        if kini is None:
            return None
        if terbit.putaran < kini.putaran and terbit.definisi <= kini.definisi:
            jalur = f"kembali/{kiriman.periode.value}/"
            return build_temuan(
                "IDN210", **nama, putaran=terbit.putaran, kini=kini.putaran, jalur=jalur
            )
        if terbit.id != kini.formulir or not is_belum_diperbaiki(self.register, sel):
            return None
        if find_serupa(self.register, kiriman, hash_isi(kiriman.temuan, sel)):
            return None
        return build_temuan("IDN211", **nama)

    @cached_property
    def _terakhir(self) -> Definisi | None:
        """Definisi terakhir, sebagai pembanding instansi dan tahun."""
        if self.definisi is not None:
            return self.definisi
        hasil = read_definisi(self.register) if self.register else None
        return hasil[1] if hasil else None

    def _count_putaran(self, terbit: FormulirTerbit) -> int:
        """Putaran unit itu pada periodenya, dihitung sekali."""
        kunci = (terbit.periode, terbit.unit)
        if kunci not in self._putaran and self.register:
            self._putaran[kunci] = count_tidak(self.register, *kunci)
        return self._putaran[kunci]

    def _find_kembalian(self, kiriman: Kiriman) -> Kembalian | None:
        """Pengembalian terakhir unit itu; satu periode dibaca sekali."""
        if kiriman.periode not in self._kembalian and self.register:
            self._kembalian[kiriman.periode] = read_kembalian(self.register, kiriman.periode)
        daftar = self._kembalian[kiriman.periode].get(kiriman.unit)
        return daftar[-1] if daftar else None

    def _check_identitas(self, berkas: str, identitas: IdentitasFormulir) -> Temuan | None:
        """Sebab ditolak bila formulirnya milik instansi atau tahun lain."""
        definisi = self._terakhir
        if definisi is None:
            return _tak_dikenal(berkas, identitas)
        if (identitas.tahun, identitas.instansi) == (definisi.tahun, definisi.instansi.nama):
            return None
        instansi, tahun = identitas.instansi, identitas.tahun
        return build_temuan("IDN201", berkas=berkas, instansi=instansi, tahun=tahun)


def _judge_temuan(temuan: Iterable[Temuan]) -> str:
    return "temuan" if has_galat(temuan) else "terima"


def _sort(temuan: Sequence[Temuan]) -> tuple[Temuan, ...]:
    return tuple(sort_temuan(temuan)) if len(temuan) > 1 else tuple(temuan)


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


def iterate_berkas(jalur: Path) -> list[tuple[str, Path]]:
    """(nama sebagaimana disebut, jalur) berkas pada jalur itu; folder ditelusuri, urut nama."""
    if not jalur.is_dir():
        return [(clean_nama(str(jalur)), jalur)]
    return [(clean_nama(b.jalur), Path(b.jalur)) for b in sort_berkas(scan_berkas(jalur, jalur))]
