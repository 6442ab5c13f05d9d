/** Whose pods read a ConfigMap: by `envFrom`, by single variables, or as files. */
import { isKustomized, isOneNamespace, membersOf } from "../../network/members.ts";
import type { Net } from "../../network/net.ts";
import { keyOf, type Reader } from "../../query/query.ts";
import type { DocId } from "../../resources/identity.ts";
import { identityOf } from "../../resources/identity.ts";
import { type Resource, valueOfDocument } from "../../resources/resource.ts";
import { podPathOf } from "../../resources/workload.ts";
import { builtMember, namespaceAt, topsOfUnit } from "../../units/queries.ts";
import { isKnown, valueOf } from "../../value/known.ts";
import { textOf } from "../../value/scalar.ts";
import { itemsOf, member, memberAt, type Value } from "../../value/value.ts";

/** Those of its own namespace, in the unit's order. Asked for one ConfigMap at a time, and not remembered. */
export function usersOfConfig(db: Reader, { unit }: Net, config: Resource): readonly DocId[] {
  const name = valueOf(config.name);
  if (name === undefined) return [];
  const home = namespaceAt(db, unit.id, config.id);
  return membersOf(db, unit.id, "workload").filter(
    (id) =>
      isOneNamespace(home, namespaceAt(db, unit.id, id)) !== "no" &&
      configNames(podSpecOf(db, unit.id, id)).has(name),
  );
}

function podSpecOf(db: Reader, unit: string, id: DocId): Value | undefined {
  const built = isKustomized(db, unit)
    ? db.get(builtMember, keyOf(db.get(topsOfUnit, unit), id))?.value
    : undefined;
  const root = built ?? db.get(valueOfDocument, id);
  const path = podPathOf(identityOf(id).kind).map(String);
  return root && memberAt(root, ...path, "spec");
}

function configNames(podSpec: Value | undefined): ReadonlySet<string> {
  const containers = ["initContainers", "containers"].flatMap((list) => itemsOf(member(podSpec, list)));
  const volumes = itemsOf(member(podSpec, "volumes"));
  const named = [
    ...containers.flatMap((each) => [
      ...itemsOf(member(each, "envFrom")).map((source) => memberAt(source, "configMapRef", "name")),
      ...itemsOf(member(each, "env")).map((entry) => memberAt(entry, "valueFrom", "configMapKeyRef", "name")),
    ]),
    ...volumes.flatMap((volume) => [
      memberAt(volume, "configMap", "name"),
      ...itemsOf(memberAt(volume, "projected", "sources")).map((source) =>
        memberAt(source, "configMap", "name"),
      ),
    ]),
  ];
  return new Set(
    named.flatMap((value) => {
      const text = textOf(value);
      return text && isKnown(text) ? [text.value] : [];
    }),
  );
}
