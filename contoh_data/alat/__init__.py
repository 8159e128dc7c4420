"""Alat pembuat data contoh; tidak dipakai oleh perintah kinerja."""
