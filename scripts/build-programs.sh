# shellcheck shell=bash
# Sourced: the server and the command line, always built together and the same way, so that no script builds
# their dependencies a second time with other features.

build_programs() {
  step "server and command line" cargo build --quiet --locked --release -p k6cfg-server -p k6cfg
  export K6CFG=$TARGET/release/k6cfg K6CFG_SERVER=$TARGET/release/k6cfg-server
}
