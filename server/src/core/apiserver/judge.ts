/**
 * What kube-apiserver would answer to one object, in the order in which it goes about it: decode, strict check, defaults,
 * allocation, validation, warnings. The first step that fails hides what comes later, as on the server. Pure: an object and
 * what of the cluster decides (ApiContext) go in, faults come out. Deliberately absent: what only a live server knows
 * (quotas, webhooks, other objects).
 */
import { resolve } from "../value/scalar.ts";
import type { Value } from "../value/value.ts";
import { decodeFaults } from "./decode.ts";
import type { ApiFault, ApiWarning } from "./fault.ts";
import { at, entries, type Field, items, rootField, text } from "./field.ts";
import { withFilled } from "./filling.ts";
import { fits } from "./fits.ts";
import type { ApiContext, Kind } from "./kind.ts";
import { kindOf } from "./kinds.ts";
import { metadataFaults } from "./metadata.ts";
import { deprecation, isKnownKind, misspelt, notServed } from "./removed.ts";
import { unindentedFields, unknownFields } from "./strict.ts";

/** Faults, or warnings: never both. */
export interface Verdict {
  readonly faults: readonly ApiFault[];
  readonly warnings: readonly ApiWarning[];
}

export const ACCEPTED: Verdict = { faults: [], warnings: [] };

/** Whether objects of a kind are judged at all. */
export function isJudged(apiVersion: string, kind: string): boolean {
  return isKnownKind(apiVersion, kind) || kindOf(apiVersion, kind) !== undefined;
}

export function judge(value: Value, context: ApiContext): Verdict {
  const object = rootField(value);
  const [apiVersion, name] = [text(at(object, "apiVersion")), text(at(object, "kind"))];
  if (apiVersion === undefined || name === undefined || isPatch(value)) return ACCEPTED;
  const missing = misspelt(apiVersion, name) ?? notServed(apiVersion, name, context.version);
  if (missing) return refused([missing]);
  const warnings = deprecation(apiVersion, name, context.version);
  const kind = kindOf(apiVersion, name);
  if (!kind) return { faults: [], warnings };
  if (kind.isFragment?.(object)) {
    const unindented = unindentedFields(object, kind.struct);
    return unindented.length > 0 ? refused(unindented) : { faults: [], warnings };
  }
  return judgeKind(object, kind, context, warnings);
}

function judgeKind(object: Field, kind: Kind, context: ApiContext, warnings: readonly ApiWarning[]): Verdict {
  const unread = readingFaults(object, kind);
  if (unread.length > 0) return refused(unread);
  const whole = withDefaults(object, kind, context);
  const unallocated = kind.allocate?.(whole, context) ?? [];
  if (unallocated.length > 0) return refused(unallocated);
  const faults = [...metadataFaults(whole, kind, context), ...kind.validate(whole, context)];
  if (faults.length > 0) return refused(faults);
  const said = [...warnings, ...(kind.warnings?.(whole, context) ?? [])];
  return { faults: [], warnings: said.slice(0, MOST_FAULTS) };
}

/** Decoding and the strict check. */
function readingFaults(object: Field, kind: Kind): readonly ApiFault[] {
  const undecoded = firstOf(notJson(object));
  if (undecoded) return [undecoded];
  if (object.value && fits(object.value, { type: "struct", name: kind.struct })) return [];
  const mismatch = decodeFault(object, kind);
  return mismatch ? [mismatch] : unknownFields(object, kind.struct);
}

/** Nobody reads more of one object; the first mended show the next. */
const MOST_FAULTS = 200;

function refused(faults: readonly ApiFault[]): Verdict {
  return { faults: faults.slice(0, MOST_FAULTS), warnings: [] };
}

/** The first mismatch, and how many more there are. */
function decodeFault(object: Field, { struct }: Kind): ApiFault | undefined {
  const [first, ...others] = decodeFaults(object, struct);
  if (!first || others.length === 0) return first;
  const more = others.length === 1 ? "1 more value" : `${others.length} more values`;
  return {
    ...first,
    advice:
      `${first.advice ?? ""} ${more} of this object ${others.length === 1 ? "has" : "have"} a wrong type.`.trim(),
  };
}

/** JSON has no infinities: the file is refused before anybody looks at its fields. */
function* notJson(field: Field): Generator<ApiFault> {
  const { value, path, serverPath } = field;
  if (!value || !holdsInfinity(value)) return;
  if (value.type === "scalar") {
    const what = Number.isNaN(resolve(value)) ? "NaN" : "+Inf";
    const message = `error converting YAML to JSON: json: unsupported value: ${what}`;
    yield { error: "Decode", serverPath, at: { path, part: "value" }, message };
  }
  for (const item of items(field)) yield* notJson(item);
  for (const entry of entries(field)) yield* notJson(entry.field);
}

function holdsInfinity(value: Value): boolean {
  if (value.type === "sequence") return value.items.some(holdsInfinity);
  if (value.type === "mapping") return value.entries.some((entry) => holdsInfinity(entry.value));
  const resolved = value.raw.length < 6 && value.raw.includes(".") ? resolve(value) : undefined;
  return typeof resolved === "number" && !Number.isFinite(resolved);
}

function firstOf<T>(items: Iterable<T>): T | undefined {
  for (const item of items) return item;
  return undefined;
}

function withDefaults(object: Field, kind: Kind, context: ApiContext): Field {
  const { value } = object;
  if (!value || !kind.defaults) return object;
  const defaults = kind.defaults(object, context);
  return defaults.length === 0 ? object : rootField(withFilled(value, defaults));
}

const DIRECTIVE = /^\$(patch|retainKeys|setElementOrder|deleteFromPrimitiveList)/;

/** Directives of a strategic merge patch (`$patch: delete`): no object of its own. */
function isPatch(value: Value): boolean {
  if (value.type === "sequence") return value.items.some(isPatch);
  if (value.type === "scalar") return false;
  return value.entries.some(
    (entry) => (entry.key.startsWith("$") && DIRECTIVE.test(entry.key)) || isPatch(entry.value),
  );
}
