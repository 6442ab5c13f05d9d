/** The rows of an Ingress or a route: one a rule, with the references that leave from it. */
import type { ReferenceAnswer } from "../../network/net.ts";
import { isFamily, type Resource } from "../../resources/resource.ts";
import { valueOf } from "../../value/known.ts";
import type { Path } from "../../value/path.ts";
import { counted } from "../words.ts";
import { unique } from "./ids.ts";
import type { PieceRow } from "./piece.ts";
import { shown } from "./view.ts";

export interface RuleRow extends PieceRow {
  readonly references: readonly ReferenceAnswer[];
}

export function ruleRows(resource: Resource, answers: readonly ReferenceAnswer[]): readonly RuleRow[] {
  const rules = new Map<string, { readonly path: Path; readonly references: ReferenceAnswer[] }>();
  for (const answer of answers) {
    const path = rulePath(resource, answer.reference.path);
    const key = JSON.stringify(path);
    const rule = rules.get(key) ?? { path, references: [] };
    rule.references.push(answer);
    rules.set(key, rule);
  }
  const all = [...rules.values()];
  const ids = unique(
    all.map(({ path }) => path.filter((step) => typeof step === "number").join(".") || "all"),
  );
  return all.map(({ path, references }, index) => ({
    id: ids[index] ?? "",
    text: `${matchWords(resource, references, all.length)} → ${backendWords(references)}`,
    origin: { id: resource.id, path },
    references,
  }));
}

/** `spec.rules[0]`; for an Ingress `spec.rules[0].http.paths[1]`. */
function rulePath(resource: Resource, path: Path): Path {
  if (isFamily(resource, "ingress")) return path.slice(0, -1).length > 1 ? path.slice(0, -1) : path;
  const list = path.findIndex((step) => typeof step === "number");
  return list < 0 ? path : path.slice(0, list + 1);
}

/** Which requests take it: the card says the host if there is but one. */
function matchWords(resource: Resource, references: readonly ReferenceAnswer[], rules: number): string {
  const served = references.map(({ reference }) => reference.serves).find((each) => each !== MIRRORED) ?? "";
  const [host, ...others] = hostsOf(resource);
  const hosts = others.length === 0 ? (host ?? "") : hostsOf(resource).join(", ");
  const isAnyHost = others.length === 0 || isFamily(resource, "route");
  const rest = isAnyHost && hosts !== "" && served.startsWith(hosts) ? served.slice(hosts.length) : served;
  if (rest !== "") return plainMatch(rest);
  if (isFamily(resource, "ingress") && rules > 1 && served === "") return "everything else";
  return rules > 1 && served === "" ? "other requests" : "all requests";
}

/** Traefik's expressions, where they say no more than a host and a path. */
function plainMatch(text: string): string {
  const match = /^Host\(`([^`]+)`\)(?: && PathPrefix\(`([^`]+)`\))?$/.exec(text);
  return match ? `${match[1] ?? ""}${match[2] ?? ""}` : text;
}

const MIRRORED = "mirrored requests";

/** The hosts for which a resource is, in the order of the manifest. */
export function hostsOf({ spec }: Resource): readonly string[] {
  const hosts = spec.family === "ingress" || spec.family === "route" ? spec.hosts : [];
  return hosts.map((host) => valueOf(host) ?? "?");
}

/** `cart :80`; of several the first two. */
function backendWords(references: readonly ReferenceAnswer[]): string {
  const names = references
    .filter(({ reference }) => reference.serves !== MIRRORED)
    .map(({ reference }) => {
      const port = reference.port === undefined ? "" : ` :${shown(reference.port)}`;
      return `${valueOf(reference.service) ?? "?"}${port}`;
    });
  const each = [...new Set(names)];
  if (each.length <= 2) return each.join(", ") || "mirrored";
  return `${each[0] ?? ""} and ${counted(each.length - 1, "more").replace(/s$/, "")}`;
}

/** What stands on the edge of a reference: nothing, where the row says it. */
export function edgeLabel({ reference }: ReferenceAnswer): string {
  return reference.serves === MIRRORED ? "mirrored" : "";
}
