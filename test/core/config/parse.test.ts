import assert from "node:assert/strict";
import test from "node:test";
import { parseConfiguration, parseEditorSettings } from "../../../server/src/core/config/parse.ts";
import { printPath } from "../../../server/src/core/value/path.ts";
import { plainOf } from "../../support/plain.ts";

const RULES = [
  { code: "PTL101", name: "selector-matches-nothing" },
  { code: "PTL202", name: "target-port-undeclared" },
];

function parse(text: string) {
  return parseConfiguration(plainOf(text), RULES);
}

/** `path: message` of every problem, keys marked. */
function problems(text: string): readonly string[] {
  return parse(text).problems.map(
    ({ path, part, message }) => `${part === "key" ? "key " : ""}${printPath(path)}: ${message}`,
  );
}

test("everything that may be written is read", () => {
  const { written, problems: found } = parse(`version: 1
rules:
  PTL101: warning
  target-port-undeclared: off
ignore:
  - path: legacy/**
    resource: Service/shop/cart-*
    rules: [PTL101, target-port-undeclared]
    reason: moved next year
environments:
  - name: production
    include: [apps, overlays/prod/*.yaml]
    exclude: [apps/test]
    namespace: shop
    cluster:
      domain: prod.example.com
cluster:
  nodePortRange: 31000-31999
  kubernetesVersion: 1.30
`);
  assert.deepEqual(found, []);
  assert.deepEqual(written, {
    rules: { PTL101: "warning", "target-port-undeclared": "off" },
    ignore: [
      {
        path: "legacy/**",
        resource: "Service/shop/cart-*",
        rules: ["PTL101", "target-port-undeclared"],
        reason: "moved next year",
      },
    ],
    environments: [
      {
        name: "production",
        include: ["apps", "overlays/prod/*.yaml"],
        exclude: ["apps/test"],
        namespace: "shop",
        cluster: { domain: "prod.example.com" },
      },
    ],
    cluster: { nodePortRange: { from: 31000, to: 31999 }, kubernetesVersion: "1.30" },
  });
});

test("`off` is a word, quoted or not", () => {
  assert.deepEqual(parse('version: 1\nrules: {PTL101: off, PTL202: "off"}').written.rules, {
    PTL101: "off",
    PTL202: "off",
  });
});

test("an unknown key is said on its line, with what was probably meant", () => {
  assert.deepEqual(problems("version: 1\nenvironmnets: []\nzzz: 1\n"), [
    "key environmnets: `environmnets` is no key of this mapping; did you mean `environments`?",
    "key zzz: `zzz` is no key of this mapping; known here: version, rules, ignore, environments, cluster",
  ]);
  assert.deepEqual(problems("version: 1\ncluster: {domian: a}\n"), [
    "key cluster.domian: `domian` is no key of this mapping; did you mean `domain`?",
  ]);
});

test("an unknown rule, a bad severity and wrong types are said; the rest counts", () => {
  const text = `version: 1
rules: {PTL102: error, PTL101: eror, selector-matches-nothin: hint, Bad: off, PTL202: hint}
ignore: none
cluster: {domain: [a]}
`;
  assert.deepEqual(problems(text), [
    "key rules.PTL102: there is no rule `PTL102`; did you mean `PTL101`?",
    "rules.PTL101: must be one of error, warning, information, hint, off; did you mean `error`?",
    "key rules.selector-matches-nothin: there is no rule `selector-matches-nothin`; did you mean `selector-matches-nothing`?",
    "key rules.Bad: must be a rule's code or name",
    "ignore: must be a list",
    "cluster.domain: must be a DNS name in lower case, without a final dot",
  ]);
  assert.deepEqual(parse(text).written, { rules: { PTL202: "hint" }, cluster: {} });
});

test("whether a rule exists is asked only of those who know", () => {
  const { written, problems: found } = parseConfiguration(plainOf("version: 1\nrules: {PTL999: off}"));
  assert.deepEqual(found, []);
  assert.deepEqual(written.rules, { PTL999: "off" });
});

test("an entry without its reason, its files or anything to fit is not read", () => {
  assert.deepEqual(problems("version: 1\nignore: [{path: a}, {reason: x}, {path: b, reason: x}]\n"), [
    "ignore[0]: `reason` is missing",
    "ignore[1]: needs one of `path`, `resource`, `rules`",
  ]);
  assert.deepEqual(parse("version: 1\nignore: [{path: a}, {path: b, reason: x}]\n").written.ignore, [
    { path: "b", reason: "x" },
  ]);
  assert.deepEqual(problems("version: 1\nenvironments: [{name: a}, {name: b, include: []}, 3]\n"), [
    "environments[0]: `include` is missing",
    "environments[1].include: must not be empty",
    "environments[2]: must be a mapping with `name`, `include`, `exclude`, `namespace`, `cluster`",
  ]);
});

test("globs must be globs below the folder", () => {
  const glob = (text: string) =>
    problems(`version: 1\nenvironments: [{name: a, include: ['${text}']}]\n`)[0] ?? "fine";
  assert.match(glob("../x"), /neither absolute nor with/);
  assert.match(glob("a/[b"), /is no glob/);
  assert.match(glob("!a"), /must be a glob/);
  assert.match(glob("/a"), /must be a glob/);
  assert.equal(glob("a/{b,c}/**/*.yaml"), "fine");
});

test("a range of node ports is one", () => {
  const range = (text: string) => problems(`version: 1\ncluster: {nodePortRange: ${text}}\n`)[0] ?? "fine";
  assert.match(range("30000"), /a range of ports such as/);
  assert.match(range("40000-30000"), /within 1-65535/);
  assert.match(range("30000-70000"), /within 1-65535/);
  assert.equal(range("30000-30100"), "fine");
});

test("a range of addresses is one", () => {
  const range = (text: string) => problems(`version: 1\ncluster: {serviceCIDR: ${text}}\n`)[0] ?? "fine";
  assert.match(range("10.96.0.0"), /a range of addresses such as/);
  assert.match(range("10.96.0.0/33"), /no range of addresses/);
  assert.match(range("10.960.0.0/12"), /no range of addresses/);
  assert.match(range('"fd00::/129"'), /no range of addresses/);
  assert.match(range('"10.96.0.0/12,10.97.0.0/12"'), /two families/);
  assert.equal(range("10.96.0.0/12"), "fine");
  assert.equal(range('"fd00:96::/108"'), "fine");
  assert.equal(range('"10.96.0.0/12,fd00:96::/108"'), "fine");
});

test("all that may be said of a cluster is read as it is written", () => {
  const text = `version: 1
cluster:
  clusterDNS: [169.254.20.10, "fd00::a"]
  coredns: { pods: verified, endpointPodNames: true, ttl: 5, ignoreEmptyService: false }
  resolvConf: { search: [corp.example], nameservers: [192.0.2.53], options: ["ndots:2", rotate] }
  ipFamilies: [IPv6, IPv4]
  namespaces: [shop]
  maxEndpointsPerSlice: 50
  proxyMode: none
  ipvs: { scheduler: lc }
  clusterCIDR: 10.1.0.0/16
  masqueradeAll: true
  nodePortAddresses: [192.168.0.0/24]
  node: { name: n1, ip: 192.168.0.7, zone: a }
  nodes: [{ name: n1, zone: a }, { name: n2 }]
  policyEnforced: false
  flavor: kind
`;
  assert.deepEqual(problems(text), []);
  assert.deepEqual(parse(text).written.cluster, {
    clusterDNS: ["169.254.20.10", "fd00::a"],
    coredns: { pods: "verified", endpointPodNames: true, ttl: 5, ignoreEmptyService: false },
    resolvConf: { search: ["corp.example"], nameservers: ["192.0.2.53"], options: ["ndots:2", "rotate"] },
    ipFamilies: ["IPv6", "IPv4"],
    namespaces: ["shop"],
    maxEndpointsPerSlice: 50,
    proxyMode: "none",
    ipvs: { scheduler: "lc" },
    clusterCIDR: "10.1.0.0/16",
    masqueradeAll: true,
    nodePortAddresses: ["192.168.0.0/24"],
    node: { name: "n1", ip: "192.168.0.7", zone: "a" },
    nodes: [{ name: "n1", zone: "a" }, { name: "n2" }],
    policyEnforced: false,
    flavor: "kind",
  });
});

test("what is wrong of a cluster is said where it stands", () => {
  const wrong = (text: string) => problems(`version: 1\ncluster: {${text}}\n`);
  assert.deepEqual(wrong("clusterDNS: [10.96.0.300]"), [
    "cluster.clusterDNS[0]: is no IP address: `10.96.0.300`",
  ]);
  assert.deepEqual(wrong("clusterDNS: 10.96.0.10"), ["cluster.clusterDNS: must be a list"]);
  assert.deepEqual(wrong("coredns: {ttl: -1}"), [
    "cluster.coredns.ttl: must be a whole number from 0 to 3600",
  ]);
  assert.deepEqual(wrong("coredns: {ttl: 1.5}"), [
    "cluster.coredns.ttl: must be a whole number from 0 to 3600",
  ]);
  assert.deepEqual(wrong("masqueradeAll: yes"), ["cluster.masqueradeAll: must be true or false"]);
  assert.deepEqual(wrong("proxyMode: iptable"), [
    "cluster.proxyMode: must be one of iptables, ipvs, nftables, none; did you mean `iptables`?",
  ]);
  assert.deepEqual(wrong("nodes: [{nmae: a}]"), [
    "key cluster.nodes[0].nmae: `nmae` is no key of this mapping; known here: name, ip, zone",
  ]);
  assert.deepEqual(wrong("maxEndpointsPerSlice: 0"), [
    "cluster.maxEndpointsPerSlice: must be a whole number from 1 to 1000",
  ]);
  assert.deepEqual(wrong("ipFamilies: []"), ["cluster.ipFamilies: must not be empty"]);
  assert.deepEqual(wrong("nodePortAddresses: [primary]").length, 1);
});

test("a missing version is said, and the file is not read; of another version nothing else is said", () => {
  assert.deepEqual(problems("rules: {PTL101: off}\n"), [": `version` is missing"]);
  assert.deepEqual(parse("rules: {PTL101: off}\n").written, {});
  assert.deepEqual(problems("version: 2\nnew: {}\n"), ["version: must be 1"]);
  assert.deepEqual(parseConfiguration(undefined).problems.length, 1);
  assert.deepEqual(problems("- a\n"), [
    ": must be a mapping with `version`, `rules`, `ignore`, `environments`, `cluster`",
  ]);
});

test("two environments of one name are said", () => {
  const text = "version: 1\nenvironments: [{name: a, include: [x]}, {name: a, include: [y]}]\n";
  assert.deepEqual(problems(text), ["key environments: two environments are called `a`; the first counts"]);
});

test("the editor's settings are read by the same shapes, and what is not for core is not looked at", () => {
  const settings = {
    rules: { PTL101: "off", PTL202: 3 },
    cluster: { domain: "example.org", kubernetesVersion: "1.30" },
    codeLens: { enabled: true },
    logLevel: "info",
  };
  const { written, problems: found } = parseEditorSettings(settings, RULES);
  assert.deepEqual(written, {
    rules: { PTL101: "off" },
    cluster: { domain: "example.org", kubernetesVersion: "1.30" },
  });
  assert.deepEqual(
    found.map(({ path }) => printPath(path)),
    ["rules.PTL202"],
  );
});

test("any JSON from an editor is borne", () => {
  for (const settings of [undefined, null, 3, "x", [], { rules: [] }, { cluster: null }])
    assert.deepEqual(Object.keys(parseEditorSettings(settings).written), []);
});
