import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { printPath } from "../../../server/src/core/value/path.ts";
import { factsIn } from "../../support/resources.ts";

const slice = (more: string) =>
  factsIn(
    `apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: { name: db-1, labels: { kubernetes.io/service-name: db } }\n${more}`,
    "endpoints",
  );

const endpoints = (more: string) =>
  factsIn(`apiVersion: v1\nkind: Endpoints\nmetadata: { name: db }\n${more}`, "endpoints");

function addressesIn({ subsets }: ReturnType<typeof slice>) {
  return subsets.flatMap((subset) =>
    subset.endpoints.flatMap((each) =>
      each.addresses.map(({ path, address }) => [printPath(path), address, each.ready]),
    ),
  );
}

describe("hand-written endpoints", () => {
  it("of a slice: one subset, addresses with their conditions", () => {
    const facts = slice(
      "addressType: IPv4\nports: [{ name: pg, port: 5432 }, { port: 80, protocol: UDP }]\nendpoints:\n- { addresses: [10.0.0.1, 10.0.0.2], hostname: a, conditions: { ready: false, serving: true } }\n- { addresses: [10.0.0.3] }\n",
    );
    assert.deepEqual(facts.addressType, { value: "IPv4" });
    assert.deepEqual(addressesIn(facts), [
      ["endpoints[0].addresses[0]", { value: "10.0.0.1" }, { value: false }],
      ["endpoints[0].addresses[1]", { value: "10.0.0.2" }, { value: false }],
      ["endpoints[1].addresses[0]", { value: "10.0.0.3" }, undefined],
    ]);
    assert.deepEqual(
      facts.subsets[0]?.ports.map(({ path, name, port, protocol }) => [
        printPath(path),
        name,
        port,
        protocol,
      ]),
      [
        ["ports[0]", { value: "pg" }, { value: 5432 }, undefined],
        ["ports[1]", undefined, { value: 80 }, { value: "UDP" }],
      ],
    );
    assert.deepEqual(facts.subsets[0]?.endpoints[0]?.serving, { value: true });
  });

  it("of Endpoints: a subset each, not ready where it says so", () => {
    const facts = endpoints(
      'subsets:\n- addresses: [{ ip: 10.0.0.1 }]\n  notReadyAddresses: [{ ip: 10.0.0.2 }]\n  ports: [{ name: "", port: 1 }]\n- addresses: [{ ip: 10.0.0.3 }]\n',
    );
    assert.deepEqual(addressesIn(facts), [
      ["subsets[0].addresses[0].ip", { value: "10.0.0.1" }, { value: true }],
      ["subsets[0].notReadyAddresses[0].ip", { value: "10.0.0.2" }, { value: false }],
      ["subsets[1].addresses[0].ip", { value: "10.0.0.3" }, { value: true }],
    ]);
    assert.deepEqual(
      facts.subsets[0]?.ports.map(({ name }) => name),
      [undefined],
    );
  });

  it("are open where an expression stands for a list", () => {
    assert.equal(slice("endpoints: ${ENDPOINTS}\n").open, true);
    assert.equal(slice("endpoints:\n- addresses: ${ADDRESSES}\n").open, true);
    assert.equal(slice("ports: ${PORTS}\n").open, true);
    assert.equal(endpoints("subsets:\n- addresses: ${ADDRESSES}\n").open, true);
    assert.equal(endpoints("subsets:\n").open, false);
    assert.equal(slice("ports:\nendpoints: []\n").open, false);
  });
});
