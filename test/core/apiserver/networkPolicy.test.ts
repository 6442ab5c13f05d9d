/** NetworkPolicy: section 9 of what the API server checks, with sections 12 (selectors), 6 (warnings) and 15 (versions). */
import { refuses, takes, warns } from "../../support/judging.ts";

const policy = (spec: string) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: cart }
spec: ${spec}
`;
const from = (peer: string) => policy(`{ ingress: [{ from: [${peer}] }] }`);
const to = (port: string) => policy(`{ egress: [{ ports: [${port}] }] }`);
const selecting = (selector: string) => policy(`{ podSelector: ${selector} }`);

const RANGE = "must be between 1 and 65535, inclusive";

takes("9: no spec members", policy("{}"));
takes("9: podSelector of null", policy("{ podSelector: null, policyTypes: [Ingress] }"));
takes("9: empty from, to and ports", policy("{ ingress: [{ from: [], ports: [] }], egress: [{ to: [] }] }"));
takes("9: an empty rule", policy("{ ingress: [{}] }"));
takes("9: egress without the type Egress", policy("{ policyTypes: [Ingress], egress: [{}] }"));
takes("9: duplicate policyTypes", policy("{ policyTypes: [Egress, Egress] }"));
takes("9: a placeholder for a peer's address", from("{ ipBlock: { cidr: '${OFFICE_CIDR}' } }"));
takes("9: a placeholder for a port", to("{ port: '${PORT}', endPort: 90 }"));

takes(
  "9: protocols",
  policy("{ ingress: [{ ports: [{ protocol: TCP }, { protocol: UDP }, { protocol: SCTP }, {}] }] }"),
);
refuses("9: protocol in lower case", to("{ protocol: tcp, port: 80 }"), [
  'spec.egress[0].ports[0].protocol: Unsupported value: "tcp": supported values: "TCP", "UDP", "SCTP"',
]);
refuses("9: protocol ICMP", to("{ protocol: ICMP }"), [
  'spec.egress[0].ports[0].protocol: Unsupported value: "ICMP": supported values: "TCP", "UDP", "SCTP"',
]);

takes(
  "9: ports by number and by name",
  policy("{ ingress: [{ ports: [{ port: 1 }, { port: 65535 }, { port: http }] }] }"),
);
refuses("9: port 0", to("{ port: 0 }"), [`spec.egress[0].ports[0].port: Invalid value: 0: ${RANGE}`]);
refuses("9: port 65536", to("{ port: 65536 }"), [
  `spec.egress[0].ports[0].port: Invalid value: 65536: ${RANGE}`,
]);
refuses("9: a quoted number is a name", to("{ port: '80' }"), [
  'spec.egress[0].ports[0].port: Invalid value: "80": must contain at least one letter (a-z)',
]);
refuses("9: a name of 16 characters", to("{ port: abcdefghijklmnop }"), [
  'spec.egress[0].ports[0].port: Invalid value: "abcdefghijklmnop": must be no more than 15 characters',
]);

takes("9: endPort", to("{ port: 80, endPort: 90 }"));
takes("9: endPort equal to port", to("{ port: 80, endPort: 80 }"));
refuses("9: endPort without port", to("{ endPort: 90 }"), [
  "spec.egress[0].ports[0].endPort: Invalid value: 90: may not be specified when `port` is not specified",
]);
refuses("9: endPort with a named port", to("{ port: http, endPort: 90 }"), [
  "spec.egress[0].ports[0].endPort: Invalid value: 90: may not be specified when `port` is non-numeric",
]);
refuses("9: endPort below port", to("{ port: 80, endPort: 79 }"), [
  "spec.egress[0].ports[0].endPort: Invalid value: 79: must be greater than or equal to `port`",
]);
refuses("9: endPort beyond the range", to("{ port: 80, endPort: 65536 }"), [
  `spec.egress[0].ports[0].endPort: Invalid value: 65536: ${RANGE}`,
]);

takes(
  "9: peers",
  from("{ podSelector: {} }, { namespaceSelector: {} }, { podSelector: {}, namespaceSelector: {} }"),
);
refuses("9: a peer without members", from("{}"), [
  "spec.ingress[0].from[0]: Required value: must specify a peer",
]);
refuses("9: a peer whose only member is null", from("{ podSelector: null }"), [
  "spec.ingress[0].from[0]: Required value: must specify a peer",
]);
takes("9: a peer that is filled in later", from("'${PEER}'"));
refuses("9: ipBlock beside a selector", from("{ podSelector: {}, ipBlock: { cidr: 10.0.0.0/8 } }"), [
  "spec.ingress[0].from[0]: Forbidden: may not specify both ipBlock and another peer",
]);

takes("9: ipBlock", from("{ ipBlock: { cidr: 10.0.0.0/8, except: [10.1.0.0/16, 10.2.0.0/16] } }"));
takes("9: ipBlock of IPv6", from("{ ipBlock: { cidr: '2001:db8::/32', except: ['2001:db8:1::/48'] } }"));
refuses("9: no cidr, and nothing else of the block", from("{ ipBlock: { except: [nonsense] } }"), [
  "spec.ingress[0].from[0].ipBlock.cidr: Required value",
]);
refuses("9: cidr is none", from("{ ipBlock: { cidr: 10.0.0.1 } }"), [
  'spec.ingress[0].from[0].ipBlock.cidr: Invalid value: "10.0.0.1": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
]);
refuses("9: except is no CIDR", from("{ ipBlock: { cidr: 10.0.0.0/8, except: ['10.1'] } }"), [
  'spec.ingress[0].from[0].ipBlock.except[0]: Invalid value: "10.1": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
]);
for (const except of ["10.0.0.0/8", "11.0.0.0/16", "10.0.0.0/7", "'2001:db8::/64'"]) {
  const written = except.replaceAll("'", "");
  refuses(`9: except ${written}`, from(`{ ipBlock: { cidr: 10.0.0.0/8, except: [${except}] } }`), [
    except === "10.0.0.0/7"
      ? 'spec.ingress[0].from[0].ipBlock.except[0]: Invalid value: "10.0.0.0/7": must be a strict subset of `cidr`'
      : `spec.ingress[0].from[0].ipBlock.except[0]: Invalid value: "${written}": must be a strict subset of \`cidr\``,
  ]);
}
refuses("15: host bits since 1.36", from("{ ipBlock: { cidr: 10.1.2.3/8 } }"), [
  'spec.ingress[0].from[0].ipBlock.cidr: Invalid value: "10.1.2.3/8": must not have bits set beyond the prefix length',
]);
const hostBits = from("{ ipBlock: { cidr: 10.1.2.3/8 } }");
warns(
  "15, 6: host bits before 1.36",
  hostBits,
  [
    'spec.ingress[0].from[0].ipBlock.cidr: CIDR value "10.1.2.3/8" is ambiguous in this context (should be "10.0.0.0/8" or "10.1.2.3/32"?)',
  ],
  { version: "1.35" },
);
takes("15: host bits before 1.33", hostBits, { version: "1.32" });

takes("9: policyTypes", policy("{ policyTypes: [Ingress, Egress] }"));
refuses("9: policyTypes in lower case", policy("{ policyTypes: [ingress] }"), [
  'spec.policyTypes[0]: Unsupported value: "ingress": supported values: "Ingress", "Egress"',
]);
refuses("9: three policyTypes, values unchecked", policy("{ policyTypes: [Ingress, Egress, Both] }"), [
  "spec.policyTypes: Invalid value: may not specify more than two policyTypes",
]);

takes(
  "12: matchLabels and all operators",
  selecting(`{ matchLabels: { app: cart, example.com/tier: "" }, matchExpressions: [
  { key: a, operator: In, values: [b] }, { key: a, operator: NotIn, values: [""] },
  { key: a, operator: Exists }, { key: a, operator: DoesNotExist, values: [] } ] }`),
);
refuses(
  "12: matchLabels key",
  selecting("{ matchLabels: { -app: cart } }"),
  [
    `spec.podSelector.matchLabels: Invalid value: "-app": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character`,
  ],
  { at: ["spec.podSelector.matchLabels.-app"] },
);
refuses(
  "12: matchLabels value",
  selecting("{ matchLabels: { app: 'a b' } }"),
  [
    `spec.podSelector.matchLabels: Invalid value: "a b": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character`,
  ],
  { at: ["spec.podSelector.matchLabels.app"] },
);
refuses("12: operator", selecting("{ matchExpressions: [{ key: a, operator: in, values: [b] }] }"), [
  'spec.podSelector.matchExpressions[0].operator: Invalid value: "in": not a valid selector operator',
]);
for (const operator of ["In", "NotIn"]) {
  refuses(
    `12: ${operator} without values`,
    selecting(`{ matchExpressions: [{ key: a, operator: ${operator} }] }`),
    [
      "spec.podSelector.matchExpressions[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn'",
    ],
  );
}
for (const operator of ["Exists", "DoesNotExist"]) {
  refuses(
    `12: ${operator} with values`,
    selecting(`{ matchExpressions: [{ key: a, operator: ${operator}, values: [b] }] }`),
    [
      "spec.podSelector.matchExpressions[0].values: Forbidden: may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
    ],
  );
}
refuses(
  "12: an expression's value",
  selecting("{ matchExpressions: [{ key: a, operator: In, values: ['b c'] }] }"),
  [
    `spec.podSelector.matchExpressions[0].values[0]: Invalid value: "b c": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character`,
  ],
);
refuses(
  "12: selectors of peers, too",
  from("{ namespaceSelector: { matchExpressions: [{ key: a, operator: In }] } }"),
  [
    "spec.ingress[0].from[0].namespaceSelector.matchExpressions[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn'",
  ],
);

takes("2: a name with dots", policy("{}").replace("name: cart", "name: cart.v2"));
refuses("2: a name in upper case", policy("{}").replace("name: cart", "name: Cart"), [
  `metadata.name: Invalid value: "Cart": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character`,
]);
