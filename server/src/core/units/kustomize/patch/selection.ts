/**
 * `select` and `reject` of a replacement's target. Names are compared as they stand, with everything the object is and was
 * called; younger versions of kustomize take them for regular expressions, and what is one is taken for one here.
 */
import type { Path } from "../../../value/path.ts";
import { itemsOf, member, type Value } from "../../../value/value.ts";
import { compiled } from "./expression.ts";
import type { Named, ObjectName } from "./identified.ts";
import { isFault, type PatchFault } from "./patched.ts";
import { type Requirement, selects } from "./selectorText.ts";
import { selectorAt, textsAt } from "./target.ts";
import { textAt } from "./written.ts";

export type Fits = (object: Named) => boolean;

/** Which objects an entry of `targets` is for. */
export function selectionOf(target: Value, at: Path): Fits | PatchFault {
  const written = member(target, "select");
  if (written?.type !== "mapping") return { fault: "the target says nothing to `select`", path: at };
  const select = criteriaOf(written, [...at, "select"]);
  if (isFault(select)) return select;
  const rejects: Criteria[] = [];
  for (const [index, value] of itemsOf(member(target, "reject")).entries()) {
    const reject = criteriaOf(value, [...at, "reject", index]);
    if (isFault(reject)) return reject;
    rejects.push(reject);
  }
  return (object) =>
    hasLabels(select, object) &&
    !rejects.some((each) => each.hasSelectors && hasLabels(each, object)) &&
    namesOf(object).some(select.name) &&
    !rejects.some((each) => each.hasName && namesOf(object).some(each.name));
}

/** The source of a replacement: everything must be as it stands. */
export function sourceOf(source: Value, at: Path): Fits | PatchFault {
  const name = nameOf(source, at, equal);
  return isFault(name) ? name : (object) => namesOf(object).some(name.fits);
}

interface Criteria {
  readonly name: (name: ObjectName) => boolean;
  readonly hasName: boolean;
  readonly labels: readonly Requirement[];
  readonly annotations: readonly Requirement[];
  readonly hasSelectors: boolean;
}

function criteriaOf(value: Value, at: Path): Criteria | PatchFault {
  const name = nameOf(value, at, equalOrFitting);
  const labels = selectorAt(value, "labelSelector", at);
  const annotations = selectorAt(value, "annotationSelector", at);
  if (isFault(name)) return name;
  if (isFault(labels)) return labels;
  if (isFault(annotations)) return annotations;
  const hasSelectors = labels.length + annotations.length > 0;
  return { name: name.fits, hasName: name.isWritten, labels, annotations, hasSelectors };
}

function hasLabels({ labels, annotations }: Criteria, { value }: Named): boolean {
  return selects(labels, textsAt(value, "labels")) && selects(annotations, textsAt(value, "annotations"));
}

function namesOf({ current, previous }: Named): readonly ObjectName[] {
  return [current, ...previous];
}

const PARTS = ["group", "version", "kind", "name", "namespace"] as const;

type Comparison = (wanted: string) => (text: string) => boolean;

interface NameTest {
  readonly fits: (name: ObjectName) => boolean;
  readonly isWritten: boolean;
}

function nameOf(value: Value, at: Path, comparison: Comparison): NameTest | PatchFault {
  const tests: ((name: ObjectName) => boolean)[] = [];
  for (const part of PARTS) {
    const wanted = textAt(value, part, at);
    if (isFault(wanted)) return wanted;
    if (wanted === undefined || wanted === "") continue;
    const compare = comparison(wanted);
    tests.push(
      (name) => compare(name[part]) || (part === "namespace" && name[part] === "" && compare("default")),
    );
  }
  return { fits: (name) => tests.every((test) => test(name)), isWritten: tests.length > 0 };
}

function equal(wanted: string): (text: string) => boolean {
  return (text) => text === wanted;
}

function equalOrFitting(wanted: string): (text: string) => boolean {
  const isPlain = /^[A-Za-z0-9_/-]*$/.test(wanted);
  const pattern = isPlain ? undefined : compiled(`^(?:${wanted})$`);
  return (text) => text === wanted || (pattern?.matches(text) ?? false);
}
