"""Ubahan sebuah draf menjadi petikan di ``laporan/narasi/``; yang bentrok ditulis dua versi."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kinerja_cli.dokumen.ambil import HasilAmbil, JenisUbahan, Ubahan
from kinerja_cli.dokumen.baca_draf import Draf
from kinerja_cli.dokumen.petikan import BagianPetikan, build_petikan, open_petikan
from kinerja_cli.dokumen.rupa import PembacaRupa
from kinerja_cli.dokumen.tata_letak import list_tata_letak
from kinerja_cli.dokumen.tidak_ikut import list_tidak_ikut
from kinerja_cli.model.draf import SISIPAN
from kinerja_cli.model.temuan import Temuan, build_temuan
from kinerja_cli.ruang.naskah_laporan import BandingNaskah
from kinerja_cli.ruang.petikan import BerkasPetikan, format_teks, name_petikan
from kinerja_cli.ruang.ruang import Ruang

PANJANG_KUTIPAN = 200


@dataclass
class RencanaPetikan:
    """Isi baru menurut jalurnya (``None`` berarti dihapus), petikan lama, dan temuannya."""

    tulis: dict[str, bytes | None] = field(default_factory=dict)
    lama: list[bytes] = field(default_factory=list)
    """Petikan yang diganti atau dihapus; disimpan di arsip lebih dahulu."""
    temuan: list[Temuan] = field(default_factory=list)


class PengambilPetikan:
    """Menyusun petikan dari ubahan; ``disk`` petikan yang ada sekarang."""

    def __init__(
        self, ruang: Ruang, banding: BandingNaskah, disk: Mapping[str, BerkasPetikan]
    ) -> None:
        self._ruang, self._banding, self._disk = ruang, banding, disk
        self._waktu = datetime.fromisoformat(banding.konsep.waktu)
        self._kunci = [*banding.kini, *banding.konsep.slot]
        self._rencana = RencanaPetikan()

    def plan(self, hasil: HasilAmbil) -> RencanaPetikan:
        """Petikan setiap ubahan, dan temuan tentang yang tidak dapat diambil."""
        for ubahan in hasil.ubahan:
            self._take(ubahan)
        for blok in hasil.tertinggal:
            teks = " ".join(s.teks for s in blok.satuan) or "gambar"
            self._report("DOK415", "halaman depan", "", teks=teks)
        for t in list_tidak_ikut(self._banding.terbit, self._banding.draf):
            self._report(t.kode, t.judul, t.slot, jenis=t.jenis, teks=t.teks)
        diambil = {u.slot for u in hasil.ubahan}
        for tata in list_tata_letak(self._banding.terbit, self._banding.draf, diambil):
            lain = f" dan {tata.banyak - 1} paragraf lain" if tata.banyak > 1 else ""
            self._report("DOK423", tata.judul, "", jenis=tata.jenis, teks=tata.teks, lain=lain)
        return self._rencana

    def _take(self, ubahan: Ubahan) -> None:
        ada = self._disk.get(ubahan.slot)
        jalur = ada.jalur if ada else name_petikan(self._ruang, ubahan.slot)
        dasar = self._choose_dasar(ubahan, ada)
        bagian = [BagianPetikan(ubahan.unsur, self._banding.draf.dokumen)]
        if ada is not None and self._is_berubah(ubahan, ada):
            lain = open_petikan(ada.petikan.isi, ada.jalur.name, self._kunci)
            if not self._is_sama(ubahan, lain):
                bagian.append(BagianPetikan([b.unsur for b in lain.blok], lain.dokumen))
                self._report("DOK407", ubahan.judul, ubahan.slot, slot=ubahan.slot)
        if self._is_kosong(ubahan) and len(bagian) == 1:
            self._remove(ada)
            return
        if ubahan.jenis is JenisUbahan.HAPUS:
            teks = " ".join(s.teks for s in ubahan.dulu)[:PANJANG_KUTIPAN]
            self._report("DOK416", ubahan.judul, ubahan.slot, teks=teks)
        isi = build_petikan(bagian, ubahan.slot, dasar, self._waktu, self._banding.kini)
        if ada is not None and isi != ada.petikan.isi:
            self._rencana.lama.append(ada.petikan.isi)
        nama = jalur.relative_to(self._ruang.akar).as_posix()
        self._rencana.tulis[nama] = isi
        teks_polos = format_teks(isi, nama, self._kunci).encode()
        self._rencana.tulis[nama.removesuffix(".docx") + ".txt"] = teks_polos

    def _is_kosong(self, ubahan: Ubahan) -> bool:
        """Benar bila petikannya tidak perlu ada: kembali ke teks bawaan, atau sisipan dihapus."""
        return ubahan.jenis is JenisUbahan.KEMBALI or (
            ubahan.jenis is JenisUbahan.HAPUS and ubahan.slot.startswith(SISIPAN)
        )

    def _remove(self, ada: BerkasPetikan | None) -> None:
        if ada is None:
            return
        self._rencana.lama.append(ada.petikan.isi)
        nama = ada.jalur.relative_to(self._ruang.akar).as_posix()
        self._rencana.tulis[nama] = None
        self._rencana.tulis[nama.removesuffix(".docx") + ".txt"] = None

    def _choose_dasar(self, ubahan: Ubahan, ada: BerkasPetikan | None) -> str:
        """Teks dasar yang dilihat orang; selama dua versinya belum dipilih, yang lama."""
        if ubahan.dasar_lama and ada is not None:
            return ada.petikan.dasar
        return self._banding.konsep.slot.get(ubahan.slot, "")

    def _is_berubah(self, ubahan: Ubahan, ada: BerkasPetikan) -> bool:
        """Benar bila petikan di disk bukan yang dipakai konsep yang disunting orang itu."""
        return self._banding.konsep.petikan.get(ubahan.slot) != ada.tanda

    def _is_sama(self, ubahan: Ubahan, lain: Draf) -> bool:
        kiri = PembacaRupa(self._banding.draf.dokumen).read(ubahan.unsur)
        return kiri == PembacaRupa(lain.dokumen).read(b.unsur for b in lain.blok)

    def _report(self, kode: str, judul: str, kolom: str, **isi: str) -> None:
        tempat = {"lembar": judul or "halaman depan", "kolom": kolom}
        self._rencana.temuan.append(build_temuan(kode, **tempat, **isi))
