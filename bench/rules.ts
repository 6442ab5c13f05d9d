import { isJudged, judge as judgeObject } from "../server/src/core/apiserver/judge.ts";
import { versionOf } from "../server/src/core/apiserver/version.ts";
import { documentBindings } from "../server/src/core/documents/facts.ts";
import { wholeDocumentBindings } from "../server/src/core/documents/whole.ts";
import { outlineOf } from "../server/src/core/network/members.ts";
import { createNet } from "../server/src/core/network/relations.ts";
import { verdictBinding } from "../server/src/core/network/verdicts.ts";
import { createDatabase, type Database } from "../server/src/core/query/database.ts";
import { keyOf } from "../server/src/core/query/query.ts";
import { factsOf, type Resource, valueOfDocument } from "../server/src/core/resources/resource.ts";
import { rules } from "../server/src/core/rules/index.ts";
import { textOf } from "../server/src/core/syntax/queries.ts";
import { clusterIn, filesIn, resourceIn, roots, unitsOfFile } from "../server/src/core/units/queries.ts";
import { fileId } from "../server/src/core/value/file.ts";
import { type Manifest, ROOT } from "./manifests.ts";

/** What each rule costs over all resources of all units: the first time, with the relations it asks for, and the next. */
export function ruleCosts(manifests: readonly Manifest[]): void {
  const costs = rules.map(({ code, name }) => {
    const db = database(manifests);
    const judged = subjects(db);
    const first = timed(() => judge(db, code, judged));
    const next = timed(() => judge(db, code, judged));
    return { name: `${code} ${name}`, first, next, subjects: judged.length };
  });
  console.log(
    `each rule over ${costs[0]?.subjects ?? 0} resources in their units (ms: first, with what it asks; next)`,
  );
  for (const { name, first, next } of costs.toSorted((a, b) => b.first - a.first)) {
    console.log(`  ${name.padEnd(48)} ${first.toFixed(1).padStart(8)} ${next.toFixed(1).padStart(8)}`);
  }
  verdictCost(database(manifests));
  console.log();
}

/** What kube-apiserver's rules cost an object, decoding to warnings, its plain value at hand. */
function verdictCost(db: Database): void {
  const objects = subjects(db).flatMap(({ resource: { id, identity } }) => {
    const value = isJudged(identity.apiVersion, identity.kind) ? db.get(valueOfDocument, id) : undefined;
    return value ? [value] : [];
  });
  const context = { version: versionOf("1.36"), nodePortRange: { from: 30_000, to: 32_767 } };
  const judgeAll = () => objects.map((value) => judgeObject(value, context));
  const [first, next] = [timed(judgeAll), timed(judgeAll)].map((took) => took / Math.max(1, objects.length));
  const each = [first, next].map((took = 0) => (took * 1000).toFixed(0).padStart(8)).join(" ");
  console.log(`  ${`the API server's rules, µs for each of ${objects.length} objects`.padEnd(48)} ${each}`);
}

/** Everything up to the units asked once, no relation yet. */
function database(manifests: readonly Manifest[]): Database {
  const db = createDatabase([...documentBindings, ...wholeDocumentBindings, verdictBinding]);
  db.set(roots, "", [ROOT]);
  const files = manifests.map(({ path }) => fileId(ROOT, path)).toSorted();
  db.set(filesIn, ROOT, files);
  for (const { path, text } of manifests) db.set(textOf, fileId(ROOT, path), text);
  return db;
}

interface Subject {
  readonly unit: string;
  readonly resource: Resource;
}

/** In the first unit of each, as a finding of loose files is looked for. */
function subjects(db: Database): readonly Subject[] {
  return db.get(filesIn, ROOT).flatMap((file) => {
    const [unit] = db.get(unitsOfFile, file);
    if (unit === undefined) return [];
    return db.get(factsOf, file).resources.flatMap(({ id }) => {
      const resource = db.get(resourceIn, keyOf(unit, id));
      return resource ? [{ unit, resource }] : [];
    });
  });
}

function judge(db: Database, code: string, judged: readonly Subject[]): number {
  const rule = rules.find((each) => each.code === code);
  let findings = 0;
  for (const { unit, resource } of judged) {
    const outline = db.get(outlineOf, unit);
    if (!rule || !outline) continue;
    const net = createNet(db, outline, clusterIn(db, unit, resource.id));
    for (const _finding of rule.check(resource, net)) findings += 1;
  }
  return findings;
}

function timed(act: () => unknown): number {
  const started = performance.now();
  act();
  return performance.now() - started;
}
