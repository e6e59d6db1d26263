#!/usr/bin/env bash
# All tests that need no Kubernetes parts: checks, unit and golden tests, the page in a real browser.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
source scripts/setup/all.sh
source scripts/build-page.sh
source scripts/build-programs.sh
source scripts/checks.sh
source scripts/tally.sh
source scripts/fuzzing.sh

setup_for_tests
tallied run_checks
tallied step "unit and golden tests" cargo test --quiet --locked --workspace
# A minute of arbitrary input, where nobody waits for it.
[ -z "${CI:-}" ] || tallied fuzz
tallied build_page
build_programs
tallied step "browser tests" node tests/browser/run.mjs
# All of it with another organisation's profile, where nobody waits for it.
[ -z "${CI:-}" ] || K6CFG_PROFILE=engine/profile/profiles/small.yaml tallied step "browser tests with a second profile" node tests/browser/run.mjs
tally
