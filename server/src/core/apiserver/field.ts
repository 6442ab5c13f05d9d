/**
 * A field of an object: its place and what stands there, nothing when it is absent. Validators walk an object by fields, as
 * the server walks its structs with a field.Path beside them. What a placeholder or a template fills in later is *unknown*:
 * neither absent nor anything else, so that nothing is said of it.
 */
import { type Known, valueOf } from "../value/known.ts";
import { type Path, printPath } from "../value/path.ts";
import { booleanOf, integerOf, intOrTextOf, literal, resolve, textOf } from "../value/scalar.ts";
import { entriesOf, itemsOf, type Mapping, member, type Value } from "../value/value.ts";

export interface Field {
  readonly path: Path;
  /** As the server prints it. */
  readonly serverPath: string;
  readonly value: Value | undefined;
}

/** An object's root. */
export function rootField(value: Value): Field {
  return { path: [], serverPath: "", value };
}

/** A field further in, by the names of fields. */
export function at(field: Field, ...names: readonly string[]): Field {
  return names.reduce((each, name) => child(each, name, member(each.value, name)), field);
}

/** The items of a list; none for what is no list. */
export function items(field: Field): readonly Field[] {
  return itemsOf(field.value).map((value, index) => child(field, index, value));
}

export interface MapEntry {
  readonly key: string;
  readonly field: Field;
}

/** The entries of a map. Keys that are filled in later are left out. */
export function entries(field: Field): readonly MapEntry[] {
  return entriesOf(field.value)
    .filter(({ key }) => isLiteral(key))
    .map(({ key, value }) => ({ key, field: child(field, key, value) }));
}

/** Most keys hold none of the letters with which a placeholder begins. */
function isLiteral(key: string): boolean {
  return !/[{$<%@]|__/.test(key) || "value" in literal(key);
}

function child(owner: Field, step: string | number, value: Value | undefined): Field {
  return new Child(owner, step, value);
}

/** A class, since an object is walked by the thousand and printed seldom: its paths are made when they are asked for. */
class Child implements Field {
  readonly value: Value | undefined;
  private readonly owner: Field;
  private readonly step: string | number;

  constructor(owner: Field, step: string | number, value: Value | undefined) {
    this.owner = owner;
    this.step = step;
    this.value = value;
  }

  get path(): Path {
    return [...this.owner.path, this.step];
  }

  get serverPath(): string {
    const before = this.owner.serverPath;
    const own = printPath([this.step]);
    return before === "" || own.startsWith("[") ? `${before}${own}` : `${before}.${own}`;
  }
}

/** The same field under another name of the server's. */
export function printedAs({ path, value }: Field, serverPath: string): Field {
  return { path, serverPath, value };
}

/** Written, and not null: an empty text, an empty list and `0` count. */
export function isSet({ value }: Field): boolean {
  return value !== undefined && !(value.type === "scalar" && resolve(value) === null);
}

/** Filled in later by a template or a placeholder. */
export function isUnknown({ value }: Field): boolean {
  if (value?.type === "mapping") return isExpression(value);
  if (value?.type !== "scalar") return false;
  const resolved = resolve(value);
  return typeof resolved === "string" && "unknown" in literal(resolved);
}

/** `{{ name }}` without quotes is YAML: a mapping of a mapping to nothing. */
function isExpression({ entries: [first, ...others] }: Mapping): boolean {
  const isEmpty = first?.key === "" && first.value.type === "scalar" && first.value.raw === "";
  return isEmpty && others.length === 0 && first.value.style === "plain";
}

/** Whether anything in a field is filled in later. */
export function holdsUnknown(field: Field): boolean {
  const { value } = field;
  if (value?.type === "sequence") return items(field).some(holdsUnknown);
  if (value?.type !== "mapping") return isUnknown(field);
  return (
    value.entries.some((entry) => "unknown" in literal(entry.key)) ||
    entries(field).some((each) => holdsUnknown(each.field))
  );
}

/** Absent, null, `""`, or a list or map of nothing: what the server's `len() == 0` means. */
export function isEmpty(field: Field): boolean {
  const { value } = field;
  if (value?.type === "sequence") return value.items.length === 0;
  if (value?.type === "mapping") return value.entries.length === 0;
  return !isSet(field) || value?.raw === "";
}

/** The text; `absent` where there is none; undefined where it is not known. */
export function text<T extends string | undefined = undefined>(
  field: Field,
  absent?: T,
): string | T | undefined {
  return orAbsent(field, textOf(field.value), absent);
}

export function integer<T extends number | undefined = undefined>(
  field: Field,
  absent?: T,
): number | T | undefined {
  return orAbsent(field, integerOf(field.value), absent);
}

export function flag<T extends boolean | undefined = undefined>(
  field: Field,
  absent?: T,
): boolean | T | undefined {
  return orAbsent(field, booleanOf(field.value), absent);
}

/** An IntOrString: a number is a port, a text the name of one. */
export function intOrText(field: Field): number | string | undefined {
  return valueOf(intOrTextOf(field.value));
}

function orAbsent<T, A>(field: Field, known: Known<T> | undefined, absent: A): T | A | undefined {
  return known === undefined && !isUnknown(field) ? absent : valueOf(known);
}
