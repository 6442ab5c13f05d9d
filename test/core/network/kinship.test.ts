import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { areUnrelated, stemOf } from "../../../server/src/core/network/kinship.ts";
import type { Container } from "../../../server/src/core/resources/workload.ts";

function workload(name: string, image = `example.com/${name}:1`) {
  const container: Container = {
    name: { value: "main" },
    image: { value: image },
    list: "containers",
    index: 0,
    ports: [],
    probes: [],
    open: false,
  };
  return { name, containers: [container] };
}

describe("workloads that belong together", () => {
  it("have one stem", () => {
    for (const name of ["cart", "cart-v2", "cart-canary", "cart-deployment-1", "cart-blue"])
      assert.equal(stemOf(name), "cart", name);
    assert.equal(stemOf("v2"), "v2");
    assert.equal(stemOf("shop-cart-v1"), "shop-cart");
  });

  it("have names that hold one another, or are nearly the same", () => {
    assert.equal(areUnrelated(workload("redis"), workload("redis-sentinel")), false);
    assert.equal(areUnrelated(workload("pxc-node1"), workload("pxc-node2")), false);
    assert.equal(areUnrelated(workload("cart"), workload("orders")), true);
  });

  it("share an image, whatever its tag", () => {
    const image = "registry.example.com:5000/shop/lamp";
    assert.equal(areUnrelated(workload("night", `${image}:1`), workload("day", `${image}@sha256:00`)), false);
  });

  it("cannot be told from others where an image is not known", () => {
    const [container] = workload("cart").containers;
    assert.ok(container);
    const unknown = {
      name: "cart",
      containers: [{ ...container, image: { unknown: "placeholder" } as const }],
    };
    assert.equal(areUnrelated(unknown, workload("orders")), false);
  });
});
