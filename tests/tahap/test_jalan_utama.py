"""Seluruh SOP atas dinas contoh, dibandingkan dengan hasil yang dihitung tangan."""

from __future__ import annotations

import csv

import pytest

from tests.tahap.jalan import AKAR, Jalan, run_sop

SIMPAN = ("kumpulkan tw4", "verifikasi tw4", "kompilasi tahun")


def _read_harapan(nama: str) -> list[dict[str, str]]:
    with (AKAR / "harapan" / f"{nama}.csv").open(encoding="utf-8", newline="") as berkas:
        return list(csv.DictReader(berkas, delimiter=";"))


@pytest.fixture(scope="module")
def jalan(tmp_path_factory: pytest.TempPathFactory) -> Jalan:
    """Dijalankan sekali; uji yang menulis memakai salinannya."""
    return run_sop(tmp_path_factory.mktemp("jalan"), SIMPAN)


def test_hasil_setiap_berkas_tw4(jalan: Jalan):
    susulan = _map_hasil(jalan, "kumpulkan tw4 susulan")
    harap = {
        b["berkas"].replace("susulan/tw4/", "masuk/tw4/susulan/"): b["hasil"]
        for b in _read_harapan("kiriman_tw4")
    }

    assert susulan | _map_hasil(jalan, "kumpulkan tw4") == harap


def test_periksa_menilai_seperti_kumpulkan_tanpa_mengenal_kembaran(jalan: Jalan):
    kembar = "masuk/tw4/SEKRETARIAT TW4 (1).xlsx"
    harap = _map_hasil(jalan, "kumpulkan tw4")

    assert harap[kembar] == "abaikan"
    assert _map_hasil(jalan, "periksa tw4") == {**harap, kembar: "terima"}


def _map_hasil(jalan: Jalan, langkah: str) -> dict[str, str]:
    """Hasil setiap berkas di ``masuk/tw4`` menurut jalurnya dari ruang kerja."""
    akar = f"{jalan.ruang.akar.as_posix()}/"
    hasil = {
        b["berkas"].removeprefix(akar): b["hasil"] for b in jalan.hasil[langkah].data["berkas"]
    }
    return {nama: h for nama, h in hasil.items() if nama.startswith("masuk/tw4/")}
