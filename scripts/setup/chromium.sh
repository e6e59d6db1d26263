# shellcheck shell=bash
# A browser for the tests: K6CFG_CHROMIUM, or one that is here, or Debian's.

setup_chromium() {
  [ -n "${K6CFG_CHROMIUM:-}" ] || K6CFG_CHROMIUM=$(find_chromium)
  if [ -z "$K6CFG_CHROMIUM" ]; then
    step "chromium (Debian packages)" apt_install "Chromium" chromium fonts-liberation fonts-dejavu-core
    K6CFG_CHROMIUM=$(find_chromium)
  fi
  [ -x "$K6CFG_CHROMIUM" ] || die "no Chromium found: name one in K6CFG_CHROMIUM"
  export K6CFG_CHROMIUM
}

find_chromium() {
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" && return
  done
  return 0
}
