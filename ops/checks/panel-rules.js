// node panel-rules.js: the expressions of the dashboards as rules, for promtool to read.
import { stringify } from "yaml";
import { panels, rates } from "./observability.js";

console.log(stringify({ groups: [{ name: "panels", rules: panels().map(({ expr, where }, index) => ({ record: `panel:${index}`, expr: rates(expr), labels: { where } })) }] }));
