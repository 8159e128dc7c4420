"""Kalimat dari data: naik, turun, tetap, melampaui, belum ada; susunannya berganti-ganti."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kinerja_cli.dokumen.isi import mark_kosong
from kinerja_cli.dokumen.laporan.bahan import Bahan, format_satuan
from kinerja_cli.model.data_kinerja import DataIndikator
from kinerja_cli.model.istilah import Arah
from kinerja_cli.model.nilai import Nilai

MELAMPAUI = (
    "{nama} terealisasi {r}{satuan} dari target {t}{satuan}. Capaiannya {c} persen "
    "({kategori}), melampaui target.",
    "Target {awal_kecil} sebesar {t}{satuan} terlampaui dengan realisasi {r}{satuan}; "
    "capaiannya {c} persen ({kategori}).",
    "Realisasi {awal_kecil} mencapai {r}{satuan}, lebih baik daripada target {t}{satuan}, "
    "dengan capaian {c} persen ({kategori}).",
)
SESUAI = (
    "{nama} terealisasi {r}{satuan}, sesuai dengan target; capaiannya {c} persen ({kategori}).",
    "Target {awal_kecil}, yaitu {t}{satuan}, terpenuhi dengan realisasi {r}{satuan} dan capaian "
    "{c} persen ({kategori}).",
)
DI_BAWAH = (
    "{nama} terealisasi {r}{satuan} dari target {t}{satuan}. Capaiannya {c} persen "
    "({kategori}), sehingga target belum terpenuhi.",
    "Realisasi {awal_kecil} sebesar {r}{satuan} belum memenuhi target {t}{satuan}; capaiannya "
    "{c} persen ({kategori}).",
    "Dari target {t}{satuan}, {awal_kecil} mencapai {r}{satuan} atau {c} persen ({kategori}).",
)
MAKIN_RENDAH = " Pada indikator ini realisasi yang makin rendah berarti makin baik."


def join_dan(daftar: Sequence[str]) -> str:
    """``a``, ``a dan b``, ``a, b, dan c``."""
    if len(daftar) <= 1:
        return "".join(daftar)
    if len(daftar) == 2:
        return f"{daftar[0]} dan {daftar[1]}"
    return f"{', '.join(daftar[:-1])}, dan {daftar[-1]}"


def to_awal_kecil(teks: str) -> str:
    """Huruf awal kecil untuk di tengah kalimat, kecuali singkatan (``AKIP``)."""
    kata = teks.split(" ", 1)[0]
    return teks if kata.isupper() else teks[:1].lower() + teks[1:]


def explain_capaian(bahan: Bahan, indikator: DataIndikator, urut: int) -> str:
    """Satu-dua kalimat target terhadap realisasi; yang tidak terukur menyebut sebabnya."""
    kini = indikator.tahun
    if not indikator.masuk_rerata and indikator.keterangan:
        return _explain_luar(bahan, indikator)
    capaian = kini.capaian.nilai.angka
    if capaian is None:
        sebab = kini.capaian.catatan or kini.realisasi.catatan or "belum ada data"
        return f"{indikator.indikator} belum dapat diukur: {mark_kosong(sebab)}."
    pilihan = MELAMPAUI if capaian > 100 else SESUAI if capaian == 100 else DI_BAWAH
    kalimat = pilihan[urut % len(pilihan)].format(
        nama=indikator.indikator,
        awal_kecil=to_awal_kecil(indikator.indikator),
        r=bahan.angka(kini.realisasi),
        t=bahan.angka(kini.target),
        c=bahan.angka(kini.capaian),
        satuan=format_satuan(indikator),
        kategori=kini.kategori,
    )
    if indikator.arah is Arah.TURUN and indikator.jenis == "angka":
        kalimat += MAKIN_RENDAH
    if kini.realisasi.catatan:
        kalimat += f" Catatan: {kini.realisasi.catatan}."
    return kalimat


def _explain_luar(bahan: Bahan, indikator: DataIndikator) -> str:
    """Indikator yang tidak masuk rata-rata: belum waktunya, atau dihapus dari PK."""
    kalimat = f"{indikator.indikator} tidak masuk rata-rata: {indikator.keterangan}."
    if indikator.tahun.realisasi.nilai.ada:
        kalimat += (
            f" Realisasi terakhir yang tercatat {bahan.angka(indikator.tahun.realisasi)}"
            f"{format_satuan(indikator)}."
        )
    return kalimat


def explain_perubahan(bahan: Bahan, indikator: DataIndikator, urut: int) -> str:
    """Perbandingan dengan tahun sebelumnya; selisihnya juga angka terikat."""
    kini = indikator.tahun.realisasi
    lalu = next((t for t in reversed(indikator.lalu) if t.realisasi.nilai.ada), None)
    if lalu is None:
        return (
            f"{indikator.indikator} belum mempunyai realisasi tahun lalu yang sebanding"
            f"{' karena merupakan indikator baru' if 'baru' in indikator.keterangan else ''}."
        )
    if not kini.nilai.ada:
        return f"{indikator.indikator} belum dapat dibandingkan karena realisasinya belum ada."
    satuan, dulu = format_satuan(indikator), lalu.realisasi
    if kini.nilai.angka is None or dulu.nilai.angka is None:
        banding = "sama dengan" if kini.teks == dulu.teks else "berubah dari"
        return (
            f"{indikator.indikator} pada tahun {bahan.data.tahun} adalah {bahan.angka(kini)}, "
            f"{banding} {bahan.angka(dulu)} pada tahun {lalu.tahun}."
        )
    selisih = kini.nilai.angka - dulu.nilai.angka
    if selisih == 0:
        return (
            f"{indikator.indikator} tetap {bahan.angka(kini)}{satuan} seperti tahun {lalu.tahun}."
        )
    beda = bahan.figur(
        bahan.pembuat.nilai(
            Nilai.dari_angka(abs(selisih)),
            indikator.desimal,
            indikator.kode_indikator,
            "beda_lalu",
        )
    )
    arah = "naik" if selisih > 0 else "turun"
    pilihan = (
        f"{indikator.indikator} {arah} {beda}{_format_beda(indikator)} dari {bahan.angka(dulu)} "
        f"pada tahun {lalu.tahun} menjadi {bahan.angka(kini)}{satuan}",
        f"Dibandingkan dengan tahun {lalu.tahun} ({bahan.angka(dulu)}), "
        f"{to_awal_kecil(indikator.indikator)} {arah} {beda}{_format_beda(indikator)} "
        f"menjadi {bahan.angka(kini)}{satuan}",
    )
    return f"{pilihan[urut % 2]}{_judge(indikator, selisih)}."


def _format_beda(indikator: DataIndikator) -> str:
    return " poin persen" if indikator.satuan.strip() == "%" else format_satuan(indikator)


def _judge(indikator: DataIndikator, selisih: Decimal) -> str:
    """Membaik atau memburuk menurut arah; rentang tidak dinilai dari naik turunnya."""
    if indikator.jenis == "rentang":
        return ""
    baik = (selisih > 0) == (indikator.arah is Arah.NAIK)
    return "; keadaannya membaik" if baik else "; keadaannya memburuk"
