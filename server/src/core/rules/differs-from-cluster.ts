import { samePort } from "../network/cluster/allocated.ts";
import type { Net, Service } from "../network/net.ts";
import { isKnown, type Known, valueOf } from "../value/known.ts";
import type { Path } from "../value/path.ts";
import { cartDeployment, cartSeen, cartService, STATE_FILE } from "./observedExamples.ts";
import { type Finding, rule } from "./rule.ts";
import { isService } from "./subjects.ts";
import { nameOf, quoted } from "./words.ts";

const manifests = (spec: string) => `${cartService(spec)}---\n${cartDeployment("cart")}`;

const seen = { file: STATE_FILE, yaml: cartSeen };

export const differsFromCluster = rule<Service>({
  code: "PTL906",
  name: "differs-from-cluster",
  severity: "information",
  levels: [
    {
      severity: "information",
      when: "the Service was dumped from the cluster with another type, clusterIP or node port than its manifest writes down",
    },
    { severity: "silent", when: "nothing was dumped, or the manifest leaves the field to the cluster" },
  ],
  subject: isService,
  summary: "A Service has another type, address or node port in the cluster than its manifest says.",
  why: `What is written is not always what runs: somebody changed the cluster by hand, or the manifest was changed and never
applied. A [clusterIP](https://kubernetes.io/docs/concepts/services-networking/service/#choosing-your-own-ip-address) cannot be changed
at all: the API server refuses the manifest, and the Service has to be made anew.`,
  remedy: `Apply the manifest, or write down what the cluster has.`,
  examples: {
    bad: [
      {
        yaml: manifests("  clusterIP: 10.96.0.77\n"),
        note: "In the cluster it is 10.96.31.4.",
        beside: seen,
      },
    ],
    good: [{ yaml: manifests(""), note: "The address is left to the cluster.", beside: seen }],
  },
  *check(subject, net) {
    const service = net.observed(subject.id)?.service;
    if (!service) return;
    yield* typeDiffers(subject, service);
    yield* addressDiffers(subject, service);
    yield* nodePortsDiffer(subject, service, net);
  },
});

interface Difference {
  readonly path: Path;
  readonly seenPath: Path;
  /** `type: NodePort`, as it is written and as it was seen. */
  readonly written: string;
  readonly seen: string;
  readonly follows: string;
}

function difference(
  subject: Service,
  service: Service,
  { path, seenPath, written, seen: had, follows }: Difference,
): Finding {
  return {
    at: { id: subject.id, path, part: "value" },
    message: `Service ${nameOf(subject)} has ${quoted(had)} in the cluster, and ${quoted(written)} here. ${follows}`,
    related: [{ at: { id: service.id, path: seenPath, part: "value" }, message: "as it was dumped" }],
  };
}

function differ<T>(written: Known<T> | undefined, seen: Known<T> | undefined): readonly [T, T] | undefined {
  if (!isKnown(written) || !isKnown(seen) || written.value === seen.value) return undefined;
  return [written.value, seen.value];
}

function* typeDiffers(subject: Service, service: Service): Iterable<Finding> {
  const found = differ(subject.spec.type, service.spec.type);
  if (!found) return;
  const path = ["spec", "type"];
  const [written, had] = found.map((type) => `type: ${type}`);
  const follows = "Applied, the cluster changes it.";
  yield difference(subject, service, {
    path,
    seenPath: path,
    written: written ?? "",
    seen: had ?? "",
    follows,
  });
}

/** Only what is written under \`clusterIP\`: of the list the first entry is the same. */
function* addressDiffers(subject: Service, service: Service): Iterable<Finding> {
  const types = [subject, service].map(({ spec }) => valueOf(spec.type));
  const found = differ(subject.spec.clusterIP, service.spec.clusterIP);
  // An ExternalName has no address to be changed.
  if (!found || types.includes("ExternalName") || found.includes("")) return;
  const path = ["spec", "clusterIP"];
  const [written, had] = found.map((address) => `clusterIP: ${address}`);
  const follows =
    "It may not change once it is set: the API server refuses this manifest, and the Service has to be deleted and made anew.";
  yield difference(subject, service, {
    path,
    seenPath: path,
    written: written ?? "",
    seen: had ?? "",
    follows,
  });
}

function* nodePortsDiffer(subject: Service, service: Service, net: Net): Iterable<Finding> {
  for (const port of net.normal(subject).ports) {
    const written = subject.spec.ports[port.index]?.nodePort;
    const other = samePort(port, service.spec);
    const found = differ(written, other?.nodePort);
    if (!found || !other) continue;
    const [own, had] = found.map((number) => `nodePort: ${number}`);
    yield difference(subject, service, {
      path: ["spec", "ports", port.index, "nodePort"],
      seenPath: ["spec", "ports", other.index, "nodePort"],
      written: own ?? "",
      seen: had ?? "",
      follows: "Applied, whoever comes in by the old number finds nobody.",
    });
  }
}
