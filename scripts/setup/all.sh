# shellcheck shell=bash
# Sourced: every part of the set-up, and which parts a job needs.
for part in rust trunk npm chromium k6 kubeseal kubernetes; do
  # shellcheck source=/dev/null
  source "$ROOT/scripts/setup/$part.sh"
done

setup_for_page() {
  setup_rust
  setup_trunk
  setup_wasm_bindgen
  setup_wasm_split
  setup_npm web 18.19
}

setup_for_tests() {
  setup_for_page
  setup_npm tests/browser 20.10
  setup_chromium
}

setup_for_cluster() {
  setup_rust
  setup_npm tests/cluster 20.10
  setup_chromium
  setup_k6
  setup_kubeseal
  setup_kubernetes
  setup_openssl
}
