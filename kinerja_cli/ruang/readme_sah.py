"""README.txt di dalam arsip pengesahan: isi setiap folder dan cara memeriksanya tanpa kinerja."""

from __future__ import annotations

from kinerja_cli.model.pengesahan import Pokok

TEKS = """\
ARSIP {dokumen}
{instansi}

Disahkan {waktu} oleh {nama}, {jabatan}.
{perubahan}{meski}
Sidik pengesahan:
{sidik}
Sidik yang sama tercetak di lembar pengesahan, halaman terakhir dokumen/{dokumen}.pdf.

ISI
  dokumen/    {dokumen}.pdf (laporan yang ditandatangani), .docx (naskah akhirnya),
              dan konsep terakhir sebelum disahkan
  data/       semua angka laporan: data_kinerja.json, fakta.csv (kunci dan teks tercetak),
              dan dokumen data kinerja .xlsx
  masukan/    kinerja.toml, tabel sumber, kata-kata laporan, templat kantor, formulir bidang
  register/   setiap tabel register sebagai CSV; fakta.csv menunjuk kiriman dan sel_kiriman
  riwayat/    riwayat.txt untuk dibaca; riwayat.jsonl baris persisnya untuk memeriksa rantai
  manifest.json   apa yang disahkan, dari apa dibuat, dan hash setiap berkas
  SHA256SUMS      hash setiap berkas, untuk alat baku
  tambahan/   bila ada: PDF yang kembali sesudah ditandatangani, masing-masing dengan tambahan.json

Semua teks UTF-8. CSV dipisah koma, baris pertama nama kolom. Isi biner di CSV ditulis hash-nya.

MEMERIKSA DENGAN ALAT BAKU
  Linux, macOS:  sha256sum -c SHA256SUMS      (macOS: shasum -a 256 -c SHA256SUMS)
  Windows:       certutil -hashfile NAMA_BERKAS SHA256, bandingkan dengan SHA256SUMS
  Setiap folder tambahan/ mempunyai SHA256SUMS sendiri.
  Rantai riwayat: setiap baris riwayat.jsonl adalah [teks, hash]; hash = sha256 dari hash baris
  sebelumnya (baris pertama: 64 angka nol), satu ganti baris (LF), lalu teks itu.
  Sidik: sha256 dari bagian "pokok" manifest.json, ditulis sebagai JSON berkunci urut dengan
  lekukan dua spasi, huruf apa adanya (bukan \\u), dan satu ganti baris di akhir.

MEMERIKSA DENGAN KINERJA
  kinerja periksa-sah ARSIP.zip

YANG MENJAMIN ARSIP INI
  Siapa pun yang memegang arsip dapat menulis ulang seluruhnya beserta semua hash-nya. Yang tidak
  dapat ia tulis ulang: sidik di PDF yang ditandatangani secara elektronik, kertas yang
  ditandatangani, salinan arsip di tempat lain, dan riwayat di ruang kerja kantor. Bandingkan
  sidiknya dengan salah satunya.

Dibuat kinerja {versi}, manifest berskema {skema}.
"""


def build_readme(pokok: Pokok) -> bytes:
    """Teks README.txt."""
    perubahan = f"Perubahan ke-{pokok.nomor}: {pokok.perubahan}\n" if pokok.nomor else ""
    meski = ""
    if pokok.meski:
        meski = (
            f"Disahkan dengan {len(pokok.dikesampingkan)} halangan yang dikesampingkan, "
            f"alasan: {pokok.meski}\n"
        )
    return TEKS.format(
        dokumen=pokok.nama_dokumen,
        instansi=pokok.nama_instansi,
        waktu=pokok.waktu.replace("T", " "),
        nama=pokok.oleh.nama,
        jabatan=pokok.oleh.jabatan,
        perubahan=perubahan,
        meski=meski,
        sidik=pokok.sidik,
        versi=pokok.versi_program,
        skema=pokok.skema,
    ).encode()
