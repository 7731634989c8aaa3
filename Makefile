# What one does here. Each installs what is missing first and is quick the second time.
#
#   make demo    a whole session on this machine   HEADLESS=1  OUT=dir  SEATS=n
#   make test    every check and every test
#   make quick   the pure tests alone, in seconds
#   make bench   figures beside their baselines    ONLY=prefix

SHELL := /bin/bash
VENV := .venv
PURE := tests/protocol tests/hub/domain tests/hub/application tests/device/present tests/device/typing
MEETINGS := tests/scenarios
PYTHON := $(VENV)/bin/python

# Hundreds of processes are started here: where Python may keep nothing, each would compile the project anew.
unexport PYTHONDONTWRITEBYTECODE

# Two groups of tests at the same time; what the second says comes after the first is done. Sets `failed`.
define side_by_side
$(PYTHON) -m pytest $(2) > .others.log 2>&1 & others=$$!; \
$(PYTHON) -m pytest $(1); these=$$?; \
wait $$others; others=$$?; cat .others.log; \
failed=$$((others || these))
endef

.PHONY: demo test quick bench lint clean

demo:
	@python3 firmware_config/bootstrap.py demo
	@exec $(PYTHON) -m firmware_config.demo.main

# The fault tests wait for processes most of the time, and a window uses one core, so all run side by side.
test: lint
	@$(PYTHON) -m pytest -m "gl and not faults" > .screens.log 2>&1 & screens=$$!; \
	$(call side_by_side,-m faults,-m "not faults and not gl"); \
	wait $$screens; screens=$$?; cat .screens.log; \
	exit $$((failed || screens))

quick:
	@python3 firmware_config/bootstrap.py test
	@$(call side_by_side,$(PURE),$(MEETINGS)); exit $$failed

lint:
	@python3 firmware_config/bootstrap.py test
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports

bench:
	@python3 firmware_config/bootstrap.py test
	@exec $(PYTHON) -m tests.bench

clean:
	rm -rf $(VENV) .demo .others.log .screens.log .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache bench.json
