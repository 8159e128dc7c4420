"""Yang dikerjakan sesudah laporan disahkan: ditandai, tidak mengubah yang sudah disahkan."""

from __future__ import annotations

from datetime import datetime

from kinerja_cli.model.cetak import format_tanggal
from kinerja_cli.model.data_kinerja import DataKinerja
from kinerja_cli.model.temuan import Temuan, build_temuan
from kinerja_cli.register.basis import Register
from kinerja_cli.register.keputusan import read_kompilasi
from kinerja_cli.register.pengesahan import Pengesahan, read_terakhir
from kinerja_cli.ruang.ruang import Ruang


def report_sesudah_sah(register: Register) -> list[Temuan]:
    """Satu peringatan bila laporan sudah disahkan."""
    sah = read_terakhir(register)
    if sah is None:
        return []
    nama = sah.manifest.pokok.nama_dokumen
    tanggal = format_sah(sah)
    return [build_temuan("DOK515", kunci=str(sah.nomor), dokumen=nama, tanggal=tanggal)]


def read_sesudah_sah(ruang: Ruang) -> list[Temuan]:
    """``report_sesudah_sah`` dengan sambungan sendiri."""
    with ruang.register() as register:
        return report_sesudah_sah(register)


def format_sah(sah: Pengesahan) -> str:
    """Tanggal pengesahan."""
    return format_tanggal(datetime.fromisoformat(sah.manifest.pokok.waktu).date())


def list_berubah_sejak_sah(register: Register, data: DataKinerja) -> tuple[str, ...]:
    """Angka yang kini lain dari yang disahkan, satu kalimat per angka."""
    sah = read_terakhir(register)
    if sah is None or sah.manifest.pokok.periode is not data.periode:
        return ()
    disahkan = read_kompilasi(register, data.periode, sah.manifest.pokok.kompilasi)
    if disahkan is None:
        return ()
    awal = f"sesudah pengesahan {sah.manifest.pokok.nama_dokumen} ({format_sah(sah)})"
    return tuple(
        f"{awal}: {dulu.kunci} disahkan {dulu.teks}, kini {kini.teks}"
        for dulu, kini in data.compare(disahkan)
    )
