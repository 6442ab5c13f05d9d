/** What a unit with 2,000 resources costs: a Service's sheet, a name that is looked up in it, what is told of an object; and the memory. */
import { createAnalysis } from "../server/src/core/analysis.ts";
import { fileId } from "../server/src/core/value/file.ts";

const ROOT = "names";

export function namesCosts(): void {
  reportUnit("in namespaces of 20 apps", 1000, (nth) => `team-${Math.floor(nth / 20)}`);
  reportUnit("in one namespace, each with the variables of all", 1000, () => "shop");
  const held = [500, 1000, 2000, 4000].map((apps) => `${2 * apps} resources ${heldBy(apps)}`);
  console.log(`held when everything was described: ${held.join(", ")}\n`);
}

type NamespaceOf = (nth: number) => string;

function load(apps: number, namespaceOf: NamespaceOf) {
  const analysis = createAnalysis();
  const files = Array.from({ length: apps }, (_, nth) => fileId(ROOT, `app-${nth}.yaml`));
  analysis.setRoots([ROOT]);
  analysis.setFiles(ROOT, files);
  for (const [nth, file] of files.entries()) analysis.setText(file, manifest(nth, namespaceOf(nth)));
  for (const file of files) analysis.diagnostics(file);
  return { analysis, objects: analysis.objects((kind) => kind === "Service" || kind === "Deployment") };
}

type Loaded = ReturnType<typeof load>;

function describeAll({ analysis, objects }: Loaded): void {
  for (const { resource, unit } of objects) analysis.describe({ resource, unit });
}

function reportUnit(title: string, apps: number, namespaceOf: NamespaceOf): void {
  const loaded = load(apps, namespaceOf);
  const { analysis, objects } = loaded;
  const services = objects.filter(({ kind }) => kind === "Service");
  const asker = objects.find(({ kind }) => kind === "Deployment");
  const sheets = () => {
    for (const { file: at, resource } of services) analysis.names(at, resource);
  };
  const lookUp = () => {
    if (asker) analysis.resolve({ from: asker.resource, unit: asker.unit, name: `app-7.${namespaceOf(7)}` });
  };
  const [first, next] = [timed(sheets), timed(sheets)].map((took) => took / services.length);
  const [cold, warm] = [timed(lookUp), timed(lookUp)];
  const describing = () => describeAll(loaded);
  const [told, again] = [timed(describing), timed(describing)].map((took) => took / objects.length);
  console.log(`what the cluster does with ${objects.length} resources, 3 pods each, ${title} (ms)`);
  console.log(
    `  a Service's sheet: first ${ms(first)}, again ${ms(next)}; a name: first ${ms(cold)}, again ${ms(warm)}`,
  );
  console.log(`  described: first ${ms(told)}, again ${ms(again)}\n`);
}

/** In MB, when everything was described twice; only where garbage can be collected. */
function heldBy(apps: number): string {
  const collect = globalThis.gc;
  if (!collect) return "?";
  collect();
  const before = process.memoryUsage().heapUsed;
  const loaded = load(apps, (nth) => `team-${Math.floor(nth / 20)}`);
  describeAll(loaded);
  describeAll(loaded);
  collect();
  const held = (process.memoryUsage().heapUsed - before) / 1e6;
  return loaded.objects.length === 2 * apps ? `${held.toFixed(1)} MB` : "not all told";
}

/** Every third Service is headless. */
function manifest(nth: number, namespace: string): string {
  const name = `app-${nth}`;
  return `apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  ${nth % 3 === 0 ? "clusterIP: None" : "type: NodePort"}
  selector: { app: ${name} }
  ports: [{ name: http, port: 80, targetPort: web }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
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
