# make demo and make test set everything up on a machine with Python 3.11–3.13, git and make, and reinstall nothing after.
# The virtual environment is .venv; PYTHON chooses the interpreter it is made with.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint fuzz bench screenshots lock clean

demo: .venv/ready
	$(BIN)/landuse demo

test: .venv/ready
	$(BIN)/python -m pytest -n auto

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fuzz: .venv/ready
	LANDUSE_FUZZ=1 $(BIN)/python -m pytest -m "not browser and not real" tests

# Side by side with others, medians and ratios; python -m benchmarks --write puts them into docs/benchmarks.md.
bench: .venv/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-bench.lock
	$(BIN)/python -m benchmarks

# Needs Debian's chromium; with the real data beside the checkout, Oslo too.
screenshots: .venv/ready
	$(BIN)/python -m tests.screenshots screenshots

# The only step that needs uv; users never do.
lock: .venv/ready
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --extra dev --no-header --no-annotate \
	    --quiet pyproject.toml --output-file requirements.lock
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --extra bench --no-header --no-annotate \
	    --constraint requirements.lock --quiet pyproject.toml --output-file requirements-bench.lock

clean:
	rm -rf .venv eksempelvik

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' \
	    || { echo "landuse needs Python 3.11, 3.12 or 3.13; choose one with make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch .venv/ready
