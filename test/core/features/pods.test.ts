/** Lenses, hovers and the chart count pods as the engine does: by ordinals, by what runs at a time, without what is refused. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { readFixture } from "../../support/fixture.ts";
import { analysisOf, fileAt } from "../../support/workspace.ts";

const service = (selector: string, more = "") => `apiVersion: v1
kind: Service
metadata: { name: db, namespace: shop }
spec:
  selector: { ${selector} }
  ports: [{ name: pg, port: 5432 }]
${more}`;

const pod = "{ containers: [{ name: a, image: a, ports: [{ name: pg, containerPort: 5432 }] }] }";

const workload = (kind: string, spec: string, podSpec = pod) => `---
apiVersion: ${kind.endsWith("Job") ? "batch/v1" : "apps/v1"}
kind: ${kind}
metadata: { name: db, namespace: shop }
spec:
  ${kind.endsWith("Job") ? "" : "selector: { matchLabels: { app: db } }"}
  ${spec}
  template:
    metadata: { labels: { app: db } }
    spec: ${podSpec}
`;

const job = workload("Job", "parallelism: 3\n  completions: 2", `{ restartPolicy: Never, ${pod.slice(1)}`);

/** A probe that asks for a port by a name that is misspelt. */
const blind = (probe: string) => pod.replace("image: a,", `image: a, ${probe}: { tcpSocket: { port: gp } },`);

interface Said {
  /** The Service's lens, behind its arrow. */
  readonly lens: string;
  /** The first line of the hover on the selector. */
  readonly hover: string;
  /** Title and second line of the pill. */
  readonly pill: string;
}

function said(manifest: string): Said {
  const analysis = analysisOf(readFixture(manifest).files);
  const file = fileAt("manifest.yaml");
  const line = manifest.split("\n").findIndex((each) => each.startsWith("  selector:"));
  const [lens] = analysis.lenses(file);
  const hover = analysis.hover(file, { line, character: 4 })?.markdown ?? "";
  const pill = analysis.chart({ file })?.nodes.find(({ kind }) => kind === "Endpoints");
  return {
    lens: lens?.title.split(" → ")[1] ?? "",
    hover: hover.split("\n")[0]?.replaceAll("*", "") ?? "",
    pill: `${pill?.title} | ${pill?.subtitle}`,
  };
}

const TABLE: readonly (readonly [what: string, manifest: string, expected: Said])[] = [
  [
    "replicas",
    service("app: db") + workload("Deployment", "replicas: 2"),
    {
      lens: "2 pods (Deployment db, pg 5432)",
      hover: "Selects 2 pods of Deployment db",
      pill: "2 planned | 1 slice · 5432",
    },
  ],
  [
    "one ordinal of a StatefulSet",
    service("statefulset.kubernetes.io/pod-name: db-1") +
      workload("StatefulSet", "serviceName: db\n  replicas: 3"),
    {
      lens: "1 pod (StatefulSet db, pg 5432)",
      hover: "Selects 1 pod of StatefulSet db",
      pill: "1 planned | 1 slice · 5432",
    },
  ],
  [
    "as many of a Job as are left to run",
    service("app: db") + job,
    {
      lens: "2 pods (Job db, pg 5432)",
      hover: "Selects 2 pods of Job db",
      pill: "2 planned | 1 slice · 5432",
    },
  ],
  [
    "both families of addresses, each pod once",
    service("app: db", "  ipFamilies: [IPv4, IPv6]\n  ipFamilyPolicy: RequireDualStack\n") +
      workload("Deployment", "replicas: 2"),
    {
      lens: "2 pods (Deployment db, pg 5432)",
      hover: "Selects 2 pods of Deployment db",
      pill: "2 planned | 2 slices · 5432",
    },
  ],
  [
    "no pods of what the API server refuses",
    service("app: db") +
      workload("Deployment", "replicas: 2", pod.replace("containerPort: 5432", "containerPort: 70000")),
    {
      lens: "no pods: the API server refuses Deployment db",
      hover: "Selects 0 pods of Deployment db",
      pill: "no pods | refused by the API server · 5432",
    },
  ],
  [
    "none that is ever ready, where a probe asks for a port that its container does not declare",
    service("app: db") + workload("Deployment", "replicas: 300", blind("readinessProbe")),
    {
      lens: "300 pods, never ready (Deployment db, pg 5432)",
      hover: "Selects 300 pods of Deployment db (never ready)",
      pill: "300 planned, never ready | 3 slices · 5432",
    },
  ],
  [
    "nor where it never starts",
    service("app: db") + workload("Deployment", "replicas: 2", blind("startupProbe")),
    {
      lens: "2 pods, never ready (Deployment db, pg 5432)",
      hover: "Selects 2 pods of Deployment db (never ready)",
      pill: "2 planned, never ready | 1 slice · 5432",
    },
  ],
  [
    "those that are published before they are ready",
    service("app: db", "  publishNotReadyAddresses: true\n") +
      workload("Deployment", "replicas: 2", blind("readinessProbe")),
    {
      lens: "2 pods (Deployment db, pg 5432)",
      hover: "Selects 2 pods of Deployment db",
      pill: "2 planned | 1 slice · 5432",
    },
  ],
  [
    "those whose liveness alone is asked in vain",
    service("app: db") + workload("Deployment", "replicas: 2", blind("livenessProbe")),
    {
      lens: "2 pods (Deployment db, pg 5432)",
      hover: "Selects 2 pods of Deployment db",
      pill: "2 planned | 1 slice · 5432",
    },
  ],
  [
    "none of none",
    service("app: db") + workload("Deployment", "replicas: 0"),
    {
      lens: "0 pods (Deployment db, pg 5432)",
      hover: "Selects 0 pods of Deployment db",
      pill: "no pods | replicas: 0 · 5432",
    },
  ],
  [
    "one a node",
    service("app: db") + workload("DaemonSet", ""),
    {
      lens: "a pod on each node (DaemonSet db, pg 5432)",
      hover: "Selects a pod on each node of DaemonSet db",
      pill: "one a node | 5432",
    },
  ],
  [
    "pods beyond those that are told apart",
    service("app: db") + workload("Deployment", "replicas: 612"),
    {
      lens: "612 pods (Deployment db, pg 5432)",
      hover: "Selects 612 pods of Deployment db",
      pill: "612 planned | 7 slices · 5432",
    },
  ],
];

describe("pods are counted once for all", () => {
  for (const [what, manifest, expected] of TABLE) {
    it(what, () => assert.deepEqual(said(manifest), expected));
  }
});

describe("pods that ask for a port that something not in sight may give", () => {
  it("are taken as they will be", () => {
    const manifest = service("app: db") + workload("Deployment", "replicas: 2", blind("readinessProbe"));
    const analysis = analysisOf([
      { path: "db.yaml", text: manifest },
      { path: "kustomization.yaml", text: "resources: [db.yaml, 'https://example.org/shop?ref=v1']\n" },
    ]);
    const [lens] = analysis.lenses(fileAt("db.yaml"));
    assert.match(lens?.title ?? "", /→ 2 pods \(Deployment db, pg 5432\)/);
  });
});

const observed = (name: string) =>
  readFileSync(join(import.meta.dirname, "../network/cluster/observed/fixtures", name), "utf8");

describe("pods that a cluster was seen to run", () => {
  const analysis = analysisOf([
    { path: "shop.yaml", text: observed("shop.yaml") },
    { path: "state.yaml", text: observed("state.yaml") },
  ]);
  const file = fileAt("shop.yaml");
  const graph = analysis.chart({ file });
  const pill = (id: string) => {
    const found = graph?.nodes.find((each) => each.id === id);
    return `${found?.title} | ${found?.subtitle} (${found?.readiness})`;
  };

  it("are told as they were seen", () => {
    const titles = analysis.lenses(file).map(({ title }) => title.split(" → ")[1]);
    assert.ok(titles.includes("2 of 3 ready · observed (Deployment cart, http 8080)"), titles.join("\n"));
    assert.ok(titles.includes("3 of 3 ready · observed (DaemonSet agent, metrics 9100)"));
    const text = observed("shop.yaml").split("\n");
    const line = text.findIndex((each) => each.startsWith("  selector:"));
    const hover = analysis.hover(file, { line, character: 4 })?.markdown ?? "";
    assert.match(hover, /^\*\*Selects 3 pods of Deployment cart \(2 ready, observed\)\*\*/);
    assert.match(hover, /^- Deployment cart: 3 pods, 2 ready \(observed\)$/m);
    assert.equal(pill("Endpoints/shop/cart/http"), "2 of 3 ready | observed · 1 slice · 8080 (ready)");
  });

  it("have their own addresses, states and nodes, and no sign of an example", () => {
    const line = observed("shop.yaml")
      .split("\n")
      .findIndex((each) => each.includes("name: cart"));
    const text = analysis.names(file, { line, character: 0 })?.text ?? "";
    assert.match(text, /^10\.244\.1\.12 {3}Deployment cart {3}cart-7d4b9c6f5c-2xkzq, on kind-worker in /m);
    assert.match(text, /^10\.244\.3\.9 {4}Deployment cart {3}cart-7d4b9c6f5c-w9h7d, not ready, on /m);
    assert.doesNotMatch(text, /marks an example/);
    const panel = analysis.chartDetails(graph?.unit.id ?? "", "Service/shop/cart");
    const rows = panel?.sections.find(({ id }) => id === "endpoints")?.rows ?? [];
    assert.deepEqual(rows.map(({ text: address, note, example }) => [address, note, example]).at(0), [
      "10.244.1.12:8080",
      "on kind-worker",
      false,
    ]);
  });
});
