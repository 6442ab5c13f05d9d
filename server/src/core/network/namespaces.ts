/** Which namespaces of a unit a `namespaceSelector` reaches. */
import { query, type Reader } from "../query/query.ts";
import type { LabelSelector } from "../resources/labelSelector.ts";
import { type LabelMap, noLabels } from "../resources/labels.ts";
import type { UnitId } from "../units/unit.ts";
import { known, valueOf } from "../value/known.ts";
import { memberOf, membersOf, nameOf, outlinesOf } from "./members.ts";
import { isEmpty, selects } from "./selectors.ts";

interface NamespaceLabels {
  readonly name: string;
  readonly labels: LabelMap;
  /** Its Namespace object is in the unit. */
  readonly isWritten: boolean;
}

/** The namespaces in which the unit has workloads, with their labels; by unit. */
const inhabited = query<readonly NamespaceLabels[]>("inhabitedNamespaces", (db, unit) => {
  const objects = membersOf(db, unit, "namespace");
  const names = outlinesOf(db, unit, "workload").map(({ namespace }) => valueOf(namespace.value));
  return [...new Set(names)]
    .filter((name) => name !== undefined)
    .toSorted()
    .map((name) => {
      const object = objects.find((id) => nameOf(db, unit, id) === name);
      const written = object === undefined ? { ...noLabels, open: true } : memberOf(db, unit, object)?.labels;
      const labels = named(written ?? { ...noLabels, open: true }, name);
      return { name, labels, isWritten: object !== undefined };
    });
});

/** Every namespace bears its name as a label, written or not. */
function named(labels: LabelMap, name: string): LabelMap {
  const key = "kubernetes.io/metadata.name";
  return {
    ...labels,
    pairs: [...labels.pairs.filter((label) => label.key !== key), { key, value: known(name) }],
  };
}

/**
 * Undefined when others may be meant, too: none in sight fits, it is not known which, or one that fits belongs to others
 * (only whoever writes a Namespace down has all that is in it).
 */
export function reachOf(
  db: Reader,
  unit: UnitId,
  selector: LabelSelector,
  home: string | undefined,
): ReadonlySet<string> | undefined {
  if (isEmpty(selector)) return undefined;
  const fitting: NamespaceLabels[] = [];
  for (const each of db.get(inhabited, unit)) {
    const answer = selects(selector, each.labels);
    if (answer === "unknown") return undefined;
    if (answer === "yes") fitting.push(each);
  }
  const isOurs = fitting.every(({ name, isWritten }) => isWritten || name === home);
  return fitting.length === 0 || !isOurs ? undefined : new Set(fitting.map(({ name }) => name));
}
