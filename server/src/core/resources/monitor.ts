/** ServiceMonitor and PodMonitor (monitoring.coreos.com): what Prometheus is told to scrape. */
import { type Known, valueOf } from "../value/known.ts";
import type { Path } from "../value/path.ts";
import { booleanOf, intOrTextOf, textOf } from "../value/scalar.ts";
import { itemsOf, member, memberAt, type Value } from "../value/value.ts";
import { type LabelSelector, labelSelectorOf } from "./labelSelector.ts";

export interface MonitorFacts {
  readonly family: "monitor";
  /** What `spec.selector` selects, by their own labels. */
  readonly selects: "services" | "pods";
  readonly selector: LabelSelector | undefined;
  /** `any`: every namespace; a list: these; undefined: its own. */
  readonly namespaces: "any" | readonly Known<string>[] | undefined;
  readonly endpoints: readonly MonitorEndpoint[];
}

export interface MonitorEndpoint {
  readonly path: Path;
  /** A Service port's name, or for a PodMonitor a container port's name; a number is what people write by mistake. */
  readonly port: Known<number | string> | undefined;
  /** The pod's port, by name or number. */
  readonly targetPort: Known<number | string> | undefined;
}

export function monitorFacts(root: Value, kind: "ServiceMonitor" | "PodMonitor"): MonitorFacts {
  const spec = member(root, "spec");
  const list = kind === "ServiceMonitor" ? "endpoints" : "podMetricsEndpoints";
  const names = memberAt(spec, "namespaceSelector", "matchNames");
  const any = valueOf(booleanOf(memberAt(spec, "namespaceSelector", "any"))) === true;
  return {
    family: "monitor",
    selects: kind === "ServiceMonitor" ? "services" : "pods",
    selector: labelSelectorOf(member(spec, "selector")),
    namespaces: any ? "any" : names ? itemsOf(names).flatMap((name) => textOf(name) ?? []) : undefined,
    endpoints: itemsOf(member(spec, list)).map((endpoint, index) => ({
      path: ["spec", list, index],
      port: intOrTextOf(member(endpoint, "port")),
      targetPort: intOrTextOf(member(endpoint, "targetPort")),
    })),
  };
}
