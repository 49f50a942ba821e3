// The rules and the dashboards, as the checks see them.
import { readFileSync, readdirSync } from "node:fs";
import { parse } from "yaml";

const FOLDER = new URL("../observability/", import.meta.url);

/** The rules of one file, or of both. */
export function rules(files = ["rules.yml", "kubernetes.yml"]) {
  return { groups: files.flatMap((file) => parse(readFileSync(new URL(`prometheus/${file}`, FOLDER), "utf8")).groups) };
}

/** Each alert's measure, without the number that it is compared with: an alert that does not fire has no series. */
export function alerts(files) {
  return rules(files).groups.flatMap(({ rules }) => rules).filter(({ alert }) => alert).map((rule) => {
    const [, measure] = /^([\s\S]+?)\s+(?:>|<|==)\s+[\d.]+$/.exec(rule.expr) ?? [];
    return { ...rule, where: `alert ${rule.alert}`, compares: measure !== undefined, expr: measure ?? rule.expr };
  });
}

export function dashboards() {
  return readdirSync(new URL("grafana/dashboards/", FOLDER)).map((file) => ({
    file,
    ...JSON.parse(readFileSync(new URL(`grafana/dashboards/${file}`, FOLDER), "utf8")),
  }));
}

/** Each expression of each panel, with the labels that name its lines. */
export function panels() {
  return dashboards().flatMap(({ file, panels }) =>
    panels.flatMap(({ title, targets }) =>
      targets.map(({ expr, legendFormat }) => ({ where: `${file}, ${title}`, expr, named: labels(legendFormat) }))));
}

function labels(legend) {
  return [...legend.matchAll(/{{\s*(\w+)\s*}}/g)].map(([, label]) => label);
}

/** An expression as Grafana would send it. */
export function rates(expr) {
  return expr.replaceAll("$__rate_interval", "1m");
}
