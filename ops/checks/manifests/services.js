// What the services say of themselves in their own settings.
import { readFileSync } from "node:fs";
import { parse } from "yaml";

const SERVICES = ["api-gateway", "campaign-service", "dispatch-service", "fallback-service", "webhook-service"];

/** The queues that each service consumes: destination and group of its bindings. */
export function queues() {
  return Object.fromEntries(
    SERVICES.map((service) => {
      const bindings = settings(`${service}/src/main/resources/application.yml`).spring?.cloud?.stream?.bindings ?? {};
      return [service, Object.values(bindings).map(({ destination, group }) => `${destination}.${group}`)];
    }),
  );
}

/** The variables from which each service takes the addresses of others. */
export function neighbours() {
  return Object.fromEntries(
    SERVICES.map((service) => {
      const asked = text(`${service}/src/main/resources/application.yml`).matchAll(/\$\{(RCS_(?:CAMPAIGN|DISPATCH|WEBHOOK|FALLBACK)_URL)\b/g);
      return [service, [...new Set([...asked].map(([, name]) => name))]];
    }),
  );
}

/** Two phases end one after the other: what takes requests and messages, then what these need. */
export function drainSeconds() {
  const phase = settings("rcs-platform/src/main/resources/platform-defaults.yml").spring["lifecycle.timeout-per-shutdown-phase"];
  return 2 * Number.parseInt(phase, 10);
}

function settings(path) {
  return parse(text(path));
}

function text(path) {
  return readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");
}
