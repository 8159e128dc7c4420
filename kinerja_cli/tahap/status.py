"""Keadaan setiap unit dan tahap, dan perintah berikutnya."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kinerja_cli.model.periode import DAFTAR_PERIODE, Periode
from kinerja_cli.register.basis import Register
from kinerja_cli.register.definisi import read_daftar_formulir, read_definisi
from kinerja_cli.register.keputusan import YA, read_kompilasi
from kinerja_cli.register.kiriman import read_kiriman
from kinerja_cli.ruang.papan import KeadaanUnit, build_papan
from kinerja_cli.ruang.ruang import Ruang
from kinerja_cli.ruang.waktu import build_jadwal


@dataclass(frozen=True, slots=True)
class Status:
    """Papan satu periode, batas waktu SOP, dan langkah berikutnya."""

    tahun: int
    periode: Periode | None
    definisi: int | None
    papan: tuple[KeadaanUnit, ...]
    jadwal: dict[str, date]
    kompilasi: str
    draf: tuple[str, ...]
    berikutnya: str

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
            "jadwal": {k: v.isoformat() for k, v in self.jadwal.items()},
            "kompilasi": self.kompilasi or None,
            "draf": list(self.draf),
            "berikutnya": self.berikutnya,
        }


def build_status(ruang: Ruang, periode: Periode | None, waktu: datetime) -> Status:
    """Keadaan periode yang diminta, atau periode terakhir yang formulirnya dibagikan."""
    with ruang.register() as register:
        terakhir = read_definisi(register)
        if terakhir is None:
            return Status(
                ruang.tahun, periode, None, (), {}, "", (), "kinerja buat-format --periode tw1"
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
        build_jadwal(definisi, dipilih),
        data.waktu if data else "",
        draf,
        _find_berikutnya(papan, dipilih, ada_kiriman=ada_kiriman, ada_data=data is not None),
    )


def _find_terakhir(register: Register) -> Periode:
    """Periode terakhir yang formulirnya sudah dibagikan."""
    dibagikan = [p for p in DAFTAR_PERIODE if read_daftar_formulir(register, p)]
    return dibagikan[-1] if dibagikan else Periode.TW1


def _find_berikutnya(
    papan: tuple[KeadaanUnit, ...], periode: Periode, *, ada_kiriman: bool, ada_data: bool
) -> str:
    akhir = f"--periode {periode.value}"
    if not any(u.status in {"lengkap", "sebagian", "belum"} for u in papan):
        return f"kinerja buat-format {akhir}"
    if not ada_kiriman or any(u.status in {"belum", "sebagian"} for u in papan):
        return f"kinerja kumpulkan {akhir}"
    if any(u.status == "lengkap" and u.keputusan != YA for u in papan):
        return f"kinerja verifikasi {akhir}"
    if not ada_data:
        return f"kinerja kompilasi {akhir}"
    return "kinerja lkjip"
