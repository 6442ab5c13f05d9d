/** What the fields of an Ingress mean in this very manifest: the Service, its port and the pods behind each backend. */
import { membersOf } from "../../../network/members.ts";
import type { Ingress, ReferenceAnswer } from "../../../network/net.ts";
import type { ServicePort } from "../../../resources/service.ts";
import { valueOf } from "../../../value/known.ts";
import { isWithin } from "../../../value/path.ts";
import { itemsOf, memberAt, type Value } from "../../../value/value.ts";
import { code, escaped } from "../../markdown.ts";
import { called, listed, nameOf } from "../../words.ts";
import { portAnswer } from "../port.ts";
import { portView } from "../view.ts";
import { type Field, type HereTable, valueAt, writtenText } from "./field.ts";

export const ingressHere: HereTable<Ingress> = {
  "spec.ingressClassName": classLines,
  "spec.rules": backendsBelow,
  "spec.rules[].host": (field) => backendsBelow({ ...field, path: field.path.slice(0, -1) }),
  "spec.rules[].http": backendsBelow,
  "spec.rules[].http.paths": backendsBelow,
  "spec.rules[].http.paths[].path": (field) => [...examples(field), ...backendOfPath(field)],
  "spec.rules[].http.paths[].pathType": (field) => [...examples(field), ...backendOfPath(field)],
  "spec.defaultBackend": backendsBelow,
  "spec.backend": backendsBelow,
  "spec.tls[].hosts": uncovered,
  "spec.tls[].secretName": issuer,
  backend: backendsBelow,
  "backend.service": backendAround,
  "backend.service.name": backendAround,
  "backend.service.port": backendAround,
  "backend.service.port.number": backendAround,
  "backend.service.port.name": backendAround,
  "backend.serviceName": backendAround,
  "backend.servicePort": backendAround,
};

/** The backends below a path, one a line. */
function backendsBelow(field: Field<Ingress>): readonly string[] {
  const found = field.net
    .references(field.resource.id)
    .filter(({ reference }) => isWithin(reference.path, field.path));
  const [only] = found;
  if (found.length === 1 && only) return [endOf(field, only)];
  const lines = found.map(
    (each) => `${code(each.reference.serves || "everything else")} → ${endOf(field, each)}`,
  );
  return lines.length > 4 ? [...lines.slice(0, 3), `and ${lines.length - 3} more`] : lines;
}

/** The backend that a path leads through. */
function backendAround(field: Field<Ingress>): readonly string[] {
  return field.net
    .references(field.resource.id)
    .filter(({ reference }) => isWithin(field.path, reference.path))
    .map((each) => endOf(field, each));
}

function backendOfPath(field: Field<Ingress>): readonly string[] {
  return backendsBelow({ ...field, path: field.path.slice(0, -1) });
}

function endOf({ db, net }: Field<Ingress>, { reference, answer }: ReferenceAnswer): string {
  const name = valueOf(reference.service);
  switch (answer.kind) {
    case "found": {
      const view =
        answer.portIndex === undefined ? undefined : portView(db, net, answer.service, answer.portIndex);
      const road = view ? portAnswer(view) : "no port is written";
      return `${escaped(called(answer.service))}: ${road.charAt(0).toLowerCase()}${road.slice(1)}`;
    }
    case "no-port":
      return `${escaped(called(answer.service))} has no such port${portsOf(answer.service.spec.ports)}`;
    case "no-service": {
      const near = answer.alike.map((each) => code(nameOf(each)));
      const isElsewhere = answer.otherNamespace.length > 0;
      const where = isElsewhere ? "; another namespace has one, an Ingress cannot use it" : "";
      const meant = near.length > 0 ? `; near: ${listed(near)}` : "";
      return `no Service ${code(name ?? "")} is seen here${where}${meant}`;
    }
    default:
      return name === undefined
        ? "what stands here cannot be known"
        : `what ${code(name)} leads to cannot be known`;
  }
}

function portsOf(ports: readonly ServicePort[]): string {
  const names = ports.flatMap(({ name, port }) => {
    const [number, text] = [valueOf(port), valueOf(name)];
    if (number === undefined) return [];
    return [text === undefined ? code(number) : `${code(number)} (${code(text)})`];
  });
  return names.length > 0 ? `, it has ${listed(names)}` : "";
}

function classLines({ db, net, document, path }: Field<Ingress>): readonly string[] {
  const written = writtenText(valueAt(document, path));
  if (written === undefined) return [];
  const classes = membersOf(db, net.unit.id, "other").flatMap((id) => {
    const { kind, name } = net.resource(id)?.identity ?? {};
    return kind === "IngressClass" && name !== undefined ? [name] : [];
  });
  if (classes.includes(written)) return [`IngressClass ${code(written)} stands in these files`];
  return classes.length > 0
    ? [`these files have IngressClass ${listed(classes.map(code))}, not ${code(written)}`]
    : [`no IngressClass stands in these files: the controller's chart brings ${code(written)}, or nobody`];
}

/** What the path takes and what it does not. */
function examples({ document, path }: Field<Ingress>): readonly string[] {
  const at = path.slice(0, -1);
  const written = writtenText(valueAt(document, [...at, "path"]));
  const type = writtenText(valueAt(document, [...at, "pathType"]));
  if (written === undefined || !written.startsWith("/")) return [];
  const bare = written.replace(/\/+$/, "");
  if (type === "Exact")
    return [`takes ${code(written)}, not ${code(bare === written ? `${bare}/` : bare || "/x")}`];
  if (type !== "Prefix") return [];
  if (bare === "") return ["takes every path"];
  return [`takes ${code(bare)}, ${code(`${bare}/`)} and ${code(`${bare}/x`)}, not ${code(`${bare}x`)}`];
}

/** Hosts of a certificate that no rule has. */
function uncovered({ document, path }: Field<Ingress>): readonly string[] {
  const list = path.at(-1) === "hosts" ? path : path.slice(0, -1);
  const rules = itemsOf(memberAt(document, "spec", "rules")).map((rule) => textAt(rule, "host"));
  if (rules.includes(undefined)) return ["a rule without host takes all of them"];
  const hosts = itemsOf(valueAt(document, list)).flatMap((each) => writtenText(each) ?? []);
  const missing = hosts.filter((host) => !rules.some((rule) => covers(host, rule ?? "")));
  if (hosts.length === 0) return [];
  return missing.length === 0
    ? ["each is the host of a rule"]
    : [`no rule has ${listed(missing.map(code), "or")}`];
}

/** Whether a certificate's host is that of a rule; a star stands for one label. */
function covers(host: string, rule: string): boolean {
  if (host === rule) return true;
  return host.startsWith("*.") && rule.slice(rule.indexOf(".") + 1) === host.slice(2);
}

const ISSUERS = ["cert-manager.io/cluster-issuer", "cert-manager.io/issuer"];

function issuer({ resource, document, path }: Field<Ingress>): readonly string[] {
  const secret = writtenText(valueAt(document, path));
  const by = resource.annotations.pairs.find(({ key }) => ISSUERS.includes(key));
  if (!by || secret === undefined) return [];
  const name = valueOf(by.value);
  return [
    `cert-manager makes Secret ${code(secret)}${name === undefined ? "" : `, from issuer ${code(name)}`}`,
  ];
}

function textAt(value: Value, key: string): string | undefined {
  return writtenText(memberAt(value, key));
}
