"""Definisi: isi tabel sumber dan kebijakan yang dibekukan oleh ``kinerja buat-format``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from hashlib import sha256

from pydantic import BaseModel, ConfigDict

from kinerja_cli.model import sumber as s
from kinerja_cli.model.istilah import Dokumen, Jenjang, PeranPengampu, StatusJabatan
from kinerja_cli.model.kebijakan import Kebijakan
from kinerja_cli.model.periode import Periode


class Definisi(BaseModel):
    """Salinan lengkap rencana; semua langkah sesudah buat-format membaca ini, bukan ``sumber/``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    skema: int = 1
    tahun: int
    kebijakan: Kebijakan
    instansi: s.BarisInstansi
    unit: tuple[s.BarisUnit, ...]
    pejabat: tuple[s.BarisPejabat, ...] = ()
    jadwal: tuple[s.BarisJadwal, ...] = ()
    libur: tuple[s.BarisLibur, ...] = ()
    versi_pk: tuple[s.BarisVersi, ...]
    indikator: tuple[s.BarisIndikator, ...]
    target: tuple[s.BarisTarget, ...]
    elemen: tuple[s.BarisElemen, ...] = ()
    pengampu: tuple[s.BarisPengampu, ...]
    cascading: tuple[s.BarisCascading, ...] = ()
    versi_dpa: tuple[s.BarisVersi, ...]
    pagu: tuple[s.BarisPagu, ...]
    keluaran: tuple[s.BarisKeluaran, ...] = ()
    nomenklatur: tuple[s.BarisNomenklatur, ...] = ()
    versi_renja: tuple[s.BarisVersi, ...] = ()
    pagu_renja: tuple[s.BarisPagu, ...] = ()
    keluaran_renja: tuple[s.BarisKeluaran, ...] = ()
    renstra: tuple[s.BarisRenstra, ...] = ()
    target_renstra: tuple[s.BarisTargetRenstra, ...] = ()
    riwayat: tuple[s.BarisRiwayat, ...] = ()
    standar: tuple[s.BarisStandar, ...] = ()
    keuangan: tuple[s.BarisKeuangan, ...] = ()

    def replace(self, **ubahan: object) -> Definisi:
        """Salinan dengan bidang diganti; ``model_copy`` ikut menyalin turunan yang tersimpan."""
        return Definisi.model_construct(
            **{**{b: getattr(self, b) for b in type(self).model_fields}, **ubahan}
        )

    @cached_property
    def hash(self) -> str:
        """sha256 isi kanonik; definisi bernomor baru hanya bila ini berubah."""
        return sha256(self.model_dump_json().encode()).hexdigest()

    @cached_property
    def indikator_menurut_kode(self) -> dict[str, s.BarisIndikator]:
        """Indikator menurut kode_indikator."""
        return {i.kode_indikator: i for i in self.indikator}

    @cached_property
    def elemen_menurut_indikator(self) -> dict[str, tuple[s.BarisElemen, ...]]:
        """Elemen rasio menurut kode_indikator."""
        hasil: dict[str, tuple[s.BarisElemen, ...]] = {}
        for e in self.elemen:
            hasil[e.kode_indikator] = (*hasil.get(e.kode_indikator, ()), e)
        return hasil

    @cached_property
    def nama_nomenklatur(self) -> dict[str, str]:
        """Nama program, kegiatan, sub kegiatan menurut kode."""
        return {n.kode: n.nama for n in self.nomenklatur}

    @cached_property
    def pelapor(self) -> dict[str, str]:
        """Unit pelapor menurut kode_indikator."""
        return {
            p.kode_indikator: p.kode_unit for p in self.pengampu if p.peran is PeranPengampu.PELAPOR
        }

    @cached_property
    def riwayat_menurut_indikator(self) -> dict[str, list[s.BarisRiwayat]]:
        """Realisasi tahun-tahun lalu menurut kode_indikator."""
        hasil: dict[str, list[s.BarisRiwayat]] = {}
        for r in self.riwayat:
            hasil.setdefault(r.kode_indikator, []).append(r)
        return hasil

    @cached_property
    def _target_renstra(self) -> dict[tuple[str, str], list[s.BarisTargetRenstra]]:
        hasil: dict[tuple[str, str], list[s.BarisTargetRenstra]] = {}
        for t in self.target_renstra:
            hasil.setdefault((t.dokumen, t.kode_indikator), []).append(t)
        return hasil

    def list_target_renstra(self, dokumen: str, kode_indikator: str) -> list[s.BarisTargetRenstra]:
        """Target tahunan indikator itu dalam satu dokumen Renstra."""
        return self._target_renstra.get((dokumen, kode_indikator), [])

    @cached_property
    def _target(self) -> dict[tuple[str, str], s.BarisTarget]:
        return {(t.kode_indikator, t.versi): t for t in self.target}

    def versi_berlaku(self, dokumen: Dokumen, pada: date) -> s.BarisVersi | None:
        """Versi yang berlaku pada tanggal itu; ``None`` bila belum ada."""
        daftar: Iterable[s.BarisVersi] = {
            Dokumen.PK: self.versi_pk,
            Dokumen.DPA: self.versi_dpa,
            Dokumen.RENJA: self.versi_renja,
        }[dokumen]
        berlaku = [v for v in daftar if v.berlaku_mulai <= pada]
        return max(berlaku, key=lambda v: v.berlaku_mulai, default=None)

    def versi_periode(self, dokumen: Dokumen, periode: Periode) -> s.BarisVersi | None:
        """Versi yang dipakai sebuah periode: yang berlaku pada hari terakhirnya."""
        return self.versi_berlaku(dokumen, periode.akhir(self.tahun))

    def target_berlaku(self, kode_indikator: str, periode: Periode) -> s.BarisTarget | None:
        """Target dalam versi yang berlaku; ``None`` bila indikator tidak ada pada versi itu.

        Sub kegiatan mengikuti versi DPA, jenjang lain versi PK.
        """
        sub = self.indikator_menurut_kode[kode_indikator].jenjang is Jenjang.SUB_KEGIATAN
        versi = self.versi_periode(Dokumen.DPA if sub else Dokumen.PK, periode)
        return self._target.get((kode_indikator, versi.versi)) if versi else None

    def pagu_berlaku(self, periode: Periode) -> tuple[s.BarisPagu, ...]:
        """Baris pagu DPA yang berlaku pada hari terakhir periode."""
        versi = self.versi_periode(Dokumen.DPA, periode)
        return tuple(p for p in self.pagu if versi and p.versi == versi.versi)

    def unit_pada(self, pada: date) -> tuple[s.BarisUnit, ...]:
        """Unit dengan namanya yang berlaku pada tanggal itu."""
        return tuple(u for u in self.unit if is_berlaku(u.berlaku_dari, u.berlaku_sampai, pada))

    def pejabat_pada(
        self, pada: date, *, unit: str = "", jabatan: str = ""
    ) -> s.BarisPejabat | None:
        """Pejabat unit atau jabatan pada tanggal itu; Plt./Plh. didahulukan dari definitif."""
        calon = [
            p
            for p in self.pejabat
            if is_berlaku(p.dari, p.sampai, pada)
            and (p.kode_unit == unit if not jabatan else p.jabatan.casefold() == jabatan.casefold())
        ]
        return max(
            calon, key=lambda p: (p.status is not StatusJabatan.DEFINITIF, p.dari), default=None
        )


def is_berlaku(dari: date, sampai: date | None, pada: date) -> bool:
    """Benar bila tanggal berada di dalam masa berlaku (kedua ujung termasuk)."""
    return dari <= pada and (sampai is None or pada <= sampai)


def sort_indikator(daftar: Iterable[s.BarisIndikator]) -> list[s.BarisIndikator]:
    """Urut jenjang lalu kode nomenklatur, seperti pada formulir."""
    urutan = list(Jenjang)
    return sorted(daftar, key=lambda i: (urutan.index(i.jenjang), i.kode))
