"""Menyusun satu koreksi: petikan, lembar koreksi, beda kata, dan catatan putarannya."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from kinerja_cli.aturan.beda_teks import BedaSlot, format_beda
from kinerja_cli.aturan.langkah_laporan import SEBUTAN, URUTAN, Gerak, Letak, Putusan, move
from kinerja_cli.dokumen.ambil import HasilAmbil, Ubahan, collect_ubahan
from kinerja_cli.dokumen.lembar_koreksi import (
    TEMPLAT_LEMBAR_KOREKSI,
    LembarKoreksi,
    build_lembar_koreksi,
)
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.draf import Satuan
from kinerja_cli.model.temuan import Temuan, build_temuan
from kinerja_cli.register.laporan import KeadaanLaporan, Koreksi
from kinerja_cli.ruang.ambil_petikan import PengambilPetikan
from kinerja_cli.ruang.naskah_laporan import BandingNaskah
from kinerja_cli.ruang.pelaku import Pelaku
from kinerja_cli.ruang.petikan import read_semua
from kinerja_cli.ruang.ruang import Ruang

DIAMBIL = "Konsep ini sudah disahkan: kata-katanya diambil, langkahnya tidak tertutup"


@dataclass(frozen=True, slots=True)
class SusunanKoreksi:
    """Yang dicatat dan ditulis, temuannya, dan letak konsep sesudahnya."""

    koreksi: Koreksi
    isi: dict[str, bytes | None]
    """Isi menurut jalurnya dari akar ruang kerja; ``None`` berarti dihapus."""
    lama: tuple[bytes, ...]
    """Petikan yang diganti; disimpan di arsip."""
    temuan: tuple[Temuan, ...]
    letak: Letak
    beda: tuple[BedaSlot, ...] = ()


@dataclass(frozen=True, slots=True)
class PenyusunKoreksi:
    """Yang ditulis karena satu koreksi: dari naskah yang sudah dibandingkan."""

    ruang: Ruang
    definisi: Definisi
    keadaan: KeadaanLaporan
    banding: BandingNaskah
    pelaku: Pelaku

    def plan(self, koreksi: Koreksi) -> SusunanKoreksi:
        """Petikan, lembar koreksi, beda teks, dan catatan putarannya."""
        assert self.keadaan.letak is not None, "konsep sudah ada"
        disk = read_semua(self.ruang, self.keadaan)
        ambil = collect_ubahan(self.banding.terbit, self.banding.draf, self.banding.konsep.slot)
        petikan = PengambilPetikan(self.ruang, self.banding, disk).plan(ambil)
        temuan = (*self._report_disahkan(koreksi), *self.banding.temuan, *petikan.temuan)
        letak = self.keadaan.letak
        if self.menutup:
            letak = move(letak, Gerak(koreksi.langkah, koreksi.putusan, koreksi.waktu))
        beda = tuple(_build_beda(u) for u in ambil.ubahan)
        isi = petikan.tulis | self._build_lembar(koreksi, letak, temuan, beda)
        catatan = self._build_catatan(temuan, ambil, isi)
        return SusunanKoreksi(
            replace(koreksi, isi=catatan), isi, tuple(petikan.lama), temuan, letak, beda
        )

    @property
    def menutup(self) -> bool:
        """Salah bila konsepnya sudah disahkan: kata-katanya diambil, langkahnya tetap."""
        return self.keadaan.is_menutup(self.banding.konsep)

    def _report_disahkan(self, koreksi: Koreksi) -> list[Temuan]:
        if self.menutup:
            return []
        langkah = SEBUTAN[koreksi.langkah]
        return [build_temuan("DOK422", kunci="langkah", konsep=koreksi.konsep, langkah=langkah)]

    def _build_lembar(
        self, koreksi: Koreksi, letak: Letak, temuan: Sequence[Temuan], beda: Sequence[BedaSlot]
    ) -> dict[str, bytes]:
        putusan = _explain_putusan(koreksi, letak) if self.menutup else DIAMBIL
        lembar = LembarKoreksi(
            definisi=self.definisi,
            urut=koreksi.urut,
            konsep=koreksi.konsep,
            berkas=koreksi.berkas,
            peran=SEBUTAN[koreksi.langkah],
            pejabat=self.pelaku.pejabat,
            putusan=putusan,
            temuan=temuan,
            ulasan=self.banding.draf.naskah.ulasan,
            beda=beda,
            waktu=datetime.fromisoformat(koreksi.waktu),
        )
        kepala = (
            f"Koreksi {koreksi.urut} atas konsep {koreksi.konsep}, {koreksi.berkas}",
            f"Oleh {self.pelaku.nama}, {koreksi.waktu.replace('T', ' ')}",
            putusan,
        )
        nama = f"{koreksi.urut} {koreksi.langkah.value}"
        surat = build_lembar_koreksi(self.ruang.templat(TEMPLAT_LEMBAR_KOREKSI), lembar)
        return {
            f"laporan/koreksi/Lembar koreksi {nama}.docx": surat,
            f"laporan/koreksi/Beda {nama}.txt": format_beda(kepala, beda).encode(),
        }

    def _build_catatan(
        self, temuan: Sequence[Temuan], ambil: HasilAmbil, isi: dict[str, bytes | None]
    ) -> dict[str, Any]:
        return {
            "temuan": [t.to_json() for t in temuan],
            "ulasan": [asdict(u) for u in self.banding.draf.naskah.ulasan],
            "slot": [u.slot for u in ambil.ubahan],
            "tulis": {j: sha256(b).hexdigest() if b is not None else "" for j, b in isi.items()},
        }


def _explain_putusan(koreksi: Koreksi, letak: Letak) -> str:
    if koreksi.putusan is Putusan.KEMBALIKAN:
        return f"Dikembalikan kepada {letak.nama}: {koreksi.alasan}"
    if koreksi.langkah is URUTAN[-1]:
        return "Disetujui untuk ditandatangani"
    return f"Diteruskan kepada {letak.nama}"


def _build_beda(ubahan: Ubahan) -> BedaSlot:
    return BedaSlot(
        ubahan.slot,
        ubahan.judul or "halaman depan",
        ubahan.jenis.value,
        _join(ubahan.dulu),
        _join(ubahan.kini),
    )


def _join(satuan: Sequence[Satuan]) -> str:
    return "\n".join(s.teks for s in satuan if s.teks)
