import type { Net, Service } from "../network/net.ts";
import { valueOf } from "../value/known.ts";
import type { Path } from "../value/path.ts";
import { type Finding, type Fix, rule } from "./rule.ts";
import { isService } from "./subjects.ts";
import { called, quoted } from "./words.ts";

const manifests = (spec: string, replicas = 3) => `apiVersion: v1
kind: Service
metadata:
  name: cart
spec:${spec}
  selector:
    app: cart
  ports:
    - port: 80
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
spec:
  replicas: ${replicas}
  selector:
    matchLabels:
      app: cart
  template:
    metadata:
      labels:
        app: cart
    spec:
      containers:
        - name: cart
          image: example.com/cart:1
          ports:
            - containerPort: 80
`;

export const topologyWithoutEffect = rule<Service>({
  code: "PTL404",
  name: "topology-without-effect",
  severity: "information",
  levels: [
    {
      severity: "information",
      when: "the Service is headless, or its policies are `Local`; the annotation stands beside the field; or there are fewer pods than zones, where both are written",
    },
    { severity: "silent", when: "any of it cannot be known, or a service mesh may read the setting, too" },
  ],
  subject: isService,
  summary: "A Service asks for traffic that stays near, and will not get it.",
  why: `[\`trafficDistribution\`](https://kubernetes.io/docs/concepts/services-networking/service/#traffic-distribution) and its forerunner, the annotation
\`service.kubernetes.io/topology-mode: Auto\`, are hints: the EndpointSlice controller writes into each endpoint for whom it is, and
kube-proxy goes by that where it balances. It does not balance for a headless Service, and with \`internalTrafficPolicy: Local\` only the
own node's pods count anyway. The annotation goes before the field. With \`Auto\` the controller gives no hints at all while there are
fewer endpoints than zones, and none in a cluster of one zone, so one replica never gets any.`,
  remedy: `Take out the setting that does nothing, as the quick fix does; with the annotation beside \`trafficDistribution\` that is the annotation,
which is not developed any further. For \`Auto\`, run at least three pods for each zone.`,
  examples: {
    bad: [
      {
        yaml: manifests("\n  clusterIP: None\n  trafficDistribution: PreferSameZone"),
        note: "Clients of a headless Service choose among all pods themselves.",
      },
    ],
    good: [
      {
        yaml: manifests("\n  trafficDistribution: PreferSameZone"),
        note: "Clients get pods of their own zone.",
      },
    ],
  },
  *check(subject, net) {
    const found = problemOf(subject, net);
    if (found) yield finding(subject, found);
  },
  fixes(_finding, subject, net): readonly Fix[] {
    const found = problemOf(subject, net);
    return found?.remove ? [fix(subject, found.path)] : [];
  },
});

interface Problem {
  readonly path: Path;
  readonly message: string;
  /** Taking out what stands at the path changes nothing, or what was meant. */
  readonly remove: boolean;
}

const MODES = ["service.kubernetes.io/topology-mode", "service.kubernetes.io/topology-aware-hints"];

function problemOf(subject: Service, net: Net): Problem | undefined {
  const distribution = valueOf(subject.spec.trafficDistribution);
  const mode = modeOf(subject);
  const field: Path = ["spec", "trafficDistribution"];
  const path = distribution === undefined ? (mode?.path ?? []) : field;
  const what = distribution === undefined ? mode?.text : `trafficDistribution: ${distribution}`;
  if (what === undefined || net.isMeshed() || subject.annotations.open) return undefined;
  const idle = idleReason(subject, net);
  if (idle !== undefined)
    return { path, message: `${quoted(what)} does nothing here: ${idle}`, remove: true };
  if (distribution !== undefined && mode)
    return {
      path: mode.path,
      message: `${quoted(mode.text)} goes before ${quoted(what)}, which therefore does nothing. The annotation's safeguards may withhold all hints; the field has none.`,
      remove: true,
    };
  return mode && tooFew(subject, mode, net);
}

/** The annotation where it says `Auto`. */
function modeOf({ annotations }: Service): { readonly path: Path; readonly text: string } | undefined {
  for (const key of MODES) {
    const value = valueOf(annotations.pairs.findLast((pair) => pair.key === key)?.value);
    if (value !== undefined && /^auto$/i.test(value))
      return { path: ["metadata", "annotations", key], text: `${key}: ${value}` };
  }
  return undefined;
}

function idleReason(subject: Service, net: Net): string | undefined {
  const { publication, internalTrafficPolicy, externalTrafficPolicy } = net.normal(subject);
  if (publication.kind === "headless")
    return `${called(subject)} is headless, and its clients choose among all pods themselves.`;
  const isLocal = valueOf(internalTrafficPolicy) === "Local";
  const isEntered = externalTrafficPolicy !== undefined && valueOf(externalTrafficPolicy) !== "Local";
  if (publication.kind !== "cluster" || !isLocal || isEntered) return undefined;
  return externalTrafficPolicy === undefined
    ? "with `internalTrafficPolicy: Local` a client gets only pods on its own node."
    : "both traffic policies are `Local`, so only pods on the own node count.";
}

/** `Auto` needs as many endpoints as zones, and two zones. */
function tooFew(
  subject: Service,
  mode: { readonly path: Path; readonly text: string },
  net: Net,
): Problem | undefined {
  const pods = podsOf(subject, net);
  if (pods === undefined) return undefined;
  const zones = zonesOf(net);
  const none = `${quoted(mode.text)} gives no hints: `;
  if (zones !== undefined && zones < 2)
    return { path: mode.path, message: `${none}the cluster's nodes are all in one zone.`, remove: true };
  if (pods === 1)
    return {
      path: mode.path,
      message: `${none}${called(subject)} has one pod, and there have to be at least as many as zones.`,
      remove: false,
    };
  if (zones === undefined || pods >= zones) return undefined;
  return {
    path: mode.path,
    message: `${none}${called(subject)} has ${pods} pods, and the cluster's nodes are in ${zones} zones. There have to be at least as many pods.`,
    remove: false,
  };
}

/** How many the manifests write; a number that nobody wrote is an autoscaler's, and so is any where one is seen. */
function podsOf(subject: Service, net: Net): number | undefined {
  const { kind, certain, possible } = net.selection(subject.id);
  if (kind === "none" || certain.length === 0 || possible.length > 0 || net.hasAutoscaler()) return undefined;
  let count = 0;
  for (const { identity, spec } of certain) {
    const replicas = identity.kind === "Pod" ? 1 : valueOf(spec.replicas);
    if (replicas === undefined || identity.kind === "DaemonSet") return undefined;
    count += replicas;
  }
  return count === 0 ? undefined : count;
}

/** Undefined where the zone of a node is not known. */
function zonesOf({ cluster }: Net): number | undefined {
  const zones = (cluster.nodes ?? []).map(({ zone }) => zone);
  return zones.length === 0 || zones.includes(undefined) ? undefined : new Set(zones).size;
}

function finding(subject: Service, { path, message }: Problem): Finding {
  return { at: { id: subject.id, path, part: "value" }, message, related: [] };
}

function fix(subject: Service, path: Path): Fix {
  return {
    title: `Remove ${quoted(String(path.at(-1)))}`,
    safety: "suggestion",
    changes: [{ type: "remove", id: subject.id, path }],
  };
}
