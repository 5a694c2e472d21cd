# Copyright (c) 2026 community.launchdarkly contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Each is a session of noxfile.py; tests/runner makes the environment of nox, so that it also works without make.
PYTHON ?= python3
STEPS ?=
BENCH ?=
MUTANTS ?=
MANIFESTS ?=
# Not from the environment: what is exported must not have the demonstration or the questions write into an account.
LIVE =
ASK =
RUNNER = $(PYTHON) -m tests.runner

.DEFAULT_GOAL := help
.PHONY: help venv demo generate test lint bench mutation live manifests docs clean

help: ## Show this help
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo '  make test STEPS="lint unit-newest"   runs only these steps; "make test STEPS=--list" names them'
	@echo '  make test STEPS=long                 runs every seed and every variant, on both versions'
	@echo '  make demo LIVE=yes                   uses the account of LAUNCHDARKLY_ACCESS_TOKEN, after a question'
	@echo '  make bench BENCH="--oldest --long"   see benchmarks/README.md'
	@echo '  make mutation MUTANTS="tasks"        tries only this part; see tests/mutation/README.md'
	@echo '  make live ASK="--yes"                uses the account of LAUNCHDARKLY_ACCESS_TOKEN; see docs/live.md'
	@echo '  make manifests MANIFESTS=file.json   takes them from a file, not from the service'

venv: ## Create the virtual environments in .build/venv
	@$(RUNNER) venv

demo: ## Build and install the collection, run playbooks/demo.yml, and ask an SDK
	@$(RUNNER) demo $(if $(filter yes,$(LIVE)),-- --live)

generate: ## Write what is said in several files: documentation of plurals and roles, tables, action plugins
	@$(RUNNER) generate

test: ## Run every test, on the oldest and the newest ansible-core
	@$(RUNNER) test $(STEPS)

lint: ## Run the linters only
	@$(RUNNER) linters

bench: ## Run the benchmarks
	@$(RUNNER) bench -- $(BENCH)

mutation: ## Change the code in small ways, and see that its unit tests notice
	@$(RUNNER) mutation -- $(MUTANTS)

live: ## Ask the live service what only it can answer; without ASK="--yes" only say what would be asked
	@$(RUNNER) live -- $(ASK)

manifests: ## Renew the table of form variables from LaunchDarkly's integration manifests
	@$(RUNNER) manifests -- $(MANIFESTS)

docs: ## Build the HTML documentation into .build/docs
	@$(RUNNER) docs

clean: ## Remove everything that was built
	@$(RUNNER) clean
