"""Koreksi angka periode lalu yang datang bersama formulir: dinilai bersama kiriman itu."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kinerja_cli.aturan.konteks import KonteksVerifikasi, format_indikator
from kinerja_cli.model.cetak import format_angka
from kinerja_cli.model.fakta import FaktaIsian
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.temuan import Temuan, build_temuan

LEMBAR = "Koreksi"
AKHIR_PENDAMPING = "_koreksi"


def check_koreksi(
    konteks: KonteksVerifikasi,
    dibawa: Sequence[FaktaIsian],
    versi: Mapping[str, Sequence[FaktaIsian]],
) -> Iterator[Temuan]:
    """Angka periode lalu yang berubah lewat lembar Koreksi, dengan angka lama dan alasannya.

    ``dibawa`` fakta dari kiriman unit ini; ``versi`` semua versi fakta menurut sha256 kiriman.
    """
    koreksi = [f for f in dibawa if f.lembar == LEMBAR and _is_berlaku(konteks, f)]
    if not koreksi:
        return
    lama = {_read_alamat(f): f for daftar in versi.values() for f in daftar}
    for f in sorted(koreksi, key=lambda f: (f.periode.nomor, f.subjek, f.kolom)):
        sebelum = lama.get((f.periode.value, f.subjek, f.kolom, f.versi - 1))
        alasan = konteks.fakta.teks(f.periode, f.subjek, f"alasan{AKHIR_PENDAMPING}")
        yield build_temuan(
            "NIL311",
            kunci=f"{f.periode.value}:{f.subjek}:{f.kolom}",
            kolom="nilai_baru",
            berkas=f.berkas,
            lembar=f.lembar,
            sel=f.sel,
            nama=_find_nama(konteks, f.subjek),
            periode_lalu=f.periode.nama,
            perubahan=_describe(sebelum, f),
            alasan=alasan or "tidak ditulis",
        )


def _is_berlaku(konteks: KonteksVerifikasi, fakta: FaktaIsian) -> bool:
    """Benar bila angkanya dan bukan alasannya, dan belum diganti kiriman yang lebih baru."""
    kini = konteks.fakta.fakta(fakta.periode, fakta.subjek, fakta.kolom)
    return (
        not fakta.kolom.endswith(AKHIR_PENDAMPING)
        and kini is not None
        and kini.versi == fakta.versi
    )


def _read_alamat(fakta: FaktaIsian) -> tuple[str, str, str, int]:
    return fakta.periode.value, fakta.subjek, fakta.kolom, fakta.versi


def _describe(sebelum: FaktaIsian | None, kini: FaktaIsian) -> str:
    if sebelum is None or not sebelum.berlaku.ada:
        return f"baru disusulkan {_show(kini.nilai)}"
    return f"{_show(sebelum.berlaku)} dikoreksi menjadi {_show(kini.nilai)}"


def _show(nilai: Nilai) -> str:
    return format_angka(nilai.angka, 6) if nilai.angka is not None else repr(nilai.teks or "")


def _find_nama(konteks: KonteksVerifikasi, subjek: str) -> str:
    definisi = konteks.definisi
    if indikator := definisi.indikator_menurut_kode.get(subjek):
        return format_indikator(indikator)
    elemen = {e.kode_elemen: f"{e.kode_elemen} {e.nama}" for e in definisi.elemen}
    return elemen.get(subjek) or next((u.nama for u in konteks.uang if u.kunci == subjek), subjek)
