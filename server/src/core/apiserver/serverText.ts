/** How kube-apiserver prints values and faults (field.Error). */
import { resolve } from "../value/scalar.ts";
import type { Value } from "../value/value.ts";
import type { ApiError, ApiFault } from "./fault.ts";

const LABELS: Readonly<Record<ApiError, string>> = {
  Required: "Required value",
  Invalid: "Invalid value",
  NotSupported: "Unsupported value",
  Forbidden: "Forbidden",
  Duplicate: "Duplicate value",
  TooLong: "Too long",
  TooMany: "Too many",
  InternalError: "Internal error",
  Decode: "",
  UnknownField: "",
  NoKindMatch: "",
};

/** `spec.ports[0].port: Invalid value: 70000: must be between 1 and 65535, inclusive`. */
export function serverText({ error, serverPath, value, message }: ApiFault): string {
  const label = LABELS[error];
  if (label === "") return message;
  return [serverPath, label, value, message].filter((each) => each !== undefined && each !== "").join(": ");
}

/** Texts in quotes, numbers and booleans bare, what is absent as the type's zero; collections are not imitated. */
export function serverValue(value: Value | undefined): string {
  if (value?.type !== "scalar") return value ? "" : '""';
  const resolved = resolve(value);
  if (resolved === null) return '""';
  return typeof resolved === "string" ? JSON.stringify(resolved) : String(resolved);
}
