"""Rumus capaian bernama: satu tabel untuk mesin dan lembar kerja.

naik dan turun_selisih: LKjIP daerah dan PermenPANRB 8/2021 (sudah diganti); turun_rasio:
aplikasi E.81. Tidak ada yang ditetapkan peraturan SAKIP, maka semuanya pilihan kebijakan.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext

from kinerja_cli.capaian.kontrak import AturanHitung
from kinerja_cli.model.angka import round_setengah_naik
from kinerja_cli.model.cetak import format_angka, format_persen
from kinerja_cli.model.hasil import HasilCapaian, StatusHitung
from kinerja_cli.model.istilah import Arah
from kinerja_cli.model.kebijakan import Kebijakan, Skala


@dataclass(frozen=True, slots=True)
class Rumus:
    """Satu rumus: hitungan, penulisannya dengan angka, dan rumus lembarnya."""

    kode: str
    hitung: Callable[[Decimal, Decimal], Decimal]
    tulis: str
    """Templat dengan {t} dan {r}."""
    lembar: str
    """Rumus lembar dengan {t} dan {r} alamat sel."""
    butuh_realisasi: bool = False
    """Benar bila realisasi nol membuat pembagian dengan nol."""


RUMUS: Mapping[str, Rumus] = {
    r.kode: r
    for r in (
        Rumus("naik", lambda t, r: r / t * 100, "{r} / {t} x 100", "{r}/{t}*100"),
        Rumus(
            "turun_selisih",
            lambda t, r: (2 * t - r) / t * 100,
            "(2 x {t} - {r}) / {t} x 100",
            "(2*{t}-{r})/{t}*100",
        ),
        Rumus(
            "turun_rasio",
            lambda t, r: t / r * 100,
            "{t} / {r} x 100",
            "{t}/{r}*100",
            butuh_realisasi=True,
        ),
    )
}


def choose_rumus(aturan: AturanHitung) -> Rumus:
    """Rumus pilihan indikator, atau rumus kebijakan menurut arah."""
    if aturan.rumus in RUMUS:
        return RUMUS[aturan.rumus]
    if aturan.arah is Arah.NAIK:
        return RUMUS["naik"]
    return RUMUS[aturan.kebijakan.rumus_turun]


def calculate_rumus(target: Decimal, realisasi: Decimal, aturan: AturanHitung) -> HasilCapaian:
    """Capaian angka terhadap angka; target nol dan negatif menurut kebijakan."""
    rumus = choose_rumus(aturan)
    if target == 0:
        return _calculate_nol(realisasi, aturan, rumus)
    if target < 0:
        return refuse("target negatif, arti persentasenya tidak pasti", rumus.kode)
    if rumus.butuh_realisasi and realisasi == 0:
        return refuse("realisasi nol, rumus target / realisasi tidak terdefinisi", rumus.kode)
    with localcontext(prec=50):
        capaian = rumus.hitung(target, realisasi)
    tulis = rumus.tulis.format(t=format_bebas(target), r=format_bebas(realisasi))
    return build_hasil(capaian, rumus.kode, tulis, aturan.kebijakan)


def _calculate_nol(realisasi: Decimal, aturan: AturanHitung, rumus: Rumus) -> HasilCapaian:
    """Target nol: konvensi hanya untuk arah turun, dan harus dipilih sendiri oleh instansi."""
    if aturan.kebijakan.target_nol == "konvensi" and aturan.arah is Arah.TURUN:
        capaian = Decimal(100) if realisasi == 0 else Decimal(0)
        tulis = f"konvensi target nol, realisasi {format_bebas(realisasi)}"
        return build_hasil(capaian, rumus.kode, tulis, aturan.kebijakan)
    return refuse("target nol, persentase tidak terdefinisi", rumus.kode)


def refuse(alasan: str, kode_rumus: str) -> HasilCapaian:
    """Hasil tidak dapat dihitung dengan alasannya."""
    return HasilCapaian(
        StatusHitung.TIDAK_DAPAT_DIHITUNG,
        kode_rumus,
        alasan=alasan,
        penjelasan=f"Capaian tidak dapat dihitung: {alasan}.",
    )


def build_hasil(
    capaian: Decimal, kode_rumus: str, tulis: str, kebijakan: Kebijakan
) -> HasilCapaian:
    """Hasil terhitung; kategori atas capaian yang dibulatkan dua desimal setengah ke atas."""
    if kebijakan.batas_bawah is not None:
        capaian = max(capaian, kebijakan.batas_bawah)
    if kebijakan.batas_atas is not None and kebijakan.batas_atas_untuk == "angka":
        capaian = min(capaian, kebijakan.batas_atas)
    capaian = kebijakan.cut_capaian(capaian)
    tercetak = round_setengah_naik(capaian)
    pita = kebijakan.skala.read_kategori(tercetak)
    cetak = format_persen(capaian)
    return HasilCapaian(
        StatusHitung.TERHITUNG,
        kode_rumus,
        capaian,
        tercetak,
        pita.nama,
        f"{tulis} = {cetak}",
        f"Capaian {cetak} % ({pita.nama}), {_judge(tercetak)}: {tulis}.",
    )


def _judge(tercetak: Decimal) -> str:
    if tercetak > 100:
        return "melampaui target"
    return "sesuai target" if tercetak == 100 else "di bawah target"


def format_bebas(angka: Decimal) -> str:
    """Angka id_ID dengan desimal seperlunya, paling banyak enam."""
    return format_angka(angka, 6)


def build_rumus_kategori(capaian: str, skala: Skala) -> str:
    """Rantai IF dari skala; kosong bila capaian bukan angka."""
    pita = list(skala.pita)
    rumus = quote_lembar(pita[-1].nama)
    for p in reversed(pita[:-1]):
        rumus = f"IF(ROUND({capaian},2)>={p.batas_bawah},{quote_lembar(p.nama)},{rumus})"
    return f'IF(ISNUMBER({capaian}),{rumus},"")'


def quote_lembar(teks: str) -> str:
    """Teks sebagai literal rumus lembar."""
    return '"' + teks.replace('"', '""') + '"'


def build_rumus_capaian(target: str, realisasi: str, aturan: AturanHitung) -> str:
    """Rumus capaian angka; tidak pernah menghasilkan nilai galat."""
    rumus = choose_rumus(aturan)
    inti = limit_lembar(rumus.lembar.format(t=target, r=realisasi), aturan.kebijakan)
    if rumus.butuh_realisasi:
        inti = f"IF({realisasi}=0,{quote_lembar('tidak dapat dihitung')},{inti})"
    nol = quote_lembar("tidak dapat dihitung")
    if aturan.kebijakan.target_nol == "konvensi" and aturan.arah is Arah.TURUN:
        nol = f"IF({realisasi}=0,100,0)"
    return f"IF({target}=0,{nol},IF({target}<0,{quote_lembar('tidak dapat dihitung')},{inti}))"


def limit_lembar(inti: str, kebijakan: Kebijakan) -> str:
    """Batas bawah, batas atas, dan pemotongan kebijakan di dalam rumus lembar."""
    if kebijakan.batas_bawah is not None:
        inti = f"MAX({inti},{kebijakan.batas_bawah})"
    if kebijakan.batas_atas is not None and kebijakan.batas_atas_untuk == "angka":
        inti = f"MIN({inti},{kebijakan.batas_atas})"
    if kebijakan.pembulatan == "potong":
        inti = f"TRUNC(ROUND({inti},8),2)"
    return inti
