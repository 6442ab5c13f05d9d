/**
 * What a rule is: one typed constant in a file named after it, listed in index.ts. A rule asks the net about one resource and
 * yields findings; where they stand in a text, whether they are suppressed or capped, and how a fix becomes an edit is
 * decided by others. Rules never say more than the net is sure of, and never look at one another.
 */
import type { ApiError } from "../apiserver/fault.ts";
import type { Net } from "../network/net.ts";
import type { DocId } from "../resources/identity.ts";
import type { Resource } from "../resources/resource.ts";
import type { Change } from "../value/change.ts";
import type { Path } from "../value/path.ts";

export type { ApiError } from "../apiserver/fault.ts";
export type { Change, PlainValue } from "../value/change.ts";

export type Severity = "error" | "warning" | "information" | "hint";

/** A place in a resource: its key, its value, or (for a list item) the whole item. */
export interface At {
  readonly id: DocId;
  readonly path: Path;
  readonly part: "key" | "value" | "item";
  /** A stretch of the scalar's text as it is read, where a name or a port inside it is meant. */
  readonly within?: { readonly start: number; readonly end: number };
}

export interface Finding {
  readonly at: At;
  /** What is wrong with the user's own names in it, what follows, what would be right. One to three sentences. */
  readonly message: string;
  /** Milder than the rule's own severity, never harsher. */
  readonly severity?: Severity;
  readonly apiError?: ApiError;
  /** What `fixes` needs; plain JSON. */
  readonly data?: unknown;
  readonly related: readonly Related[];
}

export interface Related {
  readonly at: At;
  readonly message: string;
}

export interface Fix {
  /** An imperative with the user's own names: "Change `app: crat` to `app: cart` (Deployment cart)". */
  readonly title: string;
  /** Safe fixes may be applied unseen by `source.fixAll` and `--fix`: there is one right answer. */
  readonly safety: "safe" | "suggestion";
  readonly changes: readonly Change[];
}

export interface Example {
  /** The file's name, where that matters. */
  readonly file?: string;
  /** One or more YAML documents. */
  readonly yaml: string;
  readonly note: string;
  /** Another file that it needs. */
  readonly beside?: { readonly file: string; readonly yaml: string };
}

export interface Rule<R extends Resource = Resource> {
  readonly code: `PTL${number}`;
  /** Kebab case, the same as the file's name. */
  readonly name: string;
  /** The harshest that it ever says. */
  readonly severity: Severity;
  /** Advice that speaks only where configuration gives it a level. */
  readonly offByDefault?: true;
  /** Other levels it uses, each with when. */
  readonly levels: readonly { readonly severity: Severity | "silent"; readonly when: string }[];
  /** The resources it is called with. */
  readonly subject: (resource: Resource) => resource is R;
  /** One line for tables. */
  readonly summary: string;
  /** Why it matters; cites the Kubernetes field or page. Markdown. */
  readonly why: string;
  /** How to put it right, and what its quick fixes do. Markdown. */
  readonly remedy: string;
  readonly examples: { readonly bad: readonly Example[]; readonly good: readonly Example[] };
  check(subject: R, net: Net): Iterable<Finding>;
  fixes?(finding: Finding, subject: R, net: Net): readonly Fix[];
}

/** A rule whose subject type is forgotten, for lists. */
export interface AnyRule extends Omit<Rule, "subject" | "check" | "fixes"> {
  /** Whether a resource is its subject. The same function for all rules with the same subject. */
  readonly concerns: (resource: Resource) => boolean;
  check(subject: Resource, net: Net): Iterable<Finding>;
  fixes(finding: Finding, subject: Resource, net: Net): readonly Fix[];
}

/**
 * Makes a rule fit for the list: it is silent about resources that are not its subject, and about observations, which say
 * what a cluster made of a manifest.
 */
export function rule<R extends Resource>(definition: Rule<R>): AnyRule {
  const { subject, check, fixes, ...rest } = definition;
  return {
    ...rest,
    concerns: subject,
    *check(resource, net) {
      if (!resource.observed && subject(resource)) yield* check(resource, net);
    },
    fixes: (finding, resource, net) => (fixes && subject(resource) ? fixes(finding, resource, net) : []),
  };
}
