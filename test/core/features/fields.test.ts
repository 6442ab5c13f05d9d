/** What fields mean in the very manifest: the exact words, a few for each kind. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { hovered } from "../../support/cursor.ts";

/** The answer and what is said of the manifest. */
function here(source: string): readonly string[] {
  const lines = hovered(source)?.split("\n") ?? [];
  return [
    (lines[0] ?? "").slice(2, -2),
    ...lines.filter((line) => line.startsWith("- here: ")).map((line) => line.slice("- here: ".length)),
  ];
}

const service = (spec: string, name = "web") => `---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec:
  ports: [{ name: http, port: 80, targetPort: http }]
  selector: { app: web }
${spec}`;

const workload = (kind: string, spec = "", pod = "", container = "") => `---
apiVersion: apps/v1
kind: ${kind}
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
${spec}  template:
    metadata: { labels: { app: web } }
    spec:
${pod}      containers:
        - name: nginx
          image: nginx
          ports: [{ name: http, containerPort: 8080 }]
${container}`;

const web = workload("Deployment", "  replicas: 3\n");

describe("hover on the fields of a Service", () => {
  it("says it whole: what it is, here, its values, the catch, one page", () => {
    assert.equal(
      hovered(service("  ty$0pe: NodePort\n") + web),
      [
        "**An address inside the cluster, and one port on every node**",
        "",
        "- here: `web:80` → 3 pods of Deployment web",
        "- here: 0 of 2,768 node ports pinned in these files, none by this Service; the band to pin from is 30000–30085",
        "- values: `ClusterIP`, `NodePort`, `LoadBalancer`, each with all that the one before has; `ExternalName` · default: `ClusterIP`",
        "- a node port leads straight to a pod, not by way of the clusterIP, and is open on every node: mind the firewall",
        "- with nftables it answers on the primary addresses of a node only, never on localhost",
        "",
        "[Kubernetes: types of Services](https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types)",
      ].join("\n"),
    );
  });

  it("counts pinned node ports once, of all Services", () => {
    const pinned = "  type: NodePort\n".replace("type", "ty$0pe");
    const other = service("  type: NodePort\n", "api").replace("targetPort: http", "nodePort: 30081");
    const source = (service(pinned) + other + web).replace("targetPort: http", "nodePort: 30080");
    assert.equal(
      here(source)[2],
      "2 of 2,768 node ports pinned in these files, 30080 by this Service; the band to pin from is 30000–30085",
    );
    assert.equal(
      here(source)[3],
      "from outside `kubectl get nodes -o wide`, then port 30080 of any node, where its firewall lets you",
    );
  });

  it("says the way in from outside by what the cluster is", () => {
    const text = service("  ty$0pe: NodePort\n") + web;
    const on = (cluster: string) =>
      here(`# file: .portolan.yaml\nversion: 1\ncluster: { ${cluster} }\n# file: web.yaml\n${text}`).at(3);
    assert.equal(
      on("flavor: minikube"),
      "from outside `minikube service web -n shop --url`, prints an address that leads to the node port",
    );
    assert.equal(on("domain: cluster.local"), undefined);
  });

  it("says which names the name gives, and who uses them", () => {
    const ingress = `---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: front, namespace: shop }
spec: { defaultBackend: { service: { name: web, port: { name: http } } } }
`;
    assert.deepEqual(here(service("").replace("name: web,", "na$0me: web,") + web + ingress), [
      "The name of a Service is its name in DNS",
      "`web` in `shop`, `web.shop` elsewhere, `web.shop.svc.cluster.local` in full",
      "named by Ingress front",
    ]);
  });

  it("tells a headless Service's addresses and its pods' names", () => {
    const set = workload("StatefulSet", "  serviceName: web\n  replicas: 3\n  ordinals: { start: 5 }\n");
    assert.deepEqual(here(service("  clusterIP: No$0ne\n") + set), [
      "Headless: no address of its own, DNS gives those of the ready pods",
      "`web.shop.svc.cluster.local` gives the addresses of 3 pods of StatefulSet web",
      "each pod by name: `web-5.web.shop.svc.cluster.local` to `web-7`…",
      "an answer may be kept for 30 seconds, and longer by a JVM, connection pools or gRPC channels",
    ]);
    assert.deepEqual(here(service("  clusterIP: No$0ne\n").replace("app: web", "app: wbe") + set).slice(1), [
      "headless, and no pods: no pod in namespace shop carries `app: wbe`",
    ]);
  });

  it("knows the two forms of ClusterIP", () => {
    assert.deepEqual(here(service("  type: Cluster$0IP\n") + web), [
      "One stable address, inside the cluster only",
      "`web:80` → 3 pods of Deployment web",
    ]);
    assert.equal(
      here(service("  type: Cluster$0IP\n  clusterIP: None\n") + web)[0],
      "Inside the cluster only, and headless: DNS gives the addresses of the ready pods",
    );
  });

  it("says on how many nodes a policy of Local finds pods", () => {
    const local = service("  type: LoadBalancer\n  externalTrafficPolicy: Lo$0cal\n");
    assert.deepEqual(here(local + web), [
      "Traffic from outside stays on the node that it reaches, and pods see the client's address",
      "3 pods of Deployment web, on 3 nodes at most: a node without one drops what arrives; spread them, or make them a DaemonSet",
    ]);
    assert.deepEqual(here(local + workload("DaemonSet")).slice(1), ["a pod on each node (DaemonSet web)"]);
    assert.deepEqual(here(service("  externalTrafficPolicy: Lo$0cal\n") + web).slice(1), [
      "nothing comes from outside on type `ClusterIP`: the API server refuses the field",
    ]);
  });

  it("says what leads past the ranges of a load balancer", () => {
    const ranges = "  type: LoadBalancer\n  loadBalancerSourceRanges: [203.0.$0113.0/24]\n";
    assert.deepEqual(here(service(ranges) + web), [
      "Only clients from these ranges come through the load balancer",
      "1 node port that the cluster picks from 30000–32767 leads past these ranges",
    ]);
    assert.deepEqual(here(service(`${ranges}  allocateLoadBalancerNodePorts: false\n`) + web).slice(1), [
      "no node port leads past these ranges",
    ]);
  });

  it("says what an ExternalName is", () => {
    const alias = "  type: ExternalName\n  external$0Name: smtp.example.net\n";
    assert.deepEqual(here(service(alias)), [
      "DNS answers with this name (CNAME) when somebody asks for the Service",
      "`web.shop.svc.cluster.local` → CNAME `smtp.example.net.`",
      "an answer may be kept for 30 seconds, and longer by a JVM, connection pools or gRPC channels",
    ]);
  });

  it("knows who reads an annotation, and whether it is text", () => {
    const noted = (type: string) =>
      service(`  type: ${type}\n`).replace(
        "namespace: shop }",
        "namespace: shop, annotations: { service.beta.kubernetes.io/azure-load$0-balancer-internal: true } }",
      ) + web;
    assert.deepEqual(here(noted("ClusterIP")), [
      "Whether the balancer in Azure has an address inside the virtual network only",
      "`true` without quotes is no text: the API server refuses the manifest",
      "the Service is of type `ClusterIP`: it has no load balancer that could read this",
    ]);
    assert.equal(here(noted("LoadBalancer")).length, 2);
  });
});

describe("hover on the fields of pods", () => {
  it("says what serviceName leads to", () => {
    const set = workload("StatefulSet", "  service$0Name: web\n  replicas: 2\n");
    const answer = "The headless Service under which each pod has a name of its own";
    assert.deepEqual(here(service("  clusterIP: None\n") + set), [
      answer,
      "Service web is headless: `web-0.web.shop.svc.cluster.local` and `web-1.web.shop.svc.cluster.local`",
    ]);
    assert.deepEqual(here(service("") + set).slice(1), [
      "Service web is not headless: names of single pods are not promised under it",
    ]);
    assert.deepEqual(here(service("", "api") + set).slice(1), [
      "no Service `web` is seen here; Service api selects these pods",
    ]);
  });

  it("says whom a pod asks for names", () => {
    const pod = (fields: string) => workload("Deployment", "", fields);
    assert.deepEqual(here(pod("      dnsPo$0licy: ClusterFirst\n")).slice(1), [
      "searched in this order: `shop.svc.cluster.local svc.cluster.local cluster.local`, the node's own",
    ]);
    assert.deepEqual(here(pod("      hostNetwork: true\n      dnsPo$0licy: ClusterFirst\n")).slice(1), [
      "`hostNetwork: true` stands beside it: the node's DNS is asked, names of Services are not found",
    ]);
    assert.deepEqual(here(pod("      dnsConfig: { options: [{ name: nd$0ots, value: '1' }] }\n")), [
      "A name with so many dots is asked for as it stands before the search list is tried",
      "`name.namespace` is asked for as it stands first; musl (Alpine) does not find it",
    ]);
    assert.deepEqual(here(service("") + pod("      enableService$0Links: true\n")), [
      "Containers get environment variables for every Service of the namespace",
      "1 Service seen here: `WEB_SERVICE_HOST`",
    ]);
  });

  it("says which name hostname and subdomain make", () => {
    const pod = workload("Deployment", "", "      host$0name: front\n      subdomain: web\n");
    assert.deepEqual(here(service("  clusterIP: None\n") + pod).slice(1), [
      "`front.web.shop.svc.cluster.local`",
    ]);
    assert.deepEqual(here(workload("Deployment", "", "      host$0name: front\n")).slice(1), [
      "no `subdomain` is written: the name is known inside the pod only",
    ]);
  });

  it("says which Services lead to a port", () => {
    const pods = web.replace("containerPort", "container$0Port");
    assert.deepEqual(here(service("") + service("", "api") + pods), [
      "The port on which the container listens, as a note for others",
      "reached by `api:80` and `web:80`",
    ]);
    assert.deepEqual(here(pods).slice(1), ["no Service that is seen here selects these pods"]);
  });

  it("says which port a probe asks", () => {
    const probed = (port: string) =>
      service("") +
      workload("Deployment", "", "", `          readinessProbe: { httpGet: { po$0rt: ${port} } }\n`);
    const answer = "The port of this container that is asked";
    assert.deepEqual(here(probed("http")), [answer, "`http` is port 8080 of container nginx"]);
    assert.deepEqual(here(probed("8080")), [answer, "declared by container nginx"]);
    assert.deepEqual(here(probed("htpp")).slice(1), [
      "container nginx declares no port `htpp`, it declares `http`: the probe fails",
    ]);
    assert.deepEqual(here(probed("8081")).slice(1), [
      "container nginx does not declare it, it declares `http`: well if something listens there",
    ]);
  });
});

const ingress = (spec: string) => `---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: front, namespace: shop }
spec:
${spec}`;

describe("hover on the fields of an Ingress", () => {
  const path = (port: string, fields: string) =>
    ingress(`  rules:
    - host: shop.example.com
      http:
        paths:
          - ${fields}
            backend: { service: { name: web, port: { ${port} } } }
`);

  it("follows a backend to its pods", () => {
    const source = path("na$0me: http", "path: /\n            pathType: Prefix");
    assert.deepEqual(here(service("") + web + source), [
      "The `name` of a port of the Service",
      "Service web: port 80 leads to 8080 on 3 pods of Deployment web",
    ]);
    assert.deepEqual(here(service("") + web + source.replace("http }", "htpp }")).slice(1), [
      "Service web has no such port, it has `80` (`http`)",
    ]);
    assert.deepEqual(here(service("", "api") + web + source).slice(1), ["no Service `web` is seen here"]);
  });

  it("shows what a path takes", () => {
    const source = path("name: http", "path: /cart\n            path$0Type: Prefix");
    assert.deepEqual(here(service("") + web + source), [
      "This path and all below it, element by element; a slash at the end does not matter",
      "takes `/cart`, `/cart/` and `/cart/x`, not `/cartx`",
      "Service web: port 80 leads to 8080 on 3 pods of Deployment web",
    ]);
  });

  it("compares the hosts of certificates with those of rules", () => {
    const tls = ingress(`  tls: [{ ho$0sts: [shop.example.com, "*.example.com", a.b.example.com] }]
  rules: [{ host: shop.example.com }]
`);
    assert.deepEqual(here(tls).slice(1), ["no rule has `a.b.example.com`"]);
  });
});

describe("hover on the fields of a NetworkPolicy", () => {
  const policy = (spec: string) => `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web-in, namespace: shop }
spec:
${spec}`;

  it("says for which pods it holds", () => {
    assert.deepEqual(here(web + policy("  pod$0Selector: { matchLabels: { app: web } }\n")), [
      "For which pods of this namespace the policy holds",
      "holds for 3 pods of Deployment web",
    ]);
    assert.deepEqual(here(web + policy("  podSelector: { matchLabels: { a$0pp: wbe } }\n")), [
      "Every one of these labels, with this very value",
      "holds for no pod that is seen here",
    ]);
  });

  it("says which rules are dead text", () => {
    const source = policy("  podSelector: {}\n  policy$0Types: [Ingress]\n  egress: [{}]\n");
    assert.deepEqual(here(web + source), [
      "Which directions are shut, save what the rules allow",
      "holds for 3 pods of Deployment web",
      "the egress rules are dead text: the type is not listed",
    ]);
  });

  it("says which port a name means", () => {
    const source = policy("  podSelector: {}\n  ingress: [{ ports: [{ po$0rt: http }] }]\n");
    assert.deepEqual(here(web + source).slice(1), ["8080 on Deployment web"]);
    assert.deepEqual(here(web + source.replace("http", "80")).slice(1), ["not declared by Deployment web"]);
  });
});

describe("hover on the fields of endpoints", () => {
  const byHand = service("").replace("  selector: { app: web }\n", "");
  const slice = (name: string, address = "192.0.2.7") => `---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: web-1, namespace: shop, labels: { kubernetes.io/service-name: web } }
addressType: IPv4
ports: [{ na$0me: ${name}, port: 8080 }]
endpoints: [{ addresses: [${address}] }]
`;

  it("says which port of the Service it is", () => {
    assert.deepEqual(here(byHand + slice("http")), [
      "Which port of the Service this is: that of the same name",
      "`web:80` → port `8080` of these addresses",
    ]);
    assert.deepEqual(here(byHand + slice("htpp")).slice(1), [
      "Service web has no port of the name `htpp`, it has `http`: nothing arrives here",
    ]);
  });

  it("knows the address of a Service", () => {
    const source = slice("http", "10.96.0.$020").replace("na$0me", "name");
    assert.deepEqual(here(byHand + service("  clusterIP: 10.96.0.20\n", "api") + source).slice(1), [
      "this is the clusterIP of Service api: kube-proxy does not follow it",
    ]);
  });

  it("says whose Endpoints they are", () => {
    const endpoints = `---
apiVersion: v1
kind: Endpoints
metadata: { na$0me: web, namespace: shop }
subsets: [{ addresses: [{ ip: 192.0.2.7 }], ports: [{ name: http, port: 8080 }] }]
`;
    assert.deepEqual(here(byHand + endpoints), [
      "Whose endpoints these are: those of the Service with the same name",
      "Service web (`web.shop.svc.cluster.local`)",
    ]);
  });
});
