import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { answer, type QueryType } from "../../../../server/src/core/network/cluster/answer.ts";
import { known, unknown } from "../../../../server/src/core/value/known.ts";
import { examples, pod, service, zoneOf } from "./zone.ts";

const zone = zoneOf(examples);

/** `A cart.shop.svc` as somebody would ask; the zone is added, and taken away again from what is answered. */
function asked(question: string, within = zone): string {
  const [type = "", name = ""] = question.split(" ");
  const full = name.endsWith(".") ? name : `${name}${name === "" ? "" : "."}cluster.local.`;
  const { status, records, certainty } = answer(within, full, type as QueryType);
  const data = records.map((each) => each.data.replace(/\.svc\.cluster\.local\.$/, "…"));
  const rest = certainty === "certain" ? "" : " ?";
  return [status, ...data].join(" | ") + rest;
}

const TABLE: readonly (readonly [question: string, answer: string])[] = [
  // The apex, subtrees and namespaces.
  ["A ", "NODATA"],
  ["A svc", "NODATA"],
  ["A pod", "NODATA"],
  ["A other", "NXDOMAIN"],
  ["A cart.shop", "NXDOMAIN"],
  ["A shop.svc", "NODATA"],
  ["A shop.pod", "NODATA"],
  ["A nowhere.svc", "NXDOMAIN"],
  ["A ops.svc", "NODATA"],
  ["TXT dns-version", 'OK | "1.1.0"'],
  ["A dns-version", "NXDOMAIN"],
  // A cluster IP.
  ["A cart.shop.svc", "OK | 10.96.31.4"],
  ["A CART.Shop.SVC", "OK | 10.96.31.4"],
  ["AAAA cart.shop.svc", "NODATA"],
  ["CNAME cart.shop.svc", "NODATA"],
  ["TXT cart.shop.svc", "NODATA"],
  ["SRV _http._tcp.cart.shop.svc", "OK | 0 100 80 cart.shop…"],
  ["SRV http.tcp.cart.shop.svc", "OK | 0 100 80 cart.shop…"],
  ["SRV _http._udp.cart.shop.svc", "NXDOMAIN"],
  ["SRV _nope._tcp.cart.shop.svc", "NXDOMAIN"],
  ["A _http._tcp.cart.shop.svc", "OK | 10.96.31.4"],
  ["A _nope._tcp.cart.shop.svc", "NXDOMAIN"],
  ["SRV cart.shop.svc", "OK | 0 50 80 cart.shop… | 0 50 9100 cart.shop…"],
  ["A gone.shop.svc", "NXDOMAIN"],
  ["A cart.ops.svc", "NXDOMAIN"],
  ["A a.b.c.cart.shop.svc", "NXDOMAIN"],
  // Endpoints have names below every Service.
  ["A 10-1-0-3.cart.shop.svc", "OK | 10.1.0.3"],
  ["A 10-1-0-4.cart.shop.svc", "NXDOMAIN"],
  ["SRV 10-1-0-9.cart.shop.svc", "OK | 0 100 9100 10-1-0-9.cart.shop…"],
  // No pods make no difference to a cluster IP, and all to a headless Service.
  ["A idle.shop.svc", "OK | 10.96.31.9"],
  ["A nobody.shop.svc", "NXDOMAIN"],
  ["SRV nobody.shop.svc", "NXDOMAIN"],
  // Headless.
  ["A ledger.shop.svc", "OK | 10.1.4.7 | 10.1.5.7"],
  ["A ledger-5.ledger.shop.svc", "OK | 10.1.4.7"],
  ["A ledger-0.ledger.shop.svc", "NXDOMAIN"],
  ["A 10-1-4-7.ledger.shop.svc", "NXDOMAIN"],
  [
    "SRV _raft._sctp.ledger.shop.svc",
    "OK | 0 50 7000 ledger-5.ledger.shop… | 0 50 7000 ledger-6.ledger.shop…",
  ],
  [
    "SRV _pg._tcp.ledger.shop.svc",
    "OK | 0 50 15432 ledger-5.ledger.shop… | 0 50 15432 ledger-6.ledger.shop…",
  ],
  [
    "SRV ledger.shop.svc",
    "OK | 0 25 15432 ledger-5.ledger.shop… | 0 25 7000 ledger-5.ledger.shop… | 0 25 15432 ledger-6.ledger.shop… | 0 25 7000 ledger-6.ledger.shop…",
  ],
  ["A cart-pods.shop.svc", "OK | 10.1.0.20 | 10.1.0.3 | 10.1.0.100 | 10.1.0.9"],
  ["A 10-1-0-9.cart-pods.shop.svc", "OK | 10.1.0.9"],
  ["SRV 10-1-0-9.cart-pods.shop.svc", "NODATA"],
  [
    "SRV _http._tcp.cart-pods.shop.svc",
    "OK | 0 33 8080 10-1-0-20.cart-pods.shop… | 0 33 8080 10-1-0-3.cart-pods.shop… | 0 33 8443 10-1-0-100.cart-pods.shop…",
  ],
  // Both families.
  ["A pier.shop.svc", "OK | 10.96.31.20"],
  ["AAAA pier.shop.svc", "OK | fd00:96::1f14"],
  ["SRV _web._tcp.pier.shop.svc", "OK | 0 50 443 pier.shop…"],
  ["AAAA peers.shop.svc", "OK | fd00:1::9:4 | fd00:1::9:5"],
  ["AAAA seed.peers.shop.svc", "OK | fd00:1::9:5"],
  ["A fd00-1--9-4.peers.shop.svc", "NODATA"],
  ["AAAA fd00-1--9-4.peers.shop.svc", "OK | fd00:1::9:4"],
  [
    "SRV _gossip._udp.peers.shop.svc",
    "OK | 0 25 7946 10-1-9-4.peers.shop… | 0 25 7946 seed.peers.shop… | 0 25 7946 fd00-1--9-4.peers.shop…",
  ],
  // Another name.
  ["CNAME mail.shop.svc", "OK | smtp.example.net."],
  ["A mail.shop.svc", "EXTERNAL | smtp.example.net."],
  ["SRV mail.shop.svc", "NODATA"],
  ["A x.mail.shop.svc", "NXDOMAIN"],
  ["SRV _smtp._tcp.mail.shop.svc", "NXDOMAIN"],
  ["A literal.shop.svc", "NXDOMAIN"],
  ["CNAME literal.shop.svc", "NXDOMAIN"],
  ["A inside.shop.svc", "OK | cart.shop… | 10.96.31.4"],
  ["AAAA inside.shop.svc", "NODATA"],
  ["A dangling.shop.svc", "NODATA"],
  ["CNAME dangling.shop.svc", "OK | gone.shop…"],
  ["A itself.shop.svc", "NODATA"],
  ["CNAME itself.shop.svc", "NODATA"],
  ["A ring-a.shop.svc", "NODATA"],
  ["CNAME ring-a.shop.svc", "OK | ring-b.shop…"],
  // Pods.
  ["A 10-1-0-3.shop.pod", "OK | 10.1.0.3"],
  ["A 10-9-9-9.shop.pod", "OK | 10.9.9.9"],
  ["AAAA 10-9-9-9.shop.pod", "NODATA"],
  ["AAAA fd00--1.shop.pod", "OK | fd00::1"],
  ["A 10-9-9-9.nowhere.pod", "NXDOMAIN"],
  ["A 10-9-9.shop.pod", "NXDOMAIN"],
  ["A web.shop.pod", "NXDOMAIN"],
  ["A a.10-1-0-3.shop.pod", "NXDOMAIN"],
  // Outside.
  ["A www.example.org.", "EXTERNAL"],
  ["A cluster.local.example.org.", "EXTERNAL"],
  ["PTR 4.31.96.10.in-addr.arpa.", "OK | cart.shop…"],
  ["A 4.31.96.10.in-addr.arpa.", "NODATA"],
  ["PTR 1.2.3.4.in-addr.arpa.", "EXTERNAL"],
  ["PTR 4.1.f.1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.6.9.0.0.0.0.d.f.ip6.arpa.", "OK | pier.shop…"],
];

describe("CoreDNS answers", () => {
  for (const [question, expected] of TABLE) {
    it(`${question || "the apex"}: ${expected}`, () => assert.equal(asked(question), expected));
  }

  it("SRV with the addresses of what it names", () => {
    const { additional } = answer(zone, "_raft._sctp.ledger.shop.svc.cluster.local", "SRV");
    assert.deepEqual(
      additional.map(({ owner, data }) => `${owner} ${data}`),
      [
        "ledger-5.ledger.shop.svc.cluster.local. 10.1.4.7",
        "ledger-6.ledger.shop.svc.cluster.local. 10.1.5.7",
      ],
    );
  });

  it("of pods what its option says", () => {
    const disabled = zoneOf(examples, { pods: "disabled" });
    assert.equal(asked("A 10-1-0-3.shop.pod", disabled), "NXDOMAIN");
    const verified = zoneOf(examples, { pods: "verified" });
    assert.equal(asked("A 10-1-0-3.shop.pod", verified), "OK | 10.1.0.3");
    assert.equal(asked("A 10-1-0-4.shop.pod", verified), "NXDOMAIN");
  });

  it("nothing for a cluster IP without pods, if it is told so", () => {
    const ignoring = zoneOf(examples, { emptyServices: "ignored" });
    assert.equal(asked("A idle.shop.svc", ignoring), "NXDOMAIN");
    assert.equal(asked("A cart.shop.svc", ignoring), "OK | 10.96.31.4");
  });

  it("with what cannot be known marked", () => {
    const odd = zoneOf([
      service("shop/dark", { open: true }),
      service("shop/half", { pods: [pod(["10.0.0.1"], [], { ready: undefined })] }),
      service("shop/host", { pods: [pod(["10.0.0.1"], [], { hostname: unknown("template") })] }),
      { ...service("shop/type", {}), publication: { kind: "unknown", reason: "template" } },
      { ...service("shop/alias", { externalName: "x" }), externalName: unknown("template") },
      service("shop/here", { pods: [pod(["10.0.0.1"], [], { hostname: known("a") })], open: true }),
    ]);
    assert.equal(asked("A dark.shop.svc", odd), "NXDOMAIN ?");
    assert.equal(asked("A half.shop.svc", odd), "NXDOMAIN ?");
    assert.equal(asked("A host.shop.svc", odd), "OK | 10.0.0.1");
    assert.equal(asked("A db-0.host.shop.svc", odd), "NXDOMAIN ?");
    assert.equal(asked("A type.shop.svc", odd), "OK ?");
    assert.equal(asked("A alias.shop.svc", odd), "NODATA ?");
    assert.equal(asked("A a.here.shop.svc", odd), "OK | 10.0.0.1");
  });

  it("an end to every question, and only names that resolve in SRV", () => {
    const label = fc.constantFrom(
      ...["cart", "ledger", "ring-a", "shop", "svc", "pod", "_http", "_tcp", "10-1-0-3", "ledger-5", "", "x"],
    );
    const type = fc.constantFrom<QueryType>("A", "AAAA", "SRV", "CNAME", "PTR", "TXT");
    fc.assert(
      fc.property(fc.array(label, { maxLength: 7 }), type, (labels, asking) => {
        const found = answer(zone, [...labels, "cluster", "local"].join("."), asking);
        for (const record of found.records) {
          if (record.type !== "SRV") continue;
          const target = record.data.split(" ").at(-1) ?? "";
          const own = (["A", "AAAA"] as const).map((each) => answer(zone, target, each).status);
          assert.ok(own.includes("OK"), target);
        }
        assert.equal(found.status === "OK", found.records.length > 0);
      }),
    );
  });
});
