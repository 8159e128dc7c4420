"""Dokumen data kinerja hasil kompilasi: semua angka yang boleh tampil di keluaran.

Setiap angka adalah ``Fakta`` dengan kunci dan teks cetaknya; semua dokumen mencetak ``teks``.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer

from kinerja_cli.model.istilah import Arah, Jenjang, StatusAngka
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import Periode


def _read_nilai(isi: Nilai | dict[str, Any]) -> Nilai:
    return isi if isinstance(isi, Nilai) else Nilai.from_json(isi)


NilaiJson = Annotated[
    Nilai, BeforeValidator(_read_nilai), PlainSerializer(lambda n: n.to_json(), return_type=dict)
]


class Beku(BaseModel):
    """Dasar bagian data kinerja."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Fakta(Beku):
    """Satu angka: kunci, nilai bertanda, dan teks cetak id_ID yang dipakai semua dokumen."""

    kunci: str
    nilai: NilaiJson
    teks: str
    status: StatusAngka = StatusAngka.FINAL
    catatan: str = ""
    """Alasan belum ada, sumber data sementara, atau penjelasan status."""


class CapaianPeriode(Beku):
    """Target, realisasi, dan capaian satu periode; realisasi per periode dan kemajuan tahun."""

    periode: Periode
    target: Fakta
    realisasi: Fakta
    capaian: Fakta
    kategori: str = ""
    kemajuan: Fakta | None = None
    """Realisasi s.d. periode terhadap target tahun; tanpa kategori."""
    kode_rumus: str = ""
    rumus: str = ""
    penjelasan: str = ""


class CapaianTahunLalu(Beku):
    """Target, realisasi, dan capaian satu tahun lalu, dihitung ulang dengan mesin yang sama."""

    tahun: int
    target: Fakta
    realisasi: Fakta
    capaian: Fakta


class KemajuanRenstra(Beku):
    """Realisasi tahun ini terhadap target akhir Renstra (analisis 3)."""

    dokumen: str
    nama_dokumen: str
    tahun_akhir: int
    target_tahun: Fakta | None
    target_akhir: Fakta
    kemajuan: Fakta


class PembandingStandar(Beku):
    """Standar nasional atau provinsi (analisis 4)."""

    lingkup: Literal["nasional", "provinsi"]
    nilai: Fakta
    tahun: int
    sumber: str
    selisih: Fakta


class KinerjaRenja(Beku):
    """Kolom kinerja (K) evaluasi Renja satu indikator; ``None`` berarti datanya memang tidak ada.

    ``kumulatif`` bila angka antartahun boleh dijumlahkan; selain itu tahun terakhir yang berlaku.
    """

    target_renstra: Fakta | None
    lalu: Fakta | None
    sampai: Fakta | None
    tingkat: Fakta | None
    kumulatif: bool


class UangRenja(Beku):
    """Kolom rupiah evaluasi Renja satu kode; ``triwulan`` bagian setiap triwulan sendiri."""

    target_renstra: Fakta | None
    lalu: Fakta | None
    triwulan: tuple[Fakta, ...]
    sampai: Fakta | None
    tingkat: Fakta | None


class NarasiIndikator(Beku):
    """Kata-kata bidang, apa adanya."""

    pendorong: str = ""
    penghambat: str = ""
    upaya: str = ""
    rencana_tindak_lanjut: str = ""
    pic: str = ""
    batas_waktu: str = ""
    data_dukung: str = ""


class DataIndikator(Beku):
    """Satu indikator lengkap dengan salinan teks, target, dan rumus pada saat kompilasi."""

    kode_indikator: str
    jenjang: Jenjang
    kode: str
    uraian: str
    indikator: str
    satuan: str
    jenis: str
    arah: Arah
    agregasi: str
    desimal: int
    iku: bool
    unit: str
    nama_unit: str
    definisi_operasional: str
    rumus: str
    sumber_data: str
    tahun: CapaianPeriode
    """Keadaan sampai dengan periode kompilasi terhadap target periodenya (tahun bila tahunan)."""
    triwulan: tuple[CapaianPeriode, ...]
    lalu: tuple[CapaianTahunLalu, ...] = ()
    renstra: KemajuanRenstra | None = None
    standar: tuple[PembandingStandar, ...] = ()
    renja: KinerjaRenja | None = None
    narasi: NarasiIndikator = NarasiIndikator()
    keterangan: str = ""
    """Misalnya "indikator baru", "dihapus pada PK perubahan", "belum waktunya"."""
    masuk_rerata: bool = True


class Rerata(Beku):
    """Rata-rata capaian; selalu dengan n dari m."""

    capaian: Fakta
    kategori: str
    n: int
    m: int


class DataAnggaran(Beku):
    """Pagu dan realisasi satu kode (sub kegiatan dijumlah ke atas); serapan dalam persen."""

    kode: str
    uraian: str
    jenjang: Literal["program", "kegiatan", "sub kegiatan"]
    unit: str = ""
    pagu: Fakta
    realisasi: Fakta
    serapan: Fakta
    sisa: Fakta
    renja: UangRenja | None = None


class DataSasaran(Beku):
    """Satu sasaran strategis: indikator, program pendukung, anggaran, efisiensi."""

    kode: str
    uraian: str
    indikator: tuple[str, ...]
    rerata: Rerata
    program: tuple[str, ...]
    anggaran_bersama: bool = False
    pagu: Fakta
    realisasi: Fakta
    serapan: Fakta
    efisiensi: Fakta
    keterangan_efisiensi: str = ""


class DataUnit(Beku):
    """Rekap satu unit: kelengkapan, keputusan verifikasi, rata-rata, anggaran."""

    kode_unit: str
    nama: str
    status: str
    keputusan: str
    rerata: dict[Jenjang, Rerata]
    pagu: Fakta
    realisasi: Fakta
    serapan: Fakta


class DataTotal(Beku):
    """Jumlah seluruh dinas; pagu selalu sama dengan DPA yang berlaku."""

    rerata: dict[Jenjang, Rerata]
    pagu: Fakta
    realisasi: Fakta
    serapan: Fakta
    sisa: Fakta | None = None


class RingkasanKebijakan(Beku):
    """Kebijakan penghitungan yang dipakai."""

    nama: str
    berlaku: str
    hash: str
    butir: tuple[tuple[str, str, str], ...] = ()
    """(nama butir, isi yang berlaku, sumber) untuk dicetak pada lampiran."""


class DataKinerja(Beku):
    """Isi ``data_kinerja.json``; satu-satunya masukan LKjIP."""

    skema: int = 1
    versi_program: str
    tahun: int
    periode: Periode
    waktu: str
    definisi: int
    kebijakan: RingkasanKebijakan
    nama_instansi: str
    sasaran: tuple[DataSasaran, ...]
    indikator: tuple[DataIndikator, ...]
    anggaran: tuple[DataAnggaran, ...]
    unit: tuple[DataUnit, ...]
    total: DataTotal
    kekurangan: tuple[str, ...] = ()
    """Yang belum ada, satu kalimat per butir."""
    perubahan: tuple[str, ...] = ()
    """Yang berubah sesudah diverifikasi atau terbit, satu kalimat per butir."""

    def compare(self, terbit: DataKinerja) -> list[tuple[Fakta, Fakta]]:
        """(fakta terbit, fakta kini) yang teks cetaknya berbeda; kunci yang hilang tidak ikut."""
        kini = {f.kunci: f for f in self.iterate_fakta()}
        return [
            (f, kini[f.kunci])
            for f in terbit.iterate_fakta()
            if f.kunci in kini and kini[f.kunci].teks != f.teks
        ]

    def iterate_fakta(self) -> list[Fakta]:
        """Semua fakta, urut kunci, tanpa kembar."""
        terkumpul: dict[str, Fakta] = {}
        _collect_fakta(self, terkumpul)
        return [terkumpul[k] for k in sorted(terkumpul)]


def dump_data(data: DataKinerja) -> bytes:
    """Isi berkas ``data_kinerja.json``."""
    return data.model_dump_json(indent=1).encode() + b"\n"


def _collect_fakta(simpul: object, terkumpul: dict[str, Fakta]) -> None:
    if isinstance(simpul, Fakta):
        terkumpul[simpul.kunci] = simpul
    elif isinstance(simpul, BaseModel):
        for bidang in type(simpul).model_fields:
            _collect_fakta(getattr(simpul, bidang), terkumpul)
    elif isinstance(simpul, tuple):
        for anak in simpul:
            _collect_fakta(anak, terkumpul)
    elif isinstance(simpul, dict):
        for anak in simpul.values():
            _collect_fakta(anak, terkumpul)
