/** `spec.ports` of a Service (core/v1 ValidateService, validateServicePort). */
import { type ApiFault, duplicate, forbidden, invalid, required, shownAt } from "../fault.ts";
import { at, type Field, integer, intOrText, isEmpty, isUnknown, items, text } from "../field.ts";
import { dnsLabel } from "../grammar/dnsName.ts";
import { labelKey } from "../grammar/label.ts";
import { PROTOCOLS } from "../grammar/port.ts";
import type { ApiContext } from "../kind.ts";
import { choice, portOf, portOrName } from "../values.ts";
import { isAtLeast } from "../version.ts";
import { portNameFor } from "./portName.ts";
import { isHeadless, specOf, typeOf } from "./shape.ts";

export function portFaults(service: Field, context: ApiContext): readonly ApiFault[] {
  const list = at(specOf(service), "ports");
  const ports = items(list);
  const written = ports.length > MOST_NAMED ? [] : ports.flatMap((port) => text(at(port, "name")) ?? []);
  const before: Before = { names: new Set(), taken: new Set(written), ports: new Map() };
  return [
    ...missing(service, list),
    ...ports.flatMap((port) => [
      ...nameFaults(port, before, ports.length),
      ...portOf(at(port, "port")),
      ...choice(at(port, "protocol"), PROTOCOLS),
      ...targetFaults(port),
      ...appProtocol(at(port, "appProtocol")),
      ...nodePort(service, port),
      ...repeated(port, before.ports),
      ...kubelet(service, port, context),
    ]),
  ];
}

/** What earlier ports have taken; lists may be long. */
interface Before {
  readonly names: Set<string>;
  /** The names of all entries, and those thought up for the ones without: taken one after the other, they differ. */
  readonly taken: Set<string>;
  /** The entries by protocol and number. */
  readonly ports: Map<string, Field>;
}

function missing(service: Field, list: Field): readonly ApiFault[] {
  const needsNone = typeOf(service) === "ExternalName" || isHeadless(service) !== false;
  if (!isEmpty(list) || needsNone || typeOf(service) === undefined) return [];
  return [
    {
      ...required(list),
      advice: "Only a headless Service (`clusterIP: None`) or an ExternalName does without ports.",
    },
  ];
}

function nameFaults(port: Field, { names, taken }: Before, count: number): readonly ApiFault[] {
  const field = at(port, "name");
  const name = text(field, "");
  if (name === undefined) return [];
  if (name === "") return count === 1 ? [] : [nameless(field, port, count > MOST_NAMED ? undefined : taken)];
  const isTaken = names.has(name);
  names.add(name);
  return [
    ...dnsLabel(name).map((message) => invalid(field, message)),
    ...(isTaken ? [duplicate(field)] : []),
  ];
}

/** A name is thought up only where somebody may take it. */
const MOST_NAMED = 50;

function nameless(field: Field, port: Field, taken: Before["taken"] | undefined): ApiFault {
  const fault = { ...required(field), advice: "Of several ports each needs a name." };
  if (!taken) return fault;
  const name = portNameFor(integer(at(port, "port")), text(at(port, "protocol")), [...taken]);
  taken.add(name);
  const changes = [{ type: "set", path: field.path, value: name } as const];
  return { ...fault, fix: { title: `Name the port \`${name}\``, safety: "suggestion", changes } };
}

/** A `targetPort` that nobody wrote is the `port`, and is as wrong. */
function targetFaults(port: Field): readonly ApiFault[] {
  const target = at(port, "targetPort");
  const faults = portOrName(target);
  const isCopied = intOrText(target) === integer(at(port, "port"), 0);
  return isCopied ? faults.map((fault) => shownAt(fault, at(port, "port"))) : faults;
}

/** A pointer: `""` is a name, and none. */
function appProtocol(field: Field): readonly ApiFault[] {
  const written = text(field);
  return written === undefined ? [] : labelKey(written).map((message) => invalid(field, message));
}

function nodePort(service: Field, port: Field): readonly ApiFault[] {
  const field = at(port, "nodePort");
  const number = integer(field, 0);
  if (typeOf(service) !== "ClusterIP" || number === undefined || number === 0) return [];
  return [
    {
      ...forbidden(field, "may not be used when `type` is 'ClusterIP'"),
      advice:
        "A Service without `type` is a ClusterIP; node ports come with `type: NodePort` or `type: LoadBalancer`.",
      fix: {
        title: "Write `type: NodePort`",
        safety: "suggestion",
        changes: [{ type: "set", path: ["spec", "type"], value: "NodePort" }],
      },
      otherFix: {
        title: `Remove \`nodePort: ${number}\``,
        safety: "suggestion",
        changes: [{ type: "remove", path: field.path }],
      },
    },
  ];
}

/** The same protocol and number twice; what the server prints for a value is a struct of its own. */
function repeated(port: Field, before: Before["ports"]): readonly ApiFault[] {
  const key = keyOf(port);
  const first = key === undefined ? undefined : before.get(key);
  if (key !== undefined && !first) before.set(key, port);
  if (!first) return [];
  return [{ ...duplicate(port, ""), advice: `Port ${key} stands in \`${first.serverPath}\` already.` }];
}

/** `80/TCP`; undefined where it is not known. */
function keyOf(port: Field): string | undefined {
  const number = integer(at(port, "port"), 0);
  const protocol = text(at(port, "protocol"));
  const isKnown = number !== undefined && protocol !== undefined && !isUnknown(port);
  return isKnown ? `${number}/${protocol}` : undefined;
}

function kubelet(service: Field, port: Field, { version }: ApiContext): readonly ApiFault[] {
  const isRefused = typeOf(service) === "LoadBalancer" && integer(at(port, "port")) === 10_250;
  if (!isRefused || isAtLeast(version, 33)) return [];
  return [
    { ...invalid(port, "may not expose port 10250 externally since it is used by kubelet"), value: "10250" },
  ];
}
