import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { parse, parseAllDocuments, stringify } from "yaml";
import { faultsOf } from "./faults.js";

const GOOD = read("good.yaml");
const SETTINGS = { queues: { worker: ["orders.worker"] }, neighbours: { "api-gateway": ["WORKER_URL"] }, drainSeconds: 40 };

test("nothing is said of manifests without a fault", async () => {
  assert.deepEqual((await faultsOf(GOOD, SETTINGS)).faults, []);
});

for (const { fault, in: where, set, unset } of parse(read("bad.yaml"))) {
  test(`${where}: ${fault}`, async () => {
    const documents = parseAllDocuments(GOOD).map((document) => document.toJS());
    const document = documents.find(({ kind, metadata }) => `${kind}/${metadata.name}` === where);
    for (const [path, value] of Object.entries(set ?? {})) change(document, path, value);
    if (unset) change(document, unset, undefined);
    const { faults } = await faultsOf(documents.map((each) => stringify(each)).join("---\n"), SETTINGS);
    assert.ok(faults.some((said) => said.includes(fault)), `said was: ${faults.join("; ") || "nothing"}`);
  });
}

test("a key that is there twice is a fault", async () => {
  const { faults } = await faultsOf(`${GOOD}  interval: 1m\n  interval: 2m\n`, SETTINGS);
  assert.match(faults.join(), /unique/);
});

function change(object, path, value) {
  const keys = path.split(".");
  const last = keys.pop();
  const place = keys.reduce((inner, key) => inner[key], object);
  if (value === undefined) delete place[last];
  else place[last] = value;
}

function read(file) {
  return readFileSync(new URL(file, import.meta.url), "utf8");
}
