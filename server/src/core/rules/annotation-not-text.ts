import type { Net, Service } from "../network/net.ts";
import type { Label, NotText } from "../resources/labels.ts";
import { type Finding, rule } from "./rule.ts";
import { isService } from "./subjects.ts";
import { quoted } from "./words.ts";

const manifest = (value: string) => `apiVersion: v1
kind: Service
metadata:
  name: web
  annotations:
    service.beta.kubernetes.io/aws-load-balancer-internal: ${value}
spec:
  type: LoadBalancer
  selector:
    app: web
  ports:
    - port: 80
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: example.com/web:1
`;

export const annotationNotText = rule<Service>({
  code: "PTL305",
  name: "annotation-not-text",
  severity: "error",
  levels: [
    { severity: "error", when: "always: the API server refuses it" },
    { severity: "silent", when: "the value is quoted; in a kustomization, which quotes it; in a patch" },
  ],
  subject: isService,
  summary: "An annotation's value is a boolean or a number, where only text is allowed.",
  why: `Values of [annotations](https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/) are texts. kubectl reads YAML 1.1, in which
\`true\`, \`yes\`, \`on\`, \`1\` and \`1.20\` without quotes are a boolean or a number. The API server then refuses the whole object:
\`json: cannot unmarshal bool into Go struct field ObjectMeta.metadata.annotations of type string\`.`,
  remedy: "Put the value in quotes; the quick fix does, and is safe: the text stays as it is written.",
  examples: {
    bad: [
      { yaml: manifest("true"), note: "`true` is a boolean." },
      { yaml: manifest("yes"), note: "In YAML 1.1 so is `yes`." },
    ],
    good: [{ yaml: manifest('"true"'), note: "In quotes it is text." }],
  },
  *check(subject, net) {
    for (const { annotation, notText } of faults(subject, net)) yield finding(subject, annotation, notText);
  },
  fixes({ at }, subject, net) {
    const key = at.path.at(-1);
    return faults(subject, net)
      .filter(({ annotation }) => annotation.key === key)
      .map(({ notText: { written } }) => ({
        title: `Put ${quoted(written)} in quotes`,
        safety: "safe",
        changes: [{ type: "set", id: subject.id, path: at.path, value: written }],
      }));
  },
});

function faults({ annotations, spec }: Service, net: Net) {
  // Kustomize writes every annotation as text; a Service without anything in it is a patch that some tool merges.
  const isPatch = spec.ports.length === 0 && spec.selector === undefined && spec.type === undefined;
  if (net.unit.kustomizations || isPatch) return [];
  return annotations.pairs.flatMap((annotation) => {
    const { notText } = annotation;
    return notText ? [{ annotation, notText }] : [];
  });
}

function finding(subject: Service, { key }: Label, { type, written }: NotText): Finding {
  const kind = type === "bool" ? "a boolean" : "a number";
  return {
    at: { id: subject.id, path: ["metadata", "annotations", key], part: "value" },
    message:
      `${quoted(written)} is ${kind} to Kubernetes, and the value of an annotation has to be text: the API server refuses the Service ` +
      `("cannot unmarshal ${type} into … of type string"). Write ${quoted(`"${written}"`)}.`,
    apiError: "Decode",
    related: [],
  };
}
