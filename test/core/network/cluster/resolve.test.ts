import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { answer } from "../../../../server/src/core/network/cluster/answer.ts";
import {
  candidatesOf,
  type Libc,
  type NameAnswer,
  ndotsOf,
  type Resolver,
  resolve,
} from "../../../../server/src/core/network/cluster/resolve.ts";
import { examples, pod, service, zoneOf } from "./zone.ts";

const zone = zoneOf(examples);

const CONF = {
  search: ["ops.svc.cluster.local", "svc.cluster.local", "cluster.local", "corp.example"],
  options: ["ndots:5"],
};

/** Of what lies outside, `www.example.org` alone is there. */
function ask(name: string, within = zone): NameAnswer {
  const [a, aaaa] = (["A", "AAAA"] as const).map((type) => answer(within, name, type));
  const both = [a, aaaa].filter((each) => each !== undefined);
  const found = both.flatMap(({ records }) => records.filter(({ type }) => type === "A" || type === "AAAA"));
  const cname = both.flatMap(({ records }) =>
    records.flatMap(({ type, data }) => (type === "CNAME" ? [data] : [])),
  );
  const addresses = found.map(({ type, data }) => ({
    family: type === "A" ? ("IPv4" as const) : ("IPv6" as const),
    text: data,
    example: false,
  }));
  const rest = { addresses, cname, certainty: "certain" as const };
  if (addresses.length > 0 || name === "www.example.org.") return { ...rest, status: "OK" };
  if (both.some(({ status }) => status === "NXDOMAIN")) return { ...rest, status: "NXDOMAIN" };
  const isOutside = both.some(({ status }) => status === "EXTERNAL");
  if (isOutside)
    return { ...rest, status: cname.length > 0 || name.endsWith(".net.") ? "EXTERNAL" : "NXDOMAIN" };
  return { ...rest, status: "NODATA" };
}

function walked(name: string, libc: Libc, more: Partial<Resolver> = {}): string {
  const { queries, outcome } = resolve(name, { libc, conf: CONF, hosts: [], ask, ...more });
  const short = queries.map((each) => {
    const shown = each.name.replace(/svc\.cluster\.local\.$/, "…").replace(/cluster\.local\.$/, "~");
    return `${shown} ${each.status === "NXDOMAIN" ? "NX" : each.status}`;
  });
  return [...short, outcome].join(", ");
}

const LIBCS = ["glibc", "musl", "go"] as const;

/** The rows of the table that are the same for all three. */
const SAME: readonly (readonly [name: string, walk: string])[] = [
  ["cart", "cart.ops.… NX, cart.… NX, cart.~ NX, cart.corp.example. NX, cart. NX, absent"],
  ["cart.shop", "cart.shop.ops.… NX, cart.shop.… OK, found"],
  ["cart.shop.svc", "cart.shop.svc.ops.… NX, cart.shop.svc.… NX, cart.shop.… OK, found"],
  ["CART.Shop", "cart.shop.ops.… NX, cart.shop.… OK, found"],
  [
    "cart.shop.svc.cluster.local",
    "cart.shop.svc.cluster.local.ops.… NX, cart.shop.svc.cluster.local.… NX, cart.shop.svc.cluster.local.~ NX, cart.shop.svc.cluster.local.corp.example. NX, cart.shop.… OK, found",
  ],
  ["cart.shop.svc.cluster.local.", "cart.shop.… OK, found"],
  ["ledger-5.ledger.shop", "ledger-5.ledger.shop.ops.… NX, ledger-5.ledger.shop.… OK, found"],
  [
    "www.example.org",
    "www.example.org.ops.… NX, www.example.org.… NX, www.example.org.~ NX, www.example.org.corp.example. NX, www.example.org. OK, found",
  ],
  ["10.0.0.1", "literal"],
  ["fd00::1", "literal"],
  ["a..b", "invalid"],
  ["", "invalid"],
];

describe("a resolver", () => {
  for (const [name, expected] of SAME) {
    for (const libc of LIBCS) it(`${libc}: ${name}`, () => assert.equal(walked(name, libc), expected));
  }

  const shop = "shop.ops.… NX, shop.… NODATA";
  const nobody = `${shop}, shop.~ NX, shop.corp.example. NX, shop. NX, absent`;
  it("goes on behind a name without addresses, musl does not", () => {
    assert.equal(walked("shop", "glibc"), nobody);
    assert.equal(walked("shop", "go"), nobody);
    assert.equal(walked("shop", "musl"), `${shop}, stopped`);
  });

  const one = { conf: { ...CONF, options: ["ndots:1"] } };
  it("with ndots:1 asks for the name itself first, musl for nothing else", () => {
    const expected = "cart.shop. NX, cart.shop.ops.… NX, cart.shop.… OK, found";
    assert.equal(walked("cart.shop", "glibc", one), expected);
    assert.equal(walked("cart.shop", "go", one), expected);
    assert.equal(walked("cart.shop", "musl", one), "cart.shop. NX, absent");
    assert.equal(
      walked("cart.shop.svc", "musl", { conf: { ...CONF, options: ["ndots:2"] } }),
      "cart.shop.svc. NX, absent",
    );
  });

  it("takes the endpoint of a namespace's own Service for the Service of another namespace", () => {
    const trap = zoneOf([
      ...examples,
      service("ops/shop", {
        pods: [pod(["10.1.7.7"], [])].map((each) => ({ ...each, hostname: { value: "cart" } })),
      }),
    ]);
    const { addresses, queries } = resolve("cart.shop", {
      libc: "glibc",
      conf: CONF,
      hosts: [],
      ask: (name) => ask(name, trap),
    });
    assert.deepEqual([addresses.map(({ text }) => text), queries.length], [["10.1.7.7"], 1]);
  });

  it("reads ndots as each does", () => {
    const all = (options: readonly string[]) => LIBCS.map((libc) => ndotsOf(options, libc));
    assert.deepEqual(all([]), [1, 1, 1]);
    assert.deepEqual(all(["ndots:2", "ndots:3"]), [3, 3, 3]);
    assert.deepEqual(all(["ndots:99"]), [15, 15, 15]);
    assert.deepEqual(all(["ndots:x"]), [0, 1, 0]);
    assert.deepEqual(all(["ndots"]), [1, 1, 1]);
  });

  it("takes a root in the search list for the name itself, musl skips it", () => {
    const conf = { search: [".", "a.example"], options: [] };
    assert.deepEqual(candidatesOf("x", { libc: "glibc", conf }), ["x.", "x.a.example."]);
    assert.deepEqual(candidatesOf("x", { libc: "go", conf }), ["x.", "x.a.example."]);
    assert.deepEqual(candidatesOf("x", { libc: "musl", conf }), ["x.a.example.", "x."]);
  });

  it("of musl reads no search line of more than 254 characters", () => {
    const fits = "a".repeat(254 - "search ".length);
    const line = (domain: string) => ({ search: [domain], options: ["ndots:5"] });
    assert.equal(candidatesOf("x", { libc: "musl", conf: line(`${fits}a`) }).length, 1);
    // The name with the domain is too long to be asked for all the same.
    assert.equal(candidatesOf("x", { libc: "glibc", conf: line(`${fits}a`) }).length, 2);
    const two = { search: ["a.example", "b".repeat(240)], options: ["ndots:5"] };
    assert.deepEqual(candidatesOf("x", { libc: "musl", conf: two }), ["x."]);
    assert.equal(candidatesOf("x", { libc: "glibc", conf: two })[0], "x.a.example.");
  });

  it("looks into /etc/hosts before it asks", () => {
    const hosts = [
      { ip: "127.0.0.1", example: false, names: ["localhost"] },
      { ip: "10.9.9.9", example: false, names: ["cart.shop", "Web"] },
    ];
    const found = resolve("web", { libc: "glibc", conf: CONF, hosts, ask });
    assert.deepEqual([found.outcome, found.addresses.map(({ text }) => text)], ["hosts", ["10.9.9.9"]]);
    assert.equal(walked("cart.shop", "musl", { hosts }), "hosts");
    assert.equal(walked("localhost.", "go", { hosts }), "hosts");
  });

  it("ends where the answer lies outside, and says what it would ask else", () => {
    const conf = { search: ["svc.cluster.local"], options: ["ndots:1"] };
    const found = resolve("cart.net", { libc: "glibc", conf, hosts: [], ask });
    assert.deepEqual(
      [found.outcome, found.queries.map(({ name }) => name), found.otherwise.map(({ name }) => name)],
      ["external", ["cart.net."], ["cart.net.svc.cluster.local."]],
    );
  });

  it("follows an alias to the outside", () => {
    const outside = resolve("mail.shop", { libc: "glibc", conf: CONF, hosts: [], ask });
    assert.deepEqual([outside.outcome, outside.cname[0]], ["external", "smtp.example.net."]);
  });

  it("comes to an end and asks for each name once, whatever it is given", () => {
    const domain = fc.constantFrom("a.example", "svc.cluster.local", ".", "cart", "shop.svc.cluster.local");
    const name = fc.oneof(
      fc.constantFrom("cart", "cart.shop", "cart.shop.svc", "ring-a.shop", "x.", ".", "..", "a b"),
      fc.string({ maxLength: 300 }),
      fc.domain(),
    );
    fc.assert(
      fc.property(
        name,
        fc.uniqueArray(domain),
        fc.nat(20),
        fc.constantFrom(...LIBCS),
        (typed, search, dots, libc) => {
          const conf = { search, options: [`ndots:${dots}`] };
          const { queries, otherwise } = resolve(typed, { libc, conf, hosts: [], ask });
          const names = [...queries, ...otherwise].map((each) => each.name);
          assert.equal(new Set(names).size, names.length);
          assert.ok(names.every((each) => each.endsWith(".") && each.length <= 254));
          assert.ok(names.length <= search.length + 1);
        },
      ),
    );
  });
});
