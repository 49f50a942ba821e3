import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { parse } from "yaml";
import { faults } from "./grafana-types.js";
import { alerts, dashboards, panels, rules } from "./observability.js";

const ROOT = new URL("../../", import.meta.url);

for (const { where, compares, labels, annotations } of alerts()) {
  test(`${where} compares one measure with one number, and says what to do`, () => {
    assert.ok(compares, "not of the form: measure > number");
    assert.match(labels?.severity ?? "", /^(page|ticket)$/);
    assert.ok(annotations.summary && annotations.description, "lacks a summary or a description");
    assert.ok(existsSync(new URL(annotations.runbook, ROOT)), `there is no ${annotations.runbook}`);
  });
}

test("every alert is tested, firing", () => {
  const tested = parse(readFileSync(new URL("ops/observability/prometheus/rules.test.yml", ROOT), "utf8"))
    .tests.flatMap(({ alert_rule_test = [] }) => alert_rule_test)
    .filter(({ exp_alerts = [] }) => exp_alerts.length)
    .map(({ alertname }) => alertname);
  assert.deepEqual(alerts().map(({ alert }) => alert).filter((alert) => !tested.includes(alert)), []);
});

for (const { file, uid, title, description, panels } of dashboards()) {
  test(`${file}: every panel says what it shows`, () => {
    assert.ok(uid && title && description);
    assert.deepEqual(panels.filter(({ description, targets }) => !description || !targets.length).map(({ title }) => title), []);
    assert.equal(new Set(panels.map(({ id }) => id)).size, panels.length, "two panels have the same id");
    assert.equal(new Set(panels.map(({ title }) => title)).size, panels.length, "two panels have the same title");
  });
}

test("Grafana knows every field of the dashboards, and their values", () => {
  assert.deepEqual(faults(dashboards()), []);
});

test("a field or a value that Grafana does not know is found, and where", () => {
  const [dashboard] = dashboards();
  const [first, second, third] = structuredClone(dashboard.panels);
  first.options.tooltip.mode = "multy";
  second.gridPos.width = 8;
  third.type = "timesries";
  const found = faults([{ ...dashboard, refersh: "5s", panels: [first, second, third] }]);
  const places = [dashboard.file, ...[first, second, third].map(({ title }) => `${dashboard.file}, ${title}`)];
  assert.equal(found.length, 4, found.join("\n"));
  places.forEach((place, index) => assert.ok(found[index].startsWith(`${place}: `), found[index]));
});

test("dashboards have uids of their own", () => {
  const uids = dashboards().map(({ uid }) => uid);
  assert.equal(new Set(uids).size, uids.length);
});

test("no expression names a person, a campaign or a tenant", () => {
  const expressions = [...panels(), ...alerts(), ...rules().groups.flatMap(({ rules }) => rules)].map(({ expr }) => expr);
  assert.deepEqual(expressions.filter((expr) => /tenant|campaign_id|msisdn|phone|recipient/.test(expr)), []);
});

test("dashboards use the variables that they have", () => {
  const used = panels().flatMap(({ expr }) => expr.match(/\$\w+/g) ?? []);
  assert.deepEqual([...new Set(used)], ["$__rate_interval"]);
});
