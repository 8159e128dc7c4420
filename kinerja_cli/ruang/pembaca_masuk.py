"""Membaca berkas baru di ``masuk/``: disalin ke arsip, dibaca pekerja, lalu dinilai."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path

from kinerja_cli.lembar.pekerja import read_banyak
from kinerja_cli.lembar.penjaga import find_bukan_kiriman
from kinerja_cli.model.batas import Batas
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.temuan import Temuan, build_temuan
from kinerja_cli.register.basis import Register
from kinerja_cli.register.kiriman import find_kiriman
from kinerja_cli.ruang.langkah import Lapor
from kinerja_cli.ruang.pembaca import read_dan_periksa
from kinerja_cli.ruang.pencatat import Asal
from kinerja_cli.ruang.penerimaan import BerkasDinilai, Penerima, build_abaikan
from kinerja_cli.ruang.pindai import BerkasMasuk
from kinerja_cli.ruang.ruang import Ruang


class PembacaMasuk:
    """Menyiapkan setiap berkas baru bagi pekerja, lalu menilai hasil bacanya."""

    def __init__(
        self,
        ruang: Ruang,
        register: Register,
        penerima: Penerima,
        periode: Periode,
        daftar: Sequence[BerkasMasuk],
        *,
        simpan: bool,
    ) -> None:
        self.ruang = ruang
        self.register = register
        self.penerima = penerima
        self.periode = periode
        self.daftar = daftar
        self.simpan = simpan
        self.antre: deque[tuple[BerkasMasuk, str]] = deque()
        self.sama: deque[tuple[Asal, str]] = deque()
        self.dilihat: dict[str, str] = {}

    def judge_semua(self, lapor: Lapor) -> Iterator[tuple[BerkasDinilai, Asal]]:
        """Berkas menurut urutan pindaian, masing-masing dengan asalnya."""
        batas = self.ruang.konfigurasi.masuk
        baca = partial(read_dan_periksa, register=self.register.jalur, batas=batas)
        jumlah = len(self.daftar)
        bacaan = read_banyak(self._prepare(batas), baca, batas)
        for selesai, (nama, isi) in enumerate(bacaan, start=1):
            berkas, tanda = self.antre.popleft()
            dinilai = self.penerima.judge(nama, tanda, isi)
            yield _check_periode(dinilai, self.periode, Path(nama)), Asal(berkas, tanda)
            lapor(selesai, jumlah, nama)
        for asal, lama in self.sama:
            yield build_tetap(asal.berkas.nama, lama), asal

    def _prepare(self, batas: Batas) -> Iterator[tuple[str, Path]]:
        """Jalur yang dibaca pekerja: salinan di arsip, yang tidak dapat berubah lagi."""
        for berkas in self.daftar:
            isi = _read_isi(berkas, batas)
            tanda = "" if isi is None else sha256(isi).hexdigest()
            if tanda in self.dilihat:
                self.sama.append((Asal(berkas, tanda), self.dilihat[tanda]))
                continue
            if tanda and (lama := find_kiriman(self.register, tanda)):
                self.sama.append((Asal(berkas, tanda, diterima=True), lama))
                continue
            jalur = Path(berkas.jalur)
            if isi is not None:
                self.dilihat[tanda] = berkas.nama
                if self.simpan and not find_bukan_kiriman(berkas.nama):
                    jalur = self.ruang.store_arsip(isi, jalur.name, tanda)
            self.antre.append((berkas, tanda))
            yield berkas.nama, jalur


def _read_isi(berkas: BerkasMasuk, batas: Batas) -> bytes | None:
    """Isi berkas; ``None`` bila tidak dapat atau terlalu besar untuk dibaca."""
    if berkas.ukuran > batas.berkas:
        return None
    try:
        jalur = Path(berkas.jalur)
        return jalur.read_bytes() if jalur.is_file() else None
    except OSError:
        return None


def build_tetap(nama: str, lama: str) -> BerkasDinilai:
    """Berkas yang isinya sudah diterima, dengan nama yang sama atau nama lain."""
    sama = build_temuan("IDN207" if lama == nama else "IDN205", berkas=nama, lama=lama)
    return BerkasDinilai(nama, "abaikan", (sama,))


def _check_periode(dinilai: BerkasDinilai, diminta: Periode, letak: Path) -> BerkasDinilai:
    """Berkas periode lain tidak ikut; yang tersimpan di folder periodenya tidak dipersoalkan."""
    folder = next((Periode(b) for b in letak.parts[1:-1] if b in set(Periode)), None)
    if dinilai.identitas is None:
        if folder in {None, diminta} or dinilai.hasil == "abaikan":
            return dinilai
        return build_abaikan(dinilai, _build_lain("IDN204", dinilai, folder, diminta))
    periode = dinilai.identitas.periode
    lain_instansi = dinilai.hasil == "tolak" and dinilai.temuan[0].kode == "IDN201"
    if periode is diminta or lain_instansi:
        return dinilai
    kode = "IDN204" if folder is periode else "IDN203"
    return build_abaikan(dinilai, _build_lain(kode, dinilai, periode, diminta))


def _build_lain(
    kode: str, dinilai: BerkasDinilai, periode: Periode | None, diminta: Periode
) -> Temuan:
    return build_temuan(
        kode,
        berkas=dinilai.berkas,
        unit=dinilai.identitas.unit if dinilai.identitas else "",
        periode=periode.value if periode else "",
        diminta=diminta.value,
    )
