"""Langkah 11: PDF yang kembali sesudah ditandatangani, atau ditandatangani di sini dengan .p12."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from kinerja_cli.dokumen.baca_pdf import open_pdf
from kinerja_cli.dokumen.cocok_ttd import PasanganPdf, compare_kembali, list_penanda
from kinerja_cli.dokumen.tanda_tangan_pdf import IsiTandaTangan, sign_pdf
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.galat import RegisterError
from kinerja_cli.model.pengesahan import Pokok, Tambahan, dump_baku
from kinerja_cli.model.temuan import Temuan, Tingkat, build_temuan
from kinerja_cli.register.basis import Register
from kinerja_cli.register.pengesahan import (
    Pengesahan,
    read_tanda_tangan,
    read_terakhir,
    store_tanda_tangan,
)
from kinerja_cli.ruang.arsip_sah import describe_berkas, read_zip
from kinerja_cli.ruang.keluaran_sah import (
    AKHIRAN,
    get_folder,
    list_keluaran,
    read_tersimpan,
    select_belum_ada,
)
from kinerja_cli.ruang.konsep_akhir import read_pilihan
from kinerja_cli.ruang.langkah import Hasil, check_oleh, require_definisi, write_semua
from kinerja_cli.ruang.ruang import Ruang

BOLEH_DIKESAMPINGKAN = frozenset({"DOK524"})
"""Hanya pindaian yang halamannya lain; isi yang berbeda tidak pernah diterima."""


@dataclass(frozen=True, slots=True)
class OpsiTandaTangan:
    """Berkas yang diterima (PDF, atau .p12 untuk menandatangani di sini)."""

    berkas: Path
    waktu: datetime
    oleh: str = ""
    meski: str = ""


@dataclass(frozen=True, slots=True)
class RencanaTandaTangan:
    """Tambahan yang akan dicatat, atau sebab ditolaknya."""

    ruang: Ruang
    sah: Pengesahan
    temuan: tuple[Temuan, ...]
    tambahan: Tambahan | None
    isi: bytes

    @property
    def akan_ditulis(self) -> tuple[Path, ...]:
        """PDF bertanda tangan di ``laporan/sah/``."""
        if self.tambahan is None:
            return ()
        return (get_folder(self.ruang) / self.tambahan.berkas.nama,)


def plan(ruang: Ruang, opsi: OpsiTandaTangan) -> RencanaTandaTangan:
    """Bandingkan PDF itu dengan yang disahkan terakhir; tidak menulis apa pun."""
    return _plan(ruang, opsi, read_pilihan(opsi.berkas), opsi.berkas.name)


def plan_p12(
    ruang: Ruang, opsi: OpsiTandaTangan, ask_sandi: Callable[[str], str]
) -> RencanaTandaTangan:
    """Tandatangani PDF yang disahkan dengan .p12 itu; sandinya tidak disimpan di mana pun.

    Sertifikat atas nama lain daripada yang mengesahkan disebut, tidak ditolak.
    """
    read_pilihan(opsi.berkas)
    with ruang.register() as register:
        sah, asal = _read_sah(ruang, register)
        definisi = require_definisi(register)[1]
    isi = _build_isi(sah.manifest.pokok, definisi)
    pdf = sign_pdf(asal, opsi.berkas, ask_sandi(opsi.berkas.name), isi, opsi.waktu)
    rencana = _plan(ruang, opsi, pdf.isi, f"{sah.manifest.pokok.nama_dokumen}.pdf")
    if pdf.cocok or rencana.tambahan is None:
        return rencana
    lain = build_temuan("DOK528", berkas=opsi.berkas.name, sertifikat=pdf.nama, nama=isi.nama)
    keterangan = (*rencana.tambahan.keterangan, lain.masalah)
    tambahan = rencana.tambahan.model_copy(update={"keterangan": keterangan})
    return replace(rencana, temuan=(*rencana.temuan, lain), tambahan=tambahan)


def _build_isi(pokok: Pokok, definisi: Definisi) -> IsiTandaTangan:
    """Yang mengesahkan; gelarnya menurut lembar Pejabat."""
    baris = [p for p in definisi.pejabat if p.kunci == pokok.oleh.kunci]
    gelar = " ".join(f"{p.gelar_depan} {p.gelar_belakang}" for p in baris)
    alasan = f"Mengesahkan {pokok.nama_dokumen}"
    return IsiTandaTangan(pokok.oleh.nama, gelar, pokok.oleh.nip, alasan, definisi.instansi.tempat)


def _read_sah(ruang: Ruang, register: Register) -> tuple[Pengesahan, bytes]:
    sah = read_terakhir(register)
    if sah is None:
        raise RegisterError("laporan belum disahkan", "jalankan `kinerja sahkan` lebih dahulu")
    isi, _ = read_zip(read_tersimpan(ruang, sah.arsip, AKHIRAN), "arsip")
    return sah, isi[sah.manifest.pdf]


def _plan(ruang: Ruang, opsi: OpsiTandaTangan, isi: bytes, nama: str) -> RencanaTandaTangan:
    with ruang.register() as register:
        sah, asal = _read_sah(ruang, register)
        lama = read_tanda_tangan(register, sah.nomor)
        if opsi.oleh:
            check_oleh(require_definisi(register)[1], opsi.oleh)
    if any(t.sha256 == sha256(isi).hexdigest() for t in lama):
        pokok = sah.manifest.pokok
        sama = build_temuan("DOK514", kunci=str(sah.nomor), dokumen=nama, tanggal=pokok.waktu[:10])
        return RencanaTandaTangan(ruang, sah, (sama,), None, b"")
    batas = ruang.konfigurasi.masuk.for_laporan()
    pasangan = PasanganPdf(
        open_pdf(asal, sah.manifest.pdf, batas), asal, open_pdf(isi, nama, batas), isi, nama
    )
    temuan = compare_kembali(pasangan)
    if any(_is_menolak(t, opsi) for t in temuan):
        return RencanaTandaTangan(ruang, sah, tuple(temuan), None, b"")
    tambahan = _build_tambahan(sah, opsi, pasangan, temuan, len(lama) + 1)
    return RencanaTandaTangan(ruang, sah, tuple(temuan), tambahan, isi)


def _is_menolak(temuan: Temuan, opsi: OpsiTandaTangan) -> bool:
    boleh = bool(opsi.meski) and temuan.kode in BOLEH_DIKESAMPINGKAN
    return temuan.tingkat is Tingkat.GALAT and not boleh


def _build_tambahan(
    sah: Pengesahan,
    opsi: OpsiTandaTangan,
    pasangan: PasanganPdf,
    temuan: list[Temuan],
    urut: int,
) -> Tambahan:
    pokok = sah.manifest.pokok
    nama = f"{pokok.nama_dokumen} bertanda tangan" + (f" {urut}" if urut > 1 else "") + ".pdf"
    elektronik = bool(pasangan.kembali.tanda_tangan)
    return Tambahan(
        manifest=sah.tanda,
        nomor=sah.nomor,
        urut=urut,
        berkas=describe_berkas(nama, pasangan.byte_kembali),
        cara="elektronik" if elektronik else "pindaian",
        pemeriksaan=(
            "isi tidak dapat diperiksa"
            if not pasangan.kembali.berteks
            else "byte awal tetap"
            if pasangan.tetap
            else "teks dan angka sama"
        ),
        halaman=len(pasangan.kembali.halaman),
        penanda_tangan=tuple(list_penanda(pasangan.kembali)),
        keterangan=tuple(t.masalah for t in temuan),
        meski=opsi.meski,
        oleh=opsi.oleh,
        waktu=opsi.waktu.isoformat(),
    )


def apply(rencana: RencanaTandaTangan) -> Hasil:
    """Simpan byte-nya, catat, lalu tulis ke ``laporan/sah/``."""
    ruang, tambahan = rencana.ruang, rencana.tambahan
    with ruang.kunci(), ruang.register(tulis=True) as register:
        tercatat = {t.sha256 for t in read_tanda_tangan(register)}
        if tambahan is not None and tambahan.berkas.sha256 not in tercatat:
            ruang.store_arsip(rencana.isi, tambahan.berkas.nama, tambahan.berkas.sha256)
            with register.transaksi():
                store_tanda_tangan(register, tambahan, sha256(dump_baku(tambahan)).hexdigest())
        daftar = list_keluaran(ruang, rencana.sah, read_tanda_tangan(register, rencana.sah.nomor))
        berkas = write_semua(select_belum_ada(daftar))
    data = {"tanda_tangan": tambahan.model_dump(mode="json")} if tambahan else {}
    return Hasil(rencana.temuan, berkas, data)
