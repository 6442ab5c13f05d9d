/** What a pod template says of its end: the grace period, the preStop of each container (core/v1 PodSpec). */
import type { Workload } from "../../network/net.ts";
import { valueOf } from "../../value/known.ts";
import { integerOf, textOf } from "../../value/scalar.ts";
import { itemsOf, member, memberAt, type Value } from "../../value/value.ts";

export interface PodEnd {
  /** Seconds; undefined when it cannot be read. */
  readonly grace: number | undefined;
  readonly containers: readonly ContainerEnd[];
}

export interface ContainerEnd {
  readonly name: string;
  readonly preStop: PreStop | undefined;
}

/** `seconds` is how long it takes, where that is written. */
export interface PreStop {
  readonly what: "sleep" | "exec" | "httpGet" | "tcpSocket";
  readonly seconds: number | undefined;
}

/** PodSpec `terminationGracePeriodSeconds`. */
const GRACE = 30;

export function podEnd({ spec }: Workload, root: Value | undefined): PodEnd | undefined {
  const pod = memberAt(root, ...spec.podPath.map(String), "spec");
  if (pod === undefined || spec.open) return undefined;
  const written = integerOf(member(pod, "terminationGracePeriodSeconds"));
  return {
    grace: written === undefined ? GRACE : valueOf(written),
    containers: itemsOf(member(pod, "containers")).map(containerEnd),
  };
}

function containerEnd(container: Value): ContainerEnd {
  return {
    name: valueOf(textOf(member(container, "name"))) ?? "",
    preStop: preStopOf(memberAt(container, "lifecycle", "preStop")),
  };
}

function preStopOf(hook: Value | undefined): PreStop | undefined {
  const what = (["sleep", "exec", "httpGet", "tcpSocket"] as const).find((each) => member(hook, each));
  if (what === undefined) return undefined;
  if (what === "sleep") return { what, seconds: valueOf(integerOf(memberAt(hook, "sleep", "seconds"))) };
  return { what, seconds: what === "exec" ? sleepOf(itemsOf(memberAt(hook, "exec", "command"))) : undefined };
}

/** `["sleep", "5"]`, `["sh", "-c", "sleep 5"]`; other programs take as long as they take. */
function sleepOf(command: readonly Value[]): number | undefined {
  const words = command.flatMap((word) => valueOf(textOf(word)) ?? []).join(" ");
  const digits =
    /^(?:(?:\/(?:usr\/)?bin\/)?(?:ba|a|da)?sh -c )?(?:\/(?:usr\/)?bin\/)?sleep (\d{1,6})s?;?$/.exec(
      words,
    )?.[1];
  return digits === undefined ? undefined : Number(digits);
}
