/** Findings of what kustomizations build: where they are said, how often, what mends them and what silences them. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { pathOf } from "../../../server/src/core/value/file.ts";
import { analysisOf, diagnosticsOf } from "../../support/workspace.ts";

type Files = Readonly<Record<string, string>>;

const WORKLOAD = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  serviceName: web
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: "web:1", ports: [{ name: http, containerPort: 8080 }] }] }
`;

const service = (targetPort = "http", clusterIp = "None") => `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  clusterIP: ${clusterIp}
  selector: { app: web }
  ports:
    - name: http
      port: 8080
      targetPort: ${targetPort}
`;

const BASE: Files = {
  "base/kustomization.yaml": "resources: [workload.yaml, service.yaml]\n",
  "base/workload.yaml": WORKLOAD,
  "base/service.yaml": service(),
};

const overlay = (name: string, more = ""): Files => ({
  [`overlays/${name}/kustomization.yaml`]: `namespace: ${name}\nnamePrefix: ${name}-\nresources: [../../base]\n${more}`,
});

const analysed = (files: Files) =>
  analysisOf(Object.entries(files).map(([path, text]) => ({ path, text, findings: [] })));

/** `base/service.yaml:11 PTL201 [dev, prod]`. */
const said = (files: Files) =>
  diagnosticsOf(analysed(files)).map(
    ({ file, range, code, units }) =>
      `${pathOf(file)}:${range.start.line + 1} ${code} [${units.map((unit) => unit.replace("overlays/", "")).join(", ")}]`,
  );

const fixes = (files: Files) =>
  diagnosticsOf(analysed(files)).flatMap((each) => each.fixes.map(({ title }) => title));

describe("a finding of what is built", () => {
  it("is said once in the base for all overlays, whatever they call it", () => {
    const files = { ...BASE, ...overlay("dev"), ...overlay("prod"), ...overlay("test") };
    assert.deepEqual(said({ ...files, "base/service.yaml": service("htpp") }), [
      "base/service.yaml:11 PTL201 [dev, prod, test]",
    ]);
  });

  it("is said where a name is written, not where all names are made longer", () => {
    const files = { ...BASE, "base/service.yaml": service("http", "10.0.0.1") };
    assert.deepEqual(said({ ...files, ...overlay("dev"), ...overlay("prod") }), [
      "base/workload.yaml:6 PTL502 [dev, prod]",
    ]);
  });

  it("is said once for a base that is used twice", () => {
    const twice = {
      ...BASE,
      "base/service.yaml": service("htpp"),
      "a/kustomization.yaml": "namePrefix: a-\nresources: [../base]\n",
      "b/kustomization.yaml": "namePrefix: b-\nresources: [../base]\n",
      "both/kustomization.yaml": "resources: [../a, ../b]\n",
    };
    assert.deepEqual(
      said(twice).filter((each) => each.includes("PTL201")),
      ["base/service.yaml:11 PTL201 [both]"],
    );
  });

  it("is said once although a prefix is a part of other words", () => {
    const files = { ...BASE, ...overlay("a"), ...overlay("b"), "base/service.yaml": service("data-http") };
    assert.deepEqual(said(files), ["base/service.yaml:11 PTL201 [a, b]"]);
  });

  it("is said in the document that is at fault, of several that one patch holds", () => {
    const patch = [WORKLOAD, service("htpp")].join("---\n").replaceAll(/^(?=.)/gm, "      ");
    const files = { ...BASE, ...overlay("dev", `patches:\n  - patch: |-\n${patch}`) };
    const line = files["overlays/dev/kustomization.yaml"]
      ?.split("\n")
      .findIndex((each) => each.includes("htpp"));
    assert.deepEqual(said(files), [`overlays/dev/kustomization.yaml:${Number(line) + 1} PTL201 [dev]`]);
  });
});

describe("a fix of what is built", () => {
  const wanted = { ...BASE, "base/workload.yaml": WORKLOAD.replace("serviceName: web", "serviceName: wbe") };

  it("writes down no name that an overlay makes", () => {
    assert.deepEqual(
      fixes({ ...wanted, "overlays/dev/kustomization.yaml": "resources: [../../base]\n" }).filter((each) =>
        each.startsWith("Set serviceName"),
      ),
      ["Set serviceName to `web`"],
    );
    assert.deepEqual(
      fixes({ ...wanted, ...overlay("dev") }).filter((each) => each.startsWith("Set serviceName")),
      [],
    );
  });

  it("takes nothing away that an overlay adds to", () => {
    const elsewhere = service().replace(
      "clusterIP: None",
      "type: ExternalName\n  externalName: web.example.com",
    );
    const removals = (more: string) =>
      fixes({ ...BASE, ...overlay("dev", more), "base/service.yaml": elsewhere }).filter((each) =>
        each.startsWith("Remove the selector"),
      );
    assert.deepEqual(removals(""), ["Remove the selector of Service dev-web"]);
    assert.deepEqual(removals("commonLabels: { team: shop }\n"), []);
  });

  it("leaves the port by which a patch finds its item", () => {
    const headless = service().replace("port: 8080", "port: 80");
    const ports = (more: string) =>
      fixes({ ...BASE, ...overlay("dev", more), "base/service.yaml": headless }).filter((each) =>
        each.startsWith("Set port"),
      );
    const patch =
      "{ apiVersion: v1, kind: Service, metadata: { name: web }, spec: { ports: [PORT] } }".replace(
        "PORT",
        "{ port: 80, targetPort: 8080 }",
      );
    assert.deepEqual(ports(""), ["Set port to 8080"]);
    assert.deepEqual(ports(`patches: [{ patch: '${patch}' }]\n`), []);
  });
});

describe("an entry of `ignore`", () => {
  const ignoring = (entry: string, files: Files) =>
    said({ ...files, ".portolan.yaml": `version: 1\nignore: [{ ${entry}, reason: known }]\n` });
  const inBase = { ...BASE, ...overlay("dev"), "base/service.yaml": service("htpp") };
  const patched = {
    ...BASE,
    ...overlay("dev", "patches: [{ path: patch.yaml }]\n"),
    "overlays/dev/patch.yaml": service("htpp"),
  };

  it("knows a resource by the name that is written, and by the one that is built", () => {
    assert.deepEqual(ignoring("resource: Service/web", inBase), []);
    assert.deepEqual(ignoring("resource: Service/dev-web", inBase), []);
    assert.deepEqual(ignoring("resource: Service/prod-web", inBase), ["base/service.yaml:11 PTL201 [dev]"]);
  });

  it("goes by the file in which something is said", () => {
    assert.deepEqual(ignoring("path: overlays/dev", patched), []);
    assert.deepEqual(ignoring("path: base", patched), ["overlays/dev/patch.yaml:11 PTL201 [dev]"]);
  });
});
