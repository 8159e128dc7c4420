"""Daftar perintah: satu tempat untuk nama, ringkasan, dan contoh.

Modul perintah baru dimuat ketika perintahnya dipakai; ``kinerja --help`` cukup membaca ini.
"""

from __future__ import annotations

from typing import NamedTuple


class Perintah(NamedTuple):
    """Satu perintah. Modulnya ``kinerja_cli.cli.<nama>`` dengan fungsi bernama sama."""

    nama: str
    ringkasan: str
    contoh: tuple[str, ...]

    @property
    def fungsi(self) -> str:
        """Nama modul dan fungsinya: tanda hubung menjadi garis bawah."""
        return self.nama.replace("-", "_")


DAFTAR_PERINTAH = (
    Perintah(
        "mulai",
        "Langkah 0: buat ruang kerja dengan tabel sumber kosong, atau dinas contoh.",
        ("kinerja mulai kinerja-2026 --tahun 2026", "kinerja mulai coba --contoh"),
    ),
    Perintah(
        "buat-format",
        "Langkah 3: buat formulir data kinerja untuk setiap unit.",
        ("kinerja buat-format --periode tw4", "kinerja buat-format --periode tw4 --unit SEKRE"),
    ),
    Perintah(
        "periksa",
        "Langkah 4a: periksa formulir terisi tanpa menerimanya.",
        ("kinerja periksa masuk/", "kinerja periksa 'Bidang Perumahan TW4.xlsx' --json"),
    ),
    Perintah(
        "kumpulkan",
        "Langkah 5: terima berkas di masuk/ dan lihat siapa yang belum lengkap.",
        (
            "kinerja kumpulkan --periode tw4",
            "kinerja kumpulkan --periode tw4 --utamakan 'Seksi A.xlsx' --oleh KASUBAG",
        ),
    ),
    Perintah(
        "verifikasi",
        "Langkah 6: putuskan Ya atau Tidak per unit dan tulis lembar verifikasi.",
        (
            "kinerja verifikasi --periode tw4 --oleh PERENCANA",
            "kinerja verifikasi --periode tw4 --oleh PERENCANA --tinjau",
        ),
    ),
    Perintah(
        "kembalikan",
        "Langkah 6 ke 4b: kembalikan formulir yang diputuskan Tidak, sel keliru ditandai.",
        ("kinerja kembalikan --periode tw4 --oleh PERENCANA",),
    ),
    Perintah(
        "hitung",
        "Langkah 5-7: hitung persentase capaian dengan penjelasannya.",
        (
            "kinerja hitung --periode tw4",
            "kinerja hitung --periode tw4 --jelaskan IKU-01",
            "kinerja hitung 'Capaian 2024.xlsx' --tulis 'Capaian 2024 diperiksa.xlsx'",
        ),
    ),
    Perintah(
        "kompilasi",
        "Langkah 7: susun dokumen data kinerja dan data_kinerja.json.",
        ("kinerja kompilasi --periode tahun",),
    ),
    Perintah(
        "lkjip",
        "Langkah 8: buat konsep LKjIP (.docx, dan PDF bila LibreOffice ada).",
        ("kinerja lkjip", "kinerja lkjip --tanpa-pdf --timpa"),
    ),
    Perintah(
        "koreksi",
        "Langkah 9-10: bandingkan konsep yang disunting dengan datanya, ambil kata-katanya.",
        (
            "kinerja koreksi 'laporan/LKjIP 2025 konsep 1.docx' --oleh kasubag",
            "kinerja koreksi draf.docx --oleh SEKRETARIS --kembalikan 'Bab III belum lengkap'",
        ),
    ),
    Perintah(
        "sahkan",
        "Langkah 11: bekukan laporan menjadi PDF, manifest, dan arsip; terima tanda tangannya.",
        (
            "kinerja sahkan --oleh KADIS",
            "kinerja sahkan --tandatangan 'LKjIP 2025 bertanda tangan.pdf'",
            "kinerja sahkan --perubahan 'koreksi realisasi IKU-03'",
        ),
    ),
    Perintah(
        "periksa-sah",
        "Periksa laporan yang disahkan: satu byte yang berubah ditemukan dan disebut.",
        ("kinerja periksa-sah", "kinerja periksa-sah 'LKjIP 2025 arsip.zip'"),
    ),
    Perintah(
        "aturan",
        "Jelaskan aturan pemeriksaan: kode, tingkat, perbaikan, dan alasannya.",
        ("kinerja aturan", "kinerja aturan NIL001", "kinerja aturan kebijakan"),
    ),
    Perintah(
        "riwayat",
        "Lihat semua yang pernah terjadi, putaran setiap unit, dan keutuhannya.",
        ("kinerja riwayat --periode tw4", "kinerja riwayat --periksa"),
    ),
    Perintah(
        "status",
        "Lihat keadaan setiap unit, batas waktu SOP, dan perintah berikutnya.",
        ("kinerja status", "kinerja status --periode tw4 --json"),
    ),
)

PERINTAH_AWAL = "status"
"""Dijalankan oleh ``kinerja`` tanpa perintah di dalam ruang kerja."""
