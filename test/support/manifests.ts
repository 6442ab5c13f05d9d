/** Small workspaces of manifests for tests of what belongs together. */

import { documentBindings } from "../../server/src/core/documents/facts.ts";
import { wholeDocumentBindings } from "../../server/src/core/documents/whole.ts";
import { verdictBinding } from "../../server/src/core/network/verdicts.ts";
import { createDatabase, type Database } from "../../server/src/core/query/database.ts";
import { keyOf } from "../../server/src/core/query/query.ts";
import { type DocId, fileOf, identityOf } from "../../server/src/core/resources/identity.ts";
import type { Resource } from "../../server/src/core/resources/resource.ts";
import { textOf } from "../../server/src/core/syntax/queries.ts";
import {
  filesIn,
  namespaceIn,
  resourceIn,
  roots,
  unitsIn,
  unitsOfFile,
} from "../../server/src/core/units/queries.ts";
import type { Unit, UnitNamespace } from "../../server/src/core/units/unit.ts";
import { type FileId, fileId, pathOf } from "../../server/src/core/value/file.ts";

export type Files = Readonly<Record<string, string>>;

const ROOT = "/shop";

export interface Manifests {
  readonly db: Database;
  /** Sets files, or removes those that are undefined. */
  edit(changes: Readonly<Record<string, string | undefined>>): void;
  units(): readonly Unit[];
  /** A unit by its name. */
  unit(name: string): Unit;
  /** `Kind/name` of a unit's members, sorted, those of one file told apart by their paths where asked. */
  names(unit: string): readonly string[];
  /** `path Kind/name` of a unit's members. */
  places(unit: string): readonly string[];
  /** `reason` of a unit's gaps, each once. */
  gaps(unit: string): readonly string[];
  /** A member by `Kind/name`, as it is in the unit. */
  member(unit: string, name: string): Resource;
  namespace(unit: string, name: string): UnitNamespace;
  /** Names of the units that hold resources of a file. */
  unitsOf(path: string): readonly string[];
}

export function manifests(files: Files): Manifests {
  const db = createDatabase([...documentBindings, ...wholeDocumentBindings, verdictBinding]);
  const listed = new Set<FileId>();
  const edit: Manifests["edit"] = (changes) => {
    for (const [path, content] of Object.entries(changes)) {
      const file = fileId(ROOT, path);
      if (content === undefined) listed.delete(file);
      else listed.add(file);
      if (content === undefined) db.remove(textOf, file);
      else db.set(textOf, file, content);
    }
    db.set(filesIn, ROOT, [...listed].sort());
  };
  db.set(roots, "", [ROOT]);
  edit(files);
  return { db, edit, ...answers(db) };
}

function answers(db: Database): Omit<Manifests, "db" | "edit"> {
  const units = () => db.get(unitsIn, ROOT);
  const unit = (name: string) => {
    const found = units().find((each) => each.name === name);
    if (!found)
      throw new Error(
        `no unit ${name} among ${units()
          .map((each) => each.name)
          .join(", ")}`,
      );
    return found;
  };
  const idOf = (name: string, wanted: string) => {
    const id = unit(name).members.find((each) => printed(each) === wanted);
    if (id === undefined) throw new Error(`no ${wanted} in ${name}`);
    return id;
  };
  return {
    units,
    unit,
    names: (name) => unit(name).members.map(printed).toSorted(),
    places: (name) =>
      unit(name)
        .members.map((id) => `${pathOf(fileOf(id))} ${printed(id)}`)
        .toSorted(),
    gaps: (name) => [...new Set(unit(name).gaps.map(({ reason }) => reason))].toSorted(),
    member: (name, wanted) => {
      const resource = db.get(resourceIn, keyOf(unit(name).id, idOf(name, wanted)));
      if (!resource) throw new Error(`${wanted} is no member of ${name}`);
      return resource;
    },
    namespace: (name, wanted) => db.get(namespaceIn, keyOf(unit(name).id, idOf(name, wanted))),
    unitsOf: (path) => {
      const ids = db.get(unitsOfFile, fileId(ROOT, path));
      return ids.map((id) => units().find((each) => each.id === id)?.name ?? "").toSorted();
    },
  };
}

function printed(id: DocId): string {
  const { kind, name } = identityOf(id);
  return `${kind}/${name}`;
}

/** A Service and the Deployment behind it. */
export function app(name: string, namespace?: string): string {
  return `${service(name, namespace)}---\n${deployment(name, namespace)}`;
}

export function service(name: string, namespace?: string): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: ${name}
${namespace === undefined ? "" : `  namespace: ${namespace}\n`}  labels:
    app: ${name}
spec:
  selector:
    app: ${name}
  ports:
    - port: 80
`;
}

export function deployment(name: string, namespace?: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
${namespace === undefined ? "" : `  namespace: ${namespace}\n`}spec:
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      containers:
        - name: main
          image: example/${name}
`;
}

/** Any other object, by kind and name. */
export function object(apiVersion: string, kind: string, name: string, namespace?: string): string {
  const at = namespace === undefined ? "" : `\n  namespace: ${namespace}`;
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}${at}\n`;
}
