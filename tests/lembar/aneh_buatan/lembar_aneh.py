"""XML lembar, teks bersama, dan gaya .xlsx yang aneh atau jahat."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.lembar.aneh_buatan.alat import (
    LEMBAR_KINERJA,
    TERIMA,
    Aneh,
    aneh,
    asli,
    bongkar,
    ganti,
    isi_kinerja,
    rakit,
    sub,
    ubah_lembar,
)

BEDA = "beda"
TEKS = "xl/sharedStrings.xml"
GAYA = "xl/styles.xml"
AKHIR = b"</sheetData>"
DTD = b'<!DOCTYPE a [<!ENTITY x "7"><!ENTITY y "&x;&x;&x;&x;&x;&x;&x;&x;&x;&x;">]>'
DTD_LUAR = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
DTD_JARINGAN = b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">'


def iterate() -> Iterator[Aneh]:
    yield from _letak()
    yield from _dialek()
    yield from _teks_bersama()
    yield from _gaya()
    yield from _entitas()
    yield from _lampiran()


def _tambah(baris: bytes) -> bytes:
    return ubah_lembar(sub(AKHIR, baris + AKHIR))


def _letak() -> Iterator[Aneh]:
    """Ukuran lembar, baris, dan sel."""
    dimensi = re.search(rb'<dimension ref="[^"]*"/>', bongkar(asli())[LEMBAR_KINERJA])
    assert dimensi
    yield aneh(
        "dimensi_penuh.xlsx",
        ubah_lembar(sub(dimensi[0], b'<dimension ref="A1:XFD1048576"/>')),
        TERIMA,
    )
    yield aneh(
        "dimensi_satu_sel.xlsx", ubah_lembar(sub(dimensi[0], b'<dimension ref="A1"/>')), TERIMA
    )
    jauh = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    yield aneh("sel_terjauh.xlsx", _tambah(jauh), "STR008")
    yield aneh(
        "sel_kolom_jauh.xlsx", _tambah(b'<row r="60"><c r="XFD60"><v>1</v></c></row>'), "STR008"
    )
    bergaya = b"".join(b'<row r="%d"><c r="A%d" s="1"/></row>' % (r, r) for r in range(60, 30_000))
    yield aneh("puluhan_ribu_baris_bergaya.xlsx", _tambah(bergaya), TERIMA)
    yield aneh(
        "baris_jauh_tanpa_alamat.xlsx", _tambah(b'<row r="900000"><c><v>1</v></c></row>'), "STR008"
    )
    yield aneh(
        "sel_jauh_kutip_tunggal.xlsx",
        _tambah(b"<row r='1048576'><c t='n' r = 'XFD1048576'><v>1</v></c></row>"),
        "STR008",
    )
    yield aneh(
        "sel_jauh_entitas.xlsx",
        _tambah(b'<row r="60"><c r="&#88;FD1048576"><v>1</v></c></row>'),
        *("STR007", "STR008", "STR035"),
    )
    yield aneh(
        "baris_raksasa.xlsx",
        _tambah(b'<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>'),
        "STR007",
        "STR008",
        "STR035",
    )
    yield aneh(
        "baris_melimpah.xlsx",
        _tambah(b'<row r="4294967296"><c r="A4294967297"><v>1</v></c></row>'),
        "STR007",
        "STR008",
        "STR035",
    )
    yield aneh(
        "baris_negatif.xlsx",
        _tambah(b'<row r="-1"><c r="A-1"><v>1</v></c></row>'),
        "STR007",
        "STR035",
    )
    yield aneh(
        "baris_nol.xlsx", _tambah(b'<row r="0"><c r="A0"><v>1</v></c></row>'), "STR007", "STR035"
    )
    yield aneh(
        "alamat_huruf_kecil.xlsx", ubah_lembar(sub(b'<c r="A1', b'<c r="a1')), TERIMA, "STR035"
    )
    yield aneh(
        "alamat_dolar.xlsx",
        _tambah(b'<row r="60"><c r="$A$60"><v>1</v></c></row>'),
        "STR007",
        "STR035",
    )
    xml = bongkar(asli())[LEMBAR_KINERJA]
    awal, tengah, akhir = re.split(rb"(<sheetData>.*</sheetData>)", xml, flags=re.DOTALL)
    baris = re.findall(rb"<row .*?</row>|<row [^>]*/>", tengah, re.DOTALL)
    balik = b"<sheetData>" + b"".join(reversed(baris)) + AKHIR
    yield aneh("baris_tak_urut.xlsx", ganti(asli(), {LEMBAR_KINERJA: awal + balik + akhir}), TERIMA)
    isian = next(b for b in baris if b"61200" in b)
    yield aneh("baris_tertulis_dua_kali.xlsx", _tambah(isian.replace(b"61200", b"1")), "STR035")
    kosong = re.sub(rb"<v>[^<]*</v>", b"", isian)
    yield aneh("baris_ditimpa_kosong.xlsx", _tambah(kosong), "STR035")
    lembar_dua = b"<sheetData>" + isian.replace(b"61200", b"1") + AKHIR
    yield aneh("dua_sheetdata.xlsx", ubah_lembar(sub(AKHIR, AKHIR + lembar_dua)), "STR035")
    tanpa = re.sub(rb'<row r="\d+"', b"<row", re.sub(rb'<c r="[A-Z]+\d+"', b"<c", tengah))
    yield aneh(
        "semua_tanpa_alamat.xlsx",
        ganti(asli(), {LEMBAR_KINERJA: awal + tanpa + akhir}),
        BEDA,
        "STR035",
    )


def _dialek() -> Iterator[Aneh]:
    """XML yang sah atau hampir sah, ditulis dengan cara yang tidak biasa."""
    sel = "IKU-02", "realisasi"
    yield aneh("komentar_di_nilai.xlsx", isi_kinerja(*sel, b"<v>1<!-- x -->2</v>"), "STR035")
    yield aneh("cdata_angka.xlsx", isi_kinerja(*sel, b"<v><![CDATA[12]]></v>"), "STR035")
    yield aneh(
        "cdata_teks.xlsx", isi_kinerja(*sel, b"<v><![CDATA[ab]]>cd</v>", b' t="str"'), "STR035"
    )
    yield aneh("tipe_asing.xlsx", isi_kinerja(*sel, b"<v>5</v>", b' t="zz"'), "STR007", "STR035")
    yield aneh(
        "galat_asing.xlsx", isi_kinerja(*sel, b"<v>#APA!</v>", b' t="e"'), "STR007", "STR035"
    )
    yield aneh("dua_nilai.xlsx", isi_kinerja(*sel, b"<v>1</v><v>2</v>"), "STR035")
    rumus = isi_kinerja(*sel, b"<f>1+1</f><v></v>")
    yield aneh("rumus_belum_dihitung.xlsx", rumus, "galat")
    yield aneh("nilai_tak_tertutup.xlsx", isi_kinerja(*sel, b"<v>5"), "STR007", "STR035")
    yield aneh(
        "inline_tanpa_is.xlsx",
        isi_kinerja(*sel, b"<v>z</v>", b' t="inlineStr"'),
        "STR007",
        "STR035",
    )
    yield aneh("lembar_terpotong.xlsx", ubah_lembar(lambda x: x[: len(x) // 2]), "STR007")
    yield aneh("tanpa_akhir_sheetdata.xlsx", ubah_lembar(lambda x: x[: x.index(AKHIR)]), "STR007")
    akhir_dini = ubah_lembar(sub(b"</row>", b"</row></sheetData>"))
    yield aneh("akhir_sheetdata_dini.xlsx", akhir_dini, "STR007", "STR035")
    yield aneh("lembar_kosong_nol_byte.xlsx", ubah_lembar(lambda _: b""), "STR007", "STR035")
    yield aneh("lembar_bukan_xml.xlsx", ubah_lembar(lambda _: b"halo"), "STR007", "STR035")
    utf16 = ubah_lembar(lambda x: x.decode().replace("UTF-8", "UTF-16").encode("utf-16"))
    yield aneh("lembar_utf16.xlsx", utf16, TERIMA, "STR007", "STR035")
    yield aneh("lembar_tanpa_berkas.xlsx", _buang(LEMBAR_KINERJA), "STR007", "STR035")
    yield aneh("teks_bersama_hilang.xlsx", _buang(TEKS), "STR007", "STR035")
    yield aneh("gaya_hilang.xlsx", _buang(GAYA), TERIMA, "STR035")
    yield aneh("relasi_hilang.xlsx", _buang("xl/_rels/workbook.xml.rels"), "STR007", "STR035")
    tunggal = ubah_lembar(lambda x: re.sub(rb'(<c r)="([A-Z]+\d+)"', rb"\1='\2'", x))
    yield aneh("alamat_kutip_tunggal.xlsx", tunggal, TERIMA)
    awalan = ubah_lembar(_beri_awalan)
    yield aneh("awalan_namespace.xlsx", awalan, TERIMA)


def _beri_awalan(xml: bytes) -> bytes:
    """Semua unsur lembar berawalan ``x:``, seperti ditulis Open XML SDK."""
    xml = re.sub(rb"<(/?)([a-zA-Z])", rb"<\1x:\2", xml)
    return xml.replace(b" xmlns=", b" xmlns:x=")


def _buang(nama: str) -> bytes:
    bagian = bongkar(asli())
    del bagian[nama]
    return rakit(bagian)


def _teks_bersama() -> Iterator[Aneh]:
    sel = "IKU-02", "realisasi"
    hitung = ubah_lembar(lambda x: re.sub(rb'ount="\d+"', b'ount="4294967295"', x), TEKS)
    yield aneh("hitungan_teks_bohong.xlsx", hitung, TERIMA, "STR009")
    negatif = ubah_lembar(lambda x: re.sub(rb'ount="\d+"', b'ount="-1"', x), TEKS)
    yield aneh("hitungan_teks_negatif.xlsx", negatif, TERIMA)
    yield aneh(
        "indeks_teks_jauh.xlsx", isi_kinerja(*sel, b"<v>999999</v>", b' t="s"'), "STR007", "STR035"
    )
    minus = isi_kinerja(*sel, b"<v>-3</v>", b' t="s"')
    yield aneh("indeks_teks_minus.xlsx", minus, "STR007", "STR035")
    banyak = b"<si><t>a</t></si>" * 2_000_000
    yield aneh(
        "dua_juta_teks.xlsx",
        ubah_lembar(sub(b"</sst>", banyak + b"</sst>"), TEKS),
        TERIMA,
        "STR004",
    )
    panjang = b"<si><t>" + b"Ab9 " * 12_500_000 + b"</t></si></sst>"
    yield aneh(
        "teks_lima_puluh_juta.xlsx", ubah_lembar(sub(b"</sst>", panjang), TEKS), TERIMA, "STR004"
    )
    cdata = ubah_lembar(
        lambda x: re.sub(rb"<t>(Formulir[^<]*)</t>", rb"<t><![CDATA[\1]]></t>", x), TEKS
    )
    yield aneh("cdata_teks_bersama.xlsx", cdata, TERIMA, "STR035")
    komentar = ubah_lembar(sub(b"<t>Formulir", b"<t>For<!-- x -->mulir"), TEKS)
    yield aneh("komentar_teks_bersama.xlsx", komentar, TERIMA, "STR035")
    potong = ubah_lembar(lambda x: x[: len(x) // 2], TEKS)
    yield aneh("teks_bersama_terpotong.xlsx", potong, "STR007", "STR035")
    teks = bongkar(asli())[TEKS]
    nomor = teks.count(b"<si>")
    besar = teks.replace(b"</sst>", b"<si><t>" + b"Ab9 " * 250_000 + b"</t></si></sst>")
    rujuk = b"".join(
        b'<row r="%d">%s</row>'
        % (
            r,
            b"".join(b'<c r="%s%d" t="s"><v>%d</v></c>' % (k.encode(), r, nomor) for k in "ABCDE"),
        )
        for r in range(60, 1060)
    )
    lembar = bongkar(asli())[LEMBAR_KINERJA].replace(AKHIR, rujuk + AKHIR)
    yield aneh(
        "satu_teks_lima_ribu_sel.xlsx",
        ganti(asli(), {TEKS: besar, LEMBAR_KINERJA: lembar}),
        "STR004",
        "STR009",
    )


def _gaya() -> Iterator[Aneh]:
    xfs = b'<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' * 100_000
    yield aneh(
        "seratus_ribu_gaya.xlsx",
        ubah_lembar(sub(b"</cellXfs>", xfs + b"</cellXfs>"), GAYA),
        TERIMA,
        "STR004",
    )
    format_panjang = b'<numFmt numFmtId="900" formatCode="' + b"0" * 5_000_000 + b'"/>'
    fmts = b"<numFmts>" + format_panjang + b"</numFmts>"
    gaya = ubah_lembar(
        lambda x: re.sub(rb"<numFmts.*?</numFmts>|(?=<fonts)", fmts, x, count=1), GAYA
    )
    yield aneh("format_lima_juta_huruf.xlsx", gaya, TERIMA, "STR004")
    kutip = (
        b'<numFmts><numFmt numFmtId="900" formatCode="' + b"&quot;\\%" * 200_000 + b'"/></numFmts>'
    )
    gaya = ubah_lembar(
        lambda x: re.sub(rb"<numFmts.*?</numFmts>|(?=<fonts)", lambda _: kutip, x, count=1), GAYA
    )
    yield aneh("format_penuh_kutip.xlsx", gaya, TERIMA, "STR004")
    banyak = b"".join(b'<numFmt numFmtId="%d" formatCode="0%%"/>' % i for i in range(900, 60_000))
    fmts = b"<numFmts>" + banyak + b"</numFmts>"
    gaya = ubah_lembar(
        lambda x: re.sub(rb"<numFmts.*?</numFmts>|(?=<fonts)", fmts, x, count=1), GAYA
    )
    yield aneh("enam_puluh_ribu_format.xlsx", gaya, TERIMA)
    gaya_jauh = ubah_lembar(lambda x: re.sub(rb' s="\d+"', b' s="999999"', x))
    yield aneh("indeks_gaya_jauh.xlsx", gaya_jauh, TERIMA, "STR007", "STR035")


def _entitas() -> Iterator[Aneh]:
    """DTD di setiap bagian XML; tidak ada penulis lembar kerja yang membuatnya."""
    for nama in bongkar(asli()):
        if not nama.endswith((".xml", ".rels")):
            continue
        pendek = nama.replace("/", "_").replace("[", "").replace("]", "")
        for jenis, dtd in (("bom", DTD), ("luar", DTD_LUAR), ("jaringan", DTD_JARINGAN)):
            isi = ubah_lembar(lambda x, d=dtd: x.replace(b"?>", b"?>" + d, 1), nama)
            yield aneh(f"dtd_{jenis}_{pendek}.xlsx", isi, "STR035", TERIMA)
    pakai = ubah_lembar(
        lambda x: x.replace(b"?>", b"?>" + DTD, 1).replace(b"<v>61200</v>", b"<v>&y;</v>")
    )
    yield aneh("entitas_dipakai.xlsx", pakai, "STR035", "STR007")


def _lampiran() -> Iterator[Aneh]:
    """Tautan luar, DDE, OLE, dan makro tidak pernah dijalankan; isinya tetap dibaca."""
    tautan = {
        "xl/externalLinks/externalLink1.xml": b'<externalLink xmlns="http://schemas.openxmlformats'
        b'.org/spreadsheetml/2006/main"><ddeLink ddeService="cmd" ddeTopic="/c calc"/>'
        b"</externalLink>",
        "xl/externalLinks/_rels/externalLink1.xml.rels": b'<Relationships xmlns="http://schemas.'
        b'openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="x" '
        b'Target="file://127.0.0.1/berbagi/a.xlsx" TargetMode="External"/></Relationships>',
    }
    yield aneh("tautan_luar_dan_dde.xlsx", ganti(asli(), tautan), TERIMA)
    ole = {"xl/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)}
    yield aneh("objek_ole.xlsx", ganti(asli(), ole), TERIMA)
    makro = {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)}
    yield aneh("bermakro.xlsm", ganti(asli(), makro), TERIMA)
    dde = isi_kinerja("IKU-02", "penghambat", b"<f>cmd|'/c calc'!A0</f><v>teks</v>", b' t="str"')
    yield aneh("rumus_dde.xlsx", dde, BEDA)
    luar = ubah_lembar(
        sub(b'Target="worksheets/sheet2.xml"', b'Target="../../../etc/passwd"'),
        "xl/_rels/workbook.xml.rels",
    )
    yield aneh("relasi_keluar.xlsx", luar, "STR007", "STR035")
    http = ubah_lembar(
        sub(
            b'Target="worksheets/sheet2.xml"',
            b'TargetMode="External" Target="http://127.0.0.1:9/a.xml"',
        ),
        "xl/_rels/workbook.xml.rels",
    )
    yield aneh("relasi_jaringan.xlsx", http, "STR007", "STR035")
