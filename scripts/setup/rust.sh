# shellcheck shell=bash
# Rust, able to build for the browser.
#
# The ordinary way is rustup's own wasm32 library. Where rustup cannot fetch it, Debian's current compiler comes
# with the library's sources and builds it: that is the second way, chosen without asking, and kept once it is there.

setup_rust() {
  have cargo || step "rust (Debian packages)" install_debian_rust
  local version
  version=$(rustc --version | awk '{ print $2 }')
  at_least "$RUST_MIN" "$version" ||
    die "Rust $RUST_MIN or newer is needed, here is $version: run 'rustup update'"
  [ -n "$(wasm_toolchain)" ] && return
  if [ "${K6CFG_WASM_TOOLCHAIN:-any}" != debian ] && have rustup; then
    step "rust for the browser (rustup)" add_rustup_target
    [ -n "$(wasm_toolchain)" ] && return
  fi
  step "rust for the browser (Debian packages)" install_debian_rust
  [ -n "$(wasm_toolchain)" ] || die "no Rust that builds for wasm32 could be set up"
}

# Which compiler builds for the browser: `own` (the one on PATH), `debian`, or nothing yet.
# K6CFG_WASM_TOOLCHAIN chooses one by hand.
wasm_toolchain() {
  local choice=${K6CFG_WASM_TOOLCHAIN:-any}
  if [ "$choice" != debian ] && own_wasm_ready; then
    echo own
  elif [ "$choice" != own ] && debian_ready; then
    echo debian
  fi
}

own_wasm_ready() {
  have rustc && [ -d "$(rustc --print target-libdir --target wasm32-unknown-unknown 2>/dev/null)" ]
}

debian_ready() {
  [ -x /usr/bin/cargo ] && [ -x /usr/bin/rustc ] &&
    at_least "$RUST_MIN" "$(/usr/bin/rustc --version | awk '{ print $2 }')" &&
    [ -d "$(/usr/bin/rustc --print sysroot)/lib/rustlib/src/rust/library" ] &&
    [ -n "$(wasm_linker)" ]
}

# Debian's compiler brings no linker for wasm32: rustup's serves, or that of Debian's lld of the same LLVM.
wasm_linker() {
  local candidate
  for candidate in "$(rustup_lld)" "/usr/lib/llvm-$(debian_llvm)/bin/wasm-ld"; do
    [ ! -x "$candidate" ] || { echo "$candidate"; return; }
  done
}

rustup_lld() {
  local sysroot host
  sysroot=$(rustc --print sysroot 2>/dev/null) || return 0
  host=$(rustc -vV | sed -n 's/^host: //p')
  echo "$sysroot/lib/rustlib/$host/bin/rust-lld"
}

debian_llvm() { /usr/bin/rustc -vV 2>/dev/null | sed -n 's/^LLVM version: \([0-9]*\).*/\1/p'; }

add_rustup_target() {
  quiet timeout 60 rustup target add wasm32-unknown-unknown ||
    say "  rustup could not fetch it; the next step is another way"
}

install_debian_rust() {
  local packages=(rustc-web cargo-web rust-web-src)
  have rustup || packages+=(rust-web-clippy rustfmt-web)
  apt_install "a Rust compiler for the browser" "${packages[@]}"
  [ -n "$(wasm_linker)" ] || apt_install "a linker for the browser" "lld-$(debian_llvm)"
}

# wasm_env COMMAND…: runs a command with the compiler for the browser first on PATH.
# Its own target folder: native and browser builds may come from different compilers.
wasm_env() {
  local env=("CARGO_TARGET_DIR=$TARGET/web")
  if [ "$(wasm_toolchain)" = debian ]; then
    local bin=$CACHE/debian-rust
    mkdir -p "$bin"
    ln -sf /usr/bin/cargo /usr/bin/rustc /usr/bin/rustdoc "$bin/"
    env+=("PATH=$bin:$PATH" RUSTC_BOOTSTRAP=1 "CARGO_UNSTABLE_BUILD_STD=std,panic_abort"
      "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=$(wasm_linker)")
  fi
  env "${env[@]}" "$@"
}
