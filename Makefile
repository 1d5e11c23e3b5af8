# Chị Hội. `make run` and `make test` need nothing but python3 (3.11 or newer) with venv.
PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv
RUN_STAMP := .venv/.installed-run
DEV_STAMP := .venv/.installed-dev

.PHONY: setup run test faults check bench lock format clean

setup: $(RUN_STAMP)

$(UV):
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv

$(RUN_STAMP): .lock/run.txt pyproject.toml | $(UV)
	$(UV) pip install --quiet --require-hashes -r .lock/run.txt
	$(UV) pip install --quiet --no-deps -e .
	touch $@

$(DEV_STAMP): .lock/dev.txt $(RUN_STAMP)
	$(UV) pip install --quiet --require-hashes -r .lock/dev.txt
	touch $@

run: setup
	$(BIN)/chihoi run

test: $(DEV_STAMP)
	$(BIN)/python -m pytest

# Two hundred kills and more; takes about ten minutes.
faults: $(DEV_STAMP)
	CHIHOI_KILLS=200 $(BIN)/python -m pytest tests/faults -s

check: $(DEV_STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/chihoi knowledge check

bench: $(DEV_STAMP)
	$(BIN)/python -m tests.bench

format: $(DEV_STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# The locks hold versions and hashes only, no addresses. The project itself is left out.
lock: $(UV)
	$(UV) pip compile --quiet --generate-hashes --no-header --no-annotate --extra postgres \
		--group dev pyproject.toml -o .lock/dev.txt
	$(UV) pip compile --quiet --generate-hashes --no-header --no-annotate --extra postgres \
		-c .lock/dev.txt pyproject.toml -o .lock/run.txt

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache
