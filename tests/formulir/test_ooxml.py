"""Formulir diperiksa bagian demi bagian terhadap yang dituntut Excel dari sebuah .xlsx.

Excel sendiri tidak dijalankan di sini; yang diperiksa adalah aturan tertulis format berkasnya.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from functools import cached_property
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from openpyxl.utils.cell import range_boundaries

from kinerja_cli.formulir.bentuk import Formulir, Terbitan
from kinerja_cli.formulir.susun import build_formulir
from kinerja_cli.model.definisi import Definisi
from kinerja_cli.model.fakta import KumpulanFakta
from kinerja_cli.model.istilah import JenisIndikator, Sifat, YaTidak
from kinerja_cli.model.kebijakan import build_kebijakan
from kinerja_cli.model.nilai import Nilai
from kinerja_cli.model.periode import Periode
from kinerja_cli.model.sumber import BarisTarget
from tests.buatan import UNIT, build_definisi, build_fakta, build_fakta_lengkap
from tests.formulir.test_susun import build_banyak
from tests.lembar.test_formulir import render

UTAMA = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
HUBUNGAN = "{http://schemas.openxmlformats.org/package/2006/relationships}"
JENIS = "{http://schemas.openxmlformats.org/package/2006/content-types}"
ID_HUBUNGAN = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
KENDALI = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]|_x00[01][0-9A-Fa-f]_")
FUNGSI_2007 = {
    "AND", "COUNTIF", "IF", "INT", "ISNUMBER", "LOWER", "MAX", "MIN",
    "N", "OR", "ROUND", "ROUNDDOWN", "SUM", "TRUNC",
}  # fmt: skip
"""Fungsi yang ada di Excel 2007, LibreOffice, dan WPS, dan berarti sama."""
URUTAN_LEMBAR = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData",
    "sheetProtection", "autoFilter", "mergeCells", "conditionalFormatting", "dataValidations",
    "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks",
    "colBreaks", "drawing", "legacyDrawing",
)  # fmt: skip
"""Urutan anak ``worksheet`` menurut skemanya; urutan lain membuat Excel memperbaiki berkas."""
PANJANG = 255
KELUARAN = " ".join(f"Kalimat ke-{n} yang menjelaskan cara mengukurnya." for n in range(40))


class Berkas:
    """Bagian-bagian satu .xlsx sebagai pohon XML."""

    def __init__(self, isi: bytes) -> None:
        with ZipFile(BytesIO(isi)) as arsip:
            self.nama = arsip.namelist()
            self.isi = {n: arsip.read(n) for n in self.nama}
        self.pohon = {
            n: ET.fromstring(x) for n, x in self.isi.items() if n.endswith((".xml", ".rels"))
        }

    @cached_property
    def lembar(self) -> dict[str, ET.Element]:
        """Pohon lembar menurut namanya."""
        tujuan = dict(self.iterate_hubungan("xl/_rels/workbook.xml.rels"))
        return {
            x.attrib["name"]: self.pohon[tujuan[x.attrib[ID_HUBUNGAN]]]
            for x in self.pohon["xl/workbook.xml"].iter(f"{UTAMA}sheet")
        }

    def iterate_hubungan(self, rels: str):
        """(id, bagian yang dituju)."""
        folder = posixpath.dirname(posixpath.dirname(rels))
        for x in self.pohon[rels].iter(f"{HUBUNGAN}Relationship"):
            assert x.attrib.get("TargetMode") != "External", rels
            tujuan = x.attrib["Target"]
            utuh = tujuan[1:] if tujuan.startswith("/") else posixpath.join(folder, tujuan)
            yield x.attrib["Id"], posixpath.normpath(utuh)

    @cached_property
    def gaya(self) -> list[bool]:
        """Terkunci atau tidaknya setiap gaya sel."""
        cellxfs = self.pohon["xl/styles.xml"].find(f"{UTAMA}cellXfs")
        assert cellxfs is not None
        hasil = []
        for xf in cellxfs:
            proteksi = xf.find(f"{UTAMA}protection")
            terkunci = proteksi is None or proteksi.attrib.get("locked", "1") != "0"
            hasil.append(terkunci)
        return hasil


def build_semua_jenis() -> Definisi:
    """Setiap jenis indikator, teks yang sulit, dan skala predikat yang harus di lembar lain."""
    asal = build_definisi()
    rasio, turun, naik = asal.indikator
    tingkat = [{"nama": f'Baik "{n}", cukup & <layak>', "nilai": str(9 - n)} for n in range(8)]
    skala = {"nama": "S", "sumber": "uji", "kepastian": "uji", "tingkat": tingkat}
    dasar = {"jenjang": naik.jenjang, "sifat_target": Sifat.PER_TRIWULAN}
    ragam = {
        "PRE-01": {"jenis": JenisIndikator.PREDIKAT, "skala": "kantor", **dasar},
        "PRE-02": {"jenis": JenisIndikator.PREDIKAT, "skala": "akip", **dasar},
        "YAT-01": {"jenis": JenisIndikator.YA_TIDAK, **dasar},
        "REN-01": {"jenis": JenisIndikator.RENTANG, **dasar},
        "JUM-01": {"sifat_target": Sifat.SAMPAI_DENGAN},
    }
    target = {
        "PRE-01": str(tingkat[0]["nama"]),
        "PRE-02": "BB",
        "YAT-01": YaTidak.YA.value,
        "REN-01": "60-80",
        "JUM-01": "40",
    }
    baru = tuple(
        naik.model_copy(
            update={
                "kode_indikator": kode,
                "indikator": f"=Indikator {kode}\x0b & <uji> \"kutip\" 'tunggal'",
                "definisi_operasional": KELUARAN,
                **ubahan,
            }
        )
        for kode, ubahan in ragam.items()
    )
    return asal.model_copy(
        update={
            "kebijakan": build_kebijakan({"predikat": {"kantor": skala}}),
            "indikator": (rasio, turun, naik, *baru),
            "target": (
                *asal.target,
                *(
                    BarisTarget(
                        kode_indikator=k, versi="murni", tahun=t, tw1=t, tw2=t, tw3=t, tw4=t
                    )
                    for k, t in target.items()
                ),
            ),
            "pengampu": (
                *asal.pengampu,
                *(asal.pengampu[0].model_copy(update={"kode_indikator": k}) for k in ragam),
            ),
        }
    )


def build(definisi: Definisi, fakta: KumpulanFakta, periode: Periode = Periode.TW2) -> Formulir:
    formulir = build_formulir(definisi, UNIT, periode, fakta, Terbitan(1, 1, "1.2.3"))
    assert formulir is not None
    return formulir


RENCANA = build_fakta(
    (Periode.TW1, "IKU-02", "rencana_tindak_lanjut", Nilai.dari_teks("Menata \x01drainase"))
)
TERISI = KumpulanFakta.dari((*build_fakta_lengkap(Periode.TW2), *RENCANA))
FORMULIR = {
    "semua jenis": build(build_semua_jenis(), RENCANA),
    "semua jenis terisi": build(build_semua_jenis(), TERISI),
    "dua ratus baris": build(build_banyak(200), RENCANA),
    "tahun": build(build_semua_jenis(), TERISI, Periode.TAHUN),
}


@pytest.fixture(scope="module", params=FORMULIR)
def berkas(request: pytest.FixtureRequest) -> Berkas:
    return Berkas(render(FORMULIR[request.param]))


def list_sel(sqref: str) -> list[tuple[int, int]]:
    hasil = []
    for bagian in sqref.split():
        k1, b1, k2, b2 = range_boundaries(bagian)
        hasil += [(b, k) for b in range(b1, b2 + 1) for k in range(k1, k2 + 1)]
    return hasil


def test_setiap_bagian_terdaftar_jenisnya_dan_setiap_hubungan_ada_tujuannya(berkas: Berkas):
    jenis = berkas.pohon["[Content_Types].xml"]
    bawaan = {x.attrib["Extension"] for x in jenis.iter(f"{JENIS}Default")}
    khusus = {x.attrib["PartName"] for x in jenis.iter(f"{JENIS}Override")}
    dituju = {"[Content_Types].xml"}
    for rels in (n for n in berkas.nama if n.endswith(".rels")):
        daftar = list(berkas.iterate_hubungan(rels))
        assert len({i for i, _ in daftar}) == len(daftar)
        for _, tujuan in daftar:
            assert tujuan in berkas.isi, (rels, tujuan)
            dituju.add(tujuan)

    assert len(set(berkas.nama)) == len(berkas.nama)
    assert {n for n in berkas.nama if not n.endswith(".rels")} == dituju
    assert {n[1:] for n in khusus} <= set(berkas.nama)
    assert all(
        f"/{n}" in khusus or n.rsplit(".", 1)[-1] in bawaan - {"xml"}
        for n in berkas.nama
        if n != "[Content_Types].xml"
    )


def test_nama_lembar_dan_nama_terdefinisi_sah_dan_tunggal(berkas: Berkas):
    buku = berkas.pohon["xl/workbook.xml"]
    lembar = [x.attrib["name"] for x in buku.iter(f"{UTAMA}sheet")]
    nama = [
        (x.attrib["name"].casefold(), x.attrib.get("localSheetId", ""))
        for x in buku.iter(f"{UTAMA}definedName")
    ]

    assert all(0 < len(n) <= 31 and not set(n) & set("[]:*?/\\'") for n in lembar)
    assert len({n.casefold() for n in lembar}) == len(lembar)
    assert len(set(nama)) == len(nama) > 0
    for x in buku.iter(f"{UTAMA}definedName"):
        for dituju in re.findall(r"'?([\w ]+)'?!", x.text or ""):
            assert dituju in lembar


def test_anak_lembar_urut_menurut_skema(berkas: Berkas):
    for nama, lembar in berkas.lembar.items():
        urut = [URUTAN_LEMBAR.index(x.tag.removeprefix(UTAMA)) for x in lembar]
        assert urut == sorted(urut), nama


def test_ukuran_lembar_benar_dan_sel_berurutan(berkas: Berkas):
    for nama, lembar in berkas.lembar.items():
        ukuran = lembar.find(f"{UTAMA}dimension")
        assert ukuran is not None
        letak = [range_boundaries(x.attrib["r"])[:2] for x in lembar.iter(f"{UTAMA}c")]
        kolom, baris = zip(*letak, strict=True)
        assert range_boundaries(ukuran.attrib["ref"]) == (
            min(kolom), min(baris), max(kolom), max(baris),
        ), nama  # fmt: skip
        urut = [(b, k) for k, b in letak]
        assert urut == sorted(set(urut)), nama


def test_sel_gabungan_tidak_bertindih(berkas: Berkas):
    for nama, lembar in berkas.lembar.items():
        sel = [s for x in lembar.iter(f"{UTAMA}mergeCell") for s in list_sel(x.attrib["ref"])]
        assert len(sel) == len(set(sel)), nama


def test_validasi_di_dalam_batas_dan_satu_untuk_setiap_sel(berkas: Berkas):
    banyak = 0
    for nama, lembar in berkas.lembar.items():
        terpakai: list[tuple[int, int]] = []
        for daftar in lembar.iter(f"{UTAMA}dataValidations"):
            assert daftar.attrib["count"] == str(len(daftar))
        for v in lembar.iter(f"{UTAMA}dataValidation"):
            banyak += 1
            terpakai += list_sel(v.attrib["sqref"])
            for pesan, batas in (
                ("prompt", PANJANG), ("error", PANJANG), ("promptTitle", 32), ("errorTitle", 32),
            ):  # fmt: skip
                assert len(v.attrib.get(pesan, "")) <= batas
                assert not KENDALI.search(v.attrib.get(pesan, ""))
            rumus = v.findtext(f"{UTAMA}formula1") or ""
            assert len(rumus) <= PANJANG
            if v.attrib.get("type") == "list" and rumus.startswith('"'):
                isi = rumus[1:-1]
                assert '"' not in isi
                assert all(p and p == p.strip() for p in isi.split(","))
            else:
                assert "!" not in rumus, "Excel 2007 menolak acuan ke lembar lain"
                _check_fungsi(rumus)
        assert len(terpakai) == len(set(terpakai)), nama
        terbuka = set(_list_terbuka(berkas, lembar))
        assert set(terpakai) <= terbuka, nama
    assert banyak > 0


def test_setiap_rumus_terkunci_bernilai_tersimpan_dan_memakai_fungsi_lama(berkas: Berkas):
    banyak = 0
    for nama, lembar in berkas.lembar.items():
        for c in lembar.iter(f"{UTAMA}c"):
            rumus = c.findtext(f"{UTAMA}f")
            if rumus is None:
                continue
            banyak += 1
            tempat = (nama, c.attrib["r"])
            assert c.find(f"{UTAMA}v") is not None, tempat
            assert berkas.gaya[int(c.attrib.get("s", "0"))], tempat
            assert len(rumus) <= 8192
            assert rumus.count("(") == rumus.count(")")
            assert "{" not in rumus, tempat
            _check_fungsi(rumus)
            for lain, alamat in re.findall(r"'([^']+)'!\$([A-Z]+\$\d+)", _buang_teks(rumus)):
                sel = berkas.lembar[lain].find(f".//{UTAMA}c[@r='{alamat.replace('$', '')}']")
                assert sel is not None, tempat
                assert not berkas.gaya[int(sel.attrib["s"])]
    assert banyak > 0


def _buang_teks(rumus: str) -> str:
    return re.sub(r'"[^"]*"', '""', rumus)


def _check_fungsi(rumus: str) -> None:
    assert set(re.findall(r"([A-Z][A-Z0-9.]*)\(", _buang_teks(rumus))) <= FUNGSI_2007, rumus


def _list_terbuka(berkas: Berkas, lembar: ET.Element) -> list[tuple[int, int]]:
    return [
        range_boundaries(c.attrib["r"])[1::-1]
        for c in lembar.iter(f"{UTAMA}c")
        if not berkas.gaya[int(c.attrib.get("s", "0"))]
    ]


@pytest.mark.parametrize("nama", FORMULIR)
def test_yang_terbuka_hanya_sel_isian(nama: str):
    formulir = FORMULIR[nama]
    isi = Berkas(render(formulir))
    banyak = {x: len(_list_terbuka(isi, pohon)) for x, pohon in isi.lembar.items()}

    assert {x: n for x, n in banyak.items() if n} == {
        x.nama: sum(s.terbuka for b in x.baris for s in b.sel.values()) for x in formulir.lembar
    }
    for pohon in isi.lembar.values():
        proteksi = pohon.find(f"{UTAMA}sheetProtection")
        assert proteksi is not None
        assert proteksi.attrib["sheet"] == "1"
        assert "password" not in proteksi.attrib


def test_tidak_ada_karakter_kendali_dan_teks_tetap_teks(berkas: Berkas):
    for nama, pohon in berkas.pohon.items():
        for x in pohon.iter():
            for isi in (x.text or "", *x.attrib.values()):
                assert not KENDALI.search(isi), (nama, isi)
    for lembar in berkas.lembar.values():
        for c in lembar.iter(f"{UTAMA}c"):
            rumus = c.findtext(f"{UTAMA}f") or ""
            assert not rumus.startswith("Indikator")


def test_komentar_menunjuk_sel_yang_ada(berkas: Berkas):
    komentar = [n for n in berkas.nama if n.startswith("xl/comments")]
    assert komentar
    for nama in komentar:
        alamat = [x.attrib["ref"] for x in berkas.pohon[nama].iter(f"{UTAMA}comment")]
        assert len(alamat) == len(set(alamat))
        ada = {c.attrib["r"] for c in berkas.lembar["Kinerja"].iter(f"{UTAMA}c")}
        assert set(alamat) <= ada


def test_gaya_yang_dipakai_ada(berkas: Berkas):
    for nama, lembar in berkas.lembar.items():
        pakai = Counter(int(c.attrib.get("s", "0")) for c in lembar.iter(f"{UTAMA}c"))
        assert max(pakai) < len(berkas.gaya), nama
    for lembar in berkas.lembar.values():
        for x in lembar.iter(f"{UTAMA}cfRule"):
            dxf = berkas.pohon["xl/styles.xml"].find(f"{UTAMA}dxfs")
            assert dxf is not None
            assert int(x.attrib["dxfId"]) < len(dxf)
