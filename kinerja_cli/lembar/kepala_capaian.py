"""Kepala tabel capaian apa pun: judul bertingkat, beberapa tahun, kinerja di samping anggaran."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kinerja_cli.lembar.buku_masuk import LembarBaca
from kinerja_cli.lembar.kepala import BARIS_KEPALA, build_nama, normalize_judul
from kinerja_cli.model.baris_tabel import BarisTabelCapaian
from kinerja_cli.model.isi_sel import format_isi
from kinerja_cli.model.kolom import iterate_kolom

KOLOM = tuple(iterate_kolom(BarisTabelCapaian))
WAJIB = tuple(k.bidang for k in KOLOM if k.wajib)
NAMA = build_nama(KOLOM)
POLA_TAHUN = re.compile(r"\b(?:(?:tahun|thn|ta)\.?\s*)?((?:19|20)\d\d)\b", re.IGNORECASE)
POLA_ANGKA = re.compile(r"[\d.,]+%?")
PANJANG_JUDUL = 80
TINGKAT_BAWAH = 2
"""Paling banyak dua baris anak judul di bawah baris yang memuat judul indikator."""

BUKAN = frozenset({
    "awal", "definisi", "formula", "jawab", "jenis", "kategori", "keterangan", "kode", "kriteria",
    "no", "nomor", "rata", "selisih", "status", "sumber",
})  # fmt: skip
UANG = frozenset({"anggaran", "dana", "dpa", "keuangan", "pagu", "rp", "rupiah"})
FISIK = frozenset({"fisik", "k", "kinerja", "volume"})
"""Anak judul bukan uang di bawah induk seperti "Target dan Anggaran"."""
SEBAGIAN = frozenset({"bulan", "semester", "triwulan", "tw", "tribulan"})
LAIN = frozenset({
    "akhir", "jangka", "lalu", "menengah", "nasional", "provinsi", "renstra", "rpjmd", "sebelumnya",
    "standar",
})  # fmt: skip
SEBELUM = frozenset({"lalu", "sebelumnya"})
URAIAN = frozenset({
    "kegiatan", "kinerja", "nama program", "program", "program kegiatan",
    "program kegiatan sub kegiatan", "sasaran", "sasaran strategis", "uraian",
})  # fmt: skip
"""Pengganti kolom indikator bila kolom itu tidak ada."""
PERSEN = frozenset({"persen", "persentase", "presentase", "prosentase"})
BUKAN_INDIKATOR = BUKAN | {"target", "realisasi", "capaian", "satuan", "arah", "id"}


@dataclass(frozen=True, slots=True)
class JudulKolom:
    """Satu kolom yang dikenali: bidangnya, seberapa menyimpang judulnya, tahunnya, induknya."""

    kolom: int
    bidang: str
    judul: str
    hukuman: int
    tahun: int
    induk: int


@dataclass(frozen=True, slots=True)
class KepalaCapaian:
    """Letak kolom menurut bidang; ``kembar`` judul yang tidak dapat dipilih salah satunya."""

    baris: int
    awal: int
    kolom: dict[str, int]
    judul: dict[str, str]
    semua: tuple[str, ...]
    lebar: int
    kembar: tuple[str, ...] = ()
    anak: dict[str, str] = field(default_factory=dict)
    """Judul terbawah kolom, untuk mengenali kepala yang diulang."""
    lalu: dict[str, int] = field(default_factory=dict)
    """Letak target, realisasi, dan capaian tahun sebelumnya."""

    @property
    def nilai(self) -> tuple[int, int]:
        """Banyak bidang wajib dan banyak bidang yang dikenali."""
        return sum(b in self.kolom for b in WAJIB), len(self.kolom)


def find_kepala_capaian(lembar: LembarBaca) -> KepalaCapaian | None:
    """Kepala dengan kolom terbanyak dikenali; yang teratas bila seri. ``None`` bila tidak ada."""
    terbaik: KepalaCapaian | None = None
    for r in range(min(BARIS_KEPALA, len(lembar.baris))):
        calon = _match_blok(lembar, r)
        if calon is not None and (terbaik is None or calon.nilai > terbaik.nilai):
            terbaik = calon
    return terbaik


def _match_blok(lembar: LembarBaca, r: int) -> KepalaCapaian | None:
    baris = _read_baris(lembar, r)
    if sum(bool(t) for t in baris) < 2:
        return None
    tunggal = list(_classify([baris]))
    indikator = [j.kolom for j in tunggal if j.bidang == "indikator"]
    if not indikator:
        return None
    kolom = indikator[0]
    blok = [baris]
    akhir = r + 1
    while akhir - r <= TINGKAT_BAWAH and _is_anak(_read_baris(lembar, akhir), kolom):
        blok.append(_read_baris(lembar, akhir))
        akhir += 1
    if r and _is_induk(_read_baris(lembar, r - 1), kolom):
        blok.insert(0, _read_baris(lembar, r - 1))
    return _choose(list(_classify(blok)), blok, r, akhir)


def _read_baris(lembar: LembarBaca, r: int) -> list[str]:
    if r >= len(lembar.baris):
        return []
    return [format_isi(lembar.isi(r, c)) for c in range(len(lembar.baris[r]))]


def _is_anak(baris: Sequence[str], indikator: int) -> bool:
    """Anak judul: kolom indikator kosong, isinya kata judul atau tahun, bukan data."""
    isi = [t for t in baris if t]
    if not isi or (indikator < len(baris) and baris[indikator]):
        return False
    return all(_is_kata_judul(t) for t in isi)


def _is_kata_judul(teks: str) -> bool:
    if POLA_TAHUN.fullmatch(teks.strip()):
        return True
    if len(teks) > PANJANG_JUDUL or POLA_ANGKA.fullmatch(teks):
        return False
    kata = set(normalize_judul(POLA_TAHUN.sub(" ", teks)).split())
    dikenal = (
        {
            "target",
            "realisasi",
            "capaian",
            "pencapaian",
            "k",
            "kinerja",
            "fisik",
            "satuan",
            "tahun",
            "volume",
            "i",
            "ii",
            "iii",
            "iv",
        }
        | UANG
        | SEBAGIAN
        | PERSEN
        | LAIN
        | BUKAN
    )
    return bool(kata & dikenal) or teks.strip(" ()") == "%"


def _is_induk(baris: Sequence[str], indikator: int) -> bool:
    """Induk judul di atas: hanya di kanan kolom indikator, bukan judul tabel yang digabung."""
    letak = [c for c, t in enumerate(baris) if t]
    return bool(letak) and letak[0] > indikator and all(_is_kata_judul(baris[c]) for c in letak)


def _classify(blok: Sequence[Sequence[str]]) -> Iterator[JudulKolom]:
    lebar = max(len(b) for b in blok)
    induk = [("", -1)] * len(blok)
    for c in range(lebar):
        tingkat = []
        for i, baris in enumerate(blok):
            sendiri = baris[c] if c < len(baris) else ""
            bawah = any(c < len(b) and b[c] for b in blok[i + 1 :])
            induk[i] = (sendiri, c) if sendiri else (induk[i] if bawah else ("", -1))
            if induk[i][0]:
                tingkat.append(induk[i])
        if tingkat:
            dikenal = _recognize([t for t, _ in tingkat])
            if dikenal is not None:
                bidang, hukuman, tahun = dikenal
                judul = " ".join(t for t, _ in tingkat)
                yield JudulKolom(c, bidang, judul, hukuman, tahun, tingkat[0][1])


def _recognize(tingkat: Sequence[str]) -> tuple[str, int, int] | None:
    penuh = " ".join(tingkat)
    tahun = max((int(t) for t in POLA_TAHUN.findall(penuh)), default=0)
    kata = set(normalize_judul(penuh).split())
    uang = bool(kata & UANG) and normalize_judul(tingkat[-1]) not in FISIK
    hukuman = 100 * uang + 20 * bool(kata & LAIN) + 10 * bool(kata & SEBAGIAN)
    for judul in reversed(tingkat):
        dikenal = _recognize_satu(POLA_TAHUN.sub(" ", judul).strip())
        if dikenal is not None:
            bidang, tambahan = dikenal
            return (bidang, hukuman + tambahan, tahun) if bidang else None
    return None


def _recognize_satu(judul: str) -> tuple[str, int] | None:
    """(bidang, hukuman); bidang kosong bila pasti bukan kolom kita, ``None`` bila belum tentu."""
    nama = normalize_judul(judul)
    kata = nama.split()
    if judul.strip(" ()") == "%" or (kata and set(kata) <= PERSEN):
        return "capaian", 2
    if nama in NAMA:
        persen = NAMA[nama] == "realisasi" and "%" in judul
        return NAMA[nama], 1 if persen else 0
    if not kata or set(kata) & BUKAN:
        return ("", 0) if kata else None
    if "indikator" in kata and not set(kata) & BUKAN_INDIKATOR:
        return "indikator", 1
    return _recognize_angka(judul, nama, kata)


def _recognize_angka(judul: str, nama: str, kata: Sequence[str]) -> tuple[str, int] | None:
    utama = next((k for k in kata if k in {"target", "realisasi", "capaian", "pencapaian"}), "")
    if utama in {"capaian", "pencapaian"}:
        return "capaian", 1
    if utama == "realisasi":
        persen = "%" in judul or set(kata) & PERSEN
        return ("capaian", 5) if persen else ("realisasi", 1)
    if utama == "target":
        return "target", 1
    if nama in URAIAN:
        return "indikator", 50
    return ("target", 150) if set(kata) & {"anggaran", "pagu"} else None


def _choose(
    daftar: list[JudulKolom], blok: Sequence[Sequence[str]], r: int, akhir: int
) -> KepalaCapaian:
    if not any(j.bidang == "realisasi" for j in daftar):
        daftar = _shift_capaian(daftar)
    kembar: list[str] = []
    terpilih: dict[str, JudulKolom] = {}
    tahun = _choose_tahun(daftar)
    for bidang in NAMA_BIDANG:
        calon = [j for j in daftar if j.bidang == bidang]
        if not calon:
            continue
        acuan = terpilih.get("target")
        urut = sorted(calon, key=lambda j: (*_judge(j, acuan, tahun), j.kolom))
        terpilih[bidang] = urut[0]
        seri = len(urut) > 1 and _judge(urut[0], acuan, tahun) == _judge(urut[1], acuan, tahun)
        if seri and bidang in {"target", "realisasi"}:
            kembar.append(urut[0].judul)
    return KepalaCapaian(
        r,
        akhir,
        {b: j.kolom for b, j in terpilih.items()},
        {b: j.judul for b, j in terpilih.items()},
        tuple(t for b in blok for t in b if t),
        max(c + 1 for b in blok for c, t in enumerate(b) if t),
        tuple(kembar),
        {b: _lowest(blok, j.kolom) for b, j in terpilih.items()},
        _find_lalu(daftar, terpilih),
    )


def _find_lalu(daftar: Sequence[JudulKolom], terpilih: Mapping[str, JudulKolom]) -> dict[str, int]:
    """Kolom bidang yang sama untuk tahun sebelumnya, menurut angka tahunnya atau kata "lalu"."""
    hasil: dict[str, int] = {}
    for bidang in ("target", "realisasi", "capaian"):
        utama = terpilih.get(bidang)
        for j in daftar:
            if utama is None or j is utama or j.bidang != bidang or j.hukuman >= 100:
                continue
            kata = set(normalize_judul(j.judul).split())
            if (j.tahun and j.tahun == utama.tahun - 1) or kata & SEBELUM:
                hasil.setdefault(bidang, j.kolom)
    return hasil


NAMA_BIDANG = tuple(k.bidang for k in KOLOM)


def _lowest(blok: Sequence[Sequence[str]], kolom: int) -> str:
    return next((b[kolom] for b in reversed(blok) if kolom < len(b) and b[kolom]), "")


def _judge(j: JudulKolom, acuan: JudulKolom | None, tahun: int) -> tuple[int, ...]:
    """Makin kecil makin sesuai: tahunnya, serumpun dengan targetnya, lalu judulnya."""
    beda_tahun = bool(tahun and j.tahun and j.tahun != tahun)
    serumpun = acuan is not None and j.induk == acuan.induk and j.induk != j.kolom
    return (beda_tahun, j.hukuman >= 100, not serumpun, j.hukuman, -j.tahun)


def _choose_tahun(daftar: Sequence[JudulKolom]) -> int:
    """Tahun terakhir yang mempunyai target dan realisasi; 0 bila judulnya tanpa tahun."""
    tahun = [
        {j.tahun for j in daftar if j.bidang == b and j.tahun} for b in ("target", "realisasi")
    ]
    bersama = tahun[0] & tahun[1]
    return max(bersama or tahun[0] or tahun[1], default=0)


def _shift_capaian(daftar: list[JudulKolom]) -> list[JudulKolom]:
    """``Target | Capaian | %``: tanpa kolom realisasi, capaian di sana adalah realisasinya."""
    capaian = [j for j in daftar if j.bidang == "capaian"]
    polos = [j for j in capaian if "%" not in j.judul and "persen" not in j.judul.casefold()]
    if len(polos) != 1 or len(capaian) < 2:
        return daftar
    ganti = polos[0]
    baru = JudulKolom(
        ganti.kolom, "realisasi", ganti.judul, ganti.hukuman, ganti.tahun, ganti.induk
    )
    return [baru if j is ganti else j for j in daftar]
