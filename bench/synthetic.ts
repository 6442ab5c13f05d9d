/**
 * A large workspace out of a seed: 10,000 files and 30,000 objects, as a company's repository of manifests holds them. Teams
 * have namespaces, apps have folders; some apps are kustomizations; and one in a hundred names of another object is wrong.
 */
import type { Manifest } from "./manifests.ts";

const TEAMS = 100;
const APPS_OF_TEAM = 25;
const SEED = 20_260_101;

export function synthetic(): readonly Manifest[] {
  const random = randomFrom(SEED);
  const teams = Array.from({ length: TEAMS }, (_, index) => `team-${String(index).padStart(2, "0")}`);
  return teams.flatMap((team) =>
    Array.from({ length: APPS_OF_TEAM }, (_, index) => appFiles(random, team, index)).flat(),
  );
}

interface App {
  readonly team: string;
  readonly name: string;
  readonly folder: string;
  /** The Service of another app of the team, which this one calls. */
  readonly upstream: string;
  readonly port: number;
  readonly random: () => number;
}

const TRADES = ["cart", "orders", "stock", "prices", "search", "mail", "login", "media", "ledger", "reports"];

function nameOf(index: number): string {
  return `${TRADES[index % TRADES.length]}-${Math.floor(index / TRADES.length)}`;
}

/** Four files and twelve objects, every tenth time three files and the kustomization that holds them. */
function appFiles(random: () => number, team: string, index: number): readonly Manifest[] {
  const app: App = {
    ...{ team, random, name: nameOf(index), folder: `teams/${team}/${nameOf(index)}` },
    upstream: nameOf((index + 1) % APPS_OF_TEAM),
    port: 8000 + Math.floor(random() * 1000),
  };
  const files: readonly Manifest[] = [
    { path: `${app.folder}/web.yaml`, text: stream(deployment(app), service(app), settings(app)) },
    { path: `${app.folder}/data.yaml`, text: stream(statefulSet(app), headless(app), secret(app)) },
    { path: `${app.folder}/routes.yaml`, text: stream(ingress(app), account(app), budget(app)) },
    {
      path: `${app.folder}/policies.yaml`,
      text: stream(webPolicy(app), dataPolicy(app), outgoingPolicy(app)),
    },
  ];
  return index % 10 === 9 ? kustomized(app, files) : files;
}

/** The last two files in one, and a kustomization beside them. */
function kustomized({ folder, team }: App, files: readonly Manifest[]): readonly Manifest[] {
  const rest = files.slice(2);
  const path = `${folder}/network.yaml`;
  const kustomization = [
    "apiVersion: kustomize.config.k8s.io/v1beta1",
    "kind: Kustomization",
    `namespace: ${team}`,
    "labels:",
    "- pairs:",
    "    tier: backend",
    "resources:",
    "- web.yaml",
    "- data.yaml",
    "- network.yaml",
    "",
  ].join("\n");
  return [
    ...files.slice(0, 2),
    { path, text: rest.map(({ text }) => text).join("---\n") },
    { path: `${folder}/kustomization.yaml`, text: kustomization },
  ];
}

function stream(...documents: readonly string[]): string {
  return documents.join("---\n");
}

/** Now and then the second of two, which is a fault. */
function faulty(random: () => number, right: string, wrong: string): string {
  return random() < 0.01 ? wrong : right;
}

function head(apiVersion: string, kind: string, { team, name }: App, suffix: string): string {
  return `apiVersion: ${apiVersion}
kind: ${kind}
metadata:
  name: ${name}${suffix}
  namespace: ${team}
  labels:
    app.kubernetes.io/name: ${name}
    app.kubernetes.io/part-of: ${team}
`;
}

function podTemplate({ name, team, upstream, port }: App, part: string): string {
  return `  template:
    metadata:
      labels:
        app: ${name}
        part: ${part}
        team: ${team}
    spec:
      containers:
        - name: main
          image: registry.example.com/${team}/${name}-${part}:1.4.2
          args: ["--listen=:${port}", "--verbose"]
          ports:
            - name: http
              containerPort: ${port}
              protocol: TCP
            - name: metrics
              containerPort: 9090
          env:
            - name: UPSTREAM
              value: http://${upstream}.${team}.svc.cluster.local:80/api
            - name: LOG_LEVEL
              value: info
          resources:
            requests:
              cpu: 100m
              memory: 128Mi
            limits:
              memory: 256Mi
          readinessProbe:
            httpGet:
              path: /ready
              port: http
            periodSeconds: 5
          livenessProbe:
            httpGet:
              path: /live
              port: http
`;
}

function deployment(app: App): string {
  return `${head("apps/v1", "Deployment", app, "")}spec:
  replicas: 3
  # The labels that its Service asks for, too.
  selector:
    matchLabels:
      app: ${app.name}
      part: web
${podTemplate(app, "web")}`;
}

function service(app: App): string {
  const { name, random } = app;
  return `${head("v1", "Service", app, "")}spec:
  type: ClusterIP
  selector:
    app: ${faulty(random, name, `${name}x`)}
    part: web
  ports:
    - name: http
      port: 80
      targetPort: ${faulty(random, "http", "htpp")}
    - name: metrics
      port: 9090
      targetPort: metrics
`;
}

function settings(app: App): string {
  const { upstream, team, random } = app;
  return `${head("v1", "ConfigMap", app, "-settings")}data:
  upstream: "http://${upstream}.${faulty(random, team, `${team}x`)}:80"
  application.properties: |
    server.threads=16
    cache.host=${upstream}-data.${team}.svc
    cache.port=6379
    retries=3
`;
}

function statefulSet(app: App): string {
  const { name, random } = app;
  return `${head("apps/v1", "StatefulSet", app, "-data")}spec:
  serviceName: ${faulty(random, `${name}-data`, `${name}-dta`)}
  replicas: 2
  selector:
    matchLabels:
      app: ${name}
      part: data
${podTemplate(app, "data")}  volumeClaimTemplates:
    - metadata:
        name: store
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 10Gi
`;
}

function headless(app: App): string {
  return `${head("v1", "Service", app, "-data")}spec:
  clusterIP: None
  selector: { app: ${app.name}, part: data }
  ports:
    - name: http
      port: ${app.port}
      targetPort: http
`;
}

function secret(app: App): string {
  return `${head("v1", "Secret", app, "-login")}type: Opaque
stringData:
  username: ${app.name}
  password: 'not so secret'
`;
}

function ingress(app: App): string {
  const { name, team, random } = app;
  return `${head("networking.k8s.io/v1", "Ingress", app, "")}spec:
  ingressClassName: nginx
  rules:
    - host: ${name}.${team}.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: ${faulty(random, name, `${name}-web`)}
                port:
                  name: http
`;
}

function account(app: App): string {
  return head("v1", "ServiceAccount", app, "");
}

function budget(app: App): string {
  return `${head("policy/v1", "PodDisruptionBudget", app, "")}spec:
  minAvailable: 1
  selector:
    matchLabels:
      app: ${app.name}
`;
}

function webPolicy(app: App): string {
  const { name, random } = app;
  return `${head("networking.k8s.io/v1", "NetworkPolicy", app, "-web")}spec:
  podSelector:
    matchLabels:
      app: ${faulty(random, name, `${name}y`)}
      part: web
  policyTypes: [Ingress]
  ingress:
    - from:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: ingress-nginx
        - podSelector: {}
      ports:
        - protocol: TCP
          port: http
`;
}

function dataPolicy(app: App): string {
  const { name } = app;
  return `${head("networking.k8s.io/v1", "NetworkPolicy", app, "-data")}spec:
  podSelector:
    matchLabels:
      app: ${name}
      part: data
  policyTypes:
    - Ingress
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app: ${name}
              part: web
      ports:
        - port: ${app.port}
`;
}

function outgoingPolicy(app: App): string {
  return `${head("networking.k8s.io/v1", "NetworkPolicy", app, "-out")}spec:
  podSelector:
    matchLabels:
      app: ${app.name}
  policyTypes: [Egress]
  egress:
    - to:
        - podSelector:
            matchLabels:
              app: ${app.upstream}
    - to:
        - ipBlock:
            cidr: 10.0.0.0/8
            except:
              - 10.96.0.0/12
      ports:
        - protocol: UDP
          port: 53
`;
}

/** A stream of numbers from 0 to 1 that is the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    const mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    const more = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((more ^ (more >>> 14)) >>> 0) / 4_294_967_296;
  };
}
