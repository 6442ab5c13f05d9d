/** `namespace`: of every object that has one, and of what names it inside some. */
import { groupOf } from "../../../resources/identity.ts";
import { itemsOf, member, type Value } from "../../../value/value.ts";
import { edited } from "./edit.ts";
import type { FieldSpec, Setter } from "./fieldSpec.ts";
import { currentId, inWords, isClusterScopedId, remembered, sameId } from "./identity.ts";
import type { At, BuiltObject } from "./object.ts";
import { type Report, refuse } from "./report.ts";
import { isNull, isText, rawOf, text, withEntry } from "./values.ts";

export interface NamespaceSetting {
  readonly namespace: string;
  /** Leaves what has a namespace already. */
  readonly unsetOnly: boolean;
  /** Which subjects of (Cluster)RoleBindings get it. */
  readonly subjects: "defaultOnly" | "allServiceAccounts" | "none";
  readonly at: At;
}

export function withNamespace(
  objects: readonly BuiltObject[],
  setting: NamespaceSetting,
  specs: readonly FieldSpec[],
  report: Report,
): readonly BuiltObject[] {
  if (setting.namespace === "") return objects;
  const moved = objects.map((object) => withOwn(remembered(object), setting, specs, report));
  const ids = moved.map(currentId);
  const clash = ids.find((id, index) => ids.findIndex((each) => sameId(each, id)) !== index);
  if (clash) {
    const message = `in namespace ${setting.namespace} there would be ${inWords({ ...clash, namespace: "" })} twice`;
    refuse(report, "duplicate-object", setting.at, message);
  }
  return moved;
}

function withOwn(
  object: BuiltObject,
  setting: NamespaceSetting,
  specs: readonly FieldSpec[],
  report: Report,
): BuiltObject {
  const id = currentId(object);
  const setter = setTo(setting);
  const own: readonly FieldSpec[] = isClusterScopedId(id)
    ? []
    : [{ path: "metadata/namespace", create: true }];
  const isBinding = id.kind === "RoleBinding" || id.kind === "ClusterRoleBinding";
  const others = specs.filter(({ path, kind }) => {
    if (path === "metadata/namespace") return false;
    // Other APIs have a kind Namespace, too, whose name is its own affair.
    if (path === "metadata/name" && !(groupOf(id.apiVersion) === "" && id.apiVersion === "v1")) return false;
    return !(path === "subjects/namespace" && (kind === "RoleBinding" || kind === "ClusterRoleBinding"));
  });
  const subjects = isBinding && setting.subjects !== "none" ? [{ path: "subjects", create: false }] : [];
  const at = setting.at;
  const here = edited(object, { specs: own, made: "scalar", setter, at }, report);
  const bound = edited(here, { specs: subjects, made: undefined, setter: setIn(setting), at }, report);
  return edited(bound, { specs: others, made: "scalar", setter, at }, report);
}

function setTo({ namespace, unsetOnly }: NamespaceSetting): Setter {
  return (at) => {
    if (at.type !== "scalar" || (unsetOnly && at.raw !== "" && !isNull(at))) return undefined;
    if (isText(at, namespace)) return undefined;
    return { value: text(namespace), below: [] };
  };
}

/** Called with each subject: sequences are walked through. */
function setIn(setting: NamespaceSetting): Setter {
  return (at) => {
    if (at.type === "sequence") return subjectsOf(at, setting);
    return undefined;
  };
}

function subjectsOf(at: Value, setting: NamespaceSetting): ReturnType<Setter> {
  const isMeant = (subject: Value) =>
    setting.subjects === "allServiceAccounts"
      ? rawOf(member(subject, "kind")) === "ServiceAccount"
      : rawOf(member(subject, "name")) === "default";
  const items = itemsOf(at).map((subject) => {
    if (subject.type !== "mapping" || !isMeant(subject)) return subject;
    if (setting.unsetOnly && rawOf(member(subject, "namespace")) !== "") return subject;
    return withEntry(subject, "namespace", text(setting.namespace));
  });
  const first = items.findIndex((item, index) => item !== itemsOf(at)[index]);
  return first < 0 ? undefined : { value: { type: "sequence", items }, below: [first, "namespace"] };
}
