/** Which workload made a pod that was seen. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { podsOf } from "../../../../../server/src/core/network/cluster/planned.ts";
import { valueOf } from "../../../../../server/src/core/value/known.ts";
import { type Files, manifests } from "../../../../support/manifests.ts";
import { member } from "./shop.ts";

describe("whose a pod is", () => {
  const pod = (name: string, owner: string, labels = "app: cart") => `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  namespace: shop
  uid: u-${name}
  labels: { ${labels} }
${owner === "" ? "" : `  ownerReferences: [{ apiVersion: apps/v1, controller: true, kind: ${owner.split("/")[0]}, name: ${owner.split("/")[1]} }]\n`}spec: { containers: [{ name: a, image: a }] }
status: { phase: Running, podIP: 10.0.0.9, conditions: [{ type: Ready, status: "True" }] }
`;
  const workload = (kind: string, name: string, version = "apps/v1") => `apiVersion: ${version}
kind: ${kind}
metadata: { name: ${name}, namespace: shop }
spec:
  selector: { matchLabels: { app: cart } }
  template: { metadata: { labels: { app: cart } }, spec: { containers: [{ name: a, image: a }] } }
`;
  const names = (files: Files, name: string) => {
    const shop = manifests(files);
    return shop.db
      .get(podsOf, member(shop, name))
      .pods.map((each) => (each.observed ? valueOf(each.name) : "planned"));
  };

  it("is told by the hash of its template", () => {
    const state = pod("cart-x-abc12-q", "ReplicaSet/cart-x-abc12", "app: cart, pod-template-hash: abc12");
    assert.deepEqual(
      names({ "a.yaml": workload("Deployment", "cart-x"), "state.yaml": state }, "Deployment/cart-x"),
      ["cart-x-abc12-q"],
    );
    assert.deepEqual(
      names({ "a.yaml": workload("Deployment", "cart"), "state.yaml": state }, "Deployment/cart"),
      ["planned"],
    );
  });

  it("is told by the name of its ReplicaSet where the label is missing", () => {
    const state = pod("cart-7d4b9c6f5c-q", "ReplicaSet/cart-7d4b9c6f5c");
    assert.deepEqual(
      names({ "a.yaml": workload("Deployment", "cart"), "state.yaml": state }, "Deployment/cart"),
      ["cart-7d4b9c6f5c-q"],
    );
  });

  it("is told by the owner of its ReplicaSet where that was dumped, too", () => {
    const replicaSet = `${workload("ReplicaSet", "odd").replace("namespace: shop", "namespace: shop, uid: u, ownerReferences: [{ apiVersion: apps/v1, controller: true, kind: Deployment, name: cart }]")}`;
    const state = `${pod("odd-q", "ReplicaSet/odd")}---\n${replicaSet}`;
    assert.deepEqual(
      names({ "a.yaml": workload("Deployment", "cart"), "state.yaml": state }, "Deployment/cart"),
      ["odd-q"],
    );
  });

  it("is told by the label of a Rollout", () => {
    const state = pod(
      "cart-abc12-q",
      "ReplicaSet/cart-abc12",
      "app: cart, rollouts-pod-template-hash: abc12",
    );
    const rollout = workload("Rollout", "cart", "argoproj.io/v1alpha1");
    assert.deepEqual(names({ "a.yaml": rollout, "state.yaml": state }, "Rollout/cart"), ["cart-abc12-q"]);
  });

  it("goes to the nearest of those that made it, and to one alone", () => {
    const state = pod("cart-7d4b9c6f5c-q", "ReplicaSet/cart-7d4b9c6f5c");
    const files = {
      "a.yaml": workload("Deployment", "cart"),
      "b.yaml": workload("ReplicaSet", "cart-7d4b9c6f5c"),
      "state.yaml": state,
    };
    assert.deepEqual(names(files, "ReplicaSet/cart-7d4b9c6f5c"), ["cart-7d4b9c6f5c-q"]);
    assert.deepEqual(names(files, "Deployment/cart"), ["planned"]);
  });

  it("is the manifest's own of a bare Pod", () => {
    const manifest =
      "apiVersion: v1\nkind: Pod\nmetadata: { name: shell, namespace: shop }\nspec: { containers: [{ name: a, image: a }] }\n";
    assert.deepEqual(names({ "a.yaml": manifest, "state.yaml": pod("shell", "") }, "Pod/shell"), ["shell"]);
  });

  it("of another namespace is nobody's here", () => {
    const state = pod("cart-7d4b9c6f5c-q", "ReplicaSet/cart-7d4b9c6f5c").replace(
      "namespace: shop",
      "namespace: test",
    );
    assert.deepEqual(
      names({ "a.yaml": workload("Deployment", "cart"), "state.yaml": state }, "Deployment/cart"),
      ["planned"],
    );
  });
});
