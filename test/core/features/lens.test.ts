import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { lensTitles, marked } from "../../support/cursor.ts";
import { readFixture } from "../../support/fixture.ts";
import { analysisOf, fileAt } from "../../support/workspace.ts";

/** A Service `web` with these lines in its spec. */
const service = (spec: string, namespace = "shop") =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  namespace: ${namespace}\nspec:\n${spec.replaceAll(/^/gm, "  ")}\n`;

/** A workload whose pods are labelled `app: NAME`. */
const workload = (
  name: string,
  more: { kind?: string; replicas?: string; ports?: string; namespace?: string } = {},
) => `---
apiVersion: apps/v1
kind: ${more.kind ?? "Deployment"}
metadata: { name: ${name}, namespace: ${more.namespace ?? "shop"} }
spec:
  ${more.replicas === undefined ? "" : `replicas: ${more.replicas}`}
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name}, part: of-shop } }
    spec: { containers: [{ name: app, image: app, ports: [${more.ports ?? "{ name: http, containerPort: 8080 }"}] }] }
`;

const title = (source: string) => lensTitles(source)[0];

describe("lens", () => {
  const host = "web.shop.svc.cluster.local";
  const selector = "selector: { app: web }";

  it("names the Service, its port and the pods behind it", () => {
    const spec = `${selector}\nports: [{ port: 80, targetPort: http }]`;
    assert.equal(
      title(service(spec) + workload("web", { replicas: "3" })),
      `${host}:80 → 3 pods (Deployment web, http 8080)`,
    );
    assert.equal(title(service(spec) + workload("web")), `${host}:80 → 1 pod (Deployment web, http 8080)`);
    assert.equal(
      title(service(spec) + workload("web", { kind: "DaemonSet" })),
      `${host}:80 → a pod on each node (DaemonSet web, http 8080)`,
    );
    assert.equal(
      title(service(spec) + workload("web", { replicas: "<n>" })),
      `${host}:80 → pods (Deployment web, http 8080)`,
    );
    assert.equal(
      title(
        `${service(spec)}---\napiVersion: v1\nkind: Pod\nmetadata: { name: one, namespace: shop, labels: { app: web } }\nspec: { containers: [{ name: a, ports: [{ name: http, containerPort: 1 }] }] }\n`,
      ),
      `${host}:80 → Pod one (http 1)`,
    );
  });

  it("is short about several ports and workloads", () => {
    const two = `selector: { part: of-shop }\nports: [{ name: a, port: 80, targetPort: 8080 }, { name: b, port: 443, targetPort: 8443 }]`;
    assert.equal(
      title(service(two) + workload("web", { replicas: "2" }) + workload("api")),
      `${host} :80 :443 → 3 pods (Deployment api and Deployment web)`,
    );
    const lost = `${selector}\nports: [{ name: a, port: 80, targetPort: http }, { name: b, port: 443, targetPort: tls }]`;
    assert.equal(
      title(service(lost) + workload("web")),
      `${host} :80 :443 → 1 pod (Deployment web, no port tls)`,
    );
    const five = `${selector}\nports: [{ port: 1 }, { port: 2 }, { port: 3 }, { port: 4 }, { port: 5 }]`;
    assert.equal(
      title(service(five) + workload("web")),
      `${host} :1 :2 :3 +2 → 1 pod (Deployment web) · refused by the API server`,
    );
    assert.equal(
      title(service(selector) + workload("web")),
      `${host} → 1 pod (Deployment web) · refused by the API server`,
    );
  });

  it("says that there are no pods, and why", () => {
    const ports = "\nports: [{ port: 80 }]";
    assert.equal(
      title(service(`selector: { app: wbe }${ports}`) + workload("web")),
      `${host}:80 → no pods: \`app: wbe\` matches nothing`,
    );
    assert.equal(
      title(service(`selector: { app: wbe, tier: x }${ports}`) + workload("web")),
      `${host}:80 → no pods: \`app: wbe\` and \`tier: x\` match nothing`,
    );
    assert.equal(
      title(service(`selector: { app: web, part: of-shop, x: z }${ports}`) + workload("web")),
      `${host}:80 → no pods: \`x: z\` matches nothing`,
    );
    assert.equal(
      title(
        service(`selector: { app: web, tier: db }${ports}`) +
          workload("web") +
          workload("db").replace("part: of-shop", "tier: db"),
      ),
      `${host}:80 → no pods: none carries \`app: web\` and \`tier: db\` together`,
    );
    assert.equal(
      title(service(`${selector}${ports}`) + workload("web", { namespace: "ops" })),
      `${host}:80 → no pods: \`app: web\` matches only in namespace ops`,
    );
  });

  it("knows Services that look for no pods", () => {
    assert.equal(
      title(service("type: ExternalName\nexternalName: www.example.com")),
      `${host} → www.example.com`,
    );
    assert.equal(
      title(service("ports: [{ port: 80 }]")),
      `${host}:80 → no selector: endpoints are written by hand`,
    );
    const slice = `---\napiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: { name: web-1, namespace: shop, labels: { kubernetes.io/service-name: web } }\naddressType: IPv4\n`;
    assert.equal(
      title(service("ports: [{ port: 80 }]") + slice),
      `${host}:80 → no addresses (EndpointSlice web-1)`,
    );
  });

  it("does not claim to know what it cannot know", () => {
    const spec = "selector: { app: web, role: primary }\nports: [{ port: 80 }]";
    assert.equal(
      title(service(spec) + workload("db")),
      `${host}:80 → pods not known here (role is set while the cluster runs)`,
    );
    const template =
      service("selector: { app: web }\nports: [{ port: 80 }]") +
      workload("web").replace("app: web, part", "app: <app>, part");
    assert.equal(title(template), `${host}:80 → pods not known here (Deployment web may be selected)`);
    assert.equal(
      title(
        service("selector: { part: of-shop }\nports: [{ port: 80 }]") +
          workload("web") +
          workload("api").replace("part: of-shop", "part: <part>"),
      ),
      `${host}:80 → 1+ pod (Deployment web, 80)`,
    );
  });

  it("says what is missing of its world", () => {
    const pods = "\nports: [{ port: 80 }]";
    const alone = service(selector + pods);
    assert.equal(title(alone), `${host}:80 → pods not known here (no workload in this folder)`);
    const chart = `# file: web/Chart.yaml\napiVersion: v2\nname: web\n# file: web/templates/service.yaml\n${alone}`;
    assert.deepEqual(lensTitles(chart, "web/templates/service.yaml"), [
      `${host}:80 → pods not known here (chart)`,
    ]);
  });

  it("prints the namespace that is assumed", () => {
    const source = service("selector: { app: web }\nports: [{ port: 80 }]").replace(
      "  namespace: shop\n",
      "",
    );
    assert.equal(
      title(source + workload("web").replace(", namespace: shop", "")),
      "web.default.svc.cluster.local:80 → 1 pod (Deployment web, 80)",
    );
  });

  it("stands on the first line, whatever is written below it or breaks", () => {
    const text = `# a comment\n---\n# another\n${service(selector)}${workload("web")}`;
    const analysis = analysisOf(readFixture(text).files);
    const file = fileAt("manifest.yaml");
    const line = () => analysis.lenses(file).map((lens) => lens.range.start.line);
    assert.deepEqual(line(), [3, 3, 11]);
    analysis.editText(file, text.replace("kind: Service", "kind: Service\nbroken: ["));
    assert.deepEqual(line(), [3, 3, 12]);
    assert.equal(analysis.lenses(file)[0]?.title, `${host} → 1 pod (Deployment web)`);
  });

  it("finds Services inside a List", () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Service\n  metadata: { name: web, namespace: shop }\n  spec: { selector: { app: web } }\n${workload("web")}`;
    const lens = analysisOf(readFixture(list).files).lenses(fileAt("manifest.yaml"));
    assert.deepEqual(
      lens.map((each) => [each.range.start.line, each.title]),
      [
        [3, `${host} → 1 pod (Deployment web) · refused by the API server`],
        [3, "DNS · env · rules"],
        [8, "reached by 1 Service"],
      ],
    );
  });

  it("opens the chart and all names of a Service, and offers no more than two lines", () => {
    const { analysis, file } = marked(`$0${service(selector)}`);
    assert.deepEqual(
      analysis.lenses(file).map(({ title: text, action }) => [text, action]),
      [
        [`${host} → pods not known here (no workload in this folder) · refused by the API server`, "chart"],
        ["DNS · env · rules", "names"],
      ],
    );
  });
});

const ingress = (name: string, paths: string, more = "") => `---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, namespace: shop }
spec: { ${more}rules: [{ host: shop.example.com, http: { paths: [${paths}] } }] }
`;

const path = (name: string, port: number, at = `/${name}`) =>
  `{ path: ${at}, pathType: Prefix, backend: { service: { name: ${name}, port: { number: ${port} } } } }`;

const web = service("selector: { app: web }\nports: [{ port: 80, targetPort: 8080 }]");

describe("lens of a workload", () => {
  const last = (source: string) => lensTitles(source).at(-1);

  it("counts what reaches it, each once", () => {
    const second = web.replace("name: web", "name: web-too");
    assert.equal(last(web + workload("web")), "reached by 1 Service");
    assert.equal(last(`${web}---\n${second}${workload("web")}`), "reached by 2 Services");
    const routes =
      ingress("a", path("web", 80)) + ingress("b", `${path("web", 80)}, ${path("web", 80, "/more")}`);
    assert.equal(last(web + routes + workload("web")), "reached by 1 Service · 2 Ingresses");
    const route = `---\napiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: r, namespace: shop }\nspec: { rules: [{ backendRefs: [{ name: web, port: 80 }] }] }\n`;
    assert.equal(last(web + route + workload("web")), "reached by 1 Service · 1 HTTPRoute");
  });

  it("offers a Service where none selects it and it declares ports", () => {
    assert.deepEqual(lensTitles(workload("web")), ["Expose…"]);
    const [lens] = marked(`$0${workload("web")}`).analysis.lenses(fileAt("manifest.yaml"));
    assert.equal(lens?.plainTitle, "not reached by any Service");
  });

  it("says so where no Service can be made", () => {
    const taken = service("selector: { app: other }\nports: [{ port: 80 }]");
    assert.equal(last(taken + workload("web")), "not reached by any Service");
    const open = workload("web").replace("app: web } }\n  template", 'app: "<app>" } }\n  template');
    assert.deepEqual(lensTitles(open), ["not reached by any Service"]);
  });

  it("is silent where nothing is asked for, and where it cannot be known", () => {
    assert.deepEqual(lensTitles(workload("web", { ports: "" })), []);
    const perhaps = web.replace("app: web", 'app: "<app>"');
    assert.equal(
      last(perhaps + workload("web")),
      `web.shop.svc.cluster.local:80 → pods not known here (Deployment web may be selected)`,
    );
    const job = workload("web", { kind: "Job" });
    assert.deepEqual(lensTitles(job), []);
  });
});

describe("lens of an Ingress or a route", () => {
  const of = (paths: string, more = "") =>
    lensTitles(web + workload("web", { replicas: "3" }) + ingress("a", paths, more)).at(-1);

  it("leads on to the pods", () => {
    assert.equal(of(path("web", 80, "/")), "shop.example.com/ → web:80 → 3 pods");
    const only = `---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: a, namespace: shop }\nspec: { defaultBackend: { service: { name: web, port: { number: 80 } } } }\n`;
    assert.equal(lensTitles(web + workload("web") + only).at(-1), "all requests → web:80 → 1 pod");
  });

  it("says what is missing", () => {
    assert.equal(of(path("wbe", 80)), "shop.example.com/wbe → no Service wbe");
    assert.equal(of(path("web", 81)), "shop.example.com/web → Service web has no port 81");
    assert.equal(
      lensTitles(web + workload("api") + ingress("a", path("web", 80))).at(-1),
      "shop.example.com/web → web:80 → no pods: `app: web` matches nothing",
    );
  });

  it("counts several", () => {
    assert.equal(of(`${path("web", 80)}, ${path("web", 80, "/b")}`), "2 backends → web:80 → 3 pods");
    assert.equal(
      of(`${path("web", 80)}, ${path("api", 80)}, ${path("db", 1)}`),
      "3 backends → web:80 → 3 pods · 2 lead nowhere: no Service api and no Service db",
    );
    const two = `${web}---\n${web.replaceAll("web", "api")}${workload("web")}${workload("api")}`;
    assert.equal(
      lensTitles(two + ingress("a", `${path("web", 80)}, ${path("api", 80)}`)).at(-1),
      "2 backends → web and api",
    );
  });

  it("is silent where nothing can be seen, and counts what cannot", () => {
    const unknown = path('"{{ name }}"', 80, "/x");
    assert.deepEqual(lensTitles(ingress("a", unknown)), []);
    assert.equal(of(`${path("web", 80)}, ${unknown}`), "2 backends → web:80 → 3 pods · 1 not known here");
  });

  it("peeks at the Services", () => {
    const text = web + workload("web") + ingress("a", path("web", 80));
    const lens = marked(`$0${text}`).analysis.lenses(fileAt("manifest.yaml")).at(-1);
    assert.deepEqual(
      lens?.targets.map(({ range }) => range.start),
      [{ line: 3, character: 8 }],
    );
  });
});
