"""RTL perbaikan: butirnya, kapan tutup, dan kapan ditagih."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from kinerja_cli.aturan.perbaikan import (
    PutaranKembali,
    PutusanLalu,
    build_rtl,
    check_perbaikan,
    close_rtl,
    list_identitas,
    list_rtl_tutup,
)
from kinerja_cli.model.fakta import FaktaIsian, KumpulanFakta
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.temuan import Tingkat, build_temuan
from tests.buatan import UNIT

TW2 = Periode.TW2
KOSONG = build_temuan("NIL301", kunci="IKU-01", kolom="realisasi", nama="IKU-01 Contoh",
                      periode="TW II")  # fmt: skip
UMUM = replace(KOSONG, kunci="ASING")


def buat(kini, putusan=(), *, diterima=True, **isian):
    fakta = KumpulanFakta.dari(
        FaktaIsian(TW2, "rtl:v2:IKU-01", k, UNIT, Nilai.dari_teks(v)) for k, v in isian.items()
    )
    kembali = PutaranKembali(2, (KOSONG,), frozenset({"IKU-01"}), "2025-07-10", diterima)
    return build_rtl(fakta, TW2, UNIT, [kembali], putusan, kini)


def test_sebelum_formulirnya_kembali_tidak_ada_yang_selesai():
    (butir,) = buat([], diterima=False)
    assert (butir.keadaan, butir.ditutup) == ("belum kembali", None)
    assert list(check_perbaikan([butir], 2)) == []


def test_tutup_pada_keputusan_pertama_tanpa_temuan_dan_buka_lagi_bila_kembali():
    ada, tiada = list_identitas([KOSONG]), frozenset()
    putusan = [PutusanLalu("2025-07-10T08:00:00", ada), PutusanLalu("2025-07-11T08:00:00", tiada)]
    (butir,) = buat([], [*putusan, PutusanLalu("2025-07-15T08:00:00", tiada)])
    assert (butir.keadaan, butir.ditutup) == ("selesai", date(2025, 7, 11))
    (lagi,) = buat([KOSONG], putusan)
    assert (lagi.keadaan, lagi.ditutup) == ("masih terbuka", None)
    berulang = [*putusan, PutusanLalu("2025-07-12T08:00:00", ada)]
    (ulang,) = close_rtl(buat([], berulang), datetime(2025, 7, 20))
    assert ulang.ditutup == date(2025, 7, 20)
    assert list_rtl_tutup([butir]) == {"IKU-01": date(2025, 7, 11)}
    assert list_rtl_tutup([butir, lagi]) == {}


def test_galat_tanpa_baris_sendiri_masuk_rtl_unit_dan_peringatan_tidak():
    ringan = build_temuan("NRS307", kunci="IKU-01", nama="IKU-01", kurang="batas waktu")
    assert ringan.tingkat is not Tingkat.GALAT
    kembali = PutaranKembali(2, (UMUM, KOSONG, ringan), frozenset({"IKU-01"}), "2025", True)
    butir = build_rtl(KumpulanFakta(), TW2, UNIT, [kembali], [], [UMUM])
    assert [(b.kunci, [t.kode for t in b.temuan], b.terbuka) for b in butir] == [
        (UNIT, ["NIL301"], True),
        ("IKU-01", ["NIL301"], False),
    ]


@pytest.mark.parametrize(
    ("isian", "kode"),
    [
        ({}, ["NRS311"]),
        ({"pic": "A", "batas_waktu": "2025-07-14", "status": "belum"}, ["NRS311"]),
        ({"pic": "A", "batas_waktu": "2025-07-14", "tindakan": "x", "status": "selesai"},
         ["NRS312"]),
        ({"pic": "A", "batas_waktu": "2025-07-14", "tindakan": "x", "status": "berjalan"}, []),
    ],
)  # fmt: skip
def test_temuan_yang_masih_ada_menagih_rtl(isian, kode):
    assert [t.kode for t in check_perbaikan(buat([KOSONG], **isian), 2)] == kode
    assert list(check_perbaikan(buat([], **isian), 2)) == []
    assert list(check_perbaikan(buat([KOSONG], **isian), 3)) == []
