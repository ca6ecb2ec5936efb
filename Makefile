# The words for people and for CI. Every target sets up what it needs by itself:
# only Python 3.11 or newer, git and make have to be there.

PYTHON  ?= python3
VENV    := .venv
BIN     := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
PROGRAM := $(VENV)/.program
READY   := $(VENV)/.ready
BENCH   ?= build
# Tests also wait, for servers and browsers: one process more than there are cores, at most four.
TESTERS ?= $(shell $(PYTHON) -c 'import os; print(min(4, (os.cpu_count() or 1) + 1))')
DEMO    := data/examples/product-launch.xlsx

# Or every process that a test starts would compile the program again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup fix check test docs bench demo

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile

setup: $(READY) ## Make .venv with everything needed

INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable

define ENVIRONMENT
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "planner needs Python 3.11 or newer, but '$(PYTHON)' is missing or older."; \
	  echo "Say which one to use, for example: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { \
	  echo "'$(PYTHON)' cannot make a virtual environment."; \
	  echo "On Debian and Ubuntu this helps: sudo apt install python3-venv"; exit 1; }
endef

$(PROGRAM): pyproject.toml
	$(ENVIRONMENT)
	@echo "Installing planner into $(VENV) (once, half a minute) ..."
	@$(INSTALL) .
	@touch $@

$(READY): pyproject.toml
	$(ENVIRONMENT)
	@echo "Installing planner and the tools of its makers into $(VENV) (once, a minute or two) ..."
	@$(INSTALL) ".[dev]"
	@$(BIN)/python -m models.search.warm >/dev/null 2>&1 & # beside whatever comes next
	@touch $(PROGRAM) $@

fix: $(READY) ## Format, and mend what the linter can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

check: $(READY) ## Formatting, lint, types, import directions
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

test: $(READY) ## All tests
	$(BIN)/python -m pytest -n $(TESTERS) --dist worksteal

# Without --quiet, with which mkdocs would not count warnings.
docs: export NO_MKDOCS_2_WARNING = 1
docs: $(READY) ## The documentation as a site in build/site, its notebooks run
	$(BIN)/mkdocs build

bench: $(READY) ## A benchmark: BENCH="run psplib FOLDER", "cases FOLDER", "reading_fuzz", default "build"
	$(BIN)/python -m benchmarks.$(BENCH)

demo: $(PROGRAM) ## Plan an example workbook
	$(BIN)/planner solve $(DEMO) --time-limit 20
