import type { Net } from "../network/net.ts";
import type { Resource } from "../resources/resource.ts";
import { type Path, printPath, samePath } from "../value/path.ts";
import { type Finding, rule } from "./rule.ts";
import { isAny } from "./subjects.ts";
import { called, quoted } from "./words.ts";

const service = (selector: string) => `apiVersion: v1
kind: Service
metadata:
  name: cart
spec:
  selector:
    app: cart${selector}
  ports:
    - port: 80
---
apiVersion: v1
kind: Pod
metadata:
  name: cart
  labels:
    app: cart
    tier: front
spec:
  containers:
    - name: web
      image: example.com/cart:1
`;

export const duplicateKey = rule<Resource>({
  code: "PTL901",
  name: "duplicate-key",
  severity: "error",
  levels: [
    { severity: "error", when: "the manifest is part of a kustomization: kustomize refuses the file" },
    { severity: "warning", when: "otherwise: kubectl keeps the last one and says nothing" },
  ],
  subject: isAny,
  summary: "A key is written twice in one mapping.",
  why: `YAML forbids it ([3.2.1.3](https://yaml.org/spec/1.2.2/#3213-node-comparison)), but kubectl reads the file all the same and **silently keeps
the last one**; what stands above is lost. kustomize refuses the file. A label, a port or a whole \`spec\` can vanish so.`,
  remedy: `Delete one of the two. There is no quick fix: which one was meant is for you to say.`,
  examples: {
    bad: [
      { yaml: service("\n    app: cart"), note: "Harmless today, until somebody changes only the first." },
    ],
    good: [{ yaml: service("\n    tier: front"), note: "Each key once." }],
  },
  *check(subject, net) {
    const { duplicateKeys } = subject;
    const first = duplicateKeys.filter(
      (path, index) => duplicateKeys.findIndex((each) => samePath(each, path)) === index,
    );
    for (const path of first) yield finding(subject, path, net);
  },
});

function finding(subject: Resource, path: Path, net: Net): Finding {
  const parent = path.slice(0, -1);
  const place = parent.length === 0 ? called(subject) : `${quoted(printPath(parent))} of ${called(subject)}`;
  const isKustomized = net.unit.kind === "kustomization";
  const follows = isKustomized
    ? "kustomize refuses the file"
    : "kubectl silently keeps this one, the last, and drops what stands above";
  return {
    at: { id: subject.id, path, part: "key" },
    message: `${quoted(String(path.at(-1)))} is written more than once in ${place}; ${follows}.`,
    severity: isKustomized ? "error" : "warning",
    related: [],
  };
}
