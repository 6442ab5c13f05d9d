/** Names, ports and labels: section 2 of what the API server checks, a case a line. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  dns1035Label,
  dnsLabel,
  dnsSubdomain,
  fullyQualifiedName,
  type Grammar,
  nameBeginning,
  wildcardSubdomain,
} from "../../../../server/src/core/apiserver/grammar/dnsName.ts";
import { annotationKey, labelKey, labelValue } from "../../../../server/src/core/apiserver/grammar/label.ts";
import { portName, portReference } from "../../../../server/src/core/apiserver/grammar/port.ts";

interface Table {
  readonly what: string;
  readonly grammar: Grammar;
  readonly right: readonly string[];
  /** With a stretch of each message, in order. */
  readonly wrong: readonly (readonly [text: string, ...words: readonly string[]])[];
}

const long = (length: number) => "a".repeat(length);

const tables: readonly Table[] = [
  {
    what: "2: DNS-1123 label",
    grammar: dnsLabel,
    right: ["a", "web", "1web", "a-b", "x--y", "0", long(63)],
    wrong: [
      ["", "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-'"],
      ["Web", "a lowercase RFC 1123 label"],
      ["-a", "must start and end with an alphanumeric character"],
      ["a_b", "a lowercase RFC 1123 label"],
      ["a.b", "must not contain dots"],
      [long(64), "must be no more than 63 characters"],
    ],
  },
  {
    what: "2: DNS-1035 label",
    grammar: dns1035Label,
    right: ["a", "web-1", long(63)],
    wrong: [
      ["1web", "a DNS-1035 label must consist of"],
      ["web-", "end with an alphanumeric character"],
      [long(64), "must be no more than 63 characters"],
    ],
  },
  {
    what: "2: DNS-1123 subdomain",
    grammar: dnsSubdomain,
    right: ["a", "a.b", "1.2.3.4", `${long(64)}.com`, long(253)],
    wrong: [
      ["a..b", "a lowercase RFC 1123 subdomain must consist of"],
      [".a", "a lowercase RFC 1123 subdomain"],
      ["A.b", "a lowercase RFC 1123 subdomain"],
      [long(254), "must be no more than 253 characters"],
    ],
  },
  {
    what: "2: wildcard host",
    grammar: wildcardSubdomain,
    right: ["*.example.com", "*.a"],
    wrong: [
      ["*", "a wildcard DNS-1123 subdomain must start with '*.'"],
      ["a.*.com", "a wildcard DNS-1123 subdomain"],
      ["*.*.com", "a wildcard DNS-1123 subdomain"],
      ["*a.com", "a wildcard DNS-1123 subdomain"],
    ],
  },
  {
    what: "8: address of an FQDN endpoint",
    grammar: fullyQualifiedName,
    right: ["example.com", "example.com.", "a.b.c"],
    wrong: [
      ["example", "at least two segments"],
      [`${long(64)}.com`, "must be no more than 63 characters"],
      ["ex_ample.com", "a lowercase RFC 1123 subdomain"],
    ],
  },
  {
    what: "2: generateName",
    grammar: nameBeginning(dnsLabel),
    right: ["web-", "web", "a-"],
    wrong: [
      ["Web-", "a lowercase RFC 1123 label"],
      ["-", "a lowercase RFC 1123 label"],
    ],
  },
  {
    what: "2: port name",
    grammar: portName,
    right: ["http", "a", "8080-web", "x1", long(15)],
    wrong: [
      [long(16), "must be no more than 15 characters"],
      ["8080", "must contain at least one letter (a-z)"],
      ["a--b", "must not contain consecutive hyphens"],
      ["-a", "must not begin or end with a hyphen"],
      [
        "HTTP",
        "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)",
        "at least one letter",
      ],
      ["Http_", "must contain only alpha-numeric"],
      ["my_port_with_long_name-", "no more than 15", "only alpha-numeric", "begin or end with a hyphen"],
    ],
  },
  {
    what: "2: label key",
    grammar: labelKey,
    right: ["app", "app.kubernetes.io/name", "A_b.c-d", "example.com/X", "kubernetes.io/h2c", "http/1.1"],
    wrong: [
      ["", "name part must be non-empty", "name part must consist of"],
      ["a/", "name part must be non-empty", "name part must consist of"],
      ["/a", "prefix part must be non-empty"],
      ["HTTP/2", "prefix part a lowercase RFC 1123 subdomain"],
      ["-a", "name part must consist of"],
      ["a b", "name part must consist of"],
      ["a/b/c", "a valid label key must consist of"],
      [long(64), "name part must be no more than 63 characters"],
    ],
  },
  {
    what: "2: label value",
    grammar: labelValue,
    right: ["", "a", "A_1.b-c", "1.2.3", long(63)],
    wrong: [
      ["12:30:45", "a valid label must be an empty string or consist of"],
      ["-a", "a valid label"],
      ["a b", "a valid label"],
      [long(64), "must be no more than 63 characters"],
    ],
  },
  {
    what: "2: annotation key",
    grammar: annotationKey,
    right: ["Example.com/A", "prometheus.io/scrape", "a"],
    wrong: [["a/b/c", "a valid label key must consist of"]],
  },
];

for (const { what, grammar, right, wrong } of tables) {
  for (const text of right)
    test(`${what}: ${JSON.stringify(text)} is right`, () => assert.deepEqual(grammar(text), []));
  for (const [text, ...words] of wrong) {
    test(`${what}: ${JSON.stringify(text)} is wrong`, () => {
      const said = grammar(text);
      assert.equal(said.length, words.length, said.join("\n"));
      for (const [index, part] of words.entries()) assert.ok(said[index]?.includes(part), said[index]);
    });
  }
}

test("2: a port by number or name", () => {
  for (const right of [1, 80, 65_535, "http"]) assert.deepEqual(portReference(right), []);
  for (const wrong of [0, -1, 65_536])
    assert.deepEqual(portReference(wrong), ["must be between 1 and 65535, inclusive"]);
  assert.deepEqual(portReference("8080"), ["must contain at least one letter (a-z)"]);
});
