"""Langkah 5: menerima berkas dari ``masuk/``, menggabung per sel, dan menagih yang kurang."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from hashlib import sha256
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar

from kinerja_cli.lembar.buku_temuan import build_buku
from kinerja_cli.lembar.pekerja import read_banyak
from kinerja_cli.lembar.penjaga import find_bukan_kiriman
from kinerja_cli.lembar.tulis_buku import write_buku
from kinerja_cli.model.batas import Batas
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.galat import PemakaianError, TulisError
from kinerja_cli.model.kiriman import Kiriman
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.temuan import Temuan, build_temuan, group_temuan, sort_temuan
from kinerja_cli.register.basis import Register
from kinerja_cli.register.kiriman import find_kiriman, mark_utama, read_kiriman
from kinerja_cli.ruang.langkah import Lapor, check_oleh, lapor_diam, require_definisi, write_semua
from kinerja_cli.ruang.milik import BELUM_DIISI, build_sebutan, list_temuan_kiriman
from kinerja_cli.ruang.papan import KeadaanUnit, build_papan, format_batas, report_belum
from kinerja_cli.ruang.pembaca import read_dan_periksa
from kinerja_cli.ruang.pencatat import Asal, Pencatat
from kinerja_cli.ruang.penerimaan import BerkasDinilai, Penerima, build_abaikan
from kinerja_cli.ruang.pindai import (
    BerkasMasuk,
    hash_pindaian,
    is_utuh,
    read_pindaian,
    scan_berkas,
    sort_berkas,
    store_utuh,
)
from kinerja_cli.ruang.ruang import Ruang
from kinerja_cli.ruang.sesudah_sah import read_sesudah_sah
from kinerja_cli.ruang.tulis import Keluaran

T = TypeVar("T")

KELOMPOK, DETIK_KELOMPOK = 300, 2.0
"""Berkas paling banyak, dan lamanya, dalam satu transaksi; yang terbunuh hanya mengulang itu."""


@dataclass(frozen=True, slots=True)
class OpsiKumpulkan:
    """Periode yang dikumpulkan dan kiriman yang diutamakan bila bertentangan."""

    periode: Periode
    waktu: datetime
    utamakan: tuple[str, ...] = ()
    oleh: str = ""
    teliti: bool = False
    """Hash semua berkas, tidak percaya pada ukuran dan waktu ubah."""
    rinci: bool = False
    """Sebut juga setiap berkas yang tidak berubah; tanpa ini hanya jumlahnya."""


@dataclass(frozen=True, slots=True)
class RencanaKumpulkan:
    """Berkas yang ada di ``masuk/``; isinya belum dibaca.

    ``tetap`` memetakan nama berkas yang tidak berubah sejak diterima ke nama kirimannya.
    """

    ruang: Ruang
    opsi: OpsiKumpulkan
    definisi: Definisi
    berkas: tuple[BerkasMasuk, ...]
    tetap: Mapping[str, str]
    sidik: str
    banyak_tetap: int


@dataclass(frozen=True, slots=True)
class HasilKumpulkan:
    """Berkas yang dinilai kali ini, yang tidak berubah, papan, dan semua temuannya."""

    berkas: tuple[BerkasDinilai, ...]
    tetap: Mapping[str, str]
    papan: tuple[KeadaanUnit, ...]
    temuan: tuple[Temuan, ...]
    banyak_tetap: int
    ditulis: tuple[Path, ...] = ()

    def build_sebutan(self) -> Callable[[Temuan], str]:
        """Penyebut unit pemilik temuan; berkas yang tidak dikenal disebut namanya sendiri."""
        return build_sebutan(self.papan, self.berkas)

    @property
    def data(self) -> dict[str, Any]:
        """Bentuk kontrak JSON; satu entri setiap berkas di ``masuk/``."""
        dinilai = [*self.berkas, *(_build_tetap(n, lama) for n, lama in self.tetap.items())]
        return {
            "skema": 1,
            "berkas": [b.to_json() for b in sorted(dinilai, key=lambda b: b.berkas)],
            "kelengkapan": [u.to_json() for u in self.papan],
        }


def plan(ruang: Ruang, opsi: OpsiKumpulkan, lapor: Lapor = lapor_diam) -> RencanaKumpulkan:
    """Pindai ``masuk/`` tanpa membaca isinya; yang tidak berubah sejak diterima dikenali."""
    daftar = scan_berkas(ruang.masuk, ruang.akar)
    sidik = hash_pindaian(daftar)
    with ruang.register() as register:
        _, definisi = require_definisi(register)
        check_oleh(definisi, opsi.oleh)
        percaya = not (opsi.teliti or opsi.rinci)
        if percaya and is_utuh(register, sidik):
            return RencanaKumpulkan(ruang, opsi, definisi, (), {}, sidik, len(daftar))
        dikenal = {} if opsi.teliti else read_pindaian(register)
    lapor(0, len(daftar), "")
    tetap = {b[0]: dikenal[b[0], b[2], b[3]] for b in daftar if (b[0], b[2], b[3]) in dikenal}
    baru = tuple(sort_berkas(b for b in daftar if b[0] not in tetap))
    return RencanaKumpulkan(ruang, opsi, definisi, baru, tetap, sidik, len(tetap))


def preview(rencana: RencanaKumpulkan, lapor: Lapor = lapor_diam) -> tuple[BerkasDinilai, ...]:
    """Baca dan nilai berkas baru tanpa menyimpan apa pun."""
    with rencana.ruang.register() as register:
        pembaca = _PembacaMasuk(rencana, register, simpan=False)
        return tuple(d for d, _ in pembaca.judge_semua(lapor))


def apply(rencana: RencanaKumpulkan, lapor: Lapor = lapor_diam) -> HasilKumpulkan:
    """Simpan salinan asli, baca, catat, dan gabungkan menjadi fakta; lalu susun kelengkapan.

    Dicatat per kelompok kecil: bila terhenti, perintah yang sama melanjutkan sisanya.
    """
    ruang, opsi = rencana.ruang, rencana.opsi
    with ruang.kunci(), ruang.register(tulis=True) as register:
        register.prepare_banyak()
        pembaca = _PembacaMasuk(rencana, register, simpan=True)
        kode_unit = [u.kode_unit for u in rencana.definisi.unit]
        pencatat = Pencatat(register, opsi.waktu.isoformat(), opsi.periode, kode_unit)
        berkas: list[BerkasDinilai] = []
        antre = pembaca.judge_semua(lapor)
        for pertama in antre:
            # Dicatat sambil menunggu bacaan berikutnya, sehingga pekerja tidak pernah menganggur.
            with register.transaksi():
                kelompok = _take_kelompok(pertama, antre)
                berkas += [pencatat.record(dinilai, asal) for dinilai, asal in kelompok]
                pencatat.close()
        with register.transaksi():
            for nama in opsi.utamakan:
                tanda = _find_tanda(register, opsi.periode, nama)
                mark_utama(register, tanda, opsi.waktu.isoformat(), opsi.oleh)
            bentrok = pencatat.settle()
            utuh = pencatat.terpindai == len(rencana.berkas)
            store_utuh(register, rencana.sidik if utuh else "")
        papan = tuple(build_papan(register, rencana.definisi, opsi.periode))
        berkas = [_add_temuan(b, bentrok) for b in berkas]
        umum = [*bentrok, *(t for unit in papan for t in _check_unit(unit, opsi.periode))]
        ditulis: tuple[Path, ...] = ()
        gagal: list[Temuan] = []
        if pencatat.berubah or opsi.utamakan or not _find_daftar(rencana).exists():
            kiriman = read_kiriman(register, opsi.periode)
            ditulis, gagal = _write_temuan(rencana, berkas, kiriman, umum, papan)
    lengkap = {u.kode_unit for u in papan if u.status == "lengkap"}
    sekarang = [
        t
        for b in berkas
        for t in b.temuan
        if t.kode != BELUM_DIISI or not b.kiriman or b.kiriman.unit not in lengkap
    ]
    temuan = dict.fromkeys([*sekarang, *umum, *gagal, *read_sesudah_sah(ruang)])
    return HasilKumpulkan(
        tuple(berkas), rencana.tetap, papan, tuple(temuan), rencana.banyak_tetap, ditulis
    )


def _take_kelompok(pertama: T, antre: Iterator[T]) -> Iterator[T]:
    """Yang pertama dan berikutnya, sampai cukup banyak atau cukup lama."""
    batas = monotonic() + DETIK_KELOMPOK
    yield pertama
    for satu in islice(antre, KELOMPOK - 1):
        yield satu
        if monotonic() > batas:
            return


def _find_daftar(rencana: RencanaKumpulkan) -> Path:
    periode = rencana.opsi.periode
    return rencana.ruang.hasil(periode) / f"Temuan pengumpulan {periode.value}.xlsx"


def _write_temuan(
    rencana: RencanaKumpulkan,
    berkas: Sequence[BerkasDinilai],
    kiriman: Sequence[Kiriman],
    umum: Sequence[Temuan],
    papan: Sequence[KeadaanUnit],
) -> tuple[tuple[Path, ...], list[Temuan]]:
    """Semua temuan yang masih berlaku sebagai .xlsx."""
    opsi, definisi = rencana.opsi, rencana.definisi
    daftar = dict.fromkeys([*list_temuan_kiriman(kiriman, papan), *umum])
    daftar |= dict.fromkeys(t for b in berkas if b.hasil == "tolak" for t in b.temuan)
    kelompok = group_temuan(daftar, build_sebutan(papan, chain(berkas, kiriman)))
    waktu = f"{opsi.periode.nama} Tahun {definisi.tahun}"
    kepala = ("DAFTAR TEMUAN PENGUMPULAN DATA KINERJA", definisi.instansi.nama, waktu)
    wadah = BytesIO()
    write_buku(build_buku(kepala, kelompok), wadah, opsi.waktu)
    keluaran = Keluaran(_find_daftar(rencana), wadah.getvalue())
    try:
        return write_semua((keluaran,)), []
    except TulisError as galat:
        # Kirimannya sudah tercatat; daftar yang terbuka di Excel tidak membatalkan apa pun.
        return (), [build_temuan("DOK205", masalah=galat.masalah, perbaikan=galat.perbaikan)]


class _PembacaMasuk:
    """Menyiapkan setiap berkas baru bagi pekerja, lalu menilai hasil bacanya."""

    def __init__(self, rencana: RencanaKumpulkan, register: Register, *, simpan: bool) -> None:
        self.rencana = rencana
        self.register = register
        self.simpan = simpan
        self.antre: deque[tuple[BerkasMasuk, str]] = deque()
        self.sama: deque[tuple[Asal, str]] = deque()
        self.dilihat: dict[str, str] = {}

    def judge_semua(self, lapor: Lapor) -> Iterator[tuple[BerkasDinilai, Asal]]:
        """Berkas menurut urutan pindaian, masing-masing dengan asalnya."""
        waktu = self.rencana.opsi.waktu.isoformat()
        penerima = Penerima(self.register, waktu, self.rencana.definisi)
        batas = self.rencana.ruang.konfigurasi.masuk
        baca = partial(read_dan_periksa, register=self.register.jalur, batas=batas)
        jumlah = len(self.rencana.berkas)
        bacaan = read_banyak(self._prepare(batas), baca, batas)
        for selesai, (nama, isi) in enumerate(bacaan, start=1):
            berkas, tanda = self.antre.popleft()
            dinilai = _check_periode(
                penerima.judge(nama, tanda, isi), self.rencana.opsi.periode, Path(nama)
            )
            yield dinilai, Asal(berkas, tanda)
            lapor(selesai, jumlah, nama)
        for asal, lama in self.sama:
            yield _build_tetap(asal.berkas.nama, lama), asal

    def _prepare(self, batas: Batas) -> Iterator[tuple[str, Path]]:
        """Jalur yang dibaca pekerja: salinan di arsip, yang tidak dapat berubah lagi."""
        for berkas in self.rencana.berkas:
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
                    jalur = self.rencana.ruang.store_arsip(isi, jalur.name, tanda)
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


def _build_tetap(nama: str, lama: str) -> BerkasDinilai:
    """Berkas yang isinya sudah diterima, dengan nama yang sama atau nama lain."""
    sama = build_temuan("IDN207" if lama == nama else "IDN205", berkas=nama, lama=lama)
    return BerkasDinilai(nama, "abaikan", (sama,))


def _add_temuan(dinilai: BerkasDinilai, bentrok: list[Temuan]) -> BerkasDinilai:
    tambahan = tuple(t for t in bentrok if t.berkas == dinilai.berkas)
    return replace(dinilai, temuan=dinilai.temuan + tambahan) if tambahan else dinilai


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


def _find_tanda(register: Register, periode: Periode, nama: str) -> str:
    daftar = read_kiriman(register, periode)
    cocok = [k for k in daftar if nama in {k.berkas, Path(k.berkas).name}]
    if len({k.berkas for k in cocok}) != 1:
        ada = ", ".join(k.berkas for k in daftar) or "belum ada"
        raise PemakaianError(
            f"--utamakan {nama!r} tidak menunjuk tepat satu kiriman {periode.value}",
            f"sebut salah satu: {ada}",
        )
    # Berkas yang ditimpa dengan nama sama menjadi kiriman baru; yang dimaksud yang terakhir.
    return cocok[-1].sha256


def _check_unit(unit: KeadaanUnit, periode: Periode) -> list[Temuan]:
    if unit.status == "belum":
        return [report_belum(unit, periode)]
    isi = {"unit": unit.kode_unit, "nama": unit.nama, "kunci": unit.kode_unit}
    batas = format_batas(unit.batas)
    temuan = []
    if unit.status == "sebagian":
        temuan.append(
            build_temuan(
                "WKT203",
                **isi,
                terisi=unit.terisi,
                wajib=unit.wajib,
                kurang=", ".join(dict.fromkeys(unit.kurang[:6])),
            )
        )
    if unit.terlambat and unit.diterima:
        temuan.append(
            build_temuan("WKT201", **isi, tanggal=format_batas(unit.diterima), batas=batas)
        )
    return sort_temuan(temuan)
