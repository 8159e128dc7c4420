"""Kebijakan yang berlaku sebagai daftar (butir, isi, sumber) untuk dicetak."""

from __future__ import annotations

from kinerja_cli.capaian.efisiensi import EFISIENSI
from kinerja_cli.model.cetak import format_rupiah, format_tanggal
from kinerja_cli.model.data_kinerja import RingkasanKebijakan
from kinerja_cli.model.kebijakan import Kebijakan, Skala

RUMUS = {
    "turun_selisih": "(2 x target - realisasi) / target x 100",
    "turun_rasio": "target / realisasi x 100",
}
PEMBULATAN = {
    "setengah_ke_atas": "dua desimal, setengah ke atas, hanya saat kategori dan cetak",
    "potong": "dua desimal, sisanya dipotong",
}
RERATA = {
    "aritmetik": "rata-rata hitung indikator sejenjang yang terhitung, dengan n dari m",
    "bobot": "rata-rata tertimbang menurut bobot",
    "geometrik": "rata-rata geometrik",
}


def build_ringkasan(kebijakan: Kebijakan) -> RingkasanKebijakan:
    """Ringkasan kebijakan yang dicetak di setiap laporan."""
    efisiensi = EFISIENSI[kebijakan.efisiensi]
    umum = f"{kebijakan.sumber} ({kebijakan.kepastian})"
    butir = (
        ("Makin tinggi makin baik", "realisasi / target x 100", umum),
        ("Makin rendah makin baik", RUMUS[kebijakan.rumus_turun], umum),
        ("Target nol", kebijakan.target_nol.replace("_", " "), umum),
        ("Batas bawah capaian", _format_batas(kebijakan.batas_bawah), umum),
        (
            "Batas atas capaian",
            _format_batas(kebijakan.batas_atas)
            + (f" (untuk {kebijakan.batas_atas_untuk})" if kebijakan.batas_atas else ""),
            umum,
        ),
        (
            "Kemajuan Renstra, makin rendah makin baik",
            "(kondisi awal - realisasi) / (kondisi awal - target akhir) x 100",
            umum,
        ),
        ("Pembulatan", PEMBULATAN[kebijakan.pembulatan], umum),
        ("Rata-rata capaian", RERATA[kebijakan.rerata], umum),
        ("Efisiensi", efisiensi.uraian, efisiensi.sumber),
        (
            "Skala kategori",
            _format_skala(kebijakan.skala),
            f"{kebijakan.skala.sumber} ({kebijakan.skala.kepastian})",
        ),
        (
            "Toleransi dengan laporan bendahara",
            format_rupiah(kebijakan.toleransi_rupiah),
            "pilihan instansi",
        ),
        ("Data belum terverifikasi", f"di{kebijakan.belum_verifikasi}", "pilihan instansi"),
    )
    return RingkasanKebijakan(
        nama=kebijakan.nama,
        berlaku=format_tanggal(kebijakan.berlaku),
        hash=kebijakan.hash,
        butir=butir,
    )


def _format_batas(batas: object) -> str:
    return "tidak ada" if batas is None else str(batas)


def _format_skala(skala: Skala) -> str:
    bagian = [
        f"{p.nama} bila {'di bawahnya' if p.batas_bawah is None else f'>= {p.batas_bawah}'}"
        for p in skala.pita
    ]
    return f"{skala.nama}: " + "; ".join(bagian)
