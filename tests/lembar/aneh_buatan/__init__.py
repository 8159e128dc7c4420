"""Berkas aneh dan jahat, dibuat oleh kode; masing-masing dengan hasil yang diharapkan."""
