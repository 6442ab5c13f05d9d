/** What pods, EndpointSlices and DNS records of a unit with 2,000 resources cost, one name that is looked up in it, and what is told of one object. */
import { createAnalysis } from "../server/src/core/analysis.ts";
import { fileId } from "../server/src/core/value/file.ts";

const ROOT = "names";
const PAIRS = 1000;

export function namesCosts(): void {
  const analysis = createAnalysis();
  const apps = Array.from({ length: PAIRS }, (_, index) => `app-${index}`);
  const file = (name: string) => fileId(ROOT, `${name}.yaml`);
  analysis.setRoots([ROOT]);
  analysis.setFiles(ROOT, apps.map(file));
  for (const name of apps) analysis.setText(file(name), manifest(name));
  for (const name of apps) analysis.diagnostics(file(name));
  const objects = analysis.objects((kind) => kind === "Service" || kind === "Deployment");
  const services = objects.filter(({ kind }) => kind === "Service");
  const [asker] = objects.filter(({ kind }) => kind === "Deployment");
  const sheets = () => {
    for (const { file: at, resource } of services) analysis.names(at, resource);
  };
  const lookUp = () => {
    if (asker) analysis.resolve({ from: asker.resource, unit: asker.unit, name: "app-7.shop" });
  };
  const describeAll = () => {
    for (const { resource, unit } of objects) analysis.describe({ resource, unit });
  };
  const [first, next] = [timed(sheets), timed(sheets)].map((took) => took / services.length);
  const [cold, warm] = [timed(lookUp), timed(lookUp)];
  const [told, again] = [timed(describeAll), timed(describeAll)].map((took) => took / objects.length);
  console.log(`endpoints and DNS of a unit with ${objects.length} resources, 3 pods each (ms)`);
  console.log(
    `  a Service's sheet: first ${ms(first)}, again ${ms(next)}; a name: first ${ms(cold)}, again ${ms(warm)}`,
  );
  console.log(`  described: first ${ms(told)}, again ${ms(again)}\n`);
}

function manifest(name: string): string {
  return `apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { clusterIP: None, selector: { app: ${name} }, ports: [{ name: http, port: 80, targetPort: web }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec:
  replicas: 3
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: a, image: "a:1", ports: [{ name: web, containerPort: 8080 }] }] }
`;
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function ms(took: number | undefined): string {
  return (took ?? 0).toFixed(3);
}
