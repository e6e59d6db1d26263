# Short names over scripts/. CI runs the same.
.DEFAULT_GOAL := help
.PHONY: run test test-cluster fuzz bench check fix dist help

run: ## set up, build and serve on http://127.0.0.1:8080
	@scripts/run.sh

test: ## checks, unit tests, and the page in a real browser
	@scripts/test.sh

test-cluster: ## tests with real k6, kubeseal and Kubernetes API (needs Go)
	@scripts/test-cluster.sh

fuzz: ## arbitrary texts and edits against the engine, a minute
	@scripts/fuzz.sh

bench: ## sizes and speeds
	@scripts/bench.sh

check: ## formatting, lints, generated files
	@scripts/check.sh

fix: ## mend formatting, simple lints and generated files
	@scripts/fix.sh

dist: ## the page for a static host in site/: BASE=/path/ SERVER=https://… PROFILE=file
	@scripts/dist.sh

help:
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' Makefile

export FAST BASE SERVER PROFILE
