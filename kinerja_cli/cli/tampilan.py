"""Tampilan bersama beberapa perintah: rencana, hasil, berkas yang dinilai, kelengkapan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinerja_cli.cli import keluaran
from kinerja_cli.model.temuan import Temuan

if TYPE_CHECKING:
    from kinerja_cli.ruang.langkah import Hasil
    from kinerja_cli.ruang.penerimaan import BerkasDinilai

BATAS_BERKAS = 50
"""Berkas yang disebut satu per satu tanpa ``--semua``."""

KATA_HASIL = {
    "terima": "diterima",
    "temuan": "diterima dengan galat",
    "tolak": "ditolak",
    "abaikan": "diabaikan",
}


def print_rencana(
    berkas: Sequence[Path], temuan: Iterable[Temuan] = (), *, json: bool = False
) -> int:
    """Yang akan ditulis pada ``--uji-coba``; kode keluarnya menurut temuan."""
    daftar = list(temuan)
    if json:
        keluaran.print_json(
            {
                "skema": 1,
                "uji_coba": True,
                "akan_ditulis": [str(b) for b in berkas],
                "temuan": [t.to_json() for t in daftar],
            }
        )
    else:
        keluaran.print_berkas(berkas, uji_coba=True)
        print_temuan_bila_ada(daftar)
    return keluaran.calculate_keluar(daftar)


def print_hasil_json(hasil: Hasil) -> None:
    """Hasil langkah: isinya, berkas yang ditulis, dan temuannya."""
    keluaran.print_json(
        {
            "skema": 1,
            **hasil.data,
            "ditulis": [str(b) for b in hasil.berkas],
            "temuan": [t.to_json() for t in hasil.temuan],
        }
    )


def print_temuan_bila_ada(daftar: Iterable[Temuan], *, semua: bool = False) -> None:
    """Temuan, atau tidak mencetak apa pun bila bersih."""
    isi = list(daftar)
    if isi:
        keluaran.print_temuan(isi, semua=semua)


SUDAH_DITERIMA = "IDN207"
BIASA = {
    "IDN204": "milik periode lain tidak ikut dikumpulkan",
    SUDAH_DITERIMA: "sudah diterima sebelumnya dan tidak berubah",
}
"""Catatan per berkas yang cukup disebut jumlahnya."""


def select_tampil(daftar: Iterable[Temuan]) -> list[Temuan]:
    """Temuan tanpa catatan biasa; banyaknya sudah disebut sekali."""
    return [t for t in daftar if t.kode not in BIASA]


def print_berkas_dinilai(
    daftar: Sequence[BerkasDinilai], *, tetap: int = 0, semua: bool = False
) -> None:
    """Satu baris setiap berkas: hasil dan milik siapa; yang biasa hanya dihitung.

    ``tetap`` banyak berkas yang sudah diterima dan tidak dibaca lagi. Tanpa ``semua`` paling banyak
    selayar, yang perlu ditindak lebih dahulu.
    """
    biasa = Counter(t.kode for b in daftar for t in b.temuan if t.kode in BIASA)
    biasa += Counter({SUDAH_DITERIMA: tetap})
    dinilai = [b for b in daftar if not any(t.kode in BIASA for t in b.temuan)]
    tampil = dinilai
    if not semua and len(dinilai) > BATAS_BERKAS:
        tampil = sorted(dinilai, key=lambda b: b.hasil == "terima")[:BATAS_BERKAS]
    baris = [(KATA_HASIL[b.hasil], _name_milik(b), b.berkas) for b in tampil]
    if baris:
        keluaran.print_tabel(("Hasil", "Formulir", "Berkas"), baris)
    if lain := Counter(KATA_HASIL[b.hasil] for b in dinilai) - Counter(b[0] for b in baris):
        sebut = ", ".join(f"{banyak} berkas {hasil}" for hasil, banyak in sorted(lain.items()))
        keluaran.print_baris(f"... dan {sebut}; tampilkan dengan --semua", "dim")
    for kode, banyak in sorted(biasa.items()):
        keluaran.print_baris(f"{banyak} berkas {BIASA[kode]}.", "dim")
    keluaran.print_baris()


def _name_milik(berkas: BerkasDinilai) -> str:
    identitas = berkas.identitas
    return f"{identitas.unit} {identitas.periode.value}" if identitas else ""


def _explain_putusan(unit: dict[str, Any]) -> str:
    """Keputusan, dan putaran formulirnya bila pernah dikembalikan."""
    bagian = [unit["keputusan"] or ""]
    if unit["dikembalikan"]:
        bagian.append(f"putaran {unit['putaran']} sejak {unit['dikembalikan']}")
    return ", ".join(b for b in bagian if b)


def print_kelengkapan(daftar: Sequence[dict[str, Any]]) -> None:
    """Papan per unit: status, isian, tanggal, batas, keputusan."""
    baris = [
        (
            u["unit"],
            u["nama"],
            u["status"],
            f"{u['terisi']}/{u['wajib']}" if u["wajib"] else "",
            (u["diterima"] or "") + (" terlambat" if u["terlambat"] else ""),
            "ada" if u["lembar_ttd"] else "",
            u["batas"] or "",
            _explain_putusan(u),
        )
        for u in daftar
    ]
    kepala = ("Unit", "Nama", "Status", "Terisi", "Diterima", "Ttd", "Batas", "Verifikasi")
    keluaran.print_tabel(kepala, baris, kanan=(3,))
    keluaran.print_baris()
