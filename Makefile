# What one does here. Each installs what is missing first and is quick the second time.
#
#   make demo    a whole session on this machine   HEADLESS=1  OUT=dir  SEATS=n  PAPERS=small
#   make test    every check and every test
#   make quick   the pure tests alone, in seconds; `make meetings`: whole meetings, held and audited
#   make bench   figures beside their baselines    ONLY=prefix

SHELL := /bin/bash
VENV := .venv
AUDITS := tests/protocol/verifier
VALUES := tests/protocol tests/hub/application
RULES := tests/hub/domain tests/device/present tests/device/typing
PYTHON := $(VENV)/bin/python

# Hundreds of processes are started here: where Python may keep nothing, each would compile the project anew.
unexport PYTHONDONTWRITEBYTECODE

# What runs side by side speaks when it is done, and one that fails does not stop the others.
SIDE_BY_SIDE := $(MAKE) --no-print-directory --keep-going --output-sync=target --jobs

# Windows need one core all the time; of what shares the other, what fails when it is late goes first.
SECOND := nice -n 3
LAST := nice -n 10

.PHONY: demo test quick bench ready lint faults screen hub others rules values meetings clean

demo:
	@python3 firmware_config/bootstrap.py demo
	@exec $(PYTHON) -m firmware_config.demo.main

# Of about one length on two cores: fault tests wait for processes much of the time, windows use one core.
test: ready
	@echo "Checks and tests run side by side, some minutes; each part speaks when it is done."
	@$(SIDE_BY_SIDE) faults screen hub others lint

quick: ready
	@$(SIDE_BY_SIDE) rules values

ready:
	@python3 firmware_config/bootstrap.py test

lint: ready
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(LAST) $(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports

screen:
	@$(PYTHON) -m pytest tests/screen

faults:
	@$(SECOND) $(PYTHON) -m pytest tests/faults

hub:
	@$(LAST) $(PYTHON) -m pytest tests/hub tests/scenarios

others:
	@$(LAST) $(PYTHON) -m pytest $(addprefix --ignore=tests/,faults screen hub scenarios)

rules:
	@$(PYTHON) -m pytest $(RULES)

values:
	@$(PYTHON) -m pytest $(VALUES) --ignore=$(AUDITS)

meetings: ready
	@$(PYTHON) -m pytest tests/scenarios $(AUDITS)

bench: ready
	@exec $(PYTHON) -m tests.bench

clean:
	rm -rf $(VENV) .demo .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache bench.json
