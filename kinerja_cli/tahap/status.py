"""Keadaan setiap unit dan tahap, dan perintah berikutnya."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from kinerja_cli.model.periode import DAFTAR_PERIODE, Periode
from kinerja_cli.register.basis import Register
from kinerja_cli.register.definisi import read_daftar_formulir, read_definisi
from kinerja_cli.register.keputusan import TIDAK, YA, read_kompilasi
from kinerja_cli.register.kiriman import read_kiriman
from kinerja_cli.ruang.keadaan_pengesahan import KeadaanPengesahan, read_keadaan_pengesahan
from kinerja_cli.ruang.papan import KeadaanUnit, build_papan
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
            "berikutnya": self.berikutnya,
        }


def build_status(ruang: Ruang, periode: Periode | None, waktu: datetime) -> Status:
    """Keadaan periode yang diminta, atau periode terakhir yang formulirnya dibagikan."""
    status = _build_status(ruang, periode, waktu)
    sah = read_keadaan_pengesahan(ruang, status.periode)
    if sah is None:
        return status
    tahap = tuple(replace(t, selesai=t.selesai or t.tahap == "11") for t in status.tahap)
    return replace(status, tahap=tahap, pengesahan=sah, berikutnya=sah.berikutnya)


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
    draf = (
        tuple(sorted(p.name for p in ruang.laporan.glob("*.docx")))
        if ruang.laporan.is_dir()
        else ()
    )
    return Status(
        ruang.tahun,
        dipilih,
        nomor,
        papan,
        _build_tahap(
            build_jadwal(definisi, dipilih), _find_selesai(papan, data is not None, draf), waktu
        ),
        data.waktu if data else "",
        draf,
        _find_berikutnya(papan, dipilih, ada_kiriman=ada_kiriman, ada_data=data is not None)
        if not draf or data is None
        else f"sunting {draf[-1]} di Word",
    )


def _build_tahap(
    jadwal: Mapping[str, date], selesai: Collection[str], waktu: datetime
) -> tuple[KeadaanTahap, ...]:
    return tuple(
        KeadaanTahap(t, NAMA_TAHAP[t], jadwal[t], t in selesai, (jadwal[t] - waktu.date()).days)
        for t in NAMA_TAHAP
        if t in jadwal
    )


def _find_selesai(
    papan: tuple[KeadaanUnit, ...], ada_data: bool, draf: tuple[str, ...]
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
    if draf:
        selesai.add("8")
    return selesai


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
