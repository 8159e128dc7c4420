from __future__ import annotations

import pytest

from kinerja_cli.dokumen.waktu_pdf import format_waktu_pdf


@pytest.mark.parametrize(
    ("teks", "harap"),
    [
        ("D:20260227093000+07'00'", "27 Februari 2026 pukul 09.30 WIB"),
        ("D:20260227093000+08'00", "27 Februari 2026 pukul 09.30 WITA"),
        ("D:20260227023015Z", "27 Februari 2026 pukul 02.30 UTC"),
        ("D:20260227023015Z00'00'", "27 Februari 2026 pukul 02.30 UTC"),
        ("D:202602270930-05'30'", "27 Februari 2026 pukul 09.30 UTC-05.30"),
        ("20260227093000", "27 Februari 2026 pukul 09.30"),
        ("D:20260227", "27 Februari 2026"),
        ("D:20261327", "D:20261327"),
        ("27/02/2026", "27/02/2026"),
        ("", ""),
    ],
)
def test_waktu_pdf_dibaca_orang_dan_yang_tak_dikenal_apa_adanya(teks: str, harap: str):
    assert format_waktu_pdf(teks) == harap
