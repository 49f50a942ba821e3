// node prometheus-rule.js: the rules as the Prometheus operator takes them.
import { stringify } from "yaml";
import { rules } from "./observability.js";

console.log("# Made of prometheus/*.yml by ops/checks/prometheus-rule.js; ./rcs check tells when it differs.");
console.log(stringify({
  apiVersion: "monitoring.coreos.com/v1",
  kind: "PrometheusRule",
  metadata: { name: "rcs", labels: { "app.kubernetes.io/part-of": "rcs" } },
  spec: rules(),
}, { lineWidth: 0 }).trimEnd());
