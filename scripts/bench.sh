#!/usr/bin/env bash
# Figures: how large the page is to load, and how fast the engine and the server are.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
source scripts/setup/all.sh
source scripts/build-page.sh

setup_for_page
build_page
step "page size" node scripts/bench-size.mjs dist
if [ -x benches/run.sh ]; then benches/run.sh; fi
