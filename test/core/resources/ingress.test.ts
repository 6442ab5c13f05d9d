import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { factsIn, resourceIn } from "../../support/resources.ts";

const manifest = (spec: string, apiVersion = "networking.k8s.io/v1") =>
  `apiVersion: ${apiVersion}\nkind: Ingress\nmetadata: { name: front }\nspec:\n${spec.replaceAll(/^/gm, "  ")}\n`;

describe("an Ingress", () => {
  it("has a backend for each path, and the default one", () => {
    const text = manifest(`ingressClassName: nginx
defaultBackend: { service: { name: web, port: { number: 80 } } }
rules:
  - host: shop.example.com
    http:
      paths:
        - { path: /cart, pathType: Prefix, backend: { service: { name: cart, port: { name: http } } } }
        - { path: /files, pathType: Prefix, backend: { resource: { kind: Bucket, name: x } } }
  - http: { paths: [{ pathType: Prefix, backend: { service: { name: "<name>", port: { number: "80" } } } }] }`);
    assert.deepEqual(factsIn(text, "ingress").className, { value: "nginx" });
    const { references } = resourceIn(text);
    assert.deepEqual(
      references.map(({ path, service, port, serves }) => [path.length, service, port, serves]),
      [
        [2, { value: "web" }, { value: 80 }, ""],
        [7, { value: "cart" }, { value: "http" }, "shop.example.com/cart"],
        [7, undefined, undefined, "shop.example.com/files"],
        [7, { unknown: "placeholder" }, { unknown: "invalid" }, ""],
      ],
    );
    const path = ["spec", "rules", 0, "http", "paths", 0, "backend"];
    assert.deepEqual(references[1]?.path, path);
    assert.deepEqual(
      [references[1]?.namePath, references[1]?.portPath],
      [
        [...path, "service", "name"],
        [...path, "service", "port", "name"],
      ],
    );
  });

  it("is read in its old form", () => {
    const [backend] = resourceIn(
      manifest("backend: { serviceName: web, servicePort: 80 }", "extensions/v1beta1"),
    ).references;
    assert.deepEqual(
      [backend?.service, backend?.port, backend?.namePath],
      [{ value: "web" }, { value: 80 }, ["spec", "backend", "serviceName"]],
    );
  });
});
