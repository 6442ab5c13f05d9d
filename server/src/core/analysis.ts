/**
 * The façade: the only door into core. State enters by the first group of functions; every other answer is a pure function
 * of that state, computed when asked for and remembered. Nothing here throws on what a user typed.
 */
import type {
  Askers,
  BuildAnswer,
  CodeAction,
  Completion,
  Description,
  DumpedManifest,
  EditInFile,
  FileDiagnostics,
  Hover,
  Lens,
  Location,
  NamedObject,
  NameResolution,
  NamesSheet,
  ResolvableName,
  Summary,
  TitledEdits,
} from "./answers.ts";
import type { ChartDetails } from "./chart/details.ts";
import type { ChartGraph, ChartUnit } from "./chart/graph.ts";
import { documentBindings, readInPieces } from "./documents/facts.ts";
import { lastGood } from "./documents/lastGood.ts";
import { wholeDocumentBindings } from "./documents/whole.ts";
import { codeActions, fixAll, fixesIn } from "./features/actions.ts";
import { buildAnswer } from "./features/building.ts";
import { type FieldBook, fieldBook } from "./features/cards/fields/text.ts";
import { chartDetails } from "./features/chart/details/details.ts";
import { chartFix } from "./features/chart/details/findings.ts";
import { chartOf } from "./features/chart/graph.ts";
import { chartAt, chartSource } from "./features/chart/spots.ts";
import { chartUnits, chosenUnit } from "./features/chart/units.ts";
import { completions } from "./features/completion/completion.ts";
import { type DescribeQuestion, describe } from "./features/describe/describe.ts";
import { diagnosticsOf } from "./features/diagnostics.ts";
import { dumpedManifests } from "./features/dumpedManifests.ts";
import { textAfter } from "./features/edits.ts";
import { expose } from "./features/expose.ts";
import { failuresIn } from "./features/findings.ts";
import { hover } from "./features/hover.ts";
import { lenses } from "./features/lens.ts";
import { definition } from "./features/links/definition.ts";
import { references } from "./features/links/references.ts";
import { judgeInPieces } from "./features/located.ts";
import { names } from "./features/names/names.ts";
import { objectsOf } from "./features/objects.ts";
import { type AskedPlace, askers, resolvable } from "./features/resolving/askers.ts";
import { type NameQuestion, resolveName } from "./features/resolving/resolution.ts";
import { filesOf, summarise } from "./features/summary.ts";
import { verdictBinding } from "./network/verdicts.ts";
import { createDatabase, type Database } from "./query/database.ts";
import { factsOf } from "./resources/resource.ts";
import { rules } from "./rules/index.ts";
import type { AnyRule } from "./rules/rule.ts";
import { textOf, unreadableFile } from "./syntax/queries.ts";
import type { Position, Range } from "./text/lines.ts";
import { attachmentsIn } from "./units/kustomize/build/attached.ts";
import { builtWhole } from "./units/kustomize/build/built.ts";
import { type Attachment, attachments } from "./units/kustomize/build/files.ts";
import type { Built } from "./units/kustomize/build/object.ts";
import { filesIn, roots, unitsOfFile } from "./units/queries.ts";
import { editorSettings, type Settings, settingsAt } from "./units/settings.ts";
import type { FileId } from "./value/file.ts";

export type { FieldBook } from "./features/cards/fields/text.ts";
export { printResolution } from "./features/resolving/print.ts";
export type { Attachment } from "./units/kustomize/build/files.ts";

/** Which unit is meant: one that is named, else one that holds a file, else the fullest. */
export interface ChartChoice {
  readonly unit?: string | undefined;
  readonly file?: FileId | undefined;
}

export interface ChartPlace {
  readonly unit: string;
  readonly node: string;
  readonly row?: string;
}

export interface ChartFixChoice {
  readonly node: string;
  /** `ChartFinding.id`. */
  readonly finding: string;
  /** The index among its fixes. */
  readonly fix: number;
}

export interface Analysis {
  /** Grows with every change of the state. */
  readonly revision: number;

  /** The workspace folders, in the editor's order. */
  setRoots(roots: readonly string[]): void;
  /** Every file of a workspace folder that may hold manifests. A file that is gone is forgotten with its text. */
  setFiles(root: string, files: readonly FileId[]): void;
  /** The text of a file, without a byte order mark. */
  setText(file: FileId, text: string): void;
  /**
   * The text of a file that is open in an editor. Documents that stop parsing keep the facts of their last good text, until
   * `closeText`.
   */
  editText(file: FileId, text: string): void;
  /** The editor let go of the file; what is on disk counts again, last good facts are dropped. */
  closeText(file: FileId): void;
  /** A listed file, or a folder in the list, that is there and cannot be read, and why; until `setText`, or until it leaves the list. */
  setUnreadable(file: FileId, reason: string): void;
  /** A file that `attachments` names; undefined when it is not there. */
  setAttachment(file: FileId, attachment: Attachment | undefined): void;
  /** The editor's settings, under every `.portolan.yaml`; the same shape as that file, not validated. */
  setEditorSettings(settings: unknown): void;
  /** What cards say of fields wherever they stand; until then there are no cards of fields. */
  setFieldBook(book: FieldBook): void;

  /** Reads what lies in one file alone, so that the first question about the workspace need not do it all in one go. */
  prepare(file: FileId): void;
  /** The same, document by document: for whoever must let others in between. To be dropped when the state changes. */
  prepareInPieces(file: FileId): Iterable<undefined>;
  /** All that `diagnostics` of a prepared file needs, resource by resource. To be dropped when the state changes. */
  judgeInPieces(file: FileId): Iterable<undefined>;
  diagnostics(file: FileId): FileDiagnostics;
  /** Rules that failed on a file, with what they said; their findings are missing there, the others' are not. */
  failures(file: FileId): readonly string[];
  hover(file: FileId, position: Position): Hover | undefined;
  /** Fields and values that fit an empty or misspelt place; none where something right stands. */
  completions(file: FileId, position: Position): readonly Completion[];
  /** Between kustomizations, patches and objects: the file that an entry names, the objects that a patch is for. */
  definition(file: FileId, position: Position): readonly Location[];
  /** The other way round: the entries that name a file, what changes an object or the field at the position. */
  references(file: FileId, position: Position): readonly Location[];
  lenses(file: FileId): readonly Lens[];
  /** A Service for the workload at a position; undefined when there is nothing to make it of. */
  expose(file: FileId, position: Position): TitledEdits | undefined;
  /** Of the Service at a position, or of one that was asked about before; undefined when there is none. */
  names(file: FileId, at: Position | string): NamesSheet | undefined;
  /** The objects of some kinds, in every unit that they are in. */
  objects(isWanted: (kind: string) => boolean): readonly NamedObject[];
  /** What a pod gets for a name; undefined when what it asks from makes no pods, or is not in that unit. */
  resolve(question: NameQuestion): NameResolution | undefined;
  /** Whose pods may look names up: of the units that hold a file, else of all. */
  askers(at?: AskedPlace): Askers;
  /** The name that a value mentions at a position, if it is known whose pods look it up. */
  resolvable(file: FileId, position: Position): ResolvableName | undefined;
  /** Services and workloads that only a cluster has, as manifests that would make them. */
  dumpedManifests(): readonly DumpedManifest[];
  /** A Service or a workload and what follows from it in a cluster; undefined for anything else, or what is not in that unit. */
  describe(question: DescribeQuestion): Description | undefined;
  /** Quick fixes for the diagnostics that touch a range, and `source.fixAll.portolan` for the whole file. */
  codeActions(file: FileId, range: Range): readonly CodeAction[];
  /** The quick fixes of all findings of a file, one by one; `answers` says which finding. */
  fixes(file: FileId): readonly CodeAction[];
  /** All safe fixes of a file at once, those that would overlap left out. */
  fixAll(file: FileId): CodeAction | undefined;
  /** The units that can be drawn, sorted by name. */
  charts(): readonly ChartUnit[];
  /** The ids of the units that hold resources of a file. */
  chartUnits(file: FileId): readonly string[];
  /** The traffic of the unit named, of one that holds the file, or of the fullest; undefined when there is none. The same object while nothing in it changes. */
  chart(of: ChartChoice): ChartGraph | undefined;
  /** What the side panel says of a node; undefined when it is gone. */
  chartDetails(unit: string, node: string): ChartDetails | undefined;
  /** The node and row that stand for a place in a file, in the unit named if it holds the file. */
  chartAt(file: FileId, position: Position, unit?: string): ChartPlace | undefined;
  /** Where a node or a row of it is written; of what nobody wrote, where it is named. */
  chartSource(unit: string, node: string, row?: string): Location | undefined;
  /** A fix of a finding in the side panel. */
  chartFix(unit: string, choice: ChartFixChoice): TitledEdits | undefined;
  /** What a file would say after some edits of an action. */
  textAfter(edits: EditInFile): string;

  /** Files of a workspace folder that kustomizations read and that are no manifests, for the host to load. */
  attachments(root: string): readonly FileId[];
  /** What the kustomization in a file builds, every object whole. */
  built(file: FileId): Built;
  /** The same as it is applied, with where it is written; undefined when the file holds no kustomization that can be read. */
  build(file: FileId): BuildAnswer | undefined;

  /** How many objects of a file were dumped from a cluster. */
  observedIn(file: FileId): number;
  files(): readonly FileId[];
  rules(): readonly AnyRule[];
  summary(): Summary;
  settingsOf(file: FileId): Settings;
  /** How often each query has run since the last call. */
  takeRuns(): ReadonlyMap<string, number>;
  /** Forgets what nothing asks for any more; call after files went away. */
  sweep(): void;
}

export function createAnalysis(): Analysis {
  const db = createDatabase([...documentBindings, ...wholeDocumentBindings, verdictBinding]);
  return {
    get revision() {
      return db.revision;
    },
    ...state(db),
    ...clusterAnswers(db),
    ...kustomizeAnswers(db),
    ...work(db),
    diagnostics: (file) => db.get(diagnosticsOf, file),
    failures: (file) => failuresIn(db, file),
    hover: (file, position) => hover(db, file, position),
    completions: (file, position) => completions(db, file, position),
    lenses: (file) => lenses(db, file),
    expose: (file, position) => expose(db, file, position),
    codeActions: (file, range) => codeActions(db, file, range),
    fixes: (file) => fixesIn(db, file),
    fixAll: (file) => fixAll(db, file),
    charts: () => db.get(chartUnits, ""),
    chartUnits: (file) => db.get(unitsOfFile, file),
    chart: (of) => {
      const unit = chosenUnit(db, of);
      return unit === undefined ? undefined : db.get(chartOf, unit);
    },
    chartDetails: (unit, node) => chartDetails(db, unit, node),
    chartAt: (file, position, unit) => chartAt(db, file, position, unit),
    chartSource: (unit, node, row) => chartSource(db, unit, node, row),
    chartFix: (unit, choice) => {
      const graph = db.get(chartOf, unit);
      return graph && chartFix(db, unit, graph, choice);
    },
    textAfter: (edits) => textAfter(db, edits),
    observedIn: (file) => db.get(factsOf, file).resources.filter(({ observed }) => observed).length,
    files: () => filesOf(db),
    rules: () => rules,
    summary: () => summarise(db),
    settingsOf: (file) => db.get(settingsAt, file),
    takeRuns: () => {
      const runs = new Map(db.runs());
      db.resetRuns();
      return runs;
    },
    sweep: () => db.sweep(),
  };
}

/** What kustomizations read and build, and how they hang together. */
function kustomizeAnswers(
  db: Database,
): Pick<Analysis, "attachments" | "built" | "build" | "definition" | "references"> {
  return {
    attachments: (root) => db.get(attachmentsIn, root),
    built: (file) => db.get(builtWhole, file),
    build: (file) => buildAnswer(db, file),
    definition: (file, position) => definition(db, file, position),
    references: (file, position) => references(db, file, position),
  };
}

/** What the cluster would do with what the manifests say. */
function clusterAnswers(
  db: Database,
): Pick<
  Analysis,
  "names" | "objects" | "resolve" | "askers" | "resolvable" | "describe" | "dumpedManifests"
> {
  return {
    describe: (question) => describe(db, question),
    dumpedManifests: () => dumpedManifests(db),
    names: (file, at) => names(db, file, at),
    objects: (isWanted) => objectsOf(db, isWanted),
    resolve: (question) => resolveName(db, question),
    askers: (at) => askers(db, at),
    resolvable: (file, position) => resolvable(db, { file, position }),
  };
}

/** What is done ahead of questions. */
function work(db: Database): Pick<Analysis, "prepare" | "prepareInPieces" | "judgeInPieces"> {
  return {
    prepare: (file) => void db.get(factsOf, file),
    prepareInPieces: (file) => readInPieces(db, file),
    judgeInPieces: (file) => judgeInPieces(db, file),
  };
}

type State = Pick<
  Analysis,
  | "setRoots"
  | "setFiles"
  | "setText"
  | "editText"
  | "closeText"
  | "setUnreadable"
  | "setAttachment"
  | "setEditorSettings"
  | "setFieldBook"
>;

function state(db: Database): State {
  const forget = (file: FileId) => {
    db.remove(textOf, file);
    db.remove(lastGood, file);
    db.remove(unreadableFile, file);
  };
  return {
    setRoots: (next) => {
      for (const root of db.get(roots, "")) {
        if (next.includes(root)) continue;
        for (const file of db.get(filesIn, root)) forget(file);
        db.remove(filesIn, root);
      }
      db.set(roots, "", next);
    },
    setFiles: (root, files) => {
      const kept = new Set(files);
      for (const file of db.get(filesIn, root)) if (!kept.has(file)) forget(file);
      db.set(filesIn, root, files.toSorted());
    },
    setText: (file, text) => {
      db.remove(unreadableFile, file);
      db.set(textOf, file, text);
    },
    editText: (file, text) => {
      const readable = db.get(factsOf, file).resources.filter(({ spec }) => spec.family !== "opaque");
      db.set(lastGood, file, readable);
      db.remove(unreadableFile, file);
      db.set(textOf, file, text);
    },
    closeText: (file) => db.remove(lastGood, file),
    setAttachment: (file, attachment) =>
      attachment ? db.set(attachments, file, attachment) : db.remove(attachments, file),
    setUnreadable: (file, reason) => {
      db.remove(textOf, file);
      db.set(unreadableFile, file, reason);
    },
    setEditorSettings: (settings) => db.set(editorSettings, "", settings),
    setFieldBook: (book) => db.set(fieldBook, "", book),
  };
}
