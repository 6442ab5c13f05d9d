import { textParts } from "../network/cluster/expand.ts";
import type { Net, Workload } from "../network/net.ts";
import type { Text } from "../resources/texts.ts";
import { type Finding, rule } from "./rule.ts";
import { isWorkload } from "./subjects.ts";
import { quoted } from "./words.ts";

const manifests = (first: string, second: string) => `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: example.com/web:1
      env:
${first}${second}`;

const HOST = `        - name: POD_IP
          valueFrom:
            fieldRef:
              fieldPath: status.podIP
`;

const ADDRESS = `        - name: LISTEN
          value: $(POD_IP):8080
`;

export const variableDefinedLater = rule<Workload>({
  code: "PTL529",
  name: "variable-defined-later",
  severity: "warning",
  levels: [
    { severity: "warning", when: "the container's own `env` defines the variable, but not above" },
    {
      severity: "silent",
      when: "`envFrom` may define it, a Service makes a variable of this name, or nothing in the container does",
    },
  ],
  subject: isWorkload,
  summary: "A variable refers to one that is defined further down, and keeps the reference as text.",
  why: `The kubelet works through \`env\` [from top to bottom](https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/).
A reference such as \`$(POD_IP)\` gets what has been defined above it, by \`envFrom\` or of a Service. Otherwise it stays as it is
written: the program gets the text \`$(POD_IP)\`. A variable that refers to itself, as one would write \`PATH=$PATH:/opt\` in a
shell, does not get what the image has set: the kubelet does not know that.`,
  remedy: "Move the definition above its use.",
  examples: {
    bad: [{ yaml: manifests(ADDRESS, HOST), note: "LISTEN is the text `$(POD_IP):8080`." }],
    good: [
      {
        yaml: manifests(HOST, ADDRESS),
        note: "LISTEN is `10.244.0.17:8080`, or whatever address the pod gets.",
      },
    ],
  },
  *check(subject, net) {
    for (const text of subject.texts) if (text.place === "env") yield* findingsIn(subject, text, net);
  },
});

function* findingsIn(subject: Workload, text: Text, net: Net): Generator<Finding> {
  const { scope, path } = text;
  const own = Number(path.at(-2));
  if (!scope || scope.open || !Number.isInteger(own)) return;
  let end = 0;
  for (const part of textParts(text.text)) {
    if (part.kind === "text") continue;
    const written = `$(${part.name})`;
    const start = text.text.indexOf(written, end);
    const index = scope.names.indexOf(part.name);
    if (start < 0) continue;
    end = start + written.length;
    if (index < own || isOfService(subject, text, part.name, net)) continue;
    const at = [...path.slice(0, -2), index, "name"];
    yield {
      at: { id: subject.id, path, part: "value", within: { start, end } },
      message:
        index === own
          ? `${quoted(text.name)} refers to itself, and nothing above defines it: ${quoted(written)} stays as it is written.`
          : `${quoted(part.name)} is defined below ${quoted(text.name)}, too late for it: ${quoted(written)} stays as it is written. Move it above.`,
      related:
        index === own
          ? []
          : [{ at: { id: subject.id, path: at, part: "value" }, message: `defines ${part.name}` }],
    };
  }
}

/** The kubelet makes a variable of this name: it comes in instead. */
function isOfService(subject: Workload, text: Text, name: string, net: Net): boolean {
  return (
    /_SERVICE_(?:HOST|PORT)|_PORT(?:_\d+_|$)/.test(name) ||
    net
      .namings(subject.id)
      .some(
        ({ text: other, mention }) => other === text && mention.kind === "variable" && mention.name === name,
      )
  );
}
