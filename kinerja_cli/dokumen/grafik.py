"""Menyisipkan bagan asli Word: bagian bagan dan buku datanya ikut, sehingga dapat disunting."""

from __future__ import annotations

from copy import deepcopy

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm
from docx.text.paragraph import Paragraph
from lxml import etree

from kinerja_cli.dokumen.xml_word import remove_unsur
from kinerja_cli.lembar.grafik import GrafikJadi

NS_BAGAN = "http://schemas.openxmlformats.org/drawingml/2006/chart"
NS_RELASI = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
C = f"{{{NS_BAGAN}}}"
TAMPIL_LABEL = (
    "showLegendKey",
    "showVal",
    "showCatName",
    "showSerName",
    "showPercent",
    "showBubbleSize",
)
"""Urutan menurut skema DrawingML."""
BAHASA = "id-ID"
BAWAAN: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("barChart", "varyColors", ("grouping",)),
    ("lineChart", "varyColors", ("grouping",)),
    ("barChart/ser", "invertIfNegative", ("idx", "order", "tx", "spPr")),
    ("lineChart/ser", "smooth", ("val",)),
    ("catAx", "delete", ("scaling",)),
    ("valAx", "delete", ("scaling",)),
    ("legend", "overlay", ("legendPos", "legendEntry", "layout")),
    ("title", "overlay", ("tx", "layout")),
)
"""Saklar yang bila tidak tertulis berarti menyala menurut skema: (induk, anak, yang mendahului)."""
PENGENAL_AWAL = 9000
"""Pengenal gambar dihitung dari sini; di atas yang lazim ada di templat."""


class PenyisipGrafik:
    """Menyisipkan bagan ke satu dokumen; nama bagian dan pengenal yang terpakai dicatat sekali."""

    def __init__(self, dokumen: Document) -> None:
        self._dokumen = dokumen
        paket = dokumen.part.package
        assert paket is not None
        self._paket = paket
        # Nama dan tipe bagian ini tidak pernah ada di templat kecuali dibuat oleh Word sendiri.
        self._ada = {str(b.partname) for b in paket.iter_parts()}
        badan = dokumen.element.body
        self._pengenal = {u.get("id") for u in badan.iter(qn("wp:docPr"))}
        self._nomor = 0

    def insert(
        self,
        paragraf: Paragraph,
        grafik: GrafikJadi,
        lebar_cm: float,
        tinggi_cm: float,
        uraian: str,
    ) -> None:
        """Sisipkan bagan sebaris di ``paragraf``; ``uraian`` menjadi teks pengganti."""
        nomor = self._nomor = self._find_nomor()
        buku = Part(
            PackURI(f"/word/embeddings/kinerja{nomor}.xlsx"),
            CONTENT_TYPE.SML_SHEET,
            grafik.buku,
            self._paket,
        )
        bagan = Part(
            PackURI(f"/word/charts/chart{nomor}.xml"),
            CONTENT_TYPE.DML_CHART,
            grafik.bagan,
            self._paket,
        )
        relasi_buku = bagan.relate_to(buku, RELATIONSHIP_TYPE.PACKAGE)
        bagan._blob = _complete_bagan(grafik.bagan, relasi_buku)
        relasi = self._dokumen.part.relate_to(bagan, RELATIONSHIP_TYPE.CHART)
        gambar = _build_gambar(relasi, nomor, int(Cm(lebar_cm)), int(Cm(tinggi_cm)))
        for keterangan in gambar.iter(qn("wp:docPr")):
            keterangan.set("id", self._take_pengenal(nomor))
            keterangan.set("descr", uraian)
        paragraf.add_run()._r.append(gambar)

    def _find_nomor(self) -> int:
        """Nomor bagian berikutnya yang belum dipakai templat."""
        nomor = self._nomor + 1
        while {
            f"/word/charts/chart{nomor}.xml",
            f"/word/embeddings/kinerja{nomor}.xlsx",
        } & self._ada:
            nomor += 1
        return nomor

    def _take_pengenal(self, nomor: int) -> str:
        """Pengenal gambar yang belum dipakai templat atau bagan lain."""
        pengenal = PENGENAL_AWAL + nomor
        while str(pengenal) in self._pengenal:
            pengenal += PENGENAL_AWAL
        self._pengenal.add(str(pengenal))
        return str(pengenal)


def _complete_bagan(bagan: bytes, relasi: str) -> bytes:
    """Kaitkan buku data, dan nyatakan yang dibiarkan kosong oleh penulis bagan.

    Tanpa itu LibreOffice menulis nama seri pada label, melengkungkan garis, menggambar nilai yang
    tidak ada sebagai nol, dan, dari templat Word baru, membuang sumbu atau menimpa bidang gambar.
    """
    akar = etree.fromstring(bagan)
    for label in akar.iter(f"{C}dLbls"):
        _complete_label(label)
        for titik in label.iterfind(f"{C}dLbl"):
            _complete_titik(titik, label)
    for induk, anak, sesudah in BAWAAN:
        for unsur in akar.iterfind(".//" + "/".join(C + nama for nama in induk.split("/"))):
            _state_bawaan(unsur, anak, sesudah)
    for tampak in akar.iter(f"{C}plotVisOnly"):
        tampak.addnext(etree.Element(f"{C}dispBlanksAs", {"val": "gap"}))
    for bahasa in akar.iter(f"{C}lang"):
        bahasa.set("val", BAHASA)
        bahasa.addnext(etree.Element(f"{C}roundedCorners", {"val": "0"}))
    for cetak in list(akar.iter(f"{C}printSettings")):
        remove_unsur(cetak)
    luar = etree.SubElement(akar, f"{C}externalData", {f"{{{NS_RELASI}}}id": relasi})
    etree.SubElement(luar, f"{C}autoUpdate", {"val": "0"})
    return etree.tostring(akar, xml_declaration=True, encoding="UTF-8", standalone=True)


def _state_bawaan(induk: etree._Element, anak: str, sesudah: tuple[str, ...]) -> None:
    """Tambahkan ``anak`` bernilai 0 di tempatnya menurut skema bila belum ada."""
    if induk.find(f"{C}{anak}") is not None:
        return
    mendahului = [u for u in induk if etree.QName(u).localname in sesudah]
    letak = induk.index(mendahului[-1]) + 1 if mendahului else 0
    induk.insert(letak, etree.Element(f"{C}{anak}", {"val": "0"}))


def _complete_titik(titik: etree._Element, label: etree._Element) -> None:
    """Label satu titik tidak mewarisi format angka dan huruf seri; yang dihapus dibiarkan."""
    tata = titik.find(f"{C}layout")
    if tata is None:
        return
    for nama in ("txPr", "numFmt"):
        for unsur in label.iterfind(f"{C}{nama}"):
            tata.addnext(deepcopy(unsur))
    _complete_label(titik)


def _complete_label(label: etree._Element) -> None:
    lama = label.find(f"{C}showVal")
    letak = len(label) if lama is None else label.index(lama)
    if lama is not None:
        label.remove(lama)
    for urut, nama in enumerate(TAMPIL_LABEL):
        isi = "1" if nama == "showVal" and lama is not None else "0"
        label.insert(letak + urut, etree.Element(f"{C}{nama}", {"val": isi}))


def _build_gambar(relasi: str, nomor: int, lebar: int, tinggi: int) -> etree._Element:
    return parse_xml(
        f"<w:drawing {nsdecls('w', 'wp', 'a', 'r')}>"
        '<wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{lebar}" cy="{tinggi}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{nomor}" name="Grafik {nomor}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{NS_BAGAN}">'
        f'<c:chart xmlns:c="{NS_BAGAN}" r:id="{relasi}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
