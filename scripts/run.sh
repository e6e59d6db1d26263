#!/usr/bin/env bash
# Sets up what is missing, builds what has changed, and serves the page with the server behind it.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
source scripts/setup/all.sh
source scripts/build-page.sh
source scripts/build-programs.sh

setup_for_page
build_page
build_programs
exec "$K6CFG_SERVER" \
  --listen "${K6CFG_LISTEN:-127.0.0.1:8080}" \
  --page "$ROOT/dist" \
  ${K6CFG_DATA:+--data "$K6CFG_DATA"}
