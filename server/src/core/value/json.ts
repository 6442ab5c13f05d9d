/** A value as JSON carries it to the API server. */
import { type Resolved, resolve } from "./scalar.ts";
import type { Value } from "./value.ts";

export type Json = Resolved | readonly Json[] | { readonly [key: string]: Json };

export function jsonOf(value: Value): Json {
  switch (value.type) {
    case "scalar":
      return resolve(value);
    case "sequence":
      return value.items.map(jsonOf);
    case "mapping":
      return Object.fromEntries(value.entries.map(({ key, value: each }) => [key, jsonOf(each)]));
  }
}
