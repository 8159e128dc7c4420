"""Membaca tabel sumber menjadi baris model; semua masalah sekaligus, dengan lembar dan sel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from kinerja_cli.lembar.buku_masuk import BukuBaca, LembarBaca, open_buku
from kinerja_cli.lembar.kepala import Kepala, find_kepala, normalize_judul
from kinerja_cli.lembar.penjaga import Ditolak
from kinerja_cli.lembar.sel_tabel import SelSalah, read_sel
from kinerja_cli.lembar.tulis_tabel import TANDA_CONTOH, build_tanda_contoh
from kinerja_cli.model.isi_sel import IsiMentah, format_alamat, format_isi
from kinerja_cli.model.kesalahan import explain_kesalahan
from kinerja_cli.model.kolom import KolomModel, iterate_kolom
from kinerja_cli.model.sumber import Baris, TabelSumber
from kinerja_cli.model.temuan import Temuan, build_temuan

B = TypeVar("B", bound=Baris)


@dataclass(slots=True)
class HasilBaca:
    """Baris menurut bidang definisi beserta nomor barisnya, dan semua temuan."""

    baris: dict[str, list[tuple[int, Any]]] = field(default_factory=dict)
    temuan: list[Temuan] = field(default_factory=list)

    def isi(self, bidang: str, model: type[B]) -> tuple[B, ...]:
        """Baris satu bidang tanpa nomornya."""
        return tuple(b for _, b in self.baris.get(bidang, ()) if isinstance(b, model))


def read_tabel(berkas: Path | bytes, nama: str, tabel: Sequence[TabelSumber]) -> HasilBaca:
    """Baca lembar-lembar ``tabel`` dari satu berkas; ``nama`` disebut dalam temuan.

    Galat ``OSError`` bila ``berkas`` berupa jalur yang tidak dapat dibuka.
    """
    isi = berkas.read_bytes() if isinstance(berkas, Path) else berkas
    buku = open_buku(isi, nama)
    hasil = HasilBaca()
    if isinstance(buku, Ditolak):
        hasil.temuan.append(buku.temuan)
        return hasil
    for t in tabel:
        lembar = _find_lembar(buku, t.lembar)
        if lembar is not None:
            _read_lembar(lembar, nama, t, hasil)
        elif t.wajib:
            hasil.temuan.append(_report_lembar(buku, nama, t.lembar))
    return hasil


def _find_lembar(buku: BukuBaca, nama: str) -> LembarBaca | None:
    dicari = normalize_judul(nama)
    return next((x for x in buku.lembar if normalize_judul(x.nama) == dicari), None)


def _report_lembar(buku: BukuBaca, nama: str, lembar: str) -> Temuan:
    ada = [x.nama for x in buku.lembar]
    mirip = get_close_matches(lembar, ada, n=1)
    saran = (
        f"ganti nama lembar {mirip[0]!r} menjadi {lembar!r}" if mirip else "tambahkan lembar itu"
    )
    return build_temuan(
        "STR020", berkas=nama, lembar=lembar, ada=", ".join(ada) or "tidak ada", saran=saran
    )


def _read_lembar(lembar: LembarBaca, nama: str, tabel: TabelSumber, hasil: HasilBaca) -> None:
    kolom = list(iterate_kolom(tabel.model))
    kepala = find_kepala(lembar, kolom)
    hilang = [k for k in kolom if k.wajib and (kepala is None or k.bidang not in kepala.kolom)]
    kosong = not any(format_isi(lembar.isi(r, c)) for r, b in enumerate(lembar.baris) for c in
                     range(len(b)))  # fmt: skip
    if hilang and (tabel.wajib or not kosong):
        judul = kepala.judul if kepala else ()
        hasil.temuan += [_report_kolom(nama, tabel.lembar, k, judul) for k in hilang]
    hasil.baris.setdefault(tabel.bidang, [])
    if kepala is None or hilang:
        return
    hasil.temuan += [
        build_temuan("STR022", berkas=nama, lembar=tabel.lembar, judul=j) for j in kepala.kembar
    ]
    pembaca = _Pembaca(lembar, nama, tabel, kepala, [k for k in kolom if k.bidang in kepala.kolom])
    for r in range(kepala.awal, len(lembar.baris)):
        baris = pembaca.read_baris(r, hasil.temuan)
        if baris is not None:
            hasil.baris[tabel.bidang].append((r + 1, baris))


def _report_kolom(nama: str, lembar: str, kolom: KolomModel, judul: Sequence[str]) -> Temuan:
    dicari = kolom.kolom.nama
    mirip = get_close_matches(dicari, judul, n=1)
    saran = f"mungkin kolom {mirip[0]!r}; ganti judulnya" if mirip else "tambahkan kolom itu"
    return build_temuan(
        "STR021",
        berkas=nama,
        lembar=lembar,
        kolom=kolom.bidang,
        judul=dicari,
        ada=", ".join(judul) or "tidak ada",
        saran=saran,
    )


@dataclass(frozen=True, slots=True)
class _Pembaca:
    """Membaca baris satu lembar yang kepalanya sudah ditemukan."""

    lembar: LembarBaca
    nama: str
    tabel: TabelSumber
    kepala: Kepala
    kolom: list[KolomModel]

    def read_baris(self, r: int, temuan: list[Temuan]) -> Baris | None:
        """Baris model; ``None`` bila kosong, contoh, atau salah (temuannya ditambahkan)."""
        mentah = {k.bidang: self._isi(r, k.bidang) for k in self.kolom}
        galat = {k.bidang for k in self.kolom if (r, self.kepala.kolom[k.bidang]) in
                 self.lembar.galat}  # fmt: skip
        if all(isi is None for isi in mentah.values()) and not galat:
            return None
        isi: dict[str, object] = {}
        salah: list[Temuan] = []
        for k in self.kolom:
            if k.bidang in galat:
                salah.append(self._build("STR025", r, k.bidang))
            elif mentah[k.bidang] is not None:
                nilai = read_sel(mentah[k.bidang], k, self.tabel.model)
                if isinstance(nilai, SelSalah):
                    salah.append(self._build(nilai.kode, r, k.bidang, **nilai.rincian))
                else:
                    isi[k.bidang] = nilai
        baris = self._validate(r, isi, salah)
        if self._is_contoh(r, baris):
            return None
        temuan += salah
        return None if salah else baris

    def _isi(self, r: int, bidang: str) -> IsiMentah:
        return self.lembar.isi(r, self.kepala.kolom[bidang])

    def _build(self, kode: str, r: int, bidang: str, **rincian: object) -> Temuan:
        k = next((k for k in self.kolom if k.bidang == bidang), None)
        c = self.kepala.kolom.get(bidang)
        return build_temuan(
            kode,
            berkas=self.nama,
            lembar=self.tabel.lembar,
            sel="" if c is None else format_alamat(r, c),
            kolom=bidang,
            judul=k.kolom.nama if k else bidang,
            **rincian,
        )

    def _validate(self, r: int, isi: dict[str, object], salah: list[Temuan]) -> Baris | None:
        sudah = {t.kolom for t in salah}
        try:
            return self.tabel.model.model_validate(isi)
        except ValidationError as galat:
            for butir in galat.errors(include_url=False):
                bidang = str(butir["loc"][0]) if butir["loc"] else ""
                if bidang in sudah:
                    continue
                if butir["type"] == "missing":
                    salah.append(self._build("STR026", r, bidang))
                else:
                    rincian = {"isi": butir["input"], "sebab": explain_kesalahan(butir)}
                    salah.append(self._build("STR027", r, bidang, **rincian))
        return None

    def _is_contoh(self, r: int, baris: Baris | None) -> bool:
        """Benar untuk baris contoh yang belum diubah; sidiknya ada pada tanda di ujung baris."""
        tanda = next(
            (
                teks
                for c in range(len(self.lembar.baris[r]))
                if (teks := format_isi(self.lembar.isi(r, c))).startswith(f"{TANDA_CONTOH} ")
            ),
            "",
        )
        return bool(tanda) and baris is not None and tanda == build_tanda_contoh(baris)
