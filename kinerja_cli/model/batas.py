"""Batas berkas dari luar: yang melebihinya ditolak dengan sebabnya, tidak dibaca."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

JUTA = 1_000_000
LAPORAN_MB, LAPORAN_DETIK = 300, 300


class Batas(BaseModel):
    """Batas satu berkas dan satu pekerja pembaca; ukuran dalam juta byte.

    Bawaannya jauh di atas formulir terbesar; kantor mengubahnya di ``[masuk]`` kinerja.toml.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    berkas_mb: int = Field(default=30, ge=1, le=1_000)
    """Ukuran berkas sebagaimana diterima."""
    isi_mb: int = Field(default=100, ge=1, le=4_000)
    """Jumlah isi arsip sesudah dimekarkan."""
    anggota: int = Field(default=2_000, ge=20, le=100_000)
    """Banyak bagian di dalam arsip."""
    rasio: int = Field(default=250, ge=10, le=10_000)
    """Isi dibagi ukuran termampat, diperiksa pada bagian di atas satu juta byte."""
    detik: int = Field(default=60, ge=1, le=3_600)
    """Waktu membaca satu berkas sebelum pekerjanya dihentikan."""
    memori_mb: int = Field(default=2_000, ge=300, le=64_000)
    """Ruang alamat satu pekerja, di sistem yang mengenal batas itu."""
    pekerja: int = Field(default=2, ge=1, le=32)
    """Banyak proses pembaca."""

    def for_laporan(self) -> Batas:
        """Batas PDF laporan: ratusan halaman, atau pindaiannya, jauh di atas formulir."""
        lebih = {"berkas_mb": LAPORAN_MB, "detik": LAPORAN_DETIK}
        return self.model_copy(update={k: max(v, getattr(self, k)) for k, v in lebih.items()})

    @property
    def berkas(self) -> int:
        """Byte berkas sebagaimana diterima."""
        return self.berkas_mb * JUTA

    @property
    def isi(self) -> int:
        """Byte isi sesudah dimekarkan."""
        return self.isi_mb * JUTA

    @property
    def memori(self) -> int:
        """Byte ruang alamat satu pekerja."""
        return self.memori_mb * JUTA


BATAS = Batas()
