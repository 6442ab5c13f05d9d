/**
 * Three values: what cannot be known from the workspace is *unknown*, with the reason, and never a guess.
 */
export type Reason =
  /** A Go template or another expression stands where a value should. */
  | "template"
  /** A placeholder such as `${NAME}` or `<name>`. */
  | "placeholder"
  /** Set by a controller when it makes the pod. */
  | "controller"
  /** Changed by a Kustomize transformer or patch that is not built. */
  | "transformed"
  /** The document does not parse, or is too large to be read. */
  | "unreadable"
  /** A type that the field does not have. */
  | "invalid";

export type Known<T> = { readonly value: T } | { readonly unknown: Reason };

export type Answer = "yes" | "no" | "unknown";

export function known<T>(value: T): Known<T> {
  return { value };
}

export function unknown(reason: Reason): { readonly unknown: Reason } {
  return { unknown: reason };
}

/** The value, or undefined when it is unknown or absent. */
export function valueOf<T>(item: Known<T> | undefined): T | undefined {
  return item !== undefined && "value" in item ? item.value : undefined;
}

export function isKnown<T>(item: Known<T> | undefined): item is { readonly value: T } {
  return item !== undefined && "value" in item;
}

/** Kleene's conjunction: one *no* decides, else one *unknown*. */
export function all(answers: Iterable<Answer>): Answer {
  let result: Answer = "yes";
  for (const answer of answers) {
    if (answer === "no") return "no";
    if (answer === "unknown") result = "unknown";
  }
  return result;
}
