import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { factsIn } from "../../support/resources.ts";

const ingress = (spec: string, apiVersion = "networking.k8s.io/v1") =>
  factsIn(
    `apiVersion: ${apiVersion}\nkind: Ingress\nmetadata: { name: front }\nspec:\n${spec.replaceAll(/^/gm, "  ")}\n`,
    "ingress",
  );

describe("an Ingress", () => {
  it("has a backend for each path, and the default one", () => {
    const { backends, className } = ingress(`ingressClassName: nginx
defaultBackend: { service: { name: web, port: { number: 80 } } }
rules:
  - host: shop.example.com
    http:
      paths:
        - { path: /cart, pathType: Prefix, backend: { service: { name: cart, port: { name: http } } } }
        - { path: /files, pathType: Prefix, backend: { resource: { kind: Bucket, name: x } } }
  - http: { paths: [{ pathType: Prefix, backend: { service: { name: "<name>", port: { number: "80" } } } }] }`);
    assert.deepEqual(className, { value: "nginx" });
    assert.deepEqual(
      backends.map(({ path, service, port, host, httpPath }) => [path.length, service, port, host, httpPath]),
      [
        [2, { value: "web" }, { value: 80 }, undefined, undefined],
        [7, { value: "cart" }, { value: "http" }, { value: "shop.example.com" }, { value: "/cart" }],
        [7, undefined, undefined, { value: "shop.example.com" }, { value: "/files" }],
        [7, { unknown: "placeholder" }, { unknown: "invalid" }, undefined, undefined],
      ],
    );
    assert.deepEqual(backends[1]?.path, ["spec", "rules", 0, "http", "paths", 0, "backend"]);
    assert.deepEqual(
      [backends[1]?.namePath, backends[1]?.portPath],
      [
        ["service", "name"],
        ["service", "port", "name"],
      ],
    );
  });

  it("is read in its old form", () => {
    const [backend] = ingress(
      "backend: { serviceName: web, servicePort: 80 }",
      "extensions/v1beta1",
    ).backends;
    assert.deepEqual(
      [backend?.service, backend?.port, backend?.namePath],
      [{ value: "web" }, { value: 80 }, ["serviceName"]],
    );
  });
});
