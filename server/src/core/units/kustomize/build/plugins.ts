/**
 * `generators:` and `transformers:`: documents that configure one. Those of `apiVersion: builtin` are built here; any other runs
 * a program, and what comes out of it is not known.
 */

import { documentsIn } from "../../../resources/documents.ts";
import { pathOf } from "../../../value/file.ts";
import { member } from "../../../value/value.ts";
import { builtinTransformers } from "./builtins.ts";
import { absorbed, generated } from "./generators.ts";
import { currentId } from "./identity.ts";
import type { At, BuiltObject } from "./object.ts";
import { leaveOpen } from "./report.ts";
import { objectOf } from "./resources.ts";
import { type Item, rootAt, type Target } from "./target.ts";
import { mapping, rawOf } from "./values.ts";

/** A document that configures a plugin. */
export interface Plugin {
  readonly object: BuiltObject;
  readonly at: At;
}

/** What one entry stands for: YAML in its own text, else a file or folder. */
export function pluginObjects(
  { db }: Target,
  item: Item,
  read: (item: Item) => readonly BuiltObject[],
): readonly Plugin[] {
  const entry = rawOf(item.value);
  const documents = /[:\n]/.test(entry) ? db.get(documentsIn, entry) : [];
  const inline = documents.flatMap((each) =>
    "value" in each && each.value.type === "mapping" && member(each.value, "kind") ? [each.value] : [],
  );
  if (inline.length > 0)
    return inline.map((value) => ({ object: objectOf(value, undefined), at: { ...item.at, within: [] } }));
  return read(item).map((object) => ({ object, at: object.source ? rootAt(object.source) : item.at }));
}

function isBuiltin({ object }: Plugin): boolean {
  return currentId(object).apiVersion === "builtin";
}

function notBuilt({ file, report }: Target, { object }: Plugin): void {
  const { apiVersion, kind } = currentId(object);
  leaveOpen(report, "plugin", file, `${pathOf(file)} runs the plugin ${apiVersion}/${kind}`);
}

export function withGeneratorPlugins(
  target: Target,
  objects: readonly BuiltObject[],
  plugins: readonly Plugin[],
): readonly BuiltObject[] {
  return plugins.reduce((all, plugin) => {
    const kind = currentId(plugin.object).kind.replace(/Generator$/, "");
    if (!isBuiltin(plugin) || (kind !== "ConfigMap" && kind !== "Secret")) {
      notBuilt(target, plugin);
      return all;
    }
    const made = generated(target, kind, flat(plugin), undefined);
    return made ? absorbed(all, made, target.report) : all;
  }, objects);
}

/** A plugin's name and namespace stand in its metadata, where a field's entry has them beside the rest. */
function flat({ object, at }: Plugin): Item {
  const { name, namespace } = currentId(object);
  const own = mapping({
    ...(member(object.value, "name") ? {} : { name: { type: "scalar", raw: name, style: "double" } }),
    ...(member(object.value, "namespace") || namespace === ""
      ? {}
      : { namespace: { type: "scalar", raw: namespace, style: "double" } }),
  });
  return { value: { type: "mapping", entries: [...own.entries, ...object.value.entries] }, at };
}

export function withTransformerPlugins(
  target: Target,
  objects: readonly BuiltObject[],
  plugins: readonly Plugin[],
): readonly BuiltObject[] {
  return plugins.reduce((all, plugin) => {
    const { kind, name, namespace } = currentId(plugin.object);
    const transform = isBuiltin(plugin) ? builtinTransformers[kind] : undefined;
    if (transform)
      return transform(target, all, { value: plugin.object.value, at: plugin.at, name, namespace });
    notBuilt(target, plugin);
    return all;
  }, objects);
}
