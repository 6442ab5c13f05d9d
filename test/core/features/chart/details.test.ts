/** What the panel says, as text; `UPDATE=1` writes what came out. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test, { describe, it } from "node:test";
import type { ChartDetails } from "../../../../server/src/core/chart/details.ts";
import type { FixtureFile } from "../../../support/fixture.ts";
import { readFixture } from "../../../support/fixture.ts";
import { matchesSnapshot } from "../../../support/snapshot.ts";
import { afterAction, analysisOf, fileAt } from "../../../support/workspace.ts";

const FOLDER = join(import.meta.dirname, "fixtures");

const PANELS: Readonly<Record<string, readonly string[]>> = {
  shop: [
    "Service/shop/web",
    "Service/data/db",
    "Deployment/shop/web",
    "Ingress/shop/shop",
    "Endpoints/shop/pay/dns",
  ],
  broken: ["Service/shop/cart", "Endpoints/shop/cart", "Missing/Service/shop/order", "Service/ops/old"],
  unknown: ["Service/shop/vault", "Missing/Service/shop/grafana", "Deployment/shop/batch"],
  entries: ["NodePort/default/pinned", "ExternalIP/default/addressed"],
  gateway: ["Gateway/infra/edge", "HTTPRoute/shop/shop", "Missing/Gateway/infra/public"],
  byHand: [
    "Service/ops/erp",
    "Endpoints/ops/legacy/80",
    "EndpointSlice/ops/billing-1",
    "External/smtp.example.com",
  ],
};

function filesOf(name: string): readonly FixtureFile[] {
  return readFixture(readFileSync(join(FOLDER, `${name}.yaml`), "utf8")).files;
}

function panels(files: readonly FixtureFile[]) {
  const analysis = analysisOf(files);
  const unit = analysis.charts()[0]?.id ?? "";
  return { analysis, unit, of: (node: string) => analysis.chartDetails(unit, node) };
}

function panelText({ node, title, subtitle, findings, sections }: ChartDetails): string {
  return [
    `${title} | ${subtitle}  (${node})`,
    ...findings.flatMap(({ severity, code, message, fixes }) => [
      `  ! ${severity} ${code} ${message}`,
      ...fixes.map((fix) => `    ${fix.preferred ? "*" : "-"} ${fix.title}`),
    ]),
    ...sections.flatMap(({ title: heading, rows, fold, count }) => [
      `  ${heading}${fold === undefined ? "" : ` · ${count} (${fold})`}`,
      ...rows.map(({ label, text, code, node: link, note, example, tone }) =>
        [
          `    ${label.padEnd(11)}`,
          code ? `\`${text}\`` : text,
          ...(tone === undefined ? [] : [`(${tone})`]),
          ...(example ? ["(example)"] : []),
          ...(note === undefined ? [] : [`— ${note}`]),
          ...(link === undefined ? [] : [`→ ${link}`]),
        ].join(" "),
      ),
    ]),
    "",
  ].join("\n");
}

for (const [name, nodes] of Object.entries(PANELS)) {
  test(`panels of ${name}.yaml`, () => {
    const { of } = panels(filesOf(name));
    const texts = nodes.map((node) => {
      const details = of(node);
      assert.ok(details, node);
      return panelText(details);
    });
    matchesSnapshot(texts.join("\n"), join(FOLDER, `${name}.panels.txt`));
  });
}

describe("a fix in the panel", () => {
  it("takes its finding away", () => {
    const files = filesOf("broken");
    const { analysis, unit, of } = panels(files);
    const finding = of("Endpoints/shop/cart")?.findings[0]?.id ?? "";
    const choice = { node: "Endpoints/shop/cart", finding, fix: 0 };
    const action = analysis.chartFix(unit, choice);
    assert.ok(action);
    const after = panels(afterAction(files, action));
    assert.deepEqual(after.of("Service/shop/cart")?.findings, []);
    assert.equal(after.of("Endpoints/shop/cart/http")?.title, "1 planned");
  });

  it("mends the probe for which endpoints are never ready", () => {
    const text = `apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec:
  selector: { app: web }
  ports: [{ name: http, port: 80, targetPort: http }, { name: admin, port: 81, targetPort: 9000 }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          ports: [{ name: http, containerPort: 8080 }]
          readinessProbe: { httpGet: { port: htpp } }
`;
    const files = [{ path: "web.yaml", text }];
    const { analysis, unit, of } = panels(files);
    for (const port of ["http", "admin"]) {
      const node = `Endpoints/shop/web/${port}`;
      const [found, ...others] = of(node)?.findings ?? [];
      assert.deepEqual(
        [found?.code, others.length, of(node)?.title],
        ["PTL204", 0, "1 planned, never ready"],
      );
      const action = analysis.chartFix(unit, { node, finding: found?.id ?? "", fix: 0 });
      const after = panels(afterAction(files, action ?? assert.fail("no fix")));
      assert.deepEqual([after.of(node)?.findings, after.of(node)?.title], [[], "1 planned"]);
    }
  });

  it("is none for what is not there", () => {
    const { analysis, unit } = panels(filesOf("broken"));
    const fix = { node: "Service/shop/cart", finding: "PTL999 x value", fix: 0 };
    assert.equal(analysis.chartFix(unit, fix), undefined);
    assert.equal(analysis.chartFix("nowhere", fix), undefined);
  });
});

describe("the place of a node", () => {
  const { analysis, unit } = panels(filesOf("broken"));
  const lineOf = (node: string, row?: string) => analysis.chartSource(unit, node, row)?.range.start.line;
  const text = filesOf("broken")[0]?.text.split("\n") ?? [];

  it("is its name, and of a row the item", () => {
    assert.match(text[lineOf("Service/shop/cart") ?? -1] ?? "", /name: cart/);
    assert.match(text[lineOf("Service/shop/cart", "http") ?? -1] ?? "", /port: 80/);
    assert.match(text[lineOf("Ingress/shop/shop", "0.1") ?? -1] ?? "", /path: \/cart/);
  });

  it("of what nobody wrote is where it is named", () => {
    assert.match(text[lineOf("Missing/Service/shop/order") ?? -1] ?? "", /path: \/order/);
    assert.match(text[lineOf("External/192.0.2.7") ?? -1] ?? "", /name: old/);
  });

  it("leads back", () => {
    const at = (line: number, character: number) =>
      analysis.chartAt(fileAt("shop.yaml"), { line, character }, unit);
    const line = text.findIndex((each) => each.includes("path: /cart"));
    assert.deepEqual(at(line, 60), { unit, node: "Ingress/shop/shop", row: "0.1" });
    const container = text.findIndex((each) => each.includes("containerPort: 8080"));
    assert.deepEqual(at(container, text[container]?.indexOf("8080") ?? 0), {
      unit,
      node: "Deployment/shop/cart",
      row: "8080/TCP",
    });
    assert.equal(analysis.chartAt(fileAt("nowhere.yaml"), { line: 0, character: 0 }), undefined);
  });
});
