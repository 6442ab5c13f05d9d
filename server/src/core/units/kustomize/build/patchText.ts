/** Where the text of a patch stands: in a file, or in the kustomization itself. */
import { documentsIn, type WholeDocument } from "../../../resources/documents.ts";
import { notThere } from "./configurations.ts";
import { documentsAt, named } from "./files.ts";
import type { At } from "./object.ts";
import { refuse } from "./report.ts";
import { type Item, rootAt, type Target } from "./target.ts";
import { rawOf } from "./values.ts";

export interface LoadedPatch {
  readonly documents: readonly WholeDocument[];
  /** The root of a document, to point below. */
  readonly placeOf: (index: number) => At;
  /** The entry that names or holds it. */
  readonly at: At;
}

type Asked =
  | { readonly path: Item | undefined; readonly inline: Item | undefined; readonly at: At }
  /** Kustomize reads the text as objects first, and as the path of a file when it holds none. */
  | { readonly inlineOrPath: Item };

/** Undefined when there is none to be read; what is wrong is reported. */
export function patchAt(target: Target, asked: Asked): LoadedPatch | undefined {
  if ("inlineOrPath" in asked) {
    const inline = inlinePatch(target, asked.inlineOrPath);
    const isObject = inline.documents.some((each) => "value" in each && each.value.type === "mapping");
    return isObject ? inline : filePatch(target, asked.inlineOrPath);
  }
  const { path, at } = asked;
  const inline = asked.inline && rawOf(asked.inline.value).trim() !== "" ? asked.inline : undefined;
  if (path && !inline) return filePatch(target, path);
  if (inline && !path) return inlinePatch(target, inline);
  const message = path
    ? "`path` and `patch` exclude each other"
    : "the entry has neither a `path` nor a `patch`";
  refuse(target.report, "patch", at, message);
  return undefined;
}

function inlinePatch({ db }: Target, { value, at }: Item): LoadedPatch {
  const documents = db.get(documentsIn, rawOf(value));
  if (at.within) return { documents, placeOf: () => at, at };
  const placeOf = (index: number): At => ({ ...at, within: [], ...(index > 0 ? { nth: index } : {}) });
  return { documents, placeOf, at };
}

function filePatch(target: Target, { value, at }: Item): LoadedPatch | undefined {
  const { db, file, report } = target;
  const entry = rawOf(value);
  const meant = named(db, file, entry);
  const isBelow = meant.kind === "file" && meant.isBelow;
  if (!isBelow) notThere(target, entry, meant.kind === "file" ? "outside" : meant.kind, at);
  const documents = meant.kind === "file" ? documentsAt(db, meant.file) : undefined;
  if (!documents) return undefined;
  if (documents.length === 0) refuse(report, "patch", at, `${entry} holds no patch`);
  const placeOf = (index: number) => {
    const document = documents[index];
    const source = document && "resources" in document ? document.resources[0]?.id : undefined;
    return source === undefined ? at : rootAt(source);
  };
  return { documents, placeOf, at };
}
