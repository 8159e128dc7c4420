"""Relasi buku OOXML: bagian mana yang memuat lembar mana."""

from __future__ import annotations

import posixpath
from xml.etree.ElementTree import XMLParser


class _PencatatRelasi:
    """Sasaran pengurai XML: hanya atribut setiap ``Relationship`` yang dicatat."""

    def __init__(self) -> None:
        self.relasi: dict[str, tuple[str, str]] = {}

    def start(self, tag: str, atribut: dict[str, str]) -> None:
        """Catat satu relasi."""
        if tag.rpartition("}")[2] == "Relationship":
            tujuan = atribut.get("Target", "").replace("\\", "/")
            jalur = tujuan.lstrip("/") if tujuan[:1] == "/" else posixpath.join("xl", tujuan)
            sasaran = posixpath.normpath(jalur)
            self.relasi[atribut.get("Id", "")] = atribut.get("Type", ""), sasaran


def read_relasi(isi: bytes) -> dict[str, tuple[str, str]]:
    """(jenis, jalur bagian) menurut nomor relasi buku; ``ParseError`` bila XML-nya rusak."""
    pencatat = _PencatatRelasi()
    pengurai = XMLParser(target=pencatat)
    pengurai.feed(isi)
    pengurai.close()
    return pencatat.relasi
