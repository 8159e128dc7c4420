"""Keutuhan ruang kerja: riwayat, register, salinan asli di ``arsip/``, dan bukti."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256

from kinerja_cli.model.periode import Periode
from kinerja_cli.model.temuan import Temuan, build_temuan
from kinerja_cli.register.bukti import read_bukti
from kinerja_cli.register.pemeriksaan import check_register, list_tersimpan
from kinerja_cli.ruang.bukti import GudangBukti, check_bukti_tercatat
from kinerja_cli.ruang.kepala import check_jejak, check_kepala
from kinerja_cli.ruang.langkah import Lapor, lapor_diam
from kinerja_cli.ruang.ruang import Ruang


def check_riwayat(ruang: Ruang, lapor: Lapor = lapor_diam, jejak: str = "") -> list[Temuan]:
    """Yang berubah sesudah dicatat: riwayat, register, dan salinan asli di ``arsip/``.

    ``jejak`` sebagaimana tercetak di berita acara; kosong berarti tidak dicocokkan.
    """
    with ruang.register() as register:
        temuan = [*check_register(register), *check_kepala(ruang.akar, register)]
        if jejak:
            temuan += check_jejak(register, jejak)
        tersimpan = list_tersimpan(register)
        bukti = [b for p in Periode for b in read_bukti(register, p)]
    temuan += _check_arsip(ruang, tersimpan, lapor)
    return temuan + list(check_bukti_tercatat(GudangBukti(ruang), bukti))


def _check_arsip(ruang: Ruang, tersimpan: dict[str, str], lapor: Lapor) -> Iterator[Temuan]:
    arsip = ruang.akar / "arsip"
    berkas = sorted(p for p in arsip.rglob("*") if p.is_file()) if arsip.is_dir() else []
    ada = set()
    asing: list[tuple[str, str]] = []
    for urut, jalur in enumerate(berkas):
        lapor(urut, len(berkas), jalur.name)
        tanda = jalur.stem
        tempat = jalur.relative_to(ruang.akar).as_posix()
        ada.add(tanda)
        try:
            utuh = sha256(jalur.read_bytes()).hexdigest() == tanda
        except OSError as galat:
            rincian = galat.strerror or str(galat)
            yield build_temuan("STR031", berkas=tempat, rincian=rincian)
            continue
        nama = tersimpan.get(tanda)
        if not utuh:
            yield build_temuan("DOK302", berkas=tempat, kunci=tanda, nama=nama or tempat)
        elif nama is None:
            asing.append((tempat, tanda))
    # Yang masih ada di masuk/ menunggu dikumpulkan, misalnya kiriman periode berikutnya.
    menunggu = _hash_masuk(ruang) if asing else set()
    for tempat, tanda in asing:
        if tanda not in menunggu:
            yield build_temuan("DOK305", berkas=tempat, kunci=tanda)
    for tanda, nama in tersimpan.items():
        if tanda not in ada:
            tempat = f"arsip/{tanda[:2]}/{tanda}.*"
            yield build_temuan("DOK303", berkas=tempat, kunci=tanda, nama=nama)


def _hash_masuk(ruang: Ruang) -> set[str]:
    """Sha256 setiap berkas di ``masuk/`` yang dapat dibaca."""
    hasil = set()
    for jalur in ruang.masuk.rglob("*"):
        with suppress(OSError):
            if jalur.is_file():
                hasil.add(sha256(jalur.read_bytes()).hexdigest())
    return hasil
