# Two commands for a newcomer: `make demo` and `make test`. They need Python 3.11 and make.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet

# The first Python on the PATH that is new enough; or name one: make demo PYTHON=python3.12
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$python && break; done)

EXAMPLE := examples/gaza-2025
DATE := 2025-12-31
PAGE := out/gaza-2025.html

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo intake test bench eval check format format-check lint types layers \
	example docs site grammar diagnostics lock clean

help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

demo: $(VENV)/.run ## installs, then asks the Gaza example who owes what and what blocks phase two
	@echo '$$ servanda status $(EXAMPLE) --at $(DATE)'
	@$(BIN)/servanda status $(EXAMPLE) --at $(DATE)
	@echo
	@echo '$$ servanda blockers $(EXAMPLE) two --at $(DATE)'
	@$(BIN)/servanda blockers $(EXAMPLE) two --at $(DATE)
	@echo
	@mkdir -p $(dir $(PAGE))
	@$(BIN)/servanda page $(EXAMPLE) --at $(DATE) -o $(PAGE)
	@echo 'The same as a page, with every reason: open $(PAGE) in a browser.'
	@echo 'Go on yourself: $(BIN)/servanda explain $(EXAMPLE) return-remains --at $(DATE)'

intake: $(VENV)/.intake ## installs what `servanda intake` and `servanda incidents` need beside the rest
	@echo 'Ready: articles and tables of incidents can be read, offline. Next, for instance:'
	@echo '  $(BIN)/servanda intake article.html --for $(EXAMPLE)'
	@echo '  $(BIN)/servanda intake --help      docs/intake.md says the rest'

test: $(VENV)/.check ## installs, then runs every test; ARGS="-m 'not slow'" narrows it
	@$(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

bench: $(VENV)/.run ## times the commands and the engine, and prints the ratios to a baseline and to the aims
	@$(BIN)/python benchmarks/commands.py
	@$(BIN)/python -m benchmarks.analysis
	@$(BIN)/python -m benchmarks.evidence
	@$(BIN)/python -m benchmarks.log

eval: $(VENV)/.intake ## how well statements are found in articles, against what people annotated
	@$(BIN)/python -m benchmarks.intake

check: format-check lint types layers example demo test ## everything CI runs; the tests come last

format: $(VENV)/.check ## lays the code out
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix-only --quiet .

format-check: $(VENV)/.check
	@$(BIN)/ruff format --check .

lint: $(VENV)/.check
	@$(BIN)/ruff check .

types: $(VENV)/.check
	@$(BIN)/mypy

layers: $(VENV)/.check
	@$(BIN)/lint-imports

example: $(VENV)/.run ## the example has no errors and is in canonical layout
	@$(BIN)/servanda check $(EXAMPLE)
	@$(BIN)/servanda format --check $(EXAMPLE)

docs: $(VENV)/.check ## only the documentation's tests (links, examples, outputs); part of `make test`
	@$(BIN)/python -m pytest tests/test_docs.py tests/docs $(ARGS)

site: $(VENV)/.check ## the documentation as a site without a server: open out/site/index.html
	@$(BIN)/properdocs build --strict --clean --quiet
	@echo 'Open out/site/index.html in a browser.'

grammar: $(VENV)/.run ## renews the tables of the grammar and its reference, after a change of grammar.lark
	@$(BIN)/python tools/write_grammar_tables.py
	@$(BIN)/python tools/write_reference.py

diagnostics: $(VENV)/.run ## renews docs/diagnostics from the catalogue and the messages of its corpus
	@$(BIN)/python tools/write_diagnostics.py

lock: | $(BIN)/python ## resolves the dependencies anew into the three lock files
	@$(BIN)/python -m venv $(VENV)/lock
	@$(VENV)/lock/bin/python -m pip --disable-pip-version-check --quiet install uv
	@$(COMPILE) requirements.lock
	@$(COMPILE) requirements-intake.lock --extra intake --extra incidents --constraint requirements.lock
	@$(COMPILE) requirements-check.lock --extra intake --extra incidents --extra postgresql --extra test --extra check --extra docs \
		--constraint requirements-intake.lock
	@rm -rf $(VENV)/lock

COMPILE = UV_CUSTOM_COMPILE_COMMAND='make lock' $(VENV)/lock/bin/uv pip compile pyproject.toml \
	--group build --universal --python-version 3.11 --upgrade --generate-hashes \
	--no-emit-index-url --quiet --output-file

clean: ## removes the environment and everything made
	@rm -rf $(VENV) out build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

# --- The environment: three stamps, so that a second call installs nothing ----------------------

$(BIN)/python:
	@test -n '$(PYTHON)' || { \
	  echo 'Servanda needs Python 3.11 or newer, and none was found on the PATH.' >&2; \
	  echo 'Install one, or say where it is: make $(MAKECMDGOALS) PYTHON=<path of python3.11>' >&2; \
	  exit 1; }
	@'$(PYTHON)' -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Servanda needs Python 3.11 or newer; $(PYTHON) is $$('$(PYTHON)' --version 2>&1)." >&2; \
	  exit 1; }
	@echo 'Creating the environment in $(VENV) ...'
	@'$(PYTHON)' -m venv $(VENV) || { \
	  rm -rf $(VENV); \
	  echo 'Could not create $(VENV). On Debian or Ubuntu: apt-get install python3-venv' >&2; \
	  exit 1; }

$(VENV)/.run: requirements.lock pyproject.toml | $(BIN)/python
	@echo 'Installing what Servanda needs ...'
	@$(PIP) install --require-hashes --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.intake: requirements-intake.lock $(VENV)/.run
	@echo 'Installing what reads articles and tables of incidents, among it a small model of English:'
	@echo 'about 85 packages, 250 MB to download, 900 MB in $(VENV), one to three minutes, once ...'
	@$(PIP) install --require-hashes --requirement requirements-intake.lock
	@touch $@

$(VENV)/.check: requirements-check.lock $(VENV)/.run
	@echo 'Installing what its tests need ...'
	@$(PIP) install --require-hashes --requirement requirements-check.lock
	@touch $@
