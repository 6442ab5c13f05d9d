import assert from "node:assert/strict";
import { it } from "node:test";
import { factsIn } from "../../support/resources.ts";

const dns = (spec: string) =>
  factsIn(
    `apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  containers: [{ name: a }]\n${spec}`,
    "workload",
  ).dns;

it("a pod's names and resolver are as written", () => {
  assert.deepEqual(
    dns(
      '  hostname: a\n  subdomain: ""\n  setHostnameAsFQDN: true\n  dnsPolicy: None\n  enableServiceLinks: false\n  dnsConfig: { nameservers: [1.1.1.1], searches: ["${ZONE}"], options: [{ name: ndots, value: "2" }, { name: rotate }] }\n',
    ),
    {
      hostname: { value: "a" },
      subdomain: undefined,
      setHostnameAsFQDN: { value: true },
      dnsPolicy: { value: "None" },
      enableServiceLinks: { value: false },
      hostAliases: [],
      dnsConfig: {
        nameservers: [{ value: "1.1.1.1" }],
        searches: [{ unknown: "placeholder" }],
        options: [
          { name: { value: "ndots" }, value: { value: "2" } },
          { name: { value: "rotate" }, value: undefined },
        ],
      },
    },
  );
});

it("a pod that says nothing of names has none", () => {
  const { dnsConfig, hostAliases, ...rest } = dns("  dnsConfig:\n");
  assert.deepEqual([dnsConfig, hostAliases], [undefined, []]);
  assert.deepEqual(new Set(Object.values(rest)), new Set([undefined]));
});

it("a pod's own lines of /etc/hosts are as written", () => {
  assert.deepEqual(dns('  hostAliases: [{ ip: 10.1.2.3, hostnames: [a, "{{ b }}"] }, {}]\n').hostAliases, [
    { ip: { value: "10.1.2.3" }, hostnames: [{ value: "a" }, { unknown: "template" }] },
    { ip: undefined, hostnames: [] },
  ]);
});
