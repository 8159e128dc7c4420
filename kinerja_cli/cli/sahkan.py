"""Perintah ``kinerja sahkan``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kinerja_cli.cli import keluaran, opsi, tampilan
from kinerja_cli.model.galat import PemakaianError
from kinerja_cli.model.periode import Periode

if TYPE_CHECKING:
    from kinerja_cli.ruang.langkah import Hasil
    from kinerja_cli.ruang.ruang import Ruang
    from kinerja_cli.tahap.tandatangan import OpsiTandaTangan, RencanaTandaTangan

HALANGAN = frozenset(f"DOK{n}" for n in range(501, 511))
"""Halangan yang boleh dikesampingkan dengan alasan."""
KONSEP = Annotated[
    Path | None,
    typer.Option(
        "--konsep", metavar="BERKAS.docx", help="Naskahnya.", show_default="konsep terakhir"
    ),
]
PDF = Annotated[
    Path | None,
    typer.Option(
        "--pdf",
        metavar="BERKAS.pdf",
        help="PDF yang diekspor dari naskah akhir, misalnya oleh Word.",
        show_default="dibuat LibreOffice",
    ),
]
MESKI = Annotated[
    str,
    typer.Option(
        "--meski",
        metavar="ALASAN",
        help="Sahkan walaupun ada halangan; alasannya tercetak di laporan, manifest, dan riwayat.",
        show_default=False,
    ),
]
PERUBAHAN = Annotated[
    str,
    typer.Option(
        "--perubahan",
        metavar="ALASAN",
        help="Sahkan perubahan bernomor atas laporan yang sudah disahkan.",
        show_default=False,
    ),
]
SIAPKAN = Annotated[
    bool,
    typer.Option("--siapkan", help="Cukup tulis naskah akhir .docx untuk diekspor dari Word."),
]
TANDATANGAN = Annotated[
    Path | None,
    typer.Option(
        "--tandatangan", metavar="BERKAS.pdf", help="Terima PDF yang kembali dari penandatanganan."
    ),
]
P12 = Annotated[
    Path | None,
    typer.Option(
        "--p12",
        metavar="BERKAS.p12",
        help="Tandatangani PDF yang disahkan; sandinya ditanyakan di terminal.",
    ),
]


def sahkan(
    ctx: typer.Context,
    periode: opsi.PERIODE = Periode.TAHUN,
    oleh: opsi.OLEH = None,
    konsep: KONSEP = None,
    pdf: PDF = None,
    siapkan: SIAPKAN = False,
    meski: MESKI = "",
    perubahan: PERUBAHAN = "",
    tandatangan: TANDATANGAN = None,
    p12: P12 = None,
    semua: opsi.SEMUA = False,
    uji_coba: opsi.UJI_COBA = False,
    json: opsi.JSON = False,
    waktu: opsi.WAKTU = None,
) -> int:
    """Menolak selama angka konsep berbeda dari data, langkah masih terbuka, atau ada galat.

    Hasilnya di laporan/sah/: PDF, naskah akhir, manifest, dan arsip .zip. Sesudah itu perubahan
    harus bernomor (--perubahan). Dengan --tandatangan PDF yang sudah ditandatangani diterima,
    dicocokkan, dan dicatat tanpa mengubah manifest.
    """
    from kinerja_cli.ruang.keadaan_sah import OpsiSahkan  # noqa: PLC0415 -- memuat pustaka dokumen
    from kinerja_cli.tahap import sahkan as langkah  # noqa: PLC0415
    from kinerja_cli.tahap import tandatangan as langkah_ttd  # noqa: PLC0415

    ruang, jam = opsi.open_ruang(ctx), opsi.read_waktu(waktu)
    if tandatangan or p12:
        rencana_ttd = _plan_tanda_tangan(
            ruang,
            langkah_ttd.OpsiTandaTangan(
                _choose_satu(tandatangan, p12), jam, oleh or "", meski.strip()
            ),
            p12=p12 is not None,
        )
        if uji_coba:
            return tampilan.print_rencana(rencana_ttd.akan_ditulis, rencana_ttd.temuan, json=json)
        return _print_hasil(langkah_ttd.apply(rencana_ttd), json=json, semua=True)
    opsi_sah = OpsiSahkan(
        periode or Periode.TAHUN,
        jam,
        oleh or "",
        konsep,
        pdf,
        meski.strip(),
        perubahan.strip(),
        siapkan,
    )
    with keluaran.show_kemajuan("Mengesahkan") as lapor:
        lapor(0, 2, "memeriksa halangan")
        rencana = langkah.plan(ruang, opsi_sah)
        if not uji_coba:
            lapor(1, 2, "menyusun PDF dan arsip")
            hasil = langkah.apply(rencana)
    if uji_coba:
        return tampilan.print_rencana(rencana.akan_ditulis, rencana.temuan, json=json)
    return _print_hasil(hasil, json=json, semua=semua)


def _choose_satu(tandatangan: Path | None, p12: Path | None) -> Path:
    if tandatangan and p12:
        raise PemakaianError(
            "--tandatangan dan --p12 tidak dapat dipakai bersama", "pilih salah satu"
        )
    pilihan = tandatangan or p12
    assert pilihan is not None
    return pilihan


def _plan_tanda_tangan(ruang: Ruang, pilihan: OpsiTandaTangan, *, p12: bool) -> RencanaTandaTangan:
    """Terima PDF bertanda tangan, atau tandatangani dengan .p12 lalu terima hasilnya."""
    from kinerja_cli.cli.sandi import ask_sandi  # noqa: PLC0415 -- hanya untuk .p12
    from kinerja_cli.tahap import tandatangan  # noqa: PLC0415 -- memuat pustaka dokumen

    if p12:
        return tandatangan.plan_p12(ruang, pilihan, ask_sandi)
    return tandatangan.plan(ruang, pilihan)


def _print_hasil(hasil: Hasil, *, json: bool, semua: bool) -> int:
    if json:
        tampilan.print_hasil_json(hasil)
        return keluaran.calculate_keluar(hasil.temuan)
    if "sidik" in hasil.data:
        keluaran.print_baris(f"Disahkan, {hasil.data['halaman']} halaman.", "bold green")
        keluaran.print_baris(f"Sidik     {hasil.data['sidik']}")
        keluaran.print_baris(f"Manifest  {hasil.data['manifest']}")
        if hasil.data["dikesampingkan"]:
            banyak = hasil.data["dikesampingkan"]
            teks = f"{banyak} halangan dikesampingkan; alasannya tercetak di lembar pengesahan."
            keluaran.print_baris(teks, "yellow")
        keluaran.print_baris()
    keluaran.print_berkas(hasil.berkas)
    tampilan.print_temuan_bila_ada(hasil.temuan, semua=semua)
    if any(t.kode in HALANGAN for t in hasil.temuan):
        keluaran.print_baris()
        keluaran.print_baris("Tidak disahkan. Perbaiki dahulu, atau beri alasan dengan --meski.")
    if hasil.data.get("siap"):
        keluaran.print_baris("Ekspor naskah itu sebagai PDF, lalu `kinerja sahkan --pdf BERKAS`.")
    return keluaran.calculate_keluar(hasil.temuan)
