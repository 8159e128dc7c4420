"""Pemeriksaan sendiri seluruh laporan: susunan, keuangan, mekanisme, dan waktu."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from kinerja_cli.aturan.bahan_laporan import BahanLaporan, Jejak, look_uang
from kinerja_cli.model.cetak import format_rupiah, format_tanggal
from kinerja_cli.model.data_kinerja import DataAnggaran, Fakta
from kinerja_cli.model.istilah import Dokumen, YaTidak
from kinerja_cli.model.periode import TRIWULAN

DATA_INSTANSI = {
    "alamat": "alamat",
    "gambaran_umum": "gambaran umum organisasi",
    "aspek_strategis": "aspek strategis",
    "permasalahan_utama": "permasalahan utama",
}
DATA_PEJABAT = {"nama": "nama", "pangkat": "pangkat", "nip": "NIP"}


def check_disusun(bahan: BahanLaporan) -> Iterator[Jejak]:
    """Konsep laporan sudah ada."""
    for nama in bahan.catatan.konsep:
        yield Jejak(nama)
    if not bahan.catatan.konsep:
        yield Jejak("laporan", kurang="belum ada konsep LKjIP di laporan/")


def check_berkala(bahan: BahanLaporan) -> Iterator[Jejak]:
    """Data setiap triwulan pernah dikompilasi."""
    for p in TRIWULAN:
        ada = p in bahan.catatan.dikompilasi
        yield Jejak(f"kompilasi {p.value}", "" if ada else f"{p.nama} belum dikompilasi")


def check_diformalkan(bahan: BahanLaporan) -> Iterator[Jejak]:
    """Data penanda tangan lengkap; yang belum ditandatangani dilewati."""
    pejabat = bahan.definisi.pejabat_pada(bahan.tanggal)
    if pejabat is None:
        yield Jejak("penanda tangan", kurang="kepala perangkat daerah belum ada di Pejabat")
        return
    for kolom, nama in DATA_PEJABAT.items():
        if not getattr(pejabat, kolom):
            yield Jejak(pejabat.kunci, kurang=f"{pejabat.kunci}: {nama} penanda tangan kosong")
    belum = bahan.catatan.disahkan is None
    yield Jejak(pejabat.kunci, lewat="laporan belum disahkan" if belum else "")


def check_tepat_waktu(bahan: BahanLaporan) -> Iterator[Jejak]:
    """Disahkan sampai dengan batasnya: dua bulan sesudah tahun anggaran, atau menurut Jadwal."""
    batas = format_tanggal(bahan.batas)
    selesai = bahan.catatan.disahkan
    if (selesai or bahan.tanggal) > bahan.batas:
        keadaan = f"disahkan {format_tanggal(selesai)}" if selesai else "belum disahkan"
        yield Jejak("tahap 11", kurang=f"batasnya {batas}, {keadaan}")
    else:
        yield Jejak("tahap 11", lewat="" if selesai else f"belum disahkan; batasnya {batas}")


def check_susunan(bahan: BahanLaporan) -> Iterator[Jejak]:
    """Semua blok wajib ada di templat."""
    ada = {nama for nama, _ in bahan.blok}
    for nama in sorted(bahan.wajib):
        yield Jejak(f"[[{nama}]]", "" if nama in ada else explain_hilang(nama))


def explain_hilang(nama: str) -> str:
    """Kalimat untuk blok yang tidak ada di templat."""
    return f"templat tidak memuat blok [[{nama}]]"


def check_rumus(bahan: BahanLaporan) -> Iterator[Jejak]:
    """Kebijakan penghitungan tercetak dan setiap capaian menyebut rumusnya."""
    kebijakan = bahan.data.kebijakan
    kosong = not kebijakan.butir
    yield Jejak(f"kebijakan {kebijakan.nama}", "butir kebijakan tidak tercetak" if kosong else "")
    for i in bahan.data.indikator:
        if i.masuk_rerata and i.tahun.capaian.nilai.ada and not i.tahun.kode_rumus:
            yield Jejak(i.kode_indikator, kurang=f"{i.kode_indikator}: rumus capaian tidak disebut")


def check_tindak_lanjut(bahan: BahanLaporan) -> Iterator[Jejak]:
    """Tidak ada rencana triwulan lalu yang masih terbuka."""
    for kunci, unit, rencana in bahan.catatan.tindak_lanjut:
        yield Jejak(kunci, kurang=f"{unit} {kunci}: {rencana}")
    if not bahan.catatan.tindak_lanjut:
        yield Jejak("lembar RTL")


def check_akurasi(bahan: BahanLaporan) -> Iterator[Jejak]:
    """Kompilasi memuat data terakhir, dan jumlah anggarannya tertutup."""
    yield from (Jejak(kunci, kurang=kalimat) for kunci, kalimat in bahan.catatan.berubah)
    if not bahan.catatan.berubah:
        yield Jejak("kompilasi tahun")
    total = bahan.data.total
    dpa = sum((p.pagu for p in bahan.definisi.pagu_berlaku(bahan.data.periode)), Decimal(0))
    yield _compare_rupiah(total.pagu, dpa, "pagu DPA yang berlaku")
    sub = [a for a in bahan.data.anggaran if a.jenjang == "sub kegiatan"]
    yield _compare_rupiah(total.pagu, _sum_fakta(sub, lambda a: a.pagu), "jumlah pagu sub kegiatan")
    if total.realisasi.nilai.ada:
        jumlah = _sum_fakta(sub, lambda a: a.realisasi)
        yield _compare_rupiah(total.realisasi, jumlah, "jumlah realisasi sub kegiatan")


def _sum_fakta(daftar: list[DataAnggaran], read: Callable[[DataAnggaran], Fakta]) -> Decimal:
    return sum((read(a).nilai.angka or Decimal(0) for a in daftar), Decimal(0))


def _compare_rupiah(fakta: Fakta, pembanding: Decimal, nama: str) -> Jejak:
    beda = fakta.nilai.angka != pembanding
    kalimat = f"{fakta.kunci} {fakta.teks}, sedangkan {nama} {format_rupiah(pembanding)}"
    return Jejak(fakta.kunci, kalimat if beda else "")


def check_data_instansi(bahan: BahanLaporan) -> Iterator[Jejak]:
    """Identitas dan uraian Bab I terisi."""
    for kolom, nama in DATA_INSTANSI.items():
        kosong = not getattr(bahan.definisi.instansi, kolom)
        yield Jejak(f"instansi:{kolom}", f"{nama} belum diisi" if kosong else "")


def check_lampiran(bahan: BahanLaporan) -> Iterator[Jejak]:
    """PK yang dilampirkan bernomor; blok lampirannya diperiksa bersama semua kriteria."""
    versi = bahan.definisi.versi_periode(Dokumen.PK, bahan.data.periode)
    nama = f"PK {versi.versi}" if versi else "PK"
    ada = versi is not None and bool(versi.nomor)
    yield Jejak(nama, "" if ada else f"{nama} belum bernomor")


def check_keuangan(bahan: BahanLaporan) -> Iterator[Jejak]:
    """Pagu dan realisasi seluruh dinas ada, dan setiap sub kegiatan sudah dilaporkan."""
    total = bahan.data.total
    yield look_uang(total.pagu, "pagu dinas")
    yield look_uang(total.realisasi, "realisasi anggaran dinas")
    for a in bahan.data.anggaran:
        if a.jenjang == "sub kegiatan" and a.realisasi.catatan:
            kalimat = f"{a.kode} {a.uraian}: {a.realisasi.catatan}"
            yield Jejak(a.realisasi.kunci, kurang=kalimat)


def check_mekanisme(bahan: BahanLaporan) -> Iterator[Jejak]:
    """Formulir dibagikan setiap triwulan dan semua unit mengirim."""
    for p in TRIWULAN:
        dibagikan = p in bahan.catatan.formulir
        kalimat = f"formulir {p.nama} tidak pernah dibagikan"
        yield Jejak(f"formulir {p.value}", "" if dibagikan else kalimat)
    for u in bahan.data.unit:
        if u.status in {"belum", "sebagian"}:
            yield Jejak(u.kode_unit, kurang=f"{u.nama}: kiriman {u.status}")


def check_penanggung_jawab(bahan: BahanLaporan) -> Iterator[Jejak]:
    """Setiap unit wajib lapor mempunyai pejabat pada tanggal laporan."""
    for u in bahan.definisi.unit_pada(bahan.data.periode.akhir(bahan.data.tahun)):
        if u.wajib_lapor is YaTidak.YA:
            ada = bahan.definisi.pejabat_pada(bahan.tanggal, unit=u.kode_unit)
            yield Jejak(u.kode_unit, "" if ada else f"{u.nama}: pejabatnya belum ada")


def check_diketahui_unit(bahan: BahanLaporan) -> Iterator[Jejak]:
    """Setiap unit yang mengirim menyerahkan pindaian bertanda tangan."""
    for u in bahan.data.unit:
        if u.status in {"lengkap", "sebagian"}:
            ada = u.kode_unit in bahan.catatan.bertanda_tangan
            kalimat = f"{u.nama}: pindaian bertanda tangan belum diterima"
            yield Jejak(u.kode_unit, "" if ada else kalimat)
