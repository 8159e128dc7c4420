"""Mencari kepala tabel dan mencocokkan judul kolomnya dengan model baris."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kinerja_cli.lembar.buku_masuk import LembarBaca
from kinerja_cli.model.isi_sel import format_isi
from kinerja_cli.model.kolom import KolomModel

BARIS_KEPALA = 40
"""Kepala tabel dicari pada sekian baris pertama."""

POLA_BUKAN_HURUF = re.compile(r"[^0-9a-z]+")
POLA_PENOMORAN = re.compile(r"\(?\d{1,2}\)?")


@dataclass(frozen=True, slots=True)
class Kepala:
    """Letak kolom menurut bidang, baris data pertama, dan judul yang ditemukan."""

    baris: int
    awal: int
    kolom: dict[str, int]
    judul: tuple[str, ...]
    kembar: tuple[str, ...] = ()


def normalize_judul(teks: str) -> str:
    """Judul tanpa beda huruf besar, spasi, garis bawah, dan tanda baca."""
    return POLA_BUKAN_HURUF.sub(" ", teks.casefold()).strip()


def build_nama(kolom: Sequence[KolomModel]) -> dict[str, str]:
    """Bidang menurut setiap nama yang diterima: judul, alias, nama bidang, judul terbawah."""
    hasil: dict[str, str] = {}
    for k in kolom:
        for nama in (k.kolom.nama, *k.kolom.alias, k.bidang):
            hasil.setdefault(normalize_judul(nama), k.bidang)
    bawah = Counter(normalize_judul(k.kolom.judul_baris[-1]) for k in kolom)
    for k in kolom:
        nama = normalize_judul(k.kolom.judul_baris[-1])
        if bawah[nama] == 1:
            hasil.setdefault(nama, k.bidang)
    return hasil


def find_kepala(lembar: LembarBaca, kolom: Sequence[KolomModel]) -> Kepala | None:
    """Kepala yang paling banyak cocok; ``None`` bila tidak satu pun judul dikenali."""
    nama = build_nama(kolom)
    terbaik: Kepala | None = None
    ada = [_has_judul(lembar, r, nama) for r in range(min(BARIS_KEPALA + 1, len(lembar.baris)))]
    for r in range(min(BARIS_KEPALA, len(lembar.baris))):
        # Judul bawah saja sudah dikenal sendiri, maka baris tanpa judul dikenal dilewati cepat.
        if not any(ada[r : r + 2]):
            continue
        for tingkat in (1, 2):
            calon = _match_baris(lembar, r, tingkat, nama)
            if calon.kolom and (terbaik is None or len(calon.kolom) > len(terbaik.kolom)):
                terbaik = calon
    return terbaik


def _has_judul(lembar: LembarBaca, r: int, nama: dict[str, str]) -> bool:
    sel = (format_isi(lembar.isi(r, c)) for c in range(len(lembar.baris[r])))
    kata = {k for isi in sel if isi for k in normalize_judul(isi).split()}
    return any(kata & set(n.split()) for n in nama)


def _match_baris(lembar: LembarBaca, r: int, tingkat: int, nama: dict[str, str]) -> Kepala:
    lebar = max((len(b) for b in lembar.baris[r : r + tingkat]), default=0)
    atas = ""
    judul: list[str] = []
    kolom: dict[str, int] = {}
    kembar: list[str] = []
    for c in range(lebar):
        sendiri = format_isi(lembar.isi(r, c))
        bawah = format_isi(lembar.isi(r + 1, c)) if tingkat == 2 else ""
        # Judul atas yang digabung hanya tertulis di sel pertamanya.
        atas = sendiri or (atas if bawah else "")
        calon = (f"{atas} {bawah}", bawah, sendiri) if bawah else (sendiri,)
        judul.append(f"{atas} {bawah}".strip())
        bidang = next((nama[n] for t in calon if (n := normalize_judul(t)) in nama), None)
        if bidang is None:
            continue
        if bidang in kolom:
            kembar.append(judul[-1])
        else:
            kolom[bidang] = c
    return Kepala(
        r, _skip_penomoran(lembar, r + tingkat), kolom, tuple(j for j in judul if j), tuple(kembar)
    )


def _skip_penomoran(lembar: LembarBaca, awal: int) -> int:
    """Lewati baris nomor kolom (1) (2) (3) di bawah kepala formulir resmi."""
    if awal >= len(lembar.baris):
        return awal
    isi = [format_isi(lembar.isi(awal, c)) for c in range(len(lembar.baris[awal]))]
    angka = [i.strip("()") for i in isi if i]
    urut = [str(n) for n in range(1, len(angka) + 1)]
    berurut = len(angka) > 2 and all(POLA_PENOMORAN.fullmatch(i) for i in isi if i)
    return awal + 1 if berurut and angka == urut else awal
