# shellcheck shell=bash
# Sourced: builds the fuzz targets and runs them for a while.

fuzz_host() { rustc -vV | sed -n 's/^host: //p'; }


# The coverage that libFuzzer is led by; with a target named, build scripts are spared the flags.
fuzz_build() {
  RUSTFLAGS="--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1" \
    cargo build --quiet --locked --release --manifest-path fuzz/Cargo.toml --target-dir "$TARGET/fuzz" \
    --target "$(fuzz_host)" "$@"
}

# In CI as many inputs on each machine, from nearly the same start; `make fuzz` goes elsewhere each time.
fuzz_target() {
  local name=$1 corpus=$TARGET/fuzz/corpus/$1 log=$TARGET/fuzz/$1.log amount seed
  shift
  mkdir -p "$corpus" fuzz/findings
  if [ -n "${CI:-}" ]; then
    amount=-runs=300000 seed=1
  else
    amount=-max_total_time=${FUZZ_SECONDS:-60} seed=${FUZZ_SEED:-$RANDOM}
  fi
  if ! "$TARGET/fuzz/$(fuzz_host)/release/$name" "$corpus" "$@" "$amount" -timeout=5 -seed="$seed" \
    -rss_limit_mb=2048 -max_len=4096 -artifact_prefix="fuzz/findings/$name-" -print_final_stats=1 >"$log" 2>&1; then
    tail -n 40 "$log"
    return 1
  fi
  say "  $name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") inputs"
}

fuzz() {
  step "fuzz targets" fuzz_build
  local read edit seal
  fuzz_target read engine/config/tests/suite fuzz/seeds/read &
  read=$!
  fuzz_target edit fuzz/seeds/edit &
  edit=$!
  fuzz_target seal fuzz/seeds/seal &
  seal=$!
  wait "$read" && wait "$edit" && wait "$seal" || return 1
  # Where nobody waits for it: it takes minutes to build. What was built is not used again there, and the disk is small.
  if [ -n "${CI:-}" ]; then
    rm -rf "${TARGET:?}/fuzz/$(fuzz_host)"
    return 0
  fi
  step "fuzz target of scripts" fuzz_build --features archive
  fuzz_target archive fuzz/seeds/archive
}
