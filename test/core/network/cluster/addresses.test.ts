import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  addressIn,
  addressOfReverse,
  canonical,
  dashed,
  type Family,
  familyOf,
  reverseName,
  undashed,
} from "../../../../server/src/core/network/cluster/addresses.ts";
import { familiesOf } from "../../../../server/src/core/network/cluster/normalise.ts";
import { isFamily } from "../../../../server/src/core/resources/resource.ts";
import { resourceIn } from "../../../support/resources.ts";

describe("addresses", () => {
  it("are of a family, or none", () => {
    for (const text of ["10.0.0.1", "255.255.255.255", "0.0.0.0"]) assert.equal(familyOf(text), "IPv4", text);
    for (const text of ["::", "::1", "fd00:96::1f14", "1:2:3:4:5:6:7:8", "::ffff:10.0.0.1", "1::"])
      assert.equal(familyOf(text), "IPv6", text);
    const none = [
      "",
      "a.b",
      "10.0.0",
      "10.0.0.256",
      "10.0.0.01",
      "1:2",
      "::1::",
      "12345::",
      "1:2:3:4:5:6:7:8:9",
      ":::",
    ];
    for (const text of none) assert.equal(familyOf(text), undefined, text);
  });

  it("have labels with dashes", () => {
    assert.equal(dashed("10.1.4.7"), "10-1-4-7");
    assert.equal(dashed("2001:db8::1"), "2001-db8--1");
    assert.equal(dashed("2001:db8::"), "2001-db8--0");
  });

  it("have reverse names", () => {
    assert.equal(reverseName("10.96.31.4"), "4.31.96.10.in-addr.arpa.");
    assert.equal(
      reverseName("fd00:96::1f14"),
      "4.1.f.1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.6.9.0.0.0.0.d.f.ip6.arpa.",
    );
    assert.equal(reverseName("example.com"), undefined);
  });
});

describe("addresses in other forms", () => {
  it("are written as RFC 5952 has them", () => {
    assert.equal(canonical("FD00:0:0:0:0:0:0:1"), "fd00::1");
    assert.equal(canonical("10.0.0.1"), "10.0.0.1");
    assert.equal(canonical("web"), "web");
    for (const odd of ["fe80::1%eth0", "010.0.0.1", "1".repeat(60)])
      assert.equal(familyOf(odd), undefined, odd);
  });

  it("come back from labels and reverse names", () => {
    for (const text of ["10.1.4.7", "2001:db8::1", "fd00:96::1f14"]) {
      assert.equal(undashed(dashed(text)), text);
      assert.equal(addressOfReverse((reverseName(text) ?? "").toUpperCase()), text);
    }
    for (const label of ["web", "10-1-4", "10-1-4-256", "a--b--c"])
      assert.equal(undashed(label), undefined, label);
    for (const name of ["1.2.3.in-addr.arpa.", "x.ip6.arpa.", "cart.shop."])
      assert.equal(addressOfReverse(name), undefined, name);
  });

  it("are counted from the start of a range, and begin again at its end", () => {
    assert.equal(addressIn("10.96.0.0/12", 10), "10.96.0.10");
    assert.equal(addressIn("10.244.0.0/16", 258), "10.244.1.2");
    assert.equal(addressIn("192.168.0.0/30", 5), "192.168.0.1");
    assert.equal(addressIn("fd00:10:244::/56", 0x20003), "fd00:10:244::2:3");
    assert.equal(addressIn("10.0.0.250/32", 7), "10.0.0.250");
  });
});

describe("a Service's address families", () => {
  const families = (spec: string, cluster: readonly Family[] = ["IPv4", "IPv6"]) => {
    const service = resourceIn(`apiVersion: v1\nkind: Service\nmetadata: { name: x }\nspec: { ${spec} }\n`);
    return isFamily(service, "service") ? familiesOf(service.spec, cluster) : assert.fail("no Service");
  };

  it("are those that are written, those of its addresses, or as many as its policy asks for", () => {
    assert.deepEqual(families("ipFamilies: [IPv6, IPv4], clusterIP: 10.0.0.1"), ["IPv6", "IPv4"]);
    assert.deepEqual(families('clusterIPs: ["fd00::1", "10.0.0.1"]'), ["IPv6", "IPv4"]);
    assert.deepEqual(families(""), ["IPv4"]);
    assert.deepEqual(families("clusterIP: None, ipFamilyPolicy: SingleStack", ["IPv6", "IPv4"]), ["IPv6"]);
    assert.deepEqual(families("ipFamilyPolicy: PreferDualStack"), ["IPv4", "IPv6"]);
    assert.deepEqual(families("ipFamilyPolicy: PreferDualStack", ["IPv4"]), ["IPv4"]);
    assert.equal(families('ipFamilyPolicy: "{{ policy }}"'), undefined);
    assert.equal(families('ipFamilies: ["{{ family }}"]'), undefined);
  });
});
