# shellcheck shell=bash
# k6 itself, built from its Go module, for the tests that need the real thing. tests/cluster/parts/go.mod says which.

setup_k6() {
  local version dir
  version=$(sed -n 's#.*go\.k6\.io/k6/v2 \(v[0-9.]*\).*#\1#p' tests/cluster/parts/go.mod)
  dir=$TOOLS/k6-$version
  [ -x "$dir/bin/k6" ] || step "k6 $version (built once, some minutes)" locked k6 install_k6 "$dir" "$version"
  PATH=$dir/bin:$PATH
}

install_k6() {
  [ -x "$1/bin/k6" ] && return
  have go || die "Go is needed to build k6 for these tests, and is not here: install Go, then run this again"
  rm -rf "$1.part" "$1"
  GOBIN=$1.part/bin quiet go -C tests/cluster/parts install -trimpath -ldflags "-s -w" go.k6.io/k6/v2 ||
    die "k6 $2 could not be built"
  mv "$1.part" "$1"
}

# For the certificate of the server that the tests import modules from.
setup_openssl() {
  have openssl || step "openssl (Debian package)" apt_install "openssl" openssl
}
