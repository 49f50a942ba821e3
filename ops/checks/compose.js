// docker compose itself refuses typos and missing variables (see check_compose); these are the rules it does not know.
import { readFileSync } from "node:fs";
import { parse } from "yaml";

const ROOT = new URL("../../", import.meta.url);
const TAGS = ["!reset", "!override"].flatMap((tag) => [
  { tag, resolve: (text) => text },
  { tag, collection: "map", resolve: (map) => map },
  { tag, collection: "seq", resolve: (list) => list },
]);

export function compose(file) {
  return parse(read(file), { merge: true, customTags: TAGS });
}

export function read(file) {
  return readFileSync(new URL(file, ROOT), "utf8");
}

/** KEY=VALUE lines. */
export function settings(file) {
  return Object.fromEntries(read(file).split("\n").filter((line) => /^\w+=/.test(line)).map((line) => line.split(/=(.*)/s).slice(0, 2)));
}

/** The faults of a compose file. */
export function composeFaults({ services, volumes = {} }) {
  const faults = [];
  for (const [name, service] of Object.entries(services)) {
    const fault = (text) => faults.push(`${name}: ${text}`);
    const tag = /:([^:/]+)$/.exec(service.image)?.[1];
    if (!tag || tag === "latest") fault(`has the image ${service.image}, which may be another one tomorrow`);
    if (!service.profiles?.length) fault("is in no profile");
    for (const [needed, { condition }] of Object.entries(service.depends_on ?? {})) {
      if (!services[needed]) fault(`waits for ${needed}, which does not exist`);
      if (condition !== "service_healthy") fault(`does not wait until ${needed} is healthy`);
      const together = service.profiles?.every((profile) => services[needed]?.profiles?.includes(profile));
      if (!together) fault(`waits for ${needed}, which is not in all of its profiles`);
    }
    for (const port of service.ports ?? []) {
      if (!port.startsWith("127.0.0.1:")) fault(`can be reached from outside at ${port}`);
    }
    for (const volume of service.volumes ?? []) {
      const source = volume.split(":")[0];
      if (!source.startsWith(".") && !(source in volumes)) fault(`keeps its data in ${source}, which is no volume`);
    }
    if (service.build) {
      if (!service.read_only) fault("can write to its file system");
      if (!service.cap_drop?.includes("ALL")) fault("keeps capabilities");
      if (!service.security_opt?.includes("no-new-privileges:true")) fault("may gain privileges");
      if (!service.mem_limit) fault("has no limit of memory");
    }
  }
  return faults;
}
