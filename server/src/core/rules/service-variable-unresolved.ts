import type { VariableMention } from "../network/mentions.ts";
import type { VariableState } from "../network/naming.ts";
import type { Net, Service, Workload } from "../network/net.ts";
import { valueOf } from "../value/known.ts";
import { graded } from "./grade.ts";
import { atStretch, type NamedService, placed, portText, qualified, suggestion } from "./hostNames.ts";
import { type Finding, type Fix, type Related, rule, type Severity } from "./rule.ts";
import { isWorkload } from "./subjects.ts";
import { called, inNamespace, listed, nameOf, quoted } from "./words.ts";

const manifests = (clusterIP: string, host = "$(DB_SERVICE_HOST)") => `apiVersion: v1
kind: Service
metadata:
  name: db
spec:${clusterIP}
  selector:
    app: db
  ports:
    - port: 5432
---
apiVersion: v1
kind: Pod
metadata:
  name: db
  labels:
    app: db
spec:
  containers:
    - name: postgres
      image: postgres:17
      ports:
        - containerPort: 5432
---
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: example.com/web:1
      env:
        - name: DATABASE
          value: ${host}
`;

type Missing = Exclude<VariableState<Service>, { kind: "made" }>;

interface Unresolved extends NamedService {
  readonly mention: VariableMention;
  readonly index: number;
  readonly state: Missing;
}

export const serviceVariableUnresolved = rule<Workload>({
  code: "PTL524",
  name: "service-variable-unresolved",
  severity: "warning",
  levels: [
    {
      severity: "warning",
      when: "the Service is there, but makes no such variable; or one of another namespace or of nearly this name would",
    },
    { severity: "hint", when: "no Service is near, or something of the unit is missing" },
    {
      severity: "silent",
      when: "the container defines the variable itself or may (`envFrom`), or the reference may be a Kustomize variable",
    },
  ],
  subject: isWorkload,
  summary: "A value refers to a Service's variable that the kubelet does not make.",
  why: `The kubelet makes [variables](https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables) such as
\`CART_SERVICE_HOST\` of every Service in the pod's own namespace that has an address, unless the pod says
\`enableServiceLinks: false\`; never of a headless Service or an ExternalName. A
[reference](https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/) to a variable
that is not there stays as it is written: the program gets the text \`$(CART_SERVICE_HOST)\`.`,
  remedy: `Write the Service's DNS name instead; the quick fix does. It needs no order of creation either: variables are made when a
container starts, of the Services that exist by then.`,
  examples: {
    bad: [
      { yaml: manifests("\n  clusterIP: None"), note: "`db` is headless: it has no address to put there." },
    ],
    good: [
      { yaml: manifests(""), note: "`db` has an address." },
      { yaml: manifests("\n  clusterIP: None", "db"), note: "The name works for any Service." },
    ],
  },
  *check(subject, net) {
    for (const each of unresolvedIn(subject, net)) {
      const severity = severityOf(each.state, net);
      if (severity) yield { ...finding(subject, each, net), severity };
    }
  },
  fixes(finding, subject, net) {
    const found = unresolvedIn(subject, net).find(({ index }) => index === finding.data);
    return found ? fixesFor(subject, found, net) : [];
  },
});

function unresolvedIn(subject: Workload, net: Net): readonly Unresolved[] {
  return net.namings(subject.id).flatMap((naming, index) => {
    const { answer, mention } = naming;
    if (mention.kind !== "variable" || answer.kind !== "variable" || answer.state.kind === "made") return [];
    return [{ ...naming, mention, index, state: answer.state }];
  });
}

/** A Service that is nowhere near may be installed by others. */
function severityOf(state: Missing, net: Net): Severity | undefined {
  if (state.kind !== "no-service") return "warning";
  if (state.alike.length > 0 || state.otherNamespace.length > 0) return graded("warning", net);
  return net.complete ? "hint" : undefined;
}

function finding(subject: Workload, found: Unresolved, net: Net): Finding {
  const { state, mention, index } = found;
  return {
    at: atStretch(subject, found, mention.at),
    message: `${reason(subject, found, net)}; ${quoted(`$(${mention.name})`)} stays as it is written.${advice(subject, found, net)}`,
    data: index,
    related: related(subject, state, net),
  };
}

function reason(subject: Workload, { state, mention }: Unresolved, net: Net): string {
  const variable = quoted(mention.name);
  switch (state.kind) {
    case "headless":
      return `${called(state.service)} is headless: the kubelet makes no ${variable} of it`;
    case "external-name":
      return `${called(state.service)} is an ExternalName: the kubelet makes no ${variable} of it`;
    case "links-off":
      return `${called(subject)} has \`enableServiceLinks: false\`: the kubelet makes no ${variable}`;
    case "no-port":
      return `${called(state.service)} has ${listed(state.service.spec.ports.map(portText))}, so the kubelet makes no ${variable}`;
    case "no-service":
      return `No Service${inNamespace(net.namespaceOf(subject.id)) || " here"} makes ${variable}${near(state, net)}`;
  }
}

function near({ otherNamespace }: Extract<Missing, { kind: "no-service" }>, net: Net): string {
  if (otherNamespace.length === 0) return "";
  return ` (${listed(otherNamespace.map((each) => placed(each, net)))} makes none for other namespaces)`;
}

function advice(subject: Workload, found: Unresolved, net: Net): string {
  const words = wordsFor(subject, found, net).map(quoted);
  return words.length > 0 ? ` Write ${listed(words, "or")}.` : "";
}

function related(subject: Workload, state: Missing, net: Net): readonly Related[] {
  if (state.kind === "no-service")
    return [...state.otherNamespace, ...state.alike].slice(0, 3).map((service) => ({
      at: { id: service.id, path: ["metadata", "name"], part: "value" },
      message: placed(service, net),
    }));
  if (state.kind === "links-off") {
    const path = [...subject.spec.podPath, "spec", "enableServiceLinks"];
    return [{ at: { id: subject.id, path, part: "value" }, message: "no variables of Services" }];
  }
  const field = { headless: "clusterIP", "external-name": "type", "no-port": "ports" }[state.kind];
  const at = { id: state.service.id, path: ["spec", field], part: "value" as const };
  return [{ at, message: `${called(state.service)} makes no such variable` }];
}

function hostFor(subject: Workload, service: Service, net: Net): string {
  const own = valueOf(net.namespaceOf(subject.id).value);
  return valueOf(net.namespaceOf(service.id).value) === own ? nameOf(service) : qualified(service, net);
}

function fixesFor(subject: Workload, found: Unresolved, net: Net): readonly Fix[] {
  return wordsFor(subject, found, net).map((word) => suggestion(subject, found, found.mention.at, word));
}

/** What may be meant: the host by its name, a port by its number; a slip by the variable that there is. */
function wordsFor(subject: Workload, { state, mention }: Unresolved, net: Net): readonly string[] {
  const isHost = /_SERVICE_HOST$|_ADDR$/.test(mention.name);
  if (state.kind === "no-service" && state.otherNamespace.length === 0)
    return state.alike.slice(0, 3).map((each) => `$(${variableOf(each, mention.name)})`);
  const services = state.kind === "no-service" ? state.otherNamespace : [state.service];
  if (isHost && state.kind !== "no-port")
    return services.slice(0, 3).map((each) => hostFor(subject, each, net));
  const [service, ...others] = services;
  const [port, ...ports] = service?.spec.ports ?? [];
  const number = valueOf(port?.port);
  const isPort = /_SERVICE_PORT|_PORT$/.test(mention.name) && others.length === 0 && ports.length === 0;
  return isPort && number !== undefined ? [String(number)] : [];
}

/** The same variable of another Service. */
function variableOf(service: Service, variable: string): string {
  const end = /_SERVICE_(HOST|PORT\w*)$|_PORT_\d+_\w+$/.exec(variable)?.[0] ?? "";
  return nameOf(service).toUpperCase().replaceAll("-", "_") + end;
}
