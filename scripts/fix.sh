#!/usr/bin/env bash
# Mends what can be mended without thinking: formatting, simple lints, generated files.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
source scripts/setup/all.sh

setup_rust
step "lints" cargo clippy --quiet --fix --allow-dirty --allow-staged --workspace --all-targets
step "format" cargo fmt --all
for script in scripts/generate/*.sh; do
  [ -e "$script" ] || continue
  step "$(basename "$script" .sh)" bash "$script"
done
