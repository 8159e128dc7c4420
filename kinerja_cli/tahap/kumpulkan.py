"""Langkah 5: menerima berkas dari ``masuk/``, menggabung per sel, dan menagih yang kurang."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from kinerja_cli.aturan.gabung import merge_kiriman
from kinerja_cli.lembar.pekerja import read_banyak
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.galat import PemakaianError
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.temuan import Temuan, build_temuan, sort_temuan
from kinerja_cli.register.basis import Register
from kinerja_cli.register.fakta import store_fakta
from kinerja_cli.register.kiriman import find_kiriman, mark_utama, read_kiriman, store_kiriman
from kinerja_cli.register.riwayat import append_riwayat, has_peristiwa
from kinerja_cli.ruang.langkah import Hasil, Lapor, check_oleh, lapor_diam, require_definisi
from kinerja_cli.ruang.papan import KeadaanUnit, build_papan, format_batas, report_belum
from kinerja_cli.ruang.penerimaan import (
    BerkasDinilai,
    Penerima,
    build_abaikan,
    hash_berkas,
    iterate_berkas,
)
from kinerja_cli.ruang.ruang import Ruang


@dataclass(frozen=True, slots=True)
class OpsiKumpulkan:
    """Periode yang dikumpulkan dan kiriman yang diutamakan bila bertentangan."""

    periode: Periode
    waktu: datetime
    utamakan: tuple[str, ...] = ()
    oleh: str = ""


@dataclass(frozen=True, slots=True)
class RencanaKumpulkan:
    """Berkas yang sudah dinilai; belum ada yang dicatat."""

    ruang: Ruang
    opsi: OpsiKumpulkan
    definisi: Definisi
    berkas: tuple[BerkasDinilai, ...]


def plan(ruang: Ruang, opsi: OpsiKumpulkan, lapor: Lapor = lapor_diam) -> RencanaKumpulkan:
    """Baca dan nilai semua berkas di ``masuk/``; tidak menulis apa pun."""
    daftar = iterate_berkas(ruang.masuk) if ruang.masuk.is_dir() else []
    with ruang.register() as register:
        _, definisi = require_definisi(register)
        check_oleh(definisi, opsi.oleh)
        penerima = Penerima(register, opsi.waktu.isoformat())
        dilihat: dict[str, str] = {}
        baru: list[tuple[str, Path, str]] = []
        hasil: dict[str, BerkasDinilai] = {}
        for jalur in daftar:
            nama = jalur.relative_to(ruang.akar).as_posix()
            tanda = _read_tanda(jalur)
            lama = dilihat.get(tanda) or find_kiriman(register, tanda)
            if lama and tanda:
                sama = build_temuan("IDN207" if lama == nama else "IDN205", berkas=nama, lama=lama)
                hasil[nama] = BerkasDinilai(nama, "abaikan", (sama,))
                continue
            dilihat[tanda] = nama
            baru.append((nama, jalur, tanda))
        bacaan = read_banyak((nama, jalur) for nama, jalur, _ in baru)
        for nomor, ((nama, jalur, tanda), (_, isi)) in enumerate(zip(baru, bacaan, strict=True)):
            dinilai = penerima.judge(nama, tanda, isi)
            hasil[nama] = _check_periode(dinilai, opsi.periode, jalur.relative_to(ruang.masuk))
            lapor(nomor + 1, len(baru), nama)
    urut = tuple(hasil[j.relative_to(ruang.akar).as_posix()] for j in daftar)
    return RencanaKumpulkan(ruang, opsi, definisi, urut)


def apply(rencana: RencanaKumpulkan) -> Hasil:
    """Simpan salinan asli, catat kiriman, gabungkan menjadi fakta, susun kelengkapan."""
    ruang, opsi = rencana.ruang, rencana.opsi
    waktu = opsi.waktu.isoformat()
    with ruang.kunci(), ruang.register(tulis=True) as register:
        asli = [_store_asli(ruang, dinilai) for dinilai in rencana.berkas]
        with register.transaksi():
            for dinilai, tanda in zip(rencana.berkas, asli, strict=True):
                _record_tolak(register, dinilai, tanda, waktu)
                if dinilai.kiriman and not find_kiriman(register, dinilai.kiriman.sha256):
                    store_kiriman(register, dinilai.kiriman)
            for nama in opsi.utamakan:
                mark_utama(register, _find_tanda(register, opsi.periode, nama), waktu, opsi.oleh)
            fakta, bentrok = merge_kiriman(read_kiriman(register))
            store_fakta(register, rencana.definisi.tahun, fakta)
        papan = build_papan(register, rencana.definisi, opsi.periode)
    temuan = [t for b in rencana.berkas for t in b.temuan]
    temuan += [t for t in bentrok if t not in temuan]
    temuan += [t for unit in papan for t in _check_unit(unit, opsi.periode)]
    return Hasil(tuple(temuan), data=_build_data(rencana, papan, bentrok))


def _build_data(
    rencana: RencanaKumpulkan, papan: list[KeadaanUnit], bentrok: list[Temuan]
) -> dict[str, Any]:
    berkas = []
    for dinilai in rencana.berkas:
        isi = dinilai.to_json()
        isi["temuan"] += [t.to_json() for t in bentrok if t.berkas == dinilai.berkas]
        berkas.append(isi)
    return {"skema": 1, "berkas": berkas, "kelengkapan": [u.to_json() for u in papan]}


def _read_tanda(jalur: Path) -> str:
    """Sha256 isi; teks kosong bila tidak terbaca, agar pembaca yang menyebut sebabnya."""
    isi = _read_isi(jalur)
    return "" if isi is None else hash_berkas(isi)


def _read_isi(jalur: Path) -> bytes | None:
    try:
        return jalur.read_bytes() if jalur.is_file() else None
    except OSError:
        return None


def _check_periode(dinilai: BerkasDinilai, diminta: Periode, letak: Path) -> BerkasDinilai:
    """Berkas periode lain tidak ikut; yang tersimpan di folder periodenya tidak dipersoalkan."""
    folder = next((Periode(b) for b in letak.parts[:-1] if b in set(Periode)), None)
    if dinilai.identitas is None:
        if folder in {None, diminta} or dinilai.hasil == "abaikan":
            return dinilai
        return build_abaikan(dinilai, _build_lain("IDN204", dinilai, folder, diminta))
    periode = dinilai.identitas.periode
    lain_instansi = dinilai.hasil == "tolak" and dinilai.temuan[0].kode == "IDN201"
    if periode is diminta or lain_instansi:
        return dinilai
    kode = "IDN204" if folder is periode else "IDN203"
    return build_abaikan(dinilai, _build_lain(kode, dinilai, periode, diminta))


def _build_lain(
    kode: str, dinilai: BerkasDinilai, periode: Periode | None, diminta: Periode
) -> Temuan:
    return build_temuan(
        kode,
        berkas=dinilai.berkas,
        unit=dinilai.identitas.unit if dinilai.identitas else "",
        periode=periode.value if periode else "",
        diminta=diminta.value,
    )


def _store_asli(ruang: Ruang, dinilai: BerkasDinilai) -> str:
    """Simpan byte asli, juga yang ditolak; sha256-nya, atau kosong bila tidak ada yang disimpan."""
    jalur = ruang.akar / dinilai.berkas
    isi = None if dinilai.hasil == "abaikan" else _read_isi(jalur)
    return ruang.store_arsip(isi, jalur.name)[0] if isi is not None else ""


def _record_tolak(register: Register, dinilai: BerkasDinilai, tanda: str, waktu: str) -> None:
    """Catat penolakan satu kali, walaupun berkasnya masih tertinggal di ``masuk/``."""
    if dinilai.hasil == "tolak" and tanda and not has_peristiwa(register, "ditolak", tanda):
        append_riwayat(
            register,
            waktu,
            "ditolak",
            berkas=dinilai.berkas,
            sha256=tanda,
            kode=[t.kode for t in dinilai.temuan],
        )


def _find_tanda(register: Register, periode: Periode, nama: str) -> str:
    daftar = read_kiriman(register, periode)
    cocok = [k for k in daftar if nama in {k.berkas, Path(k.berkas).name}]
    if len(cocok) != 1:
        ada = ", ".join(k.berkas for k in daftar) or "belum ada"
        raise PemakaianError(
            f"--utamakan {nama!r} tidak menunjuk tepat satu kiriman {periode.value}",
            f"sebut salah satu: {ada}",
        )
    return cocok[0].sha256


def _check_unit(unit: KeadaanUnit, periode: Periode) -> list[Temuan]:
    if unit.status == "belum":
        return [report_belum(unit, periode)]
    isi = {"unit": unit.kode_unit, "nama": unit.nama, "kunci": unit.kode_unit}
    batas = format_batas(unit.batas)
    temuan = []
    if unit.status == "sebagian":
        temuan.append(
            build_temuan(
                "WKT203",
                **isi,
                terisi=unit.terisi,
                wajib=unit.wajib,
                kurang=", ".join(dict.fromkeys(unit.kurang[:6])),
            )
        )
    if unit.terlambat and unit.diterima:
        temuan.append(
            build_temuan("WKT201", **isi, tanggal=format_batas(unit.diterima), batas=batas)
        )
    return sort_temuan(temuan)
