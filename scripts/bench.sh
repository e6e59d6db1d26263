#!/usr/bin/env bash
# Figures: how large the page is to load, and how fast the engine and the server are.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
source scripts/setup/all.sh
source scripts/build-page.sh
source scripts/build-programs.sh

setup_for_tests
setup_npm benches 20.10
setup_k6
setup_kubeseal
setup_kubernetes
setup_npm tests/cluster 20.10
build_page
build_programs
# Each figure stands beside its limit; one that is over it does not hide the others.
over=0
(step "page size" node scripts/bench-size.mjs dist) || over=1
(step "lighthouse" node benches/lighthouse.mjs dist) || over=1
(step "engine" cargo run --quiet --locked --release -p k6cfg-bench) || over=1
(step "keystroke" node benches/keystroke.mjs dist) || over=1
(step "worker" node benches/worker.mjs dist) || over=1
(step "archives, against k6" node benches/archives.mjs) || over=1
(step "sealing, against kubeseal" node benches/sealing.mjs dist) || over=1
(step "submits, against kubectl" node benches/submit.mjs) || over=1
exit "$over"
