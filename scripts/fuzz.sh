#!/usr/bin/env bash
# Arbitrary texts and edits against the engine: FUZZ_SECONDS (60) for each target, side by side.
# A finding is kept under fuzz/findings; `target/fuzz/…/read FILE` runs it again.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
source scripts/setup/all.sh
source scripts/fuzzing.sh

setup_rust
fuzz
