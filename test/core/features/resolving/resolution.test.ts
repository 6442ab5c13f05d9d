import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { NameResolution } from "../../../../server/src/core/answers.ts";
import { resolvingWorld } from "../../../support/resolving.ts";
import { analysisOf } from "../../../support/workspace.ts";

interface Options {
  readonly world?: string;
  readonly config?: string;
}

function resolved(
  from: string,
  name: string,
  { world = resolvingWorld, config = "" }: Options = {},
): NameResolution {
  const settings = config === "" ? [] : [{ path: ".portolan.yaml", text: `version: 1\n${config}` }];
  const analysis = analysisOf([{ path: "all.yaml", text: world }, ...settings]);
  const [kind, own] = from.split("/");
  const object = analysis.objects((each) => each === kind).find((each) => each.name === own);
  const { resource, unit } = object ?? assert.fail(`no ${from}`);
  return analysis.resolve({ from: resource, unit, name }) ?? assert.fail("no answer");
}

/** `NX NX OK 10.96.31.4 · found`. */
function course(from: string, name: string, options?: Options): string {
  const { queries, addresses, outcome } = resolved(from, name, options);
  const walk = queries.map(({ status, certainty }) => {
    const short = status === "NXDOMAIN" ? "NX" : status;
    return `${short}${certainty === "unknown" ? "?" : ""}`;
  });
  const given = addresses.map(({ text, example }) => `${text}${example ? "*" : ""}`);
  return `${[...walk, ...given].join(" ")} · ${outcome}`;
}

const remarks = (from: string, name: string, options?: Options) =>
  resolved(from, name, options).remarks.join("\n");

const TABLE: readonly (readonly [from: string, name: string, course: string])[] = [
  ["Deployment/cart", "cart", "OK 10.96.31.4 · found"],
  ["Deployment/plain", "cart", "NX NX NX NX · absent"],
  ["Deployment/plain", "cart.shop", "NX OK 10.96.31.4 · found"],
  ["Deployment/plain", "cart.shop.svc", "NX NX OK 10.96.31.4 · found"],
  ["Deployment/plain", "cart.shop.svc.cluster.local", "NX NX NX OK 10.96.31.4 · found"],
  ["Deployment/plain", "cart.shop.svc.cluster.local.", "OK 10.96.31.4 · found"],
  ["Deployment/plain", "ledger-1.ledger.shop", "NX OK 10.244.10.2* · found"],
  ["Deployment/plain", "ledger-2.ledger.shop", "NX NX NX EXTERNAL · external"],
  ["Deployment/plain", "ledger.shop.svc", "NX NX OK 10.244.10.1* 10.244.10.2* · found"],
  ["Deployment/plain", "empty.shop.svc", "NX NX NX NX · absent"],
  ["Deployment/plain", "idle.shop.svc", "NX NX OK 10.96.1.3* · found"],
  ["Deployment/plain", "mail.shop.svc", "NX NX EXTERNAL · external"],
  ["Deployment/plain", "shop", "NX NODATA NX NX · absent"],
  ["Deployment/plain", "www.example.org", "NX NX NX EXTERNAL · external"],
  ["Deployment/plain", "kubernetes.default", "NX OK 10.96.0.1* · found"],
  ["Deployment/plain", "kube-dns.kube-system", "NX NX? NX EXTERNAL · external"],
  ["Deployment/plain", "10.0.0.1", "10.0.0.1 · literal"],
  ["Deployment/plain", "localhost", "127.0.0.1 · hosts"],
  ["Deployment/plain", "a..b", " · invalid"],
  ["Deployment/alpine", "cart.shop", "NX OK 10.96.31.4 · found"],
  ["Deployment/alpine", "shop", "NX NODATA · stopped"],
  ["Deployment/one", "cart.shop", "EXTERNAL · external"],
  ["Deployment/host", "cart.shop", "EXTERNAL · external"],
  ["Deployment/host", "cart.shop.svc.cluster.local", "NX · absent"],
  ["Deployment/default", "cart.shop.svc.cluster.local", "NX · absent"],
  ["Deployment/none", "cart.shop.svc.cluster.local", "NX · absent"],
  ["Deployment/near", "cart.shop", "EXTERNAL? · external"],
  ["Deployment/near", "cart.shop.svc.cluster.local", "OK? 10.96.31.4 · found"],
  ["Deployment/aliased", "cart", "10.9.9.9 · hosts"],
];

describe("what a pod gets for a name", () => {
  for (const [from, name, expected] of TABLE) {
    it(`${from}: ${name}`, () => assert.equal(course(from, name), expected));
  }

  const ALIASES: readonly (readonly [target: string, remark: string])[] = [
    ["10.0.0.1", "Service other is an alias of 10.0.0.1, which is an address: DNS has no alias for one."],
    [
      "nobody.shop.svc.cluster.local",
      "Service other is an alias of `nobody.shop.svc.cluster.local`, for which the cluster's DNS has no address.",
    ],
    [
      "other.shop.svc.cluster.local",
      "Service other is an alias of `other.shop.svc.cluster.local`, for which the cluster's DNS has no address.",
    ],
  ];

  for (const [target, remark] of ALIASES) {
    it(`tells why an alias of ${target} is not found`, () => {
      const alias = `apiVersion: v1\nkind: Service\nmetadata: { name: other, namespace: shop }\nspec: { type: ExternalName, externalName: ${target} }\n`;
      const found = resolved("Deployment/cart", "other", { world: `${resolvingWorld}---\n${alias}` });
      assert.equal(found.outcome, "absent");
      assert.deepEqual(found.remarks.slice(0, 1), [remark]);
    });
  }

  const OWN = `apiVersion: v1
kind: Pod
metadata: { name: asking, namespace: shop }
spec: { hostname: cart, subdomain: ledger, containers: [{ name: app, image: "app:1" }] }
`;

  for (const name of ["cart", "cart.ledger.shop.svc.cluster.local"]) {
    it(`finds a pod's own name in its own file before DNS is asked: ${name}`, () => {
      const world = `${resolvingWorld}---\n${OWN}`;
      assert.match(course("Pod/asking", name, { world }), /^10\.244\.\d+\.1\* · hosts$/);
      assert.equal(course("Pod/asking", "asking", { world }), "NX NX NX NX · absent");
      const onHost = world.replace("hostname: cart", "hostNetwork: true, hostname: cart");
      assert.doesNotMatch(course("Pod/asking", name, { world: onHost }), /hosts/);
    });
  }

  it("tells that a pod's name near by hides a Service of another namespace", () => {
    const trap = `apiVersion: v1
kind: Service
metadata: { name: shop, namespace: own }
spec: { clusterIP: None, selector: { app: trap }, ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: trap, namespace: own, labels: { app: trap } }
spec: { hostname: cart, subdomain: shop, containers: [{ name: app, image: "app:1" }] }
---
apiVersion: v1
kind: Pod
metadata: { name: asking, namespace: own }
spec: { containers: [{ name: app, image: "app:1" }] }
`;
    const world = `${resolvingWorld}---\n${trap}`;
    assert.match(
      remarks("Pod/asking", "cart.shop", { world }),
      /^Service cart of namespace shop is not what this finds: .+ `cart\.shop\.svc\.cluster\.local` is the Service\.$/m,
    );
    assert.doesNotMatch(remarks("Pod/asking", "cart.shop.svc", { world }), /not what this finds/);
  });

  it("names the Service, the pod and the C library", () => {
    const { service, pod, libc, guessedFrom, from } = resolved("Deployment/alpine", "cart.shop");
    assert.deepEqual([service?.kind, service?.name, service?.namespace], ["Service", "cart", "shop"]);
    assert.deepEqual([pod, libc, guessedFrom], ["Deployment/alpine#0", "musl", "node:22-alpine"]);
    assert.deepEqual([from.name, from.range.start.line > 0], ["alpine", true]);
  });

  it("says what was asked in vain, and what is found at once", () => {
    const text = remarks("Deployment/plain", "cart.shop.svc.cluster.local");
    assert.match(text, /^3 names asked for in vain before it: 6 packets out/);
    assert.match(text, /`cart\.shop\.svc\.cluster\.local\.` with its final dot is found at once\./);
    assert.equal(remarks("Deployment/cart", "cart"), "");
  });

  it("says where a lost name is to be found", () => {
    assert.match(
      remarks("Deployment/plain", "cart"),
      /Service cart is to be found as `cart\.shop\.svc\.cluster\.local`/,
    );
    assert.match(remarks("Deployment/plain", "crat"), /Service cart is to be found/);
    assert.match(remarks("Deployment/plain", "crat.shop"), /Perhaps Service cart is meant/);
    assert.match(remarks("Deployment/plain", "zzzzzz"), /No Service in sight has this name/);
    assert.doesNotMatch(remarks("Deployment/plain", "www.example.org"), /meant/);
    assert.match(
      remarks("Deployment/plain", "empty.shop.svc"),
      /headless and has no ready pod: without one its name does not exist/,
    );
  });

  it("says why names of the cluster are not known, and what to do", () => {
    assert.match(
      remarks("Deployment/host", "cart.shop"),
      /`hostNetwork: true`.*`dnsPolicy: ClusterFirstWithHostNet`/,
    );
    assert.match(
      remarks("Deployment/default", "cart.shop"),
      /`dnsPolicy: Default`.*`dnsPolicy: ClusterFirst`/,
    );
    assert.match(remarks("Deployment/none", "cart.shop.svc"), /`dnsPolicy: None` names servers of its own/);
    assert.match(remarks("Deployment/near", "cart.shop.svc.cluster.local"), /`cluster\.clusterDNS` says it/);
  });

  it("says what musl does not do", () => {
    assert.match(remarks("Deployment/alpine", "shop"), /there musl gives up/);
    assert.match(
      remarks("Deployment/one", "cart.shop"),
      /With glibc `cart\.shop\.svc\.cluster\.local\.` would be found: musl searches no domains for a name with 1 dot when ndots is 1/,
    );
    const long = `cluster: { resolvConf: { search: [${"a".repeat(60)}.${"b".repeat(60)}.example, ${"c".repeat(60)}.${"d".repeat(60)}.example] } }\n`;
    assert.match(
      remarks("Deployment/alpine", "cart.shop.svc", { config: long }),
      /With glibc `cart\.shop\.svc\.cluster\.local\.` would be found: musl ignores a search line/,
    );
  });

  it("says that nobody answers behind a name", () => {
    assert.match(
      remarks("Deployment/plain", "idle.shop.svc"),
      /Service idle has no endpoints: the name is found/,
    );
    const unready = resolvingWorld.replaceAll(
      'image: "ledger:1"',
      'image: "ledger:1", readinessProbe: { tcpSocket: { port: pg } }',
    );
    const called = unready.replace("clusterIP: None, selector: { app: ledger }", "selector: { app: ledger }");
    assert.match(
      remarks("Deployment/plain", "ledger.shop", { world: called }),
      /Service ledger has no ready pod: the name is found, and connections are refused/,
    );
    assert.match(
      remarks("Deployment/plain", "ledger.shop", { world: unready }),
      /Service ledger is headless and has no ready pod/,
    );
    const refused = resolvingWorld.replace(
      "metadata: { labels: { app: cart } }",
      "metadata: { labels: { app: cart, a: -x- } }",
    );
    assert.match(
      remarks("Deployment/plain", "cart.shop.svc", { world: refused }),
      /no endpoints: the API server would refuse Deployment cart/,
    );
    assert.match(
      remarks("Deployment/cart", "cart", { world: refused }),
      /until that is mended it has no pods/,
    );
  });

  it("says why a pod has no name below the Service that selects it", () => {
    const world = resolvingWorld.replace("serviceName: ledger", "serviceName: ledgers");
    const said =
      /StatefulSet ledger says `serviceName: ledgers`: its pods have no names below Service ledger\./;
    assert.match(remarks("Deployment/cart", "ledger-0.ledger", { world }), said);
    assert.match(remarks("Deployment/plain", "ledger-0.ledger.shop.svc.cluster.local", { world }), said);
    assert.doesNotMatch(remarks("Deployment/plain", "ledger-0.ledger", { world }), said);
    assert.doesNotMatch(remarks("Deployment/cart", "ledger-9.ledger"), /serviceName/);
    assert.doesNotMatch(remarks("Deployment/cart", "other-0.ledger", { world }), /serviceName/);
    const without = resolvingWorld.replace("  serviceName: ledger\n", "");
    assert.match(
      remarks("Deployment/cart", "ledger-1.ledger", { world: without }),
      /StatefulSet ledger has no `serviceName`/,
    );
  });

  it("says which pods a StatefulSet has, where there is none of the name", () => {
    const of = (name: string, world: string) => remarks("Deployment/cart", name, { world });
    const some = resolvingWorld.replace(
      "  serviceName: ledger\n",
      "  serviceName: ledger\n  ordinals: { start: 3 }\n",
    );
    const said = /By its manifest StatefulSet ledger has pods `ledger-3` to `ledger-4`, and no `ledger-0`\./;
    assert.match(of("ledger-0.ledger", some), said);
    assert.match(of("ledger-0.ledger.shop.svc.cluster.local.", some), said);
    assert.doesNotMatch(of("ledger-4.ledger", some), /By its manifest/);
    assert.match(of("ledger-3.ledger", some.replace("replicas: 2", "replicas: 0")), /has no pods/);
    const unknown = some.replace("replicas: 2", 'replicas: "{{ n }}"');
    assert.doesNotMatch(of("ledger-9.ledger", unknown), /By its manifest/);
  });

  it("leaves out a Service that the API server refuses", () => {
    const refused = resolvingWorld.replace(
      "ports: [{ name: http, port: 80 }]",
      "ports: [{ name: http, port: 80000 }]",
    );
    assert.equal(
      course("Deployment/cart", "cart.shop.svc.cluster.local.", { world: refused }),
      "NX · absent",
    );
  });

  it("proves nothing where not all can be read", () => {
    const world = `${resolvingWorld}---\napiVersion: v1\nkind: Service\nmetadata: { name: "{{ .name }}" }\nspec: {{ toYaml . }}\n`;
    assert.equal(course("Deployment/plain", "pay.shop.svc.cluster.local.", { world }), "NX? · absent");
    assert.match(
      remarks("Deployment/plain", "pay.shop.svc.cluster.local.", { world }),
      /may be there all the same/,
    );
    assert.equal(resolved("Deployment/plain", "pay.shop.svc.cluster.local.", { world }).certainty, "unknown");
    assert.equal(resolved("Deployment/plain", "pay.shop.svc.cluster.local.").certainty, "certain");
  });

  it("does not say that nobody answers where pods may be made elsewhere", () => {
    const world = `${resolvingWorld}---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: idle }\nspec: { template: {\n`;
    assert.equal(
      course("Deployment/plain", "idle.shop.svc.cluster.local.", { world }),
      "OK 10.96.1.3* · found",
    );
    assert.doesNotMatch(
      remarks("Deployment/plain", "idle.shop.svc.cluster.local.", { world }),
      /no endpoints/,
    );
    assert.equal(course("Deployment/plain", "empty.shop.svc.cluster.local.", { world }), "NX? · absent");
    const bare = resolvingWorld.replaceAll("selector: { app: nobody }, ", "");
    assert.doesNotMatch(
      remarks("Deployment/plain", "idle.shop.svc.cluster.local.", { world: bare }),
      /no endpoints/,
    );
    assert.equal(
      course("Deployment/plain", "empty.shop.svc.cluster.local.", { world: bare }),
      "NX? · absent",
    );
  });

  it("says of a Service that the API server refuses why it has no name", () => {
    const world = resolvingWorld.replace(
      "ports: [{ name: http, port: 80 }]",
      "ports: [{ name: http, port: 80000 }]",
    );
    assert.match(
      remarks("Deployment/cart", "cart.shop", { world }),
      /would refuse Service cart: until that is mended/,
    );
    assert.doesNotMatch(remarks("Deployment/cart", "cart.shop", { world }), /Perhaps/);
  });

  it("goes by what is configured", () => {
    const zone = { config: "cluster: { domain: k8s.corp, clusterDNS: [10.0.0.53] }\n" };
    const { resolvConf } = resolved("Deployment/plain", "cart.shop", zone);
    assert.deepEqual(resolvConf.nameservers, ["10.0.0.53"]);
    assert.deepEqual(resolvConf.search, ["ops.svc.k8s.corp", "svc.k8s.corp", "k8s.corp"]);
    assert.equal(course("Deployment/plain", "cart.shop", zone), "NX OK 10.96.31.4 · found");
    const range = { config: "cluster: { serviceCIDR: 10.7.0.0/16, namespaces: [pay] }\n" };
    assert.deepEqual(resolved("Deployment/plain", "cart", range).resolvConf.nameservers, ["10.7.0.10"]);
    assert.equal(course("Deployment/plain", "pay", range), "NX NODATA NX NX · absent");
    const none = { config: "cluster: { clusterDNS: [], resolvConf: { nameservers: [192.0.2.53] } }\n" };
    assert.deepEqual(resolved("Deployment/plain", "cart", none).resolvConf.nameservers, ["192.0.2.53"]);
    const both = { config: "cluster: { ipFamilies: [IPv6, IPv4] }\n" };
    assert.equal(course("Deployment/plain", "idle.shop.svc", both), "NX NX OK fd00:10:96::1:3* · found");
  });

  it("does not hang on the order of files", () => {
    const documents = resolvingWorld.split("---\n");
    const turned = documents.toReversed().join("---\n");
    for (const [from, name] of TABLE) {
      const walk = (world: string) => {
        const { queries, outcome } = resolved(from, name, { world });
        return [outcome, ...queries.map((each) => `${each.name} ${each.status}`)];
      };
      assert.deepEqual(walk(turned), walk(resolvingWorld), `${from} ${name}`);
    }
  });
});
