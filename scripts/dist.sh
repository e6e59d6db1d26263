#!/usr/bin/env bash
# The page as static files in site/, for any web host. BASE is the path it will be served at, SERVER the address of a
# k6cfg-server elsewhere, PROFILE a file that describes the platform.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
source scripts/setup/all.sh
source scripts/build-page.sh

BASE=${BASE:-/} SERVER=${SERVER:-} PROFILE=${PROFILE:-}
case $BASE in
  / | /*/) ;;
  *) die "BASE must start and end with a slash, for example /k6cfg/" ;;
esac
[ -z "$PROFILE" ] || [ -f "$PROFILE" ] || die "there is no file $PROFILE"

setup_for_page
build_page
step "site" node web/site/site.mjs dist site "$BASE" "$SERVER" "$PROFILE"
say "site/ is ready for $BASE: $(find site -type f | wc -l) files, $(du -sh site | cut -f 1)"
say "  server: ${SERVER:-none, so nothing can be submitted}"
say "  profile: ${PROFILE:-the built-in one}"
say "docs/hosting.md says how to publish it"
