/** What kustomize refuses, as findings: each topic of the build is a rule of its own. */
import { nearest } from "../config/nearest.ts";
import type { Reader } from "../query/query.ts";
import { valueOfDocument } from "../resources/resource.ts";
import { componentMisused } from "../rules/component-misused.ts";
import { duplicateObject } from "../rules/duplicate-object.ts";
import { generatorRefused } from "../rules/generator-refused.ts";
import { kustomizationCycle } from "../rules/kustomization-cycle.ts";
import { kustomizationFieldUnknown } from "../rules/kustomization-field-unknown.ts";
import { kustomizationFileMissing } from "../rules/kustomization-file-missing.ts";
import { patchRefused } from "../rules/patch-refused.ts";
import { patchTargetMissing } from "../rules/patch-target-missing.ts";
import type { AnyRule, Finding, Severity } from "../rules/rule.ts";
import { transformerRefused } from "../rules/transformer-refused.ts";
import { locate } from "../syntax/locate.ts";
import { parse } from "../syntax/parse.ts";
import type { Span } from "../text/lines.ts";
import { fixtureOf } from "../units/fixture.ts";
import { namesBeside } from "../units/kustomize/build/fields.ts";
import type { BuildFault, FaultTopic } from "../units/kustomize/build/object.ts";
import { valueAt } from "../units/kustomize/build/values.ts";
import { kustomizeFaultsOf } from "../units/kustomize/faults.ts";
import { type FileId, pathOf } from "../value/file.ts";
import type { Path } from "../value/path.ts";

const RULES: Readonly<Record<FaultTopic, AnyRule>> = {
  "missing-file": kustomizationFileMissing,
  "unreadable-file": kustomizationFileMissing,
  outside: kustomizationFileMissing,
  cycle: kustomizationCycle,
  "not-a-kustomization": componentMisused,
  component: componentMisused,
  "duplicate-object": duplicateObject,
  patch: patchRefused,
  "patch-target": patchTargetMissing,
  field: kustomizationFieldUnknown,
  generator: generatorRefused,
  replacement: transformerRefused,
  variable: transformerRefused,
  transformer: transformerRefused,
};

interface KustomizeFinding {
  readonly code: string;
  readonly severity: Severity;
  readonly finding: Finding;
}

/** Of a file: a kustomization, or what one names. */
export function kustomizeFindings(db: Reader, file: FileId): readonly KustomizeFinding[] {
  const isFixture = fixtureOf(pathOf(file)) !== undefined;
  return db.get(kustomizeFaultsOf, file).map((fault) => {
    const { code, severity } = RULES[fault.topic];
    const isMild = isFixture || isKeptApart(fault);
    return { code, severity: isMild ? "warning" : severity, finding: findingOf(db, fault) };
  });
}

/** Secrets and environment files are mostly kept out of the repository, and put there by whoever builds. */
function isKeptApart({ topic, at }: BuildFault): boolean {
  const [field, , list] = at.path;
  return topic === "missing-file" && (field === "secretGenerator" || list === "envs" || list === "env");
}

function findingOf(db: Reader, fault: BuildFault): Finding {
  const { document, path } = fault.at;
  const key = fault.topic === "field" ? unknownKey(path) : undefined;
  const meant = key === undefined ? undefined : nearest(key, namesBeside(path));
  const within = embedded(db, fault);
  return {
    at: { id: document, path, part: key === undefined ? "value" : "key", ...(within ? { within } : {}) },
    message: `kustomize refuses this: ${fault.message}${meant === undefined ? "." : `; did you mean \`${meant}\`?`}`,
    ...(meant === undefined ? {} : { data: { meant } }),
    related: [],
  };
}

/** The stretch of a patch's text that is at fault, when the patch stands in the kustomization itself. */
function embedded(db: Reader, { at }: BuildFault): Span | undefined {
  const text = at.within && valueAt(db.get(valueOfDocument, at.document), at.path);
  if (!at.within || at.within.length === 0 || text?.type !== "scalar") return undefined;
  const parsed = parse(text.raw);
  return "tree" in parsed ? locate(parsed.tree, at.within, "value") : undefined;
}

function unknownKey(path: Path): string | undefined {
  const [key, names] = [path.at(-1), namesBeside(path)];
  return typeof key === "string" && names.length > 0 && !names.includes(key) ? key : undefined;
}
