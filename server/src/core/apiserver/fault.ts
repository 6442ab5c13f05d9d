/** What kube-apiserver refuses, and warns of, in one object: where, why, in its own words, and what would be right. */
import type { FieldChange } from "../value/change.ts";
import type { Path } from "../value/path.ts";
import type { Field } from "./field.ts";
import { serverValue } from "./serverText.ts";

/** The error types of field.Error in the API server; `Decode` and later are answers of earlier steps. */
export type ApiError =
  | "Required"
  | "Invalid"
  | "NotSupported"
  | "Forbidden"
  | "Duplicate"
  | "TooLong"
  | "TooMany"
  | "InternalError"
  | "Decode"
  | "UnknownField"
  | "NoKindMatch";

/** A place in the manifest: it differs from the server's path where the server names a field that nobody wrote. */
export interface FaultPlace {
  readonly path: Path;
  readonly part: "key" | "value" | "item";
}

export interface ApiFault {
  readonly error: ApiError;
  /** The field as the server prints it: `spec.ports[0].nodePort`. */
  readonly serverPath: string;
  readonly at: FaultPlace;
  /** The value as the server prints it (`70000`, `"tcp"`); undefined where it prints none. */
  readonly value?: string;
  /** The server's own words after path and value: `must be between 1 and 65535, inclusive`; empty where it has none. */
  readonly message: string;
  /** What is wrong and what to do, in plain words: one or two sentences. */
  readonly advice?: string;
  /** A matter that a rule of its own speaks about. */
  readonly topic?: Topic;
  /** The one right fix, or the more likely of two. */
  readonly fix?: FaultFix;
  readonly otherFix?: FaultFix;
}

/**
 * Matters of which more is known than the server says; rules/apiFaults.ts says who speaks. `text`: a value that has to be
 * text. `own-labels`: a selector that misses its own template.
 */
export type Topic = "node-port" | "node-port-taken" | "external-ips" | "text" | "own-labels";

export interface FaultFix {
  readonly title: string;
  /** Safe: there is one right answer, and it may be applied unseen. */
  readonly safety: "safe" | "suggestion";
  readonly changes: readonly FieldChange[];
}

/** A `Warning:` line: the object is accepted. */
export interface ApiWarning {
  readonly at: FaultPlace;
  /** The server's own text. */
  readonly message: string;
  readonly advice?: string;
  readonly topic?: Topic;
  readonly fix?: FaultFix;
}

export function warning(field: Field, message: string): ApiWarning {
  return { at: placeOf(field, "value"), message };
}

/** A field that is missing, or empty where something has to stand. */
export function required(field: Field, message = ""): ApiFault {
  return fault("Required", field, message);
}

export function invalid(field: Field, message: string): ApiFault {
  return { ...fault("Invalid", field, message), value: serverValue(field.value) };
}

/** A value outside a fixed set; the server prints what it supports in the order given. */
export function notSupported(field: Field, supported: readonly string[]): ApiFault {
  const message = `supported values: ${supported.map((each) => `"${each}"`).join(", ")}`;
  return { ...fault("NotSupported", field, message), value: serverValue(field.value) };
}

export function forbidden(field: Field, message: string): ApiFault {
  return { ...fault("Forbidden", field, message), at: placeOf(field, "key") };
}

export function duplicate(field: Field, value: string = serverValue(field.value)): ApiFault {
  return { ...fault("Duplicate", field, ""), value };
}

export function tooLong(field: Field, most: number): ApiFault {
  return fault("TooLong", field, `may not be more than ${most} bytes`);
}

export function tooMany(field: Field, actual: number, most: number): ApiFault {
  const message = `must have at most ${most} ${most === 1 ? "item" : "items"}`;
  return { ...fault("TooMany", field, message), value: String(actual), at: placeOf(field, "key") };
}

/** The same fault, shown in the manifest at another field than the server names. */
export function shownAt(fault: ApiFault, field: Field, part: FaultPlace["part"] = "value"): ApiFault {
  return { ...fault, at: placeOf(field, part) };
}

function fault(error: ApiError, field: Field, message: string): ApiFault {
  return { error, serverPath: field.serverPath, at: placeOf(field, "value"), message };
}

/** An item of a list is shown as a whole; what is missing, where it would stand. */
function placeOf({ path }: Field, part: FaultPlace["part"]): FaultPlace {
  return { path, part: typeof path.at(-1) === "number" && part !== "value" ? "item" : part };
}
