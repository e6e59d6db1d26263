#!/usr/bin/env bash
# docs/diagnostics/README.md: the list of the pages beside it.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

generate_file docs/diagnostics/README.md cargo run --quiet --locked -p k6cfg -- explain --index
