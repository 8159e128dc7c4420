"""Tinjauan baris demi baris di terminal untuk ``kinerja verifikasi --tinjau``."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, auto
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from kinerja_cli.cli import keluaran, opsi, tampilan
from kinerja_cli.cli.penanya import Penanya
from kinerja_cli.model.galat import KinerjaError

if TYPE_CHECKING:
    from kinerja_cli.aturan.tinjau import BarisTinjau
    from kinerja_cli.ruang.ruang import Ruang
    from kinerja_cli.tahap.tandai import OpsiTandai
    from kinerja_cli.tahap.tinjau import OpsiTinjau, RencanaTinjau

TINJAU: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--tinjau", help="Tinjau baris demi baris di terminal; dapat dihentikan dan dilanjutkan."
    ),
]
PILIHAN = {
    "y": ("ya", "sesuai; datanya dapat diteruskan"),
    "t": ("tidak", "tidak sesuai; alasannya ikut dalam formulir kembali"),
    "k": ("klarifikasi", "tanyakan kepada bidang; unitnya menunggu jawaban"),
    "j": ("jawab", "catat jawaban bidang dan tutup pertanyaannya"),
    "s": ("sepakat", "tetapkan nilai hasil verifikasi: angka, alasan, dan bukti"),
    "c": ("kecualikan", "kecualikan satu temuan, dengan alasan"),
    "l": ("lewati", "belum diputuskan; ditanyakan lagi pada tinjauan berikutnya"),
    "u": ("undur", "kembali ke baris sebelumnya; putusan baru menggantikan yang lama"),
    "q": ("selesai", "yang sudah diputuskan tetap tercatat"),
    "?": ("bantuan", "penjelasan ini"),
}
"""Huruf jawaban, katanya, dan artinya."""


class Gerak(Enum):
    """Ke mana sesudah satu jawaban."""

    MAJU = auto()
    TETAP = auto()
    MUNDUR = auto()
    SELESAI = auto()


def review(ruang: Ruang, pilihan: OpsiTinjau, waktu: str | None) -> bool:
    """Tinjau baris yang belum diputuskan; benar bila tidak ada lagi yang tersisa.

    Setiap putusan langsung tercatat di register, jadi boleh dihentikan kapan saja. ``waktu``
    pilihan ``--waktu``; tanpa itu jam saat setiap putusan.
    """
    from kinerja_cli.tahap import tinjau as langkah  # noqa: PLC0415 -- memuat register

    penanya = Penanya()
    with keluaran.show_kemajuan("Menyusun daftar tinjauan") as lapor:
        rencana = langkah.plan(ruang, pilihan, lapor)
    if not rencana.urutan:
        keluaran.print_baris("Tidak ada baris yang perlu ditinjau.")
        return True
    tampilan.print_temuan_bila_ada([*rencana.menunggu, *rencana.umum])
    tinjauan = Tinjauan(rencana, penanya, pilihan.oleh, waktu)
    try:
        tinjauan.run()
    except EOFError:
        keluaran.print_baris()
    except KeyboardInterrupt:
        keluaran.print_baris()
        tinjauan.print_jumlah()
        raise
    tinjauan.print_jumlah()
    return tinjauan.tuntas


class Tinjauan:
    """Satu kali duduk: letak sekarang dan baris yang sudah diputuskan."""

    def __init__(
        self, rencana: RencanaTinjau, penanya: Penanya, oleh: str, waktu: str | None
    ) -> None:
        self.rencana = rencana
        self.penanya = penanya
        self.oleh = oleh
        self.waktu = waktu
        self.sudah = set(rencana.sudah)

    @property
    def tuntas(self) -> bool:
        """Benar bila semua baris sudah diputuskan."""
        return len(self.sudah) == len(self.rencana.urutan)

    def print_jumlah(self) -> None:
        """Banyaknya yang sudah diputuskan, dan cara melanjutkan."""
        jumlah = f"{len(self.sudah)} dari {len(self.rencana.urutan)} sudah diputuskan"
        lanjut = "" if self.tuntas else "; lanjutkan dengan perintah yang sama"
        keluaran.print_baris(f"{jumlah}{lanjut}.", "bold")

    def run(self) -> None:
        """Tanyakan setiap baris yang belum diputuskan sampai habis atau diminta selesai."""
        if self.sudah:
            jumlah = f"{len(self.sudah)} dari {len(self.rencana.urutan)} sudah diputuskan"
            keluaran.print_baris(f"{jumlah}.", "bold")
        letak = self._find_belum(-1)
        while letak is not None:
            gerak = self._review_baris(letak)
            if gerak is Gerak.SELESAI:
                return
            if gerak is Gerak.MAJU:
                letak = self._find_belum(letak)
            elif gerak is Gerak.MUNDUR:
                letak -= 1

    def _find_belum(self, sesudah: int) -> int | None:
        urutan = self.rencana.urutan
        return next(
            (n for n in range(sesudah + 1, len(urutan)) if urutan[n] not in self.sudah), None
        )

    def _read(self, letak: int) -> BarisTinjau:
        from kinerja_cli.tahap import tinjau as langkah  # noqa: PLC0415 -- memuat register

        return langkah.read_baris(self.rencana, self.rencana.urutan[letak])

    def _review_baris(self, letak: int) -> Gerak:
        baris = self._read(letak)
        _print_tinjauan(baris, f"{letak + 1}/{len(self.rencana.urutan)}")
        while True:
            huruf = self._ask_huruf(baris)
            if huruf == "q":
                return Gerak.SELESAI
            if huruf == "l":
                return Gerak.MAJU
            if huruf == "u" and letak:
                return Gerak.MUNDUR
            if huruf == "u":
                keluaran.print_baris("Ini baris pertama.")
            elif huruf == "?":
                _print_bantuan()
            elif self._store(baris, huruf):
                return self._move(letak, huruf)

    def _ask_huruf(self, baris: BarisTinjau) -> str:
        pilihan = list_pilihan(baris)
        keluaran.print_baris(" ".join(_format_huruf(h) for h in pilihan), "bold")
        while True:
            jawaban = self.penanya.ask("Pilih").casefold()
            huruf = next((h for h in PILIHAN if jawaban in {h, PILIHAN[h][0]}), "")
            if huruf in pilihan:
                return huruf
            keluaran.print_baris(_explain_tolak(baris, huruf), "yellow")

    def _move(self, letak: int, huruf: str) -> Gerak:
        """Pertanyaan yang dijawab dan temuan yang dikecualikan belum memutuskan barisnya."""
        tempat = self.rencana.urutan[letak]
        if self._read(letak).putusan:
            self.sudah.add(tempat)
        else:
            self.sudah.discard(tempat)
        return Gerak.TETAP if huruf in "cj" else Gerak.MAJU

    def _store(self, baris: BarisTinjau, huruf: str) -> bool:
        """Catat putusannya; salah bila dibatalkan atau ditolak."""
        from kinerja_cli.tahap import tandai  # noqa: PLC0415 -- memuat register

        try:
            tanda = self._build_tanda(baris, huruf)
            if tanda is None:
                keluaran.print_baris("Tidak jadi; tidak ada yang dicatat.")
                return False
            tandai.apply(tandai.plan(self.rencana.bahan.ruang, tanda))
        except KinerjaError as galat:
            keluaran.print_baris(f"{galat.masalah}; {galat.perbaikan}", "red")
            return False
        return True

    def _build_tanda(self, baris: BarisTinjau, huruf: str) -> OpsiTandai | None:
        """Tanda dari jawaban berikutnya; ``None`` bila ada yang dibiarkan kosong."""
        from kinerja_cli.tahap.tandai import OpsiTandai, Tindakan  # noqa: PLC0415

        tindakan = {
            "y": Tindakan.YA,
            "t": Tindakan.TIDAK,
            "k": Tindakan.TANYA,
            "j": Tindakan.JAWAB,
            "s": Tindakan.SEPAKAT,
            "c": Tindakan.KECUALIKAN,
        }[huruf]
        isian = self._ask_isian(baris, huruf)
        if isian is None:
            return None
        return OpsiTandai(
            periode=self.rencana.bahan.periode,
            waktu=opsi.read_waktu(self.waktu),
            oleh=self.oleh,
            kunci=baris.kunci,
            tindakan=tindakan,
            kode=baris.kode if huruf == "y" else "",
            ganti=True,
            **isian,
        )

    def _ask_isian(self, baris: BarisTinjau, huruf: str) -> dict[str, str] | None:
        if huruf == "y":
            return {}
        if huruf == "s":
            return self._ask_sepakat(baris)
        if huruf == "c":
            return self._ask_kecualikan(baris)
        isi = self.penanya.ask({"t": "Alasan", "k": "Pertanyaan", "j": "Jawaban"}[huruf])
        return {"isi": isi} if isi else None

    def _ask_sepakat(self, baris: BarisTinjau) -> dict[str, str] | None:
        kolom = self._ask_satu("Kolom", baris.kolom) if len(baris.kolom) > 1 else ""
        isi = self.penanya.ask("Nilai yang disepakati")
        alasan = isi and self.penanya.ask("Alasan")
        if not alasan:
            return None
        bukti = self.penanya.ask("Bukti (boleh kosong)")
        return {"isi": isi, "kolom": kolom, "alasan": alasan, "bukti": bukti}

    def _ask_kecualikan(self, baris: BarisTinjau) -> dict[str, str] | None:
        kode = self._ask_satu("Kode temuan", [t.kode for t in baris.terkecualikan])
        alasan = self.penanya.ask("Alasan")
        kolom = next(t.kolom for t in baris.terkecualikan if t.kode == kode)
        return {"isi": kode, "kolom": kolom, "alasan": alasan} if alasan else None

    def _ask_satu(self, judul: str, daftar: Iterable[str]) -> str:
        """Salah satu dari daftar; yang tunggal tidak ditanyakan."""
        pilihan = list(dict.fromkeys(daftar))
        if len(pilihan) == 1:
            return pilihan[0]
        while (jawaban := self.penanya.ask(f"{judul} ({', '.join(pilihan)})")) not in pilihan:
            keluaran.print_baris("Pilih salah satu yang disebut.", "yellow")
        return jawaban


def list_pilihan(baris: BarisTinjau) -> list[str]:
    """Huruf yang berlaku bagi baris itu.

    Yang bergalat atau masih ditanyakan belum dapat dinyatakan sesuai.
    """
    tanya = baris.pertanyaan is not None
    tertutup = {
        "y": baris.bergalat or tanya,
        "s": tanya,
        "j": not tanya,
        "c": not baris.terkecualikan,
    }
    return [h for h in PILIHAN if not tertutup.get(h, False)]


def _explain_tolak(baris: BarisTinjau, huruf: str) -> str:
    if huruf in {"y", "s"} and baris.pertanyaan:
        return "Pertanyaannya belum dijawab; catat jawabannya dengan j."
    if huruf == "y":
        return "Masih ada galat; pilih t, perbaiki nilainya dengan s, atau kecualikan dengan c."
    if huruf == "c":
        return "Tidak ada temuan yang boleh dikecualikan pada baris ini."
    return "Pilih salah satu huruf; ? menjelaskannya."


def _format_huruf(huruf: str) -> str:
    kata = PILIHAN[huruf][0]
    return f"[{huruf}]{kata[1:]}" if kata.startswith(huruf) else f"[{huruf}] {kata}"


def _print_bantuan() -> None:
    baris = [(_format_huruf(h), arti) for h, (_, arti) in PILIHAN.items()]
    keluaran.print_tabel(("", ""), baris)


def _print_tinjauan(baris: BarisTinjau, letak: str) -> None:
    keluaran.print_baris()
    keluaran.print_baris(f"{letak}  {baris.nama_unit} ({baris.unit})", "dim")
    pengenal = "" if baris.nama.startswith(baris.kunci.split(":")[0]) else f"{baris.kunci} "
    keluaran.print_baris(f"{pengenal}{baris.nama}", "bold")
    keluaran.print_tabel(("", ""), baris.rincian)
    for temuan in baris.temuan:
        keluaran.print_satu(temuan, sebut_berkas=True)
    if baris.putusan:
        keluaran.print_baris("Sudah diputuskan; putusan baru menggantikannya.", "green")
