"""Menulis rujukan di docs/ dari kode; ``--periksa`` hanya membandingkan.

perintah.md dari bantuan perintah, temuan.md dari katalog, tabel-sumber.md dari model baris.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

import typer
from typer.core import TyperCommand, TyperGroup

from kinerja_cli.cli.aplikasi import PerintahMalas, build_aplikasi
from kinerja_cli.model.kolom import KolomModel, iterate_kolom
from kinerja_cli.model.sumber import TABEL_SUMBER
from kinerja_cli.model.temuan import ButirKatalog, read_katalog

DOCS = Path(__file__).parent
TOPIK = {
    "STR": "struktur berkas",
    "IDN": "identitas dan kunci",
    "NIL": "nilai isian",
    "TGT": "target",
    "WKT": "waktu dan kelengkapan",
    "KEU": "keuangan",
    "BKT": "data dukung",
    "NRS": "narasi",
    "WJR": "kewajaran",
    "DOK": "dokumen dan berkas keluaran",
}
KELUAR = """\
| kode keluar | arti |
|---|---|
| 0 | bersih; catatan saja tetap bersih |
| 1 | ada yang perlu ditindak: galat, peringatan, unit yang belum mengirim, berkas ditolak |
| 2 | perintah salah tulis |
| 3 | perintah tidak dapat bekerja: tidak ada ruang kerja, kinerja.toml rusak, sumber tidak ada |
| 70 | kesalahan program; jejaknya tercetak beserta apa yang perlu dikirim |
| 130 | dihentikan pemakai |
"""


def build_perintah_md() -> str:
    """Rujukan perintah: bantuan, argumen, pilihan, contoh."""
    grup = build_aplikasi()
    konteks = typer.Context(grup, info_name="kinerja")
    bagian = [
        "# Perintah",
        "Ditulis dari kode oleh `make docs`; jangan diubah dengan tangan.",
        "## kinerja",
        grup.help or "",
        *_build_isi(grup, konteks),
        KELUAR.strip(),
    ]
    for malas in grup.commands.values():
        assert isinstance(malas, PerintahMalas)
        perintah = malas.load()
        anak = typer.Context(perintah, info_name=malas.name, parent=konteks)
        bagian += [f"## kinerja {malas.name}", perintah.help or "", *_build_isi(perintah, anak)]
        contoh = "\n".join(malas.butir.contoh)
        bagian.append(f"Contoh:\n\n```console\n{contoh}\n```")
    return "\n\n".join(bagian) + "\n"


def _build_isi(perintah: TyperCommand | TyperGroup, konteks: typer.Context) -> Iterable[str]:
    """Baris pemakaian dan tabel argumen serta pilihan."""
    pemakaian = " ".join((konteks.command_path, *perintah.collect_usage_pieces(konteks)))
    yield f"```console\n{pemakaian}\n```"
    for judul, jenis in (("argumen", "argument"), ("pilihan", "option")):
        daftar = [p for p in perintah.get_params(konteks) if p.param_type_name == jenis]
        baris = [b for p in daftar if (b := p.get_help_record(konteks))]
        if baris:
            isi = "\n".join(f"| `{_quote(n.partition(' <')[0])}` | {_quote(h)} |" for n, h in baris)
            yield f"| {judul} | arti |\n|---|---|\n{isi}"


def _quote(teks: str) -> str:
    return " ".join(teks.replace("|", "\\|").split())


def build_temuan_md() -> str:
    """Katalog temuan menurut topik."""
    bagian = [
        "# Temuan",
        "Ditulis dari `kinerja_cli/model/katalog.toml` oleh `make docs`; jangan diubah dengan "
        "tangan. Kode bersifat tetap. `{...}` diisi dengan nilai dari berkas.",
    ]
    katalog = read_katalog()
    for topik, nama in TOPIK.items():
        daftar = sorted((b for b in katalog.values() if b.kode[:3] == topik), key=_get_kode)
        if daftar:
            bagian += [f"## {topik}: {nama}", *(_build_butir(b) for b in daftar)]
    return "\n\n".join(bagian) + "\n"


def _get_kode(butir: ButirKatalog) -> str:
    return butir.kode


def _build_butir(butir: ButirKatalog) -> str:
    return (
        f"### {butir.kode} {butir.judul}\n\n"
        f"{butir.tingkat.value.capitalize()}. {butir.masalah}\n\n"
        f"- Perbaikan: {butir.perbaikan}\n"
        + (f"- Bagi bidang: {butir.perbaikan_bidang}\n" if butir.perbaikan_bidang else "")
        + f"- Mengapa: {butir.mengapa}"
        + (f"\n- Contoh: {butir.contoh}" if butir.contoh else "")
        + (f"\n- Batas: {butir.batas} ({butir.batas_arti})" if butir.batas else "")
    )


def build_tabel_sumber_md() -> str:
    """Lembar dan kolom tabel sumber menurut model barisnya."""
    bagian = [
        "# Tabel sumber",
        "Ditulis dari `kinerja_cli/model/sumber.py` oleh `make docs`; jangan diubah dengan tangan. "
        "Urutan kolom bebas, kolom lain diabaikan, dan kode ditulis sebagai teks.",
    ]
    for berkas, kelompok in groupby(TABEL_SUMBER, key=lambda t: t.berkas):
        bagian.append(f"## sumber/{berkas}")
        for tabel in kelompok:
            pilihan = "" if tabel.wajib else " (boleh tidak ada)"
            baris = "\n".join(_build_kolom(k) for k in iterate_kolom(tabel.model))
            bagian += [
                f"### Lembar {tabel.lembar}{pilihan}",
                " ".join((tabel.model.__doc__ or "").split()),
                f"| kolom | wajib | isi | keterangan |\n|---|---|---|---|\n{baris}",
            ]
    return "\n\n".join(bagian) + "\n"


def _build_kolom(kolom: KolomModel) -> str:
    isi = ", ".join(p or "(kosong)" for p in kolom.pilihan) or kolom.kolom.wujud.value
    judul = " / ".join(kolom.kolom.judul_baris)
    wajib = "ya" if kolom.wajib else ""
    return f"| {judul} | {wajib} | {_quote(isi)} | {_quote(kolom.kolom.bantuan)} |"


def main() -> None:
    """Tulis semua halaman, atau keluar 1 bila isinya sudah tidak sama dengan kode."""
    halaman = {
        "perintah.md": build_perintah_md(),
        "temuan.md": build_temuan_md(),
        "tabel-sumber.md": build_tabel_sumber_md(),
    }
    if "--periksa" not in sys.argv[1:]:
        for nama, isi in halaman.items():
            (DOCS / nama).write_text(isi, encoding="utf-8", newline="\n")
        return
    basi = [nama for nama, isi in halaman.items() if _read(DOCS / nama) != isi]
    if basi:
        sys.exit(f"tidak sama dengan kode: {', '.join(basi)}; jalankan `make docs`")


def _read(jalur: Path) -> str:
    return jalur.read_text(encoding="utf-8") if jalur.exists() else ""


if __name__ == "__main__":
    main()
