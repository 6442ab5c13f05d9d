/** Where generated ConfigMaps and Secrets have their data from: `envs`, `literals`, `files`, in this order. */

import type { Reader } from "../../../query/query.ts";
import { textOfFile } from "../../../resources/documents.ts";
import { type FileId, fileId, folderOf, isUnder, pathOf, rootOf } from "../../../value/file.ts";
import { isRemote, pathFrom } from "../entries.ts";
import { attachments } from "./files.ts";
import type { At } from "./object.ts";
import { leaveOpen, type Report, refuse } from "./report.ts";
import { fieldAt, type Item, itemsAt } from "./target.ts";
import { rawOf } from "./values.ts";

export interface Pair {
  readonly key: string;
  readonly value: { readonly text: string } | { readonly base64: string };
  /** The entry that brought it. */
  readonly at: At;
}

export interface Source {
  readonly db: Reader;
  readonly file: FileId;
  readonly report: Report;
}

/** Undefined when not all of it can be known; what is wrong is reported. */
export function pairsIn(source: Source, generator: Item): readonly Pair[] | undefined {
  const { value, at } = generator;
  const single = fieldAt(generator, "env");
  const envs = [...itemsAt(value, at, "envs"), ...(single ? [single] : [])];
  const found = [
    ...envs.map((item) => fromEnv(source, item)),
    ...itemsAt(value, at, "literals").map((item) => fromLiteral(source, item)),
    ...itemsAt(value, at, "files").map((item) => fromFile(source, item)),
  ];
  const pairs = found.flatMap((each) => each ?? []);
  const twice = pairs.find(({ key }, index) => pairs.findIndex((each) => each.key === key) !== index);
  if (twice) refuse(source.report, "generator", twice.at, `the key \`${twice.key}\` is there already`);
  return found.includes(undefined) ? undefined : pairs;
}

function fromLiteral({ report }: Source, { value, at }: Item): readonly Pair[] | undefined {
  const written = rawOf(value);
  const equals = written.indexOf("=");
  if (equals <= 0) {
    refuse(report, "generator", at, `\`${written}\` is no \`key=value\``);
    return undefined;
  }
  return [{ key: written.slice(0, equals), value: { text: unquoted(written.slice(equals + 1)) }, at }];
}

function unquoted(written: string): string {
  const [first] = written;
  const isQuoted = written.length > 1 && (first === '"' || first === "'") && written.endsWith(first);
  return isQuoted ? written.slice(1, -1) : written;
}

function fromFile(source: Source, { value, at }: Item): readonly Pair[] | undefined {
  const written = rawOf(value);
  const [left = "", right, ...more] = written.split("=");
  if (more.length > 0 || (right !== undefined && (left === "" || right === ""))) {
    refuse(source.report, "generator", at, `\`${written}\` is neither \`path\` nor \`key=path\``);
    return undefined;
  }
  const path = right ?? left;
  const content = contentOf(source, path, at);
  const name = path.replace(/\/+$/, "");
  return (
    content && [
      { key: right === undefined ? name.slice(name.lastIndexOf("/") + 1) : left, value: content, at },
    ]
  );
}

function fromEnv(source: Source, { value, at }: Item): readonly Pair[] | undefined {
  const path = rawOf(value);
  const content = contentOf(source, path, at);
  if (!content) return undefined;
  if (!("text" in content)) {
    refuse(source.report, "generator", at, `${path} is no text`);
    return undefined;
  }
  const lines = content.text.replace(/^\uFEFF/, "").split("\n");
  return lines.flatMap((raw) => {
    const line = raw.replace(/\r$/, "").trimStart();
    if (line === "" || line.startsWith("#")) return [];
    const equals = line.indexOf("=");
    const key = equals < 0 ? line : line.slice(0, equals);
    return key === "" ? [] : [{ key, value: { text: equals < 0 ? "" : line.slice(equals + 1) }, at }];
  });
}

/** The file's content; files outside the kustomization's folder are refused, as kustomize does. */
function contentOf({ db, file, report }: Source, path: string, at: At): Pair["value"] | undefined {
  if (isRemote(path)) {
    leaveOpen(report, "remote", file, `${pathOf(file)} reads ${path}`);
    return undefined;
  }
  const below = pathFrom(pathOf(file), path);
  if (below === undefined || !isUnder(below, folderOf(pathOf(file)))) {
    const message = `${path} lies outside the folder of this kustomization; kustomize reads no such file`;
    refuse(report, "outside", at, message);
    if (below === undefined) return undefined;
  }
  const target = fileId(rootOf(file), below ?? "");
  const own = db.get(textOfFile, target);
  if (own !== undefined) return { text: own };
  const attached = db.get(attachments, target);
  if (attached?.kind === "unreadable")
    leaveOpen(report, "unreadable", file, `${path} could not be read: ${attached.reason}`);
  else if (!attached) refuse(report, "missing-file", at, `${path} is not there`);
  if (attached?.kind === "text") return { text: attached.text };
  return attached?.kind === "binary" ? { base64: attached.base64 } : undefined;
}
