"""Berkas yang masuk arsip pengesahan: masukan, data, salinan register, dan riwayat."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path

from kinerja_cli.lembar.buku_data_kinerja import build_buku
from kinerja_cli.lembar.tulis_buku import write_buku
from kinerja_cli.model.data_kinerja import DataKinerja, dump_data
from kinerja_cli.model.pengesahan import Masukan, Pokok
from kinerja_cli.model.periode import Periode
from kinerja_cli.register.basis import Register
from kinerja_cli.register.bukti import read_bukti
from kinerja_cli.register.riwayat import iterate_riwayat
from kinerja_cli.register.riwayat_teks import explain_peristiwa
from kinerja_cli.register.salinan_teks import dump_tabel, list_tabel
from kinerja_cli.ruang.konfigurasi import NAMA_KONFIGURASI
from kinerja_cli.ruang.konsep_akhir import read_pilihan
from kinerja_cli.ruang.laporan import NAMA_TEMPLAT
from kinerja_cli.ruang.periksa_arsip import RIWAYAT
from kinerja_cli.ruang.petikan import folder_petikan
from kinerja_cli.ruang.pindai import scan_berkas
from kinerja_cli.ruang.ruang import Ruang

DATA = "data/data_kinerja.json"
FOLDER_TABEL = "register"


@dataclass(frozen=True, slots=True)
class BahanArsip:
    """Masukan yang dicatat manifest, dan isi arsip selain dokumennya."""

    masukan: tuple[Masukan, ...]
    isi: Mapping[str, bytes]
    tabel: tuple[str, ...]
    """Nama di arsip setiap salinan tabel register."""


def collect_bahan(ruang: Ruang, register: Register, data: DataKinerja) -> BahanArsip:
    """Baca semua masukan dan susun berkas turunannya; tidak menulis apa pun."""
    isi: dict[str, bytes] = {}
    masukan = [*_collect_berkas(ruang, isi), *_collect_kiriman(ruang, register, isi)]
    masukan += _collect_bukti(register)
    tabel = {f"{FOLDER_TABEL}/{t}.csv": dump_tabel(register, t) for t in list_tabel(register)}
    isi |= tabel | _build_riwayat(register) | _build_data(data)
    return BahanArsip(tuple(masukan), isi, tuple(tabel))


def _collect_berkas(ruang: Ruang, isi: dict[str, bytes]) -> Iterator[Masukan]:
    """kinerja.toml, tabel sumber, kata-kata orang, dan templat milik kantor."""
    yield _add("konfigurasi", NAMA_KONFIGURASI, ruang.akar / NAMA_KONFIGURASI, isi)
    if ruang.sumber.is_dir():
        for nama, jalur, _, _ in sorted(scan_berkas(ruang.sumber, ruang.akar)):
            if not is_kerja(nama):
                yield _add("sumber", nama, Path(jalur), isi)
    if folder_petikan(ruang).is_dir():
        for nama, jalur, _, _ in sorted(scan_berkas(folder_petikan(ruang), ruang.akar)):
            if not is_kerja(nama):
                yield _add("narasi", nama, Path(jalur), isi)
    templat = ruang.akar / "templat" / NAMA_TEMPLAT
    if templat.is_file():
        yield _add("templat", f"templat/{NAMA_TEMPLAT}", templat, isi)


def is_kerja(nama: str) -> bool:
    """Berkas kunci dan sementara program kantor."""
    return nama.rsplit("/", 1)[-1].startswith(("~$", ".~lock.", "."))


def _add(jenis: str, nama: str, jalur: Path, isi: dict[str, bytes]) -> Masukan:
    byte = read_pilihan(jalur)
    arsip = f"masukan/{nama}"
    isi[arsip] = byte
    return Masukan.model_validate(
        {"jenis": jenis, "nama": nama, "sha256": sha256(byte).hexdigest(), "arsip": arsip}
    )


def _collect_kiriman(ruang: Ruang, register: Register, isi: dict[str, bytes]) -> Iterator[Masukan]:
    """Asli setiap kiriman yang diterima; pindaian bertanda tangan cukup hash-nya."""
    for tanda, nama in register.sambungan.execute("SELECT sha256, berkas FROM kiriman ORDER BY 1"):
        jalur = ruang.arsip(tanda, Path(nama).suffix[:8])
        if not jalur.is_file():
            yield Masukan(jenis="kiriman", nama=nama, sha256=tanda)
            continue
        arsip = f"masukan/kiriman/{tanda}{jalur.suffix}"
        isi[arsip] = read_pilihan(jalur)
        yield Masukan(jenis="kiriman", nama=nama, sha256=tanda, arsip=arsip)
    for tanda, nama in register.sambungan.execute(
        "SELECT sha256, berkas FROM lembar_ttd ORDER BY 1"
    ):
        yield Masukan(jenis="kiriman", nama=nama, sha256=tanda)


def _collect_bukti(register: Register) -> list[Masukan]:
    """Bukti sebagaimana dicatat verifikasi terakhir; berkasnya sering besar, jadi tidak disalin."""
    ada = {b.jalur: b.sha256 for p in Periode for b in read_bukti(register, p) if b.jalur}
    return [Masukan(jenis="bukti", nama=n, sha256=tanda) for n, tanda in sorted(ada.items())]


def _build_riwayat(register: Register) -> dict[str, bytes]:
    """Riwayat untuk dibaca orang, dan baris persisnya untuk memeriksa rantainya."""
    baca, persis = [], []
    for p in iterate_riwayat(register):
        persis.append(json.dumps([p.isi, p.hash], ensure_ascii=False))
        try:
            isi = json.loads(p.isi)
            oleh = f" oleh {isi['oleh']}" if isi.get("oleh") else ""
            baca.append(f"{p.nomor}. {isi['waktu']}{oleh}: {explain_peristiwa(isi)}")
        except (ValueError, KeyError, TypeError):
            baca.append(f"{p.nomor}. {p.isi}")
    return {
        "riwayat/riwayat.txt": "".join(f"{b}\n" for b in baca).encode(),
        RIWAYAT: "".join(f"{b}\n" for b in persis).encode(),
    }


def _build_data(data: DataKinerja) -> dict[str, bytes]:
    """Data yang disahkan sebagai JSON dan CSV."""
    wadah = StringIO(newline="")
    penulis = csv.writer(wadah, lineterminator="\n")
    penulis.writerow(("kunci", "teks", "angka", "status", "catatan"))
    for f in data.iterate_fakta():
        nilai = f.nilai.to_json()
        penulis.writerow(
            (f.kunci, f.teks, nilai.get("angka", nilai.get("teks", "")), f.status.value, f.catatan)
        )
    return {DATA: dump_data(data), "data/fakta.csv": wadah.getvalue().encode()}


def build_buku_sah(data: DataKinerja, pokok: Pokok) -> dict[str, bytes]:
    """Dokumen data kinerja bertanda pengesahannya, menurut jalurnya di dalam arsip."""
    buku = BytesIO()
    write_buku(build_buku(data, pokok.tanda), buku, datetime.fromisoformat(data.waktu))
    return {f"data/Dokumen data kinerja {data.periode.value}.xlsx": buku.getvalue()}
