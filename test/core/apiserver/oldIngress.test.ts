/** What an Ingress was before `networking.k8s.io/v1`, written as it is since: by the fixes that are offered. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createAnalysis } from "../../../server/src/core/analysis.ts";
import { fileId } from "../../../server/src/core/value/file.ts";

const FILE = fileId("sea", "ingress.yaml");

const ingress = (host: string, backend: string) => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  rules:
    - ${host}
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
${backend}`;

const HOST = "host: shop.example.com";
const BACKEND = `              service:
                name: web
                port:
                  number: 80
`;

function mended(text: string): readonly (readonly [title: string, text: string])[] {
  const analysis = createAnalysis();
  analysis.setRoots(["sea"]);
  analysis.setFiles("sea", [FILE]);
  analysis.setText(FILE, text);
  const fixes = analysis
    .fixes(FILE)
    .flatMap(({ title, edits }) => edits.map((each) => [title, analysis.textAfter(each)] as const));
  return [...new Map(fixes)];
}

test("a port that was a number or a name", () => {
  const number = BACKEND.replace("port:\n                  number: 80", "port: 80");
  assert.deepEqual(mended(ingress(HOST, number)), [
    ["Write the port as `number: 80`", ingress(HOST, BACKEND)],
  ]);
  const name = BACKEND.replace("port:\n                  number: 80", 'port: "http"');
  const after = BACKEND.replace("number: 80", "name: http");
  assert.deepEqual(mended(ingress(HOST, name)), [["Write the port as `name: http`", ingress(HOST, after)]]);
});

test("serviceName and servicePort", () => {
  const title = "Write it as `service` with `name` and `port`";
  const old = "              serviceName: web\n              servicePort: 80\n";
  assert.deepEqual(mended(ingress(HOST, old)), [[title, ingress(HOST, BACKEND)]]);
  const half = mended(ingress(HOST, "              serviceName: web\n"));
  assert.deepEqual(half, [], "nobody knows the port");
});

test("a host that is an address, or has capitals", () => {
  const good = [["Write `shop.example.com`", ingress(HOST, BACKEND)]];
  for (const host of ["Shop.example.COM", "https://shop.example.com/cart", "shop.example.com:8080"])
    assert.deepEqual(mended(ingress(`host: ${host}`, BACKEND)), good, host);
  const [[title, text] = []] = mended(ingress('host: "*"', BACKEND));
  assert.equal(title, "Leave the host out");
  assert.equal(text, ingress("http:", BACKEND).replace("http:\n      http:", "http:"));
  for (const host of ["10.0.0.1:8080", "http://", "-web-"])
    assert.deepEqual(mended(ingress(`host: ${host}`, BACKEND)), [], host);
});
