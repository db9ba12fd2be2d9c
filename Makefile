# Two commands to start with: make demo, make test. Every target sets up what it needs.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help

# The first Python that is new enough and works; override with PYTHON=…
PYTHON ?= $(shell for p in python3.14 python3.13 python3.12 python3.11 python3 python; do \
	$$p -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo $$p; break; }; done)
VENV ?= .venv
BENCH_VENV ?= .venv-bench
PY := $(VENV)/bin/python
BENCH_PY := $(BENCH_VENV)/bin/python
CODE := src tests docs/conf.py $(if $(wildcard examples/*.py),examples) $(if $(wildcard benchmarks/*.py),benchmarks)
ARGS ?=

# uv is to trust the certificates that the machine trusts.
export UV_SYSTEM_CERTS := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

##@ Start here

.PHONY: help
help:  ## Show the targets
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} \
		/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

.PHONY: demo
demo: $(VENV)/.ready  ## Compute an Operational Health Review and show its minutes
	@$(PY) examples/operational_health_review.py $(ARGS)

.PHONY: test
test: $(VENV)/.engines  ## Run the tests on all cores (ARGS="-k calendar" for some of them)
	@$(PY) $(if $(MEASURED),-m coverage run )-m pytest -q -n auto --dist loadfile $(ARGS)

.PHONY: check
check: inspect coverage  ## Everything that must hold before a change is done
	@echo "check: all is well"

.PHONY: bench
bench: $(BENCH_VENV)/.ready  ## Run the benchmarks
	@for script in benchmarks/*.py; do \
		case $$script in */_*) continue;; esac; \
		echo "== $$script"; nice $(BENCH_PY) $$script $(ARGS); done

##@ Parts of the check

.PHONY: inspect
inspect: lint layers types spelling docs package  ## All of it but the tests

.PHONY: lint
lint: $(VENV)/.engines  ## Lint and formatting
	@echo "lint: ruff rules and formatting"
	@$(VENV)/bin/ruff check -q $(CODE)
	@$(VENV)/bin/ruff format -q --diff $(CODE)

.PHONY: layers
layers: $(VENV)/.engines  ## Imports point down
	@echo "layers: imports point down, optional libraries stay in their rooms"
	@$(call quiet,$(VENV)/bin/lint-imports --no-cache)

.PHONY: types
types: $(VENV)/.engines  ## mypy --strict and pyright
	@echo "types: mypy --strict"
	@$(PY) -m mypy --no-error-summary $(filter-out docs/conf.py,$(CODE))
	@echo "types: pyright"
	@$(call quiet,$(VENV)/bin/pyright --pythonpath $(PY))

.PHONY: spelling
spelling: $(VENV)/.engines  ## Typos
	@echo "spelling: typos"
	@$(VENV)/bin/typos

.PHONY: coverage
coverage: $(VENV)/.engines  ## Tests, with every branch of src taken
	@echo "coverage: tests, public API, examples, every code block of the documents; all branches of src"
	@$(MAKE) test MEASURED=yes
	@$(MAKE) report

.PHONY: report
report: $(VENV)/.engines  ## Branches of src that the last measured tests did not take; none may be left
	@$(PY) -m coverage combine -q
	@$(PY) -m coverage report

.PHONY: docs
docs: $(VENV)/.engines  ## Build the documentation into docs/_build/html
	@echo "docs: sphinx, warnings are errors"
	@rm -rf docs/_build docs/reference/api docs/reference/framework docs/reference/lifecycles
	@$(PY) -m sphinx -q -n -W --keep-going -b html docs docs/_build/html

.PHONY: accessibility
accessibility: $(VENV)/.engines  ## Look at the review of the demo with axe, where npm and Chromium are there
	@echo "accessibility: axe in a headless browser, light and dark, wide and narrow"
	@folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; \
	$(PY) examples/operational_health_review.py --folder "$$folder" >/dev/null; \
	$(PY) tests/accessibility.py "$$folder"/*.html

.PHONY: fuzz
fuzz: $(VENV)/.engines  ## Feed readers, clocks and calendars N inputs of a seed (N=20000 SEED=1)
	@$(PY) tests/fuzz.py --number $(or $(N),20000) --seed $(or $(SEED),1) $(ARGS)

.PHONY: mutants
mutants: $(VENV)/.mutants  ## Break N places of the clocks, and see who survives (N=40 SEED=1 ARGS=--again)
	@$(PY) tests/mutants.py --number $(or $(N),40) --seed $(or $(SEED),1) $(ARGS)

.PHONY: package
package: $(VENV)/.engines  ## Build the distributions and import the wheel in an empty environment
	@echo "package: wheel and sdist, imported in an empty environment"
	@rm -rf dist
	@$(call quiet,$(PY) -m build --no-isolation --outdir dist .)
	@$(call quiet,$(PY) -m twine check --strict dist/*)
	@.ci/import-wheel dist/*.whl $(PY)

##@ Upkeep

.PHONY: format
format: $(VENV)/.engines  ## Format, and fix what ruff can fix
	@$(VENV)/bin/ruff check -q --fix $(CODE) || true
	@$(VENV)/bin/ruff format -q $(CODE)

.PHONY: figures
figures: $(VENV)/.engines  ## Rooms, arrows, public names, sizes and import times (ARGS="--room teams" for one room)
	@$(PY) tests/figures.py $(ARGS)

.PHONY: api
api: $(VENV)/.engines  ## Take a new snapshot of the public API
	@$(PY) tests/public_api.py

.PHONY: lock
lock: $(VENV)/.engines  ## Pin the newest versions of what developers need
	@$(call lock,dev,--group dev --all-extras)
	@$(call lock,engines,--group engines --all-extras --constraint requirements/dev.txt)
	@$(call lock,mutants,--group mutants --constraint requirements/dev.txt)
	@$(call lock,bench,--group bench --extra frames)

.PHONY: clean
clean:  ## Remove everything that was generated
	@rm -rf $(VENV) $(BENCH_VENV) build dist demo docs/_build docs/reference/api docs/reference/framework docs/reference/lifecycles .coverage* \
		.hypothesis .mutants .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

# $(call quiet,command): its output only if it fails.
quiet = out=$$($(1) 2>&1) || { echo "$$out"; exit 1; }

lock = $(PY) -m pip install -qq 'uv>=0.9' && $(VENV)/bin/uv pip compile -q --universal --upgrade \
	--python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
	$(2) pyproject.toml -o requirements/$(1).txt

# $(call fill,environment,lock file): uv where it can be had, plain pip elsewhere.
define fill
	@if $(1)/bin/python -m pip install -qq 'uv>=0.9' 2>/dev/null; \
	then install="$(1)/bin/uv pip install -q --python $(1)/bin/python"; \
	else install="$(1)/bin/python -m pip install -qq"; fi; \
	$$install --require-hashes -r $(2); \
	$$install --no-deps --no-build-isolation -e .
	@touch $@
endef

$(VENV)/.ready: requirements/dev.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "no Python 3.11 or newer with venv found; name one with PYTHON=…"; exit 1; }
	@echo "setting up $(VENV) with $(PYTHON)"
	@$(PYTHON) -m venv $(VENV)
	$(call fill,$(VENV),requirements/dev.txt)

$(VENV)/.engines: requirements/engines.txt $(VENV)/.ready
	@echo "setting up the engines of frames in $(VENV)"
	$(call fill,$(VENV),requirements/engines.txt)

$(VENV)/.mutants: requirements/mutants.txt $(VENV)/.ready
	@echo "setting up cosmic-ray in $(VENV)"
	$(call fill,$(VENV),requirements/mutants.txt)

$(BENCH_VENV)/.ready: requirements/bench.txt pyproject.toml
	@echo "setting up $(BENCH_VENV) with $(PYTHON)"
	@$(PYTHON) -m venv $(BENCH_VENV)
	$(call fill,$(BENCH_VENV),requirements/bench.txt)
