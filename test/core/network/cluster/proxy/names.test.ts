import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { hashOf } from "../../../../../server/src/core/network/cluster/proxy/hash.ts";
import {
  iptablesChains,
  iptablesEndpointChain,
  nftablesChains,
  nftablesEndpointChain,
  type PortName,
  servicePortName,
  socketName,
} from "../../../../../server/src/core/network/cluster/proxy/names.ts";

function named(text: string): PortName {
  const [namespace = "", service = "", protocol = "", port = ""] = text.split("/");
  return { namespace, service, protocol, port };
}

/** `namespace/service/protocol/port`, and the endpoint. */
const iptables: readonly (readonly [port: string, endpoint: string, hash: string])[] = [
  ["ns1/svc1/tcp/p80", "", "XPGD46QRK7WJZT7O"],
  ["ns2/svc2/tcp/p80", "", "GNZBNJ2PO5MGZ6GT"],
  ["ns3/svc3/tcp/p80", "", "X27LE4BHSL4DOUIK"],
  ["ns4/svc4/tcp/p80", "", "4SW47YFZTEDKD3PK"],
  ["ns5/svc5/tcp/p80", "", "NUKIZ6OKUXPJNT4C"],
  ["ns1/svc1/tcp/", "", "AQI2S6QIMU7PVVRP"],
  ["ns1/svc1/tcp/p80", "10.180.0.1:80", "SXIVWICOYRO3J4NJ"],
  ["ns1/svc6/tcp/p80", "[fd00:10:180::1]:80", "ZML4KJGO2L4NG4AT"],
  ["default/kubernetes/tcp/https", "", "NPX46M4PTMTKRN6Y"],
  ["kube-system/kube-dns/udp/dns", "", "TCOU7JCQXEZGVUNU"],
  ["kube-system/kube-dns/tcp/dns-tcp", "", "ERIFXISQEP7F7OF4"],
  ["kube-system/kube-dns/tcp/metrics", "", "JD5MR3NA4I4DYORP"],
  ["kube-system/kube-dns/udp/dns", "10.244.0.2:53", "YIL6JZP7A3QYXJU2"],
  ["shop/cart/tcp/http", "", "I5LIAMPLWKMBJ54B"],
  ["shop/cart/tcp/metrics", "", "SI6XKT4AIXPW4U4H"],
  ["shop/cart/tcp/http", "10.1.0.100:8443", "GNBDS52MQGTQDPRZ"],
  ["shop/cart/tcp/http", "10.1.0.20:8080", "JJBPKRU3XZWUMEJX"],
  ["shop/cart/tcp/http", "10.1.0.3:8080", "5ETHMLHNMPGARQHY"],
  ["shop/edge/tcp/https", "", "TFCKRJ4VVZESZDQY"],
  ["shop/edge/tcp/https", "10.1.0.30:8443", "ZECCUSPSQTUUTF4E"],
  ["shop/edge/tcp/https", "10.1.7.2:8443", "G4I5U67GQMRMSNWD"],
];

describe("names of iptables chains", () => {
  for (const [port, endpoint, hash] of iptables) {
    it(`${port} ${endpoint}`, () => {
      const chain =
        endpoint === "" ? iptablesChains(named(port)).cluster : iptablesEndpointChain(named(port), endpoint);
      assert.equal(chain, `KUBE-${endpoint === "" ? "SVC" : "SEP"}-${hash}`);
    });
  }

  it("the four chains of one port share their hash", () => {
    assert.deepEqual(iptablesChains(named("ns1/svc1/tcp/p80")), {
      cluster: "KUBE-SVC-XPGD46QRK7WJZT7O",
      local: "KUBE-SVL-XPGD46QRK7WJZT7O",
      external: "KUBE-EXT-XPGD46QRK7WJZT7O",
      firewall: "KUBE-FW-XPGD46QRK7WJZT7O",
    });
  });

  it("a port without a name has no colon", () => {
    assert.equal(servicePortName(named("shop/one/tcp/")), "shop/one");
    assert.equal(servicePortName(named("shop/cart/tcp/http")), "shop/cart:http");
  });

  it("an IPv6 address stands in brackets", () => {
    assert.equal(socketName("IPv6", "fd00::1", 80), "[fd00::1]:80");
    assert.equal(socketName("IPv4", "10.0.0.1", 80), "10.0.0.1:80");
  });
});

describe("names of nftables chains", () => {
  const services: readonly (readonly [port: string, chain: string])[] = [
    ["ns1/svc1/tcp/p80", "service-ULMVA6XW-ns1/svc1/tcp/p80"],
    ["shop/cart/tcp/http", "service-242WI43H-shop/cart/tcp/http"],
    ["shop/one/tcp/", "service-JSNT3OGN-shop/one/tcp/"],
  ];
  for (const [port, chain] of services) {
    it(chain, () => assert.equal(nftablesChains(named(port)).cluster, chain));
  }

  const endpoints: readonly (readonly [port: string, ip: string, target: number, chain: string])[] = [
    ["ns1/svc1/tcp/p80", "10.180.0.1", 80, "endpoint-5OJB2KTY-ns1/svc1/tcp/p80__10.180.0.1/80"],
    ["shop/cart/tcp/http", "10.1.0.3", 8080, "endpoint-QOLGK2XC-shop/cart/tcp/http__10.1.0.3/8080"],
    ["shop/cart6/tcp/http", "fd00:1::3", 8080, "endpoint-AL3QAVYB-shop/cart6/tcp/http__fd00.1..3/8080"],
  ];
  for (const [port, ip, target, chain] of endpoints) {
    it(chain, () => {
      assert.equal(nftablesEndpointChain(named(port), ip, target), chain);
    });
  }

  it("every chain of a port carries the same words", () => {
    const chains = nftablesChains(named("shop/cart/tcp/http"));
    for (const [role, chain] of Object.entries({ ...chains, service: chains.cluster })) {
      const prefix = role === "cluster" ? "service" : role;
      assert.equal(chain, `${prefix}-242WI43H-shop/cart/tcp/http`);
    }
  });

  it("the longest names that Kubernetes allows are cut, and told apart by their hash", () => {
    const long = (last: string) => ({
      namespace: "n".repeat(63),
      service: "s".repeat(63),
      port: `${"p".repeat(62)}${last}`,
      protocol: "sctp",
    });
    const whole = nftablesChains(long("a")).cluster.slice("service-".length);
    assert.equal(whole.length, 8 + 1 + 63 + 1 + 63 + 1 + 4 + 1 + 63, "short enough");
    const ip = "fd00:1111:2222:3333:4444:5555:6666:7777";
    const [one, two] = ["a", "b"].map((last) => nftablesEndpointChain(long(last), ip, 8080));
    assert.equal(one?.slice("endpoint-".length).length, 240);
    assert.match(one ?? "", /\.\.\.$/);
    assert.notEqual(one, two);
  });
});

it("the hash is the beginning of one longer", () => {
  assert.equal(hashOf("ns1/svc1:p80tcp", 16), "XPGD46QRK7WJZT7O");
  assert.ok(hashOf("ns1/svc1:p80tcp", 51).startsWith("XPGD46QRK7WJZT7O"));
  // SHA-256 of nothing begins e3b0c44298fc1c14 (FIPS 180-4 test vectors).
  assert.equal(hashOf("", 12), "4OYMIQUY7QOB");
});
