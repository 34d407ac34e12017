# `make run` and `make test` need nothing but make and Python 3.11 with venv (Debian: apt-get install make python3-venv).
.DEFAULT_GOAL := help
SHELL := /bin/sh
VENV := .venv/bin
STACK = $(VENV)/python scripts/stack.py
SETUP = python=$$(sh scripts/python.sh) && $$python scripts/stack.py setup

.PHONY: help run test check bench bench-screening matrix chaos samples seed accounts fmt lock setup stop clean

help: ## Say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' Makefile

run: ## Set up and serve everything with demonstration data, until Ctrl-C
	@$(SETUP) local
	@exec $(STACK) run

test: ## Set up and pass every test (ARGS="-k clock" for some)
	@$(SETUP) test
	@exec $(STACK) test -- $(ARGS)

check: ## Style, types, import contracts, templates, migrations
	@$(SETUP) test
	@$(VENV)/python -m scripts.check

bench: ## Measure, against other libraries where there are any
	@$(SETUP) bench
	@exec $(STACK) exec -- python -m tests.bench $(ARGS)

bench-screening: ## Screen ten million cases, against an oracle, SQL and OpenFisca (ARGS=1000000 for fewer)
	@$(SETUP) bench
	@exec $(STACK) exec -- python -m tests.bench.screening $(ARGS)

matrix: ## Every role on every route, not a tenth
	@$(SETUP) test
	@MATRIX=whole exec $(STACK) test -- -m matrix $(ARGS)

chaos: ## Every kill, not twenty
	@$(SETUP) test
	@CHAOS=whole exec $(STACK) test -- tests/chaos $(ARGS)

samples: ## Render one paper of every kind into var/samples/
	@$(SETUP) local
	@exec $(STACK) exec -- python manage.py samples $(ARGS)

seed: ## Put the demonstration province into the database of `make run`
	@$(SETUP) local
	@exec $(STACK) exec --set run -- python manage.py seed_demo

accounts: ## Demonstration accounts and their codes of this half minute
	@exec $(STACK) exec --set run -- python manage.py demo_accounts

fmt: ## Format the code and the templates
	@$(SETUP) test
	@$(VENV)/ruff format . && $(VENV)/ruff check --fix-only --quiet . ; $(VENV)/djlint --reformat --quiet templates || true

lock: ## Compile requirements/*.txt from pyproject.toml (UPGRADE=1 takes newer versions)
	@$(SETUP) test
	@$(VENV)/python scripts/lock.py

setup: ## Only install (for run and test)
	@$(SETUP) test

stop: ## Stop PostgreSQL and Redis left running for development
	@$(STACK) stop --set test

clean: ## Remove what set-up and running made, the databases included
	@if [ -x $(VENV)/python ]; then $(STACK) clean; fi
	rm -rf .venv var static/vendor node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
