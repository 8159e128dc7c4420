"""Kalimat setiap peristiwa riwayat, untuk layar dan untuk arsip."""

from __future__ import annotations

from typing import Any

from kinerja_cli.register.riwayat import SESUDAH

SEBUTAN = {
    "definisi": "definisi {nomor} dibekukan",
    "formulir": "formulir {unit} {periode} putaran {putaran} diterbitkan",
    "kiriman": "{berkas} diterima dari {unit} untuk {periode} ({hasil})",
    "lembar_ttd": "lembar bertanda tangan {berkas} disimpan",
    "ditolak": "{berkas} ditolak",
    "utamakan": "kiriman {sha256} diutamakan",
    "keputusan": "{unit} {periode} diputuskan {keputusan}",
    "penilaian": "{unit} {periode} {kunci}: {jenis} {isi} {jawaban}",
    "hasil_verifikasi": "nilai hasil verifikasi {fakta} menjadi {nilai}",
    "bukti": "{banyak} bukti {unit} {periode} dicatat",
    "kembalian": "{unit} {periode} dikembalikan, putaran {putaran}",
    "kompilasi": "data kinerja {periode} dikompilasi, nomor {nomor}",
    "konsep": "konsep LKjIP {nomor} terbit",
    "koreksi": "{berkas} (konsep {konsep}) dikoreksi {langkah}: {putusan} {alasan}",
    "pengesahan": "LKjIP {tahun} disahkan, nomor {nomor}, sidik {sidik}",
    "tanda_tangan": "{berkas} bertanda tangan diterima ({cara}, {pemeriksaan})",
}
"""Kalimat setiap peristiwa; isinya dari baris riwayat."""

MILIK_PENGESAHAN = frozenset({"pengesahan", "tanda_tangan"})


def explain_peristiwa(isi: dict[str, Any]) -> str:
    """Satu kalimat. Galat ``KeyError`` bila peristiwanya tidak dikenal atau kurang isinya."""
    kalimat = SEBUTAN[isi["peristiwa"]].format_map(isi)
    if SESUDAH in isi and isi["peristiwa"] not in MILIK_PENGESAHAN:
        return f"{kalimat} (sesudah pengesahan nomor {isi[SESUDAH]})"
    return kalimat
