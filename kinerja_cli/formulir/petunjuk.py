"""Isi lembar Petunjuk, diturunkan dari skema lembar-lembar formulir."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kinerja_cli.formulir.bentuk import ButirPetunjuk, Gaya, IdentitasFormulir, LembarFormulir
from kinerja_cli.model.kolom import Peran

LANGKAH = (
    ("1", "Isi hanya sel kuning. Sel abu-abu sudah terisi dari dokumen perencanaan dan terkunci."),
    ("2", "Angka ditulis apa adanya: tanpa satuan, tanpa tanda persen, koma untuk desimal. "
          "Nol ditulis 0; sel kosong berarti belum diisi."),
    ("3", "Bila datanya memang belum ada, kosongkan angkanya dan isi alasannya."),
    ("4", "Lihat kolom Keadaan: setiap baris menyebut sendiri apa yang masih kurang."),
    ("5", "Arahkan tetikus ke nama indikator untuk membaca definisi, rumus, dan cara "
          "triwulan menjadi angka tahun."),
    ("6", "Bila target atau uraian keliru, jangan mengubahnya; tulis di kolom usul perbaikan."),
    ("7", "Untuk menarik nilai yang pernah dikirim, tulis kata kosongkan di selnya."),
    ("8", "Simpan sebagai .xlsx dan kirim kembali; nama berkas boleh apa saja."),
)  # fmt: skip

WARNA = (
    (Gaya.ISIAN, "Diisi", "Sel kuning: isi di sini."),
    (Gaya.ACUAN, "Terkunci", "Sel abu-abu: dari Renja, DPA, dan Perjanjian Kinerja."),
    (Gaya.HITUNG, "Dihitung", "Huruf miring: dihitung sendiri dari isian, tidak perlu diisi."),
)


def build_petunjuk(
    identitas: IdentitasFormulir, lembar: Sequence[LembarFormulir]
) -> tuple[ButirPetunjuk, ...]:
    """Langkah, arti warna, dan arti setiap kolom yang diisi atau dihitung."""
    return tuple(_iterate_petunjuk(identitas, lembar))


def _iterate_petunjuk(
    identitas: IdentitasFormulir, lembar: Sequence[LembarFormulir]
) -> Iterator[ButirPetunjuk]:
    yield ButirPetunjuk("Cara mengisi")
    for nomor, isi in LANGKAH:
        yield ButirPetunjuk(nomor, isi)
    yield ButirPetunjuk("Arti warna")
    for gaya, judul, isi in WARNA:
        yield ButirPetunjuk(judul, isi, gaya)
    for uraian in lembar:
        yield ButirPetunjuk(f"Lembar {uraian.nama}")
        if uraian.catatan:
            yield ButirPetunjuk("Tentang lembar ini", uraian.catatan)
        for kolom in uraian.kolom:
            if kolom.kolom.bantuan and kolom.kolom.peran in {Peran.ISIAN, Peran.HITUNG}:
                isian = kolom.kolom.peran is Peran.ISIAN
                gaya = Gaya.ISIAN if isian else Gaya.HITUNG
                yield ButirPetunjuk(kolom.kolom.nama, kolom.kolom.bantuan, gaya)
    yield ButirPetunjuk("Tentang formulir ini")
    yield ButirPetunjuk(
        "Pengenal", f"{identitas.id}, definisi {identitas.definisi}, putaran {identitas.putaran}"
    )
