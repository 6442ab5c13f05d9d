import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import {
  type Kubelet,
  type ResolvingPod,
  resolvConf,
} from "../../../../server/src/core/network/cluster/resolvConf.ts";
import type { PodDns } from "../../../../server/src/core/resources/podDns.ts";
import { type Known, known, unknown } from "../../../../server/src/core/value/known.ts";

const kubelet: Kubelet = {
  domain: "cluster.local",
  clusterDNS: ["10.96.0.10"],
  node: { nameservers: ["192.0.2.53"], search: ["corp.example"], options: ["rotate"] },
};

interface Written {
  readonly dnsPolicy?: string;
  readonly hostNetwork?: boolean;
  readonly nameservers?: readonly string[];
  readonly searches?: readonly string[];
  readonly options?: Readonly<Record<string, string | undefined>>;
}

function podOf({ dnsPolicy, hostNetwork, nameservers, searches, options }: Written): ResolvingPod {
  const config: PodDns["dnsConfig"] = {
    nameservers: (nameservers ?? []).map(known),
    searches: (searches ?? []).map(known),
    options: Object.entries(options ?? {}).map(([name, value]) => ({
      name: known(name),
      value: value === undefined ? undefined : known(value),
    })),
  };
  return {
    namespace: known("ops"),
    hostNetwork: hostNetwork === undefined ? undefined : known(hostNetwork),
    dns: { dnsPolicy: dnsPolicy === undefined ? undefined : known(dnsPolicy), dnsConfig: config },
  };
}

/** As the file is written. */
function file(pod: Written, on: Kubelet = kubelet): readonly string[] {
  const { nameservers, search, options } = resolvConf(podOf(pod), on);
  return [
    ...nameservers.map((each) => `nameserver ${each}`),
    ...(search.length > 0 ? [`search ${search.join(" ")}`] : []),
    ...(options.length > 0 ? [`options ${options.join(" ")}`] : []),
  ];
}

const CLUSTER = [
  "nameserver 10.96.0.10",
  "search ops.svc.cluster.local svc.cluster.local cluster.local corp.example",
  "options ndots:5",
];
const HOST = ["nameserver 192.0.2.53", "search corp.example", "options rotate"];

const TABLE: readonly (readonly [name: string, pod: Written, expected: readonly string[]])[] = [
  ["ClusterFirst is the default", {}, CLUSTER],
  ["ClusterFirst", { dnsPolicy: "ClusterFirst" }, CLUSTER],
  ["ClusterFirst in the node's network is Default", { hostNetwork: true }, HOST],
  ["ClusterFirst outside of it is not", { hostNetwork: false }, CLUSTER],
  ["ClusterFirstWithHostNet", { dnsPolicy: "ClusterFirstWithHostNet", hostNetwork: true }, CLUSTER],
  ["Default", { dnsPolicy: "Default" }, HOST],
  [
    "None has what dnsConfig says alone",
    { dnsPolicy: "None", nameservers: ["1.1.1.1"], searches: ["a.example"], options: { ndots: "2" } },
    ["nameserver 1.1.1.1", "search a.example", "options ndots:2"],
  ],
  [
    "None in the node's network is None",
    { dnsPolicy: "None", hostNetwork: true, nameservers: ["::1"] },
    ["nameserver ::1"],
  ],
  [
    "an option of the pod replaces one of that name",
    { options: { ndots: "2" } },
    [...CLUSTER.slice(0, 2), "options ndots:2"],
  ],
  [
    "an option without a value is its name",
    { options: { "single-request-reopen": undefined, "use-vc": "" } },
    [...CLUSTER.slice(0, 2), "options ndots:5 single-request-reopen use-vc"],
  ],
  [
    "searches come last, each once",
    { searches: ["cluster.local", "x.example.", "corp.example"] },
    [CLUSTER[0] ?? "", `${CLUSTER[1]} x.example`, "options ndots:5"],
  ],
  [
    "nameservers are three",
    { nameservers: ["10.96.0.10", "1.1.1.1", "8.8.8.8", "9.9.9.9"] },
    ["nameserver 10.96.0.10", "nameserver 1.1.1.1", "nameserver 8.8.8.8", ...CLUSTER.slice(1)],
  ],
  [
    "the node's options are replaced, too",
    { dnsPolicy: "Default", options: { rotate: "1" } },
    [...HOST.slice(0, 2), "options rotate:1"],
  ],
];

describe("resolv.conf", () => {
  for (const [name, pod, expected] of TABLE) it(name, () => assert.deepEqual(file(pod), expected));

  it("without cluster DNS is the node's", () => {
    assert.deepEqual(file({}, { ...kubelet, clusterDNS: [] }), HOST);
    assert.equal(resolvConf(podOf({}), { ...kubelet, clusterDNS: [] }).mode, "host");
  });

  it("leaves out the root that a node searches", () => {
    const node = { search: [".", "corp.example."], options: ["ndots:1", "ndots:3"] };
    assert.deepEqual(file({ dnsPolicy: "Default" }, { ...kubelet, node }), [
      "search corp.example",
      "options ndots:3",
    ]);
  });

  it("keeps the root that a pod searches", () => {
    assert.deepEqual(file({ dnsPolicy: "None", nameservers: ["1.1.1.1"], searches: ["."] })[1], "search .");
  });

  it("has 32 domains, none too long, in 2048 characters", () => {
    const many = Array.from({ length: 40 }, (_, index) => `d${index}.example`);
    const { search, cut } = resolvConf(podOf({ dnsPolicy: "None", searches: many }), kubelet);
    assert.deepEqual([search.length, cut.search[0]], [32, "d32.example"]);
    const long = ["a".repeat(254), "b".repeat(253)];
    assert.deepEqual(resolvConf(podOf({ dnsPolicy: "None", searches: long }), kubelet).search, long.slice(1));
    const wide = Array.from({ length: 20 }, (_, index) => `${index}`.padStart(3, "0").padEnd(200, "x"));
    const kept = resolvConf(podOf({ dnsPolicy: "None", searches: wide }), kubelet).search;
    assert.deepEqual([kept.length, kept.join(" ").length], [10, 2009]);
  });

  it("says what cannot be read", () => {
    const template: Known<never> = unknown("template");
    const pod = { ...podOf({}), namespace: template };
    assert.deepEqual(resolvConf(pod, kubelet).unread, ["metadata.namespace"]);
    assert.deepEqual(resolvConf(pod, kubelet).search[0], "svc.cluster.local");
    const dns = { ...pod.dns, dnsPolicy: template };
    assert.deepEqual(resolvConf({ ...podOf({}), dns }, kubelet).unread, ["dnsPolicy"]);
    assert.deepEqual(resolvConf({ ...podOf({}), hostNetwork: template }, kubelet).unread, ["hostNetwork"]);
    assert.deepEqual(
      resolvConf({ ...podOf({ dnsPolicy: "Default" }), hostNetwork: template }, kubelet).unread,
      [],
    );
  });

  it("keeps its limits, whatever is written", () => {
    const domain = fc.string({ minLength: 1, maxLength: 300, unit: fc.constantFrom("a", ".", "b") });
    fc.assert(
      fc.property(
        fc.array(domain, { maxLength: 50 }),
        fc.array(domain, { maxLength: 6 }),
        (searches, nameservers) => {
          const { search, nameservers: kept } = resolvConf(podOf({ searches, nameservers }), kubelet);
          assert.ok(search.length <= 32 && search.join(" ").length <= 2048 && kept.length <= 3);
          assert.equal(new Set(search).size, search.length);
        },
      ),
      { numRuns: 50 },
    );
  });
});
