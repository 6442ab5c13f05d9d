import type { Net, Service } from "../network/net.ts";
import { type Finding, rule } from "./rule.ts";
import { isLoadBalancer } from "./sourceRanges.ts";
import { isService } from "./subjects.ts";
import { listed, nameOf } from "./words.ts";

const manifest = (name: string, type: string) => `apiVersion: v1
kind: Service
metadata:
  name: ${name}
spec:
  type: ${type}
  selector:
    app: ${name}
  ports:
    - port: 80
`;

const manifests = (type: string) => ["web", "api", "admin"].map((name) => manifest(name, type)).join("---\n");

/** From how many on it is advice. */
const MANY = 3;

export const manyLoadBalancers = rule<Service>({
  code: "PTL306",
  name: "many-load-balancers",
  severity: "information",
  offByDefault: true,
  levels: [
    { severity: "information", when: `a unit has ${MANY} or more; said once, at the first` },
    { severity: "silent", when: "there are fewer" },
  ],
  subject: isService,
  summary: "Several Services each ask for a load balancer of their own.",
  why: `Each Service of [type LoadBalancer](https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer) gets a balancer and a public
address: in a cloud each is paid for by the hour, and each is one more door to guard.`,
  remedy: `For HTTP, put one Ingress or Gateway in front and make the Services ClusterIP. MetalLB and some clouds let Services share one address
by an annotation.`,
  examples: {
    bad: [{ yaml: manifests("LoadBalancer"), note: "Three balancers for one application." }],
    good: [{ yaml: manifests("ClusterIP"), note: "An Ingress or Gateway can lead to all of them." }],
  },
  *check(subject, net) {
    const found = isLoadBalancer(subject) ? net.loadBalancers() : [];
    if (found.length >= MANY && found[0]?.id === subject.id) yield finding(subject, found, net);
  },
});

function finding(subject: Service, all: readonly Service[], net: Net): Finding {
  const place = net.unit.name === "." ? "this folder" : net.unit.name;
  return {
    at: { id: subject.id, path: ["spec", "type"], part: "value" },
    message: `${listed(all.map(nameOf))} of ${place} each get a load balancer of their own, each with its price. One Ingress or Gateway can lead to all of them.`,
    related: all.slice(1, 4).map((service) => ({
      at: { id: service.id, path: ["spec", "type"], part: "value" },
      message: `Service ${nameOf(service)} gets one, too`,
    })),
  };
}
