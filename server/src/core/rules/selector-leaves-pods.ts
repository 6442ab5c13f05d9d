import type { Net, Service } from "../network/net.ts";
import { valueOf } from "../value/known.ts";
import { cartDeployment, cartSeen, cartService, podSeen, STATE_FILE, sliceSeen } from "./observedExamples.ts";
import { type Finding, rule } from "./rule.ts";
import { isService } from "./subjects.ts";
import { listed, nameOf, pair, quoted } from "./words.ts";

const seen = { file: STATE_FILE, yaml: [cartSeen, podSeen("True"), sliceSeen].join("---\n") };

const changed = cartService("").replace("app: cart", "app: basket");

export const selectorLeavesPods = rule<Service>({
  code: "PTL107",
  name: "selector-leaves-pods",
  severity: "information",
  levels: [
    {
      severity: "information",
      when: "the Service and its EndpointSlices were dumped, and pods in them carry other labels than the manifest asks for",
    },
    {
      severity: "silent",
      when: "nothing was dumped, the Service was seen with this selector, or the manifests give those pods' workload the labels, too",
    },
  ],
  subject: isService,
  summary: "Pods that a Service sends to in the cluster do not carry the labels that its manifest asks for.",
  why: `A [selector](https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service) counts from the moment it is applied: pods
that do not carry its labels leave the Service's endpoints at once, before others take their place. A dump in the workspace
shows which ones that are.`,
  remedy: `If that is meant, nothing is wrong. Else write the labels that the pods carry, or give the pods the new ones first.`,
  examples: {
    bad: [
      {
        yaml: `${changed}---\n${cartDeployment("basket")}`,
        note: "The pod that serves now has `app: cart`.",
        beside: seen,
      },
    ],
    good: [
      { yaml: `${cartService("")}---\n${cartDeployment("cart")}`, note: "The same selector.", beside: seen },
    ],
  },
  *check(subject, net) {
    const observed = net.observed(subject.id);
    if (!observed?.service || observed.leftBehind.length === 0 || isSameSelector(subject, observed.service))
      return;
    yield finding(subject, net);
  },
});

function isSameSelector({ spec }: Service, { spec: seenSpec }: Service): boolean {
  const text = ({ selector }: Service["spec"]) =>
    (selector?.pairs ?? []).map(({ key, value }) => `${key}=${valueOf(value) ?? ""}`).toSorted();
  const [own, other] = [text(spec), text(seenSpec)];
  return own.length === other.length && own.every((each, index) => each === other[index]);
}

function finding(subject: Service, net: Net): Finding {
  const { leftBehind = [], pods = [], service } = net.observed(subject.id) ?? {};
  const names = listed(leftBehind.map(({ name }) => quoted(valueOf(name) ?? "?")));
  const wanted = listed((subject.spec.selector?.pairs ?? []).map(pair));
  const left =
    pods.length === 0
      ? "it has no endpoint until such pods are there"
      : `${pods.length} of those that run are left to it`;
  return {
    at: { id: subject.id, path: ["spec", "selector"], part: "key" },
    message: `In the cluster Service ${nameOf(subject)} sends to ${names}, which ${leftBehind.length === 1 ? "does" : "do"} not carry ${wanted}. Once this is applied, ${left}.`,
    related: service
      ? [
          {
            at: { id: service.id, path: ["spec", "selector"], part: "key" },
            message: "the selector that it has in the cluster",
          },
        ]
      : [],
  };
}
