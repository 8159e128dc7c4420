"""Langkah 6 ke 4b: mengembalikan formulir unit yang diputuskan Tidak."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

from kinerja_cli import VERSI
from kinerja_cli.dokumen.nota import TEMPLAT_NOTA, Nota, build_nota
from kinerja_cli.formulir.bentuk import Terbitan
from kinerja_cli.formulir.cetakan import Cetakan, build_cetakan
from kinerja_cli.formulir.identitas import find_nama_unit
from kinerja_cli.formulir.kembalian import build_kembalian
from kinerja_cli.formulir.letak_temuan import locate_temuan
from kinerja_cli.formulir.susun import build_formulir
from kinerja_cli.lembar.tulis_formulir import write_formulir
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.fakta import KumpulanFakta
from kinerja_cli.model.perbaikan import ButirRtl
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.temuan import Temuan, Tingkat, build_temuan
from kinerja_cli.register.basis import Register
from kinerja_cli.register.definisi import (
    FormulirTerbit,
    read_definisi,
    read_formulir,
    store_formulir,
)
from kinerja_cli.register.fakta import read_fakta
from kinerja_cli.register.kembalian import (
    Kembalian,
    find_nomor_keputusan,
    next_putaran,
    read_kembalian,
    store_kembalian,
)
from kinerja_cli.register.keputusan import (
    TIDAK,
    KeputusanUnit,
    read_keputusan,
    read_keputusan_berlaku,
)
from kinerja_cli.register.kiriman import read_kiriman
from kinerja_cli.ruang.langkah import (
    Hasil,
    Lapor,
    check_oleh,
    check_unit,
    lapor_diam,
    require_definisi,
    write_semua,
)
from kinerja_cli.ruang.perbaikan import read_bahan_rtl
from kinerja_cli.ruang.ruang import Ruang
from kinerja_cli.ruang.tulis import Keluaran
from kinerja_cli.ruang.waktu import add_hari_kerja, build_libur


@dataclass(frozen=True, slots=True)
class OpsiKembalikan:
    """Periode, unit (kosong berarti semua yang Tidak), dan siapa yang mengembalikan."""

    periode: Periode
    waktu: datetime
    unit: tuple[str, ...] = ()
    oleh: str = ""
    timpa: bool = False


@dataclass(frozen=True, slots=True)
class Pengembalian:
    """Satu formulir kembali yang direncanakan."""

    kembalian: Kembalian
    formulir: FormulirTerbit
    cetakan: Cetakan
    batas: date
    keluaran: tuple[Keluaran, ...]


@dataclass(frozen=True, slots=True)
class RencanaKembalikan:
    """Formulir kembali setiap unit, dan temuan tentang unit yang tidak dapat dikembalikan."""

    ruang: Ruang
    daftar: tuple[Pengembalian, ...]
    temuan: tuple[Temuan, ...]
    keluaran: tuple[Keluaran, ...]


def plan(ruang: Ruang, opsi: OpsiKembalikan, lapor: Lapor = lapor_diam) -> RencanaKembalikan:
    """Susun formulir kembali dari definisi, fakta, dan temuan keputusan yang masih berlaku."""
    with ruang.register() as register:
        _, definisi = require_definisi(register)
        check_unit(definisi, opsi.unit)
        check_oleh(definisi, opsi.oleh)
        semua = read_keputusan(register, opsi.periode)
        berlaku = read_keputusan_berlaku(register, opsi.periode)
        tidak = [u for u, k in semua.items() if k.keputusan == TIDAK]
        temuan = [
            t
            for unit in opsi.unit or tidak
            if (t := _explain_lain(definisi, opsi.periode, unit, semua.get(unit), berlaku))
        ]
        dipilih = [berlaku[u] for u in tidak if u in berlaku and u in (opsi.unit or tidak)]
        fakta = read_fakta(register)
        daftar = []
        for urut, keputusan in enumerate(dipilih):
            lapor(urut, len(dipilih), keputusan.unit)
            daftar.append(_plan_unit(ruang, register, keputusan, fakta, opsi))
        lapor(len(dipilih), len(dipilih), "")
    keluaran: list[Keluaran] = []
    for satu in (k for p in daftar for k in p.keluaran):
        if satu.jalur.is_file() and satu.jalur.read_bytes() == satu.isi:
            continue
        if satu.jalur.exists() and not opsi.timpa:
            temuan.append(build_temuan("DOK201", berkas=satu.jalur.relative_to(ruang.akar)))
        else:
            keluaran.append(satu)
    return RencanaKembalikan(ruang, tuple(daftar), tuple(temuan), tuple(keluaran))


def apply(rencana: RencanaKembalikan) -> Hasil:
    """Catat formulir dan pengembaliannya, lalu tulis berkasnya."""
    ditulis = {k.jalur for k in rencana.keluaran}
    with rencana.ruang.kunci(), rencana.ruang.register(tulis=True) as register:
        with register.transaksi():
            for p in rencana.daftar:
                # Cetakan yang beredar tidak berganti bila berkasnya tidak ditimpa.
                terbit = read_formulir(register, p.formulir.id)
                if terbit is None or p.keluaran[0].jalur in ditulis:
                    store_formulir(register, p.formulir, p.cetakan)
                store_kembalian(register, p.kembalian)
        berkas = write_semua(rencana.keluaran)
    return Hasil(rencana.temuan, berkas, {"kembalian": [_to_json(p) for p in rencana.daftar]})


def _plan_unit(
    ruang: Ruang,
    register: Register,
    keputusan: KeputusanUnit,
    fakta: KumpulanFakta,
    opsi: OpsiKembalikan,
) -> Pengembalian:
    """Pengembalian atas keputusan yang sama selalu sama: putaran dan waktunya dari register."""
    periode, unit = keputusan.periode, keputusan.unit
    nomor = find_nomor_keputusan(register, periode, unit)
    lama = next(
        (k for k in read_kembalian(register, periode).get(unit, ()) if k.keputusan == nomor), None
    )
    putaran = lama.putaran if lama else next_putaran(register, periode, unit)
    waktu = datetime.fromisoformat(lama.waktu) if lama else opsi.waktu
    hasil = read_definisi(register, keputusan.definisi)
    assert hasil is not None, "keputusan selalu menunjuk definisi yang tersimpan"
    definisi = hasil[1]
    terbitan = Terbitan(keputusan.definisi, putaran, VERSI)
    dasar = build_formulir(definisi, unit, periode, fakta, terbitan)
    assert dasar is not None, "unit yang diputuskan pernah mendapat formulir"
    batas = add_hari_kerja(waktu.date(), ruang.konfigurasi.kembali.hari, build_libur(definisi))
    rtl = _build_rtl(register, keputusan, fakta, nomor)
    formulir = build_kembalian(definisi, dasar, keputusan.temuan, batas, rtl)
    wadah = BytesIO()
    write_formulir(formulir, wadah, waktu, ruang.konfigurasi.cetak.kertas)
    jalur = ruang.kembali(periode) / f"Formulir {periode.value} {unit} putaran {putaran}.xlsx"
    terbit = FormulirTerbit(
        formulir.identitas.id, unit, periode, keputusan.definisi, putaran, waktu.isoformat()
    )
    kembalian = Kembalian(
        formulir=terbit.id,
        unit=unit,
        periode=periode,
        putaran=putaran,
        definisi=keputusan.definisi,
        keputusan=nomor,
        temuan=tuple(t for t in keputusan.temuan if t.tingkat is not Tingkat.CATATAN),
        oleh=lama.oleh if lama else opsi.oleh,
        waktu=terbit.waktu,
    )
    letak, umum = locate_temuan(dasar, keputusan.temuan)
    nota = Nota(
        definisi=definisi,
        periode=periode,
        unit=unit,
        nama_unit=formulir.identitas.nama_unit,
        putaran=putaran,
        temuan=[*(x.temuan for x in letak), *umum],
        batas=batas,
        lampiran=jalur.name,
        oleh=kembalian.oleh,
        waktu=waktu,
    )
    surat = build_nota(ruang.templat(TEMPLAT_NOTA), nota)
    keluaran = (
        Keluaran(jalur, wadah.getvalue()),
        Keluaran(jalur.with_name(f"Nota {periode.value} {unit} putaran {putaran}.docx"), surat),
    )
    return Pengembalian(kembalian, terbit, build_cetakan(definisi, formulir), batas, keluaran)


def _build_rtl(
    register: Register, keputusan: KeputusanUnit, fakta: KumpulanFakta, nomor: int
) -> list[ButirRtl]:
    """Butir RTL pengembalian sebelum keputusan bernomor itu."""
    unit, periode = keputusan.unit, keputusan.periode
    semua = read_kembalian(register, periode)
    lalu = {unit: [k for k in semua.get(unit, ()) if k.keputusan < nomor]}
    bahan = read_bahan_rtl(register, periode, lalu, read_kiriman(register, periode))
    return bahan[unit].build(fakta, periode, unit, keputusan.temuan)


def _explain_lain(
    definisi: Definisi,
    periode: Periode,
    unit: str,
    keputusan: KeputusanUnit | None,
    berlaku: Mapping[str, KeputusanUnit],
) -> Temuan | None:
    """Sebab unit itu tidak dikembalikan; ``None`` bila memang dikembalikan."""
    isi = {"kunci": unit, "unit": unit, "nama": find_nama_unit(definisi, unit, periode)}
    if keputusan is None:
        return build_temuan("WKT205", **isi, keadaan="belum diverifikasi")
    if unit not in berlaku:
        return build_temuan("WKT204", **isi, keputusan=keputusan.keputusan, periode=periode.value)
    if keputusan.keputusan != TIDAK:
        return build_temuan("WKT205", **isi, keadaan=f"diputuskan {keputusan.keputusan}")
    return None


def _to_json(p: Pengembalian) -> dict[str, object]:
    return {
        "unit": p.kembalian.unit,
        "periode": p.kembalian.periode.value,
        "putaran": p.kembalian.putaran,
        "id": p.kembalian.formulir,
        "batas": p.batas.isoformat(),
        "temuan": [t.to_json() for t in p.kembalian.temuan],
    }
