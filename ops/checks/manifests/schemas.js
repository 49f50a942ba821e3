// Is a document what Kubernetes (or an operator) would take? Types, required fields and enumerations are the business of
// the published models' validators. They let unknown fields pass; but a validator never looks at a field that it does not
// know, so what it left untouched is unknown.
import { readFileSync, readdirSync } from "node:fs";
import Ajv from "ajv";

const MODELS = ["kubernetes-models", "@kubernetes-models/keda", "@kubernetes-models/prometheus-operator", "@kubernetes-models/external-secrets"];
const custom = customResources();

/** The faults of one document against its schema, as sentences. */
export async function schemaFaults(document) {
  const { apiVersion = "", kind = "" } = document ?? {};
  const own = custom.get(`${apiVersion}/${kind}`);
  if (own) {
    return own(document) ? [] : own.errors.map(tell);
  }
  const model = await modelOf(apiVersion, kind);
  if (!model) {
    return [`no schema knows ${apiVersion} ${kind}`];
  }
  const watched = new Watched(document);
  try {
    model.prototype.validate.call(watched.proxy);
  } catch (failure) {
    if (!failure.errors) throw failure;
    return failure.errors.map(tell);
  }
  return watched.untouched().map((path) => `unknown field ${path}`);
}

/** Operators whose models nobody publishes: strict schemas of those fields that the manifests here use. */
function customResources() {
  const ajv = new Ajv({ allErrors: true, strict: true });
  const folder = new URL("custom-resources/", import.meta.url);
  return new Map(
    readdirSync(folder).map((file) => {
      const schema = JSON.parse(readFileSync(new URL(file, folder), "utf8"));
      const { apiVersion, kind } = schema.properties;
      return [`${apiVersion.const}/${kind.const}`, ajv.compile(schema)];
    }),
  );
}

async function modelOf(apiVersion, kind) {
  const [group, version] = apiVersion.includes("/") ? apiVersion.split("/") : ["", apiVersion];
  for (const models of MODELS) {
    for (const folder of group ? [`${group}/`, `${group}.k8s.io/`] : [""]) {
      try {
        return (await import(`${models}/${folder}${version}/${kind}`))[kind];
      } catch (failure) {
        if (!["ERR_PACKAGE_PATH_NOT_EXPORTED", "ERR_MODULE_NOT_FOUND"].includes(failure.code)) throw failure;
      }
    }
  }
  return undefined;
}

function tell({ instancePath, keyword, message, params }) {
  const unknown = params?.additionalProperty;
  if (unknown) return `unknown field ${instancePath}/${unknown}`;
  const missing = params?.missingProperty;
  if (missing) return `${instancePath || "/"} lacks ${missing}`;
  return `${instancePath || "/"}: ${message ?? `${keyword} ${JSON.stringify(params)}`}`;
}

/** An object that remembers which of its fields were looked at. */
class Watched {
  #objects = [];

  constructor(document) {
    this.proxy = this.#watch(document, "");
  }

  #watch(value, path) {
    if (value === null || typeof value !== "object") return value;
    const seen = { value, path, read: new Set(), listed: Array.isArray(value) };
    this.#objects.push(seen);
    const children = new Map();
    return new Proxy(value, {
      get: (target, key) => {
        if (typeof key === "symbol" || !Object.hasOwn(target, key)) return Reflect.get(target, key);
        seen.read.add(key);
        if (!children.has(key)) children.set(key, this.#watch(target[key], `${path}/${key}`));
        return children.get(key);
      },
      // whoever lists the keys takes any: labels, annotations, the data of a ConfigMap
      ownKeys: (target) => {
        seen.listed = true;
        return Reflect.ownKeys(target);
      },
    });
  }

  untouched() {
    return this.#objects
      .filter(({ listed }) => !listed)
      .flatMap(({ value, path, read }) => Object.keys(value).filter((key) => !read.has(key)).map((key) => `${path}/${key}`));
  }
}
