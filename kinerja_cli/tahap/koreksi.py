"""Langkah 9-10: konsep yang disunting dibandingkan, kata-katanya diambil, putarannya dicatat."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, time
from hashlib import sha256
from pathlib import Path
from typing import Any

from kinerja_cli.aturan.langkah_laporan import SEBUTAN, Letak, Peran, Putusan, explain_larangan
from kinerja_cli.model.galat import LangkahError, PemakaianError
from kinerja_cli.model.temuan import Temuan, build_temuan
from kinerja_cli.register.basis import Register
from kinerja_cli.register.laporan import (
    KeadaanLaporan,
    Konsep,
    Koreksi,
    mark_tertulis,
    read_keadaan,
    store_koreksi,
)
from kinerja_cli.ruang.langkah import Hasil, check_terkunci, require_definisi
from kinerja_cli.ruang.laporan import check_berubah
from kinerja_cli.ruang.naskah_laporan import compare_naskah, require_konsep
from kinerja_cli.ruang.pelaku import find_pelaku
from kinerja_cli.ruang.petikan import read_berkas
from kinerja_cli.ruang.ruang import Ruang
from kinerja_cli.ruang.sesudah_sah import read_sesudah_sah
from kinerja_cli.ruang.susun_koreksi import PenyusunKoreksi, SusunanKoreksi
from kinerja_cli.ruang.tulis import Keluaran, clean_sementara, remove_keluaran, write_keluaran


@dataclass(frozen=True, slots=True)
class OpsiKoreksi:
    """Draf yang diterima, pengoreksi, waktu, alasan bila dikembalikan, dan nomor konsepnya."""

    berkas: Path
    oleh: str
    waktu: datetime
    kembalikan: str = ""
    konsep: int | None = None


@dataclass(frozen=True, slots=True)
class RencanaKoreksi:
    """Yang akan dicatat dan ditulis; ``sudah`` bila draf itu pernah diambil."""

    ruang: Ruang
    keadaan: KeadaanLaporan
    draf: bytes
    susunan: SusunanKoreksi
    temuan: tuple[Temuan, ...]
    sudah: bool = False

    @property
    def koreksi(self) -> Koreksi:
        """Catatan putarannya."""
        return self.susunan.koreksi

    @property
    def keluaran(self) -> list[Path]:
        """Jalur yang akan ditulis."""
        return [self.ruang.akar / j for j, isi in self.susunan.isi.items() if isi is not None]


def plan(ruang: Ruang, opsi: OpsiKoreksi) -> RencanaKoreksi:
    """Baca dan bandingkan drafnya; tidak menulis apa pun.

    Galat ``NaskahError`` bila drafnya tidak dapat dipakai, ``LangkahError`` bila belum gilirannya,
    ``PemakaianError`` bila pengoreksinya tidak dikenal.
    """
    isi = read_berkas(opsi.berkas, opsi.berkas.name)
    tanda = sha256(isi).hexdigest()
    with ruang.register() as register:
        keadaan = read_keadaan(register)
        require_konsep(keadaan)
        _, definisi = require_definisi(register)
        pelaku = find_pelaku(
            definisi, opsi.oleh, opsi.waktu.date(), ruang.konfigurasi.laporan.map_peran()
        )
        putusan = Putusan.KEMBALIKAN if opsi.kembalikan else Putusan.TERUSKAN
        letak = keadaan.letak
        assert letak is not None, "konsep sudah ada"
        larangan = explain_larangan(letak, pelaku.peran, putusan)
        lama = keadaan.find_koreksi(tanda, pelaku.peran)
        if lama is not None and (larangan or letak.disahkan or lama == keadaan.koreksi[-1]):
            return _plan_sudah(ruang, keadaan, lama, isi)
        if larangan:
            raise LangkahError(larangan, _suggest(letak))
        _check_waktu(keadaan, opsi.waktu)
        banding = compare_naskah(ruang, register, isi, opsi.berkas.name, opsi.waktu, opsi.konsep)
    _check_konsep(keadaan, banding.konsep, opsi)
    koreksi = Koreksi(
        urut=len(keadaan.koreksi) + 1,
        konsep=banding.konsep.nomor,
        langkah=pelaku.peran,
        oleh=pelaku.kunci,
        putusan=putusan,
        alasan=opsi.kembalikan,
        berkas=opsi.berkas.name,
        sha256=tanda,
        waktu=opsi.waktu.isoformat(),
    )
    susunan = PenyusunKoreksi(ruang, definisi, keadaan, banding, pelaku).plan(koreksi)
    temuan = (*read_sesudah_sah(ruang), *susunan.temuan)
    return RencanaKoreksi(ruang, keadaan, isi, susunan, temuan)


def apply(rencana: RencanaKoreksi) -> Hasil:
    """Simpan draf dan semua isinya di arsip, catat, lalu tulis berkasnya.

    Terhenti di mana pun, perintah yang sama menyelesaikannya.
    """
    ruang, koreksi = rencana.ruang, rencana.koreksi
    check_terkunci(rencana.keluaran)
    with ruang.kunci(), ruang.register(tulis=True) as register:
        if rencana.sudah:
            berkas = _complete(ruang, register, koreksi)
            return Hasil(rencana.temuan, tuple(berkas), _to_json(rencana))
        check_berubah(register, rencana.keadaan)
        ruang.store_arsip(rencana.draf, koreksi.berkas, koreksi.sha256)
        for isi in rencana.susunan.lama:
            ruang.store_arsip(isi, "petikan.docx", sha256(isi).hexdigest())
        for jalur, baru in rencana.susunan.isi.items():
            if baru is not None:
                ruang.store_arsip(baru, jalur, sha256(baru).hexdigest())
        with register.transaksi():
            store_koreksi(register, koreksi)
        berkas = _complete(ruang, register, koreksi)
    return Hasil(rencana.temuan, tuple(berkas), _to_json(rencana))


def _complete(ruang: Ruang, register: Register, koreksi: Koreksi) -> list[Path]:
    """Tulis berkas koreksi dari arsip; sesudah tertulis semua, yang hilang saja yang dibuat lagi.

    Petikan yang kemudian disunting orang tidak disentuh lagi.
    """
    berkas = []
    for folder in {(ruang.akar / nama).parent for nama in koreksi.tulis}:
        clean_sementara(folder)
    for nama, tanda in koreksi.tulis.items():
        jalur = ruang.akar / nama
        if not tanda:
            if not koreksi.tertulis:
                remove_keluaran(jalur)
        elif not (koreksi.tertulis and (jalur.exists() or _is_petikan(nama))):
            isi = ruang.arsip(tanda, jalur.suffix).read_bytes()
            if not jalur.is_file() or jalur.read_bytes() != isi:
                berkas.append(write_keluaran(Keluaran(jalur, isi)))
    if not koreksi.tertulis:
        with register.transaksi():
            mark_tertulis(register, koreksi.urut)
    return berkas


def _is_petikan(nama: str) -> bool:
    return nama.startswith("laporan/narasi/")


def _plan_sudah(
    ruang: Ruang, keadaan: KeadaanLaporan, koreksi: Koreksi, isi: bytes
) -> RencanaKoreksi:
    assert keadaan.letak is not None, "konsep sudah ada"
    keterangan = {
        "berkas": koreksi.berkas,
        "urut": koreksi.urut,
        "oleh": koreksi.oleh,
        "waktu": koreksi.waktu.replace("T", " "),
        "letak": keadaan.letak.keterangan,
    }
    sudah = build_temuan("DOK417", **keterangan)
    temuan = (*koreksi.temuan, sudah)
    susunan = SusunanKoreksi(koreksi, {}, (), temuan, keadaan.letak)
    return RencanaKoreksi(ruang, keadaan, isi, susunan, temuan, sudah=True)


def _check_konsep(keadaan: KeadaanLaporan, konsep: Konsep, opsi: OpsiKoreksi) -> None:
    """Galat ``LangkahError`` bila yang dikembalikan konsep yang sudah disahkan."""
    if opsi.kembalikan and not keadaan.is_menutup(konsep):
        raise LangkahError(
            f"konsep {konsep.nomor} sudah disahkan, tidak dapat dikembalikan",
            "kembalikan konsep yang terbit sesudahnya",
        )


def _check_waktu(keadaan: KeadaanLaporan, waktu: datetime) -> None:
    """Galat ``PemakaianError`` bila lebih awal daripada konsep atau koreksi terakhir.

    ``--waktu`` yang hanya tanggal tidak menyebut jam; hari yang sama diterima.
    """
    konsep = require_konsep(keadaan)
    lalu = [(konsep.waktu, f"konsep {konsep.nomor} terbit")]
    lalu += [(k.waktu, f"koreksi {k.urut} diterima") for k in keadaan.koreksi[-1:]]
    tertulis, sebutan = max(lalu)
    akhir = datetime.fromisoformat(tertulis)
    hanya_tanggal = waktu.time() == time() and waktu.date() == akhir.date()
    if waktu < akhir and not hanya_tanggal:
        raise PemakaianError(
            f"waktu koreksi {waktu:%Y-%m-%d %H:%M} lebih awal daripada {sebutan}, "
            f"{akhir:%Y-%m-%d %H:%M}",
            "perbaiki --waktu, atau jam komputer ini",
        )


def _suggest(letak: Letak) -> str:
    if letak.disahkan:
        return "terbitkan konsep perubahan dengan `kinerja lkjip` lebih dahulu"
    pada = letak.pada or Peran.KADIS
    return f"berikutnya {SEBUTAN[pada]}: `kinerja koreksi DRAF.docx --oleh {pada.value}`"


def _to_json(rencana: RencanaKoreksi) -> dict[str, Any]:
    koreksi = rencana.koreksi
    return {
        "koreksi": koreksi.urut,
        "konsep": koreksi.konsep,
        "langkah": koreksi.langkah.value,
        "oleh": koreksi.oleh,
        "putusan": koreksi.putusan.value,
        "alasan": koreksi.alasan or None,
        "sudah_diambil": rencana.sudah,
        "letak": rencana.susunan.letak.nama,
        "ulasan": list(koreksi.ulasan),
        "perubahan": [asdict(b) for b in rencana.susunan.beda],
    }
