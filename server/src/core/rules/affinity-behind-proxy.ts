import type { Net, Referrer, Service } from "../network/net.ts";
import { groupOf } from "../resources/identity.ts";
import { valueOf } from "../value/known.ts";
import { type Finding, rule } from "./rule.ts";
import { isService } from "./subjects.ts";
import { called, listed, nameOf } from "./words.ts";

const manifests = (affinity: string) => `apiVersion: v1
kind: Service
metadata:
  name: web
spec:${affinity}
  selector:
    app: web
  ports:
    - port: 80
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  rules:
    - http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: web
                port:
                  number: 80
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: example.com/web:1
`;

export const affinityBehindProxy = rule<Service>({
  code: "PTL403",
  name: "affinity-behind-proxy",
  severity: "information",
  levels: [
    { severity: "information", when: "an Ingress or a route certainly leads to the Service" },
    {
      severity: "silent",
      when: "the controller is told to dial the Service's address, or nothing leads to it",
    },
  ],
  subject: isService,
  summary: "A Service with `sessionAffinity: ClientIP` is reached by an Ingress or a route.",
  why: `[\`sessionAffinity: ClientIP\`](https://kubernetes.io/docs/reference/networking/virtual-ips/#session-affinity) is kept by kube-proxy, for connections
to the Service's own address. Most Ingress and Gateway controllers look the pods up and dial them directly, so the setting does
nothing for what comes through them; and where they do dial the address, the client that is remembered is the controller.`,
  remedy: `Ask the controller for affinity: a cookie by annotation of the Ingress, \`sessionPersistence\` of a route, or what the controller has.
If nobody dials the Service's address directly, take the setting out, as the quick fix does.`,
  examples: {
    bad: [
      {
        yaml: manifests("\n  sessionAffinity: ClientIP"),
        note: "Requests through the Ingress go to any pod all the same.",
      },
    ],
    good: [{ yaml: manifests(""), note: "Nothing is promised that is not kept." }],
  },
  *check(subject, net) {
    if (valueOf(subject.spec.sessionAffinity) !== "ClientIP") return;
    const proxies = proxiesOf(subject, net);
    if (proxies.length > 0) yield finding(subject, proxies);
  },
  fixes(_finding, subject) {
    return [
      {
        title: "Remove `sessionAffinity: ClientIP`",
        safety: "suggestion",
        changes: [{ type: "remove", id: subject.id, path: ["spec", "sessionAffinity"] }],
      },
    ];
  },
});

/** Groups of Ingresses and routes, whose controllers look up the pods behind a Service. */
const PROXY_GROUPS: ReadonlySet<string> = new Set([
  ...["networking.k8s.io", "extensions", "gateway.networking.k8s.io", "traefik.io", "traefik.containo.us"],
  ...["projectcontour.io", "route.openshift.io"],
]);

/** One for each resource. */
function proxiesOf(subject: Service, net: Net): readonly Referrer[] {
  const proxies = net.referrers(subject.id).filter(isProxy);
  return proxies.filter(
    (each, index) => proxies.findIndex((other) => other.resource.id === each.resource.id) === index,
  );
}

function isProxy({ resource, certainty }: Referrer): boolean {
  const { identity, annotations } = resource;
  // The NGINX controller can be told to dial the Service's address after all.
  const dialsAddress =
    annotations.open || annotations.pairs.some(({ key }) => key.endsWith("/service-upstream"));
  return certainty === "yes" && PROXY_GROUPS.has(groupOf(identity.apiVersion)) && !dialsAddress;
}

function finding(subject: Service, proxies: readonly Referrer[]): Finding {
  const names = listed(proxies.map(({ resource }) => called(resource)));
  return {
    at: { id: subject.id, path: ["spec", "sessionAffinity"], part: "value" },
    message:
      `What comes through ${names} does not keep to one pod: the controller usually dials the pods of ${nameOf(subject)} itself, and ` +
      "kube-proxy keeps the affinity only for connections to the Service's address. Set affinity there.",
    related: proxies.slice(0, 3).flatMap(({ resource, index }) => {
      const reference = resource.references[index];
      const at = { id: resource.id, path: reference?.namePath ?? [], part: "value" as const };
      return reference ? [{ at, message: `${called(resource)} leads here` }] : [];
    }),
  };
}
