# shellcheck shell=bash
# Sourced: the page, built into dist/ for the path `/`, and nothing done when nothing it is made of has changed.
# web/site/ makes from it what is served at another path.

build_page() {
  local stamp=$TARGET/page.stamp inputs
  inputs=$(page_inputs)
  if [ -f dist/index.html ] && [ "$(cat "$stamp" 2>/dev/null)" = "$inputs" ]; then return; fi
  rm -f "$stamp"
  step "page" locked page trunk_build
  echo "$inputs" >"$stamp"
}

# Tests and snapshots of the engine are no part of the page.
page_inputs() {
  {
    find src engine web style public docs/diagnostics docs/schema -type d \( -name node_modules -o -name tests -o -name snapshots -o -path web/site \) \
      -prune -o -type f -print0 | sort -z | xargs -0 sha256sum
    sha256sum index.html Trunk.toml build.rs Cargo.toml Cargo.lock .cargo/config.toml
    echo "${FAST:-} $(wasm_toolchain) $(rustc --version) trunk $TRUNK_VERSION split $WASM_SPLIT_VERSION"
  } | sha256sum
}

# Both tools are on PATH in the right version, so Trunk downloads nothing.
trunk_build() {
  local profile=web
  [ -z "${FAST:-}" ] || profile=web-fast
  TRUNK_BUILD_CARGO_PROFILE=$profile TRUNK_SKIP_VERSION_CHECK=true RUST_LOG=${RUST_LOG:-warn} \
    wasm_env trunk build --locked
}
