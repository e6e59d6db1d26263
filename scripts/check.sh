#!/usr/bin/env bash
# Everything that reads the code without running it: formatting, lints, dependencies, generated files.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
source scripts/setup/all.sh
source scripts/checks.sh

setup_rust
run_checks
