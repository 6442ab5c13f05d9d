/** Addresses and CIDRs, strictly (1.36 and later) and as older servers took them: sections 3.5, 6, 8 and 15. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  isStrictSubset,
  readAddress,
  readCidr,
  specialProblems,
} from "../../../../server/src/core/apiserver/grammar/address.ts";
import {
  addressProblems,
  addressWarnings,
  cidrProblems,
  cidrWarnings,
} from "../../../../server/src/core/apiserver/grammar/addressWords.ts";

const NO_ADDRESS = "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)";
const NO_CIDR = "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)";

test("3.5: addresses that every version takes", () => {
  for (const text of ["10.9.8.7", "0.0.0.0", "255.255.255.255", "::", "2001:db8::1", "2001:DB8:0::1"]) {
    assert.deepEqual([addressProblems(text, "strict"), addressProblems(text, "lenient")], [[], []], text);
  }
});

test("3.5: what no version takes for an address", () => {
  const texts = ["", "None", "10.1", "10.1.2.256", "1.2.3.4.5", "10.0.0.1/32", "0x7f.1", "example.com"];
  for (const text of [...texts, "fe80::1%eth0", "1::2::3", "[::1]", " 10.0.0.1", "1::2:3:4:5:6:7:8"]) {
    assert.deepEqual(addressProblems(text, "lenient"), [NO_ADDRESS], text);
    assert.deepEqual(addressProblems(text, "strict"), [NO_ADDRESS], text);
  }
});

const lenient: readonly (readonly [text: string, reason: string, instead: string])[] = [
  ["010.1.1.1", "must not have leading 0s", "10.1.1.1"],
  ["10.08.1.1", "must not have leading 0s", "10.8.1.1"],
  ["::ffff:10.1.1.1", "must not be an IPv4-mapped IPv6 address", "10.1.1.1"],
  ["::ffff:a01:101", "must not be an IPv4-mapped IPv6 address", "10.1.1.1"],
];

for (const [text, reason, instead] of lenient) {
  test(`15: ${text} is refused since 1.36 and warned of before`, () => {
    assert.deepEqual(addressProblems(text, "strict"), [reason]);
    assert.deepEqual(addressProblems(text, "lenient"), []);
    assert.deepEqual(addressWarnings(text), [
      `non-standard IP address "${text}" will be considered invalid in a future Kubernetes release: use "${instead}"`,
    ]);
  });
}

test("6: IPv6 addresses that are not written as they should be", () => {
  assert.deepEqual(addressWarnings("2001:DB8:0::1"), [
    'IPv6 address "2001:DB8:0::1" should be in RFC 5952 canonical format ("2001:db8::1")',
  ]);
  for (const text of ["2001:db8::1", "10.1.1.1", "no address"]) assert.deepEqual(addressWarnings(text), []);
});

test("an address with a dotted end is mapped only where it says so", () => {
  assert.equal(readAddress("::ffff:1.2.3.4")?.isMapped, true);
  assert.equal(readAddress("64:ff9b::1.2.3.4")?.canonical, "64:ff9b::102:304");
  assert.equal(readAddress("::1.2.3.4")?.family, "IPv6");
});

test("3.5: CIDRs that every version takes", () => {
  for (const text of ["10.9.8.0/24", "0.0.0.0/0", "10.1.2.3/32", "2001:db8::/64", "::/0"]) {
    assert.deepEqual([cidrProblems(text, "strict"), cidrProblems(text, "lenient")], [[], []], text);
    assert.deepEqual(cidrWarnings(text), []);
  }
});

test("3.5: what no version takes for a CIDR", () => {
  for (const text of [
    "",
    "10.0.0.0",
    "10.0.0.0/33",
    "10.0.0.0/",
    "/8",
    "10.0.0.0/-1",
    "10/8",
    "a/b",
    "::/129",
  ]) {
    assert.deepEqual(cidrProblems(text, "lenient"), [NO_CIDR], text);
  }
});

test("15: CIDRs that are refused since 1.36 and warned of before", () => {
  assert.deepEqual(cidrProblems("10.1.2.3/8", "strict"), ["must not have bits set beyond the prefix length"]);
  assert.deepEqual(cidrWarnings("10.1.2.3/8"), [
    'CIDR value "10.1.2.3/8" is ambiguous in this context (should be "10.0.0.0/8" or "10.1.2.3/32"?)',
  ]);
  assert.deepEqual(cidrProblems("10.0.0.0/08", "strict"), [
    "must not have leading 0s in IP or prefix length",
  ]);
  assert.deepEqual(cidrWarnings("010.0.0.0/8"), [
    'non-standard CIDR value "010.0.0.0/8" will be considered invalid in a future Kubernetes release: use "10.0.0.0/8"',
  ]);
  assert.deepEqual(cidrProblems("::ffff:10.0.0.0/104", "strict"), [
    "must not have an IPv4-mapped IPv6 address",
  ]);
  assert.deepEqual(cidrWarnings("2001:DB8::/64"), [
    'IPv6 CIDR value "2001:DB8::/64" should be in RFC 5952 canonical format ("2001:db8::/64")',
  ]);
  for (const text of ["10.1.2.3/8", "10.0.0.0/08", "::ffff:10.0.0.0/104"])
    assert.deepEqual(cidrProblems(text, "lenient"), []);
});

const special: readonly (readonly [words: string, ...texts: readonly string[]])[] = [
  ["may not be unspecified (0.0.0.0)", "0.0.0.0", "::"],
  ["may not be in the loopback range (127.0.0.0/8, ::1/128)", "127.0.0.1", "127.9.9.9", "::1"],
  ["may not be in the link-local range (169.254.0.0/16, fe80::/10)", "169.254.1.1", "fe80::1", "febf::1"],
  [
    "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)",
    "224.0.0.1",
    "ff02::1",
    "ff12::1",
  ],
];

for (const [words, ...texts] of special) {
  for (const text of texts) {
    test(`3.5: ${text} ${words}`, () => {
      const address = readAddress(text);
      assert.deepEqual(address && specialProblems(address), [words]);
    });
  }
}

test("3.5: other multicast, broadcast and private addresses are fine", () => {
  for (const text of ["224.0.1.1", "255.255.255.255", "10.0.0.1", "192.168.1.1", "ff05::1", "fd00::1"]) {
    const address = readAddress(text);
    assert.deepEqual(address && specialProblems(address), [], text);
  }
});

test("9: a strict subset", () => {
  const isInside = (inner: string, outer: string) => {
    const [a, b] = [readCidr(inner), readCidr(outer)];
    return a && b && isStrictSubset(a, b);
  };
  assert.equal(isInside("10.0.1.0/24", "10.0.0.0/8"), true);
  assert.equal(isInside("10.0.0.0/9", "10.0.0.0/8"), true);
  assert.equal(isInside("2001:db8:1::/48", "2001:db8::/32"), true);
  assert.equal(isInside("10.0.0.0/8", "10.0.0.0/8"), false);
  assert.equal(isInside("10.0.0.0/7", "10.0.0.0/8"), false);
  assert.equal(isInside("11.0.0.0/24", "10.0.0.0/8"), false);
  assert.equal(isInside("2001:db8::/64", "0.0.0.0/0"), false);
});
