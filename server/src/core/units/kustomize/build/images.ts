/** `images`: names, tags and digests of container images. */

import type { Path } from "../../../value/path.ts";
import { member, type Value } from "../../../value/value.ts";
import { edited } from "./edit.ts";
import type { FieldSpec, Setter } from "./fieldSpec.ts";
import type { At, BuiltObject } from "./object.ts";
import type { Report } from "./report.ts";
import { rawOf as rawOfValue, text } from "./values.ts";

export interface ImageChange {
  readonly name: string;
  readonly newName: string;
  readonly newTag: string;
  readonly digest: string;
  readonly tagSuffix: string;
  readonly at: At;
}

export function withImage(
  objects: readonly BuiltObject[],
  change: ImageChange,
  specs: readonly FieldSpec[],
  report: Report,
): readonly BuiltObject[] {
  const isMeant = imageMatcher(change.name);
  const setter: Setter = (at) => {
    if (at.type !== "scalar" || !isMeant(at.raw)) return undefined;
    const image = changed(at.raw, change);
    return image === at.raw ? undefined : { value: text(image), below: [] };
  };
  return objects.map((object) => {
    if (rawOfValue(member(object.value, "kind")) === "CustomResourceDefinition") return object;
    const everywhere = inContainers(object, setter, change.at);
    return edited(everywhere, { specs, made: undefined, setter, at: change.at }, report);
  });
}

/**
 * Kustomize goes through all lists named `containers` and `initContainers` first, whatever they lie in, and through the field
 * specs after that: so a suffix of a tag is added twice. Kept, since the result is what counts.
 */
function inContainers(object: BuiltObject, setter: Setter, at: At): BuiltObject {
  const set: Path[] = [];
  const value = walk(object.value, [], setter, set);
  if (value.type !== "mapping" || set.length === 0) return object;
  const touched = set.map((path) => ({ path, by: "transformer" as const, at }));
  return { ...object, value, touched: [...object.touched, ...touched] };
}

function walk(value: Value, path: Path, setter: Setter, set: Path[]): Value {
  if (value.type === "scalar") return value;
  if (value.type === "sequence") {
    const items = value.items.map((item, index) => walk(item, [...path, index], setter, set));
    return items.every((item, index) => item === value.items[index]) ? value : { type: "sequence", items };
  }
  const isContainers = ({ key, value: { type } }: (typeof value.entries)[number]) =>
    type === "sequence" && (key === "containers" || key === "initContainers");
  const entries = value.entries.map((entry) => {
    const inside = walk(entry.value, [...path, entry.key], setter, set);
    const after = isContainers(entry) ? withImages(inside, [...path, entry.key], setter, set) : inside;
    return after === entry.value ? entry : { key: entry.key, value: after };
  });
  return entries.every((entry, index) => entry === value.entries[index])
    ? value
    : { type: "mapping", entries };
}

function withImages(containers: Value, path: Path, setter: Setter, set: Path[]): Value {
  if (containers.type !== "sequence") return containers;
  const items = containers.items.map((container, index) => {
    if (container.type !== "mapping") return container;
    const at = container.entries.findIndex(({ key }) => key === "image");
    const image = container.entries[at];
    const made = image && setter(image.value);
    if (!image || !made) return container;
    set.push([...path, index, "image"]);
    return { ...container, entries: container.entries.with(at, { key: "image", value: made.value }) };
  });
  return { type: "sequence", items };
}

const TAG = "(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?";

/**
 * Kustomize takes the name for a regular expression, so its dots stand for any character. Of other expressions only the literal
 * text is looked for: nobody means one, and none may stop the editor.
 */
function imageMatcher(name: string): (image: string) => boolean {
  const isPlain = /^[A-Za-z0-9._/:@{}-]*$/.test(name);
  const source = isPlain ? name.replaceAll(/[{}]/g, "\\$&") : name.replaceAll(/[^A-Za-z0-9_/-]/g, "\\$&");
  const pattern = new RegExp(`^${source}${TAG}$`);
  return (image) => pattern.test(image);
}

function changed(image: string, change: ImageChange): string {
  const { name, tag, digest } = partsOf(image);
  const { newTag, newName, tagSuffix } = change;
  const after =
    newTag !== "" || change.digest !== ""
      ? { tag: newTag, digest: change.digest }
      : tagSuffix === ""
        ? { tag, digest }
        : { tag: `${tag}${tagSuffix}`, digest: "" };
  const tagged = `${newName === "" ? name : newName}${after.tag === "" ? "" : `:${after.tag}`}`;
  return after.digest === "" ? tagged : `${tagged}@${after.digest}`;
}

/** `registry:5000/team/app:1.2@sha256:…`: a colon before the first slash is a port. */
function partsOf(image: string): { readonly name: string; readonly tag: string; readonly digest: string } {
  const slash = Math.max(image.indexOf("/"), 0);
  const colon = image.indexOf(":", slash);
  const at = image.indexOf("@", slash);
  if (at >= 0 && (colon < 0 || at < colon))
    return { name: image.slice(0, at), tag: "", digest: image.slice(at + 1) };
  if (colon < 0) return { name: image, tag: "", digest: "" };
  const end = at < 0 ? image.length : at;
  return { name: image.slice(0, colon), tag: image.slice(colon + 1, end), digest: image.slice(end + 1) };
}
