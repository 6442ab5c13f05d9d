/** A small Service and its pods to hover on, and the card without Markdown's furniture. */
import assert from "node:assert/strict";
import { hovered } from "./cursor.ts";

/** The answer and the list, without Markdown's furniture. */
export function card(source: string): readonly string[] {
  const lines = hovered(source)?.split("\n") ?? [];
  assert.ok(lines.length <= 12, "at most twelve lines");
  assert.match(lines[0] ?? "", /^\*\*.+\*\*$/, "the first is a bold answer");
  assert.match(lines.at(-1) ?? "", /^\[Kubernetes: [^\]]+\]\(https:\/\/kubernetes\.io\/docs\/[^)]+\)$/);
  return [
    (lines[0] ?? "").slice(2, -2),
    ...lines.filter((line) => line.startsWith("- ")).map((line) => line.slice(2)),
  ];
}

export interface Options {
  readonly selector?: string;
  readonly port?: string;
  readonly more?: string;
}

/** Service `web` in namespace shop with one port. */
export const service = ({ selector = "    app: web", port = "", more = "" }: Options) => `apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
spec:
  selector:
${selector}
  ports:
    - name: http
${port}${more}`;

export const deployment = (name = "web", ports = "[{ name: http, containerPort: 8080 }]", more = "") => `---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: shop
spec:
  replicas: 3
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
        track: ${name}
    spec:
      containers:
        - name: nginx
          image: nginx
          ports: ${ports}
${more}`;

export const PROBE = `          readinessProbe:
            httpGet: { path: /, port: http }
`;

export const PORT = "      po$0rt: 80\n      targetPort: http\n";
export const TARGET = (target: string) => `      port: 80\n      target$0Port: ${target}\n`;
export const NODE = (nodePort: string) =>
  `      port: 80\n      targetPort: http\n      nodePort: ${nodePort}$0\n`;
