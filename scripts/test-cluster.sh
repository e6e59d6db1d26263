#!/usr/bin/env bash
# Tests against the real programs that run what k6cfg makes.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
source scripts/setup/all.sh
source scripts/tally.sh

setup_for_cluster
step "command line and server" cargo build --quiet --locked -p k6cfg -p k6cfg-server
export K6CFG="$TARGET/debug/k6cfg" K6CFG_SERVER="$TARGET/debug/k6cfg-server"
tallied step "tests against the real programs" node --test --test-reporter=spec tests/cluster/*.test.mjs
tally
