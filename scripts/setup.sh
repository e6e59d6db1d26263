#!/usr/bin/env bash
# Installs what a build needs; says nothing about what is already there.
# Usage: scripts/setup.sh [page] [tests] [cluster]
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
source scripts/setup/all.sh

for part in "${@:-page}"; do
  "setup_for_$part"
done
