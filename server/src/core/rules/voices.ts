/**
 * Who speaks of what the API server refuses. One fault has one voice:
 *
 * - a rule of a topic, where it knows more than the server says and stands on the same field: PTL106 (a selector that misses its
 *   own template), PTL301 (a node port that another has), PTL302 (`externalIPs`), PTL305 (annotations of a Service), PTL308
 *   (node ports out of range), PTL503 (an address for a name), PTL201 and PTL204 (a number in quotes);
 * - else the rule of the fault's type, PTL801 to PTL810. A rule of a topic that says nothing of the refusal is silent on a
 *   field that is refused: what it says holds no longer once the field is mended.
 */
import type { ApiError, ApiFault, ApiWarning } from "../apiserver/fault.ts";
import { samePath } from "../value/path.ts";
import type { Finding, Severity } from "./rule.ts";

const BY_ERROR: Readonly<Record<ApiError, string>> = {
  Decode: "PTL801",
  UnknownField: "PTL802",
  Required: "PTL803",
  Invalid: "PTL804",
  InternalError: "PTL804",
  NotSupported: "PTL805",
  Forbidden: "PTL806",
  Duplicate: "PTL807",
  TooLong: "PTL808",
  TooMany: "PTL808",
  NoKindMatch: "PTL810",
};

/** The rule that speaks of a fault; undefined where one does that looks at the matter for itself. */
export function speakerOf({ error, topic }: ApiFault): string | undefined {
  switch (topic) {
    case "own-labels":
    case "node-port-taken":
      return undefined;
    case "node-port":
      return "PTL308";
    default:
      return BY_ERROR[error];
  }
}

/** `externalIPs` are PTL302's. */
export function isWarnedOf({ topic }: ApiWarning): boolean {
  return topic !== "external-ips";
}

interface Said {
  readonly code: string;
  readonly severity: Severity;
  readonly finding: Finding;
}

/** What is said of one resource, with one voice on each field that is refused. */
export function withOneVoice<S extends Said>(said: readonly S[]): readonly S[] {
  const refusals = said.filter(isRefusal);
  if (refusals.length === 0) return said;
  const topical = refusals.filter((each) => !isGeneral(each) && each.severity === "error");
  return said.filter((each) => {
    if (isGeneral(each)) return !topical.some((other) => isOnOneField(each, other));
    return topical.includes(each) || !refusals.some((other) => isGeneral(other) && isOnOneField(each, other));
  });
}

function isRefusal({ finding }: Said): boolean {
  return finding.apiError !== undefined;
}

function isGeneral({ code, finding }: Said): boolean {
  return code.startsWith("PTL8") && finding.apiError !== undefined;
}

function isOnOneField(a: Said, b: Said): boolean {
  return samePath(a.finding.at.path, b.finding.at.path);
}
