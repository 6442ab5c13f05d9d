/** Five hundred kustomizations, cold: overlays on a base of twenty Deployments with their Services, patched and renamed. */
import { createAnalysis } from "../../server/src/core/analysis.ts";
import { fileId } from "../../server/src/core/value/file.ts";
import { ROOT } from "../manifests.ts";

const OVERLAYS = 499;
const APPS = 20;

export function coldKustomizations(): void {
  const files = new Map(Object.entries(overlays()));
  const analysis = createAnalysis();
  analysis.setRoots([ROOT]);
  analysis.setFiles(
    ROOT,
    [...files.keys()].map((path) => fileId(ROOT, path)),
  );
  for (const [path, text] of files) analysis.setText(fileId(ROOT, path), text);
  const kustomizations = [...files.keys()].filter((path) => path.endsWith("kustomization.yaml"));
  const build = () =>
    kustomizations.reduce((sum, path) => sum + analysis.built(fileId(ROOT, path)).objects.length, 0);
  const cold = timed(build);
  analysis.setText(fileId(ROOT, "overlay7/kustomization.yaml"), "resources: [../base]\nnamePrefix: other-\n");
  const overlay = timed(build);
  analysis.setText(fileId(ROOT, "base/app0.yaml"), app("renamed"));
  const base = timed(build);
  console.log(
    `${kustomizations.length} kustomizations, ${cold.result} objects: cold ${cold.took} ms, after an edit in an overlay ${overlay.took} ms, in the base of all ${base.took} ms`,
  );
}

function timed<T>(run: () => T): { readonly result: T; readonly took: number } {
  const started = performance.now();
  const result = run();
  return { result, took: Math.round(performance.now() - started) };
}

function overlays(): Readonly<Record<string, string>> {
  const apps = Array.from({ length: APPS }, (_, index) => `app${index}`);
  const base = Object.fromEntries(apps.map((name) => [`base/${name}.yaml`, app(name)]));
  const overlay = Array.from({ length: OVERLAYS }, (_, index) => [
    `overlay${index}/kustomization.yaml`,
    `resources: [../base]\nnamespace: n${index}\nnamePrefix: o${index}-\nlabels: [{pairs: {overlay: o${index}}, includeSelectors: true}]\npatches:\n  - target: {kind: Deployment}\n    patch: '[{"op": "add", "path": "/spec/replicas", "value": ${index}}]'\n`,
  ]);
  const resources = apps.map((name) => `${name}.yaml`).join(", ");
  return {
    ...base,
    "base/kustomization.yaml": `resources: [${resources}]\n`,
    ...Object.fromEntries(overlay),
  };
}

function app(name: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: app, image: "${name}:1", ports: [{containerPort: 8080}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: ${name}}
spec: {selector: {app: ${name}}, ports: [{port: 80, targetPort: 8080}]}
`;
}
