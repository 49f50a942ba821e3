// What no schema knows: that the documents of one cluster fit together, and that every pod is as guarded as it should be.

/**
 * The faults of everything that is applied to one cluster.
 *
 * @param documents the rendered manifests
 * @param queues the queues that each service consumes, by its name
 * @param neighbours the variables of other services' addresses that each service asks its environment for
 * @param drainSeconds how long a service may take from SIGTERM to its end
 */
export function ruleFaults(documents, { queues, neighbours, drainSeconds }) {
  const cluster = new Cluster(documents);
  const faults = [];
  const fault = (document, text) => faults.push(`${document.kind}/${document.metadata.name}: ${text}`);
  for (const rule of [
    uniqueNames, namespaces, selectors, pods, containers, references, services, budgets, scalers, scaledQueues, ingresses,
    networkPolicies, monitors, addresses, reach,
  ]) {
    rule(cluster, fault, { queues, neighbours, drainSeconds });
  }
  return faults;
}

/** Where a service of this cluster is. */
const ADDRESS = /^http:\/\/([a-z0-9-]+):(\d+)$/;

const WORKLOADS = ["Deployment", "StatefulSet", "Job"];

/** The documents of a cluster, and what operators make of some of them. */
class Cluster {
  constructor(documents) {
    this.documents = documents;
    this.workloads = this.of(...WORKLOADS).map((document) => ({
      document,
      labels: document.spec.template.metadata?.labels ?? {},
      pod: document.spec.template.spec,
      containers: [...(document.spec.template.spec.initContainers ?? []), ...document.spec.template.spec.containers],
    }));
    // pods that an operator runs
    this.servers = this.of("Cluster", "RabbitmqCluster", "RedisFailover").map((document) => ({
      document,
      labels:
        document.spec.inheritedMetadata?.labels
        ?? document.spec.override?.statefulSet?.spec?.template?.metadata?.labels
        ?? document.metadata.labels
        ?? {},
    }));
    this.configMaps = new Map(this.of("ConfigMap").map((map) => [map.metadata.name, Object.keys(map.data ?? {})]));
    this.secrets = secrets(this);
  }

  of(...kinds) {
    return this.documents.filter(({ kind }) => kinds.includes(kind));
  }

  named(kind, name) {
    return this.of(kind).find((document) => document.metadata.name === name);
  }

  podsOf(selector) {
    return [...this.workloads, ...this.servers].filter(({ labels }) => matches(selector, labels));
  }
}

/** The keys of each Secret, whoever makes it; undefined where they are not known. */
function secrets(cluster) {
  const known = new Map(
    cluster.of("Secret").map((secret) => [secret.metadata.name, Object.keys({ ...secret.data, ...secret.stringData })]),
  );
  for (const { spec, metadata } of cluster.of("ExternalSecret")) {
    const keys = spec.dataFrom ? undefined : [...(spec.data ?? []).map(({ secretKey }) => secretKey), ...Object.keys(spec.target?.template?.data ?? {})];
    known.set(spec.target?.name ?? metadata.name, keys);
  }
  for (const { metadata } of cluster.of("RabbitmqCluster")) {
    known.set(`${metadata.name}-default-user`, ["username", "password", "host", "port", "connection_string", "default_user.conf"]);
  }
  return known;
}

function matches(selector, labels) {
  if (!selector) return false;
  return (
    Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value)
    && (selector.matchExpressions ?? []).every(({ key, operator, values }) => {
      switch (operator) {
        case "In": return values.includes(labels[key]);
        case "NotIn": return !values.includes(labels[key]);
        case "Exists": return key in labels;
        default: return !(key in labels);
      }
    })
  );
}

function uniqueNames({ documents }, fault) {
  const seen = new Set();
  for (const document of documents) {
    const id = [document.apiVersion, document.kind, document.metadata.namespace, document.metadata.name].join(" ");
    if (seen.has(id)) fault(document, "is there twice");
    seen.add(id);
  }
}

function namespaces(cluster, fault) {
  for (const document of cluster.documents) {
    const { kind, metadata } = document;
    if (kind === "Namespace") {
      const level = metadata.labels?.["pod-security.kubernetes.io/enforce"];
      if (level !== "restricted") fault(document, `enforces the pod security level ${level}, not restricted`);
    } else if (!cluster.named("Namespace", metadata.namespace)) {
      fault(document, `is in the namespace ${metadata.namespace}, which is not made here`);
    }
  }
}

function selectors({ workloads }, fault) {
  for (const { document, labels } of workloads) {
    if (document.kind === "Job") continue;
    if (!matches(document.spec.selector, labels)) fault(document, "does not select the pods of its own template");
    const others = workloads.filter((other) => other.document !== document && matches(document.spec.selector, other.labels));
    for (const other of others) fault(document, `also selects the pods of ${other.document.metadata.name}`);
  }
}

function pods({ workloads }, fault, { drainSeconds }) {
  for (const { document, pod, containers } of workloads) {
    const guard = pod.securityContext ?? {};
    if (guard.runAsNonRoot !== true) fault(document, "may run as root");
    if (guard.seccompProfile?.type !== "RuntimeDefault") fault(document, "has no seccomp profile");
    if (pod.automountServiceAccountToken !== false) fault(document, "carries a token of the Kubernetes API");
    if (pod.hostNetwork || pod.hostPID || pod.hostIPC) fault(document, "shares a namespace with its host");
    for (const volume of pod.volumes ?? []) {
      if (volume.hostPath) fault(document, `mounts the host's ${volume.hostPath.path}`);
    }
    const service = containers.find(({ name }) => name === "service");
    if (service) {
      const pause = service.lifecycle?.preStop?.sleep?.seconds ?? 0;
      const grace = pod.terminationGracePeriodSeconds ?? 30;
      if (grace <= pause + drainSeconds) fault(document, `is killed after ${grace} s, before its drain of ${pause} + ${drainSeconds} s can end`);
    }
  }
}

function containers({ workloads }, fault) {
  for (const { document, pod, containers } of workloads) {
    for (const container of containers) {
      const say = (text) => fault(document, `container ${container.name} ${text}`);
      const tag = /[:@]([^/]+)$/.exec(container.image)?.[1];
      if (!tag) say(`has an image without a tag: ${container.image}`);
      if (tag === "latest") say("has an image tagged latest");

      for (const resource of ["cpu", "memory"]) {
        const asked = quantity(container.resources?.requests?.[resource]);
        const allowed = quantity(container.resources?.limits?.[resource]);
        if (asked === undefined) say(`requests no ${resource}`);
        if (allowed === undefined) say(`has no limit of ${resource}`);
        if (asked > allowed) say(`requests more ${resource} than its limit`);
      }

      const guard = container.securityContext ?? {};
      if (guard.allowPrivilegeEscalation !== false) say("may gain privileges");
      if (guard.readOnlyRootFilesystem !== true) say("can write to its root file system");
      if (!guard.capabilities?.drop?.includes("ALL")) say("keeps capabilities");

      const mounts = (container.volumeMounts ?? []).map(({ name }) => name);
      const volumes = [...(pod.volumes ?? []), ...(document.spec.volumeClaimTemplates ?? []).map(({ metadata }) => metadata)];
      for (const mount of mounts) {
        if (!volumes.some(({ name }) => name === mount)) say(`mounts ${mount}, which is no volume of the pod`);
      }
      const names = (container.env ?? []).map(({ name }) => name);
      for (const name of names.filter((name, index) => names.indexOf(name) !== index)) say(`sets ${name} twice`);

      if (document.kind === "Job") continue;
      for (const probe of ["livenessProbe", "readinessProbe"]) {
        if (!container[probe]) say(`has no ${probe}`);
      }
      for (const probe of ["startupProbe", "livenessProbe", "readinessProbe"]) {
        const port = container[probe]?.httpGet?.port;
        if (port !== undefined && !hasPort(container, port)) say(`is probed at port ${port}, which it does not have`);
      }
      if (container.name === "service" && !container.startupProbe) say("has no startupProbe");
      const listens = (container.env ?? []).find(({ name }) => name === "SERVER_PORT")?.value;
      if (listens && !hasPort(container, Number(listens))) say(`listens on ${listens}, which is not its port`);
    }
  }
}

function hasPort(container, port) {
  return (container.ports ?? []).some(({ name, containerPort }) => name === port || containerPort === port);
}

const UNITS = { m: 1e-3, k: 1e3, M: 1e6, G: 1e9, T: 1e12, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 };

function quantity(text) {
  const [, number, unit] = /^([0-9.]+)([A-Za-z]*)$/.exec(text ?? "") ?? [];
  return number === undefined ? undefined : Number(number) * (unit ? UNITS[unit] : 1);
}

function references(cluster, fault) {
  const { workloads, configMaps } = cluster;
  const check = (document, what, known, name, key, optional) => {
    if (optional) return;
    if (!known.has(name)) fault(document, `refers to the ${what} ${name}, which does not exist`);
    else if (key !== undefined && known.get(name) && !known.get(name).includes(key)) fault(document, `refers to the key ${key}, which the ${what} ${name} does not have`);
  };
  for (const { document, pod, containers } of workloads) {
    for (const { env = [], envFrom = [] } of containers) {
      for (const { valueFrom: { configMapKeyRef: map, secretKeyRef: secret } = {} } of env) {
        if (map) check(document, "ConfigMap", configMaps, map.name, map.key, map.optional);
        if (secret) check(document, "Secret", cluster.secrets, secret.name, secret.key, secret.optional);
      }
      for (const { configMapRef: map, secretRef: secret } of envFrom) {
        if (map) check(document, "ConfigMap", configMaps, map.name, undefined, map.optional);
        if (secret) check(document, "Secret", cluster.secrets, secret.name, undefined, secret.optional);
      }
    }
    for (const { configMap: map, secret } of pod.volumes ?? []) {
      if (map) check(document, "ConfigMap", configMaps, map.name, undefined, map.optional);
      if (secret) check(document, "Secret", cluster.secrets, secret.secretName, undefined, secret.optional);
    }
  }
  for (const document of cluster.of("TriggerAuthentication")) {
    for (const { name, key } of document.spec.secretTargetRef ?? []) check(document, "Secret", cluster.secrets, name, key);
  }
  for (const document of cluster.of("Cluster")) {
    for (const { passwordSecret } of document.spec.managed?.roles ?? []) {
      for (const key of ["username", "password"]) check(document, "Secret", cluster.secrets, passwordSecret.name, key);
    }
  }
  for (const document of cluster.of("Database")) {
    const server = cluster.named("Cluster", document.spec.cluster.name);
    if (!server) fault(document, `is to be in the cluster ${document.spec.cluster.name}, which does not exist`);
    else if (!server.spec.managed?.roles?.some(({ name }) => name === document.spec.owner)) fault(document, `belongs to the role ${document.spec.owner}, which does not exist`);
  }
  for (const document of cluster.of("RedisFailover")) {
    if (document.spec.auth) check(document, "Secret", cluster.secrets, document.spec.auth.secretPath, "password");
  }
}

function services(cluster, fault) {
  for (const document of cluster.of("Service")) {
    const chosen = cluster.workloads.filter(({ labels }) => matches({ matchLabels: document.spec.selector }, labels));
    if (chosen.length !== 1) {
      fault(document, `selects the pods of ${chosen.length} workloads`);
      continue;
    }
    for (const { port, targetPort = port } of document.spec.ports) {
      if (!chosen[0].containers.some((container) => hasPort(container, targetPort))) fault(document, `leads to the port ${targetPort}, which its pods do not have`);
    }
  }
}

function budgets(cluster, fault) {
  const covered = new Set();
  for (const document of cluster.of("PodDisruptionBudget")) {
    const chosen = cluster.podsOf(document.spec.selector);
    if (chosen.length !== 1) fault(document, `selects the pods of ${chosen.length} workloads`);
    chosen.forEach((workload) => covered.add(workload.document));
    if (document.spec.maxUnavailable === 0) fault(document, "lets no node be drained");
  }
  for (const { document, containers } of cluster.workloads) {
    if (containers.some(({ name }) => name === "service") && !covered.has(document)) fault(document, "has no PodDisruptionBudget");
  }
}

function scalers(cluster, fault) {
  const scaled = new Set();
  for (const document of cluster.of("HorizontalPodAutoscaler", "ScaledObject")) {
    const { spec } = document;
    const [least, most] = document.kind === "ScaledObject"
      ? [spec.minReplicaCount ?? 0, spec.maxReplicaCount ?? 100]
      : [spec.minReplicas ?? 1, spec.maxReplicas];
    if (least > most) fault(document, `wants at least ${least} and at most ${most} instances`);
    if (spec.fallback && (spec.fallback.replicas < least || spec.fallback.replicas > most)) fault(document, `falls back to ${spec.fallback.replicas} instances, outside ${least} to ${most}`);
    const { kind = "Deployment", name } = spec.scaleTargetRef;
    const target = cluster.named(kind, name);
    if (!target) fault(document, `scales the ${kind} ${name}, which does not exist`);
    else if (target.spec.replicas !== undefined) fault(document, `scales ${name}, whose number of replicas is also set by hand`);
    if (scaled.has(name)) fault(document, `scales ${name}, which another one scales too`);
    scaled.add(name);
    for (const { authenticationRef } of spec.triggers ?? []) {
      if (authenticationRef && !cluster.named("TriggerAuthentication", authenticationRef.name)) fault(document, `authenticates with ${authenticationRef.name}, which does not exist`);
    }
  }
}

function scaledQueues(cluster, fault, { queues }) {
  for (const document of cluster.of("ScaledObject")) {
    const consumed = queues[document.spec.scaleTargetRef.name] ?? [];
    const named = document.spec.triggers.flatMap(({ type, metadata }) =>
      type === "rabbitmq" ? [metadata.queueName] : (/queue=~?"([^"]*)"/.exec(metadata.query ?? "")?.[1].split("|") ?? []));
    for (const queue of new Set(named)) {
      if (!consumed.includes(queue)) fault(document, `looks at the queue ${queue}, which ${document.spec.scaleTargetRef.name} does not consume`);
    }
  }
}

const PUBLIC = {
  "api-gateway": { port: "http", paths: /^\/(v1|docs|swagger-ui|webjars|openapi\.json|\.well-known\/jwks\.json)$/ },
  "webhook-service": { port: "callbacks", paths: /^\/callbacks$/ },
};

function ingresses(cluster, fault) {
  for (const document of cluster.of("Ingress")) {
    const safe = (document.spec.tls ?? []).flatMap(({ hosts }) => hosts);
    for (const { host, http } of document.spec.rules) {
      if (!safe.includes(host)) fault(document, `serves ${host} without TLS`);
      for (const { path, backend: { service: { name, port } } } of http.paths) {
        const ports = cluster.named("Service", name)?.spec.ports;
        if (!ports) fault(document, `leads to the Service ${name}, which does not exist`);
        else if (!ports.some((known) => known.name === port.name || known.port === port.number)) fault(document, `leads to a port that the Service ${name} does not have`);
        if (!PUBLIC[name]?.paths.test(path)) fault(document, `makes ${path} of ${name} public`);
        else if (port.name !== PUBLIC[name].port) fault(document, `makes the port ${port.name ?? port.number} of ${name} public`);
      }
    }
  }
}

/** Both ends of a connection allow it, nothing is allowed to nobody, and whatever is not mentioned is denied. */
function networkPolicies(cluster, fault) {
  const policies = cluster.of("NetworkPolicy");
  const denies = policies.some(({ spec }) => Object.keys(spec.podSelector).length === 0 && spec.policyTypes?.length === 2 && !spec.ingress && !spec.egress);
  if (!denies) fault({ kind: "Namespace", metadata: { name: "all" } }, "no NetworkPolicy denies what nothing allows");
  for (const document of policies) {
    const { podSelector, ingress = [], egress = [] } = document.spec;
    if (Object.keys(podSelector).length === 0) continue;
    const chosen = cluster.podsOf(podSelector);
    if (!chosen.length) fault(document, "selects no pods");
    for (const [rules, direction, peersOf] of [[ingress, "in", "from"], [egress, "out", "to"]]) {
      for (const rule of rules) {
        for (const peer of (rule[peersOf] ?? []).filter(({ podSelector, namespaceSelector }) => podSelector && !namespaceSelector)) {
          const others = cluster.podsOf(peer.podSelector);
          if (!others.length) fault(document, `lets ${direction} pods that do not exist: ${JSON.stringify(peer.podSelector)}`);
          for (const [self, other] of chosen.flatMap((self) => others.map((other) => [self, other]))) {
            const [source, target] = direction === "out" ? [self, other] : [other, self];
            for (const { port } of rule.ports ?? []) {
              if (target.containers && !target.containers.some((container) => hasPort(container, port))) fault(document, `allows the port ${port}, which ${target.document.metadata.name} does not have`);
              const answering = direction === "out" ? "ingress" : "egress";
              if (!allows(policies, answering, source, target, port)) {
                fault(document, `lets ${source.document.metadata.name} talk to ${target.document.metadata.name}, but no ${answering} does`);
              }
            }
          }
        }
      }
    }
  }
}

function allows(policies, direction, source, target, port) {
  const [self, other, peersOf] = direction === "ingress" ? [target, source, "from"] : [source, target, "to"];
  const same = (left, right) => left === right || portNumber(target, left) === portNumber(target, right);
  return policies
    .filter(({ spec }) => Object.keys(spec.podSelector).length > 0 && matches(spec.podSelector, self.labels))
    .flatMap(({ spec }) => spec[direction] ?? [])
    .some((rule) =>
      (!rule.ports || rule.ports.some((allowed) => same(allowed.port, port)))
      && (!rule[peersOf] || rule[peersOf].some(({ podSelector, namespaceSelector }) => podSelector && !namespaceSelector && matches(podSelector, other.labels))));
}

function portNumber(target, port) {
  if (typeof port === "number") return port;
  return (target.containers ?? []).flatMap(({ ports = [] }) => ports).find(({ name }) => name === port)?.containerPort;
}


function monitors(cluster, fault) {
  for (const document of cluster.of("ServiceMonitor")) {
    const watched = cluster.of("Service").filter(({ metadata }) => matches(document.spec.selector, metadata.labels ?? {}));
    if (!watched.length) fault(document, "watches no Service");
    for (const { port } of document.spec.endpoints) {
      for (const { metadata, spec } of watched) {
        if (!spec.ports.some(({ name }) => name === port)) fault(document, `asks ${metadata.name} at the port ${port}, which it does not have`);
      }
    }
  }
  for (const document of cluster.of("PodMonitor")) {
    if (!cluster.podsOf(document.spec.selector).length) fault(document, "watches no pods");
  }
}

/** The addresses that are handed to services lead to Services. */
function addresses(cluster, fault) {
  for (const document of cluster.of("ConfigMap", "Secret")) {
    for (const [key, value] of Object.entries(document.data ?? {})) {
      const text = document.kind === "Secret" ? Buffer.from(value, "base64").toString() : value;
      const [, name, port] = ADDRESS.exec(text) ?? [];
      if (!name) continue;
      const service = cluster.named("Service", name);
      if (!service?.spec.ports.some((known) => known.port === Number(port))) fault(document, `${key} leads to ${text}, where no Service is`);
    }
  }
}

/** A service is told the address of each service that it asks, and may go there. */
function reach(cluster, fault, { neighbours }) {
  const policies = cluster.of("NetworkPolicy");
  for (const self of cluster.workloads) {
    const { document, containers } = self;
    const env = containers.flatMap(({ env = [] }) => env);
    if (document.kind === "Deployment") {
      for (const variable of neighbours[document.metadata.name] ?? []) {
        if (!env.some(({ name }) => name === variable)) fault(document, `is not told ${variable}`);
      }
    }
    for (const { value, valueFrom: { configMapKeyRef: map } = {} } of env) {
      const [, name, port] = ADDRESS.exec(value ?? cluster.named("ConfigMap", map?.name)?.data?.[map.key] ?? "") ?? [];
      const service = cluster.named("Service", name);
      if (!service) continue;
      const target = cluster.workloads.find(({ labels }) => matches({ matchLabels: service.spec.selector }, labels));
      const { targetPort } = service.spec.ports.find((known) => known.port === Number(port)) ?? {};
      if (target && !allows(policies, "egress", self, target, targetPort)) fault(document, `is told to ask ${name}, and not allowed to`);
    }
  }
}
