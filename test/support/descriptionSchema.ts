/** The public shape of `describe -o json`, version 1: what programs may rely on. Keys beyond these may be added. */
const text = { type: "string" } as const;
const number = { type: "integer" } as const;
const flag = { type: "boolean" } as const;

const listOf = (items: object) => ({ type: "array", items });
const object = (properties: Readonly<Record<string, object>>, required = Object.keys(properties)) => ({
  type: "object",
  properties,
  required,
});

const position = object({ line: number, character: number });
const range = object({ start: position, end: position });
const severity = { enum: ["error", "warning", "information"] };
const certainty = { enum: ["certain", "unknown", "depends"] };
const rules = { type: "object", additionalProperties: listOf({ type: "string", pattern: "^-A " }) };

const finding = object({
  code: { type: "string", pattern: "^PTL\\d+$" },
  name: text,
  severity,
  message: text,
  file: text,
  range,
  path: text,
  fixes: listOf(object({ title: text, safe: flag })),
});

const common = {
  version: { const: 1 },
  answer: object({ text, state: { enum: ["flows", "broken", "unknown", "plain"] } }),
  unit: text,
  findings: listOf(finding),
  ways: listOf(object({ from: text, line: text, remark: text })),
  premises: listOf(
    object({
      key: { type: "string", pattern: "^cluster\\." },
      value: text,
      source: { enum: ["configured", "file", "default"] },
    }),
  ),
  certainty,
};

const ports = listOf(object({ name: text, port: number, protocol: text }, ["name", "protocol"]));

const endpoint = object(
  {
    pod: { type: "string", pattern: "^[A-Za-z]+/.*#\\d+$|^Pod/" },
    addresses: { type: "array", items: text, minItems: 1 },
    example: flag,
    ready: flag,
    serving: flag,
    terminating: flag,
    nodeName: text,
    zone: text,
    hostname: text,
  },
  ["addresses", "example"],
);

const target = object(
  { endpoint: text, chain: text, probability: { type: "string", pattern: "^0\\.\\d{10}$" } },
  ["endpoint"],
);

const proxy = {
  ...object(
    {
      mode: { enum: ["iptables", "ipvs", "nftables", "none"] },
      nat: rules,
      filter: rules,
      balancing: listOf(object({ chain: text, targets: listOf(target) })),
      virtualServers: listOf(
        object({
          address: { type: "string", pattern: "/(TCP|UDP|SCTP)$" },
          scheduler: text,
          realServers: listOf(text),
        }),
      ),
      names: listOf(text),
    },
    ["mode"],
  ),
};

export const serviceSchema: object = object(
  {
    ...common,
    service: object({ namespace: text, name: text, type: text, headless: flag, file: text, range }),
    dns: object({
      zone: text,
      records: listOf(
        object({
          name: { type: "string", pattern: "\\.$" },
          type: { enum: ["A", "AAAA", "SRV", "PTR", "CNAME"] },
          data: text,
          example: flag,
        }),
      ),
    }),
    endpoints: object({
      slices: listOf(object({ addressType: { enum: ["IPv4", "IPv6"] }, ports, endpoints: listOf(endpoint) })),
    }),
    env: listOf(object({ name: { type: "string", pattern: "^[A-Z0-9_]+$" }, value: text, example: flag })),
    proxy,
    routes: listOf(
      object(
        {
          kind: text,
          namespace: text,
          name: text,
          host: text,
          path: text,
          port: { type: ["integer", "string"] },
        },
        ["kind", "namespace", "name", "host", "path"],
      ),
    ),
  },
  ["version", "service", "dns", "endpoints", "env", "routes", "findings", "certainty"],
);

export const workloadSchema: object = object(
  {
    ...common,
    workload: object({ kind: text, namespace: text, name: text, replicas: number, file: text, range }, [
      "kind",
      "namespace",
      "name",
      "file",
      "range",
    ]),
    env: listOf(
      object(
        {
          container: text,
          name: text,
          value: text,
          source: { enum: ["service", "container"] },
          service: { type: "string", pattern: "/" },
        },
        ["container", "name", "source"],
      ),
    ),
    resolvConf: object({ nameservers: listOf(text), search: listOf(text), options: listOf(text) }),
    services: listOf(object({ namespace: text, name: text, ports })),
    policies: object({ ingress: listOf(text), egress: listOf(text) }),
    names: listOf(text),
  },
  ["version", "workload", "env", "resolvConf", "services", "policies", "names", "findings", "certainty"],
);
