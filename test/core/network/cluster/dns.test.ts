import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  type ClusterAddress,
  familyOf,
  givenAddress,
} from "../../../../server/src/core/network/cluster/addresses.ts";
import {
  aliasRecords,
  baseName,
  clusterRecords,
  type DnsRecord,
  headlessRecords,
} from "../../../../server/src/core/network/cluster/dns.ts";
import {
  type Candidate,
  endpointHostname,
  type SlicePort,
  slicesOf,
} from "../../../../server/src/core/network/cluster/endpoints.ts";
import { normalise } from "../../../../server/src/core/network/cluster/normalise.ts";
import { isFamily } from "../../../../server/src/core/resources/resource.ts";
import { known, unknown } from "../../../../server/src/core/value/known.ts";
import { resourceIn } from "../../../support/resources.ts";

const HUNDRED = { manual: undefined, perSlice: 100 };

const base = (service: string) => baseName(service, "shop", "cluster.local");

const address = (text: string): ClusterAddress => givenAddress(familyOf(text) ?? assert.fail(text), text);

const printed = (records: readonly DnsRecord[]) =>
  records.map(({ owner, type, data }) => `${owner.replace(".svc.cluster.local.", "…")} ${type} ${data}`);

const ports = (text: string) => {
  const spec = `spec: { ports: [${text}] }`;
  const service = resourceIn(`apiVersion: v1\nkind: Service\nmetadata: { name: x }\n${spec}\n`);
  return isFamily(service, "service") ? normalise(service, known("shop"), undefined).ports : assert.fail();
};

const slicePort = (name: string, port: number, protocol = "TCP"): SlicePort => ({
  name: known(name),
  port: known(port),
  protocol: known(protocol),
  appProtocol: undefined,
});

const pod = (
  addresses: readonly string[],
  portsOf: readonly SlicePort[],
  more: Partial<Candidate> = {},
): Candidate => ({
  from: "pod",
  pod: undefined,
  addresses: addresses.map(address),
  hostname: undefined,
  ready: true,
  serving: true,
  terminating: false,
  nodeName: undefined,
  zone: undefined,
  hints: undefined,
  ports: portsOf,
  ...more,
});

describe("records of a Service with a cluster IP", () => {
  it("are those of the example", () => {
    const services = ports("{ name: http, port: 80, targetPort: web }, { name: metrics, port: 9100 }");
    assert.deepEqual(printed(clusterRecords(base("cart"), [address("10.96.31.4")], services)), [
      "cart.shop… A 10.96.31.4",
      "_http._tcp.cart.shop… SRV 0 100 80 cart.shop.svc.cluster.local.",
      "_metrics._tcp.cart.shop… SRV 0 100 9100 cart.shop.svc.cluster.local.",
      "4.31.96.10.in-addr.arpa. PTR cart.shop.svc.cluster.local.",
    ]);
  });

  it("are of both families with one SRV", () => {
    const both = [address("10.96.31.20"), address("fd00:96::1f14")];
    assert.deepEqual(printed(clusterRecords(base("pier"), both, ports("{ name: web, port: 443 }"))), [
      "pier.shop… A 10.96.31.20",
      "pier.shop… AAAA fd00:96::1f14",
      "_web._tcp.pier.shop… SRV 0 50 443 pier.shop.svc.cluster.local.",
      "20.31.96.10.in-addr.arpa. PTR pier.shop.svc.cluster.local.",
      "4.1.f.1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.6.9.0.0.0.0.d.f.ip6.arpa. PTR pier.shop.svc.cluster.local.",
    ]);
  });

  it("have no SRV for an unnamed port", () => {
    assert.deepEqual(printed(clusterRecords(base("one"), [address("10.0.0.1")], ports("{ port: 80 }"))), [
      "one.shop… A 10.0.0.1",
      "1.0.0.10.in-addr.arpa. PTR one.shop.svc.cluster.local.",
    ]);
  });
});

describe("records of a headless Service", () => {
  it("are those of the StatefulSet in the example", () => {
    const targets = [slicePort("pg", 15432), slicePort("raft", 7000, "SCTP")];
    const slices = slicesOf(
      ["IPv4"],
      [
        pod(["10.1.4.7"], targets, { hostname: known("ledger-5") }),
        pod(["10.1.5.7"], targets, { hostname: known("ledger-6") }),
      ],
      HUNDRED,
    );
    assert.deepEqual(printed(headlessRecords(base("ledger"), slices)), [
      "ledger.shop… A 10.1.4.7",
      "ledger.shop… A 10.1.5.7",
      "ledger-5.ledger.shop… A 10.1.4.7",
      "ledger-6.ledger.shop… A 10.1.5.7",
      "_pg._tcp.ledger.shop… SRV 0 50 15432 ledger-5.ledger.shop.svc.cluster.local.",
      "_pg._tcp.ledger.shop… SRV 0 50 15432 ledger-6.ledger.shop.svc.cluster.local.",
      "_raft._sctp.ledger.shop… SRV 0 50 7000 ledger-5.ledger.shop.svc.cluster.local.",
      "_raft._sctp.ledger.shop… SRV 0 50 7000 ledger-6.ledger.shop.svc.cluster.local.",
      "7.4.1.10.in-addr.arpa. PTR ledger-5.ledger.shop.svc.cluster.local.",
      "7.5.1.10.in-addr.arpa. PTR ledger-6.ledger.shop.svc.cluster.local.",
    ]);
  });

  it("carry each pod's own port, and no SRV where none resolves", () => {
    const web = (port: number) => [slicePort("http", port)];
    const slices = slicesOf(
      ["IPv4"],
      [
        pod(["10.1.0.20"], web(8080)),
        pod(["10.1.0.3"], web(8080)),
        pod(["10.1.0.100"], web(8443)),
        pod(["10.1.0.9"], []),
      ],
      HUNDRED,
    );
    const records = headlessRecords(base("cart-pods"), slices);
    const rows = printed(records).filter((row) => !row.includes(" PTR "));
    assert.deepEqual(rows, [
      ...["10.1.0.20", "10.1.0.3", "10.1.0.100", "10.1.0.9"].map((text) => `cart-pods.shop… A ${text}`),
      "10-1-0-20.cart-pods.shop… A 10.1.0.20",
      "10-1-0-3.cart-pods.shop… A 10.1.0.3",
      "10-1-0-100.cart-pods.shop… A 10.1.0.100",
      "10-1-0-9.cart-pods.shop… A 10.1.0.9",
      "_http._tcp.cart-pods.shop… SRV 0 33 8080 10-1-0-20.cart-pods.shop.svc.cluster.local.",
      "_http._tcp.cart-pods.shop… SRV 0 33 8080 10-1-0-3.cart-pods.shop.svc.cluster.local.",
      "_http._tcp.cart-pods.shop… SRV 0 33 8443 10-1-0-100.cart-pods.shop.svc.cluster.local.",
    ]);
    assert.equal(records.length - rows.length, 4);
  });

  it("of both families have three SRV for a pod with and one without a hostname", () => {
    const gossip = [slicePort("gossip", 7946, "UDP")];
    const slices = slicesOf(
      ["IPv4", "IPv6"],
      [
        pod(["10.1.9.4", "fd00:1::9:4"], gossip),
        pod(["10.1.9.5", "fd00:1::9:5"], gossip, { hostname: known("seed") }),
      ],
      HUNDRED,
    );
    const rows = printed(headlessRecords(base("peers"), slices));
    const of = (start: string, type: string) =>
      rows.filter((row) => row.startsWith(`${start} ${type} `)).map((row) => row.split(" ").at(-1));
    assert.deepEqual(of("peers.shop…", "A"), ["10.1.9.4", "10.1.9.5"]);
    assert.deepEqual(of("peers.shop…", "AAAA"), ["fd00:1::9:4", "fd00:1::9:5"]);
    assert.deepEqual(of("10-1-9-4.peers.shop…", "A"), ["10.1.9.4"]);
    assert.deepEqual(of("10-1-9-4.peers.shop…", "AAAA"), []);
    assert.deepEqual(of("fd00-1--9-4.peers.shop…", "AAAA"), ["fd00:1::9:4"]);
    assert.deepEqual(of("seed.peers.shop…", "A"), ["10.1.9.5"]);
    assert.deepEqual(of("seed.peers.shop…", "AAAA"), ["fd00:1::9:5"]);
    assert.deepEqual(of("_gossip._udp.peers.shop…", "SRV").toSorted(), [
      "10-1-9-4.peers.shop.svc.cluster.local.",
      "fd00-1--9-4.peers.shop.svc.cluster.local.",
      "seed.peers.shop.svc.cluster.local.",
    ]);
    assert.equal(rows.filter((row) => row.includes(" PTR ")).length, 4);
  });

  it("are only those of what is ready", () => {
    const slices = slicesOf(
      ["IPv4"],
      [
        pod(["10.1.0.1"], [slicePort("http", 80)], { ready: false }),
        pod(["10.1.0.2"], [slicePort("http", 80)], { ready: undefined }),
      ],
      HUNDRED,
    );
    assert.deepEqual(headlessRecords(base("x"), slices), []);
  });

  it("leave out names that cannot be known, and make one SRV of equal hostnames", () => {
    const twice = { hostname: known("same") };
    const slices = slicesOf(
      ["IPv4"],
      [
        pod(["10.1.0.1"], [slicePort("http", 80)], { hostname: unknown("template") }),
        pod(["10.1.0.2"], [slicePort("http", 80)], twice),
        pod(["10.1.0.3"], [slicePort("http", 80)], twice),
      ],
      HUNDRED,
    );
    const rows = printed(headlessRecords(base("x"), slices)).filter((row) => !row.includes(" PTR "));
    assert.deepEqual(rows, [
      "x.shop… A 10.1.0.1",
      "x.shop… A 10.1.0.2",
      "x.shop… A 10.1.0.3",
      "same.x.shop… A 10.1.0.2",
      "same.x.shop… A 10.1.0.3",
      "_http._tcp.x.shop… SRV 0 50 80 same.x.shop.svc.cluster.local.",
    ]);
  });
});

describe("the record of an ExternalName", () => {
  it("is one CNAME, absolute; a literal address is published by nobody", () => {
    const mail = [{ owner: base("mail"), type: "CNAME", data: "smtp.example.net.", example: false }];
    assert.deepEqual(aliasRecords(base("mail"), "smtp.example.net."), mail);
    assert.deepEqual(aliasRecords(base("mail"), "smtp.example.net"), mail);
    assert.deepEqual(aliasRecords(base("mail"), "10.0.0.1"), []);
    assert.deepEqual(aliasRecords(base("mail"), ""), []);
  });
});

describe("the hostname of an endpoint", () => {
  it("counts below the Service that the subdomain names", () => {
    const named = { hostname: known("a"), subdomain: known("web") };
    assert.deepEqual(endpointHostname(named, known("web")), known("a"));
    assert.equal(endpointHostname(named, known("other")), undefined);
    assert.equal(endpointHostname({ ...named, subdomain: undefined }, known("web")), undefined);
    assert.equal(endpointHostname({ ...named, hostname: undefined }, known("web")), undefined);
    assert.deepEqual(
      endpointHostname({ ...named, subdomain: unknown("template") }, known("web")),
      unknown("template"),
    );
  });
});
