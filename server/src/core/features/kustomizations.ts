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
import { fixtureOf } from "../units/fixture.ts";
import { namesBeside, takesText } from "../units/kustomize/build/fields.ts";
import type { BuildFault, FaultTopic } from "../units/kustomize/build/object.ts";
import { valueAt } from "../units/kustomize/build/values.ts";
import { kustomizeFaultsOf } from "../units/kustomize/faults.ts";
import { type FileId, pathOf } from "../value/file.ts";
import type { Path } from "../value/path.ts";
import { embeddedSpan } from "./embedded.ts";

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
  return firstCauses(db.get(kustomizeFaultsOf, file)).map((fault) => {
    const { code, severity } = RULES[fault.topic];
    const isMild = isFixture || isKeptApart(fault) || isElsewhere(db, fault);
    return { code, severity: isMild ? "warning" : severity, finding: findingOf(db, fault) };
  });
}

/** Of several faults at one place the first of these topics is the cause of the others. */
const CAUSES: readonly FaultTopic[] = ["field", "missing-file", "outside"];

function firstCauses(faults: readonly BuildFault[]): readonly BuildFault[] {
  const places = new Map<string, FaultTopic>();
  for (const topic of CAUSES)
    for (const fault of faults) {
      const place = JSON.stringify(fault.at);
      if (fault.topic === topic && !places.has(place)) places.set(place, topic);
    }
  return faults.filter(({ at, topic }) => (places.get(JSON.stringify(at)) ?? topic) === topic);
}

/** Secrets and environment files are mostly kept out of the repository, and put there by whoever builds. */
function isKeptApart({ topic, at }: BuildFault): boolean {
  const [field, , list] = at.path;
  return topic === "missing-file" && (field === "secretGenerator" || list === "envs" || list === "env");
}

/** A file outside is read all the same by who lets kustomize: Flux, or `--load-restrictor LoadRestrictionsNone`. */
function isElsewhere(db: Reader, { topic, at }: BuildFault): boolean {
  const entry = topic === "outside" ? valueAt(db.get(valueOfDocument, at.document), at.path) : undefined;
  return entry?.type === "scalar" && !entry.raw.startsWith("/");
}

function findingOf(db: Reader, fault: BuildFault): Finding {
  const { document, path } = fault.at;
  const key = fault.topic === "field" ? unknownKey(path) : undefined;
  const meant = key === undefined ? undefined : nearest(key, namesBeside(path));
  const within = embeddedSpan(db, fault.at, "value");
  return {
    at: { id: document, path, part: key === undefined ? "value" : "key", ...(within ? { within } : {}) },
    message: `kustomize refuses this: ${fault.message}${meant === undefined ? "." : `; did you mean \`${meant}\`?`}`,
    ...(fault.topic === "field" ? { data: { meant, unquoted: unquoted(db, fault) } } : {}),
    ...(fault.topic === "component" ? { data: "misplaced" } : {}),
    related: [],
  };
}

/** What stands without quotes where a text must stand. */
function unquoted(db: Reader, { at }: BuildFault): string | undefined {
  const value = valueAt(db.get(valueOfDocument, at.document), at.path);
  return value?.type === "scalar" && value.style === "plain" && takesText(at.path) ? value.raw : undefined;
}

function unknownKey(path: Path): string | undefined {
  const [key, names] = [path.at(-1), namesBeside(path)];
  return typeof key === "string" && names.length > 0 && !names.includes(key) ? key : undefined;
}
