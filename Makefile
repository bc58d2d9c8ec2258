# Every command of the project. The work is done by small scripts in tools/ and bench/.

PYTHON ?= python3
TOOL := @$(PYTHON) -m
# A command starts a dozen processes: without bytecode each would compile 2,600 modules again.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help run test test-sqlite test-postgres test-journeys lint format messages bench load chaos \
	python

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: python ## Set up what is missing, then start Widya (PORT=8000, HOST=127.0.0.1)
	$(TOOL) tools.run

test: python ## Run every check: lint, tests on SQLite and PostgreSQL, browser journeys
	$(TOOL) tools.check lint sqlite postgres journeys

test-sqlite: python ## Run the tests on SQLite
	$(TOOL) tools.check sqlite

test-postgres: python ## Run the tests on a private PostgreSQL cluster
	$(TOOL) tools.check postgres

test-journeys: python ## Run the browser journeys (UPDATE_PICTURES=1 renews docs/pictures)
	$(TOOL) tools.check journeys

lint: python ## Check format, rules, types, layers, translations and deployment
	$(TOOL) tools.check lint

format: python ## Format Python, scripts and styles; mend what linters can mend
	$(TOOL) tools.lint --fix

messages: python ## Bring the English catalogue up to date with the sources
	$(TOOL) tools.bootstrap --dev
	@.venv/bin/python -m tools.messages update

bench: python ## Measure speed and size on PostgreSQL
	$(TOOL) tools.bootstrap --dev
	@.venv/bin/python -m bench.run

load: python ## Let 2,000 sit an exam at once (ARGS="--participants 200 --seconds 60", --runs 4)
	$(TOOL) tools.bootstrap --dev
	@.venv/bin/python -m bench.load $(ARGS)

chaos: python ## Kill everything at random during an exam (ARGS=sqlite, ARGS=postgresql)
	$(TOOL) tools.bootstrap --dev
	@.venv/bin/python -m bench.chaos $(ARGS)

python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Widya needs Python 3.11 or newer. Name one: make PYTHON=python3.12 ...")'
