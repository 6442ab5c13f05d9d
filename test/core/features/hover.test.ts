/** Hover on the numbers of a port. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { card, deployment, NODE, PORT, PROBE, service, TARGET } from "../../support/hoverCard.ts";

describe("hover on port", () => {
  it("shows the road of this port", () => {
    assert.deepEqual(card(service({ port: PORT }) + deployment("web", undefined, PROBE)), [
      "Port 80 leads to 8080 on 3 pods of Deployment web",
      "client → `web.shop.svc.cluster.local:80` → targetPort `http` → `nginx:8080` on Deployment web (3 replicas)",
      "a pod gets traffic while its readinessProbe (httpGet on `http`) succeeds",
      "protocol TCP",
    ]);
  });

  it("is the same on the value, and on several workloads names each", () => {
    const source = service({ port: PORT.replace("po$0rt: 80", "port: 8$00") });
    assert.deepEqual(
      card(source + deployment() + deployment("canary", "[{ name: http, containerPort: 8443 }]")),
      [
        "Port 80 leads to 8443 or 8080 on 6 pods of Deployment canary and Deployment web",
        "client → `web.shop.svc.cluster.local:80` → targetPort `http`",
        "→ `nginx:8443` on Deployment canary (3 replicas)",
        "→ `nginx:8080` on Deployment web (3 replicas)",
        "protocol TCP",
      ],
    );
  });

  it("says who else uses it, and how it is reached from outside", () => {
    const ingress = `---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: front, namespace: shop }
spec:
  rules:
    - host: shop.example.com
      http: { paths: [{ path: /cart, pathType: Prefix, backend: { service: { name: web, port: { name: http } } } }] }
`;
    const beside = service({ port: "      port: 8080\n" }).replace("name: web", "name: inner");
    const source = `${service({ port: PORT, more: "  type: LoadBalancer\n" })}${deployment()}${ingress}---\n${beside}`;
    assert.deepEqual(card(source), [
      "Port 80 leads to 8080 on 3 pods of Deployment web",
      "client → `web.shop.svc.cluster.local:80` → targetPort `http` → `nginx:8080` on Deployment web (3 replicas)",
      "from outside: a port of any node that the cluster picks (30000–32767)",
      "Ingress front sends `shop.example.com/cart` here",
      "the same pods and port are also behind Service inner",
      "protocol TCP",
    ]);
  });

  it("says where a headless Service must be dialled", () => {
    assert.deepEqual(card(service({ port: PORT, more: "  clusterIP: None\n" }) + deployment()), [
      "Port 80 leads to 8080 on 3 pods of Deployment web",
      "client → `web.shop.svc.cluster.local:80` → targetPort `http` → `nginx:8080` on Deployment web (3 replicas)",
      "headless: the name `web` gives the pods' own addresses; clients dial 8080, not 80",
      "protocol TCP",
    ]);
  });

  it("leads nowhere when nothing is selected or no port is found", () => {
    assert.deepEqual(card(service({ selector: "    app: wbe", port: PORT }) + deployment()), [
      "Port 80 leads nowhere: no pod in namespace shop carries `app: wbe`",
      "near: Deployment web has `app: web`",
      "protocol TCP",
    ]);
    assert.deepEqual(
      card(service({ port: PORT.replace("http", "htpp") }) + deployment())[0],
      "Port 80 leads nowhere: Deployment web declares no port `htpp`",
    );
  });

  it("says what cannot be known, and why", () => {
    const unread = service({ port: PORT }) + deployment().replace("        app: web", '        app: "<app>"');
    assert.deepEqual(card(unread)[0], "Where port 80 leads cannot be known: Deployment web may be selected");
    const role = service({ selector: "    role: primary", port: PORT }) + deployment();
    assert.deepEqual(
      card(role)[0],
      "Where port 80 leads cannot be known: `role` is set while the cluster runs",
    );
  });

  it("says what is missing of its world, and which others there are", () => {
    const alone = service({ port: PORT });
    assert.equal(
      card(`# file: web/service.yaml\n${alone}`)[0],
      "Where port 80 leads cannot be known: the workspace folder holds no workload",
    );
    const overlay = (name: string) =>
      `# file: ${name}/kustomization.yaml\nresources: [../base]\nnamespace: ${name}\n`;
    const base = `# file: base/kustomization.yaml\nresources: [web.yaml]\n# file: base/web.yaml\n${alone}${deployment()}`;
    assert.deepEqual(card(overlay("dev") + overlay("prod") + base), [
      "Port 80 leads to 8080 on 3 pods of Deployment web",
      "client → `web.dev.svc.cluster.local:80` → targetPort `http` → `nginx:8080` on Deployment web (3 replicas)",
      "protocol TCP",
      "also in prod",
    ]);
  });

  it("knows Services without pods", () => {
    const alias = service({ port: PORT, more: "  type: ExternalName\n  externalName: www.example.com\n" });
    assert.deepEqual(card(alias), [
      "Port 80 is ignored: an ExternalName is only another name for `www.example.com`",
      "`web.shop.svc.cluster.local` is answered by DNS with `www.example.com`; clients choose the port themselves",
    ]);
    const slice =
      "---\napiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: { name: web-1, namespace: shop, labels: { kubernetes.io/service-name: web } }\n";
    assert.deepEqual(card(service({ selector: "    {}", port: PORT }) + slice), [
      "Port 80 leads to addresses that are written by hand: the Service has no selector",
      "client → `web.shop.svc.cluster.local:80` → EndpointSlices",
      "1 object with its addresses: EndpointSlice web-1",
    ]);
  });
});

describe("hover on targetPort", () => {
  it("says what it is on the pods", () => {
    assert.deepEqual(card(service({ port: TARGET("http") }) + deployment("web", undefined, PROBE)), [
      "`http` is port 8080 on 3 pods of Deployment web",
      "80 → `nginx:8080` on Deployment web (3 replicas)",
      "a pod gets traffic while its readinessProbe (httpGet on `http`) succeeds",
    ]);
    assert.equal(
      card(service({ port: TARGET("8080") }) + deployment())[0],
      "`8080` is port `http` of Deployment web",
    );
    assert.equal(
      card(service({ port: TARGET("8080") }) + deployment("web", "[{ containerPort: 8080 }]"))[0],
      "`8080` is declared by Deployment web",
    );
  });

  it("says what is declared where it is not", () => {
    assert.deepEqual(
      card(
        service({ port: TARGET("htpp") }) +
          deployment("web", "[{ name: http, containerPort: 8080 }, { containerPort: 9090 }]"),
      ),
      [
        "`htpp` names no port of Deployment web: connections find no endpoint",
        "80 → nothing on Deployment web (3 replicas): no container declares a port `htpp`",
        "Deployment web declares 2 ports: `http` (8080) and `9090`",
      ],
    );
    assert.deepEqual(card(service({ port: TARGET("8000") }) + deployment()), [
      "`8000` is declared by no container of Deployment web; traffic goes there all the same",
      "80 → `8000` on Deployment web (3 replicas), which no container declares: it works if something listens there",
      "Deployment web declares 1 port: `http` (8080)",
    ]);
    assert.equal(
      card(
        service({ port: TARGET("8080") }) + deployment("web", "[{ containerPort: 8080, protocol: UDP }]"),
      )[0],
      "`8080` is declared by Deployment web, but for UDP only",
    );
  });

  it("knows a number in quotes for a name", () => {
    assert.ok(
      card(service({ port: TARGET('"8080"') }) + deployment()).includes(
        "a number in quotes is a name, and a name needs a letter: the API server refuses it",
      ),
    );
  });

  it("is not the same on every pod", () => {
    const source = service({ port: TARGET("http") }) + deployment() + deployment("bare", "[]");
    assert.equal(card(source)[0], "`http` is not the same on every pod");
  });

  it("cannot be known when a tool fills it in", () => {
    assert.equal(
      card(service({ port: TARGET("<port>") }) + deployment())[0],
      "This targetPort cannot be known: a placeholder stands there",
    );
  });
});

describe("hover on nodePort", () => {
  const nodePort = (port: string, more = "  type: NodePort\n") =>
    service({ port: NODE(port), more }) + deployment();

  it("says how it is reached, and where in the range it lies", () => {
    assert.deepEqual(card(nodePort("30080")), [
      "Port 30080 of every node leads to `web:80`",
      "`<node address>:30080` (TCP) → `web:80` → 8080 on 3 pods of Deployment web",
      "any node answers, whether or not it runs one of the pods",
      "range 30000–32767; in the static band 30000–30085, which is given out last to those who ask for no number",
      "no other Service here pins it",
    ]);
    assert.equal(
      card(nodePort("30085"))[3],
      "range 30000–32767; in the static band 30000–30085, which is given out last to those who ask for no number",
    );
    assert.equal(
      card(nodePort("30086"))[3],
      "range 30000–32767; in the dynamic band: the cluster may already have given it out. 30000–30085 is safer to pin",
    );
    assert.equal(
      card(nodePort("80"))[3],
      "outside the range 30000–32767: the API server refuses it (setting `cluster.nodePortRange`)",
    );
  });

  it("names every other Service that pins it", () => {
    const other = service({ port: NODE("30080").replace("$0", ""), more: "  type: NodePort\n" })
      .replace("name: web", "name: api")
      .replace("namespace: shop", "namespace: ops");
    assert.equal(
      card(`${nodePort("30080")}---\n${other}`).at(-1),
      "Service api in namespace ops (port 80/TCP) pins it, too: the API server refuses the second",
    );
    const shared = nodePort("30080").replace(
      "  type: NodePort",
      "    - { name: dns, port: 80, protocol: UDP, nodePort: 30080 }\n  type: NodePort",
    );
    assert.equal(
      card(shared).at(-1),
      "Service web in namespace shop (port 80/UDP) shares it: same port, other protocol",
    );
  });

  it("minds the type and the traffic policy", () => {
    assert.equal(
      card(nodePort("30080", ""))[0],
      "The API server refuses a nodePort while `type` is ClusterIP",
    );
    assert.equal(
      card(nodePort("30080", "  type: LoadBalancer\n  externalTrafficPolicy: Local\n"))[2],
      "only nodes that run a ready pod of it answer (`externalTrafficPolicy: Local`)",
    );
  });
});
