/**
 * Cheap first: a look at the lines of a document says what it is and whether it is worth parsing. Most bytes of real
 * repositories are CustomResourceDefinitions, values files and workflows, which no rule ever reads.
 */

export interface Scan {
  /** `skip`: no Kubernetes object. `identity`: one that only its name matters of. `parse`: to be read whole. */
  readonly tier: "skip" | "identity" | "parse" | "too-large";
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** `yaml` needs seconds and gigabytes for a document of 10 MB; beyond this size only the lines are looked at. */
export const LARGEST_PARSED = 2_000_000;

/** Kinds that are read whole; others too when they hold a pod template. */
const MATTERS = new Set([
  ...["Service", "Pod", "Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "ReplicationController"],
  ...["Job", "CronJob", "Ingress", "Endpoints", "EndpointSlice", "Namespace", "Kustomization", "Component"],
  ...[
    "NetworkPolicy",
    "HTTPRoute",
    "GRPCRoute",
    "TCPRoute",
    "TLSRoute",
    "UDPRoute",
    "ServiceMonitor",
    "PodMonitor",
  ],
  ...[
    "IngressRoute",
    "IngressRouteTCP",
    "IngressRouteUDP",
    "HTTPProxy",
    "Route",
    "Rollout",
    "VirtualService",
  ],
  ...["DestinationRule", "APIService", "ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"],
  ...["ReferenceGrant", "ServiceEntry", "Gateway", "Node"],
]);

/** Where a ConfigMap may name a Service, and what a ConfigMap of the cluster's own components holds. */
const TELLING =
  /:\/\/|\.svc\b|:\d{2,5}\b|\b(?:Corefile|KubeProxyConfiguration|KubeletConfiguration|ClusterConfiguration)\b/;

export function scan(text: string): Scan {
  const body = text.slice(0, 200_000);
  const first = /^(?:---[^\n\r]*|[ \t]*#[^\n\r]*|[ \t]*)(?:[\r\n]+)|/;
  const indent = rootIndent(body, first);
  const identity = indent === undefined ? flowIdentity(body) : blockIdentity(body, indent);
  if (identity.kind === "" && identity.apiVersion === "") return { tier: "skip", ...identity };
  if (!matters(text, identity.kind)) return { tier: "identity", ...identity };
  return { tier: text.length > LARGEST_PARSED ? "too-large" : "parse", ...identity };
}

function matters(text: string, kind: string): boolean {
  if (MATTERS.has(kind)) return true;
  // The largest documents there are; only a conversion webhook names a Service in them.
  if (kind === "CustomResourceDefinition") return /\bclientConfig["']?[ \t]*:/.test(text);
  if (kind === "ConfigMap") return TELLING.test(text);
  if (kind === "" || kind.endsWith("List")) return kindsIn(text).some((each) => MATTERS.has(each));
  return /["']?template["']?[ \t]*:/.test(text) && /["']?containers["']?[ \t]*:/.test(text);
}

function kindsIn(text: string): readonly string[] {
  return [...text.matchAll(/["']?kind["']?[ \t]*:[ \t]*["']?([A-Za-z]+)/g)].map((match) => match[1] ?? "");
}

/** The indentation of the root mapping; undefined when the document is written in flow style, as JSON is. */
function rootIndent(text: string, skip: RegExp): number | undefined {
  let rest = text;
  for (let match = skip.exec(rest); match && match[0] !== ""; match = skip.exec(rest))
    rest = rest.slice(match[0].length);
  const opening = /^(?:---[ \t]+)?([ \t]*)(\S?)/.exec(rest);
  if (opening?.[2] === "{" || opening?.[2] === "[") return undefined;
  return opening?.[1]?.length ?? 0;
}

type Identity = Omit<Scan, "tier">;

/** Nobody writes a manifest further in, and a pattern of so many blanks could not be made. */
const DEEPEST_ROOT = 200;

function blockIdentity(text: string, indent: number): Identity {
  if (indent > DEEPEST_ROOT) return { apiVersion: "", kind: "", namespace: "", name: "" };
  const root = " ".repeat(indent);
  const top = (key: string) =>
    scalarAfter(text, new RegExp(`^${root}["']?${key}["']?[ \\t]*:[ \\t]*(.*)$`, "m"));
  const metadata = new RegExp(
    `^${root}["']?metadata["']?[ \\t]*:[ \\t]*(.*(?:\\r?\\n(?:${root}[ \\t]+.*|[ \\t]*#.*|[ \\t]*))*)`,
    "m",
  ).exec(text)?.[1];
  return { apiVersion: top("apiVersion"), kind: top("kind"), ...metadataIdentity(metadata ?? "") };
}

function metadataIdentity(block: string): { readonly namespace: string; readonly name: string } {
  if (block.startsWith("{")) return flowMetadata(block);
  const child = /\n([ \t]+)["']?[A-Za-z]/.exec(block)?.[1] ?? "  ";
  const at = (key: string) =>
    scalarAfter(block, new RegExp(`^${child}["']?${key}["']?[ \\t]*:[ \\t]*(.*)$`, "m"));
  return { namespace: at("namespace"), name: at("name") };
}

/** JSON and flow style: the first of each key, which is the root's in any order that people and tools write. */
function flowIdentity(text: string): Identity {
  const metadata = /["']?metadata["']?\s*:\s*\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}?/.exec(text)?.[0] ?? "";
  return {
    apiVersion: flowScalar(text, "apiVersion"),
    kind: flowScalar(text, "kind"),
    ...flowMetadata(metadata),
  };
}

/** The labels and annotations may have names, too. */
function flowMetadata(text: string): { readonly namespace: string; readonly name: string } {
  const own = text.slice(text.indexOf("{") + 1).replaceAll(/\{[^{}]*\}/g, "");
  return { namespace: flowScalar(`{${own}`, "namespace"), name: flowScalar(`{${own}`, "name") };
}

function flowScalar(text: string, key: string): string {
  return new RegExp(`["'{,\\s]${key}["']?\\s*:\\s*["']?([^"',{}\\s]+)`).exec(text)?.[1] ?? "";
}

function scalarAfter(text: string, pattern: RegExp): string {
  const written = (pattern.exec(text)?.[1] ?? "").trim();
  const quoted = /^"([^"]*)"|^'([^']*)'/.exec(written);
  if (quoted) return quoted[1] ?? quoted[2] ?? "";
  return written.replace(/[ \t]+#.*$/, "").replace(/^[&!]\S+[ \t]*/, "");
}
