# Two commands do everything on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

.PHONY: demo test test-ray lint types unit install install-dev system clean

install: $(VENV)/.installed

# torch goes in first and by its exact version: a range would pull the CUDA build on Linux.
$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) "$$(grep '^torch==' constraints.txt)"
	$(PIP) -e ".[service,batch]"
	touch $@

install-dev: $(VENV)/.installed-dev

$(VENV)/.installed-dev: $(VENV)/.installed
	$(PIP) -e ".[service,batch,ray,openai,ctranslate2,evaluation,training,dev]"
	touch $@

# Chromium, PostgreSQL and fonts for the browser and database tests; without root those tests skip and say so.
system:
	sh scripts/install-system-packages.sh

demo: install
	$(BIN)/python examples/demo.py

lint: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: install-dev
	$(BIN)/mypy

unit: install-dev system
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest -m "not ray"

# A cluster of several nodes on one machine: Ray's own start-up waits expire when the machine is busy.
test-ray: install-dev
	$(BIN)/python -m pytest -m ray

test: lint types unit

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache
