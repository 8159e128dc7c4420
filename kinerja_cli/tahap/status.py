"""Keadaan setiap unit dan tahap, dan perintah berikutnya."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from kinerja_cli.aturan.langkah_laporan import Peran
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.periode import DAFTAR_PERIODE, Periode
from kinerja_cli.register.basis import Register
from kinerja_cli.register.definisi import read_daftar_formulir, read_definisi
from kinerja_cli.register.keputusan import TIDAK, YA, read_kompilasi
from kinerja_cli.register.kiriman import read_kiriman
from kinerja_cli.register.laporan import KeadaanLaporan, Konsep, read_keadaan
from kinerja_cli.ruang.keadaan_pengesahan import KeadaanPengesahan, read_keadaan_pengesahan
from kinerja_cli.ruang.laporan import list_konsep, name_konsep, suggest_koreksi
from kinerja_cli.ruang.papan import KeadaanUnit, build_papan
from kinerja_cli.ruang.pelaku import Pelaku, find_pelaku
from kinerja_cli.ruang.ruang import Ruang
from kinerja_cli.ruang.waktu import build_jadwal

NAMA_TAHAP = {
    "3": "Format data kinerja dibagikan",
    "4a": "Bidang mengisi",
    "5": "Isian terkumpul",
    "6": "Verifikasi",
    "7": "Dokumen data kinerja",
    "8": "Konsep LKjIP",
    "9": "Koreksi Kasubag/Perencana",
    "10": "Koreksi Sekretaris",
    "11": "Tanda tangan Kepala Dinas",
}


@dataclass(frozen=True, slots=True)
class KeadaanTahap:
    """Satu langkah SOP: batas waktunya, sudah selesai atau belum, dan sisa harinya."""

    tahap: str
    nama: str
    batas: date
    selesai: bool
    sisa_hari: int

    def to_json(self) -> dict[str, Any]:
        """Entri ``tahap`` pada JSON ``status``."""
        return {
            "tahap": self.tahap,
            "nama": self.nama,
            "batas": self.batas.isoformat(),
            "selesai": self.selesai,
            "sisa_hari": self.sisa_hari,
        }


@dataclass(frozen=True, slots=True)
class KeadaanKonsep:
    """Konsep LKjIP terakhir: pada siapa, sejak kapan, dan catatan pengoreksi yang terbuka.

    ``sesudah`` nomor pengesahan sebelum konsep ini terbit; ``None`` bila belum pernah.
    """

    nomor: int
    sesudah: int | None
    disahkan: bool
    berkas: str
    letak: str
    pemegang: str
    sejak: str
    hari: int
    ulasan: int
    selesai: frozenset[str]
    berikutnya: str

    def to_json(self) -> dict[str, Any]:
        """Isi ``konsep`` pada JSON ``status``."""
        return {
            "nomor": self.nomor,
            "sesudah_pengesahan": self.sesudah,
            "berkas": self.berkas,
            "letak": self.letak,
            "pemegang": self.pemegang,
            "sejak": self.sejak,
            "hari": self.hari,
            "catatan_pengoreksi": self.ulasan,
        }


@dataclass(frozen=True, slots=True)
class Status:
    """Papan satu periode, batas waktu SOP, dan langkah berikutnya."""

    tahun: int
    periode: Periode | None
    definisi: int | None
    papan: tuple[KeadaanUnit, ...]
    tahap: tuple[KeadaanTahap, ...]
    kompilasi: str
    draf: tuple[str, ...]
    berikutnya: str
    pengesahan: KeadaanPengesahan | None = None
    konsep: KeadaanKonsep | None = None

    @property
    def perlu_tindakan(self) -> bool:
        """Benar bila ada unit yang belum lengkap atau belum diputuskan Ya."""
        return any(
            u.status in {"belum", "sebagian"} or (u.status == "lengkap" and u.keputusan != YA)
            for u in self.papan
        )

    def to_json(self) -> dict[str, Any]:
        """Bentuk JSON perintah ``status``."""
        return {
            "skema": 1,
            "tahun": self.tahun,
            "periode": self.periode.value if self.periode else None,
            "definisi": self.definisi,
            "unit": [u.to_json() for u in self.papan],
            "tahap": [t.to_json() for t in self.tahap],
            "kompilasi": self.kompilasi or None,
            "draf": list(self.draf),
            "pengesahan": self.pengesahan.to_json() if self.pengesahan else None,
            "konsep": self.konsep.to_json() if self.konsep else None,
            "berikutnya": self.berikutnya,
        }


def build_status(ruang: Ruang, periode: Periode | None, waktu: datetime) -> Status:
    """Keadaan periode yang diminta, atau periode terakhir yang formulirnya dibagikan."""
    status = _build_status(ruang, periode, waktu)
    sah = read_keadaan_pengesahan(ruang, status.periode)
    if sah is None:
        return status
    if status.konsep is not None and not status.konsep.disahkan:
        return replace(status, pengesahan=sah)
    tahap = tuple(replace(t, selesai=t.selesai or t.tahap == "11") for t in status.tahap)
    berikutnya = status.konsep.berikutnya if status.konsep else ""
    return replace(status, tahap=tahap, pengesahan=sah, berikutnya=berikutnya or sah.berikutnya)


def _build_status(ruang: Ruang, periode: Periode | None, waktu: datetime) -> Status:
    with ruang.register() as register:
        terakhir = read_definisi(register)
        if terakhir is None:
            return Status(
                ruang.tahun, periode, None, (), (), "", (), "kinerja buat-format --periode tw1"
            )
        nomor, definisi = terakhir
        dipilih = periode or ruang.konfigurasi.periode or _find_terakhir(register)
        papan = tuple(build_papan(register, definisi, dipilih))
        data = read_kompilasi(register, dipilih)
        ada_kiriman = bool(read_kiriman(register, dipilih))
        konsep = _build_konsep(ruang, definisi, read_keadaan(register), waktu)
    return Status(
        ruang.tahun,
        dipilih,
        nomor,
        papan,
        _build_tahap(
            build_jadwal(definisi, dipilih), _find_selesai(papan, data is not None, konsep), waktu
        ),
        data.waktu if data else "",
        tuple(k.name for k in list_konsep(ruang)),
        _find_berikutnya(papan, dipilih, ada_kiriman=ada_kiriman, ada_data=data is not None)
        if konsep is None or data is None
        else konsep.berikutnya or "kinerja periksa-sah",
        konsep=konsep,
    )


def _build_konsep(
    ruang: Ruang, definisi: Definisi, keadaan: KeadaanLaporan, waktu: datetime
) -> KeadaanKonsep | None:
    terakhir, letak = keadaan.terakhir, keadaan.letak
    if terakhir is None or letak is None:
        return None
    peran = letak.pada or Peran.KADIS
    pelaku = find_pelaku(definisi, peran.value, waktu.date(), ruang.konfigurasi.laporan.map_peran())
    berkas = name_konsep(ruang, terakhir.nomor).relative_to(ruang.akar).as_posix()
    return KeadaanKonsep(
        nomor=terakhir.nomor,
        sesudah=terakhir.sesudah,
        disahkan=letak.disahkan,
        berkas=berkas,
        letak=letak.nama,
        pemegang=pelaku.nama,
        sejak=letak.sejak,
        hari=(waktu.date() - datetime.fromisoformat(letak.sejak).date()).days,
        ulasan=keadaan.ulasan_terbuka,
        selesai=letak.selesai,
        berikutnya=_suggest(ruang, keadaan, terakhir, pelaku),
    )


def _suggest(ruang: Ruang, keadaan: KeadaanLaporan, terakhir: Konsep, pelaku: Pelaku) -> str:
    """Konsep baru bila koreksinya mengubah, koreksi pemegangnya, atau pengesahan bila tertutup.

    Kosong bila konsepnya sudah disahkan dan tidak dikoreksi sesudahnya.
    """
    letak = keadaan.letak
    assert letak is not None, "konsep sudah ada"
    koreksi = [k for k in keadaan.koreksi if k.konsep == terakhir.nomor and k.mengubah]
    if letak.disahkan:
        sesudah = [k for k in koreksi if k.sesudah == keadaan.disahkan]
        return "kinerja lkjip" if sesudah else ""
    if koreksi:
        return "kinerja lkjip"
    if letak.terbuka:
        return suggest_koreksi(ruang, terakhir, pelaku.peran)
    perubahan = "" if terakhir.sesudah is None else '--perubahan "ALASAN" '
    return f"kinerja sahkan {perubahan}--oleh {pelaku.kunci}"


def _build_tahap(
    jadwal: Mapping[str, date], selesai: Collection[str], waktu: datetime
) -> tuple[KeadaanTahap, ...]:
    return tuple(
        KeadaanTahap(t, NAMA_TAHAP[t], jadwal[t], t in selesai, (jadwal[t] - waktu.date()).days)
        for t in NAMA_TAHAP
        if t in jadwal
    )


def _find_selesai(
    papan: tuple[KeadaanUnit, ...], ada_data: bool, konsep: KeadaanKonsep | None
) -> set[str]:
    """Langkah yang keluarannya sudah ada; yang dikerjakan di luar program tidak ditebak."""
    wajib = [u for u in papan if u.status in {"lengkap", "sebagian", "belum"}]
    selesai = set()
    if wajib:
        selesai.add("3")
    if wajib and all(u.status == "lengkap" for u in wajib):
        selesai |= {"4a", "5"}
        if all(u.keputusan == YA for u in wajib):
            selesai.add("6")
    if ada_data:
        selesai.add("7")
    return selesai | (konsep.selesai if konsep else frozenset())


def _find_terakhir(register: Register) -> Periode:
    """Periode terakhir yang formulirnya sudah dibagikan."""
    dibagikan = [p for p in DAFTAR_PERIODE if read_daftar_formulir(register, p)]
    return dibagikan[-1] if dibagikan else Periode.TW1


def _find_berikutnya(
    papan: tuple[KeadaanUnit, ...], periode: Periode, *, ada_kiriman: bool, ada_data: bool
) -> str:
    status = {u.status for u in papan}
    putusan = {u.keputusan for u in papan if u.status == "lengkap"}
    langkah = (
        ("buat-format", not status & {"lengkap", "sebagian", "belum"}),
        ("kembalikan", any(u.menunggu_pengembalian for u in papan)),
        ("kumpulkan", not ada_kiriman or bool(status & {"belum", "sebagian"})),
        ("verifikasi", bool(putusan - {YA, TIDAK})),
        ("kumpulkan", TIDAK in putusan),
        ("kompilasi", not ada_data),
    )
    perintah = next((nama for nama, perlu in langkah if perlu), "")
    return f"kinerja {perintah} --periode {periode.value}" if perintah else "kinerja lkjip"
