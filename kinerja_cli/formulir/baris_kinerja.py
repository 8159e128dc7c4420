"""Baris lembar Kinerja: indikator yang waktunya diisi, lalu data untuk indikator unit lain."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from kinerja_cli.capaian.indikator import read_realisasi
from kinerja_cli.formulir.baris_anggaran import find_induk
from kinerja_cli.formulir.bentuk import BarisFormulir, Gaya, Sel, Validasi
from kinerja_cli.formulir.identitas import build_hash, find_nama_unit
from kinerja_cli.formulir.keadaan import Tanya, build_keadaan
from kinerja_cli.formulir.keadaan_kinerja import (
    ask_angka,
    ask_kewajaran,
    ask_penjelasan,
    ask_susulan,
)
from kinerja_cli.formulir.penjelasan_indikator import (
    explain_cara,
    explain_lengkap,
    explain_ringkas,
)
from kinerja_cli.formulir.pilihan_kinerja import PilihanKinerja
from kinerja_cli.formulir.rumus import SelHitung, build_hitung, list_isian
from kinerja_cli.formulir.sel import (
    ANGKA,
    TEKS,
    build_isian,
    build_tanggal,
    build_terkunci,
    read_isi,
)
from kinerja_cli.formulir.validasi_isian import build_validasi
from kinerja_cli.model.cetak import format_angka
from kinerja_cli.model.fakta import KOLOM_NILAI
from kinerja_cli.model.istilah import JENJANG_NARASI, Jenjang, StatusAngka, YaTidak
from kinerja_cli.model.nilai import KOSONG, JenisNilai, Nilai
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisElemen, BarisIndikator

NARASI = ("pendorong", "penghambat", "upaya", "rencana_tindak_lanjut", "pic")
KELOMPOK_LAIN = "Data untuk indikator unit lain"
STATUS = Validasi("pilihan", pilihan=tuple(s.value for s in StatusAngka), keras=True)


@dataclass(frozen=True, slots=True)
class Penyusun(PilihanKinerja):
    """Menyusun baris Kinerja; ``koreksi`` kunci baris yang tersedia di lembar Koreksi."""

    koreksi: frozenset[str] = frozenset()

    def build_baris(self) -> list[BarisFormulir]:
        """Semua baris lembar Kinerja."""
        indikator = [
            self._build_indikator(i, str(n)) for n, i in enumerate(self.list_indikator(), start=1)
        ]
        elemen = [
            self._build_elemen(e, i, str(n))
            for n, (e, i) in enumerate(self.list_elemen(), start=len(indikator) + 1)
        ]
        return indikator + elemen

    def _build_indikator(self, indikator: BarisIndikator, nomor: str) -> BarisFormulir:
        kode = indikator.kode_indikator
        target = self.definisi.target_berlaku(kode, self.periode)
        teks = (target.teks(self.periode), target.tahun) if target else ("", "")
        hidup = self.is_terbuka(indikator) and not self._is_menunggu(indikator)
        hitung = build_hitung(
            self.definisi, indikator, self.periode, self.fakta, hidup=hidup, koreksi=self.koreksi
        )
        angka = self._build_angka(indikator, hitung)
        narasi = {k: build_isian(self._nilai(kode, k), TEKS) for k in NARASI}
        sel = {
            "nomor": build_terkunci(nomor),
            "uraian": build_terkunci(f"{indikator.kode} {indikator.uraian}"),
            "indikator": Sel(
                indikator.indikator + _tanda_iku(indikator),
                catatan=explain_lengkap(indikator, self._list_elemen_milik(kode), self.periode),
            ),
            "satuan": build_terkunci(indikator.satuan),
            "arah": build_terkunci(indikator.arah.value),
            "cara_isi": build_terkunci(explain_cara(indikator.cara_isi, self.periode)),
            "target_periode": build_terkunci(teks[0]),
            "target_tahun": build_terkunci(teks[1]),
            "realisasi_lalu": build_terkunci(self._read_tahun_lalu(indikator)),
            "realisasi_sebelum": build_terkunci(self._read_sebelum(indikator), indikator.presisi),
            **angka,
            "capaian": hitung.capaian,
            "kategori": hitung.kategori,
            "keadaan": build_keadaan(self._list_tanya(indikator, angka, narasi, hitung, teks[0])),
            **self._build_status(kode, angka),
            **narasi,
            "batas_waktu": build_tanggal(self._nilai(kode, "batas_waktu"), self.definisi.tahun),
            "usul_perbaikan": build_isian(self._nilai(kode, "usul_perbaikan"), TEKS),
        }
        hash_ = build_hash(
            kode, indikator.uraian, indikator.indikator, indikator.satuan, indikator.arah.value,
            indikator.cara_isi.value, *teks,
        )  # fmt: skip
        return BarisFormulir(kode, hash_, sel, kelompok=(self._build_kelompok(indikator),))

    def _build_elemen(
        self, elemen: BarisElemen, indikator: BarisIndikator, nomor: str
    ) -> BarisFormulir:
        kode = elemen.kode_elemen
        nilai = self._nilai(kode, KOLOM_NILAI)
        peminta = find_nama_unit(
            self.definisi, self.definisi.pelapor.get(elemen.kode_indikator, ""), self.periode
        )
        cara = explain_cara(elemen.cara_isi, self.periode)
        angka = {"realisasi": build_isian(nilai, ANGKA, f"Isi angka {cara}.")}
        sel = {
            "nomor": build_terkunci(nomor),
            "uraian": build_terkunci(f"Untuk {indikator.indikator} ({peminta})"),
            "indikator": Sel(
                elemen.nama,
                catatan=f"Dipakai untuk indikator: {indikator.indikator}.\n"
                + explain_lengkap(indikator, (elemen,), self.periode),
            ),
            "satuan": build_terkunci(elemen.satuan),
            "cara_isi": build_terkunci(cara),
            "realisasi_sebelum": build_terkunci(self._read_elemen_sebelum(kode)),
            **angka,
            "keadaan": build_keadaan(ask_angka(angka, nilai)),
            **self._build_status(kode, angka, nilai),
        }
        hash_ = build_hash(kode, elemen.nama, elemen.satuan, elemen.cara_isi.value)
        return BarisFormulir(kode, hash_, sel, kelompok=(KELOMPOK_LAIN,))

    def _build_angka(self, indikator: BarisIndikator, hitung: SelHitung) -> dict[str, Sel]:
        """Sel pembilang, penyebut, realisasi: terbuka, menunggu unit lain, atau dihitung."""
        terbuka = self.is_terbuka(indikator)
        penyedia = {e.kode_elemen: e for e in self._list_elemen_milik(indikator.kode_indikator)}
        hasil: dict[str, Sel] = {}
        for bidang, (subjek, kolom) in list_isian(self.definisi, indikator).items():
            nilai = self._nilai(subjek, kolom)
            elemen = penyedia.get(subjek)
            if elemen and elemen.unit_penyedia != self.unit:
                hasil[bidang] = self._build_menunggu(elemen, nilai)
            elif terbuka:
                cara = elemen.cara_isi if elemen else indikator.cara_isi
                petunjuk = explain_ringkas(indikator, cara, self.periode)
                if elemen:
                    petunjuk = (
                        f"{elemen.nama} ({elemen.satuan}). {self._show_lalu(subjek)}{petunjuk}"
                    )
                validasi = build_validasi(self.definisi, indikator, self.periode)
                hasil[bidang] = build_isian(nilai, validasi, petunjuk)
            else:
                hasil[bidang] = build_terkunci(read_isi(nilai))
        if hitung.realisasi:
            hasil["realisasi"] = replace(hitung.realisasi, desimal=indikator.presisi)
        elif not terbuka:
            sampai, _ = read_realisasi(self.definisi, indikator, self.fakta, self.periode)
            hasil["realisasi"] = build_terkunci(read_isi(sampai.nilai), indikator.presisi)
        return hasil

    def _show_lalu(self, kode_elemen: str) -> str:
        """Angka elemen triwulan lalu; barisnya sendiri hanya memuat hasil baginya."""
        lalu = self._read_elemen_sebelum(kode_elemen)
        return "" if lalu is None else f"Yang terakhir dilaporkan {format_angka(lalu, 6)}. "

    def _is_menunggu(self, indikator: BarisIndikator) -> bool:
        """Benar bila elemen dari unit lain belum diketahui."""
        return any(
            e.unit_penyedia != self.unit and self._nilai(e.kode_elemen, KOLOM_NILAI).angka is None
            for e in self._list_elemen_milik(indikator.kode_indikator)
        )

    def _list_elemen_milik(self, kode_indikator: str) -> tuple[BarisElemen, ...]:
        return self.definisi.elemen_menurut_indikator.get(kode_indikator, ())

    def _build_menunggu(self, elemen: BarisElemen, nilai: Nilai) -> Sel:
        if nilai.angka is not None:
            return build_terkunci(nilai.angka)
        nama = find_nama_unit(self.definisi, elemen.unit_penyedia, self.periode)
        return Sel(nilai=f"menunggu dari {nama}", gaya=Gaya.MENUNGGU)

    def _build_status(
        self, subjek: str, angka: dict[str, Sel], nilai: Nilai | None = None
    ) -> dict[str, Sel]:
        if not any(s.terbuka for s in angka.values()):
            return {}
        alasan = self._read_alasan(subjek) if nilai is None else nilai
        teks = alasan.teks if alasan.jenis is JenisNilai.BELUM_ADA else None
        isi = Nilai.dari_teks(teks) if teks else KOSONG
        return {
            "status_angka": build_isian(self._nilai(subjek, "status_angka"), STATUS),
            "alasan_belum_ada": build_isian(isi, TEKS),
        }

    def _read_alasan(self, kode: str) -> Nilai:
        indikator = self.definisi.indikator_menurut_kode[kode]
        daftar = [self._nilai(*a) for a in list_isian(self.definisi, indikator).values()]
        return next((n for n in daftar if n.jenis is JenisNilai.BELUM_ADA), KOSONG)

    def _list_tanya(
        self,
        indikator: BarisIndikator,
        angka: dict[str, Sel],
        narasi: dict[str, Sel],
        hitung: SelHitung,
        target: str,
    ) -> tuple[Tanya, ...]:
        wajib = indikator.jenjang in JENJANG_NARASI
        jelas = ask_penjelasan(self.definisi.kebijakan, narasi, hitung.capaian.nilai, wajib=wajib)
        isi = ask_angka(angka, self._read_alasan(indikator.kode_indikator))
        wajar = ask_kewajaran(indikator, angka.get("realisasi"), target)
        return (*isi, *(ask_susulan(k) for k in hitung.susulan), jelas, *wajar)

    def _build_kelompok(self, indikator: BarisIndikator) -> str:
        if indikator.jenjang is Jenjang.SUB_KEGIATAN:
            return f"Sub kegiatan › {find_induk(self.definisi, indikator.kode)}"
        if indikator.jenjang is Jenjang.KEGIATAN:
            program = ".".join(indikator.kode.split(".")[:3])
            nama = self.definisi.nama_nomenklatur.get(program, "")
            return f"Kegiatan › {program} {nama}".rstrip()
        return indikator.jenjang.value.capitalize()

    def _nilai(self, subjek: str, kolom: str) -> Nilai:
        return self.fakta.nilai(self.periode, subjek, kolom)

    def _read_tahun_lalu(self, indikator: BarisIndikator) -> str:
        kode = [indikator.kode_indikator]
        if indikator.sebanding is YaTidak.YA:
            kode.append(indikator.menggantikan)
        lalu = [
            r.realisasi
            for k in kode
            for r in self.definisi.riwayat_menurut_indikator.get(k, ())
            if r.tahun == self.definisi.tahun - 1
        ]
        return lalu[0] if lalu else ""

    def _read_sebelum(self, indikator: BarisIndikator) -> str | Decimal | None:
        sebelum = self.periode.sebelum()
        if not sebelum or self.periode is Periode.TAHUN:
            return None
        sampai, _ = read_realisasi(self.definisi, indikator, self.fakta, sebelum[-1])
        return read_isi(sampai.nilai)

    def _read_elemen_sebelum(self, kode: str) -> Decimal | None:
        lalu = [self.fakta.nilai(p, kode, KOLOM_NILAI).angka for p in self.periode.sebelum()]
        return next((a for a in reversed(lalu) if a is not None), None)


def _tanda_iku(indikator: BarisIndikator) -> str:
    return " (IKU)" if indikator.iku is YaTidak.YA else ""
