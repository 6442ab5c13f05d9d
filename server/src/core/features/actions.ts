/**
 * Quick fixes: what the rules offer for the findings under a range, made into edits; a way to silence each finding; and all
 * safe fixes of a file at once. A fix that cannot be made without touching anything else is not offered.
 */
import type { CodeAction, EditInFile } from "../answers.ts";
import { equal } from "../query/equal.ts";
import { query, type Reader } from "../query/query.ts";
import type { Fix } from "../rules/rule.ts";
import { chunksOf } from "../syntax/queries.ts";
import type { Range } from "../text/lines.ts";
import type { Change } from "../value/change.ts";
import type { FileId } from "../value/file.ts";
import { fixesFor } from "./diagnostics.ts";
import { editsFor } from "./edits.ts";
import { findingsIn, type LocatedFinding } from "./located.ts";
import { touches } from "./ranges.ts";

/** Nobody reads a menu that is longer; a whole file may be asked for. */
const MOST_FINDINGS = 50;

/** An edit is read again before it is offered; characters that a menu may cost so. */
const MOST_READ = 500_000;

/** Who asks for a whole file does not look for one comment among many. */
const MOST_SILENCED = 5;

export function codeActions(db: Reader, file: FileId, range: Range): readonly CodeAction[] {
  const found = findingsIn(db, file, range).slice(0, mostIn(db, file));
  const all = fixAll(db, file);
  return [
    ...merged(found.flatMap((each) => quickFixes(db, each))),
    ...merged(found.slice(0, MOST_SILENCED).flatMap((each) => ignoreAction(db, each))),
    ...(all ? [all] : []),
  ];
}

function mostIn(db: Reader, file: FileId): number {
  const longest = db.get(chunksOf, file).reduce((most, { start, end }) => Math.max(most, end - start), 1);
  return Math.max(1, Math.min(MOST_FINDINGS, Math.floor(MOST_READ / longest)));
}

/** What the rules offer for each finding of a file; an answer for printers that show all fixes at once. */
export function fixesIn(db: Reader, file: FileId): readonly CodeAction[] {
  return findingsIn(db, file).flatMap((each) => quickFixes(db, each));
}

/** The fixes of one finding that can be made. */
export function quickFixes(db: Reader, found: LocatedFinding): readonly CodeAction[] {
  const fixes = fixesFor(db, found);
  return fixes.flatMap((fix) => {
    const edits = editsFor(db, fix.changes);
    const preferred = fix.safety === "safe" && fixes.length === 1;
    return edits ? [quickFix(found, fix.title, edits, preferred)] : [];
  });
}

function quickFix(
  found: LocatedFinding,
  title: string,
  edits: readonly EditInFile[],
  preferred: boolean,
): CodeAction {
  return { title, kind: "quickfix", preferred, answers: [answer(found)], edits };
}

function answer({ rule, location }: LocatedFinding): CodeAction["answers"][number] {
  return { code: rule.code, range: location.range };
}

/** What stands in the comment until its author knows better. */
const REASON = "accepted as it is";

function ignoreAction(db: Reader, found: LocatedFinding): readonly CodeAction[] {
  const { rule, merged: finding } = found;
  const text = `portolan-ignore ${rule.code}: ${REASON}`;
  const edits = editsFor(db, [{ ...finding.place, type: "comment", text }]);
  return edits ? [quickFix(found, `Ignore ${rule.code} here`, edits, false)] : [];
}

/** One action for findings that are answered by the same edits. */
function merged(actions: readonly CodeAction[]): readonly CodeAction[] {
  const kept: CodeAction[] = [];
  for (const action of actions) {
    const index = kept.findIndex((each) => each.title === action.title && equal(each.edits, action.edits));
    const same = kept[index];
    if (same) kept[index] = { ...same, answers: [...same.answers, ...action.answers] };
    else kept.push(action);
  }
  return kept;
}

export function fixAll(db: Reader, file: FileId): CodeAction | undefined {
  return db.get(fixAllOf, file);
}

/** Remembered, since editors ask for code actions at every move of the cursor. */
const fixAllOf = query<CodeAction | undefined>(
  "fixAll",
  (db, file) => {
    const accepted: Candidate[] = [];
    for (const found of findingsIn(db, file)) {
      const candidate = safeFix(db, file, found);
      if (candidate && !accepted.some((each) => overlap(each, candidate))) accepted.push(candidate);
    }
    return together(db, accepted);
  },
  { equal: () => false },
);

interface Candidate {
  readonly found: LocatedFinding;
  readonly changes: readonly Change[];
  readonly edits: EditInFile["edits"];
}

/** The one right answer to a finding, if it needs no other file. */
function safeFix(db: Reader, file: FileId, found: LocatedFinding): Candidate | undefined {
  const [fix, ...others]: readonly Fix[] = fixesFor(db, found).filter(({ safety }) => safety === "safe");
  const [edits, ...elsewhere] = (fix && others.length === 0 && editsFor(db, fix.changes)) || [];
  if (!fix || !edits || elsewhere.length > 0 || edits.file !== file) return undefined;
  return { found, changes: fix.changes, edits: edits.edits };
}

function overlap(a: Candidate, b: Candidate): boolean {
  return a.edits.some((left) => b.edits.some((right) => touches(left.range, right.range)));
}

/** Rendered once more as one: fixes that go well alone may not go together. */
function together(db: Reader, candidates: readonly Candidate[]): CodeAction | undefined {
  if (candidates.length === 0) return undefined;
  const edits = editsFor(
    db,
    candidates.flatMap(({ changes }) => changes),
  );
  if (!edits) return together(db, candidates.slice(0, -1));
  return {
    title: "Fix all safe problems (Portolan)",
    kind: "source.fixAll.portolan",
    preferred: false,
    answers: candidates.map(({ found }) => answer(found)),
    edits,
  };
}
