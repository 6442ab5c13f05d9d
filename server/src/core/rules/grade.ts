/** How a finding gets milder where the workspace does not show everything. */
import type { Severity } from "./rule.ts";

/** One step: an error is still worth a warning; what was less may have its answer outside the workspace. */
export function milder(severity: Severity): Severity | undefined {
  switch (severity) {
    case "error":
      return "warning";
    case "warning":
    case "information":
      return "hint";
    case "hint":
      return undefined;
  }
}

/** The level as it is in a complete unit, one step milder in any other. */
export function graded(
  severity: Severity,
  { complete }: { readonly complete: boolean },
): Severity | undefined {
  return complete ? severity : milder(severity);
}
