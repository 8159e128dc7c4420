"""Analisis 1 dalam kalimat: yang sekelompok disatukan, yang belum terukur menyebut sebabnya."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kinerja_cli.capaian.indikator import BELUM_WAKTUNYA
from kinerja_cli.capaian.rekap_indikator import TIDAK_BERLAKU
from kinerja_cli.dokumen.isi import mark_kosong
from kinerja_cli.dokumen.laporan.bahan import Bahan
from kinerja_cli.dokumen.laporan.bahasa import (
    join_butir,
    join_dan,
    to_awal_besar,
    to_awal_kecil,
)
from kinerja_cli.model.data_kinerja import DataIndikator, DataSasaran
from kinerja_cli.model.istilah import Arah, StatusAngka

LAMPAU, SESUAI, BAWAH, BELUM, LUAR = "melampaui", "sesuai", "bawah", "belum", "luar"
SEBUTAN: Mapping[str, str] = {
    LAMPAU: "melampaui target",
    SESUAI: "memenuhi target",
    BAWAH: "belum memenuhi target",
    BELUM: "belum dapat diukur",
}


def classify_capaian(indikator: DataIndikator) -> str:
    """Keadaan terhadap target: melampaui, sesuai, di bawah, belum terukur, di luar rata-rata."""
    if not indikator.masuk_rerata:
        return LUAR
    capaian = indikator.tahun.capaian.nilai.angka
    if capaian is None:
        return BELUM
    return LAMPAU if capaian > 100 else SESUAI if capaian == 100 else BAWAH


def explain_sasaran(bahan: Bahan, sasaran: DataSasaran) -> list[str]:
    """Paragraf analisis 1 satu sasaran: gambaran umum, lalu setiap kelompok indikator."""
    kelompok: dict[str, list[DataIndikator]] = {}
    for i in bahan.milik(sasaran):
        kelompok.setdefault(classify_capaian(i), []).append(i)
    urut = bahan.nomor(sasaran)
    hasil = [_open(bahan, sasaran, kelompok)]
    for jenis, tulis in _KELOMPOK.items():
        if jenis in kelompok:
            hasil += tulis(bahan, kelompok[jenis], urut)
    return [p for p in hasil if p]


def explain_rerata(bahan: Bahan, sasaran: DataSasaran) -> str:
    """Rata-rata sasaran dengan n dari m bila tidak semua indikatornya terhitung."""
    r = sasaran.rerata
    if r.capaian.nilai.angka is None:
        sebab = mark_kosong(_sebab(sasaran), f"Rata-rata capaian sasaran {sasaran.kode}")
        return f"Rata-rata capaian sasaran ini belum dapat dihitung: {sebab}."
    nilai = f"{bahan.angka(r.capaian)} persen ({r.kategori})"
    if r.m == 1:
        return f"Capaian sasaran ini {nilai}, yaitu capaian satu-satunya indikatornya."
    if r.n == r.m:
        return f"Rata-rata capaian sasaran ini {nilai}."
    return (
        f"Rata-rata capaian sasaran ini {nilai}, dihitung dari "
        f"{bahan.hitungan(r.n, sasaran.kode, 'rerata_n')} di antara "
        f"{bahan.hitungan(r.m, sasaran.kode, 'rerata_m')} indikator yang sudah waktunya diukur."
    )


def _sebab(sasaran: DataSasaran) -> str:
    return sasaran.rerata.capaian.catatan or "belum ada indikator yang terukur"


def _open(
    bahan: Bahan, sasaran: DataSasaran, kelompok: Mapping[str, Sequence[DataIndikator]]
) -> str:
    """Pembuka: berapa yang melampaui, memenuhi, dan belum; tidak perlu bila hanya satu."""
    ada = {k: len(kelompok[k]) for k in SEBUTAN if k in kelompok}
    rerata = explain_rerata(bahan, sasaran)
    if sum(ada.values()) <= 1:
        return rerata
    if len(ada) == 1:
        return f"Semua indikator sasaran ini {SEBUTAN[next(iter(ada))]}. {rerata}"
    bagian = [
        f"{bahan.hitungan(n, sasaran.kode, f'banyak_{k}')} {SEBUTAN[k]}" for k, n in ada.items()
    ]
    jumlah = bahan.hitungan(sum(ada.values()), sasaran.kode, "banyak_indikator")
    return f"Dari {jumlah} indikator sasaran ini, {join_dan(bagian)}. {rerata}"


def _explain_lampau(bahan: Bahan, daftar: Sequence[DataIndikator], urut: int) -> list[str]:
    if len(daftar) == 1:
        return [_explain_satu_lampau(bahan, daftar[0], urut)]
    awal = ("Yang melampaui target adalah", "Target terlampaui pada")[urut % 2]
    return [_merge(bahan, daftar, awal)]


def _explain_satu_lampau(bahan: Bahan, i: DataIndikator, urut: int) -> str:
    r, t, c = _sebut(bahan, i)
    if i.jenis == "rentang":
        teks = f"{i.indikator} mencapai {r}, lebih baik daripada rentang target {t}; "
        teks += f"capaiannya {c}."
    elif i.arah is Arah.TURUN:
        teks = f"{i.indikator} lebih baik daripada target: realisasinya {r}, lebih rendah daripada "
        teks += f"target {t}, sehingga capaiannya {c}."
    elif urut % 2:
        teks = f"{i.indikator} melampaui target: realisasinya {r}, lebih tinggi daripada target "
        teks += f"{t}, sehingga capaiannya {c}."
    else:
        teks = f"Target {to_awal_kecil(i.indikator)} sebesar {t} terlampaui dengan realisasi {r}; "
        teks += f"capaiannya {c}."
    return teks + _explain_arah(i) + _explain_status(bahan, [i])


def _explain_sesuai(bahan: Bahan, daftar: Sequence[DataIndikator], urut: int) -> list[str]:
    if len(daftar) > 1:
        butir = [f"{to_awal_kecil(i.indikator)} ({_sebut_ringkas(bahan, i)})" for i in daftar]
        awal = ("Target terpenuhi pada", "Yang tepat memenuhi target adalah")[urut % 2]
        return [f"{awal} {join_butir(butir)}.{_explain_status(bahan, daftar)}"]
    i = daftar[0]
    r, t, c = _sebut(bahan, i)
    if i.jenis == "rentang":
        teks = f"{i.indikator} mencapai {r} dan berada dalam rentang target {t}; capaiannya {c}."
    elif urut % 2:
        teks = f"{i.indikator} sesuai dengan target, yaitu {t}; capaiannya {c}."
    else:
        teks = f"Target {to_awal_kecil(i.indikator)}, yaitu {t}, terpenuhi; capaiannya {c}."
    return [teks + _explain_status(bahan, daftar)]


def _explain_bawah(bahan: Bahan, daftar: Sequence[DataIndikator], urut: int) -> list[str]:
    if len(daftar) > 1:
        awal = ("Yang belum memenuhi target adalah", "Target belum terpenuhi pada")[urut % 2]
        return [_merge(bahan, daftar, awal)]
    i = daftar[0]
    r, t, c = _sebut(bahan, i)
    nol = i.tahun.realisasi.nilai.angka == 0 and i.arah is Arah.NAIK
    if nol:
        teks = f"{i.indikator} belum terealisasi: {r} terhadap target {t}, dengan capaian {c}."
    elif i.jenis == "rentang":
        teks = f"{i.indikator} mencapai {r}, di luar rentang target {t}; capaiannya {c}."
    elif urut % 2:
        teks = f"{i.indikator} belum memenuhi target: realisasinya {r}, sedangkan targetnya {t}, "
        teks += f"sehingga capaiannya {c}."
    else:
        teks = f"Realisasi {to_awal_kecil(i.indikator)} {r} belum memenuhi target {t}; "
        teks += f"capaiannya {c}."
    return [teks + _explain_arah(i) + _explain_status(bahan, daftar)]


def _merge(bahan: Bahan, daftar: Sequence[DataIndikator], awal: str) -> str:
    """Satu kalimat untuk beberapa indikator yang keadaannya sama."""
    butir = []
    for i in daftar:
        r, t, c = _sebut(bahan, i)
        butir.append(
            f"{to_awal_kecil(i.indikator)} (realisasi {r}, target {t}, capaian {c.split(' (')[0]})"
        )
    turun = [i for i in daftar if _explain_arah(i)]
    arah = ""
    if turun:
        nama = join_dan([to_awal_kecil(i.indikator) for i in turun])
        arah = f" Pada {nama}, realisasi yang makin rendah berarti makin baik."
    return f"{awal} {join_butir(butir)}.{arah}{_explain_status(bahan, daftar)}"


def _sebut(bahan: Bahan, i: DataIndikator) -> tuple[str, str, str]:
    """Realisasi dan target bersatuan, dan capaian dengan kategorinya."""
    capaian = f"{bahan.angka(i.tahun.capaian)} persen ({i.tahun.kategori})"
    return bahan.nilai(i.tahun.realisasi, i), bahan.nilai(i.tahun.target, i), capaian


def _sebut_ringkas(bahan: Bahan, i: DataIndikator) -> str:
    """Realisasi saja bila sama dengan target; rentang dan predikat menyebut targetnya."""
    r, t, _ = _sebut(bahan, i)
    return r if i.tahun.realisasi.teks == i.tahun.target.teks else f"{r}, target {t}"


def _explain_arah(i: DataIndikator) -> str:
    if i.arah is Arah.TURUN and i.jenis not in {"rentang", "predikat", "ya_tidak"}:
        return " Pada indikator ini realisasi yang makin rendah berarti makin baik."
    return ""


def _explain_status(bahan: Bahan, daftar: Sequence[DataIndikator]) -> str:
    """Kalimat tentang angka yang belum final, satu kali untuk sebab yang sama."""
    menurut: dict[str, list[DataIndikator]] = {}
    for i in daftar:
        if i.tahun.realisasi.status is not StatusAngka.FINAL:
            menurut.setdefault(_explain_sementara(bahan, i), []).append(i)
    hasil = ""
    for sebab, kena in menurut.items():
        nama = join_dan([to_awal_kecil(i.indikator) for i in kena])
        subjek = "Angka ini" if len(daftar) == 1 else f"Angka {nama}"
        hasil += f" {subjek} {sebab}."
    return hasil


def _explain_sementara(bahan: Bahan, i: DataIndikator) -> str:
    realisasi = i.tahun.realisasi
    if realisasi.status is StatusAngka.TAHUN_LALU:
        return f"memakai data tahun lalu karena angka tahun {bahan.data.tahun} belum terbit"
    catatan = realisasi.catatan.removeprefix("angka sementara").removeprefix("; ")
    return f"masih sementara karena {to_awal_kecil(catatan)}" if catatan else "masih sementara"


def _explain_belum(bahan: Bahan, daftar: Sequence[DataIndikator], _: int) -> list[str]:
    hasil = []
    for i in daftar:
        kini = i.tahun
        sebab = kini.capaian.catatan or kini.realisasi.catatan or "belum ada data"
        belum = mark_kosong(sebab, f"{i.kode_indikator} {i.indikator}")
        teks = f"{i.indikator} belum dapat diukur: {belum}."
        if kini.realisasi.nilai.ada:
            teks += f" Sampai data terakhir tercatat {bahan.nilai(kini.realisasi, i)}."
        hasil.append(teks)
    return hasil


def _explain_luar(bahan: Bahan, daftar: Sequence[DataIndikator], _: int) -> list[str]:
    """Indikator yang tidak masuk rata-rata: belum waktunya, atau dihapus dari PK."""
    hasil = []
    for i in daftar:
        kini = i.tahun.realisasi
        if i.keterangan == TIDAK_BERLAKU:
            teks = f"{i.indikator} tidak lagi tercantum pada perjanjian kinerja yang berlaku"
            teks += " sehingga capaiannya tidak dihitung"
        elif i.keterangan == BELUM_WAKTUNYA:
            teks = f"{i.indikator} belum waktunya diukur sehingga tidak masuk rata-rata"
        else:
            teks = f"{i.indikator} tidak masuk rata-rata: {i.keterangan}"
        if kini.nilai.ada:
            teks += f"; realisasi terakhir yang tercatat {bahan.nilai(kini, i)}"
        hasil.append(f"{to_awal_besar(teks)}.")
    return hasil


_KELOMPOK: Mapping[str, Callable[[Bahan, Sequence[DataIndikator], int], list[str]]] = {
    LAMPAU: _explain_lampau,
    SESUAI: _explain_sesuai,
    BAWAH: _explain_bawah,
    BELUM: _explain_belum,
    LUAR: _explain_luar,
}
