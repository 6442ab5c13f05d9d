/** What makes a unit incomplete, in words; counted in `isComplete`. */
import { type FileId, pathOf } from "../value/file.ts";
import { type FileIdentities, type Identified, isObject } from "./identities.ts";
import { isDelivery } from "./kinds.ts";
import type { Gap } from "./unit.ts";

/** People read the first few; one is enough to make a unit incomplete. */
const SHOWN = 20;

const UNREADABLE: Readonly<Record<FileIdentities["unreadable"][number], Omit<Gap, "detail">>> = {
  template: { reason: "unrendered" },
  unparsable: { reason: "unreadable" },
  "too-large": { reason: "unreadable" },
  closed: { reason: "unreadable" },
};

const WORDS: Readonly<Record<FileIdentities["unreadable"][number], string>> = {
  template: "holds expressions of a template language",
  unparsable: "does not parse",
  "too-large": "is too large to be read",
  closed: "cannot be read",
};

/** What of a file that belongs to a unit is not known. */
export function gapsOf(file: FileId, { resources, unreadable }: FileIdentities): readonly Gap[] {
  const unread = unreadable.map((reason) => ({
    ...UNREADABLE[reason],
    detail: `${nameOf(file)} ${WORDS[reason]}`,
  }));
  return [...unread, ...resources.filter((each) => isObject(each) && isDelivery(each)).map(delivery(file))];
}

/** A workspace folder that cannot be entered stands in the list of its files under no name. */
function nameOf(file: FileId): string {
  return pathOf(file) === "" ? "The workspace folder" : pathOf(file);
}

function delivery(file: FileId): (resource: Identified) => Gap {
  return ({ kind, name }) => ({
    reason: "unrendered",
    detail: `${kind} ${name ?? ""} in ${pathOf(file)} installs objects that no file here shows`,
  });
}

/** Sorted, each once, and no more than people read. */
export function summary(gaps: Iterable<Gap>): readonly Gap[] {
  const unique = new Map([...gaps].map((gap) => [`${gap.reason} ${gap.detail}`, gap]));
  const sorted = [...unique.keys()].toSorted().flatMap((key) => unique.get(key) ?? []);
  const [last] = sorted.slice(SHOWN);
  if (!last) return sorted;
  const more = sorted.length - SHOWN;
  return [...sorted.slice(0, SHOWN), { ...last, detail: `${last.detail} (and ${more} more like these)` }];
}
