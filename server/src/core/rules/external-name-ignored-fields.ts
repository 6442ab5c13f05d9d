import type { Net, Service } from "../network/net.ts";
import { valueOf } from "../value/known.ts";
import { type Finding, rule } from "./rule.ts";
import { isService } from "./subjects.ts";
import { called } from "./words.ts";

const external = (more: string) => `apiVersion: v1
kind: Service
metadata:
  name: mail
spec:
  type: ExternalName
  externalName: smtp.example.net
${more}`;

export const externalNameIgnoredFields = rule<Service>({
  code: "PTL504",
  name: "external-name-ignored-fields",
  severity: "information",
  levels: [
    {
      severity: "information",
      when: "always for a selector; for ports, if no Ingress or route names the Service",
    },
    {
      severity: "silent",
      when: "ports, and an Ingress or a route names the Service: many controllers look the port up",
    },
  ],
  subject: isService,
  summary: "An ExternalName Service has ports or a selector, which do nothing.",
  why: `A Service of type [ExternalName](https://kubernetes.io/docs/concepts/services-networking/service/#externalname) is an alias in DNS
and nothing else: no proxy stands between, so \`ports\` translate nothing and \`selector\` selects nothing. Clients dial the port
of the external host itself. The API server accepts both and ignores them.`,
  remedy: `Remove what does nothing. If pods were meant, remove \`type\` and \`externalName\` instead. Ports are worth keeping where an
Ingress controller or a mesh reads them.`,
  examples: {
    bad: [
      {
        yaml: external("  ports:\n    - port: 25\n      targetPort: 587\n"),
        note: "Clients of `mail:25` dial port 25 of smtp.example.net; 587 is never used.",
      },
      { yaml: external("  selector:\n    app: mail\n"), note: "No pod is ever selected." },
    ],
    good: [{ yaml: external(""), note: "An alias needs a name, and no more." }],
  },
  *check(subject, net) {
    if (valueOf(subject.spec.type) !== "ExternalName") return;
    if (subject.spec.selector) yield finding(subject, "selector");
    if (hasIdlePorts(subject, net)) yield finding(subject, "ports");
  },
  fixes(finding, subject) {
    const field = String(finding.at.path[1]);
    return [
      {
        title: `Remove the ${field} of ${called(subject)}`,
        safety: "suggestion",
        changes: [{ type: "remove", id: subject.id, path: ["spec", field] }],
      },
    ];
  },
});

function hasIdlePorts(subject: Service, net: Net): boolean {
  return subject.spec.ports.length > 0 && net.referrers(subject.id).length === 0;
}

function finding(subject: Service, field: "selector" | "ports"): Finding {
  const target = valueOf(subject.spec.externalName) ?? "the external host";
  const follows =
    field === "selector"
      ? `its selector is ignored, and no pod stands behind it`
      : `its ports are ignored, and clients dial the ports of ${target} themselves`;
  return {
    at: { id: subject.id, path: ["spec", field], part: "key" },
    message: `${called(subject)} is an alias of ${target}: ${follows}.`,
    related: [],
  };
}
