/** The documents of a file as objects, as kustomize takes them in: lists opened, empty documents dropped, names demanded. */
import type { WholeDocument } from "../../../resources/documents.ts";
import type { DocId } from "../../../resources/identity.ts";
import { type Path, samePath } from "../../../value/path.ts";
import { itemsOf, type Mapping, member, memberAt, type Value } from "../../../value/value.ts";
import { currentId, inWords, sameId } from "./identity.ts";
import type { At, BuiltObject } from "./object.ts";
import { wordsAsTexts } from "./reading.ts";
import { type Report, refuse } from "./report.ts";
import { isNull, rawOf } from "./values.ts";

export function objectOf(value: Mapping, source: DocId | undefined): BuiltObject {
  return { value, source, previous: [], prefixes: [], suffixes: [], needsHash: false, touched: [] };
}

interface Rooted {
  readonly value: Value;
  readonly root: Path;
}

/** The objects of documents; what cannot be one is refused at the entry that names the file. */
export function objectsIn(
  documents: readonly WholeDocument[],
  what: string,
  at: At,
  report: Report,
): readonly BuiltObject[] {
  const objects: BuiltObject[] = [];
  for (const document of documents) {
    if ("problem" in document) {
      refuse(report, "unreadable-file", at, `${what} does not parse: ${document.problem}`);
      continue;
    }
    for (const { value, root } of rootsOf(document.value)) {
      const problem = problemOf(value);
      const source = document.resources.find((each) => samePath(each.root, root))?.id;
      if (problem !== undefined) refuse(report, "unreadable-file", at, `${what} ${problem}`);
      else if (value.type === "mapping") {
        const object = objectOf(wordsAsTexts(value), source);
        objects.push(document.outline ? { ...object, outline: true } : object);
      }
    }
  }
  return objects;
}

/** Kustomize opens lists one after the other: what is in them comes after what stood beside them. */
function rootsOf(value: Value): readonly Rooted[] {
  const found: Rooted[] = [];
  const open: Rooted[] = [{ value, root: [] }];
  for (let next = open.shift(); next; next = open.shift()) {
    const items = member(next.value, "items");
    const isList = rawOf(member(next.value, "kind")).endsWith("List") && items !== undefined;
    if (!isList) {
      if (!isEmpty(next.value)) found.push(next);
      continue;
    }
    const { root } = next;
    open.push(...itemsOf(items).map((each, index) => ({ value: each, root: [...root, "items", index] })));
  }
  return found;
}

function isEmpty(value: Value): boolean {
  return isNull(value) || (value.type === "mapping" && value.entries.length === 0);
}

function problemOf(value: Value): string | undefined {
  if (value.type !== "mapping") return "holds a document that is no Kubernetes object";
  const kind = rawOf(member(value, "kind"));
  if (kind === "") return "holds a document without a `kind`";
  if (kind.endsWith("List") || rawOf(memberAt(value, "metadata", "name")) !== "") return undefined;
  return `holds a ${kind} without a \`metadata.name\``;
}

/** Both, each object once: one that is there already is refused. */
export function appended(
  objects: readonly BuiltObject[],
  more: readonly BuiltObject[],
  from: string,
  at: At,
  report: Report,
): readonly BuiltObject[] {
  const byName = new Map<string, BuiltObject[]>();
  const note = (object: BuiltObject) => {
    const { name } = currentId(object);
    byName.set(name, [...(byName.get(name) ?? []), object]);
  };
  objects.forEach(note);
  const added = more.filter((object) => {
    const id = currentId(object);
    const isThere = (byName.get(id.name) ?? []).some((each) => sameId(currentId(each), id));
    note(object);
    if (!isThere) return true;
    refuse(report, "duplicate-object", at, `${from} adds ${inWords(id)}, which is there already`);
    return false;
  });
  return added.length === 0 ? objects : [...objects, ...added];
}
