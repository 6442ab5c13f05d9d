/** The headless Service that a StatefulSet needs, as a person would have written it. */
import type { Workload } from "../network/net.ts";
import type { LabelMap } from "../resources/labels.ts";
import { isKnown, valueOf } from "../value/known.ts";
import { declaredPorts } from "./containerPorts.ts";
import type { PlainValue } from "./rule.ts";

/** Undefined when its pods' labels are not known. */
export function headlessService(statefulSet: Workload, name: string): PlainValue | undefined {
  const selector = pairsOf(statefulSet.spec.selector);
  if (!selector) return undefined;
  const namespace = valueOf(statefulSet.namespace);
  const ports = portsOf(statefulSet);
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: namespace === undefined ? { name } : { name, namespace },
    spec: { clusterIP: "None", selector, ...(ports.length === 0 ? {} : { ports }) },
  };
}

/** Labels as they would be written; undefined when they are not all known. */
export function pairsOf(labels: LabelMap | undefined): Readonly<Record<string, string>> | undefined {
  if (!labels || labels.open || labels.pairs.length === 0) return undefined;
  const pairs = labels.pairs.flatMap(({ key, value }) =>
    isKnown(value) ? [[key, value.value] as const] : [],
  );
  return pairs.length === labels.pairs.length ? Object.fromEntries(pairs) : undefined;
}

/** Every port needs a name and a number of its own. */
function portsOf(statefulSet: Workload): readonly PlainValue[] {
  const declared = declaredPorts(statefulSet);
  const ports = declared.filter(
    (port, index) =>
      declared.findIndex((each) => each.number === port.number && each.protocol === port.protocol) === index,
  );
  return ports.map((port) => {
    const fallback = ports.length > 1 ? `port-${port.number}` : undefined;
    const name = port.name ?? fallback;
    const protocol =
      port.protocol === undefined || port.protocol === "TCP" ? {} : { protocol: port.protocol };
    return { ...(name === undefined ? {} : { name }), port: port.number, ...protocol };
  });
}
