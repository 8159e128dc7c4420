"""Kalimat yang bertentangan dengan angkanya: naik, turun, tetap, tercapai, melampaui.

Yang dinilai hanya kalimat tentang satu indikator, dengan perbendaharaan kecil; kalimat yang
menyangkal, mengandaikan, atau memuat dua arah sekaligus dilewati.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kinerja_cli.model.data_kinerja import DataIndikator, DataKinerja
from kinerja_cli.model.draf import POLA_ANGKA
from kinerja_cli.model.istilah import Arah

NAIK, TURUN, TETAP = "naik", "turun", "tetap"
MEMBAIK, MEMBURUK = "membaik", "memburuk"
LAMPAUI, TERCAPAI, SESUAI, KURANG = "melampaui", "tercapai", "sesuai", "kurang"

KATA_BANDING: Mapping[str, str] = {
    NAIK: r"naik|meningkat|melonjak|bertambah|mengalami (?:kenaikan|peningkatan)",
    TURUN: r"turun|menurun|anjlok|berkurang|merosot|mengalami penurunan",
    TETAP: r"tidak berubah|sama dengan tahun|stagnan",
    MEMBAIK: r"membaik",
    MEMBURUK: r"memburuk",
}
"""Kata tentang realisasi terhadap tahun sebelumnya."""
KATA_TARGET: Mapping[str, str] = {
    KURANG: r"(?:tidak|belum) (?:tercapai|terpenuhi|memenuhi target|mencapai target|melampaui)"
    r"|di bawah target|gagal (?:mencapai|memenuhi)",
    LAMPAUI: r"melampaui target|terlampaui|lebih baik daripada target|melebihi target"
    r"|di atas target",
    SESUAI: r"(?:sesuai|sama) dengan target|tepat (?:sesuai )?target",
    TERCAPAI: r"target(?:nya)? (?:\S+ ){0,2}(?:tercapai|terpenuhi)|memenuhi target|mencapai target",
}
"""Kata tentang capaian terhadap target; yang di depan menang atas yang di belakangnya."""
KATA_LETAK = frozenset({"di bawah target", "di atas target", "melebihi target"})
"""Pada indikator yang makin rendah makin baik, di bawah target berarti tercapai: tidak dinilai."""
TARGET_LAIN = re.compile(r"\b(?:target akhir|renstra|rpjmd|jangka menengah|standar|nasional)\b")
"""Kalimat tentang target selain target tahun ini."""
LEWAT = re.compile(
    r"\b(?:diharapkan|harus|akan|agar|supaya|untuk|apabila|jika|bila|andai\w*|ditargetkan|seharusnya"
    r"|perlu|dapat|direncanakan|semula|sempat|triwulan|tw)\b"
)
"""Kalimat harapan, syarat, atau antartriwulan tidak dinilai."""
SANGKAL = re.compile(
    r"\b(?:tidak|belum|bukan|tanpa|kurang|hampir|nyaris|gagal|sedangkan|namun|tetapi"
    r"|meskipun)\b"
)
AKHIR_KALIMAT = re.compile(r"(?<=[.!?])\s+")
KURUNG = re.compile(r"\(([^()]*)\)")
SERATUS = Decimal(100)


@dataclass(frozen=True, slots=True)
class Pertentangan:
    """Kalimat, kata yang dipakainya, dan keadaan menurut data."""

    kalimat: str
    kata: str
    kunci: str
    keadaan: str


class PenilaiKata:
    """Menilai kalimat terhadap satu data kinerja; ``kini`` teks cetak setiap kunci."""

    def __init__(self, data: DataKinerja, kini: Mapping[str, str]) -> None:
        self._kini = kini
        self._indikator = {i.kode_indikator: i for i in data.indikator}
        nama = {i.indikator for i in data.indikator} | {i.uraian for i in data.indikator}
        nama |= {s.uraian for s in data.sasaran} | {a.uraian for a in data.anggaran}
        self._nama = tuple(sorted((n.casefold() for n in nama if n), key=len, reverse=True))
        self._tahun = data.tahun

    def check(self, bertanda: str) -> Iterator[Pertentangan]:
        """Pertentangan dalam satu paragraf yang angkanya bertanda kunci."""
        for kalimat in _iterate_penggal(bertanda):
            kunci = POLA_ANGKA.findall(kalimat)
            subjek = {":".join(k.split(":")[2:-1]) for k in kunci}
            if len(subjek) != 1:
                continue
            indikator = self._indikator.get(subjek.pop())
            if indikator is not None:
                yield from self._check_kalimat(kalimat, kunci, indikator)

    def _check_kalimat(
        self, kalimat: str, kunci: list[str], indikator: DataIndikator
    ) -> Iterator[Pertentangan]:
        polos = self._strip_nama(POLA_ANGKA.sub(" ", kalimat).casefold())
        if LEWAT.search(polos):
            return
        for kata, keadaan, pokok in (
            *_find_target(polos, indikator),
            *_find_banding(polos, indikator, kunci, self._tahun),
        ):
            yield Pertentangan(self._print(kalimat), kata, pokok, keadaan)

    def _strip_nama(self, teks: str) -> str:
        """Nama indikator dan program boleh memuat "peningkatan" tanpa berarti naik."""
        for nama in self._nama:
            teks = teks.replace(nama, " ")
        return " ".join(teks.split())

    def _print(self, kalimat: str) -> str:
        return POLA_ANGKA.sub(lambda m: self._kini.get(m[1], m[1]), kalimat)


def _iterate_penggal(bertanda: str) -> Iterator[str]:
    """Setiap kalimat, dan setiap kurung berangka sebagai pernyataan tersendiri."""
    for kalimat in AKHIR_KALIMAT.split(bertanda):
        yield from (isi for isi in KURUNG.findall(kalimat) if POLA_ANGKA.search(isi))
        yield KURUNG.sub(lambda m: " " if POLA_ANGKA.search(m[1]) else m[0], kalimat)


def _find_target(teks: str, indikator: DataIndikator) -> Iterator[tuple[str, str, str]]:
    capaian = indikator.tahun.capaian.nilai.angka
    if capaian is None or TARGET_LAIN.search(teks):
        return
    for jenis, pola in KATA_TARGET.items():
        cocok = re.search(rf"\b(?:{pola})\b", teks)
        if cocok is None:
            continue
        if cocok[0] in KATA_LETAK and indikator.arah is Arah.TURUN:
            return
        benar = {
            KURANG: capaian < SERATUS,
            LAMPAUI: capaian > SERATUS,
            SESUAI: capaian == SERATUS,
            TERCAPAI: capaian >= SERATUS,
        }[jenis]
        if not benar and not (jenis != KURANG and _is_disangkal(teks, cocok.start())):
            fakta = indikator.tahun.capaian
            yield cocok[0], f"capaiannya {fakta.teks} persen", fakta.kunci
        return


def _find_banding(
    teks: str, indikator: DataIndikator, kunci: list[str], tahun: int
) -> Iterator[tuple[str, str, str]]:
    """Naik, turun, atau tetap; hanya bila kalimatnya menyebut tahun sebelumnya."""
    lalu = next((t for t in reversed(indikator.lalu) if t.realisasi.nilai.angka is not None), None)
    kini = indikator.tahun.realisasi
    if lalu is None or kini.nilai.angka is None or lalu.realisasi.nilai.angka is None:
        return
    if not _is_membandingkan(teks, kunci, lalu.tahun, tahun):
        return
    ada = {j: m for j, pola in KATA_BANDING.items() if (m := re.search(rf"\b(?:{pola})\b", teks))}
    selisih = kini.nilai.angka - lalu.realisasi.nilai.angka
    arah = {j: m for j, m in ada.items() if j in {NAIK, TURUN, TETAP}}
    nilai = {j: m for j, m in ada.items() if j in {MEMBAIK, MEMBURUK}}
    keadaan = f"{lalu.realisasi.teks} pada {lalu.tahun}, {kini.teks} pada {tahun}"
    benar = NAIK if selisih > 0 else TURUN if selisih < 0 else TETAP
    baik = (selisih > 0) == (indikator.arah is Arah.NAIK)
    tepat = {benar, *([MEMBAIK if baik else MEMBURUK] if selisih else [])}
    if indikator.jenis == "rentang":
        nilai = {}
    for pilihan in (arah, nilai):
        if len(pilihan) != 1:
            continue
        jenis, cocok = next(iter(pilihan.items()))
        if jenis not in tepat and (jenis == TETAP or not _is_disangkal(teks, cocok.start())):
            yield cocok[0], keadaan, kini.kunci


def _is_membandingkan(teks: str, kunci: list[str], lalu: int, tahun: int) -> bool:
    """Kalimat memuat angka atau sebutan tahun terakhir yang berdata, dan bukan tahun lain."""
    disebut = {k.split(":")[0] for k in kunci} | set(re.findall(r"\b20\d\d\b", teks))
    if disebut - {str(lalu), str(tahun)}:
        return False
    kata = re.search(r"tahun (?:lalu|sebelumnya|yang lalu)", teks)
    beda = any(k.endswith(":beda_lalu") for k in kunci)
    return str(lalu) in disebut or bool(kata) or beda


def _is_disangkal(teks: str, letak: int) -> bool:
    """Benar bila penggal kalimat sebelum kata itu menyangkal atau mempertentangkan."""
    return bool(SANGKAL.search(teks[:letak]))
