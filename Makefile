# Two commands do everything on a fresh machine: `make demo` and `make test`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
BENCH := .venv-bench
BENCH_STAMP := $(BENCH)/.installed
DOCS_STAMP := $(VENV)/.docs-installed
SITE := build/docs
PLUGINS := plugins/dibao-hunan plugins/dibao-hongjiang plugins/dibao-jiangxi plugins/dibao-hebei
# Tests start many processes; without bytecode each would compile every module anew.
unexport PYTHONDONTWRITEBYTECODE
TOO_OLD := dibao needs Python 3.11 or newer; name one, for instance: make test PYTHON=python3.12

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint format bench docs clean

help: ## say what each command does
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(STAMP) ## create .venv and install kernel, command line, plug-ins and tools

# Without build isolation the constraints pin the build backend too.
$(STAMP): pyproject.toml constraints.txt $(PLUGINS:%=%/pyproject.toml)
	@$(PYTHON) -c "import sys; sys.exit('$(TOO_OLD)' if sys.version_info < (3, 11) else 0)"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt hatchling editables
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --no-build-isolation \
		-e '.[cli,test,timeline]' $(PLUGINS:%=-e %)
	@touch $@

# Exit code 3 says that something is undetermined, which one of the families of 2024 is meant to be.
demo: setup ## assess the example households, and follow one through its months
	@$(BIN)/dibao assess examples/2024-03-01/* --on 2024-03-01 || test $$? -eq 3
	@echo
	@$(BIN)/dibao assess examples/2023-06-01/* --on 2023-06-01 --lang en
	@echo
	@$(BIN)/dibao timeline examples/timeline/3-finds-work.json --start 2024-01 --end 2024-10

test: lint $(DOCS_STAMP) ## lint, check the types and run every test, the plug-ins' too
	$(BIN)/python -m pytest -n auto --dist worksteal

lint: setup ## check style, format and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: setup ## put the code in the one format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(BENCH_STAMP) ## run the benchmarks in .venv-bench, beside peers; FULL=1 for all sizes
	@for module in $(sort $(basename $(notdir $(wildcard benchmarks/bench_*.py)))); do \
		$(BENCH)/bin/python -m "benchmarks.$$module" $(if $(FULL),--full) || exit 1; \
	done

# The peer may be out of reach; its rows then say so.
$(BENCH_STAMP): pyproject.toml constraints.txt $(PLUGINS:%=%/pyproject.toml)
	@$(PYTHON) -c "import sys; sys.exit('$(TOO_OLD)' if sys.version_info < (3, 11) else 0)"
	$(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt hatchling editables
	$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --no-build-isolation \
		-e '.[batch,cli,fast]' $(PLUGINS:%=-e %)
	-$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --no-build-isolation \
		-e '.[bench]'
	@touch $@

docs: $(DOCS_STAMP) ## build the documentation with a page on each region, in build/docs
	rm -rf build/docs-source $(SITE)
	mkdir -p build
	cp -R docs build/docs-source
	$(BIN)/dibao pages --output build/docs-source/regions
	$(BIN)/python -m sphinx --fail-on-warning --keep-going --quiet build/docs-source $(SITE)
	@echo "Open $(SITE)/index.html; the regions' pages are in $(SITE)/regions."

$(DOCS_STAMP): $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --no-build-isolation \
		-e '.[cli,docs]'
	@touch $@

clean: ## remove both environments and everything that tools leave
	rm -rf $(VENV) $(BENCH) .hypothesis .mypy_cache .pytest_cache .ruff_cache build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: docs-reference
docs-reference: setup ## write the tables of facts, figures and questions in docs/reference, and the types of facts
	$(BIN)/python -m tests.docs.reference_pages
	$(BIN)/python -m tests.docs.argument_types
