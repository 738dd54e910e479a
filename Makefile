# Needs Python 3.11 or newer and make; everything else is installed into .venv.
PYTHON ?= python3
BIN    := .venv/bin
PARSER := tests/formats/dxf/dxf_parser
BROWSER := tests/preview/browser
PIP    := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.PHONY: help demo test test-slow test-system lint docs bench fuzz clean

help:
	@echo "make demo          draft a tee and a skirt for a sample person into out/"
	@echo "make test          run the quick tests; they need nothing but Python"
	@echo "make test-slow     run the long ones: hostile input, random populations, installations of the package"
	@echo "make test-system   run the tests that need other programs (apt-get install gdal-bin qpdf valentina nodejs npm chromium)"
	@echo "make lint          ruff, mypy and the import rules"
	@echo "make docs          build the manual with the library's reference into out/manual"
	@echo "make bench         measure how fast drafting and writing are"
	@echo "make fuzz          send damaged files through every reader; FUZZ=\"--count 2000 --reader dxf\" does less"
	@echo "make clean         remove .venv, out/ and caches"

demo: .venv/installed
	$(BIN)/mtmpattern make crew-tee -m ana -o out/crew-tee
	@echo
	$(BIN)/mtmpattern make straight-skirt -m ana -o out/straight-skirt
	@echo
	@echo "The drawings are in out/crew-tee and out/straight-skirt: open the .svg in a browser, the .dxf in a pattern CAD."

test: .venv/installed-dev
	$(BIN)/python -m pytest -q -n 2 -p no:benchmark
	@echo "Deselected tests take long (make test-slow) or need GDAL, qpdf, Valentina, node and Chromium (make test-system)."

test-slow: .venv/installed-dev
	$(BIN)/python -m pytest -q -n 2 -p no:benchmark -m 'slow and not system'

test-system: .venv/installed-dev $(PARSER)/node_modules/installed $(BROWSER)/node_modules/installed
	$(BIN)/python -m pytest -q -m system

lint: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Fails on a link or a name that leads nowhere.
docs: .venv/installed-docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet
	@echo "The manual is out/manual/index.html."

bench: .venv/installed-dev
	$(BIN)/python -m pytest -q benchmarks --benchmark-only

# What fails is kept in tests/hostile/kept, where `make test` reads it again.
fuzz: .venv/installed-dev
	$(BIN)/python -m tests.hostile.fuzz $(FUZZ)

clean:
	rm -rf .venv out build dist $(PARSER)/node_modules $(BROWSER)/node_modules src/*.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

# Installed again only when pyproject.toml changes; the code itself is used where it stands.
.venv/installed: .venv/bin/python pyproject.toml
	$(PIP) --editable .
	@touch $@

.venv/installed-dev: .venv/bin/python pyproject.toml
	$(PIP) --editable '.[dev]'
	@touch $@ .venv/installed

.venv/installed-docs: .venv/installed-dev
	$(PIP) --editable '.[docs]'
	@touch $@ .venv/installed-dev .venv/installed

# A reader of DXF, what drives a browser, and a validator of GLB, at the versions that each package.json names.
%/node_modules/installed: %/package.json
	npm install --prefix $* --no-package-lock --no-audit --no-fund --ignore-scripts --loglevel=error
	@touch $@

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("mtmpattern needs Python 3.11 or newer, this is " + sys.version.split()[0] + "; name another one with make PYTHON=...")'
	$(PYTHON) -m venv .venv
