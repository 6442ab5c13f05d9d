/** What is offered, word by word. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { rules } from "../../server/src/core/rules/index.ts";
import { readFixture } from "../support/fixture.ts";
import { analysisOf, diagnosticsOf } from "../support/workspace.ts";

const fixtures = join(import.meta.dirname, "fixtures");

/** The fixes of a fixture's findings of one line, safe ones marked. */
function offered(fixture: string, line: string): readonly string[] {
  const { files } = readFixture(readFileSync(join(fixtures, fixture), "utf8"));
  const found = diagnosticsOf(analysisOf(files)).filter(({ file, range }) => {
    const text = files.find(({ path }) => file.endsWith(path))?.text.split("\n")[range.start.line];
    return text?.trim() === line;
  });
  assert.equal(found.length, 1, `one finding on ${line}`);
  return found.flatMap(({ fixes }) => fixes.map(({ title, safe }) => (safe ? `${title} (safe)` : title)));
}

const cases: readonly [fixture: string, line: string, fixes: readonly string[]][] = [
  [
    "selector-matches-nothing/error.yaml",
    "app: crat",
    ["Change `app: crat` to `app: cart` (Deployment cart) (safe)"],
  ],
  [
    "selector-matches-nothing/error.yaml",
    "run: catalog",
    ["Change `run: catalog` to `app: catalog` (Deployment catalog) (safe)"],
  ],
  [
    "selector-matches-nothing/warning.yaml",
    "track: canary",
    [
      "Change `track: canary` to `track: blue` (Deployment web-1)",
      "Change `track: canary` to `track: green` (Deployment web-2)",
    ],
  ],
  ["selector-matches-nothing/hint.yaml", "app: reports", []],
  ["target-port-name-unresolved/error.yaml", "targetPort: htpp", ["Set targetPort to `http` (8080) (safe)"]],
  ["target-port-name-unresolved/error.yaml", 'targetPort: "8080"', ["Set targetPort to 8080 (safe)"]],
  [
    "target-port-name-unresolved/error.yaml",
    "targetPort: http",
    ["Set targetPort to 8080", "Name port 8080 of container web `http`"],
  ],
  ["target-port-name-unresolved/error.yaml", "targetPort: postgres", []],
  [
    "target-port-name-unresolved/no-ports.yaml",
    "targetPort: htp",
    ["Set targetPort to 8080, which the probes ask"],
  ],
  [
    "target-port-undeclared/levels.yaml",
    "targetPort: 80",
    [
      "Set targetPort to `http` (8080)",
      "Swap port and targetPort: 80 in front, 8080 in the pods",
      "Add `containerPort: 80` to container web of Deployment cart",
    ],
  ],
  ["backend-port-missing/levels.yaml", "number: 8080", ["Change backend port to 80 (safe)"]],
  [
    "governing-service-not-headless/levels.yaml",
    "serviceName: web",
    ["Create headless Service web-headless for StatefulSet web"],
  ],
  [
    "external-name-address/levels.yaml",
    "externalName: 192.0.2.12",
    ["Make Service mapped headless, with an EndpointSlice for 192.0.2.12"],
  ],
  ["external-name-address/levels.yaml", "externalName: 127.0.0.1", []],
  ["hostname-without-subdomain/levels.yaml", "hostname: alone", ["Set subdomain to `peers`"]],
  ["endpoint-slice-port-name/levels.yaml", "- name: dns", ["Set protocol to UDP"]],
  ["own-labels-match/levels.yaml", "tier: shop", ["Add `tier: shop` to the pod template of Deployment cart"]],
  ["own-labels-match/levels.yaml", "run: web", ["Change `run: web` to `run: front` (Deployment web)"]],
  ["no-single-pod/levels.yaml", "tier: front", ["Change `tier: front` to `tier: back` (Deployment cart)"]],
  [
    "workload-selector-mismatch/levels.yaml",
    "app: basket",
    ["Write `app: basket` into the pod template", "Write `app: cart` into the selector"],
  ],
  ["probe-port-missing/levels.yaml", "port: htpp", ["Set the probe's port to `http` (safe)"]],
  ["probe-port-missing/levels.yaml", "port: admin", ["Set the probe's port to `http`"]],
  ["probe-port-missing/levels.yaml", 'port: "8080"', ["Set the probe's port to 8080 (safe)"]],
  [
    "cloud-annotation-ignored/levels.yaml",
    "networking.gke.io/load-balancer-type: Internal",
    ["Remove annotation `load-balancer-type`"],
  ],
  ["annotation-not-text/levels.yaml", "a.example.com/switch: on", ["Put `on` in quotes (safe)"]],
  ["policy-names-service-port/undeclared.yaml", "- port: 80", ["Set port to 8080"]],
  ["policy-port-name-unresolved/levels.yaml", "- port: htpp", ["Set port to `http` (8080)"]],
  ["component-misused/levels.yaml", "- ../base", ["Name ../base under `resources`"]],
  ["kustomization-field-unknown/levels.yaml", "resorces:", ["Change `resorces` to `resources`"]],
  ["kustomization-field-unknown/levels.yaml", "newTag: 1.10", ["Put `1.10` in quotes (safe)"]],
  ["kustomization-field-deprecated/levels.yaml", "bases:", ["Write `resources` instead of `bases` (safe)"]],
  [
    "kustomization-field-deprecated/levels.yaml",
    "commonLabels:",
    ["Write `labels` instead of `commonLabels`"],
  ],
  ["kustomization-field-deprecated/levels.yaml", "vars:", []],
];

for (const [fixture, line, fixes] of cases) {
  test(`${fixture}: ${line}`, () => assert.deepEqual(offered(fixture, line), fixes));
}

test("fixes are imperatives without a full stop, and none is offered twice", () => {
  for (const rule of rules) {
    for (const example of rule.examples.bad) {
      const analysis = analysisOf([{ path: "example.yaml", text: example.yaml }]);
      for (const { fixes } of diagnosticsOf(analysis)) {
        const titles = fixes.map(({ title }) => title);
        assert.deepEqual(titles, [...new Set(titles)]);
        for (const title of titles) assert.match(title, /^[A-Z].*[^.]$/);
      }
    }
  }
});
