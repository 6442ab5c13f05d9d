/** What a kustomization builds, for people and programs: the objects, where each part of them is written, and what is missing. */
import type { BuildAnswer, BuiltOrigin } from "../answers.ts";
import { locationOf } from "../documents/locate.ts";
import type { Reader } from "../query/query.ts";
import { fileOf } from "../resources/identity.ts";
import { wholeText } from "../syntax/wholeText.ts";
import { builtWhole } from "../units/kustomize/build/built.ts";
import { kustomizationIn } from "../units/kustomize/build/kustomization.ts";
import type { At, BuiltObject } from "../units/kustomize/build/object.ts";
import { certain } from "../units/kustomize/faults.ts";
import type { FileId } from "../value/file.ts";
import { jsonOf } from "../value/json.ts";
import { printPath } from "../value/path.ts";
import { embeddedSpan } from "./embedded.ts";

/** Undefined when the file holds no kustomization, or does not parse. */
export function buildAnswer(db: Reader, file: FileId): BuildAnswer | undefined {
  if (!db.get(kustomizationIn, file)) return undefined;
  const built = db.get(builtWhole, file);
  const { objects, incomplete } = built;
  return {
    objects: objects.map((object) => {
      const json = jsonOf(object.value);
      return { json, yaml: wholeText(json), origins: originsOf(db, object) };
    }),
    refused: certain(built).map(({ at, message }) => ({ message, ...placeOf(db, at) })),
    incomplete,
  };
}

/** Where the object comes from, then what was set in it, the last of each path. */
function originsOf(db: Reader, { source, generator, touched }: BuiltObject): readonly BuiltOrigin[] {
  const whole = { path: "" };
  const first: readonly BuiltOrigin[] = [
    ...(source === undefined
      ? []
      : [{ ...whole, by: "source" as const, ...placeOf(db, { document: source, path: [] }) }]),
    ...(generator ? [{ ...whole, by: "generator" as const, ...placeOf(db, generator) }] : []),
  ];
  const last = new Map(touched.map((each) => [printPath(each.path), each]));
  const set = [...last].filter(([path]) => path !== "");
  return [...first, ...set.map(([path, { by, at }]) => ({ path, by, ...placeOf(db, at) }))];
}

/** Of a text that holds YAML, the stretch in it; of a file that is no manifest, the file alone. */
function placeOf(db: Reader, at: At): Pick<BuiltOrigin, "file" | "range"> {
  const { document, path } = at;
  const span = embeddedSpan(db, at, "value");
  const found = locationOf(db, document, path, path.length === 0 ? "item" : "value", span);
  return { file: fileOf(document), range: found?.range };
}
