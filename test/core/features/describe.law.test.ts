/** What holds of every description: whatever the order of files and documents, endpoints are the pods that are selected. */
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { type Analysis, createAnalysis } from "../../../server/src/core/analysis.ts";
import type { Description, ServiceDescription } from "../../../server/src/core/answers.ts";
import { fileId } from "../../../server/src/core/value/file.ts";
import { describedWorld } from "../../support/describing.ts";

const ROOT = "law";

function analysisOf(texts: readonly string[]): Analysis {
  const analysis = createAnalysis();
  const files = texts.map((_, index) => fileId(ROOT, `${index}.yaml`));
  analysis.setRoots([ROOT]);
  analysis.setFiles(ROOT, files);
  for (const [index, file] of files.entries()) analysis.setText(file, texts[index] ?? "");
  return analysis;
}

function describeAll(analysis: Analysis): ReadonlyMap<string, Description> {
  const objects = analysis.objects((kind) => kind === "Service" || KINDS.has(kind));
  const found = objects.flatMap(({ kind, name, resource, unit }) => {
    const description = analysis.describe({ resource, unit });
    return description ? [[`${kind}/${name}`, description] as const] : [];
  });
  assert.equal(found.length, objects.length);
  return new Map(found.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

const KINDS = new Set(["Deployment", "StatefulSet", "DaemonSet", "Job", "Pod"]);

/** Addresses that are made up go by rank, and places by file: those may differ. */
function withoutPlaces(found: ReadonlyMap<string, Description>): unknown {
  const text = JSON.stringify([...found], (key, value) => {
    if (key === "file" || key === "range" || key === "examples") return undefined;
    return key === "findings"
      ? value.map(({ code, message }: { code: string; message: string }) => [code, message]).toSorted()
      : value;
  });
  return JSON.parse(
    text
      .replaceAll(/\b(10\.(96|244)|192\.168)(\.\d+){2}\b/g, "ADDRESS")
      .replaceAll(/\b\d+\.\d+\.(96|244)\.10\.in-addr/g, "ADDRESS")
      .replaceAll(/KUBE-SEP-\w+/g, "SEP"),
  );
}

const documents = Object.values(describedWorld).flatMap((text) => text.split("---\n"));

test("the order of files and documents never matters", () => {
  const expected = withoutPlaces(describeAll(analysisOf(Object.values(describedWorld))));
  fc.assert(
    fc.property(
      fc.shuffledSubarray(documents, { minLength: documents.length }),
      fc.integer({ min: 1, max: 5 }),
      (order, size) => {
        const texts = Array.from({ length: Math.ceil(order.length / size) }, (_, index) =>
          order.slice(index * size, (index + 1) * size).join("---\n"),
        );
        assert.deepEqual(withoutPlaces(describeAll(analysisOf(texts))), expected);
      },
    ),
    { numRuns: 15 },
  );
});

const labels = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.constantFrom("x", "y"), { minKeys: 1 });
const workload = fc.record({ labels, replicas: fc.integer({ min: 0, max: 4 }) });
const world = fc.record({
  workloads: fc.array(workload, { maxLength: 5 }),
  selectors: fc.array(labels, { minLength: 1, maxLength: 4 }),
});

test("every endpoint is a selected pod, and every selected pod is an endpoint", () => {
  fc.assert(
    fc.property(world, ({ workloads, selectors }) => {
      const texts = [
        ...workloads.map(({ labels: own, replicas }, index) => deployment(`w${index}`, own, replicas)),
        ...selectors.map((selector, index) => service(`s${index}`, selector)),
      ];
      const found = describeAll(analysisOf([texts.join("---\n")]));
      for (const [index, selector] of selectors.entries()) {
        const expected = workloads.flatMap(({ labels: own, replicas }, nth) =>
          Object.entries(selector).every(([key, value]) => own[key] === value)
            ? Array.from({ length: replicas }, (_, place) => `Deployment/w${nth}#${place}`)
            : [],
        );
        const description = found.get(`Service/s${index}`);
        assert.ok(description?.kind === "service");
        assert.deepEqual(podsIn(description), expected.toSorted());
        for (const share of sharesIn(description)) assert.ok(Math.abs(share - 1 / expected.length) < 1e-9);
      }
    }),
    { numRuns: 40 },
  );
});

test("of very many ports and pods no more is told than can be read", () => {
  const ports = Array.from({ length: 300 }, (_, index) => ({ name: `p${index}`, port: index + 1 }));
  const many = service("many", { app: "many" }).replace("[{ port: 80 }]", JSON.stringify(ports));
  for (const text of [many, many.replace("spec: {", "spec: { clusterIP: None,")]) {
    const found = describeAll(analysisOf([text, deployment("many", { app: "many" }, 250)])).get(
      "Service/many",
    );
    assert.ok(found?.kind === "service");
    assert.equal(found.endpoints.slices.flatMap((each) => each.endpoints).length, 250);
    assert.ok(found.doubts.some((each) => each.includes("284 are left out")));
    const rules = Object.values(found.proxy?.families[0]?.nat ?? {}).flat();
    assert.ok(rules.length < 16_000, `${rules.length} rules`);
    assert.ok(found.dns.records.length < 10_000, `${found.dns.records.length} records`);
  }
});

function podsIn({ endpoints }: ServiceDescription): readonly string[] {
  const all = endpoints.slices.flatMap((slice) => slice.endpoints);
  for (const { addresses, example } of all) assert.deepEqual([addresses.length, example], [1, true]);
  assert.equal(new Set(all.flatMap(({ addresses }) => addresses)).size, all.length);
  return all.flatMap(({ pod }) => pod ?? []).toSorted();
}

/** What each target gets of all connections, by the rules one after the other. */
function sharesIn({ proxy }: ServiceDescription): readonly number[] {
  return (proxy?.families ?? []).flatMap(({ balancing }) =>
    balancing.flatMap(({ targets }) => {
      let left = 1;
      return targets.map(({ probability }) => {
        const share = left * (probability === undefined ? 1 : Number(probability));
        left -= share;
        return Math.round(share * 1e8) / 1e8 === Math.round(1e8 / targets.length) / 1e8
          ? 1 / targets.length
          : share;
      });
    }),
  );
}

function deployment(name: string, own: Readonly<Record<string, string>>, replicas: number): string {
  const json = JSON.stringify(own);
  return `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name}, namespace: law }\nspec: { replicas: ${replicas}, selector: { matchLabels: ${json} }, template: { metadata: { labels: ${json} }, spec: { containers: [{ name: a, image: a }] } } }\n`;
}

function service(name: string, selector: Readonly<Record<string, string>>): string {
  return `apiVersion: v1\nkind: Service\nmetadata: { name: ${name}, namespace: law }\nspec: { selector: ${JSON.stringify(selector)}, ports: [{ port: 80 }] }\n`;
}
