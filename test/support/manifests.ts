/** Small workspaces of manifests for tests of what belongs together. */
import { configurationValue } from "../../server/src/core/config/queries.ts";
import { createDatabase, type Database } from "../../server/src/core/query/database.ts";
import { bind, input, keyOf } from "../../server/src/core/query/query.ts";
import { outlined, resourcesIn } from "../../server/src/core/resources/build.ts";
import { type DocId, docId, fileOf, identityOf } from "../../server/src/core/resources/identity.ts";
import {
  type FileFacts,
  factsOf,
  type Resource,
  valueOfDocument,
} from "../../server/src/core/resources/resource.ts";
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
import type { Value } from "../../server/src/core/value/value.ts";
import { plainDocuments } from "./plain.ts";

export type Files = Readonly<Record<string, string>>;

const ROOT = "/shop";

/** The text of a file: what the syntax layer would read. A document that holds `{{` or `BROKEN` cannot be read. */
const text = input<string>("text", "");

interface Document {
  readonly resource: Resource;
  readonly value: Value | undefined;
}

function documentsIn(file: FileId, content: string): readonly Document[] {
  const read = content.split(/^---\n/m).flatMap((each): readonly Document[] => {
    const isBroken = each.includes("{{") || each.includes("BROKEN");
    if (isBroken) return [{ resource: opaque(file, each), value: undefined }];
    return plainDocuments(each).flatMap((value) =>
      resourcesIn(file, value, []).map(({ resource, root }) => ({
        resource,
        value: root.length === 0 ? value : undefined,
      })),
    );
  });
  const seen = new Map<DocId, number>();
  return read.map(({ resource, value }) => {
    const nth = seen.get(resource.id) ?? 0;
    seen.set(resource.id, nth + 1);
    return {
      value,
      resource: nth === 0 ? resource : { ...resource, id: docId(file, resource.identity, nth) },
    };
  });
}

function opaque(file: FileId, content: string): Resource {
  const at = (key: string) => new RegExp(`^ *${key}: *(.*)$`, "m").exec(content)?.[1] ?? "";
  const identity = {
    apiVersion: at("apiVersion"),
    kind: at("kind"),
    namespace: at("namespace"),
    name: at("name"),
  };
  return outlined(file, identity, {
    family: "opaque",
    reason: content.includes("{{") ? "template" : "unparsable",
  });
}

function factsIn(file: FileId, content: string): FileFacts {
  const resources = documentsIn(file, content).map(({ resource }) => resource);
  const unreadable = resources.flatMap(({ spec }) =>
    spec.family === "opaque" && spec.reason !== "transformed"
      ? [{ reason: spec.reason, detail: "line 1" }]
      : [],
  );
  return { resources: resources.filter(({ identity }) => identity.kind !== ""), unreadable };
}

const bindings = [
  bind(factsOf, (db, file) => factsIn(file, db.get(text, file))),
  bind<Value | undefined>(valueOfDocument, (db, id) => {
    const file = fileOf(id);
    return documentsIn(file, db.get(text, file)).find(({ resource }) => resource.id === id)?.value;
  }),
  bind<Value | undefined>(configurationValue, (db, file) => plainDocuments(db.get(text, file))[0]),
];

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
  const db = createDatabase(bindings);
  const listed = new Set<FileId>();
  const edit: Manifests["edit"] = (changes) => {
    for (const [path, content] of Object.entries(changes)) {
      const file = fileId(ROOT, path);
      if (content === undefined) listed.delete(file);
      else listed.add(file);
      if (content === undefined) db.remove(text, file);
      else db.set(text, file, content);
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
