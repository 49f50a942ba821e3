import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { compose, composeFaults, read, settings } from "./compose.js";

const ROOT = new URL("../../", import.meta.url);
const demo = compose("docker-compose.yml");
const RESET = "null";
const production = compose("docker-compose.production.yml");

test("the compose file has no fault", () => {
  assert.deepEqual(composeFaults(demo), []);
});

test("what is mounted is there", () => {
  const mounted = Object.values(demo.services).flatMap(({ volumes = [] }) => volumes).map((volume) => volume.split(":")[0]);
  assert.deepEqual(mounted.filter((path) => path.startsWith("./") && !existsSync(new URL(path, ROOT))), []);
});

test("the demo's settings give every variable that has no default", () => {
  const known = settings("ops/docker/demo.env");
  const asked = [...read("docker-compose.yml").matchAll(/\$\{(\w+)-\}/g)].map(([, name]) => name);
  assert.deepEqual([...new Set(asked)].filter((name) => !known[name]), []);
});

test("production takes every secret from a file that it declares, and from nowhere else", () => {
  for (const [name, { secrets = [], environment = {} }] of Object.entries(production.services)) {
    for (const secret of secrets) {
      assert.ok((secret.source ?? secret) in production.secrets, `${name}: ${secret.source ?? secret} is no secret`);
    }
    if (!Object.keys(environment).length) continue; // taken away as a whole
    const left = Object.entries({ ...demo.services[name].environment, ...environment }).filter(([, value]) => value !== RESET);
    assert.deepEqual(left.map(([key]) => key).filter((key) => /PASSWORD$|_KEY$|PEPPER$/.test(key)), [], `${name} has secrets in its environment`);
  }
  const used = Object.values(production.services).flatMap(({ secrets = [] }) => secrets.map((secret) => secret.source ?? secret));
  assert.deepEqual(Object.keys(production.secrets).filter((name) => !used.includes(name)), []);
});

test("production has no simulator", () => {
  assert.deepEqual(production.services["provider-simulator"].profiles, ["never"]);
});

for (const [fault, change] of [
  ["has the image postgres:latest, which may be another one tomorrow", (it) => { it.services.postgres.image = "postgres:latest"; }],
  ["is in no profile", (it) => { delete it.services.redis.profiles; }],
  ["waits for postgress, which does not exist", (it) => { it.services["fallback-service"].depends_on = { postgress: { condition: "service_healthy" } }; }],
  ["does not wait until postgres is healthy", (it) => { it.services["fallback-service"].depends_on = { postgres: { condition: "service_started" } }; }],
  ["waits for prometheus, which is not in all of its profiles", (it) => { it.services["fallback-service"].depends_on = { prometheus: { condition: "service_healthy" } }; }],
  ["can be reached from outside at 8080:8080", (it) => { it.services["api-gateway"].ports = ["8080:8080"]; }],
  ["keeps its data in data, which is no volume", (it) => { it.services.postgres.volumes = ["data:/data"]; }],
  ["can write to its file system", (it) => { delete it.services["api-gateway"].read_only; }],
  ["keeps capabilities", (it) => { it.services["api-gateway"].cap_drop = []; }],
  ["may gain privileges", (it) => { it.services["api-gateway"].security_opt = []; }],
  ["has no limit of memory", (it) => { delete it.services["api-gateway"].mem_limit; }],
]) {
  test(`a fault is found: ${fault}`, () => {
    const changed = structuredClone(demo);
    change(changed);
    assert.ok(composeFaults(changed).some((said) => said.endsWith(fault)));
  });
}
