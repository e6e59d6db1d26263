#!/usr/bin/env bash
# The page as static files in dist/, for any web host: PUBLIC_URL is the path it will be served at.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
source scripts/setup/all.sh
source scripts/build-page.sh

setup_for_page
build_page
say "dist/ is ready for $PUBLIC_URL"
