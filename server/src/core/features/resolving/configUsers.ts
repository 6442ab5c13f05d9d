/** Whose pods read a ConfigMap: by `envFrom`, by single variables, or as files. */
import { isKustomized, isOneNamespace, membersOf } from "../../network/members.ts";
import type { Net } from "../../network/net.ts";
import { keyOf, type Reader } from "../../query/query.ts";
import { type DocId, fileOf, identityOf } from "../../resources/identity.ts";
import { type Resource, valueOfDocument } from "../../resources/resource.ts";
import { podPathOf } from "../../resources/workload.ts";
import { textOf as textOfFile } from "../../syntax/queries.ts";
import { builtMember, namespaceAt, topsOfUnit } from "../../units/queries.ts";
import type { FileId } from "../../value/file.ts";
import { isKnown, valueOf } from "../../value/known.ts";
import { textOf } from "../../value/scalar.ts";
import { itemsOf, member, memberAt, type Value } from "../../value/value.ts";

/**
 * Those of its own namespace, in the unit's order. Asked for one ConfigMap at a time, and not remembered: of manifests that are
 * taken as written only those are read whose file mentions the name.
 */
export function usersOfConfig(db: Reader, { unit }: Net, config: Resource): readonly DocId[] {
  const name = valueOf(config.name);
  if (name === undefined || name === "") return [];
  const home = namespaceAt(db, unit.id, config.id);
  const isNamedIn = mentionsOf(db, isKustomized(db, unit.id) ? undefined : name);
  return membersOf(db, unit.id, "workload").filter(
    (id) =>
      isNamedIn(fileOf(id)) &&
      isOneNamespace(home, namespaceAt(db, unit.id, id)) !== "no" &&
      configNames(podSpecOf(db, unit.id, id)).has(name),
  );
}

/** Whether a file holds a name, looked at once; a kustomization may write any name into any object. */
function mentionsOf(db: Reader, name: string | undefined): (file: FileId) => boolean {
  const found = new Map<FileId, boolean>();
  return (file) => {
    const known = found.get(file) ?? (name === undefined || (db.get(textOfFile, file) ?? "").includes(name));
    found.set(file, known);
    return known;
  };
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
