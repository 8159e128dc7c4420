"""Menjumlah laporan beberapa bendahara tanpa menghitung satu baris dua kali."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kinerja_cli.aturan.laporan_bendahara import JumlahBendahara, LaporanBendahara, LaporanLain
from kinerja_cli.model.cetak import format_rupiah
from kinerja_cli.model.keuangan import BarisSpj

NOL = Decimal(0)


@dataclass(frozen=True, slots=True)
class _Bagian:
    """Anggaran dan realisasi satu sub kegiatan dalam satu laporan."""

    anggaran: Decimal
    realisasi: Decimal


def drop_termuat(
    laporan: Sequence[LaporanBendahara], pagu: Mapping[str, Decimal]
) -> tuple[list[LaporanBendahara], list[LaporanLain]]:
    """Laporan tanpa yang barisnya sudah ada di laporan lain, dan yang dikeluarkan itu.

    ``pagu`` menurut DPA: bila anggaran kedua laporan berjumlah pagunya, keduanya memang terpisah.
    """
    bagian = [_sum_bagian(b) for b in laporan]
    sisa = list(range(len(laporan)))
    keluar: list[LaporanLain] = []
    # Dari belakang: dari dua laporan kembar yang pertama terdaftar yang dipakai.
    for i in reversed(range(len(laporan))):
        besar = next((j for j in sisa if j != i and _is_termuat(bagian[i], bagian[j], pagu)), None)
        if besar is not None:
            sisa.remove(i)
            berkas = laporan[besar].keterangan.berkas
            keluar.append(LaporanLain(laporan[i], f"isinya sudah termuat di {berkas}"))
    return [laporan[i] for i in sisa], keluar


def find_rancu(laporan: Sequence[LaporanBendahara], pagu: Mapping[str, Decimal]) -> str:
    """Mengapa laporan-laporan itu tidak dapat dijumlahkan; kosong bila dapat."""
    for i, satu in enumerate(laporan):
        for lain in laporan[:i]:
            a, b = _sum_bagian(lain), _sum_bagian(satu)
            bersama = sorted(set(a) & set(b))
            berkas = f"{lain.keterangan.berkas} dan {satu.keterangan.berkas}"
            if bersama and lain.bendahara == satu.bendahara:
                return f"{berkas} dari bendahara yang sama memuat {bersama[0]} dengan isi berbeda"
            rancu = [k for k in bersama if not _is_terpisah(a[k], b[k], pagu.get(k))]
            if rancu:
                kode = rancu[0]
                jumlah = format_rupiah(a[kode].anggaran + b[kode].anggaran)
                return (
                    f"{berkas} sama-sama memuat {kode} dan anggarannya berjumlah {jumlah}, bukan "
                    f"pagunya; tidak jelas apakah yang satu sudah memuat yang lain"
                )
    return ""


def sum_laporan(
    laporan: Iterable[LaporanBendahara], pagu: Mapping[str, Decimal]
) -> dict[str, JumlahBendahara]:
    """Jumlah per sub kegiatan dari laporan yang sudah dipastikan terpisah."""
    hasil: dict[str, JumlahBendahara] = {}
    for satu in laporan:
        for b in satu.sub_kegiatan:
            hasil[b.kode] = _add(hasil.get(b.kode), satu.keterangan.berkas, b, pagu.get(b.kode))
    return hasil


def _add(
    lama: JumlahBendahara | None, berkas: str, b: BarisSpj, pagu: Decimal | None
) -> JumlahBendahara:
    if lama is None:
        return JumlahBendahara(b.kode, b.uraian, b.anggaran, b.realisasi, ((berkas, b),))
    # Pembantu yang mencetak pagu utuh tidak menambah pagu sub kegiatannya.
    utuh = lama.baris[-1][0] != berkas and lama.anggaran == b.anggaran == pagu
    return JumlahBendahara(
        kode=b.kode,
        uraian=lama.uraian or b.uraian,
        anggaran=b.anggaran if utuh else lama.anggaran + b.anggaran,
        realisasi=lama.realisasi + b.realisasi,
        baris=(*lama.baris, (berkas, b)),
    )


def _sum_bagian(laporan: LaporanBendahara) -> dict[str, _Bagian]:
    hasil: dict[str, _Bagian] = {}
    for b in laporan.sub_kegiatan:
        lama = hasil.get(b.kode, _Bagian(NOL, NOL))
        hasil[b.kode] = _Bagian(lama.anggaran + b.anggaran, lama.realisasi + b.realisasi)
    return hasil


def _is_termuat(
    kecil: Mapping[str, _Bagian], besar: Mapping[str, _Bagian], pagu: Mapping[str, Decimal]
) -> bool:
    """Setiap baris ``kecil`` ada di ``besar``, dan paling sedikit satu membuktikannya."""
    if not kecil or not all(
        k in besar
        and besar[k].anggaran >= b.anggaran
        and besar[k].realisasi >= b.realisasi
        and not _is_dibagi(b, besar[k], pagu.get(k))
        for k, b in kecil.items()
    ):
        return False
    return any(
        b.realisasi and (besar[k] == b or b.anggaran < besar[k].anggaran == pagu.get(k))
        for k, b in kecil.items()
    )


def _is_terpisah(a: _Bagian, b: _Bagian, pagu: Decimal | None) -> bool:
    """Benar bila kedua bagian boleh dijumlahkan."""
    return not a.realisasi or not b.realisasi or _is_dibagi(a, b, pagu)


def _is_dibagi(a: _Bagian, b: _Bagian, pagu: Decimal | None) -> bool:
    """Benar bila pagu sub kegiatan itu memang dibagi kepada keduanya."""
    return bool(a.anggaran and b.anggaran) and a.anggaran + b.anggaran == pagu
