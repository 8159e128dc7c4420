"""Alat pembuat data contoh dipakai apa adanya, seperti saat ``python contoh_data/buat.py``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "contoh_data"))
