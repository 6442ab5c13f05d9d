/**
 * What an inline patch may change: units never parse text, so only its words are looked at. Nothing can be set without its
 * name being there; lists of operations (RFC 6902) are looked at path by path.
 */
import { EVERYTHING, eitherTouch, NO_TOUCH, PORTS, TEXTS, type Touch } from "./touch.ts";

export function touchOfText(text: string): Touch {
  if (/^\s*(-|\[)/.test(text)) return touchOfOperations(text);
  // Flow style, escapes and directives such as `$patch: delete` are more than words.
  if (/^\s*\{/.test(text) || text.includes("\\") || /\$[A-Za-z]\w*["']?\s*:/.test(text)) return EVERYTHING;
  const names = (...words: readonly string[]) => new RegExp(`\\b(${words.join("|")})\\b`).test(text);
  if (names(...ELSEWHERE) || removesParts(text)) return EVERYTHING;
  return {
    labels: names("labels"),
    annotations: names("annotations"),
    pods: names("labels"),
    selector: names("selector"),
    ports: names(...PORTS),
    replicas: names("replicas"),
    texts: names(...TEXTS),
    body: /^(?!apiVersion|kind|metadata|#|-)\S/m.test(text),
    everything: false,
  };
}

/** Fields with a bearing on networking that nothing looks into here. */
const ELSEWHERE = [
  ...["serviceName", "hostNetwork", "hostname", "subdomain", "dnsPolicy", "dnsConfig", "hostAliases"],
  ...["setHostnameAsFQDN", "enableServiceLinks", "shareProcessNamespace"],
];

const PARTS =
  /^([ \t-]*)["']?(spec|template|jobTemplate|metadata|containers|initContainers)["']?[ \t]*:[ \t]*(.*)$/;

/** A part that is set to null takes what is in it with it, without naming it. */
function removesParts(text: string): boolean {
  const lines = text.split(/\r?\n/).filter((line) => !/^\s*(#|$)/.test(line));
  return lines.some((line, index) => {
    const [, indent = "", , rest = ""] = PARTS.exec(line) ?? [];
    if (!PARTS.test(line)) return false;
    if (rest !== "" && !rest.startsWith("#")) return true;
    const next = /^[ \t]*/.exec(lines[index + 1] ?? "")?.[0].length ?? 0;
    const isList = /^[ \t]*-/.test(lines[index + 1] ?? "");
    return next < indent.length || (next === indent.length && !isList);
  });
}

/** Paths of operations and what each changes; the first that fits counts, and what fits none is everything. */
const PATHS: readonly (readonly [RegExp, Partial<Touch>])[] = [
  [/^\/metadata\/annotations(\/|$)/, { annotations: true }],
  [/^\/metadata\/labels(\/|$)/, { labels: true }],
  [/^\/spec\/replicas$/, { replicas: true, body: true }],
  [/^\/spec\/template\/metadata\/annotations(\/|$)/, { body: true }],
  [/^\/spec\/template\/metadata\/labels(\/|$)/, { pods: true, body: true }],
  [
    /^\/spec\/template\/spec\/(containers|initContainers)\/\d+\/(env|command|args)(\/|$)/,
    { texts: true, body: true },
  ],
  [
    /^\/spec\/template\/spec\/(containers|initContainers)\/\d+\/(image|imagePullPolicy|resources|volumeMounts|envFrom|securityContext)(\/|$)/,
    { body: true },
  ],
  [
    /^\/spec\/template\/spec\/(containers|initContainers)\/\d+\/(ports|livenessProbe|readinessProbe|startupProbe)(\/|$)/,
    { ports: true, body: true },
  ],
  // One container more: whatever it declares and says, the pods keep their labels.
  [
    /^\/spec\/template\/spec\/(initContainers(\/(\d+|-))?|containers\/-)$/,
    { ports: true, texts: true, body: true },
  ],
  [
    /^\/spec\/template\/spec\/(volumes|nodeSelector|tolerations|affinity|serviceAccountName|securityContext|imagePullSecrets)(\/|$)/,
    { body: true },
  ],
  [
    /^\/spec\/(strategy|updateStrategy|revisionHistoryLimit|minReadySeconds|progressDeadlineSeconds)(\/|$)/,
    { body: true },
  ],
];

function touchOfOperations(text: string): Touch {
  const count = (pattern: RegExp) => [...text.matchAll(pattern)].length;
  const paths = [...text.matchAll(/["']?\bpath["']?[ \t]*:[ \t]*["']?(\/[^\s"',}]*)/g)].map(
    (match) => match[1] ?? "",
  );
  const isPlain = paths.length > 0 && paths.length === count(/["']?\bop["']?[ \t]*:/g);
  if (!isPlain || /\bfrom["']?[ \t]*:/.test(text)) return EVERYTHING;
  return paths.map(touchOfPath).reduce(eitherTouch);
}

function touchOfPath(path: string): Touch {
  const found = PATHS.find(([pattern]) => pattern.test(path));
  return found ? { ...NO_TOUCH, ...found[1] } : EVERYTHING;
}
