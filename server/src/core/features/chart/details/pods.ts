/** The pods of a workload and what stands in their environment. */
import type { ChartFact, ChartSection } from "../../../chart/details.ts";
import type { ContainerVariable } from "../../../descriptions.ts";
import type { Workload } from "../../../network/net.ts";
import { valueOf } from "../../../value/known.ts";
import { workloadEnvironment } from "../../describe/environmentOf.ts";
import { addressedPods } from "../../describe/pods.ts";
import { podsOfAll } from "../../pods.ts";
import type { View } from "../view.ts";
import { code, foldable, text } from "./facts.ts";

/** More are folded at first. */
const FEW = 6;

/** Pods of which nothing is known but their number have no row. */
export function podSection({ db, net }: View, workload: Workload): readonly ChartSection[] {
  const facts = addressedPods(db, net, workload).flatMap(({ pod, addresses }): readonly ChartFact[] => {
    const name = valueOf(pod?.name);
    const [address] = addresses;
    if (!pod || name === undefined || address?.text === undefined) return [];
    const state = pod.terminating ? "terminating" : pod.ready ? "" : "not ready";
    const words = [state, pod.nodeName === undefined ? "" : `on ${pod.nodeName}`].filter(
      (each) => each !== "",
    );
    return [
      code(name, address.text, {
        example: address.example,
        ...(words.length > 0 ? { note: words.join(" · ") } : {}),
        ...(pod.ready ? {} : { tone: "quiet" as const }),
      }),
    ];
  });
  const { pods } = podsOfAll(db, net, [workload]);
  const count = Math.max(pods, facts.length);
  return foldable("pods", "Pods", facts, { count, fold: facts.length > FEW ? "closed" : "open" });
}

export function podEnvironmentSection({ db, net }: View, workload: Workload): readonly ChartSection[] {
  const { variables, remarks } = workloadEnvironment(db, net, workload);
  const isOne = new Set(variables.map(({ container }) => container)).size === 1;
  const facts = variables.map((each) => variableFact(each, isOne ? "" : each.container));
  const doubts = remarks.map((each) => text("", each, { tone: "quiet" }));
  return foldable("env", "Environment", [...doubts, ...facts], { count: facts.length, fold: "closed" });
}

function variableFact({ name, value, awaits, example, remark }: ContainerVariable, label: string): ChartFact {
  return code(label, `${name}=${value ?? awaits ?? "?"}`, {
    example,
    ...(remark === "" ? {} : { note: remark }),
    ...(value === undefined ? { tone: "unknown" as const } : {}),
  });
}
