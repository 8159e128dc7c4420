"""Bab I dan II: organisasi, Renstra, IKU, perjanjian kinerja, program dan anggaran."""

from __future__ import annotations

from collections.abc import Sequence

from kinerja_cli.capaian.cetak_fakta import PembuatFakta
from kinerja_cli.capaian.cetak_target import build_fakta_target
from kinerja_cli.dokumen.isi import (
    BarisTabel,
    Isi,
    Keterangan,
    KolomTabel,
    Paragraf,
    Tabel,
    mark_kosong,
)
from kinerja_cli.dokumen.laporan.bahan import Bahan
from kinerja_cli.dokumen.laporan.bahasa import format_nama, join_dan
from kinerja_cli.model.cetak import format_tanggal
from kinerja_cli.model.istilah import JenisUnit, Jenjang
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisIndikator, BarisRenstra, BarisVersi

BELUM_BERLAKU = "-"
NAMA_JENIS = {
    JenisUnit.SEKRETARIAT: "Sekretariat",
    JenisUnit.SUBBAG: "Sub bagian",
    JenisUnit.BIDANG: "Bidang",
    JenisUnit.UPTD: "UPTD",
}


def describe_organisasi(bahan: Bahan) -> list[Isi]:
    """Uraian singkat organisasi dan susunan unit pada akhir tahun."""
    isi: list[Isi] = [
        bahan.slot(
            "bab1:gambaran_umum",
            bahan.definisi.instansi.gambaran_umum,
            "gambaran umum organisasi belum diisi pada identitas.xlsx",
        )
    ]
    unit = bahan.definisi.unit_pada(Periode.TAHUN.akhir(bahan.data.tahun))
    if unit:
        isi += [
            Paragraf(f"Unit kerja yang ada pada akhir tahun {bahan.data.tahun} sebagai berikut."),
            Keterangan("Tabel", f"Unit kerja pada akhir tahun {bahan.data.tahun}"),
            Tabel(
                (
                    KolomTabel("No.", 1, "tengah"),
                    KolomTabel("Unit kerja", 9),
                    KolomTabel("Jenis", 4),
                ),
                tuple(
                    BarisTabel((str(n), u.nama, NAMA_JENIS[u.jenis]))
                    for n, u in enumerate(unit, start=1)
                ),
            ),
        ]
    return isi


def describe_aspek(bahan: Bahan) -> list[Isi]:
    """Aspek strategis organisasi."""
    isi = bahan.definisi.instansi.aspek_strategis
    return [bahan.slot("bab1:aspek_strategis", isi, "aspek strategis belum diisi")]


def describe_masalah(bahan: Bahan) -> list[Isi]:
    """Permasalahan utama (isu strategis)."""
    isi = bahan.definisi.instansi.permasalahan_utama
    return [bahan.slot("bab1:permasalahan_utama", isi, "permasalahan utama belum diisi")]


def list_renstra(bahan: Bahan) -> list[Isi]:
    """Target Renstra per tahun untuk setiap dokumen yang memuat tahun laporan."""
    tahun = bahan.data.tahun
    dokumen = [r for r in bahan.definisi.renstra if r.tahun_awal <= tahun <= r.tahun_akhir]
    if not dokumen:
        return [Paragraf(mark_kosong("dokumen Renstra belum ada pada renstra.xlsx"))]
    nama = join_dan([r.nama for r in dokumen])
    kalimat = f"Tahun {tahun} tercakup dalam {nama}."
    if len(dokumen) > 1:
        kalimat += " Target setiap dokumen disajikan terpisah karena ukurannya dapat berbeda."
    isi: list[Isi] = [Paragraf(kalimat)]
    for r in dokumen:
        isi += _list_target_renstra(bahan, r)
    return isi


def _list_target_renstra(bahan: Bahan, dokumen: BarisRenstra) -> list[Isi]:
    target = {
        (t.kode_indikator, t.tahun): t.target
        for t in bahan.definisi.target_renstra
        if t.dokumen == dokumen.dokumen
    }
    tahun = sorted({t for _, t in target})
    baris = []
    for i in _list_pk(bahan, (Jenjang.TUJUAN, Jenjang.SASARAN)):
        if not any((i.kode_indikator, t) in target for t in tahun):
            continue
        kolom = [
            _mark_target(bahan, i, target.get((i.kode_indikator, t), ""), t, f"r_{dokumen.dokumen}")
            for t in tahun
        ]
        baris.append(BarisTabel((i.indikator, i.satuan, *kolom)))
    if not baris:
        return []
    return [
        Keterangan("Tabel", f"Target {dokumen.nama}"),
        Tabel(
            (
                KolomTabel("Indikator Kinerja", 5.4),
                KolomTabel("Satuan", 1.8, "tengah"),
                *(KolomTabel(str(t), 1.5, "kanan", kelompok="Target") for t in tahun),
            ),
            tuple(baris),
        ),
    ]


def list_iku(bahan: Bahan) -> list[Isi]:
    """Indikator Kinerja Utama dengan cara menghitung dan sumber datanya."""
    iku = [i for i in bahan.data.indikator if i.iku]
    if not iku:
        return [Paragraf(mark_kosong("belum ada indikator yang ditetapkan sebagai IKU"))]
    banyak = bahan.hitungan(len(iku), "dinas", "banyak_iku")
    return [
        Paragraf(
            f"{bahan.data.nama_instansi} menetapkan {banyak} Indikator Kinerja Utama (IKU) "
            "dengan cara menghitung dan sumber data sebagai berikut."
        ),
        Keterangan("Tabel", "Indikator Kinerja Utama"),
        Tabel(
            (
                KolomTabel("Indikator Kinerja Utama", 5.4),
                KolomTabel("Satuan", 1.7, "tengah"),
                KolomTabel("Rumus/cara menghitung", 4.8),
                KolomTabel("Sumber data", 2.8),
                KolomTabel("Penanggung jawab", 2.8),
            ),
            tuple(
                BarisTabel((i.indikator, i.satuan, i.rumus, i.sumber_data, i.nama_unit))
                for i in iku
            ),
        ),
    ]


def list_perjanjian(bahan: Bahan) -> list[Isi]:
    """Perjanjian kinerja: target setiap versi PK, yang dihapus dan yang baru terlihat."""
    versi = _list_versi(bahan.definisi.versi_pk, bahan)
    if not versi:
        return [Paragraf(mark_kosong("versi perjanjian kinerja belum ada"))]
    isi: list[Isi] = [
        Paragraf(
            "Kinerja tahun ini diperjanjikan kepada "
            f"{bahan.definisi.instansi.kepala_daerah or 'kepala daerah'} dalam dokumen berikut."
        )
    ]
    for v in versi:
        nomor = f" nomor {v.nomor}" if v.nomor else ""
        isi.append(
            Paragraf(
                f"Perjanjian kinerja {v.versi}{nomor} tanggal {format_tanggal(v.tanggal)} berlaku "
                f"mulai {format_tanggal(v.berlaku_mulai)}.",
                "List Bullet",
            )
        )
    return [*isi, *build_tabel_pk(bahan, "Perjanjian kinerja")]


def build_tabel_pk(bahan: Bahan, judul: str) -> list[Isi]:
    """Tabel PK: sasaran, indikator, satuan, target tahun menurut setiap versi."""
    versi = _list_versi(bahan.definisi.versi_pk, bahan)
    target = {(t.kode_indikator, t.versi): t.tahun for t in bahan.definisi.target}
    baris = []
    for i in _list_pk(bahan, (Jenjang.SASARAN,)):
        kolom = []
        for n, v in enumerate(versi, start=1):
            teks = target.get((i.kode_indikator, v.versi), "")
            kolom.append(_mark_target(bahan, i, teks, bahan.data.tahun, f"target_pk{n}"))
        baris.append(BarisTabel((i.uraian, i.indikator, i.satuan, *kolom)))
    return [
        Keterangan("Tabel", f"{judul} tahun {bahan.data.tahun}"),
        Tabel(
            (
                KolomTabel("Sasaran strategis", 4.6),
                KolomTabel("Indikator kinerja", 5),
                KolomTabel("Satuan", 1.8, "tengah"),
                *(KolomTabel(f"Target PK {v.versi}", 2, "kanan") for v in versi),
            ),
            tuple(baris),
            gabung=1,
            catatan=_explain_belum_berlaku(baris),
        ),
    ]


def _explain_belum_berlaku(baris: Sequence[BarisTabel]) -> tuple[str, ...]:
    ada = any(BELUM_BERLAKU in b.isi for b in baris)
    return (f"{BELUM_BERLAKU} tidak tercantum pada versi itu.",) if ada else ()


def list_program(bahan: Bahan) -> list[Isi]:
    """Program dan pagunya menurut DPA yang berlaku pada akhir periode."""
    program = [a for a in bahan.data.anggaran if a.jenjang == "program"]
    versi = bahan.definisi.versi_dpa
    berlaku = max(
        (v for v in versi if v.berlaku_mulai <= bahan.data.periode.akhir(bahan.data.tahun)),
        key=lambda v: v.berlaku_mulai,
        default=None,
    )
    nama = f" menurut DPA {berlaku.versi}" if berlaku else ""
    sumber = _list_sumber_dana(bahan)
    jumlah = BarisTabel(("", "Jumlah", bahan.angka(bahan.data.total.pagu), ""), tebal=True)
    return [
        Paragraf(
            f"Kinerja tersebut didukung {bahan.hitungan(len(program), 'dinas', 'banyak_program')} "
            f"program{nama} dengan pagu {bahan.angka(bahan.data.total.pagu)}."
        ),
        Keterangan("Tabel", f"Program dan anggaran tahun {bahan.data.tahun}"),
        Tabel(
            (
                KolomTabel("Kode", 1.9),
                KolomTabel("Program", 8),
                KolomTabel("Anggaran", 3.2, "kanan"),
                KolomTabel("Keterangan", 3),
            ),
            (
                *(
                    BarisTabel(
                        (
                            a.kode,
                            format_nama(a.uraian),
                            bahan.angka(a.pagu),
                            join_dan(sumber.get(a.kode, [])),
                        )
                    )
                    for a in program
                ),
                jumlah,
            ),
        ),
    ]


def _list_sumber_dana(bahan: Bahan) -> dict[str, list[str]]:
    """Sumber dana setiap program menurut DPA yang berlaku."""
    hasil: dict[str, set[str]] = {}
    for p in bahan.definisi.pagu_berlaku(bahan.data.periode):
        hasil.setdefault(".".join(p.kode.split(".")[:3]), set()).add(p.sumber_dana)
    return {kode: sorted(daftar) for kode, daftar in hasil.items()}


def _list_pk(bahan: Bahan, jenjang: Sequence[Jenjang]) -> list[BarisIndikator]:
    return [i for i in bahan.definisi.indikator if i.jenjang in jenjang]


def _list_versi(versi: Sequence[BarisVersi], bahan: Bahan) -> list[BarisVersi]:
    """Versi yang sudah berlaku pada akhir periode laporan, menurut tanggal berlakunya."""
    akhir = bahan.data.periode.akhir(bahan.data.tahun)
    return sorted((v for v in versi if v.berlaku_mulai <= akhir), key=lambda v: v.berlaku_mulai)


def _mark_target(bahan: Bahan, indikator: BarisIndikator, teks: str, tahun: int, kolom: str) -> str:
    if not teks:
        return BELUM_BERLAKU
    fakta = build_fakta_target(PembuatFakta(tahun, Periode.TAHUN), indikator, teks, kolom)
    return bahan.figur(fakta)
