# shellcheck shell=bash
# Trunk builds the page; wasm-bindgen must be exactly the version the page is compiled with; wasm-split cuts it in parts.

setup_trunk() {
  cargo_tool trunk trunk "$TRUNK_VERSION"
  PATH=$TOOLS/trunk-$TRUNK_VERSION/bin:$PATH
}

setup_wasm_bindgen() {
  local version
  version=$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/"/, "", $3); print $3; exit }' Cargo.lock)
  [ -n "$version" ] || die "Cargo.lock names no wasm-bindgen"
  cargo_tool wasm-bindgen wasm-bindgen-cli "$version"
  PATH=$TOOLS/wasm-bindgen-cli-$version/bin:$PATH
}

setup_wasm_split() {
  cargo_tool wasm-split-cli wasm_split_cli_support "$WASM_SPLIT_VERSION" build-binary
  PATH=$TOOLS/wasm_split_cli_support-$WASM_SPLIT_VERSION/bin:$PATH
}
