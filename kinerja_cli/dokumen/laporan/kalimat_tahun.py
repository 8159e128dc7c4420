"""Analisis 2 dalam kalimat: membaik, memburuk, tetap, dan yang tidak dapat dibandingkan."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from kinerja_cli.dokumen.laporan.bahan import Bahan
from kinerja_cli.dokumen.laporan.bahasa import (
    format_beda,
    join_butir,
    join_dan,
    to_awal_besar,
    to_awal_kecil,
)
from kinerja_cli.model.angka import round_setengah_naik
from kinerja_cli.model.data_kinerja import (
    CapaianTahunLalu,
    DataIndikator,
    DataSasaran,
    Fakta,
)
from kinerja_cli.model.istilah import Arah, StatusAngka
from kinerja_cli.model.nilai import Nilai

BAIK, BURUK, TETAP, BERUBAH = "membaik", "memburuk", "tetap", "berubah"
TANPA_LALU, TANPA_KINI, KURANG, PINJAM = "tanpa lalu", "tanpa kini", "kurang", "pinjam"
TREN_TERPENDEK = 3
"""Tahun yang berurutan sebelum sebuah arah disebut terus-menerus."""


def find_lalu(indikator: DataIndikator) -> CapaianTahunLalu | None:
    """Tahun lalu terakhir yang realisasinya ada."""
    return next((t for t in reversed(indikator.lalu) if t.realisasi.nilai.ada), None)


def classify_perubahan(indikator: DataIndikator) -> str:
    """Keadaan terhadap tahun lalu; jumlah yang belum lengkap tidak dibandingkan."""
    kini, lalu = indikator.tahun.realisasi, find_lalu(indikator)
    if lalu is None:
        return TANPA_LALU
    if not kini.nilai.ada:
        return TANPA_KINI
    if kini.status is StatusAngka.TAHUN_LALU:
        return PINJAM
    if kini.status is not StatusAngka.FINAL and indikator.tahun.capaian.nilai.angka is None:
        return KURANG
    return _judge(indikator, lalu.realisasi)


def _judge(indikator: DataIndikator, lalu: Fakta) -> str:
    """Arah perubahan; rentang dan predikat tidak dinilai dari naik turunnya."""
    kini = indikator.tahun.realisasi
    if kini.teks == lalu.teks:
        return TETAP
    if kini.nilai.angka is None or lalu.nilai.angka is None or indikator.jenis == "rentang":
        return BERUBAH
    return BAIK if (kini.nilai.angka > lalu.nilai.angka) == (indikator.arah is Arah.NAIK) else BURUK


def explain_tahun_lalu(bahan: Bahan, sasaran: DataSasaran) -> list[str]:
    """Paragraf analisis 2 satu sasaran; yang keadaannya sama dalam satu kalimat."""
    kelompok: dict[str, list[DataIndikator]] = {}
    for i in bahan.milik(sasaran):
        if i.masuk_rerata:
            kelompok.setdefault(classify_perubahan(i), []).append(i)
    urut = bahan.nomor(sasaran)
    hasil = [
        tulis(bahan, kelompok[jenis], urut) for jenis, tulis in _TULIS.items() if jenis in kelompok
    ]
    if capaian := _explain_capaian(bahan, sasaran):
        hasil.append(capaian)
    return hasil


def sebut_perubahan(bahan: Bahan, i: DataIndikator) -> str:
    """Perubahan dalam beberapa kata untuk tabel, misalnya ``membaik (2024: 92,41)``."""
    jenis, lalu = classify_perubahan(i), find_lalu(i)
    if lalu is None:
        return "belum ada pembanding"
    if jenis in {BAIK, BURUK, TETAP, BERUBAH}:
        return f"{jenis} ({lalu.tahun}: {bahan.angka(lalu.realisasi)})"
    return "belum dapat dibandingkan"


def _explain_baik(bahan: Bahan, daftar: Sequence[DataIndikator], urut: int) -> str:
    return _explain_arah(bahan, daftar, urut, BAIK)


def _explain_buruk(bahan: Bahan, daftar: Sequence[DataIndikator], urut: int) -> str:
    return _explain_arah(bahan, daftar, urut + 1, BURUK)


def _explain_arah(bahan: Bahan, daftar: Sequence[DataIndikator], urut: int, kata: str) -> str:
    if len(daftar) > 1:
        awal = (
            f"Keadaan yang {kata} dibandingkan dengan tahun sebelumnya adalah",
            f"Dibandingkan dengan tahun sebelumnya, keadaan {kata} pada",
        )[urut % 2]
        butir = [f"{to_awal_kecil(i.indikator)} ({_sebut_langkah(bahan, i)})" for i in daftar]
        return f"{awal} {join_butir(butir)}."
    i = daftar[0]
    lalu = find_lalu(i)
    assert lalu is not None
    if urut % 2:
        return f"{i.indikator} {kata}: {_sebut_langkah(bahan, i)}{_explain_tren(i)}."
    return (
        f"Dibandingkan dengan tahun {lalu.tahun}, {to_awal_kecil(i.indikator)} "
        f"{_sebut_langkah(bahan, i, tahun=False)}; keadaannya {kata}{_explain_tren(i)}."
    )


def _sebut_langkah(bahan: Bahan, i: DataIndikator, *, tahun: bool = True) -> str:
    """``naik 1,04 poin persen dari 92,41 persen pada tahun 2024 menjadi 93,45 persen``.

    Selisih tidak disebut bila pembulatannya tampak tidak cocok dengan kedua angkanya.
    """
    lalu = find_lalu(i)
    assert lalu is not None
    kini, dulu = i.tahun.realisasi, lalu.realisasi
    pada = f" pada tahun {lalu.tahun}" if tahun else ""
    rentang = f"dari {bahan.nilai(dulu, i)}{pada} menjadi {bahan.nilai(kini, i)}"
    if kini.nilai.angka is None or dulu.nilai.angka is None:
        return rentang
    selisih = kini.nilai.angka - dulu.nilai.angka
    arah = "naik" if selisih > 0 else "turun"
    if round_setengah_naik(abs(selisih), i.desimal) != abs(
        _round(kini.nilai, i) - _round(dulu.nilai, i)
    ):
        return f"{arah} {rentang}"
    beda = bahan.pembuat.nilai(
        Nilai.dari_angka(abs(selisih)), i.desimal, i.kode_indikator, "beda_lalu"
    )
    return f"{arah} {bahan.figur(beda)}{format_beda(i)} {rentang}"


def _round(nilai: Nilai, i: DataIndikator) -> Decimal:
    return round_setengah_naik(nilai.angka or Decimal(0), i.desimal)


def _explain_tren(i: DataIndikator) -> str:
    """Arah yang sama setiap tahun sampai kini disebut sejak tahun mulainya."""
    deret = [(t.tahun, t.realisasi.nilai.angka) for t in i.lalu]
    angka = [a for _, a in deret if a is not None]
    kini = i.tahun.realisasi.nilai.angka
    if kini is None or len(angka) < len(deret) or len(angka) < TREN_TERPENDEK:
        return ""
    semua = [*angka, kini]
    naik = all(a < b for a, b in pairwise(semua))
    turun = all(a > b for a, b in pairwise(semua))
    if not (naik or turun):
        return ""
    return f", dan {'naik' if naik else 'turun'} setiap tahun sejak {deret[0][0]}"


def _explain_tetap(bahan: Bahan, daftar: Sequence[DataIndikator], urut: int) -> str:
    butir = []
    for i in daftar:
        lalu = find_lalu(i)
        assert lalu is not None
        butir.append((i, f"{bahan.nilai(i.tahun.realisasi, i)} seperti pada tahun {lalu.tahun}"))
    if len(butir) == 1:
        i, isi = butir[0]
        kata = "bertahan pada" if urut % 2 else "tetap"
        return f"{i.indikator} {kata} {isi}."
    sebutan = [f"{to_awal_kecil(i.indikator)} ({isi})" for i, isi in butir]
    return f"Yang tidak berubah adalah {join_butir(sebutan)}."


def _explain_berubah(bahan: Bahan, daftar: Sequence[DataIndikator], _: int) -> str:
    """Predikat dan rentang: perubahan disebut tanpa dinilai dari naik turunnya."""
    kalimat = [f"{i.indikator} berubah: {_sebut_langkah(bahan, i)}." for i in daftar]
    return " ".join(kalimat)


def _explain_tanpa_lalu(bahan: Bahan, daftar: Sequence[DataIndikator], _: int) -> str:
    nama = join_dan([to_awal_kecil(i.indikator) for i in daftar])
    sebab = (
        " karena merupakan indikator baru" if all("baru" in i.keterangan for i in daftar) else ""
    )
    return to_awal_besar(f"{nama} belum mempunyai realisasi tahun lalu yang sebanding{sebab}.")


def _explain_tanpa_kini(bahan: Bahan, daftar: Sequence[DataIndikator], _: int) -> str:
    nama = join_dan([to_awal_kecil(i.indikator) for i in daftar])
    return to_awal_besar(
        f"{nama} belum dapat dibandingkan karena realisasi tahun {bahan.data.tahun} belum ada."
    )


def _explain_kurang(bahan: Bahan, daftar: Sequence[DataIndikator], _: int) -> str:
    hasil = []
    for i in daftar:
        lalu = find_lalu(i)
        assert lalu is not None
        hasil.append(
            f"{i.indikator} baru tercatat {bahan.nilai(i.tahun.realisasi, i)} dari data yang belum "
            f"lengkap, sehingga belum dapat dibandingkan dengan {bahan.nilai(lalu.realisasi, i)} "
            f"pada tahun {lalu.tahun}."
        )
    return " ".join(hasil)


def _explain_pinjam(bahan: Bahan, daftar: Sequence[DataIndikator], _: int) -> str:
    butir = [f"{to_awal_kecil(i.indikator)} ({bahan.nilai(i.tahun.realisasi, i)})" for i in daftar]
    return (
        f"Perubahan {join_butir(butir)} belum dapat dinilai karena angka tahun {bahan.data.tahun} "
        "belum terbit dan yang tercetak adalah angka tahun lalu."
    )


def _explain_capaian(bahan: Bahan, sasaran: DataSasaran) -> str:
    """Perbandingan persentase capaiannya, bila ada yang dapat dibandingkan."""
    naik = turun = 0
    for i in bahan.milik(sasaran):
        lalu = find_lalu(i)
        kini, dulu = i.tahun.capaian.nilai.angka, lalu.capaian.nilai.angka if lalu else None
        if not i.masuk_rerata or kini is None or dulu is None or classify_perubahan(i) == PINJAM:
            continue
        naik += kini > dulu
        turun += kini < dulu
    if not naik + turun:
        return ""
    bagian = [
        f"lebih {kata} pada {bahan.hitungan(n, sasaran.kode, f'capaian_{kata}')} indikator"
        for n, kata in ((naik, "tinggi"), (turun, "rendah"))
        if n
    ]
    # Pembandingnya disebut sekali, pada bagian pertama.
    bagian[0] = bagian[0].replace(" pada ", " daripada tahun sebelumnya pada ", 1)
    return f"Persentase capaiannya {join_dan(bagian)}."


_TULIS: Mapping[str, Callable[[Bahan, Sequence[DataIndikator], int], str]] = {
    BAIK: _explain_baik,
    BURUK: _explain_buruk,
    TETAP: _explain_tetap,
    BERUBAH: _explain_berubah,
    PINJAM: _explain_pinjam,
    KURANG: _explain_kurang,
    TANPA_LALU: _explain_tanpa_lalu,
    TANPA_KINI: _explain_tanpa_kini,
}
