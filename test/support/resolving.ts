/** A small world in which names are looked up: two namespaces, Services of every kind, workloads with every resolver. */
const service = (name: string, spec: string, namespace = "shop") =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: ${name}, namespace: ${namespace} }\nspec: { ${spec} }\n`;

const deployment = (name: string, namespace: string, pod: string, image = "app:1") => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { ${pod}containers: [{ name: a, image: "${image}" }] }
`;

const ledger = `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: ledger, namespace: shop }
spec:
  replicas: 2
  serviceName: ledger
  selector: { matchLabels: { app: ledger } }
  template:
    metadata: { labels: { app: ledger } }
    spec: { containers: [{ name: a, image: "ledger:1" }] }
`;

export const resolvingWorld: string = [
  service("cart", "clusterIP: 10.96.31.4, selector: { app: cart }, ports: [{ name: http, port: 80 }]"),
  service("idle", "selector: { app: nobody }, ports: [{ port: 80 }]"),
  service("ledger", "clusterIP: None, selector: { app: ledger }, ports: [{ name: pg, port: 5432 }]"),
  service("empty", "clusterIP: None, selector: { app: nobody }, ports: [{ port: 80 }]"),
  service("mail", "type: ExternalName, externalName: smtp.example.net"),
  deployment("cart", "shop", ""),
  deployment("alpine", "ops", "", "node:22-alpine"),
  deployment("plain", "ops", ""),
  deployment("host", "ops", "hostNetwork: true, "),
  deployment("default", "ops", "dnsPolicy: Default, "),
  deployment("none", "ops", "dnsPolicy: None, dnsConfig: { nameservers: [1.1.1.1] }, "),
  deployment(
    "near",
    "ops",
    "dnsPolicy: None, dnsConfig: { nameservers: [10.100.0.10], searches: [svc.cluster.local] }, ",
  ),
  deployment("one", "ops", 'dnsConfig: { options: [{ name: ndots, value: "1" }] }, ', "x:3-alpine"),
  deployment("aliased", "ops", "hostAliases: [{ ip: 10.9.9.9, hostnames: [cart] }], "),
  ledger,
].join("---\n");
