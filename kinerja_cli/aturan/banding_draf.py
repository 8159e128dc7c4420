"""Konsep yang disunting terhadap konsep yang terbit dan data kini: satu temuan setiap perbedaan."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kinerja_cli.aturan.angka_ketik import count_angka, find_kunci
from kinerja_cli.aturan.kata_arah import PenilaiKata
from kinerja_cli.model.data_kinerja import DataKinerja
from kinerja_cli.model.draf import DUA_VERSI, TEMPAT, Naskah, Satuan, rapikan
from kinerja_cli.model.temuan import Temuan, build_temuan

PANJANG_KUTIPAN = 90
BATAS_LEPAS = 0.5
"""Di atas bagian ini yang membuang kontrol adalah aplikasinya, bukan orang."""
TIDAK_ADA = "tidak ada lagi"


@dataclass(frozen=True)
class BahanBanding:
    """Konsep yang terbit, draf yang diterima, dan data kini beserta teks cetak setiap kunci."""

    terbit: Naskah
    draf: Naskah
    data: DataKinerja
    kini: Mapping[str, str]
    berkas: str = ""

    @cached_property
    def figur(self) -> dict[str, str]:
        """Teks setiap angka sebagaimana terbit."""
        return {p.kunci: rapikan(p.teks) for _, p in self.terbit.iterate_angka()}


def compare_draf(bahan: BahanBanding) -> list[Temuan]:
    """Semua temuan menurut jenisnya, lalu menurut urutannya di draf."""
    return [
        *check_diubah(bahan),
        *check_berubah(bahan),
        *check_kontrol(bahan),
        *check_ketik(bahan),
        *check_kata(bahan),
        *check_dua_versi(bahan),
        *check_tidak_diambil(bahan),
    ]


def check_diubah(bahan: BahanBanding) -> Iterator[Temuan]:
    """Angka terikat yang teksnya diganti; yang sudah sama dengan data kini bukan temuan."""
    for satuan, potong in bahan.draf.iterate_angka():
        tulis, dulu = rapikan(potong.teks), bahan.figur.get(potong.kunci)
        kini = bahan.kini.get(potong.kunci, TIDAK_ADA)
        if not tulis or dulu is None or tulis in {dulu, rapikan(kini)}:
            continue
        yield build_temuan(
            "DOK401", **_tempat(bahan, satuan, potong.kunci), dulu=dulu, tulis=tulis, kini=kini
        )


def check_berubah(bahan: BahanBanding) -> Iterator[Temuan]:
    """Angka yang datanya berubah sejak konsep terbit, satu kali setiap kunci."""
    for kunci, (satuan, dulu) in _find_pertama(bahan.terbit).items():
        kini = bahan.kini.get(kunci, TIDAK_ADA)
        if rapikan(kini) != dulu:
            yield build_temuan("DOK402", **_tempat(bahan, satuan, kunci), dulu=dulu, kini=kini)


def _find_pertama(naskah: Naskah) -> dict[str, tuple[Satuan, str]]:
    hasil: dict[str, tuple[Satuan, str]] = {}
    for satuan, potong in naskah.iterate_angka():
        hasil.setdefault(potong.kunci, (satuan, rapikan(potong.teks)))
    return hasil


def check_kontrol(bahan: BahanBanding) -> Iterator[Temuan]:
    """Angka terikat yang dihapus, dilepas dari kontrolnya, atau tersalin, beserta tempatnya."""
    lepas = [(s, p) for s, p in bahan.draf.iterate_angka() if p.lepas and p.teks.strip()]
    banyak = sum(1 for _ in bahan.draf.iterate_angka())
    if lepas and len(lepas) > BATAS_LEPAS * banyak:
        yield build_temuan("DOK409", berkas=bahan.berkas, banyak=len(lepas))
        lepas = []
    for satuan, potong in lepas:
        yield build_temuan("DOK408", **_tempat(bahan, satuan, potong.kunci), teks=potong.teks)
    dulu, kini = _map_tempat(bahan.terbit), _map_tempat(bahan.draf)
    for kunci in dict.fromkeys([*dulu, *kini]):
        ada, sisa = dulu.get(kunci, []), kini.get(kunci, [])
        kode = "DOK403" if len(sisa) < len(ada) else "DOK404"
        lebih, kurang = (ada, sisa) if kode == "DOK403" else (sisa, ada)
        for satuan in _subtract(lebih, kurang):
            yield build_temuan(
                kode, **_tempat(bahan, satuan, kunci), teks=bahan.figur.get(kunci, "")
            )


def _map_tempat(naskah: Naskah) -> dict[str, list[Satuan]]:
    hasil: dict[str, list[Satuan]] = defaultdict(list)
    for satuan in naskah.satuan:
        for kunci in satuan.kunci:
            hasil[kunci].append(satuan)
    return hasil


def _subtract(lebih: Sequence[Satuan], kurang: Sequence[Satuan]) -> list[Satuan]:
    """Selisih sebanyak beda jumlahnya; yang tempatnya tidak berpasangan didahulukan."""
    sisa = Counter((s.slot, s.judul) for s in kurang)
    tanpa: list[Satuan] = []
    berpasangan: list[Satuan] = []
    for satuan in lebih:
        alamat = (satuan.slot, satuan.judul)
        if sisa[alamat]:
            sisa[alamat] -= 1
            berpasangan.append(satuan)
        else:
            tanpa.append(satuan)
    return [*tanpa, *reversed(berpasangan)][: len(lebih) - len(kurang)]


def check_ketik(bahan: BahanBanding) -> Iterator[Temuan]:
    """Angka yang diketik di luar kontrol dalam paragraf, slot, atau baris yang memuat data."""
    dasar, berdata = _collect_dasar(bahan.terbit)
    for satuan in bahan.draf.satuan:
        alamat = _alamat(satuan)
        if not (satuan.kunci or (satuan.slot and alamat in berdata)):
            continue
        tersedia = dasar.setdefault(alamat, Counter())
        for angka, banyak in count_angka(_list_luar(satuan)).items():
            baru = banyak - tersedia[angka]
            tersedia[angka] = max(tersedia[angka] - banyak, 0)
            if baru > 0:
                sama = find_kunci(angka, bahan.kini, satuan.kunci)
                petunjuk = f", sama dengan {sama}" if sama else ""
                tempat = _tempat(bahan, satuan, sama)
                yield build_temuan("DOK405", **tempat, angka=angka, sama=petunjuk)


def _collect_dasar(naskah: Naskah) -> tuple[dict[str, Counter[str]], set[str]]:
    """Angka di luar kontrol menurut tempatnya, dan tempat yang memuat angka data."""
    dasar: dict[str, Counter[str]] = {}
    berdata = set()
    for satuan in naskah.satuan:
        dasar.setdefault(_alamat(satuan), Counter()).update(count_angka(_list_luar(satuan)))
        if satuan.kunci:
            berdata.add(_alamat(satuan))
    return dasar, berdata


def _list_luar(satuan: Satuan) -> list[str]:
    """Potongan di luar angka terikat; setiap angka memutus potongan."""
    return [p.teks for p in satuan.potong if not p.kunci]


def _alamat(satuan: Satuan) -> str:
    return satuan.slot or satuan.judul


def check_kata(bahan: BahanBanding) -> Iterator[Temuan]:
    """Naik yang turun, tercapai yang tidak tercapai, dan sebaliknya."""
    penilai = PenilaiKata(bahan.data, bahan.kini)
    for satuan in bahan.draf.satuan:
        if not satuan.kunci:
            continue
        for p in penilai.check(satuan.bertanda):
            isi = {"kata": p.kata, "keadaan": p.keadaan, "kalimat": _quote(p.kalimat)}
            yield build_temuan("DOK406", **_tempat(bahan, satuan, p.kunci), **isi)


def check_dua_versi(bahan: BahanBanding) -> Iterator[Temuan]:
    """Slot yang masih memuat dua versi."""
    for satuan in bahan.draf.satuan:
        if DUA_VERSI in satuan.teks:
            yield build_temuan("DOK407", **_tempat(bahan, satuan, ""), slot=satuan.slot)


def check_tidak_diambil(bahan: BahanBanding) -> Iterator[Temuan]:
    """Kata yang diubah di tabel dan keterangan buatan program; teksnya disebut seluruhnya."""
    dulu = Counter(s.bentuk for s in bahan.terbit.satuan)
    for satuan in bahan.draf.satuan:
        bentuk = satuan.bentuk
        if not satuan.slot.startswith(TEMPAT) or not satuan.teks:
            continue
        if dulu[bentuk]:
            dulu[bentuk] -= 1
        elif not _is_hanya_kontrol(satuan, bahan.terbit):
            yield build_temuan("DOK410", **_tempat(bahan, satuan, ""), teks=satuan.teks)


def _is_hanya_kontrol(satuan: Satuan, terbit: Naskah) -> bool:
    """Benar bila bedanya hanya kontrol yang dihapus atau ditambah, yang sudah disebut sendiri."""
    return any(satuan.teks == s.teks for s in terbit.read_slot(satuan.slot))


def _tempat(bahan: BahanBanding, satuan: Satuan, kunci: str) -> dict[str, str]:
    return {
        "berkas": bahan.berkas,
        "lembar": satuan.judul or "halaman depan",
        "kunci": kunci,
        "kolom": satuan.slot,
        "kutipan": _quote(satuan.teks),
    }


def _quote(teks: str) -> str:
    return teks if len(teks) <= PANJANG_KUTIPAN else f"{teks[:PANJANG_KUTIPAN].rstrip()}…"
