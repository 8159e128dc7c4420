"""Menggabungkan kiriman menjadi fakta, sel demi sel.

Sel kosong tidak pernah menggantikan nilai; "kosongkan" menggantikan. Kiriman periode atau
putaran yang lebih baru menggantikan yang lama. Dua nilai berbeda dalam putaran yang sama
adalah temuan, dan nilai pertama bertahan sampai perencana memilih.
"""

from __future__ import annotations

from collections.abc import Iterable

from kinerja_cli.model.cetak import format_angka
from kinerja_cli.model.fakta import FaktaIsian
from kinerja_cli.model.kiriman import Kiriman, SelKiriman
from kinerja_cli.model.nilai import JenisNilai, Nilai
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.temuan import Temuan, build_temuan

Alamat = tuple[str, str, str]
Pasangan = tuple[Kiriman, SelKiriman]


def merge_kiriman(
    daftar: Iterable[Pasangan],
) -> tuple[list[FaktaIsian], dict[Alamat, Temuan]]:
    """Fakta hasil gabungan dan temuan atas alamat yang nilainya bertentangan.

    ``daftar`` menurut urutan terima.
    """
    terpilih: dict[Alamat, Pasangan] = {}
    bentrok: dict[Alamat, Temuan] = {}
    for kiriman, sel in sorted(daftar, key=lambda p: _tahap(p[0])):
        alamat = (sel.periode, sel.subjek, sel.kolom)
        lama = terpilih.get(alamat)
        if lama is None or _is_menggantikan(kiriman, lama[0]):
            terpilih[alamat] = (kiriman, sel)
            bentrok.pop(alamat, None)
        elif sel.isi != lama[1].isi and not lama[0].utama:
            bentrok[alamat] = _build_bentrok(lama, (kiriman, sel))
    return [_build_fakta(kiriman, sel) for kiriman, sel in terpilih.values()], bentrok


def _tahap(kiriman: Kiriman) -> tuple[int, int]:
    return (kiriman.periode.nomor, kiriman.putaran)


def _is_menggantikan(baru: Kiriman, lama: Kiriman) -> bool:
    return _tahap(baru) > _tahap(lama) or (baru.utama and not lama.utama)


def _build_bentrok(lama: Pasangan, baru: Pasangan) -> Temuan:
    return build_temuan(
        "NIL101",
        berkas=baru[0].berkas,
        lembar=baru[1].lembar,
        sel=baru[1].sel,
        kunci=baru[1].subjek,
        kolom=baru[1].kolom,
        baru=format_nilai(baru[1].nilai),
        lama=format_nilai(lama[1].nilai),
        berkas_lama=lama[0].berkas,
    )


def format_nilai(nilai: Nilai) -> str:
    """Nilai bertanda untuk dibaca orang."""
    if nilai.angka is not None:
        return format_angka(nilai.angka, 6)
    return f"belum ada ({nilai.teks})" if nilai.jenis is JenisNilai.BELUM_ADA else nilai.teks or "-"


def _build_fakta(kiriman: Kiriman, sel: SelKiriman) -> FaktaIsian:
    return FaktaIsian(
        periode=Periode(sel.periode),
        subjek=sel.subjek,
        kolom=sel.kolom,
        unit=kiriman.unit,
        nilai=sel.nilai,
        kiriman=kiriman.sha256,
        berkas=kiriman.berkas,
        lembar=sel.lembar,
        sel=sel.sel,
        waktu=kiriman.waktu,
    )
