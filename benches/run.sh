#!/usr/bin/env bash
# The engine's times. Sourced settings come from the scripts.
source "$(dirname "${BASH_SOURCE[0]}")/../scripts/lib.sh"

step "engine" cargo run --quiet --release -p k6cfg-bench
