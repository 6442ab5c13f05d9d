/** Completion in kustomizations: paths that are there, and the objects that a patch may be for. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { marked } from "../../../support/cursor.ts";

const FILES = `# file: base/kustomization.yaml
resources: [web.yaml]
# file: base/web.yaml
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart }
# file: parts/tls/kustomization.yaml
apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
# file: prod/a.yaml
apiVersion: v1
kind: ConfigMap
metadata: { name: a }
# file: prod/deep/b.yaml
apiVersion: v1
kind: ConfigMap
metadata: { name: b }
# file: prod/patch.json
{}
`;

function completed(kustomization: string) {
  const source = `${FILES}# file: prod/kustomization.yaml\n${kustomization}\n`;
  const { analysis, file, position, fixture } = marked(source);
  const line = fixture.files.find(({ path }) => path === "prod/kustomization.yaml")?.text.split("\n")[
    position.line
  ];
  return analysis.completions(file, position).map(({ label, kind, insert, range: { start, end } }) => {
    assert.deepEqual([start.line, end.line], [position.line, position.line]);
    const made = (line ?? "").slice(0, start.character) + insert + (line ?? "").slice(end.character);
    return { label, kind, made };
  });
}

const labels = (kustomization: string) => completed(kustomization).map(({ label }) => label);

describe("paths are completed", () => {
  it("of resources: files of the folder, then kustomizations elsewhere, no component, nothing twice", () => {
    assert.deepEqual(labels("resources:\n  - $0"), ["a.yaml", "patch.json", "deep/b.yaml", "../base"]);
    assert.deepEqual(labels("resources:\n  - a.yaml\n  - $0"), ["patch.json", "deep/b.yaml", "../base"]);
    assert.deepEqual(labels("resources:\n- ../ba$0"), ["../base"]);
  });

  it("of components: components alone", () => {
    assert.deepEqual(labels("components:\n  - $0"), ["../parts/tls"]);
  });

  it("of patches, by what is typed, in quotes or not, with the rest of the line left", () => {
    assert.deepEqual(completed("resources: [../base]\npatches:\n  - path: deep/$0"), [
      { label: "deep/b.yaml", kind: "file", made: "  - path: deep/b.yaml" },
    ]);
    assert.deepEqual(completed('patches:\n  - target:\n      kind: Service\n    path: "pat$0"  # ports'), [
      { label: "patch.json", kind: "file", made: '    path: "patch.json"  # ports' },
    ]);
  });

  it("while the kustomization does not parse", () => {
    assert.deepEqual(labels("images: [\nresources:\n  - deep$0"), ["deep/b.yaml"]);
  });

  it("not where they stand already, nor a kustomization that leads back or lies above", () => {
    assert.deepEqual(labels("resources:\n  - a.yaml$0"), []);
    const { analysis, file, position } = marked(
      `${FILES}# file: prod/kustomization.yaml\nresources: [../base]\n# file: base/more/kustomization.yaml\nresources:\n  - $0\n`,
    );
    assert.deepEqual(
      analysis.completions(file, position).map(({ label }) => label),
      ["../../prod"],
    );
  });
});

describe("targets of patches are completed", () => {
  const target = (line: string) =>
    `resources: [../base]\npatches:\n  - path: patch.json\n    target:\n      ${line}`;

  it("by kind, name and namespace of what the kustomization builds", () => {
    assert.deepEqual(labels(target("kind: $0")), ["Deployment", "Service"]);
    assert.deepEqual(labels(target("name: $0")), ["cart", "web"]);
    assert.deepEqual(labels(target("namespace: s$0")), ["shop"]);
    assert.deepEqual(labels(target("group: $0")), ["apps"]);
    assert.deepEqual(completed(target("kind: dep$0")), [
      { label: "Deployment", kind: "object", made: "      kind: Deployment" },
    ]);
  });

  it("while it does not parse, by all that is there", () => {
    assert.ok(labels(`images: [\n${target("kind: Serv$0")}`).includes("Service"));
  });
});

describe("nothing is offered", () => {
  it("in other places of a kustomization", () => {
    for (const text of ["$0", "namePrefix: $0", "images:\n  - name: $0", "labels:\n  - pairs:\n      a: $0"])
      assert.deepEqual(labels(text), [], text);
  });
});
