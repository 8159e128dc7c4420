"""Toolkit SOP Mekanisme Pengumpulan Data Kinerja."""

VERSI = "0.1.0"
