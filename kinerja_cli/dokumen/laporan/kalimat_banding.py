"""Analisis 3 dan 4 dalam kalimat: terhadap target akhir Renstra dan terhadap standar."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kinerja_cli.dokumen.laporan.bahan import Bahan
from kinerja_cli.dokumen.laporan.bahasa import join_butir, join_dan, to_awal_besar, to_awal_kecil
from kinerja_cli.model.data_kinerja import DataIndikator, DataSasaran, PembandingStandar
from kinerja_cli.model.istilah import Arah


def explain_renstra(bahan: Bahan, sasaran: DataSasaran) -> list[str]:
    """Paragraf analisis 3: yang sudah mencapai target akhir, yang belum, yang tidak terhitung."""
    daftar = [i for i in bahan.milik(sasaran) if i.masuk_rerata and i.renstra]
    nama = sorted({(i.renstra.nama_dokumen, i.renstra.tahun_akhir) for i in daftar if i.renstra})
    dokumen = join_dan([f"target akhir {n} (tahun {t})" for n, t in nama])
    sudah = [i for i in daftar if _read_kemajuan(i) is not None and (_read_kemajuan(i) or 0) >= 100]
    belum = [i for i in daftar if _read_kemajuan(i) is not None and i not in sudah]
    tanpa = [i for i in daftar if _read_kemajuan(i) is None]
    awal = f"Dibandingkan dengan {dokumen}, "
    hasil = []
    if sudah:
        hasil.append(awal + _explain_sudah(bahan, sudah, semua=not belum and not tanpa))
        awal = ""
    if belum:
        kalimat = _explain_belum(bahan, belum, sesudah=bool(sudah), urut=bahan.nomor(sasaran))
        hasil.append(awal + kalimat if awal else to_awal_besar(kalimat))
    if tanpa:
        hasil.append(_explain_tanpa(tanpa))
    return hasil


def _read_kemajuan(i: DataIndikator) -> Decimal | None:
    return i.renstra.kemajuan.nilai.angka if i.renstra else None


def _explain_sudah(bahan: Bahan, daftar: Sequence[DataIndikator], *, semua: bool) -> str:
    butir = [f"{to_awal_kecil(i.indikator)} ({_sebut_akhir(bahan, i)})" for i in daftar]
    if semua and len(daftar) > 1:
        return f"semua indikator sasaran ini sudah memenuhinya: {join_butir(butir)}."
    return f"yang sudah terpenuhi adalah {join_butir(butir)}."


def _explain_belum(
    bahan: Bahan, daftar: Sequence[DataIndikator], *, sesudah: bool, urut: int
) -> str:
    if len(daftar) == 1:
        i = daftar[0]
        assert i.renstra is not None
        kemajuan = f"{bahan.angka(i.renstra.kemajuan)} persen"
        nama, akhir = to_awal_kecil(i.indikator), _sebut_akhir(bahan, i)
        kalimat = (
            f"tingkat kemajuan {nama} adalah {kemajuan} terhadap {akhir}",
            f"{nama} mencatat tingkat kemajuan {kemajuan} terhadap {akhir}",
        )[urut % 2]
        return f"adapun {kalimat}." if sesudah else f"{kalimat}."
    butir = []
    for i in daftar:
        assert i.renstra is not None
        butir.append(
            f"{to_awal_kecil(i.indikator)} {bahan.angka(i.renstra.kemajuan)} persen "
            f"({_sebut_akhir(bahan, i)})"
        )
    subjek = "indikator lainnya" if sesudah else "indikator sasaran ini"
    return f"tingkat kemajuan {subjek} sebagai berikut: {join_butir(butir)}."


def _explain_tanpa(daftar: Sequence[DataIndikator]) -> str:
    menurut: dict[str, list[str]] = {}
    for i in daftar:
        assert i.renstra is not None
        sebab = i.renstra.kemajuan.catatan or "realisasinya belum ada"
        menurut.setdefault(sebab, []).append(to_awal_kecil(i.indikator))
    return " ".join(
        f"Kemajuan {join_dan(nama)} belum dapat dihitung karena {to_awal_kecil(sebab)}."
        for sebab, nama in menurut.items()
    )


def _sebut_akhir(bahan: Bahan, i: DataIndikator) -> str:
    assert i.renstra is not None
    return f"target akhir {bahan.nilai(i.renstra.target_akhir, i)}"


def explain_standar(bahan: Bahan, sasaran: DataSasaran) -> list[str]:
    """Paragraf analisis 4: satu kalimat untuk setiap indikator yang mempunyai standar."""
    ada = [i for i in bahan.milik(sasaran) if i.masuk_rerata and i.standar]
    return [
        kalimat
        for n, i in enumerate(ada)
        if (kalimat := _explain_standar(bahan, i, bahan.nomor(sasaran) + n))
    ]


def _explain_standar(bahan: Bahan, i: DataIndikator, urut: int) -> str:
    if not i.tahun.realisasi.nilai.ada:
        return (
            f"{i.indikator} belum dapat dibandingkan dengan standar karena realisasinya belum ada."
        )
    if i.tahun.realisasi.nilai.angka is not None and i.tahun.capaian.nilai.angka is None:
        return (
            f"{i.indikator} belum dapat dibandingkan dengan standar karena datanya belum lengkap."
        )
    menurut: dict[str, list[PembandingStandar]] = {}
    for s in i.standar:
        menurut.setdefault(_judge(i, s), []).append(s)
    bagian = [
        f"{hasil} {join_dan([_sebut_standar(bahan, i, s) for s in daftar])}"
        for hasil, daftar in menurut.items()
    ]
    realisasi = bahan.nilai(i.tahun.realisasi, i)
    if urut % 2:
        return f"{i.indikator} sebesar {realisasi} {', tetapi '.join(bagian)}."
    return f"Realisasi {to_awal_kecil(i.indikator)} {realisasi} {', tetapi '.join(bagian)}."


def _sebut_standar(bahan: Bahan, i: DataIndikator, s: PembandingStandar) -> str:
    return f"standar {s.lingkup} {s.tahun} ({bahan.nilai(s.nilai, i)})"


def _judge(i: DataIndikator, s: PembandingStandar) -> str:
    """Lebih baik atau belum memenuhi menurut arah; rentang hanya lebih tinggi atau rendah."""
    selisih = s.selisih.nilai.angka
    if selisih is None:
        return "sama dengan" if s.nilai.teks == i.tahun.realisasi.teks else "berbeda dari"
    if selisih == 0:
        return "sama dengan"
    if i.jenis == "rentang":
        return "lebih tinggi daripada" if selisih > 0 else "lebih rendah daripada"
    baik = (selisih > 0) == (i.arah is Arah.NAIK)
    return "lebih baik daripada" if baik else "belum menyamai"
