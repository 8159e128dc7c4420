"""Langkah 11: laporan dibekukan menjadi PDF, manifest, dan arsip; perubahannya bernomor.

Byte arsip disimpan lebih dahulu, lalu register mencatatnya, lalu berkas di ``laporan/sah/``
ditulis. Terhenti di mana pun, perintah yang sama menyelesaikannya dengan hasil yang sama.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from kinerja_cli.dokumen.baca_draf import read_draf
from kinerja_cli.dokumen.baca_pdf import IsiPdf, open_pdf
from kinerja_cli.dokumen.cocok_pdf import compare_pdf, straighten
from kinerja_cli.dokumen.libreoffice import LibreOfficeError, convert_pdf, find_libreoffice
from kinerja_cli.dokumen.naskah import open_naskah
from kinerja_cli.model.cetak import format_tanggal
from kinerja_cli.model.galat import PemakaianError, RuangError
from kinerja_cli.model.pengesahan import Manifest, Pokok
from kinerja_cli.model.temuan import Temuan, build_temuan
from kinerja_cli.register.basis import Register
from kinerja_cli.register.pengesahan import (
    Pengesahan,
    read_pengesahan,
    read_persiapan,
    read_tanda_tangan,
    store_pengesahan,
    store_persiapan,
)
from kinerja_cli.register.riwayat import read_ujung
from kinerja_cli.ruang.arsip_sah import read_zip
from kinerja_cli.ruang.keadaan_sah import KeadaanSah, OpsiSahkan, read_keadaan_sah
from kinerja_cli.ruang.keluaran_sah import AKHIRAN, list_keluaran, select_belum_ada
from kinerja_cli.ruang.konsep_akhir import read_pilihan
from kinerja_cli.ruang.langkah import Hasil, write_semua
from kinerja_cli.ruang.ruang import Ruang
from kinerja_cli.ruang.susun_sah import (
    ArsipJadi,
    AsalPdf,
    build_arsip,
    build_naskah_sah,
    build_pokok,
)
from kinerja_cli.ruang.tulis import Keluaran, write_keluaran


@dataclass(frozen=True, slots=True)
class RencanaSahkan:
    """Yang akan disahkan, atau halangannya; ``pokok`` kosong bila tidak ada yang disahkan."""

    ruang: Ruang
    opsi: OpsiSahkan
    keadaan: KeadaanSah
    temuan: tuple[Temuan, ...]
    pokok: Pokok | None

    @property
    def akan_ditulis(self) -> tuple[Path, ...]:
        """Berkas baru di ``laporan/sah/``."""
        if self.pokok is None:
            return ()
        dasar = self.ruang.laporan / "sah" / self.pokok.nama_dokumen
        akhir = (".pdf", ".docx", " manifest.json", f" arsip{AKHIRAN}")
        return tuple(dasar.with_name(dasar.name + a) for a in akhir)


def plan(ruang: Ruang, opsi: OpsiSahkan) -> RencanaSahkan:
    """Baca keadaan dan kumpulkan semua halangan; tidak menulis apa pun."""
    keadaan = read_keadaan_sah(ruang, opsi)
    if opsi.perubahan and keadaan.terakhir is None:
        raise PemakaianError(
            "--perubahan hanya untuk laporan yang sudah disahkan",
            "sahkan dahulu dengan `kinerja sahkan`",
        )
    if keadaan.terakhir and (temuan := _check_terakhir(keadaan, keadaan.terakhir, opsi)):
        return RencanaSahkan(ruang, opsi, keadaan, (temuan,), None)
    if keadaan.halangan and not opsi.meski:
        return RencanaSahkan(ruang, opsi, keadaan, keadaan.halangan, None)
    pokok = build_pokok(keadaan, opsi, opsi.waktu)
    siap = keadaan.persiapan
    if siap and build_pokok(keadaan, opsi, datetime.fromisoformat(siap.pokok.waktu)) == siap.pokok:
        pokok = siap.pokok
    return RencanaSahkan(ruang, opsi, keadaan, (), pokok)


def _check_terakhir(keadaan: KeadaanSah, sah: Pengesahan, opsi: OpsiSahkan) -> Temuan | None:
    """Sudah disahkan: tidak berubah, berubah tanpa --perubahan, atau perubahan tanpa isi."""
    pokok = sah.manifest.pokok
    isi = {
        "dokumen": pokok.nama_dokumen,
        "tanggal": format_tanggal(datetime.fromisoformat(pokok.waktu).date()),
        "kunci": str(sah.nomor),
    }
    if keadaan.tetap:
        return build_temuan("DOK516" if opsi.perubahan else "DOK514", **isi)
    return None if opsi.perubahan else build_temuan("DOK513", **isi)


def apply(rencana: RencanaSahkan) -> Hasil:
    """Sahkan; tanpa pokok hanya melengkapi berkas pengesahan terakhir yang hilang.

    Galat ``LibreOfficeError`` bila PDF tidak dapat dibuat; naskah akhirnya sudah ditulis.
    """
    ruang, pokok = rencana.ruang, rencana.pokok
    if pokok is None and rencana.keadaan.terakhir is None:
        return Hasil(rencana.temuan)
    with ruang.kunci(), ruang.register(tulis=True) as register:
        if pokok is None:
            return Hasil(rencana.temuan, _write_lengkap(ruang, register))
        _require_tetap(register, rencana.keadaan)
        arsip = _read_siap(ruang, register, pokok)
        if arsip is None:
            with register.transaksi():
                store_persiapan(register, pokok)
            jadi = _build(rencana, pokok)
            if not isinstance(jadi, ArsipJadi):
                return jadi
            arsip = jadi
            tanda = sha256(arsip.isi).hexdigest()
            with register.transaksi():
                store_persiapan(register, pokok, tanda)
            ruang.store_arsip(arsip.isi, f"arsip{AKHIRAN}", tanda)
        with register.transaksi():
            store_pengesahan(register, arsip.manifest, arsip.tanda, sha256(arsip.isi).hexdigest())
        berkas = _write_lengkap(ruang, register)
    return Hasil(rencana.temuan, berkas, _build_data(arsip.manifest, arsip.tanda))


def _build_data(manifest: Manifest, tanda: str) -> dict[str, object]:
    pokok = manifest.pokok
    return {
        "nomor": pokok.nomor,
        "sidik": manifest.sidik,
        "manifest": tanda,
        "halaman": manifest.halaman,
        "dikesampingkan": len(pokok.dikesampingkan),
    }


def _require_tetap(register: Register, keadaan: KeadaanSah) -> None:
    """Perintah lain boleh selesai di antara membaca dan mengunci; yang dibaca lalu basi."""
    if read_ujung(register) != keadaan.kepala_riwayat:
        raise RuangError("ruang kerja berubah selagi pengesahan disiapkan", "ulangi perintah ini")


def _read_siap(ruang: Ruang, register: Register, pokok: Pokok) -> ArsipJadi | None:
    """Arsip yang sudah tersimpan sebelum perintah ini terhenti."""
    siap = read_persiapan(register)
    if siap is None or siap.pokok != pokok or not siap.arsip:
        return None
    jalur = ruang.arsip(siap.arsip, AKHIRAN)
    isi = jalur.read_bytes() if jalur.is_file() else b""
    if sha256(isi).hexdigest() != siap.arsip:
        return None
    teks = read_zip(isi, jalur.name)[0]["manifest.json"]
    return ArsipJadi(Manifest.model_validate_json(teks), sha256(teks).hexdigest(), isi)


def _build(rencana: RencanaSahkan, pokok: Pokok) -> ArsipJadi | Hasil:
    """Naskah dan PDF yang sudah dicocokkan, menjadi arsip; ``Hasil`` bila ada yang tidak cocok."""
    naskah = build_naskah_sah(rencana.keadaan, pokok)
    byte, asal = _get_pdf(rencana, pokok, naskah)
    if asal is None:
        return Hasil(rencana.temuan, (_siap_ekspor(rencana.ruang, pokok),), {"siap": True})
    nama = rencana.opsi.pdf.name if rencana.opsi.pdf else f"{pokok.nama_dokumen}.pdf"
    pdf = open_pdf(byte, nama, rencana.ruang.konfigurasi.masuk.for_laporan())
    temuan = _check_pdf(rencana, pokok, naskah, pdf, nama)
    if temuan:
        return Hasil(tuple(temuan))
    dokumen = {".docx": naskah, ".pdf": byte}
    return build_arsip(rencana.keadaan, pokok, dokumen, asal, len(pdf.halaman))


def _siap_ekspor(ruang: Ruang, pokok: Pokok) -> Path:
    return ruang.laporan / f"Naskah akhir {pokok.nama_dokumen}.docx"


def _get_pdf(rencana: RencanaSahkan, pokok: Pokok, naskah: bytes) -> tuple[bytes, AsalPdf | None]:
    """PDF yang diberikan, atau buatan LibreOffice; tanpa keduanya naskah ditulis untuk diekspor."""
    if rencana.opsi.pdf is not None:
        return read_pilihan(rencana.opsi.pdf), "diberikan"
    tujuan = _siap_ekspor(rencana.ruang, pokok)
    if rencana.opsi.siapkan:
        write_keluaran(Keluaran(tujuan, naskah))
        return b"", None
    if find_libreoffice() is None:
        write_keluaran(Keluaran(tujuan, naskah))
        raise LibreOfficeError(
            f"LibreOffice tidak ditemukan; naskah akhir ditulis ke {tujuan.name}",
            "simpan sebagai PDF dari Word, lalu `kinerja sahkan --pdf BERKAS.pdf`",
        )
    with TemporaryDirectory(prefix="kinerja-", ignore_cleanup_errors=True) as folder:
        docx = Path(folder) / f"{pokok.nama_dokumen}.docx"
        docx.write_bytes(naskah)
        convert_pdf(docx, docx.with_suffix(".pdf"), arsip=True)
        return docx.with_suffix(".pdf").read_bytes(), "LibreOffice"


def _check_pdf(
    rencana: RencanaSahkan, pokok: Pokok, naskah: bytes, pdf: IsiPdf, nama: str
) -> list[Temuan]:
    """Sidik, lalu setiap angka naskah menurut urutannya."""
    lurus = straighten(pdf.halaman)
    if pokok.sidik not in lurus.teks:
        tujuan = _siap_ekspor(rencana.ruang, pokok)
        write_keluaran(Keluaran(tujuan, naskah))
        sebut = tujuan.relative_to(rencana.ruang.akar).as_posix()
        return [build_temuan("DOK512", berkas=nama, sidik=pokok.sidik, naskah=sebut)]
    draf = read_draf(open_naskah(naskah, nama), rencana.keadaan.figur)
    return [
        build_temuan(
            "DOK511",
            berkas=nama,
            sel=f"halaman {s.halaman}",
            kunci=s.angka.kunci,
            halaman=s.halaman,
            harap=s.angka.teks,
            tercetak=s.tercetak or "tidak ada",
            bagian=s.angka.judul or "awal",
        )
        for s in compare_pdf(draf.badan, lurus)
    ]


def _write_lengkap(ruang: Ruang, register: Register) -> tuple[Path, ...]:
    """Tulis berkas semua pengesahan yang belum ada; naskah untuk diekspor tidak diperlukan lagi."""
    for sah in read_pengesahan(register):
        with suppress(PermissionError):
            _siap_ekspor(ruang, sah.manifest.pokok).unlink(missing_ok=True)
    belum = [
        k
        for sah in read_pengesahan(register)
        for k in select_belum_ada(list_keluaran(ruang, sah, read_tanda_tangan(register, sah.nomor)))
    ]
    return write_semua(tuple(belum))
