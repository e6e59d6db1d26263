# shellcheck shell=bash
# Sourced: counts tests over several runners, for one closing line.

TALLY=$(mktemp "$CACHE/log/tally-XXXXXX")
trap 'rm -f "$TALLY"' EXIT

# tallied COMMAND…: runs it, counting what its test runner says; ends the script with the count when it fails.
tallied() {
  local rc=0
  set +e
  (set -e; "$@") 2>&1 | tee -a "$TALLY"
  rc=${PIPESTATUS[0]}
  set -e
  [ "$rc" -eq 0 ] && return
  tally
  exit "$rc"
}

# cargo: "test result: ok. 3 passed; 0 failed"; node: "ℹ pass 3", "ℹ fail 0"; our own: "3 passed, 0 failed".
tally() {
  awk '
    /^test result: / { passed += $4; failed += $6 }
    /^(ℹ|#) pass [0-9]+$/ { passed += $3 }
    /^(ℹ|#) fail [0-9]+$/ { failed += $3 }
    /^[0-9]+ passed, [0-9]+ failed$/ { passed += $1; failed += $3 }
    END { printf "%d passed, %d failed\n", passed, failed }
  ' "$TALLY"
}
