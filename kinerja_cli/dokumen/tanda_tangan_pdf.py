"""Tanda tangan PAdES dengan berkas .p12 lewat pyHanko (pilihan ``ttd``)."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from kinerja_cli.dokumen.lembar_sah import TEMPAT_QR
from kinerja_cli.model.galat import NaskahError

BIDANG = "TandaTanganKepala"
LEBAR, TINGGI = 200.0, 62.0
"""Kotak tanda tangan yang tampak (titik PDF)."""


@dataclass(frozen=True, slots=True)
class IsiTandaTangan:
    """Yang mengesahkan, alasan, dan tempat; nama yang tercetak diambil dari sertifikatnya."""

    nama: str
    gelar: str
    """Gelar depan dan belakang yang boleh ada atau tidak ada di sertifikat."""
    nip: str
    alasan: str
    tempat: str


@dataclass(frozen=True, slots=True)
class PdfBertandaTangan:
    """PDF dan nama subjek sertifikatnya; ``cocok`` bila itu nama yang mengesahkan."""

    isi: bytes
    nama: str
    cocok: bool


@dataclass(frozen=True, slots=True)
class Letak:
    """Halaman (mulai 0) dan kotak (x1, y1, x2, y2) dalam titik."""

    halaman: int
    kotak: tuple[float, float, float, float]


def sign_pdf(
    pdf: bytes, p12: Path, sandi: str, isi: IsiTandaTangan, waktu: datetime
) -> PdfBertandaTangan:
    """PDF bertanda tangan; byte asalnya tetap menjadi awalnya.

    NIP hanya tercetak bila sertifikatnya atas nama yang mengesahkan.

    Galat ``NaskahError`` bila pyHanko belum terpasang, .p12 tidak terbuka, atau PDF ditolaknya.
    """
    try:
        from pyhanko.pdf_utils.font.basic import SimpleFontEngineFactory  # noqa: PLC0415
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415
        from pyhanko.pdf_utils.misc import PdfError  # noqa: PLC0415
        from pyhanko.pdf_utils.text import TextBoxStyle  # noqa: PLC0415
        from pyhanko.sign import fields, signers  # noqa: PLC0415
        from pyhanko.sign.general import SigningError  # noqa: PLC0415
        from pyhanko.stamp import TextStampStyle  # noqa: PLC0415
    except ImportError as galat:
        raise NaskahError(
            "pyHanko belum terpasang", "pasang dengan `pip install kinerja-cli[ttd]`, lalu ulangi"
        ) from galat
    letak = find_letak(pdf)
    # pyHanko menulis jejak ke stderr sebelum melempar galat yang sudah dijelaskan di sini.
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    try:
        penanda = _load_p12(signers.SimpleSigner, p12, sandi)
    except (ValueError, OSError) as galat:
        raise NaskahError(
            f"{p12.name} tidak dapat dibuka", "periksa sandinya, dan apakah berkas itu .p12"
        ) from galat
    nama = _read_subjek(penanda.signing_cert)
    cocok = is_senama(nama, isi)
    bidang = fields.SigFieldSpec(BIDANG, on_page=letak.halaman, box=_bulatkan(letak.kotak))
    gaya = TextStampStyle(
        stamp_text="Ditandatangani secara elektronik\n%(nama)s\n%(nip)s%(waktu)s",
        background=None,
        border_width=1,
        text_box_style=TextBoxStyle(font=SimpleFontEngineFactory("Helvetica", 0.5), font_size=9),
    )
    meta = signers.PdfSignatureMetadata(
        field_name=BIDANG,
        subfilter=fields.SigSeedSubFilter.PADES,
        name=nama,
        reason=isi.alasan,
        location=isi.tempat,
    )
    try:
        penulis = IncrementalPdfFileWriter(BytesIO(pdf))
        hasil = signers.PdfSigner(
            meta, signer=penanda, stamp_style=gaya, new_field_spec=bidang
        ).sign_pdf(
            penulis,
            appearance_text_params={
                "nama": nama,
                "nip": f"NIP {isi.nip}\n" if isi.nip and cocok else "",
                "waktu": waktu.strftime("%d/%m/%Y %H:%M"),
            },
        )
    except (SigningError, PdfError, ValueError) as galat:
        raise NaskahError(
            f"PDF tidak dapat ditandatangani ({galat})", "periksa sertifikat di dalam .p12"
        ) from galat
    return PdfBertandaTangan(bytes(hasil.getbuffer()), nama, cocok)


def is_senama(sertifikat: str, isi: IsiTandaTangan) -> bool:
    """Benar bila katanya sama, tanpa gelar, tanda baca, dan besar kecil huruf."""
    gelar = set(_split_kata(isi.gelar))
    satu, lain = (
        [k for k in _split_kata(nama) if k not in gelar] for nama in (sertifikat, isi.nama)
    )
    return satu == lain


def _split_kata(teks: str) -> list[str]:
    return re.sub(r"[.']", "", teks.casefold()).replace(",", " ").split()


def _read_subjek(sertifikat: Any) -> str:  # noqa: ANN401 -- pyHanko tak bertipe
    """Nama umum subjek, atau nama organisasinya. Galat ``NaskahError`` bila tidak bernama."""
    subjek = sertifikat.subject.native if sertifikat is not None else {}
    nama = subjek.get("common_name") or subjek.get("organization_name")
    if not nama:
        raise NaskahError("sertifikat di dalam .p12 tidak bernama", "pakai .p12 milik penerbitnya")
    return str(nama)


def _load_p12(jenis: Any, p12: Path, sandi: str) -> Any:  # noqa: ANN401 -- pyHanko tak bertipe
    """Penanda tangan. Galat ``ValueError`` bila sandi atau berkasnya keliru."""
    return jenis.load_pkcs12_data(p12.read_bytes(), other_certs=[], passphrase=sandi.encode())


def _bulatkan(kotak: tuple[float, float, float, float]) -> tuple[int, int, int, int]:
    x1, y1, x2, y2 = (round(n) for n in kotak)
    return x1, y1, x2, y2


def find_letak(pdf: bytes) -> Letak:
    """Ruang di kanan kotak QR pada lembar pengesahan; tanpa itu kanan bawah halaman terakhir."""
    from pypdf import PdfReader  # noqa: PLC0415 -- PDF buatan sendiri yang sudah diperiksa

    halaman = PdfReader(BytesIO(pdf)).pages
    for nomor in range(len(halaman) - 1, -1, -1):
        tempat: list[tuple[float, float]] = []

        def visit(teks: str, cm: list[float], tm: list[float], *_: object) -> None:
            if TEMPAT_QR in " ".join(teks.split()):
                tempat.append((tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]))  # noqa: B023

        halaman[nomor].extract_text(visitor_text=visit)
        kanan = float(halaman[nomor].mediabox.right)
        if tempat:
            tengah = tempat[-1][1] - TINGGI / 8
            x = kanan - LEBAR - 84
            return Letak(nomor, (x, tengah - TINGGI / 2, x + LEBAR, tengah + TINGGI / 2))
    kanan = float(halaman[-1].mediabox.right)
    return Letak(len(halaman) - 1, (kanan - LEBAR - 40, 40.0, kanan - 40, 40 + TINGGI))
