"""Kiriman yang tidak dapat dicocokkan selalu ditolak dengan sebabnya."""

from __future__ import annotations

from pathlib import Path

from kinerja_cli.formulir.cetakan import build_cetakan
from kinerja_cli.register.basis import Register
from kinerja_cli.register.definisi import FormulirTerbit, store_definisi, store_formulir
from kinerja_cli.ruang.pembaca import Bacaan
from kinerja_cli.ruang.penerimaan import Penerima
from tests.buatan import build_definisi
from tests.lembar.test_formulir import susun

WAKTU = "2025-07-01T08:00:00"


def test_formulir_yang_belum_terbit_ketika_dibaca_ditolak_dengan_sebabnya(tmp_path: Path) -> None:
    """Diterbitkan sesudah pekerja membaca kirimannya: isinya tidak diperiksa, jadi ditolak."""
    formulir, definisi = susun(), build_definisi()
    identitas = formulir.identitas
    with Register(tmp_path / "kinerja.db", tulis=True) as register:
        with register.transaksi():
            nomor = store_definisi(register, definisi, WAKTU)
        belum = Penerima(register, WAKTU).judge("a.xlsx", "0" * 64, Bacaan(identitas, ()))
        with register.transaksi():
            terbit = FormulirTerbit(
                identitas.id, identitas.unit, identitas.periode, nomor, 1, WAKTU
            )
            store_formulir(register, terbit, build_cetakan(definisi, formulir))
        penerima = Penerima(register, WAKTU)
        sudah = penerima.judge("a.xlsx", "0" * 64, Bacaan(identitas, ()))
        dikenal = penerima.judge("a.xlsx", "0" * 64, Bacaan(identitas, (), dikenal=True))
    for dinilai in (belum, sudah):
        assert dinilai.hasil == "tolak"
        assert [t.kode for t in dinilai.temuan] == ["IDN202"]
    assert dikenal.hasil == "terima"
