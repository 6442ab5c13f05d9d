/** Whatever is edited, dumps and files of the cluster among it: the answers are those of a fresh start, and nothing throws. */
import assert from "node:assert/strict";
import { it } from "node:test";
import fc from "fast-check";
import { observedOf } from "../../../../../server/src/core/network/cluster/observed.ts";
import {
  normalServiceOf,
  plannedSlices,
  podsOf,
} from "../../../../../server/src/core/network/cluster/planned.ts";
import { keyOf } from "../../../../../server/src/core/query/query.ts";
import { clusterKnown } from "../../../../../server/src/core/units/queries.ts";
import { type Manifests, manifests } from "../../../../support/manifests.ts";
import { SHOP, STATE } from "./shop.ts";

const CLUSTER = `apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
networking: { dnsDomain: a.test, serviceSubnet: 10.7.0.0/16 }
apiServer: { extraArgs: [{ name: service-node-port-range, value: 1000-2000 }] }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: coredns, namespace: kube-system }
data:
  Corefile: |
    .:53 {
      kubernetes a.test {
        pods verified
      }
      rewrite name a b
    }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: kube-proxy, namespace: kube-system }
data:
  config.conf: |
    kind: KubeProxyConfiguration
    apiVersion: kubeproxy.config.k8s.io/v1alpha1
    mode: ipvs
---
kind: Cluster
apiVersion: kind.x-k8s.io/v1alpha4
nodes: [{ extraPortMappings: [{ containerPort: 30000 }] }]
kubeadmConfigPatches:
  - |
    kind: ClusterConfiguration
    controllerManager: { extraArgs: { max-endpoints-per-slice: "7" } }
---
apiVersion: k3d.io/v1alpha5
kind: Simple
options: { k3s: { extraArgs: [{ arg: --cluster-cidr=10.8.0.0/16 }] } }
`;

/** All that may hang on a dump or on a fact. */
function answers({ db, units }: Manifests): unknown {
  return units().map(({ id: unit, members }) =>
    members.map((id) => [
      clusterKnown(db, unit, id),
      db.get(normalServiceOf, keyOf(unit, id)),
      db.get(plannedSlices, keyOf(unit, id)),
      db.get(podsOf, keyOf(unit, id)),
      observedOf(db, unit, id),
    ]),
  );
}

const texts = { "shop.yaml": SHOP, "state.yaml": STATE, "infra/cluster.yaml": CLUSTER };
const paths = ["shop.yaml", "state.yaml", "infra/cluster.yaml"] as const;

const WORDS = [
  "\n",
  "  ",
  "-",
  ": ",
  "{",
  "}",
  "[",
  '"',
  "|",
  "#",
  "0",
  "kind: List",
  "uid: a",
  "shop",
  "items:",
  "---\n",
  "\t",
  "é",
];

/** A file that goes, comes back, or has some of its text taken out or put in. */
const edit = fc.record({
  path: fc.constantFrom(...paths),
  what: fc.constantFrom("remove", "restore", "cut", "cut", "insert", "insert"),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 1, max: 60 }),
  word: fc.constantFrom(...WORDS),
});

it("edits give what a fresh start gives", () => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 8 }), (edits) => {
      const now: Record<string, string | undefined> = { ...texts };
      const shop = manifests(texts);
      answers(shop);
      for (const { path, what, at, length, word } of edits) {
        const text = now[path] ?? texts[path];
        const place = Math.floor(at * text.length);
        if (what === "remove") now[path] = undefined;
        else if (what === "restore") now[path] = texts[path];
        else if (what === "cut") now[path] = text.slice(0, place) + text.slice(place + length);
        else now[path] = text.slice(0, place) + word + text.slice(place);
        shop.edit({ [path]: now[path] });
        answers(shop);
      }
      const files = Object.entries(now).flatMap(([path, text]) =>
        text === undefined ? [] : [[path, text] as const],
      );
      assert.deepEqual(answers(shop), answers(manifests(Object.fromEntries(files))));
    }),
    { numRuns: 60 },
  );
});
