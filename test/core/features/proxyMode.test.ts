/** What the mode of kube-proxy means: in words, and on the card of a cluster IP. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { schedulerText } from "../../../server/src/core/features/proxyMode.ts";
import { hovered } from "../../support/cursor.ts";

const service = (clusterIP: string) => `apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec:
  cluster$0IP: ${clusterIP}
  ports: [{ port: 80 }]
  selector: { app: web }
`;

/** What the card of the cluster IP says of this manifest, in a cluster that is configured so. */
function here(cluster: string, clusterIP = "10.96.0.20"): readonly string[] {
  const configuration = `# file: .portolan.yaml\nversion: 1\ncluster: { ${cluster} }\n`;
  const card = hovered(`${configuration}# file: web.yaml\n${service(clusterIP)}`) ?? "";
  return card
    .split("\n")
    .filter((line) => line.startsWith("- here: "))
    .map((line) => line.slice("- here: ".length));
}

describe("the card of a cluster IP", () => {
  const modes: readonly (readonly [cluster: string, lines: readonly string[]])[] = [
    [
      "proxyMode: iptables",
      ["with iptables the address is on no interface: it answers no ping, and nothing listens there"],
    ],
    [
      "proxyMode: nftables",
      [
        "with nftables the address is on no interface: it answers no ping, and ports that no Service has there are refused",
      ],
    ],
    [
      "proxyMode: ipvs",
      [
        "with IPVS every node has the address on its interface kube-ipvs0, and refuses ports that no Service has there",
        "IPVS, scheduler rr: a new connection goes to the next endpoint in turn",
      ],
    ],
    [
      "proxyMode: ipvs, ipvs: { scheduler: lc }",
      [
        "with IPVS every node has the address on its interface kube-ipvs0, and refuses ports that no Service has there",
        "IPVS, scheduler lc: a new connection goes to the endpoint with the fewest connections",
      ],
    ],
    ["proxyMode: none", ["what stands in for kube-proxy decides whether the address answers a ping"]],
  ];
  for (const [cluster, lines] of modes) {
    it(`tells whether it answers: ${cluster}`, () => assert.deepEqual(here(cluster).slice(1), lines));
  }

  it("of a headless Service there is none", () => {
    assert.ok(here("proxyMode: iptables", "None").every((line) => !line.includes("ping")));
  });
});

describe("the scheduler of IPVS", () => {
  it("is rr where nobody says, and in no other mode", () => {
    assert.match(schedulerText({ proxyMode: "ipvs" }) ?? "", /scheduler rr: .* in turn$/);
    assert.match(
      schedulerText({ proxyMode: "ipvs", ipvs: { scheduler: "" } }) ?? "",
      /scheduler rr: .* in turn$/,
    );
    assert.equal(schedulerText({}), undefined);
    assert.equal(schedulerText({ proxyMode: "nftables", ipvs: { scheduler: "lc" } }), undefined);
  });

  it("each that kube-proxy is told about has words of its own", () => {
    const texts = ["rr", "wrr", "lc", "wlc", "sh", "dh", "sed", "nq"].map((scheduler) =>
      schedulerText({ proxyMode: "ipvs", ipvs: { scheduler } }),
    );
    assert.equal(new Set(texts).size, texts.length);
  });

  it("one that is not known is named, and no more", () => {
    for (const scheduler of ["mh", "constructor"]) {
      assert.equal(
        schedulerText({ proxyMode: "ipvs", ipvs: { scheduler } }),
        `IPVS shares out new connections by its scheduler ${scheduler}`,
      );
    }
  });
});
