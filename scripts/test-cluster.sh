#!/usr/bin/env bash
# Tests against the real programs that run what k6cfg makes.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
source scripts/setup/all.sh
source scripts/tally.sh

setup_for_cluster
step "command line" cargo build --quiet --locked -p k6cfg
export K6CFG="$TARGET/debug/k6cfg"
tallied step "tests against real k6" node --test --test-reporter=spec tests/cluster/*.test.mjs
tally
