"""Pemeriksaan laporan yang disahkan: di ruang kerja, atau arsip dan PDF di komputer mana pun."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from kinerja_cli.dokumen.baca_pdf import TandaTanganPdf, open_pdf
from kinerja_cli.dokumen.cocok_ttd import PasanganPdf, compare_kembali
from kinerja_cli.dokumen.waktu_pdf import format_waktu_pdf
from kinerja_cli.model.batas import BATAS, Batas
from kinerja_cli.model.cetak import format_tanggal
from kinerja_cli.model.galat import KinerjaError, NaskahError, RegisterError
from kinerja_cli.model.pengesahan import Pokok
from kinerja_cli.model.temuan import Temuan, build_temuan, has_tindakan
from kinerja_cli.register.basis import Register
from kinerja_cli.register.pengesahan import (
    Pengesahan,
    TandaTangan,
    read_pengesahan,
    read_tanda_tangan,
)
from kinerja_cli.ruang.arsip_sah import BATAS_ARSIP, read_zip
from kinerja_cli.ruang.folder_arsip import find_folder, read_folder
from kinerja_cli.ruang.keluaran_sah import AKHIRAN, list_keluaran, read_tersimpan
from kinerja_cli.ruang.keutuhan import check_riwayat
from kinerja_cli.ruang.konsep_akhir import read_pilihan
from kinerja_cli.ruang.langkah import Lapor, lapor_diam
from kinerja_cli.ruang.periksa_arsip import check_arsip, check_sidik
from kinerja_cli.ruang.periksa_register import (
    check_basis,
    check_keluaran,
    check_masukan,
    check_riwayat_sah,
    check_tabel,
    list_asing,
)
from kinerja_cli.ruang.ruang import Ruang

BUKTI = "bukti"
AKIBAT = frozenset({"DOK601", "DOK604"})
"""Tidak disebut lagi untuk berkas yang sebabnya sudah disebut."""


@dataclass(frozen=True, slots=True)
class HasilPeriksaSah:
    """Yang diperiksa, satu kalimat per butir, dan temuannya."""

    diperiksa: tuple[str, ...]
    temuan: tuple[Temuan, ...]

    @property
    def utuh(self) -> bool:
        """Benar bila tidak ada galat atau peringatan."""
        return not has_tindakan(self.temuan)

    def to_json(self) -> dict[str, Any]:
        """Bentuk JSON perintah ``periksa-sah``."""
        return {
            "skema": 1,
            "utuh": self.utuh,
            "diperiksa": list(self.diperiksa),
            "temuan": [t.to_json() for t in self.temuan],
        }


def check(ruang: Ruang | None, sasaran: Path | None, lapor: Lapor = lapor_diam) -> HasilPeriksaSah:
    """Periksa ruang kerja bila ``sasaran`` kosong; selain itu arsip, folder, atau PDF itu.

    Galat ``RegisterError`` bila belum ada pengesahan, ``NaskahError`` bila sasarannya bukan arsip.
    """
    if sasaran is None:
        assert ruang is not None
        return _check_ruang(ruang, lapor)
    batas = (ruang.konfigurasi.masuk if ruang else BATAS).for_laporan()
    if sasaran.is_dir():
        folder = find_folder(sasaran)
        return _check_isi(*read_folder(folder), folder.resolve().name, batas)
    isi = _read_berkas(sasaran)
    if isi.startswith(b"PK"):
        return _check_isi(*read_zip(isi, sasaran.name), sasaran.name, batas)
    return _check_pdf(ruang, isi, sasaran, batas)


def _read_berkas(jalur: Path) -> bytes:
    if jalur.is_file() and jalur.stat().st_size > BATAS_ARSIP:
        raise NaskahError(f"{jalur} terlalu besar untuk arsip", "sebut arsip pengesahannya")
    return read_pilihan(jalur)


def _check_isi(
    isi: dict[str, bytes], rusak: list[Temuan], nama: str, batas: Batas
) -> HasilPeriksaSah:
    hasil = check_arsip(isi, batas)
    sudah = {t.berkas for t in rusak}
    temuan = [*rusak, *(t for t in hasil.temuan if t.kode not in AKIBAT or t.berkas not in sudah)]
    baris = [f"Arsip {nama}: {len(isi)} berkas"]
    if hasil.manifest is not None:
        pokok = hasil.manifest.pokok
        baris += [
            f"{pokok.nama_dokumen}, {pokok.nama_instansi}, {_format_disahkan(pokok)} oleh "
            f"{pokok.oleh.nama}",
            f"Sidik     {hasil.manifest.sidik}",
            f"Manifest  {hasil.tanda}",
            *(f"Tanda tangan {t.urut}: {t.cara}, {t.pemeriksaan}" for t in hasil.tambahan),
        ]
        luar = [m for m in pokok.masukan if not m.arsip]
        if luar:
            rincian = f"{len(luar)} bukti dan pindaian tidak ikut diarsipkan, hanya hash-nya"
            temuan.append(build_temuan("DOK610", berkas=nama, kunci=BUKTI, rincian=rincian))
    rincian = "riwayat sesudah pengesahan dan register hanya ada di ruang kerja kantor"
    temuan.append(build_temuan("DOK610", berkas=nama, kunci="ruang", rincian=rincian))
    return HasilPeriksaSah(tuple(baris), tuple(temuan))


def _check_ruang(ruang: Ruang, lapor: Lapor) -> HasilPeriksaSah:
    temuan: list[Temuan] = []
    baris: list[str] = []
    dikenal: set[str] = set()
    with ruang.register() as register:
        daftar = _require_pengesahan(register)
        temuan += check_basis(register)
        for sah in daftar:
            temuan += _check_satu(ruang, register, sah, baris, dikenal)
            if sah is daftar[-1]:
                temuan += _check_masukan(ruang, sah)
    temuan += list_asing(ruang, dikenal)
    temuan += check_riwayat(ruang, lapor)
    return HasilPeriksaSah(tuple(baris), tuple(temuan))


def _format_disahkan(pokok: Pokok) -> str:
    """``disahkan 27 Februari 2026``."""
    return f"disahkan {format_tanggal(datetime.fromisoformat(pokok.waktu).date())}"


def _require_pengesahan(register: Register) -> list[Pengesahan]:
    daftar = read_pengesahan(register)
    if not daftar:
        raise RegisterError("laporan belum disahkan", "jalankan `kinerja sahkan` lebih dahulu")
    return daftar


def _check_masukan(ruang: Ruang, sah: Pengesahan) -> list[Temuan]:
    """Masukan pengesahan terakhir; manifest yang rusak sudah disebut pemeriksaan lain."""
    try:
        return list(check_masukan(ruang, sah.manifest.pokok))
    except RegisterError:
        return []


def _check_satu(
    ruang: Ruang, register: Register, sah: Pengesahan, baris: list[str], dikenal: set[str]
) -> Iterator[Temuan]:
    """Satu pengesahan: arsip tersimpan, register, riwayat, dan berkas di ``laporan/sah/``."""
    try:
        zip_ = read_tersimpan(ruang, sah.arsip, AKHIRAN)
    except KinerjaError as galat:
        rincian = f"arsip: {galat.masalah}"
        yield build_temuan("DOK611", kunci=str(sah.nomor), nomor=sah.nomor, rincian=rincian)
        return
    isi, rusak = read_zip(zip_, "arsip")
    hasil = check_arsip(isi, ruang.konfigurasi.masuk.for_laporan())
    yield from [*rusak, *hasil.temuan]
    if hasil.manifest is None:
        return
    pokok = hasil.manifest.pokok
    baris.append(f"{pokok.nama_dokumen}: {_format_disahkan(pokok)}, sidik {pokok.sidik}")
    yield from check_riwayat_sah(register, sah, hasil.manifest, isi)
    yield from check_tabel(register, pokok, isi)
    tanda_tangan = read_tanda_tangan(register, sah.nomor)
    try:
        baris += [_explain_ttd(t) for t in tanda_tangan]
        daftar = list_keluaran(ruang, sah, tanda_tangan)
    except KinerjaError as galat:
        rincian = galat.masalah
        yield build_temuan("DOK611", kunci=str(sah.nomor), nomor=sah.nomor, rincian=rincian)
        return
    dikenal |= {k.jalur.name for k in daftar}
    yield from check_keluaran(ruang, daftar)


def _explain_ttd(tanda_tangan: TandaTangan) -> str:
    t = tanda_tangan.tambahan
    return f"  {t.berkas.nama}: {t.cara}, {t.pemeriksaan}"


def _explain_tertanam(t: TandaTanganPdf) -> str:
    waktu = f", {format_waktu_pdf(t.waktu)}" if t.waktu else ""
    return f"Tanda tangan {t.nama or 'tanpa nama'}{waktu}"


def _check_pdf(ruang: Ruang | None, isi: bytes, jalur: Path, batas: Batas) -> HasilPeriksaSah:
    """PDF sendirian: dicocokkan dengan pengesahan ruang kerja; tanpa itu hanya disebut sidiknya."""
    pdf = open_pdf(isi, jalur.name, batas)
    baris = [f"{jalur.name}: {len(pdf.halaman)} halaman"]
    baris += [f"Sidik     {pdf.sidik}"] if pdf.sidik else []
    baris += [_explain_tertanam(t) for t in pdf.tanda_tangan]
    if ruang is None:
        temuan = [*check_sidik(pdf, jalur.name, pdf.sidik or "-")]
        return HasilPeriksaSah(tuple(baris), (*temuan, build_temuan("DOK612", berkas=jalur.name)))
    tanda = sha256(isi).hexdigest()
    with ruang.register() as register:
        daftar = _require_pengesahan(register)
        ttd = {t.sha256: t for t in read_tanda_tangan(register)}
        asal = {
            sah.nomor: read_zip(read_tersimpan(ruang, sah.arsip, AKHIRAN), "arsip")[0][
                sah.manifest.pdf
            ]
            for sah in daftar
        }
    if tanda in ttd:
        baris.append(f"Sama dengan PDF bertanda tangan yang diterima: {ttd[tanda].tambahan.cara}")
        return HasilPeriksaSah(tuple(baris), ())
    for sah in daftar:
        if asal[sah.nomor] == isi:
            baris.append(f"Sama dengan {sah.manifest.pokok.nama_dokumen} yang disahkan")
            return HasilPeriksaSah(tuple(baris), ())
    cocok = next((s for s in daftar if s.manifest.sidik == pdf.sidik), daftar[-1])
    byte = asal[cocok.nomor]
    pasangan = PasanganPdf(open_pdf(byte, "asal", batas), byte, pdf, isi, jalur.name)
    temuan = compare_kembali(pasangan)
    if not has_tindakan(temuan):
        rincian = "PDF ini belum diterima dengan `kinerja sahkan --tandatangan`"
        temuan.append(build_temuan("DOK610", berkas=jalur.name, rincian=rincian))
    return HasilPeriksaSah(tuple(baris), tuple(temuan))
