/** From where a LoadBalancer lets clients in: the field, or the annotation that came before it. */
import type { Service } from "../network/net.ts";
import { isKnown, valueOf } from "../value/known.ts";
import type { Path } from "../value/path.ts";
import type { At } from "./rule.ts";

const ANNOTATION = "service.beta.kubernetes.io/load-balancer-source-ranges";

export interface SourceRanges {
  readonly at: At;
  /** The ranges that are known. */
  readonly ranges: readonly string[];
}

/** Undefined where neither is written. */
export function sourceRanges({ id, spec, annotations }: Service): SourceRanges | undefined {
  const at = (path: Path, part: At["part"]): At => ({ id, path, part });
  if (spec.loadBalancerSourceRanges.length > 0) {
    const ranges = spec.loadBalancerSourceRanges.flatMap((range) => valueOf(range) ?? []);
    return { at: at(["spec", "loadBalancerSourceRanges"], "key"), ranges };
  }
  const annotation = annotations.pairs.find(({ key }) => key === ANNOTATION);
  if (!annotation) return undefined;
  const ranges = isKnown(annotation.value)
    ? annotation.value.value.split(",").map((range) => range.trim())
    : [];
  return { at: at(["metadata", "annotations", ANNOTATION], "value"), ranges: ranges.filter(Boolean) };
}

export function isLoadBalancer({ spec }: Service): boolean {
  return valueOf(spec.type) === "LoadBalancer";
}

/** Whether a range lets every address of its family in. */
export function isEverywhere(range: string): boolean {
  return range.endsWith("/0");
}
