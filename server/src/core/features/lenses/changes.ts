/** Above a Service: what the kustomizations that build it make of it, where that is not what is written. */
import type { Reader } from "../../query/query.ts";
import type { DocId } from "../../resources/identity.ts";
import { type Path, printPath } from "../../value/path.ts";
import type { Value } from "../../value/value.ts";
import { type Change, changesOf } from "../links/changes.ts";
import { distinctPlaces } from "../links/objects.ts";
import { locationAt } from "../links/place.ts";
import { listed } from "../words.ts";
import type { LensText } from "./place.ts";

/** None where every unit takes it as it is written. */
export function changeLenses(db: Reader, id: DocId): readonly LensText[] {
  const changes = changesOf(db, id).filter(({ path }) => isTold(path));
  const units = new Map<string, Change[]>();
  for (const change of changes) {
    const known = units.get(change.unit);
    if (known) known.push(change);
    else units.set(change.unit, [change]);
  }
  if (units.size === 0) return [];
  const places = distinctPlaces(changes.map(({ at }) => at));
  return [{ title: titleOf(units), targets: places.flatMap((at) => locationAt(db, at) ?? []) }];
}

/** Labels and annotations of the Service itself lead nowhere. */
function isTold([first, second]: Path): boolean {
  return first === "spec" || (first === "metadata" && (second === "name" || second === "namespace"));
}

/** `changed by 2 units: port 80 → 8080 in overlays/prod · type NodePort in overlays/dev`. */
function titleOf(units: ReadonlyMap<string, readonly Change[]>): string {
  const byText = new Map<string, string[]>();
  for (const [unit, changes] of units) {
    const texts = [...new Set([...changes].sort(bySpec).map(textOf))];
    const more = texts.length > MOST_TOLD ? ` +${texts.length - MOST_TOLD}` : "";
    const text = `${texts.slice(0, MOST_TOLD).join(", ")}${more}`;
    byText.set(text, [...(byText.get(text) ?? []), unit]);
  }
  const count = units.size === 1 ? "1 unit" : `${units.size} units`;
  const told = [...byText].map(([text, names]) => `${text} in ${listed(names)}`);
  return `changed by ${count}: ${told.join(" · ")}`;
}

const MOST_TOLD = 3;

/** Ports before names. */
function bySpec(a: Change, b: Change): number {
  return Number(b.path[0] === "spec") - Number(a.path[0] === "spec");
}

function textOf({ path, from, to }: Change): string {
  return [labelOf(path), betweenText(from, to)].join(" ");
}

function betweenText(from: Value | undefined, to: Value | undefined): string {
  if (to === undefined) return "removed";
  if (to.type !== "scalar") return from === undefined ? "added" : "changed";
  return from?.type === "scalar" ? `${from.raw} → ${to.raw}` : to.raw;
}

/** `port` for `spec.ports[0].port`, `selector.app` for `spec.selector.app`. */
function labelOf(path: Path): string {
  const [, list, index, key, ...deeper] = path;
  const isOfPort = list === "ports" && typeof index === "number" && key !== undefined && deeper.length === 0;
  return isOfPort ? String(key) : printPath(path.slice(1));
}
