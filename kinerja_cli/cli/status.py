"""Perintah ``kinerja status``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from kinerja_cli.cli import keluaran, opsi, tampilan

if TYPE_CHECKING:
    from kinerja_cli.tahap.status import KeadaanTahap, Status


def status(
    ctx: typer.Context,
    periode: opsi.PERIODE = None,
    json: opsi.JSON = False,
    waktu: opsi.WAKTU = None,
) -> int:
    """Tanpa --periode: periode di kinerja.toml, atau yang terakhir dibagikan formulirnya."""
    from kinerja_cli.tahap.status import build_status  # noqa: PLC0415 -- memuat register

    hasil = build_status(opsi.open_ruang(ctx), periode, opsi.read_waktu(waktu))
    if json:
        keluaran.print_json(hasil.to_json())
    else:
        _print_status(hasil)
    return int(hasil.perlu_tindakan)


def _print_status(hasil: Status) -> None:
    nama = hasil.periode.nama if hasil.periode else "belum ada periode"
    keluaran.print_baris(f"Tahun {hasil.tahun}, {nama}", "bold")
    if hasil.papan:
        tampilan.print_kelengkapan([u.to_json() for u in hasil.papan])
    if hasil.tahap:
        keluaran.print_tabel(
            ("Langkah SOP", "Batas", "Keadaan"),
            [(f"{t.tahap} {t.nama}", t.batas.isoformat(), explain_tahap(t)) for t in hasil.tahap],
        )
        keluaran.print_baris()
    keluaran.print_baris(f"Kompilasi: {hasil.kompilasi.replace('T', ' ') or 'belum'}")
    keluaran.print_baris(f"Konsep LKjIP: {_explain_konsep(hasil)}")
    if hasil.pengesahan:
        keluaran.print_baris(f"Disahkan: {hasil.pengesahan.kalimat}", "green")
    keluaran.print_baris(f"Berikutnya: {hasil.berikutnya}", "bold")


def _explain_konsep(hasil: Status) -> str:
    """Nomor konsep terakhir, pada siapa, sejak kapan, dan catatan yang terbuka."""
    k = hasil.konsep
    if k is None:
        return ", ".join(hasil.draf) or "belum"
    catatan = f", {k.ulasan} catatan pengoreksi" if k.ulasan else ""
    sejak = f"sejak {k.sejak[:10]} ({k.hari} hari)"
    sesudah = "" if k.sesudah is None else f" (sesudah pengesahan nomor {k.sesudah})"
    if k.disahkan:
        return f"konsep {k.nomor}{sesudah}, disahkan"
    letak = "semua koreksi selesai" if k.letak == "selesai" else f"pada {k.pemegang}"
    return f"konsep {k.nomor}{sesudah}, {letak} {sejak}{catatan}"


def explain_tahap(tahap: KeadaanTahap) -> str:
    """``selesai``, ``lewat 3 hari``, ``hari ini``, atau ``5 hari lagi``."""
    if tahap.selesai:
        return "selesai"
    if tahap.sisa_hari < 0:
        return f"lewat {-tahap.sisa_hari} hari"
    return "hari ini" if tahap.sisa_hari == 0 else f"{tahap.sisa_hari} hari lagi"
