"""Rata-rata sekelompok indikator, selalu dengan n dari m."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kinerja_cli.capaian.cetak_fakta import PembuatFakta
from kinerja_cli.capaian.indikator import HitungPeriode
from kinerja_cli.capaian.rerata import ButirRerata, average
from kinerja_cli.model.data_kinerja import DataIndikator, Rerata
from kinerja_cli.model.definisi import Definisi


class PenghitungRerata:
    """Rata-rata sekelompok indikator sejenjang menurut kebijakan."""

    def __init__(
        self, definisi: Definisi, hitung: Mapping[str, HitungPeriode], pembuat: PembuatFakta
    ) -> None:
        self.definisi = definisi
        self.hitung = hitung
        self.pembuat = pembuat

    def average(self, daftar: Sequence[DataIndikator], *bagian: str) -> Rerata:
        """Rata-rata dengan n dari m; m adalah indikator yang seharusnya sudah ada."""
        masuk = [i for i in daftar if i.masuk_rerata]
        butir = [
            ButirRerata(
                self.hitung[i.kode_indikator].hasil,
                self.definisi.indikator_menurut_kode[i.kode_indikator].bobot,
            )
            for i in masuk
        ]
        hasil = average(butir, self.definisi.kebijakan)
        return Rerata(
            capaian=self.pembuat.persen(
                hasil.capaian, *bagian, "rerata", alasan="belum ada indikator yang terhitung"
            ),
            kategori=hasil.kategori,
            n=hasil.n,
            m=hasil.m,
        )
