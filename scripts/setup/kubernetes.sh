# shellcheck shell=bash
# The Kubernetes API server with its controllers, kubectl and etcd, built from their Go modules, for the tests that need the real thing.
# tests/cluster/parts/kubernetes/go.mod says which.

setup_kubernetes() {
  local kubernetes etcd dir
  kubernetes=$(kubernetes_part k8s.io/kubernetes)
  etcd=$(kubernetes_part go.etcd.io/etcd/server/v3)
  dir=$TOOLS/kubernetes-$kubernetes-etcd-$etcd
  kubernetes_built "$dir" ||
    step "kube-apiserver $kubernetes, its controllers, kubectl and etcd $etcd (built once, many minutes)" \
      locked kubernetes install_kubernetes "$dir" "$kubernetes"
  PATH=$dir/bin:$PATH
}

kubernetes_part() { sed -n "s#^\s$1 \(v[0-9.]*\).*#\1#p" tests/cluster/parts/kubernetes/go.mod; }

kubernetes_built() {
  local program
  for program in kube-apiserver kube-controller-manager kubectl etcd; do
    [ -x "$1/bin/$program" ] || return 1
  done
}

install_kubernetes() {
  kubernetes_built "$1" && return
  have go || die "Go is needed to build kube-apiserver for these tests, and is not here: install Go, then run this again"
  rm -rf "$1.part" "$1"
  GOBIN=$1.part/bin quiet go -C tests/cluster/parts/kubernetes install -p 2 -trimpath \
    -ldflags "-s -w -X k8s.io/component-base/version.gitVersion=$2" tool || die "Kubernetes $2 could not be built"
  # Named by its folder.
  mv "$1.part/bin/server" "$1.part/bin/etcd"
  mv "$1.part" "$1"
}
