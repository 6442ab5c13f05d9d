import assert from "node:assert/strict";
import { it } from "node:test";
import { isInRange, rangeIn } from "../../../../../server/src/core/network/cluster/proxy/cidr.ts";

it("a range of the family, without blanks and host bits", () => {
  const rows: readonly (readonly ["IPv4" | "IPv6", string, string | undefined])[] = [
    ["IPv4", "198.51.100.0/24", "198.51.100.0/24"],
    ["IPv4", " 198.51.100.7/24\t", "198.51.100.0/24"],
    ["IPv4", "10.0.0.1/32", "10.0.0.1/32"],
    ["IPv4", "0.0.0.0/0", "0.0.0.0/0"],
    ["IPv6", "fd00:1:2::5/64", "fd00:1:2::/64"],
    ["IPv6", "::/0", "::/0"],
    ["IPv4", "fd00::/8", undefined],
    ["IPv6", "10.0.0.0/8", undefined],
    ["IPv4", "10.0.0.0/33", undefined],
    ["IPv4", "10.0.0.0", undefined],
    ["IPv4", "10.0.0.0/8/8", undefined],
    ["IPv4", "010.0.0.0/8", undefined],
    ["IPv4", "10.0.0.0/", undefined],
    ["IPv4", "10.0.0.0/-1", undefined],
    ["IPv4", "", undefined],
    ["IPv6", "fe80::1%eth0/64", undefined],
  ];
  for (const [family, text, range] of rows) assert.equal(rangeIn(family, text), range, text);
});

it("whether an address lies in a range", () => {
  assert.ok(isInRange("198.51.100.0/24", "198.51.100.255"));
  assert.ok(!isInRange("198.51.100.0/24", "198.51.101.0"));
  assert.ok(isInRange("0.0.0.0/0", "203.0.113.1"));
  assert.ok(!isInRange("0.0.0.0/0", "fd00::1"));
  assert.ok(isInRange("fd00::/8", "fd12::1"));
  assert.ok(!isInRange("fd00::/8", "fe00::1"));
  assert.ok(!isInRange("10.0.0.0/8", "no address"));
});
