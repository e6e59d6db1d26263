# shellcheck shell=bash
# Sourced by every script: where things are, how a step is named and timed, how a tool is installed.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
CACHE=${K6CFG_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/k6cfg}
TOOLS=$CACHE/tools
TARGET=${CARGO_TARGET_DIR:-$ROOT/target}
mkdir -p "$TOOLS" "$CACHE/log" "$TARGET"
cd "$ROOT"

# wasm-bindgen has its version from Cargo.lock, k6 from tests/cluster/parts/go.mod.
export TRUNK_VERSION=0.21.14 WASM_SPLIT_VERSION=0.2.4 RUST_MIN=1.95

# A shell that was open before rustup came does not know where it is.
command -v cargo >/dev/null || PATH=$PATH:${CARGO_HOME:-$HOME/.cargo}/bin

say() { printf '%s\n' "$*"; }
die() { printf 'k6cfg: %s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# at_least 1.95 1.96.0: is the second version the first or newer?
at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }

seconds_since() { awk -v a="$1" -v b="${EPOCHREALTIME/,/.}" 'BEGIN { printf "%.1f", b - a }'; }

# step NAME COMMAND…: says what runs and how long it took; stops the script if it fails.
step() {
  local name=$1 start=${EPOCHREALTIME/,/.} rc=0
  shift
  say "▸ $name"
  set +e
  (set -e; "$@")
  rc=$?
  set -e
  if [ "$rc" -ne 0 ]; then
    say "✗ $name failed after $(seconds_since "$start") s"
    exit "$rc"
  fi
  say "✓ $name: $(seconds_since "$start") s"
}

# quiet COMMAND…: keeps the output in a log and shows its end only when the command fails.
quiet() {
  local log rc=0
  log=$(mktemp "$CACHE/log/XXXXXX")
  "$@" >"$log" 2>&1 </dev/null || rc=$?
  [ "$rc" -eq 0 ] || tail -n 40 "$log" >&2
  rm -f "$log"
  return "$rc"
}

# generate_file FILE COMMAND…: what the command prints becomes the file, unless it fails.
generate_file() {
  local file=$1
  shift
  "$@" >"$TARGET/generated.tmp"
  cmp -s "$TARGET/generated.tmp" "$file" || cp "$TARGET/generated.tmp" "$file"
}

# locked NAME COMMAND…: two set-ups at once wait for each other instead of clashing.
locked() {
  local name=$1
  shift
  if ! have flock; then "$@"; return; fi
  (
    flock 9
    "$@"
  ) 9>"$CACHE/$name.lock"
}

# apt_install WHAT-FOR PACKAGE…: Debian packages, without a question.
apt_install() {
  local why=$1 sudo=()
  shift
  have apt-get || die "$why is missing and there is no apt-get here: install it, then run this again"
  if [ "$(id -u)" -ne 0 ]; then
    { have sudo && sudo -n true 2>/dev/null; } ||
      die "$why is missing: run 'sudo apt-get install $*', then this again"
    sudo=(sudo -n)
  fi
  local apt=("${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -y -q -o DPkg::Lock::Timeout=120)
  quiet "${apt[@]}" update || say "  the package lists could not be refreshed; going on with the old ones"
  quiet "${apt[@]}" install --no-install-recommends "$@" ||
    die "$why could not be installed with apt-get ($*)"
}

# cargo_tool BINARY CRATE VERSION: built into the cache once for all clones.
# The folder is moved into place when it is whole, so an interrupted build is taken up again, never trusted.
cargo_tool() {
  local bin=$1 crate=$2 version=$3 features=${4:-} dir=$TOOLS/$2-$3
  [ -x "$dir/bin/$bin" ] || step "$crate $version (built once, some minutes)" \
    locked "$crate" install_cargo_tool "$bin" "$crate" "$version" "$dir" "$features"
}

install_cargo_tool() {
  local bin=$1 crate=$2 version=$3 dir=$4 features=$5 build=$TOOLS/build-$2-$3
  [ -x "$dir/bin/$bin" ] && return # another set-up was faster
  rm -rf "$dir.part" "$dir"
  # A build tool need not be small or fast, it must be there soon.
  local cargo=(env -u CARGO_TARGET_DIR
    CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16
    CARGO_PROFILE_RELEASE_DEBUG=false CARGO_PROFILE_RELEASE_STRIP=true
    cargo install --quiet --force "$crate" --version "$version" --bin "$bin" --features "$features"
    --root "$dir.part" --target-dir "$build")
  # As its authors locked it; where a registry mirror lacks one of those versions, with the nearest it has.
  quiet "${cargo[@]}" --locked 2>/dev/null || quiet "${cargo[@]}" ||
    die "$crate $version could not be built; run this again to go on from there"
  mv "$dir.part" "$dir"
  rm -rf "$build"
}
