"""Setiap aturan verifikasi menyala pada contoh yang dicetak ``kinerja aturan KODE``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kinerja_cli.aturan.cocok_bendahara import check_laporan
from kinerja_cli.aturan.keuangan import summarise
from kinerja_cli.aturan.konteks import KonteksVerifikasi
from kinerja_cli.aturan.verifikasi import check_unit
from kinerja_cli.model.fakta import FaktaIsian, KumpulanFakta
from kinerja_cli.model.istilah import Agregasi, Arah, Sifat
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.setelan import NOMOR_DISETEL, TOPIK_DISETEL, SetelanAturan, apply_setelan
from kinerja_cli.model.sumber import BarisPengampu, BarisRiwayat, BarisVersi
from kinerja_cli.model.temuan import Temuan, read_katalog
from tests.aturan.contoh import (
    DAU,
    NARASI,
    PAD,
    angka,
    build_daftar,
    build_konteks,
    build_spj,
    teks,
    ubah_indikator,
    ubah_target,
)
from tests.buatan import SUB, TAHUN, UNIT, UNIT_LAIN, build_definisi

TW1, TW2, TW3, TW4 = Periode.TAHUN.triwulan()
KATALOG = read_katalog()
SEMUA = [k for k in KATALOG if k.startswith(TOPIK_DISETEL) and int(k[3:]) in NOMOR_DISETEL]
DI_RUANG = {
    "BKT302": "tahap/test_bukti.py",
    "BKT303": "tahap/test_bukti.py",
    "BKT304": "tahap/test_bukti.py",
    "BKT305": "tahap/test_bukti.py",
    "BKT306": "tahap/test_bukti.py",
    "BKT307": "tahap/test_bukti.py",
    "BKT308": "tahap/test_bukti.py",
    "NIL311": "tahap/test_kembalikan.py",
    "NRS311": "aturan/test_perbaikan.py",
    "NRS312": "aturan/test_perbaikan.py",
    "TGT306": "tahap/test_potret.py",
}
"""Yang memerlukan berkas atau riwayat keputusan, dan uji yang menyalakannya."""
POLA_ANGKA = re.compile(r"\d[\d.,]*\d|\d{2,}")
IKU, RUMAH = "IKU-02", "SUB-01"
Isian = tuple[Periode, str, str, Nilai | None]


def isi(konteks: KonteksVerifikasi, *baris: Isian) -> KonteksVerifikasi:
    """Konteks dengan beberapa isian diganti; ``None`` mengosongkan."""
    fakta = dict(konteks.fakta.isi)
    for periode, subjek, kolom, nilai in baris:
        fakta.pop((periode, subjek, kolom), None)
        if nilai is not None:
            fakta[periode, subjek, kolom] = FaktaIsian(periode, subjek, kolom, UNIT, nilai)
    return replace(konteks, fakta=KumpulanFakta(fakta))


def tanpa_kata(konteks: KonteksVerifikasi, kode: str) -> KonteksVerifikasi:
    return isi(konteks, *((konteks.periode, kode, k, None) for k in (*NARASI, "upaya")))


def indeks(target: str, realisasi: str, **ubahan: object) -> KonteksVerifikasi:
    """IKU-02 menjadi angka naik bertarget itu, tanpa kata-kata dan tanpa sejarah."""
    definisi = ubah_indikator(build_definisi(), IKU, arah=Arah.NAIK, **ubahan)
    definisi = ubah_target(definisi, IKU, tahun=target, tw4=target)
    definisi = definisi.model_copy(update={"riwayat": ()})
    konteks = tanpa_kata(build_konteks(definisi=definisi), IKU)
    return isi(konteks, (TW4, IKU, "realisasi", angka(realisasi)))


def sejarah(*nilai: str, kini: str) -> KonteksVerifikasi:
    riwayat = tuple(
        BarisRiwayat(kode_indikator=IKU, tahun=TAHUN - n, target=t, realisasi=t)
        for n, t in zip(range(len(nilai), 0, -1), nilai, strict=True)
    )
    konteks = indeks("90", kini)
    return replace(konteks, definisi=konteks.definisi.model_copy(update={"riwayat": riwayat}))


def jumlah(periode: Periode, *nilai: str, **ubahan: object) -> KonteksVerifikasi:
    """SUB-01 yang menjumlah dengan isian setiap triwulan."""
    definisi = ubah_indikator(build_definisi(), RUMAH, **ubahan)
    isian = zip(Periode, nilai, strict=False)
    konteks = build_konteks(periode, definisi=definisi)
    return isi(konteks, *((p, RUMAH, "realisasi", angka(n)) for p, n in isian))


def uang(periode: Periode, dau: str, pad: str, *spj: object, **ubahan: object) -> KonteksVerifikasi:
    """Realisasi bidang dan baris laporan bendahara."""
    baris = spj or (build_spj(str(Decimal(dau) + Decimal(pad))),)
    konteks = build_konteks(
        periode, keuangan=summarise([(build_daftar(periode, **ubahan), tuple(baris))])
    )
    return isi(
        konteks,
        (periode, DAU, "realisasi", angka(dau)),
        (periode, PAD, "realisasi", angka(pad)),
    )


def rtl(**laporan: str) -> KonteksVerifikasi:
    kunci = f"rtl:tw3:{IKU}"
    return isi(
        build_konteks(),
        (TW3, IKU, "rencana_tindak_lanjut", teks("Menambah kelompok kerja")),
        (TW3, IKU, "batas_waktu", teks(date(TAHUN, 9, 30).isoformat())),
        *((TW4, kunci, k, teks(v)) for k, v in laporan.items()),
    )


def tanpa_keluaran() -> KonteksVerifikasi:
    konteks = tanpa_kata(build_konteks(TW2), RUMAH)
    konteks = replace(
        konteks, definisi=ubah_target(konteks.definisi, RUMAH, tahun="40", tw1="10", tw2="30")
    )
    return isi(konteks, *((p, RUMAH, "realisasi", angka(0)) for p in (TW1, TW2)))


def tanpa_serapan() -> KonteksVerifikasi:
    konteks = uang(TW1, "0", "0")
    pagu = (konteks.definisi.pagu[0].model_copy(update={"pagu": Decimal("50e6")}),)
    definisi = ubah_target(konteks.definisi, RUMAH, tw1="10").model_copy(update={"pagu": pagu})
    konteks = tanpa_kata(replace(konteks, definisi=definisi), RUMAH)
    return isi(konteks, (TW1, RUMAH, "realisasi", angka(10)))


def tanpa_pagu() -> KonteksVerifikasi:
    definisi = build_definisi().model_copy(update={"pagu": ()})
    return isi(build_konteks(definisi=definisi), (TW4, RUMAH, "realisasi", angka(3)))


def dijelaskan(konteks: KonteksVerifikasi, kunci: str, kalimat: str) -> KonteksVerifikasi:
    return isi(konteks, (konteks.periode, kunci, "penjelasan", teks(kalimat)))


def dua_unit() -> KonteksVerifikasi:
    definisi = build_definisi(penyedia_lain=True)
    lain = definisi.pagu[1].model_copy(update={"kode_unit": UNIT_LAIN})
    return build_konteks(definisi=definisi.model_copy(update={"pagu": (definisi.pagu[0], lain)}))


def beda_pagu() -> KonteksVerifikasi:
    """Laporan induk tanpa sub kegiatan ini; laporan pembantunya berpagu sebelum pergeseran."""
    lain = build_spj("5", kode="1.04.03.2.01.0004")
    pembantu = build_daftar(berkas="BPP.xlsx", bendahara="Pembantu KP", versi="pergeseran 1")
    return build_konteks(
        keuangan=summarise([(build_daftar(), (lain,)), (pembantu, (build_spj(),))])
    )


def pk_berubah() -> KonteksVerifikasi:
    """PK perubahan 1 Oktober tanpa IKU-06."""
    definisi = build_definisi()
    baru = next(i for i in definisi.indikator if i.kode_indikator == IKU)
    target = next(t for t in definisi.target if t.kode_indikator == IKU)
    versi = BarisVersi(
        versi="perubahan", tanggal=date(TAHUN, 10, 1), berlaku_mulai=date(TAHUN, 10, 1)
    )
    ulang = tuple(t.model_copy(update={"versi": "perubahan"}) for t in definisi.target)
    definisi = definisi.model_copy(
        update={
            "versi_pk": (*definisi.versi_pk, versi),
            "indikator": (
                *definisi.indikator, baru.model_copy(update={"kode_indikator": "IKU-06"})
            ),
            "target": (
                *definisi.target, *ulang, target.model_copy(update={"kode_indikator": "IKU-06"})
            ),
            "pengampu": (
                *definisi.pengampu,
                BarisPengampu(
                    kode_indikator="IKU-06", kode_unit=UNIT, peran=definisi.pengampu[0].peran
                ),
            ),
        }
    )  # fmt: skip
    return isi(build_konteks(definisi=definisi), (TW4, "IKU-06", "realisasi", angka("9.9")))


def setahun() -> KonteksVerifikasi:
    konteks = jumlah(Periode.TAHUN, "10", "12", "8", "10", "42")
    return isi(konteks, (TW4, RUMAH, "status_angka", teks("sementara")))


def menunggu() -> KonteksVerifikasi:
    konteks = build_konteks(definisi=build_definisi(penyedia_lain=True))
    return isi(konteks, (TW4, "EL-01B", "nilai", None))


def dinas(*spj: object) -> KonteksVerifikasi:
    return build_konteks(keuangan=summarise([(build_daftar(), (build_spj(), *spj))]))


def pembantu_termuat() -> KonteksVerifikasi:
    laporan = [
        (build_daftar(), (build_spj(),)),
        (build_daftar(bendahara="Pembantu KP"), (build_spj(),)),
    ]
    return build_konteks(keuangan=summarise(laporan))


def belum_sampai() -> KonteksVerifikasi:
    laporan = [(build_daftar(TW2), (build_spj("670e6"),))]
    return build_konteks(TW3, keuangan=summarise(laporan))


SALIN = NARASI["penghambat"]

KASUS: dict[str, Callable[[], KonteksVerifikasi]] = {
    "BKT301": lambda: isi(indeks("82", "82"), (TW4, IKU, "bukti", None)),
    "KEU302": lambda: uang(TW4, "1468e6", "260e6"),
    "KEU303": lambda: dijelaskan(uang(TW4, "1468e6", "260e6"), PAD, "pergeseran sedang diproses"),
    "KEU304": lambda: uang(TW4, "1468e6", "-2315"),
    "KEU305": lambda: isi(uang(TW3, "510e6", "140e6"), (TW2, DAU, "realisasi", angka("610e6"))),
    "KEU306": tanpa_keluaran,
    "KEU307": tanpa_serapan,
    "KEU308": tanpa_pagu,
    "KEU311": lambda: uang(TW4, "1468e6", "241e6", build_spj("1700e6")),
    "KEU312": lambda: dijelaskan(
        uang(TW4, "1468e6", "241e6", build_spj("1700e6")), DAU, "SPJ yang belum disahkan"
    ),
    "KEU313": lambda: uang(TW4, "40e6", "0", build_spj("5", kode="1.04.03.2.01.0004")),
    "KEU314": belum_sampai,
    "KEU315": dua_unit,
    "KEU316": lambda: dinas(build_spj("40e6", kode="1.04.03.2.01.0009")),
    "KEU317": lambda: build_konteks(
        keuangan=summarise([(build_daftar(), (build_spj(anggaran="1800e6"),))])
    ),
    "KEU318": pembantu_termuat,
    "KEU319": beda_pagu,
    "NIL301": lambda: isi(build_konteks(), (TW4, IKU, "realisasi", None)),
    "NIL302": lambda: isi(
        build_konteks(), (TW4, IKU, "realisasi", Nilai.tak_terbaca("82,5 (sementara)"))
    ),
    "NIL303": lambda: isi(build_konteks(), (TW4, IKU, "realisasi", Nilai.belum_ada("-"))),
    "NIL304": lambda: jumlah(TW1, "22.5", satuan="Unit rumah"),
    "NIL305": lambda: indeks("95", "109.3", satuan="%"),
    "NIL306": lambda: isi(
        indeks("95", "109.3", satuan="%"), (TW4, IKU, "pendorong", teks(NARASI["pendorong"]))
    ),
    "NIL307": lambda: jumlah(TW1, "-3"),
    "NIL308": lambda: jumlah(TW3, "80", "91", "90", satuan="orang", cara_isi=Sifat.SAMPAI_DENGAN),
    "NIL309": lambda: indeks("98", "98.61734"),
    "NIL310": setahun,
    "NRS301": lambda: indeks("100", "85"),
    "NRS302": lambda: indeks("100", "85"),
    "NRS303": lambda: isi(indeks("100", "85"), (TW4, IKU, "penghambat", teks("ok"))),
    "NRS304": lambda: isi(indeks("100", "100"), (TW4, IKU, "pendorong", teks("ok"))),
    "NRS305": lambda: isi(
        build_konteks(),
        *((p, IKU, "penghambat", teks(SALIN)) for p in (TW3, TW4)),
    ),
    "NRS306": lambda: isi(
        build_konteks(), *((TW4, k, "penghambat", teks(SALIN)) for k in ("IKU-01", IKU))
    ),
    "NRS307": lambda: isi(build_konteks(), (TW4, IKU, "pic", None)),
    "NRS308": rtl,
    "NRS309": lambda: rtl(status="selesai"),
    "NRS310": lambda: rtl(status="berjalan"),
    "TGT301": pk_berubah,
    "TGT302": lambda: indeks("0", "2"),
    "WJR301": lambda: sejarah("87,43", kini="87.43"),
    "WJR302": lambda: jumlah(TW3, "80", "87.43", "87.43", satuan="km"),
    "WJR303": lambda: sejarah("71", "72", "74", "73", kini="12"),
    "WJR304": lambda: indeks("12000", "12", satuan="m"),
    "WJR305": lambda: indeks("4", "75", satuan="dokumen", agregasi=Agregasi.JUMLAH),
    "WKT301": menunggu,
    "WKT302": lambda: isi(build_konteks(), (TW4, IKU, "status_angka", teks("sementara"))),
}


def nyalakan(kode: str) -> tuple[KonteksVerifikasi, list[Temuan]]:
    konteks = KASUS[kode]()
    k = konteks
    laporan = check_laporan(k.definisi, k.periode, k.keuangan, k.fakta)
    return konteks, [t for t in (*check_unit(konteks), *laporan) if t.kode == kode]


def test_setiap_aturan_mempunyai_kasus():
    assert set(KASUS) | set(DI_RUANG) == set(SEMUA)
    assert not set(KASUS) & set(DI_RUANG)


@pytest.mark.parametrize("kode", KASUS)
def test_aturan_menyala_pada_contohnya(kode: str):
    _, temuan = nyalakan(kode)
    assert temuan, kode
    assert all(t.tingkat is KATALOG[kode].tingkat for t in temuan)
    assert {t.kunci for t in temuan} - {""}


@pytest.mark.parametrize("kode", KASUS)
def test_angka_pada_contoh_benar_benar_dipakai_kasusnya(kode: str):
    konteks, temuan = nyalakan(kode)
    tercetak = " ".join(t.masalah for t in temuan) + _dump(konteks)
    for tertulis in POLA_ANGKA.findall(KATALOG[kode].contoh):
        polos = tertulis.replace(".", "").replace(",", ".").rstrip(".")
        assert tertulis in tercetak or polos in tercetak, (kode, tertulis)


def _dump(konteks: KonteksVerifikasi) -> str:
    fakta = (f"{f.nilai.dump()} {f.nilai.teks or ''}" for f in konteks.fakta)
    definisi = konteks.definisi
    acuan = [*(str(p.pagu) for p in definisi.pagu), *(r.realisasi for r in definisi.riwayat)]
    acuan += [f"{t.tahun} {t.tw1} {t.tw2} {t.tw3} {t.tw4}" for t in definisi.target]
    acuan += [str(r.tahun) for r in definisi.riwayat] + [str(definisi.tahun)]
    acuan += [f"{v.tanggal.day} Oktober" for v in definisi.versi_pk]
    acuan += [k for k in (SUB, "30 Juni", "30/09") if k]
    return " ".join((*fakta, *acuan))


@pytest.mark.parametrize("kode", [k for k in KASUS if k not in {"NIL301", "NIL302"}])
def test_setiap_aturan_dapat_diubah_dan_dimatikan_kantor(kode: str):
    _, temuan = nyalakan(kode)
    catatan = list(apply_setelan(temuan, {kode: SetelanAturan(tingkat="catatan")}))
    assert [t.tingkat.value for t in catatan] == ["catatan"] * len(temuan)
    assert list(apply_setelan(temuan, {kode: SetelanAturan(tingkat="mati")})) == []


@pytest.mark.parametrize(("kode", "berkas"), DI_RUANG.items())
def test_aturan_yang_memerlukan_berkas_diuji_di_tempatnya(kode: str, berkas: str):
    isi_berkas = (Path(__file__).parents[1] / berkas).read_text(encoding="utf-8")
    assert kode in isi_berkas
