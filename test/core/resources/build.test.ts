import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { printPath } from "../../../server/src/core/value/path.ts";
import { factsIn, placedIn, resourceIn } from "../../support/resources.ts";

describe("resources in a document", () => {
  it("are the members of a List, and of a List in it", () => {
    const list = `apiVersion: v1
kind: List
items:
- { apiVersion: v1, kind: Service, metadata: { name: a } }
- apiVersion: v1
  kind: ServiceList
  items:
  - { apiVersion: v1, kind: Service, metadata: { name: b } }
- not an object
`;
    assert.deepEqual(
      placedIn(list).map(({ resource, root }) => [resource.identity.name, printPath(root)]),
      [
        ["a", "items[0]"],
        ["b", "items[1].items[0]"],
      ],
    );
  });

  it("are none without kind and apiVersion", () => {
    for (const text of [
      "a: 1\n",
      "kind: Service\n",
      "apiVersion: v1\n",
      "- kind: Service\n",
      "text\n",
      "",
      "# only\n",
      "kind: {a: b}\napiVersion: v1\n",
    ])
      assert.deepEqual(placedIn(text), [], text);
  });

  it("are what they are called, whatever is written there", () => {
    const named = (name: string) =>
      resourceIn(`apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\n`);
    assert.deepEqual(named("web").name, { value: "web" });
    assert.deepEqual([named("123").name, named("123").identity.name], [{ unknown: "invalid" }, "123"]);
    assert.deepEqual(named('"<x>-web"').name, { unknown: "placeholder" });
    assert.deepEqual([named("").name, named("").identity.name], [undefined, ""]);
  });

  it("were observed when only a server can have written them", () => {
    const pod = (more: string) =>
      resourceIn(
        `apiVersion: v1\nkind: Pod\nmetadata: { name: a${more} }\nspec: { containers: [{ name: a }] }\n`,
      );
    assert.equal(pod("").observed, false);
    assert.equal(pod(", uid: 1b2c").observed, true);
    assert.equal(pod(', resourceVersion: "12"').observed, true);
    const status = (text: string) =>
      resourceIn(`apiVersion: v1\nkind: Service\nmetadata: { name: a }\nstatus: ${text}\n`).observed;
    assert.equal(status("{ loadBalancer: { ingress: [{ ip: 203.0.113.8 }] } }"), true);
    // `kubectl create --dry-run=client -o yaml` and kompose write these.
    const empty = ["{ loadBalancer: {} }", "{ conditions: [], replicas: 0, phase: '' }", "{}", ""];
    assert.deepEqual(empty.map(status), [false, false, false, false]);
  });

  it("know their duplicate keys, from their own root", () => {
    const list =
      "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Service\n  metadata: { name: a }\n  spec:\n    type: x\n    type: y\n";
    assert.deepEqual(placedIn(list)[0]?.resource.duplicateKeys, [["spec", "type"]]);
  });

  it("are endpoints of the Service they name", () => {
    const slice =
      "apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: { name: x, labels: { kubernetes.io/service-name: web } }\n";
    assert.deepEqual(factsIn(slice, "endpoints").service, { value: "web" });
    assert.deepEqual(
      factsIn("apiVersion: v1\nkind: Endpoints\nmetadata: { name: web }\n", "endpoints").service,
      { value: "web" },
    );
  });

  it("are a kustomization by the file's name, kind or not", () => {
    const resource = resourceIn(
      "resources: [a.yaml, ../base]\npatches: [{ path: p.yaml }]\nnamespace: shop\nnamePrefix: x-\n",
      "kustomization.yaml",
    );
    assert.equal(resource.spec.family, "kustomization");
    if (resource.spec.family !== "kustomization") return;
    assert.deepEqual(
      resource.spec.resources.map((entry) => entry.text),
      ["a.yaml", "../base"],
    );
    assert.deepEqual(
      resource.spec.patchFiles.map((entry) => entry.text),
      ["p.yaml"],
    );
    assert.deepEqual(resource.spec.namespace, { value: "shop" });
    assert.deepEqual(resource.spec.transforms.toSorted(), ["namePrefix", "patches"]);
  });
});
