/** Where a path leads after other changes: under a new name, or further up in a list that lost items. */
import type { FieldChange } from "../../value/change.ts";
import { isWithin, type Path, samePath } from "../../value/path.ts";

/** All paths, those of the changes too, are from before all changes. Undefined when what it led to is gone. */
export function moved(path: Path, changes: readonly FieldChange[]): Path | undefined {
  if (changes.some((change) => change.type === "remove" && isWithin(path, change.path))) return undefined;
  return path.map((step, depth) => {
    const parent = path.slice(0, depth);
    return typeof step === "number"
      ? step - removedBefore(step, parent, changes)
      : renamed(step, parent, changes);
  });
}

function removedBefore(index: number, parent: Path, changes: readonly FieldChange[]): number {
  const removed = changes.filter((change) => {
    const last = change.path.at(-1);
    return (
      change.type === "remove" &&
      typeof last === "number" &&
      last < index &&
      samePath(change.path.slice(0, -1), parent)
    );
  });
  return removed.length;
}

function renamed(key: string, parent: Path, changes: readonly FieldChange[]): string {
  return changes.reduce(
    (name, change) =>
      change.type === "rename" && samePath(change.path, [...parent, key]) ? change.key : name,
    key,
  );
}
