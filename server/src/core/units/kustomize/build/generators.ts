/** `configMapGenerator` and `secretGenerator`. */
import { type Entry, type Mapping, member, memberAt, type Value } from "../../../value/value.ts";
import { base64OfText, inLines } from "./base64.ts";
import { anyIds, currentId, inWords, sameId } from "./identity.ts";
import type { At, BuiltObject, Touched } from "./object.ts";
import { type Pair, pairsIn, type Source } from "./pairs.ts";
import { type Report, refuse } from "./report.ts";
import { objectOf } from "./resources.ts";
import { fieldAt, type Item, isTrue, pairsAt, textAt } from "./target.ts";
import { emptyMapping, isNull, mapping, rawOf, text, withEntry, withMember } from "./values.ts";

export interface Generated {
  readonly object: BuiltObject;
  readonly behavior: string;
  readonly at: At;
}

/** One entry of a generator field; undefined when what it would hold is not known. */
export function generated(
  source: Source,
  kind: "ConfigMap" | "Secret",
  entry: Item,
  global: Item | undefined,
): Generated | undefined {
  const name = textAt(entry, "name");
  if (name === "") {
    refuse(source.report, "generator", entry.at, `a generated ${kind} needs a \`name\``);
    return undefined;
  }
  const pairs = pairsIn(source, entry);
  if (!pairs) return undefined;
  const value = kind === "ConfigMap" ? configMap(entry, pairs) : secret(entry, pairs);
  const options = { local: fieldAt(entry, "options"), global };
  const object: BuiltObject = {
    ...objectOf(withOptions(value, options), undefined),
    generator: entry.at,
    needsHash: !isSet(options, "disableNameSuffixHash"),
    touched: touchedBy(pairs),
  };
  return { object, behavior: textAt(entry, "behavior"), at: entry.at };
}

function base(kind: string, entry: Item): Mapping {
  const namespace = textAt(entry, "namespace");
  const name: Entry = { key: "name", value: text(textAt(entry, "name")) };
  const inside = namespace === "" ? [name] : [name, { key: "namespace", value: text(namespace) }];
  return mapping({
    apiVersion: text("v1"),
    kind: text(kind),
    metadata: { type: "mapping", entries: inside },
  });
}

function configMap(entry: Item, pairs: readonly Pair[]): Mapping {
  return sorted(pairs).reduce(
    (value, { key, value: content }) =>
      "text" in content
        ? withMember(value, ["data", key], text(content.text))
        : withMember(value, ["binaryData", key], text(inLines(content.base64))),
    base("ConfigMap", entry),
  );
}

/** There is `data` even without any. */
function secret(entry: Item, pairs: readonly Pair[]): Mapping {
  const typed = withEntry(base("Secret", entry), "type", text(textAt(entry, "type") || "Opaque"));
  return sorted(pairs).reduce(
    (value, { key, value: content }) => {
      const base64 = "text" in content ? base64OfText(content.text) : content.base64;
      return withMember(value, ["data", key], text(inLines(base64)));
    },
    withEntry(typed, "data", emptyMapping),
  );
}

function sorted(pairs: readonly Pair[]): readonly Pair[] {
  return pairs.toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

function touchedBy(pairs: readonly Pair[]): readonly Touched[] {
  return pairs.map(({ key, value, at }) => ({
    path: ["text" in value ? "data" : "binaryData", key],
    by: "generator",
    at,
  }));
}

interface Options {
  readonly local: Item | undefined;
  readonly global: Item | undefined;
}

function isSet({ local, global }: Options, key: string): boolean {
  return [local, global].some((options) => options && isTrue(member(options.value, key)));
}

function withOptions(value: Mapping, options: Options): Mapping {
  const marked = ["labels", "annotations"].reduce((each, field) => {
    const pairs = [options.global, options.local].flatMap((option) =>
      pairsAt(option && fieldAt(option, field)),
    );
    return pairs.reduce(
      (object, pair) => withMember(object, ["metadata", field, pair.key], text(pair.value)),
      each,
    );
  }, value);
  if (!isSet(options, "immutable")) return marked;
  return withEntry(marked, "immutable", { type: "scalar", raw: "true", style: "plain" });
}

/** A generated object takes its place: a new one, or in or over the one of its name. */
export function absorbed(
  objects: readonly BuiltObject[],
  { object, behavior, at }: Generated,
  report: Report,
): readonly BuiltObject[] {
  const id = currentId(object);
  const found = objects.filter((each) => anyIds(each).some((other) => sameId(other, id)));
  const changes = behavior === "merge" || behavior === "replace";
  const [old, another] = found;
  if (!old) {
    if (!changes) return [...objects, object];
    refuse(report, "generator", at, `there is no ${inWords(id)} that it could ${behavior}`);
    return objects;
  }
  if (another || !changes) {
    const message = another
      ? `there is more than one ${inWords(id)} that it may mean`
      : `there is ${inWords(id)} already; say \`behavior: merge\` or \`behavior: replace\` if that one is meant`;
    refuse(report, another ? "generator" : "duplicate-object", at, message);
    return objects;
  }
  return objects.with(objects.indexOf(old), inPlaceOf(old, object, behavior));
}

function inPlaceOf(old: BuiltObject, made: BuiltObject, behavior: string): BuiltObject {
  const named = withMember(
    made.value,
    ["metadata", "name"],
    memberAt(old.value, "metadata", "name") ?? text(""),
  );
  const namespace = rawOf(memberAt(old.value, "metadata", "namespace"));
  const placed = namespace === "" ? named : withMember(named, ["metadata", "namespace"], text(namespace));
  const marked = ["labels", "annotations"].reduce(
    (value, field) => over(old.value, value, ["metadata", field]),
    placed,
  );
  const value =
    behavior === "merge"
      ? ["data", "binaryData"].reduce((each, field) => over(old.value, each, [field]), marked)
      : marked;
  return {
    ...made,
    ...(old.generator && { generator: old.generator }),
    source: old.source,
    value,
    previous: old.previous,
    prefixes: old.prefixes,
    suffixes: old.suffixes,
    needsHash: old.needsHash && made.needsHash,
    touched: behavior === "merge" ? [...old.touched, ...made.touched] : made.touched,
  };
}

/** The entries of both at one place, the second's over the first's. */
function over(first: Mapping, second: Mapping, at: readonly string[]): Mapping {
  const [before, after] = [memberAt(first, ...at), memberAt(second, ...at)];
  if (before?.type !== "mapping" || isNull(before)) return second;
  const merged: Value =
    after?.type === "mapping"
      ? after.entries.reduce((all, { key, value }) => withEntry(all, key, value), before)
      : before;
  return withMember(second, at, merged);
}
