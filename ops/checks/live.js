// node live.js URL [SECONDS]: every expression of every panel and alert against a Prometheus that watches a running fleet.
// One that gives no series watches nothing: a metric was renamed, or never was. Lines whose labels are not there have no names.
import { alerts, panels, rates } from "./observability.js";

const [url, patience = "180"] = process.argv.slice(2);
const deadline = Date.now() + Number(patience) * 1000;

let pending = [...panels(), ...alerts(["rules.yml"])].map((each) => ({ ...each, expr: rates(each.expr) }));
const all = pending.length;
for (;;) {
  const answers = await Promise.all(pending.map(ask));
  pending = pending.map((each, index) => ({ ...each, said: answers[index] })).filter(({ said }) => said !== undefined);
  if (!pending.length || Date.now() > deadline || pending.some(({ said }) => !said.startsWith("no series"))) break;
  await new Promise((resolve) => setTimeout(resolve, 2000));
}
for (const { where, expr, said } of pending) console.error(`${where}: ${said}: ${expr}`);
console.log(`${all} expressions, ${pending.length} faults`);
process.exitCode = pending.length ? 1 : 0;

/** Nothing, or what is wrong with it. */
async function ask({ expr, named = [] }) {
  const response = await fetch(`${url}/api/v1/query?${new URLSearchParams({ query: expr })}`);
  const { status, error, data } = await response.json();
  if (status !== "success") return error;
  if (!data.result.length) return "no series";
  const missing = named.filter((label) => data.result.every(({ metric }) => !metric[label]));
  return missing.length ? `no series has ${missing.join(", ")}` : undefined;
}
