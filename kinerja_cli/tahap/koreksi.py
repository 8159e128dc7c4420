"""Langkah 9-10: konsep yang disunting dibandingkan, kata-katanya diambil, putarannya dicatat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from kinerja_cli.aturan.beda_teks import BedaSlot, format_beda
from kinerja_cli.aturan.langkah_laporan import (
    SEBUTAN,
    URUTAN,
    Gerak,
    Letak,
    Peran,
    Putusan,
    explain_larangan,
    move,
)
from kinerja_cli.dokumen.ambil import HasilAmbil, Ubahan, collect_ubahan
from kinerja_cli.dokumen.lembar_koreksi import (
    TEMPLAT_LEMBAR_KOREKSI,
    LembarKoreksi,
    build_lembar_koreksi,
)
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.draf import Satuan
from kinerja_cli.model.galat import LangkahError
from kinerja_cli.model.temuan import Temuan, build_temuan
from kinerja_cli.register.basis import Register
from kinerja_cli.register.laporan import (
    KeadaanLaporan,
    Koreksi,
    mark_tertulis,
    read_keadaan,
    store_koreksi,
)
from kinerja_cli.ruang.ambil_petikan import PengambilPetikan
from kinerja_cli.ruang.langkah import Hasil, check_terkunci, require_definisi
from kinerja_cli.ruang.laporan import check_berubah
from kinerja_cli.ruang.naskah_laporan import BandingNaskah, compare_naskah, require_konsep
from kinerja_cli.ruang.pelaku import Pelaku, find_pelaku
from kinerja_cli.ruang.petikan import read_berkas, read_semua
from kinerja_cli.ruang.ruang import Ruang
from kinerja_cli.ruang.sesudah_sah import read_sesudah_sah
from kinerja_cli.ruang.tulis import Keluaran, remove_keluaran, write_keluaran


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
    koreksi: Koreksi
    draf: bytes
    isi: dict[str, bytes | None]
    """Isi menurut jalurnya dari akar ruang kerja; ``None`` berarti dihapus."""
    lama: tuple[bytes, ...]
    temuan: tuple[Temuan, ...]
    letak: Letak
    beda: tuple[BedaSlot, ...] = ()
    sudah: bool = False

    @property
    def keluaran(self) -> list[Path]:
        """Jalur yang akan ditulis."""
        return [self.ruang.akar / j for j, isi in self.isi.items() if isi is not None]


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
        assert keadaan.letak is not None, "konsep sudah ada"
        larangan = explain_larangan(keadaan.letak, pelaku.peran, putusan)
        lama = keadaan.find_koreksi(tanda, pelaku.peran)
        if lama is not None and (larangan or lama == keadaan.koreksi[-1]):
            return _plan_sudah(ruang, keadaan, lama, isi)
        if larangan:
            raise LangkahError(larangan, _suggest(keadaan.letak))
        banding = compare_naskah(ruang, register, isi, opsi.berkas.name, opsi.waktu, opsi.konsep)
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
    rencana = _Penyusun(ruang, definisi, keadaan, banding, pelaku).plan(koreksi, isi)
    return replace(rencana, temuan=(*read_sesudah_sah(ruang), *rencana.temuan))


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
        for isi in rencana.lama:
            ruang.store_arsip(isi, "petikan.docx", sha256(isi).hexdigest())
        for jalur, baru in rencana.isi.items():
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
        "letak": keadaan.letak.nama,
    }
    sudah = build_temuan("DOK417", **keterangan)
    return RencanaKoreksi(
        ruang, keadaan, koreksi, isi, {}, (), (*koreksi.temuan, sudah), keadaan.letak, sudah=True
    )


def _suggest(letak: Letak) -> str:
    pada = letak.pada or Peran.KADIS
    return f"berikutnya {SEBUTAN[pada]}: `kinerja koreksi DRAF.docx --oleh {pada.value}`"


@dataclass(frozen=True, slots=True)
class _Penyusun:
    ruang: Ruang
    definisi: Definisi
    keadaan: KeadaanLaporan
    banding: BandingNaskah
    pelaku: Pelaku

    def plan(self, koreksi: Koreksi, draf: bytes) -> RencanaKoreksi:
        """Petikan, lembar koreksi, beda teks, dan catatan putarannya."""
        assert self.keadaan.letak is not None, "konsep sudah ada"
        terakhir = self.keadaan.terakhir
        disk = read_semua(self.ruang, terakhir.slot if terakhir else ())
        ambil = collect_ubahan(self.banding.terbit, self.banding.draf, self.banding.konsep.slot)
        petikan = PengambilPetikan(self.ruang, self.banding, disk).plan(ambil)
        temuan = (*self.banding.temuan, *petikan.temuan)
        gerak = Gerak(koreksi.langkah, koreksi.putusan, koreksi.waktu)
        letak = move(self.keadaan.letak, gerak)
        beda = tuple(_build_beda(u) for u in ambil.ubahan)
        isi = petikan.tulis | self._build_lembar(koreksi, letak, temuan, beda)
        catatan = self._build_catatan(temuan, ambil, isi)
        return RencanaKoreksi(
            self.ruang,
            self.keadaan,
            replace(koreksi, isi=catatan),
            draf,
            isi,
            tuple(petikan.lama),
            temuan,
            letak,
            beda,
        )

    def _build_lembar(
        self, koreksi: Koreksi, letak: Letak, temuan: Sequence[Temuan], beda: Sequence[BedaSlot]
    ) -> dict[str, bytes]:
        putusan = _explain_putusan(koreksi, letak)
        lembar = LembarKoreksi(
            definisi=self.definisi,
            urut=koreksi.urut,
            konsep=koreksi.konsep,
            berkas=koreksi.berkas,
            peran=SEBUTAN[koreksi.langkah],
            pejabat=self.pelaku.pejabat,
            putusan=putusan,
            temuan=temuan,
            ulasan=self.banding.draf.naskah.ulasan,
            beda=beda,
            waktu=datetime.fromisoformat(koreksi.waktu),
        )
        kepala = (
            f"Koreksi {koreksi.urut} atas konsep {koreksi.konsep}, {koreksi.berkas}",
            f"Oleh {self.pelaku.nama}, {koreksi.waktu.replace('T', ' ')}",
            putusan,
        )
        nama = f"{koreksi.urut} {koreksi.langkah.value}"
        surat = build_lembar_koreksi(self.ruang.templat(TEMPLAT_LEMBAR_KOREKSI), lembar)
        return {
            f"laporan/koreksi/Lembar koreksi {nama}.docx": surat,
            f"laporan/koreksi/Beda {nama}.txt": format_beda(kepala, beda).encode(),
        }

    def _build_catatan(
        self, temuan: Sequence[Temuan], ambil: HasilAmbil, isi: dict[str, bytes | None]
    ) -> dict[str, Any]:
        return {
            "temuan": [t.to_json() for t in temuan],
            "ulasan": [asdict(u) for u in self.banding.draf.naskah.ulasan],
            "slot": [u.slot for u in ambil.ubahan],
            "tulis": {j: sha256(b).hexdigest() if b is not None else "" for j, b in isi.items()},
        }


def _explain_putusan(koreksi: Koreksi, letak: Letak) -> str:
    if koreksi.putusan is Putusan.KEMBALIKAN:
        return f"Dikembalikan kepada {letak.nama}: {koreksi.alasan}"
    if koreksi.langkah is URUTAN[-1]:
        return "Disetujui untuk ditandatangani"
    return f"Diteruskan kepada {letak.nama}"


def _build_beda(ubahan: Ubahan) -> BedaSlot:
    return BedaSlot(
        ubahan.slot,
        ubahan.judul or "halaman depan",
        ubahan.jenis.value,
        _join(ubahan.dulu),
        _join(ubahan.kini),
    )


def _join(satuan: Sequence[Satuan]) -> str:
    return "\n".join(s.teks for s in satuan if s.teks)


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
        "letak": rencana.letak.nama,
        "ulasan": list(koreksi.ulasan),
        "perubahan": [asdict(b) for b in rencana.beda],
    }
