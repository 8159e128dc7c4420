"""PDF yang kembali dari penandatanganan terhadap PDF yang disahkan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from kinerja_cli.dokumen.baca_pdf import IsiPdf
from kinerja_cli.dokumen.cocok_pdf import straighten
from kinerja_cli.model.temuan import Temuan, build_temuan

PANJANG_KUTIPAN = 60
BATAS_KALI, BATAS_TAMBAH = 2, 5_000
"""Yang ditambahkan layanan pada satu halaman hanya kaki atau keterangan singkat."""


@dataclass(frozen=True, slots=True)
class PasanganPdf:
    """PDF yang disahkan dan yang kembali."""

    asal: IsiPdf
    byte_asal: bytes
    kembali: IsiPdf
    byte_kembali: bytes
    nama: str

    @property
    def tetap(self) -> bool:
        """Benar bila byte asal menjadi awal yang tidak berubah."""
        return self.byte_kembali.startswith(self.byte_asal)


def compare_kembali(pasangan: PasanganPdf) -> list[Temuan]:
    """Galat bila isinya lain; peringatan dan catatan tentang yang tidak dapat diperiksa."""
    if pasangan.byte_kembali == pasangan.byte_asal:
        return [build_temuan("DOK521", berkas=pasangan.nama)]
    if not pasangan.kembali.berteks:
        return list(_check_pindaian(pasangan))
    temuan = list(_check_isi(pasangan))
    nama = ", ".join(t.nama for t in pasangan.kembali.tanda_tangan if t.nama)
    if not pasangan.kembali.tanda_tangan:
        temuan.append(build_temuan("DOK522", berkas=pasangan.nama))
    else:
        temuan.append(build_temuan("DOK526", berkas=pasangan.nama, nama=nama or "tanpa nama"))
    return temuan


def _check_pindaian(pasangan: PasanganPdf) -> Iterator[Temuan]:
    banyak, harap = len(pasangan.kembali.halaman), len(pasangan.asal.halaman)
    if banyak != harap:
        yield build_temuan("DOK524", berkas=pasangan.nama, banyak=banyak, harap=harap)
    yield build_temuan("DOK525", berkas=pasangan.nama, banyak=banyak)


def _check_isi(pasangan: PasanganPdf) -> Iterator[Temuan]:
    """Setiap halaman asal harus utuh di halaman yang sama; yang ditambahkan layanan boleh ada."""
    asal, kembali = pasangan.asal.halaman, pasangan.kembali.halaman
    if len(kembali) < len(asal):
        rincian = f"hanya {len(kembali)} halaman, yang disahkan {len(asal)}"
        yield _report(pasangan, len(kembali), rincian)
    elif len(kembali) > len(asal):
        banyak, harap = len(kembali), len(asal)
        yield build_temuan("DOK527", berkas=pasangan.nama, banyak=banyak, harap=harap)
    for nomor, (dulu, kini) in enumerate(zip(asal, kembali, strict=False), start=1):
        if rincian := explain_selisih(straighten([dulu]).teks, straighten([kini]).teks):
            yield _report(pasangan, nomor, rincian)
    akhir = max((t.sampai for t in pasangan.kembali.tanda_tangan), default=0)
    if akhir and akhir < len(pasangan.byte_asal):
        yield _report(pasangan, 1, "tanda tangannya tidak menutup seluruh isi yang disahkan")


def explain_selisih(asal: str, kembali: str) -> str:
    """Yang hilang atau diganti; kosong bila asal utuh dan hanya bertambah di luar angka."""
    if asal == kembali:
        return ""
    if len(kembali) > BATAS_TAMBAH + BATAS_KALI * len(asal):
        return f"teksnya {len(kembali)} huruf, yang disahkan {len(asal)}"
    for jenis, a1, a2, b1, b2 in SequenceMatcher(None, asal, kembali, autojunk=False).get_opcodes():
        if jenis in {"replace", "delete"}:
            kini = _kutip(kembali, b1, b2)
            return f'seharusnya "{_kutip(asal, a1, a2)}", kini "{kini}"'
        if jenis == "insert" and _is_menyambung(asal, a1, kembali[b1:b2]):
            return f'angka disisipi: "{_kutip(kembali, b1, b2)}"'
    return ""


def _is_menyambung(asal: str, letak: int, sisipan: str) -> bool:
    """Benar bila sisipan angka menempel pada angka asal."""
    kiri, kanan = asal[letak - 1 : letak].isdigit(), asal[letak : letak + 1].isdigit()
    return (kiri and sisipan[:1].isdigit()) or (kanan and sisipan[-1:].isdigit())


def _kutip(teks: str, awal: int, akhir: int) -> str:
    return teks[max(awal - 12, 0) : akhir + 12][:PANJANG_KUTIPAN]


def _report(pasangan: PasanganPdf, halaman: int, rincian: str) -> Temuan:
    return build_temuan(
        "DOK523",
        berkas=pasangan.nama,
        sel=f"halaman {halaman}",
        kunci=str(halaman),
        halaman=halaman,
        rincian=rincian,
    )


def list_penanda(pdf: IsiPdf) -> Sequence[str]:
    """Nama penanda tangan sebagaimana tertulis."""
    return tuple(t.nama or "tanpa nama" for t in pdf.tanda_tangan)
