/** The Service that its author would have written for a workload that no Service selects. */
import type { TitledEdits } from "../answers.ts";
import { servicesNamed } from "../network/members.ts";
import type { Net, Workload } from "../network/net.ts";
import type { Reader } from "../query/query.ts";
import { isFamily } from "../resources/resource.ts";
import { type DeclaredPort, declaredPorts } from "../rules/containerPorts.ts";
import { headlessService, pairsOf } from "../rules/headlessService.ts";
import type { Position } from "../text/lines.ts";
import type { PlainValue } from "../value/change.ts";
import type { FileId } from "../value/file.ts";
import { valueOf } from "../value/known.ts";
import { editsFor } from "./edits.ts";
import { sentence } from "./markdown.ts";
import { resourceAt } from "./resourceAt.ts";
import { netsOf } from "./target.ts";
import { called } from "./words.ts";

export function expose(db: Reader, file: FileId, position: Position): TitledEdits | undefined {
  const id = resourceAt(db, file, position);
  const [net] = id === undefined ? [] : netsOf(db, id);
  const workload = id === undefined ? undefined : net?.resource(id);
  if (!net || !workload || !isFamily(workload, "workload")) return undefined;
  const service = serviceFor(db, net, workload);
  if (!service) return undefined;
  const edits = editsFor(db, [{ type: "createDocument", after: workload.id, value: service.value }]);
  return edits && { title: sentence(`Create Service ${service.name} for ${called(workload)}`), edits };
}

/** Kinds whose pods come to an end by themselves: nobody expects a Service. */
const PASSING = new Set(["Job", "CronJob"]);

export function mayServe({ identity }: Workload): boolean {
  return !PASSING.has(identity.kind);
}

/** Undefined when its labels or its ports are not known, when it has none, or when the name is taken. */
export function serviceFor(
  db: Reader,
  net: Net,
  workload: Workload,
): { readonly name: string; readonly value: PlainValue } | undefined {
  const governing = net.governing(workload.id);
  const name = governing?.kind === "missing" ? governing.name : valueOf(workload.name);
  const { identity, spec, observed, labels } = workload;
  if (name === undefined || observed || !mayServe(workload) || spec.open) return undefined;
  if (servicesNamed(db, net.unit.id, name).length > 0 || declaredPorts(workload).length === 0)
    return undefined;
  const value =
    governing?.kind === "missing"
      ? headlessService(workload, name)
      : ordinaryService(workload, name, pairsOf(identity.kind === "Pod" ? labels : spec.selector));
  return value === undefined ? undefined : { name, value };
}

function ordinaryService(
  workload: Workload,
  name: string,
  selector: Readonly<Record<string, string>> | undefined,
): PlainValue | undefined {
  if (!selector) return undefined;
  const namespace = valueOf(workload.namespace);
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: namespace === undefined ? { name } : { name, namespace },
    spec: { selector, ports: portsOf(workload) },
  };
}

/** A port each, under the number that the container listens on; several need names. */
function portsOf(workload: Workload): readonly PlainValue[] {
  const declared = declaredPorts(workload);
  const ports = declared.filter((port, index) => declared.findIndex((each) => isSame(each, port)) === index);
  return ports.map(({ name, number, protocol }, index) => {
    const isTaken = ports.slice(0, index).some((each) => each.name === name);
    const own = name === undefined || isTaken ? undefined : name;
    const label = own ?? (ports.length > 1 ? `port-${number}` : undefined);
    return {
      ...(label === undefined ? {} : { name: label }),
      port: number,
      ...(own === undefined ? {} : { targetPort: own }),
      ...(protocol === undefined || protocol === "TCP" ? {} : { protocol }),
    };
  });
}

function isSame(a: DeclaredPort, b: DeclaredPort): boolean {
  return a.number === b.number && a.protocol === b.protocol;
}
