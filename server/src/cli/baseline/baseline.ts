/**
 * A baseline accepts the findings that were there when it was written, so that only new ones fail. A finding is known again
 * by what it says of which field, never by its line. Of findings that are alike, as many are accepted as were written down.
 */
import type { Diagnostic } from "../../core/answers.ts";
import { type FindingIdentity, findingIdentity, identityKey } from "../findingIdentity.ts";

export interface Baseline {
  readonly accepted: readonly FindingIdentity[];
}

export interface Divided {
  readonly fresh: readonly Diagnostic[];
  /** How many findings are accepted. */
  readonly accepted: number;
  /** What was accepted once and is no longer found. */
  readonly stale: readonly FindingIdentity[];
}

type PathOf = (file: Diagnostic["file"]) => string;

export function divide(findings: readonly Diagnostic[], { accepted }: Baseline, pathOf: PathOf): Divided {
  const left = new Map<string, FindingIdentity[]>();
  for (const entry of accepted) {
    const key = identityKey(entry);
    left.set(key, [...(left.get(key) ?? []), entry]);
  }
  const fresh = findings.filter((finding) => {
    const key = identityKey(findingIdentity(finding, pathOf(finding.file)));
    return left.get(key)?.pop() === undefined;
  });
  return { fresh, accepted: findings.length - fresh.length, stale: [...left.values()].flat() };
}

export function baselineOf(findings: readonly Diagnostic[], pathOf: PathOf): Baseline {
  return { accepted: findings.map((finding) => findingIdentity(finding, pathOf(finding.file))) };
}

/** What was accepted before is kept where this run did not look. */
export function renewed(
  before: Baseline,
  now: Baseline,
  wasLookedAt: (entry: FindingIdentity) => boolean,
): Baseline {
  return { accepted: [...before.accepted.filter((entry) => !wasLookedAt(entry)), ...now.accepted] };
}
