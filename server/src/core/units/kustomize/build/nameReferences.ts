/**
 * When everything has its last name, whoever named it by an earlier one is told. Which object a name means: one of the kind,
 * called so before, that the referrer can reach (its namespace, or none), of the same prefixes and suffixes when several fit.
 */
import type { Identity } from "../../../resources/identity.ts";
import type { Path } from "../../../value/path.ts";
import { itemsOf, type Mapping, member, memberAt, type Value } from "../../../value/value.ts";
import { editFields, type FieldSpec } from "./fieldSpec.ts";
import {
  currentId,
  effectiveNamespace,
  type Gvk,
  inWords,
  isClusterScopedId,
  isSelected,
  originalId,
  previousIds,
  sameNamespace,
} from "./identity.ts";
import type { NameReference } from "./nameReferenceTable.ts";
import type { At, BuiltObject, Touched } from "./object.ts";
import { type Report, refuse } from "./report.ts";
import { isNull, rawOf, text, withEntry } from "./values.ts";

interface Candidate {
  readonly object: BuiltObject;
  readonly now: Identity;
  readonly before: readonly Identity[];
  /** Where its name was changed last: the reference changed with it. */
  readonly at: At | undefined;
}

interface Referral {
  readonly referrer: Candidate;
  readonly spec: FieldSpec;
  readonly target: Gvk;
  readonly byName: ReadonlyMap<string, readonly Candidate[]>;
  readonly problems: string[];
  /** For each field set, where the name that it follows was changed. */
  readonly followed: (At | undefined)[];
}

export function withReferences(
  objects: readonly BuiltObject[],
  references: readonly NameReference[],
  at: At,
  report: Report,
): readonly BuiltObject[] {
  const candidates = objects.map(candidate);
  const byName = candidatesByName(candidates);
  if (byName.size === 0) return objects;
  const byKind = referencesByKind(references);
  return candidates.map((referrer) => {
    const first = originalId(referrer.object);
    const own = [...(byKind.get(first.kind) ?? []), ...(byKind.get("") ?? [])];
    const meant = own.filter(({ spec }) => isSelected(first, spec));
    return referred(referrer, meant, byName, at, report);
  });
}

function candidate(object: BuiltObject): Candidate {
  const named = object.touched.findLast(({ path }) => path[0] === "metadata" && path[1] === "name");
  return { object, now: currentId(object), before: previousIds(object), at: named?.at };
}

function candidatesByName(candidates: readonly Candidate[]): ReadonlyMap<string, readonly Candidate[]> {
  const byName = new Map<string, Candidate[]>();
  for (const each of candidates) {
    for (const name of new Set(each.before.map((id) => id.name))) {
      const others = byName.get(name);
      if (others) others.push(each);
      else byName.set(name, [each]);
    }
  }
  return byName;
}

interface Reference {
  readonly target: Gvk;
  readonly spec: FieldSpec;
}

/** Under the kind that refers; under none what any kind may hold. */
function referencesByKind(references: readonly NameReference[]): ReadonlyMap<string, readonly Reference[]> {
  const byKind = new Map<string, Reference[]>();
  for (const { target, referrers } of references) {
    for (const spec of referrers) {
      const others = byKind.get(spec.kind ?? "");
      if (others) others.push({ target, spec });
      else byKind.set(spec.kind ?? "", [{ target, spec }]);
    }
  }
  return byKind;
}

function referred(
  referrer: Candidate,
  references: readonly Reference[],
  byName: Referral["byName"],
  at: At,
  report: Report,
): BuiltObject {
  const { object } = referrer;
  const problems: string[] = [];
  const touched: Touched[] = [];
  let { value } = object;
  for (const { target, spec } of references) {
    const referral: Referral = { referrer, spec, target, byName, problems, followed: [] };
    const edit = editFields(value, spec, undefined, (here) => renamedIn(here, referral));
    if (!edit) continue;
    if (edit.problem !== undefined) problems.push(edit.problem);
    value = edit.value;
    for (const [index, set] of edit.set.entries())
      touched.push({ path: set, by: "transformer", at: referral.followed[index] ?? at, renames: true });
  }
  for (const problem of new Set(problems))
    refuse(report, "transformer", at, `${inWords(referrer.now)}: ${problem}`);
  return value === object.value ? object : { ...object, value, touched: [...object.touched, ...touched] };
}

function renamedIn(
  here: Value,
  referral: Referral,
): { readonly value: Value; readonly below: Path } | undefined {
  if (isNull(here)) return undefined;
  if (here.type === "sequence") return renamedInSequence(here.items, referral);
  const found = here.type === "scalar" ? inScalar(here.raw, referral) : inMapping(here, referral);
  if (!found) return undefined;
  referral.followed.push(found.meant.at);
  return { value: found.value, below: here.type === "scalar" ? [] : ["name"] };
}

function renamedInSequence(
  items: readonly Value[],
  referral: Referral,
): { readonly value: Value; readonly below: Path } | undefined {
  let at: At | undefined;
  let below: Path | undefined;
  const after = items.map((item, index) => {
    if (item.type === "sequence" || isNull(item)) return item;
    const found = item.type === "scalar" ? inScalar(item.raw, referral) : inMapping(item, referral);
    if (!found) return item;
    at ??= found.meant.at;
    below ??= item.type === "scalar" ? [index] : [index, "name"];
    return found.value;
  });
  if (!below) return undefined;
  referral.followed.push(at);
  return { value: { type: "sequence", items: after }, below };
}

interface Found {
  readonly value: Value;
  readonly meant: Candidate;
}

function inScalar(name: string, referral: Referral): Found | undefined {
  const meant = referralOf(name, referral.byName.get(name) ?? [], referral, (id) => id.name);
  return meant && meant.now.name !== name ? { value: text(meant.now.name), meant } : undefined;
}

/** A reference with a namespace beside its name: both are set. */
function inMapping(here: Mapping, referral: Referral): Found | undefined {
  const nameValue = member(here, "name");
  if (!nameValue) {
    referral.problems.push(`${referral.spec.path.replaceAll("/", ".")} has no field \`name\``);
    return undefined;
  }
  const name = rawOf(nameValue);
  const candidates = inNamespace(member(here, "namespace"), referral.byName.get(name) ?? []);
  const meant = referralOf(name, candidates, referral, (id) => `${id.namespace}/${id.name}`);
  if (!meant || (meant.now.name === name && meant.now.namespace === "")) return undefined;
  const named = withEntry(here, "name", text(meant.now.name));
  const { namespace } = meant.now;
  const value = namespace === "" ? named : withEntry(named, "namespace", text(namespace));
  const isSame = meant.now.name === name && rawOf(member(here, "namespace")) === namespace;
  return isSame ? undefined : { value, meant };
}

/** Those of the namespace as it was at first; where there are none, as it is now. */
function inNamespace(written: Value | undefined, candidates: readonly Candidate[]): readonly Candidate[] {
  if (!written) return candidates;
  const namespace = rawOf(written);
  const original = candidates.filter(({ before, now }) => effectiveNamespace(before[0] ?? now) === namespace);
  return original.length > 0
    ? original
    : candidates.filter(({ now }) => !isClusterScopedId(now) && effectiveNamespace(now) === namespace);
}

function referralOf(
  name: string,
  candidates: readonly Candidate[],
  referral: Referral,
  sameAs: (id: Identity) => string,
): Candidate | undefined {
  const { referrer, target, spec } = referral;
  const role = spec.path.endsWith("roleRef/name") ? roleRefOf(referrer.object.value) : undefined;
  const fits = candidates.filter(
    (each) =>
      each.before.some((id) => isSelected(id, target)) &&
      (!role || each.before.some((id) => isSelected(id, role))) &&
      canReach(referrer, each),
  );
  if (fits.length <= 1) return fits[0];
  const near = fits.filter((each) => sameAffixes(each.object, referrer.object, "anyWhereEmpty"));
  const nearest =
    near.length > 1 ? near.filter((each) => sameAffixes(each.object, referrer.object, "exact")) : near;
  const [first, ...others] = nearest;
  if (first && others.some((each) => sameAs(each.now) !== sameAs(first.now))) {
    const names = nearest.map(({ now }) => inWords(now)).join(" or ");
    referral.problems.push(`\`${name}\` in ${spec.path.replaceAll("/", ".")} may be ${names}`);
    return undefined;
  }
  return first;
}

/** What kind of role a binding means; undefined when it does not say. */
function roleRefOf(referrer: Mapping): Gvk | undefined {
  const group = memberAt(referrer, "roleRef", "apiGroup");
  const kind = memberAt(referrer, "roleRef", "kind");
  return group && kind ? { group: rawOf(group), kind: rawOf(kind) } : undefined;
}

function canReach({ now: from, object }: Candidate, { now: to }: Candidate): boolean {
  if (isClusterScopedId(from) || isClusterScopedId(to) || sameNamespace(from, to)) return true;
  return from.kind === "RoleBinding" && to.kind === "ServiceAccount" && bindsIn(object.value, to.namespace);
}

function bindsIn(binding: Mapping, namespace: string): boolean {
  return itemsOf(member(binding, "subjects")).some(
    (subject) =>
      rawOf(member(subject, "kind")) === "ServiceAccount" &&
      rawOf(member(subject, "namespace")) === namespace,
  );
}

function sameAffixes(a: BuiltObject, b: BuiltObject, mode: "anyWhereEmpty" | "exact"): boolean {
  const same = (left: readonly string[], right: readonly string[]) =>
    (mode === "anyWhereEmpty" && (left.length === 0 || right.length === 0)) || sameEnd(left, right);
  return same(a.prefixes, b.prefixes) && same(a.suffixes, b.suffixes);
}

/** Whether the shorter list ends the longer one; an empty one ends only an empty one. */
function sameEnd(a: readonly string[], b: readonly string[]): boolean {
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  if (shorter.length === 0) return longer.length === 0;
  const offset = longer.length - shorter.length;
  return shorter.every((each, index) => each === longer[index + offset]);
}
