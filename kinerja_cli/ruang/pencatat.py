"""Mencatat berkas yang sudah dinilai: kiriman, fakta, penolakan, dan keadaan pindaiannya."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from kinerja_cli.lembar.kepala import normalize_judul
from kinerja_cli.lembar.penjaga import LEMBAR_TTD
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.temuan import Temuan, build_temuan
from kinerja_cli.register.basis import Register
from kinerja_cli.register.definisi import fill_kelengkapan, update_kelengkapan
from kinerja_cli.register.kiriman import (
    find_kiriman,
    find_serupa,
    hash_isi,
    store_kiriman,
    store_lembar_ttd,
    store_salinan,
)
from kinerja_cli.register.penggabungan import Penggabung
from kinerja_cli.register.riwayat import append_riwayat, has_peristiwa
from kinerja_cli.ruang.penerimaan import BerkasDinilai, build_abaikan
from kinerja_cli.ruang.pindai import BerkasMasuk, store_pindaian


class Asal(NamedTuple):
    """Berkas di ``masuk/`` dan sha256 isinya; kosong bila tidak terbaca."""

    berkas: BerkasMasuk
    tanda: str
    diterima: bool = False
    """Benar bila isinya sudah pernah diterima sebelum pengumpulan ini."""


class Pencatat:
    """Semua pencatatan dipanggil di dalam transaksi."""

    def __init__(
        self, register: Register, waktu: str, periode: Periode, daftar_unit: Sequence[str]
    ) -> None:
        self.register = register
        self.waktu = waktu
        self.periode = periode
        self.daftar_unit = daftar_unit
        self.penggabung = Penggabung(register)
        self.unit: set[str] = set()
        self.terpindai = 0
        """Banyak berkas yang kali ini dibaca dan tidak perlu dibaca lagi."""
        self.berubah = False
        """Benar bila ada kiriman atau penolakan yang belum pernah tercatat."""

    def record(self, dinilai: BerkasDinilai, asal: Asal) -> BerkasDinilai:
        """Catat satu berkas; hasilnya tanpa sel, agar memori tidak bertambah menurut berkas."""
        if dinilai.kiriman:
            dinilai = self._record_kiriman(dinilai)
        elif dinilai.hasil == "tolak":
            self._record_tolak(dinilai, asal.tanda)
        elif asal.tanda and any(t.kode == LEMBAR_TTD for t in dinilai.temuan):
            self._record_ttd(dinilai, asal.tanda)
        if asal.diterima or (
            asal.tanda and (dinilai.kiriman or find_kiriman(self.register, asal.tanda))
        ):
            store_pindaian(self.register, asal.berkas, asal.tanda)
            self.terpindai += 1
        return replace(dinilai, sel=()) if dinilai.sel else dinilai

    def close(self) -> None:
        """Perbarui kelengkapan unit yang tersentuh; bagian dari transaksi yang mencatatnya."""
        for unit in sorted(self.unit):
            update_kelengkapan(self.register, unit)
        self.unit.clear()

    def settle(self) -> list[Temuan]:
        """Selesaikan alamat yang bertentangan; kembalikan temuannya."""
        self.unit |= self.penggabung.list_unit()
        bentrok = self.penggabung.settle()
        self.close()
        return bentrok

    def _record_kiriman(self, dinilai: BerkasDinilai) -> BerkasDinilai:
        kiriman = dinilai.kiriman
        assert kiriman is not None
        isi = hash_isi(kiriman.temuan, dinilai.sel)
        serupa = find_serupa(self.register, kiriman, isi)
        if serupa:
            store_salinan(self.register, kiriman.sha256, dinilai.berkas, serupa[0])
            return build_abaikan(
                dinilai, build_temuan("IDN208", berkas=dinilai.berkas, lama=serupa[1])
            )
        urut = store_kiriman(self.register, kiriman, dinilai.sel, isi)
        if self.penggabung.merge(urut, kiriman.unit, len(dinilai.sel)):
            fill_kelengkapan(self.register, kiriman.unit, dinilai.sel)
        else:
            self.unit.add(kiriman.unit)
        self.berubah = True
        return dinilai

    def _record_ttd(self, dinilai: BerkasDinilai, tanda: str) -> None:
        """Unitnya dikenali dari kode unit di nama berkas atau foldernya."""
        nama = normalize_judul(dinilai.berkas)
        cocok = [u for u in self.daftar_unit if f" {normalize_judul(u)} " in f" {nama} "]
        unit = max(cocok, key=len, default="")
        tempat = (unit, self.periode)
        store_lembar_ttd(self.register, tanda, dinilai.berkas, tempat, self.waktu)

    def _record_tolak(self, dinilai: BerkasDinilai, tanda: str) -> None:
        """Catat penolakan satu kali, walaupun berkasnya masih tertinggal di ``masuk/``."""
        if tanda and not has_peristiwa(self.register, "ditolak", tanda):
            self.berubah = True
            append_riwayat(
                self.register,
                self.waktu,
                "ditolak",
                berkas=dinilai.berkas,
                sha256=tanda,
                kode=[t.kode for t in dinilai.temuan],
            )
