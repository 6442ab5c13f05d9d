/**
 * The course of one stopping pod, on a clock that begins when it is deleted (kubelet killPod; EndpointSlice conditions, KEP-1672).
 * What is not written in the manifest takes as long as it takes, and is told so.
 */
import type { Stopping } from "../../descriptions.ts";
import type { NormalService } from "../../network/cluster/normalise.ts";
import { valueOf } from "../../value/known.ts";
import { counted, listed } from "../words.ts";
import type { ContainerEnd, PodEnd, PreStop } from "./podEnd.ts";

export interface Stop {
  readonly end: PodEnd;
  /** How many such pods there are; undefined when that is not known. */
  readonly pods: number | undefined;
  /** Those that select the pod. */
  readonly services: readonly NormalService[];
  /** Seconds that DNS answers may be kept. */
  readonly ttl: number;
}

export function stoppingOf(stop: Stop): Stopping {
  const { end } = stop;
  const hooks = end.containers.flatMap(({ preStop }) => preStop ?? []);
  const wait = waitOf(hooks);
  const { grace } = end;
  const isOver = grace !== undefined && wait !== undefined && wait >= grace;
  return {
    steps: [
      { at: "0 s", text: firstText(stop) },
      ...(hooks.length > 0 ? [{ at: spanText(wait, grace), text: hookText(end.containers) }] : []),
      ...(isOver
        ? []
        : [
            {
              at: wait === undefined ? "then" : `${wait} s`,
              text: "SIGTERM to the containers: what they do with it decides how open requests end",
            },
          ]),
      {
        at: grace === undefined ? "at last" : `${grace} s`,
        text: `SIGKILL to what still runs${grace === undefined ? " (terminationGracePeriodSeconds cannot be read)" : ` (terminationGracePeriodSeconds ${grace})`}${isOver ? ": it comes 2 s later when the preStop is still at work" : ""}`,
      },
    ],
    remarks: remarksOn(stop, hooks, wait),
  };
}

function firstText({ services }: Stop): string {
  const early = services.filter(({ publishNotReadyAddresses }) => valueOf(publishNotReadyAddresses) === true);
  if (services.length === 0) return "the pod is marked as Terminating";
  if (early.length > 0 && early.length < services.length) {
    const names = listed(early.map(({ name }) => valueOf(name) ?? "?"));
    return `the pod is marked as Terminating; in the EndpointSlices of ${names} it stays ready to the end (publishNotReadyAddresses), in the others it turns to ready: false, and nodes stop sending it new connections`;
  }
  return early.length > 0
    ? "the pod is marked as Terminating, and stays ready in its EndpointSlices (publishNotReadyAddresses): it gets new connections to the end"
    : "the pod is marked as Terminating; its endpoint turns to ready: false, and each node stops sending it new connections once it has heard of it; open ones stay";
}

/** How long the hooks take together: they run side by side. Undefined when one does not say it. */
function waitOf(hooks: readonly PreStop[]): number | undefined {
  const waits = hooks.map(({ seconds }) => seconds);
  return waits.reduce<number | undefined>(
    (most, each) => (most === undefined || each === undefined ? undefined : Math.max(most, each)),
    0,
  );
}

function spanText(wait: number | undefined, grace: number | undefined): string {
  const end = wait === undefined ? grace : Math.min(wait, grace ?? wait);
  return end === undefined ? "0 s –" : `0–${end} s`;
}

function hookText(containers: readonly ContainerEnd[]): string {
  const texts = containers.flatMap(({ name, preStop }) =>
    preStop ? [`${whatText(preStop)} of container ${name}`] : [],
  );
  return `preStop: ${listed(texts)}; the container still answers what reaches it`;
}

function whatText({ what, seconds }: PreStop): string {
  if (seconds !== undefined) return `a sleep of ${counted(seconds, "second")}`;
  return what === "exec" ? "a command" : what;
}

function remarksOn(stop: Stop, hooks: readonly PreStop[], wait: number | undefined): readonly string[] {
  const { end, pods, services, ttl } = stop;
  const { grace } = end;
  const isServed = services.length > 0;
  const isHeadless = services.some(({ publication }) => publication.kind === "headless");
  const isLocal = services.some(
    ({ type, externalTrafficPolicy }) =>
      valueOf(type) === "LoadBalancer" && valueOf(externalTrafficPolicy) === "Local",
  );
  return [
    ...(isServed && hooks.length === 0 && grace !== 0
      ? [
          "Without a preStop, SIGTERM comes while nodes still learn of it: a program that ends at once refuses the connections on their way. A preStop sleep of a few seconds bridges that.",
        ]
      : []),
    ...(wait !== undefined && grace !== undefined && wait >= grace && hooks.length > 0
      ? ["The preStop takes the whole grace period: nothing is left for the program to end in order."]
      : []),
    ...(grace === 0 ? ["A grace period of 0 kills the pod at once, with every request in it."] : []),
    ...(isHeadless
      ? [
          `A headless name goes on leading here for up to ${ttl} s in caches, and for as long as clients keep what they have looked up.`,
        ]
      : []),
    ...(isLocal
      ? [
          "A load balancer sends on to this node until its health check has failed: a node's last pod needs a preStop longer than that.",
        ]
      : []),
    ...(isServed && pods === 1
      ? [
          "It is the only pod: while it stops and none is ready, new connections still go to it as long as it serves, and then nowhere.",
        ]
      : []),
  ];
}
