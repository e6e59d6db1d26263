# shellcheck shell=bash
# Sourced: the checks that `make check` and `make test` share.

run_checks() {
  step "format" cargo fmt --all --check
  step "lints" cargo clippy --quiet --locked --workspace --all-targets -- -D warnings
  step "lints: the page, for the browser" lint_page
  step "generated files" check_generated
  if cargo deny --version >/dev/null 2>&1; then
    step "dependencies" cargo deny --log-level error check bans licenses sources
  fi
}

# Linted as what it is, where a clippy fits that compiler.
lint_page() {
  if wasm_env cargo clippy --version >/dev/null 2>&1 && [ "$(wasm_toolchain)" = own ]; then
    wasm_env cargo clippy --quiet --locked -p k6cfg-app --target wasm32-unknown-unknown -- -D warnings
  fi
}

# Each script in scripts/generate/ writes one committed file; running them all must change nothing.
check_generated() {
  local before script
  before=$(tree_state)
  for script in scripts/generate/*.sh; do
    [ -e "$script" ] || return 0
    bash "$script"
  done
  [ "$(tree_state)" = "$before" ] && return
  git diff --stat
  die "generated files were out of date and have been written anew: look at them and commit them"
}

tree_state() { git diff; git status --porcelain; }
