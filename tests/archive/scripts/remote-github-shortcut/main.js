import { a } from "github.com/grafana/k6/samples/thresholds.js";
export default function () {}
