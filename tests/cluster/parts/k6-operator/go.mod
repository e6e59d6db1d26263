// The definition of TestRun, taken from k6-operator at the version that the built-in profile names. Nothing of it is built.
module k6cfg.invalid/tests/cluster/parts/k6-operator

go 1.24

require github.com/grafana/k6-operator v1.5.0
