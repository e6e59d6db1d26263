#!/usr/bin/env bash
# Tests against the real programs that run what k6cfg makes.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
source scripts/setup/all.sh
source scripts/build-page.sh
source scripts/build-programs.sh
source scripts/tally.sh

setup_for_page
setup_for_cluster
build_page
build_programs
tallied step "tests against the real programs" node --test --test-reporter=spec tests/cluster/*.test.mjs
tally
