# shellcheck shell=bash
# kubeseal and the sealed-secrets controller, built from their Go module, for the tests that need the real thing.
# tests/cluster/parts/sealed-secrets/go.mod says which.

setup_kubeseal() {
  local version dir
  version=$(sed -n 's#.*bitnami-labs/sealed-secrets \(v[0-9.]*\).*#\1#p' tests/cluster/parts/sealed-secrets/go.mod)
  dir=$TOOLS/sealed-secrets-$version
  sealed_secrets_built "$dir" ||
    step "sealed-secrets $version (built once, some minutes)" locked sealed-secrets install_kubeseal "$dir" "$version"
  PATH=$dir/bin:$PATH
}

sealed_secrets_built() { [ -x "$1/bin/kubeseal" ] && [ -x "$1/bin/controller" ]; }

install_kubeseal() {
  sealed_secrets_built "$1" && return
  have go || die "Go is needed to build kubeseal for these tests, and is not here: install Go, then run this again"
  rm -rf "$1.part" "$1"
  GOBIN=$1.part/bin quiet go -C tests/cluster/parts/sealed-secrets install -p 2 -trimpath \
    -ldflags "-s -w -X main.VERSION=${2#v}" tool || die "sealed-secrets $2 could not be built"
  mv "$1.part" "$1"
}
