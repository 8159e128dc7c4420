"""Langkah 5: menerima berkas dari ``masuk/``, menggabung per sel, dan menagih yang kurang."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar

from kinerja_cli.lembar.buku_temuan import build_buku
from kinerja_cli.lembar.tulis_buku import write_buku
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.galat import PemakaianError, TulisError
from kinerja_cli.model.kiriman import Kiriman
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.temuan import Temuan, build_temuan, group_temuan, sort_temuan
from kinerja_cli.register.basis import Register
from kinerja_cli.register.kiriman import mark_utama, read_kiriman
from kinerja_cli.ruang.langkah import Lapor, check_oleh, lapor_diam, require_definisi, write_semua
from kinerja_cli.ruang.milik import BELUM_DIISI, build_sebutan, list_temuan_kiriman
from kinerja_cli.ruang.papan import KeadaanUnit, build_papan, format_batas, report_belum
from kinerja_cli.ruang.pembaca_masuk import PembacaMasuk, build_tetap
from kinerja_cli.ruang.pencatat import Pencatat
from kinerja_cli.ruang.penerimaan import BerkasDinilai, Penerima
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
        dinilai = [*self.berkas, *(build_tetap(n, lama) for n, lama in self.tetap.items())]
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
        pembaca = _build_pembaca(rencana, register, simpan=False)
        return tuple(d for d, _ in pembaca.judge_semua(lapor))


def apply(rencana: RencanaKumpulkan, lapor: Lapor = lapor_diam) -> HasilKumpulkan:
    """Simpan salinan asli, baca, catat, dan gabungkan menjadi fakta; lalu susun kelengkapan.

    Dicatat per kelompok kecil: bila terhenti, perintah yang sama melanjutkan sisanya.
    """
    ruang, opsi = rencana.ruang, rencana.opsi
    with ruang.kunci(), ruang.register(tulis=True) as register:
        register.prepare_banyak()
        pembaca = _build_pembaca(rencana, register, simpan=True)
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


def _build_pembaca(rencana: RencanaKumpulkan, register: Register, *, simpan: bool) -> PembacaMasuk:
    opsi = rencana.opsi
    penerima = Penerima(register, opsi.waktu.isoformat(), rencana.definisi)
    return PembacaMasuk(
        rencana.ruang, register, penerima, opsi.periode, rencana.berkas, simpan=simpan
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


def _add_temuan(dinilai: BerkasDinilai, bentrok: list[Temuan]) -> BerkasDinilai:
    tambahan = tuple(t for t in bentrok if t.berkas == dinilai.berkas)
    return replace(dinilai, temuan=dinilai.temuan + tambahan) if tambahan else dinilai


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
