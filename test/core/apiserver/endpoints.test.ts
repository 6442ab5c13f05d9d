/** EndpointSlice and Endpoints: section 8 of what the API server checks, with 1, 4, 6 and 15. */
import { refuses, takes, warns } from "../../support/judging.ts";

const slice = (fields: string) => `
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: db-1 }
${fields}
`;
const ofType = (type: string, address: string) =>
  slice(`addressType: ${type}\nendpoints: [{ addresses: [${address}] }]`);
const endpoint = (fields: string) =>
  slice(`addressType: IPv4\nendpoints: [{ addresses: [10.0.0.1], ${fields} }]`);
const port = (...ports: string[]) =>
  slice(`addressType: IPv4\nports: [${ports.map((each) => `{ ${each} }`).join(", ")}]`);
const times = (count: number, text: string) => Array.from({ length: count }, () => text).join(", ");

const NO_ADDRESS = "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)";
const LABEL =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character";
const SUBDOMAIN =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";
const WARNED = "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice";

takes("8: neither endpoints nor ports", slice("addressType: IPv4"));
refuses("8: no addressType", slice("endpoints: []"), ["addressType: Required value"]);
refuses("8: addressType in lower case", slice("addressType: ipv4"), [
  'addressType: Unsupported value: "ipv4": supported values: "FQDN", "IPv4", "IPv6"',
]);
refuses("8: the old addressType IP", slice("addressType: IP"), [
  'addressType: Unsupported value: "IP": supported values: "FQDN", "IPv4", "IPv6"',
]);

takes(
  "8: 1000 endpoints",
  slice(`addressType: IPv4\nendpoints: [${times(1000, "{ addresses: [10.0.0.1] }")}]`),
);
refuses("8: 1001 endpoints", slice(`addressType: IPv4\nendpoints: [${times(1001, "{}")}]`), [
  "endpoints: Too many: 1001: must have at most 1000 items",
]);
refuses("8: no addresses", slice("addressType: IPv4\nendpoints: [{}]"), [
  "endpoints[0].addresses: Required value: must contain at least 1 address",
]);
takes("8: 100 addresses", ofType("IPv4", times(100, "10.0.0.1")));
refuses("8: 101 addresses", ofType("IPv4", times(101, "10.0.0.1")), [
  "endpoints[0].addresses: Too many: 101: must have at most 100 items",
]);

takes("8: IPv4 addresses", ofType("IPv4", "10.0.0.1, 224.0.1.1, 255.255.255.255, 192.168.0.1"));
takes("8: an address that is filled in later", ofType("IPv4", "'${DB_ADDRESS}'"));
refuses("8: no IPv4 address", ofType("IPv4", "db.example.com"), [
  `endpoints[0].addresses[0]: Invalid value: "db.example.com": ${NO_ADDRESS}`,
]);
refuses("8, 15: leading zeros since 1.36", ofType("IPv4", "10.0.0.01"), [
  'endpoints[0].addresses[0]: Invalid value: "10.0.0.01": must not have leading 0s',
]);
warns(
  "15, 6: leading zeros before 1.36",
  ofType("IPv4", "10.0.0.01"),
  [
    'endpoints[0].addresses[0]: non-standard IP address "10.0.0.01" will be considered invalid in a future Kubernetes release: use "10.0.0.1"',
  ],
  { version: "1.35" },
);
takes("15: leading zeros before 1.33", ofType("IPv4", "10.0.0.01"), { version: "1.32" });
refuses(
  "8, 1: an IPv6 address among IPv4",
  ofType("IPv4", "'2001:db8::1'"),
  ['endpoints[0].addresses: Invalid value: "2001:db8::1": must be an IPv4 address'],
  { at: ["endpoints[0].addresses[0]"] },
);
takes("8: IPv6 addresses", ofType("IPv6", "'2001:db8::1', 'fd00::1'"));
refuses("8: IPv6 not in canonical form", ofType("IPv6", "'2001:DB8:0::1'"), [
  'endpoints[0].addresses[0]: Invalid value: "2001:DB8:0::1": must be in canonical form ("2001:db8::1")',
]);
refuses(
  "8, 1: an IPv4 address among IPv6",
  ofType("IPv6", "10.0.0.1"),
  ['endpoints[0].addresses: Invalid value: "10.0.0.1": must be an IPv6 address'],
  { at: ["endpoints[0].addresses[0]"] },
);
const special: readonly (readonly [address: string, words: string])[] = [
  ["0.0.0.0", "may not be unspecified (0.0.0.0)"],
  ["127.0.0.1", "may not be in the loopback range (127.0.0.0/8, ::1/128)"],
  ["169.254.169.254", "may not be in the link-local range (169.254.0.0/16, fe80::/10)"],
  ["224.0.0.1", "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)"],
];
for (const [address, words] of special) {
  refuses(`8: ${address}`, ofType("IPv4", address), [
    `endpoints[0].addresses[0]: Invalid value: "${address}": ${words}`,
  ]);
}
warns(
  "8, 6: names",
  ofType("FQDN", "db.example.com, db.example.com."),
  ["spec.addressType: FQDN endpoints are deprecated"],
  {
    at: ["addressType"],
  },
);
refuses("8: a name of one label", ofType("FQDN", "db"), [
  'endpoints[0].addresses[0]: Invalid value: "db": should be a domain with at least two segments separated by dots',
]);

takes("8: hostname and nodeName", endpoint("hostname: db-0, nodeName: node-1.example.com, zone: a"));
refuses("8: hostname", endpoint("hostname: db.0"), [
  'endpoints[0].hostname: Invalid value: "db.0": must not contain dots',
]);
refuses("8: nodeName", endpoint("nodeName: Node_1"), [
  `endpoints[0].nodeName: Invalid value: "Node_1": ${SUBDOMAIN}`,
]);
takes("8: hints", endpoint("hints: { forZones: [{ name: a }, { name: b }], forNodes: [{ name: node-1 }] }"));
takes("8: deprecatedTopology is dropped", endpoint("deprecatedTopology: { a: b }"));
refuses("8: nine zones", endpoint(`hints: { forZones: [${times(9, "{ name: a }")}] }`), [
  "endpoints[0].hints.forZones: Too many: 9: must have at most 8 items",
]);
refuses(
  "8: a zone twice, and one that is no label",
  endpoint("hints: { forZones: [{ name: a }, { name: a }, { name: 'b c' }] }"),
  [
    `endpoints[0].hints.forZones[2].name: Invalid value: "b c": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character`,
    'endpoints[0].hints.forZones[1].name: Duplicate value: "a"',
  ],
);
refuses(
  "8: a node twice, and one that is no name",
  endpoint("hints: { forNodes: [{ name: node-1 }, { name: node-1 }, { name: Node-1 }] }"),
  [
    `endpoints[0].hints.forNodes[2].name: Invalid value: "Node-1": ${SUBDOMAIN}`,
    'endpoints[0].hints.forNodes[1].name: Duplicate value: "node-1"',
  ],
);

takes("8: ports", port("name: http, port: 80, protocol: TCP", "name: dns, port: 53, protocol: UDP"));
takes("8: numbers of ports are not checked", port("port: 70000"));
takes("8: a port of null", port("name: a, port: null"));
refuses("8: 20001 ports", port(...Array.from({ length: 20_001 }, (_, index) => `name: p${index}`)), [
  "ports: Too many: 20001: must have at most 20000 items",
]);
refuses("8: a port's name", port("name: Http"), [`ports[0].name: Invalid value: "Http": ${LABEL}`]);
refuses("8: two ports of one name", port("name: http", "name: http"), [
  'ports[1].name: Duplicate value: "http"',
]);
refuses("8: two ports without a name", port("port: 80", "port: 81"), ['ports[1].name: Duplicate value: ""']);
refuses("8: a port's protocol", port("protocol: tcp"), [
  'ports[0].protocol: Unsupported value: "tcp": supported values: "SCTP", "TCP", "UDP"',
]);
takes("8: appProtocol", port("appProtocol: kubernetes.io/h2c"));
refuses("8: appProtocol is none", port("appProtocol: HTTP/2"), [
  `ports[0].appProtocol: Invalid value: "HTTP/2": prefix part ${SUBDOMAIN}`,
]);

const endpoints = (fields: string) => `
apiVersion: v1
kind: Endpoints
metadata: { name: db }
subsets: [{ ${fields} }]
`;
const subset = (address: string) => endpoints(`addresses: [{ ${address} }]`);
const subsetPort = (...ports: string[]) =>
  endpoints(`addresses: [{ ip: 10.0.0.1 }], ports: [${ports.map((each) => `{ ${each} }`).join(", ")}]`);
const old = { version: "1.32" };

takes("8: Endpoints before 1.33", subsetPort("port: 5432"), old);
warns("6, 15: Endpoints since 1.33", subsetPort("port: 5432"), [WARNED], { at: ["kind"] });
takes("8: addresses that are not ready", endpoints("notReadyAddresses: [{ ip: 10.0.0.1 }]"), old);
refuses("8: no addresses at all", endpoints("ports: [{ port: 80 }]"), [
  "subsets[0]: Required value: must specify `addresses` or `notReadyAddresses`",
]);
refuses("8: ip is no address", subset("ip: db.example.com"), [
  `subsets[0].addresses[0].ip: Invalid value: "db.example.com": ${NO_ADDRESS}`,
]);
refuses("8: ip of the machine itself", endpoints("notReadyAddresses: [{ ip: 127.0.0.1 }]"), [
  'subsets[0].notReadyAddresses[0].ip: Invalid value: "127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)',
]);
takes("8: hostname and nodeName of Endpoints", subset("ip: 10.0.0.1, hostname: db-0, nodeName: node.a"), old);
refuses("8: hostname and nodeName that are none", subset("ip: 10.0.0.1, hostname: db.0, nodeName: Node-1"), [
  'subsets[0].addresses[0].hostname: Invalid value: "db.0": must not contain dots',
  `subsets[0].addresses[0].nodeName: Invalid value: "Node-1": ${SUBDOMAIN}`,
]);
takes("8: ports of Endpoints", subsetPort("name: a, port: 1, protocol: UDP", "name: b, port: 65535"), old);
refuses("8: several ports need names", subsetPort("port: 80", "name: b, port: 81"), [
  "subsets[0].ports[0].name: Required value",
]);
refuses("8: a port's name of Endpoints", subsetPort("name: B_, port: 80"), [
  `subsets[0].ports[0].name: Invalid value: "B_": ${LABEL}`,
]);
refuses("8: a port of Endpoints has a number", subsetPort("name: a"), [
  "subsets[0].ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive",
]);
refuses("8: a protocol of Endpoints", subsetPort("port: 80, protocol: http"), [
  'subsets[0].ports[0].protocol: Unsupported value: "http": supported values: "SCTP", "TCP", "UDP"',
]);

takes("patches of labels", slice("").replace("name: db-1", "name: db-1, labels: { a: b }"));
