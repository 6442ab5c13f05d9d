import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { marked } from "../../support/cursor.ts";
import { readFixture } from "../../support/fixture.ts";
import { analysisOf, fileAt } from "../../support/workspace.ts";

function sheet(source: string): string {
  const { analysis, file, position } = marked(source);
  return analysis.names(file, position)?.text ?? assert.fail("no sheet");
}

/** What stands under one title of the sheet. */
function section(source: string, title: string): string {
  const [, rest = assert.fail(`no ${title}`)] = sheet(source).split(`── ${title} `);
  return (rest.split("\n── ")[0] ?? "").replace(/^─+\n/, "").trim();
}

/** The lines that one would copy. */
const copied = (text: string) => text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));

const cart = `apiVersion: v1
kind: Service
metadata:
  name: cart$0
  namespace: shop
spec:
  clusterIP: 10.96.31.4
  selector:
    app: cart
  ports:
    - name: http
      port: 80
      targetPort: web
    - name: metrics
      port: 9100
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
  namespace: shop
spec:
  replicas: 2
  selector:
    matchLabels:
      app: cart
  template:
    metadata:
      labels:
        app: cart
    spec:
      containers:
        - name: web
          ports:
            - name: web
              containerPort: 8080
          readinessProbe:
            httpGet:
              path: /ready
              port: web
`;

const headless = cart.replace("clusterIP: 10.96.31.4", "clusterIP: None");

const ledger = `apiVersion: v1
kind: Service
metadata: { name: ledger$0, namespace: shop }
spec:
  clusterIP: None
  selector: { app: ledger }
  ports: [{ name: pg, port: 5432, targetPort: 15432 }, { name: raft, port: 7000, protocol: SCTP }]
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: ledger, namespace: shop }
spec:
  replicas: 2
  serviceName: ledger
  ordinals: { start: 5 }
  selector: { matchLabels: { app: ledger } }
  template:
    metadata: { labels: { app: ledger } }
    spec: { containers: [{ name: db }] }
`;

describe("the sheet of a Service", () => {
  it("is to be read and copied from", () => {
    assert.equal(
      sheet(cart).split("\n── kube-proxy rules")[0],
      `Service cart in namespace shop: DNS, endpoints, environment, rules

# ClusterIP: DNS answers with one address for all pods; 2
# pods of Deployment cart.
# * marks an example: the cluster gives out addresses of its
# own.

── Names ───────────────────────────────────────────────────

# In pods of namespace shop
cart

# In all pods
cart.shop
cart.shop.svc
cart.shop.svc.cluster.local

# In all pods, and found at the first try: the final dot
# ends the search
cart.shop.svc.cluster.local.

# Not in pods with \`dnsPolicy: Default\` or \`None\`, nor with
# \`hostNetwork: true\` unless it is
# \`ClusterFirstWithHostNet\`: they ask other servers.

── Records ─────────────────────────────────────────────────

# They are there with and without pods. Without a ready one,
# connections are refused.
cart.shop.svc.cluster.local.                 A     10.96.31.4
_http._tcp.cart.shop.svc.cluster.local.      SRV   0 100 80 cart.shop.svc.cluster.local.
_metrics._tcp.cart.shop.svc.cluster.local.   SRV   0 100 9100 cart.shop.svc.cluster.local.
4.31.96.10.in-addr.arpa.                     PTR   cart.shop.svc.cluster.local.

── Endpoints ───────────────────────────────────────────────

# EndpointSlice 1: http 8080/TCP, metrics 9100/TCP
10.244.1.1*   Deployment cart
10.244.1.2*   Deployment cart

# Deployment cart: a pod gets traffic once its
# readinessProbe succeeds (httpGet web).

── Environment variables ───────────────────────────────────

# In containers of namespace shop that start after the
# Service was made, unless their pod says
# \`enableServiceLinks: false\`. A variable of the container's
# own wins.
CART_SERVICE_HOST=10.96.31.4
CART_SERVICE_PORT=80
CART_SERVICE_PORT_HTTP=80
CART_SERVICE_PORT_METRICS=9100
CART_PORT=tcp://10.96.31.4:80
CART_PORT_80_TCP=tcp://10.96.31.4:80
CART_PORT_80_TCP_PROTO=tcp
CART_PORT_80_TCP_PORT=80
CART_PORT_80_TCP_ADDR=10.96.31.4
CART_PORT_9100_TCP=tcp://10.96.31.4:9100
CART_PORT_9100_TCP_PROTO=tcp
CART_PORT_9100_TCP_PORT=9100
CART_PORT_9100_TCP_ADDR=10.96.31.4
`,
    );
  });

  it("says which addresses are examples, and makes the same ones up again", () => {
    const examples = cart.replace("  clusterIP: 10.96.31.4\n", "");
    assert.match(sheet(examples), /^CART_SERVICE_HOST=10\.96\.1\.1\*$/m);
    assert.equal(sheet(examples), sheet(examples));
    assert.ok(
      !sheet(cart.replace("app: cart", "app: other").replace("replicas: 2", "replicas: 0")).includes(
        "example",
      ),
    );
  });

  it("does not push the types of records out of sight for the length of one reverse name", () => {
    const dual = cart.replace(
      "clusterIP: 10.96.31.4",
      "ipFamilyPolicy: RequireDualStack\n  ipFamilies: [IPv4, IPv6]",
    );
    const records = copied(section(dual, "Records"));
    const long = records.find((line) => line.includes("ip6.arpa."));
    assert.match(long ?? "", /ip6\.arpa\. {3}PTR /);
    for (const line of records.filter((each) => each !== long))
      assert.ok((/ (A|AAAA|SRV|PTR) /.exec(line)?.index ?? 99) < 52, line);
  });

  it("says that pods never get ready, and for what", () => {
    const text = section(cart.replace("port: web", "port: wbe"), "Endpoints");
    const line =
      "Deployment cart: a pod never gets traffic, for the readinessProbe of container web asks for port wbe, which that does not declare.";
    assert.ok(text.replaceAll("\n# ", " ").includes(line), text);
    assert.match(text, /Deployment cart {3}not ready/);
  });

  it("takes examples from the ranges of the cluster", () => {
    const { files } = readFixture(
      `# file: .portolan.yaml\nversion: 1\ncluster: { serviceCIDR: 172.20.0.0/16, podCIDR: 100.64.0.0/24 }\n# file: cart.yaml\n${cart.replace("  clusterIP: 10.96.31.4\n", "")}`,
    );
    const text = analysisOf(files).names(fileAt("cart.yaml"), { line: 0, character: 0 })?.text ?? "";
    assert.match(text, /CART_SERVICE_HOST=172\.20\.1\.1\*\n/);
    assert.match(text, /^100\.64\.0\.1\* {3}Deployment cart$/m);
  });

  it("of a headless Service publishes each pod by its address", () => {
    assert.deepEqual(copied(section(headless, "Records")), [
      "cart.shop.svc.cluster.local.                 A     10.244.1.1*",
      "cart.shop.svc.cluster.local.                 A     10.244.1.2*",
      "10-244-1-1.cart.shop.svc.cluster.local.      A     10.244.1.1*",
      "10-244-1-2.cart.shop.svc.cluster.local.      A     10.244.1.2*",
      "_http._tcp.cart.shop.svc.cluster.local.      SRV   0 50 8080 10-244-1-1.cart.shop.svc.cluster.local.*",
      "_http._tcp.cart.shop.svc.cluster.local.      SRV   0 50 8080 10-244-1-2.cart.shop.svc.cluster.local.*",
      "_metrics._tcp.cart.shop.svc.cluster.local.   SRV   0 50 9100 10-244-1-1.cart.shop.svc.cluster.local.*",
      "_metrics._tcp.cart.shop.svc.cluster.local.   SRV   0 50 9100 10-244-1-2.cart.shop.svc.cluster.local.*",
      "1.1.244.10.in-addr.arpa.                     PTR   10-244-1-1.cart.shop.svc.cluster.local.*",
      "2.1.244.10.in-addr.arpa.                     PTR   10-244-1-2.cart.shop.svc.cluster.local.*",
    ]);
    assert.match(section(headless, "Environment variables"), /^# None: /);
  });

  it("tells kube-proxy's rules chain by chain, each a line to be copied", () => {
    const rules = section(cart, "kube-proxy rules (iptables)");
    assert.match(
      rules.replaceAll("\n# ", " "),
      /^# On a node without endpoints of it: - http 80\/TCP at the cluster IP to 2 endpoints, 1\/2 of new connections each/,
    );
    const lines = copied(rules);
    assert.ok(
      lines.includes(
        '-A KUBE-SERVICES -m comment --comment "shop/cart:http cluster IP" -m tcp -p tcp -d 10.96.31.4 --dport 80 -j KUBE-SVC-I5LIAMPLWKMBJ54B',
      ),
    );
    assert.ok(lines.every((line) => line.startsWith("-A KUBE-")));
    assert.match(
      rules.replaceAll("\n# ", " "),
      /is an example, too: those rules, and the names of their chains/,
    );
    const many = section(cart.replace("replicas: 2", "replicas: 200"), "kube-proxy rules (iptables)");
    assert.ok(copied(many).length <= 40);
    assert.match(many, /^# … and \d+ more$/m);
    assert.match(
      section(headless, "kube-proxy rules"),
      /^# None: only a Service with a cluster IP and ports/,
    );
  });

  it("tells the rules of the configured mode", () => {
    const inMode = (mode: string) => {
      const { files } = readFixture(
        `# file: .portolan.yaml\nversion: 1\ncluster: { proxyMode: ${mode} }\n# file: cart.yaml\n${cart}`,
      );
      const text = analysisOf(files).names(fileAt("cart.yaml"), { line: 0, character: 0 })?.text ?? "";
      return (text.split("── kube-proxy rules ")[1] ?? "").split("\n── ")[0] ?? "";
    };
    assert.match(inMode("ipvs"), /^\(ipvs\) ─/);
    assert.match(
      inMode("ipvs"),
      /^# Virtual server 10\.96\.31\.4:80\/TCP, scheduler rr\n10\.244\.1\.1:8080\n/m,
    );
    assert.match(inMode("nftables"), /^service-242WI43H-shop\/cart\/tcp\/http$/m);
    assert.match(inMode("none").replaceAll("\n# ", " "), /Something else does the work of kube-proxy/);
  });

  it("says how it is reached, and what all of it hangs on and who says so", () => {
    assert.ok(
      copied(section(cart, "How to reach it")).includes("kubectl -n shop port-forward service/cart 8080:80"),
    );
    const { files } = readFixture(
      `# file: .portolan.yaml\nversion: 1\ncluster: { domain: corp.example }\n# file: kubeadm.yaml\napiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nnetworking:\n  serviceSubnet: 10.32.0.0/16\n# file: cart.yaml\n${cart}`,
    );
    const text = analysisOf(files).names(fileAt("cart.yaml"), { line: 0, character: 0 })?.text ?? "";
    const [, hangs = ""] = text.split("── What this hangs on ");
    assert.match(hangs, /^cluster\.domain +corp\.example, as configured$/m);
    assert.match(hangs, /^cluster\.proxyMode +iptables, by default$/m);
    assert.match(hangs, /^cluster\.serviceCIDR +10\.32\.0\.0\/16, by kubeadm\.yaml:4$/m);
  });

  it("says how long answers are kept where a change could go unseen", () => {
    const kept = /may be kept for 30 seconds \(TTL\), and programs keep it longer/;
    assert.match(section(headless, "Records").replaceAll("\n# ", " "), kept);
    assert.doesNotMatch(section(cart, "Records").replaceAll("\n# ", " "), kept);
  });

  it("of a StatefulSet names its pods", () => {
    assert.deepEqual(copied(section(ledger, "Names")).slice(-4), [
      "ledger-5.ledger",
      "ledger-6.ledger",
      "ledger-5.ledger.shop.svc.cluster.local",
      "ledger-6.ledger.shop.svc.cluster.local",
    ]);
    assert.deepEqual(copied(section(ledger, "Endpoints")), [
      "10.244.1.1*   StatefulSet ledger   ledger-5",
      "10.244.1.2*   StatefulSet ledger   ledger-6",
    ]);
    const unnamed = ledger.replace(/ports: .*/, "ports: [{ port: 5432 }]");
    assert.match(section(unnamed, "Records"), /^# A port without a name has no SRV record\.$/m);
    assert.match(section(ledger, "Endpoints"), /^# StatefulSet ledger: without a readinessProbe/m);
  });

  it("leaves out what the API server would refuse, and says so once", () => {
    const refused = ledger.replace("serviceName: ledger", "serviceName: Not_A_Name");
    assert.deepEqual(copied(section(refused, "Endpoints")), []);
    const [, ...more] = sheet(refused)
      .replaceAll("\n# ", " ")
      .split("The API server would refuse StatefulSet ledger");
    assert.equal(more.length, 1);
    const itself = ledger.replace("name: raft, ", "");
    assert.match(
      sheet(itself).replaceAll("\n# ", " "),
      /refuse Service ledger: until that is mended it takes no part/,
    );
  });

  it("knows ExternalName, and that an address has no alias", () => {
    const alias = (name: string) =>
      `apiVersion: v1\nkind: Service\nmetadata: { name: mail, namespace: shop }\nspec: { type: ExternalName, externalName: ${name}$0 }\n`;
    assert.deepEqual(copied(section(alias("smtp.example.net"), "Records")), [
      "mail.shop.svc.cluster.local.   CNAME   smtp.example.net.",
    ]);
    const none = section(alias("10.0.0.1"), "Records");
    assert.deepEqual(copied(none), []);
    assert.match(none, /^# Nothing: `10\.0\.0\.1` is an address/);
    assert.equal(section(alias("a.b"), "Endpoints"), "# None: it is only another name.");
  });

  it("knows addresses that are written by hand", () => {
    const manual = `apiVersion: v1
kind: Service
metadata: { name: old$0, namespace: shop }
spec: { clusterIP: 10.0.0.1, ports: [{ name: db, port: 5432 }] }
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: old-1, namespace: shop, labels: { kubernetes.io/service-name: old } }
addressType: IPv4
ports: [{ name: db, port: 15432 }]
endpoints: [{ addresses: [192.0.2.7] }, { addresses: [192.0.2.8], conditions: { ready: false } }]
`;
    assert.equal(
      section(manual, "Endpoints"),
      `# EndpointSlice 1: db 15432/TCP
192.0.2.7   EndpointSlice old-1
192.0.2.8   EndpointSlice old-1   not ready`,
    );
    assert.ok(!sheet(manual).includes("example"));
    const alone = manual.slice(0, manual.indexOf("---"));
    assert.match(section(alone, "Endpoints"), /^# None here: without a selector/);
  });

  it("says what cannot be known", () => {
    const template = cart.replace("clusterIP: 10.96.31.4", 'clusterIP: "{{ ip }}"');
    assert.equal(
      section(template, "Records").replaceAll("\n# ", " "),
      "# Whether it is headless cannot be known: a template expression stands there.",
    );
    assert.match(section(template, "Environment variables"), /^# Whether it has a cluster IP/);
    const port = cart.replace("port: 9100", 'port: "{{ port }}"');
    assert.match(section(port, "Environment variables"), /^# Not known/);
    assert.match(section(port, "Records"), /left out/);
    const perhaps = cart.replace("        app: cart", "        app: <app>");
    assert.match(section(perhaps, "Endpoints"), /^# Not known here: Deployment cart may be selected\.$/m);
    const assumed = cart.replaceAll("  namespace: shop\n", "");
    assert.match(sheet(assumed), /^# Nobody writes a namespace: `default` is assumed\.$/m);
    assert.match(sheet(assumed), /^cart\.default\.svc\.cluster\.local$/m);
  });

  it("counts what would be too much to read", () => {
    const many = headless.replace("replicas: 2", "replicas: 1000");
    assert.equal(copied(section(many, "Endpoints")).length, 69);
    assert.match(section(many, "Endpoints"), /^# Of 1000 pods the first 250 are looked at\.$/m);
    assert.match(section(many, "Endpoints"), /^# … and 77 more$/m);
    const daemons = headless.replace("kind: Deployment", "kind: DaemonSet").replace("  replicas: 2\n", "");
    assert.match(
      section(daemons, "Endpoints"),
      /^# One such pod on each node that it may run on; one is\n# shown\.$/m,
    );
  });

  it("is found from anywhere in its document, broken or not, and again by its name", () => {
    const { analysis, file, fixture } = marked(cart);
    const first = analysis.names(file, { line: 0, character: 0 }) ?? assert.fail("no sheet");
    assert.equal(first.title, "cart.shop");
    assert.deepEqual(analysis.names(file, first.resource), first);
    assert.deepEqual(analysis.names(file, { line: 14, character: 3 }), first);
    assert.equal(analysis.names(file, { line: 20, character: 0 }), undefined);
    const text = fixture.files[0]?.text ?? "";
    analysis.editText(file, `# above\n${text.replace("kind: Service", "kind: Service\nbroken: [")}`);
    assert.equal(analysis.names(file, { line: 1, character: 0 })?.title, "cart.shop");
    analysis.editText(file, text.replace("name: cart", "name: other"));
    assert.equal(analysis.names(file, first.resource), undefined);
  });

  it("shows what is written as it is, and nothing that could mislead", () => {
    const odd = cart.replace("name: http", 'name: "ht\\u202Etp\\n"');
    assert.ok(!sheet(odd).includes("\u202E"));
  });
});
