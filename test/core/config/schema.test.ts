/** The JSON schema that editors validate with, and the reader: two answers of one description, compared from outside. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { Ajv } from "ajv";
import fc from "fast-check";
import { valueOfJson } from "../../../server/src/core/config/json.ts";
import { parseConfiguration } from "../../../server/src/core/config/parse.ts";
import { configurationSchema } from "../../../server/src/core/config/schema.ts";

const FILE = join(import.meta.dirname, "../../../schemas/portolan.schema.json");

test("the schema in the repository is the one that the reader describes", () => {
  const written = JSON.parse(readFileSync(FILE, "utf8"));
  // What each rule is about is filled in for editors to offer; the reader takes any name of that form.
  delete written.properties.rules.properties;
  const described = JSON.parse(JSON.stringify(configurationSchema()));
  assert.deepEqual(written, described, "run node scripts/docs.mjs");
});

const validate = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true }).compile(
  configurationSchema(),
);

function agree(configuration: unknown, isGood: boolean): void {
  const { problems } = parseConfiguration(valueOfJson(configuration));
  assert.equal(validate(configuration), isGood, JSON.stringify(validate.errors));
  assert.equal(problems.length === 0, isGood, JSON.stringify(problems));
}

const GOOD: readonly unknown[] = [
  { version: 1 },
  { version: 1, rules: {}, ignore: [], environments: [], cluster: {} },
  { version: 1, rules: { PTL101: "off", "selector-matches-nothing": "hint" } },
  { version: 1, ignore: [{ rules: ["PTL101"], reason: "x" }] },
  { version: 1, ignore: [{ resource: "Service/cart", path: "a/**", reason: "x" }] },
  { version: 1, environments: [{ name: "a", include: ["b"], exclude: [], namespace: "c" }] },
  { version: 1, environments: [{ name: "a", include: ["b"], cluster: { nodePortRange: "1-2" } }] },
  { version: 1, cluster: { domain: "cluster.local", kubernetesVersion: 1.36 } },
  { version: 1, cluster: { kubernetesVersion: "1.36", nodePortRange: "30000-32767" } },
  {
    version: 1,
    cluster: { nodes: [], clusterDNS: [], coredns: {}, resolvConf: {}, node: {}, namespaces: [] },
  },
  { version: 1, cluster: { coredns: { ttl: 0, endpointPodNames: true }, maxEndpointsPerSlice: 1000 } },
  { version: 1, cluster: { ipFamilies: ["IPv6"], flavor: "k3d", proxyMode: "none", policyEnforced: false } },
];

const BAD: readonly unknown[] = [
  {},
  [],
  "text",
  { version: 2 },
  { version: "1" },
  { version: 1, unknown: true },
  { version: 1, rules: [] },
  { version: 1, rules: { PTL101: "fatal" } },
  { version: 1, rules: { PTL101: false } },
  { version: 1, rules: { ptl_101: "off" } },
  { version: 1, ignore: {} },
  { version: 1, ignore: [{ path: "a" }] },
  { version: 1, ignore: [{ reason: "x" }] },
  { version: 1, ignore: [{ path: "a", reason: " " }] },
  { version: 1, ignore: [{ path: "/a", reason: "x" }] },
  { version: 1, ignore: [{ rules: [], reason: "x" }] },
  { version: 1, ignore: [{ resource: "cart", reason: "x" }] },
  { version: 1, environments: [{ name: "a" }] },
  { version: 1, environments: [{ name: "a", include: [] }] },
  { version: 1, environments: [{ name: "a", include: "b" }] },
  { version: 1, environments: [{ name: "a", include: ["b"], namespace: "Shop" }] },
  { version: 1, cluster: { domain: "Cluster.local." } },
  { version: 1, cluster: { nodePortRange: 30000 } },
  { version: 1, cluster: { nodePortRange: "30000" } },
  { version: 1, cluster: { kubernetesVersion: "v1.36" } },
  { version: 1, cluster: { kubernetesVersion: 2 } },
  { version: 1, cluster: { kubernetesVersion: 1 } },
  { version: 1, cluster: { nodes: [{ address: "10.0.0.1" }] } },
  { version: 1, cluster: { proxyMode: "userspace" } },
  { version: 1, cluster: { clusterDNS: "10.96.0.10" } },
  { version: 1, cluster: { coredns: { ttl: 3601 } } },
  { version: 1, cluster: { coredns: { ttl: "5" } } },
  { version: 1, cluster: { policyEnforced: "true" } },
  { version: 1, cluster: { maxEndpointsPerSlice: 1.5 } },
  { version: 1, cluster: { ipFamilies: [] } },
  { version: 1, cluster: { namespaces: ["Shop"] } },
  null,
];

test("schema and reader accept the same good configurations", () => {
  for (const each of GOOD) agree(each, true);
});

test("schema and reader refuse the same bad ones", () => {
  for (const each of BAD) agree(each, false);
});

const word = fc.constantFrom(
  ...["version", "rules", "ignore", "environments", "cluster", "name", "include", "reason", "path", "PTL101"],
  ...["domain", "off", "hint", "a/**", "1-2", "x", "Service/x", ""],
);

const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    word,
    fc.constantFrom(1, 1.3, true, null),
    fc.array(tie("value"), { maxLength: 2 }),
    fc.dictionary(word, tie("value"), { maxKeys: 4 }),
  ),
}));

test("schema and reader agree on anything", () => {
  fc.assert(
    fc.property(fc.dictionary(word, json.value, { maxKeys: 4 }), (body) => {
      const configuration = { version: 1, ...body };
      assert.equal(
        parseConfiguration(valueOfJson(configuration)).problems.length === 0,
        validate(configuration),
      );
    }),
    { numRuns: 3000 },
  );
});

test("every property says what it is", () => {
  const walk = (schema: unknown, path: string): void => {
    if (typeof schema !== "object" || schema === null) return;
    for (const [key, value] of Object.entries(schema)) {
      if (key === "properties" && typeof value === "object" && value !== null)
        for (const [name, property] of Object.entries(value))
          assert.ok(
            typeof property === "object" && property !== null && "description" in property,
            `${path}.${name} has no description`,
          );
      walk(value, `${path}.${key}`);
    }
  };
  walk(configurationSchema(), "");
});
