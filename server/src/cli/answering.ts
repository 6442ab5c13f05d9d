import type { CodeAction, Diagnostic, Range } from "../core/answers.ts";

type Answer = CodeAction["answers"][number];

/** Whether an action answers a finding: they know each other by code and range. */
export function answers(action: Pick<CodeAction, "answers">, finding: Diagnostic): boolean {
  return action.answers.some((answer) => isAbout(answer, finding));
}

export function isAbout({ code, range }: Answer, finding: Diagnostic): boolean {
  return code === finding.code && isSame(range, finding.range);
}

function isSame(a: Range, b: Range): boolean {
  return (
    a.start.line === b.start.line &&
    a.start.character === b.start.character &&
    a.end.line === b.end.line &&
    a.end.character === b.end.character
  );
}
