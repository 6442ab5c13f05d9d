import type { Service } from "../network/net.ts";
import { valueOf } from "../value/known.ts";
import { isInternal } from "./cloudAnnotations.ts";
import { type Finding, rule } from "./rule.ts";
import { isLoadBalancer, sourceRanges } from "./sourceRanges.ts";
import { isService } from "./subjects.ts";
import { nameOf } from "./words.ts";

const manifest = (ranges: string) => `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: LoadBalancer${ranges}
  allocateLoadBalancerNodePorts: false
  selector:
    app: web
  ports:
    - port: 80
`;

export const sourceRangesMissing = rule<Service>({
  code: "PTL307",
  name: "source-ranges-missing",
  severity: "information",
  offByDefault: true,
  levels: [
    { severity: "information", when: "a LoadBalancer names no ranges" },
    { severity: "silent", when: "an annotation makes it an internal one" },
  ],
  subject: isService,
  summary: "A LoadBalancer lets in clients from everywhere.",
  why: `Without [\`loadBalancerSourceRanges\`](https://kubernetes.io/docs/tasks/access-application-cluster/configure-cloud-provider-firewall/#restrict-access-for-loadbalancer-service)
anybody who can reach the load balancer's address may connect, which in a cloud is the whole internet. For a public web site that
is the point; for an admin page, a database or an API between companies it is not.`,
  remedy: "List the ranges that clients come from. No quick fix: nobody but you knows them.",
  examples: {
    bad: [{ yaml: manifest(""), note: "Open to all." }],
    good: [
      {
        yaml: manifest("\n  loadBalancerSourceRanges:\n    - 198.51.100.0/24"),
        note: "Open to one network.",
      },
    ],
  },
  *check(subject) {
    const isGuarded = sourceRanges(subject) !== undefined || isInside(subject);
    if (isLoadBalancer(subject) && !isGuarded) yield finding(subject);
  },
});

function isInside({ annotations }: Service): boolean {
  return (
    annotations.open || annotations.pairs.some(({ key, value }) => isInternal(key, valueOf(value) ?? ""))
  );
}

function finding(subject: Service): Finding {
  return {
    at: { id: subject.id, path: ["spec", "type"], part: "value" },
    message: `The load balancer of ${nameOf(subject)} lets in clients from everywhere; loadBalancerSourceRanges would say from where.`,
    related: [],
  };
}
