# Semua pemasangan berada di .venv dalam folder ini.
PYTHON ?= python3
PY := .venv/bin/python
SIAP := .venv/.siap
BAHASA := kinerja_cli/cli/bahasa/id
export PIP_CACHE_DIR := $(CURDIR)/.venv/cache
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: all siap test lint demo bench mutasi docs gambar templat bahasa contoh clean

all: lint test

siap: $(SIAP)

$(SIAP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Perlu Python 3.11 atau lebih baru; sebut dengan: make PYTHON=python3.12"; exit 1; }
	@test -x $(PY) || $(PYTHON) -m venv .venv
	@echo "Memasang pustaka ke .venv ..."
	@$(PY) -m pip install --quiet --upgrade 'pip>=25.1'
	@$(PY) -m pip install --quiet --editable . --group dev
	@touch $@

demo: $(SIAP)
	$(PY) contoh_data/demo.py

test: $(SIAP)
	$(PY) -m pytest

lint: $(SIAP)
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(PY) docs/buat_docs.py --periksa

bench: $(SIAP)
	$(PY) tests/benchmark/mulai.py
	$(PY) tests/benchmark/mesin.py
	PYTHONPATH=. $(PY) tests/benchmark/tulis.py
	PYTHONPATH=. $(PY) tests/benchmark/masuk.py
	PYTHONPATH=. $(PY) tests/benchmark/lkjip.py
	PYTHONPATH=. $(PY) tests/benchmark/verifikasi.py

mutasi: $(SIAP)
	$(PY) tests/benchmark/mutasi.py

docs: $(SIAP)
	$(PY) docs/buat_docs.py

gambar: $(SIAP)
	$(PY) docs/buat_gambar.py

templat: $(SIAP)
	$(PY) templates/sumber/buat_lkjip.py
	$(PY) templates/sumber/buat_surat.py

bahasa: $(SIAP)
	$(PY) -m babel.messages.frontend compile --input-file $(BAHASA).po --output-file $(BAHASA).mo

contoh: $(SIAP)
	$(PY) contoh_data/buat.py --kiriman

clean:
	rm -rf .venv demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
