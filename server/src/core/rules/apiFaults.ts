/** The findings and fixes of the rules that speak for the API server; which speaks of what is in voices.ts. */
import type { ApiFault, FaultFix, FaultPlace } from "../apiserver/fault.ts";
import type { Net } from "../network/net.ts";
import type { DocId } from "../resources/identity.ts";
import type { Resource } from "../resources/resource.ts";
import { samePath } from "../value/path.ts";
import { wordsFor } from "./apiFaultWords.ts";
import type { Finding, Fix, Severity } from "./rule.ts";
import { speakerOf } from "./voices.ts";

/** What one of these rules says: one finding a field, whatever is wrong with it. */
export function refusals(subject: Resource, net: Net, code: string): readonly Finding[] {
  const faults = net.verdict(subject.id).faults.filter((fault) => speakerOf(fault) === code);
  const onField = (fault: ApiFault) => faults.filter((other) => isSamePlace(fault.at, other.at));
  return faults
    .filter((fault) => onField(fault)[0] === fault)
    .map((fault) => ({ ...toFinding(subject, onField(fault), fault), severity: severityIn(net) }));
}

/** In a folder of test data much is wrong on purpose. */
function severityIn({ unit: { gaps } }: Net): Severity {
  return gaps.some(({ reason }) => reason === "fixture") ? "warning" : "error";
}

function toFinding(subject: Resource, faults: readonly ApiFault[], { at, error, value }: ApiFault): Finding {
  return {
    at: { id: subject.id, path: at.path, part: at.part },
    message: wordsFor(subject, faults),
    apiError: error,
    data: value,
    related: [],
  };
}

/** The fixes of the faults on the field of a finding. */
export function refusalFixes({ at }: Finding, subject: Resource, net: Net): readonly Fix[] {
  const faults = net.verdict(subject.id).faults.filter((fault) => isSamePlace(fault.at, at));
  const fixes = faults.flatMap(({ fix, otherFix }) => [
    ...(fix ? [fix] : []),
    ...(otherFix ? [otherFix] : []),
  ]);
  return fixes
    .filter((fix, index) => fixes.findIndex((other) => other.title === fix.title) === index)
    .map((fix) => toFix(fix, subject.id));
}

export function toFix({ title, safety, changes }: FaultFix, id: DocId): Fix {
  return { title, safety, changes: changes.map((change) => ({ ...change, id })) };
}

export function isSamePlace(a: FaultPlace, b: FaultPlace): boolean {
  return a.part === b.part && samePath(a.path, b.path);
}
